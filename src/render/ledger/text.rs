//! `--format text`: lines, bars of blocks, and tables on the terminal.

use std::io::{self, Write};

use super::LedgerRenderer;
use crate::render::Style;
use crate::render::grid::Grid;
use crate::render::style::{Tone, columns};
use crate::report::{Chart, Ledger, Sheet};

pub(super) const RENDERER: LedgerRenderer = LedgerRenderer {
    name: "text",
    about: "终端里的表格（默认）",
    extensions: &["txt"],
    is_text: true,
    render: |ledger, style, out| render(ledger, style, out),
};

/// Columns of the longest bar.
const BAR: u64 = 40;
/// Rows of a table on a terminal; the rest is told of.
const ROWS: usize = 200;

fn render(ledger: &Ledger, style: Style, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", style.paint(Tone::Strong, &ledger.title))?;
    for line in &ledger.lines {
        writeln!(out, "{line}")?;
    }
    for chart in &ledger.charts {
        bars(chart, style, out)?;
    }
    ledger.sheets.iter().filter(|s| !s.rows.is_empty()).try_for_each(|sheet| table(sheet, style, out))
}

fn bars(chart: &Chart, style: Style, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n{}", style.paint(Tone::Strong, &chart.title))?;
    let most = chart.bars.iter().map(|(_, n)| *n).max().unwrap_or(0).max(1);
    let widest = chart.bars.iter().map(|(name, _)| columns(name)).max().unwrap_or(0);
    for (name, count) in &chart.bars {
        let pad = " ".repeat(widest - columns(name).min(widest));
        let length = usize::try_from((count * BAR).div_ceil(most)).unwrap_or(0);
        writeln!(out, "  {name}{pad}  {} {count}", "█".repeat(length))?;
    }
    Ok(())
}

/// Columns with long cells get more of the width.
fn weights(rows: &[Vec<String>], count: usize) -> Vec<usize> {
    let mean = |index: usize| {
        let total: usize = rows.iter().filter_map(|r| r.get(index)).map(|cell| columns(cell)).sum();
        total / rows.len().max(1)
    };
    (0..count).map(|index| (mean(index) / 8).clamp(1, 6)).collect()
}

fn table(sheet: &Sheet, style: Style, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n{}", style.paint(Tone::Strong, sheet.title))?;
    let header: Vec<String> = sheet.columns.iter().map(|c| (*c).to_owned()).collect();
    let rows = sheet.rows.get(..sheet.rows.len().min(ROWS)).unwrap_or_default();
    // A column that is empty throughout only takes room.
    let is_used = |index: usize| rows.iter().any(|r| r.get(index).is_some_and(|c| !c.is_empty()));
    let used: Vec<usize> = (0..header.len()).filter(|&i| is_used(i)).collect();
    let pick =
        |cells: &[String]| -> Vec<String> { used.iter().filter_map(|&i| cells.get(i).cloned()).collect() };
    let header = pick(&header);
    let rows: Vec<Vec<String>> = rows.iter().map(|r| pick(r)).collect();
    let grid = Grid::fit(&header, &rows, &weights(&rows, header.len()), style.width);
    grid.table((&header, style), &rows, |_, line| line.to_owned(), out)?;
    if sheet.rows.len() > ROWS {
        writeln!(out, "还有 {} 行没有显示；用 -o 文件名.csv 或 .xlsx 看全部", sheet.rows.len() - ROWS)?;
    }
    Ok(())
}
