//! A sentence that announces a list (下列, 以下情形) but ends in a full stop.

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::lexicon::WordSet;
use crate::outline::NodeKind;
use crate::text::Span;

/// Words by which a sentence points at the list behind it.
static LEADS: WordSet = WordSet::of("rule_words", "leads_list");

/// 引出列项的句子用了句号
pub(super) fn full_stop_before_list(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let outline = cx.subject.outline;
    let text = cx.subject.text();
    let lists = outline.nodes.iter().filter(|n| {
        matches!(n.kind, NodeKind::Item | NodeKind::Subitem | NodeKind::Point) && n.number == Some(1)
    });
    let mut seen = false;
    let mut flaws = Vec::new();
    for list in lists {
        seen = true;
        let Some(before) =
            outline.sentences.partition_point(|s| s.span.end <= list.label.start).checked_sub(1)
        else {
            continue;
        };
        let Some(lead) = outline.sentences.get(before) else { continue };
        let words = Span::new(lead.text_start, lead.span.end);
        let is_adjacent = text
            .get(lead.span.end as usize..list.label.start as usize)
            .is_some_and(|gap| gap.trim().is_empty());
        let sentence = words.of(text);
        if is_adjacent && sentence.ends_with('。') && LEADS.is_in(sentence) {
            flaws.push(Flaw::at(words).with("match", sentence));
        }
    }
    if seen {
        Judgement::of(flaws, "引出列项的句子标点无误")
    } else {
        Judgement::not_applicable("文中没有列项")
    }
}
