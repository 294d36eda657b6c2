//! Compound files (MS-CFB), the containers of .doc, .xls and .wps: single streams out of them, whole.

use std::io::{Cursor, Read};

use cfb::CompoundFile;

use super::Damage;

/// The first bytes of a compound file.
const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// An opened compound file.
pub(crate) struct Compound<'a> {
    file: CompoundFile<Cursor<&'a [u8]>>,
    size: usize,
}

impl<'a> Compound<'a> {
    /// Whether the bytes begin as a compound file does.
    pub(crate) fn is_begun(bytes: &[u8]) -> bool {
        bytes.starts_with(MAGIC)
    }

    /// Opens the container.
    ///
    /// # Errors
    /// When its tables do not agree with each other or with the length of the file.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Damage> {
        let file = CompoundFile::open(Cursor::new(bytes)).map_err(|error| {
            let message = format!("复合文档的结构损坏（{error}），文件可能没有传完，或被改坏");
            Damage { kind: "damaged_package", message }
        })?;
        Ok(Self { file, size: bytes.len() })
    }

    /// Whether there is a stream of that name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.file.is_stream(name)
    }

    /// A whole stream.
    ///
    /// # Errors
    /// When there is none, or it ends before the length it states.
    pub(crate) fn stream(&mut self, name: &str) -> Result<Vec<u8>, Damage> {
        let damaged =
            |what: String| Damage { kind: "damaged_part", message: format!("数据流 {name}：{what}") };
        let mut stream =
            self.file.open_stream(name).map_err(|error| damaged(format!("读不到（{error}）")))?;
        let stated = stream.len();
        if stated > self.size as u64 {
            return Err(damaged(format!("声明的长度 {stated} 字节超过整个文件")));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(stated).unwrap_or(0));
        stream.read_to_end(&mut bytes).map_err(|error| damaged(format!("没有读完（{error}）")))?;
        if bytes.len() as u64 != stated {
            return Err(damaged(format!("应有 {stated} 字节，只读到 {}", bytes.len())));
        }
        Ok(bytes)
    }
}
