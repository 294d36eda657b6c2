//! What begins at a moment: 自2024年1月1日起, 2024年8月1日后, 于公告的次月1日起.

use super::amount::unit_at;
use super::cursor::{eat_any, number_at, skip, skip_back};
use super::moment::{Moment, Part, Year};
use super::reading::{Days, Draft, Reading};
use super::stretch::skip_note;
use super::target::clause_after;
use super::words::Role;
use super::{Anchor, DeadlineKind};

/// A start so many days before the paper is still its own.
const LATELY_DAYS: i32 = 120;

/// 本通知自2023年1月29日执行, 自8月16日不再受理: a start without 起.
pub(super) fn takes_effect(r: &Reading<'_>, m: &Moment, head: &str) -> bool {
    let tail = r.tail(skip_note(r.text, m.end)).trim_start();
    let day = matches!(m.part, Part::Day(..));
    // 已开始施行, 正式施行.
    let act =
        ["已", "正式", "开始", "正式"].iter().fold(tail, |act, word| act.strip_prefix(word).unwrap_or(act));
    Role::From.ends(head).is_some()
        && (Role::Effect.starts(act).is_some()
            || day && Role::Turns.starts(tail).or_else(|| Role::Opens.starts(tail)).is_some())
}

/// 自2024年1月1日起.
pub(super) fn since(r: &Reading<'_>, m: &Moment, days: Days, end: usize) -> Option<Draft> {
    // 自1月1日起三年内: the limit begins there.
    let limit = number_at(r.text, skip(r.text, end)).and_then(|n| unit_at(r.text, n.end));
    // 自4月1日起两年内有效: there it comes into force.
    let inside = limit.and_then(|(_, to)| eat_any(r.text, to, &["以内", "之内", "内"]));
    if inside.is_some_and(|to| !r.tail(to).starts_with("有效")) {
        return None;
    }
    // 2008年3月1日起施行的《渡口办法》同时废止: which paper is meant.
    let tail = r.tail(end);
    let effect = Role::Effect.starts(tail).and_then(|word| tail.get(word.len()..));
    if effect.is_some_and(|rest| rest.trim_start().starts_with("的《")) {
        return None;
    }
    let days = lately(r, days);
    let head = r.head(m.start).trim_end();
    let start = Role::From.ends(head).map_or(m.start, |word| skip_back(r.text, m.start) - word.len());
    let acts = Role::Issue.stands_in(r.clause_tail(end)) || titled_effect(r.tail(end));
    let old = r.basis.year.is_some_and(|year| days.first.year() < year) && days.dated;
    // 二类人才，是指从2023年8月24日起引进的…: who is meant.
    let led = Role::From.ends(head).map_or("", |word| head.strip_suffix(word).unwrap_or(head));
    // 自1月1日起所作的行为，予以追认: what has been done since.
    let ratified = r.clause_tail(end).contains('的') && r.tail(end).contains("追认");
    if ["是指", "系指"].iter().any(|word| led.ends_with(word)) || passed(r.tail(end)) || ratified {
        return None;
    }
    // 自今年7月1日起, 自7月1日起 in a paper without a date say their day all the same; so does 4月17日起， that opens a sentence.
    let opens =
        r.head(m.start).trim().is_empty() && matches!(m.part, Part::Day(..)) && m.year == Year::Unsaid;
    let said = matches!(m.year, Year::Shift(0) | Year::Unsaid) && (Role::From.ends(head).is_some() || opens);
    let unknown = !days.dated && !said;
    if (r.told(m.start, end) || old || r.is_report() || unknown) && !acts || old && r.is_report() {
        return None;
    }
    // 自去年4月1日起施行，已惠及5000户: what has been in force since.
    if matches!(m.year, Year::Shift(shift) if shift < 0) {
        return None;
    }
    // 《渡口条例》已于2019年7月1日起施行: the law is another.
    if (old || r.basis.about.is_none()) && ["已于", "已自", "已从"].iter().any(|done| head.ends_with(done))
    {
        return None;
    }
    // 2019年6月印发了《渡口办法》，自2019年7月1日起施行: told of the old one.
    if old && Role::Enacted.stands_in(r.head(m.start)) {
        return None;
    }
    let symbolic = m.year == Year::Following;
    let value =
        if symbolic { format!("--{:02}-{:02}", days.first.month(), days.first.day()) } else { days.since() };
    Some(Draft { start, end, kind: Some(DeadlineKind::From), value: Some(value), ..Draft::default() })
}

