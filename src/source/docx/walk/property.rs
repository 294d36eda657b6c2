//! Properties of paragraphs, rows and cells, tracked changes, and characters that are elements.

use std::borrow::Cow;

use super::{Open, Reference, Walk};
use crate::office::Tag;
use crate::source::Revisions;
use crate::source::word::model::{Merge, to_u32};
use crate::source::word::numbering::Numbered;
use crate::source::word::symbol::symbol;

/// Widest span of a cell; what says more is damaged or hostile.
const MOST_COLUMNS: i64 = 64;

impl<'a> Walk<'a> {
    /// Empty elements: properties, and characters that are not written as text.
    pub(super) fn property(&mut self, tag: &Tag<'a>, parent: Open) {
        match parent {
            Open::Run => return self.run_content(tag),
            Open::CellProperties => return self.cell_property(tag),
            _ => {}
        }
        match (parent, tag.name) {
            (Open::RunProperties, "vanish" | "sz" | "b") => {
                let is_own = self.open.iter().rev().nth(1) == Some(&Open::Run);
                match self.runs.last_mut().filter(|_| is_own) {
                    Some(run) if tag.name == "vanish" => run.is_hidden = tag.is_on(),
                    Some(run) => run.look.read(tag),
                    None => {}
                }
            }
            (Open::ParagraphProperties, "jc") => {
                if let Some(reading) = self.paragraphs.last_mut() {
                    reading.paragraph.face.own.read(tag);
                }
            }
            (Open::ParagraphProperties, "pStyle") => {
                let style = tag.attribute("val").map(Cow::into_owned);
                self.numbered(|n| n.style = style);
            }
            (Open::NumberProperties, "numId") => {
                let instance = self.number(tag, "val");
                self.numbered(|n| n.instance = instance);
            }
            (Open::NumberProperties, "ilvl") => {
                let level = self.number(tag, "val");
                self.numbered(|n| n.level = level);
            }
            (Open::RowProperties, "gridBefore") => {
                let skipped = self.columns(tag);
                if let Some(row) = self.rows.last_mut() {
                    row.skipped = skipped;
                }
            }
            _ => {}
        }
    }

    /// Characters that are elements, and references to notes.
    fn run_content(&mut self, tag: &Tag<'a>) {
        match tag.name {
            "tab" | "ptab" => self.character("\t"),
            "cr" => self.character("\n"),
            "br" => {
                // A page break at the head of a paragraph begins no line of its own.
                let is_line = tag.attribute("type").is_none_or(|t| t == "textWrapping");
                if is_line || self.paragraphs.last().is_some_and(|p| !p.paragraph.text.string.is_empty()) {
                    self.character("\n");
                }
            }
            "noBreakHyphen" => self.character("-"),
            "sym" => {
                let code = tag.attribute("char").and_then(|c| u32::from_str_radix(&c, 16).ok());
                match code.and_then(symbol) {
                    Some(c) => self.character(c.encode_utf8(&mut [0; 4])),
                    None => self.doubt(tag, "符号没有编码"),
                }
            }
            "footnoteReference" | "endnoteReference" => {
                if let Some(id) = self.number(tag, "id").filter(|_| self.is_shown()) {
                    let source = to_u32(tag.range.start);
                    self.story.references.push(Reference {
                        is_endnote: tag.name == "endnoteReference",
                        id,
                        source,
                    });
                }
            }
            _ => {}
        }
    }

    fn cell_property(&mut self, tag: &Tag<'a>) {
        match tag.name {
            "gridSpan" => {
                let columns = self.columns(tag);
                if let Some(cell) = self.cells.last_mut() {
                    cell.further_columns = columns.saturating_sub(1);
                }
            }
            "vMerge" => self.merge(tag),
            _ => {}
        }
    }

    fn merge(&mut self, tag: &Tag<'a>) {
        let merge = match tag.attribute("val").as_deref() {
            Some("restart") => Merge::Top,
            None | Some("continue") => Merge::Below,
            Some(other) => {
                let what = format!("合并方式“{other}”不认识");
                self.doubt(tag, what);
                return;
            }
        };
        if let Some(cell) = self.cells.last_mut() {
            cell.merge = merge;
        }
    }

    pub(super) fn numbered(&mut self, set: impl FnOnce(&mut Numbered)) {
        if let Some(reading) = self.paragraphs.last_mut() {
            set(&mut reading.paragraph.numbered);
        }
    }

    /// A number that must be there.
    pub(super) fn number(&mut self, tag: &Tag<'a>, attribute: &str) -> Option<i64> {
        let number = tag.number(attribute);
        if number.is_none() {
            self.doubt(tag, format!("<{}> 的 {attribute} 不是数", tag.full_name));
        }
        number
    }

    pub(super) fn columns(&mut self, tag: &Tag<'a>) -> usize {
        let columns = self.number(tag, "val").unwrap_or(0).clamp(0, MOST_COLUMNS);
        usize::try_from(columns).unwrap_or(0)
    }

    /// A tracked change: of the mark of a paragraph, of a row, or of what the element holds.
    pub(super) fn revision(&mut self, parent: Open, is_deletion: bool) -> Open {
        let is_gone = self.drops(is_deletion);
        match parent {
            Open::RunProperties => {
                if self.open.iter().rev().nth(1) == Some(&Open::ParagraphProperties)
                    && let Some(reading) = self.paragraphs.last_mut()
                {
                    reading.joins_next |= is_gone;
                }
                Open::Plain
            }
            Open::RowProperties => {
                if let Some(row) = self.rows.last_mut() {
                    row.is_dropped |= is_gone;
                }
                Open::Plain
            }
            Open::NumberProperties => Open::Plain,
            _ if is_deletion => Open::Deleted,
            _ => Open::Inserted,
        }
    }

    pub(super) fn drop_cell(&mut self, is_deletion: bool) -> Open {
        let is_gone = self.drops(is_deletion);
        if let Some(cell) = self.cells.last_mut() {
            cell.is_dropped |= is_gone;
        }
        Open::Plain
    }

    pub(super) fn drops(&self, is_deletion: bool) -> bool {
        match self.revisions {
            Revisions::Final => is_deletion,
            Revisions::Original => !is_deletion,
            Revisions::Both => false,
        }
    }
}
