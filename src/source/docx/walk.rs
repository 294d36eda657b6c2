//! One pass over a part: paragraphs with their runs, tables, text boxes and notes, as [`Block`]s.
//!
//! What is not known is walked through, so that its text is read; only what Word itself does not show as text (field codes,
//! deleted revisions, old properties, the second form of alternatives) is left out. Elements of WordprocessingML that no
//! paragraph or run can hold are a sign of damage and are reported.

use std::collections::HashMap;
use std::ops::Range;

use super::known::is_known;
use super::model::{Block, Cell, Merge, Paragraph, Row, Table, Text, to_u32};
use crate::document::Piece;
use crate::office::{Damage, Node, Space, Tag, Xml};
use crate::source::Revisions;

/// Widest span of a cell; what says more is damaged or hostile.
const MOST_COLUMNS: i64 = 64;

/// What a part holds.
#[derive(Default)]
pub(super) struct Story {
    /// The blocks of a body, header or footer.
    pub(super) blocks: Vec<Block>,
    /// The blocks of each note, by id.
    pub(super) notes: HashMap<i64, Vec<Block>>,
    /// Notes that are referred to, in order.
    pub(super) references: Vec<Reference>,
    /// Text with the property “hidden”.
    pub(super) hidden: String,
    /// What was not read, with the place.
    pub(super) doubts: Vec<Damage>,
    /// Paragraphs so far.
    pub(super) paragraphs: u32,
}

/// Where a note is referred to.
#[derive(Clone, Copy)]
pub(super) struct Reference {
    pub(super) is_endnote: bool,
    pub(super) id: i64,
    /// First byte of the reference in the part.
    pub(super) source: u32,
}

/// An open element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Plain,
    Body,
    Paragraph,
    ParagraphProperties,
    Run,
    RunProperties,
    NumberProperties,
    Text,
    Deleted,
    Inserted,
    Table,
    Row,
    RowProperties,
    Cell,
    CellProperties,
    TextBox,
    Note(i64),
    Alternatives,
}

/// Blocks being gathered, with the text of a paragraph whose mark is gone and which goes on in the next.
#[derive(Default)]
struct Blocks {
    blocks: Vec<Block>,
    carried: Option<Text>,
}

/// A paragraph being read.
#[derive(Default)]
struct Reading {
    paragraph: Paragraph,
    index: u32,
    runs: u32,
    boxes: Vec<Block>,
    joins_next: bool,
}

/// The walk.
pub(super) struct Walk<'a> {
    part: u16,
    xml: Xml<'a>,
    revisions: Revisions,
    story: Story,
    open: Vec<Open>,
    /// Depth inside an element that is left out.
    skipped: usize,
    deleted: usize,
    inserted: usize,
    /// For each open run, whether it is hidden.
    runs: Vec<bool>,
    paragraphs: Vec<Reading>,
    containers: Vec<Blocks>,
    tables: Vec<Table>,
    rows: Vec<Row>,
    cells: Vec<Cell>,
    /// For each open alternative, whether one was taken.
    taken: Vec<bool>,
    /// Of the text element at hand: whether blanks at its ends count, and where it began in the paragraph.
    keeps_blanks: bool,
    text_start: usize,
}

/// Reads a part; `paragraphs` is how many came before it.
pub(super) fn walk(
    (part, name): (u16, &str),
    text: &str,
    revisions: Revisions,
    paragraphs: u32,
) -> Result<Story, Damage> {
    let mut walk = Walk {
        part,
        xml: Xml::new(name, text)?,
        revisions,
        story: Story { paragraphs, ..Story::default() },
        open: Vec::new(),
        skipped: 0,
        deleted: 0,
        inserted: 0,
        runs: Vec::new(),
        paragraphs: Vec::new(),
        containers: vec![Blocks::default()],
        tables: Vec::new(),
        rows: Vec::new(),
        cells: Vec::new(),
        taken: Vec::new(),
        keeps_blanks: false,
        text_start: 0,
    };
    walk.run()?;
    Ok(walk.story)
}

impl<'a> Walk<'a> {
    fn run(&mut self) -> Result<(), Damage> {
        loop {
            match self.xml.next()? {
                Node::Start(tag) if self.skipped > 0 => self.skipped += usize::from(!tag.is_empty),
                Node::End(_) if self.skipped > 0 => self.skipped -= 1,
                Node::Text(..) | Node::Char(..) if self.skipped > 0 => {}
                Node::Start(tag) => self.start(&tag),
                Node::End(_) => self.end(),
                Node::Text(text, range) => self.text(text, &range),
                Node::Char(c, range) => self.text(c.encode_utf8(&mut [0; 4]), &range),
                Node::Eof => break,
            }
        }
        self.story.blocks = self.close_container();
        Ok(())
    }

