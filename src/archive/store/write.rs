//! Writing: one connection, whole batches, every statement prepared once.

use std::time::{Duration, Instant};

use rusqlite::{CachedStatement, OptionalExtension, params};

use super::Store;
use crate::archive::entry::Entry;
use crate::error::Error;

type Sql<T> = Result<T, rusqlite::Error>;

/// Documents in one transaction, and the time after which it ends anyway: what a run that is killed loses at most.
const BATCH: u32 = 256;
const PATIENCE: Duration = Duration::from_millis(400);

/// Everything results depend on besides the document.
pub(in crate::archive) struct Stamp<'a> {
    pub(in crate::archive) stamp: &'a str,
    pub(in crate::archive) version: &'a str,
    pub(in crate::archive) rules_version: &'a str,
    /// Dictionary for packing, when the stamp is new.
    pub(in crate::archive) dictionary: &'a [u8],
}

/// What the store knows of a path.
#[derive(Clone, Debug)]
pub(in crate::archive) struct Known {
    pub(in crate::archive) file: i64,
    pub(in crate::archive) size: i64,
    pub(in crate::archive) modified: i64,
    pub(in crate::archive) inode: i64,
    pub(in crate::archive) state: String,
    /// Hash of its content, when it was analysed with the stamp of this run.
    pub(in crate::archive) current: Option<[u8; 32]>,
}

/// A file as it was seen on disk.
#[derive(Clone, Debug)]
pub(in crate::archive) struct FileRow {
    pub(in crate::archive) path: Vec<u8>,
    pub(in crate::archive) shown: String,
    pub(in crate::archive) origin: &'static str,
    pub(in crate::archive) size: i64,
    pub(in crate::archive) modified: i64,
    pub(in crate::archive) inode: i64,
}

/// The writer of a run.
pub(in crate::archive) struct Writer<'a> {
    store: &'a Store,
    stamp: i64,
    in_batch: u32,
    /// When the open transaction began.
    open: Option<Instant>,
}

/// Tables whose rows belong to a content.
const SIDE_TABLES: [&str; 6] = ["findings", "assignments", "deadlines", "citations", "problems", "marks"];

impl<'a> Writer<'a> {
    /// Begins to write with that stamp; gives the dictionary to pack with.
    pub(in crate::archive) fn new(store: &'a Store, stamp: &Stamp<'_>) -> Result<(Self, Vec<u8>), Error> {
        let inner = || -> Sql<(i64, Vec<u8>)> {
            store.connection.execute(
                "INSERT OR IGNORE INTO stamps (stamp, version, rules_version, dictionary) VALUES (?1, ?2, ?3, ?4)",
                params![stamp.stamp, stamp.version, stamp.rules_version, stamp.dictionary],
            )?;
            store.connection.query_row(
                "SELECT id, dictionary FROM stamps WHERE stamp = ?1",
                [stamp.stamp],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
        };
        let (id, dictionary) = inner().map_err(|e| store.error(e))?;
        Ok((Self { store, stamp: id, in_batch: 0, open: None }, dictionary))
    }

    pub(in crate::archive) fn stamp(&self) -> i64 {
        self.stamp
    }

    /// What is known of a path.
    pub(in crate::archive) fn known(&self, path: &[u8]) -> Result<Option<Known>, Error> {
        let inner = || -> Sql<Option<Known>> {
            let mut statement = self.cached(
                "SELECT f.id, f.size, f.modified, f.inode, f.state, c.sha256, c.stamp FROM files f \
                 LEFT JOIN contents c ON c.id = f.content WHERE f.path = ?1",
            )?;
            let row = |row: &rusqlite::Row<'_>| {
                let is_current = row.get::<_, Option<i64>>(6)? == Some(self.stamp);
                Ok(Known {
                    file: row.get(0)?,
                    size: row.get(1)?,
                    modified: row.get(2)?,
                    inode: row.get(3)?,
                    state: row.get(4)?,
                    current: row.get::<_, Option<[u8; 32]>>(5)?.filter(|_| is_current),
                })
            };
            statement.query_row([path], row).optional()
        };
        inner().map_err(|e| self.store.error(e))
    }

    /// Writes an analysed document; gives the id of the file.
    pub(in crate::archive) fn add(&mut self, file: &FileRow, entry: &Entry) -> Result<i64, Error> {
        self.work(|writer| {
            let content = writer.content(entry)?;
            writer.file(file, "live", (Some(content), None))
        })
    }

    /// Writes that a file has a content the store knows; `None` when it does not know it with this stamp.
    pub(in crate::archive) fn link(
        &mut self,
        file: &FileRow,
        key: (&[u8; 32], &str),
    ) -> Result<Option<i64>, Error> {
        self.work(|writer| {
            let (sha256, hint) = key;
            let found = writer
                .cached("SELECT id FROM contents WHERE sha256 = ?1 AND hint = ?2 AND stamp = ?3")?
                .query_row(params![sha256.as_slice(), hint, writer.stamp], |row| row.get(0))
                .optional()?;
            match found {
                Some(content) => writer.file(file, "live", (Some(content), None)).map(Some),
                None => Ok(None),
            }
        })
    }

