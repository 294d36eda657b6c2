//! `count`: the number of matches in each unit of the scope (an article, the document) must lie within limits.

use std::collections::BTreeMap;

use super::judgement::{Flaw, Judgement};
use super::matching::{Match, RuleContext, Search};
use crate::rulepack::Scope;
use crate::text::{Norm, Span};

pub(super) fn run(cx: &RuleContext<'_>, search: Search<'_>, (min, max): (u32, u32)) -> Judgement {
    let (scope, ..) = search;
    if !cx.scopes.has(scope) {
        return Judgement::undecided(format!("这份文本里没有{}，无法判断", scope.word()));
    }
    let found = cx.matches(search);
    let units = units(cx, scope, &found);
    let Some((unit, here)) = units.iter().find(|(_, here)| !(min..=max).contains(&number(here))) else {
        let most = units.values().map(|here| number(here)).max().unwrap_or_default();
        return Judgement::pass(format!("{}中有 {most} 处", scope.word()))
            .evidence(found.first().map(|m| m.span));
    };
    let surplus = here.get(usize::try_from(max).unwrap_or(usize::MAX)).or(here.last());
    let title = cx.subject.facts.metadata.title.as_ref().map(|t| t.span);
    // What stands in none of several units is missed at its beginning, in the whole paper at the title.
    let start = (units.len() > 1).then(|| Span::new(unit.start, unit.start)).or(title);
    let span = surplus.map(|m| m.span).or(start).unwrap_or(Span::new(0, 0));
    Judgement::of(vec![Flaw::at(span).with("count", number(here).to_string())], "")
}

/// The matches of each unit of the scope. A sentence or a paragraph counts only when something stands in it.
fn units<'m>(cx: &RuleContext<'_>, scope: Scope, found: &'m [Match]) -> BTreeMap<Span<Norm>, Vec<&'m Match>> {
    let mut units = BTreeMap::<Span<Norm>, Vec<&Match>>::new();
    if found.is_empty() || !matches!(scope, Scope::Sentence | Scope::Paragraph) {
        units.extend(cx.scopes.all(scope).iter().map(|w| (w.unit, Vec::new())));
    }
    for m in found {
        units.entry(m.window.unit).or_default().push(m);
    }
    units
}

fn number(found: &[&Match]) -> u32 {
    u32::try_from(found.len()).unwrap_or(u32::MAX)
}
