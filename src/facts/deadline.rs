//! Due dates, limits, recurring duties, validity and plan periods.

use jiff::civil::Date;
use serde::Serialize;

use super::{Context, FactId, Facts, Locate};
use crate::text::{Norm, Span};

/// A time expression that binds somebody.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Deadline<P = Span<Norm>> {
    /// `d1`, `d2` …
    pub id: FactId,
    /// The minimal expression.
    pub span: P,
    /// What sort of limit it is.
    pub kind: DeadlineKind,
    /// by/from: a date; within/validity: an ISO 8601 duration (`P5BD` for working days); range/plan_period: `A/B`;
    /// frequency: `R/P3M`, `R/P1M;min=2`.
    pub value: Option<String>,
    /// What it counts from.
    pub anchor: Option<Anchor>,
    /// Whether it binds strictly (力争, 逐步 make it soft).
    pub hard: bool,
    /// The calendar date, when everything needed to compute it is known.
    pub due_on: Option<Date>,
    /// Why `due_on` is not known, or that the expression has two readings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The other reading of an ambiguous expression, in the form of `value`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alternative: Option<String>,
}

/// What a limit counts from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Anchor {
    /// `event`, `document_date`, `plan_period`, …
    pub kind: &'static str,
    /// The words of the text.
    pub text: String,
}

/// Sorts of time limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DeadlineKind {
    /// Before or on a date.
    By,
    /// Within a time from an event.
    Within,
    /// Between two dates.
    Range,
    /// From a date on.
    From,
    /// Again and again.
    Frequency,
    /// For how long the document is in force.
    Validity,
    /// The years a plan is for.
    PlanPeriod,
    /// Before or after a named event only.
    Event,
    /// 及时, 定期, 尽快.
    Vague,
}

impl Deadline {
    pub(super) fn relocate<L: Locate>(&self, at: &L) -> Deadline<L::Place> {
        Deadline {
            id: self.id,
            span: at.place(self.span),
            kind: self.kind,
            value: self.value.clone(),
            anchor: self.anchor.clone(),
            hard: self.hard,
            due_on: self.due_on,
            note: self.note.clone(),
            alternative: self.alternative.clone(),
        }
    }
}

/// Finds every time limit, in order.
pub(super) fn find(_cx: &Context<'_>, _so_far: &Facts) -> Vec<Deadline> {
    Vec::new()
}
