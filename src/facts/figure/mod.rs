//! Sums, counts, shares and changes that the text itself allows to check.
//!
//! Only relations whose figures surely belong together come out. `holds` is false only where a careful reader would sign it:
//! units agree, numbers are exact, and the parts are of a kind that cannot overlap.

mod count;
mod headings;
mod quantity;
mod ratio;
mod score;
mod spread;
mod sum;

use std::sync::LazyLock;

use serde::Serialize;

use self::quantity::Quantity;
use super::clause::SENTENCE_BYTES;
use super::{Context, Facts, Locate};
use crate::lexicon::{Hit, Lexicon, ListId};
use crate::text::{Norm, Span, to_u32};

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

/// What a clue stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Clue {
    /// 其中
    Within,
    /// 保留, 维持, 合格: one of a closed set of outcomes.
    Outcome,
    /// 占
    Share,
    /// 占年度计划, 完成年度目标: the whole stands behind it.
    Plan,
    /// 办结率
    Rate,
    /// 增加到
    Change,
    /// 三个
    Count,
    /// 三次产业
    Structure,
    /// 评分标准
    Score,
}

struct Terms {
    list: ListId,
    rows: Vec<Clue>,
}

static TERMS: LazyLock<Terms> = LazyLock::new(|| {
    let lexicon = Lexicon::embedded();
    let table = lexicon.table("figure_terms");
    let kind = table.column("kind");
    let rows = table.rows().map(|row| match row[kind] {
        "within" => Clue::Within,
        "share" => Clue::Share,
        "plan" => Clue::Plan,
        "rate" => Clue::Rate,
        "change" => Clue::Change,
        "count" => Clue::Count,
        "structure" => Clue::Structure,
        "score" => Clue::Score,
        _ => Clue::Outcome,
    });
    Terms { list: lexicon.list("figure_terms"), rows: rows.collect() }
});

impl Terms {
    fn clue(&self, hit: Hit) -> Option<Clue> {
        self.rows.get(hit.row as usize).copied()
    }

    /// Whether the words right before a quantity name an outcome.
    fn is_outcome(&self, cx: &Context<'_>, quantity: &Quantity<'_>) -> bool {
        let reach =
            Span::new(quantity.span.start.saturating_sub(to_u32(quantity.label.len())), quantity.span.start);
        cx.hits.within(self.list, reach).iter().any(|h| self.clue(*h) == Some(Clue::Outcome))
    }
}

/// Finds every relation that can be checked, in order.
pub(super) fn find(cx: &Context<'_>, _so_far: &Facts) -> Vec<Figure> {
    let mut found: Vec<Figure> = Vec::new();
    let mut summed = Span::new(0, 0);
    let mut scored = false;
    for &hit in cx.hits.of(TERMS.list) {
        let Some(clue) = TERMS.clue(hit) else { continue };
        scored |= clue == Clue::Score;
        let Some(sentence) = cx.outline.sentence_holding(hit.start) else {
            continue;
        };
        if !sentence.part.is_text() || sentence.span.len() > SENTENCE_BYTES {
            continue;
        }
        let figure = match clue {
            Clue::Count => count::of_number(cx, sentence, hit),
            Clue::Share => ratio::share(cx, sentence, hit),
            Clue::Plan => ratio::plan(cx, sentence, hit),
            Clue::Rate => ratio::rate(cx, sentence, hit),
            Clue::Change => ratio::change(cx, sentence, hit),
            Clue::Structure => spread::of_structure(cx, sentence, hit),
            Clue::Score => None,
            // One sum per sentence: the outcomes behind a 其中 are its parts.
            Clue::Within | Clue::Outcome if summed == sentence.span => None,
            Clue::Within => sum::of_within(cx, sentence, hit, &TERMS)
                .or_else(|| spread::of_within(cx, sentence, hit))
                .inspect(|_| summed = sentence.span),
            Clue::Outcome if has_within(cx, sentence.span) => None,
            Clue::Outcome => sum::of_outcomes(cx, sentence, hit, &TERMS).inspect(|_| summed = sentence.span),
        };
        found.extend(figure);
    }
    found.extend(headings::find(cx));
    if scored {
        found.extend(score::find(cx));
    }
    found.sort_by_key(|f| f.span);
    found.dedup_by_key(|f| (f.span, f.relation));
    found
}

fn has_within(cx: &Context<'_>, span: Span<Norm>) -> bool {
    cx.hits.within(TERMS.list, span).iter().any(|h| TERMS.clue(*h) == Some(Clue::Within))
}

#[cfg(test)]
mod tests;
