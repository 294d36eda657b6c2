//! Full calendar dates as documents print them: 2020年3月1日, 2020-03-01, 2020.3.1, 二〇二〇年三月一日.
//!
//! Terms such as 五年 and 60个月 are read here too, for all who need the length of a validity.
//!
//! A date needs year, month and day; `2022年 月 日`, `2020年3月` and impossible days are none.

use jiff::civil::Date;

use crate::outline::numeral::{any, arabic, digit};
use crate::text::{Norm, Span};

/// Reads the date that begins at byte `at`; the day mark 日 or 号 belongs to it.
pub(crate) fn date_at(text: &str, at: usize) -> Option<(Date, Span<Norm>)> {
    let text_here = text.get(at..)?;
    let (year, rest) = year(text_here).or_else(|| year_of_republic(text_here))?;
    let mut chars = rest.trim_start_matches(is_blank).chars();
    let mark = chars.next()?;
    let rest = chars.as_str();
    let (month, day, rest) = if mark == '年' {
        let (month, rest) = part(rest)?;
        let (day, rest) = part(rest.strip_prefix('月')?)?;
        (month, day, rest.strip_prefix(['日', '号', '號'])?)
    } else if matches!(mark, '-' | '.' | '/' | '－' | '．' | '—' | '–') {
        let (month, len) = arabic(rest)?;
        let rest = rest.get(len..)?.strip_prefix(mark)?;
        let (day, len) = arabic(rest)?;
        let rest = rest.get(len..)?;
        // 2020.3.1.5 is a version and 2020-03-0112 no day.
        if rest.strip_prefix(mark).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit())) {
            return None;
        }
        (month, day, rest.strip_prefix('日').unwrap_or(rest))
    } else {
        return None;
    };
    let date =
        Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some((date, Span::at(at, text.len() - rest.len())))
}

/// The dates inside `span`, in order.
pub(crate) fn dates_in(text: &str, span: Span<Norm>) -> impl Iterator<Item = (Date, Span<Norm>)> + '_ {
    let (mut at, end) = (span.start as usize, (span.end as usize).min(text.len()));
    std::iter::from_fn(move || {
        while at < end {
            let here = at;
            at += 1;
            if !may_begin_year(text.as_bytes(), here) {
                continue;
            }
            if let Some((date, found)) = date_at(text, here)
                && found.end as usize <= end
            {
                at = found.end as usize;
                return Some((date, found));
            }
        }
        None
    })
}

/// Longest terms a paper sets for itself, in years, months and days; larger numbers are something else.
const LONGEST_TERM: [u32; 3] = [50, 600, 3650];

/// The term that begins at byte `at` as an ISO 8601 duration, and where it ends: 五年, 60个月, 90天, 半年, 一年半, 5年零6个月.
pub(crate) fn term_at(text: &str, at: usize) -> Option<(String, usize)> {
    let rest = text.get(at..)?;
    if let Some(after) = rest.strip_prefix("半年") {
        return Some(("P6M".to_owned(), text.len() - after.len()));
    }
    let (count, unit, rest) = counted(rest)?;
    let end = |rest: &str| text.len() - rest.len();
    if unit != 'Y' {
        return Some((format!("P{count}{unit}"), end(rest)));
    }
    if let Some(rest) = rest.strip_prefix('半') {
        return Some((format!("P{}M", count * 12 + 6), end(rest)));
    }
    let more = rest.trim_start_matches(['零', '又', '加']);
    match counted(more).filter(|(months, unit, _)| *unit == 'M' && *months < 12) {
        Some((months, _, rest)) => Some((format!("P{count}Y{months}M"), end(rest))),
        None => Some((format!("P{count}Y"), end(rest))),
    }
}

