//! 施行日期, 有效期 and 失效日期 from the clauses in which a paper speaks of its own effect.

use std::sync::LazyLock;

use crate::lexicon::Regex;
use jiff::ToSpan;
use jiff::civil::Date;

use super::kind::{QUALIFIER, SELF_KINDS, is_blank_date};
use crate::facts::date::{dates_in, term_at};
use crate::facts::metadata::DateAt;
use crate::facts::{Context, Text};
use crate::lexicon::{Lexicon, ListId, WordSet};
use crate::outline::numeral::any;
use crate::outline::{Part, Sentence};
use crate::text::{Norm, Span, last_chars};

/// When a paper takes and loses effect.
#[derive(Default)]
pub(super) struct Effect {
    pub(super) effective_on: Option<DateAt>,
    pub(super) expires_on: Option<DateAt>,
    pub(super) validity: Option<Text>,
    /// Whether the day of taking effect is still to be filled in.
    has_blank_start: bool,
}

/// Verbs of taking effect.
const TAKES_EFFECT: &str = "已?(?:正式|开始|同步)?(?:施行|实施|实行|执行|生效|试行|启用|适用)";

fn compile(pattern: &str) -> Regex {
    // The parts are constants and the words of a dictionary that a test loads.
    Regex::new(pattern).unwrap_or_else(|e| panic!("{e}"))
}

/// 本办法, 以上政策措施, 自…起施行 at the head of a clause: the paper speaks of itself. Bounds would make this pattern four times as
/// large; a sentence bounds it.
static OWN: LazyLock<Regex> = LazyLock::new(|| {
    let term = TERM_NAMES;
    let renewed = "(?:(?:优化|调整|修订|完善)后的?|新)(?:住房公积金|公积金)?政策(?:措施)?(?:均|统一)?[自从]";
    let named = "(?:(?:上述|有关|相关|优惠|扶持|支持|补贴){0,2}政策的?执行期限?自)";
    let granted = "(?:优惠|扶持|支持|补贴|补助)政策(?:暂定)?(?:执行|实施|延续)(?:到|至)";
    let extended = "延长[^。；]+期限[，,](?:有效期|执行期|实施期)限?自";
    // 《甲办法》已经审议通过，现予公布，自2020年3月1日起施行。
    let promulgated = "(?:(?:现予以?|予以|特予|现将[^。；]+)(?:重新)?(?:公布|发布|颁布|印发)|现(?:公布|发布|颁布)《[^。；]+》)[，,]并?自";
    compile(&format!(
        "(?:本[《〈“]?{QUALIFIER}|以上[[一-鿿]]{{0,6}}?|上述(?:各?项|若干)?)(?:{kinds}|文件|政策措施|政策)|(?:以上[[一-鿿]]{{0,6}}?|上述(?:各?项|若干)?)(?:内容|条款)|^该{QUALIFIER}(?:{kinds})(?:[自从]|有效期)|^(?:现|并|本次|此次|政策|调整|新政){{0,3}}(?:自|从)[^，。；]+起{TAKES_EFFECT}|(?:^|[，,])(?:{renewed}|{named})|^{granted}|{extended}|{promulgated}|其[他余](?:各?项)?(?:政策措施|政策|措施|内容|条款|规定|条文|事项)(?:均|则|统一)?[自从]|^{term}(?:限)?[^，。；]{{0,3}}(?:[:：自为至]|[0-9]|[一二两三四五])|[自从][^，。；]+起试行(?:[0-9]{{1,2}}|[一二两三四五])(?:年|个月)",
        kinds = *SELF_KINDS
    ))
});
/// 有效期, 政策执行时间 at the head of a sentence, which does not say whose it is.
const TERM_NAMES: &str = "(?:本|政策)?(?:有效期|试行期|施行期|实施期|执行期|执行时间|实施时间)";
static NAMELESS: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        "^(?:政策)?(?:有效期|[试施执]行期|实施期|[执施]行时间|实施时间)|^[一-鿿]{2}政策(?:暂定)?(?:执行|实施|延续)[到至]",
    )
});
/// What the heading of a section on the term or on the rest says.
static TERM_HEADINGS: WordSet = WordSet::of("validity_words", "heading");
/// Characters before 以上 that make a number or a class of it: 三孩以上家庭, 100平方米及以上.
const COUNTED: [char; 14] =
    ['及', '孩', '岁', '年', '元', '米', '套', '人', '级', '历', '科', '层', '户', '%'];
