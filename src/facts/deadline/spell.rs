//! Lengths of time said in less usual ways: 用3年时间, 于期满前六个月, 出售住房后在1年内.

use super::amount::{Amount, Unit};
use super::cursor::{eat_any, eat_back, skip, skip_back};
use super::reading::{Draft, Reading};
use super::within::{Event, draft, event_before, find_first, is_publication};
use super::words::Role;
use super::{Anchor, DeadlineKind};
use crate::text::{first_chars, is_numeral};

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
    // 合同期满前一个月，应当书面告知 names it too, when something is to be asked for or told.
    let asks =
        ["申请", "提出", "办理", "向"].iter().any(|act| r.tail(amount.end).trim_start().starts_with(act));
    let names = (3..=16).contains(&event.trim().chars().count()) && (asks || tells(r, amount.end));
    let (i, len) = find_first(event, &["于", "在"]).or_else(|| (brief || names).then_some((bare, 0)))?;
    let text = event.get(i + len..)?.trim().to_owned();
    let text = if upcoming { text.trim_end_matches('前').to_owned() } else { text };
    let tail = r.tail(amount.end).trim_start();
    let acts = tail.starts_with([
        '，', ',', '、', '向', '提', '书', '申', '通', '告', '办', '以', '由', '将', '检', '填', '备',
    ]) || upcoming && (tail.starts_with(['送', '报', '公', '发', '印']) || tells(r, amount.end));
    let conditional = r.is_report() || r.clause_tail(amount.end).ends_with('的');
    (acts && !conditional).then(|| draft(r, amount, Some(Event { start: clause + i, text }), amount.end, ""))
}

/// Whether the sentence goes on with what is asked for or told: 应当提出申请, 通知对方.
fn tells(r: &Reading<'_>, at: usize) -> bool {
    let tail = first_chars(r.tail(at), 40);
    let bound = ["应", "须", "可", "得"].iter().any(|modal| tail.contains(modal));
    bound && (Role::Announces.stands_in(tail) || tail.contains("申请"))
}

/// 得延长一次，并以三个月为限: so long at most may what stands before it take.
pub(super) fn at_most(r: &Reading<'_>, amount: &Amount) -> Option<Draft> {
    let end = eat_any(r.text, skip(r.text, amount.end), &["为限"])?;
    let start = eat_back(r.text, skip_back(r.text, amount.start), &["以"])?;
    let head = r.head(start);
    let clause = head.rsplit(['。', '；', ';', '\n']).next().unwrap_or(head);
    // 证书有效期间以五年为限 is said of a thing and not of what somebody does.
    let acts =
        Role::Extends.stands_in(clause) && !clause.contains("有效") && !Role::Foreign.stands_in(clause);
    (acts && !r.is_report()).then(|| Draft { start, ..draft(r, amount, None, end, "") })
}

/// 自通知送达之次日起，逾三个月未领取者: the limit is laid down by what follows when it is missed.
pub(super) fn lapsing(r: &Reading<'_>, amount: &Amount) -> Option<Draft> {
    let at = eat_back(r.text, skip_back(r.text, amount.start), &["逾"])?;
    let at = eat_back(r.text, at, &["，", ","]).unwrap_or(at);
    let missed = r.tail(amount.end).trim_start().starts_with(['未', '不', '仍']);
    let event = event_before(r, at).filter(|event| r.head(at).ends_with('起') && !event.text.is_empty())?;
    (missed && !r.is_report()).then(|| draft(r, amount, Some(event), amount.end, ""))
}

/// 本公司将在收到邮件后3个工作日内反馈: a limit that counts from an event binds in news and reports too.
pub(super) fn binds(r: &Reading<'_>, amount: &Amount) -> bool {
    let at = skip_back(r.text, amount.start);
    let head = r.text.get(r.wide_clause_start(at)..at).unwrap_or("");
    let counted = ["后", "之日起", "日起"].iter().any(|word| head.ends_with(word));
    let short = amount.unit <= Unit::Month;
    // 并在合同签订一个月内缴清价款: what is to be paid binds as well.
    let act = r.tail(amount.end).trim_start_matches(['以', '之', '内', ' ']);
    let pays = ["缴", "付清", "支付", "交清", "提出申请"].iter().any(|pay| act.starts_with(pay));
    let counted = counted || pays && (Role::EventAct.ends(head).is_some() || head.ends_with("购房"));
    let bound = pays || Role::Binds.stands_in(head);
    counted && short && bound && !r.told(amount.start, amount.end)
}

