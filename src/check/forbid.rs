//! `forbid`: no match may stand in the scope, except where the sentence does something else with the thing than lay it down.

use super::excuse;
use super::judgement::Judgement;
use super::matching::{Match, RuleContext, Search};
use crate::rulepack::{Excuse, Pattern};

/// What spares a match besides `unless`: patterns for its clause, and patterns for its group `what`.
pub(super) type Spared<'a> = (&'a [Pattern], &'a [Pattern]);

pub(super) fn run(
    cx: &RuleContext<'_>,
    search: Search<'_>,
    (clause, what): Spared<'_>,
    excused: &[Excuse],
) -> Judgement {
    let mut found = cx.matches(search);
    found.retain(|m| {
        let is_spared = !clause.is_empty() && cx.any_in(clause, cx.clause_of(m));
        !is_spared && !super::matching::any_matches(what, m.var("what"))
    });
    if excused.is_empty() {
        return Judgement::of(found.into_iter().map(Match::into_flaw).collect(), "未发现此类表述");
    }
    let mut flaws = Vec::new();
    let mut turned_off = Vec::new();
    for m in found {
        match excuse::of(cx.subject, (m.span, m.whole), excused) {
            Some(why) => turned_off.push((m.span, why)),
            None => flaws.push(m.into_flaw()),
        }
    }
    let Some((_, why)) = turned_off.first().filter(|_| flaws.is_empty()) else {
        return Judgement::of(flaws, "未发现此类表述");
    };
    let reason = format!("提到的 {} 处是{}，不是设定", turned_off.len(), why.word());
    Judgement::pass(reason).evidence(turned_off.iter().take(3).map(|(span, _)| *span))
}
