//! Outputs: one file per format. A renderer turns a finished [`Report`] into text and computes nothing new.

pub mod coverage;
mod csv;
pub mod docx;
mod dossier;
mod excerpt;
mod grid;
mod json;
mod markdown;
mod style;
pub mod tasks;
mod text;
pub mod timing;

use std::io::{self, Write};

use crate::report::Report;
pub use dossier::{DOSSIER_RENDERERS, DossierRenderer};
pub use style::Style;
pub use text::rule_note;

/// What a renderer may look at.
pub struct Page<'a> {
    /// The output of one document.
    pub report: &'a Report,
    /// Its raw text, for excerpts.
    pub raw: &'a str,
    /// What the reader asked for.
    pub task: Task,
    /// Colours and width.
    pub style: Style,
}

/// What the output is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Findings and verdicts.
    Check,
    /// Facts.
    Extract,
}

/// One output format.
pub struct Renderer {
    /// Value of `--format`.
    pub name: &'static str,
    /// One line for `--help`.
    pub about: &'static str,
    /// Before the first document.
    pub open: &'static str,
    /// Between documents.
    pub between: &'static str,
    /// After the last document.
    pub close: &'static str,
    /// Renders one document.
    pub render: fn(&Page<'_>, &mut dyn Write) -> io::Result<()>,
}

/// All output formats; `--format`, its help and the shell completions are made from this table.
pub const RENDERERS: &[Renderer] = &[text::RENDERER, json::ARRAY, json::LINES, markdown::RENDERER];

/// The renderer of that name.
#[must_use]
pub fn renderer(name: &str) -> Option<&'static Renderer> {
    RENDERERS.iter().find(|r| r.name == name)
}
