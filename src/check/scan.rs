//! One pass for the literals of all rules.

use std::collections::BTreeMap;
use std::fmt;

use crate::lexicon::Terms;
use crate::rulepack::{Check, Matcher, Rule};
use crate::text::to_u32;

/// All literals with, for each, the rules it leads to.
pub(super) struct Scanner {
    literals: Terms,
    rules: Vec<Vec<u16>>,
}

impl fmt::Debug for Scanner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Scanner({} literals)", self.rules.len())
    }
}

/// Where literals were found: `(rule, byte offset)`, sorted.
#[derive(Debug, Default)]
pub(super) struct Hits(Vec<(u16, u32)>);

impl Hits {
    /// The places of one rule, in order.
    pub(super) fn of(&self, rule: usize) -> &[(u16, u32)] {
        let Ok(rule) = u16::try_from(rule) else { return &[] };
        let from = self.0.partition_point(|h| h.0 < rule);
        let rest = self.0.get(from..).unwrap_or_default();
        let len = rest.partition_point(|h| h.0 == rule);
        rest.get(..len).unwrap_or_default()
    }
}

impl Scanner {
    pub(super) fn new(rules: &[Rule]) -> Self {
        let mut literals: BTreeMap<&str, Vec<u16>> = BTreeMap::new();
        for (index, rule) in (0u16..).zip(rules) {
            if let Some(matcher) = matcher(&rule.check).filter(|_| rule.is_active()) {
                for anchor in &matcher.anchors {
                    literals.entry(anchor).or_default().push(index);
                }
            }
        }
        Self { literals: Terms::new(literals.keys()), rules: literals.into_values().collect() }
    }

    pub(super) fn scan(&self, text: &str) -> Hits {
        let mut hits = Vec::new();
        self.literals.visit(text, |found| {
            let rules = self.rules.get(found.number as usize).map_or(&[][..], Vec::as_slice);
            hits.extend(rules.iter().map(|&rule| (rule, to_u32(found.start))));
        });
        hits.sort_unstable();
        Hits(hits)
    }
}

/// The patterns that lead the search of a check.
fn matcher(check: &Check) -> Option<&Matcher> {
    match check {
        Check::Require { any, .. }
        | Check::Forbid { any, .. }
        | Check::Count { any, .. }
        | Check::Consistent { any, .. } => Some(any),
        Check::Imply { when, .. } => Some(when),
        Check::Order { sequence, .. } => Some(sequence),
        Check::Native { .. } | Check::Archive { .. } => None,
    }
}
