//! Tables flattened to text: runs of lines whose cells are split by tabs or `|`.

use memchr::memchr2;

use super::Line;
use crate::text::{Norm, Span};

/// A table flattened to text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Table {
    /// From the first to the last row.
    pub span: Span<Norm>,
    /// Whether the first row names the columns.
    pub header: bool,
    /// The rows in order, the header included.
    pub rows: Vec<Row>,
}

/// A row of a [`Table`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Row {
    /// Index into the outline's lines.
    pub line: u32,
    /// The cells without the blanks around them; merged and empty cells are empty spans at their place.
    pub cells: Vec<Span<Norm>>,
}

/// Longest header cell in bytes: about twelve characters.
const LONGEST_HEADER: usize = 36;

/// Finds the tables among the lines.
pub(super) fn find(text: &str, lines: &[Line]) -> Vec<Table> {
    let mut tables = Vec::new();
    // Most texts hold neither separator: one look at the bytes tells.
    if memchr2(b'\t', b'|', text.as_bytes()).is_none() {
        return tables;
    }
    let mut rows: Vec<Row> = Vec::new();
    for (index, line) in (0u32..).zip(lines) {
        let row = cells(text, line.span).map(|cells| Row { line: index, cells });
        let continues = match (&row, rows.last()) {
            (Some(row), Some(last)) => row.cells.len().abs_diff(last.cells.len()) <= 2,
            (Some(_), None) => true,
            (None, _) => false,
        };
        if !continues {
            close(text, &mut rows, &mut tables);
        }
        rows.extend(row.filter(|r| !is_rule(text, r)));
    }
    close(text, &mut rows, &mut tables);
    tables
}

fn close(text: &str, rows: &mut Vec<Row>, tables: &mut Vec<Table>) {
    let rows = std::mem::take(rows);
    if rows.len() < 2 {
        return;
    }
    let cells = |r: &Row| r.cells.first().copied().zip(r.cells.last().copied());
    let (Some((start, _)), Some((_, end))) = (rows.first().and_then(cells), rows.last().and_then(cells))
    else {
        return;
    };
    let header = rows[0].cells.iter().all(|c| {
        let cell = c.of(text);
        cell.len() <= LONGEST_HEADER
            && !cell.contains(['。', '；', '，'])
            && !cell.starts_with(|c: char| c.is_ascii_digit())
    });
    tables.push(Table { span: start.cover(end), header, rows });
}

/// The cells of a line; `None` when it has fewer than two. Tabs around the line's text are empty cells.
fn cells(text: &str, line: Span<Norm>) -> Option<Vec<Span<Norm>>> {
    let separator = if line.of(text).contains('\t') { '\t' } else { '|' };
    let line = if separator == '\t' { with_tabs(text, line) } else { line };
    let content = line.of(text);
    let inner = content.strip_prefix('|').unwrap_or(content);
    let mut at = line.start as usize + (content.len() - inner.len());
    let inner = if separator == '|' { inner.strip_suffix('|').unwrap_or(inner) } else { inner };
    let mut cells = Vec::new();
    for cell in inner.split(separator) {
        let start = at + (cell.len() - cell.trim_start().len());
        let trimmed = cell.trim();
        cells.push(if trimmed.is_empty() {
            Span::at(at, at)
        } else {
            Span::at(start, start + trimmed.len())
        });
        at += cell.len() + 1;
    }
    (cells.len() >= 2).then_some(cells)
}

/// The line with the tabs before and behind it.
fn with_tabs(text: &str, line: Span<Norm>) -> Span<Norm> {
    let bytes = text.as_bytes();
    let is_tab = |b: &&u8| **b == b'\t';
    let before = bytes.get(..line.start as usize).unwrap_or_default().iter().rev().take_while(is_tab).count();
    let behind = bytes.get(line.end as usize..).unwrap_or_default().iter().take_while(is_tab).count();
    Span::at(line.start as usize - before, line.end as usize + behind)
}

/// Whether the row is the rule under a Markdown header: `|---|:--|`.
fn is_rule(text: &str, row: &Row) -> bool {
    row.cells.iter().all(|c| {
        let cell = c.of(text);
        cell.len() >= 2 && cell.bytes().all(|b| matches!(b, b'-' | b':' | b' '))
    })
}

#[cfg(test)]
mod tests {
    use crate::outline::build::outline;

    fn check(text: &str, expect: &[&[&[&str]]]) {
        let outline = outline(text, &[]);
        let found: Vec<Vec<Vec<&str>>> = outline
            .tables
            .iter()
            .map(|t| t.rows.iter().map(|r| r.cells.iter().map(|c| c.of(text)).collect()).collect())
            .collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn tables() {
        check(
            "序号\t任务\t单位\n1\t修路\t甲局\n2\t架桥\t\n完。",
            &[&[&["序号", "任务", "单位"], &["1", "修路", "甲局"], &["2", "架桥", ""]]],
        );
        check(
            "任务\t措施\t单位\n修路\t甲\t乙局\n\t丙\t丁局\n",
            &[&[&["任务", "措施", "单位"], &["修路", "甲", "乙局"], &["", "丙", "丁局"]]],
        );
        check("\t缩进的一段。\n\t又一段。\n", &[]);
        check("| 任务 | 单位 |\n|---|---|\n| 修路 | 甲局 |", &[&[&["任务", "单位"], &["修路", "甲局"]]]);
        check("只有一行\t不成表\n正文。", &[]);
    }
}
