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
        // 2.1 says itself where it belongs.
        if found.number != Some(1) || keep >= self.open.len() || found.kind.is_decimal() {
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

    /// Whether an article that begins behind a full stop is the one after the open article: copies glue the lines together,
    /// and with the lines of a chapter between them one article is passed over.
    pub(super) fn goes_on_with(&self, found: &Label) -> bool {
        let last = self.open.iter().rev().filter_map(|&id| self.nodes.get(id as usize));
        let last = last.filter(|n| n.kind == NodeKind::Article).find_map(|n| n.number);
        found.kind == NodeKind::Article
            && found.number.zip(last).is_some_and(|(n, last)| n == last + 1 || n == last + 2)
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
    pub(super) fn open_run_in(&mut self, found: &Label, spans: (Span<Norm>, Span<Norm>)) {
        self.run_in = None;
        let id = self.push(NodeKind::RunIn, found.number, spans);
        self.run_in = Some(id);
        self.last_run_in = found.number;
    }
}

#[cfg(test)]
mod tests {
    use crate::outline::build::outline;

    fn check(text: &str, expect: &[&str]) {
        let outline = outline(text, &[]);
        let found: Vec<String> = outline
            .nodes
            .iter()
            .map(|n| {
                format!("{}{}{}", " ".repeat(usize::from(n.level) - 1), n.label.of(text), n.title.of(text))
            })
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn levels_follow_the_document() {
        check(
            "一、甲\n（一）乙\n1.丙。丁。\n（1）戊\n二、己\n1.庚。",
            &["一、甲", " （一）乙", "  1.丙", "   （1）戊", "二、己", " 1.庚"],
        );
        check(
            "第一章总则\n第一条 甲。\n（一）乙；\n第二条 丙。",
            &["第一章总则", " 第一条甲", "  （一）乙", " 第二条丙"],
        );
        check("第一条【目的】为了甲。", &["第一条目的"]);
    }

    #[test]
    fn articles_glued_together() {
        check(
            "第一条 甲。乙。第二条 丙。第三条规定的情形。第四条 丁。\n第五条 戊。",
            &["第一条甲", "第二条丙", "第四条丁", "第五条戊"],
        );
        check("第一条 甲。第七条 乙。", &["第一条甲"]);
    }

    #[test]
    fn capitals_stand_above_plain_numerals() {
        check("壹、依据\n一、甲法。\n贰、范围\n一、乙。", &["壹、依据", " 一、甲法", "贰、范围", " 一、乙"]);
        check("陆、海两路并进。", &[]);
    }

    #[test]
    fn running_and_restarting_numbers() {
        check(
            "一、甲\n（一）乙\n1、丙。\n二、丁\n（二）戊\n2、己。",
            &["一、甲", " （一）乙", "  1、丙", "二、丁", " （二）戊", "  2、己"],
        );
        check("1.甲：\n（一）乙；\n（二）丙。\n2.丁。", &["1.甲", " （一）乙", " （二）丙", "2.丁"]);
    }

    #[test]
    fn run_ins() {
        check("一、甲。一是乙。说明。二是丙。", &["一、甲", " 一是乙", " 二是丙"]);
        check("主要有：一是乙；二是丙；四是丁。", &["一是乙", "二是丙", "四是丁"]);
        check("首先，甲。其次，乙。", &["首先，甲", "其次，乙"]);
        check("全市位居第一，成绩很好。其次，无。", &[]);
    }

    #[test]
    fn articles_count_their_paragraphs() {
        let text = "第一条 甲：\n（一）乙；\n（二）丙。\n丁。\n第二条 戊。";
        let outline = outline(text, &[]);
        let place = |word: &str| {
            let at = u32::try_from(text.find(word).unwrap()).unwrap();
            outline.article_place(at).map(|p| (p.article, p.paragraph, p.item))
        };
        assert_eq!(place("甲"), Some((0, 1, None)));
        assert_eq!(place("丙"), Some((0, 1, Some(2))));
        assert_eq!(place("丁"), Some((0, 2, None)));
        assert_eq!(place("戊"), Some((3, 1, None)));
    }
}
