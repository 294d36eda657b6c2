//! One moment, or two joined by 至 or a dash: 2024年1月至6月, 2016-2020年, 3月1—15日, 自7月1日起至年底.

use super::cursor::{after, before, eat, eat_any, eat_dash, number_at, skip};
use super::moment::{Edge, Moment, Part, Year, moment_at};
use super::words::Role;

/// A moment, with a second one when two are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// The first.
    pub first: Moment,
    /// The second, with a year of its own unless neither has one.
    pub second: Option<Moment>,
    /// One past the last byte.
    pub end: usize,
}

/// Reads what starts at `at`.
pub(super) fn stretch_at(text: &str, at: usize) -> Option<Stretch> {
    if let Some(found) = bare_first(text, at) {
        return Some(found);
    }
    let first = moment_at(text, at)?;
    if let Some(found) = inner(text, first) {
        return Some(found);
    }
    let at = skip_clock(text, skip_note(text, first.end));
    let joint = eat_any(text, at, &["日起", "起", "开始", "启动"]).unwrap_or(at);
    let acted = (joint > at).then(|| to_last_day(text, joint)).flatten();
    let joint = skip_note(text, joint);
    let to = eat_dash(text, joint).or(acted).or_else(|| misread_dash(text, joint, &first));
    let second = to.and_then(|to| second_at(text, to, &first));
    let end = second.map_or(first.end, |second| skip_clock(text, skip_note(text, second.end)));
    Some(Stretch { first, second, end })
}

/// Where the last day of 自7月1日起施行，至12月31日止 begins; 起 ends at `at`. The comma tells it from 起施行，有效期至….
pub(super) fn to_last_day(text: &str, at: usize) -> Option<usize> {
    let act = Role::Effect.starts(text.get(at..)?)?;
    let comma = eat_any(text, skip(text, at + act.len()), &["，", ","])?;
    Some(skip(text, eat_any(text, skip(text, comma), &["至", "到"])?))
}

/// 5月30日一6月4日: a dash that was typed or scanned as 一, which no number in digits follows otherwise.
fn misread_dash(text: &str, at: usize, first: &Moment) -> Option<usize> {
    let day = matches!(first.part, Part::Day(..)) && matches!(before(text, at), Some('日' | '号'));
    let to = eat(text, at, "一").filter(|_| day)?;
    let to = eat(text, to, "一").unwrap_or(to);
    after(text, to).is_some_and(|c| c.is_ascii_digit()).then_some(to)
}

/// 10月28日（下午5点前）: the hour with its 前 in brackets; where the bracket ends.
pub(super) fn hour_before(text: &str, at: usize) -> Option<usize> {
    let open = eat_any(text, skip(text, at), &["（", "("])?;
    let clock = skip_clock(text, open);
    let bound = eat_any(text, clock, &["之前", "以前", "前"]).filter(|_| clock > open)?;
    eat_any(text, bound, &["）", ")"])
}

/// Whether both ends of a stretch say the hour: 4月21日8:00至4月25日17:00.
pub(super) fn is_clocked(text: &str, stretch: &Stretch) -> bool {
    let clock =
        |from: usize, to: usize| text.get(from..to).is_some_and(|gap| gap.contains([':', '：', '时', '点']));
    stretch
        .second
        .is_some_and(|second| clock(stretch.first.end, second.start) && clock(second.end, stretch.end))
}

/// `at` moved past the hour of a day: 24时, 17:00, 00:00:00, 零时, 下班.
pub(super) fn skip_clock(text: &str, at: usize) -> usize {
    let from = skip(text, at);
    let from = eat_any(text, from, &["上午", "下午", "中午", "晚上", "晚"]).unwrap_or(from);
    if let Some(end) = eat_any(text, from, &["零时", "零点", "下班", "日终"]) {
        return end;
    }
    let Some(hour) = number_at(text, from).filter(|n| n.chars <= 2 && n.value <= 24) else { return at };
    if let Some(end) = eat_any(text, hour.end, &["时整", "点整", "时", "点"]) {
        let minute = number_at(text, end).filter(|n| n.value < 60);
        return minute.and_then(|n| eat(text, n.end, "分")).unwrap_or(end);
    }
    let sixty = |at: usize| number_at(text, at).filter(|n| n.chars == 2 && n.value < 60).map(|n| n.end);
    let colon = |at: usize| eat_any(text, at, &[":", "："]).and_then(sixty);
    colon(hour.end).map_or(at, |minute| colon(minute).unwrap_or(minute))
}

