//! Lengths of time said in less usual ways: 用3年时间, 于期满前六个月, 出售住房后在1年内.

use super::amount::{Amount, Unit};
use super::cursor::{eat_any, eat_back, skip, skip_back};
use super::reading::{Draft, Reading};
use super::within::{Event, draft, find_first};
use super::words::Role;
use super::{Anchor, DeadlineKind};

/// 用3年时间, 利用3至5年左右的时间: how long the work may take.
pub(super) fn taken(r: &Reading<'_>, amount: &Amount) -> Option<Draft> {
    let about = skip(r.text, amount.end);
    let at = eat_any(r.text, about, &["左右的", "左右", "的"]).unwrap_or(about);
    let end = eat_any(r.text, at, &["时间"]).filter(|end| *end <= r.to)?;
    let number = skip_back(r.text, amount.start);
    let start = eat_back(r.text, number, &["力争用", "计划用", "利用", "用"])?;
    let other = r.head(start).ends_with(['使', '应', '费', '占', '可', '没', '不']);
    let done = r.tail(end).contains('了') || r.told(start, end);
    let long = matches!(amount.unit, Unit::Month | Unit::Quarter | Unit::Year);
    if other || done || !long || r.is_report() || r.clause_tail(end).starts_with('的') {
        return None;
    }
    Some(Draft { start, note: Some("期限缺起算点"), ..draft(r, amount, None, end, "") })
}

/// 于期满前六个月，提出申请: counted back from the end of something.
pub(super) fn before_end(r: &Reading<'_>, amount: &Amount) -> Option<Draft> {
    let at = skip_back(r.text, amount.start);
    let head = r.head(at).strip_suffix('前')?;
    let upcoming = Role::Upcoming.ends(head).is_some();
    if !upcoming && Role::Ends.ends(head).is_none() {
        return None;
    }
    let clause = r.wide_clause_start(at);
    let event = r.text.get(clause..at)?;
    // 会议召开前5个工作日送达 names the event without 于.
    let bare = event.len() - event.trim_start().len();
    let brief = upcoming && (4..=16).contains(&event.trim().chars().count());
    let (i, len) = find_first(event, &["于", "在"]).or_else(|| brief.then_some((bare, 0)))?;
    let text = event.get(i + len..)?.trim().to_owned();
    let text = if upcoming { text.trim_end_matches('前').to_owned() } else { text };
    let tail = r.tail(amount.end).trim_start();
    let acts = tail.starts_with(['，', ',', '向', '提', '书', '申', '通', '告', '办', '以', '由', '将'])
        || upcoming && tail.starts_with(['送', '报']);
    let conditional = r.is_report() || r.clause_tail(amount.end).ends_with('的');
    (acts && !conditional).then(|| draft(r, amount, Some(Event { start: clause + i, text }), amount.end, ""))
}

/// 至本法施行届满二年之日: the length counts from the event between.
pub(super) fn full_by(r: &Reading<'_>, amount: &Amount) -> Option<Draft> {
    let end = eat_any(r.text, skip(r.text, amount.end), &["之日止", "之日", "之时", "时止"])?;
    let clause = r.clause_start(amount.start);
    let head = r.text.get(clause..skip_back(r.text, amount.start))?;
    let named = ["届满", "期满", "满"].iter().find_map(|word| head.strip_suffix(word))?;
    let from = named.rfind(['至', '到'])?;
    let event = named.get(from + "至".len()..)?.trim();
    let known = (2..=16).contains(&event.chars().count()) && amount.unit > Unit::Day && !r.is_report();
    known.then(|| draft(r, amount, Some(Event { start: clause + from, text: event.to_owned() }), end, ""))
}

