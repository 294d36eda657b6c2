//! Days and years that say what they are by the words next to them alone: 拟于4月21日启动, 2025年确保达到800万吨.

use super::DeadlineKind;
use super::cursor::eat_back;
use super::moment::{Moment, Part};
use super::reading::{Days, Draft, Reading};
use super::target::clause_after;
use super::words::Role;

/// 拟于4月21日启动申请, 定于6月1日开放: the day something begins.
pub(super) fn opens_on(r: &Reading<'_>, m: &Moment, days: Days) -> Option<Draft> {
    let head = r.head(m.start).trim_end();
    let planned = ["拟于", "拟在", "定于", "将于", "将在", "计划于", "计划在", "预计于"];
    let tail = r.tail(m.end).trim_start();
    let begins =
        ["启动", "开放", "开通", "开始", "上线", "启用", "正式"].iter().any(|word| tail.starts_with(word));
    let day = matches!(m.part, Part::Day(..));
    let meets = Role::Meeting.stands_in(clause_after(r, m.end));
    let fits = day && begins && planned.iter().any(|word| head.ends_with(word));
    (fits && !meets && !r.is_report()).then(|| Draft {
        start: m.start,
        end: m.end,
        kind: Some(DeadlineKind::From),
        value: Some(days.since()),
        ..Draft::default()
    })
}

/// 2025年确保达到800万吨: a level to be reached by the end of the year, and not a period of work.
pub(super) fn is_level(r: &Reading<'_>, m: &Moment, days: Days) -> bool {
    let clause = clause_after(r, m.end);
    let sure =
        ["确保", "力争", "要", "争取", "预计", "计划"].iter().find_map(|word| clause.strip_prefix(word));
    let aim = sure.unwrap_or(clause);
    let reached = ["达到", "达", "突破", "不低于", "不少于", "超过", "稳定在", "控制在"]
        .iter()
        .any(|word| aim.starts_with(word));
    let opens = r.opens_clause(m.start) || eat_back(r.text, m.start, &["到", "至"]).is_some();
    let figure = aim.contains(|c: char| crate::text::is_numeral(c));
    days.dated && reached && figure && (sure.is_some() || opens && r.is_coming(m.end))
}

/// A level told of a year gone by is none to be reached.
pub(super) fn is_gone(r: &Reading<'_>, m: &Moment, days: Days) -> bool {
    r.is_report() || r.all_told(m.start) || r.is_past(days.last) == Some(true)
}