/// 2022年起，缴存上限已按新标准执行: the next clause tells what has been since; 对已…的项目 does not.
fn passed(tail: &str) -> bool {
    let clause = tail.strip_prefix(['，', ',']).unwrap_or("");
    let clause = clause.split(['，', ',', '。', '；', '\n']).next().unwrap_or(clause);
    clause.find('已').is_some_and(|at| {
        let act = clause.get(at + "已".len()..).unwrap_or("").trim_start_matches(['经', '按']);
        let of_thing = clause.get(..at).is_some_and(|head| head.ends_with(['对', '于', '将', '把']))
            || act.contains('的');
        !of_thing && (act.len() < clause.len() - at - "已".len() || Role::Effect.stands_in(act))
    })
}

/// 自7月1日起，《某通知》正式实施: the title stands between the day and what begins.
fn titled_effect(tail: &str) -> bool {
    let rest = tail.trim_start_matches(['，', ',', ' ']).strip_prefix('《');
    let rest = rest.and_then(|rest| rest.split_once('》')).map_or("", |(_, rest)| rest);
    Role::Effect.starts(rest.strip_prefix("正式").unwrap_or(rest)).is_some()
}

/// 交付日期的次月起: the month after something, and not after the paper.
pub(super) fn counts_from_event(r: &Reading<'_>, m: &Moment) -> bool {
    let relative = ["次月", "当月"].iter().any(|word| r.tail(m.start).starts_with(word));
    relative && matches!(m.part, Part::MonthShift(_, None))
}

/// 自公布次月起，暂停受理: from the first of the month after what is made known, whichever it is.
pub(super) fn from_month_after_publishing(r: &Reading<'_>, m: &Moment, end: usize) -> Option<Draft> {
    let next = r.tail(m.start).starts_with("次月") && matches!(m.part, Part::MonthShift(1, None));
    let head = r.clause_head(m.start).trim_end();
    let at = head.rfind(['自', '从'])?;
    let event = head.get(at..)?.trim_start_matches(['自', '从']);
    let act = event.strip_suffix('之').unwrap_or(event);
    let publishes = Role::Publish.ends(act).is_some() && act.chars().count() <= 10;
    (next && publishes && !r.is_report()).then(|| Draft {
        start: m.start - (r.clause_head(m.start).len() - at),
        end,
        kind: Some(DeadlineKind::From),
        value: Some("---01".to_owned()),
        anchor: Some(Anchor { kind: "event", text: act.to_owned() }),
        ..Draft::default()
    })
}

/// The day of 于公告的次月1日起: the month depends on an event, whichever it is.
pub(super) fn month_after(r: &Reading<'_>, m: &Moment) -> Option<u8> {
    let Part::MonthShift(1, Some(date)) = m.part else { return None };
    let next = r.text.get(m.start..m.end).is_some_and(|word| word.starts_with("次月"));
    next.then_some(date)
}

/// 于公告的次月1日起: a day of the month alone, whatever the date of the paper.
pub(super) fn from_month_after(r: &Reading<'_>, m: &Moment, end: usize, date: u8) -> Option<Draft> {
    let head = r.head(m.start).trim_end();
    let start = Role::From.ends(head).map_or(m.start, |word| skip_back(r.text, m.start) - word.len());
    let value = Some(format!("---{date:02}"));
    let draft = Draft { start, end, kind: Some(DeadlineKind::From), value, ..Draft::default() };
    (!r.is_report() && !r.told(m.start, end)).then_some(draft)
}

