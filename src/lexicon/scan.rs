//! One pass over a text for the terms of all scanned lists.

use serde::{Deserialize, Serialize};

use super::terms::Terms;
use crate::text::{Norm, Span, to_u32};

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
    /// Row in the list, for [`crate::lexicon::Table::term`] and [`crate::lexicon::Table::cell`].
    pub row: u32,
}

impl Hit {
    /// As a span of the scanned text.
    #[must_use]
    pub const fn span(self) -> Span<Norm> {
        Span::new(self.start, self.end)
    }
}

/// What one pass found, by list; within a list sorted and, unless it is scanned for all its terms, without overlaps.
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

    /// The hits of a list without overlaps that lie wholly inside `span`.
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

/// One of the lists that are scanned for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Scanned {
    pub(super) name: Box<str>,
    /// Whether it is told of terms that others overlap.
    pub(super) keeps_overlaps: bool,
    pub(super) rows: u32,
}

/// All scanned terms with the `(list, row)` each stands in. The build writes that of `dictionaries/` ready for use: to read all
/// those lists and to sort their terms would be a good part of what a start costs.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(from = "Ready", into = "Ready")]
pub(super) struct Scanner {
    lists: Vec<Scanned>,
    terms: Terms,
    places: Vec<(u16, u32)>,
}

/// What of a scanner is kept; the places follow from the lists.
#[derive(Serialize, Deserialize)]
pub(super) struct Ready {
    pub(super) lists: Vec<Scanned>,
    pub(super) terms: Terms,
}

impl From<Scanner> for Ready {
    fn from(Scanner { lists, terms, .. }: Scanner) -> Self {
        Self { lists, terms }
    }
}

impl From<Ready> for Scanner {
    fn from(Ready { lists, terms }: Ready) -> Self {
        let rows = (0u16..).zip(&lists).flat_map(|(list, of)| (0..of.rows).map(move |row| (list, row)));
        let places = rows.collect();
        Self { lists, terms, places }
    }
}

impl Scanner {
    pub(super) fn list(&self, name: &str) -> Option<ListId> {
        let index = self.lists.iter().position(|list| *list.name == *name)?;
        u16::try_from(index).ok().map(ListId)
    }

    pub(super) fn scan(&self, text: &str) -> Hits {
        let mut lists = vec![Vec::<Hit>::new(); self.lists.len()];
        self.terms.visit(text, |found| {
            let Some(&(list, row)) = self.places.get(found.number as usize) else { return };
            let (start, end) = (to_u32(found.start), to_u32(found.end));
            // Hits come by their start, the longest first: what starts inside the last one is hidden by it.
            let is_open = self.lists.get(list as usize).is_some_and(|list| list.keeps_overlaps);
            if let Some(hits) = lists.get_mut(list as usize)
                && (is_open || hits.last().is_none_or(|last| last.end <= start))
            {
                hits.push(Hit { start, end, row });
            }
        });
        Hits { lists }
    }
}
