//! Queries that look at positions themselves: phrases with several readings of a pair, and phrases near one another.
//!
//! Candidates come from ordinary queries; for each the positions of the pairs are read and compared.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{IndexRecordOption, Term};
use tantivy::{DocId, DocSet, Score, SeekDangerResult, SegmentReader, TERMINATED, TantivyError};

/// A phrase: its length, and for each place in it the terms one of which must stand there.
#[derive(Clone, Debug)]
pub(super) struct Spread {
    pub(super) length: u32,
    pub(super) slots: Vec<(u32, Vec<Term>)>,
}

/// Documents among the candidates in which the parts stand, one near the other when there are several.
#[derive(Debug)]
pub(super) struct NearQuery {
    pub(super) candidates: Box<dyn Query>,
    /// Per part the phrases one of which will do.
    pub(super) parts: Vec<Vec<Spread>>,
    /// Most characters between each part and the next.
    pub(super) distances: Vec<u32>,
}

impl Clone for NearQuery {
    fn clone(&self) -> Self {
        Self {
            candidates: self.candidates.box_clone(),
            parts: self.parts.clone(),
            distances: self.distances.clone(),
        }
    }
}

struct NearWeight {
    candidates: Box<dyn Weight>,
    parts: Vec<Vec<Spread>>,
    distances: Vec<u32>,
}

impl Query for NearQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let candidates = self.candidates.weight(scoring)?;
        Ok(Box::new(NearWeight { candidates, parts: self.parts.clone(), distances: self.distances.clone() }))
    }
}

impl NearWeight {
    fn open(&self, reader: &SegmentReader, candidates: Box<dyn Scorer>) -> tantivy::Result<NearScorer> {
        let parts = self.parts.iter().map(|part| Part::open(reader, part));
        Ok(NearScorer {
            candidates,
            parts: parts.collect::<tantivy::Result<_>>()?,
            distances: self.distances.clone(),
        })
    }
}

impl Weight for NearWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut scorer = self.open(reader, self.candidates.scorer(reader, boost)?)?;
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn scorer_danger(
        &self,
        reader: &SegmentReader,
        target: DocId,
        boost: Score,
    ) -> tantivy::Result<(SeekDangerResult, Box<dyn Scorer>)> {
        let (result, candidates) = self.candidates.scorer_danger(reader, target, boost)?;
        let mut scorer = self.open(reader, candidates)?;
        Ok((scorer.verify(result, target), Box::new(scorer)))
    }

    fn explain(&self, _: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument(format!("{doc}")))
    }
}

/// The candidates in which the parts stand; positions are read only where a document is asked for.
struct NearScorer {
    candidates: Box<dyn Scorer>,
    parts: Vec<Part>,
    distances: Vec<u32>,
}

impl NearScorer {
    /// Goes on to the next candidate that will do, if this one will not.
    fn settle(&mut self) -> DocId {
        let mut doc = self.candidates.doc();
        while doc != TERMINATED && !is_near(&mut self.parts, doc, &self.distances) {
            doc = self.candidates.advance();
        }
        doc
    }

    /// What is true of a document that was sought among the candidates.
    fn verify(&mut self, result: SeekDangerResult, target: DocId) -> SeekDangerResult {
        match result {
            SeekDangerResult::Found if !is_near(&mut self.parts, target, &self.distances) => {
                SeekDangerResult::SeekLowerBound(target + 1)
            }
            result => result,
        }
    }
}

impl DocSet for NearScorer {
    fn advance(&mut self) -> DocId {
        self.candidates.advance();
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.candidates.seek(target);
        self.settle()
    }

    fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
        let result = self.candidates.seek_danger(target);
        self.verify(result, target)
    }

    fn doc(&self) -> DocId {
        self.candidates.doc()
    }

    fn size_hint(&self) -> u32 {
        self.candidates.size_hint()
    }

    fn cost(&self) -> u64 {
        // Positions of every candidate are read.
        self.candidates.cost().saturating_mul(10)
    }
}

impl Scorer for NearScorer {
    fn score(&mut self) -> Score {
        self.candidates.score()
    }
}

