//! Places of the raw text as people count them.

use serde::Serialize;

use super::record::Spot;
use crate::document::Document;
use crate::facts::Locate;
use crate::text::{LineIndex, Norm, Position, Raw, Span};

/// A place in the raw text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Place {
    /// First character, 0-based, in Unicode characters.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
    /// Line of the first character, 1-based.
    pub line: u32,
    /// Column of the first character, 1-based, in characters.
    pub column: u32,
    /// Paragraph of the first character, 0-based, in Word documents.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// Exactly the raw text between them.
    pub text: String,
    /// The same in bytes, for slicing.
    #[serde(skip)]
    pub bytes: Span<Raw>,
}

/// Makes places of one document; the index of its lines is made once and shared by whoever speaks of places.
pub struct Locator<'a> {
    document: &'a Document,
    lines: LineIndex,
}

impl<'a> Locator<'a> {
    /// Indexes the lines of the document.
    #[must_use]
    pub fn new(document: &'a Document) -> Self {
        Self { document, lines: document.line_index() }
    }

    /// The document.
    #[must_use]
    pub fn document(&self) -> &'a Document {
        self.document
    }

    /// The place of a raw span.
    #[must_use]
    pub fn raw(&self, span: Span<Raw>) -> Place {
        Place { paragraph: self.paragraph(span), ..place(self.document.raw(), &self.lines, span) }
    }

    /// The same as a store keeps it.
    #[must_use]
    pub fn spot(&self, span: Span<Raw>) -> Spot {
        let chars = |at| self.lines.chars_before(self.document.raw(), at);
        Spot { start: chars(span.start), end: chars(span.end), paragraph: self.paragraph(span) }
    }

    /// Line and column of the first character of a span of the normalised text.
    #[must_use]
    pub fn position(&self, span: Span<Norm>) -> Position {
        self.lines.position(self.document.raw(), self.document.map.raw(span).start)
    }

    fn paragraph(&self, span: Span<Raw>) -> Option<u32> {
        self.document.decoded.origins.as_ref().and_then(|o| o.paragraph(span.start))
    }
}

impl Locate for Locator<'_> {
    type Place = Place;

    fn place(&self, span: Span<Norm>) -> Place {
        self.raw(self.document.map.raw(span))
    }

    fn printed(&self, span: Span<Norm>) -> String {
        self.document.printed(span).into_owned()
    }
}

impl Place {
    /// The place of a byte range of `raw`; for one place only, since it counts lines anew.
    #[must_use]
    pub fn of_bytes(raw: &str, bytes: Span<Raw>) -> Self {
        place(raw, &LineIndex::new(raw), bytes)
    }
}

fn place(raw: &str, lines: &LineIndex, bytes: Span<Raw>) -> Place {
    let Position { offset: start, line, column } = lines.position(raw, bytes.start);
    let end = lines.chars_before(raw, bytes.end);
    Place { start, end, line, column, paragraph: None, text: bytes.of(raw).to_owned(), bytes }
}
