//! Lists that stand in no task: papers copied onto one line, papers without numbering. What the list governs is the task.

use std::collections::HashSet;

use super::{Draft, FactId, Paper, Task, headings, run_on, sentence, summary};
use crate::outline::Node;
use crate::text::{Norm, Span};

/// A task for every stretch that lists govern which no task has taken, in order.
pub(super) fn find(paper: Paper<'_>, taken: &HashSet<FactId>, run_on: &[bool]) -> Vec<Task> {
    let mut groups: Vec<(Span<Norm>, Vec<FactId>)> = Vec::new();
    for list in paper.facts.assignments.iter().filter(|a| !taken.contains(&a.id)) {
        let stretch = list.scope.cover(list.span);
        match groups.last_mut().filter(|(last, _)| last.overlaps(stretch)) {
            Some((last, ids)) => {
                *last = last.cover(stretch);
                ids.push(list.id);
            }
            None => groups.push((stretch, vec![list.id])),
        }
    }
    groups.into_iter().map(|(stretch, ids)| task(paper, stretch, &ids, run_on)).collect()
}

fn task(paper: Paper<'_>, stretch: Span<Norm>, assignments: &[FactId], run_on: &[bool]) -> Task {
    let line = paper.outline.line_holding(stretch.start);
    let above = paper.outline.ancestors(line.and_then(|l| l.node));
    let is_several = |n: &Node| {
        let at = paper.outline.nodes.partition_point(|other| other.span.start < n.span.start);
        run_on.get(at) == Some(&true)
    };
    let above =
        above.filter(|n| n.span.start < stretch.start && n.label.end <= stretch.start && !is_several(n));
    let mut path_spans = headings(paper, above);
    let (label, span) = sentence::labelled(paper.text, stretch);
    let mut first = sentence::first(paper, span);
    let heading = run_on::heading(paper.text, label, first);
    if heading.is_empty() {
        path_spans.push(label);
    } else {
        path_spans.push(label.cover(heading));
        let (inner, rest) = sentence::labelled(paper.text, Span::new(heading.end, span.end));
        path_spans.push(inner);
        first = sentence::first(paper, rest);
    }
    let list = |id: &FactId| paper.facts.assignments.get((id.number as usize).checked_sub(1)?);
    let title = assignments
        .iter()
        .filter_map(list)
        .filter(|a| a.span.start > first.start)
        .fold(first, |s, a| Span::new(s.start, s.end.min(a.span.start)));
    Draft { path_spans, summary: summary(paper, title), span, assignments: assignments.to_vec() }
        .finish(paper)
}
