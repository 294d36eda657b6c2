//! Decides what a moment or a stretch is: a due date, a start, a target period, or no deadline at all.

use super::amount::{Amount, Unit};
use super::basis::Paper;
use super::cursor::{after, eat, eat_any, eat_back, eat_dash, number_at, number_back, skip, skip_back};
use super::ends::{of_named_year, rolled_on, same_year, unrolled};
use super::label::{is_labelled, is_page, is_timed, names_demand, names_term};
use super::meant;
use super::moment::{Edge, Moment, Part, Year, moment_at};
use super::opening;
use super::period::since_own_start;
use super::reading::{Days, Draft, Reading};
use super::start::{
    counts_from_event, from_month_after, from_month_after_publishing, later, month_after, since, takes_effect,
};
use super::stretch::{Stretch, hour_before, is_clocked, skip_clock, skip_note};
use super::target;
use super::telling::{self, counts, is_measured, is_told, is_told_range, opens_story, sums_up};
use super::within;
use super::words::Role;
use super::years::{plain_year, year_range};
use super::{Anchor, DeadlineKind};

/// The word behind a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    Before,
    From,
    After,
    Until,
    Within,
    During,
    Free,
}

/// What was read at a place: where it ends, the deadline if it is one, and the year it leaves standing.
#[derive(Clone, Debug, Default)]
pub(super) struct Taken {
    pub end: usize,
    pub draft: Option<Draft>,
    pub year: Option<i16>,
}

/// Classifies a stretch of the calendar in its sentence.
pub(super) fn classify(r: &Reading<'_>, stretch: &Stretch) -> Taken {
    let ahead = telling::foretells(r, stretch).then_some(Reading { ahead: true, ..*r });
    let r = ahead.as_ref().unwrap_or(r);
    let year = [stretch.second.map(|m| m.year), Some(stretch.first.year)];
    let year = year.into_iter().flatten().find_map(|y| if let Year::Stated(y) = y { Some(y) } else { None });
    let (bound, end) = bound_at(r, stretch);
    let mut draft = match stretch.second {
        _ if is_page(r, stretch) => None,
        Some(second) => range(r, stretch, &second, (bound, end)),
        None => point(r, &stretch.first, (bound, end)),
    };
    if let (Bound::Before, Some((start, _)), Some(draft)) =
        (bound, behind_weekday(r, stretch), draft.as_mut())
    {
        draft.start = start;
    }
    Taken { end, draft, year }
}

/// The word behind a moment and where it ends.
fn bound_at(r: &Reading<'_>, stretch: &Stretch) -> (Bound, usize) {
    let at = stretch.end;
    if let Some(end) = hour_before(r.text, at).filter(|end| *end <= r.to) {
        return (Bound::Before, end);
    }
    let noted = skip(r.text, skip_note(r.text, at));
    let noted = behind_weekday(r, stretch).map_or(noted, |(_, end)| end);
    let clock = skip_clock(r.text, noted);
    let (timed, noted) = (clock > noted, clock);
    let words: [(&str, Bound, &str); 18] = [
        ("之前", Bound::Before, ""),
        ("以前", Bound::Before, ""),
        ("前", Bound::Before, "期后述三十置列沿0123456789一二两四五六七八九"),
        ("之日起", Bound::From, ""),
        ("日起", Bound::From, ""),
        ("起", Bound::From, "草码点步诉伏初来算"),
        ("开始", Bound::From, ""),
        ("之后", Bound::After, ""),
        ("以后", Bound::After, ""),
        ("后", Bound::After, "续期备勤置评补半"),
        ("为止", Bound::Until, ""),
        ("止", Bound::Until, "损"),
        ("以内", Bound::Within, ""),
        ("之内", Bound::Within, ""),
        ("期间", Bound::During, ""),
        // 期间 as a scan misreads it.
        ("期问", Bound::During, "题卷询诊世"),
        ("期内", Bound::Within, ""),
        ("内", Bound::Within, "部容控蒙外涵"),
    ];
    let found = words.iter().find_map(|(word, bound, not)| {
        let end = eat(r.text, noted, word).filter(|end| *end <= r.to)?;
        // 2月19日14:00开始: when a meeting begins; 从2月19日14:00开始 may go on.
        let begins =
            timed && *word == "开始" && !r.head(stretch.first.start).trim_end().ends_with(['从', '自']);
        // 11月10日前一并反馈 goes on with an adverb, 前一年 is another word.
        let adverb = eat_any(r.text, end, &["一并", "一次性", "一律"]).is_some();
        let other = !adverb && after(r.text, end).is_some_and(|c| not.contains(c));
        // 10月底前1200户 goes on with a figure, 前100名 is another word.
        let figure = *word == "前" && number_at(r.text, end).is_some_and(|n| n.value >= 1000);
        let other = other && !figure;
        let demand = *word == "内" && names_demand(r, end);
        // 8月3日上午9时起至12时止: hours of one day.
        let hours =
            *bound == Bound::From && eat_dash(r.text, end).is_some_and(|to| skip_clock(r.text, to) > to);
        let demand = demand || hours && timed;
        (!begins && !other && !demand).then_some((*bound, end))
    });
    found.unwrap_or((Bound::Free, at))
}