    /// What the element is to the walk; `None` leaves it out with all it holds.
    fn start(&mut self, tag: &Tag<'a>) {
        if self.open.is_empty() && tag.space != Space::Word {
            self.doubt(tag, "根元素不是 Word 的");
        }
        let parent = self.open.last().copied().unwrap_or(Open::Plain);
        let opened = match tag.space {
            Space::Word => self.word(tag, parent),
            Space::Math if tag.name == "t" => Some(self.begin_text(tag)),
            Space::Compatibility => self.alternative(tag.name),
            _ => Some(Open::Plain),
        };
        match opened {
            None => self.skipped = usize::from(!tag.is_empty),
            Some(open) => {
                self.begin(open);
                self.open.push(open);
                if tag.is_empty {
                    self.end();
                }
            }
        }
    }

    /// Of the forms of an alternative the first is read.
    fn alternative(&mut self, name: &str) -> Option<Open> {
        if name == "AlternateContent" {
            return Some(Open::Alternatives);
        }
        let Some(is_taken) = self.taken.last_mut() else { return Some(Open::Plain) };
        (!std::mem::replace(is_taken, true)).then_some(Open::Plain)
    }

    fn word(&mut self, tag: &Tag<'a>, parent: Open) -> Option<Open> {
        let is_strict = !matches!(parent, Open::Plain | Open::Text | Open::TextBox | Open::Alternatives);
        if is_strict && !is_known(tag.name) {
            self.doubt(tag, format!("不认识的元素 <{}>", tag.full_name));
        }
        Some(match tag.name {
            "p" => Open::Paragraph,
            "r" => Open::Run,
            "t" | "delText" => self.begin_text(tag),
            "tbl" => Open::Table,
            "tr" => Open::Row,
            "tc" => Open::Cell,
            "txbxContent" => Open::TextBox,
            "body" | "hdr" | "ftr" => Open::Body,
            "pPr" => Open::ParagraphProperties,
            "rPr" => Open::RunProperties,
            "numPr" => Open::NumberProperties,
            "trPr" => Open::RowProperties,
            "tcPr" => Open::CellProperties,
            "ins" | "moveTo" => self.revision(parent, false),
            "del" | "moveFrom" => self.revision(parent, true),
            "cellIns" => self.drop_cell(false),
            "cellDel" => self.drop_cell(true),
            "footnote" | "endnote" if self.open.len() == 1 => {
                if tag.attribute("type").is_some_and(|t| t != "normal") {
                    return None;
                }
                Open::Note(self.number(tag, "id")?)
            }
            "instrText" | "delInstrText" | "sectPr" | "sdtPr" | "tblPr" | "tblPrEx" | "tblGrid" | "rt" | "pPrChange"
            | "rPrChange" | "trPrChange" | "tcPrChange" | "numberingChange" => return None,
            "altChunk" | "subDoc" | "contentPart" => {
                self.doubt(tag, format!("<{}> 引用的外部内容没有读", tag.full_name));
                Open::Plain
            }
            _ => {
                self.property(tag, parent);
                Open::Plain
            }
        })
    }

