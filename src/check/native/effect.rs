//! Taking and losing effect: stated validity, its length, and the day of taking effect against the day of signing.
//!
//! Limits come from the profile of the document's region. Where no read source sets one, the rule says so and decides nothing,
//! or falls back to the limit its file names.

use std::sync::LazyLock;

use crate::lexicon::Regex;
use jiff::ToSpan;
use jiff::civil::Date;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::facts::date::dates_in;
use crate::facts::metadata::Stage;
use crate::lexicon::WordSet;
use crate::outline::Part;
use crate::rulepack::Setting;
use crate::text::{Norm, Span, last_chars, parse_numeral};

/// 起 before a verb of taking effect marks the clause; some papers leave it out: 自某年某月某日生效.
static TAKES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:起(?:满?[0-9一二三四五六七八九十]{1,3}日后)?|日)(?:正式|开始|同步)?(?:施行|实施|实行|执行|生效|试行|启用)").ok()
});
/// Things that have a term of their own: 协议, 证.
static TERMED: WordSet = WordSet::of("rule_words", "termed");
/// How a paper may state its term in another form: how long or until when. 实施期间, a heading 执行时间 and 停止执行限购 state none.
static TERM: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let words = "(?:有效|试行|施行|实施|执行|暂行)期限?(?:暂定|延长|顺延|[为至到是：:自]|[0-9一二两三四五半])|长期有效|日停止执行|\
                 (?:执行|实施)时间(?:[为：:自]|[0-9])|(?:执行|实施|施行|试行)至|\
                 (?:试行|暂行|暂定|施行|实施|执行)[为到]?[0-9一二两三四五半]{1,3}(?:年|个月)|\
                 至[0-9]{4}年[^，。；]{0,12}(?:止|停止执行|失效|废止)";
    Regex::new(words).ok()
});
/// Characters before a term within its clause, days aside, up to which what lasts may be the paper: 本措施, 优惠政策.
const SUBJECT: usize = 8;
/// Titles under which 试行 and 暂行 belong to another paper.
static ABOUT_ANOTHER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("废止|失效|修改|修订|延长|延续|解读|清理|征求").ok());
/// Titles of papers that enclose another one, whose term counts, or that arrange a matter that is done with its day.
static ENCLOSING_OR_ONCE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let words = "印发|转发|下发|申报|征集|征求|评选|遴选|推荐|举办|召开|活动|会议|调查|检查|报送|招聘|考试|报名|公示|培训|表彰|\
                 成立|调整|节|年度|[0-9]{4}年";
    Regex::new(words).ok()
});
/// Words by which a paper without a masthead tells that it is of a place.
static OF_HERE: WordSet = WordSet::of("rule_words", "of_here");
/// Words by which a paper may tell from when or until when it counts.
static SPEAKS_OF_TIME: WordSet = WordSet::of("rule_words", "time_of_effect");
/// What a paper calls all of itself where it does not say 本通知: 以上政策自…起执行, 优化后政策自…. What one item grants is not it.
static ALL_OF_IT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let whole = "(?:以上|上述|前述)(?:各项|全部|所有)?|(?:优化|调整|修订|完善)后的?|新";
    let what = r"(?:政策|措施|规定|条款|意见|内容|调整|事项|标准)(?:措施|事项|规定|内容)?";
    Regex::new(&format!("^(?:{whole})(?:新出台的?)?{what}(?:均|统一|一律)?自")).ok()
});
/// What a measure lasts counted from a day is no term of the paper: 自本通知实施两年之内.
const COUNTED: [&str; 4] = ["内", "之内", "以内", "后"];
/// Words of a campaign that is over with its days.
static CAMPAIGN: WordSet = WordSet::of("rule_words", "campaign");
/// Why a paper may take effect at once.
static AT_ONCE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("突发|紧急|应急|疫情|防汛|抗旱|国家安全|重大公共利益|有碍|妨碍").ok());

/// Words by which a notice hands out what it encloses.
static SENT_TO: WordSet = WordSet::of("rule_words", "hands_out");
/// Fewest sentences of a paper that follows its notice.
const ENCLOSED: usize = 8;
/// Words at the beginning of a paper: 为贯彻落实, 根据.
static OPENS: WordSet = WordSet::of("rule_words", "opens");
/// Words of the clause that says who explains the paper.
const EXPLAINED: &str = "负责解释";
/// Words of the paragraph that closes a paper: 参照执行, 抓好落实.
static CLOSES: WordSet = WordSet::of("rule_words", "closes");
/// Most characters of that paragraph.
const CLOSING: usize = 150;