/// 本法施行后二年内所聘雇之人员, 发证日期在10年以内即可, 都集中在一个月内放款: when something was or is, and no limit.
pub(super) fn says_when(r: &Reading<'_>, amount: &Amount, tail: &str) -> bool {
    let clause = r.clause_tail(amount.end);
    let head = r.head(skip_back(r.text, amount.start));
    let of_thing = tail.starts_with('所') && clause.contains(['的', '之']);
    let dated = head.ends_with("日期在") && amount.unit >= Unit::Month;
    let usual = ["集中在", "大多在", "普遍在"].iter().any(|word| head.ends_with(word))
        && !head.contains(['应', '须', '要', '将']);
    of_thing || dated || usual
}

/// 5年内每年按6万元的标准发放补贴: how long something is given, and nothing to be done.
pub(super) fn is_benefit(r: &Reading<'_>, amount: &Amount, end: usize) -> bool {
    let mut act = r.tail(end).trim_start_matches(['，', ',', ' ']);
    while let Some(rest) = GIVING_LEADS.iter().find_map(|lead| act.strip_prefix(lead)) {
        act = rest;
    }
    let each = ["每年", "每月", "每季", "逐年", "逐月", "按年", "按月"].iter().any(|by| act.starts_with(by));
    let sentence = first_chars(act, 60);
    let given = Role::Reward.stands_in(sentence) || sentence.contains("发放") || sentence.contains("标准");
    each && given && sentence.contains(['元', '%']) && amount.unit >= Unit::Month
}

/// What may stand between a length and the 每年 of what is given.
const GIVING_LEADS: [&str; 12] =
    ["可以", "可", "均", "分别", "连续", "按照", "按", "每人", "每户", "每套", "给予", "予以"];

/// 本通知自印发之日起一年内有效: how long the paper is in force; 内 ends at `end`.
pub(super) fn in_force(r: &Reading<'_>, amount: &Amount, end: usize, event: &Event) -> Option<Draft> {
    let to = eat_any(r.text, skip(r.text, end), &["有效"]).filter(|to| *to <= r.to)?;
    let clause = r.clause_head(event.start);
    let own = event.text.trim_start_matches(['自', '从', '在', '于']);
    let named = |text: &str| {
        text.trim_start().strip_prefix('本').is_some_and(|paper| Role::Kind.starts(paper).is_some())
    };
    let bare = own.trim_start_matches('本');
    let bare = Role::Kind.starts(bare).and_then(|kind| bare.strip_prefix(kind)).unwrap_or(bare);
    let acts = [Role::Publish, Role::Effect].iter().any(|role| role.starts(bare) == Some(bare));
    let dated = bare.contains('月') && bare.starts_with(is_numeral);
    let of_paper = acts && (named(own) || named(clause) || clause.trim().is_empty() && is_publication(own))
        || dated && named(clause);
    let open = r.is_report() || r.tail(to).starts_with(['的', '期']);
    (of_paper && !open && amount.unit >= Unit::Month).then(|| Draft {
        start: amount.start,
        end: to,
        kind: Some(DeadlineKind::Validity),
        value: Some(amount.iso()),
        ..Draft::default()
    })
}

/// 由2年延长到3年: the old limit stands before the word that ends at `at`.
pub(super) fn is_widened(r: &Reading<'_>, amount: &Amount, at: usize) -> bool {
    let head = r.head(at).trim_end();
    let old = head.strip_suffix(['年', '月']).is_some_and(|n| n.ends_with(|c| c == '个' || is_numeral(c)));
    amount.unit == Unit::Year && old
}

