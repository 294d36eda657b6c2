//! The piece table (MS-DOC 2.8.35): which bytes of the document are its characters, in order.

use super::bytes::{i16_at, plex, slice, u16_at, u32_at, usize_at};
use super::sprm::Sprms;
use crate::office::Damage;

/// Set when a piece has one byte a character.
const IS_NARROW: u32 = 1 << 30;

/// What the bytes 80 to 9F stand for in narrow pieces (MS-DOC 2.9.73); the others stand for themselves.
const NARROW: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Characters that stand together.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Characters before it.
    start: u32,
    end: u32,
    /// First byte in the stream `WordDocument`.
    offset: u32,
    is_narrow: bool,
    /// Properties laid over it when the document was last saved in haste.
    modifier: u16,
}

/// A character with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// UTF-16 unit.
    pub(super) code: u16,
    /// Characters before it in the whole document.
    pub(super) place: u32,
    /// Its first byte in the stream; formatting is looked up by it.
    pub(super) offset: u32,
    /// The number of its piece.
    pub(super) piece: usize,
}

/// The pieces of a document.
pub(super) struct Pieces<'a> {
    stream: &'a [u8],
    pieces: Vec<Piece>,
    modifiers: Vec<&'a [u8]>,
}

impl<'a> Pieces<'a> {
    /// Reads the table.
    ///
    /// # Errors
    /// When the pieces leave a gap, overlap the end of the stream, or are fewer characters than the stories have.
    pub(super) fn of(stream: &'a [u8], table: &'a [u8], total: u64) -> Result<Self, Damage> {
        let damaged = |what: &str| Damage::part("WordDocument", format!("正文的分块表{what}"));
        let mut modifiers = Vec::new();
        let mut at = 0;
        while table.get(at) == Some(&1) {
            let len = i16_at(table, at + 1).and_then(|n| usize::try_from(n).ok());
            let modifier = len.and_then(|len| slice(table, at + 3, len));
            let modifier = modifier.ok_or_else(|| damaged("不完整"))?;
            modifiers.push(modifier);
            at += 3 + modifier.len();
        }
        if table.get(at) != Some(&2) {
            return Err(damaged("没有找到"));
        }
        let rows = usize_at(table, at + 1).and_then(|len| slice(table, at + 5, len));
        let (places, rows) = rows.and_then(|rows| plex(rows, 8)).ok_or_else(|| damaged("不完整"))?;
        let mut pieces = Vec::with_capacity(places.len());
        for (ends, row) in places.windows(2).zip(rows.chunks_exact(8)) {
            let (start, end) = (ends[0], ends[1]);
            let (Some(address), Some(modifier)) = (u32_at(row, 2), u16_at(row, 6)) else { break };
            let is_narrow = address & IS_NARROW != 0;
            let address = address & (IS_NARROW - 1);
            let offset = if is_narrow { address / 2 } else { address };
            let bytes = u64::from(end.saturating_sub(start)) * if is_narrow { 1 } else { 2 };
            if end < start || u64::from(offset) + bytes > stream.len() as u64 {
                return Err(damaged("指到了文件之外"));
            }
            pieces.push(Piece { start, end, offset, is_narrow, modifier });
        }
        if places.first() != Some(&0) || places.last().is_none_or(|end| u64::from(*end) < total) {
            return Err(damaged("没有盖住全文"));
        }
        Ok(Self { stream, pieces, modifiers })
    }

    /// The characters from one place to another.
    pub(super) fn units(&self, range: std::ops::Range<u32>) -> impl Iterator<Item = Unit> + '_ {
        let first = self.pieces.partition_point(|p| p.end <= range.start);
        let touched = self.pieces.iter().enumerate().skip(first);
        let of_piece = move |(piece, p): (usize, &Piece)| {
            let (start, end) = (p.start.max(range.start), p.end.min(range.end));
            let p = *p;
            (start..end).filter_map(move |place| {
                let width = if p.is_narrow { 1 } else { 2 };
                let offset = p.offset + (place - p.start) * width;
                let code = self.code(offset, p.is_narrow)?;
                Some(Unit { code, place, offset, piece })
            })
        };
        touched.take_while(move |(_, p)| p.start < range.end).flat_map(of_piece)
    }

    fn code(&self, offset: u32, is_narrow: bool) -> Option<u16> {
        let at = usize::try_from(offset).ok()?;
        if !is_narrow {
            return u16_at(self.stream, at);
        }
        let byte = self.stream.get(at).copied()?;
        let wide = NARROW.get(usize::from(byte).wrapping_sub(0x80)).copied();
        u16::try_from(u32::from(wide.unwrap_or(char::from(byte)))).ok()
    }

    /// Properties laid over a piece.
    pub(super) fn modifier(&self, piece: usize) -> Sprms<'_> {
        let Some(piece) = self.pieces.get(piece) else { return Sprms::of(&[]) };
        if piece.modifier & 1 == 0 {
            return Sprms::short(piece.modifier);
        }
        Sprms::of(self.modifiers.get(usize::from(piece.modifier >> 1)).copied().unwrap_or_default())
    }
}
