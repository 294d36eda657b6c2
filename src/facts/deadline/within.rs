//! Limits that run from an event: 自收到申请之日起5个工作日内, 在3日内, 审批时限不超过20个工作日.

use super::amount::{Amount, Unit};
use super::calendar::{after_days, after_months, after_working_days};
use super::cursor::{after, eat, eat_any, eat_back, skip, skip_back};
use super::moment::day;
use super::reading::{Draft, Reading};
use super::spell;
use super::stretch::skip_note;
use super::target::clause_after;
use super::words::Role;
use super::{Anchor, DeadlineKind};

/// The event that a limit runs from.
pub(super) struct Event {
    /// Where the expression starts, 自 or 在 included.
    pub(super) start: usize,
    /// The words of the event.
    pub(super) text: String,
}

/// Reads the limit of which `amount` is the length.
pub(super) fn classify(r: &Reading<'_>, amount: &Amount) -> Option<Draft> {
    let ahead = || {
        ahead_of_end(r, amount)
            .or_else(|| spell::ahead_of_act(r, amount))
            .or_else(|| spell::ahead_of_event(r, amount))
    };
    if let Some(draft) = ahead().or_else(|| spell::before_end(r, amount)) {
        return Some(draft);
    }
    if let Some(draft) = spell::taken(r, amount).or_else(|| spell::full_by(r, amount)) {
        return Some(draft);
    }
    if let Some(draft) = spell::at_most(r, amount).or_else(|| spell::lapsing(r, amount)) {
        return Some(draft);
    }
    if r.is_report() && !spell::binds(r, amount) || is_looking_back(r, amount) {
        return None;
    }
    // 10个工作日（含）内.
    let at = skip(r.text, skip_note(r.text, skip(r.text, amount.end)));
    let end =
        ["以内", "之内", "期限内", "的时间内", "时间内", "内"].iter().find_map(|word| eat(r.text, at, word));
    match end.filter(|end| *end <= r.to && !after(r.text, *end).is_some_and(|c| "部容控蒙外涵".contains(c)))
    {
        Some(end) => inside(r, amount, end),
        None => capped(r, amount),
    }
}

/// 近三年, 满2年, 连续5年, and what follows a length to make it a waiting period.
fn is_looking_back(r: &Reading<'_>, amount: &Amount) -> bool {
    let head = r.head(amount.start).trim_end();
    if head.ends_with("原则上") {
        return false;
    }
    match Role::LookBack.ends(head) {
        // 提前3个月公告 is a limit, 提前3个月完工 how much sooner it was.
        Some("前") if head.ends_with("提前") => {
            amount.unit > Unit::Day && !Role::Announces.stands_in(r.clause_tail(amount.end))
        }
        // 届满前三个月内 is a limit, 前3个月 is none.
        Some("前")
            if head
                .strip_suffix('前')
                .is_some_and(|head| Role::Ends.ends(head.strip_suffix("之日").unwrap_or(head)).is_some()) =>
        {
            false
        }
        Some("前") => {
            amount.unit > Unit::Day
                || r.opens_clause(skip_back(r.text, amount.start).saturating_sub("前".len()))
        }
        Some(_) => true,
        None => false,
    }
}

/// Whether 届满 or 到期 stands right before the length.
pub(super) fn follows_end(r: &Reading<'_>, amount: &Amount) -> bool {
    let head = r.head(skip_back(r.text, amount.start));
    // 每届满一年前 comes again and again.
    Role::Ends.ends(head).is_some_and(|word| !head.ends_with(&format!("每{word}")))
}

/// 于期限届满三十日前: counted back from the end of something.
fn ahead_of_end(r: &Reading<'_>, amount: &Amount) -> Option<Draft> {
    let end = ["之前", "以前", "前"].iter().find_map(|word| eat(r.text, skip(r.text, amount.end), word))?;
    if !follows_end(r, amount) {
        return None;
    }
    let at = skip_back(r.text, amount.start);
    let clause = r.wide_clause_start(at);
    let head = r.text.get(clause..at)?;
    // 合同到期一个月前提出申请 names the event without 于.
    let bare = head.len() - head.trim_start().len();
    let brief = (3..=24).contains(&head.trim().chars().count());
    let (i, len) = find_first(head, &["于", "在"]).or_else(|| brief.then_some((bare, 0)))?;
    let event = head.get(i + len..)?.trim();
    if r.is_report() || r.clause_tail(end).starts_with('的') {
        return None;
    }
    Some(draft(r, amount, Some(Event { start: clause + i, text: event.to_owned() }), end, ""))
}