/// 本周五（5月10日）下班前: the bracket only says which day it is; where the weekday starts and the bracket ends.
fn behind_weekday(r: &Reading<'_>, stretch: &Stretch) -> Option<(usize, usize)> {
    let open = eat_back(r.text, stretch.first.start, &["（", "("])?;
    let day = open.checked_sub(Role::Weekday.ends(r.head(open))?.len())?;
    let end = eat_any(r.text, stretch.end, &["）", ")"]).filter(|_| stretch.second.is_none())?;
    Some((eat_back(r.text, day, &["本", "下", "这"]).unwrap_or(day), end))
}

/// 报送时间：2018年快报每月8日前: the year belongs to what is named behind it.
fn names_year(r: &Reading<'_>, m: &Moment) -> bool {
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    m.is_plain_year() && r.tail(m.end).starts_with(han) && Role::Verb.starts(r.tail(m.end)).is_none()
}

/// A deadline on a known or symbolic last day.
pub(super) fn by(days: Days, start: usize, end: usize) -> Draft {
    Draft {
        start,
        end,
        kind: Some(DeadlineKind::By),
        value: Some(days.until()),
        due_on: days.dated.then_some(days.last),
        note: (!days.dated).then_some("年份不明").or(days.rolled.then_some("早于成文日期，按下一年计")),
        ..Draft::default()
    }
}

/// A period with both ends.
pub(super) fn period(days: Days, kind: DeadlineKind, start: usize, end: usize) -> Draft {
    Draft {
        start,
        end,
        kind: Some(kind),
        value: Some(format!("{}/{}", days.since(), days.until())),
        due_on: days.dated.then_some(days.last),
        note: (!days.dated).then_some("年份不明"),
        ..Draft::default()
    }
}

