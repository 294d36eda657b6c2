//! What `styles.xml`, paragraphs and runs say of their look.

use std::borrow::Cow;

use crate::office::{Damage, Node, Space, Tag, Xml};
use crate::source::word::look::{Look, Looks, Style};

impl Look {
    /// Takes in a property.
    pub(super) fn read(&mut self, tag: &Tag<'_>) {
        match tag.name {
            "jc" => self.is_centred = tag.attribute("val").map(|v| v == "center"),
            "sz" => self.size = tag.number("val").and_then(|n| u16::try_from(n).ok()).or(self.size),
            "b" => self.is_bold = Some(tag.is_on()),
            _ => {}
        }
    }
}

impl Looks {
    /// Reads `styles.xml`.
    pub(super) fn read(&mut self, part: &str, text: &str) -> Result<(), Damage> {
        let mut xml = Xml::new(part, text)?;
        let mut current: Option<String> = None;
        let mut is_table = false;
        loop {
            match xml.next()? {
                Node::Start(tag) if tag.space == Space::Word => {
                    if tag.name == "style" {
                        is_table = tag.attribute("type").is_some_and(|t| t != "paragraph");
                        current = tag.attribute("styleId").map(Cow::into_owned);
                        if !is_table && tag.attribute("default").is_some_and(|d| d != "0" && d != "false") {
                            self.default_style.clone_from(&current);
                        }
                    }
                    match &current {
                        Some(id) if !is_table => self.styles.entry(id.clone()).or_default().read(&tag),
                        Some(_) => {}
                        None => self.default.read(&tag),
                    }
                }
                Node::Eof => return Ok(()),
                _ => {}
            }
        }
    }
}

impl Style {
    fn read(&mut self, tag: &Tag<'_>) {
        match tag.name {
            "basedOn" => self.based_on = tag.attribute("val").map(Cow::into_owned),
            "name" => {
                let name = tag.attribute("val");
                self.is_title = name.is_some_and(|n| n.eq_ignore_ascii_case("title") || n == "标题");
            }
            _ => self.look.read(tag),
        }
    }
}
