//! Hours and days behind a period: 每周五15时前, 每月第一个周五 and 每季度首月10日前 belong to the duty, 每天上午8:30至12:00 says when
//! something is open.

use super::cursor::{eat, eat_any, eat_dash, number_at, skip};
use super::reading::Reading;
use super::stretch::skip_clock;
use super::target::clause_after;
use super::words::Role;

/// Where the weekdays and the hour with its 前 behind 每周 or 每日 end: 五15时前, 一、三、五; nothing of them alone moves the end.
pub(super) fn hour_of(r: &Reading<'_>, end: usize) -> usize {
    const DAYS: [&str; 8] = ["一", "二", "三", "四", "五", "六", "日", "天"];
    let text = r.text;
    let mut at = end;
    if text.get(..end).is_some_and(|head| head.ends_with('周') || head.ends_with("星期")) {
        while let Some(day) =
            eat_any(text, at, &["、", "和", "及"]).or(Some(at)).and_then(|at| eat_any(text, at, &DAYS))
        {
            at = day;
        }
    }
    let timed = skip_clock(text, at);
    eat_any(text, skip(text, timed), &["之前", "以前", "前"])
        .filter(|to| *to <= r.to && timed > end)
        .unwrap_or(end)
}

/// Whether opening hours stand behind 每天 and 每周: 上午8:30至12:00, 一至周五, 上午9时开放; what is reported then is a duty.
pub(super) fn is_open_hours(r: &Reading<'_>, end: usize) -> bool {
    let from = eat(r.text, skip(r.text, end), "的").unwrap_or(end);
    let clock = skip_clock(r.text, from);
    let timed = clock > from;
    let to = eat_dash(r.text, clock).map(|to| skip_clock(r.text, to)).filter(|_| timed);
    let weekdays = eat_any(r.text, end, &["一", "二"]).and_then(|day| eat_dash(r.text, day));
    let clause = clause_after(r, to.or(weekdays).unwrap_or(clock));
    let opens = timed && Role::Money.starts(clause).is_some();
    let reports = Role::Routine.stands_in(clause) || Role::EachAct.stands_in(clause);
    opens || (to.is_some() || weekdays.is_some()) && !reports
}

/// Where 第一个星期六, 最后一个周五 or 首个工作日 behind 每月的 ends.
pub(super) fn weekday_of_month(text: &str, at: usize) -> Option<usize> {
    let counted = eat(text, at, "第").and_then(|to| number_at(text, to)).filter(|n| n.value <= 5);
    let at = counted.map(|n| n.end).or_else(|| eat_any(text, at, &["最后一", "最后1", "首"]))?;
    let at = eat(text, at, "个").unwrap_or(at);
    let weekday = eat_any(text, at, &["星期", "周"])
        .and_then(|to| eat_any(text, to, &["一", "二", "三", "四", "五", "六", "日", "天"]));
    weekday.or_else(|| eat(text, at, "工作日"))
}

/// Where 首月10日前 or 第一个月的5日前 behind 每季度 ends.
pub(super) fn day_of_quarter(r: &Reading<'_>, at: usize) -> Option<usize> {
    let months = ["首月", "末月", "第一个月", "第二个月", "第三个月", "最后一个月"];
    let month = eat_any(r.text, at, &months)?;
    let day = number_at(r.text, skip(r.text, eat(r.text, month, "的").unwrap_or(month)))?;
    let end = eat_any(r.text, skip(r.text, day.end), &["日", "号"])?;
    eat_any(r.text, skip(r.text, end), &["之前", "以前", "前"]).filter(|end| *end <= r.to)
}