/// Two joined moments.
fn range(r: &Reading<'_>, stretch: &Stretch, second: &Moment, (bound, end): (Bound, usize)) -> Option<Draft> {
    let (first, last) = (r.days(&stretch.first)?, r.days(second)?);
    let last = rolled_on(r, first, last);
    let first = unrolled(first, last);
    // 今年12月1日至2025年12月31日: who says 今年 and then a year does not mean that one.
    let elsewhen =
        stretch.first.year == Year::Shift(0) && matches!(second.year, Year::Stated(_)) && r.is_undated();
    let first = if elsewhen { Days { dated: false, ..first } } else { same_year(first, last) };
    let last = if r.tail(second.start).starts_with("本年") { of_named_year(first, last) } else { last };
    if last.last < first.first && first.dated && last.dated {
        return None;
    }
    // 每年集中申报两次，申报时间为5月1日至5月31日: of every year.
    // 自1月1日起至9月30日止 in a rule is of every year too.
    let each = !stretch.first.has_year()
        && !second.has_year()
        && (r.head(stretch.first.start).contains("每年") || r.basis.lasting && r.year.is_none());
    let dated = first.dated && last.dated && !each;
    let days = Days { first: first.first, last: last.last, dated, rolled: false };
    let text = r.text;
    let end = if matches!(bound, Bound::Free | Bound::From | Bound::After) { stretch.end } else { end };
    let years = stretch.first.is_plain_year() && second.is_plain_year();
    if years {
        return year_range(r, days, stretch, end);
    }
    if names_term(r, stretch)
        || r.is_past(days.last) == Some(true)
        || bound == Bound::Free && telling::names_by_days(r.tail(end))
    {
        return None;
    }
    // 对2031年1月至6月期间购房的家庭，在2032年3月底前…: who is meant.
    if bound == Bound::During && meant::names_by_time(r, stretch.first.start, end, days.last) {
        return None;
    }
    if r.told(stretch.first.start, end) && (r.is_report() || r.basis.about.is_none()) || is_measured(r, end) {
        return None;
    }
    let head = r.head(stretch.first.start).trim_end();
    // 二、调研时间3月7日至15日三、: in a copy without line breaks the field name stands right before.
    let clause = r.clause_tail(end);
    // 3月12日至4月9日为自行展示期.
    let named = is_labelled(r, stretch.first.start)
        || r.begins_cell(stretch.first.start)
        || is_clocked(text, stretch) && !r.is_report() && !head.ends_with(['（', '('])
        || clause.starts_with('为') && (clause.ends_with('期') || clause.ends_with("阶段"))
        || opening::follows_stage(head)
        || Role::Label.ends(head).is_some_and(|l| l.chars().count() > 3);
    if bound == Bound::Free
        && !named
        && (opens_story(r, &stretch.first, end) || telling::is_tallied(r, stretch.first.start, end))
    {
        return None;
    }
    if bound == Bound::Free
        && !each
        && !named
        && Role::From.ends(head).is_none()
        && !(days.dated && Role::Planned.ends(head).is_some_and(|word| word.ends_with("定于")))
        && is_told_range(r, days, end)
    {
        return None;
    }
    let start =
        eat_back(text, skip_back(text, stretch.first.start), &["自", "从"]).unwrap_or(stretch.first.start);
    let mut draft = period(days, DeadlineKind::Range, start, end);
    if elsewhen {
        draft.value = Some(format!("{}/{}", first.since(), last.until()));
        draft.due_on = last.dated.then_some(last.last);
    }
    Some(draft)
}

/// A single moment.
fn point(r: &Reading<'_>, m: &Moment, (bound, end): (Bound, usize)) -> Option<Draft> {
    if let (Bound::From, Some(date)) = (bound, month_after(r, m)) {
        return from_month_after(r, m, end, date);
    }
    if bound == Bound::From && counts_from_event(r, m) {
        return from_month_after_publishing(r, m, end);
    }
    if let (Bound::Before, Some(date), None) = (bound, day_of_month(r, m), r.basis.about) {
        return day_of_each_month(r, m, end, date);
    }
    let days = r.days(m)?;
    let head = r.head(m.start).trim_end();
    let to = Role::To.ends(head).filter(|word| !is_name_end(head, word));
    let past = r.is_past(days.last);
    if let (Bound::Within, Some(draft)) = (bound, months_from_event(r, m, head)) {
        return Some(draft);
    }
    if let (Bound::During | Bound::Until | Bound::Free, Some(draft)) =
        (bound, since_own_start(r, m, days, end))
    {
        return Some(draft);
    }
    match bound {
        Bound::Before => before(r, m, days, end),
        Bound::From => since(r, m, days, end),
        Bound::After => later(r, m, days, end),
        Bound::Until if past != Some(true) => Some(by(days, start_with(r, m, to), end)),
        Bound::Within
            if past != Some(true)
                && !r.told(m.start, end)
                && !is_plain_report(r, m)
                && !is_measure(r, head, end)
                && !is_forecast(r, head, end)
                && !stays(r.clause_tail(end))
                && !meant::names_what_may(r.clause_tail(end)) =>
        {
            Some(by(days, m.start, end))
        }
        Bound::During if past != Some(true) && !matches!(m.part, Part::Day(..)) && !r.is_report() => {
            Some(period(days, DeadlineKind::Range, m.start, end))
        }
        Bound::Free => match to.or_else(|| shares_to(r, m)) {
            Some(word) if !head.ends_with(word) => {
                until(r, m, days, word).map(|d| Draft { start: m.start, ..d })
            }
            Some(word) => until(r, m, days, word),
            None if takes_effect(r, m, head) => since(r, m, days, m.end),
            // 活动时间：4月上旬 is when, 完成时间：4月上旬 by when.
            None if m.edge == Edge::Whole
                && matches!(m.part, Part::Third(..) | Part::Month(_))
                && (is_timed(r, m.start) || head.is_empty() && r.begins_cell(m.start)) =>
            {
                Some(period(days, DeadlineKind::Range, m.start, m.end))
            }
            None if !names_year(r, m) && (is_labelled(r, m.start) || r.begins_cell(m.start)) => {
                // 每年度申请截止日期为9月30日: of every year.
                let each = !m.has_year() && r.clause_head(m.start).contains("每年");
                Some(by(Days { dated: days.dated && !each, ..days }, m.start, m.end))
            }
            None => match row_before(r, m) {
                Some(to) => before(r, m, days, to).map(|draft| Draft { end: m.end, ..draft }),
                None => plain(r, m, days),
            },
        },
        _ => None,
    }
}

