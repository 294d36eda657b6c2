//! Numbers of standards behind their titles: （GB 50180—2018）, （DB33/T 1234-2020）, （JGJ 16—2008）.
//!
//! Takes the text behind a title; gives the number and where its bracket ends. Wrong numbers are read as they are printed.

use std::sync::LazyLock;

use super::number_beside::bracket;
use crate::facts::doc_number::DocNumber;
use crate::lexicon::{Terms, WordSet};
use crate::text::Span;

/// What joins number and year, in all widths.
const DASHES: [char; 6] = ['-', '—', '–', '－', '―', '一'];

/// The number right behind a title that ends at `at`, in brackets or without.
pub(super) fn behind(text: &str, at: usize) -> Option<(DocNumber, usize)> {
    let rest = text.get(at..)?;
    let open = at + (rest.len() - rest.trim_start_matches([' ', '\u{3000}']).len());
    let (inner, close, end) = match bracket(text, open) {
        Some((close, end)) => {
            let mark = text.get(open..close)?.chars().next()?;
            (open + mark.len_utf8(), close, end)
        }
        None => bare(text, open).map(|end| (open, end, end))?,
    };
    let number = text.get(inner..close)?.trim();
    let start = inner + text.get(inner..close)?.find(number)?;
    Some((read(number, start)?, end))
}

/// The number right before a title that starts at `at`: GB 2763-2021《…》; with where it begins.
pub(super) fn before(text: &str, at: usize) -> Option<(DocNumber, usize)> {
    let head = text.get(..at)?.trim_end_matches([' ', '\u{3000}']);
    let run = head.char_indices().rev().take(LONGEST).take_while(|(_, c)| belongs(*c)).last()?.0;
    // 《甲规范》GB 50180-2018《乙规范》: it stands behind another title.
    let free = !head.get(..run)?.ends_with(['》', '〉']);
    let number = head.get(run..)?;
    let start = run + (number.len() - number.trim_start().len());
    let number = number.trim_start();
    let capital = number.starts_with(|c: char| c.is_ascii_alphabetic());
    (free && capital).then(|| read(number, start)).flatten().map(|found| (found, start))
}

/// The numbers of standards in a text, wherever, in order: 符合GB/T 5000-2031标准.
pub(super) fn numbers(text: &str) -> Vec<DocNumber> {
    let mut numbers: Vec<DocNumber> = Vec::new();
    CODES.visit(text, |found| {
        // CJ begins what CJJ does.
        let is_known = numbers.last().is_some_and(|known| known.span.start as usize == found.start);
        numbers.extend(number_at(text, found.start).filter(|_| !is_known));
    });
    numbers
}

/// The number of a standard whose code stands at a place.
fn number_at(text: &str, at: usize) -> Option<DocNumber> {
    let head = text.get(..at)?;
    let rest = text.get(at..)?;
    let run: usize = rest.chars().take(LONGEST).take_while(|c| belongs(*c)).map(char::len_utf8).sum();
    let number = rest.get(..run)?.trim_end_matches(|c: char| !c.is_ascii_digit());
    let dated = number.get(number.len().checked_sub(4)?..)?.bytes().all(|b| b.is_ascii_digit());
    let alone = dated && !head.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-'));
    alone.then(|| read(number, at)).flatten()
}

/// Codes of standards that are cited by number.
static CODES: LazyLock<Terms> =
    LazyLock::new(|| Terms::new(WordSet::of("citation_words", "standard_code").words()));

/// Longest number of a standard, in characters.
const LONGEST: usize = 30;

/// The number that stands at `start`.
fn read(number: &str, start: usize) -> Option<DocNumber> {
    let (code, year, serial) = parts(number)?;
    Some(DocNumber {
        raw: number.to_owned(),
        body_code: Some(code),
        year: Some(year),
        serial: Some(u64::from(serial)),
        span: Span::at(start, start + number.len()),
    })
}

/// Whether a character may stand in the number of a standard.
fn belongs(c: char) -> bool {
    c.is_ascii_alphanumeric() || "/. ".contains(c) || DASHES.contains(&c)
}

/// The end of what may be a number without brackets: 《…》GB 50180-2018.
fn bare(text: &str, open: usize) -> Option<usize> {
    let rest = text.get(open..)?;
    let len = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
    let number = rest.get(..len)?.trim_end_matches(|c: char| !c.is_ascii_digit());
    rest.starts_with(|c: char| c.is_ascii_uppercase()).then_some(open + number.len())
}

