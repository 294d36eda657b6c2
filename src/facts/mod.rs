//! What a document says: metadata, citations, units, deadlines, duties and so on. One file or folder per fact kind.
//!
//! Facts state what stands in the text and never judge it. Inside the engine every place is a `Span<Norm>`; on the way out
//! [`Facts::relocate`] turns each into a place of the raw text. One definition serves both: `Facts<P>` is generic in the place.

pub mod assignment;
pub mod citation;
mod clause;
pub(crate) mod date;
pub mod deadline;
pub mod definition;
pub mod doc_number;
pub mod figure;
pub mod metadata;
pub mod normative;
pub mod obligation;
pub mod review;
pub mod task;
pub mod unification;
mod voice;

use serde::{Serialize, Serializer};

use crate::document::{Document, Script};
use crate::lexicon::{Hits, LawTable, Lexicon, ListId};
use crate::outline::{Outline, Sentence};
use crate::text::{Norm, Span, is_numeral};

/// Everything a fact finder may look at.
pub struct Context<'a> {
    /// Both texts and the map between them.
    pub document: &'a Document,
    /// The normalised text.
    pub text: &'a str,
    /// Parts, nodes, sentences.
    pub outline: &'a Outline,
    /// Terms of all scanned word lists.
    pub hits: &'a Hits,
    /// The word lists.
    pub lexicon: &'static Lexicon,
    /// The law table.
    pub laws: &'a LawTable,
    /// The date to look laws up for when the document has none of its own.
    pub as_of: Option<jiff::civil::Date>,
}

impl<'a> Context<'a> {
    /// Whether the paper is one of Taiwan: in traditional script, with no name in 《》, and with a date or a number as they are
    /// printed there.
    pub(crate) fn is_of_taiwan(&self) -> bool {
        if self.document.script != Script::Traditional || self.text.contains('《') {
            return false;
        }
        let counted = |text: &str| text.chars().take(6).filter(|c| is_numeral(*c)).count() >= 6;
        let dated = |text: &str| text.trim_start().starts_with(is_numeral);
        // 依渡口法第67条规定: a law without marks around its name.
        let placed = |text: &str| {
            let rest = text.trim_start().trim_start_matches(is_numeral);
            rest.len() < text.len() && rest.trim_start().starts_with('条')
        };
        let cites = |name: &str| {
            self.text.match_indices(name).any(|(at, w)| self.text.get(at + w.len()..).is_some_and(placed))
        };
        self.text.match_indices("字第").any(|(at, w)| self.text.get(at + w.len()..).is_some_and(counted))
            || cites("法第")
            || cites("条例第")
            || self
                .text
                .match_indices("中华民国")
                .any(|(at, w)| self.text.get(at + w.len()..).is_some_and(dated))
            || self.text.match_indices('年').any(|(at, _)| is_of_republic(self.text, at))
    }

    /// The sentences in which a term of the list stands, once each, in order.
    pub(crate) fn sentences_with(&self, list: ListId) -> impl Iterator<Item = &'a Sentence> + use<'a> {
        let outline = self.outline;
        let mut last = None;
        self.hits.of(list).iter().filter_map(move |hit| {
            let index = outline.sentence_at(hit.start).filter(|index| last != Some(*index))?;
            last = Some(index);
            outline.sentences.get(index)
        })
    }
}

/// Whether the 年 at a byte ends a year of the Republic of three digits, which a month follows: 106 年 1 月.
fn is_of_republic(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("").trim_end_matches([' ', '\u{3000}']);
    let stem = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let rest = text.get(at + '年'.len_utf8()..).unwrap_or("").trim_start_matches([' ', '\u{3000}']);
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let month = behind.len() < rest.len() && behind.trim_start().starts_with('月');
    before.get(stem.len()..).is_some_and(|year| year.len() == 3 && year.starts_with('1')) && month
}

/// All facts of one document; `P` is a place: [`Span<Norm>`] inside, a raw place on the way out.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Facts<P = Span<Norm>> {
    /// Title, issuing body, numbers, dates, what kind of paper it is.
    pub metadata: metadata::Metadata<P>,
    /// Numbered tasks with what belongs to them.
    pub tasks: Vec<task::Task<P>>,
    /// Lists of units and assigning phrases.
    pub assignments: Vec<assignment::Assignment<P>>,
    /// Due dates, limits, recurring duties, validity.
    pub deadlines: Vec<deadline::Deadline<P>>,
    /// Duties, prohibitions, permissions.
    pub obligations: Vec<obligation::Obligation<P>>,
    /// Laws and documents named in the text.
    pub citations: Vec<citation::Citation<P>>,
    /// Sentences on legality review and its kin.
    pub reviews: Vec<review::Review<P>>,
    /// Sentences on the three unifications.
    pub unifications: Vec<unification::Unification<P>>,
    /// Abbreviations and group names introduced by the text.
    pub definitions: Vec<definition::Definition<P>>,
    /// Sums and counts that can be checked.
    pub figures: Vec<figure::Figure<P>>,
    /// Every document number in the text, the document's own included, in order.
    #[serde(skip)]
    pub numbers: Vec<doc_number::DocNumber<P>>,
}

