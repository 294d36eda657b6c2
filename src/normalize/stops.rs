//! Full stops typed as dots: `各县要落实责任.市局应当检查.` becomes `各县要落实责任。市局应当检查。`
//!
//! Only where the whole text is written so: dots stand behind Chinese words, at the ends of lines too, and there are hardly any
//! full stops. Dots of numbering (一.) and of names, texts with a stray dot, and dots beside Latin or digits stay.

use super::class::{is_han, is_han_digit, is_line_end, is_void};
use super::edits::{Edits, Kind};

const STOP: Kind = Kind::fold("punctuation");
/// So many dots make a habit, some of them at the end of a line: names are joined by dots within lines.
const LEAST: usize = 3;
const LEAST_AT_LINE_ENDS: usize = 2;
/// So many dots stand against one full stop.
const MORE: usize = 4;
const DOTS: [char; 2] = ['.', '．'];

/// Turns dots into full stops. Nothing is lost, so it returns `false`.
pub(super) fn run<'t>(text: &'t str, edits: &mut Edits<'t>) -> bool {
    let (mut dots, mut at_ends) = (Vec::new(), 0);
    let mut start = 0;
    for line in text.split_inclusive(is_line_end) {
        for (at, dot) in line.match_indices(DOTS) {
            let (before, after) = (line.get(..at).unwrap_or_default(), line.get(at + dot.len()..));
            let after = after.unwrap_or_default().trim_start_matches(|c| is_void(c) && !is_line_end(c));
            let is_end = after.is_empty() || after.starts_with(is_line_end);
            if (is_end || after.starts_with(is_han)) && ends_sentence(before) {
                dots.push((start + at, start + at + dot.len()));
                at_ends += usize::from(is_end);
            }
        }
        start += line.len();
    }
    let is_habit = dots.len() >= LEAST && at_ends >= LEAST_AT_LINE_ENDS;
    if is_habit && dots.len() >= MORE * text.matches('。').count() {
        for (start, end) in dots {
            edits.put(start, end, '。', STOP);
        }
    }
    false
}

/// Whether words stand before the dot, and not the number of an item.
fn ends_sentence(before: &str) -> bool {
    let is_numeral = |c: char| is_han_digit(c) || matches!(c, '十' | '百' | '零');
    before.ends_with(is_han) && before.trim_end_matches(is_numeral).ends_with(is_han)
}