/// Days by which a paper may take effect before it is signed and still be a slip or an intended exception.
const LONGEST_SLIP: i32 = 183;

/// A clause 自…起施行 of the paper itself.
struct Clause<'a> {
    span: Span<Norm>,
    content: &'a str,
}

/// The last clause in which the paper speaks of its own taking effect.
fn own_clause<'a>(cx: &RuleContext<'a>) -> Option<Clause<'a>> {
    let text = cx.subject.text();
    let takes = TAKES.as_ref()?;
    let mut last = None;
    for found in takes.find_iter(text) {
        let index = cx.subject.outline.sentence_at(crate::text::to_u32(found.start()));
        let Some(sentence) = index.and_then(|i| cx.subject.outline.sentences.get(i)) else { continue };
        if !sentence.part.is_text() {
            continue;
        }
        let span = Span::new(sentence.text_start, sentence.span.end);
        let content = span.of(text);
        if !found.as_str().starts_with('起') && !content.contains('自') {
            continue;
        }
        // 《甲办法》自…起施行 tells of another paper.
        let is_own = content.starts_with('自')
            || tells_of_all(content)
            || content.find('本').is_some_and(|own| {
                content
                    .find('》')
                    .is_none_or(|end| own < end || content.get(end..).is_some_and(|tail| tail.contains('本')))
            });
        if is_own {
            last = Some(Clause { span, content });
        }
    }
    last
}

/// Whether a clause of the sentence begins with what the paper calls all of itself.
fn tells_of_all(content: &str) -> bool {
    ALL_OF_IT.as_ref().is_some_and(|all| content.split(['，', '；', '：']).any(|clause| all.is_match(clause)))
}

/// 没有写明有效期; `where = "profile"` judges by a region's rule, `where = "elsewhere"` hints where none was read.
pub(super) fn validity_missing(cx: &RuleContext<'_>, params: &Params) -> Judgement {
    let metadata = &cx.subject.facts.metadata;
    let stated = metadata.validity.as_ref().map(|v| v.span).or(metadata.expires_on.as_ref().map(|d| d.span));
    if let Some(span) = stated {
        return Judgement::pass("写明了有效期").evidence([span]);
    }
    let setting = cx.profile.and_then(|p| Some((p, *p.validity_years.as_ref()?.on(cx.subject.date())?)));
    if (params.get("where").map(String::as_str) == Some("profile")) != setting.is_some() {
        return Judgement::not_applicable(match setting {
            Some((profile, _)) => format!("{}对有效期有规定，由另一条规则判断", profile.name).into(),
            None => std::borrow::Cow::from("没有查到本地对有效期的规定"),
        });
    }
    let Some(clause) = own_clause(cx) else {
        return Judgement::undecided("这份文本没有施行条款，可能不全；请以印发稿判断");
    };
    let title = cx.subject.facts.metadata.title.as_ref().map_or("", |t| t.text.as_str());
    if ABOUT_ANOTHER.as_ref().is_some_and(|regex| regex.is_match(title)) {
        return Judgement::not_applicable("修改、废止、解读另一文件，有效期以那份文件为准");
    }
    if DECIDES.is_in(clause.content) {
        return Judgement::not_applicable("修改、废止另一文件的决定没有有效期");
    }
    if setting.is_none() && cx.subject.date().is_some_and(|date| date.year() < FIRST_TERMS) {
        return Judgement::not_applicable("文件印发时还没有有效期制度");
    }
    if may_state_term(cx.subject.text()) {
        return Judgement::undecided("文中另有关于期限的说法，请核对是否就是有效期").evidence([clause.span]);
    }
    let mut flaw = Flaw::at(clause.span).with("match", clause.content);
    if let Some((profile, years)) = setting {
        flaw = flaw.with("profile", profile.name.as_str()).with("years", years.to_string());
        flaw = flaw.with("basis", basis_of(profile.validity_years.as_ref()));
    }
    Judgement::of(vec![flaw], "")
}

/// What a decision calls itself.
static DECIDES: WordSet = WordSet::of("rule_words", "decides");
/// The year in which the State Council first asked for terms of validity (国发〔2010〕33号).
const FIRST_TERMS: i16 = 2010;

