//! Placeholders in the text of a template.

use std::ops::Range;

use super::values::{Rows, Values};

/// A placeholder and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) range: Range<usize>,
    pub(super) target: Target,
}

/// What a placeholder names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// An index into the scalars.
    Scalar(usize),
    /// Indices of a list and of one of its columns.
    Field(usize, usize),
}

/// All placeholders of a text in order.
pub(super) fn find(text: &str, values: &Values) -> Result<Vec<Slot>, String> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|rest| rest.find("{{")).map(|open| at + open) {
        let inner = open + "{{".len();
        let Some(close) = text.get(inner..).and_then(|rest| rest.find("}}")).map(|close| inner + close)
        else {
            let seen: String = text.get(open..).unwrap_or("").chars().take(12).collect();
            return Err(format!("占位符“{seen}”没有写完，要以 }}}} 结束，并写在同一段里"));
        };
        at = close + "}}".len();
        let name = text.get(inner..close).unwrap_or("").trim();
        found.push(Slot { range: open..at, target: target(name, values)? });
    }
    Ok(found)
}

fn target(name: &str, values: &Values) -> Result<Target, String> {
    let Some((list, column)) = name.split_once(['.', '．']).map(|(l, c)| (l.trim(), c.trim())) else {
        let found = values.scalars.iter().position(|(scalar, _)| *scalar == name);
        return found.map(Target::Scalar).ok_or_else(|| unknown(name, values));
    };
    let Some(index) = values.lists.iter().position(|rows| rows.name == list) else {
        return Err(unknown(name, values));
    };
    let columns = values.lists.get(index).map_or(&[][..], |rows| rows.columns);
    let column = columns
        .iter()
        .position(|c| *c == column)
        .ok_or_else(|| format!("没有占位符“{{{{{name}}}}}”；“{list}”的各项有：{}", columns.join("、")))?;
    Ok(Target::Field(index, column))
}

fn unknown(name: &str, values: &Values) -> String {
    let scalars: Vec<&str> = values.scalars.iter().map(|(name, _)| *name).collect();
    let lists: Vec<&str> = values.lists.iter().map(|rows| rows.name).collect();
    format!(
        "没有占位符“{{{{{name}}}}}”；单项有：{}；清单有：{}（写作 {{{{清单.项目}}}}）",
        scalars.join("、"),
        lists.join("、")
    )
}

/// The list that the placeholders of one row or line speak of; there may be only one.
pub(super) fn list<'v>(
    slots: impl IntoIterator<Item = &'v Slot>,
    values: &Values,
) -> Result<Option<usize>, String> {
    let mut found = None;
    for slot in slots {
        let Target::Field(list, _) = slot.target else { continue };
        match found {
            Some(other) if other != list => {
                let name = |index: usize| values.lists.get(index).map_or("", |rows: &Rows| rows.name);
                return Err(format!("同一行里既有“{}”又有“{}”；一行只能列一个清单", name(other), name(list)));
            }
            _ => found = Some(list),
        }
    }
    Ok(found)
}

/// The value of a placeholder; `row` is that of the list at hand.
pub(super) fn value(target: Target, row: usize, values: &Values) -> &str {
    match target {
        Target::Scalar(index) => values.scalars.get(index).map_or("", |(_, value)| value),
        Target::Field(list, column) => values
            .lists
            .get(list)
            .and_then(|rows| rows.rows.get(row))
            .and_then(|cells| cells.get(column))
            .map_or("", String::as_str),
    }
}
