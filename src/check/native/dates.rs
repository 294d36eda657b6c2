//! How the document's own date is written, and whether its number is of the same year.

use jiff::civil::Date;
use memchr::memmem;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::document::Script;
use crate::facts::date::{date_at, dates_in};
use crate::facts::metadata::Stage;
use crate::lexicon::WordSet;
use crate::outline::Part;
use crate::text::{Norm, Span, parse_numeral, to_u32};

/// What the name of a day of the week begins with.
static WEEK: WordSet = WordSet::of("rule_words", "week");
/// The days of the week in order; the last two are one.
const DAYS: &str = "一二三四五六日天";

/// What a year of the Republic of China begins with when it is written out.
const REPUBLIC: &str = "中华民国";

/// The signing date as printed, when it stands in the signature block or under the title and not in a portal's line.
fn signed<'a>(cx: &'a RuleContext<'_>) -> Option<(Span<Norm>, &'a str)> {
    let at = cx.subject.facts.metadata.signed_on.as_ref()?.span;
    let outline = cx.subject.outline;
    let line = outline.line_holding(at.start)?;
    (line.part != Part::Portal && !at.is_empty()).then(|| (at, cx.subject.document.raw_of(at)))
}

/// The same, unless it is what a field of the page says: 发文日期：2018-05-08.
fn printed<'a>(cx: &'a RuleContext<'_>) -> Option<(Span<Norm>, &'a str)> {
    let is_field = |at: Span<Norm>| {
        let before = cx.subject.text().get(..at.start as usize).unwrap_or("");
        before.trim_end_matches([' ', '\u{3000}', '\t']).ends_with(['：', ':'])
    };
    signed(cx).filter(|(at, _)| !is_field(*at))
}

/// 成文日期用汉字
pub(super) fn han_date(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let Some((at, raw)) = printed(cx) else { return Judgement::not_applicable("文中没有成文日期") };
    // The history of a regulation of Taiwan follows other rules.
    if raw.starts_with(['中']) {
        return Judgement::not_applicable("文首沿革中的日期不是公文落款");
    }
    // Papers of Macau and Hong Kong write their days in characters.
    let text = cx.subject.text();
    let is_elsewhere = cx.subject.document.script == Script::Traditional
        && ["澳门特别行政区", "香港特别行政区"].iter().any(|place| text.contains(place));
    if is_elsewhere {
        return Judgement::not_applicable("港澳文件的日期按当地惯例书写");
    }
    // 二0一八年: a figure that stands for 〇.
    let is_figure = |c: char| c.is_ascii_digit() && c != '0';
    let is_han = raw.contains(['〇', '○', '零', '一', '二']) && !raw.contains(is_figure);
    let flaws = is_han.then(|| Flaw::at(at).with("match", raw.trim()));
    Judgement::of(flaws.into_iter().collect(), "成文日期用阿拉伯数字").evidence([at])
}

/// 成文日期补零、用点；正文日期补零
pub(super) fn padded_date(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let in_body = padded_in_body(cx);
    let signed = printed(cx);
    if signed.is_none() && in_body.is_empty() {
        return Judgement::not_applicable("文中没有成文日期");
    }
    let is_odd = |raw: &str| {
        let is_dotted = !raw.contains('年')
            && raw.contains(['.', '/', '-'])
            && raw.starts_with(|c: char| c.is_ascii_digit());
        raw.contains("年0") || raw.contains("月0") || is_dotted
    };
    let at = signed.map(|(at, _)| at);
    let odd = signed.filter(|(_, raw)| is_odd(raw));
    let flaw = odd.map(|(at, raw)| Flaw::at(at).with("match", raw.trim()).with("what", "成文日期"));
    let mut flaws: Vec<Flaw> = flaw.into_iter().chain(in_body).collect();
    flaws.sort_by_key(|f| f.span);
    flaws.dedup_by(|b, a| a.span.overlaps(b.span));
    Judgement::of(flaws, "日期书写规范").evidence(at)
}

