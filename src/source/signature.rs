//! Files that are recognised but not read: office formats of this version's future, images, archives.
//!
//! The list is `dictionaries/file_signatures.tsv`. Every such file becomes a problem `unsupported_format` that says what it is
//! and what to do, never silence and never garbage text.

use std::sync::LazyLock;

use memchr::memmem;

use super::{Format, Limits};
use crate::document::{Decoded, Problem};
use crate::lexicon::{Lexicon, Table};

pub(super) const FORMAT: Format =
    Format { name: "unsupported", extensions: &[], sniff: |bytes, _| find(bytes).is_some(), read };

struct Signature {
    format: &'static str,
    name: &'static str,
    offset: usize,
    magic: Vec<u8>,
    within: Vec<u8>,
    advice: &'static str,
}

static SIGNATURES: LazyLock<Vec<Signature>> = LazyLock::new(|| {
    let table: &'static Table = Lexicon::embedded().table("file_signatures");
    let [format, name, offset, magic, within, advice] =
        ["format", "name", "offset", "magic", "within", "advice"].map(|c| table.column(c));
    let signature = |row: &[&'static str]| Signature {
        format: row[format],
        name: row[name],
        offset: row[offset].parse().unwrap_or(0),
        magic: unhex(row[magic]),
        within: unhex(row[within]),
        advice: row[advice],
    };
    table.rows().map(signature).collect()
});

impl Signature {
    fn fits(&self, bytes: &[u8]) -> bool {
        bytes.get(self.offset..).is_some_and(|b| b.starts_with(&self.magic))
            && (self.within.is_empty() || memmem::find(bytes, &self.within).is_some())
    }
}

fn find(bytes: &[u8]) -> Option<&'static Signature> {
    SIGNATURES.iter().find(|s| s.fits(bytes))
}

fn read(bytes: &[u8], _: &Limits, decoded: &mut Decoded) {
    let Some(signature) = find(bytes) else { return };
    decoded.format = signature.format;
    let message = format!("{}：这是{}，本版本尚不支持；{}", decoded.path, signature.name, signature.advice);
    decoded.problems.push(Problem::fatal("unsupported_format", message));
}

/// Bytes of pairs of hexadecimal digits; other characters are left out, which the test of the list would show.
fn unhex(digits: &str) -> Vec<u8> {
    let nibbles: Vec<u8> =
        digits.chars().filter_map(|c| c.to_digit(16)).filter_map(|n| u8::try_from(n).ok()).collect();
    nibbles.chunks_exact(2).map(|pair| (pair[0] << 4) | pair[1]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], format: Option<&str>) {
        assert_eq!(find(bytes).map(|s| s.format), format, "{bytes:?}");
    }

    #[test]
    fn content_says_what_a_file_is() {
        check(b"PK\x03\x04....xl/workbook.xml", Some("xlsx"));
        check(b"PK\x03\x04....OFD.xml", Some("ofd"));
        check(b"PK\x03\x04....readme", Some("zip"));
        check(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..W\0o\0r\0k\0b\0o\0o\0k\0", Some("xls"));
        check(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Some("ole"));
        check(b"%PDF-1.7", Some("pdf"));
        check(b"{\\rtf1\\ansicpg936", Some("rtf"));
        check(b"\xff\xd8\xff\xe0..JFIF", Some("jpeg"));
        check(b"MIME-Version: 1.0\r\nContent-Type: multipart/related", Some("mht"));
        check(b"MIME-Version: 1.0\r\n", None);
        check("PK 赛事管理办法".as_bytes(), None);
        check("%PDF 是一种格式".as_bytes(), None);
        check(b"", None);
    }

    #[test]
    fn every_signature_is_whole() {
        for s in SIGNATURES.iter() {
            assert!(s.magic.len() >= 3 && !s.advice.is_empty() && !s.name.is_empty(), "{}", s.format);
        }
    }
}
