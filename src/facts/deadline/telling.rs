//! What tells of days gone by and asks nothing of anybody: 截至9月底，共办结32件; 1—2月，投资同比增长; 某会议召开.

use super::basis::Paper;
use super::moment::{Moment, Part};
use super::reading::{Days, Reading};
use super::stretch::Stretch;
use super::target;
use super::words::Role;
use crate::text::first_chars;

/// 12月24日至25日，会议在…召开, 1至11月新增就业…: days the paper tells of.
pub(super) fn is_told_range(r: &Reading<'_>, days: Days, end: usize) -> bool {
    // From one day of a year to one of the next: even news name it as what is laid down.
    let laid_down = days.dated && days.first.year() < days.last.year() && !r.all_told(end);
    // 1—6月，完成投资45亿元，占年度计划的52%: the 计划 of what is told plans nothing.
    let told = r.is_report() && Role::Done.stands_in(first_chars(r.tail(end), 40));
    let loose = r.is_report() && !laid_down || !days.dated && r.basis.paper != Paper::Plan;
    // 3月1日至4日推选代表，5日召开大会: the meeting is of another clause.
    let tail = r.tail(end);
    let clause = if tail.trim_start().starts_with(['，', ',']) { tail } else { r.clause_tail(end) };
    // 2028年1月至2030年5月底，共收案件32件: so many in that time.
    sums_up(tail) || Role::Meeting.stands_in(first_chars(clause, 20)) || loose && (told || !r.is_coming(end))
}

/// 1月17日至19日，某会议召开，会议审议通过了…; 1—2月，全市投资同比增长…; 从1—2月情况看: the sentence that the days open tells of them.
pub(super) fn opens_story(r: &Reading<'_>, first: &Moment, end: usize) -> bool {
    let head = r.head(first.start).trim_end();
    let tail = r.tail(end);
    if head.ends_with('从') && r.clause_tail(end).ends_with(['看', '来']) {
        return true;
    }
    let Some(rest) = tail.trim_start().strip_prefix(['，', ',']) else { return false };
    let clause = rest.split(['，', ',', '。', '；']).next().unwrap_or(rest);
    let compared = ["同比", "环比"].iter().any(|word| clause.contains(word));
    if compared && matches!(first.part, Part::Month(_)) && !r.is_coming(end) {
        return true;
    }
    let told = rest.match_indices('了').any(|(i, of)| {
        let apart = rest.get(i + of.len()..).is_some_and(|rest| !rest.starts_with(['解', '结']));
        apart && rest.get(..i).is_some_and(|head| !head.ends_with(['为', '除']))
    });
    head.is_empty() && told && r.basis.paper != Paper::Plan && !r.is_coming(end)
}

/// Whether what follows the days makes them part of a name, 期, 届; 3月16日至31日检查验收 says what is done then.
pub(super) fn names_by_days(tail: &str) -> bool {
    let acts = [Role::Routine, Role::Steps, Role::Acts, Role::Stages];
    Role::Attribute.starts(tail).is_some_and(|word| {
        !acts.iter().any(|role| role.starts(tail).is_some_and(|act| act.len() > word.len()))
    })
}

/// 预计11月底可完成, 力争到2033年, 计划于5月底前: a report looks ahead where such a word stands right before the time.
pub(super) fn foretells(r: &Reading<'_>, stretch: &Stretch) -> bool {
    if !r.is_report() {
        return false;
    }
    let head = r.head(stretch.first.start).trim_end();
    let bare = head.strip_suffix(['到', '至']).unwrap_or(head);
    let bare = bare.strip_suffix(['于', '在']).unwrap_or(bare);
    let Some(word) = Role::Coming.ends(bare) else { return false };
    let led = bare.len() < head.len();
    // 原计划于年底完成 tells of what came to nothing, 将5月作为 does not look ahead.
    let before = bare.strip_suffix(word).unwrap_or(bare);
    let lost = before.ends_with('原') || word == "将" && !led;
    // 预计明年市场回暖 is what somebody thinks, 投资计划2031年 the name of a plan.
    let year = stretch.first.is_plain_year() && !led;
    !lost
        && !year
        && !is_thought(r, stretch.first.start, stretch.end)
        && !r.told(stretch.first.start, stretch.end)
}

/// 预计下半年市场回暖: what somebody thinks will come; 预计11月底完成 says by when something is done.
pub(super) fn is_thought(r: &Reading<'_>, start: usize, end: usize) -> bool {
    let head = r.head(start).trim_end().trim_end_matches(['于', '在', '到', '至', '将']);
    head.ends_with("预计") && !Role::Completed.stands_in(target::clause_after(r, end))
}

/// 据统计，3月1日至10日，成交500套: the sentence tells of figures.
pub(super) fn is_tallied(r: &Reading<'_>, start: usize, end: usize) -> bool {
    Role::Tallied.stands_in(r.head(start)) && !r.is_coming(end)
}

/// 本月底到期: when something else runs out.
pub(super) fn runs_out(tail: &str) -> bool {
    ["到期", "届满", "期满", "失效"].iter().any(|end| tail.starts_with(end))
}

/// 一季度末，贷款余额达50亿元: how much there was on that day.
pub(super) fn is_balance(r: &Reading<'_>, end: usize) -> bool {
    let clause = target::clause_after(r, r.to - r.tail(end).trim_start_matches(['，', ',', ' ']).len());
    r.basis.paper != Paper::Plan && clause.contains("余额") && !r.is_coming(end)
}

/// Whether figures follow after a comma, as in 截至9月底，共办结32件.
pub(super) fn counts(tail: &str) -> bool {
    tail.trim_start().starts_with(['，', ',']) && tail.contains(|c: char| c.is_ascii_digit())
}

/// 截止9月底，全县共申报5个: so many by then.
pub(super) fn sums_up(tail: &str) -> bool {
    let clause = tail.trim_start().strip_prefix(['，', ',']).unwrap_or("");
    let clause = clause.split(['，', ',', '。', '；']).next().unwrap_or(clause);
    clause
        .find('共')
        .is_some_and(|at| clause.get(at..).is_some_and(|rest| rest.contains(crate::text::is_numeral)))
}

/// Whether the clause tells of the moment; 第三季度生产总值（GDP）同比增长 goes on over the bracket.
pub(super) fn is_told(r: &Reading<'_>, m: &Moment) -> bool {
    is_measured(r, m.end) || r.told(m.start, m.end)
}

/// 1—7月接待游客、实现旅游收入同比增长: figures of what has been.
pub(super) fn is_measured(r: &Reading<'_>, end: usize) -> bool {
    let clause = target::clause_after(r, end);
    r.basis.paper != Paper::Plan && ["同比", "环比"].iter().any(|word| clause.contains(word))
}
