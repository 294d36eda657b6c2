//! `--format xlsx`: one sheet for each table, and one with the lines and counts.

use std::io;

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::LedgerRenderer;
use crate::render::tasks::xlsx::{Looks, finish, header, properties, text};
use crate::report::Ledger;

pub(super) const RENDERER: LedgerRenderer = LedgerRenderer {
    name: "xlsx",
    about: "Excel 工作簿，每张表一页；须用 -o 写到文件",
    extensions: &["xlsx"],
    is_text: false,
    render: |ledger, _, out| out.write_all(&workbook(ledger).map_err(io::Error::other)?),
};

/// Rows below the heading that Excel has.
const LAST_ROW: usize = 1_048_575;
/// Narrowest and widest column, in characters of the default font.
const NARROWEST: usize = 8;
const WIDEST: usize = 50;

fn workbook(ledger: &Ledger) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&properties(&ledger.title)?);
    let looks = Looks::new();
    for sheet in &ledger.sheets {
        let page = book.add_worksheet().set_name(sheet.title)?;
        let widths = (0..sheet.columns.len()).map(|index| width(sheet.columns, &sheet.rows, index));
        header(page, sheet.columns.iter().copied().zip(widths), &looks)?;
        let rows = sheet.rows.get(..sheet.rows.len().min(LAST_ROW)).unwrap_or_default();
        cells(page, rows, &looks)?;
        let last = u32::try_from(rows.len()).unwrap_or(0);
        finish(page, last, u16::try_from(sheet.columns.len().saturating_sub(1)).unwrap_or(0))?;
    }
    let page = book.add_worksheet().set_name("说明")?;
    header(page, [("说明", 80.0), ("数", 10.0)], &looks)?;
    let mut lines: Vec<Vec<String>> = ledger.lines.iter().map(|l| vec![l.clone()]).collect();
    for sheet in ledger.sheets.iter().filter(|s| s.rows.len() > LAST_ROW) {
        let rest = sheet.rows.len() - LAST_ROW;
        lines.push(vec![format!("“{}”超出 Excel 的行数，有 {rest} 行没有写进来；请用 CSV", sheet.title)]);
    }
    for chart in &ledger.charts {
        lines.push(vec![chart.title.clone()]);
        lines.extend(chart.bars.iter().map(|(name, count)| vec![name.clone(), count.to_string()]));
    }
    cells(page, &lines, &looks)?;
    book.save_to_buffer()
}

fn cells(page: &mut Worksheet, rows: &[Vec<String>], looks: &Looks) -> Result<(), XlsxError> {
    for (row, cells) in (1u32..).zip(rows) {
        for (column, cell) in (0u16..).zip(cells) {
            text(page, (row, column), cell, looks)?;
        }
    }
    Ok(())
}

/// Wide enough for most cells of a column; the first rows tell.
fn width(columns: &[&str], rows: &[Vec<String>], index: usize) -> f64 {
    let heading = columns.get(index).map_or(0, |c| c.chars().count());
    let longest =
        rows.iter().take(200).filter_map(|r| r.get(index)).map(|c| c.chars().count()).max().unwrap_or(0);
    let width = (longest.max(heading) * 2).clamp(NARROWEST, WIDEST);
    f64::from(u32::try_from(width).unwrap_or(10))
}
