//! Whether a paper orders or tells: a plan's "建立制度" is a duty, a report's is what was done, a newspaper's is hearsay.
//!
//! Takes the kind and title found by the metadata where there are any and reads the tense of the text otherwise. Judges
//! nothing else.

use std::sync::LazyLock;

use memchr::memmem;

use super::{Context, Facts};
use crate::lexicon::{Lexicon, Terms};
use crate::outline::{Part, Sentence};
use crate::text::{first_bytes, to_u32};

/// How a paper speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// It lays down rules article by article: 办法, 规定, 条例.
    Rules,
    /// It sets tasks or grants benefits: plans, measures, opinions, notices.
    Orders,
    /// It says what was done: reports, summaries, accounts of meetings.
    Reports,
    /// Somebody speaks to an audience: what is said to be done is asked for, what was done is told.
    Talks,
    /// It says what others laid down or think: news, interviews, explanations of policy.
    News,
}

/// The voice of a paper and the place where its own text begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Speech {
    /// How the paper speaks.
    pub(super) voice: Voice,
    /// Byte offset after a newspaper's lead such as "以下为文件全文：" when a whole document is reprinted behind it, else 0.
    pub(super) starts_at: u32,
}

/// Only the beginning of a text can be the lead of a reprint.
const LEAD_BYTES: usize = 2400;
/// The source of a dispatch stands in so many bytes at the top.
const OPENING_BYTES: usize = 150;
/// The beginning of a text shows whether it is news.
const HEAD_BYTES: usize = 900;

/// Reads the voice of a paper.
pub(super) fn speech(cx: &Context<'_>, so_far: &Facts) -> Speech {
    if let Some(starts_at) = reprint(cx.text) {
        return Speech { voice: Voice::Orders, starts_at };
    }
    let voice = match voice(cx, so_far) {
        Voice::Orders if so_far.metadata.normative.retold => Voice::News,
        voice => voice,
    };
    Speech { voice, starts_at: 0 }
}

/// The voice of a sentence: below 下一步工作 a report says what is to be done.
pub(super) fn behind_heading(cx: &Context<'_>, sentence: &Sentence, voice: Voice) -> Voice {
    if voice != Voice::Reports {
        return voice;
    }
    let looks_ahead = |title: &str| {
        SIGNS.find(Place::Outlook, |term| title.contains(term)).is_some()
            && SIGNS.find(Place::Account, |term| title.contains(term)).is_none()
    };
    let mut titles = cx.outline.ancestors(sentence.node).map(|node| node.title.of(cx.text));
    if titles.any(looks_ahead) { Voice::Orders } else { voice }
}

/// The signs of `dictionaries/voice.tsv`, by the place they are looked for.
struct Signs {
    rows: Vec<(&'static str, Place, Voice)>,
    /// The leads of reprints.
    leads: Terms,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Kind,
    Ending,
    Title,
    Head,
    Tense,
    Text,
    Lead,
    Outlook,
    Account,
}

static SIGNS: LazyLock<Signs> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("voice");
    let (place, voice) = (table.column("place"), table.column("voice"));
    let rows = table.rows().map(|row| {
        let place = match row[place] {
            "kind" => Place::Kind,
            "ending" => Place::Ending,
            "title" => Place::Title,
            "head" => Place::Head,
            "tense" => Place::Tense,
            "text" => Place::Text,
            "outlook" => Place::Outlook,
            "account" => Place::Account,
            _ => Place::Lead,
        };
        let voice = match row[voice] {
            "rules" => Voice::Rules,
            "reports" => Voice::Reports,
            "talks" => Voice::Talks,
            "news" => Voice::News,
            _ => Voice::Orders,
        };
        (row[0], place, voice)
    });
    let rows: Vec<(&str, Place, Voice)> = rows.collect();
    let leads = rows.iter().filter(|(_, place, _)| *place == Place::Lead).map(|(term, _, _)| term);
    Signs { leads: Terms::new(leads), rows }
});

impl Signs {
    fn find(&self, place: Place, is_sign: impl Fn(&str) -> bool) -> Option<Voice> {
        self.rows.iter().find(|(term, p, _)| *p == place && is_sign(term)).map(|(_, _, voice)| *voice)
    }
}

