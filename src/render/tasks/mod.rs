//! The task breakdown table 任务分解表 in several forms: one file per form, one line each in [`TABLES`].
//!
//! What goes in is finished [`TaskSheet`]s of all documents; nothing is computed here but the layout.

pub(super) mod cells;
mod csv;
mod ics;
mod json;
mod markdown;
mod text;
pub(super) mod xlsx;

use std::io::{self, Write};

use super::Style;
use crate::report::TaskSheet;

/// What a table renderer may look at.
pub struct Pages<'a> {
    /// The tables, one per document.
    pub sheets: &'a [TaskSheet],
    /// Colours and width.
    pub style: Style,
}

/// One form of the table.
pub struct TableRenderer {
    /// Value of `--format`.
    pub name: &'static str,
    /// One line for `--help`.
    pub about: &'static str,
    /// Extensions of `-o FILE` that choose it.
    pub extensions: &'static [&'static str],
    /// Whether a terminal can show it.
    pub is_text: bool,
    /// Renders all documents.
    pub render: fn(&Pages<'_>, &mut dyn Write) -> io::Result<()>,
}

/// All forms; `--format`, its help and the choice by extension are made from this table.
pub const TABLES: &[TableRenderer] =
    &[text::RENDERER, csv::RENDERER, markdown::RENDERER, json::RENDERER, xlsx::RENDERER, ics::RENDERER];
