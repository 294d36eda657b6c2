//! Columns of units in tables: a header cell 责任单位, 牵头单位 … with the cells below it, or a row 责任单位 | A、B.
//!
//! Cells are separated by tabs or `|`. Vertically merged cells arrive empty below the first: the list of the first governs
//! their rows too.

use super::compound;
use super::labels::within;
use super::list::{Named, Reading};
use super::unit_name::{self, Proof};
use super::words::{Form, Mark};
use super::{Draft, Role, RoleSource};
use crate::lexicon::WordSet;
use crate::outline::Table;
use crate::text::Span;

/// A cell of a line; offsets are bytes.
#[derive(Clone, Copy, Debug)]
struct Cell {
    start: usize,
    end: usize,
}

/// A list with the rows it governs.
pub(super) struct Governed {
    pub(super) draft: Draft,
    /// The rows, from the start of the first to the end of the last.
    pub(super) rows: (usize, usize),
}

/// Finds the cells of units, in order of rows.
pub(super) fn find(text: &str, marks: &[Mark], tables: &[Table]) -> Vec<Governed> {
    let mut found = Vec::new();
    let mut done = 0usize;
    for at in headers(text, marks, tables) {
        if at < done {
            continue;
        }
        let start = text.get(..at).and_then(|t| t.rfind('\n')).map_or(0, |at| at + 1);
        let end = line_end(text, at);
        let header = cells(text, start, end);
        if header.len() < 2 {
            continue;
        }
        done = end;
        let governed = row(text, marks, &header);
        if governed.is_empty() {
            done = columns(text, marks, &header, end, &mut found);
        } else {
            found.extend(governed);
        }
    }
    found
}

/// Where labels of units fill a cell, in order: those that the scan found, and those that blanks cut in the headers of tables:
/// 责任 单位.
fn headers(text: &str, marks: &[Mark], tables: &[Table]) -> Vec<usize> {
    let is_header =
        |mark: &&Mark| mark.form == Form::Label && stands_alone(text, **mark) || is_in_label(text, **mark);
    let mut places: Vec<usize> = marks.iter().filter(is_header).map(|mark| mark.start).collect();
    let known = places.len();
    let cells = tables
        .iter()
        .filter(|table| table.header)
        .flat_map(|table| table.rows.iter().take(1))
        .flat_map(|row| &row.cells);
    let is_cut = |cell: &str| cell.contains(' ') && compound::role_of(cell).is_some();
    places.extend(cells.filter(|cell| is_cut(cell.of(text))).map(|cell| cell.start as usize));
    if places.len() > known {
        places.sort_unstable();
    }
    places
}

/// Rows whose labels stand in one cell and whose units in the next; a label before an empty cell or another label has none.
fn row(text: &str, marks: &[Mark], cells: &[Cell]) -> Vec<Governed> {
    let (Some(first), Some(last)) = (cells.first(), cells.last()) else { return Vec::new() };
    let pairs = cells.iter().zip(cells.iter().skip(1)).filter_map(|(cell, next)| {
        let role = label(text, marks, *cell)?;
        let is_label = label(text, marks, *next).is_some();
        if is_label { None } else { list(text, marks, *next, role) }
    });
    let drafts: Vec<Draft> = pairs.collect();
    let is_certain = |u: &Named| text.get(u.start..u.end).is_some_and(unit_name::is_certain);
    if !drafts.iter().any(|d| d.units.iter().any(is_certain)) {
        return Vec::new();
    }
    drafts.into_iter().map(|draft| Governed { draft, rows: (first.start, last.end) }).collect()
}

/// What a cell says that repeats the one above: 同上.
static DITTO: WordSet = WordSet::of("unit_words", "ditto");

