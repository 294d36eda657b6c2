//! Which number format each cell style has.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::number::Code;
use crate::lexicon::Lexicon;
use crate::office::{Damage, Node, Space, Xml};

/// Formats that styles name by number without writing them down.
static BUILT_IN: LazyLock<HashMap<i64, Code>> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("sheet_formats");
    let (id, code) = (table.column("id"), table.column("code"));
    let format = |row: &[&str]| Some((row.get(id)?.parse().ok()?, Code::of(row.get(code)?)));
    table.rows().filter_map(format).collect()
});

/// The formats of a workbook.
#[derive(Default)]
pub(super) struct Formats {
    /// Number of the format of each cell style.
    styles: Vec<i64>,
    own: HashMap<i64, Code>,
    /// Whether days count from 1904.
    pub(super) is_1904: bool,
}

impl Formats {
    /// Reads `styles.xml`.
    pub(super) fn read(&mut self, part: &str, text: &str) -> Result<(), Damage> {
        let mut xml = Xml::new(part, text)?;
        let mut in_cells = false;
        loop {
            match xml.next()? {
                Node::Start(tag) if tag.space == Space::Sheet => match tag.name {
                    "numFmt" => {
                        let (Some(id), Some(code)) = (tag.number("numFmtId"), tag.attribute("formatCode"))
                        else {
                            return Err(xml.damage(tag.range.start, "数字格式的属性不全"));
                        };
                        self.own.insert(id, Code::of(&code));
                    }
                    "cellXfs" => in_cells = true,
                    "cellStyleXfs" | "cellStyles" | "dxfs" => in_cells = false,
                    "xf" if in_cells => self.styles.push(tag.number("numFmtId").unwrap_or(0)),
                    _ => {}
                },
                Node::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// A number as a cell of that style shows it.
    pub(super) fn show(&self, style: usize, value: &str) -> String {
        let Ok(number) = value.trim().parse::<f64>() else { return value.trim().to_owned() };
        let id = self.styles.get(style).copied().unwrap_or(0);
        let code = self.own.get(&id).or_else(|| BUILT_IN.get(&id));
        code.unwrap_or(&Code::General).show(number, self.is_1904)
    }
}
