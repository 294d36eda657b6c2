//! Numbers of one body in one year: used twice, left out, out of order, of another year.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{apart, same_title};
use crate::across::group::{Group, Hit, Member, Params, number};
use crate::across::mark::{Note, side};

/// A document of the series with its serial number.
struct Numbered<'a> {
    serial: u32,
    member: &'a Member,
    note: &'a Note,
}

impl Numbered<'_> {
    fn raw(&self) -> &str {
        self.member.sheet.number.as_ref().map_or("", |n| n.raw.as_str())
    }
}

/// Papers of one body code and year by their place: bodies of several places may have the same code. A paper whose place is not
/// told belongs to the only place there is.
pub fn by_place<T>(papers: impl Iterator<Item = (Option<String>, T)>) -> BTreeMap<Option<String>, Vec<T>> {
    let mut places: BTreeMap<Option<String>, Vec<T>> = BTreeMap::new();
    for (place, paper) in papers {
        places.entry(place).or_default().push(paper);
    }
    if places.len() == 2
        && let Some(open) = places.remove(&None)
        && let Some(only) = places.values_mut().next()
    {
        only.extend(open);
    }
    places
}

/// The documents of each place by serial number: bodies of several places may have the same code.
fn series(group: &Group) -> Vec<Vec<Numbered<'_>>> {
    let numbered = group.members.iter().filter_map(|member| {
        let serial = member.sheet.number.as_ref().and_then(|n| n.serial)?;
        Some((member.sheet.jurisdiction.clone(), Numbered { serial, member, note: member.on(side::IS)? }))
    });
    let mut all: Vec<Vec<Numbered<'_>>> = by_place(numbered).into_values().collect();
    for one in &mut all {
        one.sort_by_key(|n| (n.serial, n.member.sheet.signed_on, n.member.sheet.path.clone()));
    }
    all
}

/// The same number on documents with different titles.
pub(super) fn same_number(group: &Group, _: &Params) -> Vec<Hit> {
    let mut hits = Vec::new();
    for one in series(group) {
        for (index, later) in one.iter().enumerate() {
            let others = one.iter().take(index).filter(|o| o.serial == later.serial);
            let differs = |o: &&Numbered<'_>| {
                let (a, b) = (&o.member.sheet, &later.member.sheet);
                same_title(a, b) == Some(false) && !apart(a, b)
            };
            if let Some(other) = others.clone().find(differs) {
                hits.push(Hit {
                    what: format!("{}已是{}的文号", later.raw(), other.member.called()),
                    places: vec![later.member.place(later.note), other.member.place(other.note)],
                    ..Hit::default()
                });
            }
        }
    }
    hits
}

/// Missing numbers of a series most of which is there.
pub(super) fn gap(group: &Group, params: &Params) -> Vec<Hit> {
    let (fewest, coverage) = (number(params, "fewest", 5), number(params, "coverage", 80));
    let mut hits = Vec::new();
    for one in series(group) {
        let mut serials: Vec<u32> = one.iter().map(|n| n.serial).collect();
        serials.dedup();
        let Some(&last) = serials.last() else { continue };
        let held = i64::try_from(serials.len()).unwrap_or(i64::MAX);
        let share = held.saturating_mul(100) / i64::from(last).max(1);
        if held < fewest || share < coverage || held >= i64::from(last) {
            continue;
        }
        let missing: Vec<String> =
            (1..last).filter(|s| serials.binary_search(s).is_err()).map(|s| s.to_string()).collect();
        let first_missing = missing.first().and_then(|m| m.parse().ok()).unwrap_or(0);
        let Some(behind) = one.iter().find(|n| n.serial > first_missing) else { continue };
        let sheet = &behind.member.sheet;
        let code = sheet.number.as_ref().and_then(|n| n.body_code.clone()).unwrap_or_default();
        let year = sheet.number.as_ref().and_then(|n| n.year).unwrap_or(0);
        hits.push(Hit {
            what: format!(
                "{code}〔{year}〕见到 {held} 个号，最大 {last}，覆盖率 {share}%，缺 {} 号",
                missing.join("、")
            ),
            places: vec![behind.member.place(behind.note)],
            ..Hit::default()
        });
    }
    hits
}

