//! How often something is to be done in a period: 至少两次, 不少于1期, 一次, 全年不少于2次.

use super::DeadlineKind;
use super::cursor::{eat, eat_any, number_at, skip};
use super::reading::{Draft, Reading};

/// How often: 至少两次, 不少于1期, 一次.
#[derive(Clone, Copy, Debug)]
pub(super) struct Count {
    /// So many times.
    pub times: u64,
    /// `min` for 至少, `max` for 不超过.
    pub limit: Option<&'static str>,
    /// One past the count.
    pub end: usize,
}

/// A count without a limit stands at most so many characters behind its period.
const NEAR: usize = 14;

/// Reads the count behind a period, a dozen characters on or, with its limit, two dozen: 每年度组织一次, 每年至少举办一期.
pub(super) fn count_after(r: &Reading<'_>, at: usize) -> Option<Count> {
    let clause_end = r.clause_end(at);
    let clause = r.text.get(at..clause_end)?;
    let mut limit = None;
    // Only a count with a limit, 不少于一次, may stand farther off.
    for (n, (i, c)) in clause.char_indices().take(24).enumerate() {
        let here = at + i;
        if eat_any(r.text, here, &["至少", "不少于", "不得少于", "不低于", "最少"]).is_some() {
            limit = Some("min");
        } else if eat_any(
            r.text,
            here,
            &["不超过", "不得超过", "不多于", "不得多于", "不得逾", "至多", "最多"],
        )
        .is_some()
        {
            limit = Some("max");
        }
        let named = limit.is_some();
        let Some(number) = crate::text::is_numeral(c).then(|| number_at(r.text, here)).flatten() else {
            continue;
        };
        // 2到3次: at least the lower number.
        let high = eat_any(r.text, number.end, &["到", "至", "—", "-", "～", "~"]);
        let high = high.and_then(|at| number_at(r.text, skip(r.text, at))).filter(|h| h.value > number.value);
        let limit =
            limit.or(high.filter(|_| number.value > 1).and(Some("min"))).filter(|_| n < NEAR || named);
        let unit = skip(r.text, high.map_or(number.end, |h| h.end));
        let times = eat_any(r.text, unit, &["次", "期", "场", "轮", "回", "遍"]);
        // Things are a duty's count only when so many at least are asked for: 每年至少5篇.
        let things = eat_any(r.text, unit, &["个", "篇", "学时", "批", "条", "件", "份", "家", "项"])
            .filter(|end| n < NEAR && limit.is_some() && eat(r.text, *end, "月").is_none());
        let end = times.or(things).filter(|end| *end <= clause_end && (n < NEAR || named));
        if let Some(end) = end {
            let more = eat_any(r.text, end, &["以上", "及以上"]);
            let limit = limit.or(more.and(Some("min")));
            return Some(Count { times: number.value, limit, end: more.unwrap_or(end) });
        }
        limit?;
    }
    None
}

/// 全年开展不少于2次检查: so often every year; the words 全年 are `start..end`.
pub(super) fn over_the_year(r: &Reading<'_>, start: usize, end: usize) -> Option<Draft> {
    let count = count_after(r, end).filter(|count| count.limit == Some("min") && count.times <= 99)?;
    let clause = r.text.get(end..count.end)?;
    let acts = !clause.contains("预计") && !r.is_report() && !r.told(start, end);
    acts.then(|| Draft {
        start,
        end: count.end,
        kind: Some(DeadlineKind::Frequency),
        value: Some(format!("R/P1Y;min={}", count.times)),
        ..Draft::default()
    })
}