/// …N日内.
fn inside(r: &Reading<'_>, amount: &Amount, end: usize) -> Option<Draft> {
    if let Some(draft) = counted_behind(r, amount, end) {
        return Some(draft);
    }
    let event = event_before(r, amount.start);
    if let Some(draft) = event.as_ref().and_then(|event| spell::in_force(r, amount, end, event)) {
        return Some(draft);
    }
    let tail = r.tail(end).trim_start();
    // 期满后三年内仍有退票记录者: the case of somebody.
    let case = r.tail(end).trim_end_matches(['。', '；', ';', ' ', '\n']).ends_with('者');
    let case = case && (tail.starts_with('仍') || Role::BadWithin.starts(tail).is_some());
    // 证明自出具之日起一年内有效: how long a certificate holds.
    let holds = tail.starts_with("有效") && event.as_ref().is_none_or(|event| !is_publication(&event.text));
    // 请假1天以内由班长批准，3天以内由站长批准: how long somebody is away.
    let leave = tail.starts_with('由') && r.head(amount.start).contains("请假");
    // 离校2年之内，且当时未就业: the case of somebody.
    let unnamed = event.as_ref().is_none_or(|event| event.text.is_empty());
    let case = case
        || unnamed && amount.unit == Unit::Year && tail.trim_start_matches(['，', ',']).starts_with('且');
    let other = spell::says_when(r, amount, tail) || spell::is_benefit(r, amount, end);
    if leave || other || is_defined(r, amount, tail) {
        return None;
    }
    if case || holds || is_altered(r, amount.start, tail) || r.quotes_old_rule(amount.start) {
        return None;
    }
    if event.as_ref().is_none_or(|event| event.text.is_empty()) {
        let sentence = r.tail(end).trim_end_matches(['。', '；', ';', ' ']);
        let clause = r.clause_tail(end);
        // 出具加盖印章的《通知书》 goes on behind the 的.
        let titled = r.tail(end).get(clause.len()..).is_some_and(|rest| rest.starts_with(['《', '“']));
        let conditional = clause.ends_with('的') && !titled || sentence.ends_with('者');
        let names = amount.unit >= Unit::Month
            && clause.contains('的')
            && !is_predicate(r, amount, clause)
            && !is_bidden(r, amount);
        let head = r.text.get(r.wide_clause_start(amount.start)..amount.start).unwrap_or("").trim_start();
        // 对初始创业3年内投资工业、农业的，给予补贴; 如1年内再次购买: the case.
        let case = head.starts_with(['如', '若', '倘'])
            || head.starts_with(['对', '凡']) && ["的，", "的,"].iter().any(|of| sentence.contains(of));
        // 一年内受处罚两次以上: what somebody has done so often.
        let often = amount.unit >= Unit::Month
            && ["次以上", "次及以上"].iter().any(|n| clause.contains(n))
            && Role::BadWithin.stands_in(clause);
        // 出售住房并在一年内购买的: the act before 并 is what it counts from.
        let at = eat_back(r.text, skip_back(r.text, amount.start), &["在", "于"]);
        let joined = at.is_some_and(|at| r.head(at).trim_end().ends_with(['并', '且']));
        let conditional = (conditional || names || case) && !joined || often;
        // 15分钟内可达 says how near something is, 应在半小时内报告 binds.
        let by_phone = ["电话", "书面", "口头", "首次"].iter().find_map(|how| tail.strip_prefix(how));
        let bound = Role::Routine.starts(by_phone.unwrap_or(tail)).is_some();
        let short = matches!(amount.unit, Unit::Minute) && !bound
            || tail.starts_with(['）', ')']) && !spell::is_usual(r, amount);
        // 十五个工作日内未答复的，视为同意: a case, but the limit is laid down by it.
        let led = eat_back(r.text, skip_back(r.text, amount.start), &["在", "于"]).is_some();
        let deemed = amount.unit <= Unit::Month && r.tail(end).contains("视");
        let lapses = (amount.unit == Unit::WorkingDay || led || deemed) && tail.starts_with('未');
        if lapses {
            return Some(draft(r, amount, event, end, ""));
        }
        let bad = Role::BadWithin.starts(tail).is_some() && !(led && spell::answers_again(tail));
        if bad || conditional || short || r.told(amount.start, end) {
            return None;
        }
    }
    let unnamed = event.as_ref().is_none_or(|event| event.text.is_empty());
    let event = if unnamed { bare_event(r, amount.start).or(event) } else { event };
    if let Some(years) = event.as_ref().and_then(|event| years_from(amount, event, end)) {
        return Some(years);
    }
    Some(draft(r, amount, event, end, ""))
}

