//! The anchors of document numbers and what stands after them.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::DocNumber;
use super::body_code::{self, Form};
use super::macau;
use crate::text::{Span, is_numeral, parse_numeral};

static YEARS: LazyLock<[Finder<'static>; 2]> = LazyLock::new(|| [Finder::new("20"), Finder::new("19")]);
static ORDERS: LazyLock<[Finder<'static>; 3]> =
    LazyLock::new(|| [Finder::new("令"), Finder::new("公告"), Finder::new("通告")]);

/// Reads forward through a text; every step either succeeds and moves, or leaves the place as it was.
#[derive(Clone, Copy)]
struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(self) -> Option<char> {
        self.rest().chars().next()
    }

    fn take(&mut self, is_wanted: impl Fn(char) -> bool) -> bool {
        let found = self.peek().filter(|&c| is_wanted(c));
        self.at += found.map_or(0, char::len_utf8);
        found.is_some()
    }

    fn blanks(&mut self) {
        while self.take(is_blank) {}
    }

    /// Over line breaks to a 第 that begins the next line, as the number does below the head line of an order.
    fn next_line(&mut self) -> bool {
        let rest = self.rest();
        let next = rest.trim_start_matches(|c: char| is_blank(c) || matches!(c, '\n' | '\r'));
        let ordinal = next.strip_prefix(['（', '(']).unwrap_or(next).trim_start_matches(is_blank);
        let moves =
            rest.starts_with(['\n', '\r']) && ordinal.starts_with('第') && rest.len() - next.len() <= 48;
        self.at += if moves { rest.len() - next.len() } else { 0 };
        moves
    }

    fn is_at_line_end(self) -> bool {
        let rest = self.rest().trim_start_matches(is_blank);
        rest.is_empty() || rest.starts_with(['\n', '\r'])
    }

    /// Arabic digits, at most five.
    fn number(&mut self) -> Option<u32> {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        let value = (1..=5).contains(&digits).then(|| self.rest().get(..digits)).flatten()?.parse().ok()?;
        self.at += digits;
        Some(value)
    }

    /// A serial in Chinese numerals, which 第 or 号 must make sure of: 第十二号, 〔2018〕三号.
    fn han_serial(&mut self, ordinal: bool, round: bool) -> Option<u32> {
        let mut read = *self;
        let serial = read.any_number()?;
        (ordinal || !round && read.peek() == Some('号')).then_some(())?;
        *self = read;
        Some(serial)
    }

    /// Behind a serial the further ones that share its 号: 〔2018〕17、18号, 〔2018〕17—19号.
    fn further_serials(mut self) -> Option<Self> {
        let mut count = 0;
        while self.take(|c| matches!(c, '、' | '，' | '和' | '至' | '-' | '—' | '–' | '~' | '～')) {
            self.take(|c| c == '—');
            self.take(|c| c == '第');
            self.number()?;
            count += 1;
        }
        (count > 0 && self.peek() == Some('号')).then_some(self)
    }

    /// Arabic digits or a Chinese number below 1,000.
    fn any_number(&mut self) -> Option<u32> {
        self.number().or_else(|| {
            let (value, len) = chinese_number(self.rest())?;
            self.at += len;
            Some(value)
        })
    }
}

/// Blanks that stand inside a number: never a line break.
pub(super) const fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{3000}' | '\u{2002}' | '\u{2003}' | '\u{200b}')
}

const fn is_open(c: char) -> bool {
    matches!(c, '〔' | '[' | '（' | '(' | '【' | '﹝' | '［' | '„' | '〕')
}

const fn is_close(c: char) -> bool {
    matches!(c, '〕' | ']' | '）' | ')' | '】' | '﹞' | '］' | '‟' | '”' | '〔')
}

/// A Chinese number at the head of a text with its length in bytes.
pub(in crate::facts) fn chinese_number(text: &str) -> Option<(u32, usize)> {
    let len = text.find(|c: char| c.is_ascii_digit() || !is_numeral(c)).unwrap_or(text.len());
    let value = parse_numeral(text.get(..len)?)?;
    Some((u32::try_from(value).ok().filter(|v| *v <= 10_000)?, len))
}

