//! The papers of one draft together (卷宗): which is which, what is missing, the chain of dates, and whether they agree.
//!
//! Takes finished analyses and gives plain data for `render`; reads no disk. Every statement carries quotes from the papers. A
//! check one side of which is missing is undecided and says which paper would decide it.

mod agreement;
mod changes;
mod classify;
mod dates;
mod order;
mod paper;

use jiff::civil::Date;
use serde::Serialize;

use crate::engine::{Analysis, Engine};
use crate::lexicon::WordSet;
use crate::report::{Place, Severity, Verdict};
pub use dates::EventKind;
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
    /// Whether it could not be read whole.
    pub incomplete: bool,
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
        let chain = dates::chain(&papers);
        let mut checks = order::check(&case, &chain);
        checks.extend(agreement::check(&case));
        checks.extend(changes::check(&case));
        Self {
            schema: SCHEMA,
            title: case.name.clone(),
            papers: papers.iter().map(Paper::view).collect(),
            missing: classify::missing(&case),
            chain,
            checks,
        }
    }

    /// The worst severity of what failed or must be there and is not.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        let failed = self.checks.iter().filter(|c| c.verdict == Verdict::Fail).map(|c| c.severity);
        let missing = self.missing.iter().filter(|m| m.required).map(|_| Severity::Error);
        failed.chain(missing).max()
    }
}

/// The papers with what all checks need to know of the draft.
struct Case<'a> {
    papers: &'a [Paper<'a>],
    /// The document's name without 送审稿 and the like.
    name: Option<String>,
    /// Whether it touches business operators.
    touches_operators: bool,
    /// Days for filing after publication where the region's rule was read, and the region.
    filing: Option<(u32, String)>,
}

impl<'a> Case<'a> {
    fn of(papers: &'a [Paper<'a>], engine: &Engine) -> Self {
        let main = [PaperKind::Issued, PaperKind::Draft].into_iter().find_map(|kind| first(papers, kind));
        let profile = main
            .and_then(|p| p.analysis.checked.profile.as_deref())
            .and_then(|id| engine.registry()?.profiles().get(id));
        let filing = profile.and_then(|p| {
            let setting = p.filing_days.as_ref().filter(|s| s.verified)?;
            Some((setting.value, p.name.clone()))
        });
        Self {
            papers,
            name: main.and_then(Paper::document_name),
            touches_operators: main.is_some_and(|p| OPERATORS.is_in(p.text())),
            filing,
        }
    }

    fn first(&self, kind: PaperKind) -> Option<&'a Paper<'a>> {
        first(self.papers, kind)
    }

    fn has(&self, kind: PaperKind) -> bool {
        self.first(kind).is_some()
    }
}

fn first<'a>(papers: &'a [Paper<'a>], kind: PaperKind) -> Option<&'a Paper<'a>> {
    papers.iter().find(|p| p.kind == Some(kind))
}
