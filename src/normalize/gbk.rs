//! Characters to GBK byte pairs and back, with the rows that GBK leaves to private use, which converters filled with U+E000
//! and following.

use encoding_rs::GBK;

/// Private-use characters that code page 936 gave to unassigned pairs: first character, first pair, how many.
const PRIVATE: &[(u32, u16, u16)] = &[
    (0xE766, 0xA2AB, 6),
    (0xE76D, 0xA2E4, 1),
    (0xE76E, 0xA2EF, 2),
    (0xE770, 0xA2FD, 2),
    (0xE772, 0xA4F4, 11),
    (0xE77D, 0xA5F7, 8),
    (0xE785, 0xA6B9, 8),
    (0xE78D, 0xA6D9, 7),
    (0xE794, 0xA6EC, 2),
    (0xE796, 0xA6F3, 1),
    (0xE797, 0xA6F6, 9),
    (0xE7A0, 0xA7C2, 15),
    (0xE7AF, 0xA7F2, 13),
    (0xE7BC, 0xA896, 11),
    (0xE7C7, 0xA8BC, 1),
    (0xE7C8, 0xA8BF, 1),
    (0xE7C9, 0xA8C1, 4),
    (0xE7CD, 0xA8EA, 21),
    (0xE7E2, 0xA958, 1),
    (0xE7E3, 0xA95B, 1),
    (0xE7E4, 0xA95D, 3),
    (0xE7E7, 0xA989, 13),
    (0xE7F4, 0xA997, 13),
    (0xE801, 0xA9F0, 15),
    (0xE810, 0xD7FA, 5),
];
/// User-defined areas, 94 pairs a row: first character, first lead byte, last lead byte.
const USER: &[(u32, u32, u32)] = &[(0xE000, 0xAA, 0xAF), (0xE234, 0xF8, 0xFE)];

/// The byte pair of a character; `None` for ASCII and for what GBK cannot write.
pub(super) fn pair(c: char) -> Option<[u8; 2]> {
    let point = c as u32;
    for &(first, lead, last) in USER {
        let offset = point.wrapping_sub(first);
        if offset < (last - lead + 1) * 94 {
            let bytes = [lead + offset / 94, 0xA1 + offset % 94];
            return Some(bytes.map(|b| u8::try_from(b).unwrap_or(u8::MAX)));
        }
    }
    let private = PRIVATE.iter().find(|(first, _, len)| (*first..first + u32::from(*len)).contains(&point));
    if let Some((first, pair, _)) = private {
        return Some((pair + u16::try_from(point - first).unwrap_or(0)).to_be_bytes());
    }
    let mut buffer = [0; 4];
    let (bytes, _, has_errors) = GBK.encode(c.encode_utf8(&mut buffer));
    <[u8; 2]>::try_from(bytes.as_ref()).ok().filter(|_| !has_errors)
}

/// The character of a byte pair; private use counts as none.
pub(super) fn decode(pair: [u8; 2]) -> Option<char> {
    let text = GBK.decode_without_bom_handling_and_without_replacement(&pair)?;
    let mut chars = text.chars();
    let c = chars.next().filter(|c| !matches!(*c as u32, 0..0x80 | 0xE000..0xF900))?;
    chars.next().is_none().then_some(c)
}