    /// Writes that a file could not be read.
    pub(in crate::archive) fn fail(&mut self, file: &FileRow, problem: (&str, &str)) -> Result<i64, Error> {
        self.work(|writer| writer.file(file, "failed", (None, Some(problem))))
    }

    /// Marks a file that is gone from disk; its content stays for the record.
    pub(in crate::archive) fn delete(&mut self, file: i64) -> Result<(), Error> {
        self.work(|writer| {
            writer.cached("UPDATE files SET state = 'deleted' WHERE id = ?1")?.execute([file])?;
            Ok(())
        })
    }

    /// Drops a path that names no document any more.
    pub(in crate::archive) fn forget(&mut self, file: i64) -> Result<(), Error> {
        self.work(|writer| {
            let content: Option<i64> = writer
                .cached("SELECT content FROM files WHERE id = ?1")?
                .query_row([file], |row| row.get(0))?;
            writer.cached("DELETE FROM files WHERE id = ?1")?.execute([file])?;
            content.map_or(Ok(()), |content| writer.drop_unused(content))
        })
    }

    /// Files of the store that are not deleted, with their paths, in order of id; from the id behind `after`.
    pub(in crate::archive) fn present(&self, after: i64) -> Result<Vec<(i64, Vec<u8>, String)>, Error> {
        let inner = || -> Sql<Vec<(i64, Vec<u8>, String)>> {
            let mut statement = self.cached(
                "SELECT id, path, origin FROM files WHERE id > ?1 AND state <> 'deleted' ORDER BY id LIMIT 10000",
            )?;
            statement.query_map([after], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect()
        };
        inner().map_err(|e| self.store.error(e))
    }

    /// Ends the transaction, so that what was written stays.
    pub(in crate::archive) fn commit(&mut self) -> Result<(), Error> {
        self.in_batch = 0;
        if self.open.take().is_some() {
            self.store.connection.execute_batch("COMMIT").map_err(|e| self.failed(e))?;
        }
        Ok(())
    }

    /// Runs something within the open transaction, which ends when it has become large.
    fn work<T>(&mut self, inner: impl FnOnce(&Self) -> Sql<T>) -> Result<T, Error> {
        if self.open.is_none() {
            self.store.connection.execute_batch("BEGIN IMMEDIATE").map_err(|e| self.store.error(e))?;
            self.open = Some(Instant::now());
        }
        let done = inner(self).map_err(|e| self.failed(e))?;
        self.in_batch += 1;
        if self.in_batch >= BATCH || self.open.is_some_and(|since| since.elapsed() > PATIENCE) {
            self.commit()?;
        }
        Ok(done)
    }

    /// Takes back the open transaction: a document is stored whole or not at all.
    fn failed(&mut self, error: rusqlite::Error) -> Error {
        self.open = None;
        if !self.store.connection.is_autocommit() {
            // The database may have rolled back by itself; either way nothing of the batch is left.
            let _ = self.store.connection.execute_batch("ROLLBACK");
        }
        self.store.error(error)
    }

    fn cached(&self, sql: &str) -> Sql<CachedStatement<'_>> {
        self.store.connection.prepare_cached(sql)
    }

