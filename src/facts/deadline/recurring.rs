//! Recurring duties: 每季度, 每年至少两次, 每月25日前, 每年12月底前, 按月通报, 周调度.

use super::DeadlineKind;
use super::cursor::{eat, eat_any, eat_back, eat_dash, number_at, number_back, skip, skip_back};
use super::hours::{day_of_quarter, hour_of, is_open_hours, weekday_of_month};
use super::moment::{Edge, Part, Year, moment_at};
use super::often::{Count, count_after};
use super::reading::{Draft, Reading};
use super::stretch::{skip_clock, stretch_at};
use super::target::clause_after;
use super::words::Role;

/// A period that comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cycle {
    /// ISO 8601, without `R/`.
    iso: &'static str,
    /// How many of them, 每两年.
    count: u32,
    /// One past the unit.
    end: usize,
}

const CYCLES: [(&str, &str); 23] = [
    ("工作日", "BD"),
    ("工作天", "BD"),
    ("季度", "3M"),
    ("半年度", "6M"),
    ("半年", "6M"),
    ("半个月", "15D"),
    ("半月", "15D"),
    ("学期", "6M"),
    ("学年", "Y"),
    ("自然年度", "Y"),
    ("自然年", "Y"),
    ("年度", "Y"),
    ("年", "Y"),
    ("季", "3M"),
    ("月度", "M"),
    ("双月", "2M"),
    ("月", "M"),
    ("旬", "10D"),
    ("星期", "W"),
    ("周", "W"),
    ("日", "D"),
    ("天", "D"),
    ("小时", "H"),
];

impl Cycle {
    /// `R/P3M`; a unit that is itself several takes the product.
    fn value(&self) -> String {
        let digits = self.iso.len() - self.iso.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let own: u32 = self.iso.get(..digits).and_then(|n| n.parse().ok()).unwrap_or(1);
        let time = if self.iso == "H" { "T" } else { "" };
        format!("R/P{time}{}{}", own.saturating_mul(self.count), self.iso.get(digits..).unwrap_or(""))
    }
}

/// The period whose name starts at `at`.
fn cycle_at(text: &str, at: usize) -> Option<Cycle> {
    let at = skip(text, at);
    let apart = eat(text, at, "隔");
    let at = apart.or_else(|| eat(text, at, "个")).unwrap_or(at);
    // 每隔两年: every two years. 每隔一年 may as well be every other year.
    let number = number_at(text, at).filter(|n| (1..=31).contains(&n.value));
    if apart.is_some() && number.is_none_or(|n| n.value < 2) {
        return None;
    }
    let unit_at = number.map_or(at, |n| skip(text, n.end));
    let unit_at = eat(text, unit_at, "个").unwrap_or(unit_at);
    let count = number.map_or(1, |n| u32::try_from(n.value).unwrap_or(1));
    CYCLES.iter().find_map(|(word, iso)| Some(Cycle { iso, count, end: eat(text, unit_at, word)? }))
}

/// Where 每 stands that governs the unit which ends at `unit`; at most a few characters lie between.
pub(super) fn each_before(r: &Reading<'_>, unit: usize) -> Option<usize> {
    let head = r.head(unit);
    let (at, _) = head.char_indices().rev().take(6).find(|(_, c)| *c == '每')?;
    let start = r.back(unit) + at;
    (cycle_at(r.text, start + "每".len())?.end >= unit).then_some(start)
}

