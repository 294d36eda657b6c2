//! Entries of the breakdown: a task's text split into task, measures, units and time.

use std::collections::HashMap;

use super::breakdown::{Due, Duty, Entry, due_in};
use super::row::Sheet;
use super::{Paper, Task, column, sentence, summary, trimmed};
use crate::facts::assignment::{Assignment, Role, RoleSource, Unit, named_in};
use crate::facts::deadline::Deadline;
use crate::facts::obligation::{Modality, Obligation, SubjectSource};
use crate::facts::{FactId, Text};
use crate::outline::NodeKind;
use crate::text::{Norm, Span};

/// The entries of all tasks, numbered.
pub(super) fn all(paper: Paper<'_>) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut sheets: HashMap<usize, Option<Sheet<'_>>> = HashMap::new();
    for (number, task) in (1usize..).zip(&paper.facts.tasks) {
        let mut parts = match task.row {
            Some((table, row)) => {
                let sheet = || paper.outline.tables.get(table).and_then(|table| Sheet::of(paper, table));
                let sheet = sheets.entry(table).or_insert_with(sheet).as_ref();
                sheet.and_then(|sheet| row_entry(paper, task, (sheet, row))).into_iter().collect()
            }
            None => stretches(paper, task),
        };
        let several = parts.len() > 1;
        for (part, entry) in (1usize..).zip(&mut parts) {
            entry.number = if several { format!("{number}-{part}") } else { number.to_string() };
        }
        entries.append(&mut parts);
    }
    entries
}

/// The lists of a task, in order.
fn lists<'a>(paper: Paper<'a>, ids: &[FactId]) -> Vec<&'a Assignment> {
    let at = |id: &FactId| (id.number as usize).checked_sub(1).and_then(|i| paper.facts.assignments.get(i));
    let mut found: Vec<&Assignment> = ids.iter().filter_map(at).collect();
    found.sort_by_key(|a| a.span.start);
    found
}

/// A stretch of a task with the lists that govern it.
struct Stretch<'a> {
    span: Span<Norm>,
    lists: Vec<&'a Assignment>,
}

/// One entry for the task, or one for each stretch that lists of its own govern.
fn stretches(paper: Paper<'_>, task: &Task) -> Vec<Entry> {
    let lists = lists(paper, &task.assignments);
    let mut common: Vec<&Assignment> = Vec::new();
    let mut parts: Vec<Stretch<'_>> = Vec::new();
    for list in lists {
        let stretch = list.scope.cover(list.span);
        if list.role_source == RoleSource::Phrase
            || stretch.start < task.span.start && stretch.end > task.span.end
        {
            common.push(list);
            continue;
        }
        match parts.last_mut().filter(|p| stretch.start < p.span.end) {
            Some(last) => {
                last.span = last.span.cover(stretch);
                last.lists.push(list);
            }
            None => parts.push(Stretch { span: stretch, lists: vec![list] }),
        }
    }
    if parts.len() > 1 {
        let end = parts.last().map_or(task.span.end, |p| p.span.end);
        let rest = Span::new(end, task.span.end);
        parts.push(Stretch { span: rest, lists: Vec::new() });
    } else {
        let lists = parts.pop().map(|p| p.lists).unwrap_or_default();
        parts.push(Stretch { span: task.span, lists });
    }
    let mut entries: Vec<Entry> = Vec::new();
    for (index, mut part) in parts.into_iter().enumerate() {
        let is_rest = part.lists.is_empty() && index > 0;
        part.lists.extend(&common);
        let entry = stretch_entry(paper, task, (index, part));
        match entries.last_mut().filter(|_| is_rest && entry.measures.is_empty()) {
            Some(last) if last.stated.is_none() => last.stated = entry.stated,
            Some(_) => {}
            None => entries.push(entry),
        }
    }
    entries
}

fn stretch_entry(paper: Paper<'_>, task: &Task, (index, part): (usize, Stretch<'_>)) -> Entry {
    let (mut label, mut span) = sentence::labelled(paper.text, part.span);
    let head = if index == 0 {
        label = *task.path_spans.last().unwrap_or(&label);
        span = Span::new(span.start.max(label.end), span.end);
        task.summary_span
    } else {
        let first = sentence::first(paper, span);
        let lists = part.lists.iter().filter(|a| a.span.start > first.start);
        let title = lists.fold(first, |s, a| Span::new(s.start, s.end.min(a.span.start)));
        summary(paper, trimmed(paper.text, title))
    };
    let content = sentence::read(paper, span, head);
    let mut entry = entry(paper, task, (label, head, part.span));
    entry.measures = content.measures.iter().map(|&span| text(paper, span)).collect();
    entry.stated = content.stated.map(|span| text(paper, span));
    let spans = &content.measures;
    for list in
        part.lists.iter().filter(|a| a.role_source != RoleSource::Phrase || part.span.contains(a.span))
    {
        let only = if list.role_source == RoleSource::Phrase { measure_of(spans, list.span) } else { None };
        add_units(&mut entry, list, only);
    }
    if part.lists.is_empty() && index == 0 {
        add_subjects(&mut entry, paper, task, spans);
    }
    let above = task.path_spans.iter().filter(|span| !part.span.contains(**span));
    for deadline in above.flat_map(|span| due_in(paper, *span)) {
        entry.deadlines.push(due(deadline, None));
    }
    for deadline in due_in(paper, part.span) {
        entry.deadlines.push(due(deadline, measure_of(spans, deadline.span)));
    }
    entry
}

