//! Making a normative document: what it repeals, who decided when, and what the text shows of fair competition review.

use std::sync::LazyLock;

use crate::lexicon::Regex;
use memchr::memmem::Finder;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::facts::citation::CitationRole;
use crate::facts::date::dates_in;
use crate::facts::review::{Regime, ReviewClass};
use crate::lexicon::{Terms, WordSet};
use crate::outline::Sentence;

/// Words a clause that gives way to the new paper cannot do without.
static GIVES_WAY: LazyLock<Vec<Finder<'static>>> = LazyLock::new(|| {
    static WORDS: WordSet = WordSet::of("rule_words", "gives_way");
    WORDS.words().iter().map(|word| Finder::new(*word)).collect()
});
/// Words of which [`BLANKET`] needs one: how the old differs, or that all of it goes.
static CLASHES: LazyLock<Terms> = LazyLock::new(|| {
    let differs = DIFFERS.trim_start_matches("(?:").trim_end_matches(')').split('|');
    Terms::new(differs.chain(["一律废止", "一律作废", "一律失效", "一律停止执行", "同时废止", "予以废止"]))
});
/// What tells a repealed paper from others beside a number.
static NUMBERED: WordSet = WordSet::of("rule_words", "numbered");
/// Those whom a paper that touches business names.
static OPERATORS: WordSet = WordSet::of("rule_words", "operator");
/// Words of a notice that says why it asks in less time.
static SHORTER: WordSet = WordSet::of("rule_words", "shorter");
/// Words for not agreeing.
const DIFFERS: &str = "(?:不一致|不符|不相符|冲突|抵触|矛盾|相悖|不同|有出入)";
/// 此前规定与本办法不一致的，以本办法为准; 以前的规定一律废止.
static BLANKET: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let own = r"[《“〈]?(?:[[一-鿿]]{0,4}(?:办法|规定|细则|规则|通知|通告|公告|意见|决定|措施|方案|政策|文件|规程|指南|标准|调整))(?:（[^（）]{1,6}）)?[》”〉]?";
    let new = "(?:调整|优化|修订|修改|完善|变更)后的?(?:政策|规定|办法|标准|内容)?";
    let differs = DIFFERS;
    let pattern = format!(
        r"(?x)
        (?:以前|此前|之前|先前|以往|过去|原有?|现行|现有|已?(?:出台|发布|印发|制定)|我[市县区省州]|本[市县区省州]|有关|相关|凡|其他|其它|前期|施行前)
        [^。；，]{{0,40}}?(?:规定|政策|文件|措施|要求|办法|标准|通知|流程|内容|事项|的)
        [^。；，]{{0,20}}?(?:与|同|和)(?:本{own}|此)[^。；，]{{0,10}}{differs}[^。；，]{{0,4}}，?
        (?:均|一律|应当?|统一)?(?:以本{own}[^。；，]{{0,4}}为准|以此为准|按照?本{own}[^。；，]{{0,6}}执行|(?:执行|适用)本{own}[^。；，]{{0,6}}|(?:按照?|执行|以){new}(?:执行|为准)?|一律废止|予以废止|同时废止|自行废止|停止执行|不再执行)
        |(?:本{own}[^。；]{{0,12}}|如)?与(?:[[一-鿿]]{{1,6}}?[市县区省州])?(?:以前|此前|之前|原有?|现行|以往|已|先前)[^。；，]{{0,14}}{differs}[^。；，]{{0,4}}，?(?:均|一律)?(?:以本{own}[^。；，]{{0,4}}为准|按照?本{own}[^。；，]{{0,6}}执行|执行本{own}[^。；，]{{0,6}})
        |(?:以前|此前|之前|以往|过去|原有?)[^。；，《》]{{0,16}}(?:规定|文件|政策|办法)[^。；《》，]{{0,6}}，?(?:均|即行|同时)?一律(?:废止|作废|失效|停止执行)
        |(?:以前|此前|之前|以往|过去|原有?)[^。；，《》]{{0,24}}?(?:有关|相关|其[他它]|各[类项])[^。；，《》]{{0,16}}(?:规定|文件|政策|办法)，?(?:同时|均|均予以|予以)废止
        "
    );
    Regex::lean(&pattern).ok()
});

