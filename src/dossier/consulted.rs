//! The period of a public consultation, as the notice or the report on it tells: from … to …, or the last day alone.

use std::sync::LazyLock;

use crate::lexicon::{Captures, Regex};
use jiff::ToSpan;
use jiff::civil::Date;

use super::dates::{Dated, EventKind};
use super::paper::{Paper, PaperKind};
use crate::facts::date::dates_in;
use crate::facts::deadline::calendar;
use crate::lexicon::WordSet;
use crate::text::{Norm, Span};

/// 2024年5月6日至31日, …至6月6日: the end of a period that leaves out year or month.
static END: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:起)?(?:至|到|—|-|－|~|～){1,2}(?:(?P<y>[0-9]{4})年)?(?:(?P<m>[0-9]{1,2})月)?(?P<d>[0-9]{1,2})日").ok()
});

/// 于4月3日（星期四）前反馈, 4月3日下午5时之前: the last day.
static BEFORE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?:(?P<y>[0-9]{4})年)?(?P<m>[0-9]{1,2})月(?P<d>[0-9]{1,2})日(?:[（(][^（()）]{1,8}[）)])?(?:[上下]午|中午)?(?:[0-9]{1,2}(?:[:：][0-9]{2}|[时点](?:[0-9]{1,2}分)?))?(?:以|之)?前",
    )
    .ok()
});

/// 截止日期：4月3日, 截至4月3日.
static CLOSING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?:截止|截至|截止到|截止至)(?:日期|时间|日)?(?:为|是|到|至|：|:)*(?:(?P<y>[0-9]{4})年)?(?P<m>[0-9]{1,2})月(?P<d>[0-9]{1,2})日",
    )
    .ok()
});

/// 自公告发布之日起30日内: so many days from the notice.
static WITHIN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"自(?:本)?(?:公告|通告|通知)?(?:发布|公布|公告|刊登|公示)(?:之)?日起(?P<n>[0-9]{1,3})(?P<unit>个工作日|日|天)",
    )
    .ok()
});

/// Words one of which a sentence on the period holds.
static ON_TIME: WordSet = WordSet::of("dossier_words", "on_time");

/// The period, where both ends stand together.
pub(super) fn period(paper: &Paper<'_>) -> Option<(Dated, Dated)> {
    let text = paper.text();
    on_time(paper).find_map(|sentence| {
        dates_in(text, sentence).find_map(|(from, span)| {
            let rest = text.get(span.end as usize..sentence.end as usize)?;
            let found = END.as_ref()?.captures(rest)?;
            let to = day(&found, from)?;
            let end = Span::at(span.end as usize, span.end as usize + found.get(0)?.len());
            Some(((from, span), (to, end)))
        })
    })
}

/// What a notice tells that names the last day only: it began when the notice was published or signed.
pub(super) fn inferred(paper: &Paper<'_>) -> Vec<(EventKind, Dated)> {
    if paper.kind != Some(PaperKind::Notice) || period(paper).is_some() {
        return Vec::new();
    }
    let metadata = &paper.analysis.facts.metadata;
    let start = metadata.published_on.as_ref().or(metadata.signed_on.as_ref()).map(|d| (d.date, d.span));
    let end = last_day(paper, start.map(|(date, _)| date));
    let start = start.map(|dated| (EventKind::ConsultationStarted, dated));
    start.into_iter().chain(end.map(|dated| (EventKind::ConsultationEnded, dated))).collect()
}

/// The last day on which opinions are taken.
fn last_day(paper: &Paper<'_>, start: Option<Date>) -> Option<Dated> {
    let text = paper.text();
    on_time(paper).find_map(|sentence| {
        let words = sentence.of(text);
        let ends = [&CLOSING, &BEFORE].into_iter().filter_map(|regex| regex.as_ref());
        let named = ends.filter_map(|regex| regex.captures(words)).find_map(|found| {
            let has_year = number(&found, "y").is_some();
            // Without a year the day is one after the notice.
            let near = start.or_else(|| has_year.then(|| Date::constant(2000, 1, 1)))?;
            let date = day(&found, near)?;
            let is_next = !has_year && date < near;
            let date = if is_next { date.checked_add(1.year()).ok()? } else { date };
            Some((date, found.get(0)?))
        });
        let within = || {
            let found = WITHIN.as_ref()?.captures(words)?;
            let n = number(&found, "n")?;
            let date = match found.name("unit")?.as_str() {
                "个工作日" => calendar::after_working_days(start?, u32::try_from(n).ok()?)?,
                _ => start?.checked_add(n.days()).ok()?,
            };
            Some((date, found.get(0)?))
        };
        let (date, found) = named.or_else(within)?;
        let at = sentence.start as usize;
        Some((date, Span::at(at + found.start(), at + found.end())))
    })
}

fn on_time<'p>(paper: &'p Paper<'_>) -> impl Iterator<Item = Span<Norm>> + 'p {
    paper.sentences().filter(|s| ON_TIME.is_in(s.of(paper.text())))
}

fn number(found: &Captures<'_>, name: &str) -> Option<i16> {
    found.name(name).and_then(|m| m.as_str().parse().ok())
}

/// The day that was matched; what it leaves out is as in `near`.
fn day(found: &Captures<'_>, near: Date) -> Option<Date> {
    let year = number(found, "y").unwrap_or(near.year());
    let month = number(found, "m").map_or(Some(near.month()), |m| i8::try_from(m).ok())?;
    Date::new(year, month, i8::try_from(number(found, "d")?).ok()?).ok()
}
