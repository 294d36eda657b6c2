//! Numbered tasks with the units, deadlines and duties that belong to them.

use serde::Serialize;

use super::{Context, FactId, Facts, Locate};
use crate::text::{Norm, Span};

/// A numbered task.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Task<P = Span<Norm>> {
    /// `t1`, `t2` …
    pub id: FactId,
    /// Headings above it and its own label, outermost first.
    pub path: Vec<String>,
    /// The heading or first clause.
    pub summary: String,
    /// Where the summary stands.
    #[serde(skip)]
    pub summary_span: P,
    /// Everything that belongs to it.
    pub span: P,
    /// Unit lists that govern it.
    pub assignments: Vec<FactId>,
    /// Deadlines inside it.
    pub deadlines: Vec<FactId>,
    /// Duties inside it.
    pub obligations: Vec<FactId>,
}

impl Task {
    pub(super) fn relocate<L: Locate>(&self, at: &L) -> Task<L::Place> {
        Task {
            id: self.id,
            path: self.path.clone(),
            summary: at.printed(self.summary_span),
            summary_span: at.place(self.summary_span),
            span: at.place(self.span),
            assignments: self.assignments.clone(),
            deadlines: self.deadlines.clone(),
            obligations: self.obligations.clone(),
        }
    }
}

/// Gathers the tasks of the document, in order.
pub(super) fn find(_cx: &Context<'_>, _so_far: &Facts) -> Vec<Task> {
    Vec::new()
}
