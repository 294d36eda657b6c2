//! Due dates, limits, recurring duties, validity and plan periods.
//!
//! Titles and document numbers are masked first. Then each sentence is walked from anchor to anchor (年, 月, 日 …): a small
//! grammar reads what stands there (`moment`, `stretch`, `amount`), and the words around it decide what it is (`point`,
//! `within`, `recurring`, `period`). Relative expressions count from the document's own date (`basis`); working days and the
//! counting rules of the 民法典 are in `calendar`. What only looks like a deadline stays out.

mod amount;
mod anchor;
mod basis;
pub(crate) mod calendar;
mod cells;
mod cursor;
mod ends;
mod example;
pub(super) mod folded;
mod hours;
mod label;
mod meant;
mod moment;
mod often;
mod opening;
mod period;
mod point;
mod reading;
mod recurring;
mod scan;
mod spell;
mod start;
mod stretch;
mod target;
mod telling;
#[cfg(test)]
mod tests;
mod within;
mod words;
mod year;
mod years;

use jiff::civil::Date;
use serde::Serialize;

use self::basis::Basis;
use self::reading::{Draft, Reading};
use self::words::Role;
use super::{Context, FactId, Facts, Locate};
use crate::outline::Part;
use crate::text::{Norm, Span};

/// A time expression that binds somebody.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Deadline<P = Span<Norm>> {
    /// `d1`, `d2` …
    pub id: FactId,
    /// The minimal expression.
    pub span: P,
    /// What sort of limit it is.
    pub kind: DeadlineKind,
    /// by/from: a date; within/validity: an ISO 8601 duration (`P5BD` for working days); range/plan_period: `A/B`;
    /// frequency: `R/P3M`, `R/P1M;min=2`, `R/P1Y;by=12-31`.
    pub value: Option<String>,
    /// What it counts from.
    pub anchor: Option<Anchor>,
    /// Whether it binds strictly (力争, 逐步 make it soft).
    pub hard: bool,
    /// The calendar date, when everything needed to compute it is known.
    pub due_on: Option<Date>,
    /// Why `due_on` is not known, or that the expression has two readings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<&'static str>,
    /// The other reading of an ambiguous expression, in the form of `value`; of a recurring duty the exact form, where it says
    /// more: `R/P1M;by=25` of 每月25日前, `R/P3M;n=1` of 每季度一次.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alternative: Option<String>,
}

/// What a limit counts from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Anchor {
    /// `event`, `document_date`, `plan_period`, …
    pub kind: &'static str,
    /// The words of the text.
    pub text: String,
}

/// Sorts of time limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DeadlineKind {
    /// Before or on a date.
    By,
    /// Within a time from an event.
    Within,
    /// Between two dates.
    Range,
    /// From a date on.
    From,
    /// Again and again.
    Frequency,
    /// For how long the document is in force.
    Validity,
    /// The years a plan is for.
    PlanPeriod,
    /// Before or after a named event only.
    Event,
    /// 及时, 定期, 尽快.
    Vague,
}

impl Deadline {
    pub(super) fn relocate<L: Locate>(&self, at: &L) -> Deadline<L::Place> {
        Deadline {
            id: self.id,
            span: at.place(self.span),
            kind: self.kind,
            value: self.value.clone(),
            anchor: self.anchor.clone(),
            hard: self.hard,
            due_on: self.due_on,
            note: self.note,
            alternative: self.alternative.clone(),
        }
    }
}