/// Where the setting a paper was judged by stands, for the basis of the finding.
fn basis_of<T>(setting: Option<&Setting<T>>) -> &str {
    setting.map_or("", |s| s.basis.as_str())
}

/// 未见施行日期和有效期: neither stands in a paper whose text is complete to its end.
pub(super) fn effect_unstated(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let metadata = &cx.subject.facts.metadata;
    let dates = [&metadata.effective_on, &metadata.expires_on];
    let stated = dates.into_iter().flatten().map(|d| d.span).next();
    if let Some(span) = stated.or(metadata.validity.as_ref().map(|v| v.span)) {
        return Judgement::pass("写明了施行日期或者有效期").evidence([span]);
    }
    if let Some(clause) = own_clause(cx) {
        return Judgement::pass("有施行条款").evidence([clause.span]);
    }
    let title = metadata.title.as_ref().map_or("", |t| t.text.as_str());
    let is_another = |regex: &LazyLock<Option<Regex>>| regex.as_ref().is_some_and(|r| r.is_match(title));
    if metadata.stage == Stage::Draft || is_another(&ABOUT_ANOTHER) || is_another(&ENCLOSING_OR_ONCE) {
        return Judgement::not_applicable("草案、转发或者一次性事项的通知，施行日期另见");
    }
    let enclosed = enclosed_here(cx);
    let Some(last) = enclosed.or_else(|| last_sentence(cx)) else {
        return Judgement::undecided("这份文本没有落款，可能不全；请以印发稿判断");
    };
    let text = cx.subject.text();
    let (body, lines) = (metadata.issuing_body.first(), &cx.subject.outline.lines);
    // No rule of the whole country asks ministries for a term; what a notice encloses may state its own.
    let is_local = body.is_some_and(|b| b.text.contains(['省', '市', '县', '区', '州', '旗', '盟']))
        || (body.is_none() && OF_HERE.is_in(text));
    let encloses =
        lines.iter().any(|l| matches!(l.part, Part::AnnexList | Part::Annex)) || SENT_TO.is_in(text);
    if !is_local || encloses && enclosed.is_none() {
        return Judgement::undecided("印发、转发另一文件，或者看不出是哪个地方的文件；请以所印发的文件判断");
    }
    if CAMPAIGN.is_in(text) {
        return Judgement::not_applicable("一次性的活动，起止时间就是施行的时间");
    }
    if speaks_of_time(text) || may_state_term(text) {
        return Judgement::undecided("文中另有关于时间的说法，请核对是否就是施行日期、有效期");
    }
    Judgement::of(vec![Flaw::at(last)], "")
}

/// Whether the text tells from when or until when the paper counts; 即日起至某日 in a clause that does not speak of the paper
/// is the term of one measure.
fn speaks_of_time(text: &str) -> bool {
    if !SPEAKS_OF_TIME.is_in(text) {
        return false;
    }
    let of_measure = |clause: &str| clause.contains("即日起至") && !clause.contains(['本', '上']);
    text.split(['。', '；', '\n']).any(|clause| SPEAKS_OF_TIME.is_in(clause) && !of_measure(clause))
}

/// The words by which a notice sends out the paper that follows its signature in the same text, to the end.
fn enclosed_here(cx: &RuleContext<'_>) -> Option<Span<Norm>> {
    let (metadata, outline) = (&cx.subject.facts.metadata, cx.subject.outline);
    let text = cx.subject.text();
    let (signed, title) = (metadata.signed_on.as_ref()?.span, metadata.title.as_ref()?.span);
    let below = outline.sentences.iter().filter(|s| s.span.start > title.end && s.part.is_text());
    let ends = text.trim_end().ends_with(['。', '）', '〕', ']']);
    if signed.end > title.start || below.count() < ENCLOSED || !ends {
        return None;
    }
    let words = |s: &&crate::outline::Sentence| {
        let content = s.span.of(text);
        s.span.end <= signed.start && SENT_TO.is_in(content)
    };
    let sent = outline.sentences.iter().find(words)?;
    Some(Span::new(sent.text_start, sent.span.end))
}

/// The last sentence of the body, where the signature below it or its words (特此通知, 参照执行) show that nothing is missing.
fn last_sentence(cx: &RuleContext<'_>) -> Option<Span<Norm>> {
    let (outline, text) = (cx.subject.outline, cx.subject.text());
    let last = outline.sentences.iter().rfind(|s| s.part == Part::Body)?;
    let span = Span::new(last.text_start, last.span.end);
    let is_signed = cx.subject.facts.metadata.signed_on.as_ref().is_some_and(|d| {
        d.span.start >= span.end
            && outline
                .line_at(d.span.start)
                .and_then(|i| outline.lines.get(i))
                .is_some_and(|l| l.part == Part::Signature)
    });
    (is_signed || span.of(text).starts_with("特此通") || is_closing(cx, last)).then_some(span)
}

