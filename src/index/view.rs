//! One state of the index: its searcher, and the columns that answers read.
//!
//! Opening a column costs more than what a query for a word reads of it, so all of them are opened once for each state.

use std::sync::Arc;

use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, Searcher, SegmentReader};

use super::gather::Facet;

/// A state of the index, shared by the searches that see it.
pub(super) struct View {
    pub(super) searcher: Searcher,
    pub(super) columns: Arc<[Columns]>,
}

/// The columns of one segment.
pub(super) struct Columns {
    /// Where a document stands among equals.
    pub(super) order: Column<u64>,
    /// `yyyymmdd`
    pub(super) date: Column<u64>,
    /// In which run it was indexed.
    run: Column<u64>,
    card: Option<StrColumn>,
    path: Option<StrColumn>,
    /// In the order of [`Facet::ALL`].
    facets: Vec<Option<StrColumn>>,
}

impl View {
    /// Opens the columns of all segments.
    pub(super) fn new(searcher: Searcher) -> tantivy::Result<Self> {
        let columns = searcher.segment_readers().iter().map(Columns::of);
        let columns = columns.collect::<tantivy::Result<_>>()?;
        Ok(Self { searcher, columns })
    }

    /// What a list of hits shows of a document, as stored.
    pub(super) fn card(&self, address: DocAddress) -> tantivy::Result<String> {
        self.text(address, |columns| columns.card.as_ref())
    }

    /// The path of a document.
    pub(super) fn path(&self, address: DocAddress) -> tantivy::Result<String> {
        self.text(address, |columns| columns.path.as_ref())
    }

    /// The number of the last run that put something in; 0 when there is nothing.
    pub(super) fn last_run(&self) -> u64 {
        let runs = self.columns.iter().map(|columns| columns.run.max_value());
        if self.searcher.num_docs() == 0 { 0 } else { runs.max().unwrap_or(0) }
    }

    fn text(
        &self,
        address: DocAddress,
        column: impl Fn(&Columns) -> Option<&StrColumn>,
    ) -> tantivy::Result<String> {
        let mut text = String::new();
        if let Some(column) = self.columns.get(address.segment_ord as usize).and_then(column)
            && let Some(ord) = column.term_ords(address.doc_id).next()
        {
            column.ord_to_str(ord, &mut text)?;
        }
        Ok(text)
    }
}

impl Columns {
    fn of(segment: &SegmentReader) -> tantivy::Result<Self> {
        let fast = segment.fast_fields();
        Ok(Self {
            order: fast.u64("order")?,
            date: fast.u64("date")?,
            run: fast.u64("run")?,
            card: fast.str("card")?,
            path: fast.str("path")?,
            facets: Facet::ALL
                .iter()
                .map(|f| f.column().map_or(Ok(None), |name| fast.str(name)))
                .collect::<Result<_, _>>()?,
        })
    }

    /// The values that a facet counts; `None` for years, which are counted by date, and where no document has one.
    pub(super) fn values(&self, facet: Facet) -> Option<&StrColumn> {
        let index = Facet::ALL.iter().position(|f| *f == facet)?;
        self.facets.get(index)?.as_ref()
    }
}
