//! Findings across documents.

use serde::Serialize;

use super::{Basis, Severity};
use crate::document::Certainty;

/// A defect that shows only when documents are laid side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct AcrossFinding {
    /// Rule id.
    pub rule: String,
    /// Rule name, kebab-case.
    pub name: String,
    /// Chinese title of the rule.
    pub title: String,
    /// How much it matters if true.
    pub severity: Severity,
    /// How sure the machine is.
    pub confidence: Certainty,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub advice: String,
    /// By which articles.
    pub basis: Vec<Basis>,
    /// Where: the place to mend first, then those it was compared with.
    pub places: Vec<AcrossPlace>,
    /// How like the places are, in per cent, where that is what is told.
    #[serde(skip)]
    pub(crate) closeness: Option<u32>,
}

/// A place in one of the documents.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[non_exhaustive]
pub struct AcrossPlace {
    /// The document.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Line in the raw text, 1-based; 0 when the document as a whole is meant.
    pub line: u32,
    /// Column, 1-based.
    pub column: u32,
    /// What stands there.
    pub text: String,
}

impl AcrossFinding {
    pub(crate) fn new(
        (rule, name, title): (&str, &str, &str),
        (severity, confidence): (Severity, Certainty),
        (message, advice): (String, String),
        (basis, places): (Vec<Basis>, Vec<AcrossPlace>),
    ) -> Self {
        let [rule, name, title] = [rule, name, title].map(str::to_owned);
        Self { rule, name, title, severity, confidence, message, advice, basis, places, closeness: None }
    }
}
