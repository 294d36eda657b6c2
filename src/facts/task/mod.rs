//! Tasks with the units, deadlines and duties that belong to them.
//!
//! A task is an innermost numbered item that a unit list governs, or that stands beside such items; a row of a table with a
//! column of units; or, outside both, the stretch that a list governs. In a plan without any lists it is an innermost item that
//! obliges somebody. 一是, 二要 inside a paragraph make no tasks of their own. [`breakdown`] lays them out as 任务分解表.

pub mod breakdown;
pub(super) mod column;
mod entry;
mod loose;
mod recurrence;
mod row;
mod run_on;
mod sentence;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use serde::Serialize;

use super::assignment::{Assignment, RoleSource};
use super::{Context, FactId, Facts, Locate};
use crate::lexicon::WordSet;
use crate::outline::{Node, NodeId, NodeKind, Outline};
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
    /// The table and the row of a task that stands in a table.
    #[serde(skip)]
    pub row: Option<(usize, usize)>,
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
            row: self.row,
        }
    }
}

/// What tasks are gathered from.
#[derive(Clone, Copy)]
pub(crate) struct Paper<'a> {
    /// The normalised text.
    pub(crate) text: &'a str,
    /// Parts, nodes, sentences.
    pub(crate) outline: &'a Outline,
    /// The facts found before.
    pub(crate) facts: &'a Facts,
}

/// Longest summary, in bytes; a longer first sentence is cut at its first comma.
const SUMMARY: usize = 150;

/// Gathers the tasks of the document, in order.
pub(super) fn find(cx: &Context<'_>, so_far: &Facts) -> Vec<Task> {
    let paper = Paper { text: cx.text, outline: cx.outline, facts: so_far };
    let nodes = &cx.outline.nodes;
    let mut is_inner = vec![true; nodes.len()];
    for node in nodes.iter().filter(|n| n.kind != NodeKind::RunIn) {
        if let Some(slot) = node.parent.and_then(|id| is_inner.get_mut(id as usize)) {
            *slot = false;
        }
    }
    let mut tasks = row::find(paper);
    let mut taken: HashSet<FactId> = tasks.iter().flat_map(|t| t.assignments.iter().copied()).collect();
    // A cell governs its row, not the item its table stands in.
    let in_items = |a: &&Assignment| !taken.contains(&a.id) && a.role_source != RoleSource::Column;
    let rest: Vec<&Assignment> = so_far.assignments.iter().filter(in_items).collect();
    let mut governs = lists(&rest, nodes);
    for (node, lists) in nodes.iter().zip(&mut governs) {
        if names_hosts(paper, node, lists) {
            taken.extend(lists.drain(..).map(|a| a.id));
        }
    }
    gather_records(paper, &governs, &mut is_inner);
    let run_on = run_on::find(paper, &is_inner, &governs);
    is_inner.iter_mut().zip(&run_on).for_each(|(inner, run_on)| *inner &= !run_on);
    let is_task = chosen(paper, &is_inner, &governs, run_on.contains(&true));
    let is_row = |a: &&Assignment| !taken.contains(&a.id) && a.role_source == RoleSource::Column;
    let rows: Vec<Span<Norm>> = so_far.assignments.iter().filter(is_row).map(|a| a.scope).collect();
    let holds_row = |node: &Node| {
        let next = rows.partition_point(|row| row.end <= node.span.start);
        rows.get(next).is_some_and(|row| row.start < node.span.end)
    };
    for (id, node) in (0u32..).zip(nodes) {
        if is_task.get(id as usize).copied().unwrap_or(false) && !holds_row(node) {
            let assignments: Vec<FactId> =
                governs.get(id as usize).map(|l| l.iter().map(|a| a.id).collect()).unwrap_or_default();
            taken.extend(&assignments);
            tasks.push(task(paper, (id, node), assignments));
        }
    }
    tasks.extend(loose::find(paper, &taken, &run_on));
    tasks.sort_by_key(|t| (t.span.start, t.span.end));
    for (index, task) in tasks.iter_mut().enumerate() {
        task.id = FactId::nth('t', index);
    }
    tasks
}

/// Labels of who holds an event.
static HOST: WordSet = WordSet::of("unit_words", "page_foot");