/// 到2025年和2030年，分别达到: the 到 before the first year holds for the second too.
fn shares_to(r: &Reading<'_>, m: &Moment) -> Option<&'static str> {
    let head = r.head(m.start).strip_suffix(['和', '、', '及'])?.strip_suffix('年')?;
    let year = number_back(head, head.len()).filter(|n| (2000..=2100).contains(&n.value))?;
    let to =
        head.get(..year.start).and_then(|head| Role::To.ends(head).filter(|word| !is_name_end(head, word)));
    to.filter(|word| m.is_plain_year() && matches!(*word, "到" | "至"))
}

/// 于7月10日和12月20日前: the 前 behind the second day holds for the first too; gives where it ends.
fn row_before(r: &Reading<'_>, m: &Moment) -> Option<usize> {
    let placed = |m: &Moment| matches!(m.part, Part::Day(..) | Part::Third(..)) || m.edge == Edge::End;
    if !placed(m) {
        return None;
    }
    let mut end = None;
    let mut at = m.end;
    // 6月10日、9月10日、12月10日前: each of the row.
    while let (Some(next), None) = (eat_any(r.text, skip(r.text, at), &["和", "及", "与", "、", "以及"]), end)
    {
        let next = moment_at(r.text, next).filter(|n| n.end <= r.to && placed(n))?;
        at = next.end;
        end = eat_any(r.text, skip(r.text, at), &["之前", "以前", "前"]).filter(|end| *end <= r.to);
    }
    let end = end?;
    (!r.told(m.start, end)).then_some(end)
}

/// 自批准之日起12月内 counts months, it does not name December.
fn months_from_event(r: &Reading<'_>, m: &Moment, head: &str) -> Option<Draft> {
    let Part::Month(count) = m.part else { return None };
    let counts = !m.has_year() && m.edge == Edge::Whole && head.ends_with(['起', '后']);
    let amount = Amount { start: m.start, end: m.end, low: None, count: u32::from(count), unit: Unit::Month };
    counts.then(|| within::classify(r, &amount)).flatten()
}

/// Reports use bare 年内 and 上半年 for what has been.
fn is_plain_report(r: &Reading<'_>, m: &Moment) -> bool {
    let own = matches!(m.year, Year::Unsaid | Year::Shift(0)) && !r.is_coming(m.end);
    r.is_report() && own
}

/// 到 and 至 that end another word: 得到2024年, 甚至, 以至, 公休日调至5月4日.
fn is_name_end(head: &str, word: &str) -> bool {
    let rest = head.get(..head.len() - word.len()).unwrap_or("");
    matches!(
        (word, rest.chars().next_back()),
        ("到", Some('得' | '达' | '收' | '看' | '提' | '说' | '谈' | '讲' | '想' | '拖' | '调'))
            | ("至", Some('甚' | '乃' | '直' | '以' | '调'))
    )
}

/// 根据本年度内盘活的面积: a measure, not a day.
fn is_measure(r: &Reading<'_>, head: &str, end: usize) -> bool {
    head.ends_with(['据', '按', '照', '以']) && r.clause_tail(end).contains('的')
}

/// 预计年内或将有项目落地: what somebody thinks will come.
fn is_forecast(r: &Reading<'_>, head: &str, end: usize) -> bool {
    let tail = r.tail(end);
    ["或将", "有望", "或有"].iter().any(|word| tail.starts_with(word) || head.ends_with(word))
}

/// 标准年内一般不再变动: how it stays, and nothing to be done.
fn stays(clause: &str) -> bool {
    let state = ["一般", "原则上", "均"].iter().find_map(|word| clause.strip_prefix(word)).unwrap_or(clause);
    ["不再变", "不再调", "不作调整", "不做调整", "不予调整", "保持不变", "不变"]
        .iter()
        .any(|end| state.starts_with(end))
}

/// Where the expression starts when the word before it belongs to it.
fn start_with(r: &Reading<'_>, m: &Moment, word: Option<&str>) -> usize {
    word.map_or(m.start, |word| skip_back(r.text, m.start).saturating_sub(word.len()))
}

/// 6月底前, 2024年6月30日之前.
fn before(r: &Reading<'_>, m: &Moment, days: Days, end: usize) -> Option<Draft> {
    // 凡4月30日前（含当日）登记的摊主: the note parts nothing.
    let tail = r.clause_tail(skip_note(r.text, end));
    // 对2018年5月31日前制发的文件…清理: a cut-off of what is treated, not of the treating.
    // 购买住房的， is a condition to be met by then, 制发的192件文件 names what already is.
    let tail = if tail.trim_start().starts_with(['）', ')', '|', '\t']) { "" } else { tail };
    // 前已完成备案的 and 受理日期在…之前的 are always conditions.
    // 8月31日前年满六周岁: an age.
    // 7月17日前登记在本市: who was there by then.
    let ages = Role::Standing.starts(tail).is_some();
    // 九十九年十二月十日前建造者: which are meant.
    // 在某日前，已完成备案的 is one too.
    let done = r.tail(end).trim_start_matches(['，', ',', ' ']).starts_with('已');
    // 7月1日前均为外地户籍: how it stood then.
    let holds = Role::Holds.starts(tail).is_some()
        || tail.starts_with('以') && crate::text::first_chars(r.tail(end), 30).contains("名义");
    if tail.starts_with(['的', '之'])
        || done
        || tail.ends_with('者')
        || ages
        || holds
        || meant::notes_done(r, m)
        || meant::names_acquired(r, end)
    {
        return None;
    }
    if tail.starts_with("截止") || tail.starts_with("截至") {
        return (r.is_past(days.last) != Some(true)).then(|| by(days, m.start, end));
    }
    // 2024年12月31日前到期的贷款，可以展期: until when the grace is given.
    // 2025年6月30日前缴纳契税的购房人，给予补贴: by when it must be paid.
    let acts = ["到期", "缴", "完成"].iter().any(|act| tail.starts_with(act))
        || Role::Acts.starts(tail).is_some_and(|word| !tail.trim_start_matches(word).starts_with('的'));
    let bracket = r.text.get(r.clause_end(end)..).is_some_and(|rest| rest.starts_with(['（', '(']));
    // 须于7月31日前取得所需的证书 lays down by when.
    let bound = Role::Asked.ends(r.head(m.start).trim_end()).is_some();
    let cut_off = !acts
        && !bound
        && (meant::names_what_is(tail)
            || r.clause_head(m.start).contains('对') && !tail.ends_with('的') && !bracket);
    let told = !acts && r.told(m.start, end) && !tail.is_empty();
    // 次年一月底前 of a regulation is of no year.
    match days.dated.then(|| r.is_past(days.last)).flatten() {
        Some(true) if !meant::was_asked(r, m, days, end) => return None,
        None if cut_off && (m.edge != Edge::End || m.year == Year::Same) || told && cut_off => return None,
        // 2023年以前毕业的考生: which are meant.
        Some(false) if cut_off && (m.is_plain_year() || r.clause_head(m.start).trim().starts_with('凡')) => {
            return None;
        }
        None if told && m.edge != Edge::End => return None,
        _ => {}
    }
    // 2026年3月前完成剩余部分 in a report of 2025 lies ahead of it.
    let ahead = acts && m.has_year() && r.basis.about.is_some_and(|date| days.last > date);
    let coming = ahead || r.is_coming(end) || r.is_coming_before(m.start);
    // 3月底前，全面完成了换届: the next clause tells it.
    let clause = r.tail(end).trim_start().strip_prefix(['，', ',']).unwrap_or("");
    let clause = clause.split(['，', ',', '。', '；', '\n']).next().unwrap_or(clause);
    let next = tail.is_empty() && Role::Told.stands_in(clause);
    if r.is_report() && (next || r.told(m.start, end) || cut_off || !coming) {
        return None;
    }
    let mut draft = by(days, m.start, end);
    // 次月10日前 of a rule is of every month.
    if let Some(date) = day_of_month(r, m) {
        draft = Draft { value: Some(format!("---{date:02}")), due_on: None, note: None, ..draft };
    }
    if m.edge == Edge::Whole && !matches!(m.part, Part::Day(..) | Part::MonthShift(_, Some(_))) {
        let other = Days { last: days.first.yesterday().ok()?, ..days };
        draft.alternative = Some(other.until());
        draft.note = Some("“前”可指该时段之始，也可指该时段之末；按含本数计");
    }
    Some(draft)
}

/// The day of 次月10日前 and 当月25日前 in a paper that sets no dates of its own.
fn day_of_month(r: &Reading<'_>, m: &Moment) -> Option<u8> {
    let Part::MonthShift(_, Some(date)) = m.part else { return None };
    let word = r.text.get(m.start..m.end)?;
    ["次月", "当月"].iter().any(|lead| word.starts_with(lead)).then_some(date)
}

/// 次月10日前 in a paper without a date.
fn day_of_each_month(r: &Reading<'_>, m: &Moment, end: usize, date: u8) -> Option<Draft> {
    let tail = r.clause_tail(end);
    let names = tail.starts_with('的') || meant::names_what_is(tail) || r.told(m.start, end);
    let value = Some(format!("---{date:02}"));
    let draft = Draft { start: m.start, end, kind: Some(DeadlineKind::By), value, ..Draft::default() };
    (!names && !r.is_report()).then_some(draft)
}

/// 到2025年, 截至6月底, 延长至2024年12月31日.
fn until(r: &Reading<'_>, m: &Moment, days: Days, word: &str) -> Option<Draft> {
    let start = start_with(r, m, Some(word));
    let counted = word.starts_with('截') || matches!(word, "到" | "至");
    let past = r.is_past(days.last);
    // 截至9月底，已办结…: a figure up to a day, not a day to be met.
    let opens = r.opens_clause(start) || r.head(start).trim_end().ends_with(['（', '(']);
    let named = Role::Label.ends(r.head(start).trim_end()).is_some();
    let figure = word.starts_with('截')
        && !named
        && (opens || counts(r.tail(m.end)))
        && counted
        && !r.head(start).trim_end().ends_with(['：', ':', '为'])
        && (r.all_told(m.start)
            || sums_up(r.tail(m.end))
            || past.is_none() && (counts(r.tail(m.end)) || !r.is_coming(m.end)));
    // 以及到2030年的阶段性目标: which goals are meant.
    let names = matches!(word, "到") && m.is_plain_year() && r.tail(m.end).starts_with('的');
    // 截至8月31日年满六周岁: an age, and no day to be met.
    // 工作经历计算时间截至6月1日: up to when somebody's years count.
    let counted_to = word.starts_with('截')
        && ["计算", "年龄", "工龄", "年限"].iter().any(|what| r.clause_head(start).contains(what));
    let ages = counted_to || Role::Standing.starts(r.tail(m.end).trim_start()).is_some();
    if past == Some(true) || figure || names || ages {
        return None;
    }
    if r.is_report() && (r.told(start, m.end) || past.is_none() || !r.is_coming(m.end))
        || !days.dated && matches!(word, "到" | "至")
    {
        return None;
    }
    let mut draft = by(days, start, m.end);
    if word.starts_with("有效期") {
        draft.kind = Some(DeadlineKind::Validity);
        draft.anchor = Some(Anchor { kind: "document_date", text: word.to_owned() });
    }
    Some(draft)
}

/// A moment with no word before or behind it that says what it is.
fn plain(r: &Reading<'_>, m: &Moment, days: Days) -> Option<Draft> {
    let head = r.head(m.start).trim_end();
    let told = if r.is_report() { r.all_told(m.start) } else { is_told(r, m) && !head.ends_with('对') };
    if told || telling::is_tallied(r, m.start, m.end) || r.is_past(days.last) == Some(true) {
        return None;
    }
    if head.ends_with(['较', '比', '同', '和', '与', '从', '自', '了', '前']) {
        return None;
    }
    let tail = r.tail(m.end).trim_start();
    match (m.edge, m.part) {
        // 9月末 of a paper without a date is as often a figure's day as a day to be met.
        (Edge::End, _)
            if r.is_undated()
                && r.basis.paper != Paper::Plan
                && !r.is_coming(m.end)
                && !r.is_coming_before(m.start)
                && !(r.opens_clause(m.start) && Role::Needed.starts(tail).is_some()) =>
        {
            None
        }
        // 该政策将于本月底到期, 一季度末，贷款余额达50亿元.
        (Edge::End, _) if telling::runs_out(tail) || telling::is_balance(r, m.end) => None,
        // “年初定账、年中对账、年底清账”: a maxim.
        (Edge::End, _) if head.rsplit('“').next().is_some_and(|said| said.contains("年初")) => None,
        (Edge::End, _) => (!r.is_report() || m.has_year()).then(|| by(days, m.start, m.end)),
        (_, Part::Day(..)) => opening::opens_on(r, m, days),
        (Edge::Start | Edge::Middle, _) => None,
        (_, Part::Whole) => plain_year(r, m, days),
        _ if r.is_report()
            || r.basis.paper != Paper::Plan && telling::is_thought(r, m.start, m.end)
            || tail.starts_with('是')
            || Role::Make.ends(head).is_some()
            || Role::Attribute.starts(tail).is_some()
                && !is_to_be_issued(head, tail)
                && !will_issue(r, m, days) =>
        {
            None
        }
        (_, Part::Quarter(_) | Part::Quarters(_) | Part::Half(_)) => {
            let known = m.has_year() || r.basis.about.is_some() || r.basis.paper == Paper::Plan;
            let known = known || r.opens_clause(m.start) && target::plans(r, m.end);
            // 兑现上半年资金: which money is meant.
            let exam = || {
                let name = r.clause_tail(m.end);
                name.ends_with("考试") || name.ends_with("招生")
            };
            let named = Role::HalfOf.starts(tail).is_some() && (!r.opens_clause(m.start) || exam());
            (known && !named).then(|| period(days, DeadlineKind::Range, m.start, m.end))
        }
        _ => plain_month(r, m, days, tail),
    }
}

/// 于7月上旬公布: what is to be done then, and not 7月上旬公布的.
fn is_to_be_issued(head: &str, tail: &str) -> bool {
    let acts = ["公布", "发布", "印发", "出台"].iter().find_map(|word| tail.strip_prefix(word));
    let led = head.ends_with(['于', '在']) || Role::Coming.ends(head).is_some();
    led && acts.is_some_and(|rest| !rest.starts_with('的'))
}

/// 5月上旬公布名单 in a paper of April.
fn will_issue(r: &Reading<'_>, m: &Moment, days: Days) -> bool {
    let tail = r.tail(m.end).trim_start();
    let acts = ["公布", "发布", "印发", "出台"].iter().find_map(|word| tail.strip_prefix(word));
    let ahead = r.basis.about.is_some_and(|about| days.dated && days.first > about);
    ahead
        && r.opens_clause(m.start)
        && acts.is_some_and(|rest| !rest.starts_with(['的', '《', '了', '施', '实']))
}

/// A month that opens a clause or stands alone in brackets behind the name of a step.
fn plain_month(r: &Reading<'_>, m: &Moment, days: Days, tail: &str) -> Option<Draft> {
    // （二〇〇三年十月） on a line of its own is when the paper was written.
    let head = r.head(m.start).trim();
    let named = !m.has_year() || !head.trim_matches(['（', '(']).is_empty();
    let alone = named && head.ends_with(['（', '(']) && tail.starts_with(['）', ')']);
    let leads = ["拟于", "将于", "计划于", "定于", "于", "在"];
    let start = eat_back(r.text, skip_back(r.text, m.start), &leads).unwrap_or(m.start);
    let to_be_issued = is_to_be_issued(r.head(m.start).trim_end(), tail);
    let opens = to_be_issued
        || r.opens_clause(start)
            && (tail.starts_with(['，', ',', '：', ':']) && start == m.start
                || tail.starts_with('为') && r.clause_tail(m.end).ends_with("阶段")
                || Role::Verb.starts(tail).is_some()
                || will_issue(r, m, days)
                || r.basis.about.is_some_and(|about| days.dated && days.first > about)
                    && [Role::Stages, Role::Completed].iter().any(|act| act.starts(tail).is_some())
                    && !r.clause_tail(m.end).contains('的'));
    // 4月上旬完成批复 in a paper of which only the number says the year.
    let known = !r.is_undated() && !r.is_report() || r.basis.paper == Paper::Plan;
    (known && (alone || opens)).then(|| period(days, DeadlineKind::Range, m.start, m.end))
}
