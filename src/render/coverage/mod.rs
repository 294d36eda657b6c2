//! Coverage of the rules over a folder in several forms: one file per form, one line each in [`COVERAGES`].

mod csv;
mod json;
mod markdown;
mod text;

use std::io::{self, Write};

use super::Style;
use super::style::severity_name;
use crate::report::{Coverage, RuleCoverage};

/// One form of the table.
pub struct CoverageRenderer {
    /// Value of `--format`.
    pub name: &'static str,
    /// One line for `--help`.
    pub about: &'static str,
    /// Renders it.
    pub render: fn(&Coverage, Style, &mut dyn Write) -> io::Result<()>,
}

/// All forms; `--format` and its help are made from this table.
pub const COVERAGES: &[CoverageRenderer] =
    &[text::RENDERER, csv::RENDERER, markdown::RENDERER, json::RENDERER];

/// The form of that name.
#[must_use]
pub fn coverage_renderer(name: &str) -> Option<&'static CoverageRenderer> {
    COVERAGES.iter().find(|c| c.name == name)
}

/// The headings.
const COLUMNS: [&str; 8] = ["编号", "规则", "级别", "命中文件", "问题", "通过", "不适用", "不能判定"];

/// The cells of one rule.
fn cells(row: &RuleCoverage) -> [String; 8] {
    [
        row.rule.clone(),
        row.title.clone(),
        severity_name(row.severity).to_owned(),
        row.fired.to_string(),
        row.findings.to_string(),
        row.passed.to_string(),
        row.not_applicable.to_string(),
        row.undecided.to_string(),
    ]
}