/// The sentences of body and annexes in which one of the words stands, once each, in order.
fn sentences_with<'a>(cx: &RuleContext<'a>, words: &[Finder<'static>]) -> Vec<&'a Sentence> {
    let outline = cx.subject.outline;
    let mut found: Vec<usize> = words
        .iter()
        .flat_map(|word| word.find_iter(cx.subject.text().as_bytes()).collect::<Vec<_>>())
        .filter_map(|at| outline.sentence_at(crate::text::to_u32(at)))
        .collect();
    found.sort_unstable();
    found.dedup();
    let body = |s: &&Sentence| s.part.is_text();
    found.into_iter().filter_map(|i| outline.sentences.get(i)).filter(body).collect()
}

/// 概括式废止
pub(super) fn blanket_repeal(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    let mut flaws = Vec::new();
    for sentence in sentences_with(cx, &GIVES_WAY) {
        let start = sentence.text_start as usize;
        let content = text.get(start..sentence.span.end as usize).filter(|content| CLASHES.is_in(content));
        if let Some(found) = content.and_then(|content| BLANKET.as_ref()?.find(content)) {
            let span = crate::text::Span::at(start + found.start(), start + found.end());
            let words = content.and_then(|content| content.get(found.range())).unwrap_or_default();
            flaws.push(Flaw::at(span).with("match", words));
        }
    }
    let named = cx.subject.facts.citations.iter().find(|c| c.role == CitationRole::Repeals);
    match named {
        Some(named) if !flaws.is_empty() => {
            Judgement::pass("另行点名废止了具体文件，概括语句只作补充").evidence([named.span])
        }
        _ => Judgement::of(flaws, "没有概括式废止的语句"),
    }
}

/// 废止的文件没有写文号或者其他特定化的要素
pub(super) fn repeal_unnumbered(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let repealed: Vec<_> =
        cx.subject.facts.citations.iter().filter(|c| c.role == CitationRole::Repeals).collect();
    if repealed.is_empty() {
        return Judgement::not_applicable("文中没有废止其他文件");
    }
    let outline = cx.subject.outline;
    let is_bare = |span: crate::text::Span<crate::text::Norm>| {
        let sentence = outline.sentence_holding(span.start);
        // 2013年11月29日…第40次常务会议通过的, 政府令第12号: told apart by other means than a number.
        sentence.is_some_and(|s| {
            let content = s.span.of(cx.subject.text());
            !NUMBERED.is_in(content)
        })
    };
    let unnumbered = repealed.iter().filter(|c| c.number.is_none() && c.title.is_some() && is_bare(c.span));
    let flaws = unnumbered.map(|c| Flaw::at(c.span).with("title", c.title.as_deref().unwrap_or("")));
    Judgement::of(flaws.collect(), "废止的文件都写明了文号或通过日期")
        .evidence(repealed.first().map(|c| c.span))
}

/// 部门文件废止政府文件
pub(super) fn repeal_above(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let bodies = &cx.subject.facts.metadata.issuing_body;
    let repealed: Vec<_> =
        cx.subject.facts.citations.iter().filter(|c| c.role == CitationRole::Repeals).collect();
    if repealed.is_empty() {
        return Judgement::not_applicable("文中没有废止其他文件");
    }
    if bodies.is_empty() {
        return Judgement::undecided("这份文本看不出制发机关").evidence(repealed.first().map(|c| c.span));
    }
    let is_department = bodies.iter().all(|b| !b.text.contains("政府") && !b.text.contains("国务院"));
    let is_of_government = |title: &str| {
        title.find("人民政府").is_some_and(|at| !title.get(..at).unwrap_or("").contains("关于"))
    };
    let text = cx.subject.text();
    let is_agreed = text.contains("政府同意") || text.contains("政府批准") || text.contains("政府授权");
    let flaws: Vec<Flaw> = repealed
        .iter()
        .filter(|c| is_department && !is_agreed && c.title.as_deref().is_some_and(is_of_government))
        .map(|c| Flaw::at(c.span).with("title", c.title.as_deref().unwrap_or("")))
        .collect();
    Judgement::of(flaws, "没有越权废止").evidence(repealed.first().map(|c| c.span))
}

/// 会议在成文之后
pub(super) fn decided_after_signing(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    static MEETING: LazyLock<[Finder<'static>; 1]> = LazyLock::new(|| [Finder::new("会议")]);
    static DECIDED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?:已经|业经|[，；：》]经|^经)[^。；]{0,40}会议?[^。；，]{0,8}(?:审议|讨论|研究|审定)?(?:通过|同意|决定)").ok()
    });
    let Some(signed) = &cx.subject.facts.metadata.signed_on else {
        return Judgement::not_applicable("没有成文日期可以比较");
    };
    let text = cx.subject.text();
    let (mut seen, mut flaws) = (None, Vec::new());
    for sentence in sentences_with(cx, &*MEETING) {
        let Some(found) = DECIDED.as_ref().and_then(|r| r.find(sentence.span.of(text))) else { continue };
        let start = sentence.span.start as usize;
        let span = crate::text::Span::at(start + found.start(), start + found.end());
        let Some((date, at)) = dates_in(text, span).next() else { continue };
        seen = seen.or(Some(at));
        if date > signed.date {
            let flaw = Flaw::at(at).with("match", date.to_string()).with("signed", signed.date.to_string());
            flaws.push(flaw.related(signed.span, "成文日期"));
        }
    }
    match seen {
        Some(at) => Judgement::of(flaws, "会议在成文之前").evidence([at]),
        None => Judgement::not_applicable("文中没有写审议会议的日期"),
    }
}

