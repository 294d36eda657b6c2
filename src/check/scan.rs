//! One automaton over the literals of all rules.

use std::collections::BTreeMap;
use std::fmt;

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};

use crate::rulepack::{Check, Matcher, Rule};
use crate::text::to_u32;

/// The automaton with, for each literal, the rules it leads to.
pub(super) struct Scanner {
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
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
        let patterns: Vec<(&str, u32)> = literals.keys().copied().zip(0u32..).collect();
        let builder = CharwiseDoubleArrayAhoCorasickBuilder::new();
        // The builder refuses only empty and repeated patterns: the loader refuses the first, the map the second.
        let automaton = if patterns.is_empty() { None } else { builder.build_with_values(patterns).ok() };
        Self { automaton, rules: literals.into_values().collect() }
    }

    pub(super) fn scan(&self, text: &str) -> Hits {
        let mut hits = Vec::new();
        if let Some(automaton) = &self.automaton {
            for found in automaton.find_overlapping_iter(text) {
                let rules = self.rules.get(found.value() as usize).map_or(&[][..], Vec::as_slice);
                hits.extend(rules.iter().map(|&rule| (rule, to_u32(found.start()))));
            }
        }
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
        Check::Native { .. } => None,
    }
}
