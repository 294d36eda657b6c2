//! Gathers the terms of the lists that are scanned for: the work of the build, and of the test that holds what it wrote against the
//! lists.

use super::scan::{Ready, Scanned, Scanner};
use super::terms::Terms;
use crate::text::to_u32;

/// Asks for the leftmost, longest terms of a list.
const SCAN: &str = "# scan";
/// Asks for all terms, also those inside others: what stands around a term decides whether it counts.
const SCAN_ALL: &str = "# scan all";

/// Whether the head of a list asks for its first column to be scanned for.
fn asks_for_scan(text: &str) -> bool {
    says(text, SCAN) || says(text, SCAN_ALL)
}

/// Whether it asks for terms that others overlap as well.
fn keeps_overlaps(text: &str) -> bool {
    says(text, SCAN_ALL)
}

/// Whether the head of a list has this line.
fn says(text: &str, line: &str) -> bool {
    text.lines().take_while(|l| l.starts_with('#')).any(|l| l.trim_end() == line)
}

/// The scanner of lists by name, with their texts and the terms of their rows; those that do not ask for it are left out.
pub(super) fn scanner<'a>(lists: impl IntoIterator<Item = (&'a str, &'a str, Vec<&'a str>)>) -> Scanner {
    let (mut scanned, mut all) = (Vec::new(), Vec::new());
    for (name, text, terms) in lists.into_iter().filter(|(_, text, _)| asks_for_scan(text)) {
        let keeps_overlaps = keeps_overlaps(text);
        scanned.push(Scanned { name: name.into(), keeps_overlaps, rows: to_u32(terms.len()) });
        all.extend(terms);
    }
    Scanner::from(Ready { lists: scanned, terms: Terms::new(all) })
}
