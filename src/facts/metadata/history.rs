//! The history that stands at the head of regulations of Taiwan: who promulgated them when under which number, and since
//! when they apply.
//!
//! 1.中华民国九十年三月一日甲部甲总字第 0900001 号令订定发布全文 9 条；并自发布日施行. Lines are cut anywhere, so an entry is read
//! with its blanks taken out. Of several entries the last that laid down the whole text is the paper; amendments of single
//! articles and the repeal do not make another one of it.

use std::sync::LazyLock;

use crate::lexicon::Regex;

use super::DateAt;
use crate::facts::date::date_at;
use crate::facts::doc_number::DocNumber;
use crate::facts::{Context, Text};
use crate::outline::pattern::is_organ;
use crate::text::{Norm, Span, first_bytes};

/// What the history says of the paper.
pub(super) struct History {
    pub(super) signed_on: DateAt,
    pub(super) issuer: Option<Text>,
    pub(super) number: Option<DocNumber>,
    pub(super) effective_on: Option<DateAt>,
}

/// The history begins within so many bytes.
const HEAD_BYTES: usize = 400;
/// Longest history in bytes that is read.
const LONGEST: usize = 12_000;

fn compile(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap_or_else(|e| panic!("{e}"))
}

/// The number of a decree with the organ before it: 甲部（90）甲总（一）字第0900001号令.
static DECREE: LazyLock<Regex> = LazyLock::new(|| {
    compile(r"^(?P<before>[[一-鿿]（）()0-9]{2,50}?字)第(?P<serial>[0-9]{1,14}[A-Z]?)号(?:令|函|公告)")
});
/// Promulgated without a number.
static PLAIN: LazyLock<Regex> =
    LazyLock::new(|| compile("^(?P<organ>[[一-鿿]]{2,24}?)(?:令|函)?(?:订定|制定|修正|核定)"));
/// Laid down as a whole, or for the first time.
static WHOLE: LazyLock<Regex> =
    LazyLock::new(|| compile("(?:订定|制定|核定)(?:发布|公布)|(?:发布|公布)(?:名称及)?全文"));
/// 并自发布日施行, 并自一百十年七月一日施行.
static SINCE: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        "[；，]并?自(?:(?P<issue>发布日|公布日|即日)|(?P<same>同年[^，。；]{2,10}?日)|(?P<day>[一二三四五六七八九十百零]{2,5}年[^，。；]{2,10}?日))起?(?:施行|实施|生效)",
    )
});

/// An entry with its blanks taken out, and where each byte of it stands in the text.
struct Entry {
    text: String,
    places: Vec<usize>,
}

impl Entry {
    fn of(text: &str, from: usize, to: usize) -> Self {
        let mut entry = Self { text: String::new(), places: Vec::new() };
        for (i, c) in text.get(from..to).unwrap_or("").char_indices().filter(|(_, c)| !c.is_whitespace()) {
            entry.text.push(c);
            entry.places.extend((0..c.len_utf8()).map(|byte| from + i + byte));
        }
        entry
    }

    fn span(&self, from: usize, to: usize) -> Option<Span<Norm>> {
        let last = self.places.get(to.checked_sub(1)?)?;
        Some(Span::at(*self.places.get(from)?, last + 1))
    }
}

/// Where the history stands, if there is one.
pub(crate) fn span(text: &str) -> Option<Span<Norm>> {
    extent(text).map(|(span, _)| span)
}

/// Where a history stands that tells of days gone by; one entry alone is that of the version printed.
pub(crate) fn past(text: &str) -> Option<Span<Norm>> {
    extent(text).filter(|(_, is_single)| !is_single).map(|(span, _)| span)
}

/// Where the history stands, and whether it is a single entry.
fn extent(text: &str) -> Option<(Span<Norm>, bool)> {
    let head = first_bytes(text, HEAD_BYTES);
    let start = head.match_indices("中华民国").find_map(|(at, _)| {
        let start = head.get(..at)?.rfind('\n').map_or(0, |line| line + 1);
        let label = head.get(start..at)?.trim();
        let numbered = label.strip_suffix('.').is_some_and(|n| n.chars().all(|c| c.is_ascii_digit()));
        let single = is_key(label) || label.is_empty() && tells_version(text.get(at..)?);
        date_at(text, at).filter(|_| numbered || single).map(|_| (start, single))
    });
    let (start, is_single) = start?;
    let mut end = start;
    for line in text.get(start..)?.split_inclusive('\n') {
        if begins_body(line.trim()) || end - start > LONGEST {
            break;
        }
        end += line.len();
        // 立法沿革：… is a field of the page, and a line without a number tells of the latest version alone.
        if is_single {
            break;
        }
    }
    Some((Span::at(start, end), is_single))
}

