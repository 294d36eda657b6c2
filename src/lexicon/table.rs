//! One TSV word list.

use crate::error::Error;

/// A word list: named columns, rows of text. Cells borrow from the text of the list, which lives as long as the program.
#[derive(Clone, Debug)]
pub struct Table {
    name: &'static str,
    columns: Vec<&'static str>,
    /// All rows one after another, each as long as `columns`.
    cells: Vec<&'static str>,
}

/// The lines of a text with their numbers, comments and empty ones left out. One search for line ends serves all of them: much
/// of what a start costs beside patterns is reading lists.
fn rows_of(text: &'static str) -> impl Iterator<Item = (usize, &'static str)> {
    let mut from = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain(std::iter::once(text.len()));
    let lines = ends.map(move |end| {
        let line = text.get(from..end).unwrap_or_default();
        from = end + 1;
        line.strip_suffix('\r').unwrap_or(line)
    });
    lines.enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty())
}

/// Adds the cells of a row.
fn push_cells(cells: &mut Vec<&'static str>, line: &'static str) {
    let mut from = 0;
    // Rows are short: setting up a vector search would cost more than it saves.
    for (tab, _) in line.bytes().enumerate().filter(|(_, byte)| *byte == b'\t') {
        cells.push(line.get(from..tab).unwrap_or_default());
        from = tab + 1;
    }
    cells.push(line.get(from..).unwrap_or_default());
}

impl Table {
    /// Reads a list; `name` is the file stem, used in messages.
    ///
    /// # Errors
    /// When there is no header line or a row has another number of cells than the header.
    pub fn parse(name: &'static str, text: &'static str) -> Result<Self, Error> {
        let text = text.trim_start_matches('\u{feff}');
        let mut lines = rows_of(text);
        let (_, header) = lines.next().ok_or_else(|| Error::rule(format!("{name}.tsv：没有列名行")))?;
        let columns: Vec<&str> = header.split('\t').collect();
        let mut cells =
            Vec::with_capacity(columns.len() * memchr::memchr_iter(b'\n', text.as_bytes()).count());
        for (index, line) in lines {
            let from = cells.len();
            push_cells(&mut cells, line);
            let count = cells.len() - from;
            if count > columns.len() {
                let message =
                    format!("{name}.tsv:{}：有 {count} 格，列名只有 {} 个", index + 1, columns.len());
                return Err(Error::rule(message));
            }
            if cells.get(from).is_none_or(|first| first.is_empty()) {
                return Err(Error::rule(format!("{name}.tsv:{}：第一格是空的", index + 1)));
            }
            cells.resize(from + columns.len(), "");
        }
        Ok(Self { name, columns, cells })
    }

    /// The file stem.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Index of a column.
    ///
    /// # Panics
    /// When the list has no such column: a defect of the build.
    #[must_use]
    pub fn column(&self, name: &str) -> usize {
        let found = self.columns.iter().position(|c| *c == name);
        found.unwrap_or_else(|| panic!("dictionaries/{}.tsv 没有“{name}”列", self.name))
    }

    /// All rows; cells stand in the order of the columns.
    pub fn rows(&self) -> std::slice::ChunksExact<'_, &'static str> {
        self.cells.chunks_exact(self.columns.len())
    }

    /// The first column of a row.
    #[must_use]
    pub fn term(&self, row: u32) -> &'static str {
        self.cell(row, 0)
    }

    /// A cell; empty when the row or column does not exist.
    #[must_use]
    pub fn cell(&self, row: u32, column: usize) -> &'static str {
        let width = self.columns.len();
        let index = (column < width).then(|| row as usize * width + column);
        index.and_then(|index| self.cells.get(index)).copied().unwrap_or("")
    }
}
