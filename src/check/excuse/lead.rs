//! The words that lead a list or stand over it: 严禁下列行为：, 清理内容, 依照《…》处理下列情形：.

use super::law;
use super::told;
use super::words::{self, Sense, WORDS};
use crate::check::Subject;
use crate::outline::{Node, NodeKind, Outline};
use crate::rulepack::Excuse;
use crate::text::{Norm, Span, last_chars, to_u32};

/// How far back the sentence that leads a list is looked for.
const REACH: usize = 40;
/// The same for a list whose first item stands in the sentence of its lead.
const RUN_IN: usize = 12;

/// The excuse that the lead of the list or a heading above gives to every item below it.
///
/// An item with a sanction of its own (…的，处…罚款) is no fault that the list names.
pub(super) fn of(
    subject: &Subject<'_>,
    sentence: usize,
    accepted: &[Excuse],
    has_own_sanction: bool,
) -> Option<Excuse> {
    let text = subject.text();
    let outline = subject.outline;
    let here = outline.sentences.get(sentence)?;
    let leads = [row_lead(subject, sentence), list_lead(subject, sentence), run_in_lead(subject, sentence)];
    // 违者罚款200元: what the list was led by does not say so, the item does.
    let has_own_fine = WORDS.find(Sense::OwnFine, here.span.of(text)).is_some();
    let is_named = |excuse: &Excuse| {
        !(has_own_sanction && *excuse == Excuse::Described || has_own_fine && *excuse == Excuse::Delegated)
    };
    let by_lead =
        leads.into_iter().flatten().find_map(|lead| excuse_of(subject, lead, accepted).filter(is_named));
    let by_law = || {
        let own = here.span.of(text);
        // 除接受上级处罚外，还应…: what comes on top is not passed on.
        let goes_beyond = words::without_beyond(own).len() < own.len();
        let is_passed_on = accepted.contains(&Excuse::Delegated)
            && !goes_beyond
            && (follows_law(subject, sentence) || copies_preamble(subject, sentence));
        is_passed_on.then_some(Excuse::Delegated)
    };
    by_lead.or_else(by_law).or_else(|| {
        let headings = outline.ancestors(here.node).filter(|n| n.title.end <= here.span.start);
        let topics = headings.filter(|_| !has_own_sanction && accepted.contains(&Excuse::Abolished));
        topics.into_iter().any(|node| names_topic(node, text)).then_some(Excuse::Abolished)
    })
}

/// 严禁下列行为：甲；乙；丙。 — the sentences of one row, split at semicolons.
fn row_lead(subject: &Subject<'_>, sentence: usize) -> Option<Span<Norm>> {
    let text = subject.document.norm();
    let before = subject.outline.sentences.get(sentence.saturating_sub(REACH)..sentence)?;
    let row = before.iter().rev().take_while(|s| s.span.of(text).ends_with('；'));
    let head = row.last()?.span;
    let colon = head.of(text).find('：')?;
    Some(Span::new(head.start, head.start.saturating_add(to_u32(colon + '：'.len_utf8()))))
}

/// 依照《…》给予以下处理：（一）…。（二）…。 — the first item stands in the sentence of the lead, or later ones have lines of
/// their own.
fn run_in_lead(subject: &Subject<'_>, sentence: usize) -> Option<Span<Norm>> {
    let text = subject.document.norm();
    let sentences = &subject.outline.sentences;
    is_item(sentences.get(sentence)?.span.of(text)).then_some(())?;
    let before = sentences.get(sentence.saturating_sub(RUN_IN)..sentence)?;
    before.iter().rev().find_map(|s| {
        let at = s.span.of(text).find("：（一）").or_else(|| s.span.of(text).find(":(一)"))?;
        Some(Span::new(s.span.start, s.span.start.saturating_add(to_u32(at + '：'.len_utf8()))))
    })
}

/// Whether a sentence begins as a later item of a list: （二）.
fn is_item(sentence: &str) -> bool {
    let rest = sentence.trim_start().trim_start_matches(['（', '(']);
    let label = rest.split(['）', ')']).next().unwrap_or_default();
    rest.len() < sentence.trim_start().len()
        && !label.is_empty()
        && label.chars().count() <= 3
        && label.chars().all(|c| "一二三四五六七八九十".contains(c))
}

/// 依照《…》责令限期拆除；逾期不拆除的，…: the law named in the sentence before, in the same line, reaches on.
fn follows_law(subject: &Subject<'_>, sentence: usize) -> bool {
    let sentences = &subject.outline.sentences;
    let before = sentence.checked_sub(1).and_then(|i| sentences.get(i));
    before
        .zip(sentences.get(sentence))
        .is_some_and(|(before, here)| before.line == here.line && law::is_named(subject, before.span))
}

