//! Recurring duties on the calendar: the first date and the rule of RFC 5545 for `R/P3M`, `R/P1Y;by=12-31` and the like.
//!
//! A duty without a day of its own falls on the last day of its period (week: Friday), counted in calendar periods, never
//! before the date the document counts from.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::Serialize;

/// When a recurring duty falls due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Recurrence {
    /// The first date.
    pub first: Date,
    /// `FREQ=…`, without `UNTIL`.
    pub rule: String,
}

/// Reads the `value` of a deadline of kind frequency.
pub(super) fn of(value: &str, from: Date) -> Option<Recurrence> {
    let mut parts = value.strip_prefix("R/P")?.split(';');
    let period = parts.next()?;
    let by = parts.find_map(|part| part.strip_prefix("by="));
    let digits = period.bytes().take_while(u8::is_ascii_digit).count();
    let count: i32 = period.get(..digits)?.parse().ok().filter(|n| (1..=100).contains(n))?;
    match (period.get(digits..)?, by) {
        ("D", _) => Some(Recurrence { first: from, rule: every("DAILY", count) }),
        ("BD", _) => {
            let first = (0..7).filter_map(|n| from.checked_add(n.days()).ok()).find(is_weekday)?;
            Some(Recurrence { first, rule: format!("{};BYDAY=MO,TU,WE,TH,FR", every("WEEKLY", 1)) })
        }
        ("W", _) => {
            let to_friday = (0..7).filter_map(|n| from.checked_add(n.days()).ok());
            let first = to_friday.into_iter().find(|d| d.weekday() == Weekday::Friday)?;
            Some(Recurrence { first, rule: format!("{};BYDAY=FR", every("WEEKLY", count)) })
        }
        ("M", by) => monthly(count, by.and_then(|day| day.parse().ok()), from),
        ("Y", by) => yearly(count, by, from),
        _ => None,
    }
}

/// The days between two days, both included, on which a duty that says its day falls due; none for one that does not say it.
#[must_use]
pub fn turns(value: &str, from: Date, last: Date) -> Option<Vec<Date>> {
    let (period, _) = value.strip_prefix("R/P")?.split_once(";by=")?;
    let (count, unit) = period.split_at_checked(period.bytes().take_while(u8::is_ascii_digit).count())?;
    let skipped = count.parse::<i64>().ok()?.checked_sub(1)?;
    let pause = match unit {
        "Y" => jiff::Span::new().try_years(skipped),
        "M" => jiff::Span::new().try_months(skipped),
        _ => return None,
    };
    let pause = pause.ok()?;
    let next = |day: &Date| Some(of(value, day.checked_add(pause).ok()?.tomorrow().ok()?)?.first);
    let days = std::iter::successors(of(value, from).map(|r| r.first), next);
    Some(days.take_while(|day| *day <= last).collect())
}

fn every(unit: &str, count: i32) -> String {
    if count == 1 { format!("FREQ={unit}") } else { format!("FREQ={unit};INTERVAL={count}") }
}

fn is_weekday(date: &Date) -> bool {
    !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// Every `count` months on a day, else on the last day; periods that divide the year end where the year's do.
fn monthly(count: i32, day: Option<i8>, from: Date) -> Option<Recurrence> {
    let divides = 12 % count == 0;
    let mut month = from.first_of_month();
    for _ in 0..=count {
        let date = on(month, day)?;
        if date >= from && (!divides || i32::from(date.month()) % count == 0) {
            let rule = format!("{};{}", every("MONTHLY", count), month_day(day));
            return Some(Recurrence { first: date, rule });
        }
        month = month.checked_add(1.month()).ok()?;
    }
    None
}

/// That day of the month, or the last one when the month is shorter or no day is said.
fn on(month: Date, day: Option<i8>) -> Option<Date> {
    let last = month.days_in_month();
    Date::new(month.year(), month.month(), day.unwrap_or(last).clamp(1, last)).ok()
}

/// The day in a rule; a day that short months lack falls on their last day.
fn month_day(day: Option<i8>) -> String {
    match day {
        Some(day @ 1..=28) => format!("BYMONTHDAY={day}"),
        Some(29) => "BYMONTHDAY=28,29;BYSETPOS=-1".to_owned(),
        Some(30) => "BYMONTHDAY=28,29,30;BYSETPOS=-1".to_owned(),
        _ => "BYMONTHDAY=-1".to_owned(),
    }
}

/// Every `count` years on month and day, else on 31 December.
fn yearly(count: i32, by: Option<&str>, from: Date) -> Option<Recurrence> {
    let (month, day) = by.and_then(|by| by.split_once('-')).unwrap_or(("12", "31"));
    let (month, day): (i8, i8) = (month.parse().ok()?, day.parse().ok()?);
    let first = (0..2).filter_map(|n| on(Date::new(from.year().checked_add(n)?, month, 1).ok()?, Some(day)));
    let first = first.into_iter().find(|date| *date >= from)?;
    Some(Recurrence { first, rule: every("YEARLY", count) })
}

#[cfg(test)]
mod tests {
    use super::{of, turns};

    #[test]
    fn turns_within_a_window() {
        let day = |d: &str| d.parse::<jiff::civil::Date>().expect("date");
        for (value, expect) in [
            ("R/P1Y;by=03-31", Some("2024-03-31 2025-03-31")),
            ("R/P2Y;by=03-31", Some("2024-03-31")),
            ("R/P6M;by=25", Some("2024-06-25 2024-12-25")),
            ("R/P1Y;by=02-01", Some("2024-02-01 2025-02-01")),
            ("R/P1Y", None),
            ("R/P3M;n=1", None),
        ] {
            let found = turns(value, day("2024-02-01"), day("2025-04-01"));
            let found = found.map(|days| days.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
            assert_eq!(found.as_deref(), expect, "{value}");
        }
    }

    #[test]
    fn rules() {
        for (value, from, expect) in [
            ("R/P1Y", "2024-03-05", Some(("2024-12-31", "FREQ=YEARLY"))),
            ("R/P1Y;by=01-31", "2024-03-05", Some(("2025-01-31", "FREQ=YEARLY"))),
            ("R/P2Y;min=1", "2024-03-05", Some(("2024-12-31", "FREQ=YEARLY;INTERVAL=2"))),
            ("R/P3M", "2024-03-05", Some(("2024-03-31", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1"))),
            ("R/P3M", "2024-04-01", Some(("2024-06-30", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1"))),
            ("R/P6M", "2024-07-01", Some(("2024-12-31", "FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=-1"))),
            ("R/P1M;by=25", "2024-03-26", Some(("2024-04-25", "FREQ=MONTHLY;BYMONTHDAY=25"))),
            (
                "R/P1M;by=30",
                "2024-02-01",
                Some(("2024-02-29", "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1")),
            ),
            ("R/P1W", "2024-03-05", Some(("2024-03-08", "FREQ=WEEKLY;BYDAY=FR"))),
            ("R/P1BD", "2024-03-09", Some(("2024-03-11", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"))),
            ("R/P1D", "2024-03-09", Some(("2024-03-09", "FREQ=DAILY"))),
            ("R/P0M", "2024-03-09", None),
            ("P3M", "2024-03-09", None),
        ] {
            let found = of(value, from.parse().expect("date"));
            let found = found.map(|r| (r.first.to_string(), r.rule));
            assert_eq!(found, expect.map(|(a, b)| (a.to_owned(), b.to_owned())), "{value}");
        }
    }
}
