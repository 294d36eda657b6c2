//! The same text twice, or nearly.

use crate::across::group::{Group, Hit, Member, Params, number};
use crate::across::likeness::alike;
use crate::across::mark::Note;
use crate::report::AcrossPlace;

/// Copies named in a finding.
const NAMED: usize = 10;

/// The same letters and figures, whatever script, width and dirt.
pub(super) fn exact(group: &Group, _: &Params) -> Vec<Hit> {
    let Some(first) = group.members.first() else { return Vec::new() };
    let whole = Note::default();
    let twins = first.copies.iter().map(|path| AcrossPlace { path: path.clone(), ..first.place(&whole) });
    let others = group.members.iter().skip(1).flat_map(|m| {
        let more =
            m.copies.iter().map(|path| AcrossPlace { path: path.clone(), ..m.place(&Note::default()) });
        std::iter::once(m.place(&Note::default())).chain(more).collect::<Vec<_>>()
    });
    let mut copies: Vec<AcrossPlace> = twins.chain(others).collect();
    copies.sort();
    let count = copies.len();
    if count == 0 {
        return Vec::new();
    }
    copies.truncate(NAMED);
    let what = format!("{} 份文件的文字与 {} 相同", count, first.sheet.path);
    let places = std::iter::once(first.place(&whole)).chain(copies).collect();
    vec![Hit { what, places, ..Hit::default() }]
}

/// Nearly the same text. Draft and issued text of one document are compared elsewhere.
pub(super) fn near(group: &Group, params: &Params) -> Vec<Hit> {
    let least = u32::try_from(number(params, "alike", 80)).unwrap_or(80);
    let mut members: Vec<&Member> = group.members.iter().collect();
    members.sort_by_key(|m| (m.sheet.date, m.sheet.path.clone()));
    let mut hits: Vec<Hit> = Vec::new();
    for (index, later) in members.iter().enumerate() {
        let Some(likeness) = &later.sheet.likeness else { continue };
        let best = members.iter().take(index).find_map(|earlier| {
            let is_draft = earlier.sheet.is_draft() != later.sheet.is_draft();
            let percent = alike(likeness, earlier.sheet.likeness.as_ref()?)?;
            (percent >= least && !is_draft).then_some((earlier, percent))
        });
        if let Some((earlier, percent)) = best {
            hits.push(Hit {
                what: format!("与 {} 的文字约有 {percent}% 相同", earlier.sheet.path),
                places: vec![later.place(&Note::default()), earlier.place(&Note::default())],
                closeness: Some(percent),
            });
        }
    }
    hits
}
