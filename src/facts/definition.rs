//! 以下简称, 以下统称, 本办法所称…是指, and lists that a back reference names.

use serde::Serialize;

use super::{Context, Facts, Locate};
use crate::text::{Norm, Span};

/// A term the text introduces.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Definition<P = Span<Norm>> {
    /// The defining words.
    pub span: P,
    /// The term.
    pub term: String,
    /// What it stands for.
    pub meaning: String,
    /// What sort of definition it is.
    pub kind: DefinitionKind,
    /// Where the term stands, without quotation marks.
    #[serde(skip)]
    pub term_span: P,
    /// Where the meaning stands.
    #[serde(skip)]
    pub meaning_span: P,
}

/// Sorts of definitions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DefinitionKind {
    /// One for one: 以下简称.
    Abbreviation,
    /// One for many: 以下统称.
    Group,
    /// A list that a name or number refers to.
    List,
    /// 所称…是指
    Meaning,
}

impl Definition {
    pub(super) fn relocate<L: Locate>(&self, at: &L) -> Definition<L::Place> {
        Definition {
            span: at.place(self.span),
            term: at.printed(self.term_span),
            meaning: at.printed(self.meaning_span),
            kind: self.kind,
            term_span: at.place(self.term_span),
            meaning_span: at.place(self.meaning_span),
        }
    }
}

/// Finds every definition, in order.
pub(super) fn find(_cx: &Context<'_>, _so_far: &Facts) -> Vec<Definition> {
    Vec::new()
}
