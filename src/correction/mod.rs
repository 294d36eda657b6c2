//! Mechanical fixes: places where exactly one other character is right, whatever the sentence means.
//!
//! Brackets of document numbers, 〈〉 for titles within titles, full-width marks beside Chinese characters; nothing else. In: a document and
//! its facts. Out: places of the raw text with what should stand there. Judges nothing and changes nothing; where two answers are
//! possible there is no correction.

mod marks;
mod number;
mod titles;

use crate::document::Document;
use crate::facts::Facts;
use crate::text::{Raw, Span};

/// One character that should be another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Correction {
    /// Where: one character of the raw text.
    pub span: Span<Raw>,
    /// What should stand there.
    pub after: char,
}

impl Correction {
    /// The character at a byte should be another.
    fn at(at: usize, before: char, after: char) -> Self {
        Self { span: Span::at(at, at + before.len_utf8()), after }
    }
}

/// All corrections of a document in order of place; they do not overlap.
#[must_use]
pub fn find(document: &Document, facts: &Facts) -> Vec<Correction> {
    let raw = document.raw();
    let numbers: Vec<Span<Raw>> = facts.numbers.iter().map(|n| document.map.raw(n.span)).collect();
    let mut found: Vec<Correction> = numbers.iter().flat_map(|span| number::brackets(raw, *span)).collect();
    let mut start = 0;
    for line in raw.split_inclusive('\n') {
        found.extend(titles::nested(start, line));
        // What belongs to a number has marks of its own.
        let is_free =
            |c: &Correction| !numbers.iter().any(|n| n.start <= c.span.start && c.span.end <= n.end);
        found.extend(marks::half_width(start, line).into_iter().filter(is_free));
        start += line.len();
    }
    found.sort_by_key(|c| c.span.start);
    found.dedup_by_key(|c| c.span.start);
    found
}
