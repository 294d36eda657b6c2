//! One pass for the literals of all rules.

use std::fmt;

use crate::lexicon::Terms;
use crate::rulepack::{Check, Matcher, Rule};
use crate::text::to_u32;

/// All literals with, for each, the patterns it leads to.
pub(super) struct Scanner {
    literals: Terms,
    /// First of `leads` of each literal, and the number of all.
    starts: Vec<u32>,
    leads: Vec<Lead>,
}

/// A pattern, by the places of its rule in the registry and of itself in the rule.
type Lead = (u16, u16);

/// Where a literal was found: what it leads to, and the byte offset.
pub(super) type Hit = (Lead, u32);

impl fmt::Debug for Scanner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Scanner({} literals)", self.starts.len().saturating_sub(1))
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
        let mut literals: Vec<(&str, Lead)> = Vec::new();
        for (index, rule) in (0u16..).zip(rules) {
            let Some(matcher) = matcher(&rule.check).filter(|_| rule.is_active()) else { continue };
            for (pattern, anchors) in (0u16..).zip(&matcher.anchors) {
                literals.extend(anchors.iter().map(|anchor| (anchor, (index, pattern))));
            }
        }
        literals.sort_unstable();
        let mut terms: Vec<&str> = Vec::new();
        let mut starts = Vec::new();
        for (at, (literal, _)) in (0u32..).zip(&literals) {
            if terms.last() != Some(literal) {
                terms.push(literal);
                starts.push(at);
            }
        }
        starts.push(to_u32(literals.len()));
        Self {
            literals: Terms::new(terms),
            starts,
            leads: literals.into_iter().map(|(_, lead)| lead).collect(),
        }
    }

    /// Where a literal leads.
    fn leads(&self, literal: u32) -> &[Lead] {
        let bound = |index: u32| self.starts.get(index as usize).map_or(0, |at| *at as usize);
        self.leads.get(bound(literal)..bound(literal + 1)).unwrap_or_default()
    }

    pub(super) fn scan(&self, text: &str) -> Hits {
        let mut hits = Vec::new();
        self.literals.visit(text, |found| {
            hits.extend(self.leads(found.number).iter().map(|&lead| (lead, to_u32(found.start))));
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
