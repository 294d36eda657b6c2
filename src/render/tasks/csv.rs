//! `--format csv`: one row per measure, all documents in one table.

use std::io::{self, Write};

use super::{Pages, TableRenderer, cells};
use crate::render::record::{MARK, row};

pub(super) const RENDERER: TableRenderer = TableRenderer {
    name: "csv",
    about: "CSV，带 UTF-8 BOM，Excel 直接打开；原文位置带文件路径",
    extensions: &["csv"],
    is_text: true,
    render: |pages, out| render(pages, out),
};

fn render(pages: &Pages<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(MARK.as_bytes())?;
    row(&cells::COLUMNS.map(str::to_owned), out)?;
    for sheet in pages.sheets {
        for entry in &sheet.breakdown.entries {
            row(&cells::with_path(sheet, entry), out)?;
        }
    }
    Ok(())
}
