//! `count`: the number of matches in the scope must lie within limits.

use super::judgement::{Flaw, Judgement};
use super::matching::{RuleContext, Search};
use crate::text::Span;

pub(super) fn run(cx: &RuleContext<'_>, search: Search<'_>, (min, max): (u32, u32)) -> Judgement {
    let (scope, ..) = search;
    if !cx.scopes.has(scope) {
        return Judgement::undecided(format!("这份文本里没有{}，无法判断", scope.word()));
    }
    let found = cx.matches(search);
    let number = u32::try_from(found.len()).unwrap_or(u32::MAX);
    if (min..=max).contains(&number) {
        return Judgement::pass(format!("{}中有 {number} 处", scope.word()))
            .evidence(found.first().map(|m| m.span));
    }
    let surplus = found.get(usize::try_from(max).unwrap_or(usize::MAX)).or(found.last());
    let title = cx.subject.facts.metadata.title.as_ref().map(|t| t.span);
    let span = surplus.map(|m| m.span).or(title).unwrap_or(Span::new(0, 0));
    Judgement::of(vec![Flaw::at(span).with("count", number.to_string())], "")
}
