//! The year a paper without any date speaks of: the only one that its text names.
//!
//! A reader of a copy that lost its head takes 年底前 for the end of that year. Years that say nothing of the day the paper was
//! written stay out: those in titles and numbers, of plan periods, of goals, and of what is told as done.

use super::Deadline;
use super::DeadlineKind;
use super::cursor::{is_dash, number_at};
use super::moment::Part;
use super::stretch::stretch_at;
use super::words::Role;
use crate::outline::Outline;
use crate::text::{Norm, Span, to_u32};

/// How often the year must be named: once may be chance.
const ENOUGH: usize = 2;

/// The year, when one and no other is named often enough.
pub(super) fn of(text: &str, outline: &Outline, masks: &[Span<Norm>]) -> Option<i16> {
    let mut found: Option<(i16, usize)> = None;
    for at in memchr::memmem::find_iter(text.as_bytes(), "20") {
        let Some(year) = year_at(text, at).filter(|_| !masks.iter().any(|mask| mask.holds(to_u32(at))))
        else {
            continue;
        };
        let (from, sentence) = sentence_at(text, outline, at);
        if is_told(text, sentence, at) {
            continue;
        }
        let readied = text.get(from..at).is_some_and(readies) || is_by_plan(text, at);
        let weight = if readied || is_stretch(text, at) || introduces(sentence) { ENOUGH } else { 1 };
        found = match found {
            None => Some((year, weight)),
            Some((known, count)) if known == year => Some((known, count + weight)),
            Some(_) => return None,
        };
    }
    found.filter(|(_, count)| *count >= ENOUGH).map(|(year, _)| year)
}

/// The year that stands at `at` with 年 or before the name of an event; none when it begins or ends a period or is a goal
/// (到2025年).
fn year_at(text: &str, at: usize) -> Option<i16> {
    let number = number_at(text, at).filter(|n| n.start == at && n.chars == 4)?;
    let (before, after) = (text.get(..at)?, text.get(number.end..)?);
    let joins = |c: char| is_dash(c) || matches!(c, '至' | '到' | '~' | '～' | '/' | '.');
    let rest = after.strip_prefix('年').or_else(|| names_event(before, after).then_some(after))?;
    let is_part = before.ends_with(|c: char| c.is_ascii_digit() || joins(c)) || rest.starts_with(joins);
    i16::try_from(number.value).ok().filter(|year| (2000..2100).contains(year) && !is_part)
}

/// Whether a bare year stands before the name of something held in it: 举办2023渡口节, “2023渡口节”; 2023个 counts.
fn names_event(before: &str, after: &str) -> bool {
    let held = before.ends_with(['“', '「']) || Role::Hosts.ends(before).is_some();
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let counted =
        |c: char| "元万亿余多个名户家人套亩吨千米件条项台辆公平次场座处所间份张头株立方版".contains(c);
    held && after.starts_with(['“', '「']) || held && after.starts_with(|c: char| han(c) && !counted(c))
}

/// 2023年8月1日至12月31日: days of one year laid down, which is no chance.
fn is_stretch(text: &str, at: usize) -> bool {
    let found = stretch_at(text, at);
    found.is_some_and(|s| {
        let day = |part| matches!(part, Part::Day(..));
        s.second.is_some_and(|last| {
            day(s.first.part)
                && day(last.part)
                && !text.get(last.start..).is_some_and(|t| t.starts_with("20") || t.starts_with("19"))
        })
    })
}

/// The sentence that holds `at`, and where it starts.
fn sentence_at<'a>(text: &'a str, outline: &Outline, at: usize) -> (usize, &'a str) {
    let sentences = &outline.sentences;
    let index = sentences.partition_point(|sentence| sentence.span.start as usize <= at);
    let sentence = index.checked_sub(1).and_then(|i| sentences.get(i));
    sentence.map_or((at, ""), |sentence| (sentence.span.start as usize, sentence.span.of(text)))
}

/// 为做好2031年度巡河工作，…: the purpose that a sentence opens with names the year it is for.
fn readies(head: &str) -> bool {
    let act = head.trim_start().strip_prefix('为').map(|act| act.strip_prefix('了').unwrap_or(act));
    act.is_some_and(|act| Role::Readies.ends(act).is_some_and(|word| word.len() == act.len()))
}

/// 根据2031年工作计划安排: the work of that year.
fn is_by_plan(text: &str, at: usize) -> bool {
    let led = text.get(..at).is_some_and(|head| head.ends_with("根据") || head.ends_with("按照"));
    let tail = text.get(at + "2031年".len()..).unwrap_or("");
    let clause = tail.split(['，', ',', '。', '；', '\n']).next().unwrap_or("");
    let plan = ["计划", "计划安排", "工作安排", "工作部署", "工作要点", "计划要求"];
    led && clause.chars().count() <= 16 && plan.iter().any(|end| clause.ends_with(end))
}

