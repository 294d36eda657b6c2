//! Cells under a column of times: a bare date there, such as 2024年6月30日 under 完成时限, is a due date.

use crate::facts::task::column::{self, Column};
use crate::outline::{Outline, Table};
use crate::text::{Norm, Span};

/// How many rows from the top may be the header: the title of the table may stand above it.
const HEADERS: usize = 2;

/// The filled cells under columns of times, by place.
pub(super) fn of(text: &str, outline: &Outline) -> Vec<Span<Norm>> {
    let mut cells: Vec<Span<Norm>> = outline.tables.iter().flat_map(|table| of_table(text, table)).collect();
    cells.sort_unstable();
    cells
}

/// The lines that are rows of tables, sorted.
pub(super) fn rows(outline: &Outline) -> Vec<u32> {
    let mut lines: Vec<u32> =
        outline.tables.iter().flat_map(|table| table.rows.iter().map(|row| row.line)).collect();
    lines.sort_unstable();
    lines
}

fn of_table(text: &str, table: &Table) -> Vec<Span<Norm>> {
    for (at, row) in table.rows.iter().take(HEADERS).enumerate() {
        let header: Vec<Option<Column>> =
            row.cells.iter().map(|cell| column::of_header(cell.of(text))).collect();
        let says_what = header.iter().flatten().any(|c| !matches!(c, Column::Deadline | Column::Other));
        if says_what && header.contains(&Some(Column::Deadline)) {
            let rows = table.rows.iter().skip(at + 1);
            let below =
                rows.flat_map(|row| column::aligned(&row.cells, header.len()).into_iter().zip(&header));
            let times = below.filter(|(cell, column)| **column == Some(Column::Deadline) && !cell.is_empty());
            return times.map(|(cell, _)| cell).collect();
        }
    }
    Vec::new()
}
