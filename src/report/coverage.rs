//! What rules did over many documents.

use std::time::Duration;

use serde::Serialize;

use crate::report::Severity;

/// How often each rule fired, passed, was not applicable or could not tell.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct Coverage {
    /// Documents that were checked.
    pub documents: u64,
    /// Documents that could not be read.
    pub unread: u64,
    /// Every active rule, in order of id.
    pub rules: Vec<RuleCoverage>,
    /// Ids of the rules that never fired.
    pub never_fired: Vec<String>,
}

/// One rule over many documents; all but `findings` count documents.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct RuleCoverage {
    /// Rule id.
    pub rule: String,
    /// Its title.
    pub title: String,
    /// How much it matters.
    pub severity: Severity,
    /// Documents with at least one finding.
    pub fired: u64,
    /// Findings.
    pub findings: u64,
    /// Documents in order.
    pub passed: u64,
    /// Documents the rule is not meant for.
    pub not_applicable: u64,
    /// Documents whose text does not allow to say.
    pub undecided: u64,
}

impl RuleCoverage {
    pub(crate) fn new(rule: &str, title: &str, severity: Severity) -> Self {
        Self {
            rule: rule.to_owned(),
            title: title.to_owned(),
            severity,
            fired: 0,
            findings: 0,
            passed: 0,
            not_applicable: 0,
            undecided: 0,
        }
    }
}

/// What a rule cost over a run.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RuleCost {
    /// Rule id.
    pub rule: String,
    /// Its title.
    pub title: String,
    /// Time over all documents.
    pub time: Duration,
}

impl RuleCost {
    /// The cost of a rule.
    #[must_use]
    pub fn new(rule: &str, title: &str, time: Duration) -> Self {
        Self { rule: rule.to_owned(), title: title.to_owned(), time }
    }
}
