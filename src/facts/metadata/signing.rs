//! Who is addressed, when the paper was signed, issued and published, and which number is its own.

use crate::facts::date::dates_in;
use crate::facts::doc_number::DocNumber;
use crate::facts::metadata::DateAt;
use crate::facts::{Context, Facts, Text};
use crate::lexicon::WordSet;
use crate::outline::Part;
use crate::outline::pattern::{is_addressee, is_note, is_organ, record, signed};
use crate::text::{Norm, Span};

/// A number in the head of a copy without line breaks stands in so many bytes.
const HEAD_BYTES: u32 = 300;
/// By so many characters the name of an annex is known again.
const ANNEX_CHARS: usize = 10;
/// Longest name of a place before the name of its organ, in bytes.
const LONGEST_PLACE: usize = 12;
/// Longest day in bytes, in Chinese numerals.
const LONGEST_DAY: usize = 45;
/// Longest line of the fields of a page in bytes.
const LONGEST_FIELDS: usize = 300;
/// Longest list of addressees in bytes that runs on into the text.
const LONGEST_ADDRESS: usize = 700;

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
    // 各单位：为了…: the addressees and the first paragraph on one line, perhaps the title before them.
    let line = cx.outline.part(Part::Body).next()?;
    let after_title = cx.outline.title.filter(|t| line.span.contains(*t)).map(|t| t.end);
    let start = after_title.unwrap_or(line.span.start);
    let content = cx.text.get(start as usize..line.span.end as usize)?;
    if let Some(found) = without_mark(cx, line) {
        return Some(found);
    }
    let colon = content.find(['：', ':'])?;
    let before = content.get(..colon)?;
    let begins_paragraph = content.get(colon..)?.trim_start_matches(['：', ':', ' ']).starts_with([
        '为', '根', '按', '现', '近', '经', '《', '今', '当', '自', '目', '随', '2', '我', '鉴', '因', '由',
        '依', '贵', '你',
    ]);
    let is_listed = before.len() <= LONGEST_ADDRESS
        && is_addressee(before)
        && (begins_paragraph || after_title.is_some());
    is_listed.then(|| without_colon(cx, Span::at(start as usize, start as usize + colon)))
}

/// 各区人民政府,市各部门 as the first line of the text, which lost its colon.
fn without_mark(cx: &Context<'_>, line: &crate::outline::Line) -> Option<Text> {
    let content = line.span.of(cx.text);
    let first = cx.outline.lines.iter().find(|l| l.part == Part::Body)?.span == line.span;
    let listed = content.starts_with('各') && content.contains(['，', ',', '、']) && is_addressee(content);
    let closed =
        content.ends_with(|c: char| "府门构位局会校业司关".contains(c)) && content.len() <= LONGEST_ADDRESS;
    let next = cx.outline.part(Part::Body).nth(1)?.span.of(cx.text);
    let begins =
        next.starts_with(['为', '根', '按', '现', '近', '经', '依', '鉴']) && next.contains(['，', ',']);
    (first && listed && closed && begins).then(|| Text::of(cx, line.span))
}

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
    let note = || {
        let title_at = cx.outline.title?.end;
        let below = cx.outline.part(Part::Masthead).filter(|l| l.span.start >= title_at);
        below
            .filter(|l| {
                let content = l.span.of(cx.text);
                signed(content) == Some(0) || (is_note(content) && content.contains('日'))
            })
            .find_map(|l| dates_in(cx.text, l.span).next())
    };
    let in_line = || signed_in_line(cx).map(|(date, span, _)| (date, span));
    let (date, span) = signature
        .or_else(note)
        .or_else(|| behind_title(cx))
        .or_else(in_line)
        .or_else(|| keyed(cx, &SIGNED_KEYS))?;
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

/// Names of the fields of a page that hold the day of signing, of issuing and of publishing.
static SIGNED_KEYS: WordSet = WordSet::of("masthead_words", "signed_key");
static ISSUED_KEYS: WordSet = WordSet::of("masthead_words", "issued_key");
static PUBLISHED_KEYS: WordSet = WordSet::of("masthead_words", "published_key");

