//! One document in both coordinate systems.

mod certainty;

use std::borrow::Cow;

use serde::Serialize;

use crate::text::{LineIndex, Norm, OffsetMap, Raw, Span};
pub use certainty::Certainty;

/// What was read: the decoded text of a source before anything is changed. Made by `source`, consumed by `normalize`.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Decoded {
    /// Path or name as the caller gave it.
    pub path: String,
    /// SHA-256 of the bytes, lower-case hexadecimal.
    pub sha256: String,
    /// `text`, `html`, …: the name of the reader.
    pub format: &'static str,
    /// `utf-8`, `gb18030`, `big5`, `utf-16le`, …
    pub encoding: String,
    /// The text as a person sees it: the decoded file, or the main text extracted from a page.
    pub raw: String,
    /// What the reader took out (navigation, share buttons …), for the record. Spans are empty ranges at the place in `raw`.
    pub removed: Vec<Repair>,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// Stretches near the top that are set apart as titles are, by size, weight, alignment or style; empty where the format does
    /// not tell.
    pub display: Vec<Span<Raw>>,
    /// Where the text stands in the parts of an office package; `None` for files that are text themselves.
    pub origins: Option<Box<Origins>>,
}

/// Where the raw text comes from in the parts of an office package. What has no piece (line ends, tabs between cells, computed
/// numbers) stands in no part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Origins {
    /// Names of the parts.
    pub parts: Vec<String>,
    /// In order of the raw text; they do not overlap.
    pub pieces: Vec<Piece>,
    /// Where footnotes and endnotes begin in the raw text, and the byte of the first part where each is referred to.
    pub notes: Vec<(u32, u32)>,
}

/// A stretch of raw text that stands in one run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// First byte in the raw text.
    pub start: u32,
    /// Bytes of raw text.
    pub len: u32,
    /// Index into [`Origins::parts`].
    pub part: u16,
    /// First byte in the part.
    pub source: u32,
    /// Bytes in the part; the same as `len` for text that stands there as it is, more for a character reference.
    pub source_len: u32,
    /// Paragraph, 0-based, in document order, those in tables and text boxes included.
    pub paragraph: u32,
    /// Run in the paragraph, 0-based.
    pub run: u32,
}

impl Piece {
    /// The byte in the part behind a raw byte; inside a character reference, its start.
    #[must_use]
    pub fn source_of(&self, raw: u32) -> u32 {
        let inside = raw.saturating_sub(self.start);
        match (self.len == self.source_len, inside >= self.len) {
            (true, _) => self.source + inside.min(self.len),
            (false, true) => self.source + self.source_len,
            (false, false) => self.source,
        }
    }
}

impl Origins {
    /// The pieces a raw span touches.
    #[must_use]
    pub fn of(&self, span: Span<Raw>) -> &[Piece] {
        let first = self.pieces.partition_point(|p| p.start + p.len <= span.start);
        let end = self.pieces.partition_point(|p| p.start < span.end);
        self.pieces.get(first..end).unwrap_or_default()
    }

    /// The byte of the first part where the note that holds a raw byte is referred to.
    #[must_use]
    pub fn reference(&self, raw: u32) -> Option<u32> {
        let note = self.notes.partition_point(|(start, _)| *start <= raw).checked_sub(1)?;
        self.notes.get(note).map(|(_, source)| *source)
    }

    /// The paragraph a raw byte stands in; of what stands in no part, that of the text behind it.
    #[must_use]
    pub fn paragraph(&self, raw: u32) -> Option<u32> {
        let next = self.pieces.partition_point(|p| p.start + p.len <= raw);
        self.pieces.get(next).or(self.pieces.last()).map(|p| p.paragraph)
    }
}

/// The name of Markdown among the formats: its text is the file, as with plain text.
pub const MARKDOWN: &str = "markdown";

#[cfg(test)]
impl Decoded {
    /// A clean UTF-8 text, as a reader would hand it over; for the tests of modules that do not read files.
    pub(crate) fn of_text(text: impl Into<String>) -> Self {
        Self {
            path: "-".into(),
            format: "text",
            encoding: "utf-8".into(),
            raw: text.into(),
            ..Self::default()
        }
    }
}

