//! Tables: which of them hold data rather than the layout of the page, and how their cells become rows of text.

use super::dom::Page;
use super::flow::Line;

/// A cell as it was written.
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) columns: usize,
    pub(super) rows: usize,
    /// Characters of it in links.
    pub(super) links: usize,
    /// Its node.
    pub(super) node: usize,
}

/// A table being read.
#[derive(Default)]
pub(super) struct Rows(Vec<Vec<Cell>>);

impl Rows {
    pub(super) fn start_row(&mut self) {
        self.0.push(Vec::new());
    }

    pub(super) fn push(&mut self, cell: Cell) {
        if self.0.is_empty() {
            self.start_row();
        }
        if let Some(row) = self.0.last_mut() {
            row.push(cell);
        }
    }

    /// One line per row, cells joined by tabs. A cell that spans rows stands in each of them, one that spans columns leaves the
    /// others empty. `budget` is how many bytes may be repeated: spans are written by the page and may be absurd.
    pub(super) fn lines(self, budget: &mut usize) -> Vec<Line> {
        let mut carried: Vec<(usize, String)> = Vec::new();
        let mut lines = Vec::new();
        for row in self.0 {
            let mut cells = row.into_iter().peekable();
            let mut line = Line { is_row: true, node: cells.peek().map_or(0, |c| c.node), ..Line::default() };
            if *budget == 0 {
                carried.clear();
            }
            let carried_to = carried.iter().rposition(|c| c.0 > 0).map_or(0, |last| last + 1);
            let mut column = 0;
            loop {
                if let Some((left, text)) = carried.get_mut(column).filter(|c| c.0 > 0) {
                    *left -= 1;
                    *budget = budget.saturating_sub(text.len() + 1);
                    line.push_cell(column, text);
                    column += 1;
                } else if let Some(cell) = cells.next() {
                    line.links += cell.links;
                    column = place(&cell, column, &mut line, &mut carried, budget);
                } else if column < carried_to {
                    line.push_cell(column, "");
                    column += 1;
                } else {
                    break;
                }
            }
            line.text.truncate(line.text.trim_end_matches('\t').len());
            if !line.text.trim().is_empty() {
                lines.push(line);
            }
        }
        lines
    }
}

/// Writes a cell at `column` and returns the column after it.
fn place(
    cell: &Cell,
    column: usize,
    line: &mut Line,
    carried: &mut Vec<(usize, String)>,
    budget: &mut usize,
) -> usize {
    let width = if *budget > 0 { cell.columns } else { 1 };
    for offset in 0..width {
        line.push_cell(column + offset, if offset == 0 { &cell.text } else { "" });
    }
    *budget = budget.saturating_sub(width - 1);
    if carried.len() < column + width {
        carried.resize(column + width, (0, String::new()));
    }
    for (offset, slot) in carried.iter_mut().skip(column).take(width).enumerate() {
        let is_repeated = offset == 0 && cell.rows > 1 && *budget > 0;
        *slot = (cell.rows - 1, if is_repeated { cell.text.clone() } else { String::new() });
    }
    column + width
}

/// Whether a table holds data: a row with two cells that say something, and no cell that is the page itself.
pub(super) fn is_data(page: &Page<'_>, table: usize) -> bool {
    let total = page.plain(table);
    let end = page.end(table);
    let (mut has_columns, mut row_cells, mut index) = (false, 0, table + 1);
    while index < end {
        match page.name(index) {
            "table" => {
                index = page.end(index);
                continue;
            }
            "tr" => row_cells = 0,
            "td" | "th" if !page.is_dropped[index] => {
                let size = page.plain(index);
                if size > 500 && size.saturating_mul(10) > total.saturating_mul(6) {
                    return false;
                }
                row_cells += u32::from(size > 0);
                has_columns |= row_cells >= 2;
            }
            _ => {}
        }
        index += 1;
    }
    has_columns
}

/// The lines of one cell as one line. Lines of a cell are mostly breaks for the eye, inside a word even; between names of organs
/// and before numbers they separate.
pub(super) fn join(lines: &[Line]) -> String {
    let mut cell = String::new();
    for line in lines {
        if let (Some(before), Some(after)) = (cell.chars().next_back(), line.text.chars().next()) {
            let is_break = matches!(
                before,
                '局' | '委'
                    | '办'
                    | '厅'
                    | '部'
                    | '府'
                    | '院'
                    | '会'
                    | '司'
                    | '心'
                    | '处'
                    | '队'
                    | '镇'
                    | '乡'
            ) || before.is_ascii_alphanumeric()
                || after.is_ascii_alphanumeric();
            let is_short = line.text.chars().count() <= 2 && !after.is_ascii();
            if is_break && !is_short && !is_mark(after) {
                cell.push(' ');
            }
        }
        cell.push_str(&line.text.replace('\t', " "));
    }
    cell
}

fn is_mark(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '；' | '：' | '）' | '》' | '」' | '”' | ',' | ';' | ':' | ')' | '.')
}