/// Whether the item says who holds the event and nothing else: 二、主办单位：市甲局.
fn names_hosts(paper: Paper<'_>, node: &Node, lists: &[&Assignment]) -> bool {
    let (Some(first), Some(last)) = (lists.first(), lists.last()) else { return false };
    let is_host =
        |a: &&Assignment| a.role_source == RoleSource::Label && HOST.head_of(a.span.of(paper.text)).is_some();
    let behind = paper.text.get(last.span.end as usize..node.span.end as usize).unwrap_or("");
    let begins = node.span.contains(last.span) && first.span.start <= node.title.start;
    begins
        && lists.iter().all(is_host)
        && behind.trim_matches(|c: char| c.is_whitespace() || c == '。').is_empty()
}

/// Items whose own items are the fields of one record, 整改措施：…, 责任单位：…, 整改时限：…, are tasks as a whole.
fn gather_records(paper: Paper<'_>, governs: &[Vec<&Assignment>], is_inner: &mut [bool]) {
    let nodes = &paper.outline.nodes;
    // Of the items of each node: all, the fields, the fields that are lists of units.
    let mut counts = vec![(0u32, 0u32, 0u32); nodes.len()];
    for (node, lists) in nodes.iter().zip(governs).filter(|(n, _)| n.kind != NodeKind::RunIn) {
        let Some(count) = node.parent.and_then(|id| counts.get_mut(id as usize)) else { continue };
        let is_list =
            lists.iter().any(|a| a.role_source == RoleSource::Label && a.span.start <= node.title.start);
        count.0 += 1;
        count.1 += u32::from(is_list || column::field(node.title.of(paper.text)).is_some());
        count.2 += u32::from(is_list);
    }
    let is_record = |id: NodeId| {
        let count = counts.get(id as usize);
        count.is_some_and(|&(all, fields, lists)| lists > 0 && fields > lists && fields * 3 >= all * 2)
    };
    let mut is_part = vec![false; nodes.len()];
    for (id, node) in (0u32..).zip(nodes) {
        let within = node.parent.is_some_and(|p| is_record(p) || is_part.get(p as usize) == Some(&true));
        if let (Some(part), Some(inner)) = (is_part.get_mut(id as usize), is_inner.get_mut(id as usize)) {
            *part = within;
            *inner = !within && (*inner || is_record(id));
        }
    }
}

/// Which nodes are tasks; `any_run_on` says that lists stand in items that are several.
fn chosen(paper: Paper<'_>, is_inner: &[bool], governs: &[Vec<&Assignment>], any_run_on: bool) -> Vec<bool> {
    let (so_far, nodes) = (paper.facts, &paper.outline.nodes);
    let numbered = |i: usize| {
        let node = nodes.get(i);
        is_inner.get(i) == Some(&true)
            && node.is_some_and(|n| !matches!(n.kind, NodeKind::RunIn | NodeKind::Annex))
    };
    let has_list =
        |i: usize| governs.get(i).is_some_and(|l| l.iter().any(|a| a.role_source != RoleSource::Phrase));
    let any_list = any_run_on || (0..nodes.len()).any(|i| numbered(i) && has_list(i));
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
            && !is_circumstance(paper.text, node)
    };
    (0..nodes.len()).map(pick).collect()
}

/// Whether the item says who, where and whom to ask: 参会人员, 联系方式.
fn is_circumstance(text: &str, node: &Node) -> bool {
    let title = node.title.of(text);
    let end = title.find(|c: char| !c.is_alphabetic()).unwrap_or(title.len());
    column::of_header(title.get(..end).unwrap_or("")) == Some(column::Column::Other)
}

/// Whether some duty stands in the node.
fn obliges(so_far: &Facts, node: &Node) -> bool {
    inside(&so_far.obligations, |o| o.span, node.span).next().is_some()
}

