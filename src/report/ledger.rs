//! What an archive shows as a whole: lines, charts and tables, ready to be rendered.

use serde::Serialize;

/// A page of results over many documents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Ledger {
    /// What it is.
    pub title: String,
    /// Sentences on the whole, and on what is left out.
    pub lines: Vec<String>,
    /// Counts worth a picture.
    pub charts: Vec<Chart>,
    /// The tables, the most important first.
    pub sheets: Vec<Sheet>,
}

impl Ledger {
    /// A page without content.
    #[must_use]
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }
}

/// Counts by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Chart {
    /// What is counted.
    pub title: String,
    /// Name and count, in the order of the picture.
    pub bars: Vec<(String, u64)>,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sheet {
    /// Its title, short enough for a sheet of a workbook.
    pub title: &'static str,
    /// Headings of the columns.
    pub columns: &'static [&'static str],
    /// The cells.
    pub rows: Vec<Vec<String>>,
}
