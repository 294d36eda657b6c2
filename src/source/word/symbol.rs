//! Characters of symbol fonts.

/// A character of a symbol font: its check boxes and arrows have characters of their own, the rest becomes an empty box.
pub(in crate::source) fn symbol(code: u32) -> Option<char> {
    Some(match code {
        0xf052 | 0xf0fe => '☑',
        0xf0fc => '√',
        0xf0e0 | 0xf0e8 => '→',
        0xf06c | 0xf0b7 => '●',
        0xf000..=0xf0ff => '□',
        _ => char::from_u32(code).filter(|c| !c.is_control())?,
    })
}
