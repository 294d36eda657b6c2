//! Numbers of persons and secrecy marks in papers that go public.
//!
//! A number counts only when it proves itself: an identity number by its birthday and check digit, a bank card by its check digit and
//! the words before it, a mobile number by its form and a person's name. Telephones and accounts of offices are no private data.

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::lexicon::WordSet;
use crate::outline::Part;
use crate::text::{Norm, Span, last_chars, to_u32};

/// Words before a number that make it an account.
static CARD: WordSet = WordSet::of("rule_words", "card");
/// Words around an account or a telephone that make it an office's.
static OFFICE: WordSet = WordSet::of("rule_words", "office");
/// Labels of a line below which the number of a contact may stand on a line of its own.
static CONTACT_LABEL: WordSet = WordSet::of("rule_words", "contact_label");
/// Most characters of such a line.
const CONTACT: usize = 40;
/// Marks of a page that shows the paper to all.
static PUBLIC: WordSet = WordSet::of("rule_words", "public");
/// Marks of a paper that is not for all.
static INTERNAL: WordSet = WordSet::of("rule_words", "internal");

/// 未遮盖的个人号码；参数 kind 选 identity、card、mobile 之一
pub(super) fn personal_number(cx: &RuleContext<'_>, params: &Params) -> Judgement {
    let kind = params.get("kind").map_or("identity", String::as_str);
    let text = cx.subject.text();
    let outline = cx.subject.outline;
    let mut flaws = Vec::new();
    for span in long_numbers(text) {
        let digits = span.of(text);
        let line = outline.line_holding(span.start);
        let Some(line) = line.filter(|l| l.part != Part::Portal) else { continue };
        let is_contact = || {
            let above = outline.line_at(line.span.start).and_then(|i| outline.lines.get(i.checked_sub(1)?));
            let is_short = line.span.of(text).chars().count() <= CONTACT;
            is_short && above.is_some_and(|above| CONTACT_LABEL.is_in(above.span.of(text)))
        };
        let before = text.get(line.span.start as usize..span.start as usize).unwrap_or("");
        let is_private = match kind {
            "identity" => is_identity(digits),
            "card" => is_card(digits) && follows(before, &CARD) && !follows(before, &OFFICE),
            // Beside somebody's identity number a telephone is theirs, whatever it is called.
            "mobile" => {
                let line = line.span.of(text);
                let beside = ["身份证", "证件号"].iter().any(|w| line.contains(w));
                is_mobile(digits) && (beside || !OFFICE.is_in(line) && !is_contact())
            }
            _ => false,
        };
        if is_private {
            let head: String = digits.chars().take(3).collect();
            flaws.push(Flaw::at(span).with("head", head));
        }
    }
    Judgement::of(flaws, "没有发现这类个人号码")
}

/// Runs of 11 to 19 digits, an X at the end of 17 included.
fn long_numbers(text: &str) -> impl Iterator<Item = Span<Norm>> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            // Only every eleventh byte need be looked at to find a run of eleven digits.
            let probe = at + 10;
            if !bytes.get(probe)?.is_ascii_digit() {
                at = probe + 1;
                continue;
            }
            let mut start = probe;
            while start > at && bytes.get(start - 1).is_some_and(u8::is_ascii_digit) {
                start -= 1;
            }
            let mut end = probe;
            while bytes.get(end).is_some_and(u8::is_ascii_digit) {
                end += 1;
            }
            if end - start == 17 && bytes.get(end).is_some_and(|b| matches!(b, b'X' | b'x')) {
                end += 1;
            }
            at = end;
            let joined = |b: Option<&u8>| {
                b.is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'/' | b'='))
            };
            let alone = !joined(start.checked_sub(1).and_then(|i| bytes.get(i))) && !joined(bytes.get(end));
            if alone && (11..=19).contains(&(end - start)) {
                return Some(Span::new(to_u32(start), to_u32(end)));
            }
        }
        None
    })
}

