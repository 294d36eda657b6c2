//! Tables: what the mark at the end of a row says of its cells (MS-DOC 2.9.317), and the grid their edges make.

use super::bytes::{i16_at, slice, u8_at, u16_at};
use super::sprm::{Sprms, code};
use crate::source::word::model::{Block, Cell, Merge, Row, Table};

/// Edges nearer than this are one, in twentieths of a point.
const NEAR: i16 = 20;
/// Bytes of what is said of a cell.
const CELL: usize = 20;

/// What a row mark says of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Shape {
    left: i16,
    right: i16,
    /// Merged into the cell to its left.
    is_continued: bool,
    merge: Merge,
}

/// A table being read.
#[derive(Default)]
pub(super) struct Grid {
    rows: Vec<(Vec<Shape>, Vec<Vec<Block>>)>,
    cells: Vec<Vec<Block>>,
    blocks: Vec<Block>,
}

impl Grid {
    /// Adds a block to the open cell.
    pub(super) fn add(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// Ends the cell.
    pub(super) fn end_cell(&mut self) {
        self.cells.push(std::mem::take(&mut self.blocks));
    }

    /// Ends the row.
    pub(super) fn end_row(&mut self, marks: impl Iterator<Item = Shapes>) {
        let mut shapes = Vec::new();
        for mark in marks {
            mark.lay_over(&mut shapes);
        }
        // What stands behind the last cell mark is part of no cell, and lost nowhere.
        if !self.blocks.is_empty() {
            self.end_cell();
        }
        self.rows.push((shapes, std::mem::take(&mut self.cells)));
    }

    /// The table: every cell as many columns wide as edges of other rows pass it.
    pub(super) fn finish(mut self) -> Option<Block> {
        if !self.blocks.is_empty() {
            self.end_cell();
        }
        if !self.cells.is_empty() {
            let cells = std::mem::take(&mut self.cells);
            self.rows.push((Vec::new(), cells));
        }
        let edges = edges(&self.rows);
        let column = |x: i16| edges.partition_point(|edge| edge.saturating_add(NEAR) < x);
        let mut rows = Vec::new();
        for (shapes, cells) in self.rows {
            let mut row = Row { skipped: shapes.first().map_or(0, |s| column(s.left)), ..Row::default() };
            for (index, blocks) in cells.into_iter().enumerate() {
                let shape = shapes.get(index).copied().unwrap_or_default();
                let wide = column(shape.right).saturating_sub(column(shape.left)).max(1);
                match row.cells.last_mut().filter(|_| shape.is_continued) {
                    Some(before) => {
                        before.further_columns += wide;
                        before.blocks.extend(blocks.into_iter().filter(says_something));
                    }
                    None => row.cells.push(Cell {
                        further_columns: wide - 1,
                        merge: shape.merge,
                        blocks,
                        is_dropped: false,
                    }),
                }
            }
            rows.push(row);
        }
        (!rows.is_empty()).then_some(Block::Table(Table { rows }))
    }
}

fn says_something(block: &Block) -> bool {
    !matches!(block, Block::Paragraph(p) if p.text.is_blank())
}

/// The edges of all cells from left to right.
fn edges(rows: &[(Vec<Shape>, Vec<Vec<Block>>)]) -> Vec<i16> {
    let mut edges: Vec<i16> =
        rows.iter().flat_map(|(shapes, _)| shapes).flat_map(|s| [s.left, s.right]).collect();
    edges.sort_unstable();
    edges.dedup_by(|next, kept| next.saturating_sub(*kept) <= NEAR);
    edges
}

/// A property of a row mark that speaks of cells.
pub(super) enum Shapes {
    Row(Vec<u8>),
    MergedCells(u8, u8),
    MergedDown(u8, u8),
}

/// The properties of a row mark that speak of cells, in order.
pub(super) fn shapes(sprms: Sprms<'_>) -> impl Iterator<Item = Shapes> + '_ {
    sprms.filter_map(|sprm| {
        let byte = |at: usize| u8_at(sprm.bytes(), at);
        match sprm.code {
            code::ROW => Some(Shapes::Row(sprm.bytes().to_vec())),
            code::MERGED_CELLS => Some(Shapes::MergedCells(byte(0)?, byte(1)?)),
            code::MERGED_DOWN => Some(Shapes::MergedDown(byte(0)?, byte(1)?)),
            _ => None,
        }
    })
}

impl Shapes {
    fn lay_over(&self, shapes: &mut Vec<Shape>) {
        match self {
            Self::Row(bytes) => *shapes = defined(bytes).unwrap_or_default(),
            Self::MergedCells(first, behind) => {
                for shape in shapes.iter_mut().take(usize::from(*behind)).skip(usize::from(*first) + 1) {
                    shape.is_continued = true;
                }
            }
            Self::MergedDown(index, how) => {
                if let Some(shape) = shapes.get_mut(usize::from(*index)) {
                    shape.merge = merge(*how);
                }
            }
        }
    }
}

/// The cells of a row: their edges, then what is said of each; cells nothing is said of are plain.
fn defined(bytes: &[u8]) -> Option<Vec<Shape>> {
    let count = usize::from(u8_at(bytes, 0)?);
    let said = 1 + (count + 1) * 2;
    let mut shapes = Vec::with_capacity(count);
    for n in 0..count {
        let (left, right) = (i16_at(bytes, 1 + n * 2)?, i16_at(bytes, 3 + n * 2)?);
        let flags = slice(bytes, said + n * CELL, 2).and_then(|own| u16_at(own, 0)).unwrap_or(0);
        let merge = merge(u8::try_from(flags >> 5 & 3).unwrap_or(0));
        shapes.push(Shape { left, right, is_continued: flags & 2 != 0, merge });
    }
    Some(shapes)
}

/// 1 goes on from the cell above, 3 begins.
const fn merge(how: u8) -> Merge {
    match how {
        1 => Merge::Below,
        3 => Merge::Top,
        _ => Merge::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::word::model::Paragraph;

    /// Cells between these edges, with what is said of each.
    fn row(edges: &[i16], said: &[u16]) -> Shapes {
        let mut bytes = vec![u8::try_from(edges.len() - 1).expect("few cells")];
        bytes.extend(edges.iter().flat_map(|edge| edge.to_le_bytes()));
        for flags in said {
            bytes.extend(flags.to_le_bytes());
            bytes.extend([0; CELL - 2]);
        }
        Shapes::Row(bytes)
    }

    fn add(grid: &mut Grid, cells: usize, marks: Vec<Shapes>) {
        for _ in 0..cells {
            grid.add(Block::Paragraph(Paragraph::default()));
            grid.end_cell();
        }
        grid.end_row(marks.into_iter());
    }

    fn finished(grid: Grid) -> Vec<(usize, Vec<(usize, Merge)>)> {
        let Some(Block::Table(table)) = grid.finish() else { return Vec::new() };
        let cells = |row: &Row| row.cells.iter().map(|c| (c.further_columns, c.merge)).collect();
        table.rows.iter().map(|row| (row.skipped, cells(row))).collect()
    }

    #[test]
    fn cells_are_as_wide_as_the_edges_of_other_rows_say() {
        let mut grid = Grid::default();
        add(&mut grid, 2, vec![row(&[0, 4000, 6000], &[])]);
        add(&mut grid, 3, vec![row(&[5, 1990, 4010, 6000], &[3 << 5, 0, 0])]);
        add(&mut grid, 2, vec![row(&[2000, 4000, 6000], &[])]);
        let none = Merge::None;
        assert_eq!(
            finished(grid),
            [
                (0, vec![(1, none), (0, none)]),
                (0, vec![(0, Merge::Top), (0, none), (0, none)]),
                (1, vec![(0, none), (0, none)])
            ]
        );
    }

    #[test]
    fn cells_merged_later_are_one() {
        let mut grid = Grid::default();
        add(
            &mut grid,
            3,
            vec![row(&[0, 10_00, 20_00, 30_00], &[]), Shapes::MergedCells(0, 2), Shapes::MergedDown(2, 1)],
        );
        assert_eq!(finished(grid), [(0, vec![(1, Merge::None), (0, Merge::Below)])]);
    }

    #[test]
    fn a_row_without_its_mark_keeps_its_cells() {
        let mut grid = Grid::default();
        grid.add(Block::Paragraph(Paragraph::default()));
        assert_eq!(finished(grid), [(0, vec![(0, Merge::None)])]);
        assert_eq!(finished(Grid::default()), []);
    }
}
