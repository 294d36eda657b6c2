//! The dated events that the papers tell, each with its quote.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::paper::{Paper, PaperKind};
use super::{Case, Event, consulted};
use crate::facts::date::dates_in;
use crate::lexicon::WordSet;
use crate::text::{Norm, Span, letters};

/// Words beside the day on which something happened.
static RECEIVED: WordSet = WordSet::of("dossier_words", "received");
static MET: WordSet = WordSet::of("dossier_words", "met");
static PUBLISHED: WordSet = WordSet::of("dossier_words", "published");
static ANNOUNCED: WordSet = WordSet::of("dossier_words", "announced");
/// Names of the field of a form that holds its date.
static LABELS: WordSet = WordSet::of("dossier_words", "date_label");

/// What stands right behind a day from or up to which something holds.
static BOUND: WordSet = WordSet::of("dossier_words", "bound");

/// Lines at the head or foot of a paper where a date alone is its own.
const EDGE: usize = 8;

/// Steps of making a normative document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum EventKind {
    /// 开始公开征求意见
    ConsultationStarted,
    /// 公开征求意见截止
    ConsultationEnded,
    /// 起草单位内部审核
    SelfReviewed,
    /// 公平竞争审查
    FairReviewed,
    /// 送合法性审核
    Submitted,
    /// 出具合法性审核意见
    Reviewed,
    /// 集体讨论决定
    Decided,
    /// 成文
    Signed,
    /// 公布
    Published,
    /// 备案
    Filed,
    /// 施行
    Effective,
}

impl EventKind {
    /// The step in Chinese.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::ConsultationStarted => "征求意见开始",
            Self::ConsultationEnded => "征求意见截止",
            Self::SelfReviewed => "内部审核",
            Self::FairReviewed => "公平竞争审查",
            Self::Submitted => "送合法性审核",
            Self::Reviewed => "合法性审核",
            Self::Decided => "集体讨论",
            Self::Signed => "成文",
            Self::Published => "公布",
            Self::Filed => "备案",
            Self::Effective => "施行",
        }
    }

    /// The papers that show it.
    pub(super) const fn papers(self) -> &'static [PaperKind] {
        match self {
            Self::ConsultationStarted | Self::ConsultationEnded => {
                &[PaperKind::Notice, PaperKind::Consultation]
            }
            Self::SelfReviewed => &[PaperKind::SelfReview],
            Self::FairReviewed => &[PaperKind::FairCompetition],
            Self::Submitted | Self::Reviewed => &[PaperKind::ReviewOpinion],
            Self::Decided => &[PaperKind::Minutes],
            Self::Signed | Self::Effective => &[PaperKind::Issued],
            Self::Published => &[PaperKind::Publication],
            Self::Filed => &[PaperKind::Filing],
        }
    }
}

/// A date in a paper.
pub(super) type Dated = (Date, Span<Norm>);

/// All events, by date; of the same step the first paper tells it, of a consultation the one that gives its period.
pub(super) fn chain(case: &Case<'_>) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    let mut tell = |paper: &Paper<'_>, found: Vec<(EventKind, Dated)>| {
        for (kind, (date, span)) in found {
            if events.iter().all(|e| e.event != kind) {
                let evidence = paper.evidence(span);
                events.push(Event { event: kind, name: kind.word(), date, evidence });
            }
        }
    };
    let papers = || case.papers.iter().filter(|p| case.uses(p));
    for paper in papers() {
        tell(paper, of(paper));
    }
    for paper in papers() {
        tell(paper, consulted::inferred(paper));
    }
    events.sort_by_key(|e| (e.date, e.event));
    events
}