    /// The content of an entry: that which is there, renewed when it was analysed with another stamp, or a new one.
    fn content(&self, entry: &Entry) -> Sql<i64> {
        let sha256 = bytes_of(&entry.sha256);
        let found: Option<(i64, i64)> = self
            .cached("SELECT id, stamp FROM contents WHERE sha256 = ?1 AND hint = ?2")?
            .query_row(params![sha256, entry.hint], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let id = match found {
            Some((id, stamp)) if stamp == self.stamp => return Ok(id),
            Some((id, _)) => {
                self.remove(id)?;
                Some(id)
            }
            None => None,
        };
        let id = self.insert_content(id, &sha256, entry)?;
        self.insert_rows(id, entry)?;
        Ok(id)
    }

    fn insert_content(&self, id: Option<i64>, sha256: &[u8], entry: &Entry) -> Sql<i64> {
        let sheet = &entry.sheet;
        let number = sheet.number.as_ref();
        self.cached(
            "INSERT INTO contents VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, \
             ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30)",
        )?
        .execute(params![
            id,
            sha256,
            entry.hint,
            self.stamp,
            entry.record,
            entry.raw,
            entry.format,
            entry.encoding,
            entry.script,
            sheet.title,
            sheet.issuer,
            sheet.jurisdiction,
            sheet.doc_kind,
            sheet.stage,
            sheet.normative,
            number.map(|n| &n.raw),
            number.map(|n| &n.body_code),
            number.map(|n| n.year),
            number.map(|n| n.serial),
            sheet.registration.as_ref().map(|r| &r.raw),
            sheet.registration.as_ref().map(|r| &r.scheme),
            sheet.signed_on.map(|d| d.to_string()),
            entry.dates.issued_on,
            entry.dates.published_on,
            entry.dates.effective_on,
            sheet.expires_on.map(|d| d.to_string()),
            entry.validity,
            sheet.date.map(|d| d.to_string()),
            sheet.likeness,
            entry.is_fatal,
        ])?;
        Ok(self.store.connection.last_insert_rowid())
    }

    fn insert_findings(&self, id: i64, entry: &Entry) -> Sql<()> {
        let mut insert =
            self.cached("INSERT INTO findings VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13)")?;
        for (n, f) in (0i64..).zip(&entry.findings) {
            let place = (f.line, f.column);
            insert.execute(params![
                id,
                n,
                f.rule,
                f.severity,
                f.confidence,
                place.0,
                place.1,
                f.quote,
                f.message,
                f.advice,
                f.basis,
                f.fingerprint,
                f.is_suppressed
            ])?;
        }
        Ok(())
    }

    fn insert_rows(&self, id: i64, entry: &Entry) -> Sql<()> {
        self.insert_findings(id, entry)?;
        let mut insert = self.cached("INSERT INTO assignments VALUES (?1,?2,?3,?4,?5,?6,?7,?8)")?;
        for (n, a) in (0i64..).zip(&entry.assignments) {
            insert.execute(params![id, n, a.task, a.unit, a.canonical, a.role, a.kind, a.line])?;
        }
        let mut insert = self.cached("INSERT INTO deadlines VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11)")?;
        for (n, d) in (0i64..).zip(&entry.deadlines) {
            insert.execute(params![
                id,
                n,
                d.expression,
                d.kind,
                d.value,
                d.due_on,
                d.is_hard,
                d.recurs,
                d.task,
                d.units,
                d.line
            ])?;
        }
        let mut insert = self.cached("INSERT INTO citations VALUES (?1,?2,?3,?4,?5,?6,?7)")?;
        for (n, c) in (0i64..).zip(&entry.citations) {
            insert.execute(params![id, n, c.title, c.number, c.role, c.status, c.line])?;
        }
        let mut insert = self.cached("INSERT INTO problems VALUES (?1,?2,?3,?4)")?;
        for (n, (kind, message)) in (0i64..).zip(&entry.problems) {
            insert.execute(params![id, n, kind, message])?;
        }
        let mut insert = self.cached("INSERT INTO marks VALUES (?1,?2,?3,?4,?5,?6)")?;
        for (n, mark) in (0i64..).zip(&entry.marks) {
            insert.execute(params![
                id,
                n,
                mark.topic as i64,
                mark.key.cast_signed(),
                mark.side,
                mark.note.json()
            ])?;
        }
        Ok(())
    }

    /// Writes a file, and drops the content it had when no other file has it.
    fn file(
        &self,
        file: &FileRow,
        state: &str,
        (content, problem): (Option<i64>, Option<(&str, &str)>),
    ) -> Sql<i64> {
        let before: Option<(i64, Option<i64>)> = self
            .cached("SELECT id, content FROM files WHERE path = ?1")?
            .query_row([&file.path], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let id = before.map(|(id, _)| id);
        let odd_name = "文件名不是 UTF-8，显示时把那几个字节写成 \\xNN";
        let is_odd = std::str::from_utf8(&file.path).is_err();
        let problem = problem.or(is_odd.then_some(("name_not_utf8", odd_name)));
        self.cached("INSERT OR REPLACE INTO files VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)")?
            .execute(params![
                id,
                file.path,
                file.shown,
                file.origin,
                file.size,
                file.modified,
                file.inode,
                state,
                content,
                problem.map(|p| p.0),
                problem.map(|p| p.1),
            ])?;
        let id = self.store.connection.last_insert_rowid();
        if let Some(old) = before.and_then(|(_, old)| old).filter(|old| Some(*old) != content) {
            self.drop_unused(old)?;
        }
        Ok(id)
    }

    /// Drops a content that no file has.
    fn drop_unused(&self, content: i64) -> Sql<()> {
        let is_used: bool = self
            .cached("SELECT EXISTS (SELECT 1 FROM files WHERE content = ?1)")?
            .query_row([content], |row| row.get(0))?;
        if is_used { Ok(()) } else { self.remove(content) }
    }

    fn remove(&self, content: i64) -> Sql<()> {
        for table in SIDE_TABLES {
            self.cached(&format!("DELETE FROM {table} WHERE content = ?1"))?.execute([content])?;
        }
        self.cached("DELETE FROM contents WHERE id = ?1")?.execute([content])?;
        Ok(())
    }
}

/// The bytes of a hash in hexadecimal.
pub(in crate::archive) fn bytes_of(hex: &str) -> Vec<u8> {
    let digits = hex.as_bytes().chunks(2);
    digits.filter_map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}
