//! Sentences on legality review (合法性审核/审查) and its kin: rule, evidence, admission or figure.
//!
//! A sentence counts when it names a review outright or speaks of examining documents, decisions or contracts; what it does
//! is decided in `weigh`. Questions and unproven allegations are left out.

mod weigh;

use std::sync::LazyLock;

use crate::lexicon::Regex;
use serde::Serialize;

use super::clause::SENTENCE_BYTES;
use super::voice::{self, Voice};
use super::{Context, Facts, Locate};
use crate::lexicon::{Lexicon, ListId, WordSet};
use crate::outline::{NodeKind, Part, Sentence};
use crate::text::{Norm, Span};

/// A sentence that speaks of a review.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Review<P = Span<Norm>> {
    /// The sentence.
    pub span: P,
    /// Which review.
    pub regime: Regime,
    /// What the sentence does.
    pub class: ReviewClass,
    /// Why it was classed so, in Chinese.
    pub reason: String,
}

/// Which review a sentence speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Regime {
    /// Of administrative normative documents.
    NormativeDocument,
    /// Of major administrative decisions.
    MajorDecision,
    /// Of contracts.
    Contract,
    /// Of enforcement decisions (法制审核).
    Enforcement,
    /// Fair competition review.
    FairCompetition,
    /// Record filing review (备案审查).
    Filing,
    /// Of Party documents.
    Party,
}

/// What a sentence on a review does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewClass {
    /// States that it must be done.
    Rule,
    /// States that it was done.
    Evidence,
    /// Admits that it was not done.
    Missing,
    /// Counts.
    Statistic,
}

impl Review {
    pub(super) fn relocate<L: Locate>(&self, at: &L) -> Review<L::Place> {
        Review {
            span: at.place(self.span),
            regime: self.regime,
            class: self.class,
            reason: self.reason.clone(),
        }
    }
}

/// The words that name a review, with what they ask for.
struct Terms {
    list: ListId,
    rows: Vec<(TermKind, Option<Regime>)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum TermKind {
    /// Names a review by itself.
    Core,
    /// Names one when the sentence is about documents or decisions.
    Side,
    /// Names one when a number of documents follows.
    Count,
    /// A longer word that names none.
    Mask,
}

static TERMS: LazyLock<Terms> = LazyLock::new(|| {
    let lexicon = Lexicon::embedded();
    let table = lexicon.table("review_terms");
    let (kind, regime) = (table.column("kind"), table.column("regime"));
    let rows = table.rows().map(|row| {
        let kind = match row[kind] {
            "core" => TermKind::Core,
            "count" => TermKind::Count,
            "mask" => TermKind::Mask,
            _ => TermKind::Side,
        };
        let regime = match row[regime] {
            "enforcement" => Some(Regime::Enforcement),
            "fair_competition" => Some(Regime::FairCompetition),
            "contract" => Some(Regime::Contract),
            _ => None,
        };
        (kind, regime)
    });
    Terms { list: lexicon.list("review_terms"), rows: rows.collect() }
});

impl Terms {
    fn kind(&self, row: u32) -> Option<TermKind> {
        self.rows.get(row as usize).map(|(kind, _)| *kind)
    }
}

/// What documents and decisions are called where their review is spoken of.
static OBJECT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("文件|公文|决策|草案|议题|司法局|司法所|司法行政|法制|法律顾问|合同|协议|印发|发文|公告|通告|签发|上会|该件|此件|审议|编号|合法|出台").ok()
});

/// Other things that are examined before they may be used.
static OTHER_OBJECT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("项目|工程|施工|图纸|设计|财务|报表|账|预算|资金|申请人|申请材料|广告|教材|药品|节目|图书|资格|图审|竣工|论文|贷款").ok()
});

static COUNTED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[0-9]+\s*(?:余|多)?(?:件次|件|份|次)").ok());

