//! Targets for the year a paper is of: 全年完成3200亿元, 本年度改造2000套, 今年力争新开工205个.

use super::DeadlineKind;
use super::basis::Paper;
use super::cursor::eat_back;
use super::moment::{Edge, Moment, Part, Year};
use super::often;
use super::point::period;
use super::reading::{Days, Draft, Reading};
use super::words::Role;

/// What ends the clause of a target; a list with 、 goes on.
const ENDS: [char; 6] = ['，', ',', '。', '；', ';', '\n'];

/// Reads 全年 or 本年度 at the 年 that ends at `end`.
pub(super) fn whole_year(r: &Reading<'_>, end: usize) -> Option<Draft> {
    let start = eat_back(r.text, end, &["全年"])?;
    let head = r.clause_head(start);
    // 2022年全年 and 去年全年 belong to the year before them.
    if head.ends_with(|c: char| c == '年' || crate::text::is_numeral(c)) {
        return None;
    }
    if let Some(draft) = often::over_the_year(r, start, end) {
        return Some(draft);
    }
    target(r, start, end)
}

/// Reads 今年 or 本年度 in `m`; a dated paper speaks of this year as often of what has been, so what is to come must show.
pub(super) fn this_year(r: &Reading<'_>, m: &Moment) -> Option<Draft> {
    let own = m.year == Year::Shift(0) && m.is_plain_year();
    let clause = clause_after(r, m.end);
    // 今年续建191个，力争完成投资200亿元: the next clause says that it is to come.
    let builds = Role::Verb.starts(clause).is_some() && is_coming_next(r, m.end);
    let shows = r.basis.paper == Paper::Plan || is_coming(r, m.start, clause) || builds;
    (own && shows).then(|| target(r, m.start, m.end)).flatten()
}

/// The target for this year that `start..end` names; figures alone are none, they may tell what has been.
fn target(r: &Reading<'_>, start: usize, end: usize) -> Option<Draft> {
    if r.is_report() || r.told(start, end) {
        return None;
    }
    let clause = clause_after(r, end);
    if !clause.contains(|c: char| c.is_ascii_digit()) || !is_aimed(r, start, clause) {
        return None;
    }
    // A paper of no known date may tell of a year gone by: there something must speak of what is to come.
    let known = !r.is_undated() || r.basis.paper == Paper::Plan;
    if !known && !is_coming(r, start, clause) && !is_coming_next(r, end) {
        return None;
    }
    let moment = Moment { start, end, year: Year::Shift(0), part: Part::Whole, edge: Edge::Whole };
    Some(period(r.days(&moment)?, DeadlineKind::Range, start, end))
}

/// 2025年农村生活污水处理率达到60%左右: a level to be reached in a year to come, of which the subject stands between.
pub(super) fn reaches(r: &Reading<'_>, m: &Moment) -> bool {
    let Year::Stated(year) = m.year else { return false };
    let clause = clause_after(r, m.end);
    // 2022年70%以上、2025年80%以上…达到要求: the levels of several years in a row.
    let listed = r.head(m.start).trim_end().ends_with('、')
        && clause.starts_with(|c: char| c.is_ascii_digit())
        && clause.contains('%');
    // 力争2023年增加值突破1600亿元.
    let led = Role::Coming.ends(r.head(m.start)).map_or(m.start, |word| m.start - word.len());
    if !(r.opens_clause(led) || listed) || r.is_report() || r.all_told(m.start) {
        return false;
    }
    let plan = r.basis.paper == Paper::Plan;
    let ahead = r
        .basis
        .year
        .or(r.basis.spoken)
        .map_or(plan, |own| year > own || year == own && (plan || is_coming(r, m.start, clause)));
    let tail = r.tail(m.end);
    // 2025年达到标准的，给予奖励: the case of somebody.
    let rewards = clause.ends_with('的') || Role::Reward.stands_in(tail);
    ahead && !rewards && Role::Reach.stands_in(clause)
}

/// 2025年确保达到900万吨: a level to be reached in that year.
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

/// From `at` to the end of the clause; a list with 、 goes on.
pub(super) fn clause_after<'a>(r: &Reading<'a>, at: usize) -> &'a str {
    let tail = r.tail(at);
    tail.get(..tail.find(ENDS).unwrap_or(tail.len())).unwrap_or(tail).trim_start()
}

/// Whether the sentence up to there or the clause behind it speaks of what is to come.
fn is_coming(r: &Reading<'_>, start: usize, clause: &str) -> bool {
    Role::Coming.stands_in(r.head(start)) || Role::Coming.stands_in(clause)
}

/// Whether the clause behind the one that begins at `at` opens with what is to come: ，力争完成….
fn is_coming_next(r: &Reading<'_>, at: usize) -> bool {
    let next = r.tail(at).split_once(['，', ',']).map_or("", |(_, next)| next);
    Role::Coming.starts(next).is_some()
}

/// 一季度，全市计划筹集500套: what is planned, with a figure, in the clause that begins at `at` or behind its comma.
pub(super) fn plans(r: &Reading<'_>, at: usize) -> bool {
    let clause = clause_after(r, r.to - r.tail(at).trim_start_matches(['，', ',', ' ']).len());
    let act = Role::Place.starts(clause).map_or(clause, |place| clause.get(place.len()..).unwrap_or(""));
    Role::Coming.starts(act).is_some() && act.contains(|c: char| c.is_ascii_digit())
}

/// Whether something to be reached follows: an act, perhaps behind 预计 or 通过…, or a figure that 确保 or 力争 governs.
fn is_aimed(r: &Reading<'_>, start: usize, clause: &str) -> bool {
    let clause = Role::Place.starts(clause).map_or(clause, |place| clause.get(place.len()..).unwrap_or(""));
    let soft = Role::Soft.starts(clause).or_else(|| Role::Coming.starts(clause));
    let act = clause.get(soft.map_or(0, str::len)..).unwrap_or("").trim_start();
    let acts = [act, clause].iter().any(|text| Role::Verb.starts(text).is_some_and(|verb| verb != "对"));
    // 预计全年增长5% is a forecast.
    let governs = |word: &str| !matches!(word, "预计" | "计划" | "将" | "拟");
    acts || Role::Means.starts(act).is_some() || Role::Coming.ends(r.head(start)).is_some_and(governs)
}
