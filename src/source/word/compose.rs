//! From blocks to lines: paragraphs as they come, rows of tables with their cells between tabs, numbers in front.

use super::look::Shown;
use super::model::{Block, Cell, Merge, Table, Text};
use super::numbering::Numbering;
use crate::source::cell::separates;
use crate::text::Span;

/// Bytes that merged cells may add by being repeated.
const REPEATED: usize = 4 << 20;

/// Puts lines together.
pub(in crate::source) struct Compose {
    numbering: Numbering,
    text: Text,
    is_begun: bool,
    budget: usize,
    /// Paragraphs of the body as they were laid out, those of tables left aside.
    shown: Vec<Shown>,
}

impl Compose {
    pub(in crate::source) fn new(numbering: Numbering) -> Self {
        Self { numbering, text: Text::default(), is_begun: false, budget: REPEATED, shown: Vec::new() }
    }

    /// Bytes so far; the next line begins behind them and a line end.
    pub(in crate::source) fn len(&self) -> u32 {
        super::model::to_u32(self.text.string.len())
    }

    /// The whole text.
    pub(in crate::source) fn finish(self) -> Text {
        self.text
    }

    /// The paragraphs so far.
    pub(in crate::source) fn shown(&self) -> &[Shown] {
        &self.shown
    }

    /// Adds blocks, each paragraph and each row a line.
    pub(in crate::source) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    let text = self.paragraph(&paragraph.text, &paragraph.numbered);
                    self.line(&text);
                    if !text.is_blank() {
                        let end = self.len();
                        let span = Span::new(end - super::model::to_u32(text.string.len()), end);
                        let style = paragraph.numbered.style.clone();
                        self.shown.push(Shown { span, face: paragraph.face, style });
                    }
                }
                Block::Table(table) if is_data(table) => self.table(table),
                Block::Table(table) => {
                    let cells = table.rows.iter().flat_map(|row| &row.cells);
                    cells.for_each(|cell| self.blocks(&cell.blocks));
                }
            }
        }
    }

    fn line(&mut self, text: &Text) {
        if self.is_begun {
            self.text.string.push('\n');
        }
        self.is_begun = true;
        self.text.append(text);
    }

    /// The text of a paragraph with its number. An empty paragraph is counted, but shows nothing that could be read.
    fn paragraph(&mut self, text: &Text, numbered: &super::numbering::Numbered) -> Text {
        let label = self.numbering.label(numbered);
        if text.is_blank() || label.is_empty() {
            return text.clone();
        }
        let mut out = Text { string: label, pieces: Vec::new() };
        out.append(text);
        out
    }

    fn table(&mut self, table: &Table) {
        let mut above: Vec<Option<Text>> = Vec::new();
        for row in &table.rows {
            let mut cells: Vec<Text> = vec![Text::default(); row.skipped];
            for cell in &row.cells {
                let column = cells.len();
                let own = self.cell(cell);
                let text = match (cell.merge, above.get(column).cloned().flatten()) {
                    (Merge::Below, Some(top)) if own.is_blank() => self.repeated(top),
                    _ => own,
                };
                if above.len() <= column + cell.further_columns {
                    above.resize(column + cell.further_columns + 1, None);
                }
                if let Some(slots) = above.get_mut(column..=column + cell.further_columns) {
                    slots.fill(None);
                    slots[0] = (cell.merge != Merge::None).then(|| text.clone());
                }
                cells.push(text);
                cells.extend(std::iter::repeat_n(Text::default(), cell.further_columns));
            }
            self.row(cells);
        }
    }

    /// The text of a merged cell once more, as long as that stays within reason.
    fn repeated(&mut self, top: Text) -> Text {
        match self.budget.checked_sub(top.string.len()) {
            Some(rest) => {
                self.budget = rest;
                top
            }
            None => Text::default(),
        }
    }

    /// A row as a line; empty cells at its end and empty rows say nothing.
    fn row(&mut self, mut cells: Vec<Text>) {
        while cells.last().is_some_and(Text::is_blank) {
            cells.pop();
        }
        let mut line = Text::default();
        for (column, cell) in cells.iter().enumerate() {
            if column > 0 {
                line.string.push('\t');
            }
            line.append(cell);
        }
        if !cells.is_empty() {
            self.line(&line);
        }
    }

    /// Everything in a cell as one line.
    fn cell(&mut self, cell: &Cell) -> Text {
        let mut out = Text::default();
        self.gather(&cell.blocks, &mut out);
        out
    }

    fn gather(&mut self, blocks: &[Block], out: &mut Text) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    let text = self.paragraph(&paragraph.text, &paragraph.numbered);
                    join(&text, out);
                }
                Block::Table(table) => {
                    for cell in table.rows.iter().flat_map(|row| &row.cells) {
                        let text = self.cell(cell);
                        if !text.is_blank() && !out.string.is_empty() {
                            out.string.push(' ');
                        }
                        out.append(&text);
                    }
                }
            }
        }
    }
}

/// Adds the lines of a paragraph to a cell. Tabs are blanks there, for tabs part the cells.
fn join(text: &Text, out: &mut Text) {
    let mut start = 0;
    for line in text.string.split('\n') {
        let end = start + line.len();
        let mut piece = text.slice(start..end);
        piece.string = piece.string.replace('\t', " ");
        if !piece.is_blank() {
            if separates(&out.string, &piece.string) {
                out.string.push(' ');
            }
            out.append(&piece);
        }
        start = end + 1;
    }
}

/// Whether a table holds data: a row with two cells that say something, and no cell that is the document itself.
fn is_data(table: &Table) -> bool {
    let sizes: Vec<Vec<usize>> =
        table.rows.iter().map(|row| row.cells.iter().map(|c| size(&c.blocks)).collect()).collect();
    let total: usize = sizes.iter().flatten().sum();
    let is_page = |size: &usize| *size > 1500 && size.saturating_mul(10) > total.saturating_mul(6);
    let has_columns = sizes.iter().any(|row| row.iter().filter(|s| **s > 0).count() >= 2);
    has_columns && !sizes.iter().flatten().any(is_page)
}

/// Bytes of text that is not blank.
fn size(blocks: &[Block]) -> usize {
    let of = |block: &Block| match block {
        Block::Paragraph(p) => p.text.string.split_whitespace().map(str::len).sum::<usize>(),
        Block::Table(t) => t.rows.iter().flat_map(|r| &r.cells).map(|c| size(&c.blocks)).sum(),
    };
    blocks.iter().map(of).sum()
}
