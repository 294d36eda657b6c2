//! Numbers of the acts of Macau, whose year stands behind a stroke: 第10/2020号法律, 第3/2021号行政长官批示, 第7/89/M号法令.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::DocNumber;
use super::anchors::is_blank;
use super::body_code;
use crate::lexicon::WordSet;
use crate::text::Span;

/// How the name of an act ends that stands behind 号.
static ACTS: WordSet = WordSet::of("masthead_words", "macau_act");
/// What marks the years of two digits, which acts before 1999 bear.
static OLD: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("/M号"));
/// Longest name of an act, in characters: 行政长官办公室主任批示.
const LONGEST: usize = 14;

/// The number whose year of four digits ends where `rest` begins; `before` ends before the year.
pub(super) fn slashed(text: &str, before: &str, year: u16) -> Option<DocNumber> {
    let (start, serial) = ordinal(before)?;
    let end = before.len() + 4;
    number(text, start, end, year, serial).or_else(|| circular(text, start, end, year, serial))
}

/// The kind of paper that an act is: 批示 of 社会文化司司长批示.
pub(in crate::facts) fn kind(act: &str) -> Option<&'static str> {
    ACTS.tail_of(act)
}

/// Whether a number is that of an act.
pub(in crate::facts) fn is_of_macau(number: &DocNumber) -> bool {
    number.raw.contains('/') && number.body_code.as_deref().is_some_and(|act| kind(act).is_some())
}

/// How the circulars of Hong Kong are called, whose numbers are written alike: 甲局通告第3/2021号.
static CIRCULARS: WordSet = WordSet::of("masthead_words", "hong_kong_paper");

/// The number of a circular: 第 stands at `start`, behind the organ and the kind; the year ends at `end`.
fn circular(text: &str, start: usize, end: usize, year: u16, serial: u64) -> Option<DocNumber> {
    let stem = text.get(..start)?.trim_end_matches(is_blank);
    let kind = CIRCULARS.tail_of(stem)?;
    let organ = stem.get(..stem.len() - kind.len())?;
    let chars = organ.char_indices().rev().take(LONGEST).take_while(|(_, c)| is_part(*c));
    let from = chars.last()?.0;
    // 分别发出的甲局通告: the name begins behind the clause that tells of it.
    let from = organ.get(from..)?.rfind('的').map_or(from, |at| from + at + '的'.len_utf8());
    let is_organ = body_code::is_organ(organ.get(from..)?.trim_end_matches(['）', ')']));
    let close = further(text, end);
    let code = text.get(from..stem.len())?;
    is_organ.then(|| DocNumber {
        raw: text.get(from..close).unwrap_or("").to_owned(),
        body_code: Some(code.to_owned()),
        year: Some(year),
        serial: Some(serial),
        span: Span::at(from, close),
    })
}

/// Where 号 ends behind a year, and behind the further numbers that share it: 第3/2002, 4/2003 及5/2005号.
fn further(text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or("");
    let is_listed = |c: char| is_blank(c) || c.is_ascii_digit() || "/，,、及和与".contains(c);
    let list = rest.find(|c| !is_listed(c)).unwrap_or(rest.len()).min(LONGEST_LIST);
    let closed = rest.get(list..).is_some_and(|rest| rest.starts_with('号'));
    if closed { end + list + '号'.len_utf8() } else { end }
}

/// Longest list of numbers, in bytes.
const LONGEST_LIST: usize = 60;

/// What names of organs of Hong Kong hold: characters, and brackets as in 甲局技术通告（工务）.
fn is_part(c: char) -> bool {
    body_code::is_han(c) || matches!(c, '（' | '）' | '(' | ')')
}

/// The numbers with a year of two digits.
pub(super) fn old(text: &str, found: &mut Vec<DocNumber>) {
    for at in OLD.find_iter(text.as_bytes()) {
        let read = || {
            let before = text.get(..at.checked_sub(2)?)?;
            let year: u16 = text.get(at - 2..at)?.parse().ok()?;
            let (start, serial) = ordinal(before)?;
            number(text, start, at + "/M".len(), 1900 + year, serial)
        };
        found.extend(read());
    }
}

/// 第 with the serial and the stroke that `before` ends with: where it begins, and the serial.
fn ordinal(before: &str) -> Option<(usize, u64)> {
    let head = before.strip_suffix('/')?;
    let stem = head.trim_end_matches(|c: char| c.is_ascii_digit());
    let serial = head.get(stem.len()..).filter(|digits| digits.len() <= 4)?.parse().ok()?;
    Some((stem.trim_end_matches(is_blank).strip_suffix('第')?.len(), serial))
}

/// The number from `start` on; 号 stands at `end`, and the act behind it.
fn number(text: &str, start: usize, end: usize, year: u16, serial: u64) -> Option<DocNumber> {
    let from = end + '号'.len_utf8();
    let act = text.get(end..)?.strip_prefix('号').and_then(act)?;
    let span = Span::at(start, from + act.len());
    let raw = text.get(start..from + act.len())?.to_owned();
    Some(DocNumber { raw, body_code: Some(act.to_owned()), year: Some(year), serial: Some(serial), span })
}

/// The name of an act at the head of a text: 法律, 社会文化司司长批示.
fn act(rest: &str) -> Option<&str> {
    let han = |c: &(usize, char)| ('\u{4e00}'..='\u{9fff}').contains(&c.1);
    let mut ends = rest.char_indices().take(LONGEST).take_while(han).map(|(i, c)| i + c.len_utf8());
    ends.find_map(|end| rest.get(..end).filter(|name| ACTS.tail_of(name).is_some()))
}

#[cfg(test)]
mod tests {
    use crate::facts::doc_number::find_in;

    #[test]
    fn years_behind_a_stroke() {
        let check = |text: &str, expect: &[(&str, u16, u64)]| {
            let found = find_in(text);
            let found: Vec<_> =
                found.iter().map(|n| (n.raw.as_str(), n.year.unwrap_or(0), n.serial.unwrap_or(0))).collect();
            assert_eq!(found, expect, "{text}");
        };
        check("根据第3/2020号法律《渡口法》第四条", &[("第3/2020号法律", 2020, 3)]);
        check("废止第12/2021号行政长官批示。", &[("第12/2021号行政长官批示", 2021, 12)]);
        check(
            "第6/2003号行政法规及第41/2005号渡务司司长批示的规定",
            &[("第6/2003号行政法规", 2003, 6), ("第41/2005号渡务司司长批示", 2005, 41)],
        );
        check("九月四日第7/89/M号法令核准", &[("第7/89/M号法令", 1989, 7)]);
        check(
            "分别发出的甲局通告第3/2002, 4/2003 及5/2005 号公布",
            &[("甲局通告第3/2002, 4/2003 及5/2005 号", 2002, 3)],
        );
        check("甲局通函第 12/2021号\n渡口停用安排", &[("甲局通函第 12/2021号", 2021, 12)]);
        check("请留意通告第12/2021页", &[]);
        for none in ["第3/2020号楼", "见 /2020号法律", "第3/2020期", "第7/89号法令", "3/M号"] {
            check(none, &[]);
        }
    }
}
