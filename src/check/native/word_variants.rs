//! A word that the paper writes in two ways: 其他 and 其它, 改善性住房 and 改善型住房. The rarer one is told.

use std::sync::LazyLock;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::document::Script;
use crate::lexicon::{Lexicon, ListId};
use crate::text::{Norm, Span};

/// One spelling: the pair it belongs to, whether it is the one not recommended, and what may not follow it.
struct Spelling {
    pair: usize,
    is_other: bool,
    after: Vec<&'static str>,
}

static SPELLINGS: LazyLock<(ListId, Vec<Spelling>)> = LazyLock::new(|| {
    let lexicon = Lexicon::embedded();
    let table = lexicon.table("word_variants");
    let [word, usual, after] = ["word", "usual", "after"].map(|c| table.column(c));
    let mut pairs: Vec<&str> = Vec::new();
    let mut spellings = Vec::new();
    for row in (0u32..).zip(table.rows()).map(|(row, _)| row) {
        let name = table.cell(row, usual);
        let pair = pairs.iter().position(|known| *known == name).unwrap_or(pairs.len());
        if pair == pairs.len() {
            pairs.push(name);
        }
        let after = table.cell(row, after).split('、').filter(|w| !w.is_empty()).collect();
        spellings.push(Spelling { pair, is_other: table.cell(row, word) != name, after });
    }
    (lexicon.list("word_variants"), spellings)
});

/// 同一个词两种写法
pub(super) fn word_variants(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    // Other words are usual in traditional texts.
    if cx.subject.document.script == Script::Traditional {
        return Judgement::not_applicable("繁体文件用字另有习惯");
    }
    let text = cx.subject.text();
    let (list, spellings) = &*SPELLINGS;
    let mut places: Vec<[Vec<Span<Norm>>; 2]> = Vec::new();
    for hit in cx.subject.hits.of(*list) {
        let Some(spelling) = spellings.get(hit.row as usize) else { continue };
        let rest = text.get(hit.end as usize..).unwrap_or("");
        let line = cx.subject.outline.line_holding(hit.start);
        let is_body = line.is_some_and(|l| l.part.is_text());
        if !is_body || spelling.after.iter().any(|w| rest.starts_with(w)) {
            continue;
        }
        if places.len() <= spelling.pair {
            places.resize_with(spelling.pair + 1, Default::default);
        }
        if let Some(spans) =
            places.get_mut(spelling.pair).and_then(|p| p.get_mut(usize::from(spelling.is_other)))
        {
            spans.push(hit.span());
        }
    }
    let flaws = places.iter().filter_map(|[usual, other]| {
        let (rare, common) = if other.len() <= usual.len() { (other, usual) } else { (usual, other) };
        let (first, meant) = rare.first().zip(common.first())?;
        let flaw = Flaw::at(*first).with("match", first.of(text)).with("other", meant.of(text));
        Some(flaw.related(*meant, "另一种写法"))
    });
    Judgement::of(flaws.collect(), "同一个词写法一致")
}
