//! The same task in two documents in force: given to different units, or due on different days.

use super::{apart, same_title};
use crate::across::group::{Group, Hit, Member, Params};
use crate::across::mark::{Note, side};
use crate::across::name;
use crate::across::sheet::Sheet;

/// Different units answer for the same task.
pub(super) fn units(group: &Group, _: &Params) -> Vec<Hit> {
    conflicts(group, |a, b| {
        let both = !a.words.is_empty() && !b.words.is_empty();
        let shared = a.words.iter().any(|unit| b.words.iter().any(|other| same_unit(unit, other)));
        let (now, then) = (b.words.join("、"), a.words.join("、"));
        (both && !shared).then(|| format!("同一任务这里由{now}负责，那里由{then}负责"))
    })
}

/// Different days for the same task.
pub(super) fn deadlines(group: &Group, _: &Params) -> Vec<Hit> {
    conflicts(group, |a, b| {
        let (then, now) = (a.day?, b.day?);
        (then != now).then(|| format!("同一任务这里要求 {now} 前完成，那里要求 {then} 前完成"))
    })
}

/// Each document against the first before it that disagrees; the later one is to be mended.
fn conflicts(group: &Group, disagree: impl Fn(&Note, &Note) -> Option<String>) -> Vec<Hit> {
    let mut members: Vec<(&Member, &Note)> =
        group.members.iter().filter_map(|m| Some((m, m.on(side::IS)?))).collect();
    members.sort_by_key(|(m, _)| (m.sheet.date, m.sheet.path.clone()));
    let mut hits = Vec::new();
    for (index, (later, note)) in members.iter().enumerate() {
        let hit = members.iter().take(index).find_map(|(earlier, other)| {
            let what = disagree(other, note).filter(|_| hold_together(&earlier.sheet, &later.sheet))?;
            let what = format!("{what}（{}）", earlier.called());
            Some(Hit { what, places: vec![later.place(note), earlier.place(other)], ..Hit::default() })
        });
        hits.extend(hit);
    }
    hits
}

/// 县教育局 and 教育局 are one.
fn same_unit(a: &str, b: &str) -> bool {
    a.ends_with(b) || b.ends_with(a)
}

/// Whether two papers, the first the earlier, are in force together: both dated, the earlier not lapsed, and neither a new
/// version nor another year's edition of the other.
fn hold_together(earlier: &Sheet, later: &Sheet) -> bool {
    let (Some(_), Some(day)) = (earlier.date, later.date) else { return false };
    let year = |sheet: &Sheet| sheet.title.as_deref().and_then(name::year);
    !apart(earlier, later)
        && earlier.expires_on.is_none_or(|end| end >= day)
        && year(earlier) == year(later)
        && same_title(earlier, later) == Some(false)
}
