//! Figures that contradict each other.

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;

/// 数字关系不成立；参数 relations 列出所管的关系
pub(super) fn broken(cx: &RuleContext<'_>, params: &Params) -> Judgement {
    let wanted = params.get("relations").map_or("", String::as_str);
    let is_wanted = |relation: &str| wanted.split('、').any(|w| w == relation);
    let figures: Vec<_> = cx.subject.facts.figures.iter().filter(|f| is_wanted(f.relation)).collect();
    if figures.is_empty() {
        return Judgement::not_applicable("文中没有可以核对的这类数字");
    }
    let flaws = figures
        .iter()
        .filter(|f| f.holds == Some(false))
        .map(|f| Flaw::at(f.span).with("note", f.note.as_deref().unwrap_or_default()));
    Judgement::of(flaws.collect(), "能核对的数字都对得上")
}
