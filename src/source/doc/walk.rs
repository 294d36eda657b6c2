//! One pass over a story: its paragraphs and tables, as blocks.

use std::ops::Range;

use super::formatted::Formatted;
use super::pieces::{Pieces, Unit};
use super::sprm::{Sprm, code};
use super::styles;
use super::table::{Grid, shapes};
use crate::source::Revisions;
use crate::source::word::look::Look;
use crate::source::word::model::{Block, Paragraph};
use crate::source::word::symbol::symbol;

/// Tables in tables are followed so deep.
const DEEPEST: usize = 32;

/// Characters that are marks (MS-DOC 2.8.26 and 2.4.3).
mod mark {
    pub(super) const CELL: u16 = 0x07;
    pub(super) const TAB: u16 = 0x09;
    pub(super) const LINE: u16 = 0x0B;
    pub(super) const PAGE: u16 = 0x0C;
    pub(super) const PARAGRAPH: u16 = 0x0D;
    pub(super) const COLUMN: u16 = 0x0E;
    pub(super) const FIELD: u16 = 0x13;
    pub(super) const FIELD_RESULT: u16 = 0x14;
    pub(super) const FIELD_END: u16 = 0x15;
    pub(super) const HARD_HYPHEN: u16 = 0x1E;
    /// Stands for a character of a symbol font that its properties name.
    pub(super) const SYMBOL: u16 = 0x28;
}

/// What a story is read with.
pub(super) struct Source<'a> {
    pub(super) pieces: Pieces<'a>,
    pub(super) characters: Formatted<'a>,
    pub(super) paragraphs: Formatted<'a>,
    pub(super) revisions: Revisions,
    /// Places behind the ends of sections, in order.
    pub(super) sections: Vec<u32>,
}

/// What the properties of a character say.
#[derive(Clone, Copy, Default)]
struct Face {
    look: Look,
    is_deleted: bool,
    is_inserted: bool,
    is_hidden: bool,
    symbol: Option<u16>,
}

impl Face {
    fn read(&mut self, sprm: &Sprm<'_>) {
        match sprm.code {
            code::DELETED => self.is_deleted = sprm.is_on(),
            code::INSERTED => self.is_inserted = sprm.is_on(),
            code::HIDDEN => self.is_hidden = sprm.is_on(),
            code::SYMBOL => self.symbol = super::bytes::u16_at(sprm.bytes(), 2),
            _ => styles::look(&mut self.look, sprm),
        }
    }

    const fn is_gone(&self, revisions: Revisions) -> bool {
        match revisions {
            Revisions::Final => self.is_deleted,
            Revisions::Original => self.is_inserted,
            Revisions::Both => false,
        }
    }
}

/// What the properties of a paragraph say of the table it stands in.
#[derive(Clone, Copy, Default)]
struct Place {
    depth: usize,
    ends_row: bool,
    ends_inner_cell: bool,
}

/// A walk through a story.
pub(super) struct Walk<'s, 'a> {
    source: &'s Source<'a>,
    blocks: Vec<Block>,
    tables: Vec<Grid>,
    paragraph: Paragraph,
    /// Fields that are open, and whether what is read is the code of each.
    fields: Vec<bool>,
    high: Option<u16>,
    face: Face,
    /// The stretch and the piece that `face` holds for.
    faced: Option<(Option<u32>, usize)>,
    hidden: String,
    /// Blocks of text boxes by the place they hang on, the last first.
    boxes: Vec<(u32, Vec<Block>)>,
}

impl<'s, 'a> Walk<'s, 'a> {
    pub(super) fn new(source: &'s Source<'a>) -> Self {
        Self {
            source,
            blocks: Vec::new(),
            tables: Vec::new(),
            paragraph: Paragraph::default(),
            fields: Vec::new(),
            high: None,
            face: Face::default(),
            faced: None,
            hidden: String::new(),
            boxes: Vec::new(),
        }
    }

    /// The same with text boxes that come behind the paragraphs they hang on.
    pub(super) fn with_boxes(mut self, mut boxes: Vec<(u32, Vec<Block>)>) -> Self {
        boxes.sort_by_key(|(place, _)| std::cmp::Reverse(*place));
        self.boxes = boxes;
        self
    }

    /// The blocks of a story and its hidden text.
    pub(super) fn read(mut self, range: Range<u32>) -> (Vec<Block>, String) {
        let mut last = None;
        for unit in self.source.pieces.units(range) {
            self.unit(unit);
            last = Some(unit);
        }
        if let Some(last) = last.filter(|_| !self.paragraph.text.string.is_empty()) {
            self.end_paragraph(last);
        }
        self.hang(u32::MAX);
        self.close(0);
        (self.blocks, self.hidden)
    }

