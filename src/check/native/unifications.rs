//! 三统一: registration number, 规 number, issuing body, and what the text claims about them.

use std::sync::LazyLock;

use crate::lexicon::Regex;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::check::place::lies_in;
use crate::facts::unification::UnificationClass;
use crate::outline::Part;
use crate::rulepack::Scope;

/// Something that looks like a registration number with letters; the digits tell whether it is whole.
static LETTERED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[A-Z]{2,4}[PCD]R[-—–－─]{1,2}(20[0-9]{2})[-—–－─]{1,2}([0-9]+)").ok());
/// Bodies that may not issue normative documents: working bodies and offices within an organ.
static INNER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let bodies = r"(?:领导小组|协调小组|工作小组|指挥部|联席会议|工作专班)(?:办公室)?$|(?:局|委|委员会|厅|府)[[一-鿿]]{2,8}(?:科|股|科室)$";
    Regex::new(bodies).ok()
});

/// 登记号缺失
pub(super) fn registration_missing(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let metadata = &cx.subject.facts.metadata;
    if let Some(number) = &metadata.registration_number {
        return Judgement::pass("有登记号").evidence([number.span]);
    }
    let Some(profile) = cx.profile else { return Judgement::not_applicable("没有可用的地区规则") };
    let Some(setting) = &profile.registration else {
        return Judgement::not_applicable(format!("{}没有统一登记号制度的规定可查", profile.name));
    };
    if setting.on(cx.subject.date()).is_none() {
        let reason =
            format!("{}的登记号制度依据未核实，或文件日期不在其施行期内；请对照省级规定核对", profile.name);
        return Judgement::undecided(reason);
    }
    // The red head (××文件) shows that the copy kept its head; only then can the number be said to be missing.
    let outline = cx.subject.outline;
    let has_head = outline.part(Part::Masthead).any(|l| l.span.of(cx.subject.text()).ends_with("文件"));
    match metadata.doc_number.as_ref().filter(|_| has_head) {
        Some(number) => {
            let flaw = Flaw::at(number.span).with("profile", profile.name.as_str());
            Judgement::of(vec![flaw.with("basis", setting.basis.as_str())], "")
        }
        None => Judgement::undecided(
            "这份文本没有完整的版头，登记号可能在印发稿首页或网页元数据“统一登记号”一栏；请以印发稿判断",
        ),
    }
}

/// 登记号格式、地区、年份
pub(super) fn registration_form(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let metadata = &cx.subject.facts.metadata;
    let text = cx.subject.text();
    let Some(number) = &metadata.registration_number else { return malformed(cx) };
    let mut flaws = Vec::new();
    let region = scheme_region(&number.scheme);
    if let Some(place) =
        metadata.jurisdiction.as_deref().filter(|place| !region.is_empty() && !lies_in(place, region))
    {
        let why = format!("这是{region}的编号式样，而文件属于{place}");
        flaws.push(Flaw::at(number.span).with("match", number.span.of(text)).with("why", why));
    }
    let year = number
        .span
        .of(text)
        .find("20")
        .and_then(|at| number.span.of(text).get(at..at + 4)?.parse::<i16>().ok());
    if let (Some(year), Some(date)) = (year, metadata.date()) {
        // Registered in December, issued in January: one year apart is in order.
        if (date.year() - year).abs() > 1 {
            let why = format!("登记年份 {year} 与文件日期 {date} 相差一年以上");
            flaws.push(Flaw::at(number.span).with("match", number.span.of(text)).with("why", why));
        }
    }
    Judgement::of(flaws, "登记号的式样、地区和年份相符").evidence([number.span])
}

/// A lettered number in the head whose digits are too few or too many.
fn malformed(cx: &RuleContext<'_>) -> Judgement {
    let text = cx.subject.text();
    let Some(regex) = LETTERED.as_ref() else { return Judgement::not_applicable("") };
    for window in cx.scopes.all(Scope::Head) {
        let Some(found) = regex.captures(window.span.of(text)) else { continue };
        let digits = found.get(2).map_or(0, |m| m.len());
        if let Some(whole) = found.get(0).filter(|_| digits != 5 && digits != 7) {
            let start = window.span.start as usize;
            let span = crate::text::Span::at(start + whole.start(), start + whole.end());
            let why = format!("末段有 {digits} 位数字，应为 5 位（湖南）或 7 位（山东）");
            return Judgement::of(vec![Flaw::at(span).with("match", whole.as_str()).with("why", why)], "");
        }
    }
    Judgement::not_applicable("文中没有登记号")
}

/// The province or city of a number scheme.
fn scheme_region(scheme: &str) -> &'static str {
    let Some(table) = crate::lexicon::Lexicon::embedded().find("number_schemes") else { return "" };
    let region = table.column("region");
    let row = table.rows().find(|row| row.first().is_some_and(|name| *name == scheme));
    let full = row.and_then(|row| row.get(region)).copied().unwrap_or("");
    full.find(['省', '区']).and_then(|end| full.get(..end + '省'.len_utf8())).unwrap_or("")
}

/// 未用规范性文件专用文号
pub(super) fn gui_number(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let Some(profile) = cx.profile else { return Judgement::not_applicable("没有可用的地区规则") };
    if profile.gui_number.as_ref().and_then(|s| s.on(cx.subject.date())) != Some(&true) {
        return Judgement::not_applicable(format!("{}没有专用“规”字文号的要求可查", profile.name));
    }
    let Some(number) = &cx.subject.facts.metadata.doc_number else {
        return Judgement::undecided("这份文本没有发文字号；请以印发稿判断");
    };
    if number.body_code.as_deref().is_some_and(|code| code.contains('规')) {
        return Judgement::pass("用了“规”字文号").evidence([number.span]);
    }
    let flaw = Flaw::at(number.span)
        .with("match", number.span.of(cx.subject.text()))
        .with("profile", profile.name.as_str())
        .with("basis", profile.gui_number.as_ref().map_or("", |s| s.basis.as_str()));
    Judgement::of(vec![flaw], "")
}

/// 以内设机构、议事协调机构名义制发
pub(super) fn inner_body(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let bodies = &cx.subject.facts.metadata.issuing_body;
    if bodies.is_empty() {
        return Judgement::undecided("这份文本看不出制发机关；请以印发稿的版头和落款判断");
    }
    let inner = bodies.iter().filter(|b| INNER.as_ref().is_some_and(|regex| regex.is_match(&b.text)));
    // Issued jointly with an organ, the organ answers for it.
    let flaws: Vec<Flaw> = inner.map(|b| Flaw::at(b.span).with("match", b.text.as_str())).collect();
    if flaws.len() < bodies.len() {
        return Judgement::pass("制发机关是行政机关").evidence(bodies.iter().map(|b| b.span));
    }
    Judgement::of(flaws, "")
}

/// 文中声称落实三统一
pub(super) fn claim(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let sentences = &cx.subject.facts.unifications;
    let claims: Vec<_> =
        sentences.iter().filter(|u| u.class == UnificationClass::Claim).map(|u| u.span).collect();
    if claims.is_empty() {
        return Judgement::not_applicable("文中没有关于三统一的声称");
    }
    let reason = format!(
        "文中有 {} 处声称落实三统一，已记录；声称是否属实要查同期文件的登记号和文号，本文件不能判断",
        claims.len()
    );
    Judgement::undecided(reason).evidence(claims.into_iter().take(3))
}
