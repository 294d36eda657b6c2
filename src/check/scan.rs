//! One pass for the literals of all rules.

use std::collections::BTreeMap;
use std::fmt;

use crate::lexicon::Terms;
use crate::rulepack::{Check, Matcher, Rule};
use crate::text::to_u32;

/// All literals with, for each, the patterns it leads to.
pub(super) struct Scanner {
    literals: Terms,
    leads: Vec<Vec<Lead>>,
}

/// A pattern, by the places of its rule in the registry and of itself in the rule.
type Lead = (u16, u16);

/// Where a literal was found: what it leads to, and the byte offset.
pub(super) type Hit = (Lead, u32);

impl fmt::Debug for Scanner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Scanner({} literals)", self.leads.len())
    }
}

/// Where literals were found, by rule, pattern and offset.
#[derive(Debug, Default)]
pub(super) struct Hits(Vec<Hit>);

impl Hits {
    /// The places of one rule, in order.
    pub(super) fn of(&self, rule: usize) -> &[Hit] {
        let Ok(rule) = u16::try_from(rule) else { return &[] };
        let from = self.0.partition_point(|h| h.0.0 < rule);
        let rest = self.0.get(from..).unwrap_or_default();
        let len = rest.partition_point(|h| h.0.0 == rule);
        rest.get(..len).unwrap_or_default()
    }
}

impl Scanner {
    pub(super) fn new(rules: &[Rule]) -> Self {
        let mut literals: BTreeMap<&str, Vec<Lead>> = BTreeMap::new();
        for (index, rule) in (0u16..).zip(rules) {
            let Some(matcher) = matcher(&rule.check).filter(|_| rule.is_active()) else { continue };
            for (pattern, anchors) in (0u16..).zip(&matcher.anchors) {
                for anchor in anchors {
                    literals.entry(anchor).or_default().push((index, pattern));
                }
            }
        }
        Self { literals: Terms::new(literals.keys()), leads: literals.into_values().collect() }
    }

    pub(super) fn scan(&self, text: &str) -> Hits {
        let mut hits = Vec::new();
        self.literals.visit(text, |found| {
            let leads = self.leads.get(found.number as usize).map_or(&[][..], Vec::as_slice);
            hits.extend(leads.iter().map(|&lead| (lead, to_u32(found.start))));
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
