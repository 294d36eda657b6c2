//! From folders into the store: what is new or changed is read and analysed on all threads and written in order.
//!
//! The calling thread walks, compares and writes; the workers read, analyse and pack. What is in flight is bounded by number
//! and, for large files, by one at a time. A run may be stopped or killed at any moment; the next goes on from there.

mod pool;
mod roots;
mod survey;

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use super::entry;
use super::run;
use super::store::{FileRow, Stamp, Store, Writer, bytes_of};
use crate::engine::{Engine, SAMPLE};
use crate::error::Error;
use crate::report::Locator;
use crate::source::{self, Limits, WalkOptions};
use pool::{Done, Pool};
pub(super) use survey::shown;
use survey::{Seen, Survey};

/// Names of repeated records that are told.
const REPEATS: usize = 5;

/// What to scan and how.
pub struct Scan<'a> {
    /// Rules and options of the analysis.
    pub engine: &'a Engine,
    /// How much of a document is read.
    pub limits: Limits,
    /// What else results depend on, such as the options the engine was built with.
    pub options: String,
    /// Threads; 0 is one per core.
    pub jobs: usize,
    /// Stop after so many new or changed files.
    pub limit: Option<u64>,
    /// Which files of the folders.
    pub walk: WalkOptions,
    /// Read and hash files whose size and time are as they were.
    pub verify: bool,
    /// Set when the run is to stop: it ends after what is in flight.
    pub stop: &'a AtomicBool,
    /// The time the run began, for the record of runs alone.
    pub started: String,
    /// The time now, for the record of runs alone.
    pub now: &'a (dyn Fn() -> String + Sync),
}

/// A document that comes as a record and not as a file.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its name in the store.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// How far a run is, and how it ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Files met.
    pub seen: u64,
    /// Of them: not in the store before.
    pub added: u64,
    /// In the store with another content, or analysed by other rules.
    pub changed: u64,
    /// As they were.
    pub unchanged: u64,
    /// Could not be read, and are tried again next time.
    pub failed: u64,
    /// Files of the store, met now or before, that hold no text that can be read: formats that are refused, damaged ones.
    pub unreadable: u64,
    /// Gone from disk since the last run.
    pub deleted: u64,
    /// Bytes of text analysed.
    pub bytes: u64,
    /// Findings in what was analysed: info, warning, error.
    pub findings: [u64; 3],
    /// Findings in what was analysed that are suppressed.
    pub suppressed: u64,
    /// Records left out because one before them in the same stream has their name.
    pub repeated: u64,
    /// The first names of such records.
    pub repeats: Vec<String>,
    /// Whether it was told to stop before the end.
    pub is_stopped: bool,
}

impl Progress {
    /// Files that were analysed or failed.
    #[must_use]
    pub fn worked(&self) -> u64 {
        self.added + self.changed + self.failed
    }

    fn repeat(&mut self, name: String) {
        self.repeated += 1;
        if self.repeats.len() < REPEATS {
            self.repeats.push(name);
        }
    }

    fn count(&mut self, is_new: bool) {
        if is_new {
            self.added += 1;
        } else {
            self.changed += 1;
        }
    }
}

