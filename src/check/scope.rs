//! Scopes: which piece of the document a place belongs to, and which stretch a pattern is tried on.
//!
//! A *unit* is what a check is about (a sentence, an article, the body); a *window* is what patterns are tried on: the unit
//! itself when it is small, else one line of it, so that no pattern runs over a whole document.

use std::sync::OnceLock;

use super::Subject;
use crate::lexicon::{Literal, Pairs};
use crate::outline::{NodeKind, Part};
use crate::rulepack::Scope;
use crate::text::{Norm, Span, to_u32};

/// A stretch to try patterns on and the unit it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) span: Span<Norm>,
    pub(super) unit: Span<Norm>,
}

impl Window {
    /// Whether the whole unit is searched at once.
    pub(super) fn is_unit(self) -> bool {
        self.span == self.unit
    }
}

/// The scopes of one document; articles are gathered when first asked for.
pub(super) struct Scopes<'a> {
    subject: &'a Subject<'a>,
    articles: OnceLock<Vec<Span<Norm>>>,
    pairs: Pairs<'a>,
}

impl<'a> Scopes<'a> {
    pub(super) fn new(subject: &'a Subject<'a>) -> Self {
        Self { subject, articles: OnceLock::new(), pairs: Pairs::of(subject.text()) }
    }

    /// The window that holds a byte, when the byte lies in the scope.
    pub(super) fn at(&self, scope: Scope, offset: u32) -> Option<Window> {
        let outline = self.subject.outline;
        match scope {
            Scope::Sentence => {
                let sentence = outline.sentence_holding(offset)?;
                let span = (!is_above_body(sentence.part)).then_some(sentence.span)?;
                Some(Window { span, unit: span })
            }
            Scope::Paragraph => {
                let line = outline.line_holding(offset)?;
                let span = (!is_above_body(line.part)).then_some(line.span)?;
                Some(Window { span, unit: span })
            }
            Scope::Article => {
                let span =
                    *self.articles().iter().rfind(|a| a.start <= offset).filter(|a| a.holds(offset))?;
                Some(Window { span, unit: span })
            }
            Scope::Title => self.title().filter(|t| t.holds(offset)).map(|span| Window { span, unit: span }),
            Scope::Document | Scope::Head | Scope::Body | Scope::Annex | Scope::Signature => {
                let line = outline.line_holding(offset)?;
                is_in(scope, line.part).then(|| Window { span: line.span, unit: self.whole() })
            }
        }
    }

    /// Every window of a small scope.
    pub(super) fn all(&self, scope: Scope) -> Vec<Window> {
        let lines = &self.subject.outline.lines;
        match scope {
            Scope::Title => self.title().map(|span| Window { span, unit: span }).into_iter().collect(),
            Scope::Sentence | Scope::Paragraph => {
                lines.iter().filter_map(|l| self.at(Scope::Paragraph, l.span.start)).collect()
            }
            Scope::Article => self.articles().iter().map(|&span| Window { span, unit: span }).collect(),
            Scope::Document | Scope::Head | Scope::Body | Scope::Annex | Scope::Signature => {
                let unit = self.whole();
                lines.iter().filter(|l| is_in(scope, l.part)).map(|l| Window { span: l.span, unit }).collect()
            }
        }
    }

    /// Whether the document has such a part at all.
    pub(super) fn has(&self, scope: Scope) -> bool {
        match scope {
            Scope::Title => self.title().is_some(),
            Scope::Article => !self.articles().is_empty(),
            Scope::Sentence | Scope::Paragraph => !self.subject.outline.lines.is_empty(),
            scope => self.subject.outline.lines.iter().any(|l| is_in(scope, l.part)),
        }
    }

    /// Whether a literal stands in a stretch.
    pub(super) fn holds(&self, literal: &Literal, stretch: Span<Norm>) -> bool {
        self.pairs.hold(literal, (stretch.start, stretch.end))
    }

    fn whole(&self) -> Span<Norm> {
        Span::new(0, to_u32(self.subject.text().len()))
    }

    fn title(&self) -> Option<Span<Norm>> {
        self.subject.facts.metadata.title.as_ref().map(|t| t.span)
    }

    fn articles(&self) -> &[Span<Norm>] {
        self.articles.get_or_init(|| {
            let nodes = self.subject.outline.nodes.iter();
            nodes.filter(|n| n.kind == NodeKind::Article).map(|n| n.span).collect()
        })
    }
}

/// Whether a part stands above the body: what is said there is no statement of the document.
fn is_above_body(part: Part) -> bool {
    matches!(part, Part::Portal | Part::Masthead | Part::Title)
}

fn is_in(scope: Scope, part: Part) -> bool {
    match scope {
        Scope::Document => true,
        Scope::Head => is_above_body(part) || part == Part::Addressee,
        Scope::Body => part == Part::Body,
        Scope::Annex => matches!(part, Part::Annex | Part::AnnexList),
        Scope::Signature => matches!(part, Part::Signature | Part::Colophon),
        Scope::Title | Scope::Article | Scope::Paragraph | Scope::Sentence => false,
    }
}
