//! A day that falls between two rules: 2024年8月1日前出让的…，2024年8月1日后出让的… says nothing of the day itself.
//!
//! Only dates written in full are compared, and only where both sides speak of the same thing: the words before both dates or
//! behind both are alike.

use std::collections::HashMap;

use memchr::memmem;

use crate::check::judgement::Flaw;
use crate::check::matching::RuleContext;
use crate::text::{Norm, Span, first_chars, last_chars, to_u32};

/// Farthest that the two sides stand apart, in bytes.
const APART: usize = 500;
/// Characters before both dates that show that they speak of one thing.
const BEFORE: usize = 4;
/// Characters behind both dates that show it.
const BEHIND: usize = 2;
/// Characters within which the end of a second period stands: 后到2024年9月1日前.
const PERIOD: usize = 14;
/// The word of a full date at which it is found.
const DAY: &str = "日";

/// Which days a date rules, without the date itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

/// A date in full and the side it sets.
struct Mention<'a> {
    span: Span<Norm>,
    side: Option<Side>,
    before: &'a str,
    behind: &'a str,
}

/// Dates with rules for the days before and after but none for the day.
pub(super) fn between_days(cx: &RuleContext<'_>) -> Vec<Flaw> {
    let text = cx.subject.text();
    let outline = cx.subject.outline;
    let mut last: HashMap<&str, Mention<'_>> = HashMap::new();
    let mut flaws = Vec::new();
    for at in memmem::find_iter(text.as_bytes(), DAY) {
        let Some(date) = date_ending(text, at) else { continue };
        let here = mention(text, at + DAY.len() - date.len(), date);
        let known = last.get(date).filter(|known| {
            let lines = [known.span.start, here.span.start].map(|at| outline.line_at(at));
            let [Some(first), Some(second)] = lines else { return false };
            let is_body =
                [first, second].iter().all(|i| outline.lines.get(*i).is_some_and(|l| l.part.is_text()));
            is_body && second - first <= 1 && (here.span.start - known.span.end) as usize <= APART
        });
        if let Some(known) = known.filter(|known| are_two_sides(known, &here)) {
            let what = format!("与“{}”都不包含{date}", known.span.of(text));
            let flaw = Flaw::at(here.span).with("match", here.span.of(text)).with("what", what);
            flaws.push(flaw.related(known.span, "另一段"));
        }
        last.insert(date, here);
    }
    flaws
}

/// The full date whose 日 stands at `at`.
fn date_ending(text: &str, at: usize) -> Option<&str> {
    let digits = |words: &'_ str| words.len() - words.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let mut rest = text.get(..at)?;
    for (mark, most) in [("月", 2), ("年", 2), ("", 4)] {
        let count = digits(rest);
        if count == 0 || count > most || mark.is_empty() && count != most {
            return None;
        }
        rest = rest.get(..rest.len() - count)?.strip_suffix(mark)?;
    }
    text.get(rest.len()..at + DAY.len())
}

/// A date with the side that the words behind it set.
fn mention<'a>(text: &'a str, start: usize, date: &str) -> Mention<'a> {
    let rest = text.get(start + date.len()..).unwrap_or("");
    let bare = rest.strip_prefix(['之', '以']).unwrap_or(rest);
    let side = match bare.chars().next() {
        Some('前') => Some(Side::Before),
        Some('后') => Some(Side::After),
        _ => None,
    };
    let word = if side.is_some() { rest.len() - bare.len() + "前".len() } else { 0 };
    let end = start + date.len() + word;
    let before = last_chars(text.get(..start).unwrap_or(""), BEFORE);
    Mention { span: Span::new(to_u32(start), to_u32(end)), side, before, behind: behind(text, end) }
}

/// The words that say what is ruled, behind the end of the period.
fn behind(text: &str, end: usize) -> &str {
    let rest = text.get(end..).unwrap_or("");
    let near = first_chars(rest, PERIOD);
    let rest = match near.find('前').filter(|_| near.starts_with(['到', '至'])) {
        Some(at) => rest.get(at + "前".len()..).unwrap_or(""),
        None => rest,
    };
    let rest = ["已经", "已", "新"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    first_chars(rest, BEHIND)
}

/// Whether two mentions of one date rule the days on both sides of it, for one and the same thing.
fn are_two_sides(first: &Mention<'_>, second: &Mention<'_>) -> bool {
    let is_alike = |a: &str, b: &str, least: usize| {
        a == b && a.chars().count() == least && a.chars().all(char::is_alphabetic)
    };
    first.side.zip(second.side).is_some_and(|(a, b)| a != b)
        && (is_alike(first.before, second.before, BEFORE) || is_alike(first.behind, second.behind, BEHIND))
}

#[cfg(test)]
mod tests {
    use super::{are_two_sides, date_ending, mention};

    #[test]
    fn dates_are_read_backwards() {
        for (text, want) in [
            ("自2024年8月1日", Some("2024年8月1日")),
            ("8月1日", None),
            ("324年8月1日", None),
            ("2024年8月", None),
        ] {
            let got = text.rfind('日').and_then(|at| date_ending(text, at));
            assert_eq!(got, want, "{text}");
        }
    }

    #[test]
    fn sides_of_a_day() {
        let date = "2024年8月1日";
        for (text, want) in [
            ("2024年8月1日前登记的渡船免检，2024年8月1日后登记的渡船每年检验。", true),
            ("2024年8月1日前已经登记的渡船免检，2024年8月1日后到2024年9月1日前已经登记的缓检。", true),
            ("登记日期在2024年8月1日之前的免检，登记日期在2024年8月1日之后的检验。", true),
            ("2024年8月1日前登记的渡船免检，2024年8月1日起登记的渡船每年检验。", false),
            ("2024年8月1日前购买的渡船，2024年8月1日后转让的不予补助。", false),
        ] {
            let first = text.find(date).unwrap_or(0);
            let second = text.rfind(date).unwrap_or(0);
            let got = are_two_sides(&mention(text, first, date), &mention(text, second, date));
            assert_eq!(got, want, "{text}");
        }
    }
}