fn voice(cx: &Context<'_>, so_far: &Facts) -> Voice {
    let told = is_told_title(cx, so_far) || is_dispatch(cx, so_far);
    let kind = so_far.metadata.doc_kind.as_ref().filter(|_| !told).map_or("", |k| k.text.as_str());
    let title = so_far.metadata.title.as_ref().filter(|_| !told).map_or("", |t| t.text.as_str());
    let narrative = narrative(cx);
    let reports_by_title = || SIGNS.find(Place::Ending, |term| title.ends_with(term)) == Some(Voice::Reports);
    match SIGNS.find(Place::Kind, |term| term == kind) {
        // A 通报 or 报告 that tells nothing done is an order under another name, unless its title says 情况报告.
        Some(Voice::Reports) if narrative < 0.04 && !reports_by_title() => return Voice::Orders,
        Some(voice) => return voice,
        None => {}
    }
    let head = first_bytes(cx.text, HEAD_BYTES);
    let by_title = SIGNS.find(Place::Title, |term| title.contains(term));
    let by_title = by_title.or_else(|| SIGNS.find(Place::Ending, |term| title.ends_with(term)));
    let by_text =
        || SIGNS.find(Place::Text, |term| memmem::find(cx.text.as_bytes(), term.as_bytes()).is_some());
    let by_head = || SIGNS.find(Place::Head, |term| head.contains(term));
    let by_tense = || SIGNS.find(Place::Tense, |term| narrative > 0.1 && head.contains(term));
    by_text().or(by_title).or_else(by_head).or_else(by_tense).unwrap_or_else(|| {
        // Nothing but the tense says so: a newspaper as well as a report, and what either retells is laid down.
        if narrative > 0.14 && !lays_down(cx) {
            Voice::News
        } else if articles(cx) >= 4 {
            Voice::Rules
        } else {
            Voice::Orders
        }
    })
}

/// Whether a text without a title begins as news do, 据某公众号4月26日消息: 本《通知》 is what it tells of.
fn is_dispatch(cx: &Context<'_>, so_far: &Facts) -> bool {
    let untitled = so_far.metadata.title.is_none();
    let opening = first_bytes(cx.text, OPENING_BYTES);
    untitled && SIGNS.find(Place::Head, |term| opening.contains(term)) == Some(Voice::News)
}

/// Whether the title is only named in the text, as news name the draft they tell of.
fn is_told_title(cx: &Context<'_>, so_far: &Facts) -> bool {
    let Some(title) = &so_far.metadata.title else { return false };
    let marked = cx.text.get(..title.span.start as usize).is_some_and(|before| before.ends_with('《'));
    let line = cx.outline.line_holding(title.span.start);
    marked && line.is_some_and(|line| line.part == Part::Body)
}

/// Finished actions (了) per sentence of running text. Plans and rules stay below .08, reports and news lie above .12.
fn narrative(cx: &Context<'_>) -> f64 {
    let sentences = cx.outline.sentences.iter().filter(|s| !s.heading && s.span.len() > 18).count();
    let done = memmem::find_iter(cx.text.as_bytes(), "了").count();
    let known = memmem::find_iter(cx.text.as_bytes(), "了解").count();
    let done = done.saturating_sub(known);
    if done < 3 || sentences == 0 {
        return 0.0;
    }
    #[allow(clippy::cast_precision_loss)]
    let share = done as f64 / sentences as f64;
    share
}

/// Whether the text obliges several times and says since when: conditions like 签订了合同的 tell nothing done.
fn lays_down(cx: &Context<'_>) -> bool {
    let bytes = cx.text.as_bytes();
    let obliges = ["应当", "不得"].iter().map(|w| memmem::find_iter(bytes, w).take(4).count()).sum::<usize>();
    obliges >= 4
        && ["起施行", "起实施", "起执行", "有效期", "本通知自"]
            .iter()
            .any(|w| memmem::find(bytes, w.as_bytes()).is_some())
}

/// Lines that begin with 第…条, counted up to a handful.
fn articles(cx: &Context<'_>) -> usize {
    let starts = cx.outline.lines.iter().filter(|l| {
        let line = l.span.of(cx.text);
        line.starts_with('第') && line.chars().take(8).any(|c| c == '条')
    });
    starts.take(4).count()
}

/// Where the reprinted document begins behind a newspaper's lead.
fn reprint(text: &str) -> Option<u32> {
    let lead = first_bytes(text, LEAD_BYTES);
    let mut first: Option<usize> = None;
    SIGNS.leads.visit(lead, |mark| first = Some(first.map_or(mark.end, |end| end.min(mark.end))));
    first.map(to_u32)
}