    /// Empty elements: properties, and characters that are not written as text.
    fn property(&mut self, tag: &Tag<'a>, parent: Open) {
        match (parent, tag.name) {
            (Open::Run, "tab" | "ptab") => self.character("\t"),
            (Open::Run, "cr") => self.character("\n"),
            (Open::Run, "br") => {
                // A page break at the head of a paragraph begins no line of its own.
                let is_line = tag.attribute("type").is_none_or(|t| t == "textWrapping");
                if is_line || self.paragraphs.last().is_some_and(|p| !p.paragraph.text.string.is_empty()) {
                    self.character("\n");
                }
            }
            (Open::Run, "noBreakHyphen") => self.character("-"),
            (Open::Run, "sym") => {
                let code = tag.attribute("char").and_then(|c| u32::from_str_radix(&c, 16).ok());
                match code.and_then(symbol) {
                    Some(c) => self.character(c.encode_utf8(&mut [0; 4])),
                    None => self.doubt(tag, "符号没有编码"),
                }
            }
            (Open::Run, "footnoteReference" | "endnoteReference") => {
                if let Some(id) = self.number(tag, "id").filter(|_| self.is_shown()) {
                    let source = to_u32(tag.range.start);
                    self.story.references.push(Reference { is_endnote: tag.name == "endnoteReference", id, source });
                }
            }
            (Open::RunProperties, "vanish") => {
                if let Some(is_hidden) = self.runs.last_mut().filter(|_| self.open.iter().rev().nth(1) == Some(&Open::Run)) {
                    *is_hidden = tag.is_on();
                }
            }
            (Open::ParagraphProperties, "pStyle") => {
                let style = tag.attribute("val").map(|v| v.into_owned());
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
            (Open::CellProperties, "gridSpan") => {
                let columns = self.columns(tag);
                if let Some(cell) = self.cells.last_mut() {
                    cell.further_columns = columns.saturating_sub(1);
                }
            }
            (Open::CellProperties, "vMerge") => self.merge(tag),
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

    fn numbered(&mut self, set: impl FnOnce(&mut super::numbering::Numbered)) {
        if let Some(reading) = self.paragraphs.last_mut() {
            set(&mut reading.paragraph.numbered);
        }
    }

    /// A number that must be there.
    fn number(&mut self, tag: &Tag<'a>, attribute: &str) -> Option<i64> {
        let number = tag.number(attribute);
        if number.is_none() {
            self.doubt(tag, format!("<{}> 的 {attribute} 不是数", tag.full_name));
        }
        number
    }

    fn columns(&mut self, tag: &Tag<'a>) -> usize {
        let columns = self.number(tag, "val").unwrap_or(0).clamp(0, MOST_COLUMNS);
        usize::try_from(columns).unwrap_or(0)
    }

    /// A tracked change: of the mark of a paragraph, of a row, or of what the element holds.
    fn revision(&mut self, parent: Open, is_deletion: bool) -> Open {
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

    fn drop_cell(&mut self, is_deletion: bool) -> Open {
        let is_gone = self.drops(is_deletion);
        if let Some(cell) = self.cells.last_mut() {
            cell.is_dropped |= is_gone;
        }
        Open::Plain
    }

    fn drops(&self, is_deletion: bool) -> bool {
        match self.revisions {
            Revisions::Final => is_deletion,
            Revisions::Original => !is_deletion,
            Revisions::Both => false,
        }
    }

    fn is_shown(&self) -> bool {
        match self.revisions {
            Revisions::Final => self.deleted == 0,
            Revisions::Original => self.inserted == 0,
            Revisions::Both => true,
        }
    }

    fn begin(&mut self, open: Open) {
        match open {
            Open::Paragraph => {
                self.paragraphs.push(Reading { index: self.story.paragraphs, ..Reading::default() });
                self.story.paragraphs += 1;
            }
            Open::Run => {
                self.runs.push(false);
                if let Some(reading) = self.paragraphs.last_mut() {
                    reading.runs += 1;
                }
            }
            Open::Deleted => self.deleted += 1,
            Open::Inserted => self.inserted += 1,
            Open::Table => self.tables.push(Table::default()),
            Open::Row => self.rows.push(Row::default()),
            Open::Cell => {
                self.cells.push(Cell::default());
                self.containers.push(Blocks::default());
            }
            Open::TextBox | Open::Note(_) => self.containers.push(Blocks::default()),
            Open::Alternatives => self.taken.push(false),
            _ => {}
        }
    }

    fn end(&mut self) {
        match self.open.pop().unwrap_or(Open::Plain) {
            Open::Text => self.end_text(),
            Open::Run => drop(self.runs.pop()),
            Open::Paragraph => self.end_paragraph(),
            Open::Deleted => self.deleted = self.deleted.saturating_sub(1),
            Open::Inserted => self.inserted = self.inserted.saturating_sub(1),
            Open::Alternatives => drop(self.taken.pop()),
            Open::Cell => self.end_cell(),
            Open::Row => {
                let Some(row) = self.rows.pop() else { return };
                match self.tables.last_mut() {
                    Some(table) if !row.is_dropped => table.rows.push(row),
                    Some(_) => {}
                    None => self.add(row.cells.into_iter().flat_map(|c| c.blocks).collect()),
                }
            }
            Open::Table => {
                if let Some(table) = self.tables.pop() {
                    self.add(vec![Block::Table(table)]);
                }
            }
            Open::TextBox => {
                let blocks = self.close_container();
                match self.paragraphs.last_mut() {
                    Some(reading) => reading.boxes.extend(blocks),
                    None => self.add(blocks),
                }
            }
            Open::Note(id) => {
                let blocks = self.close_container();
                self.story.notes.insert(id, blocks);
            }
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        let blocks = self.close_container();
        let Some(mut cell) = self.cells.pop() else { return };
        match self.rows.last_mut() {
            Some(_) if cell.is_dropped => {}
            Some(row) => {
                cell.blocks = blocks;
                row.cells.push(cell);
            }
            None => self.add(blocks),
        }
    }

    fn end_paragraph(&mut self) {
        let Some(mut reading) = self.paragraphs.pop() else { return };
        let Some(here) = self.containers.last_mut() else { return };
        if let Some(mut carried) = here.carried.take() {
            carried.append(&reading.paragraph.text);
            reading.paragraph.text = carried;
        }
        if reading.joins_next {
            here.carried = Some(reading.paragraph.text);
        } else {
            here.blocks.push(Block::Paragraph(reading.paragraph));
        }
        let says_something = |b: &Block| !matches!(b, Block::Paragraph(p) if p.text.is_blank());
        if reading.boxes.iter().any(says_something) {
            here.blocks.extend(reading.boxes);
        }
    }

    /// Adds blocks to the innermost container; a paragraph waiting for its continuation ends here.
    fn add(&mut self, blocks: Vec<Block>) {
        let Some(here) = self.containers.last_mut() else { return };
        here.flush();
        here.blocks.extend(blocks);
    }

    fn close_container(&mut self) -> Vec<Block> {
        let mut here = self.containers.pop().unwrap_or_default();
        here.flush();
        here.blocks
    }

    fn begin_text(&mut self, tag: &Tag<'a>) -> Open {
        self.keeps_blanks = tag.attribute("space").is_some_and(|s| s == "preserve");
        self.text_start = self.paragraphs.last().map_or(0, |p| p.paragraph.text.string.len());
        Open::Text
    }

    /// Blanks at the ends of a text element count only when it says so.
    fn end_text(&mut self) {
        let Some(reading) = self.paragraphs.last_mut().filter(|_| !self.keeps_blanks) else { return };
        let text = &mut reading.paragraph.text;
        let own = text.string.get(self.text_start..).unwrap_or("");
        let kept = own.trim_end_matches([' ', '\t']).len();
        if kept < own.len() {
            text.truncate(self.text_start + kept);
        }
    }

    fn text(&mut self, text: &str, range: &Range<usize>) {
        match self.open.last() {
            Some(Open::Text) => {}
            Some(Open::Plain) | None => return,
            Some(_) if text.trim().is_empty() => return,
            Some(_) => {
                let what = self.xml.damage(range.start, "文字不在文字元素里");
                self.story.doubts.push(what);
                return;
            }
        }
        if !self.is_shown() {
            return;
        }
        if self.runs.last() == Some(&true) {
            self.story.hidden.push_str(text);
            return;
        }
        let part = self.part;
        let Some(reading) = self.paragraphs.last_mut() else {
            self.story.doubts.push(self.xml.damage(range.start, "文字不在段落里"));
            return;
        };
        let mut start = range.start;
        let mut shown = text;
        if !self.keeps_blanks && reading.paragraph.text.string.len() == self.text_start {
            shown = text.trim_start_matches([' ', '\t', '\r', '\n']);
            start += if shown.len() < text.len() { text.len() - shown.len() } else { 0 };
        }
        if shown.is_empty() {
            return;
        }
        let from = Piece {
            start: 0,
            len: 0,
            part,
            source: to_u32(start),
            source_len: to_u32(range.end.saturating_sub(start)),
            paragraph: reading.index,
            run: reading.runs.saturating_sub(1),
        };
        // A line end inside a text element is a blank; so many bytes for so many bytes.
        if shown.contains(['\n', '\r']) {
            reading.paragraph.text.push(&shown.replace(['\n', '\r'], " "), from);
        } else {
            reading.paragraph.text.push(shown, from);
        }
    }

    /// A character that is an element.
    fn character(&mut self, text: &str) {
        if !self.is_shown() || self.runs.last() == Some(&true) {
            return;
        }
        if let Some(reading) = self.paragraphs.last_mut() {
            reading.paragraph.text.string.push_str(text);
        }
    }

    fn doubt(&mut self, tag: &Tag<'a>, what: impl std::fmt::Display) {
        self.story.doubts.push(self.xml.damage(tag.range.start, what));
    }
}

impl Blocks {
    fn flush(&mut self) {
        if let Some(text) = self.carried.take() {
            self.blocks.push(Block::Paragraph(Paragraph { text, ..Paragraph::default() }));
        }
    }
}

/// A character of a symbol font: its check boxes and arrows have characters of their own, the rest becomes an empty box.
fn symbol(code: u32) -> Option<char> {
    Some(match code {
        0xf052 | 0xf0fe => '☑',
        0xf0fc => '√',
        0xf0e0 | 0xf0e8 => '→',
        0xf06c | 0xf0b7 => '●',
        0xf000..=0xf0ff => '□',
        _ => char::from_u32(code).filter(|c| !c.is_control())?,
    })
}