/// Whether a sentence closes a paper whose beginning is there too: a paragraph without a label that tells others to follow it.
fn is_closing(cx: &RuleContext<'_>, last: &crate::outline::Sentence) -> bool {
    let (outline, text) = (cx.subject.outline, cx.subject.text());
    let Some(line) = outline.line_holding(last.span.start) else { return false };
    let words = line.span.of(text);
    let first = outline.lines.iter().find(|l| l.part == Part::Body).map_or("", |l| l.span.of(text));
    let begins = first.ends_with('：') || OPENS.head_of(first).is_some();
    let is_apart = crate::outline::label_len(words) == 0
        && line.node.is_none_or(|id| outline.node(id).is_none_or(|node| !node.title.holds(line.span.start)));
    // Who explains the paper is said at its very end, under a number or not.
    let is_final = words.contains(EXPLAINED) && words.contains('本');
    begins && (is_apart || is_final) && CLOSES.is_in(last.span.of(text)) && words.chars().count() < CLOSING
}

/// Whether the text speaks of a term in other words, terms of contracts, certificates and other policies left out.
fn may_state_term(text: &str) -> bool {
    let of_another = |start: usize| {
        let before = text.get(..start).unwrap_or("");
        let clause = before.rsplit(['，', '。', '；', '\n']).next().unwrap_or("");
        let is_day = |c: &char| c.is_ascii_digit() || matches!(c, '年' | '月' | '日');
        let is_far = clause.chars().filter(|c| !is_day(c)).count() > SUBJECT;
        is_far && !["本", "以上", "上述"].iter().any(|w| clause.contains(w))
            || TERMED.is_in(last_chars(clause, 6))
    };
    let is_counted = |end: usize| {
        let after = text.get(end..).unwrap_or("");
        text.get(..end).is_some_and(|t| t.ends_with(['年', '月']))
            && COUNTED.iter().any(|w| after.starts_with(w))
    };
    TERM.as_ref().is_some_and(|regex| {
        regex.find_iter(text).any(|found| !of_another(found.start()) && !is_counted(found.end()))
    })
}

/// Whether the title of the paper calls it provisional.
fn is_trial(cx: &RuleContext<'_>) -> bool {
    trial_word(cx).is_some()
}

