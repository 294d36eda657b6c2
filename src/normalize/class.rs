//! What kind each character is, by one table look-up, and what a character folds to on its own.
//!
//! The tables are made by `build/characters.rs` from `dictionaries/characters.tsv` and OpenCC's data.

use std::sync::LazyLock;

static CLASSES: &[u8; 0x1_0000] = include_bytes!(concat!(env!("OUT_DIR"), "/classes.bin"));
static FOLDS: &[u8; 0x2_0000] = include_bytes!(concat!(env!("OUT_DIR"), "/folds.bin"));
static FOLDS_WIDE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/folds_wide.bin"));

/// Only simplified text holds the character.
const SIMPLIFIED: u8 = 0x80;

/// The kind of a character; the scan dispatches on it. Numbers as in `build/characters.rs`.
pub(super) mod kind {
    pub(in crate::normalize) const PLAIN: u8 = 0;
    pub(in crate::normalize) const BLANK: u8 = 1;
    pub(in crate::normalize) const BREAK: u8 = 2;
    pub(in crate::normalize) const IGNORABLE: u8 = 3;
    pub(in crate::normalize) const CONTROL: u8 = 4;
    pub(in crate::normalize) const PRIVATE: u8 = 5;
    pub(in crate::normalize) const MARK: u8 = 6;
    pub(in crate::normalize) const OPEN: u8 = 7;
    pub(in crate::normalize) const CLOSE: u8 = 8;
    pub(in crate::normalize) const WIDE: u8 = 9;
    pub(in crate::normalize) const FOLD: u8 = 10;
    pub(in crate::normalize) const ZERO: u8 = 11;
    pub(in crate::normalize) const DOT: u8 = 12;
    pub(in crate::normalize) const DASH: u8 = 13;
    pub(in crate::normalize) const COLON: u8 = 14;
    pub(in crate::normalize) const QUERY: u8 = 15;
    pub(in crate::normalize) const GARBLE: u8 = 16;
    pub(in crate::normalize) const CHANGES: u8 = 17;
    pub(in crate::normalize) const CONTEXT: u8 = 18;
}

/// Kind of a character of the Basic Multilingual Plane.
#[inline]
pub(super) fn bmp_kind(point: u16) -> u8 {
    CLASSES[usize::from(point)] & !SIMPLIFIED
}

/// Kind of any character.
pub(super) fn kind_of(c: char) -> u8 {
    match u16::try_from(c as u32) {
        Ok(point) => bmp_kind(point),
        Err(_) => astral_kind(c),
    }
}

/// Kind of a character above the Basic Multilingual Plane.
pub(super) fn astral_kind(c: char) -> u8 {
    match c as u32 {
        0xE_0000..=0xE_0FFF => kind::IGNORABLE,
        0xF_0000.. => kind::PRIVATE,
        point if point & 0xFFFE == 0xFFFE => kind::CONTROL,
        _ if fold(c).is_some() => kind::CHANGES,
        _ => kind::PLAIN,
    }
}

/// Whether only simplified text holds the character (`国`, not `后`).
pub(super) fn is_simplified_only(c: char) -> bool {
    u16::try_from(c as u32).is_ok_and(|point| CLASSES[usize::from(point)] & SIMPLIFIED != 0)
}

static WIDE_PAIRS: LazyLock<Vec<(u32, u32)>> = LazyLock::new(|| {
    let words: Vec<u32> = FOLDS_WIDE.as_chunks::<4>().0.iter().map(|b| u32::from_le_bytes(*b)).collect();
    words.as_chunks::<2>().0.iter().map(|pair| (pair[0], pair[1])).collect()
});

/// What the character becomes on its own, if it changes.
pub(super) fn fold(c: char) -> Option<char> {
    if let Ok(point) = u16::try_from(c as u32) {
        let at = 2 * usize::from(point);
        let to = u16::from_le_bytes([FOLDS[at], FOLDS[at + 1]]);
        if to != 0 {
            return char::from_u32(u32::from(to));
        }
    }
    let pairs = &*WIDE_PAIRS;
    let found = pairs.binary_search_by_key(&(c as u32), |pair| pair.0).ok()?;
    char::from_u32(pairs[found].1)
}

/// Whether the scan deletes or weighs the character as white space: blank, zero-width, control or private use.
pub(super) fn is_void(c: char) -> bool {
    matches!(kind_of(c), kind::BLANK | kind::IGNORABLE | kind::CONTROL | kind::PRIVATE)
}

/// Whether a line ends at the character.
pub(super) fn is_line_end(c: char) -> bool {
    c == '\n' || kind_of(c) == kind::BREAK
}

/// A Chinese character; numerals like 〇 included, punctuation not.
pub(super) fn is_han(c: char) -> bool {
    matches!(c as u32,
        0x4E00..=0x9FFF | 0x3400..=0x4DBF | 0x3005..=0x3007 | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF | 0x2E80..=0x2FDF)
}

/// A Chinese character, or punctuation that is only Chinese. Curly quotes and dashes are shared with Latin and are none.
pub(super) fn is_chinese(c: char) -> bool {
    is_han(c)
        || matches!(c, '、' | '。' | '《'..='】' | '〔'..='〗' | '！' | '（' | '）' | '，' | '：' | '；' | '？')
}

/// A digit of Chinese numerals as used in dates: 二〇一八.
pub(super) const fn is_han_digit(c: char) -> bool {
    matches!(c, '〇' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '零')
}

/// A digit of either width.
pub(super) const fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// A Latin letter or digit of either width.
pub(super) const fn is_word(c: char) -> bool {
    is_digit(c) || c.is_ascii_alphabetic() || matches!(c, 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}
