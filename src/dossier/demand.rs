//! What is demanded of a dossier and since when: a paper is judged by the law of its day.

use std::sync::LazyLock;

use jiff::civil::Date;

use crate::lexicon::{Lexicon, Table};

/// The first and last day on which a row of a table counts; an open end is without limit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Period {
    since: Option<Date>,
    until: Option<Date>,
}

impl Period {
    /// Reads the cells `since` and `until` of rows of a table.
    pub(super) fn reader(table: &Table) -> impl Fn(&[&'static str]) -> Self + use<> {
        let (since, until) = (table.column("since"), table.column("until"));
        move |row| {
            let day = |at: usize| row.get(at).and_then(|cell| cell.parse().ok());
            Self { since: day(since), until: day(until) }
        }
    }

    /// Whether the row counts for a paper of that date; for one without a date what is in force.
    pub(super) fn holds(self, date: Option<Date>) -> bool {
        match date {
            Some(date) => self.since.is_none_or(|s| s <= date) && self.until.is_none_or(|u| date <= u),
            None => self.until.is_none(),
        }
    }
}

/// Where the demand of a check stands and the days it sets.
#[derive(Clone, Copy, Debug)]
pub(super) struct Demand {
    check: &'static str,
    period: Period,
    pub(super) basis: &'static str,
    pub(super) least: Option<u16>,
    pub(super) most: Option<u16>,
}

static DEMANDS: LazyLock<Vec<Demand>> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("dossier_bases");
    let [check, least, most, basis] = ["check", "least", "most", "basis"].map(|name| table.column(name));
    let period = Period::reader(table);
    let row = |row: &[&'static str]| {
        let cell = |at: usize| row.get(at).copied().unwrap_or("");
        Demand {
            check: cell(check),
            period: period(row),
            basis: cell(basis),
            least: cell(least).parse().ok(),
            most: cell(most).parse().ok(),
        }
    };
    table.rows().map(row).collect()
});

/// The demand of a check on a paper of that date; `None` when nothing was demanded then.
pub(super) fn of(check: &str, date: Option<Date>) -> Option<Demand> {
    DEMANDS.iter().find(|d| d.check == check && d.period.holds(date)).copied()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_paper_is_judged_by_the_law_of_its_day() {
        let check = |name: &str, day: Option<Date>, expect: Option<&str>| {
            assert_eq!(of(name, day).map(|d| d.basis), expect, "{name} {day:?}");
        };
        check("decision", Some(date(2017, 6, 1)), Some("国发〔2010〕33号"));
        check("decision", Some(date(2022, 3, 12)), Some("地方组织法第七十五条"));
        check("decision", None, Some("地方组织法第七十五条"));
        check("review", Some(date(2017, 6, 1)), None);
        check("fair_body", Some(date(2024, 7, 31)), None);
        check("fair_body", Some(date(2024, 8, 1)), Some("公平竞争审查条例第十四条"));
    }

    #[test]
    fn rows_of_one_check_never_overlap() {
        for name in ["dossier_bases", "dossier_slots"] {
            let table = Lexicon::embedded().table(name);
            let period = Period::reader(table);
            let rows: Vec<_> = table.rows().map(|row| (row[0], period(row))).collect();
            for (at, (id, one)) in rows.iter().enumerate() {
                for (_, other) in rows[at + 1..].iter().filter(|(i, _)| i == id) {
                    let (until, since) = (one.until.expect("until"), other.since.expect("since"));
                    assert!(until < since, "{name}：{id}");
                }
            }
        }
    }
}
