//! Builds the tree of headings and numbered items while the lines go by.

use super::label::Label;
use super::{Node, NodeId, NodeKind};
use crate::text::{Norm, Span, to_u32};

/// The labels of all lines, so that a node can look ahead; `(line, kind, number)` in order.
pub(super) type Ahead<'a> = &'a [(u32, NodeKind, Option<u32>)];

/// The tree under construction.
#[derive(Default)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    /// The open nodes, outermost first; no run-ins.
    open: Vec<NodeId>,
    run_in: Option<NodeId>,
    /// Number of the last run-in of the innermost node.
    last_run_in: Option<u32>,
}

impl Tree {
    /// The innermost open node.
    pub(super) fn innermost(&self) -> Option<NodeId> {
        self.run_in.or_else(|| self.open.last().copied())
    }

    /// Closes the run-in that is open: it ends with its line.
    pub(super) fn end_line(&mut self) {
        self.run_in = None;
    }

    /// Closes everything: a part ends.
    pub(super) fn end_part(&mut self) {
        self.open.clear();
        self.run_in = None;
        self.last_run_in = None;
    }

    /// An unnumbered line inside an article is a 款: it ends the 项 above it.
    pub(super) fn unnumbered(&mut self) {
        if let Some(at) = self.open.iter().rposition(|&id| self.kind_of(id) == Some(NodeKind::Article)) {
            self.open.truncate(at + 1);
        }
    }

    /// Lets every open node reach to `end`.
    pub(super) fn reach(&mut self, end: u32) {
        for &id in self.open.iter().chain(&self.run_in) {
            if let Some(node) = self.nodes.get_mut(id as usize) {
                node.span.end = node.span.end.max(end);
            }
        }
    }

    fn kind_of(&self, id: NodeId) -> Option<NodeKind> {
        self.nodes.get(id as usize).map(|n| n.kind)
    }

    fn push(
        &mut self,
        kind: NodeKind,
        number: Option<u32>,
        (label, title): (Span<Norm>, Span<Norm>),
    ) -> NodeId {
        let parent = self.open.last().copied();
        let level = parent.and_then(|p| self.nodes.get(p as usize)).map_or(1, |p| p.level.saturating_add(1));
        let id = to_u32(self.nodes.len());
        self.nodes.push(Node { parent, level, kind, label, number, title, span: label.cover(title) });
        id
    }

    /// Opens an annex: it stands at the top and everything below it inside.
    pub(super) fn annex(&mut self, number: Option<u32>, label: Span<Norm>, title: Span<Norm>) {
        self.end_part();
        let id = self.push(NodeKind::Annex, number, (label, title));
        self.open.push(id);
    }

    /// Opens a numbered line; `ahead` holds the labels below it.
    pub(super) fn line(&mut self, found: &Label, spans: (Span<Norm>, Span<Norm>), ahead: Ahead<'_>) {
        self.run_in = None;
        self.last_run_in = None;
        self.close_for(found, ahead);
        let id = self.push(found.kind, found.number, spans);
        self.open.push(id);
    }

    /// Closes the nodes that cannot hold a node of this kind.
    fn close_for(&mut self, found: &Label, ahead: Ahead<'_>) {
        // A sibling: everything inside the open node of the same kind ends.
        if let Some(at) = self.open.iter().rposition(|&id| self.kind_of(id) == Some(found.kind)) {
            if !self.nests_in_deeper(found, at + 1, ahead) {
                self.open.truncate(at);
            }
            return;
        }
        let mut keep = self.open.len();
        while keep > 0 {
            let kind = self.open.get(keep - 1).and_then(|&id| self.kind_of(id));
            if kind.is_none_or(|k| k == NodeKind::Annex || k < found.kind) {
                break;
            }
            keep -= 1;
        }
        if keep < self.open.len() && !self.nests_in_deeper(found, keep, ahead) {
            self.open.truncate(keep);
        }
    }

    /// Whether a node that begins a new row of numbers belongs inside the open nodes from `keep` on although its kind
    /// usually stands further out: then the innermost of them goes on counting below the new row.
    fn nests_in_deeper(&self, found: &Label, keep: usize, ahead: Ahead<'_>) -> bool {
        if found.number != Some(1) || keep >= self.open.len() {
            return false;
        }
        let Some(top) = self.open.last().and_then(|&id| self.nodes.get(id as usize)) else { return false };
        if top.kind <= found.kind || top.number.is_none() {
            return false;
        }
        let outer = self.open.get(..keep).and_then(|o| o.last()).and_then(|&id| self.kind_of(id));
        for &(_, kind, number) in ahead.iter().take(60) {
            if kind == top.kind {
                return number == top.number.map(|n| n + 1);
            }
            if kind == NodeKind::Annex || outer.is_some_and(|o| kind <= o) {
                return false;
            }
        }
        false
    }

    /// Whether a run-in label at a sentence (or clause) start continues or begins a row.
    pub(super) fn takes_run_in(&self, found: &Label, at_sentence: bool) -> bool {
        match (found.number, self.last_run_in) {
            (Some(1), _) => true,
            (Some(n), Some(last)) => n == last + 1 || (at_sentence && !found.doubtful),
            (_, None) => at_sentence && !found.doubtful,
            (None, Some(_)) => false,
        }
    }

    /// Opens a run-in that begins at its label; an open one ends before it.
    pub(super) fn open_run_in(&mut self, found: &Label, label: Span<Norm>) {
        self.run_in = None;
        let id = self.push(NodeKind::RunIn, found.number, (label, Span::new(label.end, label.end)));
        self.run_in = Some(id);
        self.last_run_in = found.number;
    }

    /// Gives the open run-in its title, once, and lets it reach to the end of the sentence.
    pub(super) fn title_run_in(&mut self, title: Span<Norm>, end: u32) {
        let Some(node) = self.run_in.and_then(|id| self.nodes.get_mut(id as usize)) else { return };
        if node.title.is_empty() {
            node.title = title;
        }
        node.span.end = node.span.end.max(end);
    }
}
