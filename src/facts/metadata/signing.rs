//! Who is addressed, when the paper was signed, issued and published, and which number is its own.

use super::page;
use crate::facts::date::dates_in;
use crate::facts::doc_number::DocNumber;
use crate::facts::metadata::DateAt;
use crate::facts::{Context, Facts, Text};
use crate::lexicon::WordSet;
use crate::outline::pattern::{is_addressee, is_dated, is_organ, number_before_title, record, signed};
use crate::outline::{Part, is_field_line};
use crate::text::{Norm, Span};

/// A number in the head of a copy without line breaks stands in so many bytes.
const HEAD_BYTES: u32 = 300;
/// The number of an order stands in so many bytes, below what a page prints around it.
const ORDER_BYTES: u32 = 1500;
/// By so many characters the name of an annex is known again.
const ANNEX_CHARS: usize = 10;
/// Longest name of a place before the name of its organ, in bytes.
const LONGEST_PLACE: usize = 12;
/// Longest day in bytes, in Chinese numerals.
const LONGEST_DAY: usize = 45;
/// Longest list of addressees in bytes that runs on into the text.
const LONGEST_ADDRESS: usize = 700;

/// Characters with which names of organs and groups of them end.
const LAST_OF_ORGANS: &str = "府门构位局会校业司关";

/// 主送机关, without the colon.
pub(super) fn addressee(cx: &Context<'_>) -> Option<Text> {
    let mut lines = cx.outline.part(Part::Addressee);
    if let Some(first) = lines.next() {
        let last = lines.last().unwrap_or(first);
        return Some(without_colon(cx, first.span.cover(last.span)));
    }
    if let Some(found) = in_record(cx) {
        return Some(found);
    }
    if let Some(found) = below_the_page(cx) {
        return Some(found);
    }
    if let Some(found) = behind_announcement(cx) {
        return Some(found);
    }
    // 各单位：为了…: the addressees and the first paragraph on one line, perhaps the title before them.
    let numbered = numbered_line(cx);
    let line = numbered.or_else(|| cx.outline.part(Part::Body).next())?;
    let after_title = cx.outline.title.filter(|t| line.span.contains(*t)).map(|t| t.end);
    // 甲发〔2020〕3号各区人民政府：: the number runs on into the addressees.
    let after_title = after_title.or_else(|| run_on_number(cx, line));
    let start = after_title.unwrap_or(line.span.start);
    // 甲办法的通知甲发〔2020〕3号各区：: the number between title and addressees.
    let rest = cx.text.get(start as usize..line.span.end as usize)?;
    let gap = rest.len() - rest.trim_start_matches([' ', '\u{3000}', '（', '(']).len();
    let number = rest.get(gap..).and_then(number_before_title).map(|len| gap + len);
    let closing = |len: usize| {
        let behind = rest.get(len..).unwrap_or("");
        len + behind.len() - behind.trim_start_matches(['）', ')', ' ', '\u{3000}']).len()
    };
    let number = number.map(closing);
    let start = start + number.and_then(|len| u32::try_from(len).ok()).unwrap_or(0);
    let content = cx.text.get(start as usize..line.span.end as usize)?;
    if let Some(found) = without_mark(cx, line) {
        return Some(found);
    }
    let colon = content.find(['：', ':'])?;
    // 甲条例（2006年修正）制定机关：: a field of the page behind the title.
    let before = content.get(..colon).filter(|before| !before.starts_with(['（', '(']))?;
    let begins_paragraph = content.get(colon..)?.trim_start_matches(['：', ':', ' ']).starts_with([
        '为', '根', '按', '现', '近', '经', '《', '今', '当', '自', '目', '随', '2', '我', '鉴', '因', '由',
        '依', '贵', '你',
    ]);
    // 各区人民政府，各部门：今年以来: such a list is nothing else.
    let closed = before.ends_with(|c: char| LAST_OF_ORGANS.contains(c));
    let is_list = before.starts_with('各') && before.contains(['，', ',', '、']) && closed;
    let is_listed = before.len() <= LONGEST_ADDRESS
        && is_addressee(before)
        && (begins_paragraph || after_title.is_some() || is_list);
    is_listed.then(|| without_colon(cx, Span::at(start as usize, start as usize + colon)))
}

