//! Of which years the two ends of a range are, when not both of them say so.

use jiff::civil::Date;

use super::reading::{Days, Reading};

/// 1月20日至2月24日 in a paper of December on the work of its year: both ends lie ahead when the first does.
pub(super) fn rolled_on(r: &Reading<'_>, first: Days, last: Days) -> Days {
    let year = first.first.year();
    let behind = first.rolled && !last.rolled && last.dated && r.is_past(last.last) == Some(true);
    let next = behind.then(|| last.last.with().year(year).build().ok()).flatten();
    next.filter(|end| *end >= first.first).map_or(last, |end| Days { last: end, rolled: true, ..last })
}

/// 3月14日—4月30日 in a paper of April began in its own year.
pub(super) fn unrolled(first: Days, last: Days) -> Days {
    let before = first.first.year().checked_sub(1).filter(|_| first.rolled && !last.rolled);
    let at = |day: Date| before.and_then(|year| day.with().year(year).build().ok());
    match (at(first.first), at(first.last)) {
        (Some(start), Some(end)) if first.dated && last.dated => {
            Days { first: start, last: end, dated: true, rolled: false }
        }
        _ => first,
    }
}

/// 今年12月1日至2025年12月31日: what has no year of its own takes that of the other end, or the year before.
pub(super) fn same_year(first: Days, last: Days) -> Days {
    let at = |year: i16, day: Date| day.with().year(year).build().unwrap_or(day);
    if first.dated || !last.dated {
        return first;
    }
    let year = last.last.year();
    let year = if at(year, first.first) > last.last { year.saturating_sub(1) } else { year };
    Days { first: at(year, first.first), last: at(year, first.last), dated: true, rolled: false }
}

/// 自本（120）年7月18日至本年10月18日: this year is the one just named.
pub(super) fn of_named_year(first: Days, last: Days) -> Days {
    let end = last.last.with().year(first.first.year()).build().ok();
    let named = end.filter(|end| first.dated && !last.dated && *end >= first.first);
    named.map_or(last, |end| Days { first: end, last: end, dated: true, rolled: false })
}