/// 根据《…》，现通告如下：…，处五百元以上二千元以下罚款。 A notice in which the range of a statute stands prints what the law
/// in its preamble lays down; a flat sum, and what articles say, is its own.
fn copies_preamble(subject: &Subject<'_>, sentence: usize) -> bool {
    let text = subject.document.norm();
    let outline = subject.outline;
    let Some(here) = outline.sentences.get(sentence) else { return false };
    let is_preamble = |text: &str| {
        let hits = WORDS.find(Sense::Preamble, text).unwrap_or_default();
        hits.into_iter()
            .any(|(start, end)| text.get(start..end).is_some_and(|word| word.ends_with(NOTICE_ENDS)))
    };
    words::STATUTE_RANGE.is_match(here.span.of(text))
        && !outline.nodes.iter().any(|node| node.kind == NodeKind::Article)
        && outline
            .sentences
            .iter()
            .take(sentence.min(PREAMBLE))
            .any(|before| is_preamble(before.span.of(text)) && law::is_named(subject, before.span))
}

/// How the preamble of a notice ends: 现通告如下, 特发布此通告; not 制定本办法.
const NOTICE_ENDS: &[char] = &['下', '告'];
/// Sentences at the beginning among which the preamble is.
const PREAMBLE: usize = 12;

/// The sentence before the first item of the list.
fn list_lead(subject: &Subject<'_>, sentence: usize) -> Option<Span<Norm>> {
    let text = subject.document.norm();
    let outline = subject.outline;
    let here = outline.sentences.get(sentence)?;
    let node = outline.node(here.node?)?;
    let first = first_sibling(outline, node)?;
    let index = outline.sentences.partition_point(|s| s.span.start < first).checked_sub(1)?;
    let span = outline.sentences.get(index)?.span;
    let lead = span.of(text);
    let is_lead = lead.ends_with(['：', ':']) || lead.contains("下列") || lead.contains("以下");
    is_lead.then_some(span)
}

/// Where the first item of the list begins that a node belongs to.
fn first_sibling(outline: &Outline, node: &Node) -> Option<u32> {
    let id = outline.nodes.partition_point(|n| n.span.start < node.span.start);
    let before = outline.nodes.get(..=id.min(outline.nodes.len().saturating_sub(1)))?;
    let same = before.iter().rev().filter(|n| n.kind == node.kind && n.parent == node.parent);
    let mut first = node.label.start;
    for sibling in same {
        first = first.min(sibling.label.start);
        if sibling.number == Some(1) {
            break;
        }
    }
    Some(first)
}

fn excuse_of(subject: &Subject<'_>, span: Span<Norm>, accepted: &[Excuse]) -> Option<Excuse> {
    let lead = span.of(subject.text());
    let accepts = |excuse: Excuse| accepted.contains(&excuse).then_some(excuse);
    // 不得有下列行为： forbids the list; 有下列情形之一的，不得参加： makes it a condition.
    let list = ["下列", "以下", "如下"].iter().filter_map(|w| lead.rfind(w)).max().unwrap_or(lead.len());
    let head = last_chars(lead.get(..list).unwrap_or_default().trim_end_matches(['：', ':']), 16);
    let clause = head.rsplit(['，', '。', '；']).next().unwrap_or_default();
    // 依照《…》，现就禁止采砂有关事项通告如下： names the basis and the matter of the whole paper and says nothing of its items.
    let opens_paper = WORDS.find(Sense::Preamble, last_chars(lead, 30)).is_some();
    if !opens_paper && WORDS.find(Sense::Ban, clause).is_some() {
        return accepts(Excuse::Banned);
    }
    if !opens_paper && WORDS.find(Sense::LeadTopic, clause).is_some() {
        return accepts(Excuse::Abolished);
    }
    let by_law = words::BY_LAW.is_match(lead.trim_end_matches(['：', ':']));
    if !opens_paper && (by_law || law::is_named(subject, span) || words::names_higher_rules(lead)) {
        return accepts(Excuse::Delegated);
    }
    let is_named = words::FAULT_LIST.is_match(lead) || told::is_weighed_list(lead);
    accepts(Excuse::Described).filter(|_| is_named)
}

/// 清理内容, 负面清单. A chapter on what is forbidden holds its sanctions too.
fn names_topic(node: &Node, text: &str) -> bool {
    let title = node.title.of(text);
    // 一、严禁乱倒垃圾。需要堆放的，…: the first sentence of a row is no heading over the next.
    let behind =
        text.get(node.title.end as usize..).unwrap_or_default().trim_start_matches(['。', '：', '；', ' ']);
    let is_ban = || {
        (behind.is_empty() || behind.starts_with('\n'))
            && !matches!(node.kind, NodeKind::Book | NodeKind::Chapter | NodeKind::Section)
            && WORDS.find(Sense::HeadingBan, title).is_some()
    };
    title.chars().count() <= 30 && (WORDS.find(Sense::HeadingTopic, title).is_some() || is_ban())
}