    fn unit(&mut self, unit: Unit) {
        self.look(unit);
        match unit.code {
            mark::PARAGRAPH | mark::CELL => self.end_paragraph(unit),
            mark::PAGE if self.source.sections.binary_search(&(unit.place + 1)).is_ok() => {
                self.end_paragraph(unit);
            }
            mark::FIELD => self.fields.push(true),
            mark::FIELD_RESULT => {
                if let Some(is_code) = self.fields.last_mut() {
                    *is_code = false;
                }
            }
            mark::FIELD_END => drop(self.fields.pop()),
            mark::LINE | mark::COLUMN => self.show('\n'),
            // A page break at the head of a paragraph begins no line of its own.
            mark::PAGE if self.paragraph.text.string.is_empty() => {}
            mark::PAGE => self.show('\n'),
            mark::TAB => self.show('\t'),
            mark::HARD_HYPHEN => self.show('-'),
            mark::SYMBOL if self.face.symbol.is_some() => {
                if let Some(c) = self.face.symbol.and_then(|code| symbol(code.into())) {
                    self.show(c);
                }
            }
            // Pictures, shapes, marks of notes and comments, soft hyphens.
            0..0x20 => {}
            code => self.character(code),
        }
    }

    /// A character, which may be two units.
    fn character(&mut self, code: u16) {
        let units = self.high.take().into_iter().chain([code]);
        if self.high.is_none() && (0xD800..0xDC00).contains(&code) {
            self.high = Some(code);
            return;
        }
        for c in char::decode_utf16(units) {
            self.show(c.unwrap_or('\u{fffd}'));
        }
    }

    fn show(&mut self, c: char) {
        if self.fields.contains(&true) || self.face.is_gone(self.source.revisions) {
            return;
        }
        if self.face.is_hidden {
            self.hidden.push(c);
            return;
        }
        self.paragraph.text.string.push(c);
        let mut buffer = [0; 4];
        self.paragraph.face.add(c.encode_utf8(&mut buffer), self.face.look);
    }

    /// The properties of the character, looked up when they change.
    fn look(&mut self, unit: Unit) {
        let stretch = (self.source.characters.start(unit.offset), unit.piece);
        if self.faced == Some(stretch) {
            return;
        }
        self.faced = Some(stretch);
        self.face = Face::default();
        let own = self.source.characters.at(unit.offset).1;
        for sprm in own.chain(self.source.pieces.modifier(unit.piece)) {
            self.face.read(&sprm);
        }
    }

    /// Ends the paragraph whose mark is at hand.
    fn end_paragraph(&mut self, mark: Unit) {
        self.high = None;
        let (style, own) = self.source.paragraphs.at(mark.offset);
        let mut paragraph_style = style;
        let mut place = Place::default();
        for sprm in own.clone().chain(self.source.pieces.modifier(mark.piece)) {
            match sprm.code {
                code::STYLE => paragraph_style = sprm.word(),
                code::LEVEL => self.paragraph.numbered.level = Some(sprm.byte().into()),
                code::LIST => self.paragraph.numbered.instance = Some(styles::list(sprm.word())),
                code::ALIGNED | code::ALIGNED_80 => styles::look(&mut self.paragraph.face.own, &sprm),
                code::IN_TABLE if sprm.is_on() => place.depth = place.depth.max(1),
                code::DEPTH => place.depth = place.depth.max(usize::from(sprm.word())).min(DEEPEST),
                code::ENDS_ROW | code::ENDS_INNER_ROW => place.ends_row |= sprm.is_on(),
                code::ENDS_INNER_CELL => place.ends_inner_cell |= sprm.is_on(),
                _ => {}
            }
        }
        self.paragraph.numbered.style = Some(paragraph_style.to_string());
        self.close(place.depth);
        while self.tables.len() < place.depth {
            self.tables.push(Grid::default());
        }
        if place.ends_row {
            self.paragraph = Paragraph::default();
            if let Some(table) = self.tables.last_mut() {
                table.end_row(shapes(own));
            }
            return;
        }
        // A paragraph whose mark is gone goes on in the next.
        if mark.code == mark::PARAGRAPH && self.face.is_gone(self.source.revisions) {
            return;
        }
        let paragraph = std::mem::take(&mut self.paragraph);
        self.add(Block::Paragraph(paragraph));
        self.hang(mark.place);
        let ends_cell = if place.depth > 1 { place.ends_inner_cell } else { mark.code == mark::CELL };
        if ends_cell && let Some(table) = self.tables.last_mut() {
            table.end_cell();
        }
    }

    /// Adds the text boxes that hang on what came so far.
    fn hang(&mut self, place: u32) {
        while self.boxes.last().is_some_and(|(at, _)| *at <= place) {
            for block in self.boxes.pop().into_iter().flat_map(|(_, blocks)| blocks) {
                self.add(block);
            }
        }
    }

    fn add(&mut self, block: Block) {
        match self.tables.last_mut() {
            Some(table) => table.add(block),
            None => self.blocks.push(block),
        }
    }

    /// Closes tables down to a depth.
    fn close(&mut self, depth: usize) {
        while self.tables.len() > depth {
            if let Some(block) = self.tables.pop().and_then(Grid::finish) {
                self.add(block);
            }
        }
    }
}