/// Reads the duty that starts with the 每 at `start`; gives where it ends and the draft if it is one.
pub(super) fn each(r: &Reading<'_>, start: usize) -> Option<(usize, Option<Draft>)> {
    let cycle = cycle_at(r.text, start + "每".len())?;
    let (end, by) = day_within(r, &cycle);
    let head = r.head(start).trim_end();
    let tail = r.tail(end);
    // 每月提取的…合计: names what is meant, lays down no duty.
    let clause = r.clause_tail(end);
    let names = by.is_none()
        && (clause.char_indices().take(6).any(|(_, c)| c == '的')
            && !arranges(clause)
            && !clause.starts_with(['将', '把', '对', '向'])
            || clause.ends_with('的')
            || clause.contains("截止日期")
            || clause.contains("限额")
            || clause.contains("以上的")
            || clause.contains("次数"));
    // 仅限每年秋季入学: which case is meant.
    // 每月25日前缴存 is due on a day, whatever is paid.
    let due = by.is_some() && r.text.get(..end).is_some_and(|text| text.ends_with('前'));
    let money = is_rate(r, end) && !(due && !clause.contains('元'));
    let rate = names || head.ends_with('限') || is_per_head(head) || money;
    // 由每月1次调整为每月两次, 由原来每年一次放宽至每月一次: the old measure.
    let before = ["原来的", "原来", "原先", "现行", "原"].iter().find_map(|word| head.strip_suffix(word));
    let old = before.unwrap_or(head).ends_with(['由', '从']) && Role::Alters.stands_in(clause);
    // 每小时60公里 is a speed, 每4小时报告一次 a duty.
    let speed = cycle.iso == "H" && !Role::EachAct.stands_in(clause_after(r, end));
    let rate = rate || old || speed;
    // 应当每半年以书面形式公告: only 以上 and the like are other words.
    let more = tail
        .strip_prefix('以')
        .is_some_and(|rest| rest.starts_with(['上', '下', '内', '来', '前', '后', '外']));
    let more = more || ["什么", "何时", "多少"].iter().any(|asks| tail.starts_with(asks));
    let apart = more || tail.starts_with(['均', '来', '级', '龄']);
    // 每月结束后10日内 is a limit that names its period.
    let limits = ["结束后", "终了后", "度终了", "届满", "开学后"].iter().any(|word| tail.starts_with(word));
    // 在每月发放工资之日起五日内 names the event of a limit.
    let limits = limits || head.ends_with(['在', '于', '自']) && r.clause_tail(end).contains("之日起");
    // The 了 of 每年度终了，应当层报 tells nothing.
    let over = eat(r.text, end, "终了").unwrap_or(end);
    if rate || apart || limits || r.is_report() || is_told(r, start, over) {
        return Some((end, None));
    }
    // 至少每季度检查一次: the least stands before the period.
    let least = ["至少", "最少"].iter().find_map(|word| head.ends_with(word).then_some(word.len()));
    let counted = count_after(r, end);
    let once = Count { times: 1, limit: None, end };
    let counted = least.map(|_| Count { limit: Some("min"), ..counted.unwrap_or(once) }).or(counted);
    let start = least.map_or(start, |len| r.back(start) + head.len() - len);
    let mut value = cycle.value();
    let mut exact = value.clone();
    if let Some(by) = &by {
        exact.push_str(";by=");
        exact.push_str(by);
        // The value says the day of the year; a day of the month is only in the exact form.
        if by.contains('-') {
            value.clone_from(&exact);
        }
    }
    // 一次 is what the period says already.
    if counted.is_some_and(|c| c.times == 1 && c.limit.is_none()) {
        exact.push_str(";n=1");
    }
    let exact = Some(exact).filter(|exact| *exact != value);
    if let Some(count) = counted.filter(|c| c.times > 1 || c.limit.is_some()) {
        value.push_str(&format!(";{}={}", count.limit.unwrap_or("min"), count.times));
    }
    let end = counted.map_or(end, |c| c.end);
    let draft = Draft {
        start,
        end,
        kind: Some(DeadlineKind::Frequency),
        value: Some(value),
        alternative: exact,
        ..Draft::default()
    };
    Some((end, Some(draft)))
}

/// Whether the clause tells what has been; 每年报送上年度总结 and 每年累计不少于40学时 lay down what is to be.
fn is_told(r: &Reading<'_>, start: usize, end: usize) -> bool {
    if !r.told(start, end) {
        return false;
    }
    let clause = r.text.get(r.clause_start(start)..r.clause_end(end)).unwrap_or("");
    Role::Told.stands_in(clause) || clause.contains("累计") && !Role::Counted.stands_in(clause)
}

