//! Answers queries from an index.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use serde::Serialize;
use tantivy::collector::{Collector, Count, DocSetCollector};
use tantivy::query::{BooleanQuery, BoostQuery, EnableScoring, Occur, Query as LibraryQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::{
    DocAddress, Executor, IndexMeta, IndexReader, ReloadPolicy, Searcher, TantivyDocument, TantivyError, Term,
};

use super::cores;
use super::entry::{Card, Headings};
use super::gather::{Counts, Facet, Gather, Gathered, Sort, ranked};
use super::hit::{Hit, Mark, Matched};
use super::place::{self, guarded};
use super::query::Query;
use super::query::compile::{Compiled, Compiler, between};
use super::rerank::{RERANKED, rerank};
use super::schema::field;
use super::similar;
use super::view::View;
use crate::error::Error;
use crate::segment::Segmenter;

/// Most hits of one page.
pub const LARGEST_PAGE: usize = 1_000;
/// Furthest hit that pages reach; beyond that a reader should narrow the query down.
pub const FURTHEST_HIT: usize = 100_000;

/// Fewer documents with all the words than this, and those with most of them follow.
const FEW: u64 = 5;

/// An index that is open for queries. Shared by threads.
pub struct Reader {
    folder: PathBuf,
    reader: IndexReader,
    /// The state that searches see.
    view: RwLock<Arc<View>>,
    raw: Field,
    headings: Field,
    pinyin: bool,
    /// Stands for the state that was looked at last.
    seen: AtomicU64,
    /// Looks at the parts of the index side by side.
    executor: Executor,
}

/// A document as the index keeps it.
struct Stored {
    card: Card,
    headings: Headings,
    raw: String,
}

/// What is asked of an index.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Request {
    /// Hits on a page.
    pub size: usize,
    /// Hits before the page.
    pub offset: usize,
    /// The order of the hits.
    pub sort: Sort,
    /// Today as `yyyymmdd`, when young documents are to be preferred.
    pub recent: Option<u64>,
    /// What to count by.
    pub facets: Vec<Facet>,
    /// Excerpts of each hit.
    pub snippets: usize,
    /// Only what was indexed after this run.
    pub after_run: Option<u64>,
    /// Whether names of units bring their other names.
    pub has_synonyms: bool,
    /// Whether a query of words that finds little is asked again for most of its words.
    pub may_relax: bool,
}

impl Default for Request {
    fn default() -> Self {
        Self {
            size: 10,
            offset: 0,
            sort: Sort::Relevance,
            recent: None,
            facets: Vec::new(),
            snippets: 2,
            after_run: None,
            has_synonyms: true,
            may_relax: true,
        }
    }
}

/// What an index answers.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct Answer {
    /// All documents that match.
    pub total: u64,
    /// Whether few documents had all the words, so that those with most of them follow.
    pub relaxed: bool,
    /// Documents with all the words; they come first. The same as `total` unless `relaxed`.
    pub complete: u64,
    /// One page of them.
    pub hits: Vec<Hit>,
    /// Counts over all of them.
    pub facets: Vec<FacetCounts>,
}

/// Counts of one facet.
#[derive(Clone, Debug, Serialize)]
pub struct FacetCounts {
    /// `year`, `body`, `kind`, `region`, `status`, `rule`.
    pub facet: &'static str,
    /// Values with the number of documents, most first.
    pub values: Counts,
}