/// The cells below a header; returns where the table ends.
fn columns(text: &str, marks: &[Mark], header: &[Cell], from: usize, found: &mut Vec<Governed>) -> usize {
    let (wanted, mut at) = under_header(text, marks, header, from);
    let mut open: Vec<Option<usize>> = vec![None; wanted.len()];
    while let Some(start) = text.get(at..).and_then(|t| t.starts_with('\n').then_some(at + 1)) {
        let end = line_end(text, start);
        let row = cells(text, start, end);
        if row.len() < 2 {
            if text.get(start..end).is_some_and(|line| line.trim().is_empty()) && end > start {
                at = end;
                continue;
            }
            break;
        }
        if is_rule(text, &row) {
            at = end;
            continue;
        }
        let row = aligned(header, row);
        let blank = |column: usize| {
            row.get(column)
                .is_none_or(|cell| text.get(cell.start..cell.end).is_none_or(|t| t.trim().is_empty()))
        };
        let is_ditto = |column: usize| {
            row.get(column)
                .and_then(|cell| text.get(cell.start..cell.end))
                .is_some_and(|t| DITTO.has(t.trim()))
        };
        // Under a filled 牵头单位 an empty 配合单位 is empty; an empty 牵头单位 is merged with the one above.
        let is_merged =
            |role: Role| wanted.iter().all(|&(column, stronger)| stronger >= role || blank(column));
        for (slot, &(column, role)) in wanted.iter().enumerate() {
            let Some(cell) = row.get(column).copied() else { continue };
            if let Some(governed) = open[slot]
                .filter(|_| is_ditto(column) || blank(column) && is_merged(role))
                .and_then(|i| found.get_mut(i))
            {
                governed.rows.1 = end;
            } else if let Some(draft) = list(text, marks, cell, role) {
                open[slot] = Some(found.len());
                found.push(Governed { draft, rows: (start, end) });
            }
        }
        at = end;
    }
    at
}

/// The columns of units with their roles, and where the rows begin: below a heading over several columns (责任单位 over 牵头单位 and
/// 配合单位) the next row names them one by one.
fn under_header(text: &str, marks: &[Mark], header: &[Cell], from: usize) -> (Vec<(usize, Role)>, usize) {
    let wanted = unit_columns(text, marks, header);
    let next = text.get(from..).filter(|t| t.starts_with('\n')).map(|_| (from + 1, line_end(text, from + 1)));
    let Some((start, end)) = next else { return (wanted, from) };
    let row = cells(text, start, end);
    let words = |cell: Option<&Cell>| cell.and_then(|c| text.get(c.start..c.end)).unwrap_or("").trim();
    let named: Vec<(usize, Role)> = row
        .iter()
        .enumerate()
        .filter_map(|(index, cell)| label(text, marks, *cell).map(|role| (index, role)))
        .filter(|(index, _)| *index >= header.len() || wanted.iter().any(|(column, _)| column == index))
        .collect();
    let others = row.iter().enumerate().filter(|(index, _)| !named.iter().any(|(column, _)| column == index));
    let repeats = others.map(|(index, cell)| (words(Some(cell)), words(header.get(index))));
    let is_header =
        !named.is_empty() && repeats.into_iter().all(|(below, above)| below.is_empty() || below == above);
    if is_header { (named, end) } else { (wanted, from) }
}

/// Whether the row is the rule under a Markdown header: `|---|:--|`.
fn is_rule(text: &str, row: &[Cell]) -> bool {
    let is_line = |cell: &Cell| {
        let inner = text.get(cell.start..cell.end).unwrap_or("");
        inner.len() >= 2 && inner.bytes().all(|b| matches!(b, b'-' | b':' | b' '))
    };
    row.iter().all(is_line)
}

/// The columns of units with their roles. A heading over two columns leaves the cell beside it empty: units may stand there too.
fn unit_columns(text: &str, marks: &[Mark], header: &[Cell]) -> Vec<(usize, Role)> {
    let mut wanted: Vec<(usize, Role)> = Vec::new();
    for (index, cell) in header.iter().enumerate() {
        let beside =
            wanted.last().filter(|(last, _)| last + 1 == index && cell.start == cell.end).map(|w| w.1);
        wanted.extend(label(text, marks, *cell).or(beside).map(|role| (index, role)));
    }
    let heads = |column: usize, word: &str| {
        let cell = header.get(column).and_then(|cell| text.get(cell.start..cell.end));
        cell.is_some_and(|cell| cell.trim_start().starts_with(word))
    };
    // Beside 牵头单位 those of 主责单位 do the work.
    if wanted.iter().any(|&(column, _)| heads(column, "牵头")) {
        for (_, role) in wanted.iter_mut().filter(|(column, _)| heads(*column, "主责")) {
            *role = Role::Responsible;
        }
    }
    wanted
}

/// The row with its cells under those of the header: a copy may set columns apart by tabs of varying number, which look like
/// empty cells.
fn aligned(header: &[Cell], row: Vec<Cell>) -> Vec<Cell> {
    let is_filled = |cell: &&Cell| cell.end > cell.start;
    let filled = row.iter().filter(is_filled).count();
    if row.len() == header.len() || filled != header.iter().filter(is_filled).count() {
        return row;
    }
    let mut rest = row.into_iter().filter(|cell| is_filled(&cell));
    header
        .iter()
        .map_while(|cell| if is_filled(&cell) { rest.next() } else { Some(Cell { start: 0, end: 0 }) })
        .collect()
}

