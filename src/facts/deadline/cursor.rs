//! Reading small pieces of a text forwards and backwards: characters, blanks, numbers, words of a short list.
//!
//! Every function takes and gives byte offsets into the same text and answers `None` at a bad one; nothing panics.

use crate::text::{digit_value, is_numeral, parse_numeral};

/// A whole number in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Its value.
    pub value: u64,
    /// How many characters it is written with.
    pub chars: usize,
}

/// Longest number that can belong to a time.
const LONGEST: usize = 8;

/// The character that ends at `at`.
pub(super) fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The character that starts at `at`.
pub(super) fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// `at` moved past blanks.
pub(super) fn skip(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    at + (rest.len() - rest.trim_start_matches([' ', '\u{3000}', '\u{a0}']).len())
}

/// `at` moved past blanks and one line break, for dates of hard-wrapped text.
pub(super) fn skip_fold(text: &str, at: usize) -> usize {
    let at = skip(text, at);
    let broken = eat(text, at, "\n").or_else(|| eat(text, at, "\r\n"));
    broken.map_or(at, |next| skip(text, next))
}

/// Whether a date that the line ending at `to` has begun goes on in the next: 2025年12月 and 31日前.
pub(super) fn is_folded(text: &str, to: usize) -> bool {
    let Some(line) = text.get(..to).map(str::trim_end) else { return false };
    let next = skip_fold(text, line.len());
    let Some(last) = line.chars().next_back() else { return false };
    if !text.get(line.len()..next).is_some_and(|gap| gap.contains('\n')) {
        return false;
    }
    let unit = |at: usize| eat_any(text, skip(text, at), &["月", "日", "号"]).is_some();
    // 十一月二日起 / 至十一月九日止.
    if last == '起' {
        let to = eat_any(text, next, &["至", "到"]).and_then(|to| number_at(text, skip(text, to)));
        return to.is_some_and(|number| unit(number.end))
            && line
                .get(..line.len() - last.len_utf8())
                .is_some_and(|lead| lead.ends_with(['日', '号', '月']));
    }
    // 3月1日上午9时至 / 3月5日下午5时止.
    if matches!(last, '至' | '~' | '～') {
        let lead = line.get(..line.len() - last.len_utf8()).unwrap_or("").trim_end();
        let placed = lead.ends_with(['日', '号', '时', '点', '分', '）', ')']);
        let dated = |number: Number| eat_any(text, skip(text, number.end), &["年", "月"]).is_some();
        return placed && number_at(text, next).is_some_and(dated);
    }
    if is_numeral(last) {
        let start = number_back(text, line.len()).map_or(line.len(), |number| number.start);
        return unit(next) && matches!(before(text, skip_back(text, start)), Some('年' | '月'));
    }
    let counted = |line: &str| before(line, skip_back(line, line.len())).is_some_and(is_numeral);
    matches!(last, '年' | '月')
        && counted(line.get(..line.len() - last.len_utf8()).unwrap_or(""))
        && number_at(text, next).is_some_and(|number| unit(number.end))
}

/// `at` moved back over blanks.
pub(super) fn skip_back(text: &str, at: usize) -> usize {
    text.get(..at).map_or(at, |t| t.trim_end_matches([' ', '\u{3000}', '\u{a0}']).len())
}

/// `at` moved past `word`, if it stands there.
pub(super) fn eat(text: &str, at: usize, word: &str) -> Option<usize> {
    text.get(at..)?.starts_with(word).then(|| at + word.len())
}

/// `at` moved past the first of `words` that stands there.
pub(super) fn eat_any(text: &str, at: usize, words: &[&str]) -> Option<usize> {
    words.iter().find_map(|word| eat(text, at, word))
}

/// `at` moved back over the first of `words` that ends there.
pub(super) fn eat_back(text: &str, at: usize, words: &[&str]) -> Option<usize> {
    let head = text.get(..at)?;
    words.iter().find(|word| head.ends_with(**word)).map(|word| at - word.len())
}

/// The number that starts at `at`.
pub(super) fn number_at(text: &str, at: usize) -> Option<Number> {
    let rest = text.get(at..)?;
    let (mut end, mut chars) = (0, 0);
    for c in rest.chars().take_while(|c| is_numeral(*c)).take(LONGEST) {
        end += c.len_utf8();
        chars += 1;
    }
    let value = parse_numeral(rest.get(..end)?)?;
    Some(Number { start: at, end: at + end, value, chars })
}

/// The number that ends at `at`; digits and Chinese numerals do not mix backwards (`第一百2日` is no number of days).
pub(super) fn number_back(text: &str, at: usize) -> Option<Number> {
    let head = text.get(..at)?;
    let arabic = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let first = head.chars().next_back()?;
    let mut start = at;
    let mut chars = 0;
    for c in head.chars().rev().take_while(|c| is_numeral(*c) && arabic(*c) == arabic(first)).take(LONGEST) {
        start -= c.len_utf8();
        chars += 1;
    }
    let value = parse_numeral(head.get(start..)?)?;
    Some(Number { start, end: at, value, chars })
}

/// Whether the character is a dash or another sign that joins two ends of a range.
pub(super) const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '—' | '–' | '－' | '―' | '─' | '~' | '～' | '﹣' | '至' | '到' | '−' | '‐' | '‑')
}

/// `at` moved past one joining sign (`至`, `-`, `——`) and the blanks around it.
pub(super) fn eat_dash(text: &str, at: usize) -> Option<usize> {
    let mut end = skip(text, at);
    let mut found = 0;
    while let Some(c) = after(text, end).filter(|c| is_dash(*c)) {
        end += c.len_utf8();
        found += 1;
    }
    (1..=4).contains(&found).then(|| skip(text, end))
}

/// Where a joining sign starts that ends at `at`, blanks around it included.
pub(super) fn eat_dash_back(text: &str, at: usize) -> Option<usize> {
    let mut start = skip_back(text, at);
    let mut found = 0;
    while let Some(c) = before(text, start).filter(|c| is_dash(*c)) {
        start -= c.len_utf8();
        found += 1;
    }
    (1..=4).contains(&found).then(|| skip_back(text, start))
}

/// Whether a digit of any script stands right before `at`.
pub(super) fn digit_before(text: &str, at: usize) -> bool {
    before(text, at).is_some_and(|c| digit_value(c).is_some())
}
