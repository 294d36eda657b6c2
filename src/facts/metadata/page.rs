//! The fields that a web page prints around a paper: days, number, issuer, and since and until when the paper applies.
//!
//! 成文日期：2024年5月6日, 【发文日期】2024-05-06, 发文日期 | 2024-05-06 |, or the value on the line below its label.

use std::sync::LazyLock;

use crate::lexicon::Regex;
use jiff::civil::Date;

use crate::facts::Context;
use crate::facts::date::{date_at, dates_in};
use crate::facts::doc_number::DocNumber;
use crate::facts::metadata::DateAt;
use crate::lexicon::WordSet;
use crate::outline::pattern::{is_dated, is_organ, record};
use crate::outline::{Line, Part, is_field_line, is_value};
use crate::text::{Norm, Span};

/// Longest line of the fields of a page in bytes.
const LONGEST_FIELDS: usize = 300;
/// Fields stand within so many lines.
const MARKED_LINES: usize = 40;
/// Longest line with the issuer among its fields in bytes.
const LONGEST_ISSUER: usize = 400;

/// Names of the fields, by what they hold.
static SIGNED: WordSet = WordSet::of("masthead_words", "signed_key");
static ISSUED: WordSet = WordSet::of("masthead_words", "issued_key");
static PUBLISHED: WordSet = WordSet::of("masthead_words", "published_key");
static BARE: WordSet = WordSet::of("masthead_words", "date_key");
static EFFECTIVE: WordSet = WordSet::of("masthead_words", "effective_key");
static EXPIRES: WordSet = WordSet::of("masthead_words", "expiry_key");
static NUMBER: WordSet = WordSet::of("masthead_words", "number_key");
static ISSUER: WordSet = WordSet::of("masthead_words", "organ_key");
/// What a page says of the paper in order to tell of another.
static OTHER_PAPER: WordSet = WordSet::of("masthead_words", "other_paper");
/// Keys of the fields of a page that may follow without a blank.
static PAGE_KEYS: WordSet = WordSet::of("masthead_words", "page_key");

/// 发布机构：甲市人民政府 in the metadata of a page.
static KEYED_ISSUER: LazyLock<Regex> = LazyLock::new(|| {
    let keys: Vec<String> = ISSUER.words().iter().map(|key| spaced(key)).collect();
    let pattern = format!(r"(?:{})\s*[:：|】\]]+\s*([[一-鿿]（）()、]{{4,40}})", keys.join("|"));
    Regex::new(&pattern).unwrap_or_else(|e| panic!("{e}"))
});
/// The number of a decree of Taiwan: 甲法字第1000001号令.
static DECREE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^(?P<code>[[一-鿿]（）()0-9]{2,30}?)字第(?P<serial>[0-9]{5,14})[A-Z]?号";
    Regex::new(pattern).unwrap_or_else(|e| panic!("{e}"))
});

/// The key with blanks allowed between its characters: 来 源.
fn spaced(key: &str) -> String {
    key.chars().map(String::from).collect::<Vec<_>>().join(r"\s*")
}

/// What may stand between the name of a field and its value.
fn is_gap(c: char) -> bool {
    " :：】]|\t\u{3000}".contains(c)
}

/// The lines that hold fields; one that begins with a label of its own near the top is one wherever the head was found to end.
fn lines<'c>(cx: &'c Context<'_>) -> impl Iterator<Item = &'c Line> {
    fields(cx, LONGEST_FIELDS)
}

fn fields<'c>(cx: &'c Context<'_>, longest: usize) -> impl Iterator<Item = &'c Line> {
    let is_field = move |&(i, line): &(usize, &Line)| {
        let content = line.span.of(cx.text);
        // 本篇法规已被《乙办法》（实施日期：…）废止 holds the fields of another paper.
        line.span.len() <= longest
            && (line.part == Part::Portal || i < MARKED_LINES && is_field_line(content))
            && !OTHER_PAPER.is_in(content)
    };
    cx.outline.lines.iter().enumerate().filter(is_field).map(|(_, line)| line)
}

/// The lines around the paper, without those of its own that look like fields.
fn portal<'c>(cx: &'c Context<'_>) -> impl Iterator<Item = &'c Line> {
    cx.outline.part(Part::Portal).filter(|line| line.span.len() <= LONGEST_FIELDS)
}

/// The line of the page right below a line.
fn below<'c>(cx: &'c Context<'_>, line: &Line) -> Option<&'c Line> {
    let at = cx.outline.lines.partition_point(|other| other.span.start <= line.span.start);
    cx.outline.lines.get(at).filter(|next| matches!(next.part, Part::Portal | Part::Masthead))
}