/// Dates of the body whose month or day is padded: 2022年11月01日.
fn padded_in_body(cx: &RuleContext<'_>) -> Vec<Flaw> {
    let text = cx.subject.text();
    let is_paper = cx.subject.facts.metadata.normative.value != Some(false);
    let places = memmem::find_iter(text.as_bytes(), "月0").filter(|_| is_paper).filter_map(|at| {
        let rest = text.get(at + "月0".len()..)?;
        let is_day = rest.starts_with(|c: char| c.is_ascii_digit()) && rest.get(1..)?.starts_with('日');
        let month = text.get(..at)?.trim_end_matches(|c: char| c.is_ascii_digit());
        let year = month.strip_suffix('年')?.trim_end_matches(|c: char| c.is_ascii_digit());
        let span = Span::at(year.len(), at + "月01日".len());
        let line = cx.subject.outline.line_holding(span.start).filter(|l| l.part == Part::Body)?;
        let is_within = is_day && year.len() + "2022年".len() <= month.len() && line.span.contains(span);
        is_within.then(|| Flaw::at(span).with("match", span.of(text)).with("what", "日期"))
    });
    places.chain(dotted_in_body(cx)).collect()
}

/// Dates of the body with points for 年 and 月, and 日 all the same: 2022.11.1日.
fn dotted_in_body<'a>(cx: &'a RuleContext<'_>) -> impl Iterator<Item = Flaw> + 'a {
    let text = cx.subject.text();
    memmem::find_iter(text.as_bytes(), "日").filter_map(move |at| {
        let before = text.get(..at).filter(|b| b.ends_with(|c: char| c.is_ascii_digit()))?;
        let start = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
        let parts: Vec<usize> = before.get(start..)?.split('.').map(str::len).collect();
        let line = cx.subject.outline.line_holding(to_u32(start)).filter(|l| l.part == Part::Body)?;
        let span = Span::at(start, at + "日".len());
        let is_date = matches!(parts.as_slice(), [4, 1 | 2, 1 | 2]) && line.span.contains(span);
        is_date.then(|| Flaw::at(span).with("match", span.of(text)).with("what", "日期"))
    })
}

/// 文号年份与成文日期不同年
pub(super) fn number_year(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let metadata = &cx.subject.facts.metadata;
    let number = metadata.doc_number.as_ref().filter(|n| !n.span.is_empty());
    let year = number.and_then(|n| i16::try_from(n.year?).ok());
    let (Some(number), Some(year), Some((at, _))) = (number, year, signed(cx)) else {
        return Judgement::not_applicable("文中没有文号或者成文日期");
    };
    let Some(date) = metadata.signed_on.as_ref().map(|signed| signed.date) else {
        return Judgement::not_applicable("文中没有成文日期");
    };
    // In January the number is often still one of the year before.
    let is_late = date.month() == 1 && date.year() == year + 1;
    let flaw = (date.year() != year && !is_late).then(|| {
        let flaw = Flaw::at(number.span).with("match", number.span.of(cx.subject.text()).trim());
        flaw.with("date", date.to_string()).related(at, "成文日期")
    });
    Judgement::of(flaw.into_iter().collect(), "文号年份与成文日期同年").evidence([number.span, at])
}

/// 全文到署名为止，没有成文日期
pub(super) fn signature_date(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let metadata = &cx.subject.facts.metadata;
    let text = cx.subject.text();
    let last = cx.subject.outline.lines.iter().rfind(|l| !l.span.is_empty());
    let signed = last.filter(|line| {
        let words = line.span.of(text).trim();
        line.part == Part::Signature && metadata.issuing_body.iter().any(|body| body.text == words)
    });
    let Some(line) = signed.filter(|_| metadata.stage != Stage::Draft) else {
        return Judgement::not_applicable("文末不是发文机关署名");
    };
    if metadata.date().is_some() {
        return Judgement::pass("写有日期").evidence([line.span]);
    }
    let flaw = Flaw::at(line.span).with("match", line.span.of(text).trim());
    Judgement::of(vec![flaw], "写有日期")
}

