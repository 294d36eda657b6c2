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
    let (value, end) = serial(text, at + '第'.len_utf8())?;
    let head = text.get(..at)?;
    let run = head.char_indices().rev().take(LONGEST).take_while(|(_, c)| belongs(*c)).last()?.0;
    let start = run + behind_date(head, run);
    let start = start + history::organ_length(head.get(start..)?);
    let start = match head.get(start..)?.contains(['（', '(']) {
        true => start,
        false => body_code::before(head, Form::Code).0.max(start),
    };
    let code = head.get(start..)?.strip_suffix('字')?;
    // 112年度诉字第5号 is a case of a court.
    let named = code.chars().count() >= 2 && !code.starts_with('度');
    named.then(|| DocNumber {
        raw: text.get(start..end).unwrap_or("").to_owned(),
        body_code: Some(code.to_owned()),
        year: None,
        serial: Some(value),
        span: Span::at(start, end),
    })
}

/// The serial that begins at a byte, and where its 号 ends. Pages of fixed width break it over two lines.
fn serial(text: &str, from: usize) -> Option<(u64, usize)> {
    let (mut digits, mut is_broken, mut is_ended) = (String::new(), false, false);
    for (offset, c) in text.get(from..)?.char_indices().take(LONGEST_SERIAL) {
        match c {
            '号' => return Some((digits.parse().ok()?, from + offset + c.len_utf8())),
            '0'..='9' if !is_ended && digits.len() < 14 => digits.push(c),
            'A'..='Z' if !digits.is_empty() => is_ended = true,
            '\n' if !digits.is_empty() && !is_broken => is_broken = true,
            '\r' => {}
            c if is_blank(c) => {}
            _ => return None,
        }
    }
    None
}

/// So many characters a serial may take with its blanks.
const LONGEST_SERIAL: usize = 48;

fn belongs(c: char) -> bool {
    body_code::is_han(c) || c.is_ascii_digit() || matches!(c, '（' | '）' | '(' | ')')
}

/// Length of what ends with a day at the head of what begins at `run`: 依甲部98年6月4日. The line may break before 日.
fn behind_date(head: &str, run: usize) -> usize {
    let text = head.get(run..).unwrap_or("");
    let before = |at: usize| head.get(..run + at).unwrap_or("").trim_end();
    let day = text.rfind('日').filter(|at| before(*at).ends_with(crate::text::is_numeral));
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
        check("甲部113年1月4\n    日渡管字第 00301\n      45 号函", &["渡管字第 00301\n      45 号"]);
        check("依108年4月24日甲市渡字第1083036186\n    号函", &["甲市渡字第1083036186\n    号"]);
        check("甲法院112年度渡字第269号", &[]);
        check("渡字第三号", &[]);
        check("渡字第12项", &[]);
    }
}
