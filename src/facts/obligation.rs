//! Duties, prohibitions and permissions, explicit and implicit.

use serde::Serialize;

use super::{Context, FactId, Facts, Locate, Text};
use crate::document::Certainty;
use crate::text::{Norm, Span};

/// A sentence that obliges, forbids or allows.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Obligation<P = Span<Norm>> {
    /// `o1`, `o2` …
    pub id: FactId,
    /// The sentence.
    pub span: P,
    /// The strongest modality of the sentence: must_not > must > may.
    pub modality: Modality,
    /// The words that carry it; none for implicit ones.
    pub trigger: Option<Text<P>>,
    /// Who.
    pub subject: Option<Subject>,
    /// What.
    pub action: Option<Text<P>>,
    /// 未经…, 凡…的
    pub condition: Option<Text<P>>,
    /// 除…外
    pub exception: Option<Text<P>>,
    /// What follows when it is broken: 依法追究…
    pub consequence: Option<Text<P>>,
    /// Deadlines inside the sentence or inherited from its task.
    pub deadlines: Vec<FactId>,
    /// Unit lists that govern the sentence.
    pub assignments: Vec<FactId>,
    /// How sure the reading is.
    pub confidence: Certainty,
}

/// Who is obliged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Subject {
    /// The words of the text, or the issuing body's name.
    pub text: String,
    /// Where it was taken from.
    pub source: SubjectSource,
}

/// Where a subject was taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SubjectSource {
    /// The sentence names it.
    Stated,
    /// An earlier sentence or the heading names it.
    Inherited,
    /// Nobody is named; the issuing body speaks.
    Issuer,
}

/// What a sentence does to its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Modality {
    /// 应当, 必须, 要
    Must,
    /// 不得, 严禁
    MustNot,
    /// 可以, 有权
    May,
    /// 鼓励, 支持
    Encouraged,
    /// A plan's measure without a modal word.
    Implicit,
}

impl Obligation {
    pub(super) fn relocate<L: Locate>(&self, at: &L) -> Obligation<L::Place> {
        let text = |t: &Option<Text>| t.as_ref().map(|t| t.relocate(at));
        Obligation {
            id: self.id,
            span: at.place(self.span),
            modality: self.modality,
            trigger: text(&self.trigger),
            subject: self.subject.clone(),
            action: text(&self.action),
            condition: text(&self.condition),
            exception: text(&self.exception),
            consequence: text(&self.consequence),
            deadlines: self.deadlines.clone(),
            assignments: self.assignments.clone(),
            confidence: self.confidence,
        }
    }
}

/// Finds every obligation, in order.
pub(super) fn find(_cx: &Context<'_>, _so_far: &Facts) -> Vec<Obligation> {
    Vec::new()
}
