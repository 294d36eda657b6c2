//! The papers of one draft together (卷宗): which is which, what is missing, the chain of dates, and whether they agree.
//!
//! Takes finished analyses and gives plain data for `render`; reads no disk. Every statement carries quotes from the papers. A
//! check one side of which is missing is undecided and says which paper would decide it.

mod agreement;
mod changes;
mod chosen;
mod classify;
mod consulted;
mod dates;
mod demand;
mod name;
mod order;
mod outcome;
mod paper;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::engine::{Analysis, Engine};
use crate::lexicon::WordSet;
use crate::report::{Place, Severity, Verdict};
pub use dates::EventKind;
use name::Name;
use paper::Paper;
pub use paper::PaperKind;

/// Words of papers that touch business operators.
static OPERATORS: WordSet = WordSet::of("dossier_words", "operator");

/// The schema of the output.
pub const SCHEMA: &str = "hegui-dossier/1";

/// What the papers of one draft show together.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Dossier {
    /// `hegui-dossier/1`
    pub schema: &'static str,
    /// The name of the document all papers are about.
    pub title: Option<String>,
    /// Every paper, in the order given.
    pub papers: Vec<PaperView>,
    /// What is not in the folder.
    pub missing: Vec<Missing>,
    /// Dated events in order of date.
    pub chain: Vec<Event>,
    /// Order, intervals, agreement.
    pub checks: Vec<DossierCheck>,
}

/// One paper and what it was taken for.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct PaperView {
    /// As given.
    pub path: String,
    /// What it is; `None` when it was not recognised.
    pub paper: Option<PaperKind>,
    /// The same in Chinese.
    pub name: String,
    /// Its title.
    pub title: Option<String>,
    /// Whether the checks look at it; of several papers of a kind one decides.
    pub used: bool,
    /// Whether nothing of it was read.
    pub unread: bool,
    /// Whether it could not be read whole.
    pub incomplete: bool,
    /// What could not be read and what to do, in Chinese.
    pub problems: Vec<String>,
}

/// A paper that is not there.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Missing {
    /// Which.
    pub paper: PaperKind,
    /// The same in Chinese.
    pub name: String,
    /// Whether this dossier must have it.
    pub required: bool,
    /// Why.
    pub reason: String,
    /// Where that stands.
    pub basis: String,
}

/// Something that happened on a day.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Event {
    /// What.
    pub event: EventKind,
    /// The same in Chinese.
    pub name: &'static str,
    /// When.
    pub date: Date,
    /// Where it is said.
    pub evidence: Evidence,
}

/// A quote from a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Evidence {
    /// The paper.
    pub path: String,
    /// Where.
    pub span: Place,
    /// The line it stands in.
    pub quote: String,
}

/// One check over the papers.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct DossierCheck {
    /// Stable name of the check.
    pub id: String,
    /// What was checked, in Chinese.
    pub title: String,
    /// What came out.
    pub verdict: Verdict,
    /// How bad a failure is.
    pub severity: Severity,
    /// What was found.
    pub message: String,
    /// Where the demand stands.
    pub basis: String,
    /// Quotes.
    pub evidence: Vec<Evidence>,
}

impl Dossier {
    /// Puts the papers of one draft together. `engine` is the one that analysed them: its profiles give the limit for filing.
    #[must_use]
    pub fn of(papers: &[Analysis], engine: &Engine) -> Self {
        let mut papers: Vec<Paper<'_>> = papers.iter().map(Paper::of).collect();
        classify::tell_page_from_paper(&mut papers);
        let papers = papers;
        let case = Case::of(&papers, engine);
        let chain = dates::chain(&case);
        let mut checks = order::check(&case, &chain);
        checks.extend(agreement::check(&case));
        checks.extend(changes::check(&case));
        Self {
            schema: SCHEMA,
            title: case.name.as_ref().map(|n| n.full.clone()),
            papers: papers.iter().map(|p| p.view(case.uses(p))).collect(),
            missing: classify::missing(&case),
            chain,
            checks,
        }
    }

