//! Collects the hits of a query: the best so many in an order that never depends on where documents are stored, the number
//! of all, and counts by field.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::sync::Arc;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::StrColumn;
use tantivy::query::Weight;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader, TantivyError};

use super::view::Columns;

/// How hits are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Sort {
    /// What fits best first.
    #[default]
    Relevance,
    /// Youngest first.
    Newest,
    /// Oldest first.
    Oldest,
}

/// What hits are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Facet {
    /// Year of the document's date.
    Year,
    /// 发文机关
    Body,
    /// 文种
    Kind,
    /// 地区
    Region,
    /// State of the laws and documents cited.
    Status,
    /// Rules that found something.
    Rule,
}

impl Facet {
    /// All of them, in the order in which they are shown.
    pub const ALL: &'static [Self] =
        &[Self::Year, Self::Body, Self::Kind, Self::Region, Self::Status, Self::Rule];

    /// Its name in commands and output, and in Chinese.
    #[must_use]
    pub const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Year => ("year", "年份"),
            Self::Body => ("body", "机关"),
            Self::Kind => ("kind", "文种"),
            Self::Region => ("region", "地区"),
            Self::Status => ("status", "引用状态"),
            Self::Rule => ("rule", "规则"),
        }
    }

    /// The facet of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|f| f.names().0 == name || f.names().1 == name)
    }

    /// The column with its values; none for years, which are counted by date.
    pub(super) const fn column(self) -> Option<&'static str> {
        Some(match self {
            Self::Year => return None,
            Self::Body => "body_is",
            Self::Kind => "kind_is",
            Self::Region => "region_is",
            Self::Status => "status",
            Self::Rule => "rule",
        })
    }
}

/// Values and how many hits have them, most first.
pub type Counts = Vec<(String, u64)>;

/// A hit and its rank: key first, then the order of the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Ranked {
    key: Reverse<u64>,
    order: u64,
    pub(super) address: DocAddress,
    /// Bits of the score; for display only.
    score: u32,
}

impl Ranked {
    pub(super) fn score(&self) -> f32 {
        f32::from_bits(self.score)
    }

    /// Adds to the score of a hit that was ranked by it.
    pub(super) fn raise(&mut self, bonus: Score) {
        let score = self.score() + bonus;
        self.score = score.to_bits();
        self.key = Reverse(by_score(score));
    }
}

/// A key in the order of scores: bits of numbers that are not negative are.
fn by_score(score: Score) -> u64 {
    u64::from(score.max(0.0).to_bits())
}

/// What was collected.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) total: u64,
    /// The best, in order.
    pub(super) best: Vec<Ranked>,
    pub(super) facets: Vec<BTreeMap<String, u64>>,
}

/// What to collect.
#[derive(Clone)]
pub(super) struct Gather {
    /// Of each segment.
    pub(super) columns: Arc<[Columns]>,
    /// How many of the best.
    pub(super) limit: usize,
    pub(super) sort: Sort,
    /// The day from which age counts, when young documents are to come first among equals.
    pub(super) recent: Option<u64>,
    pub(super) facets: Vec<Facet>,
    /// Whether what cannot be among the best need not be looked at; the total is then not known.
    pub(super) is_pruned: bool,
}

pub(super) struct Segment {
    gather: Gather,
    segment: SegmentOrdinal,
    counters: Vec<Counter>,
    best: BinaryHeap<Ranked>,
    total: u64,
}

enum Counter {
    Values(StrColumn, Vec<u64>),
    Years(BTreeMap<u64, u64>),
    None,
}

impl Collector for Gather {
    type Fruit = Gathered;
    type Child = Segment;

