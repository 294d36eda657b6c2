//! Documents of Word 97–2003 and of WPS (.doc, .wps; MS-DOC): the text as a reader of the printed page sees it.
//!
//! `fib` says where everything stands, `pieces` which bytes are the characters, `formatted` how they are formatted; `walk` makes
//! blocks of them, which `word` numbers and lays out as it does those of .docx. What is not shown is not read: field codes,
//! deleted revisions, hidden text; headers and footers are kept apart; notes follow the body. A document that is not whole is
//! refused. Comments cannot be written into this format, so text does not tell where it stands in the file.

mod bytes;
mod fib;
mod formatted;
mod lists;
mod pieces;
mod sprm;
mod styles;
mod table;
mod walk;

use std::collections::HashMap;
use std::ops::Range;

use memchr::memmem;

use super::word::compose::Compose;
use super::word::look::Looks;
use super::word::masthead::{self, Margin};
use super::word::model::Block;
use super::word::numbering::Numbering;
use super::{Format, Limits, aside, text};
use crate::document::{Decoded, Problem};
use crate::office::{Compound, Damage};
use bytes::{plex, u32_at};
use fib::{Head, Table};
use formatted::{Formatted, Kind};
use pieces::Pieces;
use walk::{Source, Walk};

pub(super) const FORMAT: Format =
    Format { name: "doc", extensions: &["doc", "dot", "wps", "wpt"], sniff: is_doc, read };

/// What to do about a damaged file.
const ADVICE: &str = "请在 Word 或 WPS 中打开核对，另存为 .docx 再检查";

/// Names of streams as they stand in a directory.
const BODY: &[u8] = b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0";
const PACKED_AND_ENCRYPTED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0";

fn is_doc(bytes: &[u8], _: bool) -> bool {
    Compound::is_begun(bytes)
        && memmem::find(bytes, BODY).is_some()
        && memmem::find(bytes, PACKED_AND_ENCRYPTED).is_none()
}

fn read(bytes: &[u8], limits: &Limits, decoded: &mut Decoded) {
    decoded.encoding = "utf-16le".to_owned();
    if let Err(damage) = document(bytes, limits, decoded) {
        let advice = match damage.kind {
            "encrypted" => "请先去掉打开密码，再另存为 .docx",
            _ => ADVICE,
        };
        let message = format!("{}：{}；{advice}", decoded.path, damage.message);
        decoded.problems.push(Problem::fatal(damage.kind, message));
    } else if decoded.raw.chars().all(text::is_blank) && !decoded.problems.iter().any(|p| p.fatal) {
        let message = format!("{}：文档里没有文字；如果是扫描件或图片，须先做文字识别", decoded.path);
        decoded.problems.push(Problem::fatal("empty", message));
    }
}

/// A document being read.
struct File<'a> {
    head: Head<'a>,
    tables: &'a [u8],
    source: Source<'a>,
}

fn document(bytes: &[u8], limits: &Limits, decoded: &mut Decoded) -> Result<(), Damage> {
    let mut compound = Compound::open(bytes)?;
    let stream = compound.stream("WordDocument")?;
    let head = Head::of(&stream)?;
    let name = head.table_stream();
    if !compound.has(name) {
        return Err(Damage::missing(name));
    }
    let tables = compound.stream(name)?;
    let table = |table: Table| head.table(&tables, table);
    let (ends, _) = plex(table(Table::Sections)?, 12).unwrap_or_default();
    let source = Source {
        pieces: Pieces::of(&stream, table(Table::Pieces)?, head.lengths.total())?,
        characters: Formatted::of(&stream, table(Table::CharacterPages)?, Kind::Characters)?,
        paragraphs: Formatted::of(&stream, table(Table::ParagraphPages)?, Kind::Paragraphs)?,
        revisions: limits.revisions,
        sections: ends,
    };
    File { head, tables: &tables, source }.read(decoded)
}