/// Numbers with a year: `代字〔2018〕37号` and `公告2019年第45号`.
pub(super) fn years(text: &str, found: &mut Vec<DocNumber>) {
    for finder in YEARS.iter() {
        for at in finder.find_iter(text.as_bytes()) {
            let Some(year) = text.get(at..at + 4).and_then(|y| y.parse::<u16>().ok()) else { continue };
            let Some(before) = text.get(..at) else { continue };
            if !(1949..=2099).contains(&year) || before.ends_with(|c: char| c.is_ascii_digit()) {
                continue;
            }
            let after = Reader { text, at: at + 4 };
            let number = bracketed(before, year, after).or_else(|| spelled(before, year, after));
            let number = number.or_else(|| run_together(before, year, after));
            let number = number.or_else(|| macau::slashed(text, before, year));
            found.extend(number);
        }
    }
}

fn bracketed(before: &str, year: u16, mut after: Reader<'_>) -> Option<DocNumber> {
    let open = before.trim_end_matches(is_blank).chars().next_back()?;
    if let Some(close) = odd_close(open) {
        return odd(before, year, after, close);
    }
    is_open(open).then_some(())?;
    let year_end = after.at;
    after.blanks();
    after.take(|c| c == '年');
    after.blanks();
    if !after.take(is_close) {
        // 云政发〔201837号: the closing bracket is lost.
        let lost = matches!(open, '〔' | '[') && after.at == year_end;
        return lost.then(|| unclosed(before, year, after)).flatten();
    }
    after.blanks();
    if let Some(number) = split(before, year, after) {
        return Some(number);
    }
    let ordinal = after.take(|c| c == '第');
    after.blanks();
    let round = matches!(open, '（' | '(' | '„' | '〕');
    let serial = after.number().or_else(|| after.han_serial(ordinal, round));
    after = after.further_serials().filter(|_| serial.is_some()).unwrap_or(after);
    let mut end = after;
    while serial.is_none() && end.take(|c| matches!(c, '×' | 'X' | 'x' | '_' | '＿' | '*') || is_blank(c)) {
    }
    end.blanks();
    let closed = end.take(|c| c == '号');
    let ordered = closed && end.take(|c| c == '令');
    let end = match (serial, closed) {
        (Some(_), true) => end.at,
        (Some(_), false) if !round && !follows_on(after.peek()) => after.at,
        (None, true) if !round => end.at,
        _ => return None,
    };
    let stem = before.trim_end_matches(is_blank);
    let stem = stem.get(..stem.len() - open.len_utf8())?;
    let (start, code) = body_code::before(stem, Form::Code);
    (code.is_some() || (!round && closed && serial.is_some())).then_some(())?;
    let code = code.map(|code| if ordered { code + "令" } else { code });
    build(after.text, start, end, Parts { code, year: Some(year), serial })
}

/// The mark that closes a year between marks that are no brackets of numbers: 云政发「2018」3号, or ? where brackets were lost.
const fn odd_close(open: char) -> Option<char> {
    match open {
        '「' => Some('」'),
        '『' => Some('』'),
        '{' => Some('}'),
        '｛' => Some('｝'),
        '<' => Some('>'),
        '〈' => Some('〉'),
        '“' => Some('”'),
        '?' => Some('?'),
        '？' => Some('？'),
        _ => None,
    }
}

/// A number with such marks around its year; its code must look like one.
fn odd(before: &str, year: u16, mut after: Reader<'_>, close: char) -> Option<DocNumber> {
    let lost = |c: char| matches!(c, '?' | '？');
    after.take(|c| c == close || lost(close) && lost(c)).then_some(())?;
    after.take(|c| c == '第');
    let serial = after.number()?;
    after = after.further_serials().unwrap_or(after);
    after.take(|c| c == '号').then_some(())?;
    let stem = before.trim_end_matches(is_blank);
    let stem = stem.get(..stem.len() - stem.chars().next_back()?.len_utf8())?;
    let (start, code) = body_code::before(stem, Form::Code);
    let code = code.filter(|code| body_code::is_plain(code))?;
    build(after.text, start, after.at, Parts { code: Some(code), year: Some(year), serial: Some(serial) })
}