fn trial_word(cx: &RuleContext<'_>) -> Option<&'static str> {
    let title = cx.subject.facts.metadata.title.as_ref()?.text.as_str();
    if ABOUT_ANOTHER.as_ref().is_some_and(|regex| regex.is_match(title.split("征求").next().unwrap_or(title)))
    {
        return None;
    }
    ["暂行", "试行"].into_iter().find(|word| title.contains(word))
}

/// 有效期过长; `for = "trial"` judges provisional papers, else the others; `years` is the limit where no source was read.
pub(super) fn validity_too_long(cx: &RuleContext<'_>, params: &Params) -> Judgement {
    let wants_trial = params.get("for").map(String::as_str) == Some("trial");
    if is_trial(cx) != wants_trial {
        let reason = if wants_trial {
            "标题没有“暂行”“试行”"
        } else {
            "暂行、试行文件由另一条规则判断"
        };
        return Judgement::not_applicable(reason);
    }
    let Some((start, end, span)) = term(cx) else {
        return Judgement::not_applicable("没有写明可以计算的有效期");
    };
    let fallback = params.get("years").and_then(|y| y.parse().ok()).unwrap_or(5);
    let setting =
        cx.profile.and_then(|p| if wants_trial { p.trial_years.as_ref() } else { p.validity_years.as_ref() });
    // A limit known from memory only may spare a paper, never accuse it.
    let limit = setting.map_or(fallback, |s| if s.verified { s.value } else { s.value.max(fallback) });
    let last = start.checked_add(i64::from(limit).years()).unwrap_or(Date::MAX);
    if end <= last {
        return Judgement::pass(format!("有效期不超过 {limit} 年")).evidence([span]);
    }
    let source = match (cx.profile, setting.filter(|s| s.verified)) {
        (Some(profile), Some(_)) => format!("{}规定", profile.name),
        _ => "多数地方规定".to_owned(),
    };
    let flaw = Flaw::at(span)
        .with("match", span.of(cx.subject.text()))
        .with("source", source)
        .with("basis", basis_of(setting.filter(|s| s.verified)))
        .with("years", limit.to_string());
    Judgement::of(vec![flaw], "")
}

/// First day, last day and place of the stated term; a term without a first day is counted from the document's date.
fn term(cx: &RuleContext<'_>) -> Option<(Date, Date, Span<Norm>)> {
    let metadata = &cx.subject.facts.metadata;
    let start = metadata.effective_on.as_ref().map(|d| d.date).or(cx.subject.date());
    if let Some(length) = metadata.validity.as_ref().and_then(|v| Some((months(&v.text)?, v.span))) {
        let start = start.unwrap_or(Date::constant(2000, 1, 1));
        return Some((start, start.checked_add(i64::from(length.0).months()).ok()?, length.1));
    }
    let end = metadata.expires_on.as_ref()?;
    Some((start?, end.date, end.span))
}

/// Months of `P5Y` or `P18M`.
fn months(duration: &str) -> Option<u32> {
    let inner = duration.strip_prefix('P')?;
    match inner.strip_suffix('Y') {
        Some(years) => years.parse::<u32>().ok()?.checked_mul(12),
        None => inner.strip_suffix('M')?.parse().ok(),
    }
}

/// 施行日期早于成文日期
pub(super) fn before_signing(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let metadata = &cx.subject.facts.metadata;
    let Some(start) = &metadata.effective_on else {
        return Judgement::not_applicable("没有写明施行日期");
    };
    let Some(signed) = metadata.signed_on.as_ref().or(metadata.issued_on.as_ref()) else {
        return Judgement::undecided("这份文本没有成文日期；请以印发稿判断").evidence([start.span]);
    };
    // A revised paper keeps the day its first version took effect.
    let gap = start.date.until(signed.date).map_or(0, |span| span.get_days());
    if gap > LONGEST_SLIP {
        return Judgement::undecided("施行日期早于成文日期半年以上，可能是修订后重新公布；请核对原文件")
            .evidence([start.span, signed.span]);
    }
    let flaw = (start.date < signed.date).then(|| {
        Flaw::at(start.span)
            .with("match", start.date.to_string())
            .with("signed", signed.date.to_string())
            .related(signed.span, "成文日期")
    });
    Judgement::of(flaw.into_iter().collect(), "施行日期不早于成文日期").evidence([start.span, signed.span])
}

/// 公布与施行之间太短
pub(super) fn too_soon(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let setting = cx.profile.and_then(|p| Some((p, *p.effect_days.as_ref()?.on(cx.subject.date())?)));
    let Some((profile, days)) = setting else {
        return Judgement::not_applicable("没有查到本地对施行日期的规定");
    };
    let Some(clause) = own_clause(cx) else {
        return Judgement::undecided("这份文本没有施行条款；请以印发稿判断");
    };
    if AT_ONCE.as_ref().is_some_and(|regex| regex.is_match(clause.content)) {
        return Judgement::pass("写明了立即施行的理由").evidence([clause.span]);
    }
    let metadata = &cx.subject.facts.metadata;
    let stated = metadata.effective_on.as_ref().map(|d| d.date);
    let base = metadata.published_on.as_ref().or(metadata.signed_on.as_ref()).map(|d| d.date);
    let is_at_once = ["公布之日起", "发布之日起", "印发之日起"].iter().any(|w| {
        clause
            .content
            .find(w)
            .and_then(|at| clause.content.get(at + w.len()..))
            .is_some_and(|rest| rest.starts_with(['施', '实', '执', '生']))
    });
    let gap = match (is_at_once, stated, base) {
        (true, ..) => Some(0),
        (false, Some(start), Some(base)) => base.until(start).ok().map(|span| span.get_days()),
        _ => None,
    };
    let Some(gap) = gap else {
        let reason = if metadata.stage == Stage::Draft {
            "草案还没有公布日期"
        } else {
            "缺少公布日期或施行日期"
        };
        return Judgement::undecided(format!("{reason}；请核对公布与施行是否相隔 {days} 日"))
            .evidence([clause.span]);
    };
    if gap >= i32::try_from(days).unwrap_or(i32::MAX) {
        return Judgement::pass(format!("公布与施行相隔 {gap} 日")).evidence([clause.span]);
    }
    let flaw = Flaw::at(clause.span)
        .with("match", clause.content)
        .with("profile", profile.name.as_str())
        .with("days", days.to_string())
        .with("gap", gap.to_string())
        .with("basis", basis_of(profile.effect_days.as_ref()));
    Judgement::of(vec![flaw], "")
}

/// 施行日期能否确定: never fails, says what is missing.
pub(super) fn effective_date(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let metadata = &cx.subject.facts.metadata;
    if let Some(start) = &metadata.effective_on {
        return Judgement::pass(format!("施行日期 {}", start.date)).evidence([start.span]);
    }
    match own_clause(cx) {
        Some(clause) if clause.content.contains("之日") => Judgement::undecided(
            "施行日期从印发（公布）之日起算，而这份文本没有成文日期；请以印发稿、公布记录判断",
        )
        .evidence([clause.span]),
        Some(clause) if metadata.stage == Stage::Draft => {
            Judgement::undecided("草案的施行日期留空，印发时填写").evidence([clause.span])
        }
        Some(clause) => Judgement::undecided("施行日期读不出来").evidence([clause.span]),
        None => Judgement::undecided("这份文本没有施行条款；请以印发稿判断"),
    }
}

/// How long the whole paper counts, or all of it that no other clause names: 本措施自…起施行，有效期5年; 其他措施有效期至….
static OWN_TERM: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let own = "本(?:若干|实施|暂行|管理)?(?:文件|通知|办法|规定|细则|措施|意见|方案|政策|公告|通告)";
    let takes = "自[^，。；]{2,24}(?:施行|实施|执行|生效)，";
    let rest = "(?:其他|其余|其它)(?:各项|各条)?(?:条款|措施|政策|规定|事项|内容)?";
    let length =
        "[0-9一二三四五六七八九十两]{1,3}年(?:[0-9]{1,2}月[0-9]{1,2}日)?|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日";
    Regex::new(&format!("(?:{own}{takes}|{rest})有效期限?(?:暂定)?(?:为|至|到)?(?<term>{length})")).ok()
});
/// Days by which two ways of saying the same term may differ.
const SAME_TERM: i32 = 31;

