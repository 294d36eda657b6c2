//! One pass over a part: paragraphs with their runs, tables, text boxes and notes, as [`Block`]s.
//!
//! What is not known is walked through, so that its text is read; only what Word itself does not show as text (field codes,
//! deleted revisions, old properties, the second form of alternatives) is left out. Elements of WordprocessingML that no
//! paragraph or run can hold are a sign of damage and are reported.

mod close;
mod property;
mod text;

use std::collections::HashMap;

use super::known::is_known;
use crate::office::{Damage, Node, Space, Tag, Xml};
use crate::source::Revisions;
use crate::source::word::look::Look;
use crate::source::word::model::{Block, Cell, Paragraph, Row, Table, Text};

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

/// An open run.
#[derive(Clone, Copy, Default)]
struct Run {
    is_hidden: bool,
    look: Look,
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
    runs: Vec<Run>,
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
            "instrText" | "delInstrText" | "sectPr" | "sdtPr" | "tblPr" | "tblPrEx" | "tblGrid" | "rt"
            | "pPrChange" | "rPrChange" | "trPrChange" | "tcPrChange" | "numberingChange" => return None,
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

    fn is_shown(&self) -> bool {
        match self.revisions {
            Revisions::Final => self.deleted == 0,
            Revisions::Original => self.inserted == 0,
            Revisions::Both => true,
        }
    }

    fn doubt(&mut self, tag: &Tag<'a>, what: impl std::fmt::Display) {
        self.story.doubts.push(self.xml.damage(tag.range.start, what));
    }
}
