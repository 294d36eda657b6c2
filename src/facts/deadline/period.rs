//! Validity, coming into force, and five-year-plan periods: 有效期五年, 自印发之日起施行, “十四五”期间.

use jiff::civil::Date;

use super::amount::{Amount, Unit, unit_at};
use super::calendar::{plus_days, plus_months};
use super::cursor::{eat, eat_any, eat_back, eat_dash, number_at, skip, skip_back};
use super::moment::{Moment, Part, Year, day, moment_at};
use super::reading::{Days, Draft, Reading};
use super::stretch::{skip_clock, skip_note, stretch_at, to_last_day};
use super::within::is_publication;
use super::words::Role;
use super::{Anchor, DeadlineKind};
use crate::facts::date::term_at;

/// What may stand between 有效期 and its length.
const VALIDITY_LINKS: [&str; 15] = [
    "暂定为",
    "设定为",
    "规定为",
    "暂定",
    "均为",
    "定为",
    "最长",
    "为",
    "是",
    "：",
    ":",
    "，",
    ",",
    "限",
    "共",
];

/// Reads a validity at the 期 that ends at `end`: 有效期5年, 有效期为五年, 有效期至2025年12月31日.
pub(super) fn validity(r: &Reading<'_>, end: usize) -> Option<Draft> {
    let text = r.text;
    let start = eat_back(text, end, &["有效期", "试行期", "施行期", "暂行期", "实施期"])?;
    if start < r.from {
        return None;
    }
    // 2019年印发了《渡口办法》，…，有效期五年: told of an old one.
    let gone = r.basis.year.zip(r.year).is_some_and(|(own, year)| year < own);
    if gone && Role::Enacted.stands_in(r.head(start)) {
        return None;
    }
    let mut at = eat(text, end, "限").unwrap_or(end);
    // 征收实施期限 and 工程实施期 are those of a work.
    let of_work = text.get(start..end) == Some("实施期") && Role::Work.ends(r.head(start)).is_some();
    if of_work || r.head(start).ends_with(['合', '同', '议', '证', '书', '标', '价']) {
        return None;
    }
    for _ in 0..3 {
        at = skip(text, at);
        at = eat_any(text, at, &VALIDITY_LINKS).unwrap_or(at);
    }
    if let Some(to) = eat_any(text, at, &["截止至", "截止于", "截至", "截止到", "截止", "至", "到"])
    {
        let draft = until(r, start, skip(text, to))?;
        // 延长《…》有效期至2032年9月30日: by when the other paper ends now.
        let longer = r.head(start).trim_end().ends_with('》') && Role::Extends.stands_in(r.head(start));
        let kind = if longer { Some(DeadlineKind::By) } else { draft.kind };
        return Some(Draft { kind, ..draft });
    }
    // 有效期为2023年9月1日至2024年8月31日: the last day counts.
    let from = eat_any(text, at, &["自", "从"]).unwrap_or(at);
    if let Some(both) = stretch_at(text, skip(text, from)).filter(|s| s.end <= r.to)
        && let Some(last) = both.second
    {
        return until(r, start, last.start);
    }
    // 有效期自2031年1月1日起，至2032年12月31日止.
    let first = moment_at(text, skip(text, from)).and_then(|m| eat_any(text, m.end, &["起", "开始"]));
    let last = first.and_then(|to| eat_any(text, skip(text, to), &["，", ","]));
    if let Some(to) = last.and_then(|to| eat_any(text, skip(text, to), &["至", "到"])) {
        return until(r, start, skip(text, to));
    }
    let at = after_note(r, at);
    if let Some(to) = eat_any(text, at, &["至", "到"]).filter(|to| moment_at(text, skip(text, *to)).is_some())
    {
        return until(r, start, skip(text, to));
    }
    let (value, end) = term_at(text, skip(text, at)).filter(|(_, end)| *end <= r.to)?;
    // 发放有效期为一年的购房券: of what is given out, not of the paper.
    if r.tail(end).starts_with('的') {
        return None;
    }
    Some(Draft { start, end, kind: Some(DeadlineKind::Validity), value: Some(value), ..Draft::default() })
}

