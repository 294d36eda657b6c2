//! Sums and counts that the text itself allows to check.

use serde::Serialize;

use super::{Context, Facts, Locate};
use crate::text::{Norm, Span};

/// A relation between figures.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Figure<P = Span<Norm>> {
    /// The words that state it.
    pub span: P,
    /// `sum`, `parts`, `count`, `percentage`, `contains_excluded`, …
    pub relation: &'static str,
    /// The figures, the whole first.
    pub values: Vec<f64>,
    /// Whether it holds; `None` when the text does not allow to say.
    pub holds: Option<bool>,
    /// Why not, in Chinese.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Figure {
    pub(super) fn relocate<L: Locate>(&self, at: &L) -> Figure<L::Place> {
        Figure {
            span: at.place(self.span),
            relation: self.relation,
            values: self.values.clone(),
            holds: self.holds,
            note: self.note.clone(),
        }
    }
}

/// Finds every relation that can be checked, in order.
pub(super) fn find(_cx: &Context<'_>, _so_far: &Facts) -> Vec<Figure> {
    Vec::new()
}