/// Finds every time limit, in order.
pub(super) fn find(cx: &Context<'_>, so_far: &Facts) -> Vec<Deadline> {
    let mut masks = masks(cx.text, so_far);
    let basis = Basis::of(cx, so_far, &masks);
    // The history of a regulation of Taiwan tells of days gone by.
    if let Some(history) = crate::facts::metadata::history::past(cx.text) {
        masks.retain(|mask| mask.start >= history.end);
        masks.insert(0, history);
    }
    let masked = |at: usize| {
        let index = masks.partition_point(|mask| (mask.start as usize) <= at);
        index.checked_sub(1).and_then(|i| masks.get(i)).is_some_and(|mask| at < mask.end as usize)
    };
    let cells = cells::of(cx.text, cx.outline);
    let rows = cells::rows(cx.outline);
    let mut worked = example::Worked::default();
    let mut found = Vec::new();
    let mut drafts = Vec::new();
    let (mut line, mut year) = (u32::MAX, None);
    let mut heading = None;
    let mut told = None;
    let mut done = 0;
    let (mut since, mut of_line) = (None, u32::MAX);
    for (i, sentence) in cx.outline.sentences.iter().enumerate() {
        // The row of a table that stands alone in a file is no head of a page.
        let in_row = rows.binary_search(&sentence.line).is_ok();
        let outside = matches!(
            sentence.part,
            Part::Portal | Part::Masthead | Part::Addressee | Part::Signature | Part::Colophon
        );
        let history = sentence.part == Part::Masthead && tells_start(sentence.span.of(cx.text));
        if !in_row && outside && !history {
            continue;
        }
        // The year of a heading, 二、登记阶段（2031年11月—12月）, holds for the line below it.
        year = if sentence.line == line { year } else { heading.take() };
        line = sentence.line;
        let (from, to) = (sentence.text_start as usize, sentence.span.end as usize);
        let to = folded_end(cx, i, to);
        let mut reading =
            Reading { text: cx.text, from, to, basis: &basis, year, ahead: false, cells: &cells };
        reading.ahead = reading.looks_ahead();
        let joined = folded::Joined::of(cx.text, from, to);
        done = match &joined {
            Some(joined) => {
                (reading.text, reading.from, reading.to) = (joined.text(), 0, joined.text().len());
                reading.cells = &[];
                let hidden = |at: usize| masked(joined.start(at));
                joined.end(scan::read(&mut reading, joined.place(done), &hidden, &mut drafts))
            }
            None => scan::read(&mut reading, done, &masked, &mut drafts),
        };
        year = reading.year;
        if drafts.is_empty() {
            continue;
        }
        // What is counted in a line that was put together again has other places.
        since = since.filter(|_| joined.is_none() && of_line == sentence.line);
        anchor::complete(&reading, &mut drafts, &mut since);
        since = since.filter(|_| joined.is_none());
        of_line = sentence.line;
        heading = year_of_heading(sentence.span.of(cx.text), &drafts);
        let start =
            cx.outline.lines.get(sentence.line as usize).map_or(from, |line| line.span.start as usize);
        let sentence_text = cx.text.get(from..to).unwrap_or("");
        if worked.holds(cx.text, (sentence.line, start), (from, to))
            || crate::facts::clause::is_example(sentence_text)
        {
            drafts.clear();
            continue;
        }
        if history {
            let last = drafts.drain(..).rfind(|draft| draft.kind == Some(DeadlineKind::From));
            let before = told.filter(|(of, _)| *of == line && last.is_some());
            found.truncate(before.map_or(found.len(), |(_, index)| index));
            told = Some((line, found.len()));
            drafts.extend(last);
        }
        let title = sentence.part == Part::Title;
        let named = !in_row && names_a_paper(sentence.span.of(cx.text));
        for mut draft in drafts.drain(..) {
            let titled = title || named && is_of_name(&reading, &draft);
            if titled && draft.kind != Some(DeadlineKind::PlanPeriod) {
                continue;
            }
            let is_hard = !reading.is_soft(draft.start, draft.end);
            if let Some(joined) = &joined {
                (draft.start, draft.end) = (joined.start(draft.start), joined.end(draft.end));
            }
            found.extend(deadline(draft, is_hard, found.len()));
        }
    }
    year::of_same_day(cx.text, &mut found);
    if basis.is_timeless() {
        year::of_neighbours(cx.text, &mut found);
    }
    found
}

/// （2031年5月6日市政府令第8号公布 自2031年7月1日起施行）: the line below the title says since when the rule applies; of several
/// days the last is that of the text that follows.
fn tells_start(line: &str) -> bool {
    let begins = |(at, since): (usize, &str)| {
        line.get(at + since.len()..).is_some_and(|act| Role::Effect.starts(act).is_some())
    };
    line.contains('自') && line.match_indices("日起").any(begins)
}

/// Longest heading with its time, in characters.
const LONGEST_HEADING: usize = 36;

/// The year of the only time in a short line that ends with it in brackets.
fn year_of_heading(line: &str, drafts: &[Draft]) -> Option<i16> {
    let [draft] = drafts else { return None };
    let closed = line.trim_end().ends_with(['）', ')']) && line.chars().count() <= LONGEST_HEADING;
    let value = draft.value.as_deref().filter(|_| closed && draft.kind == Some(DeadlineKind::Range))?;
    let (from, to) = value.split_once('/')?;
    let year = |date: &str| date.split('-').next().and_then(|year| year.parse::<i16>().ok());
    year(from).filter(|first| year(to) == Some(*first))
}