/// Dirt that was repaired, or page furniture that was taken out, before analysis.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Repair {
    /// `pinyin_gloss`, `gbk_shift`, `mojibake`, `editor_note`, `boilerplate`, …: the name of the pass or reader.
    pub kind: &'static str,
    /// Where in the raw text; empty when the removed text is not part of it.
    pub span: Span<Raw>,
    /// What stands there after the repair; for removed page furniture, what was removed is in `before`.
    pub after: String,
    /// The removed text when it is not part of the raw text.
    pub before: Option<String>,
    /// How sure the repair is.
    pub certainty: Certainty,
}

impl Repair {
    /// A repair of text that is part of the raw text.
    #[must_use]
    pub fn new(kind: &'static str, span: Span<Raw>, after: impl Into<String>, certainty: Certainty) -> Self {
        Self { kind, span, after: after.into(), before: None, certainty }
    }
}

/// What could not be read, decoded or analysed; never silently dropped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Problem {
    /// `unreadable`, `empty`, `binary`, `too_large`, `undecodable`, `unsupported_format`, `panic`, …
    pub kind: &'static str,
    /// In Chinese: what happened and what to do.
    pub message: String,
    /// Whether the document could not be analysed at all.
    pub fatal: bool,
}

impl Problem {
    /// A problem that leaves nothing to analyse.
    #[must_use]
    pub fn fatal(kind: &'static str, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), fatal: true }
    }

    /// A problem of a part; the rest was analysed.
    #[must_use]
    pub fn partial(kind: &'static str, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), fatal: false }
    }
}

/// The script the raw text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Script {
    /// Simplified characters.
    Simplified,
    /// Traditional characters.
    Traditional,
    /// Both in earnest amounts.
    Mixed,
}

/// Raw text, normalised text, and the map between them.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Document {
    /// What was read, with the raw text.
    pub decoded: Decoded,
    /// The normalised text; `None` when it equals the raw text.
    normalized: Option<String>,
    /// From normalised to raw and back.
    pub map: OffsetMap,
    /// What was repaired, in order of the raw text.
    pub repairs: Vec<Repair>,
    /// The script of the raw text.
    pub script: Script,
}

impl Document {
    /// Joins the parts; `normalized` is `None` when no pass changed the text.
    #[must_use]
    pub fn new(
        decoded: Decoded,
        normalized: Option<String>,
        map: OffsetMap,
        repairs: Vec<Repair>,
        script: Script,
    ) -> Self {
        debug_assert_eq!(map.raw_len() as usize, decoded.raw.len());
        debug_assert_eq!(map.norm_len() as usize, normalized.as_ref().map_or(decoded.raw.len(), String::len));
        Self { decoded, normalized, map, repairs, script }
    }

    /// The text a person sees.
    #[must_use]
    pub fn raw(&self) -> &str {
        &self.decoded.raw
    }

    /// The text that facts and rules read.
    #[must_use]
    pub fn norm(&self) -> &str {
        self.normalized.as_deref().unwrap_or(&self.decoded.raw)
    }

    /// The raw text behind a normalised span.
    #[must_use]
    pub fn raw_of(&self, span: Span<Norm>) -> &str {
        self.map.raw(span).of(self.raw())
    }

    /// The normalised text made from a raw span, rounded outwards: an end in deleted text takes the next character that
    /// stayed with it, so that the raw text of the result covers the span, except at the very ends of the text.
    #[must_use]
    pub fn norm_of(&self, span: Span<Raw>) -> Span<Norm> {
        let text = self.norm();
        let exact = self.map.norm(span);
        if span.is_empty() || exact.is_empty() {
            return exact;
        }
        let before = text.get(..exact.start as usize).and_then(|t| t.chars().next_back());
        let after = text.get(exact.end as usize..).and_then(|t| t.chars().next());
        let width =
            |c: Option<char>, has_place: bool| if has_place { 0 } else { c.map_or(0, char::len_utf8) };
        let left = width(before, self.map.survives(span.start).1);
        let right = width(after, self.map.survives(span.end).0);
        Span::at(exact.start as usize - left, exact.end as usize + right)
    }

    /// The raw text behind a normalised span with line breaks (and the blanks around them) taken out.
    #[must_use]
    pub fn printed(&self, span: Span<Norm>) -> Cow<'_, str> {
        let text = self.raw_of(span);
        if text.contains('\n') { text.lines().map(str::trim).collect::<String>().into() } else { text.into() }
    }

    /// Lines and columns of the raw text; built on demand, keep it when more than one place is needed.
    #[must_use]
    pub fn line_index(&self) -> LineIndex {
        LineIndex::new(self.raw())
    }
}
