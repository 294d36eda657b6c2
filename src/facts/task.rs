//! Numbered tasks with the units, deadlines and duties that belong to them.
//!
//! A task is an innermost numbered item that a unit list governs, or that stands beside such items. In a plan without any lists
//! it is an innermost item that obliges somebody. 一是, 二要 inside a paragraph make no tasks of their own.

use std::collections::HashSet;

use serde::Serialize;

use super::assignment::{Assignment, RoleSource};
use super::{Context, FactId, Facts, Locate};
use crate::outline::{Node, NodeId, NodeKind};
use crate::text::{Norm, Span};

/// A numbered task.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Task<P = Span<Norm>> {
    /// `t1`, `t2` …
    pub id: FactId,
    /// Headings above it and its own label, outermost first.
    pub path: Vec<String>,
    /// Where the headings and the label stand.
    #[serde(skip)]
    pub path_spans: Vec<P>,
    /// The heading or first clause.
    pub summary: String,
    /// Where the summary stands.
    #[serde(skip)]
    pub summary_span: P,
    /// Everything that belongs to it.
    pub span: P,
    /// Unit lists that govern it.
    pub assignments: Vec<FactId>,
    /// Deadlines inside it.
    pub deadlines: Vec<FactId>,
    /// Duties inside it.
    pub obligations: Vec<FactId>,
}

impl Task {
    pub(super) fn relocate<L: Locate>(&self, at: &L) -> Task<L::Place> {
        Task {
            id: self.id,
            path: self.path_spans.iter().map(|&span| at.printed(span)).collect(),
            path_spans: self.path_spans.iter().map(|&span| at.place(span)).collect(),
            summary: at.printed(self.summary_span),
            summary_span: at.place(self.summary_span),
            span: at.place(self.span),
            assignments: self.assignments.clone(),
            deadlines: self.deadlines.clone(),
            obligations: self.obligations.clone(),
        }
    }
}

/// Longest summary, in bytes; a longer first sentence is cut at its first comma.
const SUMMARY: usize = 150;

/// Gathers the tasks of the document, in order.
pub(super) fn find(cx: &Context<'_>, so_far: &Facts) -> Vec<Task> {
    let nodes = &cx.outline.nodes;
    let mut is_inner = vec![true; nodes.len()];
    for node in nodes.iter().filter(|n| n.kind != NodeKind::RunIn) {
        if let Some(slot) = node.parent.and_then(|id| is_inner.get_mut(id as usize)) {
            *slot = false;
        }
    }
    let governs = lists(so_far, nodes);
    let is_task = chosen(so_far, nodes, &is_inner, &governs);
    let mut tasks = Vec::new();
    for (id, node) in (0u32..).zip(nodes) {
        if is_task.get(id as usize).copied().unwrap_or(false) {
            let assignments =
                governs.get(id as usize).map(|l| l.iter().map(|a| a.id).collect()).unwrap_or_default();
            tasks.push(task(cx, so_far, (id, node), assignments));
        }
    }
    for (index, task) in tasks.iter_mut().enumerate() {
        task.id = FactId::nth('t', index);
    }
    tasks
}

/// Which nodes are tasks.
fn chosen(so_far: &Facts, nodes: &[Node], is_inner: &[bool], governs: &[Vec<&Assignment>]) -> Vec<bool> {
    let numbered = |i: usize| {
        let node = nodes.get(i);
        is_inner.get(i) == Some(&true)
            && node.is_some_and(|n| !matches!(n.kind, NodeKind::RunIn | NodeKind::Annex))
    };
    let has_list =
        |i: usize| governs.get(i).is_some_and(|l| l.iter().any(|a| a.role_source != RoleSource::Phrase));
    let any_list = (0..nodes.len()).any(|i| numbered(i) && has_list(i));
    let with_lists: HashSet<Option<NodeId>> = nodes
        .iter()
        .enumerate()
        .filter(|(i, _)| numbered(*i) && has_list(*i))
        .map(|(_, n)| n.parent)
        .collect();
    let pick = |i: usize| {
        let Some(node) = nodes.get(i).filter(|_| numbered(i)) else { return false };
        if governs.get(i).is_some_and(|l| !l.is_empty()) {
            return true;
        }
        if any_list {
            return node.parent.is_some() && with_lists.contains(&node.parent);
        }
        node.kind != NodeKind::Article
            && so_far.metadata.normative.value != Some(true)
            && obliges(so_far, node)
    };
    (0..nodes.len()).map(pick).collect()
}

/// Whether some duty stands in the node.
fn obliges(so_far: &Facts, node: &Node) -> bool {
    inside(&so_far.obligations, |o| o.span, node.span).next().is_some()
}

/// For each node the lists that stand in it or govern all of it.
fn lists<'a>(so_far: &'a Facts, nodes: &[Node]) -> Vec<Vec<&'a Assignment>> {
    let mut governs: Vec<Vec<&Assignment>> =
        nodes.iter().map(|node| inside(&so_far.assignments, |a| a.span, node.span).collect()).collect();
    for list in so_far.assignments.iter().filter(|a| a.scope.end > a.span.end) {
        let from = nodes.partition_point(|n| n.span.start < list.scope.start);
        let below = nodes.iter().enumerate().skip(from).take_while(|(_, n)| n.span.start < list.scope.end);
        for (index, _) in below.filter(|(_, n)| list.scope.contains(n.span) && !n.span.contains(list.span)) {
            if let Some(slot) = governs.get_mut(index) {
                slot.push(list);
                slot.sort_by_key(|a| a.id);
            }
        }
    }
    governs
}

/// The facts that stand in a span; facts are in order of place.
fn inside<T>(facts: &[T], at: impl Fn(&T) -> Span<Norm>, span: Span<Norm>) -> impl Iterator<Item = &T> {
    let from = facts.partition_point(|fact| at(fact).start < span.start);
    let rest = facts.get(from..).unwrap_or_default();
    rest.iter().take_while(move |fact| at(fact).end <= span.end)
}

/// Describes one task.
fn task(cx: &Context<'_>, so_far: &Facts, (id, node): (NodeId, &Node), assignments: Vec<FactId>) -> Task {
    let mut path_spans: Vec<Span<Norm>> = cx.outline.ancestors(Some(id)).skip(1).map(heading).collect();
    path_spans.reverse();
    path_spans.push(node.label);
    let summary_span = summary(cx.text, node);
    Task {
        id: FactId::nth('t', 0),
        path: path_spans.iter().map(|span| span.of(cx.text).to_owned()).collect(),
        path_spans,
        summary: summary_span.of(cx.text).to_owned(),
        summary_span,
        span: node.span,
        assignments,
        deadlines: inside(&so_far.deadlines, |d| d.span, node.span).map(|d| d.id).collect(),
        obligations: inside(&so_far.obligations, |o| o.span, node.span).map(|o| o.id).collect(),
    }
}

/// Label and title of a heading.
fn heading(node: &Node) -> Span<Norm> {
    if node.title.is_empty() { node.label } else { node.label.cover(node.title) }
}

/// The title without its full stop; of a long first sentence the first clause.
fn summary(text: &str, node: &Node) -> Span<Norm> {
    let title = node.title.of(text);
    let cut = if title.len() > SUMMARY { title.find(['，', ',', '。', '；']) } else { None };
    let short = cut.and_then(|at| title.get(..at)).unwrap_or(title);
    let short = short.trim_end_matches(['。', '；', ';', '：', ':', '，', ' ']);
    let start = node.title.start;
    Span::new(start, start.saturating_add(crate::text::to_u32(short.len())))
}
