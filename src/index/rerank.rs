//! Raises the best hits by what is dear to find out of every document: that words typed side by side stand side by side, that
//! all stand in the title.
//!
//! Documents are ranked in two steps, as is usual where the second looks at positions (Büttcher, Clarke and Cormack, Information
//! Retrieval, 2010, 5.3): by the words alone, then the first [`RERANKED`] of them anew. That number does not depend on the page
//! asked for, so that pages neither repeat nor lose a hit.

use tantivy::query::{EnableScoring, Query, Weight};
use tantivy::{DocSet, Executor, Searcher, SeekDangerResult};

use super::gather::Ranked;

/// How many of the best are ranked anew.
pub(super) const RERANKED: usize = 400;

/// Adds to the scores of the first hits what each of the queries gives them, and puts these hits in their new order.
pub(super) fn rerank(
    searcher: &Searcher,
    executor: &Executor,
    bonus: &[Box<dyn Query>],
    best: &mut [Ranked],
) -> tantivy::Result<()> {
    let count = best.len().min(RERANKED);
    let Some(first) = best.get_mut(..count).filter(|_| !bonus.is_empty()) else { return Ok(()) };
    first.sort_unstable_by_key(|hit| (hit.address.segment_ord, hit.address.doc_id));
    for query in bonus {
        let weight = query.weight(EnableScoring::enabled_from_searcher(searcher))?;
        let segments = first.chunk_by_mut(|a, b| a.address.segment_ord == b.address.segment_ord);
        executor.map(|hits| raise(&*weight, searcher, hits), segments)?;
    }
    first.sort_unstable();
    Ok(())
}

/// Raises the hits of one segment, which come in the order of their documents.
fn raise(weight: &dyn Weight, searcher: &Searcher, hits: &mut [Ranked]) -> tantivy::Result<()> {
    let Some(first) = hits.first() else { return Ok(()) };
    let reader = searcher.segment_reader(first.address.segment_ord);
    let (mut found, mut scorer) = weight.scorer_danger(reader, first.address.doc_id, 1.0)?;
    for (index, hit) in hits.iter_mut().enumerate() {
        let doc = hit.address.doc_id;
        match found {
            _ if index == 0 => {}
            // None before that one will do.
            SeekDangerResult::SeekLowerBound(next) if next > doc => continue,
            _ => found = scorer.seek_danger(doc),
        }
        if found == SeekDangerResult::Found {
            hit.raise(scorer.score());
        }
    }
    Ok(())
}
