//! `forbid`: no match may stand in the scope.

use super::judgement::Judgement;
use super::matching::{Match, RuleContext, Search};

pub(super) fn run(cx: &RuleContext<'_>, search: Search<'_>) -> Judgement {
    let flaws = cx.matches(search).into_iter().map(Match::into_flaw).collect();
    Judgement::of(flaws, "未发现此类表述")
}
