//! Words that are wrong wherever they stand; `dictionaries/typos.tsv` names the neighbours that make them part of other words.

use std::sync::LazyLock;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::document::Script;
use crate::lexicon::{Hit, Lexicon, ListId};
use crate::outline::Part;
use crate::text::{Norm, Span};

/// Up to so many places a word is told at each.
const FEW: usize = 3;

struct Typo {
    right: &'static str,
    sort: &'static str,
    /// Wrong in simplified texts only.
    is_simplified: bool,
    before: Vec<&'static str>,
    after: Vec<&'static str>,
}

static TYPOS: LazyLock<(ListId, Vec<Typo>)> = LazyLock::new(|| {
    let lexicon = Lexicon::embedded();
    let table = lexicon.table("typos");
    let [right, before, after, sort, script] =
        ["right", "before", "after", "sort", "script"].map(|c| table.column(c));
    let words = |cell: &'static str| cell.split('、').filter(|w| !w.is_empty()).collect();
    let typo = |row: u32| Typo {
        right: table.cell(row, right),
        sort: table.cell(row, sort),
        is_simplified: table.cell(row, script) == "简",
        before: words(table.cell(row, before)),
        after: words(table.cell(row, after)),
    };
    (lexicon.list("typos"), (0u32..).zip(table.rows()).map(|(row, _)| typo(row)).collect())
});

/// 错字、叠字；参数 sort 选其一
pub(super) fn typo(cx: &RuleContext<'_>, params: &Params) -> Judgement {
    let (list, typos) = &*TYPOS;
    let sort = params.get("sort").map_or("wrong", String::as_str);
    let text = cx.subject.text();
    let is_traditional = cx.subject.document.script == Script::Traditional;
    // A word that is wrong throughout is told once.
    let mut places: Vec<(u32, &Typo, Vec<Span<Norm>>)> = Vec::new();
    for hit in cx.subject.hits.of(*list) {
        let Some(typo) = typos.get(hit.row as usize).filter(|t| t.sort == sort) else { continue };
        if typo.is_simplified && is_traditional || !is_wrong(cx, *hit, typo) {
            continue;
        }
        match places.iter_mut().find(|(row, ..)| *row == hit.row) {
            Some((.., spans)) => spans.push(hit.span()),
            None => places.push((hit.row, typo, vec![hit.span()])),
        }
    }
    let flaws = places.iter().flat_map(|(_, typo, spans)| told(text, typo, spans));
    Judgement::of(flaws.collect(), "没有发现词表里的错字")
}

/// The flaws of one word: each place by itself when they are few, else the first with the number of all.
fn told(text: &str, typo: &Typo, spans: &[Span<Norm>]) -> Vec<Flaw> {
    // A figure at the end only tells that a date follows.
    let digits = typo.right.len() - typo.right.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let right = typo.right.get(..typo.right.len() - digits).unwrap_or(typo.right);
    let flaw = |at: &Span<Norm>| {
        let span = Span::new(at.start, at.end - crate::text::to_u32(digits));
        Flaw::at(span).with("match", span.of(text)).with("right", right)
    };
    match spans.split_first() {
        Some((first, rest)) if rest.len() >= FEW => {
            let times = format!("（全文共 {} 处）", spans.len());
            let all = flaw(first).with("times", times);
            vec![rest.iter().take(FEW).fold(all, |all, at| all.related(*at, "同类"))]
        }
        _ => spans.iter().map(flaw).collect(),
    }
}

/// Whether the word stands in a sentence of the paper, and no neighbour makes it part of others.
fn is_wrong(cx: &RuleContext<'_>, hit: Hit, typo: &Typo) -> bool {
    let text = cx.subject.text();
    let outline = cx.subject.outline;
    let Some(sentence) = outline.sentence_at(hit.start).and_then(|i| outline.sentences.get(i)) else {
        return false;
    };
    let before = text.get(sentence.span.start as usize..hit.start as usize).unwrap_or("");
    let after = text.get(hit.end as usize..sentence.span.end as usize).unwrap_or("");
    // A run-in heading that a copy has lost the mark of is followed by the sentence that takes its word up.
    let is_heading_lost = typo.sort == "doubled" && sentence.text_start == hit.start;
    sentence.part != Part::Portal
        && !is_heading_lost
        && !typo.before.iter().any(|w| before.ends_with(w))
        && !typo.after.iter().any(|w| after.starts_with(w))
}
