//! Counting days the way the law does.
//!
//! 民法典第二百零一条: the day of the event is not counted. 第二百零二条: months and years end on the corresponding day, on the
//! last of the month when there is none. 第二百零三条: a term that ends on a holiday ends on the next working day.
//! Working days follow the State Council's yearly notices, swapped working weekends (调休) included. A year without a
//! notice is not guessed: the answer is `None`.

use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};

use crate::lexicon::Lexicon;

/// The days that differ from the plain week, sorted, with whether each is worked.
struct Notices {
    days: Vec<(Date, bool)>,
    years: std::ops::RangeInclusive<i16>,
}

static NOTICES: LazyLock<Notices> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("holidays");
    let (date, kind) = (table.column("date"), table.column("kind"));
    let rows = table.rows();
    let mut days: Vec<(Date, bool)> =
        rows.filter_map(|row| Some((row[date].parse().ok()?, row[kind] == "work"))).collect();
    days.sort_unstable();
    // A notice for a year names 1 January of it, and may name working days at the end of the year before.
    let new_years =
        || days.iter().filter(|(day, _)| day.month() == 1 && day.day() <= 3).map(|(day, _)| day.year());
    let years = new_years().min().unwrap_or(1)..=new_years().max().unwrap_or(0);
    Notices { days, years }
});

/// The last year with a notice; later working days are not known.
#[cfg(test)]
fn last_year() -> i16 {
    *NOTICES.years.end()
}

/// Whether people work on that day; `None` for a year without a notice.
pub(crate) fn is_working_day(day: Date) -> Option<bool> {
    if !NOTICES.years.contains(&day.year()) {
        return None;
    }
    let named = NOTICES.days.binary_search_by_key(&day, |(date, _)| *date);
    let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    Some(named.ok().and_then(|at| NOTICES.days.get(at)).map_or(!weekend, |(_, worked)| *worked))
}

/// The `count`-th working day after `start`; the day of the event is not counted.
pub(crate) fn after_working_days(start: Date, count: u32) -> Option<Date> {
    let mut day = start;
    let mut left = count;
    while left > 0 {
        day = day.tomorrow().ok()?;
        left -= u32::from(is_working_day(day)?);
    }
    Some(day)
}

/// The last day of a term of `count` days after `start`, moved to the next working day when people do not work on it.
pub(crate) fn after_days(start: Date, count: u32) -> Option<Date> {
    next_working_day(plus_days(start, i64::from(count))?)
}

/// The last day of a term of months after `start`: the corresponding day, moved like [`after_days`].
pub(crate) fn after_months(start: Date, months: u32) -> Option<Date> {
    next_working_day(plus_months(start, months)?)
}

/// The day itself when it is worked, else the next that is.
pub(crate) fn next_working_day(day: Date) -> Option<Date> {
    let mut day = day;
    while !is_working_day(day)? {
        day = day.tomorrow().ok()?;
    }
    Some(day)
}

/// `days` calendar days later.
pub(crate) fn plus_days(start: Date, days: i64) -> Option<Date> {
    start.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// The corresponding day `months` months later, or the last of that month when it has no such day.
pub(crate) fn plus_months(start: Date, months: u32) -> Option<Date> {
    start.checked_add(jiff::Span::new().try_months(i64::from(months)).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("date")
    }

    #[test]
    fn knows_holidays_and_swapped_weekends() {
        let cases = [
            ("2025-01-24", Some(true)),
            ("2025-01-26", Some(true)),  // Sunday, worked before the Spring Festival
            ("2025-01-28", Some(false)), // Tuesday, holiday
            ("2025-02-08", Some(true)),  // Saturday, worked
            ("2025-03-01", Some(false)), // plain Saturday
            ("2025-10-08", Some(false)),
            ("2025-10-11", Some(true)),
            ("2006-12-29", None),
            ("2027-01-04", None),
        ];
        for (date, expect) in cases {
            assert_eq!(is_working_day(day(date)), expect, "{date}");
        }
        assert_eq!(last_year(), 2026);
    }

    #[test]
    fn counts_working_days() {
        let cases = [
            ("2025-01-24", 1, Some("2025-01-26")),
            ("2025-01-24", 3, Some("2025-02-05")),
            ("2025-09-26", 5, Some("2025-10-10")),
            ("2025-03-03", 0, Some("2025-03-03")),
            ("2026-12-31", 1, None),
        ];
        for (start, count, expect) in cases {
            assert_eq!(after_working_days(day(start), count), expect.map(day), "{start} + {count}");
        }
    }

    #[test]
    fn counts_days_and_months_by_the_civil_code() {
        assert_eq!(after_days(day("2025-03-03"), 15), Some(day("2025-03-18")));
        assert_eq!(after_days(day("2025-02-18"), 60), Some(day("2025-04-21"))); // ends on a Saturday
        assert_eq!(after_days(day("2025-09-26"), 5), Some(day("2025-10-09"))); // ends inside the October holidays
        assert_eq!(after_months(day("2024-01-31"), 1), Some(day("2024-02-29")));
        assert_eq!(after_months(day("2023-09-10"), 12), Some(day("2024-09-10")));
        assert_eq!(after_months(day("2025-08-31"), 1), Some(day("2025-09-30")));
        assert_eq!(after_months(day("2026-06-01"), 12), None);
    }
}
