//! The shared texts of a workbook, and words in its drawings.

use crate::office::{Damage, Node, Space, Xml};

/// Texts that cells refer to by number.
#[derive(Default)]
pub(super) struct Strings(Vec<String>);

impl Strings {
    /// Reads `sharedStrings.xml`; phonetic guides are no text.
    pub(super) fn read(part: &str, text: &str) -> Result<Self, Damage> {
        let mut xml = Xml::new(part, text)?;
        let mut found = Vec::new();
        let mut open: Vec<&str> = Vec::new();
        loop {
            match xml.next()? {
                Node::Start(tag) => {
                    if tag.space == Space::Sheet && !is_known(open.last().copied(), tag.name) {
                        return Err(xml.damage(tag.range.start, format!("不认识的元素 <{}>", tag.full_name)));
                    }
                    if tag.name == "si" {
                        found.push(String::new());
                    }
                    if !tag.is_empty {
                        open.push(tag.name);
                    }
                }
                Node::End(_) => drop(open.pop()),
                Node::Text(text, range) => {
                    if is_text(&open)
                        && let Some(last) = found.last_mut()
                    {
                        last.push_str(text);
                    } else if !open.contains(&"rPh") && !text.trim().is_empty() {
                        return Err(xml.damage(range.start, "文字不在文字元素里"));
                    }
                }
                Node::Char(c, _) if is_text(&open) => {
                    if let Some(last) = found.last_mut() {
                        last.push(c);
                    }
                }
                Node::Char(..) => {}
                Node::Eof => return Ok(Self(found)),
            }
        }
    }

    /// The text of that number.
    pub(super) fn get(&self, index: usize) -> Option<&str> {
        self.0.get(index).map(String::as_str)
    }
}

/// Whether the innermost open element holds text that is shown.
fn is_text(open: &[&str]) -> bool {
    open.last() == Some(&"t") && !open.contains(&"rPh")
}

/// Whether an element may stand in another; what it may not is a sign of damage.
fn is_known(parent: Option<&str>, name: &str) -> bool {
    match parent {
        None => name == "sst",
        Some("sst") => matches!(name, "si" | "extLst"),
        Some("si") => matches!(name, "t" | "r" | "rPh" | "phoneticPr" | "extLst"),
        Some("r") => matches!(name, "rPr" | "t"),
        Some("rPh") => name == "t",
        Some("t") => false,
        _ => true,
    }
}

/// The words in a drawing, a line for each paragraph.
pub(super) fn of_drawing(part: &str, text: &str) -> Result<String, Damage> {
    let mut xml = Xml::new(part, text)?;
    let mut open: Vec<&str> = Vec::new();
    let mut words = String::new();
    loop {
        match xml.next()? {
            Node::Start(tag) if !tag.is_empty => open.push(tag.name),
            Node::End(_) => {
                let closed = open.pop();
                if closed == Some("p") && !words.is_empty() && !words.ends_with('\n') {
                    words.push('\n');
                }
            }
            Node::Text(text, _) if open.last() == Some(&"t") => words.push_str(text),
            Node::Char(c, _) if open.last() == Some(&"t") => words.push(c),
            Node::Eof => return Ok(words.trim().to_owned()),
            _ => {}
        }
    }
}