impl File<'_> {
    fn read(&self, decoded: &mut Decoded) -> Result<(), Damage> {
        let (numbering, looks) = self.definitions(decoded)?;
        let lengths = self.head.lengths;
        let walk = Walk::new(&self.source).with_boxes(self.boxes()?);
        let (body, hidden) = walk.read(0..lengths.body);
        let margins = self.margins()?;
        let mut compose = Compose::new(numbering);
        if let Some(masthead) = masthead::of(&margins, &body) {
            compose.blocks(&masthead);
        }
        compose.blocks(&body);
        decoded.display = looks.set_apart(compose.shown());
        for (references, notes, story) in [
            (Table::FootnoteReferences, Table::Footnotes, (lengths.body, lengths.footnotes)),
            (Table::EndnoteReferences, Table::Endnotes, (lengths.endnotes_start(), lengths.endnotes)),
        ] {
            for range in self.notes(references, notes, story)? {
                compose.blocks(&self.story(range));
            }
        }
        decoded.raw = compose.finish().string;
        aside(decoded, "hidden_text", &hidden);
        for (kind, text) in margins.iter().map(|m| (m.kind, masthead::text(&m.blocks))) {
            aside(decoded, kind, text.trim());
        }
        Ok(())
    }

    fn table(&self, table: Table) -> Result<&[u8], Damage> {
        self.head.table(self.tables, table)
    }

    fn story(&self, range: Range<u32>) -> Vec<Block> {
        Walk::new(&self.source).read(range).0
    }

    /// Styles and lists; what of them is not whole costs numbers, not text.
    fn definitions(&self, decoded: &mut Decoded) -> Result<(Numbering, Looks), Damage> {
        let (mut numbering, mut looks) = (Numbering::default(), Looks::default());
        let has_styles = styles::read(self.table(Table::Styles)?, &mut numbering, &mut looks);
        let lists = self.head.place(Table::Lists);
        let has_lists = lists.is_none_or(|(at, _)| lists::read(self.tables, at, &mut numbering).is_some());
        let overrides = self.table(Table::ListOverrides)?;
        let has_overrides = lists::read_overrides(overrides, &mut numbering).is_some();
        if !(has_styles && has_lists && has_overrides) {
            let message =
                format!("{}：样式或列表的定义不完整；自动编号没有算出或不全。{ADVICE}", decoded.path);
            decoded.problems.push(Problem::partial("damaged_part", message));
        }
        Ok((numbering, looks))
    }

    /// The stretches of a story that a table parts it into, with the elements of `size` bytes that belong to them.
    fn parts(
        &self,
        (table, size): (Table, usize),
        (start, len): (u32, u32),
    ) -> Result<(Vec<Range<u32>>, &[u8]), Damage> {
        let Some((places, elements)) = plex(self.table(table)?, size) else { return Ok((Vec::new(), &[])) };
        // Stretches that overlap would be read again and again.
        if !places.is_sorted() {
            return Err(Damage::part(self.head.table_stream(), format!("{table:?} 表的次序乱了")));
        }
        let place = |place: u32| start.saturating_add(place.min(len));
        Ok((places.windows(2).map(|ends| place(ends[0])..place(ends[1])).collect(), elements))
    }

    /// Where the notes stand, in the order of their references.
    fn notes(&self, references: Table, notes: Table, story: (u32, u32)) -> Result<Vec<Range<u32>>, Damage> {
        let count = plex(self.table(references)?, 2).map_or(0, |(_, flags)| flags.len() / 2);
        let (mut ranges, _) = self.parts((notes, 0), story)?;
        if ranges.len() < count {
            return Err(Damage::part(self.head.table_stream(), "注释的表不完整"));
        }
        ranges.truncate(count);
        Ok(ranges)
    }

    /// Text boxes, with the places their shapes hang on; those of grouped shapes hang on the end.
    fn boxes(&self) -> Result<Vec<(u32, Vec<Block>)>, Damage> {
        let lengths = self.head.lengths;
        let (ranges, boxes) = self.parts((Table::Boxes, 22), (lengths.boxes_start(), lengths.boxes))?;
        let (anchors, shapes) = plex(self.table(Table::Shapes)?, 26).unwrap_or_default();
        let ids: HashMap<u32, u32> = shapes
            .chunks_exact(26)
            .zip(anchors)
            .filter_map(|(shape, at)| Some((u32_at(shape, 0)?, at)))
            .collect();
        let one = |(range, of): (Range<u32>, &[u8])| {
            let anchor = u32_at(of, 14).and_then(|id| ids.get(&id).copied());
            (anchor.unwrap_or(u32::MAX), self.story(range))
        };
        let says_something = |b: &Block| !matches!(b, Block::Paragraph(p) if p.text.is_blank());
        let found = ranges.into_iter().zip(boxes.chunks_exact(22)).map(one);
        Ok(found.filter(|(_, blocks)| blocks.iter().any(says_something)).collect())
    }

    /// Headers and footers: behind six separators of notes, six for each section.
    fn margins(&self) -> Result<Vec<Margin>, Damage> {
        let lengths = self.head.lengths;
        let (ranges, _) = self.parts((Table::Margins, 0), (lengths.margins_start(), lengths.margins))?;
        let kinds =
            ["page_header", "page_header", "page_footer", "page_footer", "page_header", "page_footer"];
        let stories = ranges.into_iter().skip(6).zip(kinds.into_iter().cycle());
        let stories = stories.filter(|(range, _)| !range.is_empty());
        Ok(stories.map(|(range, kind)| Margin { kind, blocks: self.story(range) }).collect())
    }
}