/// A number in brackets behind a title whose year lost its brackets, or has none: （云政发201837号）, （云发2018年37号）.
fn run_together(before: &str, year: u16, mut after: Reader<'_>) -> Option<DocNumber> {
    before.ends_with(['发', '函', '字', '办']).then_some(())?;
    let year_end = after.at;
    let dated = after.take(|c| c == '年');
    let serial = after.number().filter(|_| dated || after.at - year_end <= 4)?;
    after.take(|c| c == '号').then_some(())?;
    let (start, code) = body_code::before(before, Form::Code);
    let code = code.filter(|code| body_code::is_plain(code) && !code.contains(|c| NO_CODE.contains(c)))?;
    is_beside(before.get(..start)?, after).then_some(())?;
    build(after.text, start, after.at, Parts { code: Some(code), year: Some(year), serial: Some(serial) })
}

/// A number whose closing bracket is lost.
fn unclosed(before: &str, year: u16, mut after: Reader<'_>) -> Option<DocNumber> {
    let serial = after.number()?;
    after.take(|c| c == '号').then_some(())?;
    let (start, code) = body_code::before(before_bracket(before)?, Form::Code);
    build(after.text, start, after.at, Parts { code: Some(code?), year: Some(year), serial: Some(serial) })
}

/// The text before the bracket that it ends with.
fn before_bracket(before: &str) -> Option<&str> {
    before.trim_end_matches(is_blank).strip_suffix(is_open)
}

/// Words of court cases, certificates and files, whose numbers look like those of papers.
const NO_CODE: &str = "初终申执民刑行赔再仲裁复议证立案权";

/// A code of which all or a part stands behind the year: （1994）云税字第26号, 云政法（2001）函6号.
fn split(before: &str, year: u16, mut after: Reader<'_>) -> Option<DocNumber> {
    let rest = after.rest();
    let part: String = rest.chars().take_while(|&c| body_code::is_han(c) && c != '第').take(9).collect();
    let count = part.chars().count();
    // The replies of the highest court are papers: （2018）云他字第3号.
    let replies = part.ends_with("他字");
    let fits = part.ends_with(['字', '函', '发', '办', '文'])
        && (replies || !part.contains(|c| NO_CODE.contains(c)));
    (fits && count <= 8).then_some(())?;
    after.at += part.len();
    after.take(|c| c == '第');
    after.blanks();
    let serial = after.number()?;
    after.blanks();
    after.take(|c| c == '号').then_some(())?;
    let stem = before_bracket(before)?;
    let (start, code) = match body_code::before(stem, Form::Code) {
        _ if replies => (stem.len(), part),
        // 原甲部〔89〕城住字51号: the name of the organ is no part of the code.
        (_, Some(code)) if count >= 2 && body_code::is_organ(&code) => (stem.len(), part),
        (start, Some(code)) if count <= 3 && !code.ends_with('院') => (start, code + &part),
        (_, None) if count >= 2 => (stem.len(), part),
        _ => return None,
    };
    build(after.text, start, after.at, Parts { code: Some(code), year: Some(year), serial: Some(serial) })
}

/// Numbers with a year of two digits, as they were printed until 1999: 云税字〔94〕1号, 〔89〕城住字51号.
pub(super) fn short_years(text: &str, found: &mut Vec<DocNumber>) {
    for open in ['〔', '[', '（', '('] {
        for (at, _) in text.match_indices(open) {
            let year_at = at + open.len_utf8();
            if let Some(end) = masked_year(text, year_at) {
                found.extend(masked(text, year_at, end));
                continue;
            }
            let year = text.get(year_at..year_at + 2).filter(|y| y.bytes().all(|b| b.is_ascii_digit()));
            let Some(year) = year.and_then(|y| y.parse::<u16>().ok()).filter(|y| *y >= 50) else { continue };
            let Some(before) = text.get(..year_at) else { continue };
            found.extend(short_year(before, 1900 + year, Reader { text, at: year_at + 2 }));
        }
    }
}

/// Where a year ends that a copy has made unreadable: 云政发〔20XX〕3号, 〔202x〕3号, 〔*〕3号.
fn masked_year(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let tail = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let behind = tail.trim_start_matches(['X', 'x', 'Ｘ', '×', '*', '＊', '_']);
    let marks = tail.get(..tail.len() - behind.len())?.chars().count();
    let fits = marks >= 1 && rest.len() - tail.len() + marks <= 4;
    fits.then(|| text.len() - behind.len())
}

