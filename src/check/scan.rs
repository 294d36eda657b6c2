//! One pass for the literals of all rules.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::lexicon::Terms;
use crate::rulepack::{Check, Matcher, Rule};
use crate::text::{grouped, to_u32};

/// All literals with, for each, the patterns it leads to. Patterns are numbered through all rules.
#[derive(Serialize, Deserialize)]
pub(super) struct Scanner {
    literals: Terms,
    /// First of `leads` of each literal, and the number of all.
    starts: Vec<u32>,
    leads: Vec<u32>,
    /// First pattern of each rule, and the number of all.
    firsts: Vec<u32>,
}

impl fmt::Debug for Scanner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Scanner({} literals)", self.starts.len().saturating_sub(1))
    }
}

/// Where literals were found, by rule, pattern and offset.
#[derive(Debug)]
pub(super) struct Hits<'s> {
    firsts: &'s [u32],
    /// First of `places` of each pattern, and the number of all.
    starts: Vec<u32>,
    places: Vec<u32>,
}

impl Hits<'_> {
    /// The byte offsets that lead to a rule, each with the place of the pattern in the rule, by pattern and offset.
    pub(super) fn of(&self, rule: usize) -> impl Iterator<Item = (usize, u32)> {
        let patterns = bounds(self.firsts, rule);
        patterns.enumerate().flat_map(|(number, pattern)| {
            let places = self.places.get(bounds(&self.starts, pattern)).unwrap_or_default();
            places.iter().map(move |place| (number, *place))
        })
    }
}

impl Scanner {
    pub(super) fn new(rules: &[Rule]) -> Self {
        let mut literals: Vec<(&str, u32)> = Vec::new();
        let mut firsts = vec![0];
        let mut pattern = 0;
        for rule in rules {
            let matcher = matcher(&rule.check).filter(|_| rule.is_active());
            for anchors in matcher.iter().flat_map(|matcher| &matcher.anchors) {
                literals.extend(anchors.iter().map(|anchor| (anchor, pattern)));
                pattern += 1;
            }
            firsts.push(pattern);
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
        let leads = literals.into_iter().map(|(_, lead)| lead).collect();
        Self { literals: Terms::new(terms), starts, leads, firsts }
    }

    pub(super) fn scan(&self, text: &str) -> Hits<'_> {
        let mut found: Vec<(u32, u32)> = Vec::with_capacity(text.len() / BYTES_A_HIT);
        let mut starts = vec![0_u32; self.firsts.last().map_or(0, |all| *all as usize) + 1];
        self.literals.visit(text, |literal| {
            let leads = self.leads.get(bounds(&self.starts, literal.number as usize)).unwrap_or_default();
            for &pattern in leads {
                starts[pattern as usize] += 1;
                found.push((pattern, to_u32(literal.start)));
            }
        });
        let places = grouped(&mut starts, &found);
        Hits { firsts: &self.firsts, starts, places }
    }
}

/// Bytes of a policy paper in which a literal stands.
const BYTES_A_HIT: usize = 8;

/// The range of a group, given where each starts.
fn bounds(starts: &[u32], group: usize) -> Range<usize> {
    match starts.get(group..group + 2) {
        Some(&[from, to]) => from as usize..to as usize,
        _ => 0..0,
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
