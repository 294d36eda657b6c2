//! Lists and numbers that announce the headings below them: 考核方式包括甲、乙、丙 over （一）甲 （二）乙 （三）丙; 以下五项：.

use std::sync::LazyLock;

use regex::Regex;

use super::Figure;
use super::count::Items;
use crate::facts::Context;
use crate::facts::clause::{SENTENCE_BYTES, Shape};
use crate::outline::{Node, NodeKind, Sentence};
use crate::text::{Norm, Span, parse_numeral};

/// 以下五个方面：, 下列3项条件。
static ANNOUNCED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:以下|下列|如下)([二三四五六七八九十两]+|\d{1,2})(?:大|个|项|种|条|点|类)[^。；，,]{0,12}[：:。]?$").ok()
});

/// Finds every such relation, in document order.
pub(super) fn find(cx: &Context<'_>) -> Vec<Figure> {
    let mut found = Vec::new();
    let nodes = &cx.outline.nodes;
    let mut from = 0;
    // Children of one parent stand in document order; parents are visited by their first child.
    while from < nodes.len() {
        let first = &nodes[from];
        from += 1;
        let is_first = first.number == Some(1) && first.kind != NodeKind::RunIn;
        if !is_first {
            continue;
        }
        let below = siblings(nodes, first);
        if below.len() >= 2 {
            found.extend(relate(cx, first, &below));
        }
    }
    found
}

/// The node with number 1 and the ones that count on from it.
fn siblings<'n>(nodes: &'n [Node], first: &'n Node) -> Vec<&'n Node> {
    let mut next = 1;
    let after = nodes.partition_point(|n| n.span.start < first.span.start);
    let mut all = Vec::new();
    for node in &nodes[after..] {
        if node.parent != first.parent || node.kind != first.kind {
            if node.level < first.level {
                break;
            }
            continue;
        }
        if node.number != Some(next) {
            break;
        }
        all.push(node);
        next += 1;
    }
    all
}

fn relate(cx: &Context<'_>, first: &Node, below: &[&Node]) -> Option<Figure> {
    let index = cx.outline.sentences.partition_point(|s| s.span.start < first.span.start);
    let above = cx.outline.sentences.get(index.saturating_sub(4)..index)?;
    let parent = first.parent.and_then(|id| cx.outline.node(id));
    let own = |s: &&Sentence| {
        !s.heading && s.span.len() <= SENTENCE_BYTES && parent.is_none_or(|p| p.span.start <= s.span.start)
    };
    let listed = below.iter().any(|n| !n.title.is_empty());
    let by_number = above.last().filter(|s| own(s)).and_then(|s| announced(cx, s, below.len()));
    by_number.or_else(|| {
        if !listed {
            return None;
        }
        above.iter().rev().filter(own).find_map(|s| named(cx, s, below))
    })
}

fn announced(cx: &Context<'_>, sentence: &Sentence, below: usize) -> Option<Figure> {
    let text = sentence.span.of(cx.text);
    let found = ANNOUNCED.as_ref()?.captures(text)?;
    let number = usize::try_from(parse_numeral(found.get(1)?.as_str())?).ok()?;
    // One more or fewer is a slip; a list that differs widely was read from other numbering.
    let differs = number.abs_diff(below) == 1 && text.ends_with(['：', ':']);
    (number == below || differs).then(|| figure(sentence.span, number, below, Some(number == below)))
}

/// All headings named in a list above them.
fn named(cx: &Context<'_>, sentence: &Sentence, below: &[&Node]) -> Option<Figure> {
    let text = sentence.span.of(cx.text);
    if below.len() < 3 || text.matches('、').count() + 2 < below.len() {
        return None;
    }
    let mut shape = Shape::default();
    shape.read(cx.text, sentence);
    let lists = shape.clauses.iter().filter_map(|c| Some((*c, Items::of(c.of(cx.text))?)));
    for (clause, items) in lists {
        let list = clause.of(cx.text);
        let titles = below.iter().map(|n| n.title.of(cx.text).trim_end_matches(['。', '；', '：', ':']));
        let hits = titles.filter(|t| t.chars().count() >= 2 && list.contains(t)).count();
        if hits == below.len() && items.matches(hits) {
            return Some(figure(clause, hits, below.len(), Some(true)));
        }
        if hits == below.len() && items.is_plain && hits + 1 == items.count {
            return Some(figure(clause, items.count, below.len(), Some(false)));
        }
    }
    None
}

fn figure(span: Span<Norm>, announced: usize, below: usize, holds: Option<bool>) -> Figure {
    let note = (holds == Some(false)).then(|| format!("列出{announced}项，下文只有{below}项"));
    #[allow(clippy::cast_precision_loss)]
    let values = vec![announced as f64, below as f64];
    Figure { span, relation: "headings", values, holds, note }
}
