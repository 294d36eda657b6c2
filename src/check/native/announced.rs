//! A heading or item that announces a list or a table (现行税率如下：) and is followed by the next heading: what it announces was lost;
//! and a chapter without its name, a last heading without its text.
//!
//! A list may begin with any style of label, so only a label that goes on counting (四、 behind 3.) shows that nothing is there.

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::lexicon::WordSet;
use crate::outline::{Node, NodeKind};
use crate::text::{Span, to_u32};

/// Words before a colon that announce a list.
static ANNOUNCES: WordSet = WordSet::of("rule_words", "announces");
/// Names of fields behind which something must stand.
static FIELDS: WordSet = WordSet::of("rule_words", "field");

/// Longest heading, in characters.
const LONGEST: usize = 30;
/// Fewest headings that make it the custom to have something below.
const FEWEST: usize = 3;
/// Of so many, one may have lost it too.
const FEW: usize = 5;

/// “如下：”之后没有内容
pub(super) fn announced_nothing(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    let outline = cx.subject.outline;
    let mut seen = false;
    let nodes = outline.nodes.iter().enumerate().filter(|(_, n)| is_numbered(n.kind));
    let flaws = nodes.filter_map(|(index, node)| {
        let words = node.span.of(text).trim_end();
        let lead = words.strip_suffix('：')?;
        let is_lead = ANNOUNCES.words().iter().any(|word| lead.ends_with(*word));
        // 1.开航时间： in a form is filled in by hand, as the fields around it are.
        let is_field = || {
            let around = [index.checked_sub(1), Some(index + 1)].into_iter().flatten();
            let mut around = around.filter_map(|i| outline.nodes.get(i)).map(|n| n.span.of(text).trim_end());
            FIELDS.tail_of(lead).is_some() && !around.any(|words| words.ends_with('：'))
        };
        if !is_lead && !is_field() {
            return None;
        }
        seen = true;
        let line = outline.line_holding(node.span.start).filter(|l| l.part.is_text())?;
        let is_one_line = !words.contains('\n') && line.span.start <= node.label.start;
        let next = outline
            .nodes
            .get(index + 1)
            .filter(|n| is_numbered(n.kind) && n.number.is_some_and(|n| n > 1))?;
        let end = node.span.start as usize + words.len();
        let between = text.get(end..next.label.start as usize)?;
        let is_next = between.contains('\n') && between.trim().is_empty();
        let from = lead.rfind(['，', '。', '；', '：']).map_or(node.label.end, |at| {
            let mark = lead.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            node.span.start + to_u32(at + mark)
        });
        let span = Span::new(from, to_u32(end));
        (is_one_line && is_next).then(|| Flaw::at(span).with("match", span.of(text)))
    });
    let mut flaws: Vec<Flaw> = flaws.collect();
    flaws.extend(nameless_chapters(cx));
    flaws.extend(heading_at_the_end(cx));
    if seen || !flaws.is_empty() {
        Judgement::of(flaws, "引出的内容都在")
    } else {
        Judgement::not_applicable("文中没有以“如下：”结尾的各项")
    }
}

/// 第一章 with nothing behind it, in a paper whose other chapters have names: the name was lost in copying.
fn nameless_chapters(cx: &RuleContext<'_>) -> Vec<Flaw> {
    let text = cx.subject.text();
    let nodes = &cx.subject.outline.nodes;
    let is_chapter = |node: &&Node| node.kind == NodeKind::Chapter;
    let is_named = |node: &Node| !node.title.of(text).trim().is_empty();
    if !nodes.iter().filter(is_chapter).any(is_named) {
        return Vec::new();
    }
    let flaws = nodes.iter().zip(nodes.iter().skip(1)).filter(|(node, _)| is_chapter(node)).filter_map(
        |(node, next)| {
            let is_next = matches!(next.kind, NodeKind::Chapter | NodeKind::Section | NodeKind::Article);
            let between = text.get(node.label.end as usize..next.label.start as usize).filter(|_| is_next)?;
            let is_lost = between.contains('\n') && between.trim().is_empty();
            is_lost.then(|| Flaw::at(node.label).with("match", node.label.of(text).trim()))
        },
    );
    flaws.take(1).collect()
}

/// The last heading of a paper that ends there, though all headings beside it have something below them.
fn heading_at_the_end(cx: &RuleContext<'_>) -> Option<Flaw> {
    let text = cx.subject.text();
    let outline = cx.subject.outline;
    let last = outline.nodes.last().filter(|n| n.kind == NodeKind::Heading && n.number.is_some())?;
    let words = last.span.of(text).trim();
    let is_title = !words.contains(['\n', '，', '。', '；', '：']) && words.chars().count() <= LONGEST;
    let is_end = text.get(last.span.start as usize + words.len()..)?.trim().is_empty();
    let beside =
        outline.nodes.iter().filter(|n| n.parent == last.parent && n.kind == last.kind && *n != last);
    let (mut count, mut full) = (0, 0);
    for node in beside {
        count += 1;
        full += usize::from(node.span.of(text).trim().contains('\n'));
    }
    let is_odd = is_title && is_end && count >= FEWEST && full + count / FEW >= count;
    is_odd.then(|| Flaw::at(last.span).with("match", words))
}

const fn is_numbered(kind: NodeKind) -> bool {
    matches!(kind, NodeKind::Heading | NodeKind::Item | NodeKind::Subitem | NodeKind::Point)
}