/// 2031年起5年内: the years are known.
fn years_from(amount: &Amount, event: &Event, end: usize) -> Option<Draft> {
    let first = event.text.strip_suffix('年').filter(|year| year.len() == 4)?.parse::<i16>().ok()?;
    let last = first.checked_add(i16::try_from(amount.count).ok()?.checked_sub(1)?)?;
    let days = (day(first, 1, 1)?, day(last, 12, 31)?);
    (amount.unit == Unit::Year && (2000..2100).contains(&first)).then(|| Draft {
        start: event.start,
        end,
        kind: Some(DeadlineKind::Range),
        value: Some(format!("{}/{}", days.0, days.1)),
        due_on: Some(days.1),
        ..Draft::default()
    })
}

/// 项目竣工三个月内, 结清贷款12个月内: the clause before the length is the event and no more.
fn bare_event(r: &Reading<'_>, at: usize) -> Option<Event> {
    let at = skip_back(r.text, at);
    let clause = r.wide_clause_start(at);
    let head = r.text.get(clause..at)?;
    let name = head.trim_start().trim_start_matches(['并', '于', '应', '须', '可', '在']);
    let brief = (2..=18).contains(&name.chars().count()) && !name.ends_with(['应', '当', '须', '在', '于']);
    // 收到通知7日内 and 结清贷款一年内 name an event, 受理部门3日内 who acts.
    let opens = Role::Takes.starts(name).is_some()
        && !name.ends_with(['人', '者', '局', '门', '位', '构', '行', '司', '心', '限']);
    let ends = Role::EventAct.ends(name).is_some_and(|act| act.len() < name.len() || act == "成交");
    let start = clause + (head.len() - name.len());
    (brief && (opens || ends)).then(|| Event { start, text: name.to_owned() })
}

/// “两年内次数”是指…: a term that the sentence explains.
fn is_defined(r: &Reading<'_>, amount: &Amount, tail: &str) -> bool {
    let quoted = r.head(amount.start).ends_with('“');
    let behind = tail.split_once('”').filter(|(name, _)| quoted && name.chars().count() <= 10);
    behind.is_some_and(|(_, rest)| ["是指", "均指", "系指", "指"].iter().any(|word| rest.starts_with(word)))
}

/// 由受理之日起20日内压缩为10日内: the old length.
fn is_altered(r: &Reading<'_>, at: usize, tail: &str) -> bool {
    Role::Alters.starts(tail).is_some() && r.clause_head(at).contains(['由', '从', '原'])
}

/// 在6个月内（自合同签订之日起计算）: what it counts from stands behind it in brackets.
fn counted_behind(r: &Reading<'_>, amount: &Amount, end: usize) -> Option<Draft> {
    let open = eat_any(r.text, skip(r.text, end), &["（", "("])?;
    let from = eat_any(r.text, open, &["自", "从", "以"])?;
    let note = r.tail(from);
    let note = note.get(..note.find(['）', ')', '，', ',', '；', '。'])?)?;
    let named = ["起计算", "起算", "起计", "起", "为起点", "开始计算"]
        .iter()
        .find_map(|word| note.strip_suffix(word))?;
    let at = skip_back(r.text, amount.start);
    let start = eat_back(r.text, at, &["在", "于"]).unwrap_or(amount.start);
    let text = named.trim_end_matches("之日").to_owned();
    Some(Draft { start, ..draft(r, amount, Some(Event { start, text }), end, "") })
}