/// `at` moved past a note such as （含）, （含当日）, （星期五）, （8:30开始）.
pub(super) fn skip_note(text: &str, at: usize) -> usize {
    let Some(open) = eat_any(text, at, &["（", "("]) else { return at };
    let inside = text.get(open..).unwrap_or("");
    let Some(close) = inside.char_indices().take(12).find(|(_, c)| matches!(c, '）' | ')')) else {
        return at;
    };
    let note = inside.get(..close.0).unwrap_or("");
    let known = note.starts_with(['含', '下'])
        || note.starts_with("不含")
        || note.starts_with("不包括")
        || note.contains("星期")
        || note.starts_with('周')
        || note.starts_with("以")
        || matches!(note, "一" | "二" | "三" | "四" | "五" | "六" | "日")
        || [":", "：", "时"].iter().any(|mark| note.contains(mark))
            && note.starts_with(|c: char| c.is_ascii_digit());
    if known && !note.starts_with("以下") { open + close.0 + close.1.len_utf8() } else { at }
}

/// 2016-2020年, 1—3月, 一至三季度: the first number has no unit of its own.
fn bare_first(text: &str, at: usize) -> Option<Stretch> {
    let number = number_at(text, at).or_else(|| number_at(text, eat(text, at, "第")?))?;
    let second = moment_at(text, eat_dash(text, number.end)?)?;
    let first = joined(number.value, number.chars, &second)?;
    let first = Moment { start: at, end: number.end, ..first };
    Some(Stretch { first, second: Some(second), end: second.end })
}

/// The moment of a bare number before `second`.
fn joined(value: u64, chars: usize, second: &Moment) -> Option<Moment> {
    let small = u8::try_from(value).ok();
    let (year, part) = match (second.year, second.part) {
        (Year::Stated(_), Part::Whole) if chars == 4 => {
            (Year::Stated(i16::try_from(value).ok()?), Part::Whole)
        }
        (Year::Unsaid, Part::Month(last)) => {
            (Year::Unsaid, Part::Month(small.filter(|n| (1..=12).contains(n) && *n < last)?))
        }
        (Year::Unsaid, Part::Quarter(last)) => {
            (Year::Unsaid, Part::Quarter(small.filter(|n| *n > 0 && *n < last)?))
        }
        _ => return None,
    };
    if let (Year::Stated(first), Year::Stated(last)) = (year, second.year)
        && (!(1900..=2100).contains(&first) || first >= last)
    {
        return None;
    }
    Some(Moment { start: second.start, end: second.start, year, part, edge: Edge::Whole })
}

/// 2024年1—6月 and 3月1—15日: the first number stands behind a unit that both share.
fn inner(text: &str, whole: Moment) -> Option<Stretch> {
    let number =
        number_at(text, eat(text, skip(text, whole.end), "第").unwrap_or_else(|| skip(text, whole.end)))?;
    let at = eat_dash(text, number.end)?;
    match whole.part {
        Part::Whole if whole.edge == Edge::Whole => {
            let second = moment_at(text, at)?;
            let first = joined(number.value, number.chars, &second)?;
            let first = Moment { start: whole.start, end: number.end, year: whole.year, ..first };
            let second = Moment { year: whole.year, ..second };
            Some(Stretch { first, second: Some(second), end: second.end })
        }
        Part::Month(month) => {
            let date = |n: u64| u8::try_from(n).ok().filter(|n| (1..=31).contains(n));
            // 6月1至7月30日: the 日 of the first was forgotten.
            if let Some(last) = moment_at(text, at).filter(|m| matches!(m.part, Part::Day(..))) {
                let first = Moment { end: number.end, part: Part::Day(month, date(number.value)?), ..whole };
                let second = second_at(text, at, &first)?;
                return Some(Stretch { first, second: Some(second), end: last.end });
            }
            let last = number_at(text, at)?;
            let end = eat_any(text, last.end, &["日", "号"])?;
            let first = Moment { end: number.end, part: Part::Day(month, date(number.value)?), ..whole };
            let second = Moment { start: at, end, part: Part::Day(month, date(last.value)?), ..whole };
            Some(Stretch { first, second: Some(second), end })
        }
        _ => None,
    }
}

