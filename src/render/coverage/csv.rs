//! `--format csv`: one row per rule.

use super::{COLUMNS, CoverageRenderer, cells};
use crate::render::record::{MARK, row};

pub(super) const RENDERER: CoverageRenderer = CoverageRenderer {
    name: "csv",
    about: "CSV，带 UTF-8 BOM，Excel 直接打开",
    render: |coverage, _, out| {
        out.write_all(MARK.as_bytes())?;
        row(&COLUMNS.map(str::to_owned), out)?;
        coverage.rules.iter().try_for_each(|rule| row(&cells(rule), out))
    },
};