/// In 经研究，2024年11月1日起执行五项政策，具体如下： the lead of a paper.
const LEAD_LINES: usize = 3;

/// Whether [`OWN`] may match: every form of it has 本 or 上 somewhere, or begins with one of these. Spares most sentences the
/// pattern.
fn may_be_own(content: &str) -> bool {
    content.starts_with([
        '该', '现', '并', '此', '政', '调', '新', '自', '从', '有', '试', '施', '实', '执', '优', '修', '完',
    ]) || content.contains("政策")
        || content.contains(['本', '上'])
        || content.contains("起试行")
        || ["其他", "其余", "现予", "予以", "特予", "现将", "现公布", "现发布", "现颁布"]
            .iter()
            .any(|word| content.contains(word))
}

/// What stands between a date and the verb.
static FROM_HERE: LazyLock<Regex> = LazyLock::new(|| {
    compile(&format!(
        "^(?:[（(][^（）()]{{0,8}}[）)])?(?:零时|[0-9]{{1,2}}时|[0-9]{{1,2}}:[0-9]{{2}})?\\s*起?{TAKES_EFFECT}|^(?:[（(][^（）()]{{0,8}}[）)])?(?:零时)?起(?:至|到|，有效期|,有效期)"
    ))
});
/// 自印发之日起施行, 自公布之日起30日后施行.
static FROM_ISSUE: LazyLock<Regex> = LazyLock::new(|| {
    compile(&format!(
        "自?(?:本[[一-鿿]]{{1,6}})?(?:印发|发布|公布|下发|发文|颁布|签发|出台|公告|颁发|发出|行文|文件印发)之?日(?:[（(][^（）()]{{6,24}}[）)])?起?(?:满?(?P<days>[0-9]{{1,3}}|[一二三四五六七八九十]{{1,4}})(?:日|天)后?)?{TAKES_EFFECT}|(?:自|从)?即日起{TAKES_EFFECT}"
    ))
});
/// 自3月10日 without a year.
static YEARLESS: LazyLock<Regex> =
    LazyLock::new(|| compile("[自从于]\\s*(?P<month>[0-9]{1,2})\\s*月\\s*(?P<day>[0-9]{1,2})\\s*日"));
/// A paper is signed at most so many days after it takes effect; a day longer ago is meant of the next year.
const LONG_BEFORE: i32 = 180;
/// The last day: 有效期至2025年12月31日, 执行至2024年底.
static UNTIL: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        "(?:至|到|截止到?|截至)\\s*(?P<end>(?:[0-9]{4}\\s*年)?\\s*(?:[0-9]{1,2}\\s*月\\s*(?:[0-9]{1,2}\\s*日|底|末)?|年?底|年末))",
    )
});
/// 有效期5年, 试行两年.
static LASTS: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        "(?:有效期|试行期|施行期|实施期|执行期|有效期限|期限|试行|暂行|施行|执行|实施|有效|暂定|时间)(?:限)?(?:暂定|原则上|一般)?(?:为|是|:|：|暂定)*\\s*(?P<term>(?:[0-9]{1,4}|[一二两三四五六七八九十百]{1,5}|半)\\s*(?:年|个月|个季度|月|日|天))",
    )
});
/// Words on the term of a paper right before its last day.
static TERM: LazyLock<Regex> = LazyLock::new(|| {
    compile("有效期|[施执实试]行期|实施期|期限|[施执试]行|实施|有效|延续|延长|暂定|行时间|施时间")
});
/// 第一条, 第（三）项至第（七）项: only a part of the paper.
static PARTIAL: LazyLock<Regex> = LazyLock::new(|| compile("第.{1,8}[条项款点]|^除|其中"));
/// What has a term of its own that is not the paper's: 示范企业称号有效期三年.
static OWNERS: WordSet = WordSet::of("validity_words", "owner");
/// Words before the name of the paper that make it a means and not what takes effect: 按照本办法认定的….
static ACCORDING: WordSet = WordSet::of("validity_words", "according");
/// So many characters before 有效期 tell whose it is.
const OWNER_CHARS: usize = 12;

