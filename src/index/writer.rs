//! Puts documents into an index.
//!
//! A document is known by its path and replaced when its stamp (content and options) differs. Work is committed every so
//! many bytes, so that a run that is killed leaves what was committed searchable, and the next run goes on from there.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::indexer::IndexWriterOptions;
use tantivy::schema::{Field, Schema};
use tantivy::{Index, TantivyDocument, TantivyError, Term};

use super::cores;
use super::entry::Entry;
use super::load::{LibraryWriter, Load};
use super::manifest::{DATA, Manifest};
use super::merge::Bounded;
use super::place::{self, guarded};
use super::schema::{self, field, register};
use crate::error::Error;

/// Least memory of one thread of the library.
const LEAST_PER_THREAD: usize = 16 << 20;
/// What the program needs beside the library's buffers.
const OVERHEAD: usize = 160 << 20;
/// The part of the memory that the segments of one merge may take, as a divisor.
const MERGE_SHARE: u64 = 2;
/// Raw text between two commits.
const COMMIT_EVERY: usize = 128 << 20;

/// How to index.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Bytes of memory for everything.
    pub memory: usize,
    /// Threads; 0 is one per core.
    pub jobs: usize,
    /// Whether to index readings, for `pinyin:`.
    pub pinyin: bool,
    /// Bytes of raw text between two commits; `None` for the usual.
    pub commit_every: Option<usize>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { memory: 512 << 20, jobs: 0, pinyin: false, commit_every: None }
    }
}

/// What is in the index: path and stamp.
pub type Known = Arc<HashMap<String, u64>>;

/// Puts documents into an index.
pub struct Writer {
    folder: PathBuf,
    writer: LibraryWriter,
    /// What was put in and is not yet handed to the library.
    load: Load,
    fields: Fields,
    known: Known,
    run: u64,
    manifest: Manifest,
    /// Bytes of raw text since the last commit, and how many there may be.
    pending: usize,
    commit_every: usize,
    is_dirty: bool,
    has_put: bool,
}

/// The fields of an entry that are always there.
struct Fields {
    schema: Schema,
    path: Field,
    text: Field,
    raw: Field,
    card: Field,
    headings: Field,
    stamp: Field,
    order: Field,
    run: Field,
}

impl Writer {
    /// Opens the index of a folder, or makes a new one.
    ///
    /// # Errors
    /// When the folder cannot be written, another process is writing, or the index is of another version.
    #[allow(clippy::disallowed_methods)] // The index is a place on disk.
    pub fn open(folder: &Path, settings: &Settings) -> Result<Self, Error> {
        let (index, manifest) = match Manifest::read(folder)? {
            Some(manifest) if folder.join(DATA).join("meta.json").exists() => {
                if settings.pinyin && !manifest.pinyin {
                    let message = format!(
                        "{}：这个索引没有拼音，不能中途加上。{}",
                        folder.display(),
                        super::manifest::rebuild(folder)
                    );
                    return Err(Error::index(message));
                }
                place::open(folder)?
            }
            _ => create(folder, settings.pinyin)?,
        };
        let jobs = if settings.jobs == 0 { cores() } else { settings.jobs }.clamp(1, 8);
        let budget = settings.memory.saturating_sub(OVERHEAD).max(LEAST_PER_THREAD);
        let jobs = jobs.min(budget / LEAST_PER_THREAD).max(1);
        let (writer, known, run) = guarded(folder, || {
            // One merge at a time: each maps what it reads.
            let options = IndexWriterOptions::builder()
                .num_worker_threads(jobs)
                .memory_budget_per_thread(budget / jobs)
                .num_merge_threads(1)
                .build();
            let writer: LibraryWriter = index.writer_with_options(options)?;
            let most = settings.memory as u64 / MERGE_SHARE;
            writer.set_merge_policy(Box::new(Bounded::new(folder.join(DATA), most)));
            let (known, run) = known(&index)?;
            Ok((writer, known, run.max(manifest.runs) + 1))
        })?;
        let fields = guarded(folder, || Fields::new(index.schema()))?;
        Ok(Self {
            folder: folder.to_owned(),
            writer,
            load: Load::default(),
            fields,
            known: Arc::new(known),
            run,
            manifest,
            pending: 0,
            commit_every: settings.commit_every.unwrap_or(COMMIT_EVERY),
            is_dirty: false,
            has_put: false,
        })
    }

