//! Opening a package and reading single parts of it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{Cursor, Read};

use memchr::memmem;
use zip::{CompressionMethod, ZipArchive};

use super::Damage;
use super::limits::{LARGEST_PART, Tally};

/// The list of parts at the end of a zip, so that a document packed in another is not taken for it; everything when there is none.
pub(crate) fn directory(bytes: &[u8]) -> &[u8] {
    let end = memmem::rfind(bytes, b"PK\x05\x06").and_then(|at| bytes.get(at + 16..at + 20));
    let offset = end.and_then(|e| e.try_into().ok()).map(u32::from_le_bytes);
    offset.and_then(|o| bytes.get(o as usize..)).unwrap_or(bytes)
}

/// An opened package.
pub(crate) struct Package<'a> {
    pub(super) archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Names of parts in lower case → index; part names do not distinguish case.
    names: HashMap<String, usize>,
}

impl<'a> Package<'a> {
    /// Opens the package: both directories of the zip must agree, and nothing may be larger than the limits.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Damage> {
        let mut archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| Damage::package("读不出压缩包末尾的目录，文件可能没有传完，或被改坏"))?;
        let mut tally = Tally::default();
        let mut names = HashMap::new();
        for index in 0..archive.len() {
            let entry = archive
                .by_index_raw(index)
                .map_err(|e| Damage::package(format!("第 {} 个部件读不到（{e}）", index + 1)))?;
            let name = entry.name().map(Cow::into_owned).map_err(|_| Damage::package("部件名读不出来"))?;
            if entry.encrypted() {
                return Err(Damage { kind: "encrypted", message: format!("部件 {name} 加了密") });
            }
            tally.add(&name, entry.compressed_size(), entry.size())?;
            if names.insert(name.to_ascii_lowercase(), index).is_some() {
                return Err(Damage::package(format!("部件 {name} 有两份，分不清哪份是真的")));
            }
        }
        tally.finish(archive.len(), bytes.len() as u64)?;
        archive
            .validate_header_consistency()
            .map_err(|_| Damage::package("部件的本地标头与末尾的目录不一致，文件可能没有传完，或被改坏"))?;
        Ok(Self { archive, names })
    }

    /// Whether there is a part of that name.
    pub(crate) fn has(&self, part: &str) -> bool {
        self.names.contains_key(&part.to_ascii_lowercase())
    }

    /// The text of a part, whole and verified against its checksum.
    pub(crate) fn part(&mut self, part: &str) -> Result<String, Damage> {
        let index = *self.names.get(&part.to_ascii_lowercase()).ok_or_else(|| Damage::missing(part))?;
        let entry = self.archive.by_index(index);
        let mut entry = entry.map_err(|e| Damage::part(part, format!("打不开（{e}）")))?;
        if !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
            return Err(Damage::part(part, "压缩方法不是 Deflate"));
        }
        let declared = entry.size();
        if declared > LARGEST_PART {
            return Err(Damage::too_large(format!(
                "部件 {part} 解压后有 {} MiB，上限 {} MiB",
                declared >> 20,
                LARGEST_PART >> 20
            )));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(declared.min(16 << 20)).unwrap_or(0));
        // One byte more than declared: what says less than it holds is not what it says.
        let read = (&mut entry).take(declared + 1).read_to_end(&mut bytes);
        read.map_err(|e| Damage::at(part, bytes.len(), format!("解压不完整（{e}）")))?;
        if bytes.len() as u64 != declared {
            return Err(Damage::at(part, bytes.len(), format!("解压后的长度与声明的 {declared} 字节不符")));
        }
        text(part, bytes)
    }
}

/// A part as text: UTF-8, with or without a byte order mark.
fn text(part: &str, bytes: Vec<u8>) -> Result<String, Damage> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(Damage::part(part, "是 UTF-16 编码，本程序只读 UTF-8"));
    }
    String::from_utf8(bytes).map_err(|e| Damage::at(part, e.utf8_error().valid_up_to(), "不是有效的 UTF-8"))
}
