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

/// The document that repeals it before a day and after it was made.
fn repealer(group: &Group, day: Date) -> Option<(&Member, &Note, Date)> {
    let born = on(group, side::IS).filter_map(|(m, _)| m.sheet.date).filter(|d| *d < day).max();
    on(group, side::REPEALS)
        .filter(|(m, _)| !m.sheet.is_draft())
        .filter_map(|(m, note)| Some((m, note, m.sheet.counts_from()?)))
        .filter(|(_, _, from)| *from <= day && born.is_none_or(|born| born < *from))
        .min_by_key(|(m, _, from)| (*from, m.sheet.path.clone()))
}

/// Relies on a document that another of the archive had repealed by then.
pub(super) fn repealed(group: &Group, _: &Params) -> Vec<Hit> {
    let check = |(citing, note): (&Member, &Note)| {
        let day = citing.sheet.date?;
        let (by, at, from) = repealer(group, day)?;
        if by.sheet.path == citing.sheet.path || from >= day || apart(&by.sheet, &citing.sheet) {
            return None;
        }
        Some(Hit {
            what: format!("“{}”已由{}自 {from} 起废止", note.quote, by.called()),
            places: vec![citing.place(note), by.place(at)],
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
            Some(Hit { what, places: vec![list.place(note), document.place(at)] })
        });
        own.or_else(|| {
            let (by, at, from) = repealer(group, day).filter(|(by, ..)| by.sheet.path != list.sheet.path)?;
            let what = format!("清单列为继续有效，但“{}”已由{}自 {from} 起废止", note.quote, by.called());
            Some(Hit { what, places: vec![list.place(note), by.place(at)] })
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
        Some(Hit { what, places: vec![list.place(note), document.place(at)] })
    };
    on(group, side::LAPSES).filter_map(check).collect()
}
