//! Tasks that are rows of a table with a column of units, or of tasks and times.

use super::column::{self, Column};
use super::{Draft, Paper, Task, headings, inside};
use crate::facts::FactId;
use crate::facts::assignment::{Assignment, RoleSource};
use crate::outline::Table;
use crate::text::{Norm, Span};

/// Finds the rows, in order.
pub(super) fn find(paper: Paper<'_>) -> Vec<Task> {
    let mut tasks = Vec::new();
    for (index, table) in paper.outline.tables.iter().enumerate() {
        let lists: Vec<&Assignment> = inside(&paper.facts.assignments, |a| a.span, table.span)
            .filter(|a| a.role_source != RoleSource::Phrase)
            .collect();
        let Some(sheet) = Sheet::of(paper, table) else { continue };
        let governing = sheet.governing(&lists);
        for (at, lists) in governing.into_iter().enumerate().skip(sheet.first_row) {
            tasks.extend(sheet.task(paper, lists, at).map(|task| Task { row: Some((index, at)), ..task }));
        }
    }
    tasks
}

/// A table whose header names its columns.
pub(super) struct Sheet<'a> {
    table: &'a Table,
    lines: &'a [crate::outline::Line],
    columns: Vec<Option<Column>>,
    first_row: usize,
    /// For each row what it inherits from above where its own cells are empty.
    last: Vec<Last>,
}

/// The last filled cells up to a row: merged cells arrive empty below the first.
#[derive(Clone, Copy, Default)]
struct Last {
    task: Option<Span<Norm>>,
    section: Option<Span<Norm>>,
    /// The time of the task, which ends with the task.
    time: Option<Span<Norm>>,
}

impl<'a> Sheet<'a> {
    /// The table when one of its first two rows is the header of a task table.
    pub(super) fn of(paper: Paper<'a>, table: &'a Table) -> Option<Self> {
        for (at, row) in table.rows.iter().take(2).enumerate() {
            let columns: Vec<Option<Column>> =
                row.cells.iter().map(|cell| column::of_header(cell.of(paper.text))).collect();
            let has = |column| columns.contains(&Some(column));
            let says_what = has(Column::Task) || has(Column::Measure) || has(Column::Number);
            if says_what && (has(Column::Unit) || has(Column::Deadline)) {
                let lines = &paper.outline.lines;
                // Under a heading over several columns the next row names them one by one.
                let is_named = |row: &crate::outline::Row| {
                    let cells = || row.cells.iter().map(|cell| cell.of(paper.text).trim());
                    cells().any(|cell| !cell.is_empty())
                        && cells().all(|cell| cell.is_empty() || column::of_header(cell).is_some())
                };
                let below = table.rows.get(at + 1).filter(|row| is_named(row));
                let first_row = at + 1 + usize::from(below.is_some());
                let mut sheet = Self { table, lines, columns, first_row, last: Vec::new() };
                sheet.inherit();
                return Some(sheet);
            }
        }
        None
    }

    /// Walks down the rows once and keeps what each inherits.
    fn inherit(&mut self) {
        let mut last = Last::default();
        for at in 0..self.table.rows.len() {
            if at >= self.first_row {
                let task = self.cells(at, Column::Task).next();
                let own_time = self.cells(at, Column::Deadline).next();
                let goes_on = task.is_none() && self.columns.contains(&Some(Column::Task));
                last.time = own_time.or(last.time.filter(|_| goes_on));
                last.task = task.or(last.task);
                last.section = self.cells(at, Column::Section).next().or(last.section);
            }
            self.last.push(last);
        }
    }

    /// For each row the lists that govern it, in order.
    fn governing(&self, lists: &[&Assignment]) -> Vec<Vec<FactId>> {
        let line = |row: &crate::outline::Row| self.lines.get(row.line as usize).map(|line| line.span);
        let rows: Vec<Span<Norm>> = self.table.rows.iter().map_while(line).collect();
        let mut governing = vec![Vec::new(); rows.len()];
        for list in lists {
            let from = rows.partition_point(|row| row.end <= list.scope.start);
            let below = rows.iter().zip(&mut governing).skip(from);
            below.take_while(|(row, _)| row.start < list.scope.end).for_each(|(_, ids)| ids.push(list.id));
        }
        governing
    }

    /// The task of one row; none when the row neither names units nor a task with a time.
    fn task(&self, paper: Paper<'_>, assignments: Vec<FactId>, at: usize) -> Option<Task> {
        let row = self.table.rows.get(at)?;
        let line = *self.lines.get(row.line as usize)?;
        let has_time = self.cells(at, Column::Deadline).next().is_some();
        let summary = self.summary(at)?;
        if assignments.is_empty() && !(has_time && self.is_filled(at, Column::Task)) {
            return None;
        }
        let above = paper.outline.ancestors(line.node).filter(|n| n.span.start < self.table.span.start);
        let mut path_spans = headings(paper, above);
        // A heading directly above the table may have taken its first row for a title.
        path_spans.retain_mut(|span| {
            span.end = span.end.min(self.table.span.start).max(span.start);
            *span = super::trimmed(paper.text, *span);
            !span.is_empty()
        });
        let last = self.last.get(at).copied().unwrap_or_default();
        path_spans.extend(last.section);
        path_spans.push(
            self.cells(at, Column::Number).next().unwrap_or(Span::new(line.span.start, line.span.start)),
        );
        Some(Draft { path_spans, summary, span: line.span, assignments }.finish(paper))
    }

    /// What the row is about: its task, else its measure, else its longest cell.
    fn summary(&self, at: usize) -> Option<Span<Norm>> {
        let task = self.last.get(at).and_then(|last| last.task);
        task.or_else(|| self.cells(at, Column::Measure).next()).or_else(|| {
            let row = self.table.rows.get(at)?;
            column::aligned(&row.cells, self.columns.len())
                .into_iter()
                .zip(&self.columns)
                .filter(|(_, column)| column.is_none())
                .map(|(cell, _)| cell)
                .max_by_key(|cell| cell.len())
                .filter(|cell| !cell.is_empty())
        })
    }

    /// The filled cells of the row under columns of one sort.
    pub(super) fn cells(&self, at: usize, wanted: Column) -> impl Iterator<Item = Span<Norm>> {
        let row = self.table.rows.get(at);
        let cells = row.map(|row| column::aligned(&row.cells, self.columns.len())).unwrap_or_default();
        let pairs = cells.into_iter().zip(&self.columns);
        pairs.filter(move |(cell, column)| **column == Some(wanted) && !cell.is_empty()).map(|(cell, _)| cell)
    }

    fn is_filled(&self, at: usize, wanted: Column) -> bool {
        self.cells(at, wanted).next().is_some()
    }

    /// The time of the row as its cell says it; a row that goes on the task above shares the time above.
    pub(super) fn time(&self, at: usize) -> Option<Span<Norm>> {
        self.last.get(at)?.time
    }

    /// The measures of the row: cells of measures, and cells of tasks behind the first.
    pub(super) fn measures(&self, at: usize, summary: Span<Norm>) -> Vec<Span<Norm>> {
        let more_tasks = self.cells(at, Column::Task).skip(1);
        let mut found: Vec<_> = more_tasks.chain(self.cells(at, Column::Measure)).collect();
        found.retain(|cell| *cell != summary);
        found.sort_unstable();
        found
    }
}