/// Where the values of the fields of that name may begin, and where their line ends: behind the name, or on the line below
/// when the name stands alone. A longer name that ends in this one is another field, 归档时间 no 时间.
fn values(cx: &Context<'_>, line: &Line, key: &str) -> Vec<(usize, usize)> {
    let content = line.span.of(cx.text);
    let whole = |at: &usize| {
        let before = content.get(..*at).and_then(|head| head.chars().next_back());
        key.chars().count() > 2
            || !before.is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) && c != '日')
    };
    let mut found = Vec::new();
    for at in content.match_indices(key).map(|(at, _)| at).filter(whole) {
        let rest = content.get(at + key.len()..).unwrap_or("");
        let value = rest.trim_start_matches(is_gap);
        if !value.is_empty() {
            found.push((line.span.end as usize - value.len(), line.span.end as usize));
        } else if let Some(next) = below(cx, line) {
            found.push((next.span.start as usize, next.span.end as usize));
        }
    }
    found
}

/// The day in the first field of such a name that holds one.
fn day(cx: &Context<'_>, keys: &WordSet) -> Option<DateAt> {
    let of_line = |line: &Line| {
        let begins = |(start, end): (usize, usize)| {
            let dated = dates_in(cx.text, Span::at(start, end))
                .next()
                .filter(|found| found.1.start as usize == start);
            let (date, span) = dated.or_else(|| of_republic(cx.text, start, end))?;
            Some(DateAt { date, span })
        };
        keys.words().iter().find_map(|key| values(cx, line, key).into_iter().find_map(begins))
    };
    lines(cx).find_map(of_line)
}

/// 民国 105 年 6 月 8 日 in a field of a page of Taiwan.
fn of_republic(text: &str, start: usize, end: usize) -> Option<(Date, Span<Norm>)> {
    let value = text.get(start..end).filter(|value| value.starts_with("民国"))?;
    let (date, span) = date_at(&format!("中华{value}"), 0)?;
    Some((date, Span::at(start, start + span.end as usize - "中华".len())))
}

/// 成文日期 of the page.
pub(super) fn signed_on(cx: &Context<'_>) -> Option<(Date, Span<Norm>)> {
    day(cx, &SIGNED).map(|day| (day.date, day.span))
}

/// 印发日期 of the page.
pub(super) fn issued_on(cx: &Context<'_>) -> Option<DateAt> {
    day(cx, &ISSUED)
}

/// 施行日期 of the page.
pub(super) fn effective_on(cx: &Context<'_>) -> Option<DateAt> {
    day(cx, &EFFECTIVE)
}

/// 失效日期 of the page.
pub(super) fn expires_on(cx: &Context<'_>) -> Option<DateAt> {
    day(cx, &EXPIRES)
}

/// 发布日期 of the page.
pub(super) fn published_on(cx: &Context<'_>) -> Option<DateAt> {
    day(cx, &PUBLISHED).or_else(|| day(cx, &BARE)).or_else(|| beside(cx)).or_else(|| stamp(cx))
}

/// A day in a line with 来源, 时间 and the like and no other field that holds a day.
fn beside(cx: &Context<'_>) -> Option<DateAt> {
    // 成文日期 and 印发日期 end in a bare 日期 too.
    let other = |line: &str| [&SIGNED, &ISSUED, &EFFECTIVE, &EXPIRES].iter().any(|keys| keys.is_in(line));
    let of_page = |line: &&Line| {
        let content = line.span.of(cx.text);
        BARE.is_in(content) && !other(content) && !content.contains("归档")
    };
    portal(cx).filter(of_page).find_map(|line| first_day(cx, line))
}

fn first_day(cx: &Context<'_>, line: &Line) -> Option<DateAt> {
    dates_in(cx.text, line.span).next().map(|(date, span)| DateAt { date, span })
}

/// The day at the head of a line, of a record, or in the stamp of an account.
fn stamp(cx: &Context<'_>) -> Option<DateAt> {
    let opens = |line: &str| line.trim_start_matches(['•', '·', '●', '-', ' ']).starts_with(['1', '2']);
    let begins = portal(cx).find(|l| opens(l.span.of(cx.text)) && !is_value_of_field(cx, l));
    let of_record = || {
        let first = cx.outline.lines.first()?;
        record(first.span.of(cx.text)).and_then(|_| first_day(cx, first))
    };
    let of_account = || portal(cx).find_map(|line| stamped(cx, line.span));
    begins.and_then(|line| first_day(cx, line)).or_else(of_record).or_else(of_account)
}

/// Whether the line is the value of a field whose name stands on the line above.
fn is_value_of_field(cx: &Context<'_>, line: &Line) -> bool {
    let at = cx.outline.lines.partition_point(|other| other.span.start < line.span.start);
    let above = at.checked_sub(1).and_then(|above| cx.outline.lines.get(above));
    above.is_some_and(|above| is_value(above.span.of(cx.text), line.span.of(cx.text)))
}

/// 某发布2023-03-1920:08发表于某地: the stamp of an account, its day and hour without a gap between.
fn stamped(cx: &Context<'_>, line: Span<Norm>) -> Option<DateAt> {
    let content = line.of(cx.text);
    let at = content.find("20").filter(|_| content.contains(':'))?;
    let (day, hour) = (content.get(at..at + 10)?, content.get(at + 10..)?.trim_start());
    let clock =
        hour.get(..5)?.bytes().enumerate().all(|(i, b)| if i == 2 { b == b':' } else { b.is_ascii_digit() });
    let date = day.parse().ok().filter(|_| clock)?;
    let start = line.start as usize + at;
    Some(DateAt { date, span: Span::at(start, start + day.len()) })
}

