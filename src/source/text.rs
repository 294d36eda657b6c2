//! Plain text and Markdown: the raw text is the decoded file, character for character; only a byte order mark goes. The marks of
//! Markdown are taken out when the text is normalised, so that places go on pointing into the file.

use super::{Format, Limits, charset};
use crate::document::{Decoded, MARKDOWN, Problem};

pub(super) const FORMAT: Format =
    Format { name: "text", extensions: &["txt", "text"], sniff: |_, _| true, read };

pub(super) const MARKDOWN_FORMAT: Format =
    Format { name: MARKDOWN, extensions: &["md", "markdown"], sniff: |_, is_named_so| is_named_so, read };

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
