//! Due dates that cannot be met: before the paper itself, or outside the years the plan is for.

use std::sync::LazyLock;

use crate::lexicon::Regex;
use jiff::civil::Date;
use memchr::memmem::Finder;

use super::{Params, former};
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::facts::deadline::{Deadline, DeadlineKind};
use crate::facts::obligation::Modality;
use crate::lexicon::WordSet;
use crate::text::{Norm, Span, first_chars, to_u32};

/// Years a due date may lie beyond the plan's last year before it is read as an outlook.
const OUTLOOK: i16 = 2;
/// Years a forgotten date may lie back; older ones belong to what is told.
const LONG_AGO: i16 = 3;
/// Verbs right behind a date that ask for something by then.
static DEMANDS: WordSet = WordSet::of("rule_words", "demand");
/// Words of sentences that tell what was done or was so already.
static DONE: WordSet = WordSet::of("rule_words", "done");

static YEAR: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("20"));
static RANGE_FROM: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(20[0-9]{2})年([0-9]{1,2})月(?:([0-9]{1,2})日)?$").ok());
static RANGE_TO: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(20[0-9]{2})年([0-9]{1,2})月(?:([0-9]{1,2})日)?").ok());
static BEFORE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("前"));
static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?P<y>20[0-9]{2})年(?:(?P<m>[0-9]{1,2})月(?:(?P<d>[0-9]{1,2})日)?)?(?:底|末)?$").ok()
});

/// 完成时限早于成文日期
///
/// The facts leave out dates before the paper's own, since most of them tell of the past; here a sentence must demand something by then.
pub(super) fn before_own_date(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let metadata = &cx.subject.facts.metadata;
    let Some(own) = metadata.signed_on.as_ref().or(metadata.issued_on.as_ref()) else {
        return Judgement::undecided("文中没有成文日期");
    };
    let text = cx.subject.text();
    let bounds = BEFORE
        .find_iter(text.as_bytes())
        .filter(|&at| text.get(..at).is_some_and(|t| t.ends_with(['日', '月', '底', '末'])));
    let due: Vec<_> = bounds.filter_map(|at| demanded(cx, at)).collect();
    if due.is_empty() {
        return Judgement::not_applicable("文中没有写明日期的完成时限");
    }
    let early = due.iter().filter(|(_, on)| *on < own.date && own.date.year() - on.year() <= LONG_AGO);
    let flaws = early.map(|(span, on)| {
        Flaw::at(*span)
            .with("match", span.of(text))
            .with("due", on.to_string())
            .with("own", own.date.to_string())
            .related(own.span, "成文日期")
    });
    Judgement::of(flaws.collect(), "完成时限都在成文日期之后")
}

/// `2021年6月30日前` in a sentence that demands something by then.
fn demanded(cx: &RuleContext<'_>, at: usize) -> Option<(Span<Norm>, Date)> {
    let text = cx.subject.text();
    let outline = cx.subject.outline;
    let sentence = outline.sentence_holding(to_u32(at))?;
    let head = text.get(sentence.text_start as usize..at)?;
    let found = DATE.as_ref()?.captures(head)?;
    let number = |name| found.name(name).map(|m| m.as_str().parse::<i16>());
    let year = number("y")?.ok()?;
    let month = i8::try_from(number("m").unwrap_or(Ok(12)).ok()?).ok()?;
    let first = Date::new(year, month, 1).ok()?;
    let on = match number("d") {
        Some(day) => Date::new(year, month, i8::try_from(day.ok()?).ok()?).ok()?,
        None => first.last_of_month(),
    };
    let whole = found.get(0)?;
    let span = Span::at(sentence.text_start as usize + whole.start(), at + "前".len());
    let obligations = &cx.subject.facts.obligations;
    let from = obligations.partition_point(|o| o.span.end <= span.start);
    let must = obligations.get(from).is_some_and(|o| o.modality == Modality::Must && o.span.contains(span));
    let demand = text.get(span.end as usize..sentence.span.end as usize)?.trim_start_matches('，');
    let is_demand = DEMANDS.head_of(demand).is_some();
    let after = first_chars(text.get(sentence.span.end as usize..)?, 40).trim_start();
    // 应当在6月30日前报送。截至6月30日，仍有企业未报送: a reminder of what was missed.
    let missed = after.starts_with("截至") && after.contains('未');
    (must && is_demand && !missed && !tells_past(cx, span)).then_some((span, on))
}

