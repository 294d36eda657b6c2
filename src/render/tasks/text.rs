//! `--format text`: a table on the terminal, in East Asian widths, wrapped to the terminal's width.

use std::io::{self, Write};

use super::{Pages, TableRenderer, cells};
use crate::facts::task::breakdown::Entry;
use crate::render::grid::Grid;
use crate::render::style::{Style, Tone};
use crate::report::{Place, Severity, TaskSheet};

pub(super) const RENDERER: TableRenderer = TableRenderer {
    name: "text",
    about: "终端里的表格，按终端宽度折行；长措施只显示开头（默认）",
    extensions: &["txt"],
    is_text: true,
    render: |pages, out| render(pages, out),
};

/// Characters of the measures that are shown: about eight lines; every other cell is shown whole.
const MEASURES: usize = 110;

/// How much of the width each column may take.
const WEIGHTS: [usize; 8] = [1, 2, 4, 2, 2, 2, 2, 1];

fn render(pages: &Pages<'_>, out: &mut dyn Write) -> io::Result<()> {
    for (index, sheet) in pages.sheets.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        page(sheet, pages.style, out)?;
    }
    Ok(())
}

fn page(sheet: &TaskSheet, style: Style, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", style.paint(Tone::Strong, &sheet.path))?;
    for problem in &sheet.problems {
        let severity = if problem.fatal { Severity::Error } else { Severity::Warning };
        writeln!(out, "  {}", style.paint(Tone::Severity(severity), &problem.message))?;
    }
    if let Some(title) = &sheet.title {
        writeln!(out, "  {}", cells::one_line(title))?;
    }
    let entries = &sheet.breakdown.entries;
    if entries.is_empty() {
        return writeln!(out, "  没有可分解的任务");
    }
    let mut tasks: Vec<_> = entries.iter().map(|e| e.task).collect();
    tasks.dedup();
    let mentions: usize = entries.iter().map(|e| e.units.len()).sum();
    let summary = format!("{} 项任务，{mentions} 个责任单位次", tasks.len());
    writeln!(out, "  {}", style.paint(Tone::Faint, &summary))?;
    table(entries, style, out)
}

fn table(entries: &[Entry<Place>], style: Style, out: &mut dyn Write) -> io::Result<()> {
    let rows: Vec<[String; 8]> = entries.iter().map(|entry| shortened(cells::of(entry))).collect();
    let used = |column: usize| rows.iter().any(|row| row.get(column).is_some_and(|cell| !cell.is_empty()));
    let shown: Vec<usize> = (0..cells::COLUMNS.len()).filter(|&column| used(column)).collect();
    let pick = |row: &[String; 8]| -> Vec<String> {
        shown.iter().filter_map(|&column| row.get(column).cloned()).collect()
    };
    let header: Vec<String> = pick(&cells::COLUMNS.map(str::to_owned));
    let weights: Vec<usize> = shown.iter().map(|&column| WEIGHTS.get(column).copied().unwrap_or(1)).collect();
    let body: Vec<Vec<String>> = rows.iter().map(pick).collect();
    let grid = Grid::fit(&header, &body, &weights, style.width);
    writeln!(out, "{}", grid.rule('┌', '┬', '┐'))?;
    grid.row(&header, |line| style.paint(Tone::Strong, line), out)?;
    let mut above = String::new();
    for (entry, row) in entries.iter().zip(&body) {
        let path = entry.path.iter().map(|t| cells::one_line(&t.text)).collect::<Vec<_>>().join(" › ");
        writeln!(out, "{}", grid.rule('├', '┼', '┤'))?;
        if path != above && !path.is_empty() {
            grid.banner(&path, |line| style.paint(Tone::Faint, line), out)?;
            writeln!(out, "{}", grid.rule('├', '┼', '┤'))?;
        }
        above = path;
        grid.row(row, str::to_owned, out)?;
    }
    writeln!(out, "{}", grid.rule('└', '┴', '┘'))
}

/// The cells with only the beginning of the measures.
fn shortened(mut cells: [String; 8]) -> [String; 8] {
    if let Some(cell) = cells.get_mut(cells::MEASURES)
        && let Some((at, _)) = cell.char_indices().nth(MEASURES)
    {
        cell.truncate(at);
        cell.push('…');
    }
    cells
}