/// 在转换完成的次日集中调整, 应于次日报送: on the day after; 次日 ends at `end`.
pub(super) fn next_day(r: &Reading<'_>, end: usize) -> Option<Draft> {
    let day = eat_back(r.text, end, &["次日", "翌日"]).filter(|day| *day >= r.from)?;
    let act = r.tail(end).trim_start_matches(['，', ',', ' ']);
    let act = ["上午", "下午"].iter().find_map(|part| act.strip_prefix(part)).unwrap_or(act);
    Role::SameDay.starts(act).or_else(|| Role::Verb.starts(act))?;
    let at = skip_back(r.text, day);
    let of = eat_back(r.text, at, &["的"]);
    let (start, event) = match of {
        Some(of) => {
            let clause = r.wide_clause_start(of);
            let head = r.text.get(clause..of)?;
            let (i, len) = find_first(head, &["在", "于"])?;
            (
                clause + i,
                head.get(i + len..).map(str::trim).filter(|name| (2..=20).contains(&name.chars().count())),
            )
        }
        None => (eat_back(r.text, at, &["于", "在"])?, None),
    };
    // 当晚开走，并于次日告知 tells a story; 应于次日告知 binds.
    let bound = r.head(start).trim_end().ends_with(['应', '须', '当', '将', '要', '请']);
    let told = !bound
        || act.starts_with('起')
        || r.is_report()
        || r.told(start, end)
        || r.clause_tail(end).ends_with('的');
    (!told && (of.is_none() || event.is_some())).then(|| Draft {
        start,
        end,
        kind: Some(DeadlineKind::Within),
        value: Some("P1D".to_owned()),
        note: Some(if event.is_some() { "起算日不明" } else { "期限缺起算点" }),
        anchor: event.map(|text| Anchor { kind: "event", text: text.to_owned() }),
        ..Draft::default()
    })
}

/// 资料齐全的，5个工作日即可放款; 3个工作日办结; 复审5个工作日; 办理时限：20日: how long the handling takes, without 内; gives
/// where the expression ends.
pub(super) fn handled(r: &Reading<'_>, amount: &Amount) -> Option<usize> {
    let head = r.head(skip_back(r.text, amount.start));
    let clause = r.clause_tail(amount.end);
    if clause.ends_with('的') || r.told(amount.start, amount.end) {
        return None;
    }
    let closed = clause.trim().is_empty();
    if closed && is_labelled(r, amount, head) {
        return Some(amount.end);
    }
    let works = amount.unit == Unit::WorkingDay;
    // 收到异议之日起3个工作日.
    let counted = ["之日起", "日起", "后"].iter().any(|word| head.ends_with(word)) && !head.ends_with("最后");
    if closed && works && counted {
        return Some(amount.end);
    }
    // 自受理之日起四个工作日后取证.
    // 在10个工作日对材料进行审定.
    let acts = r.tail(amount.end).trim_start().starts_with(['对', '将', '向', '给', '予', '完', '作', '进']);
    if works && acts && head.ends_with('在') {
        return Some(amount.end);
    }
    let later = eat_any(r.text, skip(r.text, amount.end), &["之后", "以后", "后"]);
    if let Some(end) = later.filter(|end| works && Role::Collects.starts(r.tail(*end)).is_some()) {
        return Some(end);
    }
    let longer = head.ends_with(['于', '过', '用', '时', '到', '了', '约', '至', '为', '满', '每']);
    let tail = r.tail(amount.end).trim_start();
    let ends = Role::Handles.starts(tail).is_some();
    let finished = ["办结", "办理完毕", "办完", "审结"].iter().any(|word| tail.starts_with(word));
    let named = head.trim_end_matches(['—', '-', '–', ' ']);
    let step = closed && Role::Steps.ends(named).is_some();
    // 公示期：1月4日至10日（5个工作日） only counts the days named before it.
    let glossed = |name: &str| name.trim_end().ends_with(['日', '号', '止', '天']);
    let alone =
        head.strip_suffix(['（', '(']).is_some_and(|name| !glossed(name)) && tail.starts_with(['）', ')']);
    let limits = works && (ends || step || alone) || finished && amount.unit <= Unit::Month;
    (limits && !longer && amount.unit > Unit::Minute).then_some(amount.end)
}

