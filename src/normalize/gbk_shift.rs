//! Headings whose GBK bytes slipped by one: `?。ǘ…` was `（二）…`.
//!
//! Such a line began with two full-width spaces, bytes A1 A1 A1 A1, and lost one of them on the way: from there on every
//! second byte of one character was read together with the first byte of the next. `　　（二）` is A1 A1 A1 A1 A3 A8 B6 FE
//! A3 A9; with one byte less it reads `?` (a lone A1), A1 A3 `。`, A8 B6 `ǘ`, FE A3 (private use), A9 … The reading comes
//! back into step where the second half of a pair is an ASCII character: GBK has trail bytes from 40 on, so a letter may be
//! one (that character then is complete), while a bracket or line end below 40 cannot, and decoders leave `?` for the pair.
//!
//! The repair goes the same way back. Each character of the line is turned into its byte pair again, private-use rows
//! included; the first A1 belongs to the lost space; the rest is read in step until an ASCII letter completes the last
//! character, or `?` tells that one was swallowed. Of that one the first byte is known, and if a pinyin gloss follows
//! (`?guī)`) it is the character of that row with that reading, above all one that the text glosses the same way elsewhere.
//! The repair is accepted only if what comes out begins with the number of a heading, `（二）` or `二、`.

use super::class;
use super::edits::{Edits, Kind};
use super::gbk;
use super::gloss::{self, Syllable};
use crate::document::Certainty;

const NAME: &str = "gbk_shift";
/// Stands for a character of which one byte is lost.
const LOST: char = '□';

/// Characters of the longest number of a heading, （二十一）.
const LONGEST_NUMBER: usize = 5;

/// Repairs the slipped lines of a text; returns whether the last character of one is lost.
pub(super) fn run<'t>(text: &'t str, edits: &mut Edits<'t>) -> bool {
    let mut has_losses = false;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let body = line.trim_start_matches(class::is_void);
        let from = start + (line.len() - body.len());
        if let Some(repaired) = repair(body, text) {
            has_losses |= repaired.certainty == Certainty::Low;
            let kind = Kind::repair(NAME, repaired.certainty);
            edits.replace(from, from + repaired.len, &repaired.text, kind);
        }
        start += line.len();
    }
    has_losses
}

struct Repaired {
    /// Bytes of the line that were replaced.
    len: usize,
    text: String,
    certainty: Certainty,
}

/// How the reading came back into step.
#[derive(Clone, Copy)]
struct Step {
    last: char,
    len: usize,
    certainty: Certainty,
}

fn repair(line: &str, text: &str) -> Option<Repaired> {
    let slipped = line.strip_prefix(['?', '？', '\u{FFFD}']).unwrap_or(line);
    let first = slipped.chars().next()?;
    let Some([0xA1, mut half]) = gbk::pair(first) else { return None };
    let rest = slipped.get(first.len_utf8()..)?;
    let mut read = String::new();
    for (offset, c) in rest.char_indices() {
        let after = rest.get(offset + c.len_utf8()..).unwrap_or_default();
        if read.chars().count() == LONGEST_NUMBER && !starts_with_number(&read) {
            return None;
        }
        let at = line.len() - after.len();
        let step = if let Some([lead, trail]) = gbk::pair(c) {
            read.push(gbk::decode([half, lead])?);
            half = trail;
            continue;
        } else if matches!(c, '?' | '\u{FFFD}') {
            swallowed(half, after, text, at)
        } else if matches!(c, '\n' | '\r') {
            Step { last: LOST, len: at - c.len_utf8(), certainty: Certainty::Low }
        } else {
            let trail = u8::try_from(c as u32).ok().filter(u8::is_ascii)?;
            Step { last: gbk::decode([half, trail])?, len: at, certainty: Certainty::High }
        };
        read.push(step.last);
        return finish(read, step);
    }
    read.push(LOST);
    finish(read, Step { last: LOST, len: line.len(), certainty: Certainty::Low })
}

fn finish(text: String, step: Step) -> Option<Repaired> {
    starts_with_number(&text).then_some(Repaired { len: step.len, text, certainty: step.certainty })
}

/// The character whose first byte is `lead`, swallowed together with the opening bracket of its gloss.
fn swallowed(lead: u8, after: &str, text: &str, at: usize) -> Step {
    let unknown = Step { last: LOST, len: at, certainty: Certainty::Low };
    let bracket = usize::from(after.starts_with('('));
    let Some(syllable) = after.get(bracket..).and_then(gloss::syllable) else { return unknown };
    let row = (0x40..=0xFE).filter_map(|trail| gbk::decode([lead, trail])).filter(|c| syllable.reads(*c));
    // The last of the best: GB 2312, whose characters are the frequent ones, is the upper half of each row.
    match row.max_by_key(|c| likelihood(*c, &syllable, text)) {
        Some(best) => {
            let is_known = likelihood(best, &syllable, text) > 0;
            let certainty = if is_known { Certainty::High } else { Certainty::Medium };
            Step { last: best, len: at + bracket + syllable.len, certainty }
        }
        None => unknown,
    }
}

/// 2 when the text glosses the character with that syllable elsewhere, 1 when it holds it, else 0.
fn likelihood(c: char, syllable: &Syllable, text: &str) -> u8 {
    if text.contains(&format!("{c}({})", syllable.toned))
        || text.contains(&format!("{c}（{}）", syllable.toned))
    {
        2
    } else {
        u8::from(text.contains(c))
    }
}

/// Whether a text begins with `（二）`, `（十一）`, `（１）` or `二、`.
fn starts_with_number(text: &str) -> bool {
    let is_bracketed = text.starts_with('（');
    let rest = text.strip_prefix('（').unwrap_or(text);
    let is_numeral = |c: char| class::is_han_digit(c) || c == '十' || is_bracketed && class::is_digit(c);
    let behind = rest.trim_start_matches(is_numeral);
    let len = rest.len() - behind.len();
    (1..=9).contains(&len) && behind.starts_with(if is_bracketed { '）' } else { '、' })
}