/// The units of a cell.
fn list(text: &str, marks: &[Mark], cell: Cell, role: Role) -> Option<Draft> {
    let reading = Reading { text, marks: within(marks, cell.start, cell.end), role, proof: Proof::Labelled };
    let parsed = reading.read(cell.start, cell.end);
    (!parsed.units.is_empty()).then(|| Draft {
        span: Span::at(cell.start, cell.end),
        units: parsed.units,
        is_open: parsed.is_open,
        source: RoleSource::Column,
    })
}

/// The role a cell gives to its column, when the cell is a label and nothing else.
fn label(text: &str, marks: &[Mark], cell: Cell) -> Option<Role> {
    compound::role_of(text.get(cell.start..cell.end)?).or_else(|| one_label(text, marks, cell))
}

/// The role of the label of the word list that fills the cell.
fn one_label(text: &str, marks: &[Mark], cell: Cell) -> Option<Role> {
    let mark = within(marks, cell.start, cell.end).first().filter(|m| m.form == Form::Label)?;
    let is_whole = text.get(cell.start..cell.end)?.trim().len() <= mark.end - mark.start + "及责任人".len();
    (is_whole && text.get(cell.start..mark.start)?.trim().is_empty()).then_some(mark.role)?
}

/// Whether the cell around the mark is a label of several words: 牵头（责任）单位.
fn is_in_label(text: &str, mark: Mark) -> bool {
    let is_edge = |c: char| matches!(c, '\t' | '|' | '\n');
    let behind = text.get(..mark.start).unwrap_or("").char_indices().rev().take(LONGEST_LABEL);
    let back: usize = behind.map(|(_, c)| c).take_while(|c| !is_edge(*c)).map(char::len_utf8).sum();
    let ahead = text.get(mark.end..).unwrap_or("").chars().take(LONGEST_LABEL);
    let forth: usize = ahead.take_while(|c| !is_edge(*c)).map(char::len_utf8).sum();
    let (start, end) = (mark.start - back, mark.end + forth);
    let before = text.get(..start).and_then(|t| t.chars().next_back());
    let after = text.get(end..).and_then(|t| t.chars().next());
    matches!((before, after), (Some('\t' | '|'), _) | (_, Some('\t' | '|')))
        && text.get(start..end).is_some_and(|cell| compound::role_of(cell).is_some())
}

/// Most characters of a label on either side of the word that it is found by.
const LONGEST_LABEL: usize = 24;

/// Whether the label has a separator of cells, a line end or nothing around it.
fn stands_alone(text: &str, mark: Mark) -> bool {
    let after = text.get(mark.end..).unwrap_or("").trim_start_matches([' ', '\u{3000}']);
    let before = text.get(..mark.start).unwrap_or("").trim_end_matches([' ', '\u{3000}']);
    let is_edge = |c: char| matches!(c, '\t' | '|' | '\n');
    after.chars().next().is_none_or(|c| is_edge(c) || matches!(c, '及' | '和' | '（' | '('))
        && before.chars().next_back().is_none_or(is_edge)
}

fn line_end(text: &str, from: usize) -> usize {
    text.get(from..).and_then(|t| t.find('\n')).map_or(text.len(), |at| from + at)
}

/// The cells of a line, without the blanks around them; an outer `|` makes no cell.
fn cells(text: &str, start: usize, end: usize) -> Vec<Cell> {
    let Some(line) = text.get(start..end) else { return Vec::new() };
    let separator = if line.contains('\t') { '\t' } else { '|' };
    let line_inner = line.trim();
    let line_inner = line_inner.strip_prefix('|').unwrap_or(line_inner);
    let line_inner = line_inner.strip_suffix('|').unwrap_or(line_inner);
    let trimmed = if separator == '|' { line_inner } else { line };
    let mut at = start + (trimmed.as_ptr() as usize - line.as_ptr() as usize);
    let mut cells = Vec::new();
    for piece in trimmed.split(separator) {
        let lead = piece.len() - piece.trim_start().len();
        let inner = piece.trim();
        let from = if inner.is_empty() { at } else { at + lead };
        cells.push(Cell { start: from, end: from + inner.len() });
        at += piece.len() + separator.len_utf8();
    }
    cells
}
