//! One place, one finding: a rule drops what another rule that it yields to tells of the same place.

use std::sync::Arc;

use super::judgement::Judgement;
use crate::rulepack::Rule;
use crate::text::{Norm, Span};

/// What one rule said, with the title of the rule.
pub(super) type Judged<'r> = (&'r Rule, Arc<str>, Judgement);

/// Drops the flaws that a rule yields.
pub(super) fn settle(judged: &mut [Judged<'_>]) {
    for index in 0..judged.len() {
        let Some((rule, _, judgement)) = judged.get(index) else { continue };
        if rule.yields_to.is_empty() || judgement.flaws.is_empty() {
            continue;
        }
        let better = |id: &str| rule.yields_to.iter().any(|better| better == id);
        let taken: Vec<Span<Norm>> = judged
            .iter()
            .filter(|(other, ..)| better(&other.id))
            .flat_map(|(.., judgement)| judgement.flaws.iter().map(|flaw| flaw.span))
            .collect();
        if let Some((.., judgement)) = judged.get_mut(index).filter(|_| !taken.is_empty()) {
            without(judgement, &taken);
        }
    }
}

/// Leaves the flaws that overlap none of the places.
fn without(judgement: &mut Judgement, taken: &[Span<Norm>]) {
    let all = judgement.flaws.len();
    let mut flaws = std::mem::take(&mut judgement.flaws);
    flaws.retain(|flaw| !taken.iter().any(|place| place.overlaps(flaw.span)));
    if flaws.len() == all {
        judgement.flaws = flaws;
        return;
    }
    *judgement = Judgement::of(flaws, "同一处由另一条规则报告");
}

#[cfg(test)]
mod tests {
    use super::without;
    use crate::check::judgement::{Flaw, Judgement};
    use crate::report::Verdict;
    use crate::rulepack::Registry;
    use crate::text::Span;

    #[test]
    fn rules_yield_to_rules_that_there_are() {
        let registry = Registry::embedded().expect("embedded rules");
        for rule in registry.rules() {
            for better in &rule.yields_to {
                let known = registry.rule(better).unwrap_or_else(|| panic!("{} yields to {better}", rule.id));
                assert!(known.yields_to.is_empty(), "{} yields to {better}, which yields", rule.id);
            }
        }
    }

    #[test]
    fn a_place_is_told_once() {
        let flaws = || vec![Flaw::at(Span::at(0, 9)), Flaw::at(Span::at(30, 39))];
        let mut judgement = Judgement::of(flaws(), "");
        without(&mut judgement, &[Span::at(6, 12)]);
        assert_eq!(judgement.flaws.len(), 1);
        without(&mut judgement, &[Span::at(33, 36)]);
        assert_eq!(judgement.verdict, Verdict::Pass);
        let mut judgement = Judgement::of(flaws(), "");
        without(&mut judgement, &[Span::at(12, 15)]);
        assert_eq!(judgement.flaws.len(), 2);
    }
}