/// 通告全文如下：各区人民政府，各部门：, with the text below: what announces the paper stands before its addressees.
fn behind_announcement(cx: &Context<'_>) -> Option<Text> {
    let line = cx.outline.lines.iter().find(|line| !line.span.is_empty())?;
    let content = line.span.of(cx.text).trim_end();
    let list = content.strip_suffix(['：', ':'])?;
    let colon = list.rfind(['：', ':'])?;
    let announces = list.get(..colon).is_some_and(|head| ANNOUNCING.tail_of(head).is_some());
    let start = colon + list.get(colon..)?.chars().next().map_or(0, char::len_utf8);
    let named = list.get(start..)?;
    let from = line.span.start as usize;
    (announces && is_addressee(named)).then(|| Text::of(cx, Span::at(from + start, from + list.len())))
}

/// How a page announces the paper that it prints.
static ANNOUNCING: WordSet = WordSet::of("title_words", "announcing");

/// The line near the top of the text that begins with the number of the paper.
fn numbered_line<'c>(cx: &'c Context<'_>) -> Option<&'c crate::outline::Line> {
    cx.outline.part(Part::Body).take(NUMBERED_LINES).find(|line| run_on_number(cx, line).is_some())
}

/// A number that runs on into the addressees stands within so many lines of the text.
const NUMBERED_LINES: usize = 3;

/// Where the number ends that begins the line, when a list of addressees follows it.
fn run_on_number(cx: &Context<'_>, line: &crate::outline::Line) -> Option<u32> {
    let at = number_before_title(line.span.of(cx.text))?;
    Some(line.span.start + u32::try_from(at).ok()?)
}

/// 各区人民政府,市各部门 as the first line of the text, which lost its colon.
fn without_mark(cx: &Context<'_>, line: &crate::outline::Line) -> Option<Text> {
    let content = line.span.of(cx.text);
    let first = cx.outline.lines.iter().find(|l| l.part == Part::Body)?.span == line.span;
    let listed = content.starts_with('各') && content.contains(['，', ',', '、']) && is_addressee(content);
    let closed = content.ends_with(|c: char| LAST_OF_ORGANS.contains(c)) && content.len() <= LONGEST_ADDRESS;
    let next = cx.outline.part(Part::Body).nth(1)?.span.of(cx.text);
    let begins =
        next.starts_with(['为', '根', '按', '现', '近', '经', '依', '鉴']) && next.contains(['，', ',']);
    (first && listed && closed && begins).then(|| Text::of(cx, line.span))
}

/// 各区人民政府： on a line of its own, below what a page prints above the paper and above its first numbered line.
fn below_the_page(cx: &Context<'_>) -> Option<Text> {
    let mut lines = cx.outline.part(Part::Body).take(PAGE_LINES).map(|line| line.span).peekable();
    while let Some(span) = lines.next() {
        let content = span.of(cx.text);
        // 1、平台不提供补充服务: a page may number its own remarks.
        if is_field_line(content) {
            continue;
        }
        let numbered = content.trim_start_matches(['-', '•', '·', '*', ' ']);
        if crate::outline::label_len(content) > 0 && !numbered.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let begins =
            |next: &Span<Norm>| next.len() > LONG_TEXT && crate::outline::label_len(next.of(cx.text)) == 0;
        if content.starts_with('各')
            && content.ends_with(['：', ':'])
            && is_addressee(content)
            && lines.peek().is_some_and(begins)
        {
            return Some(without_colon(cx, span));
        }
    }
    None
}

/// The first paragraph below the addressees is longer, in bytes.
const LONG_TEXT: usize = 90;
/// The addressees stand within so many lines of such a page.
const PAGE_LINES: usize = 30;

/// The fourth field of a database record, when it ends in a colon.
fn in_record(cx: &Context<'_>) -> Option<Text> {
    let first = cx.outline.lines.first()?;
    let content = first.span.of(cx.text);
    let (_, title) = record(content)?;
    let rest = content.get(title.end..)?;
    let field = rest.trim_start_matches([' ', '|']);
    let start = first.span.end as usize - field.len();
    let is_addressed = field.ends_with([':', '：']) && is_addressee(field);
    is_addressed.then(|| without_colon(cx, Span::at(start, first.span.end as usize)))
}

