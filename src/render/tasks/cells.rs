//! The eight columns of the breakdown as texts, the same in every form.

use crate::facts::assignment::Role;
use crate::facts::task::breakdown::{Duty, Entry};
use crate::outline::label_len;
use crate::report::{Place, TaskSheet};

/// Headings of the columns.
pub(in crate::render) const COLUMNS: [&str; 8] =
    ["序号", "任务", "措施", "牵头单位", "责任单位", "配合单位", "完成时限", "原文位置"];

/// Index of the column of measures.
pub(super) const MEASURES: usize = 2;

/// The cells of one entry; a cell of several measures has one per line.
pub(in crate::render) fn of(entry: &Entry<Place>) -> [String; 8] {
    [
        entry.number.clone(),
        one_line(&entry.summary.text),
        measures(entry),
        units(entry, &[Role::Lead]),
        units(entry, &[Role::Responsible]),
        units(entry, &[Role::Supporting, Role::Participating]),
        times(entry),
        place(entry),
    ]
}

/// 序号 … with the path of the file in front of the place: `方案.txt:27 二、（一）1.`.
pub(super) fn with_path(sheet: &TaskSheet, entry: &Entry<Place>) -> [String; 8] {
    let mut cells = of(entry);
    if let Some(last) = cells.last_mut() {
        *last = format!("{}:{} {}", sheet.path, entry.span.line, labels(entry)).trim_end().to_owned();
    }
    cells
}

fn measures(entry: &Entry<Place>) -> String {
    match entry.measures.as_slice() {
        [] => String::new(),
        [only] => one_line(&only.text),
        several => {
            let numbered = (1usize..).zip(several).map(|(n, m)| format!("({n}) {}", one_line(&m.text)));
            numbered.collect::<Vec<_>>().join("\n")
        }
    }
}

/// The units of these roles; what concerns one measure only, or is a weaker role of the column, is said in brackets.
fn units(entry: &Entry<Place>, roles: &[Role]) -> String {
    let chosen = entry.units.iter().filter(|d| roles.contains(&d.unit.role));
    let mut text = chosen.map(unit).collect::<Vec<_>>().join("、");
    if entry.open_roles.iter().any(|role| roles.contains(role)) && !text.is_empty() {
        text.push('等');
    }
    text
}

fn unit(duty: &Duty<Place>) -> String {
    let weaker = (duty.unit.role == Role::Participating).then(|| "参与".to_owned());
    let only = duty.measure.map(|n| format!("限措施{n}"));
    let notes: Vec<String> = [weaker, only].into_iter().flatten().collect();
    let name = one_line(&duty.unit.name);
    if notes.is_empty() { name } else { format!("{name}（{}）", notes.join("，")) }
}

/// The time as a cell or a label states it, else the times found in the task.
pub(super) fn times(entry: &Entry<Place>) -> String {
    if let Some(stated) = &entry.stated {
        return one_line(&stated.text);
    }
    let mut found: Vec<String> = Vec::new();
    for due in &entry.deadlines {
        let words = one_line(&due.deadline.span.text);
        let text = due.measure.map_or_else(|| words.clone(), |n| format!("{words}（措施{n}）"));
        if !found.contains(&text) {
            found.push(text);
        }
    }
    found.join("；")
}

/// 二、（一）1，第27行
pub(super) fn place(entry: &Entry<Place>) -> String {
    let labels = labels(entry);
    let comma = if labels.is_empty() { "" } else { "，" };
    format!("{labels}{comma}第{}行", entry.span.line)
}

/// The numbering labels from the outermost heading to the task: 二、（一）1
pub(super) fn labels(entry: &Entry<Place>) -> String {
    let above = entry.path.iter().filter_map(|t| t.text.get(..label_len(&t.text)));
    let labels: String = above.chain([entry.label.text.as_str()]).map(str::trim).collect();
    labels.trim_end_matches(['.', '．', '、', '，', '：']).to_owned()
}

/// A text without its line breaks: those between Chinese characters vanish, others become blanks.
pub(in crate::render) fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in text.split_whitespace() {
        let joins_latin = out.chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric())
            && piece.starts_with(|c: char| c.is_ascii_alphanumeric());
        if joins_latin {
            out.push(' ');
        }
        out.push_str(piece);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn lines_join_as_chinese_is_written() {
        for (text, expect) in
            [("完成\n  改造", "完成改造"), ("GB/T 9704", "GB/T 9704"), ("6 月\u{3000}底", "6月底")]
        {
            assert_eq!(one_line(text), expect);
        }
    }
}