/// The number whose year was made unreadable; its code must look like one.
fn masked(text: &str, year_at: usize, end: usize) -> Option<DocNumber> {
    let mut after = Reader { text, at: end };
    after.take(|c| c == '年');
    after.take(is_close).then_some(())?;
    after.blanks();
    after.take(|c| c == '第');
    let serial = after.number()?;
    after.take(|c| c == '号').then_some(())?;
    let (start, code) = body_code::before(before_bracket(text.get(..year_at)?)?, Form::Code);
    let code = code.filter(|code| body_code::is_plain(code))?;
    build(text, start, after.at, Parts { code: Some(code), year: None, serial: Some(serial) })
}

fn short_year(before: &str, year: u16, mut after: Reader<'_>) -> Option<DocNumber> {
    after.take(is_close).then_some(())?;
    after.blanks();
    if let Some(number) = split(before, year, after) {
        return Some(number);
    }
    after.take(|c| c == '第');
    after.blanks();
    let serial = after.number()?;
    after.blanks();
    after.take(|c| c == '号').then_some(())?;
    let (start, code) = body_code::before(before_bracket(before)?, Form::Code);
    let code = code.filter(|code| body_code::is_plain(code))?;
    build(after.text, start, after.at, Parts { code: Some(code), year: Some(year), serial: Some(serial) })
}

/// Whether a number without 号 runs on into something else, so that it is none.
fn follows_on(next: Option<char>) -> bool {
    next.is_some_and(|c| {
        c != '文' && c != '、' && (c.is_alphanumeric() || matches!(c, '.' | '-' | '%' | '/'))
    })
}

/// `…公告2019年第45号` and `…委2017年第9号`.
fn spelled(before: &str, year: u16, mut after: Reader<'_>) -> Option<DocNumber> {
    after.take(|c| c == '年').then_some(())?;
    after.blanks();
    after.take(|c| c == '第').then_some(())?;
    after.blanks();
    let serial = after.number()?;
    after.blanks();
    after.take(|c| c == '号').then_some(())?;
    let ordered = after.take(|c| c == '令');
    let stem = before.trim_end_matches(is_blank).trim_end_matches(['（', '(', '〔', '[']);
    let (start, code) = body_code::before(stem, Form::Organ);
    let Some(code) = code else {
        // （2022年第30号） behind the title of an announcement.
        let enclosed = before.ends_with(['（', '(']) && after.rest().starts_with(['）', ')', '，', ',']);
        let parts = Parts { code: None, year: Some(year), serial: Some(serial) };
        if !enclosed && after.is_at_line_end() && is_below_announcement(before) {
            let code = body_code::before(above_line(before), Form::Organ).1;
            let code = code.filter(|c| c.strip_suffix('令').is_some_and(body_code::is_organ));
            return build(after.text, before.len(), after.at, Parts { code, ..parts });
        }
        return enclosed.then(|| build(after.text, before.len(), after.at, parts))?;
    };
    let named = ["公告", "令", "通告"].iter().any(|k| code.ends_with(k));
    (ordered || named || body_code::is_organ(&code)).then_some(())?;
    if after.rest().starts_with(['）', ')', '〕', ']'])
        && stem.len() < before.trim_end_matches(is_blank).len()
    {
        after.take(|_| true);
    }
    build(after.text, start, after.at, Parts { code: Some(code), year: Some(year), serial: Some(serial) })
}

/// The text up to the end of the line above.
fn above_line(before: &str) -> &str {
    before.trim_end_matches(|c: char| is_blank(c) || matches!(c, '\n' | '\r'))
}

/// Whether the line above ends with the title of an announcement or an order and nothing stands before in this line.
fn is_below_announcement(before: &str) -> bool {
    let above = before.trim_end_matches(is_blank);
    let title = above_line(before);
    title.len() < above.len() && ["公告", "通告", "令"].iter().any(|k| title.ends_with(k))
}

/// `…令第5号`, `…第5号令`, `…公告第5号`.
pub(super) fn orders(text: &str, found: &mut Vec<DocNumber>) {
    for (finder, word) in ORDERS.iter().zip(["令", "公告", "通告"]) {
        for at in finder.find_iter(text.as_bytes()) {
            let after = Reader { text, at: at + word.len() };
            let behind = || (word == "令").then(|| trailing(at, after).or_else(|| inverted(text, at)))?;
            found.extend(order(at, after).or_else(behind));
        }
    }
}

