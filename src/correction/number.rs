//! The year of a document number stands in 〔〕.

use super::Correction;
use crate::text::{Raw, Span};

/// Brackets that are taken for 〔 and 〕.
const PAIRS: &[(char, char)] = &[
    ('〔', '〕'),
    ('[', ']'),
    ('［', '］'),
    ('(', ')'),
    ('（', '）'),
    ('【', '】'),
    ('﹝', '﹞'),
    ('〈', '〉'),
];

/// The brackets around the year, where they are others. Numbers that begin with the year are those of courts.
pub(super) fn brackets(raw: &str, span: Span<Raw>) -> Vec<Correction> {
    let start = span.range().start;
    let mut chars = span.of(raw).char_indices().peekable();
    let mut open = None;
    for (at, c) in chars.by_ref() {
        if at > 0 && PAIRS.iter().any(|p| p.0 == c) {
            open = Some((at, c));
            break;
        }
    }
    let Some((at, opening)) = open else { return Vec::new() };
    let digits =
        (0..4).filter(|_| chars.next_if(|(_, c)| c.is_ascii_digit() || ('０'..='９').contains(c)).is_some());
    let is_year = digits.count() == 4;
    let Some((end, closing)) = chars.next().filter(|(_, c)| is_year && PAIRS.iter().any(|p| p.1 == *c))
    else {
        return Vec::new();
    };
    [(at, opening, '〔'), (end, closing, '〕')]
        .into_iter()
        .filter(|(_, before, after)| before != after)
        .map(|(at, before, after)| Correction::at(start + at, before, after))
        .collect()
}
