//! Bytes in, decoded text out: files, folders, standard input; one file per format; charset detection.
//!
//! Reads and decodes, never normalises. What cannot be read becomes a [`Problem`] of that document.

use crate::document::{Decoded, Problem};

/// Decodes the bytes of one document.
#[must_use]
pub fn decode(path: &str, bytes: &[u8]) -> Decoded {
    let mut decoded =
        Decoded { path: path.to_owned(), format: "text", encoding: "utf-8".into(), ..Decoded::default() };
    match std::str::from_utf8(bytes) {
        Ok(text) => decoded.raw = text.trim_start_matches('\u{feff}').to_owned(),
        Err(_) => decoded.problems.push(Problem::fatal("undecodable", "不是 UTF-8")),
    }
    decoded
}
