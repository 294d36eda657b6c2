//! Text in a page.

use std::fmt::{Display, Formatter, Result, Write as _};

/// Shows text so that it is nothing but text, between tags and in attributes. Control characters, which a page cannot hold,
/// become U+FFFD.
#[derive(Clone, Copy, Debug)]
pub struct Escaped<'t>(pub &'t str);

impl Display for Escaped<'_> {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        let is_special = |b: &u8| matches!(b, b'&' | b'<' | b'>' | b'"' | b'\'' | 0x7f) || is_control(*b);
        let mut written = 0;
        for (at, byte) in self.0.bytes().enumerate().filter(|(_, b)| is_special(b)) {
            out.write_str(self.0.get(written..at).unwrap_or(""))?;
            match byte {
                b'&' => out.write_str("&amp;")?,
                b'<' => out.write_str("&lt;")?,
                b'>' => out.write_str("&gt;")?,
                b'"' => out.write_str("&quot;")?,
                b'\'' => out.write_str("&#39;")?,
                _ => out.write_char(char::REPLACEMENT_CHARACTER)?,
            }
            written = at + 1;
        }
        out.write_str(self.0.get(written..).unwrap_or(""))
    }
}

const fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')
}

#[cfg(test)]
mod tests {
    use super::Escaped;

    #[test]
    fn values_are_only_text() {
        for (text, expect) in [
            ("甲&乙", "甲&amp;乙"),
            ("</script><b a='\"'>", "&lt;/script&gt;&lt;b a=&#39;&quot;&#39;&gt;"),
            ("a\u{0}b\u{1b}c\td", "a\u{fffd}b\u{fffd}c\td"),
            ("", ""),
        ] {
            assert_eq!(Escaped(text).to_string(), expect);
        }
    }
}
