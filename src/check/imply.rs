//! `imply`: where `when` matches, `then` must match too.

use super::judgement::Judgement;
use super::matching::{Match, RuleContext, Search};
use crate::rulepack::{OnMissing, Pattern, Scope};

pub(super) fn run(
    cx: &RuleContext<'_>,
    search: Search<'_>,
    (then_scope, then): (Scope, &[Pattern]),
    missing: OnMissing,
) -> Judgement {
    let (scope, ..) = search;
    let found = cx.matches(search);
    if found.is_empty() {
        return Judgement::not_applicable("文中没有规则所指的情形");
    }
    let mut elsewhere = None;
    let mut holds = |m: &Match| {
        // The unit of a large scope is more than the line that was searched.
        if then_scope == scope && m.window.is_unit() {
            return cx.any_in(then, m.window.span);
        }
        // Another scope is searched once for all matches.
        *elsewhere.get_or_insert_with(|| cx.scopes.all(then_scope).iter().any(|w| cx.any_in(then, w.span)))
    };
    let (kept, flawed): (Vec<_>, Vec<_>) = found.into_iter().partition(|m| holds(m));
    if missing == OnMissing::Undecided
        && let Some(first) = flawed.first()
    {
        // The advice names the paper that decides.
        return Judgement::undecided(cx.rule.advice.clone()).evidence([first.span]);
    }
    let judgement = Judgement::of(flawed.into_iter().map(Match::into_flaw).collect(), "情形出现处均已写明");
    if judgement.flaws.is_empty() {
        judgement.evidence(kept.iter().take(3).map(|m| m.span))
    } else {
        judgement
    }
}