/// 在3个月内集中推售换房人的旧房。 ends its sentence: it says what is to be done, and not for whom.
fn is_predicate(r: &Reading<'_>, amount: &Amount, clause: &str) -> bool {
    let led = eat_back(r.text, skip_back(r.text, amount.start), &["在", "于"]).is_some();
    let begins = led && r.head(r.clause_start(amount.start)).ends_with(['，', ',']);
    let after = clause.as_ptr() as usize - r.text.as_ptr() as usize + clause.len();
    begins
        && r.text.get(after..).is_none_or(|rest| rest.starts_with(['。', '；', ';', '\n']) || rest.is_empty())
}

/// 业主应在1个月内腾空存放的杂物: a duty, whatever its object is called.
fn is_bidden(r: &Reading<'_>, amount: &Amount) -> bool {
    let led = eat_back(r.text, skip_back(r.text, amount.start), &["在", "于"]);
    led.is_some_and(|at| ["应", "应当", "须", "必须"].iter().any(|modal| r.head(at).ends_with(modal)))
}

/// A length without 内: 时限不超过20个工作日, 公示期不少于7天, 提前15日.
fn capped(r: &Reading<'_>, amount: &Amount) -> Option<Draft> {
    let head = r.head(amount.start).trim_end();
    let word = Role::Capped.ends(head);
    let tail = r.tail(amount.end).trim_start();
    // 由5日（含）调整为3日: the old length.
    let behind = r.tail(skip_note(r.text, skip(r.text, amount.end))).trim_start();
    let tail = if behind.len() < tail.len() { behind } else { tail };
    if Role::Alters.starts(tail).is_some() || r.quotes_old_rule(amount.start) {
        return None;
    }
    if let Some(event) = capped_event(r, amount) {
        return Some(draft(r, amount, Some(event), amount.end, ""));
    }
    if let Some(end) = spell::handled(r, amount).filter(|_| word.is_none()) {
        return Some(draft(r, amount, event_before(r, amount.start), end, ""));
    }
    let more = tail.starts_with("以上") || tail.starts_with("及以上");
    let word = word.or((more && head.ends_with("公示")).then_some("公示"))?;
    let clause = r.clause_head(amount.start);
    let start = r.clause_start(amount.start);
    let wide =
        r.text.get(r.clause_start(start.saturating_sub(3).max(r.from))..amount.start).unwrap_or(clause);
    let cap = skip_back(r.text, amount.start) - word.len();
    let event = counted_ahead(r, cap);
    let since = event.as_ref().map_or_else(|| r.wide_clause_start(amount.start), |e| r.clause_start(e.start));
    let sentence = r.text.get(since..amount.start).unwrap_or(clause);
    // 核定最长三个月之兼任期限: what is limited stands behind.
    let of_term = || {
        let what = r.clause_tail(amount.end).trim_start().trim_start_matches(['之', '的']);
        // 设定不少于90天的“保护期”.
        let quoted = clause_after(r, amount.end).trim_start_matches(['之', '的']);
        let what = if what.is_empty() { quoted.trim_matches(['“', '”', '"']) } else { what };
        let named = ["期限", "期间", "时限"].iter().any(|end| what.ends_with(end));
        let spare =
            amount.unit == Unit::Day && what.ends_with('期') && (2..=6).contains(&what.chars().count());
        (word == "最长" && named || word != "为" && spare) && what.len() < tail.len()
    };
    // 经批准可以延长十日.
    let closes = tail.starts_with("办结") || is_granted(r, cap);
    let granted = amount.unit == Unit::Month && amount.count <= 6 && closes;
    let extends = word.contains("延长") && (amount.unit <= Unit::Day || word.ends_with("延长") && granted);
    // 延长不得超过三个月: how much longer it may take.
    let longer = is_extension(r.head(cap)) && amount.unit <= Unit::Month;
    let at_last = extends || longer || ["至迟", "最迟", "最晚"].iter().any(|last| sentence.contains(last));
    let limits = Role::Limit.stands_in(sentence) || amount.unit == Unit::WorkingDay || at_last || of_term();
    // Nothing but the handling of a matter is counted in working days.
    let foreign = amount.unit != Unit::WorkingDay
        && event.is_none()
        && (Role::Foreign.stands_in(wide) || Role::Foreign.stands_in(r.clause_tail(amount.end)));
    let waits = !more && Role::Wait.starts(tail).is_some() && !of_term();
    if !limits || foreign || amount.unit == Unit::Minute || waits || word.ends_with("延长") && !extends {
        return None;
    }
    if ["延长", "放宽"].iter().any(|wider| word.starts_with(wider)) && spell::is_widened(r, amount, cap) {
        return None;
    }
    // 申报期限两年 limits an act, 期限三年 alone as often a loan.
    let of_act = word == "期限" && Role::Spread.ends(head.strip_suffix("期限").unwrap_or("")).is_some()
        || ["保存", "保管", "留存"].iter().any(|kept| clause.contains(kept));
    if matches!(word, "由" | "为" | "期限" | "时间") && amount.unit == Unit::Year && !of_act || word == "由"
    {
        return None;
    }
    let least = more || ["少于", "低于", "短于", "至少", "最短"].iter().any(|w| word.contains(w));
    let suffix = if least { ";min" } else { "" };
    if event.is_some() {
        return Some(draft(r, amount, event, amount.end, suffix));
    }
    let mut found = draft(r, amount, None, amount.end, suffix);
    found.start = cap;
    if matches!(word, "为" | "公示期" | "公示" | "公告" | "时限" | "期限" | "时间") {
        found.start = amount.start;
    }
    Some(found)
}