/// Two sentences that each say how long the paper counts, and differ.
fn stated_twice(cx: &RuleContext<'_>) -> Option<Flaw> {
    let text = cx.subject.text();
    memchr::memmem::find_iter(text.as_bytes(), "有效期").nth(1)?;
    let sentences = cx.subject.outline.sentences.iter().filter(|s| s.part.is_text());
    let mut terms = sentences.filter_map(|s| {
        let content = s.span.of(text);
        let found = OWN_TERM.as_ref().filter(|_| content.contains("有效期"))?.captures(content)?;
        let start = s.span.start as usize;
        found.name("term").map(|m| (Span::<Norm>::at(start + m.start(), start + m.end()), s.span))
    });
    let (first, whole) = terms.next()?;
    let metadata = &cx.subject.facts.metadata;
    let known = metadata.effective_on.as_ref().map(|d| d.date).or(metadata.date());
    let (other, _) = terms.find(|(term, sentence)| {
        // A paper begins no later than the first of its items ends.
        let ends = || dates_in(text, whole).chain(dates_in(text, *sentence)).map(|(date, _)| date);
        let (a, b) = (first.of(text), term.of(text));
        let start = known.or_else(|| ends().min());
        let [x, y] = [first, *term].map(|t| last_day(text, t, start));
        let gap = x.zip(y).and_then(|(x, y)| x.until(y).ok()).map_or(0, |gap| gap.get_days());
        match (known, is_length(a), is_length(b)) {
            (None, true, false) => gap > SAME_TERM,
            (None, false, true) => -gap > SAME_TERM,
            _ => gap.abs() > SAME_TERM,
        }
    })?;
    let flaw = Flaw::at(other).with("match", other.of(text)).related(first, "另一处");
    Some(flaw.with("other", format!("另一处写有效期“{}”", first.of(text))))
}