/// 现将2031年申报期限明确如下: the sentence says which year the days below it are of.
fn introduces(sentence: &str) -> bool {
    let bare = sentence.trim_end_matches(['：', ':', '。', ' ', '\n', '\r']);
    bare.strip_suffix("如下").is_some_and(|head| {
        ["期限", "时间", "日程", "安排", "步骤"]
            .iter()
            .any(|word| crate::text::last_chars(head, 16).contains(word))
    })
}

/// Whether the sentence tells what has been done, or only says who is meant.
fn is_told(text: &str, sentence: &str, at: usize) -> bool {
    let head = text.get(..at).unwrap_or("").trim_end_matches(['自', '从']);
    let names = ["是指", "系指"].iter().any(|word| head.ends_with(word));
    names || Role::Done.stands_in(sentence)
}

/// 3月1日前 in a paper without a date: the only year that its other days are of, when it lies after the first of them. The
/// day a rule comes into force dates no work.
pub(super) fn of_neighbours(text: &str, found: &mut [Deadline]) {
    let mut first: Option<&str> = None;
    for deadline in found.iter() {
        let Some(value) = deadline.value.as_deref().filter(|_| sets_work(text, deadline)) else { continue };
        for date in value.split('/').filter(|date| date.starts_with("20") && date.len() == "2023-07-01".len())
        {
            if first.is_some_and(|known| known.get(..4) != date.get(..4)) {
                return;
            }
            first = Some(first.map_or(date, |known| known.min(date)));
        }
    }
    let Some(first) = first.map(str::to_owned) else { return };
    let Some((year, day)) = first.split_at_checked(4) else { return };
    for deadline in found.iter_mut().filter(|d| matches!(d.kind, DeadlineKind::By | DeadlineKind::Range)) {
        // 次年1月1日前 and 每年 are of no year.
        if deadline.span.of(text).contains('年') {
            continue;
        }
        let value = deadline.value.clone().unwrap_or_default();
        let dates: Option<Vec<&str>> = value.split('/').map(|date| placed(date, day)).collect();
        let Some(dates) = dates.filter(|dates| dates.is_sorted()) else { continue };
        let dates: Vec<String> = dates.iter().map(|date| format!("{year}{date}")).collect();
        deadline.due_on = dates.last().and_then(|date| date.parse().ok());
        deadline.note = None;
        deadline.value = Some(dates.join("/"));
    }
}

/// `-03-01` of `--03-01`, when it does not lie before `first`.
fn placed<'a>(date: &'a str, first: &str) -> Option<&'a str> {
    date.strip_prefix('-').filter(|own| own.len() == first.len() && *own >= first)
}

/// Whether the days are of work to be done, and not the day a rule comes into force or how long it holds.
fn sets_work(text: &str, deadline: &Deadline) -> bool {
    let tail = text.get(deadline.span.end as usize..).unwrap_or("").trim_start_matches(['起', '，', ',']);
    match deadline.kind {
        DeadlineKind::By | DeadlineKind::Range => true,
        DeadlineKind::From => Role::Opens.starts(tail).or_else(|| Role::Receives.starts(tail)).is_some(),
        _ => false,
    }
}

/// 自7月1日起 in a paper without a date: the year of the same day elsewhere in it, 2023年7月1日至2024年6月30日, when no other
/// year has that day.
pub(super) fn of_same_day(text: &str, found: &mut [Deadline]) {
    let dates: Vec<String> = found
        .iter()
        .filter_map(|deadline| deadline.value.as_deref())
        .flat_map(|value| value.split('/'))
        .filter(|date| date.len() == "2023-07-01".len() && date.starts_with("20"))
        .map(str::to_owned)
        .collect();
    for deadline in found.iter_mut().filter(|deadline| deadline.kind == DeadlineKind::From) {
        let said = deadline.span.of(text);
        let Some(day) = deadline.value.as_deref().and_then(|value| value.strip_prefix('-')) else { continue };
        // 次年1月1日起 is of no year; the value of 自公布次月起 has no month.
        if said.contains('年') && !said.contains("今年") || day.len() != "-07-01".len() {
            continue;
        }
        let mut same = dates.iter().filter(|date| date.ends_with(day));
        if let Some(date) = same.next().filter(|date| same.all(|other| other == *date)) {
            deadline.value = Some(date.clone());
        }
    }
}
