//! Words that are wrong wherever they stand: `dictionaries/typos.tsv`, made by hand, `dictionaries/misreadings.tsv`, words with one
//! character mistaken for another that looks or sounds like it, `dictionaries/dropped.tsv`, expressions that lack a character,
//! `dictionaries/slips.tsv`, expressions with characters exchanged or typed twice, and `dictionaries/misnamed_terms.tsv`, names that
//! the law does not know. All name the neighbours that make a form part of other words.

use std::sync::{LazyLock, OnceLock};

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::document::{Document, Script};
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
    /// Neighbours that make it part of other words, with 、 between them.
    before: &'static str,
    after: &'static str,
}

/// A list, of which nothing is read before it is hit.
struct List {
    id: ListId,
    name: &'static str,
    /// The sort of all its words, which are wrong in simplified texts only; else its columns tell.
    sort: Option<&'static str>,
    columns: OnceLock<Columns>,
}

/// Where the rows of a list say what.
struct Columns {
    table: &'static Table,
    right: usize,
    before: usize,
    after: usize,
    /// Columns of sort and script, unless all words are of one sort.
    marks: Result<(usize, usize), &'static str>,
}

/// The lists; of a place that several know the first one tells.
static LISTS: LazyLock<[List; 5]> = LazyLock::new(|| {
    [
        List::new("typos", None),
        List::new("misreadings", Some("wrong")),
        List::new("misnamed_terms", Some("misnamed")),
        List::new("dropped", Some("dropped")),
        List::new("slips", None),
    ]
});

impl List {
    fn new(name: &'static str, sort: Option<&'static str>) -> Self {
        Self { id: Lexicon::embedded().list(name), name, sort, columns: OnceLock::new() }
    }

    fn typo(&self, row: u32) -> Typo {
        let columns = self.columns.get_or_init(|| Columns::of(self.name, self.sort));
        let cell = |column| columns.table.cell(row, column);
        Typo {
            right: cell(columns.right),
            sort: columns.marks.map_or_else(|sort| sort, |(sort, _)| cell(sort)),
            is_simplified: columns.marks.map_or(true, |(_, script)| cell(script) == "简"),
            before: cell(columns.before),
            after: cell(columns.after),
        }
    }
}

impl Columns {
    fn of(name: &str, sort: Option<&'static str>) -> Self {
        let table = Lexicon::embedded().table(name);
        let [right, before, after] = ["right", "before", "after"].map(|c| table.column(c));
        let marks = sort.map_or_else(|| Ok((table.column("sort"), table.column("script"))), Err);
        Self { table, right, before, after, marks }
    }
}

impl Typo {
    /// Whether what stands around it makes it part of other words.
    fn is_part(&self, before: &str, after: &str) -> bool {
        let words = |cell: &'static str| cell.split('、').filter(|w| !w.is_empty());
        words(self.before).any(|w| before.ends_with(w)) || words(self.after).any(|w| after.starts_with(w))
    }
}

/// 错字、叠字、法律上没有的名称；参数 sort 选其一
pub(super) fn typo(cx: &RuleContext<'_>, params: &Params) -> Judgement {
    let sort = params.get("sort").map_or("wrong", String::as_str);
    let is_traditional = cx.subject.document.script == Script::Traditional;
    let mut found: Vec<(usize, Hit, &str)> = Vec::new();
    for (number, list) in LISTS.iter().enumerate() {
        for hit in cx.subject.hits.of(list.id) {
            let typo = list.typo(hit.row);
            let is_right = typo.is_simplified && (is_traditional || is_printed_traditional(cx, *hit));
            if typo.sort == sort && !is_right && is_wrong(cx, *hit, &typo) {
                found.push((number, *hit, typo.right));
            }
        }
    }
    // 科技投人 holds 投人: the first list tells, then the longer form.
    found.sort_by_key(|(number, hit, _)| (*number, hit.start, std::cmp::Reverse(hit.end)));
    // A word that is wrong throughout is told once.
    let mut places: Vec<Wrong> = Vec::new();
    for (number, hit, right) in found {
        if places.iter().any(|p| p.spans.iter().any(|s| s.overlaps(hit.span()))) {
            continue;
        }
        let row = (number, hit.row);
        match places.iter_mut().find(|wrong| wrong.row == row) {
            Some(wrong) => wrong.spans.push(hit.span()),
            None => places.push(Wrong { row, right, spans: vec![hit.span()] }),
        }
    }
    let document = cx.subject.document;
    Judgement::of(places.iter().flat_map(|wrong| told(document, wrong)).collect(), "没有发现词表里的错字")
}

/// Whether a paper of both scripts prints the word in traditional characters: 帳戶 is no 帐户.
fn is_printed_traditional(cx: &RuleContext<'_>, hit: Hit) -> bool {
    let document = cx.subject.document;
    document.script == Script::Mixed && document.raw_of(hit.span()) != hit.span().of(document.norm())
}

/// A wrong word with all its places; the row says of which list it is.
struct Wrong {
    row: (usize, u32),
    right: &'static str,
    spans: Vec<Span<Norm>>,
}

/// The flaws of one word: each place by itself when they are few, else the first with the number of all.
fn told(document: &Document, wrong: &Wrong) -> Vec<Flaw> {
    // A figure at the end only tells that a date follows.
    let digits = wrong.right.len() - wrong.right.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let right = wrong.right.get(..wrong.right.len() - digits).unwrap_or(wrong.right);
    let flaw = |at: &Span<Norm>| {
        let span = Span::new(at.start, at.end - crate::text::to_u32(digits));
        let (printed, norm) = (document.raw_of(span), span.of(document.norm()));
        // A copy may print the word with blanks or line ends inside; only characters of the other script are told as printed.
        let printed = if printed.chars().count() == norm.chars().count() { printed } else { norm };
        let right = if printed == norm { right.to_owned() } else { in_print(document, right) };
        Flaw::at(span).with("match", printed).with("right", right)
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

/// A word in the characters that the paper prints, as far as it prints them anywhere.
fn in_print(document: &Document, word: &str) -> String {
    let text = document.norm();
    let printed = |c: char| -> char {
        let at = text.find(c).map(|at| document.raw_of(Span::at(at, at + c.len_utf8())));
        at.and_then(|raw| raw.chars().next()).unwrap_or(c)
    };
    word.chars().map(printed).collect()
}

/// Whether the word stands in a sentence of the paper, and no neighbour makes it part of others.
fn is_wrong(cx: &RuleContext<'_>, hit: Hit, typo: &Typo) -> bool {
    let text = cx.subject.text();
    let outline = cx.subject.outline;
    let Some(sentence) = outline.sentence_holding(hit.start) else {
        return false;
    };
    let before = text.get(sentence.span.start as usize..hit.start as usize).unwrap_or("");
    let after = text.get(hit.end as usize..sentence.span.end as usize).unwrap_or("");
    // A neighbour may stand on the next of two lines that one sentence fills.
    let (before, after) = (before.trim_end(), after.trim_start());
    // A run-in heading that a copy has lost the mark of is followed by the sentence that takes its word up.
    let is_heading_lost = typo.sort == "doubled" && sentence.text_start == hit.start;
    sentence.part != Part::Portal && !is_heading_lost && !typo.is_part(before, after)
}