/// Reads 暂定执行一年, 继续实施1年, 试行3年.
pub(super) fn trial(r: &Reading<'_>, amount: &Amount) -> Option<Draft> {
    let at = skip_back(r.text, amount.start);
    // ，执行一年。 is a clause of its own.
    let alone = || {
        let start = eat_back(r.text, at, &["执行", "实施", "施行"])?;
        let closes = r.tail(amount.end).trim_start().is_empty() || r.clause_tail(amount.end).is_empty();
        (r.opens_clause(start) && closes && r.clause_start(start) > r.from).then_some(start)
    };
    let start = Role::Trial.ends(r.head(at)).map(|word| at - word.len()).or_else(alone)?;
    if Role::Work.ends(r.head(start)).is_some() {
        return None;
    }
    // 已试行3年 and 试行一年后 look back, 试行两年的 names what is meant.
    let before = r.head(start);
    let of_contract = before.ends_with("合同") || before.ends_with("协议");
    let told =
        before.ends_with(['已', '经', '曾']) || of_contract || r.told(start, amount.end) && r.is_report();
    let tail = r.tail(amount.end).trim_start();
    let counts = ["后", "以后", "之后", "以来", "来", "以上", "内", "以内", "的", "期满", "左右"]
        .iter()
        .any(|word| tail.starts_with(word));
    (start >= r.from && amount.unit >= Unit::Month && !told && !counts).then(|| Draft {
        start,
        end: amount.end,
        kind: Some(DeadlineKind::Validity),
        value: Some(amount.iso()),
        ..Draft::default()
    })
}

/// Steps over 自发布之日起 between 有效期 and its length.
fn after_note(r: &Reading<'_>, at: usize) -> usize {
    let clause = r.text.get(at..r.clause_end(at)).unwrap_or("");
    let note = clause.starts_with(['自', '从']).then(|| clause.find("之日起")).flatten();
    note.map_or(at, |i| skip(r.text, at + i + "之日起".len()))
}

/// A validity with its last day.
fn until(r: &Reading<'_>, start: usize, at: usize) -> Option<Draft> {
    let moment = moment_at(r.text, at).filter(|m| m.end <= r.to)?;
    let days = r.days(&moment)?;
    Some(Draft {
        start,
        end: eat(r.text, moment.end, "止").unwrap_or(moment.end),
        kind: Some(DeadlineKind::Validity),
        value: Some(days.until()),
        due_on: days.dated.then_some(days.last),
        ..Draft::default()
    })
}

