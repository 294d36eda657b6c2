//! One place, one finding: a rule drops what another rule that it yields to tells of the same place.

use super::Judged;
use super::judgement::{Flaw, Judgement};
use crate::rulepack::{Pack, Rule};
use crate::text::{Norm, Span};

/// Why a rule passes all whose places other rules tell; its evidence are those places.
pub(crate) const YIELDED: &str = "同一处由另一条规则报告";

/// Drops the flaws that a rule yields. What counts is what each rule told at first: of three that yield in a row, the last tells.
pub(super) fn settle(judged: &mut [Judged<'_>], packs: &[Pack]) {
    let told: Vec<(&Rule, Span<Norm>)> = judged
        .iter()
        .flat_map(|Judged { rule, judgement, .. }| judgement.flaws.iter().map(move |flaw| (*rule, flaw.span)))
        .collect();
    for Judged { rule, judgement, .. } in
        judged.iter_mut().filter(|judged| !judged.judgement.flaws.is_empty())
    {
        let by_pack = packs.iter().find(|pack| pack.id == rule.pack).map_or(&[][..], |pack| &pack.yields_to);
        if rule.yields_to.is_empty() && by_pack.is_empty() {
            continue;
        }
        let better = |other: &Rule| {
            let by_rule = rule.yields_to.iter().any(|key| *key == *other.id || is_above(other, key));
            by_rule || by_pack.contains(&other.pack)
        };
        let taken: Vec<Span<Norm>> =
            told.iter().filter(|(other, _)| better(other)).map(|(_, span)| *span).collect();
        if !taken.is_empty() {
            without(judgement, &taken);
        }
    }
}

/// Whether `key` names the pack of a rule, and the rule is not one of those that yield to that pack themselves.
fn is_above(rule: &Rule, key: &str) -> bool {
    *rule.pack == *key && !rule.yields_to.iter().any(|own| own == key)
}

/// Leaves the flaws that overlap none of the places.
fn without(judgement: &mut Judgement, taken: &[Span<Norm>]) {
    let is_taken = |flaw: &Flaw| taken.iter().any(|place| place.overlaps(flaw.span));
    let (told, flaws): (Vec<Flaw>, Vec<Flaw>) =
        std::mem::take(&mut judgement.flaws).into_iter().partition(is_taken);
    if told.is_empty() {
        judgement.flaws = flaws;
        return;
    }
    let is_all = flaws.is_empty();
    *judgement = Judgement::of(flaws, YIELDED);
    if is_all {
        judgement.evidence = told.into_iter().map(|flaw| flaw.span).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::without;
    use crate::check::judgement::{Flaw, Judgement};
    use crate::report::Verdict;
    use crate::rulepack::{Registry, Rule};
    use crate::text::Span;

    /// The rules that a rule yields to by name.
    fn keys<'r>(rule: &'r Rule, registry: &Registry) -> Vec<&'r str> {
        let is_pack = |key: &str| registry.packs().iter().any(|pack| pack.id == key);
        rule.yields_to.iter().map(String::as_str).filter(|key| !is_pack(key)).collect()
    }

    #[test]
    fn rules_yield_to_rules_that_there_are() {
        let registry = Registry::embedded().expect("embedded rules");
        for rule in registry.rules() {
            // Whoever yields to a rule that yields in turn to it would leave a place untold.
            let mut ahead = keys(rule, &registry);
            let mut seen = 0;
            while let Some(better) = ahead.get(seen).copied() {
                let known = registry.rule(better).unwrap_or_else(|| panic!("{} yields to {better}", rule.id));
                assert_ne!(known.id, rule.id, "{} yields to itself", rule.id);
                let mut further = keys(known, &registry);
                further.retain(|id| !ahead.contains(id));
                ahead.extend(further);
                seen += 1;
            }
        }
        for better in registry.packs().iter().flat_map(|pack| &pack.yields_to) {
            let known = registry.packs().iter().find(|pack| pack.id == *better);
            assert!(known.is_some_and(|pack| pack.yields_to.is_empty()), "{better}");
        }
    }

    #[test]
    fn a_place_is_told_once() {
        let flaws = || vec![Flaw::at(Span::at(0, 9)), Flaw::at(Span::at(30, 39))];
        let mut judgement = Judgement::of(flaws(), "");
        without(&mut judgement, &[Span::at(6, 12)]);
        assert_eq!(judgement.flaws.len(), 1);
        without(&mut judgement, &[Span::at(33, 36)]);
        assert_eq!((judgement.verdict, judgement.evidence), (Verdict::Pass, vec![Span::at(30, 39)]));
        let mut judgement = Judgement::of(flaws(), "");
        without(&mut judgement, &[Span::at(12, 15)]);
        assert_eq!(judgement.flaws.len(), 2);
    }
}
