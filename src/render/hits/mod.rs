//! What a search found, in several forms: one file per form, one line each in [`FORMS`].

mod csv;
mod json;
mod text;

use std::io::{self, Write};

use super::Style;
use crate::index::{Answer, Card, Mark};

pub use json::answer as json_answer;

/// One form of results.
pub struct HitsRenderer {
    /// Value of `--format`.
    pub name: &'static str,
    /// One line for `--help`.
    pub about: &'static str,
    /// Renders a page of hits.
    pub page: fn(&HitsPage<'_>, &mut dyn Write) -> io::Result<()>,
    /// Stands before all places of all documents.
    pub open: &'static str,
    /// Renders the places in one document.
    pub places: fn(&Card, &str, &[Mark], Style, &mut dyn Write) -> io::Result<()>,
}

/// A page of hits.
pub struct HitsPage<'a> {
    /// The query as typed.
    pub query: &'a str,
    /// What the index answered.
    pub answer: &'a Answer,
    /// Hits before the page.
    pub offset: usize,
    /// For a person's eyes.
    pub style: Style,
}

/// All forms; `--format` and its help are made from this table.
pub const FORMS: &[HitsRenderer] = &[text::RENDERER, json::RENDERER, csv::RENDERER];

/// The form of that name.
#[must_use]
pub fn hits_renderer(name: &str) -> Option<&'static HitsRenderer> {
    FORMS.iter().find(|f| f.name == name)
}

/// The line of the raw text in which a mark begins.
fn line_of<'r>(raw: &'r str, lines: &[&'r str], mark: &Mark) -> &'r str {
    let line = usize::try_from(mark.line).ok().and_then(|n| n.checked_sub(1)).and_then(|n| lines.get(n));
    line.copied().unwrap_or(raw)
}