fn order(at: usize, mut after: Reader<'_>) -> Option<DocNumber> {
    let word_end = after.at;
    after.blanks();
    // Below a head line the number is printed without the organ; the code still says whose order it is.
    let is_below = after.next_line();
    let bracket = after.take(|c| matches!(c, '（' | '(' | '〔' | '['));
    let below = is_below.then_some(after.at);
    let ordinal = after.take(|c| c == '第');
    after.blanks();
    let serial = if ordinal { after.any_number()? } else { after.number()? };
    after.blanks();
    after.take(|c| c == '号').then_some(())?;
    let printed = after.at;
    let _ = bracket && after.take(|c| matches!(c, '）' | ')' | '〕' | ']'));
    (below.is_none() || after.is_at_line_end()).then_some(())?;
    let head = after.text.get(..at)?;
    let (start, code) = body_code::before(head, Form::Organ);
    let word = after.text.get(at..word_end)?;
    if code.is_none() && word == "令" && below.is_none() && is_beside(head, after) {
        let parts = Parts { code: Some(word.to_owned()), year: None, serial: Some(serial) };
        return build(after.text, at, after.at, parts);
    }
    // 国令 is short for 国务院令.
    let code = code.filter(|c| body_code::is_organ(c) || c.ends_with("主席") || c == "国")?;
    let (start, end) = below.map_or((start, after.at), |below| (below, printed));
    build(after.text, start, end, Parts { code: Some(code + word), year: None, serial: Some(serial) })
}

fn trailing(at: usize, after: Reader<'_>) -> Option<DocNumber> {
    let before = after.text.get(..at)?.strip_suffix('号')?.trim_end_matches(is_blank);
    let stem = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let serial: u32 = before.get(stem.len()..)?.parse().ok()?;
    // 省政府90号令 as well as 省政府第90号令.
    let stem = stem.trim_end_matches(is_blank);
    let stem = stem.strip_suffix('第').unwrap_or(stem);
    let (start, code) = body_code::before(stem, Form::Organ);
    if code.is_none() && is_beside(stem, after) {
        let parts = Parts { code: Some("令".to_owned()), year: None, serial: Some(serial) };
        return build(after.text, stem.len(), after.at, parts);
    }
    let code = code.filter(|c| body_code::is_organ(c) || c.ends_with("主席"))?;
    build(after.text, start, after.at, Parts { code: Some(code + "令"), year: None, serial: Some(serial) })
}

/// Longest name of an organ between a number and its 令, in characters.
const LONGEST_ORGAN: usize = 12;

/// `第35号主席令`: the organ stands behind the number.
fn inverted(text: &str, at: usize) -> Option<DocNumber> {
    let head = text.get(..at)?;
    let (_, organ) = crate::text::last_chars(head, LONGEST_ORGAN).rsplit_once('号')?;
    (organ.ends_with("主席") || body_code::is_organ(organ)).then_some(())?;
    let before = head.strip_suffix(organ)?.strip_suffix('号')?.trim_end_matches(is_blank);
    let stem = before.trim_end_matches(|c: char| c.is_ascii_digit() || is_numeral(c));
    let serial = parse_numeral(before.get(stem.len()..)?).filter(|serial| (1..=9999).contains(serial))?;
    let start = stem.trim_end_matches(is_blank).strip_suffix('第')?;
    let start = start.strip_suffix("中华人民共和国").unwrap_or(start).len();
    let parts = Parts { code: Some(format!("{organ}令")), year: None, serial: u32::try_from(serial).ok() };
    build(text, start, at + '令'.len_utf8(), parts)
}

/// Whether what lies between stands in brackets behind a title: 《甲办法》（第7号令）.
fn is_beside(head: &str, after: Reader<'_>) -> bool {
    let closed = after.rest().starts_with(['）', ')', '，', ',']);
    closed && ["》（", "》("].iter().any(|open| head.ends_with(open))
}

struct Parts {
    code: Option<String>,
    year: Option<u16>,
    serial: Option<u32>,
}

fn build(text: &str, start: usize, end: usize, parts: Parts) -> Option<DocNumber> {
    let raw = text.get(start..end)?.to_owned();
    let Parts { code, year, serial } = parts;
    Some(DocNumber { raw, body_code: code, year, serial: serial.map(u64::from), span: Span::at(start, end) })
}
