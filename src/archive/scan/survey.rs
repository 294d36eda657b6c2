//! What is on disk against what the store knows: only what is new or changed becomes work.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::Ordering;
use std::time::UNIX_EPOCH;

use super::pool::{Job, Work};
use super::{Progress, Record, Scan};
use crate::archive::store::{FileRow, Writer};
use crate::error::Error;
use crate::source::Input;

/// A document to be looked at.
pub(super) enum Item {
    Input(Input),
    Record(Record),
}

/// What was met in this run.
#[derive(Default)]
pub(super) struct Seen {
    /// Files, one bit each.
    files: Vec<u64>,
    /// Zip archives that were looked into.
    archives: BTreeSet<PathBuf>,
}

impl Seen {
    pub(super) fn add(&mut self, id: i64) {
        let Ok(id) = usize::try_from(id) else { return };
        let (word, bit) = (id / 64, id % 64);
        if word >= self.files.len() {
            self.files.resize(word + 1, 0);
        }
        if let Some(word) = self.files.get_mut(word) {
            *word |= 1 << bit;
        }
    }

    fn enter(&mut self, archive: &Path) {
        let archive = archive.strip_prefix(".").unwrap_or(archive);
        if !self.archives.contains(archive) {
            self.archives.insert(archive.to_owned());
        }
    }

    /// What became of a file that was not met. What a pattern left out is still there; a member is gone when its archive was
    /// looked into without meeting it.
    #[allow(clippy::disallowed_methods)] // whether a folder can be entered only shows when it is tried
    fn fate(&self, path: &Path) -> Fate {
        match fs::symlink_metadata(path).map_err(|e| e.kind()) {
            Err(ErrorKind::NotFound) => Fate::Gone,
            Err(ErrorKind::NotADirectory) if path.ancestors().any(|p| self.archives.contains(p)) => {
                Fate::Gone
            }
            Ok(_) if self.archives.contains(path) || fs::read_dir(path).is_ok() => Fate::Entered,
            _ => Fate::There,
        }
    }

    pub(super) fn has(&self, id: i64) -> bool {
        let Ok(id) = usize::try_from(id) else { return false };
        self.files.get(id / 64).is_some_and(|word| word >> (id % 64) & 1 == 1)
    }
}

/// What became of a file that was not met.
enum Fate {
    There,
    Gone,
    /// A folder or an archive that could not be entered before: what is in it stands for it now.
    Entered,
}

/// Goes through the inputs and hands on what needs work.
pub(super) struct Survey<'a, 's> {
    pub(super) scan: &'a Scan<'a>,
    pub(super) writer: &'a RefCell<Writer<'s>>,
    pub(super) progress: &'a RefCell<Progress>,
    pub(super) seen: &'a RefCell<Seen>,
    pub(super) failure: &'a RefCell<Option<Error>>,
    /// Folders that are not looked into.
    pub(super) skip: BTreeSet<PathBuf>,
    /// Files that failed before and look as they did: they are tried again, and a limit does not count them.
    pub(super) retried: Cell<u64>,
    /// Whether the limit ended it.
    pub(super) is_cut: Cell<bool>,
}

impl Survey<'_, '_> {
    /// The next piece of work; `None` at the end, when told to stop, and after a failure.
    pub(super) fn next(&self, inputs: &mut impl Iterator<Item = Item>) -> Option<Job> {
        loop {
            let begun = {
                let progress = self.progress.borrow();
                (progress.seen - progress.unchanged).saturating_sub(self.retried.get())
            };
            if self.scan.stop.load(Ordering::Relaxed) || self.failure.borrow().is_some() {
                return None;
            }
            if self.scan.limit.is_some_and(|limit| begun >= limit) {
                self.is_cut.set(true);
                return None;
            }
            let item = inputs.next()?;
            let work = match item {
                Item::Record(record) => Work::Record(record),
                Item::Input(Input::File(path)) if self.skip.iter().any(|s| path.starts_with(s)) => continue,
                Item::Input(Input::File(path)) => Work::File(path),
                Item::Input(Input::Member(m)) if self.skip.iter().any(|s| m.archive().starts_with(s)) => {
                    continue;
                }
                Item::Input(Input::Member(member)) => {
                    self.seen.borrow_mut().enter(member.archive());
                    Work::Member(member)
                }
                Item::Input(Input::Failed(decoded)) => Work::Failed(decoded),
                Item::Input(Input::Stdin) => continue,
            };
            let file = row(&work);
            self.progress.borrow_mut().seen += 1;
            match self.compare(work, file) {
                Ok(Some(job)) => return Some(job),
                Ok(None) => {}
                Err(error) => *self.failure.borrow_mut() = Some(error),
            }
        }
    }

