//! Order of the dated steps and the time between them.

use std::sync::LazyLock;

use jiff::civil::Date;

use super::dates::EventKind;
use super::{Case, DossierCheck, Event, classify};
use crate::facts::deadline::calendar;
use crate::lexicon::Lexicon;
use crate::report::{Severity, Verdict};

/// One step that must not come after another.
struct Order {
    before: EventKind,
    after: EventKind,
    severity: Severity,
    basis: &'static str,
    why: &'static str,
}

static ORDERS: LazyLock<Vec<Order>> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("dossier_order");
    let columns = ["before", "after", "severity", "basis", "why"].map(|name| table.column(name));
    let rows = table.rows();
    rows.filter_map(|row| {
        let [before, after, severity, basis, why] = columns.map(|at| row.get(at).copied().unwrap_or(""));
        let kind = |id: &str| serde_json::from_value(serde_json::Value::String(id.to_owned())).ok();
        let severity = serde_json::from_value(serde_json::Value::String(severity.to_owned())).ok()?;
        Some(Order { before: kind(before)?, after: kind(after)?, severity, basis, why })
    })
    .collect()
});

/// Checks every pair, then the intervals.
pub(super) fn check(case: &Case<'_>, chain: &[Event]) -> Vec<DossierCheck> {
    let of = |kind: EventKind| chain.iter().find(|e| e.event == kind);
    let mut checks: Vec<DossierCheck> =
        ORDERS.iter().map(|order| in_order(order, of(order.before), of(order.after))).collect();
    let intervals: [fn(&Case<'_>, Days<'_>) -> DossierCheck; 4] = [consultation, review, publication, filing];
    let pairs = [
        (EventKind::ConsultationStarted, EventKind::ConsultationEnded),
        (EventKind::Submitted, EventKind::Reviewed),
        (EventKind::Signed, EventKind::Published),
        (EventKind::Published, EventKind::Filed),
    ];
    for (interval, (from, to)) in intervals.iter().zip(pairs) {
        checks.push(interval(case, Days { kinds: (from, to), from: of(from), to: of(to) }));
    }
    checks
}

fn in_order(order: &Order, before: Option<&Event>, after: Option<&Event>) -> DossierCheck {
    let id = format!("order:{}:{}", word(order.before), word(order.after));
    let title = format!("{}不晚于{}", order.before.word(), order.after.word());
    let (verdict, message) = match (before, after) {
        (Some(b), Some(a)) if b.date <= a.date => {
            (Verdict::Pass, format!("{} {}，{} {}", b.name, b.date, a.name, a.date))
        }
        (Some(b), Some(a)) => {
            (Verdict::Fail, format!("{}：{} {}，{} {}", order.why, b.name, b.date, a.name, a.date))
        }
        _ => (Verdict::Undecided, lack(&[(order.before, before), (order.after, after)])),
    };
    let evidence = [before, after].into_iter().flatten().map(|e| e.evidence.clone()).collect();
    DossierCheck {
        id,
        title,
        verdict,
        severity: order.severity,
        message,
        basis: order.basis.to_owned(),
        evidence,
    }
}

fn word(kind: EventKind) -> String {
    serde_json::to_value(kind).ok().and_then(|v| v.as_str().map(ToOwned::to_owned)).unwrap_or_default()
}

/// What is missing for a comparison, and the papers that would show it.
fn lack(ends: &[(EventKind, Option<&Event>)]) -> String {
    let absent: Vec<String> = ends
        .iter()
        .filter(|(_, event)| event.is_none())
        .map(|(kind, _)| format!("{}的日期（看{}）", kind.word(), classify::name(kind.paper())))
        .collect();
    format!("缺{}", absent.join("、"))
}