/// 应当在6个月内办结……，经批准可以延长3个月: the limit that is made longer stands before it.
fn is_granted(r: &Reading<'_>, at: usize) -> bool {
    let head = crate::text::last_chars(r.text.get(..at).unwrap_or(""), 60);
    let first = head.rfind('内').map_or("", |i| head.get(i..).unwrap_or(""));
    let handles = ["办结", "完成", "作出", "答复", "审结", "处理", "决定"];
    handles.iter().any(|word| first.contains(word))
        && ["批准", "同意", "审批"].iter().any(|word| first.contains(word))
}

/// Whether 延长 or 延期 stands right before.
fn is_extension(head: &str) -> bool {
    Role::Extends.ends(head.trim_end()).is_some_and(|word| word.starts_with('延') || word.ends_with('延'))
}

/// 自受理之日起计算，不得超过30日: what a cap counts from ends the clause before it.
fn counted_ahead(r: &Reading<'_>, cap: usize) -> Option<Event> {
    let at = skip_back(r.text, cap);
    let at = eat_back(r.text, at, &["，", ","]).unwrap_or(at);
    let at = eat_back(r.text, at, &["计算", "算", "计"]).unwrap_or(at);
    event_before(r, at).filter(|event| r.head(at).ends_with('起') && !event.text.is_empty())
}

/// 不得超过合同签订之日起一年: the event stands between the word of the limit and the length.
fn capped_event(r: &Reading<'_>, amount: &Amount) -> Option<Event> {
    let clause = r.clause_start(amount.start);
    let head = r.text.get(clause..skip_back(r.text, amount.start))?;
    let (at, word) = head.rmatch_indices("超过").next()?;
    let event = head.get(at + word.len()..)?;
    let (cap, from) = (Role::Capped.ends(head.get(..at + word.len())?)?, at + word.len());
    let named =
        ["之日起", "日起", "之日", "日期", "之后", "后"].iter().find_map(|end| event.strip_suffix(end))?;
    let apart = named.contains(|c: char| crate::text::is_numeral(c));
    let known = (2..=20).contains(&named.chars().count()) && !apart && !Role::Foreign.stands_in(head);
    known.then(|| Event { start: clause + from - cap.len(), text: event.to_owned() })
}