impl Scan<'_> {
    /// Scans files and folders into the store; `tell` hears how far it is.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn folders(
        &self,
        store: &Store,
        paths: &[PathBuf],
        tell: &mut dyn FnMut(&Progress),
    ) -> Result<Progress, Error> {
        for path in paths {
            // A folder that is not mounted today must not look like an archive whose files are all gone.
            if let Err(error) = std::fs::symlink_metadata(path) {
                return Err(Error::io(
                    format!("{}：没有这个文件或文件夹，或者进不去", path.display()),
                    error,
                ));
            }
        }
        let roots = roots::roots(store, paths)?;
        let inputs = source::walk(&roots, &self.walk).map(survey::Item::Input);
        self.run(store, &roots, inputs, tell)
    }

    /// Scans records into the store.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn records(
        &self,
        store: &Store,
        records: impl Iterator<Item = Record>,
        tell: &mut dyn FnMut(&Progress),
    ) -> Result<Progress, Error> {
        self.run(store, &[], records.map(survey::Item::Record), tell)
    }

    fn run(
        &self,
        store: &Store,
        roots: &[PathBuf],
        inputs: impl Iterator<Item = survey::Item>,
        tell: &mut dyn FnMut(&Progress),
    ) -> Result<Progress, Error> {
        let (writer, dictionary) = self.writer(store)?;
        let run_id = self.begin(store, writer.stamp(), roots)?;
        let pool = Pool::new(self, store, dictionary, writer.stamp());
        let writer = RefCell::new(writer);
        let progress = RefCell::new(Progress::default());
        let seen = RefCell::new(Seen::default());
        let failure = RefCell::new(None);
        let skip = inside(store, roots);
        let survey = Survey {
            scan: self,
            writer: &writer,
            progress: &progress,
            seen: &seen,
            failure: &failure,
            skip,
            retried: Cell::new(0),
            is_cut: Cell::new(false),
        };
        let mut records = Seen::default();
        let mut inputs = inputs;
        run(
            std::iter::from_fn(|| survey.next(&mut inputs)),
            self.jobs,
            |job| pool.work(job),
            |(file, done)| {
                if failure.borrow().is_some() {
                    return false;
                }
                let is_repeated = match is_repeated(&writer, &records, &file.0) {
                    Ok(is_repeated) => is_repeated,
                    Err(error) => {
                        *failure.borrow_mut() = Some(error);
                        return false;
                    }
                };
                if is_repeated {
                    progress.borrow_mut().repeat(file.0.shown);
                    return true;
                }
                let kept = self.keep(&writer, &mut progress.borrow_mut(), (&file, done));
                if let (Ok(id), "record") = (&kept, file.0.origin) {
                    records.add(*id);
                }
                match kept {
                    Ok(id) => seen.borrow_mut().add(id),
                    Err(error) => *failure.borrow_mut() = Some(error),
                }
                tell(&progress.borrow());
                failure.borrow().is_none()
            },
        );
        let is_cut = survey.is_cut.get();
        let mut progress = progress.into_inner();
        let mut writer = writer.into_inner();
        if let Some(error) = failure.into_inner() {
            return Err(error);
        }
        progress.is_stopped = self.stop.load(Ordering::Relaxed);
        if !progress.is_stopped && !is_cut {
            survey::mark_deleted(&mut writer, roots, &seen.into_inner(), &mut progress)?;
        }
        writer.commit()?;
        progress.unreadable = store.unreadable()?;
        self.finish(store, run_id, &progress)?;
        tell(&progress);
        Ok(progress)
    }

    /// Writes what became of one file.
    fn keep(
        &self,
        writer: &RefCell<Writer<'_>>,
        progress: &mut Progress,
        ((file, is_new), done): (&(FileRow, bool), Done),
    ) -> Result<i64, Error> {
        let mut writer = writer.borrow_mut();
        match done {
            Done::Analysed(entry) => {
                progress.count(*is_new);
                progress.bytes += entry.bytes;
                for (sum, n) in progress.findings.iter_mut().zip(entry.counts) {
                    *sum += n;
                }
                progress.suppressed += entry.suppressed;
                writer.add(file, &entry)
            }
            Done::Known { sha256, hint } => {
                let key: [u8; 32] = bytes_of(&sha256).try_into().unwrap_or_default();
                match writer.link(file, (&key, &hint))? {
                    Some(id) => {
                        progress.count(*is_new);
                        Ok(id)
                    }
                    None => {
                        progress.failed += 1;
                        writer.fail(file, ("changed_while_read", "扫描时档案库里的内容被改动，下次扫描再读"))
                    }
                }
            }
            Done::Same(id) => {
                progress.unchanged += 1;
                Ok(id)
            }
            Done::Failed { kind, message } => {
                progress.failed += 1;
                writer.fail(file, (&kind, &message))
            }
        }
    }

    fn writer<'s>(&self, store: &'s Store) -> Result<(Writer<'s>, Vec<u8>), Error> {
        let rules_version = self.engine.registry().map_or("", |r| r.version());
        let version = env!("CARGO_PKG_VERSION");
        let stamp = format!("{version} {rules_version} {:?} {}", self.limits, self.options);
        // The record of a short paper is the dictionary for packing others.
        let sample = self.engine.check(source::decode("样本.txt", SAMPLE.as_bytes()));
        let record = sample.stored_record(&Locator::new(&sample.document));
        let dictionary = serde_json::to_vec(&record).map_err(|e| Error::io("写不成 JSON", e.into()))?;
        let stamp = Stamp { stamp: &stamp, version, rules_version, dictionary: &dictionary };
        Writer::new(store, &stamp)
    }

    /// Notes that a run began; tells of the rules it runs.
    fn begin(&self, store: &Store, stamp: i64, roots: &[PathBuf]) -> Result<i64, Error> {
        let roots: Vec<String> = roots.iter().map(|r| shown(r)).collect();
        let inner = || -> Result<i64, rusqlite::Error> {
            let transaction = store.connection.unchecked_transaction()?;
            for rule in self.engine.active_rules() {
                transaction
                    .prepare_cached("INSERT OR REPLACE INTO rules VALUES (?1, ?2, ?3, ?4, ?5)")?
                    .execute([
                        &*rule.id,
                        &*rule.name,
                        &rule.title,
                        &rule.pack,
                        &entry::word(&rule.severity),
                    ])?;
            }
            transaction.execute(
                "INSERT INTO runs (started, stamp, roots, state) VALUES (?1, ?2, ?3, 'running')",
                rusqlite::params![self.started, stamp, roots.join("\n")],
            )?;
            let id = transaction.last_insert_rowid();
            transaction.commit()?;
            Ok(id)
        };
        inner().map_err(|e| store.error(e))
    }

    fn finish(&self, store: &Store, run: i64, progress: &Progress) -> Result<(), Error> {
        let state = if progress.is_stopped { "stopped" } else { "finished" };
        let numbers = [progress.seen, progress.added, progress.changed, progress.unchanged, progress.deleted];
        let [seen, added, changed, unchanged, deleted] = numbers.map(u64::cast_signed);
        store
            .connection
            .execute(
                "UPDATE runs SET finished = ?2, state = ?3, seen = ?4, added = ?5, changed = ?6, unchanged = ?7, \
                 deleted = ?8, failed = ?9 WHERE id = ?1",
                rusqlite::params![
                    run,
                    (self.now)(),
                    state,
                    seen,
                    added,
                    changed,
                    unchanged,
                    deleted,
                    progress.failed.cast_signed()
                ],
            )
            .map(drop)
            .map_err(|e| store.error(e))
    }
}

/// Whether a record has the name of one that this run has written.
fn is_repeated(writer: &RefCell<Writer<'_>>, records: &Seen, file: &FileRow) -> Result<bool, Error> {
    if file.origin != "record" {
        return Ok(false);
    }
    let known = writer.borrow().known(&file.path)?;
    Ok(known.is_some_and(|known| records.has(known.file)))
}

/// The folder of the store as it would be met below the roots, so that the store does not scan itself.
fn inside(store: &Store, roots: &[PathBuf]) -> BTreeSet<PathBuf> {
    let Some(folder) = store.folder().and_then(|f| f.canonicalize().ok()) else { return BTreeSet::new() };
    let below = |root: &PathBuf| {
        let whole = root.canonicalize().ok()?;
        folder.strip_prefix(&whole).ok().map(|rest| root.join(rest))
    };
    roots.iter().filter_map(below).collect()
}
