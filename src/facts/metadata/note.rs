//! The note under the title of a law or of rules: when and by whom they were adopted or promulgated, and since when they apply.
//!
//! （2020年3月1日甲市人民代表大会常务委员会第四次会议通过 自2020年5月1日起施行）, or the same in a line without brackets.

use jiff::civil::Date;

use super::DateAt;
use crate::facts::Context;
use crate::facts::date::dates_in;
use crate::outline::pattern::{is_note, tells_enactment};
use crate::outline::{Line, Part};
use crate::text::{Norm, Span};

/// What is done on the day of the text as it stands, on that of the first text, and from a day on.
const REVISED: [&str; 1] = ["修订"];
const ENACTED: [&str; 6] = ["通过", "公布", "发布", "颁布", "批准", "令"];
const APPLIES: [&str; 3] = ["施行", "实施", "起执行"];

/// The lines of the head below the title; of a copy without a title all of them.
pub(super) fn lines<'c>(cx: &'c Context<'_>) -> impl Iterator<Item = &'c Line> {
    let title = cx.outline.title.map_or(0, |title| title.end);
    cx.outline.part(Part::Masthead).filter(move |line| line.span.start >= title)
}

/// A note that says what it is stands within so many lines, wherever the head was found to end.
const NOTE_LINES: usize = 40;

/// The days of the notes, each with what is said behind it up to the next.
fn days<'c>(cx: &'c Context<'_>) -> Vec<(Date, Span<Norm>, &'c str)> {
    let is_dated_note = |line: &&Line| {
        let content = line.span.of(cx.text);
        content.contains('日') && is_note(content)
    };
    let title = cx.outline.title.map_or(0, |title| title.end);
    let tells = |line: &&Line| line.span.start >= title && tells_enactment(line.span.of(cx.text));
    let mut of_head: Vec<&Line> = cx.outline.lines.iter().take(NOTE_LINES).filter(tells).collect();
    if of_head.is_empty() {
        of_head = lines(cx).filter(is_dated_note).collect();
    }
    let mut found: Vec<(Date, Span<Norm>, &str)> = Vec::new();
    for line in of_head {
        let dates: Vec<(Date, Span<Norm>)> = dates_in(cx.text, line.span).collect();
        for (i, (date, span)) in dates.iter().enumerate() {
            let end = dates.get(i + 1).map_or(line.span.end, |(_, next)| next.start);
            found.push((*date, *span, cx.text.get(span.end as usize..end as usize).unwrap_or("")));
        }
    }
    found
}

/// The day of the text: of its last revision as a whole, else that on which it was adopted or promulgated.
pub(super) fn signed_on(cx: &Context<'_>) -> Option<(Date, Span<Norm>)> {
    let days = days(cx);
    let says = |tail: &str, words: &[&str]| words.iter().any(|word| tail.contains(word));
    let revised = days.iter().rev().find(|(_, _, tail)| says(tail, &REVISED));
    let enacted = || days.iter().find(|(_, _, tail)| says(tail, &ENACTED));
    let first = || days.iter().find(|(_, _, tail)| !says(tail, &APPLIES));
    revised.or_else(enacted).or_else(first).map(|(date, span, _)| (*date, *span))
}

/// The day from which the text applies.
pub(super) fn effective_on(cx: &Context<'_>) -> Option<DateAt> {
    let begins = |tail: &str| {
        let verb = tail.trim_start().trim_start_matches('起');
        APPLIES.iter().any(|word| verb.starts_with(word.trim_start_matches('起')))
    };
    let found = days(cx).into_iter().rev().find(|(_, _, tail)| begins(tail));
    found.map(|(date, span, _)| DateAt { date, span })
}
