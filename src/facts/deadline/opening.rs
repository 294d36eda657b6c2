//! Days that something begins on, known by the words next to them alone: 拟于4月21日启动.

use super::DeadlineKind;
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
