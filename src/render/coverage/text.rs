//! `--format text`: a table on the terminal, then the rules that never fired.

use std::io::{self, Write};

use super::{COLUMNS, CoverageRenderer, cells};
use crate::render::Style;
use crate::render::grid::Grid;
use crate::render::style::Tone;
use crate::report::Coverage;

pub(super) const RENDERER: CoverageRenderer = CoverageRenderer {
    name: "text",
    about: "终端里的表格（默认）",
    render: |coverage, style, out| render(coverage, style, out),
};

/// How much of the width each column may take.
const WEIGHTS: [usize; 8] = [1, 4, 1, 1, 1, 1, 1, 1];

fn render(coverage: &Coverage, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let header = COLUMNS.map(str::to_owned);
    let rows: Vec<Vec<String>> = coverage.rules.iter().map(|row| cells(row).to_vec()).collect();
    let grid = Grid::fit(&header, &rows, &WEIGHTS, style.width);
    let has_fired = |index: usize| coverage.rules.get(index).is_some_and(|row| row.fired > 0);
    let paint = |index: usize, line: &str| {
        if has_fired(index) { line.to_owned() } else { style.paint(Tone::Faint, line) }
    };
    grid.table((&header, style), &rows, paint, out)?;
    write!(out, "检查 {} 份文件", coverage.documents)?;
    if coverage.unread > 0 {
        write!(out, "，另有 {} 份读不了", coverage.unread)?;
    }
    writeln!(out, "；{} 条规则中 {} 条从未命中", coverage.rules.len(), coverage.never_fired.len())?;
    for row in coverage.rules.iter().filter(|row| row.fired == 0) {
        writeln!(out, "  {} {}", row.rule, row.title)?;
    }
    Ok(())
}
