//! How the document's own date is written, and whether its number is of the same year.

use memchr::memmem;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::facts::metadata::Stage;
use crate::outline::Part;
use crate::text::Span;

/// The signing date as printed, when it stands in the signature block or under the title and not in a portal's line.
fn signed<'a>(cx: &'a RuleContext<'_>) -> Option<(crate::text::Span<crate::text::Norm>, &'a str)> {
    let at = cx.subject.facts.metadata.signed_on.as_ref()?.span;
    let outline = cx.subject.outline;
    let line = outline.line_holding(at.start)?;
    (line.part != Part::Portal && !at.is_empty()).then(|| (at, cx.subject.document.raw_of(at)))
}

/// 成文日期用汉字
pub(super) fn han_date(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let Some((at, raw)) = signed(cx) else { return Judgement::not_applicable("文中没有成文日期") };
    // The history of a regulation of Taiwan follows other rules.
    if raw.starts_with(['中']) {
        return Judgement::not_applicable("文首沿革中的日期不是公文落款");
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
    let signed = signed(cx);
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
    places.collect()
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