/// The date right behind one of the field names on the page: 成文日期：2024年5月6日.
fn keyed(cx: &Context<'_>, keys: &WordSet) -> Option<(jiff::civil::Date, Span<Norm>)> {
    let lines = cx.outline.part(Part::Portal).filter(|l| l.span.len() <= LONGEST_FIELDS);
    lines.into_iter().find_map(|line| {
        let content = line.span.of(cx.text);
        keys.words().iter().find_map(|key| {
            let at = line.span.start as usize + content.find(key)? + key.len();
            let (date, span) = dates_in(cx.text, Span::at(at, line.span.end as usize)).next()?;
            let gap = cx.text.get(at..span.start as usize)?;
            gap.chars().all(|c| " :：】]|\t\u{3000}".contains(c)).then_some((date, span))
        })
    })
}

/// 印发日期 of the colophon, or of the page.
pub(super) fn issued_on(cx: &Context<'_>) -> Option<DateAt> {
    colophon_date(cx).or_else(|| keyed(cx, &ISSUED_KEYS).map(|(date, span)| DateAt { date, span }))
}

fn colophon_date(cx: &Context<'_>) -> Option<DateAt> {
    let line = cx.outline.part(Part::Colophon).find(|l| {
        let content = l.span.of(cx.text);
        content.ends_with('印') || content.contains("印发") || content.contains("印制")
    })?;
    dates_in(cx.text, line.span).last().map(|(date, span)| DateAt { date, span })
}

/// 发布日期 of the page.
pub(super) fn published_on(cx: &Context<'_>) -> Option<DateAt> {
    static KEYS: WordSet = WordSet::of("masthead_words", "date_key");
    let lines = || cx.outline.part(Part::Portal).filter(|l| l.span.len() <= LONGEST_FIELDS);
    let dated = |l: &crate::outline::Line| dates_in(cx.text, l.span).next();
    // 成文日期 and 印发日期 end in a bare 日期 too.
    let other = |l: &str| SIGNED_KEYS.is_in(l) || ISSUED_KEYS.is_in(l);
    let bare = || {
        let of_page =
            |l: &&crate::outline::Line| KEYS.is_in(l.span.of(cx.text)) && !other(l.span.of(cx.text));
        lines().filter(of_page).find_map(dated)
    };
    let stamp =
        || lines().find(|l| l.span.of(cx.text).starts_with(|c: char| c.is_ascii_digit())).and_then(dated);
    let record = || {
        let first = cx.outline.lines.first()?;
        crate::outline::pattern::record(first.span.of(cx.text)).and_then(|_| dated(first))
    };
    let named = keyed(cx, &PUBLISHED_KEYS);
    let found = named
        .or_else(bare)
        .or_else(stamp)
        .or_else(record)
        .or_else(|| lines().find_map(|l| stamped(cx, l.span)));
    let (date, span) = found?;
    Some(DateAt { date, span })
}

/// 某发布2023-03-1920:08发表于某地: the stamp of an account, its day and hour without a gap between.
fn stamped(cx: &Context<'_>, line: Span<Norm>) -> Option<(jiff::civil::Date, Span<Norm>)> {
    let content = line.of(cx.text);
    let at = content.find("20").filter(|_| content.contains(':'))?;
    let (day, hour) = (content.get(at..at + 10)?, content.get(at + 10..)?.trim_start());
    let clock =
        hour.get(..5)?.bytes().enumerate().all(|(i, b)| if i == 2 { b == b':' } else { b.is_ascii_digit() });
    let date = day.parse().ok().filter(|_| clock)?;
    let start = line.start as usize + at;
    Some((date, Span::at(start, start + day.len())))
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
    // 甲市人民政府令 and, on the next line, 第32号.
    let of_order = || {
        numbers.iter().take_while(|n| n.span.start < HEAD_BYTES).find(|n| {
            let line = cx.outline.line_holding(n.span.start);
            n.body_code.as_ref().is_some_and(|code| code.ends_with('令'))
                && line.is_some_and(|l| n.span.contains(l.span))
        })
    };
    let found = masthead.or_else(portal).or_else(behind_title).cloned().or_else(beside_title);
    found.or_else(|| before_title().or_else(of_order).cloned())
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
        let first = line.span.start == number.span.start;
        return joins(number.span.end, title.start).filter(|()| first).map(|()| number.clone());
    }
    if number.span.start >= title.end {
        return joins(title.end, number.span.start).map(|()| number.clone());
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

/// Whether 文号 or a like key stands before the place in its line.
fn follows_key(cx: &Context<'_>, at: u32) -> bool {
    let line = cx.outline.line_holding(at);
    let before = line.and_then(|l| cx.text.get(l.span.start as usize..at as usize)).unwrap_or("");
    before.trim_end_matches([':', '：', ' ', '】', ']']).ends_with("号") || before.is_empty()
}