/// 自2月8日起 in a paper of March looks back over weeks, and not ahead to the next year.
fn lately(r: &Reading<'_>, days: Days) -> Days {
    let before = days.first.year().checked_sub(1).filter(|_| days.rolled);
    let first = before.and_then(|year| days.first.with().year(year).build().ok());
    let near = r
        .basis
        .about
        .zip(first)
        .filter(|(about, first)| about.since(*first).is_ok_and(|span| span.get_days() <= LATELY_DAYS));
    near.map_or(days, |(_, first)| Days { first, last: first, rolled: false, ..days })
}

/// 居民家庭购买的住房, 企业签订的合同: which are meant by what was done to them.
fn names_bought(clause: &str) -> bool {
    let governs = ["按", "执行", "适用", "享受"].iter().any(|word| clause.contains(word));
    !governs
        && Role::Past
            .words()
            .iter()
            .any(|done| clause.find(done).is_some_and(|at| at + done.len() < clause.len()))
}

/// 1月1日之后，申请许可的项目: the next clause names those meant by what was done to them.
fn names_next(r: &Reading<'_>, end: usize) -> bool {
    let Some(clause) = r.tail(end).trim_start().strip_prefix(['，', ',']) else { return false };
    let clause = clause.split(['，', ',', '。', '；', '\n']).next().unwrap_or(clause);
    if Role::Persons
        .words()
        .iter()
        .any(|done| clause.find(done).is_some_and(|at| at + done.len() < clause.len()))
    {
        return true;
    }
    names_bought(clause)
        || clause.find("申请").is_some_and(|at| {
            let act = clause.get(at..).unwrap_or("");
            at == 0 && act.find('的').is_some_and(|de| (1..=36).contains(&de) && !act.ends_with('的'))
        })
}

/// 2024年8月1日后.
pub(super) fn later(r: &Reading<'_>, m: &Moment, days: Days, end: usize) -> Option<Draft> {
    let old = r.basis.year.is_some_and(|year| days.first.year() < year.saturating_sub(1));
    // Only what is to be done from then on makes a start; 后取得许可的项目 says which are meant.
    let tail = r.tail(end).trim_start();
    let starts = tail.starts_with(['，', ',']) || Role::Grants.starts(tail).is_some();
    // A paper without any date sets its starts the same way: there only plain conditions are left out.
    let plain = !tail.starts_with(['的', '出', '生', '新', '取', '购', '未', '已', '）', ')']);
    let plain = plain && !names_bought(clause_after(r, end));
    // 对2021年1月1日以后就业的居民, 5月31日之后符合政策生育的: who is meant.
    if r.head(m.start).trim_end().ends_with('对') || tail.starts_with("符合") {
        return None;
    }
    let coming = r.basis.about.map_or(r.is_undated() && plain, |date| days.last >= date);
    if r.clause_head(m.start).contains('凡') {
        return None;
    }
    // 退还所属期在2026年1月1日以后多缴的税款: which are meant.
    let dates_thing = r
        .clause_head(m.start)
        .trim_end()
        .strip_suffix(['在', '为'])
        .is_some_and(|head| head.ends_with(['期', '间']))
        && r.clause_tail(end).contains('的');
    if dates_thing || r.clause_tail(end).ends_with('者') || names_next(r, end) || passed(r.tail(end)) {
        return None;
    }
    let names = !starts || Role::Issue.starts(tail).is_some() && r.clause_tail(end).contains('的');
    let cut_off = names && !coming;
    if !matches!(m.part, Part::Day(..) | Part::Month(_))
        || r.is_report()
        || old
        || cut_off
        || r.told(m.start, end)
    {
        return None;
    }
    Some(Draft {
        start: m.start,
        end,
        kind: Some(DeadlineKind::From),
        value: Some(days.until()),
        ..Draft::default()
    })
}