    /// `None` for a file that is as it was.
    fn compare(&self, work: Work, file: FileRow) -> Result<Option<Job>, Error> {
        let known = self.writer.borrow().known(&file.path)?;
        let is_new = known.as_ref().is_none_or(|k| k.state == "deleted");
        let Some(known) = known else { return Ok(Some(Job { work, file, is_new, before: None })) };
        self.seen.borrow_mut().add(known.file);
        let looks_same = (known.size, known.modified, known.inode) == (file.size, file.modified, file.inode);
        if looks_same && known.state == "failed" {
            self.retried.set(self.retried.get() + 1);
        }
        let current = known.current.filter(|_| known.state == "live");
        if looks_same && current.is_some() && file.origin == "file" && !self.scan.verify {
            self.progress.borrow_mut().unchanged += 1;
            return Ok(None);
        }
        // A changed time with the same bytes is told by the hash; then only the row of the file is written anew.
        let before = current.map(|sha256| (known.file, sha256, looks_same));
        Ok(Some(Job { work, file, is_new, before }))
    }
}

/// Marks the files below the roots that were not met and are no longer there. A file that is there and was left out this time,
/// by a pattern or a folder that could not be entered, stays as it is.
pub(super) fn mark_deleted(
    writer: &mut Writer<'_>,
    roots: &[PathBuf],
    seen: &Seen,
    progress: &mut Progress,
) -> Result<(), Error> {
    let mut after = 0;
    loop {
        let page = writer.present(after)?;
        let Some((last, ..)) = page.last() else { return Ok(()) };
        after = *last;
        for (id, path, origin) in page {
            let Some(path) = path_of(&path).filter(|_| origin == "file" && !seen.has(id)) else { continue };
            if !roots.iter().any(|root| is_below(&path, root)) {
                continue;
            }
            match seen.fate(&path) {
                Fate::There => {}
                Fate::Gone => {
                    writer.delete(id)?;
                    progress.deleted += 1;
                }
                Fate::Entered => writer.forget(id)?,
            }
        }
    }
}

/// Whether a path lies below a root. What is named from elsewhere, or leads out, does not lie below `.`.
fn is_below(path: &Path, root: &Path) -> bool {
    if root == Path::new(".") {
        path.is_relative() && !path.components().any(|c| c == Component::ParentDir)
    } else {
        path.starts_with(root)
    }
}

/// How a piece of work is known to the store.
fn row(work: &Work) -> FileRow {
    // Met below `.`, a file has the name it has without it.
    let blank = |path: &[u8], shown: String, origin| FileRow {
        path: path.strip_prefix(b"./").unwrap_or(path).to_vec(),
        shown: shown.strip_prefix("./").map(str::to_owned).unwrap_or(shown),
        origin,
        size: -1,
        modified: 0,
        inode: 0,
    };
    match work {
        Work::Record(record) => blank(record.path.as_bytes(), record.path.clone(), "record"),
        Work::Failed(decoded) => blank(decoded.path.as_bytes(), decoded.path.clone(), "file"),
        // A member is as new as its archive.
        Work::Member(member) => {
            let row = blank(member.path().as_bytes(), member.path().to_owned(), "file");
            match stat(member.archive()) {
                Some((_, modified, inode)) => FileRow { size: member.size(), modified, inode, ..row },
                None => row,
            }
        }
        Work::File(path) => {
            let row = blank(path.as_os_str().as_encoded_bytes(), shown(path), "file");
            match stat(path) {
                Some((size, modified, inode)) => FileRow { size, modified, inode, ..row },
                None => row,
            }
        }
    }
}

/// Size, time of the last change in nanoseconds, and number of a file.
pub(super) fn stat(path: &Path) -> Option<(i64, i64, i64)> {
    let meta = fs::metadata(path).ok()?;
    let size = i64::try_from(meta.len()).unwrap_or(i64::MAX);
    let nanos = |d: std::time::Duration| i64::try_from(d.as_nanos()).unwrap_or(i64::MAX);
    let modified = meta.modified().ok().map_or(0, |time| match time.duration_since(UNIX_EPOCH) {
        Ok(since) => nanos(since),
        Err(before) => nanos(before.duration()).saturating_neg(),
    });
    Some((size, modified, inode(&meta)))
}

#[cfg(unix)]
fn inode(meta: &fs::Metadata) -> i64 {
    std::os::unix::fs::MetadataExt::ino(meta).cast_signed()
}

#[cfg(not(unix))]
fn inode(_: &fs::Metadata) -> i64 {
    0
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> Option<PathBuf> {
    Some(PathBuf::from(<std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(bytes)))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> Option<PathBuf> {
    std::str::from_utf8(bytes).ok().map(PathBuf::from)
}

/// A path for people; bytes that are no UTF-8 are written `\xNN`, so that two names never look alike.
pub(in crate::archive) fn shown(path: &Path) -> String {
    let mut out = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        out.push_str(chunk.valid());
        for byte in chunk.invalid() {
            out.push_str(&format!("\\x{byte:02X}"));
        }
    }
    out
}