    /// Whether every paper was read whole.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.papers.iter().all(|p| !p.incomplete)
    }

    /// The worst severity of what failed, must be there and is not, or was not read.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        let failed = self.checks.iter().filter(|c| c.verdict == Verdict::Fail).map(|c| c.severity);
        let missing = self.missing.iter().filter(|m| m.required).map(|_| Severity::Error);
        let unread = self.papers.iter().filter(|p| p.unread).map(|_| Severity::Error);
        failed.chain(missing).chain(unread).max()
    }
}

/// The papers with what all checks need to know of the draft.
struct Case<'a> {
    papers: &'a [Paper<'a>],
    /// Of every kind the paper that decides.
    chosen: BTreeMap<PaperKind, usize>,
    /// The document's name without 送审稿 and the like.
    name: Option<Name>,
    /// The day by whose law the papers are judged.
    date: Option<Date>,
    /// Whether it touches business operators.
    touches_operators: bool,
    /// Days for filing after publication where the region's rule was read, and the region.
    filing: Option<(u32, String)>,
}

impl<'a> Case<'a> {
    fn of(papers: &'a [Paper<'a>], engine: &Engine) -> Self {
        let mut case = Self {
            papers,
            chosen: chosen::alone(papers),
            name: None,
            date: None,
            touches_operators: false,
            filing: None,
        };
        let read = |kind: &PaperKind| case.first(*kind).filter(|p| !p.is_unread());
        let main = [PaperKind::Issued, PaperKind::Draft].iter().find_map(read);
        let profile = main
            .and_then(|p| p.analysis.checked.profile.as_deref())
            .and_then(|id| engine.registry()?.profiles().get(id));
        case.filing = profile.and_then(|p| {
            let setting = p.filing_days.as_ref().filter(|s| s.verified)?;
            Some((setting.value, p.name.clone()))
        });
        let bodies = papers.iter().flat_map(|p| &p.analysis.facts.metadata.issuing_body);
        let full = main.and_then(Paper::document_name);
        case.name = full.map(|full| Name::of(full, bodies.map(|b| b.text.as_str())));
        case.touches_operators = main.is_some_and(|p| OPERATORS.is_in(p.text()));
        case.date = case.day(main).or(engine.as_of());
        case.chosen = chosen::of(&case);
        case
    }

    /// The day of the issued paper, else of the latest paper.
    fn day(&self, main: Option<&Paper<'_>>) -> Option<Date> {
        let own = main.and_then(|p| p.analysis.facts.metadata.date());
        let signed = self.papers.iter().filter_map(|p| p.analysis.facts.metadata.signed_on.as_ref());
        own.or_else(|| signed.map(|d| d.date).max())
    }

    /// The paper of a kind that decides.
    fn first(&self, kind: PaperKind) -> Option<&'a Paper<'a>> {
        self.papers.get(*self.chosen.get(&kind)?)
    }

    /// All papers of a kind.
    fn all(&self, kind: PaperKind) -> impl Iterator<Item = &'a Paper<'a>> + use<'a> {
        self.papers.iter().filter(move |p| p.kind == Some(kind))
    }

    fn has(&self, kind: PaperKind) -> bool {
        self.first(kind).is_some()
    }

    /// Whether the checks look at a paper.
    fn uses(&self, paper: &Paper<'_>) -> bool {
        paper.kind.is_some_and(|kind| !chosen::DECIDES_ALONE.contains(&kind) || self.decides(paper))
    }

    /// Whether the paper is the one of its kind that decides.
    fn decides(&self, paper: &Paper<'_>) -> bool {
        paper.kind.and_then(|kind| self.first(kind)).is_some_and(|chosen| std::ptr::eq(chosen, paper))
    }

    /// What is demanded of the paper on the day it is judged by.
    fn demand(&self, check: &str) -> Option<demand::Demand> {
        demand::of(check, self.date)
    }

    /// Where a demand stands; empty when it stood nowhere yet.
    fn basis(&self, check: &str) -> &'static str {
        self.demand(check).map_or("", |demand| demand.basis)
    }
}