/// 每年安排重点县的资金, 每年新增的 apart: an act whose object is described.
fn arranges(clause: &str) -> bool {
    let act = Role::Verb.starts(clause.trim_start());
    act.is_some_and(|verb| {
        let object = clause.trim_start().get(verb.len()..).unwrap_or("");
        !object.starts_with('的')
            && matches!(verb, "安排" | "组织" | "开展" | "举办" | "新建" | "培育" | "支持")
    })
}

/// 每户每年, 二孩每月, 人均每年: for one of many, and not 各单位每月, 申请人每年.
fn is_per_head(head: &str) -> bool {
    let mut chars = head.chars().rev();
    let (Some(last), before) = (chars.next(), chars.next()) else { return false };
    let counted = before.is_none_or(|c| "每一满".contains(c) || crate::text::is_numeral(c));
    last == '均' || "人户套家次位名孩".contains(last) && counted
}

/// Whether what follows is a standard or an amount of money rather than a duty.
fn is_rate(r: &Reading<'_>, end: usize) -> bool {
    if is_open_hours(r, end) {
        return true;
    }
    let tail = r.clause_tail(end).trim_start();
    // 每年每县安排计划指标600亩: what is to be done for each, and no rate of money.
    let for_each = tail
        .strip_prefix('每')
        .and_then(|rest| rest.char_indices().find(|(_, c)| "县乡镇村市区街".contains(*c)));
    if let Some((at, c)) = for_each.filter(|(at, _)| *at <= 6) {
        let act =
            tail.get("每".len() + at + c.len_utf8()..).unwrap_or("").trim_start_matches(['个', '至', '少']);
        if Role::Verb.starts(act).is_some() && !act.contains('元') {
            return false;
        }
    }
    // 每季度可以提取一次 says how often.
    if tail.starts_with('可') && tail.ends_with('次') {
        return false;
    }
    // 每日按罚款数额的百分之三加处罚款.
    if tail.starts_with('按') && Role::Surcharge.stands_in(tail) {
        return true;
    }
    // 每年按十个月发放: how many of them are paid.
    let paid =
        tail.strip_prefix('按').and_then(|rest| rest.strip_suffix("发放").or(rest.strip_suffix("计算")));
    if paid.is_some_and(|rest| rest.ends_with('月')) {
        return true;
    }
    if Role::Money.starts(tail).is_some() || tail.starts_with("每") || tail.starts_with('/') {
        return true;
    }
    // 每月1200元, 每年12万平方米: a figure right behind.
    // 每年增加1个金融牌照: so many things are to come every year.
    let thing = ["增加", "新增"].iter().find_map(|word| tail.strip_prefix(word)).and_then(|rest| {
        let figures =
            rest.trim_start_matches(|c: char| crate::text::is_numeral(c) || "不少于至上以约多".contains(c));
        (figures.len() < rest.len()).then_some(figures)
    });
    // 每周增加一个工作日 is a measure, and nothing that comes every week.
    if thing
        .is_some_and(|rest| ["个工作日", "个小时", "个百分点", "个月"].iter().any(|of| rest.starts_with(of)))
    {
        return true;
    }
    if thing
        .is_some_and(|rest| rest.starts_with(['个', '家', '所', '处', '座', '名', '户', '条', '批', '套']))
    {
        return tail.contains('元');
    }
    let number = tail
        .trim_start_matches(['约', '超', '近', '为', '增', '加', '由', '从', '提', '高', '至', '到', '达']);
    tail.contains('元')
        || number.starts_with(|c: char| c.is_ascii_digit())
            && !number.contains(['次', '日', '期', '月', '场', '轮'])
}

