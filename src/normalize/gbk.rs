//! Characters to GBK byte pairs and back, with the rows that GBK leaves to private use, which converters filled with U+E000
//! and following.

use std::sync::LazyLock;

use encoding_rs::GBK;

use crate::lexicon::Lexicon;

/// Private-use characters that code page 936 gave to unassigned pairs: first character, first pair, how many.
static PRIVATE: LazyLock<Vec<(u32, u16, u16)>> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("gbk_private");
    let (pair, count) = (table.column("pair"), table.column("count"));
    let rows = table.rows().filter_map(|row| {
        let first = u32::from_str_radix(row[0], 16).ok()?;
        Some((first, u16::from_str_radix(row[pair], 16).ok()?, row[count].parse().ok()?))
    });
    rows.collect()
});
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
