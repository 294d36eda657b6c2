//! The folder of an index and what can be wrong with it.

use std::io;
use std::path::Path;
use std::sync::Arc;

use tantivy::directory::error::{LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};
use tantivy::{Index, TantivyError};

use super::manifest::{DATA, Manifest, rebuild};
use super::schema::register;
use crate::error::Error;

/// The data of an index that may stand in a folder that cannot be written: reading needs no lock there, since nobody
/// can remove files under the reader.
#[derive(Clone, Debug)]
struct Place(MmapDirectory);

/// Stands for a lock where none can be had and none is needed.
struct NoLock;

impl Drop for NoLock {
    fn drop(&mut self) {}
}

impl Directory for Place {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.0.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), tantivy::directory::error::DeleteError> {
        self.0.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.0.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.0.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.0.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.0.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.0.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.0.acquire_lock(lock) {
            Err(LockError::IoError(e)) if lock.is_blocking && is_read_only(&e) => {
                Ok(DirectoryLock::from(Box::new(NoLock)))
            }
            other => other,
        }
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.0.watch(callback)
    }
}

fn is_read_only(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

/// Opens the data of an existing index after its manifest was checked.
pub(super) fn open(folder: &Path) -> Result<(Index, Manifest), Error> {
    let Some(manifest) = Manifest::read(folder)? else {
        let message = format!(
            "{}：这里没有索引。先建立：hegui index 文件夹/ --index {}",
            folder.display(),
            folder.display()
        );
        return Err(Error::index(message));
    };
    manifest.check(folder)?;
    let index = guarded(folder, || {
        let place = Place(MmapDirectory::open(folder.join(DATA))?);
        Index::open(place)
    })?;
    register(&index);
    Ok((index, manifest))
}

/// Runs work on the files of an index; trouble with them, a panic in the library over a damaged file included, becomes a
/// message that says what to do.
pub(super) fn guarded<T>(folder: &Path, work: impl FnOnce() -> Result<T, TantivyError>) -> Result<T, Error> {
    // A reader changes nothing, and a writer is given up after an error.
    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)) {
        Ok(result) => result.map_err(|e| explain(folder, &e)),
        Err(_) => Err(damaged(folder, "读到无法解释的内容")),
    }
}

fn damaged(folder: &Path, detail: &str) -> Error {
    let folder_shown = folder.display();
    Error::index(format!("{folder_shown}：索引已损坏或不完整（{detail}）。{}", rebuild(folder)))
}

/// Says in Chinese what the library reports.
pub(super) fn explain(folder: &Path, error: &TantivyError) -> Error {
    let shown = folder.display();
    let denied = |e: &io::Error| {
        let copy = io::Error::new(e.kind(), e.to_string());
        Error::io(format!("{shown}：读写索引失败；请检查权限和磁盘空间"), copy)
    };
    match error {
        TantivyError::LockFailure(LockError::LockBusy, _) => {
            Error::index(format!("{shown}：另一个 hegui index 正在写这个索引，等它结束后再试"))
        }
        TantivyError::LockFailure(LockError::IoError(e), _) => denied(e),
        TantivyError::IoError(e)
        | TantivyError::OpenReadError(OpenReadError::IoError { io_error: e, .. })
            if e.kind() != io::ErrorKind::UnexpectedEof && e.kind() != io::ErrorKind::InvalidData =>
        {
            denied(e)
        }
        TantivyError::OpenWriteError(OpenWriteError::IoError { io_error, .. }) => denied(io_error),
        TantivyError::OpenDirectoryError(OpenDirectoryError::DoesNotExist(_)) => {
            damaged(folder, "缺少数据文件夹")
        }
        TantivyError::OpenDirectoryError(OpenDirectoryError::IoError { io_error, .. }) => denied(io_error),
        TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(path)) => {
            damaged(folder, &format!("缺少文件 {}", path.display()))
        }
        other => damaged(folder, &other.to_string()),
    }
}
