//! The head of a Word 97–2003 document (File Information Block, MS-DOC 2.5): where everything stands, and how long the stories are.

use super::bytes::{slice, u16_at, usize_at};
use crate::office::Damage;

/// First word of the head since Word 97, and before.
const WORD_97: u16 = 0xA5EC;
const WORD_6: u16 = 0xA5DC;
/// The first version of the format.
const OLDEST: u16 = 0x00C1;
/// Lengths of stories, and pairs of place and length.
const LENGTHS: usize = 0x40;
const PAIRS: usize = 0x9A;

/// Tables in the table stream, by their place among the pairs of the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Table {
    Styles = 1,
    FootnoteReferences = 2,
    Footnotes = 3,
    Sections = 6,
    Margins = 11,
    CharacterPages = 12,
    ParagraphPages = 13,
    Pieces = 33,
    Shapes = 40,
    EndnoteReferences = 46,
    Endnotes = 47,
    Boxes = 56,
    Lists = 73,
    ListOverrides = 74,
}

/// Lengths of the stories in characters; they follow each other in this order.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lengths {
    pub(super) body: u32,
    pub(super) footnotes: u32,
    pub(super) margins: u32,
    pub(super) macros: u32,
    pub(super) comments: u32,
    pub(super) endnotes: u32,
    pub(super) boxes: u32,
    pub(super) margin_boxes: u32,
}

impl Lengths {
    /// All characters of all stories.
    pub(super) fn total(&self) -> u64 {
        let all = [self.body, self.footnotes, self.margins, self.macros, self.comments, self.endnotes];
        all.into_iter().chain([self.boxes, self.margin_boxes]).map(u64::from).sum()
    }

    /// Where the story of the endnotes begins.
    pub(super) const fn endnotes_start(&self) -> u32 {
        self.margins_start()
            .saturating_add(self.margins)
            .saturating_add(self.macros)
            .saturating_add(self.comments)
    }

    /// Where the story of the headers and footers begins.
    pub(super) const fn margins_start(&self) -> u32 {
        self.body.saturating_add(self.footnotes)
    }

    /// Where the story of the text boxes begins.
    pub(super) const fn boxes_start(&self) -> u32 {
        self.endnotes_start().saturating_add(self.endnotes)
    }
}

/// The head.
pub(super) struct Head<'a> {
    bytes: &'a [u8],
    pub(super) lengths: Lengths,
}

impl<'a> Head<'a> {
    /// Reads the head at the beginning of the stream `WordDocument`.
    ///
    /// # Errors
    /// When the document is encrypted, older than Word 97, or its head not whole.
    pub(super) fn of(stream: &'a [u8]) -> Result<Self, Damage> {
        let damaged = || Damage::part("WordDocument", "文件头不完整或不是 Word 文档");
        let (Some(magic), Some(version), Some(flags)) =
            (u16_at(stream, 0), u16_at(stream, 2), u16_at(stream, 0x0A))
        else {
            return Err(damaged());
        };
        if magic == WORD_6 || magic == WORD_97 && version < OLDEST {
            let message = "这是 Word 95 以前的文档".to_owned();
            return Err(Damage { kind: "unsupported_format", message });
        }
        if magic != WORD_97 {
            return Err(damaged());
        }
        if flags & 0x0100 != 0 {
            return Err(Damage { kind: "encrypted", message: "文档加了密".to_owned() });
        }
        let length = |n: usize| u32::try_from(usize_at(stream, LENGTHS + n * 4)?).ok();
        let lengths = (|| {
            Some(Lengths {
                body: length(3)?,
                footnotes: length(4)?,
                margins: length(5)?,
                macros: length(6)?,
                comments: length(7)?,
                endnotes: length(8)?,
                boxes: length(9)?,
                margin_boxes: length(10)?,
            })
        })();
        let lengths = lengths.ok_or_else(damaged)?;
        // No character is shorter than a byte: what says more is damaged or hostile.
        if lengths.total() > stream.len() as u64 {
            return Err(Damage::part("WordDocument", "文件头声明的字数超过文件"));
        }
        Ok(Self { bytes: stream, lengths })
    }

    /// Name of the stream with the tables.
    pub(super) fn table_stream(&self) -> &'static str {
        let flags = u16_at(self.bytes, 0x0A).unwrap_or(0);
        if flags & 0x0200 == 0 { "0Table" } else { "1Table" }
    }

    /// Where a table begins in the stream of tables, and its length; `None` when the document has none.
    pub(super) fn place(&self, table: Table) -> Option<(usize, usize)> {
        let at = PAIRS + table as usize * 8;
        let (start, len) = (usize_at(self.bytes, at)?, usize_at(self.bytes, at + 4)?);
        (len > 0).then_some((start, len))
    }

    /// The bytes of a table; none when the document has none.
    ///
    /// # Errors
    /// When the table does not lie within the stream.
    pub(super) fn table<'t>(&self, tables: &'t [u8], table: Table) -> Result<&'t [u8], Damage> {
        let Some((start, len)) = self.place(table) else { return Ok(&[]) };
        let found = slice(tables, start, len);
        found.ok_or_else(|| Damage::part(self.table_stream(), format!("{table:?} 表超出数据流")))
    }
}