    /// Removes the index of a folder, so that it can be made anew. What is no index is left alone; saved searches and the
    /// count of runs stay.
    ///
    /// # Errors
    /// When it cannot be removed.
    #[allow(clippy::disallowed_methods)] // The index is a place on disk.
    pub fn clear(folder: &Path) -> Result<(), Error> {
        let manifest = folder.join(super::manifest::MANIFEST);
        if !manifest.exists() {
            return Ok(());
        }
        let failed = |e| Error::io(format!("{}：删不掉旧索引", folder.display()), e);
        let runs = Manifest::runs(folder);
        match std::fs::remove_dir_all(folder.join(DATA)) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(failed(e)),
            _ => {}
        }
        Manifest { runs, ..Manifest::current(false) }.write(folder)
    }

    /// What was in the index when it was opened.
    #[must_use]
    pub fn known(&self) -> Known {
        Arc::clone(&self.known)
    }

    /// Whether the index holds readings.
    #[must_use]
    pub const fn has_pinyin(&self) -> bool {
        self.manifest.pinyin
    }

    /// The number of this run; documents it puts in carry it.
    #[must_use]
    pub const fn run(&self) -> u64 {
        self.run
    }

    /// Puts a document in, in the place of one of the same path.
    ///
    /// # Errors
    /// When the index cannot be written.
    pub fn put(&mut self, entry: Entry, stamp: u64) -> Result<(), Error> {
        let entry = if self.manifest.pinyin { entry.with_pinyin() } else { entry };
        let size = entry.raw.len();
        self.is_dirty = true;
        self.has_put = true;
        if self.known.contains_key(entry.path()) {
            self.load.delete(Term::from_field_text(self.fields.path, entry.path()));
        }
        let document = guarded(&self.folder, || self.fields.document(entry, stamp, self.run))?;
        let is_complete = self.load.add(document, size);
        self.pending += size;
        if self.pending >= self.commit_every {
            return self.commit();
        }
        if is_complete { self.hand_over() } else { Ok(()) }
    }

    /// Takes a document out.
    pub fn remove(&mut self, path: &str) {
        self.is_dirty = true;
        self.load.delete(Term::from_field_text(self.fields.path, path));
    }

    fn hand_over(&mut self) -> Result<(), Error> {
        guarded(&self.folder, || self.load.hand_over(&self.writer))
    }

    /// Makes everything so far searchable and safe.
    ///
    /// # Errors
    /// When the index cannot be written.
    pub fn commit(&mut self) -> Result<(), Error> {
        self.pending = 0;
        if self.has_put && self.manifest.runs < self.run {
            self.manifest.runs = self.run;
            self.manifest.write(&self.folder)?;
        }
        self.hand_over()?;
        guarded(&self.folder, || self.writer.commit().map(drop))
    }

    /// Commits what is left and waits for the tidying up.
    ///
    /// # Errors
    /// When the index cannot be written.
    pub fn finish(mut self) -> Result<(), Error> {
        if self.is_dirty {
            self.commit()?;
        }
        let Self { folder, writer, .. } = self;
        guarded(&folder, || writer.wait_merging_threads())
    }
}