/// Reads 自印发之日起, 自发布之日起30日后, 自公布之日起至2024年12月31日 at the 之日起 that ends at `end`.
pub(super) fn from_event(r: &Reading<'_>, end: usize) -> Option<Draft> {
    let head = r.clause_head(end);
    if let Some(draft) = from_other(r, end, head) {
        return Some(draft);
    }
    // （不含二手房）且签约日期为发文之日起 begins behind 为.
    let behind = |mark: char| head.rfind(mark).map_or(0, |i| i + mark.len_utf8());
    let since = behind('）').max(behind(')')).max(behind('为'));
    let led = head.get(since..)?.trim_start_matches([' ', '\u{a0}', '\u{3000}', '凡', '在', '于']);
    let at = head.rfind(['自', '从']).unwrap_or(head.len() - led.len());
    let start = end - head.len() + at;
    let event = head.get(at..)?.trim_end_matches('起');
    let event = event.strip_suffix("之日").or_else(|| event.strip_suffix('日'))?;
    let bare = !event.starts_with(['自', '从']);
    // 自本办法一百零一年十一月七日修正施行之日起 names a day of its own.
    let dated = event.contains('年') && event.contains('月');
    if event.chars().count() > 24 || dated || !publishes(event) {
        return None;
    }
    // 本措施发布之日起 without 自 is its own publication, and nothing else's; 本通知实施之日起， is its own start.
    let named = !bare || is_publication(event) || event.starts_with('本') && is_own_start(r, event, end);
    let date = r.basis.issued.filter(|_| publishes(event));
    if let Some(draft) = through(r, start, end, date) {
        return Some(draft);
    }
    if !named {
        return None;
    }
    let comes = takes_effect(event);
    let date = if comes { r.basis.effective.or(date) } else { date };
    // 自本决定公布之日起30日内: a limit, and no start.
    let at = skip(r.text, end);
    // 自本决定公布之日起一律停用: no number.
    let length = || {
        let number = number_at(r.text, at)?;
        unit_at(r.text, eat(r.text, number.end, "个").unwrap_or(number.end))
    };
    let counts =
        (length().is_some() || eat_any(r.text, at, &["半年", "半个月"]).is_some()) && delay(r, end).is_none();
    if counts {
        return None;
    }
    let acts = comes || Role::Issue.stands_in(r.clause_tail(end)) || r.clause_tail(end).contains("试行");
    let (date, end, delayed) = match delay(r, end) {
        Some((unit, count, to)) => (date.and_then(|d| later(d, unit, count)), to, true),
        None => (date, end, false),
    };
    // 在本通知印发之日起申报的: which are meant.
    if bare && r.clause_tail(end).ends_with('的') {
        return None;
    }
    // 自本决定公布之日起，凡与本决定不一致的…: its own publication is a start whatever follows.
    let own = is_own_start(r, event, end);
    if !acts && !delayed && !own {
        return None;
    }
    Some(starting(start, end, date, event.trim_start_matches(['自', '从'])))
}

/// 自《住宅项目规范》实施之日起: the beginning of another paper, whose day is not known here; 之日起 ends at `end` and `act` is
/// what stands between the title and there.
fn from_other(r: &Reading<'_>, end: usize, act: &str) -> Option<Draft> {
    let titled = end.checked_sub(act.len())?;
    let close = r.head(titled).strip_suffix('》')?;
    let number = act.trim_end_matches('起').strip_suffix("之日")?;
    let named = Role::Effect.ends(number).or_else(|| Role::Publish.ends(number))?;
    let number = number.strip_suffix(named)?.trim_end_matches("正式").trim();
    // Nothing but the number of the paper may stand behind its title.
    let bare = number.chars().all(|c| c.is_ascii() || "（）〔〕号第".contains(c)) && !number.contains(',');
    let open = close.rfind('《')?;
    let start = r.back(titled) + close.get(..open)?.trim_end().strip_suffix(['自', '从'])?.len();
    let event = r.text.get(start..end)?.trim_end_matches('起').trim_start_matches(['自', '从']);
    let starts = r.text.get(..end)?.ends_with('起') && number_at(r.text, skip(r.text, end)).is_none();
    (bare && starts && !r.is_report()).then(|| starting(start, end, None, event.trim_end_matches("之日")))
}

/// 自印发之日起至2024年12月31日: the last day stands behind the start.
fn through(r: &Reading<'_>, start: usize, end: usize, date: Option<Date>) -> Option<Draft> {
    let to = eat_dash(r.text, end).or_else(|| to_last_day(r.text, end))?;
    let last = moment_at(r.text, to).filter(|m| m.end <= r.to)?;
    let days = r.days(&last)?;
    let first = date.map_or_else(|| "..".to_owned(), |d| d.to_string());
    let noted = skip_note(r.text, last.end);
    let timed = skip_clock(r.text, noted);
    let closed = timed > noted || eat(r.text, timed, "止").is_some();
    let included =
        eat_any(r.text, last.end, &["（含）", "(含)", "（含当日）", "(含当日)"]).unwrap_or(last.end);
    let timed = if closed { timed } else { included };
    Some(Draft {
        start,
        end: eat(r.text, timed, "止").unwrap_or(timed),
        kind: Some(DeadlineKind::Range),
        value: Some(format!("{first}/{}", days.until())),
        due_on: days.dated.then_some(days.last),
        ..Draft::default()
    })
}

