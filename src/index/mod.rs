//! Full-text search over analysed documents: the only user of tantivy, whose types stay inside.
//!
//! An [`Entry`] goes into a [`Writer`]; a [`Reader`] answers a query with hits whose marks are exactly the raw text that
//! matches. Every character pair of the normalised text without white space is a term, so that phrases are found whatever
//! a segmenter thinks of them; words of a query are cut when it is asked. DESIGN.md C13 gives the reasons.

mod entry;
mod gather;
mod grams;
mod hit;
mod load;
mod manifest;
mod merge;
mod pinyin;
mod place;
mod plain;
mod query;
mod reader;
mod record;
mod rerank;
mod saved;
mod schema;
mod similar;
mod view;
mod writer;

pub use entry::{Card, Entry, Stored};
pub use gather::{Counts, Facet, Sort};
pub use hit::{Hit, Mark, Snippet};
pub use query::Query;
pub use reader::{Answer, FURTHEST_HIT, FacetCounts, LARGEST_PAGE, Reader, Request};
pub use record::Record;
pub use saved::{Saved, SavedSearches};
pub use writer::{Known, Settings, Writer, stamp};

/// Cores this process may use; one when the system does not tell.
pub(crate) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}
