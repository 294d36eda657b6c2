//! Runs rules on one document: one file per check kind, one per coded rule. No I/O, no clock.

use crate::document::Document;
use crate::facts::Facts;
use crate::outline::Outline;
use crate::report::{Finding, Outcome};
use crate::text::{Norm, Span};

/// What a check may look at.
pub struct Subject<'a> {
    /// Both texts.
    pub document: &'a Document,
    /// Parts, nodes, sentences.
    pub outline: &'a Outline,
    /// What the document says.
    pub facts: &'a Facts,
    /// The date to judge by when the document has none of its own.
    pub as_of: Option<jiff::civil::Date>,
}

/// What the rules said: one outcome per rule considered, and the findings by place.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// In registry order.
    pub outcomes: Vec<Outcome<Span<Norm>>>,
    /// In order of place.
    pub findings: Vec<Finding<Span<Norm>>>,
}
