//! Items that a copy ran together on one line, so that the outline holds only the first of them: 一、甲事（一）…（责任单位：A）（二）…（责任单位：B）.
//! What each of their lists governs is a task of its own.

use super::{Assignment, NodeKind, Paper, sentence};
use crate::outline::{Node, label_len};
use crate::text::{Norm, Span};

/// Lists whose stretch begins with a number, from which on the item is several.
const LISTS: usize = 2;

/// Which nodes are such items; `governs` holds the lists of each node.
pub(super) fn find(paper: Paper<'_>, is_inner: &[bool], governs: &[Vec<&Assignment>]) -> Vec<bool> {
    let nodes = paper.outline.nodes.iter().zip(is_inner).zip(governs);
    nodes
        .map(|((node, is_inner), lists)| {
            let begins = |a: &&&Assignment| begins_item(paper.text, node, a);
            *is_inner && node.kind != NodeKind::RunIn && lists.iter().filter(begins).count() >= LISTS
        })
        .collect()
}

/// Whether the list stands in the node and governs a numbered stretch behind its beginning.
fn begins_item(text: &str, node: &Node, list: &Assignment) -> bool {
    let is_part = list.scope.start > node.span.start && list.scope.end <= node.span.end;
    let (label, _) = sentence::labelled(text, list.scope);
    is_part && label.of(text).ends_with(['）', ')', '、', '.', '．'])
}

/// The heading before a number in the first sentence of a stretch that was labelled 二、, without its own label: 完善设施 of
/// 完善设施4.建设管网. Empty where none stands.
pub(super) fn heading(text: &str, label: Span<Norm>, sentence: Span<Norm>) -> Span<Norm> {
    let words = sentence.of(text);
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let starts =
        words.char_indices().zip(words.chars().skip(1)).filter(|((_, c), next)| is_han(*c) && !is_han(*next));
    let mut ends = starts.map(|((at, c), _)| at + c.len_utf8());
    let is_number = |end: &usize| words.get(*end..).is_some_and(|rest| label_len(rest) > 0);
    let end = ends.find(is_number).filter(|_| label.of(text).ends_with('、')).unwrap_or(0);
    Span::at(sentence.start as usize, sentence.start as usize + end)
}