/// A day inside the period: 每年×月×日前, 每月25日前, 每季度末, 每季度首月10日前; gives where it ends and the value.
fn day_within(r: &Reading<'_>, cycle: &Cycle) -> (usize, Option<String>) {
    let text = r.text;
    let at = skip(text, eat_any(text, skip(text, cycle.end), &["的", "，", ","]).unwrap_or(cycle.end));
    let close = |end: usize| eat_any(text, skip(text, end), &["之前", "以前", "前"]);
    if cycle.iso == "Y" {
        let Some(moment) = moment_at(text, at).filter(|m| m.year == Year::Unsaid && m.end <= r.to) else {
            // 每年3至5月.
            let months = stretch_at(text, at).filter(|s| s.first.year == Year::Unsaid && s.end <= r.to);
            if let Some(months) = months.filter(|months| months.second.is_some()) {
                return (months.end, None);
            }
            let end = eat_any(text, cycle.end, &["年底", "年末", "底", "末"]).unwrap_or(cycle.end);
            let before = close(end).filter(|_| end > cycle.end);
            return (before.unwrap_or(end), before.map(|_| "12-31".to_owned()));
        };
        // 每年6月至8月和10月至次年1月: seasons of the year.
        if let Some(end) = season(text, moment.end).filter(|end| *end <= r.to) {
            return (end, None);
        }
        // 每年1月、7月报送: the months follow each other, neither alone is the day.
        let last = row(r, moment.end);
        if last > moment.end {
            // 每年1月、7月的10日前.
            let day = eat_any(text, last, &["的", "份的"]).and_then(|to| number_at(text, to));
            let last = day.and_then(|n| eat_any(text, n.end, &["日", "号"])).unwrap_or(last);
            return (close(last).unwrap_or(last), None);
        }
        let end = close(moment.end);
        let last = moment.days(2001, None).map(|(_, last)| format!("{:02}-{:02}", last.month(), last.day()));
        let bounded = end.is_some() || matches!(moment.part, Part::Day(..)) || moment.edge == Edge::End;
        return (end.unwrap_or(moment.end), last.filter(|_| bounded));
    }
    if cycle.iso == "M" {
        if let Some(end) = weekday_of_month(text, at).filter(|end| *end <= r.to) {
            return (close(end).unwrap_or(end), None);
        }
        let number = number_at(text, at).filter(|n| (1..=31).contains(&n.value));
        let found = number.and_then(|n| Some((n.value, eat_any(text, skip(text, n.end), &["日", "号"])?)));
        // 每月20日至次月10日, 每月20日至25日, 每月5-10日: the last day counts.
        let last = number.and_then(|n| last_day(r, found.map_or(n.end, |(_, end)| end)));
        if let Some((date, end)) = last {
            return (close(end).unwrap_or(end), Some(format!("{date:02}")));
        }
        if let Some((value, end)) = found {
            // 每月5日、20日前: neither day alone is the one.
            let more = days(r, end);
            if more > end {
                return (close(more).unwrap_or(more), None);
            }
            return (close(end).unwrap_or(end), Some(format!("{value:02}")));
        }
        if let Some(end) = eat_any(text, at, &["月底", "底", "末"]) {
            return (close(end).unwrap_or(end), Some("31".to_owned()));
        }
    }
    // 每周五15时前, 每日17时前.
    if matches!(cycle.iso, "W" | "D") && cycle.count == 1 {
        return (hour_of(r, cycle.end), None);
    }
    // 每季度首月10日前: the day belongs to the expression, though its value has no place for it.
    if cycle.iso == "3M" && cycle.count == 1 {
        return (day_of_quarter(r, at).unwrap_or(cycle.end), None);
    }
    (cycle.end, None)
}

/// The last day of 每月20日至25日 and where it ends, when the first one ends at `at`.
fn last_day(r: &Reading<'_>, at: usize) -> Option<(u8, usize)> {
    let to = eat_dash(r.text, at)?;
    if let Some(end) = eat_any(r.text, to, &["月底", "月末"]).filter(|end| *end <= r.to) {
        return Some((31, end));
    }
    let of_month = moment_at(r.text, to).filter(|m| m.end <= r.to);
    if let Some((last, Part::MonthShift(_, Some(date)))) = of_month.map(|m| (m, m.part)) {
        return Some((date, last.end));
    }
    let number = number_at(r.text, to).filter(|n| (1..=31).contains(&n.value))?;
    let end = eat_any(r.text, skip(r.text, number.end), &["日", "号"]).filter(|end| *end <= r.to)?;
    Some((u8::try_from(number.value).ok()?, end))
}