/// 此政策出台至2023年10月31日期间, 自本办法施行至12月31日止: from the paper's own start, though no 之日起 says so.
pub(super) fn since_own_start(r: &Reading<'_>, m: &Moment, days: Days, end: usize) -> Option<Draft> {
    let head = r.clause_head(m.start).trim_end().strip_suffix(['至', '到'])?;
    let led = head.rfind(['自', '从']).or_else(|| head.rfind('在').map(|at| at + '在'.len_utf8()));
    let event = head.get(led.unwrap_or(0)..)?;
    let bare = event.trim_start_matches(['自', '从', '此', '该', '本', '期']);
    let act = bare.strip_prefix(Role::Kind.starts(bare)?)?;
    let act = act.strip_prefix("正式").unwrap_or(act);
    let begins = |role: Role| role.starts(act).is_some_and(|word| word.len() == act.len());
    let (comes, goes_out) = (begins(Role::Effect), begins(Role::Publish));
    if !comes && !goes_out || r.is_past(days.last) == Some(true) {
        return None;
    }
    let first = r.basis.effective.filter(|_| comes).or(r.basis.issued);
    let first = first.map_or_else(|| "..".to_owned(), |date| date.to_string());
    Some(Draft {
        start: m.start - (r.clause_head(m.start).len() - led.unwrap_or(0)),
        end,
        kind: Some(DeadlineKind::Range),
        value: Some(format!("{first}/{}", days.until())),
        anchor: Some(Anchor { kind: "document_date", text: bare.to_owned() }),
        due_on: days.dated.then_some(days.last),
        ..Draft::default()
    })
}

/// A start on the day of an event, which is known or not.
fn starting(start: usize, end: usize, date: Option<Date>, event: &str) -> Draft {
    Draft {
        start,
        end,
        kind: Some(DeadlineKind::From),
        value: date.map(|d| d.to_string()),
        anchor: Some(Anchor { kind: "document_date", text: event.to_owned() }),
        note: date.is_none().then_some("成文日期不明"),
        ..Draft::default()
    }
}

/// The day in the brackets of 自公布之日（2023年12月1日）起 behind 之日, and where 起 ends.
pub(super) fn note_of_day(text: &str, at: usize) -> Option<(usize, Date)> {
    let open = eat_any(text, skip(text, at), &["（", "("])?;
    let open = eat_any(text, open, &["即", "为"]).unwrap_or(open);
    let moment = moment_at(text, skip(text, open))?;
    let (Year::Stated(year), Part::Day(month, date)) = (moment.year, moment.part) else { return None };
    let close = eat_any(text, skip(text, moment.end), &["）", ")"])?;
    Some((eat(text, close, "起")?, day(year, month, date)?))
}

/// Reads 自公布之日（2023年12月1日）起 with the day that the brackets say; 之日 ends at `at`, 起 at `end`.
pub(super) fn from_event_on(r: &Reading<'_>, at: usize, end: usize, day: Date) -> Option<Draft> {
    let head = r.clause_head(at);
    let start = head.rfind(['自', '从']).map(|i| at - head.len() + i)?;
    let event = r.text.get(start..at)?.strip_suffix("之日")?;
    let named = event.chars().count() <= 24 && publishes(event) && end <= r.to;
    named.then(|| Draft {
        start,
        end,
        kind: Some(DeadlineKind::From),
        value: Some(day.to_string()),
        anchor: Some(Anchor {
            kind: "document_date",
            text: event.trim_start_matches(['自', '从']).to_owned(),
        }),
        ..Draft::default()
    })
}

/// Whether the event is the issuing of the document.
fn publishes(event: &str) -> bool {
    let bare = event.trim_end_matches(['之', '日']);
    is_publication(event) || Role::Publish.ends(bare).is_some() || takes_effect(bare)
}

