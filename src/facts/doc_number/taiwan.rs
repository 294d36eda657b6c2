//! Numbers of papers of Taiwan, which bear no year: 甲院台乙字第1080001234号.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::DocNumber;
use super::anchors::is_blank;
use super::body_code::{self, Form};
use crate::facts::metadata::history;
use crate::text::Span;

static ORDINAL: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("字第"));
/// Longest code with the organ before it, in characters.
const LONGEST: usize = 30;

/// Every number in the text.
pub(super) fn numbers(text: &str, found: &mut Vec<DocNumber>) {
    for at in ORDINAL.find_iter(text.as_bytes()) {
        found.extend(number(text, at + '字'.len_utf8()));
    }
}

/// The number whose code ends at `at`.
fn number(text: &str, at: usize) -> Option<DocNumber> {
    let rest = text.get(at + '第'.len_utf8()..)?;
    let serial = rest.trim_start_matches(is_blank);
    let digits = serial.bytes().take_while(u8::is_ascii_digit).count();
    let value = serial.get(..digits).filter(|_| digits <= 14)?.parse().ok()?;
    let behind = serial.get(digits..)?.trim_start_matches(|c: char| c.is_ascii_uppercase() || is_blank(c));
    let end = text.len() - behind.strip_prefix('号')?.len();
    let head = text.get(..at)?;
    let run = head.char_indices().rev().take(LONGEST).take_while(|(_, c)| belongs(*c)).last()?.0;
    let start = run + behind_date(head.get(run..)?);
    let start = start + history::organ_length(head.get(start..)?);
    let start = match head.get(start..)?.contains(['（', '(']) {
        true => start,
        false => body_code::before(head, Form::Code).0.max(start),
    };
    let code = head.get(start..)?.strip_suffix('字')?;
    let named = code.chars().count() >= 2;
    named.then(|| DocNumber {
        raw: text.get(start..end).unwrap_or("").to_owned(),
        body_code: Some(code.to_owned()),
        year: None,
        serial: Some(value),
        span: Span::at(start, end),
    })
}

fn belongs(c: char) -> bool {
    body_code::is_han(c) || c.is_ascii_digit() || matches!(c, '（' | '）' | '(' | ')')
}

/// Length of what ends with a day: 依甲部98年6月4日.
fn behind_date(run: &str) -> usize {
    let day =
        run.rfind('日').filter(|at| run.get(..*at).is_some_and(|b| b.ends_with(crate::text::is_numeral)));
    day.map_or(0, |at| at + '日'.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_without_a_year() {
        let check = |text: &str, expect: &[&str]| {
            let mut found = Vec::new();
            numbers(text, &mut found);
            let found: Vec<&str> = found.iter().map(|n| n.raw.as_str()).collect();
            assert_eq!(found, expect, "{text}");
        };
        check(
            "依据贵府108年8月2日府授渡字第1080001234号函及9月6日府授渡字第1080001235号函办理",
            &["府授渡字第1080001234号", "府授渡字第1080001235号"],
        );
        check("甲县政府（106）府渡一字第1063000000号令", &["（106）府渡一字第1063000000号"]);
        check("适用本部84年4月1日台（84）内渡字第8400001号函", &["台（84）内渡字第8400001号"]);
        check("甲部台甲渡字第 1093001A 号令", &["台甲渡字第 1093001A 号"]);
        check("渡字第三号", &[]);
    }
}