/// Handle of the trigger words.
pub(super) fn words(cx: &Context<'_>) -> ListId {
    static WORDS: LazyLock<ListId> = LazyLock::new(|| Lexicon::embedded().list("effect_words"));
    let _ = cx;
    *WORDS
}

/// Reads the clauses on effect, those of the main document before those of annexes.
pub(super) fn find(cx: &Context<'_>, signed_on: Option<&DateAt>) -> Effect {
    let mut effect = Effect::default();
    let mut seen = Vec::new();
    for hit in cx.hits.of(words(cx)) {
        if let Some(index) = cx.outline.sentence_at(hit.start)
            && seen.last() != Some(&index)
        {
            seen.push(index);
        }
    }
    for part in [Part::Body, Part::Annex] {
        let sentences = seen.iter().filter_map(|&index| cx.outline.sentences.get(index));
        let clauses = sentences.filter(|s| s.part == part).filter_map(|s| Some((s, own_clause(cx, s)?)));
        let (nameless, named): (Vec<_>, Vec<_>) =
            clauses.partition(|(_, clause)| NAMELESS.is_match(clause.of(cx.text)));
        let nameless = of_whole(cx, nameless);
        named.into_iter().chain(nameless).for_each(|(_, clause)| read(cx, clause, signed_on, &mut effect));
    }
    effect.effective_on = effect.effective_on.or_else(|| announced_start(cx));
    compute(cx, signed_on, &mut effect);
    effect
}

/// What a news item says of the paper that it tells of: 印发《甲措施》，自2030年5月1日起施行; 该通知自…起实施，有效期两年; the name and
/// the clause right behind it.
static REPORTED: LazyLock<Regex> = LazyLock::new(|| {
    let called = format!("(?:{}|政策|新政|文件)", *SELF_KINDS);
    compile(&format!(
        "(?:《[^《》]{{2,80}}》(?:的{called})?(?:[（(][^（）()]{{2,24}}[）)])?|(?:该|此|本|这[一项份个])[《“]?{QUALIFIER}{called}[》”]?|(?:^|[，,])(?:上述)?{QUALIFIER}{called})(?:为阶段性政策)?[，,]?(?:并|现|将|均|正式|具体){{0,2}}(?:[自从于]|{TERM_NAMES}|有效期)"
    ))
});
/// The effect of the paper of which a news item tells, where all that it says of it agrees.
pub(super) fn reported(cx: &Context<'_>) -> Effect {
    let mut told: Option<Effect> = None;
    let (mut last, mut apart) = (None, Vec::new());
    for hit in cx.hits.of(words(cx)) {
        let Some(index) = cx.outline.sentence_at(hit.start).filter(|index| last != Some(*index)) else {
            continue;
        };
        last = Some(index);
        let Some(sentence) = cx.outline.sentences.get(index) else { continue };
        let mut effect = Effect::default();
        if let Some(clause) = reported_clause(cx, sentence) {
            read(cx, clause, None, &mut effect);
            compute(cx, None, &mut effect);
        } else if sentence.span.of(cx.text).contains("有效期") {
            // Single measures that end on other days: no day is that of the whole.
            apart.extend(stated_end(cx, sentence.span, &effect).map(|end| end.date));
        }
        if told.as_ref().is_some_and(|told| !told.agrees(&effect)) {
            return Effect::default();
        }
        told.get_or_insert_with(Effect::default).complete(effect);
    }
    let told = told.unwrap_or_default();
    let agrees = told.expires_on.as_ref().is_none_or(|end| apart.iter().all(|day| *day == end.date));
    if agrees { told } else { Effect::default() }
}

