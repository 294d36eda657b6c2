//! What a store keeps of a document: its facts and findings in places without text.
//!
//! The text of a place stands in the raw text, which is kept beside it, and so do the headings. Repeating them, and the verdict
//! of every rule, would make the record four times as long and cost a scan as much time as half of the analysis.

use serde::Serialize;

use super::place::{Locator, Place};
use super::{Finding, Problem, RepairView};
use crate::document::Script;
use crate::facts::{Facts, Locate};
use crate::text::{Norm, Span};

/// A place in the raw text, as [`Place`] counts, without the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Spot {
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
}

/// A `hegui/1` object as a store keeps it: without outline, without outcomes, and with [`Spot`]s for places.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct StoredRecord {
    /// `hegui/1`
    pub schema: &'static str,
    /// Version of the program.
    pub hegui_version: &'static str,
    /// Hash of the loaded rule packs.
    pub rules_version: String,
    /// As given; empty where contents are stored without their path.
    pub path: String,
    /// SHA-256 of the bytes.
    pub sha256: String,
    /// `text`, `html`, …
    pub format: &'static str,
    /// The encoding that was used.
    pub encoding: String,
    /// The script of the raw text.
    pub script: Script,
    /// The date rules and citations were judged by, when one was given or found.
    pub as_of: Option<jiff::civil::Date>,
    /// Dirt that was repaired before analysis.
    pub repairs: Vec<RepairView<Spot>>,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// The facts.
    #[serde(flatten)]
    pub facts: Facts<Spot>,
    /// The defects, in order of place.
    pub findings: Vec<Finding<Spot>>,
}

/// Makes spots of one document.
pub(crate) struct Spots<'a>(pub(crate) &'a Locator<'a>);

impl Locate for Spots<'_> {
    type Place = Spot;

    fn place(&self, span: Span<Norm>) -> Spot {
        self.0.spot(self.0.document.map.raw(span))
    }

    fn printed(&self, span: Span<Norm>) -> String {
        self.0.document.printed(span).into_owned()
    }
}

impl Spot {
    /// The place with its text.
    pub(super) fn with_text(self, text: String, bytes: Span<crate::text::Raw>) -> Place {
        let Self { start, end, line, column, paragraph } = self;
        Place { start, end, line, column, paragraph, text, bytes }
    }
}
