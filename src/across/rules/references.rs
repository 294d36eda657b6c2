//! Documents against those that speak of them: relied on when repealed or lapsed, listed as alive when dead and the other way.

use jiff::civil::Date;

use super::apart;
use crate::across::group::{Group, Hit, Member, Params};
use crate::across::mark::{Note, side};

fn on(group: &Group, side: u8) -> impl Iterator<Item = (&Member, &Note)> {
    group.members.iter().filter_map(move |m| Some((m, m.on(side)?)))
}

/// The document itself: the last that bears the name on that day.
fn bearer(group: &Group, day: Date) -> Option<(&Member, &Note)> {
    on(group, side::IS)
        .filter(|(m, _)| m.sheet.date.is_some_and(|d| d <= day))
        .max_by_key(|(m, _)| m.sheet.date)
}

/// What ends a document: the paper that does, where, from when on, and the word for it.
struct End<'a> {
    by: &'a Member,
    note: &'a Note,
    from: Date,
    word: &'static str,
}

/// The end of the document before a day and after it was made. A new edition that bears the same name ends only those before it,
/// and who names it by then means the new one.
fn end(group: &Group, day: Date) -> Option<End<'_>> {
    let born = on(group, side::IS).filter_map(|(m, _)| m.sheet.date).filter(|d| *d < day).max();
    let side = |side: u8, word: &'static str| {
        on(group, side)
            .filter_map(move |(by, note)| Some(End { by, note, from: by.sheet.counts_from()?, word }))
    };
    side(side::REPEALS, "废止")
        .chain(side(side::LAPSES, "宣布失效"))
        .filter(|end| !end.by.sheet.is_draft() && end.by.on(side::IS).is_none())
        .filter(|end| end.from <= day && born.is_none_or(|born| born < end.from))
        .min_by_key(|end| (end.from, end.by.sheet.path.clone()))
}

/// Relies on a document that another of the archive had repealed by then.
pub(super) fn repealed(group: &Group, _: &Params) -> Vec<Hit> {
    let check = |(citing, note): (&Member, &Note)| {
        let day = citing.sheet.date?;
        let End { by, note: at, from, word } = end(group, day)?;
        if by.sheet.path == citing.sheet.path || from >= day || apart(&by.sheet, &citing.sheet) {
            return None;
        }
        Some(Hit {
            what: format!("“{}”已由{}自 {from} 起{word}", note.quote, by.called()),
            places: vec![citing.place(note), by.place(at)],
            ..Hit::default()
        })
    };
    on(group, side::CITES).filter_map(check).collect()
}

/// Relies on a document that by its own words had lapsed by then.
pub(super) fn expired(group: &Group, _: &Params) -> Vec<Hit> {
    let check = |(citing, note): (&Member, &Note)| {
        let day = citing.sheet.date?;
        let (document, at) = bearer(group, day)?;
        let end = document.sheet.expires_on.filter(|end| *end < day)?;
        if document.sheet.path == citing.sheet.path || apart(&document.sheet, &citing.sheet) {
            return None;
        }
        Some(Hit {
            what: format!("{}的有效期到 {end} 为止，本文件成文于 {day}", document.called()),
            places: vec![citing.place(note), document.place(at)],
            ..Hit::default()
        })
    };
    on(group, side::CITES).filter_map(check).collect()
}

/// Listed as still in force, but lapsed by its own words or repealed by then.
pub(super) fn kept(group: &Group, _: &Params) -> Vec<Hit> {
    let check = |(list, note): (&Member, &Note)| {
        let day = list.sheet.date?;
        let own = bearer(group, day).and_then(|(document, at)| {
            let end = document.sheet.expires_on.filter(|end| *end < day)?;
            let what = format!("清单列为继续有效，{}自己写明的有效期到 {end} 为止", document.called());
            Some(Hit { what, places: vec![list.place(note), document.place(at)], ..Hit::default() })
        });
        own.or_else(|| {
            let End { by, note: at, from, word } =
                end(group, day).filter(|end| end.by.sheet.path != list.sheet.path)?;
            let what = format!("清单列为继续有效，但“{}”已由{}自 {from} 起{word}", note.quote, by.called());
            Some(Hit { what, places: vec![list.place(note), by.place(at)], ..Hit::default() })
        })
    };
    on(group, side::KEEPS).filter_map(check).collect()
}

/// Listed as lapsed while its own words say that it still holds.
pub(super) fn lapsed(group: &Group, _: &Params) -> Vec<Hit> {
    let check = |(list, note): (&Member, &Note)| {
        let day = list.sheet.date?;
        let (document, at) = bearer(group, day).filter(|(m, _)| m.sheet.path != list.sheet.path)?;
        let end = document.sheet.expires_on.filter(|end| *end >= day)?;
        let what = format!("清单列为失效，{}自己写明的有效期到 {end} 为止", document.called());
        Some(Hit { what, places: vec![list.place(note), document.place(at)], ..Hit::default() })
    };
    on(group, side::LAPSES).filter_map(check).collect()
}
