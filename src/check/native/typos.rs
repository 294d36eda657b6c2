//! Words that are wrong wherever they stand; `dictionaries/typos.tsv` names the neighbours that make them part of other words.

use std::sync::LazyLock;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::lexicon::{Hit, Lexicon, ListId};
use crate::outline::Part;

struct Typo {
    right: &'static str,
    sort: &'static str,
    before: Vec<&'static str>,
    after: Vec<&'static str>,
}

static TYPOS: LazyLock<(ListId, Vec<Typo>)> = LazyLock::new(|| {
    let lexicon = Lexicon::embedded();
    let table = lexicon.table("typos");
    let [right, before, after, sort] = ["right", "before", "after", "sort"].map(|c| table.column(c));
    let words = |cell: &'static str| cell.split('、').filter(|w| !w.is_empty()).collect();
    let typo = |row: u32| Typo {
        right: table.cell(row, right),
        sort: table.cell(row, sort),
        before: words(table.cell(row, before)),
        after: words(table.cell(row, after)),
    };
    (lexicon.list("typos"), (0u32..).zip(table.rows()).map(|(row, _)| typo(row)).collect())
});

/// 错字、叠字；参数 sort 选其一
pub(super) fn typo(cx: &RuleContext<'_>, params: &Params) -> Judgement {
    let (list, typos) = &*TYPOS;
    let sort = params.get("sort").map_or("wrong", String::as_str);
    let flaws = cx.subject.hits.of(*list).iter().filter_map(|hit| {
        let typo = typos.get(hit.row as usize).filter(|t| t.sort == sort)?;
        is_wrong(cx, *hit, typo).then(|| {
            let word = hit.span().of(cx.subject.text());
            Flaw::at(hit.span()).with("match", word).with("right", typo.right)
        })
    });
    Judgement::of(flaws.collect(), "没有发现词表里的错字")
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
