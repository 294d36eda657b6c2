//! The rules across documents: one file per family, one line each in [`ALL`].

mod claims;
mod copies;
mod references;
mod series;
mod tasks;
mod versions;

pub use self::series::by_place;
use super::compare::alike;
use super::group::{Group, Hit, Params};
use super::mark::Topic;
use super::sheet::Sheet;
use crate::text::letters;

/// Name in rule files, topic of the groups it judges, function.
pub(super) type Entry = (&'static str, Topic, fn(&Group, &Params) -> Vec<Hit>);

/// Every rule across documents by the name rule files call it.
pub(super) const ALL: &[Entry] = &[
    ("same-number", Topic::Series, series::same_number),
    ("serial-gap", Topic::Series, series::gap),
    ("serial-order", Topic::Series, series::order),
    ("number-year", Topic::Series, series::year),
    ("unification-claimed", Topic::Claim, claims::contradicted),
    ("exact-duplicate", Topic::Copies, copies::exact),
    ("near-duplicate", Topic::Likeness, copies::near),
    ("cites-repealed", Topic::Reference, references::repealed),
    ("cites-expired", Topic::Reference, references::expired),
    ("list-keeps-dead", Topic::Reference, references::kept),
    ("list-lapses-living", Topic::Reference, references::lapsed),
    ("task-units", Topic::Task, tasks::units),
    ("task-deadlines", Topic::Task, tasks::deadlines),
    ("issued-differs", Topic::Versions, versions::differs),
];

/// Titles are the same document's when one holds the other or nearly all of their characters agree, in per cent.
const SAME_TITLE: usize = 80;

/// Whether two papers are called the same; unknown when one has no title.
fn same_title(a: &Sheet, b: &Sheet) -> Option<bool> {
    Some(same_name(a.title.as_deref()?, b.title.as_deref()?))
}

/// Whether two titles are the same document's.
#[must_use]
pub fn same_name(a: &str, b: &str) -> bool {
    let (a, b) = (letters(a), letters(b));
    a.contains(&b) || b.contains(&a) || alike(&a, &b) >= SAME_TITLE
}

/// Whether two papers are known to be of different places.
fn apart(a: &Sheet, b: &Sheet) -> bool {
    match (&a.jurisdiction, &b.jurisdiction) {
        (Some(a), Some(b)) => a != b,
        _ => false,
    }
}