impl<P> Default for Facts<P> {
    fn default() -> Self {
        Self {
            metadata: metadata::Metadata::default(),
            tasks: Vec::new(),
            assignments: Vec::new(),
            deadlines: Vec::new(),
            obligations: Vec::new(),
            citations: Vec::new(),
            reviews: Vec::new(),
            unifications: Vec::new(),
            definitions: Vec::new(),
            figures: Vec::new(),
            numbers: Vec::new(),
        }
    }
}

/// Finds all facts. The order matters: numbers and titles are masked before times are looked for, tasks gather the rest.
#[must_use]
pub fn find(cx: &Context<'_>) -> Facts {
    let mut facts = describe(cx);
    facts.obligations = obligation::find(cx, &facts);
    facts.reviews = review::find(cx, &facts);
    facts.unifications = unification::find(cx, &facts);
    facts.figures = figure::find(cx, &facts);
    facts.tasks = task::find(cx, &facts);
    facts
}

/// Finds the facts by which a paper is looked up: what it is, what it cites, who has to act and until when. They are the same
/// that [`find`] finds; duties, reviews, figures and tasks are left out.
#[must_use]
pub fn describe(cx: &Context<'_>) -> Facts {
    let mut facts = Facts::default();
    facts.numbers = doc_number::find(cx);
    facts.citations = citation::find(cx, &facts);
    facts.metadata = metadata::find(cx, &facts);
    let title = facts.metadata.title.as_ref().map(|t| t.text.as_str());
    citation::mark_self(&mut facts.citations, title, facts.metadata.doc_number.as_ref());
    // The law table knows the laws of the mainland, not those of the same name that papers of Taiwan cite.
    if !citation::is_of_taiwan(cx) {
        citation::resolve(&mut facts.citations, facts.metadata.date().or(cx.as_of), cx.laws);
    }
    facts.definitions = definition::find(cx, &facts);
    facts.deadlines = deadline::find(cx, &facts);
    facts.assignments = assignment::find(cx, &facts);
    facts.metadata.normative = normative::judge(cx, &facts);
    if facts.metadata.normative.retold {
        metadata::of_news(cx, &mut facts.metadata);
    } else if facts.metadata.normative.spoken {
        metadata::of_speech(&mut facts.metadata);
    }
    metadata::settle_stage(&mut facts.metadata);
    facts
}

/// Turns places of the normalised text into places of another kind, and knows the raw text behind them.
pub trait Locate {
    /// The kind of place that comes out.
    type Place;
    /// The place of a span.
    fn place(&self, span: Span<Norm>) -> Self::Place;
    /// The raw text behind a span, line breaks taken out.
    fn printed(&self, span: Span<Norm>) -> String;
    /// The same for a passage that says no more than its place does; empty where the place is enough.
    fn passage(&self, span: Span<Norm>) -> String {
        self.printed(span)
    }
}

impl Facts {
    /// The same facts with every span turned into a place, and every verbatim text into the text as printed.
    #[must_use]
    pub fn relocate<L: Locate>(&self, at: &L) -> Facts<L::Place> {
        Facts {
            metadata: self.metadata.relocate(at),
            tasks: self.tasks.iter().map(|x| x.relocate(at)).collect(),
            assignments: self.assignments.iter().map(|x| x.relocate(at)).collect(),
            deadlines: self.deadlines.iter().map(|x| x.relocate(at)).collect(),
            obligations: self.obligations.iter().map(|x| x.relocate(at)).collect(),
            citations: self.citations.iter().map(|x| x.relocate(at)).collect(),
            reviews: self.reviews.iter().map(|x| x.relocate(at)).collect(),
            unifications: self.unifications.iter().map(|x| x.relocate(at)).collect(),
            definitions: self.definitions.iter().map(|x| x.relocate(at)).collect(),
            figures: self.figures.iter().map(|x| x.relocate(at)).collect(),
            numbers: self.numbers.iter().map(|x| x.relocate(at)).collect(),
        }
    }
}

/// A piece of the document: what it says and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Text<P = Span<Norm>> {
    /// The normalised text inside the engine, the printed text on the way out.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Where it stands.
    pub span: P,
}

impl Text {
    /// The text of a span.
    #[must_use]
    pub fn of(cx: &Context<'_>, span: Span<Norm>) -> Self {
        Self { text: span.of(cx.text).to_owned(), span }
    }

    pub(crate) fn relocate<L: Locate>(&self, at: &L) -> Text<L::Place> {
        Text { text: at.printed(self.span), span: at.place(self.span) }
    }

    /// The same for a text that nobody needs without its place.
    pub(crate) fn relocate_passage<L: Locate>(&self, at: &L) -> Text<L::Place> {
        Text { text: at.passage(self.span), span: at.place(self.span) }
    }
}

/// Names a fact within its document: a letter for the kind and a number from 1, such as `a3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactId {
    /// `t` task, `a` assignment, `d` deadline, `o` obligation.
    pub kind: char,
    /// From 1, in document order.
    pub number: u32,
}

impl FactId {
    /// The id of the `index`-th fact (from 0) of a kind.
    #[must_use]
    pub fn nth(kind: char, index: usize) -> Self {
        Self { kind, number: crate::text::to_u32(index + 1) }
    }
}

impl std::fmt::Display for FactId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.kind, self.number)
    }
}

impl Serialize for FactId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
