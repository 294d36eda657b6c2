//! `--format markdown`: one table per document.

use std::io::{self, Write};

use super::{Pages, TableRenderer, cells};
use crate::render::markdown;

pub(super) const RENDERER: TableRenderer = TableRenderer {
    name: "markdown",
    about: "Markdown 表格",
    extensions: &["md", "markdown"],
    is_text: true,
    render: |pages, out| render(pages, out),
};

fn render(pages: &Pages<'_>, out: &mut dyn Write) -> io::Result<()> {
    for (index, sheet) in pages.sheets.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        writeln!(out, "# {}\n", markdown::escaped(sheet.title.as_deref().unwrap_or(&sheet.path)))?;
        writeln!(out, "文件：`{}`\n", sheet.path)?;
        for problem in &sheet.problems {
            writeln!(out, "> 读取问题：{}\n", markdown::escaped(&problem.message))?;
        }
        if sheet.breakdown.entries.is_empty() {
            writeln!(out, "没有可分解的任务。")?;
            continue;
        }
        writeln!(out, "| {} |", cells::COLUMNS.join(" | "))?;
        writeln!(out, "|{}", "---|".repeat(cells::COLUMNS.len()))?;
        for entry in &sheet.breakdown.entries {
            let cells = cells::of(entry).map(|cell| markdown::cell(&cell));
            writeln!(out, "| {} |", cells.join(" | "))?;
        }
    }
    Ok(())
}
