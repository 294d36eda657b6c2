//! The title of the document.

use super::super::judgement::{Flaw, Judgement};
use super::super::matching::RuleContext;
use super::Params;

/// 标题缺文种
pub(super) fn without_kind(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let metadata = &cx.subject.facts.metadata;
    let Some(title) = &metadata.title else { return Judgement::undecided("这份文本里没有标题") };
    match &metadata.doc_kind {
        Some(kind) => Judgement::pass(format!("标题写明文种“{}”", kind.text)).evidence([kind.span]),
        None => Judgement::of(vec![Flaw::at(title.span).with("match", title.text.as_str())], ""),
    }
}
