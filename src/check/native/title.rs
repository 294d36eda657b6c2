//! The title of the document.

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;

/// 标题缺文种
pub(super) fn without_kind(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let metadata = &cx.subject.facts.metadata;
    let Some(title) = &metadata.title else { return Judgement::undecided("这份文本里没有标题") };
    // News and stories have titles without a kind and are right to.
    let is_official =
        title.text.contains("关于") || metadata.doc_number.is_some() || metadata.addressee.is_some();
    match &metadata.doc_kind {
        Some(kind) => Judgement::pass(format!("标题写明文种“{}”", kind.text)).evidence([kind.span]),
        None if !is_official => Judgement::not_applicable("看不出是公文标题"),
        None => Judgement::of(vec![Flaw::at(title.span).with("match", title.text.as_str())], ""),
    }
}