/// The part of a sentence of news from the name of the paper on, when the clause right behind it is on its effect.
fn reported_clause(cx: &Context<'_>, sentence: &Sentence) -> Option<Span<Norm>> {
    let span = Span::<Norm>::new(sentence.text_start, sentence.span.end);
    let content = span.of(cx.text);
    let found = REPORTED.find(content)?;
    let head = content.get(..found.start())?;
    // 根据《甲办法》，自…起: what it is based on; 《甲办法》自…起施行以来 tells of an older one.
    let by_it = ACCORDING.tail_of(head).is_some();
    let lasting = content.get(found.start()..)?.contains("以来");
    (!by_it && !lasting).then(|| Span::at(span.start as usize + found.start(), span.end as usize))
}

impl Effect {
    /// Whether the other says nothing else of the same paper.
    fn agrees(&self, other: &Self) -> bool {
        let same = |a: &Option<DateAt>, b: &Option<DateAt>| {
            a.as_ref().zip(b.as_ref()).is_none_or(|(a, b)| a.date == b.date)
        };
        let terms = self.validity.as_ref().zip(other.validity.as_ref());
        same(&self.effective_on, &other.effective_on)
            && same(&self.expires_on, &other.expires_on)
            && terms.is_none_or(|(a, b)| a.text == b.text)
    }

    /// Takes from the other what is not yet known.
    fn complete(&mut self, other: Self) {
        self.effective_on = self.effective_on.take().or(other.effective_on);
        self.expires_on = self.expires_on.take().or(other.expires_on);
        self.validity = self.validity.take().or(other.validity);
    }
}

/// Of terms that do not say whose they are those of the whole paper: several different ones are those of its parts, and so is
/// one in the middle of a numbered item or with further items behind it.
fn of_whole<'o>(
    cx: &Context<'_>,
    clauses: Vec<(&'o Sentence, Span<Norm>)>,
) -> Vec<(&'o Sentence, Span<Norm>)> {
    let bare = |clause: &Span<Norm>| clause.of(cx.text).trim_end_matches(['。', '；']).to_owned();
    let mut texts: Vec<String> = clauses.iter().map(|(_, clause)| bare(clause)).collect();
    texts.dedup();
    if texts.len() > 1 {
        return Vec::new();
    }
    clauses.into_iter().filter(|(sentence, _)| !is_of_item(cx, sentence)).collect()
}

/// Whether the sentence stands inside a numbered item on something else, and more items follow.
fn is_of_item(cx: &Context<'_>, sentence: &Sentence) -> bool {
    let Some(node) = sentence.node.and_then(|id| cx.outline.node(id)) else { return false };
    let begins = sentence.span.start <= node.label.end || node.label.is_empty();
    let about = cx
        .outline
        .ancestors(sentence.node)
        .any(|n| TERM_HEADINGS.is_in(crate::text::first_bytes(n.title.of(cx.text), 60)));
    let goes_on = cx.outline.nodes.iter().any(|n| {
        n.span.start > sentence.span.end && n.kind != crate::outline::NodeKind::Annex && n.level <= node.level
    });
    goes_on && !begins && !about
}

/// 经审议通过，2024年11月1日起执行以下政策，具体如下：: the day that the lead of a paper names.
fn announced_start(cx: &Context<'_>) -> Option<DateAt> {
    cx.outline.part(Part::Body).take(LEAD_LINES).find_map(|line| {
        let content = line.span.of(cx.text);
        let told = content.trim_end().trim_end_matches(['：', ':', '。']).ends_with("如下");
        let (date, span) = dates_in(cx.text, line.span).last().filter(|_| told)?;
        let after = cx.text.get(span.end as usize..line.span.end as usize)?;
        let before = cx.text.get(line.span.start as usize..span.start as usize)?.trim_end();
        let opens = ["，", ",", "自", "从", "决定"].iter().any(|word| before.ends_with(word));
        (after.starts_with('起') && FROM_HERE.is_match(after) && opens).then_some(DateAt { date, span })
    })
}

