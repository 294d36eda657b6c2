//! Which of several papers of one kind decides: the last draft, the meeting of the issuing body, the opinion of the legal organ.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::paper::{Paper, PaperKind};
use super::{Case, dates};
use crate::lexicon::WordSet;

/// Meetings of the issuing body that decide.
static DECIDING: WordSet = WordSet::of("dossier_words", "deciding");
/// Drafts, the one that goes to review first.
static DRAFTS: WordSet = WordSet::of("dossier_words", "draft_order");
static LEGAL_ORGANS: WordSet = WordSet::of("dossier_words", "legal_organ");

/// Kinds of which one paper decides; of others every paper may be looked at.
pub(super) const DECIDES_ALONE: [PaperKind; 9] = [
    PaperKind::Draft,
    PaperKind::Consultation,
    PaperKind::FairCompetition,
    PaperKind::SelfReview,
    PaperKind::ReviewOpinion,
    PaperKind::Minutes,
    PaperKind::Issued,
    PaperKind::Publication,
    PaperKind::Filing,
];

/// Papers with their places.
type Placed<'p> = Vec<(usize, &'p Paper<'p>)>;

/// What can be told of each paper by itself: the first that was read, of drafts the last stage.
pub(super) fn alone(papers: &[Paper<'_>]) -> BTreeMap<PaperKind, usize> {
    let mut chosen: BTreeMap<PaperKind, (usize, (bool, usize))> = BTreeMap::new();
    for (at, paper) in papers.iter().enumerate() {
        let Some(kind) = paper.kind else { continue };
        let stage = if kind == PaperKind::Draft { stage(paper) } else { 0 };
        let rank = (paper.is_unread(), stage);
        let best = chosen.entry(kind).or_insert((at, rank));
        if rank < best.1 {
            *best = (at, rank);
        }
    }
    chosen.into_iter().map(|(kind, (at, _))| (kind, at)).collect()
}

/// How far a draft has come, the last stage first.
fn stage(paper: &Paper<'_>) -> usize {
    let title = super::paper::title(paper.analysis).unwrap_or("");
    let words = DRAFTS.words();
    words.iter().position(|w| paper.path().contains(w) || title.contains(w)).unwrap_or(words.len())
}

/// The papers that decide, with what is known of the whole case.
pub(super) fn of(case: &Case<'_>) -> BTreeMap<PaperKind, usize> {
    let mut chosen = case.chosen.clone();
    let placed = |kind: PaperKind| -> Placed<'_> {
        case.papers.iter().enumerate().filter(|(_, p)| p.kind == Some(kind)).collect()
    };
    let meeting = meeting(case, placed(PaperKind::Minutes));
    let met = meeting.and_then(|at| dates::met(case.papers.get(at)?)).map(|(date, _)| date);
    chosen.extend(meeting.map(|at| (PaperKind::Minutes, at)));
    let opinion = opinion(placed(PaperKind::ReviewOpinion), met);
    chosen.extend(opinion.map(|at| (PaperKind::ReviewOpinion, at)));
    chosen
}

/// The meeting that decided: of the issuing body where its minutes are there, the last one before the paper was signed.
fn meeting(case: &Case<'_>, minutes: Placed<'_>) -> Option<usize> {
    let name = case.name.as_ref();
    let is_about = |p: &Paper<'_>| p.is_unread() || name.is_none_or(|name| name.is_in(p.text()));
    let about = narrowed(minutes, is_about);
    let of_body = narrowed(about, |p| p.is_called(&DECIDING));
    let issued = case.first(PaperKind::Issued);
    let signed = issued.and_then(|p| p.analysis.facts.metadata.signed_on.as_ref()).map(|d| d.date);
    last_until(&of_body, signed, |p| dates::met(p).map(|(date, _)| date))
}

/// The opinion that counts: of the legal organ where there is one, the last one before the meeting.
fn opinion(opinions: Placed<'_>, met: Option<Date>) -> Option<usize> {
    let is_of_organ = |p: &Paper<'_>| {
        let bodies = &p.analysis.facts.metadata.issuing_body;
        p.is_unread() || bodies.iter().any(|b| LEGAL_ORGANS.tail_of(&b.text).is_some())
    };
    let own = |p: &Paper<'_>| p.analysis.facts.metadata.signed_on.as_ref().map(|d| d.date);
    last_until(&narrowed(opinions, is_of_organ), met, own)
}

/// The papers of which it holds; all where it holds of none.
fn narrowed<'p>(papers: Placed<'p>, is: impl Fn(&Paper<'_>) -> bool) -> Placed<'p> {
    let some: Placed<'p> = papers.iter().copied().filter(|(_, p)| is(p)).collect();
    if some.is_empty() { papers } else { some }
}

/// The latest paper up to a day; where all are later the earliest, without any day the first.
fn last_until(
    papers: &Placed<'_>,
    day: Option<Date>,
    of: impl Fn(&Paper<'_>) -> Option<Date>,
) -> Option<usize> {
    let dated = || papers.iter().filter_map(|(at, p)| Some((of(p)?, *at)));
    let before = dated().filter(|(date, _)| day.is_none_or(|day| *date <= day)).max_by_key(|(date, _)| *date);
    let found = before.or_else(|| dated().min_by_key(|(date, _)| *date)).map(|(_, at)| at);
    found.or_else(|| papers.first().map(|(at, _)| *at))
}