pub(super) fn draft(
    r: &Reading<'_>,
    amount: &Amount,
    event: Option<Event>,
    end: usize,
    suffix: &str,
) -> Draft {
    let due_on = event.as_ref().and_then(|event| due_on(r, amount, &event.text));
    let (event, start) = match event {
        Some(event) if event.text.is_empty() => (None, Some(event.start)),
        event => {
            let start = event.as_ref().map(|event| event.start);
            (event, start)
        }
    };
    let dated = event.as_ref().is_some_and(|event| is_publication(&event.text));
    let note = match (&event, due_on) {
        (None, _) => Some("期限缺起算点"),
        (Some(_), None) if dated && r.basis.issued.is_some() => Some("超出工作日历所载年份"),
        (Some(_), None) => Some("起算日不明"),
        (Some(_), Some(_)) => None,
    };
    Draft {
        start: start.unwrap_or(amount.start),
        end,
        kind: Some(DeadlineKind::Within),
        value: Some(format!("{}{suffix}", amount.iso())),
        anchor: event.map(|event| Anchor { kind: "event", text: event.text }),
        due_on,
        note,
        alternative: amount.low.map(|low| amount.iso_of(low)),
    }
}

/// Whether the event is the issuing of the document itself, so that its date is known.
pub(super) fn is_publication(event: &str) -> bool {
    let bare = event.trim_start_matches(['自', '从', '在', '于', '本']);
    let bare = Role::Kind.starts(bare).and_then(|kind| bare.strip_prefix(kind)).unwrap_or(bare);
    Role::Publish.ends(bare).is_some_and(|word| word.len() == bare.len())
}

/// The last day, when the limit runs from the date of the document.
fn due_on(r: &Reading<'_>, amount: &Amount, event: &str) -> Option<jiff::civil::Date> {
    let date = r.basis.issued.filter(|_| is_publication(event))?;
    match amount.unit {
        Unit::WorkingDay => after_working_days(date, amount.count),
        Unit::Day => after_days(date, amount.count),
        Unit::Week => after_days(date, amount.count.checked_mul(7)?),
        Unit::Month => after_months(date, amount.count),
        Unit::Quarter => after_months(date, amount.count.checked_mul(3)?),
        Unit::Year => after_months(date, amount.count.checked_mul(12)?),
        Unit::Hour | Unit::Minute => None,
    }
}

/// The event named right before `at`.
pub(super) fn event_before(r: &Reading<'_>, at: usize) -> Option<Event> {
    let at = skip_back(r.text, at);
    let at = eat_back(r.text, at, &["，", ",", "的"]).unwrap_or(at);
    // 在3日内 and 于5日内 name no event; their 在 belongs to the expression.
    let Some(event_end) = Role::EventEnd.ends(r.head(at)).map(|word| at - word.len()) else {
        let start = eat_back(r.text, at, &["应在", "应于"]).map(|start| start + "应".len());
        let start = start.or_else(|| {
            eat_back(r.text, at, &["在", "于"]).filter(|s| {
                !r.head(*s).ends_with(['现', '存', '正', '所', '内', '由', '等', '低', '高', '少'])
            })
        });
        return match start {
            Some(start) => event_of_clause_before(r, start),
            None => event_without_end(r, at),
        };
    };
    // 网签日前后1年内 lies on both sides of the event: an eligibility.
    if event_end < r.from || r.head(at).ends_with("前后") {
        return None;
    }
    let clause = r.wide_clause_start(event_end);
    // …之日起一年内或…之日起一年内: the second limit starts behind the first.
    let first = r.text.get(clause..event_end).and_then(|head| Some(head.rfind("内或")? + "内或".len()));
    let clause = clause + first.unwrap_or(0);
    let head = r.text.get(clause..event_end)?;
    let since = find_last(
        head,
        "自",
        &['各', '亲', '独', '私', '来'],
        &[
            '主', '行', '然', '动', '建', '有', '治', '己', '身', '愿', '律', '贸', '费', '住', '用', '助',
            '查', '评', '检',
        ],
    );
    let found = led(head).max(since).or_else(|| find_first(head, &["在", "从", "于"]));
    let bare = head.len() - bare_name(head).len();
    let start = clause + found.map_or(bare, |(i, _)| i);
    let name = clause + found.map_or(bare, |(i, len)| i + len);
    let text = r.text.get(name..event_end)?.trim().trim_start_matches(['应', '当', '须']).to_owned();
    // 于期满前三个月内: the end itself is the event.
    let end = || r.text.get(event_end..at).and_then(|word| word.strip_suffix('前')).map(str::to_owned);
    let text = if text.is_empty() { end()? } else { text };
    Some(Event { start, text })
}