/// What joins the days of a row, and the 前 that may stand behind each of them: 每年3月底前、9月底前.
fn joint(text: &str, at: usize) -> Option<usize> {
    let bound = eat_any(text, at, &["之前", "以前", "前"]).unwrap_or(at);
    eat_any(text, bound, &["、", "和", "及", "与", "或", "以及"])
}

/// Where the row of 每年一月、四月、七月或十月 ends, of which the first month ends at `at`.
fn row(r: &Reading<'_>, at: usize) -> usize {
    let next = joint(r.text, at)
        .and_then(|to| moment_at(r.text, to))
        .filter(|m| m.year == Year::Unsaid && m.end <= r.to);
    next.map_or(at, |moment| row(r, moment.end))
}

/// Where the row of 每月5日、15日、25日前 ends, of which the first day ends at `at`.
fn days(r: &Reading<'_>, at: usize) -> usize {
    let next = joint(r.text, at).and_then(|to| number_at(r.text, to));
    let next = next.filter(|n| (1..=31).contains(&n.value));
    let end = next.and_then(|n| eat_any(r.text, n.end, &["日", "号"])).filter(|end| *end <= r.to);
    end.map_or(at, |end| days(r, end))
}

/// Where 6月至8月和10月至次年1月 ends, of which the first month ends at `at`.
fn season(text: &str, at: usize) -> Option<usize> {
    let last = |at: usize| {
        let at = skip_clock(text, at);
        // 每年9月1日起至9月30日止.
        let at = eat_any(text, at, &["起", "开始"]).unwrap_or(at);
        let moment = moment_at(text, skip(text, eat_dash(text, at)?))?;
        let end = skip_clock(text, moment.end);
        Some(eat(text, end, "止").unwrap_or(end))
    };
    let end = last(at)?;
    let next = eat_any(text, end, &["和", "、", "及", "以及"]).and_then(|to| moment_at(text, to));
    Some(next.and_then(|m| last(m.end)).unwrap_or(end))
}

/// Reads 一周一调度, 半月一报, 一季一评, 一周通报一次 at the unit that starts at `start`; what comes so often to a person
/// (一月一次, 一年一场戏) is no duty to report.
pub(super) fn one_each(r: &Reading<'_>, start: usize) -> Option<Draft> {
    let head = skip_back(r.text, start);
    let half = eat_back(r.text, head, &["半个", "半"]);
    let one = || eat_back(r.text, head, &["一个", "一", "1"]).map(|from| (from, 1));
    let (from, count) = half.map(|from| (from, 1)).or_else(one).or_else(|| several(r, head))?;
    if r.head(from).ends_with(|c: char| crate::text::is_numeral(c) || "每第前近同几多整".contains(c))
        || r.is_report()
    {
        return None;
    }
    let (iso, end) = CYCLES.iter().find_map(|(word, iso)| Some((*iso, eat(r.text, start, word)?)))?;
    let value = match (half.is_some(), iso) {
        (false, iso) => Cycle { iso, count, end }.value(),
        (true, "M") => "R/P15D".to_owned(),
        (true, "Y") => "R/P6M".to_owned(),
        (true, _) => return None,
    };
    // 三年通报一次 is as well a summary of what was; only 三年一通报 is a routine.
    if count > 1 && eat_any(r.text, end, &["一", "1"]).is_none() {
        return None;
    }
    if let Some(draft) = bound_count(r, (from, end), &value).filter(|_| count == 1) {
        return Some(draft);
    }
    let end = match eat_any(r.text, end, &["一", "1"]) {
        Some(at) => at + Role::EachAct.starts(r.tail(at))?.len(),
        None => eat_any(r.text, end + Role::Routine.starts(r.tail(end))?.len(), &["一次", "1次"])?,
    };
    let kind = Some(DeadlineKind::Frequency);
    Some(Draft { start: from, end, kind, value: Some(value), ..Draft::default() })
}