fn without_colon(cx: &Context<'_>, span: Span<Norm>) -> Text {
    let content = span.of(cx.text);
    let end = content.trim_end_matches(['：', ':', ' ']).len();
    let span = Span::at(span.start as usize, span.start as usize + end);
    let text = span.of(cx.text).lines().map(str::trim).collect();
    Text { text, span }
}

/// 成文日期: of the signature block, else in brackets or alone under the title.
pub(super) fn signed_on(cx: &Context<'_>) -> Option<DateAt> {
    let of_line = |line: &crate::outline::Line| dates_in(cx.text, line.span).last();
    let signature = cx.outline.part(Part::Signature).find_map(of_line);
    let plain = |line: &&crate::outline::Line| {
        let content = line.span.of(cx.text);
        signed(content) == Some(0) || is_dated(content)
    };
    let below = || super::note::lines(cx);
    let note = || {
        let dated = || below().filter(plain).find_map(|l| dates_in(cx.text, l.span).next());
        super::note::signed_on(cx).or_else(dated)
    };
    let run_on = || signed_in_line(cx).or_else(|| set_apart(cx)).map(|(date, span, _)| (date, span));
    let in_line = || run_on().or_else(|| alone_in_line(cx)).or_else(|| at_the_end(cx));
    let (date, span) = signature
        .or_else(note)
        .or_else(|| behind_title(cx))
        .or_else(in_line)
        .or_else(|| super::order::signed_on(cx))
        .or_else(|| super::database::signed_on(cx))
        .or_else(|| page::signed_on(cx))?;
    Some(DateAt { date, span })
}

/// （2022年2月16日） right behind the title, or behind the occasion of a speech.
fn behind_title(cx: &Context<'_>) -> Option<(jiff::civil::Date, Span<Norm>)> {
    let title = cx.outline.title?;
    let line = cx.outline.line_holding(title.end.checked_sub(1)?)?;
    let start = super::kind::occasion(cx, title).map_or(title.end, |occasion| occasion.end);
    let rest = cx.text.get(start as usize..line.span.end as usize)?;
    let inner = rest.trim_start().strip_prefix(['（', '('])?;
    let from = start as usize + rest.len() - rest.trim_start().len() + '（'.len_utf8();
    let close = inner.find(['）', ')']).filter(|&at| at <= LONGEST_DAY)?;
    let (date, span) = dates_in(cx.text, Span::at(from, from + close)).next()?;
    (span.start as usize == from && span.end as usize == from + close).then_some((date, span))
}

/// In a copy without line breaks: the date behind the name of an organ, where the text or its body ends, or where the
/// name comes again as the masthead of the next paper; date, its place,
/// and the place of the organ.
pub(super) fn signed_in_line(cx: &Context<'_>) -> Option<(jiff::civil::Date, Span<Norm>, Span<Norm>)> {
    let title = cx.outline.title?;
    let line =
        cx.outline.part(Part::Body).next().filter(|l| l.span.contains(title) && l.span.end > title.end)?;
    dates_in(cx.text, Span::new(title.end, line.span.end)).find_map(|(date, span)| {
        let before = cx.text.get(title.end as usize..span.start as usize)?.trim_end();
        let run = before.rsplit(|c: char| !('\u{4e00}'..='\u{9fff}').contains(&c)).next()?;
        let run = behind_annex(run);
        let after = cx.text.get(span.end as usize..line.span.end as usize)?.trim_start();
        let ends_here = after.is_empty()
            || after.starts_with(['（', '(', '抄', '附', '【', '信', '联'])
            || repeats_before_print(after)
            || run.len() >= 15 && begins_with_name(after, run)
            || begins_annex(before, title.of(cx.text), after);
        let end = title.end as usize + before.len();
        // The masthead tells where the name begins: 参会回执甲市防汛办公室 ends in the 甲市防汛办公室 of the head.
        let head = cx.text.get(line.span.start as usize..title.start as usize)?;
        let named =
            run.char_indices().map(|(at, _)| run.get(at..).unwrap_or("")).find(|tail| head.contains(tail));
        let name = named.filter(|n| n.len() >= 15).unwrap_or(run);
        (is_organ(run) && ends_here).then(|| (date, span, Span::at(end - name.len(), end)))
    })
}