/// 应于一个月前将计划通知受稽核者: counted back from what is announced.
pub(super) fn ahead_of_act(r: &Reading<'_>, amount: &Amount) -> Option<Draft> {
    let at = skip_back(r.text, amount.start);
    let start = eat_back(r.text, at, &["于", "在"]).filter(|start| *start >= r.from)?;
    let end = eat_any(r.text, skip(r.text, amount.end), &["之前", "以前", "前"])?;
    let clause = r.clause_tail(end);
    let announces = Role::Announces.stands_in(clause);
    let bound = r.head(start).ends_with(['应', '须', '当', '并', '得', '要']);
    let fits = announces && bound && !r.is_report() && !clause.ends_with('的');
    fits.then(|| draft(r, amount, Some(Event { start, text: String::new() }), end, ""))
}

/// 应当在会议召开10日前将材料送达, 于举行听证的七日前通知: counted back from what is to come.
pub(super) fn ahead_of_event(r: &Reading<'_>, amount: &Amount) -> Option<Draft> {
    let end = eat_any(r.text, skip(r.text, amount.end), &["之前", "以前", "前"])?;
    let at = skip_back(r.text, amount.start);
    let clause = r.wide_clause_start(at);
    let head = r.text.get(clause..at)?;
    let (i, len) = find_first(head, &["于", "在"])?;
    let event = head.get(i + len..)?.trim_end_matches("至少").trim_end_matches('的').trim();
    let known = (2..=14).contains(&event.chars().count()) && !event.ends_with(['近', '前', '期', '距', '满']);
    let behind = r.clause_tail(end);
    let acts = Role::Announces.stands_in(behind)
        || behind.starts_with(['将', '向', '报', '送', '把'])
        || behind.contains("提交");
    let fits = known && acts && !behind.ends_with('的') && !behind.contains('已') && !r.is_report();
    let event = Event { start: clause + i, text: event.to_owned() };
    (fits && !r.told(clause + i, end)).then(|| draft(r, amount, Some(event), end, ""))
}

/// 于当日完成拨付, 受理当日办结: on the very day; 当日 ends at `end`.
pub(super) fn same_day(r: &Reading<'_>, end: usize) -> Option<Draft> {
    let day = eat_back(r.text, end, &["当日", "当天"]).filter(|day| *day >= r.from)?;
    let inside = eat_any(r.text, end, &["之内", "内"]);
    let to = inside.unwrap_or(end);
    let act = r.tail(to).trim_start_matches(['，', ',', ' ', '予', '以']);
    Role::SameDay.starts(act)?;
    let led = eat_back(r.text, day, &["于", "在"]);
    let head = r.head(day);
    let behind = head.strip_suffix('后').filter(|_| led.is_none());
    let event = Role::EventAct.ends(behind.unwrap_or(head));
    let bound = led.is_some() || inside.is_some() || event.is_some() || head.ends_with(['应', '须', '当']);
    if !bound || r.is_report() || r.told(day, to) || r.clause_tail(to).ends_with('的') {
        return None;
    }
    let after = behind.map_or(0, |head_before| head.len() - head_before.len());
    let start = led.unwrap_or(day - event.map_or(0, |event| event.len() + after));
    let anchor = event.map(|event| Anchor { kind: "event", text: event.to_owned() });
    Some(Draft {
        start,
        end: to,
        kind: Some(DeadlineKind::Within),
        value: Some("P0D".to_owned()),
        note: Some(if anchor.is_some() { "起算日不明" } else { "期限缺起算点" }),
        anchor,
        ..Draft::default()
    })
}

/// The event that ends in 后 right before 在 at `start`: 出售住房后在1年内.
pub(super) fn event_right_before(r: &Reading<'_>, start: usize) -> Option<Event> {
    let clause = r.wide_clause_start(start);
    let whole = r.text.get(clause..start)?.trim_end_matches(['应', '当', '须', '要', '需', '可', '必']);
    let named = ["之后", "以后", "后"].iter().find_map(|word| whole.strip_suffix(word))?;
    let lead = whole.len() - named.trim_start().trim_start_matches(['对', '凡', '应', '须', '并']).len();
    let lead = lead.checked_sub(whole.len() - named.len())?;
    let text = named.get(lead..)?.trim().to_owned();
    let brief = (2..=24).contains(&text.chars().count());
    brief.then_some(Event { start: clause + lead, text })
}
