//! Outputs: one file per format. A renderer turns a finished [`Report`] into text and computes nothing new.
//!
//! Most formats are written document by document; those that can only be written when all are known ([`Form::Whole`]) keep
//! a [`Kept`] of each, which is small, and not its report.

pub mod comparison;
pub mod coverage;
mod csv;
pub mod docx;
mod dossier;
mod excerpt;
mod grid;
pub mod hits;
mod html;
mod json;
mod kept;
pub mod ledger;
mod markdown;
pub mod opinion;
mod record;
mod sarif;
mod style;
pub mod tasks;
mod text;
pub mod timing;
mod xlsx;

use std::io::{self, Write};

use crate::report::{Report, RuleView, TaskSheet};
pub use dossier::{DOSSIER_RENDERERS, DossierRenderer};
pub use kept::{Kept, Region, Spot};
pub use style::Style;
pub use text::rule_note;

/// What a renderer may look at.
pub struct Page<'a> {
    /// The output of one document.
    pub report: &'a Report,
    /// Its raw text, for excerpts.
    pub raw: &'a str,
    /// Its task table, when the renderer asks for it.
    pub breakdown: Option<&'a TaskSheet>,
    /// All rules of the run, in order of id.
    pub rules: &'a [RuleView],
    /// Its number in the run, from 1.
    pub number: usize,
    /// What the reader asked for.
    pub task: Task,
    /// Colours and width.
    pub style: Style,
}

impl<'a> Page<'a> {
    /// A checked document on its own, without colours.
    #[must_use]
    pub fn of(report: &'a Report, raw: &'a str) -> Self {
        let style = Style::default();
        Self { report, raw, breakdown: None, rules: &[], number: 1, task: Task::Check, style }
    }

    /// What the run knows of a rule.
    fn rule(&self, id: &str) -> Option<&'a RuleView> {
        let found = self.rules.binary_search_by(|rule| rule.id.as_str().cmp(id)).ok()?;
        self.rules.get(found)
    }
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
    /// Extensions of `-o FILE` that choose it.
    pub extensions: &'static [&'static str],
    /// What it can show.
    pub tasks: &'static [Task],
    /// Whether a terminal can take it.
    pub is_text: bool,
    /// Whether it wants [`Page::breakdown`].
    pub with_breakdown: bool,
    /// How it is written.
    pub form: Form,
}

/// How a format is written.
pub enum Form {
    /// One document after another.
    Stream {
        /// Before the first document.
        open: &'static str,
        /// Between documents.
        between: &'static str,
        /// After the last document.
        close: &'static str,
        /// Renders one document.
        render: fn(&Page<'_>, &mut dyn Write) -> io::Result<()>,
    },
    /// All documents at once, with the rules of the run.
    Whole(fn(&[Kept], &[RuleView], &mut dyn Write) -> io::Result<()>),
}

impl Renderer {
    /// Renders a run of one document.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn render(&self, page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
        match self.form {
            Form::Stream { open, close, render, .. } => {
                out.write_all(open.as_bytes())?;
                render(page, out)?;
                out.write_all(close.as_bytes())
            }
            Form::Whole(render) => render(&[Kept::of(page)], page.rules, out),
        }
    }
}

/// All output formats; `--format`, its help and the shell completions are made from this table.
pub const RENDERERS: &[Renderer] = &[
    text::RENDERER,
    json::ARRAY,
    json::LINES,
    markdown::RENDERER,
    html::RENDERER,
    sarif::RENDERER,
    csv::RENDERER,
    xlsx::RENDERER,
];

/// The renderer of that name.
#[must_use]
pub fn renderer(name: &str) -> Option<&'static Renderer> {
    RENDERERS.iter().find(|r| r.name == name)
}

/// The renderers that can show the outcome of a task.
pub fn renderers_for(task: Task) -> impl Iterator<Item = &'static Renderer> {
    RENDERERS.iter().filter(move |r| r.tasks.contains(&task))
}
