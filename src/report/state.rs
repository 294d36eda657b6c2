//! Where a finding stands against what was known before: baseline, suppression, what has gone.

use jiff::civil::Date;
use serde::Serialize;

/// End of the fingerprint of a finding that tells of many places of one document at once.
pub const ALL: &str = "-all";

/// A finding compared with the baseline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Baseline {
    /// Not in the baseline, or no baseline given.
    #[default]
    New,
    /// In the baseline.
    Unchanged,
    /// Suppressed with a reason.
    Suppressed,
}

/// The entry of a suppression file that speaks of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Suppression {
    /// Why it is suppressed.
    pub reason: String,
    /// Last day it is.
    pub expires: Date,
    /// Whether that day is over; the finding then counts again.
    pub is_expired: bool,
}

impl Suppression {
    pub(crate) fn new(reason: String, expires: Date, is_expired: bool) -> Self {
        Self { reason, expires, is_expired }
    }
}

/// A finding of the baseline that is no longer there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Absent {
    /// Rule id.
    pub rule: String,
    /// As in the baseline.
    pub fingerprint: String,
    /// What it said.
    pub message: String,
}

impl Absent {
    pub(crate) fn new(rule: String, fingerprint: String, message: String) -> Self {
        Self { rule, fingerprint, message }
    }
}

/// How many findings stand where; given only when there is a baseline or a suppression file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct States {
    /// Neither in the baseline nor suppressed: these alone decide the exit code.
    pub new: u64,
    /// In the baseline.
    pub unchanged: u64,
    /// Suppressed.
    pub suppressed: u64,
    /// In the baseline and no longer there.
    pub absent: u64,
}

impl States {
    /// Counts findings and what is absent.
    pub(crate) fn of(states: impl Iterator<Item = Baseline>, absent: usize) -> Self {
        let mut counts = Self { absent: absent as u64, ..Self::default() };
        for state in states {
            match state {
                Baseline::New => counts.new += 1,
                Baseline::Unchanged => counts.unchanged += 1,
                Baseline::Suppressed => counts.suppressed += 1,
            }
        }
        counts
    }

    /// Both together.
    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            new: self.new + other.new,
            unchanged: self.unchanged + other.unchanged,
            suppressed: self.suppressed + other.suppressed,
            absent: self.absent + other.absent,
        }
    }
}
