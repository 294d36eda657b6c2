//! Bytes in, decoded text out: files, folders, standard input; one file per format; charset detection.
//!
//! Reads and decodes, never normalises. Nothing here fails: what cannot be read becomes a [`Problem`] of that document.
//! A format is one file with a `FORMAT` in it and one line in `FORMATS`; the first whose `sniff` says yes reads the bytes.

mod bundle;
mod cell;
mod charset;
mod doc;
mod docx;
mod html;
mod litter;
mod read;
mod signature;
mod text;
mod walk;
mod word;
mod xlsx;

use sha2::{Digest, Sha256};

use crate::document::{Certainty, Decoded, Problem, Repair};
use crate::text::Span;

pub use bundle::{Member, is_archive};
pub use charset::is_ruined;
pub use read::{read, read_stdin};
pub use walk::{Input, Walk, WalkOptions, walk};

/// Files above this are refused whatever the caller allows: places in a text are counted in 32 bits.
const HARD_LIMIT: u64 = 1 << 30;

/// How much of a document is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Largest file in bytes; a larger one becomes a problem `too_large`.
    pub max_bytes: u64,
    /// Which text is read where changes are tracked.
    pub revisions: Revisions,
}

/// Which text of a document with tracked changes is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Revisions {
    /// As if all changes were accepted.
    #[default]
    Final,
    /// As if all changes were rejected.
    Original,
    /// What was deleted and what was inserted.
    Both,
}

impl Limits {
    /// Files up to `max_bytes`, at most 1 GiB.
    #[must_use]
    pub fn new(max_bytes: u64) -> Self {
        Self { max_bytes: max_bytes.min(HARD_LIMIT), revisions: Revisions::Final }
    }

    /// The same with another reading of tracked changes.
    #[must_use]
    pub const fn with_revisions(self, revisions: Revisions) -> Self {
        Self { revisions, ..self }
    }
}

impl Default for Limits {
    /// 64 MiB.
    fn default() -> Self {
        Self::new(64 << 20)
    }
}

/// A reader of one format. `sniff` sees the bytes and whether the file name suggests the format; `read` fills the rest of
/// the document, problems included.
struct Format {
    name: &'static str,
    extensions: &'static [&'static str],
    sniff: fn(&[u8], bool) -> bool,
    read: fn(&[u8], &Limits, &mut Decoded),
}

/// All formats, most specific first; the last one takes what is left.
static FORMATS: &[Format] = &[
    docx::FORMAT,
    xlsx::FORMAT,
    doc::FORMAT,
    signature::FORMAT,
    html::FORMAT,
    text::MARKDOWN_FORMAT,
    text::FORMAT,
];

/// Decodes the bytes of one document within the default limits.
#[must_use]
pub fn decode(path: &str, bytes: &[u8]) -> Decoded {
    decode_within(path, bytes, &Limits::default())
}

/// Decodes the bytes of one document. Content decides what it is; the extension of `path` is only a hint.
#[must_use]
pub fn decode_within(path: &str, bytes: &[u8], limits: &Limits) -> Decoded {
    let size = bytes.len() as u64;
    let limit = limits.max_bytes.min(HARD_LIMIT);
    let mut decoded = Decoded { path: path.to_owned(), format: UNKNOWN, ..Decoded::default() };
    if size > limit {
        decoded.problems.push(too_large(path, size, limit));
        return decoded;
    }
    decoded.sha256 = hex(&Sha256::digest(bytes));
    if bytes.is_empty() {
        decoded.problems.push(Problem::fatal("empty", format!("{path}：文件是空的（0 字节）")));
        return decoded;
    }
    let extension = extension_of(path);
    let claims = |f: &&Format| (f.sniff)(bytes, f.extensions.contains(&extension.as_str()));
    if let Some(format) = FORMATS.iter().find(claims) {
        decoded.format = format.name;
        (format.read)(bytes, limits, &mut decoded);
    }
    if decoded.problems.iter().any(|p| p.fatal) {
        decoded.raw.clear();
        decoded.removed.clear();
        decoded.display.clear();
        decoded.origins = None;
        if decoded.problems.iter().any(|p| p.kind == "binary") {
            decoded.format = UNKNOWN;
        }
    }
    decoded
}

/// Name of the format of what was never opened or never recognised.
const UNKNOWN: &str = "unknown";

/// A document that could not be read at all.
fn failed(path: &str, problem: Problem) -> Decoded {
    Decoded { path: path.to_owned(), format: UNKNOWN, problems: vec![problem], ..Decoded::default() }
}

fn too_large(path: &str, size: u64, limit: u64) -> Problem {
    let advice = if limit < HARD_LIMIT {
        "请调高大小上限（最多 1 GiB）或拆分文件"
    } else {
        "请拆分文件"
    };
    let message = format!("{path}：文件有 {}，超过上限 {}；{advice}", mebibytes(size), mebibytes(limit));
    Problem::fatal("too_large", message)
}

fn mebibytes(bytes: u64) -> String {
    // Whole numbers of MiB lose nothing a reader cares about, except below one.
    if bytes < 1 << 20 { format!("{bytes} 字节") } else { format!("{} MiB", bytes.div_ceil(1 << 20)) }
}

/// Text that is not part of the text, for the record.
fn aside(decoded: &mut Decoded, kind: &'static str, text: &str) {
    let is_new = !decoded.removed.iter().any(|r| r.before.as_deref() == Some(text));
    if is_new && !text.chars().all(text::is_blank) {
        let mut repair = Repair::new(kind, Span::new(0, 0), "", Certainty::High);
        repair.before = Some(text.to_owned());
        decoded.removed.push(repair);
    }
}

/// The extension in lower case, empty when there is none.
fn extension_of(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.rsplit_once('.').map_or(String::new(), |(_, e)| e.to_ascii_lowercase())
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let nibbles = bytes.iter().flat_map(|b| [b >> 4, b & 15]);
    nibbles.map(|n| char::from(DIGITS[usize::from(n)])).collect()
}
