//! Days and years that say what they are by the words next to them alone: 拟于4月21日启动, 2025年确保达到900万吨.

use super::DeadlineKind;
use super::cursor::eat_back;
use super::moment::{Moment, Part};
use super::reading::{Days, Draft, Reading};
use super::target::clause_after;
use super::words::Role;

/// 拟于4月21日启动申请, 定于6月1日开放: the day something begins.
pub(super) fn opens_on(r: &Reading<'_>, m: &Moment, days: Days) -> Option<Draft> {
    let head = r.head(m.start).trim_end();
    let tail = r.tail(m.end).trim_start();
    let begins = Role::Opens.starts(tail).is_some();
    let day = matches!(m.part, Part::Day(..));
    let meets = Role::Meeting.stands_in(clause_after(r, m.end));
    let fits = day && begins && Role::Planned.ends(head).is_some();
    (fits && !meets && !r.is_report()).then(|| Draft {
        start: m.start,
        end: m.end,
        kind: Some(DeadlineKind::From),
        value: Some(days.since()),
        ..Draft::default()
    })
}

/// 2025年确保达到900万吨: a level to be reached by the end of the year, and not a period of work.
pub(super) fn is_level(r: &Reading<'_>, m: &Moment, days: Days) -> bool {
    let clause = clause_after(r, m.end);
    let sure = Role::Aims.starts(clause).and_then(|word| clause.strip_prefix(word));
    let aim = sure.unwrap_or(clause);
    let reached = Role::Level.starts(aim).is_some();
    let opens = r.opens_clause(m.start) || eat_back(r.text, m.start, &["到", "至"]).is_some();
    let figure = aim.contains(|c: char| crate::text::is_numeral(c));
    days.dated && reached && figure && (sure.is_some() || opens && r.is_coming(m.end))
}

/// A level told of a year gone by is none to be reached.
pub(super) fn is_gone(r: &Reading<'_>, m: &Moment, days: Days) -> bool {
    r.is_report() || r.all_told(m.start) || r.is_past(days.last) == Some(true)
}
