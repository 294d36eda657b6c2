//! Sentences on the three unifications (三统一): registration, numbering, issuance.

use serde::Serialize;

use super::{Context, Facts, Locate};
use crate::text::{Norm, Span};

/// A sentence on one or all of the three unifications.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Unification<P = Span<Norm>> {
    /// The sentence.
    pub span: P,
    /// Which.
    pub item: UnificationItem,
    /// What the sentence does.
    pub class: UnificationClass,
}

/// Which of the three.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum UnificationItem {
    /// 统一登记
    Registration,
    /// 统一编号
    Numbering,
    /// 统一印发 / 公布 / 发布
    Issuance,
    /// 三统一
    All,
}

/// What the sentence does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum UnificationClass {
    /// States that it must be done.
    Rule,
    /// Claims that it is done.
    Claim,
    /// Shows that it was done for this document.
    Evidence,
}

impl Unification {
    pub(super) fn relocate<L: Locate>(&self, at: &L) -> Unification<L::Place> {
        Unification { span: at.place(self.span), item: self.item, class: self.class }
    }
}

/// Finds every sentence on the unifications, in order.
pub(super) fn find(_cx: &Context<'_>, _so_far: &Facts) -> Vec<Unification> {
    Vec::new()
}