/// The part of the sentence in which the paper speaks of its own effect.
fn own_clause(cx: &Context<'_>, sentence: &Sentence) -> Option<Span<Norm>> {
    let span = Span::<Norm>::new(sentence.text_start, sentence.span.end);
    let content = span.of(cx.text);
    if !may_be_own(content) {
        return None;
    }
    let own = OWN.find_iter(content).find(|own| {
        let (head, rest) = (content.get(..own.start()), content.get(own.start()..));
        let by_it = head.is_some_and(|head| ACCORDING.tail_of(head).is_some());
        let counted = own.as_str().starts_with("以上")
            && head.is_some_and(|head| {
                head.ends_with(COUNTED)
                    || head.ends_with(|c: char| c.is_ascii_digit() || c == '）' || c == ')')
            });
        !by_it && !counted && !rest.is_some_and(|rest| is_of_other(rest, own.len()))
    })?;
    // 《甲办法》自…起施行，本通知… : only from the own name on; a cited title behind it ends the clause.
    let start = span.start as usize + own.start();
    // 下发《某通知》，自印发之日起施行一年: the other paper is tried.
    let tried = own.as_str().contains("起试行") && !own.as_str().contains('本');
    let other = |head: &str| {
        let subject = head.rsplit(['，', ',', '。', '；']).next().unwrap_or(head).trim();
        head.contains('》')
            || sentence.node.is_some() && !subject.is_empty() && !subject.contains(['本', '该', '此'])
    };
    if tried && content.get(..own.start()).is_some_and(other) {
        return None;
    }
    Some(Span::at(start, span.end as usize))
}

/// Whether a term in the text, which begins with `own` bytes that name the paper, is that of something else: 许可证有效期,
/// 本办法认定的基地有效期.
fn is_of_other(text: &str, own: usize) -> bool {
    text.match_indices("有效期").filter(|(at, _)| *at >= own).any(|(at, _)| {
        let head = text.get(own..at).unwrap_or("");
        let clause = head.rsplit(['，', ',', '。', '；']).next().unwrap_or(head);
        OWNERS.is_in(last_chars(clause, OWNER_CHARS))
    })
}

fn read(cx: &Context<'_>, clause: Span<Norm>, signed_on: Option<&DateAt>, effect: &mut Effect) {
    let content = clause.of(cx.text);
    let had_start = effect.effective_on.is_some();
    if effect.effective_on.is_none() {
        let stated = stated_start(cx, clause).or_else(|| yearless_start(cx, clause, signed_on));
        effect.effective_on = stated.or_else(|| from_issue(cx, clause, signed_on));
    }
    if effect.expires_on.is_none() && (!had_start || content.contains("有效期") || content.contains("至"))
    {
        effect.expires_on = stated_end(cx, clause, effect);
    }
    effect.has_blank_start |= is_blank_date(content);
    if effect.validity.is_none()
        && let Some((duration, start, end)) =
            LASTS.captures_iter(content).find_map(|found| lasts(content, &found))
    {
        let base = clause.start as usize;
        effect.validity = Some(Text { text: duration, span: Span::at(base + start, base + end) });
    }
}

/// The length of the term with its place; 本通知实施两年之内 says when something else is done, and days are only counted
/// where 有效期 says what they are.
fn lasts(content: &str, found: &crate::lexicon::Captures<'_>) -> Option<(String, usize, usize)> {
    let term = found.name("term")?;
    let (duration, end) = term_at(content, term.start())?;
    let tail = content.get(end..)?;
    let in_days = duration.ends_with('D') && !found.get(0)?.as_str().contains("有效期");
    let other = ["之内", "以内", "内", "后", "之后", "以后", "以来", "期满", "届满"]
        .iter()
        .any(|word| tail.starts_with(word));
    (!in_days && !other).then(|| (duration, term.start(), end))
}

