//! What the walk through a part finds: paragraphs and tables, as text that knows where it stands.

use super::look::Face;
use super::numbering::Numbered;
use crate::document::Piece;

/// Text with the pieces it is made of; the places of the pieces count from the start of this text.
#[derive(Clone, Debug, Default)]
pub(in crate::source) struct Text {
    pub(in crate::source) string: String,
    pub(in crate::source) pieces: Vec<Piece>,
}

impl Text {
    /// Adds text that stands in a part, from byte `source` on.
    pub(in crate::source) fn push(&mut self, text: &str, from: Piece) {
        let start = to_u32(self.string.len());
        self.string.push_str(text);
        self.pieces.push(Piece { start, len: to_u32(text.len()), ..from });
    }

    /// Adds another text behind this one.
    pub(in crate::source) fn append(&mut self, other: &Self) {
        let shift = to_u32(self.string.len());
        self.string.push_str(&other.string);
        self.pieces.extend(other.pieces.iter().map(|p| Piece { start: p.start + shift, ..*p }));
    }

    /// The text between two bytes, which lie on character boundaries.
    pub(in crate::source) fn slice(&self, range: std::ops::Range<usize>) -> Self {
        let (start, end) = (to_u32(range.start), to_u32(range.end));
        let string = self.string.get(range).unwrap_or("").to_owned();
        // Pieces stand in order: a text of many lines is cut without looking at all of them for each.
        let first = self.pieces.partition_point(|p| p.start + p.len <= start);
        let touched = self.pieces.get(first..).unwrap_or_default().iter().take_while(|p| p.start < end);
        let cut = |p: &Piece| {
            let (from, to) = (p.start.max(start), (p.start + p.len).min(end));
            let (source, source_end) = (p.source_of(from), p.source_of(to));
            Piece {
                start: from - start,
                len: to - from,
                source,
                source_len: source_end.saturating_sub(source),
                ..*p
            }
        };
        Self { string, pieces: touched.map(cut).collect() }
    }

    /// Drops everything from byte `len` on.
    pub(in crate::source) fn truncate(&mut self, len: usize) {
        self.string.truncate(len);
        let len = to_u32(self.string.len());
        while let Some(last) = self.pieces.last_mut() {
            if last.start >= len {
                self.pieces.pop();
                continue;
            }
            let kept = (len - last.start).min(last.len);
            if last.len == last.source_len {
                last.source_len = kept;
            }
            last.len = kept;
            return;
        }
    }

    /// Whether there is nothing to read in it.
    pub(in crate::source) fn is_blank(&self) -> bool {
        self.string.chars().all(crate::source::text::is_blank)
    }
}

pub(in crate::source) fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// A block of a story, cell, note or text box.
#[derive(Clone, Debug)]
pub(in crate::source) enum Block {
    Paragraph(Paragraph),
    Table(Table),
}

/// A paragraph.
#[derive(Clone, Debug, Default)]
pub(in crate::source) struct Paragraph {
    pub(in crate::source) text: Text,
    pub(in crate::source) numbered: Numbered,
    pub(in crate::source) face: Face,
}

/// A table.
#[derive(Clone, Debug, Default)]
pub(in crate::source) struct Table {
    pub(in crate::source) rows: Vec<Row>,
}

/// A row.
#[derive(Clone, Debug, Default)]
pub(in crate::source) struct Row {
    /// Columns left out before the first cell.
    pub(in crate::source) skipped: usize,
    pub(in crate::source) cells: Vec<Cell>,
    pub(in crate::source) is_dropped: bool,
}

/// A cell.
#[derive(Clone, Debug, Default)]
pub(in crate::source) struct Cell {
    /// Columns it spans beyond its own.
    pub(in crate::source) further_columns: usize,
    pub(in crate::source) merge: Merge,
    pub(in crate::source) blocks: Vec<Block>,
    pub(in crate::source) is_dropped: bool,
}

/// Whether a cell is merged with those above or below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::source) enum Merge {
    /// Neither.
    #[default]
    None,
    /// The top of merged cells.
    Top,
    /// Merged into the cell above.
    Below,
}

#[cfg(test)]
mod tests {
    use super::Text;
    use crate::document::Piece;

    #[test]
    fn a_slice_has_the_pieces_it_touches() {
        let mut text = Text::default();
        let piece = Piece { start: 0, len: 0, part: 0, source: 0, source_len: 6, paragraph: 0, run: 0 };
        for (source, words) in [(0, "甲乙"), (10, ""), (20, "丙"), (30, "丁戊")] {
            text.push(words, Piece { source, ..piece });
        }
        for (range, expect) in [(0..3, 1), (3..9, 3), (6..9, 1), (6..15, 2), (15..15, 0)] {
            assert_eq!(text.slice(range.clone()).pieces.len(), expect, "{range:?}");
        }
    }
}
