//! Days on which something begins or is to be done, known by the words next to them alone: 拟于4月21日启动, 请于4月21日报到.

use super::DeadlineKind;
use super::moment::{Moment, Part};
use super::point::by;
use super::reading::{Days, Draft, Reading};
use super::target::clause_after;
use super::words::Role;

/// 拟于4月21日启动申请, 定于6月1日开放: the day something begins; 将于4月21日统一调整, 请于4月21日报到: the day of an act.
pub(super) fn opens_on(r: &Reading<'_>, m: &Moment, days: Days) -> Option<Draft> {
    let head = r.head(m.start).trim_end();
    let tail = r.tail(m.end).trim_start();
    let day = matches!(m.part, Part::Day(..));
    let meets = Role::Meeting.stands_in(clause_after(r, m.end));
    if !day || meets || r.is_report() {
        return None;
    }
    let planned = Role::Planned.ends(head).is_some();
    if Role::Opens.starts(tail).is_some() {
        return planned.then(|| Draft {
            start: m.start,
            end: m.end,
            kind: Some(DeadlineKind::From),
            value: Some(days.since()),
            ..Draft::default()
        });
    }
    // 须在4月21日及以后出生 and 拟于4月21日召开的会议 say which are meant.
    let names = tail.is_empty() || tail.starts_with(['及', '或', '的', '以', '之', '和', '、']);
    let names = names || r.clause_tail(m.end).ends_with('的') || Role::Attribute.starts(tail).is_some();
    // 请各单位于4月21日报到.
    let asked = head.ends_with('于') && r.clause_head(m.start).trim_start().starts_with('请');
    (!names && (planned || asked || Role::Asked.ends(head).is_some())).then(|| by(days, m.start, m.end))
}
