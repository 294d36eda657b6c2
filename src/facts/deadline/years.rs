//! Years alone: a goal, a target period, the years of a plan, or only part of a name.

use super::DeadlineKind;
use super::basis::Paper;
use super::cursor::{eat_any, eat_back, skip_back};
use super::moment::{Moment, Year};
use super::point::{by, period};
use super::reading::{Days, Draft, Reading, is_to_be};
use super::stretch::Stretch;
use super::target;
use super::words::Role;

/// 2021—2025年: the plan's own years in its title, a target period in the text, or part of a name.
pub(super) fn year_range(r: &Reading<'_>, days: Days, stretch: &Stretch, end: usize) -> Option<Draft> {
    let head = r.head(stretch.first.start).trim_end();
    let bracketed = head.ends_with(['（', '(', '〔', '[']);
    let own = bracketed && !r.basis.title.is_empty() && {
        let mark = r.text.get(stretch.first.start..end).unwrap_or("");
        r.basis.title.contains(mark)
            && r.basis.title.contains(head.trim_end_matches(['（', '(', '〔', '[', ' ']))
    };
    if own {
        return Some(period(days, DeadlineKind::PlanPeriod, stretch.first.start, end));
    }
    // 规划期为2021—2025年, 近期（2021—2025年）: the years the paper is for.
    let term = head.trim_end_matches(['（', '(', '〔', '[', ' ', '：', ':', '为', '是']);
    if Role::PlanTerm.ends(term).is_some()
        && r.is_past(days.last) != Some(true)
        && !r.told(stretch.first.start, end)
    {
        return Some(period(days, DeadlineKind::PlanPeriod, stretch.first.start, end));
    }
    let clause = r.clause_tail(end);
    // 谋划2023—2027年巡察工作规划, 制定三年行动计划（2024—2026年）: the years the plan to be made is for.
    let named = Role::Make.ends(head).is_some() && clause.len() <= 90 && ends_in_paper(clause);
    let to_make = || {
        let name =
            r.text.get(r.clause_start(stretch.first.start.saturating_sub("（".len()))..stretch.first.start);
        let name = name.unwrap_or("").trim_end_matches(['（', '(', '〔', '[', ' ']);
        Role::Plan.ends(name).is_some() && Role::Make.stands_in(name)
    };
    if (named || bracketed && to_make())
        && r.is_past(days.last) != Some(true)
        && !r.told(stretch.first.start, end)
    {
        return Some(period(days, DeadlineKind::PlanPeriod, stretch.first.start, end));
    }
    // 用3年时间（2021年至2023年）: the years are those of the work.
    let spent = bracketed && head.trim_end_matches(['（', '(', '〔', '[', ' ']).ends_with("时间");
    let alone = bracketed && !spent
        || Role::Attribute.starts(r.tail(end)).is_some()
        || r.told(stretch.first.start, end);
    let loose = r.is_undated() && !r.is_coming(end) && !spent;
    if alone || loose || r.is_report() || r.is_past(days.last) == Some(true) {
        return None;
    }
    Some(period(days, DeadlineKind::Range, stretch.first.start, end))
}

/// 2025年 alone: a goal, a target period, the year of a plan, or only a name.
pub(super) fn plain_year(r: &Reading<'_>, m: &Moment, days: Days) -> Option<Draft> {
    let head = r.head(m.start).trim_end();
    let tail = r.tail(m.end).trim_start();
    let clause = r.clause_tail(m.end);
    if names_work(r, head, (m.end, m.year == Year::Shift(0))) {
        return None;
    }
    // 做好2018年度评选工作 does work, it makes no plan.
    let makes = Role::Make.ends(head).is_some_and(|make| make != "做好" || !clause.ends_with("工作"));
    if makes && days.dated && clause.len() <= 90 && ends_in_paper(clause) {
        return Some(period(days, DeadlineKind::PlanPeriod, m.start, m.end));
    }
    if m.year == Year::Same && Role::Through.starts(tail).is_some() {
        let start = eat_back(r.text, skip_back(r.text, m.start), &["在", "于"]);
        return start.filter(|_| !clause.ends_with('的')).map(|start| by(days, start, m.end));
    }
    if r.basis.paper == Paper::Report {
        let next = r.basis.year.is_some_and(|year| days.dated && days.first.year() == year.saturating_add(1));
        let opens = eat_back(r.text, skip_back(r.text, m.start), &["在"]).unwrap_or(m.start);
        return (next && r.opens_clause(opens))
            .then(|| period(days, DeadlineKind::PlanPeriod, m.start, m.end));
    }
    if m.year != Year::Shift(0) && target::is_level(r, m, days) {
        return (!target::is_gone(r, m, days)).then(|| period(days, DeadlineKind::Range, m.start, m.end));
    }
    if let Some(draft) = target::this_year(r, m) {
        return Some(draft);
    }
    // 锚定2035年远景目标 is the name of a goal; 会议认为，2025年，全系统深入学习… looks back.
    let judged = || r.head(m.start).trim_end_matches(['，', ',', ' ']).ends_with("认为");
    if tail.starts_with("远景") || judged() {
        return None;
    }
    aimed(r, m, days).or_else(|| target_year(r, m, days))
}