/// The entry of a row of a table.
fn row_entry(paper: Paper<'_>, task: &Task, (sheet, at): (&Sheet<'_>, usize)) -> Option<Entry> {
    let label = *task.path_spans.last()?;
    let mut entry = entry(paper, task, (label, task.summary_span, task.span));
    let measures = sheet.measures(at, task.summary_span);
    entry.measures = measures.iter().map(|&span| text(paper, span)).collect();
    entry.stated = sheet.time(at).map(|span| text(paper, span));
    for list in lists(paper, &task.assignments) {
        add_units(&mut entry, list, None);
    }
    let time = sheet.time(at).filter(|cell| !task.span.contains(*cell));
    for deadline in due_in(paper, task.span).chain(time.into_iter().flat_map(|cell| due_in(paper, cell))) {
        let is_number = sheet.cells(at, column::Column::Number).any(|cell| cell.contains(deadline.span));
        if !is_number {
            entry.deadlines.push(due(deadline, measure_of(&measures, deadline.span)));
        }
    }
    Some(entry)
}

/// An entry that has nothing but its place.
fn entry(
    paper: Paper<'_>,
    task: &Task,
    (label, summary, span): (Span<Norm>, Span<Norm>, Span<Norm>),
) -> Entry {
    let above = task.path_spans.split_last().map_or(&[][..], |(_, above)| above);
    Entry {
        number: String::new(),
        task: task.id,
        path: above.iter().map(|&span| text(paper, span)).collect(),
        label: text(paper, label),
        summary: text(paper, summary),
        measures: Vec::new(),
        units: Vec::new(),
        open_roles: Vec::new(),
        stated: None,
        deadlines: Vec::new(),
        span,
    }
}

fn text(paper: Paper<'_>, span: Span<Norm>) -> Text {
    Text { text: span.of(paper.text).to_owned(), span }
}

/// Number of the measure a place stands in, when there are several.
fn measure_of(measures: &[Span<Norm>], at: Span<Norm>) -> Option<usize> {
    if measures.len() < 2 {
        return None;
    }
    measures.iter().position(|m| m.holds(at.start)).map(|index| index + 1)
}

fn due(deadline: &Deadline, measure: Option<usize>) -> Due {
    Due { deadline: deadline.clone(), measure, recurrence: None }
}

/// Adds the units of a list, each once per role.
fn add_units(entry: &mut Entry, list: &Assignment, measure: Option<usize>) {
    for unit in &list.units {
        let same = |d: &Duty| same_unit(&d.unit, unit) && (d.measure.is_none() || d.measure == measure);
        if !entry.units.iter().any(same) {
            entry.units.push(Duty { unit: unit.clone(), measure });
        }
    }
    let last = list.units.last().map_or(Role::Responsible, |u| u.role);
    if list.open_ended && !entry.open_roles.contains(&last) {
        entry.open_roles.push(last);
    }
}

/// Adds the units that the sentences of a task without lists oblige by name, 各镇要于4月底前完成排查: those of its first
/// sentence for the whole, those of a later one for that measure. The articles of rules state competences.
fn add_subjects(entry: &mut Entry, paper: Paper<'_>, task: &Task, measures: &[Span<Norm>]) {
    let at = |id: &FactId| paper.facts.obligations.get((id.number as usize).checked_sub(1)?);
    if paper.outline.nodes.iter().any(|n| n.kind == NodeKind::Article) {
        return;
    }
    for duty in task.obligations.iter().filter_map(at) {
        let is_first = duty.span.overlaps(task.summary_span);
        let measure = if is_first { None } else { measure_of(measures, duty.span) };
        // Without a modal a later sentence may tell as well as order.
        let orders = duty.modality == Modality::Must && measures.iter().any(|m| m.overlaps(duty.span));
        let said = is_first || orders;
        for unit in if said { obliged(paper, duty) } else { Vec::new() } {
            let same = |d: &Duty| same_unit(&d.unit, &unit) && (d.measure.is_none() || d.measure == measure);
            if !entry.units.iter().any(same) {
                entry.units.push(Duty { unit, measure });
            }
        }
    }
}

/// The units that are the subject of a duty.
fn obliged(paper: Paper<'_>, duty: &Obligation) -> Vec<Unit> {
    let subject = duty.subject.as_ref().filter(|s| s.source == SubjectSource::Stated);
    let is_duty = matches!(duty.modality, Modality::Must | Modality::Implicit);
    let Some(subject) = subject.filter(|_| is_duty) else { return Vec::new() };
    let Some(from) = duty.span.of(paper.text).find(&subject.text) else { return Vec::new() };
    let from = duty.span.start as usize + from;
    let known = duty.modality == Modality::Implicit;
    named_in(paper.text, Span::at(from, from + subject.text.len()), paper.facts, known)
}

fn same_unit(a: &Unit, b: &Unit) -> bool {
    a.name == b.name && a.role == b.role
}