/// The number in its field; those of decrees of Taiwan are read only there.
pub(super) fn number(cx: &Context<'_>, numbers: &[DocNumber]) -> Option<DocNumber> {
    let of_line = |line: &Line| {
        let mut fields = NUMBER.words().iter().flat_map(|key| values(cx, line, key));
        fields.find_map(|(start, end)| {
            if let Some(number) = numbers.iter().find(|number| number.span.start as usize == start) {
                return Some(number.clone());
            }
            let found = DECREE.captures(cx.text.get(start..end)?)?;
            let code = found.name("code")?.as_str().to_owned();
            let raw = found.get(0)?.as_str().to_owned();
            let serial = found.name("serial")?.as_str().parse().ok();
            let span = Span::at(start, start + raw.len());
            Some(DocNumber { raw, body_code: Some(code), year: None, serial, span })
        })
    };
    lines(cx).find_map(of_line)
}

/// The issuer among the fields; 来源 only when it is an organ.
pub(super) fn issuer(cx: &Context<'_>) -> Option<Span<Norm>> {
    let body = cx.outline.part(Part::Body).next().map_or(u32::MAX, |line| line.span.start);
    fields(cx, LONGEST_ISSUER).find_map(|line| {
        let content = line.span.of(cx.text);
        // 来源：甲市住建局 under the text says where the page took it from.
        if line.span.start > body && content.contains("来源") {
            return None;
        }
        let found = |m: crate::lexicon::Match<'_>| {
            // 来源：甲市住建局栏目：… without a blank between the fields: the name without the key behind it.
            let organ = PAGE_KEYS.before(m.as_str()).unwrap_or(m.as_str());
            is_full(organ).then(|| m.start()..m.start() + organ.len())
        };
        let start = line.span.start as usize;
        let organ = KEYED_ISSUER.captures_iter(content).find_map(|c| c.get(1).and_then(found));
        let beside = organ.map(|organ| Span::at(start + organ.start, start + organ.end));
        beside.or_else(|| issuer_in_cell(cx, line)).or_else(|| issuer_below(cx, line))
    })
}

/// The issuer behind the name of its field without a mark between: 发文机关甲市人民政府, or a cell apart by a blank. There,
/// and in a field that is called nothing else, 铁道部 is a name as well.
fn issuer_in_cell(cx: &Context<'_>, line: &Line) -> Option<Span<Norm>> {
    let content = line.span.of(cx.text);
    ISSUER.words().iter().filter(|key| !key.contains('源')).find_map(|key| {
        let at = content.find(key)? + key.len();
        let rest = content.get(at..)?.trim_start_matches(is_gap);
        let cell = rest.split([' ', '\t', '|', '【', '\u{3000}']).next()?;
        let organ = PAGE_KEYS.before(cell).unwrap_or(cell);
        let start = line.span.end as usize - rest.len();
        (is_full(organ) || is_ministry(organ)).then(|| Span::at(start, start + organ.len()))
    })
}

/// 国务院, or a ministry by its short name.
fn is_ministry(name: &str) -> bool {
    let of_firm = || ["总部", "分部", "支部", "本部"].iter().any(|end| name.ends_with(end));
    name == "国务院" || name.ends_with('部') && (9..=15).contains(&name.len()) && is_organ(name) && !of_firm()
}

/// 2021-01-09 甲市人民政府 below the title of a paper that was signed on another day: when the page took it over.
pub(super) fn dated_line(cx: &Context<'_>, signed_on: Option<&DateAt>) -> Option<DateAt> {
    let signed = signed_on?;
    cx.outline.part(Part::Masthead).filter(|line| is_dated(line.span.of(cx.text))).find_map(|line| {
        let found = first_day(cx, line).filter(|found| found.span.of(cx.text).contains('-'))?;
        (found.span != signed.span && found.date >= signed.date).then_some(found)
    })
}

/// The issuer on the line below the name of its field.
fn issuer_below(cx: &Context<'_>, line: &Line) -> Option<Span<Norm>> {
    let next = below(cx, line)?.span;
    let place = (next.start as usize, next.end as usize);
    let named = ISSUER.words().iter().any(|key| values(cx, line, key).contains(&place));
    let organ = next.of(cx.text).trim_end_matches([' ', '|']);
    (named && is_full(organ)).then(|| Span::at(next.start as usize, next.start as usize + organ.len()))
}

/// Whether a name says whose organ it is: 办公室 alone does not. Of 甲市财政局、农业局 the first does.
fn is_full(names: &str) -> bool {
    names.split('、').next().is_some_and(|first| first.len() > 15) && names.split('、').all(is_organ)
}
