//! One TSV word list.

use crate::error::Error;

/// A word list: named columns, rows of text. Cells borrow nothing; lists are small and live as long as the program.
#[derive(Clone, Debug)]
pub struct Table {
    name: String,
    scanned: bool,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// Reads a list; `name` is the file stem, used in messages.
    ///
    /// # Errors
    /// When there is no header line or a row has another number of cells than the header.
    pub fn parse(name: &str, text: &str) -> Result<Self, Error> {
        let text = text.trim_start_matches('\u{feff}');
        let scanned = text.lines().take_while(|l| l.starts_with('#')).any(|l| l.trim_end() == "# scan");
        let mut lines = text.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty());
        let (_, header) = lines.next().ok_or_else(|| Error::rule(format!("{name}.tsv：没有列名行")))?;
        let columns: Vec<String> = header.split('\t').map(|c| c.trim().to_owned()).collect();
        let mut rows = Vec::new();
        for (index, line) in lines {
            let mut row: Vec<String> = line.split('\t').map(|c| c.trim().to_owned()).collect();
            if row.len() > columns.len() {
                let message =
                    format!("{name}.tsv:{}：有 {} 格，列名只有 {} 个", index + 1, row.len(), columns.len());
                return Err(Error::rule(message));
            }
            if row[0].is_empty() {
                return Err(Error::rule(format!("{name}.tsv:{}：第一格是空的", index + 1)));
            }
            row.resize(columns.len(), String::new());
            rows.push(row);
        }
        Ok(Self { name: name.to_owned(), scanned, columns, rows })
    }

    /// The file stem.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether the first column takes part in the shared automaton.
    #[must_use]
    pub const fn is_scanned(&self) -> bool {
        self.scanned
    }

    /// Index of a column.
    ///
    /// # Panics
    /// When the list has no such column: a defect of the build.
    #[must_use]
    pub fn column(&self, name: &str) -> usize {
        let found = self.columns.iter().position(|c| c == name);
        found.unwrap_or_else(|| panic!("dictionaries/{}.tsv 没有“{name}”列", self.name))
    }

    /// All rows; cells stand in the order of the columns.
    #[must_use]
    pub fn rows(&self) -> &[Vec<String>] {
        &self.rows
    }

    /// The first column of a row.
    #[must_use]
    pub fn term(&self, row: u32) -> &str {
        self.rows.get(row as usize).map_or("", |r| &r[0])
    }

    /// A cell; empty when the row or column does not exist.
    #[must_use]
    pub fn cell(&self, row: u32, column: usize) -> &str {
        self.rows.get(row as usize).and_then(|r| r.get(column)).map_or("", String::as_str)
    }
}