/// Where the sign starts that joins the day before it to the year at `at`: 3月1日至2024年, 3月1日起—2024年.
fn joint_before(text: &str, at: usize) -> Option<usize> {
    let head = text.get(..at)?;
    let bare = head.trim_end_matches(['至', '到', '-', '—', '–', '－', '~', '～', ' ']);
    let joined = head.get(bare.len()..)?.trim();
    let day = bare.strip_suffix('起').unwrap_or(bare);
    ((1..=2).contains(&joined.chars().count()) && day.ends_with(['日', '月'])).then_some(day.len())
}

/// 起止日期倒置
pub(super) fn range_reversed(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    let outline = cx.subject.outline;
    let mut seen = false;
    let mut flaws = Vec::new();
    for at in YEAR.find_iter(text.as_bytes()) {
        let Some(joint) = joint_before(text, at) else { continue };
        let Some(sentence) = outline.sentence_holding(to_u32(at)) else {
            continue;
        };
        let sides =
            text.get(sentence.span.start as usize..joint).zip(text.get(at..sentence.span.end as usize));
        let Some((head, rest)) = sides else { continue };
        let Some((from, to)) = RANGE_FROM.as_ref().zip(RANGE_TO.as_ref()) else { break };
        let (Some(from), Some(to)) = (from.captures(head), to.captures(rest)) else { continue };
        seen = true;
        let number = |c: &crate::lexicon::Captures<'_>, i| {
            c.get(i).map_or(0, |m| m.as_str().parse::<u32>().unwrap_or(0))
        };
        let key = |c: &crate::lexicon::Captures<'_>| (number(c, 1), number(c, 2), number(c, 3));
        let (start, end) = (key(&from), key(&to));
        // A day is compared only when both sides name one.
        let is_reversed = (start.0, start.1) > (end.0, end.1)
            || (start.0, start.1) == (end.0, end.1) && end.2 > 0 && start.2 > end.2;
        if let (true, Some(a), Some(b)) = (is_reversed, from.get(0), to.get(0)) {
            let span = Span::at(sentence.span.start as usize + a.start(), at + b.end());
            flaws.push(Flaw::at(span).with("match", span.of(text)));
        }
    }
    if !seen {
        return Judgement::not_applicable("文中没有起止日期");
    }
    Judgement::of(flaws, "起止日期先后无误")
}

/// 时限在规划期之外
pub(super) fn outside_plan(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let Some((first, last, span)) = plan(cx) else {
        return Judgement::not_applicable("标题里没有规划期");
    };
    let outside = due(cx).filter(|(deadline, on)| {
        let year = on.year();
        let is_late = year > last && year - last <= OUTLOOK && last - first < 3 && year % 5 != 0;
        (year < first || is_late) && !tells_past(cx, deadline.span)
    });
    let flaws = outside.map(|(deadline, _)| {
        Flaw::at(deadline.span)
            .with("match", deadline.span.of(cx.subject.text()))
            .with("plan", span.of(cx.subject.text()))
            .related(span, "规划期")
    });
    Judgement::of(flaws.collect(), "时限都在规划期内")
}

/// The years of the plan period that the title names.
fn plan(cx: &RuleContext<'_>) -> Option<(i16, i16, Span<Norm>)> {
    let title = cx.subject.facts.metadata.title.as_ref()?;
    let period = cx.subject.facts.deadlines.iter().find(|d| {
        d.kind == DeadlineKind::PlanPeriod && (title.span.contains(d.span) || d.span.contains(title.span))
    })?;
    let (from, to) = period.value.as_deref()?.split_once('/')?;
    let year = |date: &str| date.parse::<Date>().ok().map(Date::year);
    Some((year(from)?, year(to)?, period.span))
}

/// Deadlines that ask for something by a known date.
fn due<'a>(cx: &'a RuleContext<'_>) -> impl Iterator<Item = (&'a Deadline, Date)> {
    let deadlines = cx.subject.facts.deadlines.iter();
    deadlines.filter(|d| d.kind == DeadlineKind::By && d.hard).filter_map(|d| Some((d, d.due_on?)))
}

/// Whether the sentence tells what was done or was so already.
fn tells_past(cx: &RuleContext<'_>, span: Span<Norm>) -> bool {
    let text = cx.subject.text();
    let outline = cx.subject.outline;
    let Some(sentence) = outline.sentence_holding(span.start) else {
        return true;
    };
    let words = sentence.span.of(text);
    DONE.is_in(words) || former::is_told(words)
}