/// Whether 18 characters are a resident identity number: a birthday and the check digit of GB 11643.
fn is_identity(digits: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: &[u8; 11] = b"10X98765432";
    let bytes = digits.as_bytes();
    if bytes.len() != 18 || bytes.first() == Some(&b'0') {
        return false;
    }
    let number = |from: usize, to: usize| digits.get(from..to).and_then(|d| d.parse::<u32>().ok());
    let year = number(6, 10).is_some_and(|y| (1900..2100).contains(&y));
    let month = number(10, 12).is_some_and(|m| (1..=12).contains(&m));
    let day = number(12, 14).is_some_and(|d| (1..=31).contains(&d));
    let sum: u32 = bytes.iter().zip(WEIGHTS).map(|(b, w)| u32::from(b.saturating_sub(b'0')) * w).sum();
    let check = CHECKS.get((sum % 11) as usize).copied();
    year && month && day && bytes.last().map(u8::to_ascii_uppercase) == check
}

/// Whether 16 or 19 digits are a bank card: they begin with 62 and agree with the check digit of Luhn.
fn is_card(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .zip([1, 2].into_iter().cycle())
        .map(|(b, factor)| {
            let product = u32::from(b.saturating_sub(b'0')) * factor;
            product / 10 + product % 10
        })
        .sum();
    matches!(digits.len(), 16 | 19) && digits.starts_with("62") && sum.is_multiple_of(10)
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == 11
        && digits.starts_with('1')
        && digits.as_bytes().get(1).is_some_and(|b| (b'3'..=b'9').contains(b))
}

/// Whether one of the words stands in the last characters before a number.
fn follows(before: &str, words: &WordSet) -> bool {
    words.is_in(last_chars(before, 21))
}

/// 公开的文件上有密级或者内部标志
pub(super) fn secrecy_mark(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let outline = cx.subject.outline;
    let text = cx.subject.text();
    let body = outline.lines.iter().position(|l| l.part == Part::Body).unwrap_or(outline.lines.len());
    let head = outline.lines.get(..body.min(15)).unwrap_or_default();
    let marks = head.iter().filter(|l| is_mark(l.span.of(text)));
    let marks: Vec<Span<Norm>> = marks.map(|l| l.span).collect();
    if marks.is_empty() {
        return Judgement::pass("文首没有密级或者内部标志");
    }
    let shown = outline.lines.iter().find(|l| l.part != Part::Body && PUBLIC.is_in(l.span.of(text)));
    let Some(shown) = shown else {
        return Judgement::undecided("有密级或者内部标志；是否公开要看发布载体").evidence(marks);
    };
    let flaws = marks
        .iter()
        .map(|m| Flaw::at(*m).with("match", m.of(text)).related(shown.span, "公开的标志"))
        .collect();
    Judgement::of(flaws, "文首没有密级或者内部标志")
}

/// 秘密★1年, 机密, 内部资料 注意保存, as a line of its own.
fn is_mark(line: &str) -> bool {
    let level = ["绝密", "机密", "秘密"].iter().find_map(|w| line.strip_prefix(w));
    let is_level = level.is_some_and(|rest| rest.is_empty() || rest.starts_with(['★', '☆', '*']));
    is_level || line.chars().count() <= 16 && INTERNAL.head_of(line).is_some()
}

#[cfg(test)]
mod tests {
    use super::{is_card, is_identity, long_numbers};

    #[test]
    fn numbers_prove_themselves() {
        for (digits, is) in
            [("11010519491231002X", true), ("110105194912310021", false), ("110105194913310023", false)]
        {
            assert_eq!(is_identity(digits), is, "{digits}");
        }
        assert!(is_card("6222021234567890128") && !is_card("6222021234567890129"));
    }

    #[test]
    fn runs_of_digits() {
        let text = "身份证11010519491231002X，统一代码91110000MA12345678，电话13800138000。";
        let found: Vec<&str> = long_numbers(text).map(|s| s.of(text)).collect();
        assert_eq!(found, ["11010519491231002X", "13800138000"]);
    }
}
