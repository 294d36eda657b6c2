//! Two items of one list that say the same: 二是落实准入制度 and 四是落实人员资格准入制度.

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::outline::{Node, NodeKind};

/// Shortest heading of an item that is compared, in characters.
const SHORTEST: usize = 8;
/// Characters that must agree at the head and at the end.
const ENDS: usize = 4;

/// 同一组分项里标题重复
pub(super) fn item_repeated(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    let nodes = &cx.subject.outline.nodes;
    let mut seen = false;
    let mut flaws = Vec::new();
    for (index, node) in nodes.iter().enumerate().filter(|(_, n)| n.kind == NodeKind::RunIn) {
        let Some(here) = heading(text, node) else { continue };
        seen = true;
        let earlier = nodes.get(..index).unwrap_or_default().iter().rev();
        let siblings = earlier
            .take_while(|n| node.span.start.saturating_sub(n.span.start) < NEAR)
            .filter(|n| n.kind == node.kind && n.parent == node.parent && n.number != node.number);
        let twin = siblings.filter_map(|n| Some((n, heading(text, n)?))).find(|(_, t)| is_same(t, here));
        if let Some((twin, title)) = twin {
            flaws.push(
                Flaw::at(node.label.cover(node.title))
                    .with("match", here)
                    .with("other", title)
                    .related(twin.label, "前一项"),
            );
        }
    }
    if seen {
        Judgement::of(flaws, "各分项没有重复")
    } else {
        Judgement::not_applicable("段内没有分项")
    }
}

/// How far back a sibling may begin, in bytes.
const NEAR: u32 = 6000;

/// The heading of an item: a sentence without a mark inside; 一是提高质量，是… makes several points of one thing.
fn heading<'t>(text: &'t str, node: &Node) -> Option<&'t str> {
    let title = node.title.of(text).trim_end_matches('。');
    let is_heading = !title.contains(['。', '，', '；', '：', '、']) && title.chars().count() >= SHORTEST;
    is_heading.then_some(title)
}

/// Whether one heading is the other with words left out of its middle.
fn is_same(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut rest = long.iter();
    let is_part = short.iter().all(|c| rest.any(|l| l == c));
    is_part
        && short.len() < long.len()
        && short.get(..ENDS) == long.get(..ENDS)
        && short.get(short.len() - ENDS..) == long.get(long.len() - ENDS..)
        && long.len() < short.len() * 2
}