/// A date followed by 起施行, or the first of two around 至 in a clause on the term; of several that of the whole paper, and
/// not that of single articles.
fn stated_start(cx: &Context<'_>, clause: Span<Norm>) -> Option<DateAt> {
    dates_in(cx.text, clause).find_map(|(date, span)| {
        let after = cx.text.get(span.end as usize..clause.end as usize)?;
        let before = cx.text.get(clause.start as usize..span.start as usize)?;
        let is_range =
            after.trim_start_matches(['起', '，', ',']).starts_with(['至', '到', '—', '-', '～', '~'])
                && (before.contains("有效期")
                    || before.contains("期限")
                    || before.contains("时间")
                    || before.ends_with('自'));
        let part = before.rsplit(['，', ',', '；']).next().unwrap_or(before);
        let partial = PARTIAL.is_match(part) && !before.starts_with('除');
        ((FROM_HERE.is_match(after) || is_range) && !partial).then_some(DateAt { date, span })
    })
}

/// 自3月10日起施行 in a paper that says when it was signed: the first such day from about then on.
fn yearless_start(cx: &Context<'_>, clause: Span<Norm>, signed_on: Option<&DateAt>) -> Option<DateAt> {
    let signed = signed_on?.date;
    let content = clause.of(cx.text);
    let found = YEARLESS.captures(content)?;
    let (all, month, day) = (found.get(0)?, found.name("month")?, found.name("day")?);
    let before = content.get(..all.start())?;
    let part = before.rsplit(['，', ',', '；']).next().unwrap_or(before);
    if PARTIAL.is_match(part) && !before.starts_with('除') || !FROM_HERE.is_match(content.get(all.end()..)?)
    {
        return None;
    }
    let in_year = |year: i16| Date::new(year, month.as_str().parse().ok()?, day.as_str().parse().ok()?).ok();
    let date = in_year(signed.year())?;
    let gone = signed.since(date).is_ok_and(|span| span.get_days() > LONG_BEFORE);
    let date = if gone { in_year(signed.year().checked_add(1)?)? } else { date };
    let start = clause.start as usize + month.start();
    Some(DateAt { date, span: Span::at(start, clause.start as usize + all.end()) })
}

/// 自印发之日起施行 means the date of signing, or the date in brackets behind it.
fn from_issue(cx: &Context<'_>, clause: Span<Norm>, signed_on: Option<&DateAt>) -> Option<DateAt> {
    let found = FROM_ISSUE.captures(clause.of(cx.text))?;
    let all = found.get(0)?;
    let place = Span::at(clause.start as usize + all.start(), clause.start as usize + all.end());
    if let Some((date, span)) = dates_in(cx.text, place).next() {
        return Some(DateAt { date, span });
    }
    let mut date = signed_on?.date;
    if let Some(days) = found.name("days") {
        let (days, _) = any(days.as_str())?;
        date = date.checked_add(i64::from(days).days()).ok()?;
    }
    Some(DateAt { date, span: place })
}

/// The last day where the clause prints one; a term of single articles is not that of the paper.
fn stated_end(cx: &Context<'_>, clause: Span<Norm>, effect: &Effect) -> Option<DateAt> {
    let content = clause.of(cx.text);
    let found = UNTIL.captures_iter(content).filter_map(|found| {
        let end = found.name("end")?;
        let before = content.get(..found.get(0)?.start())?;
        let part = before.rsplit(['，', ',', '（', '(']).next().unwrap_or(before);
        let is_partial = PARTIAL.is_match(part);
        let year = before.rfind('年').and_then(|at| before.get(at.checked_sub(4)?..at)?.parse::<i16>().ok());
        let date = last_day(end.as_str(), year.or(effect.effective_on.as_ref().map(|d| d.date.year())))?;
        let start = clause.start as usize + end.start();
        let place = Span::at(start, clause.start as usize + end.end());
        (!is_partial && TERM.is_match(last_chars(before, 29))).then_some(DateAt { date, span: place })
    });
    found.last()
}

