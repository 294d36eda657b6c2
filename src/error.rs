//! The one error type of the crate.
//!
//! Trouble inside a document is never an `Error`; it is a [`crate::report::Problem`] of that document. An `Error` means that
//! the work as a whole cannot be done: a wrong rule file, wrong arguments, a folder that cannot be written.

use std::fmt;
use std::sync::Arc;

/// What went wrong, in Chinese, with the place first when there is one. Cheap to clone.
#[derive(Clone)]
pub struct Error(Arc<Inner>);

struct Inner {
    kind: Kind,
    message: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// The classes of [`Error`] a caller can act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// Reading or writing failed.
    Io,
    /// A rule file, dictionary or profile is wrong.
    Rule,
    /// The arguments do not make sense together.
    Usage,
    /// A search index is missing, damaged, in use, or of another version.
    Index,
}

impl Error {
    /// Reading or writing failed; `message` begins with the path.
    pub(crate) fn io(message: impl Into<String>, source: std::io::Error) -> Self {
        Self(Arc::new(Inner { kind: Kind::Io, message: message.into(), source: Some(Box::new(source)) }))
    }

    /// A rule file, dictionary or profile is wrong; `message` begins with `path:line:column`.
    pub(crate) fn rule(message: impl Into<String>) -> Self {
        Self(Arc::new(Inner { kind: Kind::Rule, message: message.into(), source: None }))
    }

    /// The caller asked for something that does not exist or does not fit.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self(Arc::new(Inner { kind: Kind::Usage, message: message.into(), source: None }))
    }

    /// A search index cannot be used; `message` begins with its path.
    pub(crate) fn index(message: impl Into<String>) -> Self {
        Self(Arc::new(Inner { kind: Kind::Index, message: message.into(), source: None }))
    }

    /// The class of the error.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    /// Whether reading or writing failed.
    #[must_use]
    pub fn is_io(&self) -> bool {
        self.0.kind == Kind::Io
    }

    /// Whether a rule file, dictionary or profile is wrong.
    #[must_use]
    pub fn is_rule(&self) -> bool {
        self.0.kind == Kind::Rule
    }

    /// Whether the arguments were wrong.
    #[must_use]
    pub fn is_usage(&self) -> bool {
        self.0.kind == Kind::Usage
    }

    /// Whether a search index could not be used.
    #[must_use]
    pub fn is_index(&self) -> bool {
        self.0.kind == Kind::Index
    }

    /// Whether the reader of our output went away; not a failure.
    #[must_use]
    pub fn is_broken_pipe(&self) -> bool {
        let source = self.0.source.as_deref();
        let io = source.and_then(|s| s.downcast_ref::<std::io::Error>());
        io.is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)?;
        match &self.0.source {
            Some(source) => write!(f, "（{}）", reason(&**source)),
            None => Ok(()),
        }
    }
}

/// Why the system refused, in Chinese where it is one of the usual reasons.
fn reason(source: &(dyn std::error::Error + Send + Sync + 'static)) -> String {
    use std::io::ErrorKind as K;
    let from_system = source.downcast_ref::<std::io::Error>();
    let known = from_system.and_then(|error| match error.kind() {
        K::InvalidData if error.get_ref().is_some_and(|e| e.to_string().contains("UTF-8")) => {
            Some("不是 UTF-8 文本")
        }
        K::InvalidData if error.raw_os_error().is_none() && error.get_ref().is_none() => {
            Some("不是 UTF-8 文本")
        }
        _ if error.raw_os_error().is_none() => None,
        K::NotFound => Some("没有这个文件或文件夹"),
        K::PermissionDenied => Some("没有权限"),
        K::IsADirectory => Some("是文件夹"),
        K::NotADirectory => Some("路径中间有一段不是文件夹"),
        K::AlreadyExists => Some("已经存在"),
        K::StorageFull => Some("磁盘已满"),
        K::QuotaExceeded => Some("超出磁盘配额"),
        K::ReadOnlyFilesystem => Some("磁盘是只读的"),
        K::FileTooLarge => Some("文件太大"),
        K::AddrInUse => Some("地址已被占用"),
        _ => None,
    });
    known.map_or_else(|| source.to_string(), str::to_owned)
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error({:?}, {self})", self.0.kind)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_ref().map(|s| &**s as &(dyn std::error::Error + 'static))
    }
}
