//! Order of the dated steps and the time between them.

use std::sync::LazyLock;

use jiff::civil::Date;

use super::agreement::made;
use super::dates::EventKind;
use super::demand::Period;
use super::paper::{Paper, PaperKind};
use super::{Case, DossierCheck, Event, classify};
use crate::facts::deadline::calendar;
use crate::lexicon::{Lexicon, WordSet};
use crate::report::{Severity, Verdict};

/// Words that tell why a step was shorter than usual.
static URGENT: WordSet = WordSet::of("dossier_words", "urgent");
static SHORTENED: WordSet = WordSet::of("dossier_words", "shortened");

/// One step that must not come after another.
struct Order {
    before: EventKind,
    after: EventKind,
    severity: Severity,
    basis: &'static str,
    period: Period,
    why: &'static str,
}

static ORDERS: LazyLock<Vec<Order>> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("dossier_order");
    let columns = ["before", "after", "severity", "basis", "why"].map(|name| table.column(name));
    let period = Period::reader(table);
    let rows = table.rows();
    rows.filter_map(|row| {
        let [before, after, severity, basis, why] = columns.map(|at| row.get(at).copied().unwrap_or(""));
        let kind = |id: &str| serde_json::from_value(serde_json::Value::String(id.to_owned())).ok();
        let severity = serde_json::from_value(serde_json::Value::String(severity.to_owned())).ok()?;
        let (before, after) = (kind(before)?, kind(after)?);
        Some(Order { before, after, severity, basis, period: period(row), why })
    })
    .collect()
});

/// Checks every pair, then the intervals; both as the law of the paper's day demands.
pub(super) fn check(case: &Case<'_>, chain: &[Event]) -> Vec<DossierCheck> {
    let of = |kind: EventKind| chain.iter().find(|e| e.event == kind);
    let orders = ORDERS.iter().filter(|order| order.period.holds(case.date));
    let mut checks: Vec<DossierCheck> =
        orders.map(|order| in_order(case, order, of(order.before), of(order.after))).collect();
    let intervals: [fn(&Case<'_>, Days<'_>) -> Option<DossierCheck>; 4] =
        [consultation, review, publication, filing];
    let pairs = [
        (EventKind::ConsultationStarted, EventKind::ConsultationEnded),
        (EventKind::Submitted, EventKind::Reviewed),
        (EventKind::Signed, EventKind::Published),
        (EventKind::Published, EventKind::Filed),
    ];
    for (interval, (from, to)) in intervals.iter().zip(pairs) {
        checks.extend(interval(case, Days { case, kinds: (from, to), from: of(from), to: of(to) }));
    }
    checks
}

fn in_order(case: &Case<'_>, order: &Order, before: Option<&Event>, after: Option<&Event>) -> DossierCheck {
    let id = format!("order:{}:{}", word(order.before), word(order.after));
    let title = format!("{}不晚于{}", order.before.word(), order.after.word());
    let (verdict, message) = match (before, after) {
        (Some(b), Some(a)) if b.date <= a.date => {
            (Verdict::Pass, format!("{} {}，{} {}", b.name, b.date, a.name, a.date))
        }
        (Some(b), Some(a)) => {
            (Verdict::Fail, format!("{}：{} {}，{} {}", order.why, b.name, b.date, a.name, a.date))
        }
        _ => (Verdict::Undecided, lack(case, &[(order.before, before), (order.after, after)])),
    };
    let evidence = [before, after].into_iter().flatten().map(|e| e.evidence.clone()).collect();
    made((&id, &title, order.basis), (verdict, order.severity), message, evidence)
}

fn word(kind: EventKind) -> String {
    serde_json::to_value(kind).ok().and_then(|v| v.as_str().map(ToOwned::to_owned)).unwrap_or_default()
}

/// What is missing for a comparison, and the papers that would show it or do not.
fn lack(case: &Case<'_>, ends: &[(EventKind, Option<&Event>)]) -> String {
    let absent: Vec<String> = ends
        .iter()
        .filter(|(_, event)| event.is_none())
        .map(|(kind, _)| {
            let names = kind.papers().iter().map(|p| classify::name(*p)).collect::<Vec<_>>().join("、");
            let there: Vec<_> = kind.papers().iter().filter_map(|p| case.first(*p)).collect();
            let why = if there.is_empty() {
                format!("看{names}")
            } else if there.iter().all(|p| p.is_unread()) {
                format!("{}没有读到", told(&there))
            } else {
                format!("{}没有写日期", told(&there))
            };
            format!("{}的日期（{why}）", kind.word())
        })
        .collect();
    format!("缺{}", absent.join("、"))
}

fn told(papers: &[&Paper<'_>]) -> String {
    let kinds = papers.iter().filter_map(|p| p.kind);
    kinds.map(classify::name).collect::<Vec<_>>().join("、")
}

/// Two ends of an interval.
#[derive(Clone, Copy)]
struct Days<'a> {
    case: &'a Case<'a>,
    kinds: (EventKind, EventKind),
    from: Option<&'a Event>,
    to: Option<&'a Event>,
}

/// What an interval comes to.
struct Ruling {
    verdict: Verdict,
    message: String,
}

impl Ruling {
    fn of(verdict: Verdict, message: String) -> Self {
        Self { verdict, message }
    }
}

