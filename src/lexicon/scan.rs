//! One automaton over all scanned lists.

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};

use super::table::Table;
use crate::text::{Norm, Span};

/// Handle of a scanned list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ListId(u16);

/// A term found in a text; offsets are bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Row in the list, for [`Table::term`] and [`Table::cell`].
    pub row: u32,
}

impl Hit {
    /// As a span of the scanned text.
    #[must_use]
    pub const fn span(self) -> Span<Norm> {
        Span::new(self.start, self.end)
    }
}

/// What one pass found, by list; within a list sorted and without overlaps.
#[derive(Clone, Debug)]
pub struct Hits {
    lists: Vec<Vec<Hit>>,
}

impl Hits {
    /// All hits of a list.
    #[must_use]
    pub fn of(&self, list: ListId) -> &[Hit] {
        self.lists.get(list.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// The hits of a list that lie wholly inside `span`.
    #[must_use]
    pub fn within(&self, list: ListId, span: Span<Norm>) -> &[Hit] {
        let all = self.of(list);
        let from = all.partition_point(|h| h.start < span.start);
        let len = all[from..].partition_point(|h| h.end <= span.end);
        &all[from..from + len]
    }

    /// Whether a list has a hit wholly inside `span`.
    #[must_use]
    pub fn any(&self, list: ListId, span: Span<Norm>) -> bool {
        !self.within(list, span).is_empty()
    }
}

/// The automaton with, for each distinct term, the `(list, row)` places it stands in.
pub(super) struct Scanner {
    names: Vec<String>,
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    places: Vec<Vec<(u16, u32)>>,
}

impl Scanner {
    pub(super) fn new(tables: &[Table]) -> Self {
        let scanned: Vec<&Table> = tables.iter().filter(|t| t.is_scanned()).collect();
        let mut terms = std::collections::BTreeMap::<&str, Vec<(u16, u32)>>::new();
        for (list, table) in (0u16..).zip(&scanned) {
            for (row, cells) in (0u32..).zip(table.rows()) {
                terms.entry(&cells[0]).or_default().push((list, row));
            }
        }
        let patterns: Vec<(&str, u32)> = terms.keys().copied().zip(0u32..).collect();
        let automaton = (!patterns.is_empty()).then(|| {
            let built = CharwiseDoubleArrayAhoCorasickBuilder::new().build_with_values(patterns);
            // The builder refuses only empty and repeated patterns; tables refuse the first, the map the second.
            built.unwrap_or_else(|error| panic!("词典自动机：{error}"))
        });
        let places = terms.into_values().collect();
        Self { names: scanned.iter().map(|t| t.name().to_owned()).collect(), automaton, places }
    }

    pub(super) fn list(&self, name: &str) -> Option<ListId> {
        let index = self.names.iter().position(|n| n == name)?;
        u16::try_from(index).ok().map(ListId)
    }

    pub(super) fn scan(&self, text: &str) -> Hits {
        let mut lists = vec![Vec::new(); self.names.len()];
        if let Some(automaton) = &self.automaton {
            for found in automaton.find_overlapping_iter(text) {
                let span = Span::<Norm>::at(found.start(), found.end());
                for &(list, row) in &self.places[found.value() as usize] {
                    push_longest(&mut lists[list as usize], Hit { start: span.start, end: span.end, row });
                }
            }
        }
        Hits { lists }
    }
}

/// Keeps a list leftmost-longest while hits arrive ordered by their ends: a hit that starts no later than the ones at the
/// tail replaces them, one that starts inside a kept hit is dropped.
fn push_longest(hits: &mut Vec<Hit>, hit: Hit) {
    while hits.last().is_some_and(|last| hit.start <= last.start) {
        hits.pop();
    }
    if hits.last().is_none_or(|last| last.end <= hit.start) {
        hits.push(hit);
    }
}