/// For each node the lists that stand in it or govern all of it.
fn lists<'a>(all: &[&'a Assignment], nodes: &[Node]) -> Vec<Vec<&'a Assignment>> {
    let mut governs: Vec<Vec<&Assignment>> =
        nodes.iter().map(|node| inside(all, |a| a.span, node.span).copied().collect()).collect();
    for &list in all.iter().filter(|a| reaches_out(a)) {
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

/// Whether a list governs numbered items other than the one it stands in.
fn reaches_out(list: &Assignment) -> bool {
    list.scope.end > list.span.end
        || matches!(list.role_source, RoleSource::Label | RoleSource::Suffix | RoleSource::Declaration)
}

/// The facts that stand in a span; facts are in order of place.
fn inside<T>(facts: &[T], at: impl Fn(&T) -> Span<Norm>, span: Span<Norm>) -> impl Iterator<Item = &T> {
    let from = facts.partition_point(|fact| at(fact).start < span.start);
    let rest = facts.get(from..).unwrap_or_default();
    rest.iter().take_while(move |fact| at(fact).end <= span.end)
}

/// Describes one task.
fn task(paper: Paper<'_>, (id, node): (NodeId, &Node), assignments: Vec<FactId>) -> Task {
    let mut path_spans = headings(paper, paper.outline.ancestors(Some(id)).skip(1));
    path_spans.push(node.label);
    let draft = Draft { path_spans, summary: summary(paper, node.title), span: node.span, assignments };
    draft.finish(paper)
}

/// A task before the facts in its span are gathered.
struct Draft {
    path_spans: Vec<Span<Norm>>,
    summary: Span<Norm>,
    span: Span<Norm>,
    assignments: Vec<FactId>,
}

impl Draft {
    fn finish(self, paper: Paper<'_>) -> Task {
        let Self { path_spans, summary, span, assignments } = self;
        Task {
            id: FactId::nth('t', 0),
            path: path_spans.iter().map(|span| span.of(paper.text).to_owned()).collect(),
            path_spans,
            summary: summary.of(paper.text).to_owned(),
            summary_span: summary,
            span,
            assignments,
            deadlines: inside(&paper.facts.deadlines, |d| d.span, span).map(|d| d.id).collect(),
            obligations: inside(&paper.facts.obligations, |o| o.span, span).map(|o| o.id).collect(),
            row: None,
        }
    }
}

/// Labels and titles of headings, outermost first; `nodes` come innermost first.
fn headings<'n>(paper: Paper<'_>, nodes: impl Iterator<Item = &'n Node>) -> Vec<Span<Norm>> {
    let mut spans: Vec<Span<Norm>> = nodes
        .map(|n| if n.title.is_empty() { n.label } else { n.label.cover(summary_of(paper.text, n.title)) })
        .collect();
    spans.reverse();
    spans
}

/// What a first sentence says it is about, without its full stop. Of a long one the first clause that is more than a time or
/// a condition.
fn summary(paper: Paper<'_>, sentence: Span<Norm>) -> Span<Norm> {
    let whole = trimmed(paper.text, sentence);
    // 检查发现两类问题：一是…: what the list is about.
    let words = whole.of(paper.text);
    if let Some(at) =
        ["：一是", ":一是", "：一要", ":一要", "：1.", "：（1）"].iter().find_map(|w| words.find(w))
    {
        return Span::at(whole.start as usize, whole.start as usize + at);
    }
    if whole.len() <= SUMMARY {
        return whole;
    }
    let text = whole.of(paper.text);
    let cut = text.match_indices(['，', ',', '；', '。']).map(|(at, _)| at).find(|&at| {
        let clause = Span::at(whole.start as usize, whole.start as usize + at);
        let head = clause.of(paper.text);
        let last = head.rfind(['，', ',']).map_or(head, |comma| head.get(comma..).unwrap_or(head));
        let is_time =
            inside(&paper.facts.deadlines, |d| d.span, clause).any(|d| d.span.end + 9 >= clause.end);
        let says_enough = head.chars().count() > 4;
        says_enough && !is_time && !last.ends_with(['的', '时', '后', '前', '外', '起', '间', '日'])
    });
    match cut {
        Some(at) if at <= 2 * SUMMARY => {
            trimmed(paper.text, Span::at(whole.start as usize, whole.start as usize + at))
        }
        _ => summary_of(paper.text, sentence),
    }
}

/// A sentence without its closing mark; of a long one the first clause.
fn summary_of(text: &str, sentence: Span<Norm>) -> Span<Norm> {
    let words = sentence.of(text);
    let cut = if words.len() > SUMMARY { words.find(['，', ',', '。', '；']) } else { None };
    trimmed(text, Span::at(sentence.start as usize, sentence.start as usize + cut.unwrap_or(words.len())))
}

/// The span without closing marks and blanks at its end.
fn trimmed(text: &str, span: Span<Norm>) -> Span<Norm> {
    let short =
        span.of(text).trim_end_matches(['。', '；', ';', '：', ':', '，', ',', '、', ' ', '\n', '\t']);
    Span::at(span.start as usize, span.start as usize + short.len())
}