/// Dates of a line by years of the Republic of China that the line does not name: 106年1月4日.
fn of_republic(text: &str, line: Span<Norm>) -> Vec<(Date, Span<Norm>)> {
    let words = line.of(text);
    let dates = words.match_indices('年').filter_map(|(at, _)| {
        let head = words.get(..at)?.trim_end();
        let start = head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let is_year = matches!(head.len() - start, 2 | 3);
        let full = format!("{REPUBLIC}{}", words.get(start..).filter(|_| is_year)?);
        let (date, span) = date_at(&full, 0)?;
        let from = line.start as usize + start;
        Some((date, Span::at(from, from + span.end as usize - REPUBLIC.len())))
    });
    dates.collect()
}

/// 日期与星期对不上
pub(super) fn weekday_differs(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    let lines = cx.subject.outline.lines.iter();
    // Few papers name a weekday.
    let is_named = WEEK.is_in(text);
    let lines = lines.filter(|l| is_named && l.part.is_text() && WEEK.is_in(l.span.of(text)));
    let mut seen = Vec::new();
    let mut flaws = Vec::new();
    let years_of_republic = cx.subject.document.script == Script::Traditional;
    let dates = lines.flat_map(|line| {
        let bare = years_of_republic.then(|| of_republic(text, line.span));
        dates_in(text, line.span).chain(bare.into_iter().flatten()).collect::<Vec<_>>()
    });
    for (date, at) in dates {
        let Some(behind) = text.get(at.end as usize..) else { continue };
        let name = behind.trim_start_matches([' ', '（', '(', '　']);
        let Some(day) = WEEK.behind(name).and_then(|rest| rest.chars().next()) else { continue };
        let Some(said) = DAYS.chars().position(|c| c == day) else { continue };
        let end = at.end as usize + behind.find(day).unwrap_or(0) + day.len_utf8();
        let span = Span::at(at.start as usize, end);
        seen.push(span);
        let is = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(said);
        if is != said.min(6) {
            let right: String = DAYS.chars().nth(is).into_iter().collect();
            flaws.push(Flaw::at(span).with("match", span.of(text)).with("right", right));
        }
    }
    if seen.is_empty() {
        return Judgement::not_applicable("文中没有写明星期的日期");
    }
    Judgement::of(flaws, "日期与星期相符").evidence(seen)
}

/// 日期残缺: 202210月15日, and a date below the signature that has lost its year.
pub(super) fn date_damaged(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    let mut seen = false;
    let glued = memmem::find_iter(text.as_bytes(), "月").filter_map(|at| {
        let before = text.get(..at)?;
        let start = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let figures = before.get(start..)?;
        seen |= !figures.is_empty();
        let (year, month) = (figures.get(..4)?, figures.get(4..)?);
        let is_year = year.starts_with("19") || year.starts_with("20");
        let is_month = month.parse::<u8>().is_ok_and(|m| (1..=12).contains(&m));
        let rest = text.get(at + "月".len()..)?;
        let day = rest.split('日').next().filter(|d| d.parse::<u8>().is_ok_and(|d| (1..=31).contains(&d)))?;
        let end = at + "月".len() + day.len() + "日".len();
        let is_alone = !before.get(..start)?.ends_with(['.', '-', '/']);
        (is_year && is_month && is_alone).then(|| Span::at(start, end))
    });
    let mut odd: Vec<Span<Norm>> = glued.collect();
    odd.extend(
        cx.subject
            .outline
            .lines
            .iter()
            .filter(|line| {
                let words = line.span.of(text).trim();
                let inside = words.strip_prefix('年').and_then(|rest| rest.strip_suffix('日'));
                let is_date = inside.and_then(|rest| rest.split_once('月')).is_some_and(|(month, day)| {
                    [month, day].iter().all(|n| parse_numeral(n).is_some_and(|n| (1..=31).contains(&n)))
                });
                is_date && !line.goes_on && line.part.is_text()
            })
            .map(|line| line.span),
    );
    if odd.is_empty() && !seen {
        return Judgement::not_applicable("文中没有日期");
    }
    let flaws = odd.into_iter().map(|at| Flaw::at(at).with("match", at.of(text).trim()));
    Judgement::of(flaws.collect(), "日期完整")
}