/// Finds every sentence on a review, in order.
pub(super) fn find(cx: &Context<'_>, so_far: &Facts) -> Vec<Review> {
    if cx.hits.of(TERMS.list).is_empty() {
        return Vec::new();
    }
    let voice = voice::speech(cx, so_far).voice;
    cx.sentences_with(TERMS.list).filter_map(|sentence| read(cx, sentence, voice)).collect()
}

fn read(cx: &Context<'_>, sentence: &Sentence, voice: Voice) -> Option<Review> {
    let text = sentence.span.of(cx.text);
    let is_title = matches!(sentence.part, Part::Title | Part::Portal | Part::Masthead | Part::AnnexList);
    if sentence.span.len() > SENTENCE_BYTES || is_title || sentence.heading && !text.ends_with('。') {
        return None;
    }
    let regime = regime(cx, sentence)?;
    let in_article = cx.outline.ancestors(sentence.node).any(|n| n.kind == NodeKind::Article);
    let start = sentence.text_start.clamp(sentence.span.start, sentence.span.end);
    let body = Span::<Norm>::new(start, sentence.span.end).of(cx.text);
    let verdict = weigh::weigh(body, voice::behind_heading(cx, sentence, voice), in_article)?;
    Some(Review { span: sentence.span, regime, class: verdict.class, reason: verdict.reason })
}

/// Shorter texts are excerpts, not documents.
const EXCERPT_BYTES: usize = 240;

/// Which review the sentence speaks of; `None` when its words mean something else.
fn regime(cx: &Context<'_>, sentence: &Sentence) -> Option<Regime> {
    let text = sentence.span.of(cx.text);
    let is_match = |pattern: &LazyLock<Option<Regex>>| pattern.as_ref().is_some_and(|p| p.is_match(text));
    // An excerpt of a sentence or two has no context that could say what is examined.
    let is_excerpt = cx.text.len() < EXCERPT_BYTES;
    let of_reviews = || cx.hits.of(TERMS.list).iter().any(|h| TERMS.kind(h.row) == Some(TermKind::Core));
    let mut named = None;
    let mut speaks = false;
    for hit in cx.hits.within(TERMS.list, sentence.span) {
        let Some((kind, regime)) = TERMS.rows.get(hit.row as usize) else { continue };
        let at = hit.start.saturating_sub(sentence.span.start) as usize;
        if in_title(text, at) && !in_form(text, at) {
            continue;
        }
        let counts = match kind {
            TermKind::Core => true,
            TermKind::Side => (is_excerpt || of_reviews() && is_match(&OBJECT)) && !is_match(&OTHER_OBJECT),
            TermKind::Count => is_match(&COUNTED),
            TermKind::Mask => false,
        };
        speaks |= counts;
        if counts {
            named = named.or(*regime);
        }
    }
    speaks.then(|| named.unwrap_or_else(|| by_object(text)))
}

/// Without a name of its own a review is named by what is reviewed.
fn by_object(text: &str) -> Regime {
    if text.contains("党内") {
        Regime::Party
    } else if text.contains("规范性文件") || text.contains("文件") {
        Regime::NormativeDocument
    } else if text.contains("决策") {
        Regime::MajorDecision
    } else if text.contains("合同") || text.contains("协议") {
        Regime::Contract
    } else if text.contains("执法") || text.contains("处罚决定") {
        Regime::Enforcement
    } else {
        Regime::NormativeDocument
    }
}

/// The papers in which a review is recorded: 《合法性审查意见书》.
static FORMS: WordSet = WordSet::of("rule_words", "review_form");

/// Whether the byte lies in the name of a paper that records a review, not of one that orders it.
fn in_form(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or("");
    let name = rest.split('》').next().unwrap_or("");
    let lead = text.get(..at).and_then(|before| before.rsplit('《').next()).unwrap_or("");
    FORMS.tail_of(name).is_some() && !lead.contains("关于") && !lead.contains("印发")
}

/// Whether the byte lies between 《 and 》.
fn in_title(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("");
    before.matches('《').count() > before.matches('》').count()
}

#[cfg(test)]
mod tests;
