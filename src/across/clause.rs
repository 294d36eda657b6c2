//! The clauses of a document, with what a comparison of two versions looks at.

use serde::{Deserialize, Serialize};

use crate::facts::{Facts, Locate};
use crate::outline::{NodeKind, Outline, Part};
use crate::report::Locator;
use crate::text::{Norm, Span};

/// Articles a document must have for its versions to be compared across an archive.
pub(super) const FEWEST_ARTICLES: usize = 3;

/// A clause: an article, else an item, else a line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Clause {
    /// `第三条`; empty for lines without a label.
    #[serde(default, rename = "n", skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// Normalised text without the label.
    #[serde(rename = "t")]
    pub text: String,
    /// Line in the raw text, 1-based.
    #[serde(rename = "l")]
    pub line: u32,
    /// Column, 1-based.
    #[serde(rename = "c")]
    pub column: u32,
    /// Deadlines, as byte ranges of `text`.
    #[serde(default, rename = "d", skip_serializing_if = "Vec::is_empty")]
    pub deadlines: Vec<(u32, u32)>,
    /// Units that are given something, as byte ranges of `text`.
    #[serde(default, rename = "u", skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<(u32, u32)>,
}

/// The articles of a document.
#[must_use]
pub fn articles(at: &Locator<'_>, outline: &Outline, facts: &Facts) -> Vec<Clause> {
    let nodes = outline.nodes.iter().filter(|n| n.kind == NodeKind::Article);
    nodes.map(|n| clause(at, facts, n.label, Span::new(n.label.end, n.span.end))).collect()
}

/// All clauses of a document: its articles and, where it has none, its lines.
#[must_use]
pub fn clauses(at: &Locator<'_>, outline: &Outline, facts: &Facts) -> Vec<Clause> {
    let articles = articles(at, outline, facts);
    if !articles.is_empty() {
        return articles;
    }
    let text = at.document().norm();
    let mut found: Vec<Clause> = Vec::new();
    let mut last = u32::MAX;
    for sentence in &outline.sentences {
        let is_body = !matches!(sentence.part, Part::Portal | Part::Masthead | Part::Colophon);
        if sentence.line == last || !is_body {
            continue;
        }
        last = sentence.line;
        let start = sentence.span.start as usize;
        let rest = text.get(start..).unwrap_or("");
        let end = start + rest.find('\n').unwrap_or(rest.len());
        let label = Span::new(sentence.span.start, sentence.text_start.min(sentence.span.end));
        found.push(clause(at, facts, label, Span::at(label.end as usize, end)));
    }
    found.retain(|c| !c.text.is_empty());
    found
}

fn clause(at: &Locator<'_>, facts: &Facts, label: Span<Norm>, body: Span<Norm>) -> Clause {
    let text = at.document().norm();
    let whole = body.of(text);
    let lead = whole.len() - whole.trim_start().len();
    let start = body.start + u32::try_from(lead).unwrap_or(0);
    let trimmed = whole.trim();
    let inside = |span: Span<Norm>| {
        let end = start + u32::try_from(trimmed.len()).unwrap_or(u32::MAX);
        (start <= span.start && span.end <= end).then(|| (span.start - start, span.end - start))
    };
    let place = at.place(Span::new(start, body.end.max(start)));
    Clause {
        label: label.of(text).trim().to_owned(),
        text: trimmed.to_owned(),
        line: place.line,
        column: place.column,
        deadlines: facts.deadlines.iter().filter_map(|d| inside(d.span)).collect(),
        units: facts.assignments.iter().flat_map(|a| &a.units).filter_map(|u| inside(u.span)).collect(),
    }
}
