//! Cells under a column of times: a bare date there, such as 2024年6月30日 under 完成时限, is a due date. The lines of a schedule
//! that each begin with their day are such cells too.

use super::cursor::{eat_any, skip};
use super::moment::{Part, Year};
use super::stretch::stretch_at;
use super::words::Role;
use crate::facts::task::column::{self, Column};
use crate::outline::{Outline, Table};
use crate::text::{Norm, Span};

/// So many lines with a day make a schedule.
const SCHEDULE: usize = 3;

/// So many lines may lie between the days of a schedule, and between its heading and the first of them.
const APART: usize = 5;

/// How many rows from the top may be the header: the title of the table may stand above it.
const HEADERS: usize = 2;

/// The longest line of a schedule in characters: a longer one tells a story.
const LONGEST_ENTRY: usize = 60;

/// The filled cells under columns of times, by place.
pub(super) fn of(text: &str, outline: &Outline) -> Vec<Span<Norm>> {
    let mut cells: Vec<Span<Norm>> = outline.tables.iter().flat_map(|table| of_table(text, table)).collect();
    cells.extend(schedule(text, outline));
    cells.sort_unstable();
    cells.dedup();
    cells
}

/// The lines of schedules: several lines near one another that begin with a day, under a line that speaks of an agenda.
fn schedule(text: &str, outline: &Outline) -> Vec<Span<Norm>> {
    let lines = &outline.lines;
    let days: Vec<usize> = (0..lines.len())
        .filter(|&i| lines.get(i).is_some_and(|line| opens_with_day(line.span.of(text))))
        .collect();
    let mut found = Vec::new();
    for group in days.chunk_by(|a, b| b - a <= APART).filter(|group| group.len() >= SCHEDULE) {
        let first = group.first().copied().unwrap_or(0);
        let above = lines.get(first.saturating_sub(APART)..first).unwrap_or(&[]);
        let named = |span: Span<Norm>| Role::Agenda.stands_in(crate::text::first_chars(span.of(text), 60));
        if above.iter().any(|line| named(line.span)) {
            found.extend(group.iter().filter_map(|&i| lines.get(i)).map(|line| line.span));
        }
    }
    found
}

/// Whether a line begins with a day that no comma follows, as news and chronicles have it, and that is not the date of signing.
fn opens_with_day(line: &str) -> bool {
    if !line.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let Some(stretch) = stretch_at(line, 0) else { return false };
    let end = eat_any(line, stretch.end, &["之前", "以前", "前"]).unwrap_or(stretch.end);
    let rest = line.get(skip(line, end)..).unwrap_or("").trim_start();
    let signed = rest.is_empty() && matches!(stretch.first.year, Year::Stated(_));
    // 2024-05-01 heads the items of a list of news.
    let spelt = line.get(..stretch.end).is_some_and(|date| date.contains('月'));
    let brief = line.chars().count() <= LONGEST_ENTRY && !rest.contains('许');
    let day = brief && spelt && matches!(stretch.first.part, Part::Day(..) | Part::Third(..));
    day && !signed && !rest.starts_with(['，', ',', '。', '、', '电', '讯', '的', '起'])
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
