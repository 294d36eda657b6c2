//! One file or standard input into memory, within the limits. Only ordinary files are opened: a pipe would hang the run.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use super::{HARD_LIMIT, Limits, decode_within, failed, too_large};
use crate::document::{Decoded, Problem};

/// Reads and decodes one file. Trouble becomes a fatal problem that names the path.
#[must_use]
#[allow(clippy::disallowed_methods)] // reading files is what this module is for
pub fn read(path: &Path, limits: &Limits) -> Decoded {
    let shown = path.to_string_lossy();
    let limit = limits.max_bytes.min(HARD_LIMIT);
    let opened = fs::metadata(path).and_then(|meta| {
        if !meta.is_file() || meta.len() > limit {
            return Ok((meta, None));
        }
        File::open(path).map(|file| (meta, Some(file)))
    });
    match opened {
        Err(error) => failed(&shown, unreadable(&shown, &error)),
        Ok((meta, None)) if meta.is_file() => failed(&shown, too_large(&shown, meta.len(), limit)),
        Ok((meta, None)) => failed(&shown, Problem::fatal("unreadable", not_a_file(&shown, meta.is_dir()))),
        Ok((meta, Some(file))) => from_reader(&shown, file, meta.len(), limits),
    }
}

/// Reads and decodes standard input; its path is `-`.
#[must_use]
pub fn read_stdin(limits: &Limits) -> Decoded {
    from_reader("-", io::stdin().lock(), 0, limits)
}

/// Reads at most one byte more than allowed: a file may grow, and a pipe does not say how long it is.
fn from_reader(shown: &str, source: impl Read, expected: u64, limits: &Limits) -> Decoded {
    let limit = limits.max_bytes.min(HARD_LIMIT);
    let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or(0).saturating_add(1));
    match source.take(limit + 1).read_to_end(&mut bytes) {
        Err(error) => failed(shown, unreadable(shown, &error)),
        Ok(_) => decode_within(shown, &bytes, limits),
    }
}

fn not_a_file(shown: &str, is_folder: bool) -> String {
    let what = if is_folder {
        "是文件夹，没有打开；这里要给一个文件"
    } else {
        "不是普通文件（管道、设备或套接字），没有打开；管道请用 - 从标准输入读"
    };
    format!("{shown}：{what}")
}

/// Why something could not be opened or read, with what to do.
pub(super) fn unreadable(shown: &str, error: &io::Error) -> Problem {
    let message = match error.kind() {
        ErrorKind::NotFound => format!("{shown}：没有这个文件（或链接指向的文件不存在）"),
        ErrorKind::PermissionDenied => format!("{shown}：没有读取权限，请检查文件或文件夹的权限"),
        _ => format!("{shown}：读不出来（{error}）"),
    };
    Problem::fatal("unreadable", message)
}