/// Whether each part stands near the one before it, in a chain.
fn is_near(parts: &mut [Part], doc: DocId, distances: &[u32]) -> bool {
    let mut before: Option<&[Place]> = None;
    let mut gaps = distances.iter();
    for part in parts {
        part.read(doc);
        if let Some(before) = before {
            keep_near(&mut part.places, before, gaps.next().copied().unwrap_or(0));
        }
        if part.places.is_empty() {
            return false;
        }
        before = Some(&part.places);
    }
    true
}

/// Keeps the places that are near one of the others; both are in order.
pub(in crate::index) fn keep_near(places: &mut Vec<Place>, others: &[Place], distance: u32) {
    let widest = others.iter().map(|(start, end)| end - start).max().unwrap_or(0);
    let mut from = 0;
    places.retain(|place| {
        let is_behind = |other: &Place| other.0.saturating_add(widest + distance) < place.0;
        from += others.iter().skip(from).take_while(|other| is_behind(other)).count();
        let close = others.iter().skip(from).take_while(|o| o.0 <= place.1.saturating_add(distance));
        close.into_iter().any(|other| are_near(*place, *other, distance))
    });
}

/// Whether two places do not overlap and have at most so many characters between them.
fn are_near(a: Place, b: Place, distance: u32) -> bool {
    let gap = if a.1 <= b.0 { b.0.checked_sub(a.1) } else { a.0.checked_sub(b.1) };
    gap.is_some_and(|gap| gap <= distance)
}

/// Where a phrase begins and ends in a document, in characters.
pub(in crate::index) type Place = (u32, u32);

/// Reads where one of the phrases of a part stands; documents are asked for in rising order.
struct Part {
    phrases: Vec<Reader>,
    /// In the document asked for last, in order.
    places: Vec<Place>,
}

impl Part {
    fn open(reader: &SegmentReader, phrases: &[Spread]) -> tantivy::Result<Self> {
        let phrases = phrases.iter().map(|phrase| Reader::open(reader, phrase));
        Ok(Self { phrases: phrases.collect::<tantivy::Result<_>>()?, places: Vec::new() })
    }

    fn read(&mut self, doc: DocId) {
        self.places.clear();
        for phrase in &mut self.phrases {
            let length = phrase.length;
            self.places.extend(phrase.starts(doc).iter().map(|start| (*start, *start + length)));
        }
        if self.phrases.len() > 1 {
            self.places.sort_unstable();
        }
    }
}

/// Reads where a phrase stands; documents are asked for in rising order.
struct Reader {
    length: u32,
    slots: Vec<(u32, Vec<SegmentPostings>)>,
    /// Where the phrase may begin by the slots read, and by the one being read; kept so that no document needs new ones.
    starts: Vec<u32>,
    here: Vec<u32>,
}

impl Reader {
    fn open(reader: &SegmentReader, spread: &Spread) -> tantivy::Result<Self> {
        let mut slots = Vec::new();
        for (offset, terms) in &spread.slots {
            let mut postings = Vec::new();
            for term in terms {
                let inverted = reader.inverted_index(term.field())?;
                postings.extend(inverted.read_postings(term, IndexRecordOption::WithFreqsAndPositions)?);
            }
            slots.push((*offset, postings));
        }
        Ok(Self { length: spread.length, slots, starts: Vec::new(), here: Vec::new() })
    }

    /// Where the phrase begins in a document, in order.
    fn starts(&mut self, doc: DocId) -> &[u32] {
        let Self { slots, starts, here, .. } = self;
        starts.clear();
        for (index, (offset, postings)) in slots.iter_mut().enumerate() {
            read_slot(postings, *offset, doc, here);
            if index > 0 {
                here.retain(|start| starts.binary_search(start).is_ok());
            }
            std::mem::swap(starts, here);
            if starts.is_empty() {
                break;
            }
        }
        starts
    }
}

/// Where a phrase would begin by what stands in one of its slots, in order.
fn read_slot(postings: &mut [SegmentPostings], offset: u32, doc: DocId, starts: &mut Vec<u32>) {
    starts.clear();
    let is_mixed = postings.len() > 1;
    for posting in postings {
        if posting.doc() < doc {
            posting.seek(doc);
        }
        if posting.doc() == doc {
            posting.append_positions_with_offset(0, starts);
        }
    }
    if offset > 0 {
        starts.retain_mut(|start| {
            let moved = start.checked_sub(offset);
            *start = moved.unwrap_or_default();
            moved.is_some()
        });
    }
    if is_mixed {
        starts.sort_unstable();
    }
}
