//! Plain text and Markdown: the raw text is the decoded file, character for character; only a byte order mark goes.

use super::{Format, Limits, charset};
use crate::document::{Decoded, Problem};

pub(super) const FORMAT: Format =
    Format { name: "text", extensions: &["txt", "md", "text"], sniff: |_, _| true, read };

fn read(bytes: &[u8], _: &Limits, decoded: &mut Decoded) {
    let Some(text) = charset::decode(bytes, decoded) else { return };
    if text.chars().all(is_blank) {
        decoded.problems.push(Problem::fatal("empty", format!("{}：文件里只有空白，没有文字", decoded.path)));
    }
    decoded.raw = text;
}

/// White space, and what looks like it: byte order marks and zero-width characters.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\0')
}
