//! The parts of the page: named pieces of `parts.html` with `{{name}}` for values, which are always escaped.

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::LazyLock;

/// A piece begins behind a line `<!--# name -->` and ends before the line break in front of the next.
static PARTS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let files = [include_str!("parts.html"), include_str!("../ledger/parts.html")];
    let pieces = files.into_iter().flat_map(|file| file.split("<!--# ").skip(1));
    let named = pieces.filter_map(|piece| piece.split_once(" -->\n"));
    named.map(|(name, part)| (name, part.strip_suffix('\n').unwrap_or(part))).collect()
});

/// Writes a part with its values.
pub(in crate::render) fn fill(part: &str, values: &[(&str, &str)], out: &mut dyn Write) -> io::Result<()> {
    let mut rest = *PARTS.get(part).ok_or_else(|| io::Error::other(format!("parts.html 里没有 {part}")))?;
    while let Some((before, behind)) = rest.split_once("{{") {
        let (name, after) = behind.split_once("}}").unwrap_or((behind, ""));
        out.write_all(before.as_bytes())?;
        let value = values.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value);
        escape(value, out)?;
        rest = after;
    }
    out.write_all(rest.as_bytes())
}

/// Writes text so that it is nothing but text, between tags and in attributes. Control characters, which a page cannot
/// hold, become U+FFFD.
pub(in crate::render) fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let is_special = |b: &u8| matches!(b, b'&' | b'<' | b'>' | b'"' | b'\'' | 0x7f) || is_control(*b);
    let mut written = 0;
    for (at, byte) in text.bytes().enumerate().filter(|(_, b)| is_special(b)) {
        out.write_all(text.get(written..at).unwrap_or("").as_bytes())?;
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => "\u{fffd}",
        };
        out.write_all(entity.as_bytes())?;
        written = at + 1;
    }
    out.write_all(text.get(written..).unwrap_or("").as_bytes())
}

const fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')
}

/// The words that are not empty, with commas.
pub(super) fn joined(words: &[&str]) -> String {
    words.iter().filter(|w| !w.is_empty()).copied().collect::<Vec<_>>().join("，")
}

#[cfg(test)]
mod tests {
    use super::{PARTS, escape, fill};

    #[test]
    fn values_are_only_text() {
        for (text, expect) in [
            ("甲&乙", "甲&amp;乙"),
            ("</script><b a='\"'>", "&lt;/script&gt;&lt;b a=&#39;&quot;&#39;&gt;"),
            ("a\u{0}b\u{1b}c\td", "a\u{fffd}b\u{fffd}c\td"),
        ] {
            let mut out = Vec::new();
            escape(text, &mut out).expect("memory");
            assert_eq!(String::from_utf8(out).expect("utf-8"), expect);
        }
    }

    #[test]
    fn a_value_is_not_read_as_a_template() {
        let mut out = Vec::new();
        fill("problem", &[("word", "{{message}}"), ("message", "甲")], &mut out).expect("memory");
        assert!(String::from_utf8(out).expect("utf-8").contains("{{message}}"));
    }

    #[test]
    fn every_part_that_is_filled_exists() {
        for code in [include_str!("mod.rs"), include_str!("marks.rs"), include_str!("../ledger/html.rs")] {
            let names = code.split("fill(").skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"'));
            let names: Vec<&str> = names.filter_map(|rest| rest.split('"').next()).collect();
            assert!(!names.is_empty());
            names.iter().for_each(|name| assert!(PARTS.contains_key(name), "parts.html 里没有 {name}"));
        }
    }

    #[test]
    fn every_part_is_closed() {
        for (name, part) in &*PARTS {
            assert_eq!(part.matches("{{").count(), part.matches("}}").count(), "{name}");
        }
    }
}
