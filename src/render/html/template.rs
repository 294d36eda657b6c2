//! The parts of the page: named pieces of `parts.html` with `{{name}}` for values, which are always escaped.

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::LazyLock;

use crate::text::Escaped;

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
        write!(out, "{}", Escaped(value))?;
        rest = after;
    }
    out.write_all(rest.as_bytes())
}

/// The words that are not empty, with commas.
pub(super) fn joined(words: &[&str]) -> String {
    words.iter().filter(|w| !w.is_empty()).copied().collect::<Vec<_>>().join("，")
}

#[cfg(test)]
mod tests {
    use super::{PARTS, fill};

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