impl Reader {
    /// Opens the index of a folder.
    ///
    /// # Errors
    /// When there is none, or it is damaged or of another version.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let (index, manifest) = place::open(folder)?;
        guarded(folder, || {
            let seen = state(&index.load_metas()?);
            let reader: IndexReader =
                index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
            let schema = index.schema();
            Ok(Self {
                folder: folder.to_owned(),
                view: RwLock::new(Arc::new(View::new(reader.searcher())?)),
                reader,
                raw: field(&schema, "raw")?,
                headings: field(&schema, "headings")?,
                pinyin: manifest.pinyin,
                seen: seen.into(),
                executor: Executor::multi_thread(cores(), "search-")?,
            })
        })
    }

    fn view(&self) -> Arc<View> {
        Arc::clone(&self.view.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Looks at what was committed since the index was opened; cheap when nothing was.
    ///
    /// # Errors
    /// When the index is damaged or was made anew by another version.
    pub fn refresh(&self) -> Result<(), Error> {
        let index = || self.view().searcher.index().load_metas().map(|metas| state(&metas));
        let state = guarded(&self.folder, index)?;
        if self.seen.load(Ordering::Relaxed) == state {
            return Ok(());
        }
        if let Some(manifest) = super::manifest::Manifest::read(&self.folder)? {
            manifest.check(&self.folder)?;
        }
        guarded(&self.folder, || {
            self.reader.reload()?;
            let view = Arc::new(View::new(self.reader.searcher())?);
            *self.view.write().unwrap_or_else(PoisonError::into_inner) = view;
            Ok(())
        })?;
        // Only what was taken in counts; after a failure the next look tries again.
        self.seen.store(state, Ordering::Relaxed);
        Ok(())
    }

    /// Documents in the index.
    #[must_use]
    pub fn documents(&self) -> u64 {
        self.view().searcher.num_docs()
    }

    /// The number of the last run that put something in; 0 for an empty index.
    #[must_use]
    pub fn last_run(&self) -> u64 {
        self.view().last_run()
    }

    /// Answers a query.
    ///
    /// # Errors
    /// When the query asks for what the index does not have, or the index is damaged.
    pub fn search(&self, query: &Query, segmenter: &Segmenter, request: &Request) -> Result<Answer, Error> {
        let view = self.view();
        let compiled = self.compile(&view.searcher, query, segmenter, request)?;
        self.answer(&view, compiled, request)
    }

    /// How many documents match; of words, those that have all of them.
    ///
    /// # Errors
    /// As [`Reader::search`].
    pub fn count(&self, query: &Query, segmenter: &Segmenter, request: &Request) -> Result<u64, Error> {
        let request = Request { size: 0, offset: 0, facets: Vec::new(), may_relax: false, ..request.clone() };
        self.search(query, segmenter, &request).map(|answer| answer.total)
    }

    /// Hands every document that matches to `each`, with every place, in order of the paths; `false` stops.
    ///
    /// # Errors
    /// As [`Reader::search`].
    pub fn every_match(
        &self,
        query: &Query,
        segmenter: &Segmenter,
        request: &Request,
        mut each: impl FnMut(&Card, &str, &[Mark]) -> bool,
    ) -> Result<(), Error> {
        let view = self.view();
        let request = Request { may_relax: false, ..request.clone() };
        let compiled = self.compile(&view.searcher, query, segmenter, &request)?;
        let query = self.narrowed(&view.searcher, compiled.query, &request)?;
        let paths = guarded(&self.folder, || {
            let addresses = view.searcher.search(&query, &DocSetCollector)?.into_iter();
            let mut paths: Vec<_> =
                addresses.map(|a| Ok((view.path(a)?, a))).collect::<tantivy::Result<_>>()?;
            paths.sort_unstable();
            Ok(paths)
        })?;
        for (_, address) in paths {
            let Stored { card, raw, .. } = self.document(&view, address)?;
            let matched = Matched::of(raw, &compiled.sought);
            if !each(&card, matched.raw(), &matched.marks) {
                break;
            }
        }
        Ok(())
    }

    /// Documents like the one of that path.
    ///
    /// # Errors
    /// When there is no such document, or the index is damaged.
    pub fn like(&self, path: &str, segmenter: &Segmenter, request: &Request) -> Result<Answer, Error> {
        let view = self.view();
        let searcher = &view.searcher;
        let address = self.find(searcher, path)?;
        let Stored { card, raw, .. } = self.document(&view, address)?;
        let words =
            similar::words(searcher, &raw, segmenter).map_err(|e| place::explain(&self.folder, &e))?;
        let request = Request { snippets: 0, ..request.clone() };
        let compiler = self.compiler(searcher, segmenter, &request);
        let mut clauses: Vec<(Occur, Box<dyn LibraryQuery>)> = Vec::new();
        for (word, weight) in words {
            clauses.push((Occur::Should, Box::new(BoostQuery::new(compiler.word(&word)?, weight))));
        }
        let path_field = guarded(&self.folder, || field(searcher.schema(), "path"))?;
        let itself = TermQuery::new(Term::from_field_text(path_field, &card.path), IndexRecordOption::Basic);
        clauses.push((Occur::MustNot, Box::new(itself)));
        let query = Box::new(BooleanQuery::new(clauses));
        let compiled =
            Compiled { query, relaxed: None, sought: Vec::new(), bonus: Vec::new(), is_term: false };
        self.answer(&view, compiled, &request)
    }

    /// The raw text of a document.
    ///
    /// # Errors
    /// When there is no such document, or the index is damaged.
    pub fn text(&self, path: &str) -> Result<(Card, String), Error> {
        let view = self.view();
        let address = self.find(&view.searcher, path)?;
        self.document(&view, address).map(|stored| (stored.card, stored.raw))
    }

    fn find(&self, searcher: &Searcher, path: &str) -> Result<DocAddress, Error> {
        let found = guarded(&self.folder, || {
            let path_field = field(searcher.schema(), "path")?;
            let query = TermQuery::new(Term::from_field_text(path_field, path), IndexRecordOption::Basic);
            searcher.search(&query, &DocSetCollector)
        })?;
        let found = found.into_iter().next();
        found.ok_or_else(|| Error::usage(format!("{path}：索引里没有这个文件；路径要和建索引时写的一样")))
    }

    fn compiler<'a>(
        &'a self,
        searcher: &'a Searcher,
        segmenter: &'a Segmenter,
        request: &Request,
    ) -> Compiler<'a> {
        Compiler {
            searcher,
            segmenter,
            has_synonyms: request.has_synonyms,
            has_pinyin: self.pinyin,
            folder: &self.folder,
        }
    }

    fn compile(
        &self,
        searcher: &Searcher,
        query: &Query,
        segmenter: &Segmenter,
        request: &Request,
    ) -> Result<Compiled, Error> {
        self.compiler(searcher, segmenter, request).compile(query)
    }

    /// The query for what was indexed later than a run.
    fn narrowed(
        &self,
        searcher: &Searcher,
        query: Box<dyn LibraryQuery>,
        request: &Request,
    ) -> Result<Box<dyn LibraryQuery>, Error> {
        let Some(run) = request.after_run else { return Ok(query) };
        let runs = guarded(&self.folder, || field(searcher.schema(), "run"))?;
        let later = between(runs, run.saturating_add(1), u64::MAX);
        Ok(Box::new(BooleanQuery::new(vec![(Occur::Must, query), (Occur::Must, later)])))
    }

    fn answer(&self, view: &View, compiled: Compiled, request: &Request) -> Result<Answer, Error> {
        let Compiled { query, relaxed, sought, bonus, is_term } = compiled;
        let is_term = is_term && request.after_run.is_none();
        let query = self.narrowed(&view.searcher, query, request)?;
        let mut gathered = self.gather(view, (&*query, &bonus, is_term), request)?;
        let complete = gathered.total;
        // By date those without all the words would stand before those that have them.
        let is_ranked = request.sort == Sort::Relevance;
        let mut is_relaxed = false;
        if let Some(relaxed) = relaxed.filter(|_| complete < FEW && is_ranked && request.may_relax) {
            let relaxed = self.narrowed(&view.searcher, relaxed, request)?;
            let more = self.gather(view, (&*relaxed, &bonus, false), request)?;
            is_relaxed = more.total > complete;
            gathered = if is_relaxed { more } else { gathered };
        }
        let mut hits = Vec::new();
        for ranked in gathered.best.iter().skip(request.offset).take(request.size) {
            let (card, snippets) = if request.snippets == 0 || sought.is_empty() {
                (self.card(view, ranked.address)?, Vec::new())
            } else {
                let Stored { card, headings, raw } = self.document(view, ranked.address)?;
                (card, Matched::of(raw, &sought).snippets(&headings, request.snippets))
            };
            hits.push(Hit { card, score: ranked.score(), snippets });
        }
        let counts = request.facets.iter().zip(gathered.facets);
        let facets =
            counts.map(|(facet, counts)| FacetCounts { facet: facet.names().0, values: ranked(counts) });
        Ok(Answer { total: gathered.total, relaxed: is_relaxed, complete, hits, facets: facets.collect() })
    }

    fn gather(
        &self,
        view: &View,
        (query, bonus, is_term): (&dyn LibraryQuery, &[Box<dyn LibraryQuery>], bool),
        request: &Request,
    ) -> Result<Gathered, Error> {
        let size = request.size.min(LARGEST_PAGE);
        let has_bonus = !bonus.is_empty() && request.sort == Sort::Relevance;
        let least = if has_bonus { RERANKED } else { 0 };
        let limit = if size == 0 { 0 } else { (request.offset.min(FURTHEST_HIT) + size).max(least) };
        let is_plain = is_term && request.facets.is_empty() && request.recent.is_none();
        let is_pruned = is_plain && limit > 0 && request.sort == Sort::Relevance;
        let searcher = &view.searcher;
        let gather = Gather {
            columns: Arc::clone(&view.columns),
            limit,
            sort: request.sort,
            recent: request.recent,
            facets: request.facets.clone(),
            is_pruned,
        };
        guarded(&self.folder, || {
            // The index knows how many documents have a term without looking at them.
            let total = || searcher.search(query, &Count).map(|count| count as u64);
            if is_plain && limit == 0 {
                return Ok(Gathered { total: total()?, ..Gathered::default() });
            }
            let mut gathered = if is_pruned {
                Gathered { total: total()?, ..searcher.search(query, &gather)? }
            } else {
                let scoring = match gather.requires_scoring() {
                    true => EnableScoring::enabled_from_searcher(searcher),
                    false => EnableScoring::disabled_from_searcher(searcher),
                };
                searcher.search_with_executor(query, &gather, &self.executor, scoring)?
            };
            if has_bonus {
                rerank(searcher, &self.executor, bonus, &mut gathered.best)?;
            }
            Ok(gathered)
        })
    }

    fn document(&self, view: &View, address: DocAddress) -> Result<Stored, Error> {
        let card = self.card(view, address)?;
        guarded(&self.folder, || {
            let document: TantivyDocument = view.searcher.doc(address)?;
            let text = |field| document.get_first(field).and_then(|v| v.as_str()).unwrap_or_default();
            let headings = serde_json::from_str(text(self.headings)).map_err(|e| broken(&e))?;
            Ok(Stored { card, headings, raw: text(self.raw).to_owned() })
        })
    }

    fn card(&self, view: &View, address: DocAddress) -> Result<Card, Error> {
        guarded(&self.folder, || serde_json::from_str(&view.card(address)?).map_err(|e| broken(&e)))
    }
}

/// Stands for what an index consists of. Stamps alone begin anew when it is rebuilt; names of segments never come again.
fn state(metas: &IndexMeta) -> u64 {
    let mut hash = DefaultHasher::new();
    metas.opstamp.hash(&mut hash);
    for segment in &metas.segments {
        (segment.id(), segment.delete_opstamp()).hash(&mut hash);
    }
    hash.finish()
}

fn broken(error: &serde_json::Error) -> TantivyError {
    TantivyError::InternalError(error.to_string())
}
