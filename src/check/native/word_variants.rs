//! A word that the paper writes in two ways: 其他 and 其它, 改善性住房 and 改善型住房. The rarer one is told.

use std::sync::LazyLock;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::document::Script;
use crate::lexicon::{Lexicon, Terms};
use crate::outline::Part;
use crate::text::{Norm, Span, to_u32};

/// Both spellings of every pair, the recommended one at even places, and what may not follow the other one.
static PAIRS: LazyLock<(Terms, Vec<Vec<&'static str>>)> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("word_variants");
    let [other, after] = ["other", "after"].map(|c| table.column(c));
    let rows = || table.rows().map(|row| (row.first().copied().unwrap_or(""), row));
    let words = rows().flat_map(|(usual, row)| [usual, row.get(other).copied().unwrap_or("")]);
    let split = |cell: &'static str| cell.split('、').filter(|w| !w.is_empty()).collect();
    let bars = rows().map(|(_, row)| split(row.get(after).copied().unwrap_or("")));
    (Terms::new(words), bars.collect())
});

/// 同一个词两种写法
pub(super) fn word_variants(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    // Other words are usual in traditional texts.
    if cx.subject.document.script == Script::Traditional {
        return Judgement::not_applicable("繁体文件用字另有习惯");
    }
    let text = cx.subject.text();
    let (terms, bars) = &*PAIRS;
    let mut places: Vec<[Vec<Span<Norm>>; 2]> = vec![[Vec::new(), Vec::new()]; bars.len()];
    terms.visit(text, |found| {
        let (pair, side) = (found.number as usize / 2, found.number as usize % 2);
        let rest = text.get(found.end..).unwrap_or("");
        let is_barred =
            side == 1 && bars.get(pair).is_some_and(|bars| bars.iter().any(|b| rest.starts_with(b)));
        let line =
            cx.subject.outline.line_at(to_u32(found.start)).and_then(|i| cx.subject.outline.lines.get(i));
        let is_body = line.is_some_and(|l| matches!(l.part, Part::Body | Part::Annex));
        if let Some(spans) =
            places.get_mut(pair).and_then(|p| p.get_mut(side)).filter(|_| is_body && !is_barred)
        {
            spans.push(Span::at(found.start, found.end));
        }
    });
    let flaws = places.iter().filter_map(|[usual, other]| {
        let (rare, common) = if other.len() <= usual.len() { (other, usual) } else { (usual, other) };
        let (first, meant) = rare.first().zip(common.first())?;
        let flaw = Flaw::at(*first).with("match", first.of(text)).with("other", meant.of(text));
        Some(flaw.related(*meant, "另一种写法"))
    });
    Judgement::of(flaws.collect(), "同一个词写法一致")
}