/// Whether 自本决定公布, 自政策发布, 自文件下发 or 自发文 names the beginning of the paper itself. 公告 and 公示 begin other
/// things, and 自政策实施之日起 must stand apart from what follows, which may only describe it.
fn is_own_start(r: &Reading<'_>, event: &str, end: usize) -> bool {
    let bare = event.trim_start_matches(['自', '从']);
    if bare.starts_with('本') && is_publication(event) {
        return true;
    }
    let apart = r.tail(end).trim_start().starts_with(['，', ',', '（', '(']);
    let act = Role::Kind.starts(bare).filter(|kind| !kind.ends_with('告')).and_then(|k| bare.strip_prefix(k));
    let effect =
        act.or_else(|| bare.strip_prefix('本').and_then(|rest| rest.strip_prefix(Role::Kind.starts(rest)?)));
    let publishes = |text: &str| {
        Role::Publish.ends(text).is_some_and(|word| word.len() == text.len() && !word.ends_with('告'))
    };
    act.is_some_and(publishes)
        || apart && publishes(bare)
        || apart && effect.is_some_and(|text| Role::Effect.ends(text).is_some_and(|w| w.len() == text.len()))
}

/// Whether the event is its coming into force.
fn takes_effect(event: &str) -> bool {
    Role::Effect.ends(event.trim_end_matches(['之', '日'])).is_some()
}

/// 30日后 and 满30日 behind 之日起.
fn delay(r: &Reading<'_>, at: usize) -> Option<(Unit, u32, usize)> {
    let at = eat(r.text, skip(r.text, at), "满").unwrap_or(at);
    let number = number_at(r.text, at)?;
    let (unit, end) = unit_at(r.text, eat(r.text, number.end, "个").unwrap_or(number.end))?;
    let end = eat_any(r.text, end, &["之后", "以后", "后"])?;
    Some((unit, u32::try_from(number.value).ok()?, end))
}

fn later(date: jiff::civil::Date, unit: Unit, count: u32) -> Option<jiff::civil::Date> {
    match unit {
        Unit::Day => plus_days(date, i64::from(count)),
        Unit::Month => plus_months(date, count),
        Unit::Year => plus_months(date, count.checked_mul(12)?),
        _ => None,
    }
}

/// Reads 即日起 at its end.
pub(super) fn from_now(r: &Reading<'_>, end: usize) -> Option<Draft> {
    let start = eat_back(r.text, end, &["自即日起", "从即日起", "即日起", "自即日"])?;
    let date = r.basis.issued;
    if let Some(draft) = through(r, start, end, date) {
        return Some(draft);
    }
    Some(starting(start, end, date, "即日"))
}

/// Reads 自公布翌日起 at the 日 that ends at `end`: the day after the paper is made known.
pub(super) fn from_day_after(r: &Reading<'_>, end: usize) -> Option<Draft> {
    let to = eat(r.text, end, "起")?;
    let day = eat_back(r.text, end, &["翌日", "次日"])?;
    let day = eat_back(r.text, day, &["之日的", "日之", "之", "日"]).unwrap_or(day);
    let act = day - Role::Publish.ends(r.head(day))?.len();
    let start = eat_back(r.text, act, &["自", "从"])?;
    let comes = Role::Effect.starts(r.tail(to)).is_some() && !r.is_report();
    // The day it is made known is another than that of signing.
    comes.then(|| starting(start, to, None, r.text.get(act..day).unwrap_or("")))
}

/// Reads what a time field says without naming a time, 完成时限：长期坚持, at the 时 that ends at `end`.
pub(super) fn ongoing(r: &Reading<'_>, end: usize) -> Option<Draft> {
    let label_end = eat_any(r.text, end, &["限", "间"])?;
    Role::Label.ends(r.head(label_end))?;
    let start = skip(r.text, eat_any(r.text, skip(r.text, label_end), &["：", ":"])?);
    Role::Ongoing.starts(r.tail(start))?;
    Some(Draft { start, end: r.clause_end(start), kind: Some(DeadlineKind::Vague), ..Draft::default() })
}

/// Whether something is to be reached in the period; “十五五”时期是…, “十五五”时期的任务 only speak of it.
fn is_aimed(r: &Reading<'_>, end: usize) -> bool {
    let tail = r.tail(end).trim_start_matches(['，', ',', ' ']);
    tail.trim_start_matches(['。', '；', ';']).is_empty()
        || Role::Verb.starts(tail).is_some()
        || !tail.starts_with(['是', '的']) && aims(r.clause_tail(r.to - tail.len()))
}

