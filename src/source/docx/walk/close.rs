//! What begins and ends with an element: blocks are gathered and handed to what they stand in.

use super::{Blocks, Open, Reading, Run, Walk};
use crate::source::word::model::{Block, Cell, Paragraph, Row, Table};

impl Walk<'_> {
    pub(super) fn begin(&mut self, open: Open) {
        match open {
            Open::Paragraph => {
                self.paragraphs.push(Reading { index: self.story.paragraphs, ..Reading::default() });
                self.story.paragraphs += 1;
            }
            Open::Run => {
                self.runs.push(Run::default());
                if let Some(reading) = self.paragraphs.last_mut() {
                    reading.runs += 1;
                }
            }
            Open::Deleted => self.deleted += 1,
            Open::Inserted => self.inserted += 1,
            Open::Table => self.tables.push(Table::default()),
            Open::Row => self.rows.push(Row::default()),
            Open::Cell => {
                self.cells.push(Cell::default());
                self.containers.push(Blocks::default());
            }
            Open::TextBox | Open::Note(_) => self.containers.push(Blocks::default()),
            Open::Alternatives => self.taken.push(false),
            _ => {}
        }
    }

    pub(super) fn end(&mut self) {
        match self.open.pop().unwrap_or(Open::Plain) {
            Open::Text => self.end_text(),
            Open::Run => drop(self.runs.pop()),
            Open::Paragraph => self.end_paragraph(),
            Open::Deleted => self.deleted = self.deleted.saturating_sub(1),
            Open::Inserted => self.inserted = self.inserted.saturating_sub(1),
            Open::Alternatives => drop(self.taken.pop()),
            Open::Cell => self.end_cell(),
            Open::Row => {
                let Some(row) = self.rows.pop() else { return };
                match self.tables.last_mut() {
                    Some(table) if !row.is_dropped => table.rows.push(row),
                    Some(_) => {}
                    None => self.add(row.cells.into_iter().flat_map(|c| c.blocks).collect()),
                }
            }
            Open::Table => {
                if let Some(table) = self.tables.pop() {
                    self.add(vec![Block::Table(table)]);
                }
            }
            Open::TextBox => {
                let blocks = self.close_container();
                match self.paragraphs.last_mut() {
                    Some(reading) => reading.boxes.extend(blocks),
                    None => self.add(blocks),
                }
            }
            Open::Note(id) => {
                let blocks = self.close_container();
                self.story.notes.insert(id, blocks);
            }
            _ => {}
        }
    }

    pub(super) fn end_cell(&mut self) {
        let blocks = self.close_container();
        let Some(mut cell) = self.cells.pop() else { return };
        match self.rows.last_mut() {
            Some(_) if cell.is_dropped => {}
            Some(row) => {
                cell.blocks = blocks;
                row.cells.push(cell);
            }
            None => self.add(blocks),
        }
    }

    pub(super) fn end_paragraph(&mut self) {
        let Some(mut reading) = self.paragraphs.pop() else { return };
        let Some(here) = self.containers.last_mut() else { return };
        if let Some(mut carried) = here.carried.take() {
            carried.append(&reading.paragraph.text);
            reading.paragraph.text = carried;
        }
        if reading.joins_next {
            here.carried = Some(reading.paragraph.text);
        } else {
            here.blocks.push(Block::Paragraph(reading.paragraph));
        }
        let says_something = |b: &Block| !matches!(b, Block::Paragraph(p) if p.text.is_blank());
        if reading.boxes.iter().any(says_something) {
            here.blocks.extend(reading.boxes);
        }
    }

    /// Adds blocks to the innermost container; a paragraph waiting for its continuation ends here.
    pub(super) fn add(&mut self, blocks: Vec<Block>) {
        let Some(here) = self.containers.last_mut() else { return };
        here.flush();
        here.blocks.extend(blocks);
    }

    pub(super) fn close_container(&mut self) -> Vec<Block> {
        let mut here = self.containers.pop().unwrap_or_default();
        here.flush();
        here.blocks
    }
}

impl Blocks {
    fn flush(&mut self) {
        if let Some(text) = self.carried.take() {
            self.blocks.push(Block::Paragraph(Paragraph { text, ..Paragraph::default() }));
        }
    }
}