/// Where reading of the sentence with that index ends: behind the next ones when a date goes on over the line break.
fn folded_end(cx: &Context<'_>, index: usize, to: usize) -> usize {
    let mut to = to;
    for next in cx.outline.sentences.iter().skip(index + 1).take(3) {
        if !cursor::is_folded(cx.text, to) {
            break;
        }
        to = next.span.end as usize;
    }
    to
}

/// Whether a line may be the title of a paper, such as that of the plan under a notice.
fn names_a_paper(line: &str) -> bool {
    Role::Kind.ends(line).or_else(|| Role::Plan.ends(line)).is_some()
}

/// Whether the time belongs to the name of a paper, 2025年第一季度稳增长措施, and is not a day to be met before which the
/// paper is due: 6月底前报送工作方案, 完成时限：2024年6月出台方案.
fn is_of_name(r: &Reading<'_>, draft: &Draft) -> bool {
    let bounded = ["前", "内", "止", "起"].iter().any(|bound| {
        r.text.get(draft.start..draft.end).is_some_and(|expression| expression.ends_with(bound))
    });
    let tail = r.tail(draft.end).trim_start();
    let acts = Role::Verb.starts(tail).is_some() || tail.starts_with(['：', ':']);
    let led = r.head(draft.start).contains(['：', ':']);
    draft.kind == Some(DeadlineKind::Range) && !bounded && !acts && !led
}

/// Numbers a draft.
fn deadline(draft: Draft, hard: bool, index: usize) -> Option<Deadline> {
    Some(Deadline {
        id: FactId::nth('d', index),
        span: Span::at(draft.start, draft.end),
        kind: draft.kind?,
        value: draft.value,
        anchor: draft.anchor,
        hard,
        due_on: draft.due_on,
        note: draft.note,
        alternative: draft.alternative,
    })
}

/// Places where times mean nothing, sorted: titles in 《》 with what they nest, and document numbers.
fn masks(text: &str, so_far: &Facts) -> Vec<Span<Norm>> {
    let mut masks: Vec<Span<Norm>> = so_far.numbers.iter().map(|number| number.span).collect();
    let mut open: Option<(usize, u32)> = None;
    for at in memchr::memchr2_iter(0xE3, b'\n', text.as_bytes()) {
        match (text.as_bytes().get(at..at + 3), open) {
            (Some([0xE3, 0x80, 0x8A]), None) => open = Some((at, 1)),
            (Some([0xE3, 0x80, 0x8A]), Some((start, depth))) => open = Some((start, depth + 1)),
            (Some([0xE3, 0x80, 0x8B]), Some((start, 1))) => {
                masks.push(Span::at(start, at + 3));
                open = None;
            }
            (Some([0xE3, 0x80, 0x8B]), Some((start, depth))) => open = Some((start, depth - 1)),
            // A title over two lines happens, an unclosed bracket too: a blank line ends it.
            _ if text.as_bytes().get(at) == Some(&b'\n') && text.as_bytes().get(at + 1) == Some(&b'\n') => {
                open = None;
            }
            _ => {}
        }
    }
    masks.extend(quoted_plans(text));
    masks.sort_unstable();
    masks
}

/// Longest name of a plan in “”, in bytes.
const LONGEST_QUOTED: usize = 120;

/// “2030年前碳达峰行动方案”: the name of a plan in quotes that begins with its year.
fn quoted_plans(text: &str) -> impl Iterator<Item = Span<Norm>> {
    memchr::memmem::find_iter(text.as_bytes(), "”").filter_map(move |close| {
        let from = (close.saturating_sub(LONGEST_QUOTED)..=close).find(|at| text.is_char_boundary(*at))?;
        let head = text.get(from..close)?;
        let open = head.rfind('“')? + "“".len();
        let name = head.get(open..)?;
        let plain = !name.contains(['，', ',', '。', '；', '\n']);
        let plan = name.starts_with(|c: char| c.is_ascii_digit()) && Role::Plan.ends(name).is_some();
        (plain && plan && name.chars().count() >= 8).then(|| Span::at(from + open, close))
    })
}