/// Two ends of an interval.
#[derive(Clone, Copy)]
struct Days<'a> {
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
            _ => Ruling::of(Verdict::Undecided, lack(&[(self.kinds.0, self.from), (self.kinds.1, self.to)])),
        };
        DossierCheck {
            id: id.to_owned(),
            title: title.to_owned(),
            verdict: ruling.verdict,
            severity,
            message: ruling.message,
            basis: basis.to_owned(),
            evidence: [self.from, self.to].into_iter().flatten().map(|e| e.evidence.clone()).collect(),
        }
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// 优化营商环境条例第六十二条: generally 30 days where business is concerned; else at least seven working days is usual.
fn consultation(case: &Case<'_>, days: Days<'_>) -> DossierCheck {
    let head = if case.touches_operators {
        ("interval:consultation", "公开征求意见的时间", "优化营商环境条例第六十二条")
    } else {
        ("interval:consultation", "公开征求意见的时间", "各地规定（常见不少于7个工作日）")
    };
    let is_explained = case.papers.iter().any(|p| {
        p.text().contains("征求意见")
            && ["缩短征求意见", "缩短公开征求意见", "征求意见时间缩短", "征求意见期限缩短"]
                .iter()
                .any(|w| p.text().contains(w))
    });
    days.judge(head, Severity::Warning, |from, to| {
        let length = days_between(from, to) + 1;
        let least = if case.touches_operators { 30 } else { 7 };
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
    })
}

/// 国办发〔2018〕115号: five to fifteen working days for the review.
fn review(case: &Case<'_>, days: Days<'_>) -> DossierCheck {
    let head = ("interval:review", "合法性审核的时间", "国办发〔2018〕115号第（七）项");
    let is_urgent =
        case.papers.iter().any(|p| ["突发", "紧急", "加急", "特急"].iter().any(|w| p.text().contains(w)));
    days.judge(head, Severity::Warning, |from, to| {
        let within = |n| calendar::after_working_days(from, n);
        let (Some(least), Some(most)) = (within(5), within(15)) else {
            return Ruling::of(
                Verdict::Undecided,
                format!("{from} 至 {to}，没有当年的节假日安排，算不出工作日"),
            );
        };
        let message = format!("{from} 送审，{to} 出具意见");
        if to < least && is_urgent {
            Ruling::of(Verdict::Undecided, format!("{message}，不足 5 个工作日；材料里提到紧急，请核对"))
        } else if to < least {
            Ruling::of(Verdict::Fail, format!("{message}，不足 5 个工作日（应到 {least}）"))
        } else if to > most {
            Ruling::of(Verdict::Fail, format!("{message}，超过 15 个工作日（应到 {most}）"))
        } else {
            Ruling::of(Verdict::Pass, format!("{message}，在 5 至 15 个工作日之内"))
        }
    })
}

/// 政府信息公开条例第二十六条: twenty working days.
fn publication(_: &Case<'_>, days: Days<'_>) -> DossierCheck {
    let head = ("interval:publication", "成文后公布的时间", "政府信息公开条例第二十六条");
    days.judge(head, Severity::Warning, |from, to| match calendar::after_working_days(from, 20) {
        None => Ruling::of(Verdict::Undecided, format!("{from} 至 {to}，没有当年的节假日安排，算不出工作日")),
        Some(last) if to <= last => {
            Ruling::of(Verdict::Pass, format!("{from} 成文，{to} 公布，在 20 个工作日之内"))
        }
        Some(last) => {
            Ruling::of(Verdict::Fail, format!("{from} 成文，{to} 公布，超过 20 个工作日（应到 {last}）"))
        }
    })
}

/// Filing: the limit of the region, else between the 15 and 30 days that provinces use nothing is decided.
fn filing(case: &Case<'_>, days: Days<'_>) -> DossierCheck {
    let basis =
        case.filing.as_ref().map_or("各地备案规定（15日或30日）".to_owned(), |(_, region)| {
            format!("{region}的备案规定")
        });
    days.judge(("interval:filing", "公布后备案的时间", &basis), Severity::Warning, |from, to| {
        let gap = days_between(from, to);
        let message = format!("{from} 公布，{to} 备案，相隔 {gap} 日");
        let (sure, most) = case.filing.as_ref().map_or((15, 30), |(n, _)| {
            let n = i32::try_from(*n).unwrap_or(i32::MAX);
            (n, n)
        });
        if gap <= sure {
            Ruling::of(Verdict::Pass, message)
        } else if gap > most {
            Ruling::of(Verdict::Fail, format!("{message}，超过 {most} 日"))
        } else {
            Ruling::of(Verdict::Undecided, format!("{message}；没有查到本地期限，多数地方 15 日，有的 30 日"))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_orders_is_read_whole() {
        assert_eq!(ORDERS.len(), Lexicon::embedded().table("dossier_order").rows().len());
    }
}
