//! Rows of CSV: RFC 4180 behind a byte order mark, so that Excel reads it as UTF-8.

use std::io::{self, Write};

/// What stands before the first row.
pub(super) const MARK: &str = "\u{feff}";

/// One row.
pub(super) fn row(cells: &[String], out: &mut dyn Write) -> io::Result<()> {
    let fields: Vec<String> = cells.iter().map(|cell| field(cell)).collect();
    write!(out, "{}\r\n", fields.join(","))
}

/// A field in quotes where needed. A text that a spreadsheet would run as a formula gets an apostrophe in front.
fn field(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@']) { "'" } else { "" };
    if text.contains(['"', ',', '\n', '\r']) || !guard.is_empty() {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn fields() {
        for (text, expect) in [
            ("甲局", "甲局"),
            ("甲,乙", "\"甲,乙\""),
            ("说\"好\"", "\"说\"\"好\"\"\""),
            ("(1) 甲\n(2) 乙", "\"(1) 甲\n(2) 乙\""),
            ("=1+1", "\"'=1+1\""),
        ] {
            assert_eq!(field(text), expect);
        }
    }
}