/// 研究部署2025年重点工作, 八是2025年工作目标、任务和思路: what is talked about, and no plan that is made.
fn names_work(r: &Reading<'_>, head: &str, (end, own): (usize, bool)) -> bool {
    let clause = r.clause_tail(end).trim_start().trim_start_matches("全年");
    let clause = clause.trim_end_matches(['。', '；', ';', '\n', '\r', ' ']);
    let talks = ["研究部署", "研究安排", "安排部署", "部署", "安排"].iter().any(|word| head.ends_with(word));
    let work = matches!(clause, "工作" | "重点工作" | "主要工作" | "各项工作" | "工作任务" | "重点任务");
    // 部署本年度秸秆还田工作 is about the work of a year, and no plan of one.
    let work = work || own && clause.ends_with("工作");
    let topic = head.ends_with('是')
        && ["工作目标", "工作思路", "工作打算", "工作安排"].iter().any(|word| clause.starts_with(word));
    talks && work || topic
}

/// A year that is named as a goal.
fn aimed(r: &Reading<'_>, m: &Moment, days: Days) -> Option<Draft> {
    let head = r.head(m.start).trim_end();
    let tail = r.tail(m.end).trim_start();
    let clause = r.clause_tail(m.end);
    let acts = Role::Verb.starts(tail).is_some() || is_completed(clause);
    let placed = days.dated || !r.is_undated() || r.basis.paper == Paper::Plan;
    let goal = Role::Goal.ends(head).is_some()
        && placed
        && (acts || ["目标", "任务"].iter().any(|word| clause.contains(word)));
    // 完成2021年142个建设项目: which ones are meant.
    let counted = tail.starts_with(|c: char| c.is_ascii_digit());
    (goal && !counted).then(|| by(days, m.start, m.end))
}

/// A year in which something is to be done.
fn target_year(r: &Reading<'_>, m: &Moment, days: Days) -> Option<Draft> {
    let tail = r.tail(m.end).trim_start();
    let clause = r.clause_tail(m.end);
    let acts = Role::Verb.starts(tail).is_some() || is_completed(clause);
    // 2025年计划推进 plans, 2025年计划 is a paper.
    let plans = tail.strip_prefix("计划").is_some_and(|act| Role::Verb.starts(act).is_some());
    if Role::Attribute.starts(tail).is_some() && !plans || !days.dated {
        return None;
    }
    if target::reaches(r, m) {
        return Some(period(days, DeadlineKind::Range, m.start, m.end));
    }
    let comma = eat_any(tail, 0, &["，", ","]).is_some();
    let stated = matches!(m.year, Year::Stated(_)) || r.basis.paper == Paper::Plan;
    let undated = r.is_undated() && r.basis.paper != Paper::Plan;
    let told = Role::Done.stands_in(r.head(m.start)) || r.all_told(m.start) && !is_to_be(r.tail(m.end));
    if undated && !r.is_coming(m.end) || told {
        return None;
    }
    // 2025年，全区工作以…为标准 in a plan for 2025: the year the plan is for.
    let own =
        comma && r.basis.titled && r.basis.year == Some(days.first.year()) && r.basis.paper == Paper::Plan;
    let kind = if own { DeadlineKind::PlanPeriod } else { DeadlineKind::Range };
    // 投资10亿元，其中2025年完成两座水厂.
    let led = eat_back(r.text, m.start, &["其中"]).filter(|_| acts).unwrap_or(m.start);
    (r.opens_clause(led) && stated && (comma || acts)).then(|| period(days, kind, m.start, m.end))
}

/// 群众回迁安置全部完成: the clause says that it is done by then.
fn is_completed(clause: &str) -> bool {
    let bare = clause.trim_end_matches(['。', '；', ';', ' ', '\n', '\r']);
    Role::Completed.ends(bare).is_some()
}

/// Whether a clause ends in the name of a plan: …工作计划, …实施方案.
fn ends_in_paper(clause: &str) -> bool {
    let bare = clause.trim_end_matches(['如', '下', '“', '”', '》']);
    Role::Paper.ends(bare).is_some()
}