/// The moment after a joining sign; what it leaves unsaid it takes from the first.
fn second_at(text: &str, at: usize, first: &Moment) -> Option<Moment> {
    if let Some(second) = moment_at(text, at) {
        let year = match (second.year, first.year) {
            (Year::Unsaid | Year::Same, Year::Stated(year)) => {
                Year::Stated(if starts_of(second.part) < starts_of(first.part) {
                    year.saturating_add(1)
                } else {
                    year
                })
            }
            (Year::Following, Year::Stated(year)) => Year::Stated(year.saturating_add(1)),
            (Year::Unsaid, year) => year,
            (year, _) => year,
        };
        return Some(Moment { year, ..second });
    }
    let Part::Day(month, _) = first.part else { return None };
    let number = number_at(text, at).filter(|n| (1..=31).contains(&n.value))?;
    let end = eat_any(text, skip(text, number.end), &["日", "号"])?;
    // 1日至10日内 counts days from an event, not days of the month.
    if after(text, end) == Some('内') {
        return None;
    }
    Some(Moment { start: at, end, part: Part::Day(month, u8::try_from(number.value).ok()?), ..*first })
}

/// Orders parts within a year by the month and day they start with.
const fn starts_of(part: Part) -> (u8, u8) {
    match part {
        Part::Whole | Part::MonthShift(..) => (13, 0),
        Part::Half(half) => (half.saturating_mul(6), 0),
        Part::Quarter(quarter) => (quarter.saturating_mul(3), 0),
        Part::Quarters(_) => (1, 0),
        Part::Month(month) => (month, 0),
        Part::Third(month, third) => (month, third.saturating_mul(10)),
        Part::Day(month, date) => (month, date),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_moments_and_pairs() {
        let cases: &[(&str, Option<(&str, bool)>)] = &[
            ("2024年6月30日前", Some(("2024年6月30日", false))),
            ("2024 年 6 月 底", Some(("2024 年 6 月 底", false))),
            ("二〇二四年十二月", Some(("二〇二四年十二月", false))),
            ("2016-2020年", Some(("2016-2020年", true))),
            ("2015——2020年", Some(("2015——2020年", true))),
            ("2020年4月至12月", Some(("2020年4月至12月", true))),
            ("2024年1—6月", Some(("2024年1—6月", true))),
            ("3月1—15日", Some(("3月1—15日", true))),
            ("一至三季度", Some(("一至三季度", true))),
            ("2024年1月1日起至2025年12月31日", Some(("2024年1月1日起至2025年12月31日", true))),
            ("2025年1月1日（含）至2月1日（含）", Some(("2025年1月1日（含）至2月1日（含）", true))),
            ("年底前", Some(("年底", false))),
            ("2021年年底前", Some(("2021年年底", false))),
            ("本月底前", Some(("本月底", false))),
            ("下半年", Some(("下半年", false))),
            ("5年", None),
            ("三十日", None),
            ("12号楼", None),
        ];
        for (text, expect) in cases {
            let got = stretch_at(text, 0)
                .map(|s| (text.get(s.first.start..s.end).unwrap_or(""), s.second.is_some()));
            assert_eq!(got, *expect, "{text}");
        }
    }
}