/// 公平竞争审查的证据: never fails, says which paper decides.
pub(super) fn fair_competition(cx: &RuleContext<'_>, params: &Params) -> Judgement {
    let reviews = &cx.subject.facts.reviews;
    let shown =
        reviews.iter().find(|r| r.regime == Regime::FairCompetition && r.class == ReviewClass::Evidence);
    if let Some(shown) = shown {
        return Judgement::pass("文中写明经过公平竞争审查；审查结论仍应在卷").evidence([shown.span]);
    }
    static OPERATORS: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new("经营者|市场主体|经营主体|企业|招标|政府采购|招商引资").ok());
    let Some(at) = OPERATORS.as_ref().and_then(|regex| regex.find(cx.subject.text())) else {
        return Judgement::not_applicable("没有涉及经营者的内容");
    };
    let paper = params.get("paper").map_or("公平竞争审查结论", String::as_str);
    Judgement::undecided(format!("涉及经营者，正文看不出是否经过公平竞争审查；请核对{paper}"))
        .evidence([crate::text::Span::at(at.start(), at.end())])
}

/// 公开征求意见的时间短
pub(super) fn consultation_too_short(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    static ASKS: LazyLock<[Finder<'static>; 1]> = LazyLock::new(|| [Finder::new("征求意见")]);
    static PERIOD: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let end = r"(?:[0-9]{4}年)?(?:[0-9]{1,2}月)?[0-9]{1,2}日";
        Regex::new(&format!(r"(?P<from>(?:[0-9]{{4}}年)?[0-9]{{1,2}}月[0-9]{{1,2}}日)(?:起)?(?:至|到|—|-|－|~|～){{1,2}}(?P<to>{end})")).ok()
    });
    /// Days that are enough for papers that touch business.
    const ENOUGH: i32 = 30;
    let text = cx.subject.text();
    let is_asking = cx.subject.facts.metadata.title.as_ref().is_some_and(|t| t.text.contains("征求"));
    if !is_asking || !OPERATORS.is_in(text) {
        return Judgement::not_applicable("不是涉及经营者的征求意见公告");
    }
    for sentence in sentences_with(cx, &*ASKS) {
        let content = sentence.span.of(text);
        let start = sentence.span.start as usize;
        let period = PERIOD.as_ref().and_then(|r| r.captures(content)).and_then(|found| {
            let (all, days) = (found.get(0)?, period_days(&found)?);
            Some((crate::text::Span::at(start + all.start(), start + all.end()), days))
        });
        let Some((span, days)) = period.or_else(|| days_left(cx, sentence.span)) else { continue };
        if days >= ENOUGH || SHORTER.is_in(content) {
            return Judgement::pass(format!("公开征求意见 {days} 日")).evidence([span]);
        }
        return Judgement::of(
            vec![Flaw::at(span).with("match", span.of(text)).with("days", days.to_string())],
            "",
        );
    }
    Judgement::undecided("公告里没有写明可以计算的征求意见时间；请核对公告")
}

/// Days from the date of the notice to the day before which answers are asked for: 请于6月9日前反馈.
fn days_left(
    cx: &RuleContext<'_>,
    sentence: crate::text::Span<crate::text::Norm>,
) -> Option<(crate::text::Span<crate::text::Norm>, i32)> {
    static DUE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"[于在](?:(?P<y>[0-9]{4})年)?(?P<m>[0-9]{1,2})月(?P<d>[0-9]{1,2})日(?:[0-9]{1,2}[时点：:][0-9]{0,2})?[之以]?前").ok()
    });
    let signed = cx.subject.facts.metadata.signed_on.as_ref()?.date;
    let found = DUE.as_ref()?.captures(sentence.of(cx.subject.text()))?;
    let number = |name: &str| found.name(name).and_then(|n| n.as_str().parse::<i16>().ok());
    let (month, day) = (i8::try_from(number("m")?).ok()?, i8::try_from(number("d")?).ok()?);
    let due = jiff::civil::Date::new(number("y").unwrap_or(signed.year()), month, day).ok()?;
    // A day before the notice is one of the next year, or of something else.
    let days = signed.until(due).ok()?.get_days();
    let all = found.get(0)?;
    let start = sentence.start as usize;
    (days > 0).then(|| (crate::text::Span::at(start + all.start(), start + all.end()), days))
}

/// The year of a period without one.
const SOME_YEAR: i16 = 2023;

/// Days of a period, both ends counted; the beginning may leave out the year, the end year and month.
fn period_days(found: &crate::lexicon::Captures<'_>) -> Option<i32> {
    let numbers = |text: &str| -> Vec<i16> {
        text.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect()
    };
    let day = |parts: &[i16]| match *parts {
        [y, m, d] => jiff::civil::Date::new(y, i8::try_from(m).ok()?, i8::try_from(d).ok()?).ok(),
        _ => None,
    };
    // A notice that leaves out the year asks within one; which, matters for the length of February alone.
    let mut from = numbers(found.name("from")?.as_str());
    if from.len() == 2 {
        from.insert(0, SOME_YEAR);
    }
    let to = numbers(found.name("to")?.as_str());
    let missing = 3usize.checked_sub(to.len())?;
    let whole: Vec<i16> = from.iter().take(missing).chain(&to).copied().collect();
    Some(day(&from)?.until(day(&whole)?).ok()?.get_days() + 1)
}