/// Text that runs on is longer, in bytes, and the full name of an organ has so many.
const RUNNING: usize = 240;
const SHORTEST_ORGAN: usize = 18;
/// So many lines that run on are looked at.
const RUNNING_LINES: usize = 8;

/// In text that runs on and has no title in front: 甲县人民政府2020年3月1日 where the text ends, where a line is drawn or the
/// annex begins.
pub(super) fn set_apart(cx: &Context<'_>) -> Option<(jiff::civil::Date, Span<Norm>, Span<Norm>)> {
    let lines = cx.outline.lines.iter().filter(|line| line.part.is_text());
    lines.filter(|line| line.span.len() >= RUNNING).take(RUNNING_LINES).find_map(|line| {
        dates_in(cx.text, line.span).find_map(|(date, span)| {
            let before = cx.text.get(line.span.start as usize..span.start as usize)?.trim_end();
            let run = before.rsplit(|c: char| !('\u{4e00}'..='\u{9fff}').contains(&c)).next()?;
            let organ = behind_annex(run);
            let after = cx.text.get(span.end as usize..line.span.end as usize)?.trim_start();
            let closes = after.trim_matches([' ', '|', '。']).is_empty()
                || after.starts_with("---")
                || begins_annex(before, "", after);
            let end = line.span.start as usize + before.len();
            (closes && organ.len() >= SHORTEST_ORGAN && is_organ(organ))
                .then(|| (date, span, Span::at(end - organ.len(), end)))
        })
    })
}

/// In such a copy: a day without an organ between the last sentence and the annex.
fn alone_in_line(cx: &Context<'_>) -> Option<(jiff::civil::Date, Span<Norm>)> {
    let title = cx.outline.title?;
    let line =
        cx.outline.part(Part::Body).next().filter(|l| l.span.contains(title) && l.span.end > title.end)?;
    dates_in(cx.text, Span::new(title.end, line.span.end)).find(|(_, span)| {
        let before = cx.text.get(title.end as usize..span.start as usize).unwrap_or("");
        let after = cx.text.get(span.end as usize..line.span.end as usize).unwrap_or("").trim_start();
        before.trim_end().ends_with('。') && (after.is_empty() || after.starts_with(['附', '关', '《']))
    })
}

/// In a paper to somebody that runs on up to its end and has no title in front: the day behind the last sentence.
fn at_the_end(cx: &Context<'_>) -> Option<(jiff::civil::Date, Span<Norm>)> {
    let line = cx.outline.lines.iter().rfind(|line| line.part.is_text() && line.span.len() > 3)?;
    let (date, span) = dates_in(cx.text, line.span).last().filter(|_| line.span.len() >= RUNNING)?;
    let before = cx.text.get(line.span.start as usize..span.start as usize)?;
    let after = cx.text.get(span.end as usize..line.span.end as usize)?;
    let ends = before.trim_end().ends_with('。') && after.trim_matches([' ', '|']).is_empty();
    (ends && addressee(cx).is_some()).then_some((date, span))
}

/// 附件：停车情况的说明停车管理部: the name of the organ without that of an annex before it.
fn behind_annex(run: &str) -> &str {
    if is_organ(run) {
        return run;
    }
    let ends = run.char_indices().map(|(at, c)| at + c.len_utf8());
    let mut cut = ends.filter(|&at| {
        let (name, rest) = (run.get(..at).unwrap_or(""), run.get(at..).unwrap_or(""));
        name.contains("关于")
            && super::kind::kind_of_title(name).is_some()
            && rest.len() >= 9
            && is_organ(rest)
    });
    cut.next_back().and_then(|at| run.get(at..)).unwrap_or(run)
}

/// Whether the next paper begins with the name, perhaps with the place before it: 甲局2021年8月1日乙省甲局文件.
fn begins_with_name(after: &str, name: &str) -> bool {
    after.find(name).is_some_and(|at| at <= LONGEST_PLACE)
}

/// Whether the paper that follows is the one that the list of annexes or the title names.
fn begins_annex(before: &str, title: &str, after: &str) -> bool {
    let after = after.trim_start_matches('《');
    let known = |after: &str| {
        let Some((end, _)) = after.char_indices().nth(ANNEX_CHARS) else { return false };
        let name = after.get(..end).unwrap_or("");
        is_named_before(before, title, name)
    };
    // 甲委员会关于调整乙组的通知 is 《关于调整乙组的通知》 with its issuer.
    let issued = after.find("关于").filter(|&at| at > 0 && after.get(..at).is_some_and(is_organ));
    known(after) || issued.and_then(|at| after.get(at..)).is_some_and(known)
}

