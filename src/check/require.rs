//! `require`: the scope must hold a match.

use super::judgement::{Flaw, Judgement};
use super::matching::{RuleContext, Search};
use crate::rulepack::OnMissing;
use crate::text::Span;

pub(super) fn run(cx: &RuleContext<'_>, search: Search<'_>, missing: OnMissing) -> Judgement {
    let (scope, matcher, unless) = search;
    let found = cx.matches((scope, matcher, &[]));
    if let Some(first) = found.first() {
        return Judgement::pass("已写明").evidence([first.span]);
    }
    if !cx.scopes.has(scope) {
        return Judgement::undecided(format!("这份文本里没有{}，无法判断", scope.word()));
    }
    if !unless.is_empty() && cx.scopes.all(scope).iter().any(|w| cx.any_in(unless, w.span)) {
        return Judgement::not_applicable("文中另有说明，无须写明");
    }
    if missing == OnMissing::Undecided {
        // The advice names the paper that decides.
        return Judgement::undecided(format!("{}中未见，正文里没有是常事；{}", scope.word(), cx.rule.advice));
    }
    let title = cx.subject.facts.metadata.title.as_ref().map(|t| t.span);
    Judgement::of(vec![Flaw::at(title.unwrap_or(Span::new(0, 0)))], "")
}