/// Whether a clause says what is to be reached.
fn aims(clause: &str) -> bool {
    Role::Soft.stands_in(clause) || clause.contains('将') || clause.contains("确保") || is_bidden(clause)
}

/// 各县要抓紧修渠: the 要 of a demand, and not that of 重要 or 要求.
fn is_bidden(clause: &str) -> bool {
    clause.match_indices('要').any(|(at, word)| {
        let head = clause.get(..at).unwrap_or("");
        let rest = clause.get(at + word.len()..).unwrap_or("");
        !head.is_empty()
            && !head.ends_with(['重', '主', '需', '纲', '必', '首', '摘', '只', '就', '简', '扼', '不'])
            && !rest.starts_with(['求', '素', '点', '件', '闻', '害', '领', '义', '么', '是', '的'])
    })
}

/// The five-year plans from the eleventh on.
const PLANS: [&str; 6] = ["十一五", "十二五", "十三五", "十四五", "十五五", "十六五"];

/// “九五”期间 in a paper of those years; only the quotes tell it from other words.
fn old_plan(r: &Reading<'_>, end: usize) -> Option<(usize, i16)> {
    eat_any(r.text, end, &["”", "\"", "」"]).filter(|_| r.basis.about.is_some())?;
    let plans = [("八五", 8), ("九五", 9), ("十五", 10)];
    let (start, plan) = plans.iter().find_map(|(plan, n)| Some((eat_back(r.text, end, &[plan])?, *n)))?;
    eat_back(r.text, start, &["“", "\"", "「"]).map(|_| (start, plan))
}

/// Reads “十四五”期间, 十四五时期, “十四五”末 at the 五 that ends at `end`.
pub(super) fn five_years(r: &Reading<'_>, end: usize) -> Option<Draft> {
    let text = r.text;
    let ordinal = PLANS.iter().zip(11i16..).find_map(|(plan, n)| Some((eat_back(text, end, &[plan])?, n)));
    let (start, plan) = ordinal.or_else(|| old_plan(r, end))?;
    // 三五 began in 1966; every plan since followed without a gap.
    let first = 1966 + (plan - 3) * 5;
    let quoted = eat_any(text, end, &["”", "\"", "」", "’"]);
    let start = if quoted.is_some() {
        eat_back(text, start, &["“", "\"", "「", "‘"]).unwrap_or(start)
    } else {
        start
    };
    let at = quoted.unwrap_or(end);
    let at = eat_any(text, at, &["规划期", "规划"])
        .filter(|to| eat_any(text, *to, &["期间", "末", "期末"]).is_some())
        .unwrap_or(at);
    let (first, last) = (day(first, 1, 1)?, day(first + 4, 12, 31)?);
    if r.is_past(last) == Some(true) || r.told(start, at) || r.is_report() {
        return None;
    }
    if let Some(to) = eat_any(text, at, &["期末", "末期", "末", "收官之年"]) {
        let value = last.to_string();
        return Some(Draft {
            start,
            end: to,
            kind: Some(DeadlineKind::By),
            value: Some(value),
            due_on: Some(last),
            ..Draft::default()
        });
    }
    let to = eat_any(text, at, &["期间", "时期"])?;
    // 对“十四五”期间建成投产的项目: which are meant, not what is to be reached.
    let names = r.head(start).ends_with(['对', '将', '把']) && r.clause_tail(to).contains('的');
    // 用好甲银行“十四五”期间对我省投放额度的政策: what is offered in the period, and no target.
    let offers = r.tail(to).starts_with('对')
        && ["政策", "机遇", "契机"].iter().any(|word| r.clause_tail(to).ends_with(word));
    if names || offers || !is_aimed(r, to) {
        return None;
    }
    let value = format!("{first}/{last}");
    Some(Draft {
        start,
        end: to,
        kind: Some(DeadlineKind::Range),
        value: Some(value),
        due_on: Some(last),
        ..Draft::default()
    })
}
