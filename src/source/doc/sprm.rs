//! Single property modifiers (MS-DOC 2.2.5): lists of properties, each a code and an operand.

use super::bytes::{slice, u8_at, u16_at};

/// Codes of the properties that are read.
pub(super) mod code {
    /// Style of a paragraph.
    pub(crate) const STYLE: u16 = 0x4600;
    /// Alignment, as written since Word 2000 and before.
    pub(crate) const ALIGNED: u16 = 0x2461;
    pub(crate) const ALIGNED_80: u16 = 0x2403;
    /// Level and list of an automatic number.
    pub(crate) const LEVEL: u16 = 0x260A;
    pub(crate) const LIST: u16 = 0x460B;
    /// Whether a paragraph stands in a table, ends a row of one, and how deep it stands.
    pub(crate) const IN_TABLE: u16 = 0x2416;
    pub(crate) const ENDS_ROW: u16 = 0x2417;
    pub(crate) const DEPTH: u16 = 0x6649;
    /// The same for tables in tables, whose cells end with the mark of a paragraph.
    pub(crate) const ENDS_INNER_CELL: u16 = 0x244B;
    pub(crate) const ENDS_INNER_ROW: u16 = 0x244C;
    /// Cells of a row, and cells merged later.
    pub(crate) const ROW: u16 = 0xD608;
    pub(crate) const MERGED_CELLS: u16 = 0x5624;
    pub(crate) const MERGED_DOWN: u16 = 0xD62B;
    /// Tracked changes of characters.
    pub(crate) const DELETED: u16 = 0x0800;
    pub(crate) const INSERTED: u16 = 0x0801;
    /// Hidden characters, weight, size, characters of a symbol font.
    pub(crate) const HIDDEN: u16 = 0x083C;
    pub(crate) const BOLD: u16 = 0x0835;
    pub(crate) const SIZE: u16 = 0x4A43;
    pub(crate) const SYMBOL: u16 = 0x6A09;
}

/// What a short modifier of a piece may be (MS-DOC 2.9.215), of what is read.
const SHORT: [(u16, u16); 8] = [
    (0x05, code::ALIGNED_80),
    (0x0C, code::LEVEL),
    (0x18, code::IN_TABLE),
    (0x19, code::ENDS_ROW),
    (0x41, code::DELETED),
    (0x42, code::INSERTED),
    (0x55, code::BOLD),
    (0x5C, code::HIDDEN),
];

/// A property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sprm<'a> {
    pub(super) code: u16,
    /// Bytes of the operand, without the length that may stand before them.
    pub(super) operand: Operand<'a>,
}

/// What a property is set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operand<'a> {
    Bytes(&'a [u8]),
    Byte(u8),
}

impl Sprm<'_> {
    /// The first byte.
    pub(super) fn byte(&self) -> u8 {
        match self.operand {
            Operand::Bytes(bytes) => bytes.first().copied().unwrap_or(0),
            Operand::Byte(byte) => byte,
        }
    }

    /// The first two bytes.
    pub(super) fn word(&self) -> u16 {
        match self.operand {
            Operand::Bytes(bytes) => u16_at(bytes, 0).unwrap_or_else(|| u16::from(self.byte())),
            Operand::Byte(byte) => u16::from(byte),
        }
    }

    /// Whether a property that is on or off is on; 81 means other than the style, which is off.
    pub(super) fn is_on(&self) -> bool {
        matches!(self.byte(), 1 | 0x81)
    }

    /// All bytes.
    pub(super) fn bytes(&self) -> &[u8] {
        match self.operand {
            Operand::Bytes(bytes) => bytes,
            Operand::Byte(_) => &[],
        }
    }
}

/// A list of properties; what is not whole ends it.
#[derive(Clone, Debug)]
pub(super) struct Sprms<'a> {
    rest: &'a [u8],
    short: Option<Sprm<'a>>,
}

impl<'a> Sprms<'a> {
    /// The properties in some bytes.
    pub(super) const fn of(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, short: None }
    }

    /// The property packed into the two bytes of a piece.
    pub(super) fn short(modifier: u16) -> Self {
        let index = (modifier >> 1) & 0x7F;
        let known = SHORT.iter().find(|(short, _)| index != 0 && *short == index);
        let byte = u8::try_from(modifier >> 8).unwrap_or(0);
        Self { rest: &[], short: known.map(|(_, code)| Sprm { code: *code, operand: Operand::Byte(byte) }) }
    }
}

impl<'a> Iterator for Sprms<'a> {
    type Item = Sprm<'a>;

    fn next(&mut self) -> Option<Sprm<'a>> {
        if let Some(short) = self.short.take() {
            return Some(short);
        }
        let code = u16_at(self.rest, 0)?;
        let (head, len) = match code >> 13 {
            0 | 1 => (0, 1),
            2 | 4 | 5 => (0, 2),
            3 => (0, 4),
            7 => (0, 3),
            // The length of a row counts itself in two bytes, one less than they are.
            _ if code == code::ROW => (2, usize::from(u16_at(self.rest, 2)?).checked_sub(1)?),
            _ => (1, usize::from(u8_at(self.rest, 2)?)),
        };
        let operand = slice(self.rest, 2 + head, len)?;
        self.rest = self.rest.get(2 + head + len..)?;
        Some(Sprm { code, operand: Operand::Bytes(operand) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operands_are_as_long_as_their_codes_say() {
        let bytes = [
            0x16, 0x24, 1, // in a table
            0x43, 0x4A, 44, 0, // size
            0x08, 0xD6, 4, 0, 1, 2, 3, // a row
            0x2B, 0xD6, 2, 0, 3, // merged down
            0x35, 0x08, // cut off
        ];
        let read: Vec<(u16, Vec<u8>)> = Sprms::of(&bytes).map(|s| (s.code, s.bytes().to_vec())).collect();
        let expect: [(u16, &[u8]); 4] = [
            (code::IN_TABLE, &[1]),
            (code::SIZE, &[44, 0]),
            (code::ROW, &[1, 2, 3]),
            (code::MERGED_DOWN, &[0, 3]),
        ];
        assert_eq!(read, expect.map(|(code, operand)| (code, operand.to_vec())));
    }

    #[test]
    fn a_short_modifier_is_one_property() {
        let read: Vec<_> = Sprms::short(0x41 << 1 | 1 << 8).map(|s| (s.code, s.is_on())).collect();
        assert_eq!(read, [(code::DELETED, true)]);
        assert_eq!(Sprms::short(0).count(), 0);
    }
}