/// Whether the list of annexes or the title names the paper.
fn is_named_before(before: &str, title: &str, name: &str) -> bool {
    let listed = before.rfind("附件").and_then(|at| before.get(at..)).is_some_and(|list| list.contains(name));
    listed || title.contains(&format!("《{name}"))
}

/// 甲办公室2021年3月3日印发: the colophon follows.
fn repeats_before_print(after: &str) -> bool {
    let head: String = after.chars().take(60).collect();
    head.contains("印发") && head.contains('年')
}

/// 印发日期 of the colophon, or of the page.
pub(super) fn issued_on(cx: &Context<'_>) -> Option<DateAt> {
    colophon_date(cx).or_else(|| page::issued_on(cx))
}

fn colophon_date(cx: &Context<'_>) -> Option<DateAt> {
    let line = cx.outline.part(Part::Colophon).find(|l| {
        let content = l.span.of(cx.text);
        content.ends_with('印') || content.contains("印发") || content.contains("印制")
    })?;
    dates_in(cx.text, line.span).last().map(|(date, span)| DateAt { date, span })
}

/// The document's own number: in the masthead, in the metadata of the page, or behind the title.
pub(super) fn doc_number(cx: &Context<'_>, so_far: &Facts) -> Option<DocNumber> {
    let in_part = |number: &DocNumber, part: Part| {
        let line = cx.outline.line_holding(number.span.start);
        line.is_some_and(|l| l.part == part)
    };
    let numbers = &so_far.numbers;
    let masthead = numbers.iter().find(|n| in_part(n, Part::Masthead));
    let portal = || numbers.iter().find(|n| in_part(n, Part::Portal) && follows_key(cx, n.span.start));
    let behind_title = || {
        let title = cx.outline.title?;
        numbers.iter().find(|n| {
            let tail = cx.text.get(n.span.end as usize..title.end as usize);
            title.contains(n.span)
                && tail.is_some_and(|t| t.trim_matches(['）', ')', ' ', '】', ']']).is_empty())
        })
    };
    let beside_title = || numbers.iter().find_map(|n| beside_title(cx, n));
    let before_title = || {
        let title = cx.outline.title.filter(|t| t.start < HEAD_BYTES)?;
        numbers.iter().find(|n| n.span.end <= title.start && in_part(n, Part::Body))
    };
    // 甲市人民政府令 or 甲委员会公告 and, on the next line, 第32号.
    let of_order = || {
        numbers.iter().take_while(|n| n.span.start < ORDER_BYTES).find(|n| {
            let line = cx.outline.line_holding(n.span.start);
            let alone = |line: &crate::outline::Line| {
                let bare = line.span.of(cx.text).trim_matches(['（', '）', '(', ')', ' ']);
                bare == n.span.of(cx.text) || n.span.contains(line.span)
            };
            n.body_code
                .as_ref()
                .is_some_and(|code| ["令", "公告", "通告"].iter().any(|kind| code.ends_with(kind)))
                && line.is_some_and(alone)
        })
    };
    let run_on = || {
        let line = numbered_line(cx)?;
        let end = run_on_number(cx, line).filter(|_| addressee(cx).is_some())?;
        numbers.iter().find(|n| n.span.start == line.span.start && n.span.end <= end)
    };
    let found = masthead.or_else(portal).or_else(run_on).or_else(behind_title).cloned().or_else(beside_title);
    let found = found.or_else(|| before_title().or_else(of_order).cloned());
    found
        .or_else(|| page::number(cx, numbers))
        .or_else(|| super::order::number(cx))
        .or_else(|| numbers.iter().find_map(|n| behind_run_on_title(cx, n)))
}