/// 2025年12月31日, 2025年12月, 2025年底; without a year the given one.
fn last_day(text: &str, year: Option<i16>) -> Option<Date> {
    let (year, rest) = match text.find('年').filter(|&at| at >= 4) {
        Some(at) => (text.get(..at)?.trim().parse().ok()?, text.get(at + '年'.len_utf8()..)?),
        None => (year?, text),
    };
    let Some((month, rest)) = rest.split_once('月') else {
        return Date::new(year, 12, 31).ok();
    };
    let first = Date::new(year, month.trim().parse().ok()?, 1).ok()?;
    match rest.trim().trim_end_matches('日').trim() {
        "" | "底" | "末" => Some(first.last_of_month()),
        day => Date::new(year, first.month(), day.parse().ok()?).ok(),
    }
}

/// Fills the last day from start and duration, and the validity from a printed last day.
fn compute(cx: &Context<'_>, signed_on: Option<&DateAt>, effect: &mut Effect) {
    if let (None, Some(validity)) = (&effect.expires_on, &effect.validity)
        && let Some(start) = effect.effective_on.as_ref().or(signed_on.filter(|_| !effect.has_blank_start))
        && let Some(date) = end_of(start.date, &validity.text)
    {
        effect.expires_on = Some(DateAt { date, span: validity.span });
    } else if let (Some(end), None) = (&effect.expires_on, &effect.validity)
        && end.span.of(cx.text).ends_with(['日', '月', '底', '末'])
    {
        effect.validity = Some(Text { text: end.date.to_string(), span: end.span });
    }
    if let (Some(start), Some(end)) = (&effect.effective_on, &effect.expires_on)
        && end.date < start.date
    {
        effect.expires_on = None;
    }
}

/// The last day of a term: a term of five years from 2020-03-01 ends on 2025-02-28.
fn end_of(start: Date, duration: &str) -> Option<Date> {
    start.checked_add(duration.parse::<jiff::Span>().ok()?).ok()?.yesterday().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_days() {
        let day = |text: &str| last_day(text, Some(2024)).map(|d| d.to_string());
        assert_eq!(day("2025年12月31日").as_deref(), Some("2025-12-31"));
        assert_eq!(day("2024年2月").as_deref(), Some("2024-02-29"));
        assert_eq!(day("2025年底").as_deref(), Some("2025-12-31"));
        assert_eq!(day("6月30日").as_deref(), Some("2024-06-30"));
        assert_eq!(day("2025年13月"), None);
    }

    #[test]
    fn terms() {
        let start = Date::constant(2020, 3, 1);
        for (text, duration, last) in [
            ("五年", "P5Y", "2025-02-28"),
            ("半年", "P6M", "2020-08-31"),
            ("6个月", "P6M", "2020-08-31"),
            ("60个月", "P60M", "2025-02-28"),
            ("90天", "P90D", "2020-05-29"),
            ("5年零6个月", "P5Y6M", "2025-08-31"),
            ("一年半", "P18M", "2021-08-31"),
        ] {
            let found = term_at(text, 0).map(|(duration, _)| duration);
            assert_eq!(found.as_deref(), Some(duration), "{text}");
            assert_eq!(end_of(start, duration).map(|d| d.to_string()).as_deref(), Some(last), "{text}");
        }
        assert_eq!(term_at("99年", 0), None);
    }

    #[test]
    fn terms_of_something_else() {
        let other = |text: &str| is_of_other(text, "本办法".len());
        assert!(other("本办法认定的示范基地有效期3年"));
        assert!(other("本办法所称许可证有效期五年"));
        assert!(!other("本办法自2024年6月1日起施行，有效期五年"));
        assert!(!other("本办法有效期五年"));
    }
}
