//! Pages over many documents: one file per form, one line each in [`LEDGERS`].

mod csv;
mod html;
mod json;
mod markdown;
mod parquet;
mod text;
mod xlsx;

use std::io::{self, Write};

pub use self::parquet::ParquetTable;
use super::Style;
use super::record;
use crate::report::Ledger;

/// One form of a page.
pub struct LedgerRenderer {
    /// Value of `--format`.
    pub name: &'static str,
    /// One line for `--help`.
    pub about: &'static str,
    /// Extensions of `-o FILE` that choose it.
    pub extensions: &'static [&'static str],
    /// Whether a terminal can take it.
    pub is_text: bool,
    /// Renders it.
    pub render: fn(&Ledger, Style, &mut dyn Write) -> io::Result<()>,
}

/// All forms; `--format` and its help are made from this table.
pub const LEDGERS: &[LedgerRenderer] =
    &[text::RENDERER, html::RENDERER, markdown::RENDERER, csv::RENDERER, json::RENDERER, xlsx::RENDERER];

/// The heading of a CSV file, behind its byte order mark.
///
/// # Errors
/// When `out` cannot be written.
pub fn csv_head(columns: &[&str], out: &mut dyn Write) -> io::Result<()> {
    out.write_all(record::MARK.as_bytes())?;
    csv_row(&columns.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>(), out)
}

/// A row of a CSV file.
///
/// # Errors
/// When `out` cannot be written.
pub fn csv_row(cells: &[String], out: &mut dyn Write) -> io::Result<()> {
    record::row(cells, out)
}
