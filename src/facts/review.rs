//! Sentences on legality review (合法性审核/审查) and its kin: rule, evidence, admission or figure.

use serde::Serialize;

use super::{Context, Facts, Locate};
use crate::text::{Norm, Span};

/// A sentence that speaks of a review.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Review<P = Span<Norm>> {
    /// The sentence.
    pub span: P,
    /// Which review.
    pub regime: Regime,
    /// What the sentence does.
    pub class: ReviewClass,
    /// Why it was classed so, in Chinese.
    pub reason: String,
}

/// Which review a sentence speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Regime {
    /// Of administrative normative documents.
    NormativeDocument,
    /// Of major administrative decisions.
    MajorDecision,
    /// Of contracts.
    Contract,
    /// Of enforcement decisions (法制审核).
    Enforcement,
    /// Fair competition review.
    FairCompetition,
    /// Record filing review (备案审查).
    Filing,
    /// Of Party documents.
    Party,
}

/// What a sentence on a review does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewClass {
    /// States that it must be done.
    Rule,
    /// States that it was done.
    Evidence,
    /// Admits that it was not done.
    Missing,
    /// Counts.
    Statistic,
}

impl Review {
    pub(super) fn relocate<L: Locate>(&self, at: &L) -> Review<L::Place> {
        Review {
            span: at.place(self.span),
            regime: self.regime,
            class: self.class,
            reason: self.reason.clone(),
        }
    }
}

/// Finds every sentence on a review, in order.
pub(super) fn find(_cx: &Context<'_>, _so_far: &Facts) -> Vec<Review> {
    Vec::new()
}
