//! Days on which something begins or is to be done, known by the words next to them alone: 拟于4月21日启动, 请于4月21日报到.

use super::DeadlineKind;
use super::cursor::eat_any;
use super::moment::{Moment, Part};
use super::point::by;
use super::reading::{Days, Draft, Reading};
use super::stretch::{skip_clock, skip_note};
use super::words::Role;
use crate::text::first_chars;

/// 拟于4月21日启动申请, 定于6月1日开放: the day something begins; 将于4月21日统一调整, 请于4月21日报到: the day of an act.
pub(super) fn opens_on(r: &Reading<'_>, m: &Moment, days: Days) -> Option<Draft> {
    let head = r.head(m.start).trim_end();
    let tail = r.tail(m.end).trim_start();
    let day = matches!(m.part, Part::Day(..));
    // 定于4月21日（周二）全天，在县城召开大会: a meeting, and no act of the addressee.
    let meets = Role::Meeting.stands_in(first_chars(r.tail(m.end), 30));
    if !day || r.is_report() {
        return None;
    }
    // 请各单位负责人于4月21日上午到会务组签到: the meeting of another clause is no matter.
    let act = r.clause_tail(skip_clock(r.text, skip_note(r.text, m.end)));
    let registers = head.ends_with(['于', '在']) && act.trim_end().ends_with("报到");
    let whose = act.is_empty() || act.trim_end().ends_with('的') || Role::Attribute.starts(act).is_some();
    let bidden = head.ends_with('于') && asks(head) && !whose && !Role::Meeting.stands_in(act);
    if is_stage(r, m, head, tail) || calls_on(r, m) || registers || bidden {
        return Some(by(days, m.start, m.end));
    }
    if meets {
        return None;
    }
    // 港口将在3月24日选举新主席, in news of no date, asks nothing of anybody.
    let planned = Role::Planned.ends(head).is_some() && days.dated;
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
    // 将于8月30日到期 is said of another paper.
    let ends = ["到期", "届满", "期满", "失效", "结束", "截止"].iter().any(|end| tail.starts_with(end));
    let names =
        names || ends || r.clause_tail(m.end).ends_with('的') || Role::Attribute.starts(tail).is_some();
    (!names && (planned || Role::Asked.ends(head).is_some())).then(|| by(days, m.start, m.end))
}

/// Whether the clause, a row of names with 、 included, begins with 请.
fn asks(head: &str) -> bool {
    let clause = head.rsplit(['。', '；', ';', '，', ',', '：', ':', '\n']).next().unwrap_or(head);
    let numbered = |c: char| crate::text::is_numeral(c) || "、.．（）() \u{3000}".contains(c);
    let asked = clause.trim_start_matches(numbered).strip_prefix('请');
    asked.is_some_and(|rest| !rest.starts_with(['示', '求', '假', '购', '调']))
}

/// （一）动员部署（4月10日）: the day of a step in brackets behind its name.
fn is_stage(r: &Reading<'_>, m: &Moment, head: &str, tail: &str) -> bool {
    follows_stage(head) && tail.starts_with(['）', ')']) && (r.basis.about.is_some() || m.has_year())
}

/// Whether `head` ends with the name of a step and an opening bracket: 动员部署阶段（.
pub(super) fn follows_stage(head: &str) -> bool {
    let Some(name) = head.trim_end().strip_suffix(['（', '(']) else { return false };
    let name =
        name.rsplit(['。', '，', ',', '；', ';', '、', '）', ')', '.', '\n', ' ']).next().unwrap_or(name);
    Role::Stages.ends(name).is_some() && name.chars().count() <= 12
}

/// 4月21日上午，请各单位将材料送至…: what is asked of the addressee on that day.
fn calls_on(r: &Reading<'_>, m: &Moment) -> bool {
    let clock = skip_clock(r.text, skip_note(r.text, m.end));
    let clock = eat_any(r.text, clock, &["上午", "下午", "全天"]).unwrap_or(clock);
    let Some(clause) = r.tail(clock).strip_prefix(['，', ',']) else { return false };
    let near = first_chars(clause.split(['，', ',', '。', '；', '\n']).next().unwrap_or(clause), 14);
    let asked = near.starts_with('请') || Role::Calls.stands_in(near);
    r.opens_clause(m.start) && asked && r.basis.about.is_some() && !r.told(m.start, m.end)
}
