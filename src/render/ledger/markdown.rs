//! `--format markdown`: lines, then the tables; charts are tables, too.

use std::io::{self, Write};

use super::LedgerRenderer;
use crate::render::markdown;
use crate::report::Ledger;

pub(super) const RENDERER: LedgerRenderer = LedgerRenderer {
    name: "markdown",
    about: "Markdown 表格",
    extensions: &["md", "markdown"],
    is_text: true,
    render: |ledger, _, out| render(ledger, out),
};

fn render(ledger: &Ledger, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}\n", markdown::escaped(&ledger.title))?;
    for line in &ledger.lines {
        writeln!(out, "{}\n", markdown::escaped(line))?;
    }
    for chart in &ledger.charts {
        writeln!(out, "## {}\n\n| | |\n|---|---:|", markdown::escaped(&chart.title))?;
        for (name, count) in &chart.bars {
            writeln!(out, "| {} | {count} |", markdown::escaped(name))?;
        }
        writeln!(out)?;
    }
    for sheet in &ledger.sheets {
        writeln!(out, "## {}\n", sheet.title)?;
        writeln!(out, "| {} |\n|{}", sheet.columns.join(" | "), "---|".repeat(sheet.columns.len()))?;
        for row in &sheet.rows {
            let cells: Vec<String> = row.iter().map(|cell| markdown::cell(cell)).collect();
            writeln!(out, "| {} |", cells.join(" | "))?;
        }
        writeln!(out)?;
    }
    Ok(())
}