/// 应当一年开展两次以上督查: a modal word before the period and a count behind its act; the period is `from..end`.
fn bound_count(r: &Reading<'_>, (from, end): (usize, usize), value: &str) -> Option<Draft> {
    let bound = ["应", "应当", "须", "必须", "至少"].iter().any(|modal| r.head(from).ends_with(modal));
    let acts = Role::Verb.starts(r.tail(end)).is_some() || Role::Routine.starts(r.tail(end)).is_some();
    let count = count_after(r, end).filter(|count| bound && acts && count.times > 1)?;
    let value = format!("{value};{}={}", count.limit.unwrap_or("min"), count.times);
    let kind = Some(DeadlineKind::Frequency);
    Some(Draft { start: from, end: count.end, kind, value: Some(value), ..Draft::default() })
}

/// The number of 五年 in 五年一评估, and where it starts.
fn several(r: &Reading<'_>, end: usize) -> Option<(usize, u32)> {
    let end = eat_back(r.text, end, &["个"]).unwrap_or(end);
    let number = number_back(r.text, end).filter(|n| (2..=10).contains(&n.value))?;
    Some((number.start, u32::try_from(number.value).ok()?))
}

/// 按月与招商部门对接: only 按月 is the expression, the routine stands later in the clause that begins at `at`.
fn is_spread(r: &Reading<'_>, at: usize) -> bool {
    let clause = r.clause_tail(at).trim_start();
    let led = Role::Jointly.starts(clause).is_some();
    let listed = Role::Spread.starts(clause).is_some();
    // 按月将补助发放到卡.
    let hands = clause.starts_with('将') && ["发放", "拨付", "划拨"].iter().any(|act| clause.contains(act));
    (led && Role::Routine.stands_in(clause) || hands || listed || is_bound(r, at))
        && !Role::Pays.stands_in(clause)
        || hands_over(clause_after(r, at))
}

/// 按季度将台账（含附表）交县局: what is handed to an office so often; the act stands behind its object.
fn hands_over(clause: &str) -> bool {
    let Some(object) = clause.strip_prefix('将') else { return false };
    let Some((what, to)) = object.rsplit_once(['交', '报', '送']) else { return false };
    let office = ["部", "局", "办", "处", "室", "科", "股", "委", "会", "组", "府", "院", "中心", "公司"];
    let to = to.trim_start_matches(['至', '到', '给', '由']);
    (2..=16).contains(&to.chars().count())
        && what.chars().count() >= 2
        && office.iter().any(|end| to.ends_with(end))
        && !to.contains('的')
}

/// 应按月列表备查, 应当按日或按季装订成册: whatever the act is, it is a duty that comes again; the unit ends at `at`.
fn is_bound(r: &Reading<'_>, at: usize) -> bool {
    let head = r.clause_head(at);
    // 逐日登记 says how, not how often; 按 stands right before the unit.
    let Some(by) = head.rfind('按').filter(|by| head.len() - by <= "按季度".len()) else { return false };
    let head = head.get(..by).unwrap_or("");
    let first = head.strip_suffix('或').and_then(|head| head.get(..head.rfind('按')?));
    let acts = r.clause_tail(at).chars().count() >= 2 && !r.tail(at).starts_with(['或', '、', '均', '的']);
    acts && ["应", "应当", "须", "必须"].iter().any(|modal| first.unwrap_or(head).ends_with(modal))
}

/// Whether what follows 月 or 季 makes a routine of it without 按: 月调度, 季评价机制, but not 季度考核结果.
fn stands_alone(tail: &str) -> bool {
    let closes = |word: &str| {
        let rest = tail.strip_prefix(word).unwrap_or("").trim_start();
        rest.is_empty()
            || rest.starts_with(['、', '，', ',', '。', '；', ';', '”', '）', ')', '+', '＋'])
            || Role::System.starts(rest).is_some()
    };
    Role::BareRoutine.starts(tail).is_some() || Role::RowRoutine.starts(tail).is_some_and(closes)
}

/// 利用早会、周例会: the meeting is a means, and its name no duty.
fn uses_meeting(r: &Reading<'_>, at: usize) -> bool {
    let head = r.head(at);
    let clause =
        head.rsplit(['，', ',', '。', '；', ';', '：', ':', '\n']).next().unwrap_or(head).trim_start();
    Role::Uses.starts(clause).is_some()
}

