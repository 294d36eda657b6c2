//! The dated events that the papers tell, each with its quote.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;
use serde::{Deserialize, Serialize};

use super::Event;
use super::paper::{Paper, PaperKind};
use crate::facts::date::dates_in;
use crate::lexicon::WordSet;
use crate::text::{Norm, Span};

/// Words beside the day on which something happened.
static RECEIVED: WordSet = WordSet::of("dossier_words", "received");
static MET: WordSet = WordSet::of("dossier_words", "met");
static PUBLISHED: WordSet = WordSet::of("dossier_words", "published");
static ANNOUNCED: WordSet = WordSet::of("dossier_words", "announced");

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

    /// The paper that shows it.
    pub(super) const fn paper(self) -> PaperKind {
        match self {
            Self::ConsultationStarted | Self::ConsultationEnded => PaperKind::Consultation,
            Self::SelfReviewed => PaperKind::SelfReview,
            Self::FairReviewed => PaperKind::FairCompetition,
            Self::Submitted | Self::Reviewed => PaperKind::ReviewOpinion,
            Self::Decided => PaperKind::Minutes,
            Self::Signed | Self::Effective => PaperKind::Issued,
            Self::Published => PaperKind::Publication,
            Self::Filed => PaperKind::Filing,
        }
    }
}

/// A date in a paper.
type Dated = (Date, Span<Norm>);

/// 2024年5月6日至31日, …至6月6日: the end of a period that leaves out year or month.
static END: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:起)?(?:至|到|—|-|－|~|～){1,2}(?:(?P<y>[0-9]{4})年)?(?:(?P<m>[0-9]{1,2})月)?(?P<d>[0-9]{1,2})日").ok()
});

/// All events, by date; of the same step the first paper tells it.
pub(super) fn chain(papers: &[Paper<'_>]) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    for paper in papers {
        for (kind, (date, span)) in of(paper) {
            if events.iter().all(|e| e.event != kind) {
                let evidence = paper.evidence(span);
                events.push(Event { event: kind, name: kind.word(), date, evidence });
            }
        }
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
            let period = period(paper);
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
            add(EventKind::Decided, beside(paper, &MET).or_else(|| first_date(paper)));
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

/// The date of the paper itself: signed, else the last one it names.
fn own_date(paper: &Paper<'_>) -> Option<Dated> {
    let signed = paper.analysis.facts.metadata.signed_on.as_ref().map(|d| (d.date, d.span));
    signed.or_else(|| dates_in(paper.text(), Span::at(0, paper.text().len())).last())
}

fn first_date(paper: &Paper<'_>) -> Option<Dated> {
    dates_in(paper.text(), Span::at(0, paper.text().len())).next()
}

/// The first date in a sentence that holds one of the words.
fn beside(paper: &Paper<'_>, words: &WordSet) -> Option<Dated> {
    let holds = |span: &Span<Norm>| words.is_in(span.of(paper.text()));
    paper.sentences().filter(holds).find_map(|span| dates_in(paper.text(), span).next())
}

/// The period of a consultation.
fn period(paper: &Paper<'_>) -> Option<(Dated, Dated)> {
    let text = paper.text();
    paper.sentences().filter(|s| s.of(text).contains("意见") || s.of(text).contains("时间")).find_map(
        |sentence| {
            dates_in(text, sentence).find_map(|(from, span)| {
                let rest = text.get(span.end as usize..sentence.end as usize)?;
                let found = END.as_ref()?.captures(rest)?;
                let number = |name: &str| found.name(name).and_then(|m| m.as_str().parse::<i16>().ok());
                let year = number("y").unwrap_or(from.year());
                let month = number("m").map_or(Some(from.month()), |m| i8::try_from(m).ok())?;
                let to = Date::new(year, month, i8::try_from(number("d")?).ok()?).ok()?;
                let end = Span::at(span.end as usize, span.end as usize + found.get(0)?.len());
                Some(((from, span), (to, end)))
            })
        },
    )
}
