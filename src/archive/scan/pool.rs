//! What the workers do with one document: read it while it stands still, analyse it, pack it.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rusqlite::{Connection, OptionalExtension, params};

use super::survey::stat;
use super::{Record, Scan};
use crate::archive::entry::Entry;
use crate::archive::store::{FileRow, Packer, Store, bytes_of, steady_plans};
use crate::document::{Decoded, Problem};
use crate::source::{self, Input, Member};

/// How often a file that changes while it is read is read again.
const TRIES: u32 = 3;
/// Files above this are read one at a time, so that memory holds one of them and not one per thread.
const LARGE: i64 = 4 << 20;

/// What a job is about.
pub(super) enum Work {
    File(PathBuf),
    /// A document in a zip archive.
    Member(Member),
    Record(Record),
    /// Could not even be listed.
    Failed(Box<Decoded>),
}

/// A document that is new or changed, or looks so.
pub(super) struct Job {
    pub(super) work: Work,
    pub(super) file: FileRow,
    pub(super) is_new: bool,
    /// Its row, the hash it had, and whether size and time are as they were.
    pub(super) before: Option<(i64, [u8; 32], bool)>,
}

/// What became of it.
pub(super) enum Done {
    Analysed(Box<Entry>),
    /// The store has this content already.
    Known {
        sha256: String,
        hint: String,
    },
    /// Nothing changed at all.
    Same(i64),
    Failed {
        kind: String,
        message: String,
    },
}

/// What the workers share: each takes a tool and gives it back.
pub(super) struct Pool<'a> {
    scan: &'a Scan<'a>,
    store: &'a Path,
    dictionary: Vec<u8>,
    stamp: i64,
    tools: Mutex<Vec<Tool>>,
    /// Held while a large file is in memory.
    large: Mutex<()>,
}

/// What one worker needs.
struct Tool {
    packer: Packer,
    reader: Option<Connection>,
}

impl<'a> Pool<'a> {
    pub(super) fn new(scan: &'a Scan<'a>, store: &'a Store, dictionary: Vec<u8>, stamp: i64) -> Self {
        let (tools, large) = (Mutex::new(Vec::new()), Mutex::new(()));
        Self { scan, store: store.file(), dictionary, stamp, tools, large }
    }

    /// Reads and analyses one document.
    pub(super) fn work(&self, job: Job) -> ((FileRow, bool), Done) {
        let Job { work, mut file, is_new, before } = job;
        // Held to the end: a large text needs room for its analysis as well.
        let _alone = (file.size > LARGE).then(|| self.large.lock().unwrap_or_else(PoisonError::into_inner));
        let read = match work {
            Work::Failed(decoded) => Ok((*decoded, String::new())),
            Work::File(path) => self.steady(&path, &mut file).map(|decoded| (decoded, extension(&path))),
            Work::Member(member) => {
                let hint = extension(Path::new(member.path()));
                Ok((Input::Member(member).read(&self.scan.limits), hint))
            }
            Work::Record(record) => {
                let path = Path::new(&record.path);
                let decoded = source::decode_within(&record.path, record.text.as_bytes(), &self.scan.limits);
                Ok((decoded, extension(path)))
            }
        };
        let done = match read {
            Ok((decoded, hint)) => self.analyse(decoded, &hint, before),
            Err(problem) => Done::Failed { kind: problem.kind.to_owned(), message: problem.message },
        };
        ((file, is_new), done)
    }

    /// Reads a file between two looks at it that agree.
    fn steady(&self, path: &Path, file: &mut FileRow) -> Result<Decoded, Problem> {
        steady(|| stat(path), || source::read(path, &self.scan.limits), file)
    }

    fn analyse(&self, mut decoded: Decoded, hint: &str, before: Option<(i64, [u8; 32], bool)>) -> Done {
        if decoded.sha256.is_empty() {
            let problem = decoded.problems.pop();
            let (kind, message) =
                problem.map_or(("unreadable", "读不出来".to_owned()), |p| (p.kind, p.message));
            return Done::Failed { kind: kind.to_owned(), message };
        }
        let sha256 = bytes_of(&decoded.sha256);
        match before {
            Some((id, known, true)) if known.as_slice() == sha256 => return Done::Same(id),
            _ => {}
        }
        let tool = self.tools.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut tool = match tool.map_or_else(|| self.tool(), Ok) {
            Ok(tool) => tool,
            Err(error) => return Done::Failed { kind: "internal".to_owned(), message: error.to_string() },
        };
        let done = if decoded.problems.is_empty() && self.is_known(&tool, &sha256, hint) {
            Done::Known { sha256: decoded.sha256, hint: hint.to_owned() }
        } else {
            match Entry::of(&self.scan.engine.check(decoded), hint, &mut tool.packer) {
                Ok(entry) => Done::Analysed(Box::new(entry)),
                Err(error) => Done::Failed { kind: "internal".to_owned(), message: error.to_string() },
            }
        };
        self.tools.lock().unwrap_or_else(PoisonError::into_inner).push(tool);
        done
    }

    fn tool(&self) -> std::io::Result<Tool> {
        // Without a reader duplicates are analysed again, which costs time and changes nothing.
        let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY | rusqlite::OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let reader = Connection::open_with_flags(self.store, flags).ok().filter(|c| steady_plans(c).is_ok());
        Ok(Tool { packer: Packer::new(&self.dictionary)?, reader })
    }

    /// Whether a content was committed by this or an earlier run.
    fn is_known(&self, tool: &Tool, sha256: &[u8], hint: &str) -> bool {
        let found = tool.reader.as_ref().and_then(|reader| {
            let sql = "SELECT 1 FROM contents WHERE sha256 = ?1 AND hint = ?2 AND stamp = ?3";
            let mut statement = reader.prepare_cached(sql).ok()?;
            statement.query_row(params![sha256, hint, self.stamp], |_| Ok(())).optional().ok()?
        });
        found.is_some()
    }
}

/// Reads between two looks that agree; a file that never stands still is a problem.
fn steady(
    mut look: impl FnMut() -> Option<(i64, i64, i64)>,
    mut read: impl FnMut() -> Decoded,
    file: &mut FileRow,
) -> Result<Decoded, Problem> {
    for _ in 0..TRIES {
        let before = look();
        let decoded = read();
        if before == look() {
            if let Some((size, modified, inode)) = before {
                (file.size, file.modified, file.inode) = (size, modified, inode);
            }
            return Ok(decoded);
        }
    }
    // No size a file can have, so that the next run reads it again.
    file.size = -1;
    let shown = &file.shown;
    Err(Problem::fatal(
        "changed_while_read",
        format!("{shown}：读的时候一直在变，没有收进档案库；等它写完再扫描"),
    ))
}

/// The extension, by which some formats are told.
fn extension(path: &Path) -> String {
    path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_changes_while_it_is_read_is_read_again_and_then_told() {
        // (changes before it stands still, whether it is read)
        for (changes, expect) in [(0, true), (1, true), (2, true), (9, false)] {
            let looks = std::cell::Cell::new(0);
            let look = || {
                looks.set(looks.get() + 1);
                Some((i64::from(looks.get().min(changes * 2)), 0, 0))
            };
            let mut file = FileRow {
                path: Vec::new(),
                shown: "甲.txt".into(),
                origin: "file",
                size: 1,
                modified: 0,
                inode: 0,
            };
            let read = steady(look, || Decoded::of_text("甲"), &mut file);
            assert_eq!(read.is_ok(), expect, "{changes}");
            assert_eq!(read.err().map(|p| p.kind), (!expect).then_some("changed_while_read"));
        }
    }
}