/// Whether the line is the one entry of a page that prints the latest version: 中华民国100年3月1日甲市政府（100）府法字第1003号令修正公布.
fn tells_version(entry: &str) -> bool {
    let line: String =
        first_bytes(entry, LONGEST_ENTRY).lines().next().unwrap_or("").split_whitespace().collect();
    let behind = line.split_once("字第").and_then(|(_, rest)| rest.split_once('号'));
    let is_decree = |rest: &str| ["令", "函", "公告"].iter().any(|word| rest.starts_with(word));
    behind.is_some_and(|(_, rest)| {
        is_decree(rest) && ["修正", "订定", "制定"].iter().any(|word| rest.contains(word))
    })
}

/// Longest line of that kind that is read, in bytes.
const LONGEST_ENTRY: usize = 300;

/// 立法沿革： before the one entry that a page prints.
fn is_key(label: &str) -> bool {
    label.trim_end_matches(['：', ':', ' ']).ends_with("沿革")
}

/// Whether the line is 第 1 条 or 第 一 章 通则, or the first point of rules without articles; a line cut in the middle of 第 2
/// 条所列 goes on behind it.
fn begins_body(line: &str) -> bool {
    let count = line.chars().count();
    let ends = |c: char| line.ends_with(c);
    let article = line.starts_with('第') && count <= 10 && ends('条');
    let chapter =
        line.starts_with('第') && count <= 24 && line.chars().take(8).any(|c| matches!(c, '章' | '编'));
    article || chapter || line.starts_with("一、")
}

/// Reads the history.
pub(super) fn find(cx: &Context<'_>) -> Option<History> {
    let span = span(cx.text)?;
    let entries = entries(cx.text, span);
    let whole = |entry: &&Entry| WHOLE.is_match(&entry.text) && !entry.text.contains("布废止");
    // Some pages print the latest entry first.
    let latest = entries.iter().filter(whole).filter_map(read).max_by_key(|read| read.signed_on.date);
    latest.or_else(|| read(entries.first()?))
}

/// The entries; each begins with a number and a date.
fn entries(text: &str, span: Span<Norm>) -> Vec<Entry> {
    let mut starts = Vec::new();
    let mut at = span.start as usize;
    for line in span.of(text).split_inclusive('\n') {
        let label =
            line.find("中华民国").and_then(|i| line.get(..i)).map(|label| label.trim().trim_end_matches('.'));
        let numbered = |label: &str| label.len() <= 3 && label.chars().all(|c| c.is_ascii_digit());
        let dated = label.is_some_and(|label| numbered(label) || is_key(label));
        if dated {
            starts.push(at);
        }
        at += line.len();
    }
    starts.push(at);
    starts.windows(2).filter_map(|pair| Some(Entry::of(text, *pair.first()?, *pair.get(1)?))).collect()
}

fn read(entry: &Entry) -> Option<History> {
    let at = entry.text.find("中华民国")?;
    let (date, place) = date_at(&entry.text, at)?;
    let behind = place.end as usize;
    let signed_on = DateAt { date, span: entry.span(at, behind)? };
    let rest = entry.text.get(behind..)?;
    let (mut issuer, mut number) = (None, None);
    if let Some(found) = DECREE.captures(rest) {
        let (before, serial) = (found.name("before")?, found.name("serial")?);
        let organ = organ_length(before.as_str());
        let to = behind + serial.end() + "号".len();
        let span = entry.span(behind + organ, to)?;
        let code = before.as_str().get(organ..)?.trim_end_matches('字');
        issuer = entry.span(behind, behind + organ);
        number = Some(DocNumber {
            raw: entry.text.get(behind + organ..to)?.to_owned(),
            body_code: Some(code.to_owned()),
            year: None,
            serial: serial.as_str().trim_end_matches(|c: char| c.is_ascii_uppercase()).parse().ok(),
            span,
        });
    } else if let Some(organ) = PLAIN.captures(rest).and_then(|found| found.name("organ")) {
        issuer = entry.span(behind, behind + organ.end());
    }
    let issuer = issuer.filter(|span| !span.is_empty());
    let issuer = issuer.map(|span| Text { text: plain(entry, behind, span), span });
    Some(History { effective_on: since(entry, &signed_on), signed_on, issuer, number })
}

/// The name of the organ without the blanks of a line break.
fn plain(entry: &Entry, behind: usize, span: Span<Norm>) -> String {
    let end = entry.places.partition_point(|place| *place < span.end as usize);
    entry.text.get(behind..end).unwrap_or("").to_owned()
}