impl Days<'_> {
    /// Judges the interval when both ends are there and in order.
    fn judge(
        &self,
        head: (&str, &str, &str),
        severity: Severity,
        judge: impl Fn(Date, Date) -> Ruling,
    ) -> DossierCheck {
        let (id, title, basis) = head;
        let ruling = match (self.from, self.to) {
            (Some(from), Some(to)) if from.date <= to.date => judge(from.date, to.date),
            (Some(_), Some(_)) => Ruling::of(Verdict::Undecided, "日期先后颠倒，间隔不再计算".to_owned()),
            _ => {
                let ends = [(self.kinds.0, self.from), (self.kinds.1, self.to)];
                Ruling::of(Verdict::Undecided, lack(self.case, &ends))
            }
        };
        let evidence = [self.from, self.to].into_iter().flatten().map(|e| e.evidence.clone()).collect();
        made((id, title, basis), (ruling.verdict, severity), ruling.message, evidence)
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// Whether a sentence of a paper that goes with the draft holds one of the words; what the draft itself says does not count.
fn is_told(case: &Case<'_>, words: &WordSet) -> bool {
    let around = |p: &&Paper<'_>| {
        !matches!(
            p.kind,
            Some(PaperKind::Draft | PaperKind::Issued | PaperKind::Basis | PaperKind::Publication)
        )
    };
    case.papers.iter().filter(around).any(|p| words.is_in(p.text()))
}

/// A longer time where business is concerned; else at least seven working days is usual.
fn consultation(case: &Case<'_>, days: Days<'_>) -> Option<DossierCheck> {
    let demand =
        case.demand(if case.touches_operators { "consultation_operators" } else { "consultation" })?;
    let least = i32::from(demand.least?);
    let head = ("interval:consultation", "公开征求意见的时间", demand.basis);
    let is_explained = is_told(case, &SHORTENED);
    Some(days.judge(head, Severity::Warning, |from, to| {
        let length = days_between(from, to) + 1;
        let message = format!("{from} 至 {to}，共 {length} 日");
        match length >= least {
            true => Ruling::of(Verdict::Pass, message),
            false if is_explained => {
                Ruling::of(Verdict::Undecided, format!("{message}；材料里说明了缩短的理由，请核对"))
            }
            false => {
                Ruling::of(Verdict::Fail, format!("{message}，一般不少于 {least} 日，也没有说明缩短的理由"))
            }
        }
    }))
}

/// Working days for the review; less where the papers tell that the procedure was urgent.
fn review(case: &Case<'_>, days: Days<'_>) -> Option<DossierCheck> {
    let demand = case.demand("review")?;
    let (fewest, longest) = (demand.least?, demand.most?);
    let head = ("interval:review", "合法性审核的时间", demand.basis);
    let is_urgent = is_told(case, &URGENT);
    Some(days.judge(head, Severity::Warning, |from, to| {
        let within = |n| calendar::after_working_days(from, u32::from(n));
        let (Some(least), Some(most)) = (within(fewest), within(longest)) else {
            return Ruling::of(
                Verdict::Undecided,
                format!("{from} 至 {to}，没有当年的节假日安排，算不出工作日"),
            );
        };
        let message = format!("{from} 送审，{to} 出具意见");
        if to < least && is_urgent {
            let why = "材料里说程序上紧急，请核对";
            Ruling::of(Verdict::Undecided, format!("{message}，不足 {fewest} 个工作日；{why}"))
        } else if to < least {
            Ruling::of(Verdict::Fail, format!("{message}，不足 {fewest} 个工作日（应到 {least}）"))
        } else if to > most {
            Ruling::of(Verdict::Fail, format!("{message}，超过 {longest} 个工作日（应到 {most}）"))
        } else {
            Ruling::of(Verdict::Pass, format!("{message}，在 {fewest} 至 {longest} 个工作日之内"))
        }
    }))
}

/// Working days between signing and publishing.
fn publication(case: &Case<'_>, days: Days<'_>) -> Option<DossierCheck> {
    let demand = case.demand("publication")?;
    let most = demand.most?;
    let head = ("interval:publication", "成文后公布的时间", demand.basis);
    let judge = |from: Date, to: Date| match calendar::after_working_days(from, u32::from(most)) {
        None => Ruling::of(Verdict::Undecided, format!("{from} 至 {to}，没有当年的节假日安排，算不出工作日")),
        Some(last) if to <= last => {
            Ruling::of(Verdict::Pass, format!("{from} 成文，{to} 公布，在 {most} 个工作日之内"))
        }
        Some(last) => {
            Ruling::of(Verdict::Fail, format!("{from} 成文，{to} 公布，超过 {most} 个工作日（应到 {last}）"))
        }
    };
    Some(days.judge(head, Severity::Warning, judge))
}

/// Filing: the limit of the region, else between the days that provinces use nothing is decided.
fn filing(case: &Case<'_>, days: Days<'_>) -> Option<DossierCheck> {
    let demand = case.demand("filing")?;
    let usual = (i32::from(demand.least?), i32::from(demand.most?));
    let region = case.filing.as_ref();
    let basis = region.map_or_else(|| demand.basis.to_owned(), |(_, region)| format!("{region}的备案规定"));
    let (sure, most) = region.map_or(usual, |(n, _)| {
        let n = i32::try_from(*n).unwrap_or(i32::MAX);
        (n, n)
    });
    let head = ("interval:filing", "公布后备案的时间", basis.as_str());
    Some(days.judge(head, Severity::Warning, |from, to| {
        let gap = days_between(from, to);
        let message = format!("{from} 公布，{to} 备案，相隔 {gap} 日");
        if gap <= sure {
            Ruling::of(Verdict::Pass, message)
        } else if gap > most {
            Ruling::of(Verdict::Fail, format!("{message}，超过 {most} 日"))
        } else {
            let why = format!("没有查到本地期限，多数地方 {sure} 日，有的 {most} 日");
            Ruling::of(Verdict::Undecided, format!("{message}；{why}"))
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_orders_is_read_whole() {
        assert_eq!(ORDERS.len(), Lexicon::embedded().table("dossier_order").rows().len());
    }
}