/// The events one paper tells.
fn of(paper: &Paper<'_>) -> Vec<(EventKind, Dated)> {
    let mut found = Vec::new();
    let mut add = |kind: EventKind, dated: Option<Dated>| found.extend(dated.map(|d| (kind, d)));
    match paper.kind {
        Some(PaperKind::Notice | PaperKind::Consultation) => {
            let period = consulted::period(paper);
            add(EventKind::ConsultationStarted, period.map(|(from, _)| from));
            add(EventKind::ConsultationEnded, period.map(|(_, to)| to));
        }
        Some(PaperKind::SelfReview) => add(EventKind::SelfReviewed, own_date(paper)),
        Some(PaperKind::FairCompetition) => add(EventKind::FairReviewed, own_date(paper)),
        Some(PaperKind::ReviewOpinion) => {
            let reviewed = own_date(paper);
            add(
                EventKind::Submitted,
                beside(paper, &RECEIVED).filter(|s| reviewed.is_none_or(|r| r.1 != s.1)),
            );
            add(EventKind::Reviewed, reviewed);
        }
        Some(PaperKind::Minutes) => {
            add(EventKind::Decided, met(paper));
        }
        Some(PaperKind::Issued) => {
            let metadata = &paper.analysis.facts.metadata;
            let dated = |d: &Option<crate::facts::metadata::DateAt>| d.as_ref().map(|d| (d.date, d.span));
            add(EventKind::Signed, dated(&metadata.signed_on));
            add(EventKind::Effective, dated(&metadata.effective_on));
            add(EventKind::Published, dated(&metadata.published_on));
        }
        Some(PaperKind::Publication) => {
            let published = paper.analysis.facts.metadata.published_on.as_ref().map(|d| (d.date, d.span));
            add(
                EventKind::Published,
                published.or_else(|| beside(paper, &PUBLISHED)).or_else(|| own_date(paper)),
            );
        }
        Some(PaperKind::Filing) => {
            add(EventKind::Filed, own_date(paper));
            add(EventKind::Published, beside(paper, &ANNOUNCED));
        }
        _ => {}
    }
    found
}

/// The date of the paper itself: signed, in the field of a form, or on a line of its own at the foot. A date that merely occurs,
/// such as that of a law it names, is none.
fn own_date(paper: &Paper<'_>) -> Option<Dated> {
    let signed = paper.analysis.facts.metadata.signed_on.as_ref().map(|d| (d.date, d.span));
    let lines = || paper.lines();
    signed.or_else(|| lines().filter_map(|l| labelled(paper.text(), l)).last()).or_else(|| {
        let foot: Vec<_> = lines().collect();
        foot.iter().rev().take(EDGE).find_map(|l| lone(paper.text(), *l))
    })
}

/// The day of a meeting: beside the words that tell of it, on a line of its own at the head, or that of the minutes.
pub(super) fn met(paper: &Paper<'_>) -> Option<Dated> {
    let head = || paper.lines().take(EDGE).find_map(|l| lone(paper.text(), l));
    beside(paper, &MET).or_else(head).or_else(|| own_date(paper))
}

/// The date of a line that holds nothing else.
fn lone(text: &str, line: Span<Norm>) -> Option<Dated> {
    let dated = dates_in(text, line).next()?;
    let (before, behind) =
        (line.start as usize..dated.1.start as usize, dated.1.end as usize..line.end as usize);
    let is_bare = |range: std::ops::Range<usize>| letters(text.get(range).unwrap_or("")).is_empty();
    (is_bare(before) && is_bare(behind)).then_some(dated)
}

/// The date of a line behind the name of its field: 审查时间：.
fn labelled(text: &str, line: Span<Norm>) -> Option<Dated> {
    dates_in(text, line).find(|(_, span)| {
        let before = text.get(line.start as usize..span.start as usize).unwrap_or("");
        let field = before.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '）' && c != ')');
        let label = field.rsplit(|c: char| c.is_whitespace() || matches!(c, '|' | '，' | '；' | '。')).next();
        label.is_some_and(|label| LABELS.has(&letters(label)))
    })
}

/// The first date in a sentence that holds one of the words; not that of a law in brackets behind its name, nor one from or
/// up to which something holds.
fn beside(paper: &Paper<'_>, words: &WordSet) -> Option<Dated> {
    let text = paper.text();
    let is_other = |dated: &Dated| {
        let before = text.get(..dated.1.start as usize).unwrap_or("");
        let behind = text.get(dated.1.end as usize..).unwrap_or("");
        ["》（", "》("].iter().any(|end| before.ends_with(end)) || BOUND.head_of(behind).is_some()
    };
    let holds = |span: &Span<Norm>| words.is_in(span.of(text));
    paper.sentences().filter(holds).find_map(|span| dates_in(text, span).find(|d| !is_other(d)))
}
