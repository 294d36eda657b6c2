//! `--format markdown`: one table.

use super::{COLUMNS, CoverageRenderer, cells};

pub(super) const RENDERER: CoverageRenderer = CoverageRenderer {
    name: "markdown",
    about: "Markdown 表格",
    render: |coverage, _, out| {
        writeln!(out, "| {} |\n|{}", COLUMNS.join(" | "), "---|".repeat(COLUMNS.len()))?;
        for rule in &coverage.rules {
            writeln!(out, "| {} |", cells(rule).map(|cell| cell.replace('|', "\\|")).join(" | "))?;
        }
        let (documents, rules, silent) =
            (coverage.documents, coverage.rules.len(), coverage.never_fired.len());
        writeln!(
            out,
            "\n检查 {documents} 份文件，读不了 {} 份；{rules} 条规则中 {silent} 条从未命中。",
            coverage.unread
        )
    },
};
