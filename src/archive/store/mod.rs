//! The store of an archive: one SQLite file with what was found in every document, and a lock beside it.
//!
//! Files are known by path, contents by hash: the same content at two paths is analysed once. All writing goes through one
//! connection in transactions, so that a run that is killed leaves the store as it was after its last whole batch. Reading is
//! possible meanwhile. [`Store::documents`] hands out the facts and findings that `hegui check` would print, with the raw text.

mod codec;
mod read;
mod write;

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::error::Error;
pub use codec::Packer;
pub use read::{Document, Documents};
pub(super) use write::{FileRow, Stamp, Writer, bytes_of};

/// Name of the database within the folder.
pub const FILE_NAME: &str = "hegui.sqlite3";
const LOCK_NAME: &str = "hegui.lock";
/// `hegu`, so that `file` and we know the database from others.
const APPLICATION_ID: i32 = 0x6865_6775;
/// Version of the tables; a store of another version is not touched.
const SCHEMA_VERSION: i32 = 4;
const SCHEMA: &str = include_str!("schema.sql");

/// An open store.
pub struct Store {
    pub(super) connection: Connection,
    path: PathBuf,
    /// Held while writing; the system releases it when the process ends, however it ends.
    _lock: Option<File>,
}

impl Store {
    /// Opens the store in `folder` for writing, and makes it when there is none.
    ///
    /// # Errors
    /// When another scan is writing to it, when it is no store of ours or one of another version, or when the disk refuses.
    pub fn open_to_write(folder: &Path) -> Result<Self, Error> {
        fs::create_dir_all(folder)
            .map_err(|e| Error::io(format!("{}：建不了档案库文件夹", folder.display()), e))?;
        let lock = lock(folder)?;
        let path = folder.join(FILE_NAME);
        let connection = Connection::open(&path).map_err(|e| refused(&path, e))?;
        let store = Self { connection, path, _lock: Some(lock) };
        store.prepare()?;
        Ok(store)
    }

    /// Opens a store that is there, for reading.
    ///
    /// # Errors
    /// When there is none, when it is no store of ours or one of another version.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let path = if folder.is_file() { folder.to_owned() } else { folder.join(FILE_NAME) };
        if !path.is_file() {
            let shown = folder.display();
            return Err(Error::usage(format!(
                "{shown}：没有档案库；先用 hegui scan 文件夹 --store {shown} 建立"
            )));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&path, flags).map_err(|e| refused(&path, e))?;
        let store = Self { connection, path, _lock: None };
        match store.version()? {
            None => Err(store.foreign()),
            Some(_) => Ok(store),
        }
    }

    /// Settings of the connection, and the tables when the file is new.
    fn prepare(&self) -> Result<(), Error> {
        let failed = |e| refused(&self.path, e);
        if self.version()?.is_none() {
            let objects: i64 = self
                .connection
                .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
                .map_err(failed)?;
            if objects > 0 {
                return Err(self.foreign());
            }
            let script = format!(
                "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; BEGIN; {SCHEMA} \
                 PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
            );
            self.connection.execute_batch(&script).map_err(failed)?;
        }
        // With a write-ahead log, NORMAL loses at most the last batches when the power fails, and never breaks the file.
        let settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768; \
             PRAGMA temp_store = FILE; PRAGMA wal_autocheckpoint = 2000; PRAGMA journal_size_limit = 67108864;";
        self.connection.execute_batch(settings).map_err(failed)?;
        self.connection.set_prepared_statement_cache_capacity(64);
        steady_plans(&self.connection).map_err(failed)?;
        Ok(())
    }

    /// The version of the tables; `None` when the file is empty or not ours.
    fn version(&self) -> Result<Option<i32>, Error> {
        let number = |name: &str| -> Result<i32, Error> {
            self.connection
                .pragma_query_value(None, name, |row| row.get(0))
                .map_err(|e| refused(&self.path, e))
        };
        if number("application_id")? != APPLICATION_ID {
            return Ok(None);
        }
        match number("user_version")? {
            SCHEMA_VERSION => Ok(Some(SCHEMA_VERSION)),
            version => {
                let shown = self.path.display();
                let message = if version > SCHEMA_VERSION {
                    format!(
                        "{shown}：档案库是更新版本的程序建的（表版本 {version}，本程序 {SCHEMA_VERSION}），请升级程序"
                    )
                } else {
                    format!(
                        "{shown}：档案库是旧版本的程序建的（表版本 {version}，本程序要 {SCHEMA_VERSION}），没有动它；\
                         请用 hegui scan 另建一个（换一个 --store），旧的可以删掉"
                    )
                };
                Err(Error::usage(message))
            }
        }
    }

    fn foreign(&self) -> Error {
        Error::usage(format!("{}：不是 hegui 的档案库，没有动它", self.path.display()))
    }

    /// The database file.
    #[must_use]
    pub fn file(&self) -> &Path {
        &self.path
    }

    /// The folder it stands in; `None` in memory.
    pub(super) fn folder(&self) -> Option<&Path> {
        self.path.parent().filter(|p| !p.as_os_str().is_empty())
    }

    /// A failure of the database in words.
    pub(super) fn error(&self, error: rusqlite::Error) -> Error {
        refused(&self.path, error)
    }
}

/// Lets plans rest on the statement alone: with plans that look at the values, each new value prepares a statement anew.
pub(super) fn steady_plans(connection: &Connection) -> Result<(), rusqlite::Error> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map(drop)
}

/// Takes the lock of a store, or says who has it.
fn lock(folder: &Path) -> Result<File, Error> {
    let path = folder.join(LOCK_NAME);
    let failed = |e: io::Error| Error::io(format!("{}：加不了锁", path.display()), e);
    #[allow(clippy::disallowed_methods)] // the store is a file
    let file =
        OpenOptions::new().create(true).truncate(false).read(true).write(true).open(&path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(fs::TryLockError::WouldBlock) => {
            let shown = folder.display();
            Err(Error::usage(format!(
                "{shown}：另一个 hegui scan 正在写这个档案库；等它结束，或换一个 --store"
            )))
        }
        Err(fs::TryLockError::Error(error)) => Err(failed(error)),
    }
}

fn refused(path: &Path, error: rusqlite::Error) -> Error {
    let shown = path.display();
    let message = match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => {
            format!("{shown}：磁盘满了；已写入的部分完好，腾出空间后再运行同一命令即可接着做")
        }
        Some(ErrorCode::SystemIoFailure) => {
            format!(
                "{shown}：磁盘写不进或读不出（可能已满或超出配额）；已写入的部分完好，排除后再运行同一命令即可接着做"
            )
        }
        Some(ErrorCode::NotADatabase) => format!("{shown}：不是 hegui 的档案库，没有动它"),
        Some(ErrorCode::DatabaseCorrupt) => format!("{shown}：档案库的文件已损坏；请删掉重新扫描"),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            format!("{shown}：档案库正被别的程序占用")
        }
        Some(ErrorCode::PermissionDenied | ErrorCode::ReadOnly | ErrorCode::CannotOpen) => {
            format!("{shown}：打不开档案库，请检查权限")
        }
        _ => format!("{shown}：档案库出错"),
    };
    Error::io(message, io::Error::other(error))
}

#[cfg(test)]
mod tests;
