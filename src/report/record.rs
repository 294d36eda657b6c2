//! What a store keeps of a document: its facts and findings in places without text.
//!
//! The text of a place stands in the raw text, which is kept beside it, and so do lines and headings. Repeating them, and the
//! verdict of every rule, would make the record many times as long and cost a scan as much time as half of the analysis.

use serde::Serialize;

use super::place::Locator;
use super::{Finding, RepairView};
use crate::facts::{Facts, Locate};
use crate::text::{Norm, Span};

/// A place in the raw text, as [`Place`](super::Place) counts, without what the raw text gives again: text, line and column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Spot {
    /// First character, 0-based, in Unicode characters.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
    /// Paragraph of the first character, 0-based, in Word documents.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
}

/// What a store keeps of a `hegui/1` object beside its own columns: no head, no outline, no outcomes, and [`Spot`]s for places.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct StoredRecord {
    /// The date rules and citations were judged by, when one was given or found.
    pub as_of: Option<jiff::civil::Date>,
    /// Dirt that was repaired before analysis.
    pub repairs: Vec<RepairView<Spot>>,
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
        self.0.spot(self.0.document().map.raw(span))
    }

    fn printed(&self, span: Span<Norm>) -> String {
        self.0.document().printed(span).into_owned()
    }

    fn passage(&self, _: Span<Norm>) -> String {
        String::new()
    }
}