/// 自2024年2月1日起施行，有效期至2023年12月31日, in one sentence.
fn ends_before_it_begins(cx: &RuleContext<'_>) -> Option<Flaw> {
    let start = cx.subject.facts.metadata.effective_on.as_ref()?;
    let text = cx.subject.text();
    let sentence = cx.subject.outline.sentences.get(cx.subject.outline.sentence_at(start.span.start)?)?;
    let term = OWN_TERM.as_ref()?.captures(sentence.span.of(text))?.name("term")?;
    let from = sentence.span.start as usize;
    let term = Span::<Norm>::at(from + term.start(), from + term.end());
    let (end, _) = dates_in(text, term).next()?;
    (end < start.date).then(|| {
        let other = format!("自 {} 起施行，失效却在这以前", start.date);
        Flaw::at(term).with("match", term.of(text)).with("other", other).related(start.span, "施行日期")
    })
}

/// Whether a term is told by its length: 5年.
fn is_length(term: &str) -> bool {
    term.ends_with('年')
}

/// The last day of a term: the day it prints, else its years counted from the first day.
fn last_day(text: &str, term: Span<Norm>, start: Option<Date>) -> Option<Date> {
    if let Some((date, _)) = dates_in(text, term).next() {
        return Some(date);
    }
    let years = parse_numeral(term.of(text).strip_suffix('年')?)?;
    start?.checked_add(i64::try_from(years).ok()?.years()).ok()?.yesterday().ok()
}

/// 有效期与失效日期对不上
pub(super) fn validity_arithmetic(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    if let Some(flaw) = stated_twice(cx).or_else(|| ends_before_it_begins(cx)) {
        return Judgement::of(vec![flaw], "");
    }
    let metadata = &cx.subject.facts.metadata;
    let (Some(start), Some(validity), Some(end)) =
        (&metadata.effective_on, &metadata.validity, &metadata.expires_on)
    else {
        return Judgement::not_applicable("没有同时写明施行日期、有效期和失效日期");
    };
    let (Some(length), true) = (months(&validity.text), end.span != validity.span) else {
        return Judgement::not_applicable("没有同时写明有效期和失效日期");
    };
    let Some(expected) =
        start.date.checked_add(i64::from(length).months()).ok().and_then(|d| d.yesterday().ok())
    else {
        return Judgement::not_applicable("期限算不出来");
    };
    let flaw = (expected != end.date).then(|| {
        Flaw::at(end.span)
            .with("match", end.span.of(cx.subject.text()))
            .with(
                "other",
                format!("自 {} 起{}应到 {expected}", start.date, validity.span.of(cx.subject.text())),
            )
            .related(validity.span, "有效期")
    });
    Judgement::of(flaw.into_iter().collect(), "施行日期、有效期、失效日期相符").evidence([end.span])
}

/// 标题写试行而文中自称暂行，或者反过来
pub(super) fn trial_name(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let Some(word) = trial_word(cx) else { return trial_term(cx) };
    let title = cx.subject.facts.metadata.title.as_ref().map_or("", |t| t.text.as_str());
    let other = if word == "暂行" { "本试行" } else { "本暂行" };
    if title.contains("暂行") && title.contains("试行") {
        return Judgement::pass("标题兼用“暂行”“试行”");
    }
    let text = cx.subject.text();
    let flaws = text.match_indices(other).take(1).map(|(at, found)| {
        let end = text
            .get(at + found.len()..)
            .and_then(|rest| rest.char_indices().nth(2))
            .map_or(text.len(), |(n, _)| at + found.len() + n);
        let span = Span::at(at, end);
        Flaw::at(span).with("match", span.of(text)).with("word", word)
    });
    Judgement::of(flaws.collect(), "标题与文中的自称一致")
}

/// 试行期限 in a paper that is called neither 试行 nor 暂行 and takes effect for good.
fn trial_term(cx: &RuleContext<'_>) -> Judgement {
    let text = cx.subject.text();
    let title = cx.subject.facts.metadata.title.as_ref().map_or("", |t| t.text.as_str());
    let nothing = Judgement::not_applicable("标题没有“暂行”“试行”");
    let takes_effect = own_clause(cx).is_some_and(|clause| !clause.content.contains("试行"));
    if title.is_empty() || ABOUT_ANOTHER.as_ref().is_some_and(|regex| regex.is_match(title)) || !takes_effect
    {
        return nothing;
    }
    let outline = cx.subject.outline;
    let heading = outline.nodes.iter().find(|n| {
        let words = n.title.of(text);
        words.starts_with("试行期") && words.chars().count() <= 8
    });
    let Some(node) = heading else { return nothing };
    let flaw = Flaw::at(node.title).with("match", node.title.of(text)).with("word", "施行");
    Judgement::of(vec![flaw], "")
}