/// 镇党委“月例会”定在周一: the meeting in quotes is a name, when no 制度 follows.
fn is_named_meeting(r: &Reading<'_>, start: usize, tail: &str) -> bool {
    let rest = tail.strip_prefix("例会").and_then(|rest| rest.strip_prefix(['”', '」', '"']));
    r.head(start).ends_with(['“', '「', '"']) && rest.is_some_and(|rest| Role::System.starts(rest).is_none())
}

/// 月监测、季评价、 before 年考核: a row of routines.
fn goes_on_row(head: &str) -> bool {
    head.strip_suffix('、').is_some_and(|head| {
        let before = head.get(head.rfind(['、', '，', ',', '“', '。']).unwrap_or(0)..).unwrap_or(head);
        before.contains(['季', '月', '周'])
            && (Role::BareRoutine.ends(before).or_else(|| Role::RowRoutine.ends(before))).is_some()
    })
}

/// Reads 月调度, 按季度通报, 逐月上报 at the unit `start..end`.
pub(super) fn routine(r: &Reading<'_>, start: usize, end: usize) -> Option<Draft> {
    let unit = r.text.get(start..end)?;
    let iso = match unit {
        "周" => "R/P1W",
        "月" => "R/P1M",
        "旬" => "R/P10D",
        "季" | "季度" => "R/P3M",
        "年" => "R/P1Y",
        "日" => "R/P1D",
        _ => return None,
    };
    if r.is_report() {
        return None;
    }
    let head = eat_back(r.text, skip_back(r.text, start), &["按", "逐"]);
    let unit_end = eat(r.text, end, "度").unwrap_or(end);
    let tail = r.text.get(unit_end..r.to)?;
    if let Some(start) = head.filter(|start| is_spread(r, unit_end) && !r.head(*start).ends_with('可')) {
        return Some(Draft {
            start,
            end: unit_end,
            kind: Some(DeadlineKind::Frequency),
            value: Some(iso.to_owned()),
            ..Draft::default()
        });
    }
    let word = Role::Routine.starts(tail)?;
    let bare = !r.head(start).ends_with(|c: char| {
        crate::text::is_numeral(c) || "每本上下当次多近同今去前往历周双度年月日个工期".contains(c)
    });
    if head.is_none() && (!bare || !stands_alone(tail)) {
        return None;
    }
    // 报送季度总结: what is sent.
    if head.is_none() && Role::Reports.ends(r.head(start)).is_some() {
        return None;
    }
    // 年报告 and 日报告 stand for many other things; 月监测、季评价、年考核 goes on as a row.
    if head.is_none() && tail.starts_with("例会") && uses_meeting(r, start) {
        return None;
    }
    if head.is_none() && is_named_meeting(r, start, tail) {
        return None;
    }
    let row = unit == "年" && goes_on_row(r.head(start));
    if head.is_none() && matches!(unit, "年" | "日") && !row {
        return None;
    }
    let to = tail.as_ptr() as usize - r.text.as_ptr() as usize + word.len();
    let (start, to) = (head.unwrap_or(start), to);
    Some(Draft {
        start,
        end: to,
        kind: Some(DeadlineKind::Frequency),
        value: Some(iso.to_owned()),
        ..Draft::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_periods() {
        let cases = [
            ("季度报送", Some("R/P3M")),
            ("半年", Some("R/P6M")),
            ("两年", Some("R/P2Y")),
            ("个工作日", Some("R/P1BD")),
            ("3个月", Some("R/P3M")),
            ("人每月", None),
        ];
        for (text, expect) in cases {
            assert_eq!(cycle_at(text, 0).map(|c| c.value()).as_deref(), expect, "{text}");
        }
    }

    #[test]
    fn a_moment_inside_a_year_keeps_its_place() {
        let moment = moment_at("12月底前", 0);
        assert_eq!(moment.map(|m| m.edge), Some(Edge::End));
    }
}