/// Since when the entry says that the paper applies.
fn since(entry: &Entry, signed_on: &DateAt) -> Option<DateAt> {
    // 除第三条自…施行外: only a part of it.
    let whole = |found: &crate::lexicon::Captures<'_>| {
        found.get(0).is_some_and(|all| !entry.text.get(all.end()..).unwrap_or("").starts_with('外'))
    };
    let found = SINCE.captures_iter(&entry.text).find(whole)?;
    if found.name("issue").is_some() {
        return Some(signed_on.clone());
    }
    // 自同年十二月二十二日起施行: the year is that of the promulgation.
    let promulgated = entry.text.find("中华民国").and_then(|at| entry.text.get(at..));
    let year = promulgated.and_then(|rest| rest.get(..rest.find('年')?));
    let (day, printed) = match found.name("same") {
        Some(same) => (same, format!("{}{}", year?, same.as_str().trim_start_matches('同'))),
        None => (found.name("day")?, format!("中华民国{}", found.name("day")?.as_str())),
    };
    let (date, _) = date_at(&printed, 0)?;
    Some(DateAt { date, span: entry.span(day.start(), day.end())? })
}

/// How many bytes of 甲部乙局甲乙一字 are the name of the organ. What is left, the code, repeats a character of the name or
/// begins with 台, 院, 署 or a bracket; an organ is not named by doubling its last character (行政院院台建).
pub(in crate::facts) fn organ_length(before: &str) -> usize {
    if before.starts_with("总统") {
        return "总统".len();
    }
    let open = before.find(['（', '(']).unwrap_or(before.len());
    let ends =
        before.char_indices().map(|(at, c)| at + c.len_utf8()).filter(|end| *end <= open).collect::<Vec<_>>();
    let fits = |end: &&usize| {
        let (organ, code) = before.split_at(**end);
        let mut last = organ.chars().rev();
        let doubled = last.next() == last.next();
        let named = is_organ(organ)
            || organ.ends_with(['院', '署', '部', '局', '会', '处', '府']) && organ.len() >= 9;
        let first = code.trim_end_matches('字').chars().next();
        let known = first.is_some_and(|c| organ.contains(c) || "台臺院署（(".contains(c));
        let long = code.starts_with(['（', '(']) || code.chars().count() >= 3;
        named && !doubled && known && long && !organ.ends_with("部部")
    };
    ends.iter().rev().find(fits).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `signed|issuer|number|effective`
    fn check(header: &str, expect: &str) {
        let text = format!("甲事务处理办法\n{header}\n第 1 条\n本办法依乙条例订定之。");
        let found = span(&text).map(|span| entries(&text, span)).and_then(|entries| {
            let whole = |entry: &&Entry| WHOLE.is_match(&entry.text) && !entry.text.contains("发布废止");
            read(entries.iter().rev().find(whole).or_else(|| entries.first())?)
        });
        let day = |d: &jiff::civil::Date| d.to_string();
        let got = found.map(|h| {
            let effective = h.effective_on.map(|d| day(&d.date)).unwrap_or_default();
            let issuer = h.issuer.map(|t| t.text).unwrap_or_default();
            format!(
                "{}|{issuer}|{}|{effective}",
                day(&h.signed_on.date),
                h.number.map(|n| n.raw).unwrap_or_default()
            )
        });
        assert_eq!(got.as_deref().unwrap_or("-"), expect, "{header}");
    }

    #[test]
    fn entries_of_every_form() {
        check(
            "1.中华民国九十年三月一日财政部财融字第 0900\n  0012 号令订定发布全文 9 条；并自发布日施行",
            "2001-03-01|财政部|财融字第09000012号|2001-03-01",
        );
        check(
            "1.中华民国八十八年二月十日行政院（88）台内字第 03538  号令\n  订定发布",
            "1999-02-10|行政院|（88）台内字第03538号|",
        );
        check(
            "1.中华民国一百十年六月三十日教育部台教授字第 1100272A 号令订定发布全文 5 条；并自一百十年七月一日施行",
            "2021-06-30|教育部|台教授字第1100272A号|2021-07-01",
        );
        check(
            "1.中华民国十九年十二月四日国民政府制定公布全文 43 条\n2.中华民国五十年一月三十日总统（50）台总字第 578  号令修正公布全\n  文 98 条\n3.中华民国六十年一月三十日总统（60）台总字第 8 号令修正公布第 2  条条文",
            "1961-01-30|总统|（50）台总字第578号|",
        );
        check(
            "1.中华民国九十五年五月四日行政院卫生署署授疾字第 0930001005 号\n  令订定发布全文 12 条\n2.中华民国一百零一年五月四日行政院卫生署署授疾字第 1 号令发布废止",
            "2006-05-04|行政院卫生署|署授疾字第0930001005号|",
        );
        check(
            "1.中华民国三十六年十二月十九日国民政府制定公布全文 22 条；并自同\n  年十二月二十二日起施行",
            "1947-12-19|国民政府||1947-12-22",
        );
        let single = "中华民国106年3月2日甲市政府（106）府渡综字第1060001234号令修正公布第2、3条条文";
        check(single, "2017-03-02|甲市政府|（106）府渡综字第1060001234号|");
        check("中华民国106年3月2日甲市政府（106）府渡综字第1060001234号函办理", "-");
        check("一、中华民国人民", "-");
        check("甲乙", "-");
    }
}