#[allow(clippy::disallowed_methods)] // The index is a place on disk.
fn create(folder: &Path, pinyin: bool) -> Result<(Index, Manifest), Error> {
    let data = folder.join(DATA);
    let manifest = Manifest { runs: Manifest::runs(folder), ..Manifest::current(pinyin) };
    if data.exists() {
        if Manifest::read(folder)?.is_none() {
            let message = format!("{}：已有名为 {DATA} 的文件夹，却不是索引；请换一个位置", folder.display());
            return Err(Error::index(message));
        }
        // What a killed run left behind before its first commit.
        std::fs::remove_dir_all(&data).map_err(|e| Error::io(format!("{}：删不掉", data.display()), e))?;
    }
    let failed = |e| Error::io(format!("{}：建不了索引的文件夹", folder.display()), e);
    std::fs::create_dir_all(folder).map_err(failed)?;
    manifest.write(folder)?;
    std::fs::create_dir_all(&data).map_err(failed)?;
    let index = guarded(folder, || {
        Index::builder().schema(schema::schema()).settings(schema::settings()).create_in_dir(&data)
    })?;
    register(&index);
    Ok((index, manifest))
}

/// Path and stamp of everything in the index, and the number of the last run.
fn known(index: &Index) -> Result<(HashMap<String, u64>, u64), TantivyError> {
    let mut known = HashMap::new();
    let mut last = 0;
    let reader = index.reader_builder().reload_policy(tantivy::ReloadPolicy::Manual).try_into()?;
    for segment in reader.searcher().segment_readers() {
        let fast = segment.fast_fields();
        let (Some(paths), stamps, runs) = (fast.str("path")?, fast.u64("stamp")?, fast.u64("run")?) else {
            continue;
        };
        for doc in segment.doc_ids_alive() {
            let mut path = String::new();
            let Some(ord) = paths.term_ords(doc).next() else { continue };
            paths.ord_to_str(ord, &mut path)?;
            known.insert(path, stamps.first(doc).unwrap_or(0));
            last = last.max(runs.first(doc).unwrap_or(0));
        }
    }
    Ok((known, last))
}

impl Fields {
    fn new(schema: Schema) -> Result<Self, TantivyError> {
        let named = |name| field(&schema, name);
        Ok(Self {
            path: named("path")?,
            text: named("text")?,
            raw: named("raw")?,
            card: named("card")?,
            headings: named("headings")?,
            stamp: named("stamp")?,
            order: named("order")?,
            run: named("run")?,
            schema,
        })
    }

    fn document(&self, entry: Entry, stamp: u64, run: u64) -> Result<TantivyDocument, TantivyError> {
        let mut document = TantivyDocument::default();
        let failed = |e: serde_json::Error| TantivyError::InternalError(e.to_string());
        document.add_text(self.card, serde_json::to_string(&entry.card).map_err(failed)?);
        document.add_text(self.headings, serde_json::to_string(&entry.headings).map_err(failed)?);
        document.add_u64(self.order, order(&entry.card.path));
        document.add_text(self.path, entry.card.path);
        document.add_text(self.text, entry.text);
        document.add_text(self.raw, entry.raw);
        document.add_u64(self.stamp, stamp);
        document.add_u64(self.run, run);
        for (name, text) in entry.fields.into_iter().chain(entry.values) {
            document.add_text(field(&self.schema, name)?, text);
        }
        for (name, day) in entry.dates {
            document.add_u64(field(&self.schema, name)?, day);
        }
        Ok(document)
    }
}

/// Where a document stands among others of the same rank: by its path, whatever segment it is in.
fn order(path: &str) -> u64 {
    let mut bytes = [0; 8];
    // Hashed, since paths of one archive mostly begin alike.
    let hash = path
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    bytes.copy_from_slice(&hash.to_be_bytes());
    u64::from_be_bytes(bytes)
}

/// What an entry was made from: the first bytes of the content's hash, and what else has a say.
#[must_use]
pub fn stamp(sha256: &str, options: &str) -> u64 {
    let content = sha256.get(..16).and_then(|hex| u64::from_str_radix(hex, 16).ok()).unwrap_or(0);
    content ^ order(options)
}