/// The last 自, 在 or 于 that a modal or 并 stands before, 应于事实发生之日起 and 并在售后: there the event begins; where it
/// stands and how long it is.
fn led(head: &str) -> Option<(usize, usize)> {
    let places = head.char_indices().rev();
    places.filter(|(_, c)| matches!(c, '自' | '从' | '在' | '于')).find_map(|(i, c)| {
        head.get(..i)?.ends_with(['应', '当', '须', '并', '且']).then_some((i, c.len_utf8()))
    })
}

/// The name of an event without the words that lead to it: 以签订, 按照审批, 或收到.
fn bare_name(head: &str) -> &str {
    let head = head.trim_start();
    let leads = ["应当", "应", "须", "并", "或", "且", "以", "对", "凡", "由"];
    let head = leads.iter().find_map(|lead| head.strip_prefix(lead)).unwrap_or(head);
    let by = [
        "时限按照",
        "时间按照",
        "期限按照",
        "时间由",
        "时间自",
        "时限由",
        "时间为",
        "时限为",
        "期限为",
        "调整为",
        "改为",
    ];
    by.iter().find_map(|word| Some(head.split_once(word)?.1)).unwrap_or(head)
}

/// 在取得证书6个月内: an event with nothing between its name and the length.
fn event_without_end(r: &Reading<'_>, at: usize) -> Option<Event> {
    let clause = r.clause_start(at);
    let head = r.text.get(clause..at)?;
    let (i, len) = find_first(head, &["在", "于", "自"])?;
    let name = head.get(i + len..)?.trim();
    Role::EventAct.starts(name)?;
    Some(Event { start: clause + i, text: name.to_owned() })
}

/// The event of the clause before: 收到申请后，应当在5日内; or right before it: 出售住房后在1年内.
fn event_of_clause_before(r: &Reading<'_>, start: usize) -> Option<Event> {
    if let Some(event) = spell::event_right_before(r, start) {
        return Some(event);
    }
    let head = r.head(r.clause_start(start)).trim_end_matches(['，', ',', '、']);
    let event = ["后", "之日起", "的"].iter().find_map(|word| head.strip_suffix(word));
    let text = event.map_or("", |event| {
        // 受理：窗口收到材料后 names the event behind the name of the step.
        event.rsplit(['，', '。', '；', '：', ',', ';', ':', '\n']).next().unwrap_or(event)
    });
    Some(Event { start, text: text.trim().to_owned() })
}

/// The last `word` of `head` that is not part of a longer one.
fn find_last(head: &str, word: &str, not_before: &[char], not_after: &[char]) -> Option<(usize, usize)> {
    let mut places = head.rmatch_indices(word);
    places.find_map(|(i, _)| {
        let rest = head.get(i + word.len()..)?;
        // 自主 and 自建 are words, 自主管部门批准 and 自建设单位申请 are not.
        let longer =
            rest.starts_with(not_after) && !["主管", "建设"].iter().any(|noun| rest.starts_with(noun));
        (!head.get(..i)?.ends_with(not_before) && !longer).then_some((i, word.len()))
    })
}

/// The first 在, 从 or 于 that is a word of its own.
pub(super) fn find_first(head: &str, words: &[&str]) -> Option<(usize, usize)> {
    let not_before = [
        '现', '存', '正', '所', '内', '由', '关', '对', '属', '用', '位', '至', '等', '处', '实', '服', '基',
        '鉴', '低', '高', '少', '多', '大', '小', '限', '出',
    ];
    let not_after = ['事', '建', '线', '校', '职', '业', '岗', '是', '册', '编', '售', '库'];
    head.char_indices().find_map(|(i, c)| {
        let word = words.iter().find(|word| word.starts_with(c))?;
        let lead = head.get(..i)?;
        // 各单位在收到通知后, and not 位于.
        let free = (!lead.ends_with(not_before) || lead.ends_with("单位"))
            && !head.get(i + word.len()..)?.starts_with(not_after);
        free.then_some((i, word.len()))
    })
}
