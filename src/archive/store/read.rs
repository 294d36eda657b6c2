//! Reading: every live document with its record and its raw text.

use std::collections::HashMap;
use std::io;
use std::path::PathBuf;

use super::Store;
use super::codec::Unpacker;
use crate::error::Error;

/// Documents read at a time.
const PAGE: u32 = 64;

/// A live document of the store.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Document {
    /// The path as given to the scan; bytes that are no UTF-8 are written `\xNN`.
    pub path: String,
    /// The path as the system has it.
    pub path_bytes: Vec<u8>,
    /// SHA-256 of the bytes of the file.
    pub sha256: [u8; 32],
    /// A [`StoredRecord`](crate::report::StoredRecord) in JSON: the facts and findings of `hegui check --format jsonl`, places
    /// without their text and lines.
    pub record: Vec<u8>,
    /// The decoded raw text, into which the places of the record point.
    pub raw: String,
}

/// Iterator over the live documents that have a text, in order of path, pages of a few at a time.
pub struct Documents<'a> {
    store: &'a Store,
    page: std::vec::IntoIter<Row>,
    last: Option<Vec<u8>>,
    unpackers: HashMap<i64, Unpacker>,
}

struct Row {
    path: Vec<u8>,
    shown: String,
    sha256: [u8; 32],
    stamp: i64,
    record: Vec<u8>,
    raw: Vec<u8>,
}

impl Store {
    /// Live files that hold no text that can be read: refused formats, damaged files.
    pub(in crate::archive) fn unreadable(&self) -> Result<u64, Error> {
        let sql = "SELECT count(*) FROM files f JOIN contents c ON c.id = f.content WHERE f.state = 'live' AND c.is_fatal";
        let count = self.connection.query_row(sql, [], |row| row.get::<_, i64>(0));
        count.map(i64::cast_unsigned).map_err(|e| self.error(e))
    }

    /// What earlier scans began with, as they were called then.
    pub(in crate::archive) fn roots(&self) -> Result<Vec<PathBuf>, Error> {
        let inner = || -> Result<Vec<String>, rusqlite::Error> {
            let mut statement =
                self.connection.prepare("SELECT roots FROM runs GROUP BY roots ORDER BY min(id)")?;
            statement.query_map([], |row| row.get(0))?.collect()
        };
        let runs = inner().map_err(|e| self.error(e))?;
        Ok(runs.iter().flat_map(|roots| roots.lines()).map(PathBuf::from).collect())
    }

    /// Every live document that has a text, in order of path. Memory does not grow with the archive.
    #[must_use]
    pub fn documents(&self) -> Documents<'_> {
        Documents { store: self, page: Vec::new().into_iter(), last: None, unpackers: HashMap::new() }
    }
}

impl Iterator for Documents<'_> {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = match self.page.next() {
            Some(row) => row,
            None => match self.turn() {
                Ok(rows) => {
                    self.page = rows.into_iter();
                    self.page.next()?
                }
                Err(error) => return Some(Err(self.store.error(error))),
            },
        };
        self.last = Some(row.path.clone());
        Some(self.unpack(row))
    }
}

impl Documents<'_> {
    fn turn(&self) -> Result<Vec<Row>, rusqlite::Error> {
        let sql = "SELECT f.path, f.shown, c.sha256, c.stamp, c.record, c.raw FROM files f \
             JOIN contents c ON c.id = f.content WHERE f.state = 'live' AND NOT c.is_fatal AND f.path > ?1 ORDER BY f.path LIMIT ?2";
        // No path is empty, so the empty one comes before all.
        let after = self.last.as_deref().unwrap_or_default();
        let mut statement = self.store.connection.prepare_cached(sql)?;
        let row = |row: &rusqlite::Row<'_>| {
            Ok(Row {
                path: row.get(0)?,
                shown: row.get(1)?,
                sha256: row.get(2)?,
                stamp: row.get(3)?,
                record: row.get(4)?,
                raw: row.get(5)?,
            })
        };
        statement.query_map(rusqlite::params![after, PAGE], row)?.collect()
    }

    fn unpack(&mut self, row: Row) -> Result<Document, Error> {
        let broken = |e: io::Error| Error::io(format!("{}：档案库里的记录读不出", row.shown), e);
        if !self.unpackers.contains_key(&row.stamp) {
            let dictionary: Vec<u8> = self
                .store
                .connection
                .query_row("SELECT dictionary FROM stamps WHERE id = ?1", [row.stamp], |r| r.get(0))
                .map_err(|e| self.store.error(e))?;
            self.unpackers.insert(row.stamp, Unpacker::new(&dictionary).map_err(broken)?);
        }
        let missing = || broken(io::Error::other("没有词典"));
        let unpacker = self.unpackers.get_mut(&row.stamp).ok_or_else(missing)?;
        let record = unpacker.record(&row.record).map_err(broken)?;
        let raw = unpacker.text(&row.raw).map_err(broken)?;
        Ok(Document { path: row.shown, path_bytes: row.path, sha256: row.sha256, record, raw })
    }
}