/// 关于停车的通告 甲府通〔2019〕2号 为了…: the number that parts the title from the text in one line, where nothing is cited.
fn behind_run_on_title(cx: &Context<'_>, number: &DocNumber) -> Option<DocNumber> {
    let rest = cx.text.get(number.span.end as usize..)?.trim_start_matches(' ');
    let opens =
        number.span.start < HEAD_BYTES && ["为", "根据", "各"].iter().any(|word| rest.starts_with(word));
    // What is read as the code may begin inside the title: 禁止停车的甲府通〔2019〕2号.
    let printed = number.span.of(cx.text);
    let cut = printed.find('〔').and_then(|open| printed.get(..open)?.rfind([' ', '的']));
    let from =
        cut.map_or(0, |at| at + printed.get(at..).and_then(|s| s.chars().next()).map_or(0, char::len_utf8));
    let raw = printed.get(from..)?.trim_start();
    let start = number.span.end as usize - raw.len();
    let line = cx.outline.line_holding(number.span.start)?;
    let title = cx.text.get(line.span.start as usize..start)?;
    let cites = title.contains(['，', '。', '；', '：', ',', ':', '《']) || title.contains("根据");
    (opens && !cites && title.contains("关于") && number.year.is_some()).then(|| {
        let code = raw.split('〔').next().map(str::trim).filter(|code| !code.is_empty()).map(str::to_owned);
        DocNumber {
            raw: raw.to_owned(),
            body_code: if from > 0 { code } else { number.body_code.clone() },
            span: Span::at(start, number.span.end as usize),
            ..number.clone()
        }
    })
}

/// The number right before or behind the title in its line; minutes are numbered without a code.
fn beside_title(cx: &Context<'_>, number: &DocNumber) -> Option<DocNumber> {
    let title = cx.outline.title?;
    let joins = |from: u32, to: u32| {
        let gap = cx.text.get(from as usize..to as usize)?;
        (!gap.contains('\n') && gap.trim_matches([' ', '\u{3000}', '（', '(']).is_empty()).then_some(())
    };
    if number.span.end <= title.start {
        let line = cx.outline.line_holding(number.span.start)?;
        let before = cx.text.get(line.span.start as usize..number.span.start as usize)?;
        let first = before.trim_matches(['•', '·', '●', '-', '*', '#', ' ']).is_empty();
        // 甲市人民政府令第3号《甲办法》已经…: the order that promulgates the paper runs on into its title.
        let ordered = number.body_code.as_ref().is_some_and(|code| code.ends_with(['令', '告']))
            && cx
                .text
                .get(number.span.end as usize..title.start as usize)
                .is_some_and(|gap| matches!(gap.trim(), "《" | "现发布《" | "现公布《" | "现将《"));
        if ordered {
            return Some(number.clone());
        }
        return joins(number.span.end, title.start).filter(|()| first).map(|()| number.clone());
    }
    if number.span.start >= title.end {
        let promulgated = promulgated_behind(cx, title.end, number.span);
        return joins(title.end, number.span.start).or(promulgated).map(|()| number.clone());
    }
    // 办公会议纪要〔2023〕5号: what is read as the code is the title.
    let raw = cx.text.get(title.end as usize..number.span.end as usize).filter(|raw| raw.len() >= 12)?;
    let code: String = raw.split(['〔', '[', '（', '(', '【']).next()?.split_whitespace().collect();
    Some(DocNumber {
        raw: raw.to_owned(),
        body_code: Some(code).filter(|code| !code.is_empty()),
        span: Span::at(title.end as usize, number.span.end as usize),
        ..number.clone()
    })
}

/// For 甲办法（2020年3月1日甲市人民政府令第3号公布: the number of the order in the remark that runs on behind the title.
fn promulgated_behind(cx: &Context<'_>, title_end: u32, number: Span<Norm>) -> Option<()> {
    let gap = cx.text.get(title_end as usize..number.start as usize)?.trim_start();
    let inner = gap.strip_prefix(['（', '('])?;
    let (_, day) = dates_in(cx.text, Span::new(title_end, number.start)).next()?;
    let behind = cx.text.get(number.end as usize..)?;
    let released = ["公布", "发布", "颁布"].iter().any(|word| behind.starts_with(word));
    (released && inner.trim() == day.of(cx.text).trim()).then_some(())
}

/// Whether 文号 or a like key stands before the place in its line.
fn follows_key(cx: &Context<'_>, at: u32) -> bool {
    let line = cx.outline.line_holding(at);
    let before = line.and_then(|l| cx.text.get(l.span.start as usize..at as usize)).unwrap_or("");
    before.trim_end_matches([':', '：', ' ', '】', ']']).ends_with("号") || before.is_empty()
}