    fn for_segment(&self, segment: SegmentOrdinal, _: &SegmentReader) -> tantivy::Result<Segment> {
        let counter = |facet: &Facet| match self.columns.get(segment as usize).and_then(|c| c.values(*facet))
        {
            Some(column) => Counter::Values(column.clone(), vec![0; column.num_terms()]),
            None if *facet == Facet::Year => Counter::Years(BTreeMap::new()),
            None => Counter::None,
        };
        Ok(Segment {
            segment,
            counters: self.facets.iter().map(counter).collect(),
            best: BinaryHeap::new(),
            total: 0,
            gather: self.clone(),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.sort == Sort::Relevance && self.limit > 0
    }

    fn merge_fruits(&self, parts: Vec<Result<Gathered, TantivyError>>) -> tantivy::Result<Gathered> {
        let mut all = Gathered { facets: vec![BTreeMap::new(); self.facets.len()], ..Gathered::default() };
        for part in parts {
            let part = part?;
            all.total += part.total;
            all.best.extend(part.best);
            for (sum, counts) in all.facets.iter_mut().zip(part.facets) {
                for (value, count) in counts {
                    *sum.entry(value).or_default() += count;
                }
            }
        }
        all.best.sort_unstable();
        all.best.truncate(self.limit);
        Ok(all)
    }

    fn collect_segment(
        &self,
        weight: &dyn Weight,
        segment: u32,
        reader: &SegmentReader,
    ) -> tantivy::Result<Result<Gathered, TantivyError>> {
        let mut child = self.for_segment(segment, reader)?;
        let alive = reader.alive_bitset();
        let is_alive = |doc| alive.is_none_or(|bits| bits.is_alive(doc));
        if self.is_pruned {
            weight.for_each_pruning(Score::MIN, reader, &mut |doc, score| {
                if is_alive(doc) {
                    child.collect(doc, score);
                }
                child.threshold()
            })?;
        } else if self.requires_scoring() {
            weight.for_each(reader, &mut |doc, score| {
                if is_alive(doc) {
                    child.collect(doc, score);
                }
            })?;
        } else {
            weight.for_each_no_score(reader, &mut |docs| {
                docs.iter().filter(|doc| is_alive(**doc)).for_each(|doc| child.collect(*doc, 0.0));
            })?;
        }
        Ok(child.harvest())
    }
}

impl Segment {
    /// The score below which nothing changes; what is equal may still come first by its path.
    fn threshold(&self) -> Score {
        match self.best.peek() {
            Some(last) if self.best.len() >= self.gather.limit => last.score().next_down(),
            _ => Score::MIN,
        }
    }

    fn date(&self, doc: DocId) -> Option<u64> {
        self.gather.columns.get(self.segment as usize)?.date.first(doc)
    }

    /// Where it stands among equals.
    fn order(&self, doc: DocId) -> u64 {
        let columns = self.gather.columns.get(self.segment as usize);
        columns.and_then(|columns| columns.order.first(doc)).unwrap_or(0)
    }

    fn key(&self, doc: DocId, score: Score) -> u64 {
        let date = || self.date(doc);
        match self.gather.sort {
            Sort::Relevance => by_score(score),
            Sort::Newest => date().unwrap_or(0),
            // Papers without a date come last either way.
            Sort::Oldest => date().map_or(0, |day| u64::MAX - day),
        }
    }

    /// The score with age taken into account: half the bonus after five years.
    fn aged(&self, doc: DocId, score: Score) -> Score {
        let Some(today) = self.gather.recent else { return score };
        let Some(date) = self.date(doc) else { return score };
        let years = (today / 10_000).saturating_sub(date / 10_000);
        score * (1.0 + 0.5 * 0.5_f32.powf(years.min(100) as f32 / 5.0))
    }
}

impl SegmentCollector for Segment {
    type Fruit = Result<Gathered, TantivyError>;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.total += 1;
        for counter in &mut self.counters {
            match counter {
                Counter::Values(column, counts) => {
                    for ord in column.term_ords(doc) {
                        if let Some(count) = usize::try_from(ord).ok().and_then(|i| counts.get_mut(i)) {
                            *count += 1;
                        }
                    }
                }
                Counter::Years(counts) => {
                    let date = self.gather.columns.get(self.segment as usize).and_then(|c| c.date.first(doc));
                    if let Some(day) = date {
                        *counts.entry(day / 10_000).or_default() += 1;
                    }
                }
                Counter::None => {}
            }
        }
        if self.gather.limit == 0 {
            return;
        }
        let score = self.aged(doc, score);
        let key = Reverse(self.key(doc, score));
        let is_full = self.best.len() >= self.gather.limit;
        if is_full && self.best.peek().is_some_and(|last| key > last.key) {
            return;
        }
        let order = self.order(doc);
        let address = DocAddress::new(self.segment, doc);
        self.best.push(Ranked { key, order, address, score: score.to_bits() });
        if is_full {
            self.best.pop();
        }
    }

    fn harvest(self) -> Self::Fruit {
        let mut facets = Vec::new();
        for counter in self.counters {
            let mut counts = BTreeMap::new();
            match counter {
                Counter::Values(column, by_ord) => {
                    for (ord, count) in (0u64..).zip(by_ord).filter(|(_, count)| *count > 0) {
                        let mut value = String::new();
                        column.ord_to_str(ord, &mut value)?;
                        counts.insert(value, count);
                    }
                }
                Counter::Years(years) => {
                    counts.extend(years.into_iter().map(|(year, count)| (year.to_string(), count)));
                }
                Counter::None => {}
            }
            facets.push(counts);
        }
        Ok(Gathered { total: self.total, best: self.best.into_vec(), facets })
    }
}

/// Counts, most first, equal ones by value.
pub(super) fn ranked(counts: BTreeMap<String, u64>) -> Counts {
    let mut counts: Counts = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts
}
