//! Cells under a column of times: a bare date there, such as 2024年6月30日 under 完成时限, is a due date. The lines of a schedule
//! that each begin with their day are such cells too.

use super::cursor::{eat_any, number_at, skip};
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

/// The longest line of a schedule in characters: a longer one tells a story, unless it is numbered.
const LONGEST_ENTRY: usize = 60;
const LONGEST_NUMBERED: usize = 120;

/// The longest name of a step before its day, in characters: 材料审核：4月8日.
const LONGEST_STEP: usize = 12;

/// The filled cells under columns of times, by place.
pub(super) fn of(text: &str, outline: &Outline) -> Vec<Span<Norm>> {
    let mut cells: Vec<Span<Norm>> = outline.tables.iter().flat_map(|table| of_table(text, table)).collect();
    cells.extend(schedule(text, outline));
    cells.sort_unstable();
    cells.dedup();
    cells
}

/// The days of schedules: several lines near one another that begin with a day, under a line that speaks of an agenda.
fn schedule(text: &str, outline: &Outline) -> Vec<Span<Norm>> {
    let lines = &outline.lines;
    let day = |(i, span): (usize, Span<Norm>)| {
        let start = day_of_line(span.of(text))?;
        Some((i, Span::at(span.start as usize + start, span.end as usize)))
    };
    let days: Vec<(usize, Span<Norm>)> =
        lines.iter().map(|line| line.span).enumerate().filter_map(day).collect();
    let mut found = Vec::new();
    for group in days.chunk_by(|a, b| b.0 - a.0 <= APART).filter(|group| group.len() >= SCHEDULE) {
        let first = group.first().map_or(0, |day| day.0);
        let above = lines.get(first.saturating_sub(APART)..first).unwrap_or(&[]);
        let named = |span: Span<Norm>| Role::Agenda.stands_in(crate::text::first_chars(span.of(text), 60));
        if above.iter().any(|line| named(line.span)) {
            found.extend(group.iter().map(|day| day.1));
        }
    }
    found
}

/// Where the day stands that a line of a schedule begins with: at its start, behind its number (3.4月8日) or behind the number and
/// the name of a step (五、材料审核：4月8日).
fn day_of_line(line: &str) -> Option<usize> {
    if opens_with_day(line, false) {
        return Some(0);
    }
    let open = eat_any(line, 0, &["（", "("]).unwrap_or(0);
    let number = number_at(line, open).filter(|n| n.chars <= 3 && n.value <= 40)?;
    let label = eat_any(line, number.end, &["、", ".", "．", "）", ")"])
        .or_else(|| eat_any(line, skip(line, number.end), &["|", "\t"]))?;
    let start = skip(line, eat_any(line, label, &["、"]).unwrap_or(label));
    let named = || {
        let name = line.get(start..)?.split(['：', ':']).next()?;
        let brief = name.chars().count() <= LONGEST_STEP && start + name.len() < line.len();
        let marks = name.contains(['，', ',', '。', '；', '（', '(']);
        let day = skip(line, eat_any(line, start + name.len(), &["：", ":"])?);
        (brief && !marks).then_some(day)
    };
    let numbered = |start: usize| line.get(start..).is_some_and(|rest| opens_with_day(rest, true));
    Some(start).filter(|start| numbered(*start)).or_else(|| named().filter(|day| numbered(*day)))
}

/// Whether a line begins with a day that is not the date of signing; without a number before it no comma may follow, as news and
/// chronicles have it.
fn opens_with_day(line: &str, numbered: bool) -> bool {
    if !line.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let Some(stretch) = stretch_at(line, 0) else { return false };
    let end = eat_any(line, stretch.end, &["之前", "以前", "前"]).unwrap_or(stretch.end);
    let rest = line.get(skip(line, end)..).unwrap_or("").trim_start();
    let signed = rest.is_empty() && matches!(stretch.first.year, Year::Stated(_));
    // 2024-05-01 heads the items of a list of news.
    let spelt = line.get(..stretch.end).is_some_and(|date| date.contains('月'));
    let longest = if numbered { LONGEST_NUMBERED } else { LONGEST_ENTRY };
    let brief = line.chars().count() <= longest && !rest.contains('许');
    let day = brief && spelt && matches!(stretch.first.part, Part::Day(..) | Part::Third(..));
    let apart = numbered && rest.starts_with(['，', ',']) && !Role::Done.stands_in(rest);
    day && !signed && (apart || !rest.starts_with(['，', ',', '。', '、', '电', '讯', '的', '起']))
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
