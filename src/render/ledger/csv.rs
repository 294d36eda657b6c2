//! `--format csv`: the first table.

use super::{LedgerRenderer, csv_head, csv_row};

pub(super) const RENDERER: LedgerRenderer = LedgerRenderer {
    name: "csv",
    about: "CSV（只有第一张表），带 UTF-8 BOM，Excel 直接打开",
    extensions: &["csv"],
    is_text: true,
    render: |ledger, _, out| {
        let Some(sheet) = ledger.sheets.first() else { return Ok(()) };
        csv_head(sheet.columns, out)?;
        sheet.rows.iter().try_for_each(|row| csv_row(row, out))
    },
};