/// A later number with an earlier date: the documents that stand outside the longest row in order.
pub(super) fn order(group: &Group, params: &Params) -> Vec<Hit> {
    let tolerance = number(params, "days", 15);
    let mut hits = Vec::new();
    for one in series(group) {
        let dated: Vec<(&Numbered<'_>, Date)> = one
            .iter()
            .filter_map(|n| Some((n, n.member.sheet.signed_on?)))
            .filter(|(n, d)| is_of_year(n, *d))
            .collect();
        let in_order = longest_row(&dated.iter().map(|(_, d)| *d).collect::<Vec<_>>());
        for (index, (numbered, date)) in dated.iter().enumerate() {
            if in_order.contains(&index) {
                continue;
            }
            let is_far = |other: &Date, sign: i64| sign * days(*other, *date) > tolerance;
            let before = in_order.iter().rev().find(|&&i| i < index).and_then(|&i| dated.get(i));
            let after = in_order.iter().find(|&&i| i > index).and_then(|&i| dated.get(i));
            let against = before
                .filter(|(n, other)| n.serial < numbered.serial && is_far(other, -1))
                .or_else(|| after.filter(|(n, other)| n.serial > numbered.serial && is_far(other, 1)));
            if let Some((other, day)) = against {
                hits.push(Hit {
                    what: format!(
                        "{}成文于 {date}，{}成文于 {day}，号的先后和日期相反",
                        numbered.raw(),
                        other.raw()
                    ),
                    places: vec![numbered.member.place(numbered.note), other.member.place(other.note)],
                    ..Hit::default()
                });
            }
        }
    }
    hits
}

/// Whether a day lies in the year of the number; another year is a defect of its own.
fn is_of_year(numbered: &Numbered<'_>, day: Date) -> bool {
    let year = numbered.member.sheet.number.as_ref().and_then(|n| n.year);
    year.and_then(|y| i16::try_from(y).ok()).is_none_or(|year| year == day.year())
}

/// Days from one day to another.
fn days(from: Date, to: Date) -> i64 {
    i64::from(from.until(to).map_or(0, |span| span.get_days()))
}

/// Indices of a longest row of days that never go back.
fn longest_row(days: &[Date]) -> Vec<usize> {
    // The last index of the best row of each length, and the one before each index.
    let (mut ends, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), vec![None; days.len()]);
    for (index, day) in days.iter().enumerate() {
        let length = ends.partition_point(|&end| days.get(end).is_some_and(|d| d <= day));
        if let Some(slot) = before.get_mut(index) {
            *slot = length.checked_sub(1).and_then(|l| ends.get(l)).copied();
        }
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut row: Vec<usize> =
        std::iter::successors(ends.last().copied(), |&i| before.get(i).copied().flatten()).collect();
    row.reverse();
    row
}

/// The year of the number is not that of the signature. Around New Year the number may be taken a few days off.
pub(super) fn year(group: &Group, params: &Params) -> Vec<Hit> {
    let tolerance = number(params, "days", 15);
    let check = |member: &Member| {
        let sheet = &member.sheet;
        let (number, signed) = (sheet.number.as_ref()?, sheet.signed_on?);
        let year = i16::try_from(number.year?).ok()?;
        let near = Date::new(year, 12, 31).ok()?;
        let next = Date::new(year, 1, 1).ok()?;
        let is_near = days(near, signed) <= tolerance && days(signed, next) <= tolerance;
        let note = member.on(side::IS)?;
        (signed.year() != year && !is_near).then(|| Hit {
            what: format!("文号{}的年份与成文日期 {signed} 不一致", number.raw),
            places: vec![member.place(note)],
            ..Hit::default()
        })
    };
    group.members.iter().filter_map(check).collect()
}

#[cfg(test)]
mod tests {
    use super::longest_row;
    use jiff::civil::date;

    #[test]
    fn the_longest_row_leaves_the_odd_ones_out() {
        let day = |d: i8| date(2020, 3, d);
        assert_eq!(longest_row(&[day(1), day(2), day(2), day(5)]), [0, 1, 2, 3]);
        assert_eq!(longest_row(&[day(1), day(20), day(2), day(5)]), [0, 2, 3]);
        assert!(longest_row(&[]).is_empty());
    }
}