/// A number with its unit as `Y`, `M` or `D`, and what follows.
fn counted(text: &str) -> Option<(u32, char, &str)> {
    let (count, len) = any(text)?;
    let rest = text.get(len..)?.trim_start_matches(is_blank);
    let units = [
        ("年", 'Y', 1),
        ("个月", 'M', 1),
        ("个季度", 'M', 3),
        ("月", 'M', 1),
        ("日", 'D', 1),
        ("天", 'D', 1),
    ];
    let (unit, times, rest) =
        units.iter().find_map(|(word, unit, times)| Some((*unit, *times, rest.strip_prefix(word)?)))?;
    let count = count.checked_mul(times)?;
    let [years, months, days] = LONGEST_TERM;
    let longest = match unit {
        'Y' => years,
        'M' => months,
        _ => days,
    };
    (1..=longest).contains(&count).then_some((count, unit, rest))
}

/// Whether a year can begin at the byte: `1` or `2` after no digit, or the first byte of 一, 二, of a
/// full-width digit, or of the 中 of 中华民国九十五年.
fn may_begin_year(bytes: &[u8], at: usize) -> bool {
    match bytes[at] {
        b'1' | b'2' => at == 0 || !bytes[at - 1].is_ascii_digit(),
        0xE4 => matches!(bytes.get(at + 1..at + 3), Some([0xB8, 0x80 | 0xAD] | [0xBA, 0x8C])),
        0xEF => matches!(bytes.get(at + 1..at + 3), Some([0xBC, 0x91 | 0x92])),
        _ => false,
    }
}

/// Four digit characters of any kind that make a year from 1900 to 2199, and what follows.
fn year(text: &str) -> Option<(u32, &str)> {
    let mut chars = text.chars();
    let mut value = 0;
    for _ in 0..4 {
        value = value * 10 + digit(chars.next()?)?;
    }
    (1900..2200).contains(&value).then_some((value, chars.as_str()))
}

/// 中华民国九十五年 is 2006: the year and what follows, from 年 on.
fn year_of_republic(text: &str) -> Option<(u32, &str)> {
    let count = text.strip_prefix("中华民国")?.trim_start_matches(is_blank);
    let (value, len) = any(count)?;
    let rest = count.get(len..)?;
    (1..=250).contains(&value).then_some((value + 1911, rest))
}

/// Month or day with the blanks around it, and what follows.
fn part(text: &str) -> Option<(u32, &str)> {
    let text = text.trim_start_matches(is_blank);
    let (value, len) = any(text)?;
    Some((value, text.get(len..)?.trim_start_matches(is_blank)))
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{3000}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(&str, &str)]) {
        let whole = Span::at(0, text.len());
        let found: Vec<_> =
            dates_in(text, whole).map(|(d, s)| (d.to_string(), s.of(text).to_owned())).collect();
        let expect: Vec<_> = expect.iter().map(|&(d, s)| (d.to_owned(), s.to_owned())).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn forms() {
        check("自2020年3月1日起施行", &[("2020-03-01", "2020年3月1日")]);
        check("2020-03-01 15:20 发布", &[("2020-03-01", "2020-03-01")]);
        check("于2020.3.1印发", &[("2020-03-01", "2020.3.1")]);
        check("2020/12/31", &[("2020-12-31", "2020/12/31")]);
        check("二〇二〇年三月一日", &[("2020-03-01", "二〇二〇年三月一日")]);
        check("二○一一年十二月三十一日", &[("2011-12-31", "二○一一年十二月三十一日")]);
        check("自中华民国一百十年七月一日施行", &[("2021-07-01", "中华民国一百十年七月一日")]);
        check("中华民国 95 年 5 月 4 日", &[("2006-05-04", "中华民国 95 年 5 月 4 日")]);
        check("2023 年 9 月 10 日", &[("2023-09-10", "2023 年 9 月 10 日")]);
        check(
            "2024年1月5日至2025年12月31日",
            &[("2024-01-05", "2024年1月5日"), ("2025-12-31", "2025年12月31日")],
        );
    }

    #[test]
    fn no_dates() {
        for text in [
            "2022年 月 日",
            "2020年3月",
            "2021年2月30日",
            "12020年3月1日",
            "2020.3.1.5",
            "2020-13-01",
            "二十年三月一日",
        ] {
            check(text, &[]);
        }
    }
}
