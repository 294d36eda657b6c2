//! The year a paper without any date speaks of: the only one that its text names.
//!
//! A reader of a copy that lost its head takes 年底前 for the end of that year. Years that say nothing of the day the paper was
//! written stay out: those in titles and numbers, of plan periods, of goals, and of what is told as done.

use super::cursor::{is_dash, number_at};
use super::words::Role;
use crate::outline::Outline;
use crate::text::{Norm, Span, to_u32};

/// How often the year must be named: once may be chance.
const ENOUGH: usize = 2;

/// The year, when one and no other is named often enough.
pub(super) fn of(text: &str, outline: &Outline, masks: &[Span<Norm>]) -> Option<i16> {
    let mut found: Option<(i16, usize)> = None;
    for at in memchr::memmem::find_iter(text.as_bytes(), "20") {
        let Some(year) = year_at(text, at).filter(|_| !masks.iter().any(|mask| mask.holds(to_u32(at))))
        else {
            continue;
        };
        if is_told(text, outline, at) {
            continue;
        }
        found = match found {
            None => Some((year, 1)),
            Some((known, count)) if known == year => Some((known, count + 1)),
            Some(_) => return None,
        };
    }
    found.filter(|(_, count)| *count >= ENOUGH).map(|(year, _)| year)
}

/// The year that stands at `at` with 年; none when it begins or ends a period or is a goal (到2025年).
fn year_at(text: &str, at: usize) -> Option<i16> {
    let number = number_at(text, at).filter(|n| n.start == at && n.chars == 4)?;
    let (before, after) = (text.get(..at)?, text.get(number.end..)?);
    let joins = |c: char| is_dash(c) || matches!(c, '至' | '到' | '~' | '～' | '/' | '.');
    let rest = after.strip_prefix('年')?;
    let is_part = before.ends_with(|c: char| c.is_ascii_digit() || joins(c)) || rest.starts_with(joins);
    i16::try_from(number.value).ok().filter(|year| (2000..2100).contains(year) && !is_part)
}

/// Whether the sentence tells what has been done.
fn is_told(text: &str, outline: &Outline, at: usize) -> bool {
    let sentences = &outline.sentences;
    let index = sentences.partition_point(|sentence| sentence.span.start as usize <= at);
    let sentence = index.checked_sub(1).and_then(|i| sentences.get(i));
    sentence.is_some_and(|sentence| Role::Done.stands_in(sentence.span.of(text)))
}
