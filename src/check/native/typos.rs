//! Words that are wrong wherever they stand; `dictionaries/typos.tsv` names the neighbours that make them part of other words,
//! `dictionaries/misreadings.tsv` holds words with one character mistaken for another that looks or sounds like it.

use std::sync::LazyLock;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::document::Script;
use crate::lexicon::{Hit, Lexicon, ListId, Table};
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

/// What was mistaken and what is meant; no neighbour can make these part of other words.
static MISREADINGS: LazyLock<(ListId, &'static Table)> = LazyLock::new(|| {
    let lexicon = Lexicon::embedded();
    (lexicon.list("misreadings"), lexicon.table("misreadings"))
});

/// 错字、叠字；参数 sort 选其一
pub(super) fn typo(cx: &RuleContext<'_>, params: &Params) -> Judgement {
    let text = cx.subject.text();
    let sort = params.get("sort").map_or("wrong", String::as_str);
    // A word that is wrong throughout is told once.
    let mut places: Vec<Wrong> = Vec::new();
    let mut tell = |row: (bool, u32), right: &'static str, span: Span<Norm>| match places
        .iter_mut()
        .find(|wrong| wrong.row == row)
    {
        Some(wrong) => wrong.spans.push(span),
        None => places.push(Wrong { row, right, spans: vec![span] }),
    };
    let is_traditional = cx.subject.document.script == Script::Traditional;
    let (list, typos) = &*TYPOS;
    for hit in cx.subject.hits.of(*list) {
        let Some(typo) = typos.get(hit.row as usize).filter(|t| t.sort == sort) else { continue };
        if !(typo.is_simplified && is_traditional) && is_wrong(cx, *hit, typo) {
            tell((false, hit.row), typo.right, hit.span());
        }
    }
    let (list, misreadings) = &*MISREADINGS;
    let is_asked = sort == "wrong" && !is_traditional;
    for hit in cx.subject.hits.of(*list).iter().filter(|_| is_asked) {
        let is_known = cx.subject.hits.of(TYPOS.0).iter().any(|h| h.span().overlaps(hit.span()));
        if !is_known && is_in_paper(cx, *hit) {
            tell((true, hit.row), misreadings.cell(hit.row, 1), hit.span());
        }
    }
    Judgement::of(places.iter().flat_map(|wrong| told(text, wrong)).collect(), "没有发现词表里的错字")
}

/// A wrong word with all its places; the row says of which list it is.
struct Wrong {
    row: (bool, u32),
    right: &'static str,
    spans: Vec<Span<Norm>>,
}

/// The flaws of one word: each place by itself when they are few, else the first with the number of all.
fn told(text: &str, wrong: &Wrong) -> Vec<Flaw> {
    // A figure at the end only tells that a date follows.
    let digits = wrong.right.len() - wrong.right.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let right = wrong.right.get(..wrong.right.len() - digits).unwrap_or(wrong.right);
    let flaw = |at: &Span<Norm>| {
        let span = Span::new(at.start, at.end - crate::text::to_u32(digits));
        Flaw::at(span).with("match", span.of(text)).with("right", right)
    };
    match wrong.spans.split_first() {
        Some((first, rest)) if rest.len() >= FEW => {
            let times = format!("（全文共 {} 处）", wrong.spans.len());
            let all = flaw(first).with("times", times);
            vec![rest.iter().take(FEW).fold(all, |all, at| all.related(*at, "同类"))]
        }
        _ => wrong.spans.iter().map(flaw).collect(),
    }
}

/// Whether the place is in a sentence of the paper and not in what a portal puts around it.
fn is_in_paper(cx: &RuleContext<'_>, hit: Hit) -> bool {
    let outline = cx.subject.outline;
    let sentence = outline.sentence_at(hit.start).and_then(|i| outline.sentences.get(i));
    sentence.is_some_and(|s| s.part != Part::Portal)
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
