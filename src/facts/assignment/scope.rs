//! What a list governs: the text of its numbered item from the item's start, or from the list before, to the list.

use super::{Context, Draft, RoleSource};
use crate::facts::task::column::{self, Column};
use crate::outline::{Node, NodeKind, label_len};
use crate::text::{Norm, Span};

/// The scopes of the lists, which stand in order; `rows` holds the rows that cells of tables govern.
pub(super) fn of(
    cx: &Context<'_>,
    drafts: &[Draft],
    rows: &[(Span<Norm>, (usize, usize))],
) -> Vec<Span<Norm>> {
    let mut scopes: Vec<Span<Norm>> = Vec::with_capacity(drafts.len());
    for (index, draft) in drafts.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|i| Some((drafts.get(i)?.span, *scopes.get(i)?)));
        scopes.push(match draft.source {
            RoleSource::Phrase => sentence(cx, draft.span),
            RoleSource::Column => {
                let row =
                    rows.binary_search_by_key(&draft.span, |(span, _)| *span).ok().and_then(|i| rows.get(i));
                row.map_or(draft.span, |(_, (start, end))| Span::at(*start, *end))
            }
            _ => item(cx, draft.span, before),
        });
    }
    scopes
}

/// Longest sentence, and longest row of lists, in bytes: a copy without full stops is no sentence.
const SENTENCE: usize = 3000;

/// Letters between two lists that still say nothing of their own: `；同时，`.
const CONNECTIVE: usize = 3;

/// The sentence a phrase stands in.
fn sentence(cx: &Context<'_>, span: Span<Norm>) -> Span<Norm> {
    let found = cx.outline.sentence_holding(span.start);
    found.filter(|s| s.span.len() <= SENTENCE).map_or(span, |s| s.span.cover(span))
}

/// The numbered item around a list. A list in the heading of an item governs all of it; of two lists in one item each governs
/// what stands before it, unless nothing but lists stands between them.
fn item(cx: &Context<'_>, list: Span<Norm>, before: Option<(Span<Norm>, Span<Norm>)>) -> Span<Norm> {
    let line = cx.outline.line_holding(list.start);
    let node = line.and_then(|l| {
        let around = cx.outline.ancestors(l.node);
        let mut around = around.filter(|n| n.kind != NodeKind::RunIn && n.span.contains(list));
        let own = around.next()?;
        Some(around.next().filter(|_| is_field(cx, own, list)).unwrap_or(own))
    });
    // Copies ran together on one line have no line of the item's own.
    let node = node.or_else(|| innermost(&cx.outline.nodes, list));
    let start = match node {
        Some(node) if is_heading(node, list) => return node.span,
        Some(node) => node.span.start,
        None => line.map_or(list.start, |l| l.span.start),
    };
    let Some((previous, governed)) = before.filter(|(previous, _)| previous.end > start) else {
        return Span::new(start, list.end);
    };
    let between = Span::<Norm>::new(previous.end, list.start).of(cx.text);
    let row = Span::new(governed.start.max(start), list.end);
    let says_more =
        between.chars().filter(|c| c.is_alphanumeric()).count() > CONNECTIVE && !holds_fields(between);
    if says_more || row.len() > SENTENCE { Span::new(previous.end, list.end) } else { row }
}

/// How many items before a place are looked at.
const NEAR: usize = 40;

/// The innermost item around a list.
fn innermost(nodes: &[Node], list: Span<Norm>) -> Option<&Node> {
    let before = nodes.get(..nodes.partition_point(|n| n.span.start <= list.start))?;
    before.iter().rev().take(NEAR).find(|n| n.kind != NodeKind::RunIn && n.span.contains(list))
}

/// Whether the list is all that its numbered item says, and other fields stand beside it, so that it is a field of the item
/// above: （3）责任单位：A、B.
fn is_field(cx: &Context<'_>, own: &Node, list: Span<Norm>) -> bool {
    let says = |from: u32, to: u32| {
        Span::<Norm>::new(from, to.max(from)).of(cx.text).contains(char::is_alphanumeric)
    };
    if own.label.is_empty() || says(own.label.end, list.start) || says(list.end, own.span.end) {
        return false;
    }
    let nodes = &cx.outline.nodes;
    let at = nodes.partition_point(|node| node.span.start < own.span.start);
    let near = nodes.get(at.saturating_sub(FIELDS)..nodes.len().min(at + FIELDS)).unwrap_or_default();
    near.iter().any(|node| node.parent == own.parent && column::field(node.title.of(cx.text)).is_some())
}

/// How many items before and behind a field are looked at.
const FIELDS: usize = 5;

/// Whether all lines are other fields of one record: 整改时限：….
fn holds_fields(between: &str) -> bool {
    let mut lines =
        between.lines().map(str::trim).filter(|line| line.contains(char::is_alphanumeric)).peekable();
    let is_number =
        |line: &str| line.get(label_len(line)..).is_some_and(|rest| !rest.contains(char::is_alphanumeric));
    lines.peek().is_some()
        && lines.all(|line| is_number(line) || column::field(line).is_some_and(|(of, _)| of != Column::Task))
}

/// Whether the list is part of a heading that has text of its own below it.
fn is_heading(node: &Node, list: Span<Norm>) -> bool {
    node.title.contains(list) && node.span.end > list.end.saturating_add(12)
}