/// Code, year and serial of GB/T 50180.1—2018.
fn parts(number: &str) -> Option<(String, u16, u32)> {
    // gb/t 5000-2031: copies print the code in small letters.
    let upper = number.to_ascii_uppercase();
    // T/ and Q/ stand before the codes of associations and companies.
    let owner = ["T/", "Q/"].into_iter().find(|owner| upper.starts_with(*owner)).unwrap_or("");
    let number = upper.get(owner.len()..)?;
    let letters = number.len() - number.trim_start_matches(|c: char| c.is_ascii_uppercase()).len();
    let (code, rest) = number.split_at_checked(letters)?;
    if !(2..=6).contains(&code.len()) {
        return None;
    }
    // DB33 counts the province by a number of its own.
    let region = if code == "DB" {
        rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len()
    } else {
        0
    };
    let region =
        if region <= 4 && rest.get(region..)?.starts_with(['/', ' ', 'T', 'J']) { region } else { 0 };
    let (region, rest) = rest.split_at_checked(region)?;
    let kind =
        ["/T", "/Z", "/J", "T"].iter().find(|kind| rest.starts_with(**kind)).map_or(0, |kind| kind.len());
    let (kind, rest) = rest.split_at_checked(kind)?;
    let rest = rest.trim_start();
    let dash = rest.rfind(DASHES)?;
    let (serial, year) = (rest.get(..dash)?.trim_end(), rest.get(dash..)?.trim_start_matches(DASHES).trim());
    let whole = serial.split('.').next()?;
    let plain = serial.chars().all(|c| c.is_ascii_digit() || c == '.');
    // Standards of the last century bear two digits of the year: DL/T 544-94.
    let short = year.len() == 2;
    let dated = (short || year.len() == 4) && year.bytes().all(|b| b.is_ascii_digit());
    let (serial, year): (u32, u16) = (whole.parse().ok()?, year.parse().ok()?);
    let year = if short { 1900 + year } else { year };
    (plain && dated && (1950..=2100).contains(&year))
        .then(|| (format!("{owner}{code}{region}{kind}"), year, serial))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_before_a_title() {
        let check = |text: &str, expect: Option<&str>| {
            let found = before(text, text.len()).map(|(n, _)| n.raw);
            assert_eq!(found.as_deref(), expect, "{text}");
        };
        check("依据：GB 31099-2029", Some("GB 31099-2029"));
        check("按照GB/T 5000.1—2031 ", Some("GB/T 5000.1—2031"));
        check("，DB33/T 1001－2019", Some("DB33/T 1001－2019"));
        check("《甲规范》GB 50180-2018", None);
        check("2018-2019", None);
        check("A级", None);
    }

    #[test]
    fn finds_numbers_anywhere() {
        let check = |text: &str, expect: &[&str]| {
            let found: Vec<String> = numbers(text).into_iter().map(|n| n.raw).collect();
            assert_eq!(found, expect, "{text}");
        };
        check(
            "购置符合GB/T5000-2031标准的机器人，达到GB 6000.1—2030。",
            &["GB/T5000-2031", "GB 6000.1—2030"],
        );
        check("内存64GB 2031-2032年，型号XGB 500-2031", &[]);
    }

    #[test]
    fn reads_numbers_of_standards() {
        let check = |text: &str, expect: Option<(&str, u16, u64)>| {
            let found = behind(text, 0).map(|(n, _)| (n.body_code.unwrap_or_default(), n.year, n.serial));
            let expect = expect.map(|(code, year, serial)| (code.to_owned(), Some(year), Some(serial)));
            assert_eq!(found, expect, "{text}");
        };
        check("（GB 50180—2018）的规定", Some(("GB", 2018, 50180)));
        check("(GB/T 1234.5-2020)", Some(("GB/T", 2020, 1234)));
        check("（DB33/T 1001－2019）", Some(("DB33/T", 2019, 1001)));
        check("（JGJ16-2008）", Some(("JGJ", 2008, 16)));
        check("(GB5018-2018)", Some(("GB", 2018, 5018)));
        check("（CJJ 37-2012）", Some(("CJJ", 2012, 37)));
        check("（gb/t5000-2031）", Some(("GB/T", 2031, 5000)));
        check("（T/ABC 5000-2031）", Some(("T/ABC", 2031, 5000)));
        check("（DL/T 5000-94）", Some(("DL/T", 1994, 5000)));
        check("GB 55099-2031实施之日起", Some(("GB", 2031, 55099)));
        check(" GB/T 5000—2031、", Some(("GB/T", 2031, 5000)));
        check("A级-2031年", None);
        check("2018-2019年", None);
        check("（甲政发〔2020〕1号）", None);
        check("（GB标准）", None);
        check("（2018版）", None);
    }
}