/// 办理时限：15个工作日, also with the length on a line of its own; 办理期限：自受理之日起20日. What is handled or shown to the
/// public must be named: 贷款期限：3个月 is another thing.
fn is_labelled(r: &Reading<'_>, amount: &Amount, head: &str) -> bool {
    if !(Unit::Hour..=Unit::Month).contains(&amount.unit) {
        return false;
    }
    let event = head.strip_suffix("之日起").or_else(|| head.strip_suffix("日起"));
    let (bare, parted) = match event {
        Some(event) => event.rsplit_once(['：', ':', '为']).map_or((event, false), |(name, _)| (name, true)),
        None => above_or_before(r, head),
    };
    let name =
        bare.rsplit(['。', '；', ';', '，', ',', '\n', '、', '：', ':', ' ', '\t']).next().unwrap_or(bare);
    let known = |end: &str| name.strip_suffix(end).is_some_and(|act| Role::Steps.ends(act).is_some());
    let limit = name.ends_with("时限") || ["期限", "时间", "期"].iter().any(|end| known(end));
    parted && limit && !Role::Foreign.stands_in(name) && name.chars().count() <= 14
}

/// The field name before a length that `head` ends at, or that of the line above, and whether a sign or a break parts them.
fn above_or_before<'a>(r: &Reading<'a>, head: &'a str) -> (&'a str, bool) {
    let parts = |c: char| c.is_whitespace() || "：:为|".contains(c);
    let bare = head.trim_end_matches(parts);
    if !bare.is_empty() {
        return (bare, bare.len() < head.len());
    }
    let above = r.text.get(..r.from).unwrap_or("");
    let line = above.trim_end_matches(parts);
    (line, line.len() < above.len())
}

/// （一般为5日内） says what a limit named before it is as a rule, 审核（5日内） how long a step may take.
pub(super) fn is_usual(r: &Reading<'_>, amount: &Amount) -> bool {
    let at = skip_back(r.text, amount.start);
    let head = r.clause_head(at);
    let step =
        eat_back(r.text, at, &["（", "("]).is_some_and(|open| Role::Steps.ends(r.head(open)).is_some());
    step || matches!(head.trim_end_matches(['为', '在']), "一般" | "原则上" | "通常")
}

/// 并在3个月内再次答复: what is to be done again.
pub(super) fn answers_again(tail: &str) -> bool {
    let act = tail.strip_prefix("再次").unwrap_or("");
    [Role::Handles, Role::Announces, Role::Routine].iter().any(|role| role.starts(act).is_some())
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
    let announces = Role::Announces.stands_in(clause) || clause.contains("申请");
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
    let loose = event.ends_with(['近', '前', '期', '距', '满']) && !event.ends_with("日期");
    let known = (2..=14).contains(&event.chars().count()) && !loose;
    // 应于使用日3日前，办理注销手续: the act stands in the next clause.
    let behind = r.clause_tail(end);
    let next = r.tail(end).trim_start().strip_prefix(['，', ',']);
    let next = next.filter(|_| behind.trim().is_empty());
    let far = next.map_or(behind, |next| first_chars(next, 24));
    let behind = next.map_or(behind, |next| first_chars(next, 12));
    let acts = Role::Announces.stands_in(far)
        || behind.starts_with(['将', '向', '报', '送', '把'])
        || ["送交", "提交", "办理", "申请"].iter().any(|act| behind.contains(act));
    let fits = known
        && !event.contains('每')
        && acts
        && !behind.ends_with('的')
        && !behind.contains('已')
        && !r.is_report();
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
    if let Some(draft) = same_day_after(r, (day, to), head) {
        return Some(draft);
    }
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

/// 资金到达专户后，当天完成转入: the clause before names the event; the expression is `day..to`.
fn same_day_after(r: &Reading<'_>, (day, to): (usize, usize), head: &str) -> Option<Draft> {
    let event = head.strip_suffix(['，', ','])?.strip_suffix('后')?;
    let event = event.rsplit(['，', ',', '。', '；', ';', '：', '\n']).next().unwrap_or(event).trim();
    let known = (2..=24).contains(&event.chars().count()) && !r.is_report() && !r.told(day, to);
    (known && !r.clause_tail(to).ends_with('的')).then(|| Draft {
        start: day,
        end: to,
        kind: Some(DeadlineKind::Within),
        value: Some("P0D".to_owned()),
        note: Some("起算日不明"),
        anchor: Some(Anchor { kind: "event", text: event.to_owned() }),
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
