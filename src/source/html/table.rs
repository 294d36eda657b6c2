//! Tables: which of them hold data rather than the layout of the page, and how their cells become rows of text.

use super::dom::Page;
use super::flow::Line;
use crate::source::cell::separates;

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
        let mut grid = Grid { carried: Vec::new(), column: 0, line: Line::default(), budget };
        self.0.into_iter().filter_map(|row| grid.row(row)).collect()
    }
}

/// One row after the other, with the cells that reach down from earlier ones.
struct Grid<'b> {
    /// For each column, in how many more rows a text stands there.
    carried: Vec<(usize, String)>,
    column: usize,
    line: Line,
    budget: &'b mut usize,
}

impl Grid<'_> {
    fn row(&mut self, cells: Vec<Cell>) -> Option<Line> {
        if *self.budget == 0 {
            self.carried.clear();
        }
        self.line = Line { is_row: true, node: cells.first().map_or(0, |c| c.node), ..Line::default() };
        self.column = 0;
        let carried_to = self.carried.iter().rposition(|c| c.0 > 0).map_or(0, |last| last + 1);
        for cell in cells {
            while self.take_carried() {}
            self.place(&cell);
        }
        while self.column < carried_to {
            if !self.take_carried() {
                self.push("");
            }
        }
        let mut line = std::mem::take(&mut self.line);
        line.text.truncate(line.text.trim_end_matches('\t').len());
        (!line.text.trim().is_empty()).then_some(line)
    }

    fn push(&mut self, text: &str) {
        self.line.push_cell(self.column, text);
        self.column += 1;
    }

    /// Whether a cell from above stands in this column; writes it.
    fn take_carried(&mut self) -> bool {
        let Some((left, text)) = self.carried.get_mut(self.column).filter(|c| c.0 > 0) else { return false };
        *left -= 1;
        *self.budget = self.budget.saturating_sub(text.len() + 1);
        self.line.push_cell(self.column, text);
        self.column += 1;
        true
    }

    fn place(&mut self, cell: &Cell) {
        let width = if *self.budget > 0 { cell.columns } else { 1 };
        *self.budget = self.budget.saturating_sub(width - 1);
        self.line.links += cell.links;
        if self.carried.len() < self.column + width {
            self.carried.resize(self.column + width, (0, String::new()));
        }
        for offset in 0..width {
            let text = if offset == 0 { cell.text.as_str() } else { "" };
            let is_repeated = cell.rows > 1 && *self.budget > 0;
            if let Some(slot) = self.carried.get_mut(self.column) {
                *slot = (cell.rows - 1, if is_repeated { text.to_owned() } else { String::new() });
            }
            self.push(text);
        }
    }
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

/// The lines of one cell as one line.
pub(super) fn join(lines: &[Line]) -> String {
    let mut cell = String::new();
    for line in lines {
        if separates(&cell, &line.text) {
            cell.push(' ');
        }
        cell.push_str(&line.text.replace('\t', " "));
    }
    cell
}
