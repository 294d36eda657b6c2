//! A zip of documents: the list of its members, and members as bytes, within the limits of packages.
//!
//! Holds its bytes itself and may be read by several threads at once. Names are handed on as they are packed: which encoding they
//! are in is not known here.

use std::fmt;
use std::io::{Cursor, Read};
use std::sync::Arc;

use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::Damage;
use super::limits::Tally;

/// The flag of a member whose name and comment are UTF-8.
const UTF8_NAMES: u16 = 0x0800;

/// An opened archive.
#[derive(Clone)]
pub(crate) struct Bundle(ZipArchive<Cursor<Arc<[u8]>>>);

/// A file in it.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    index: usize,
    /// As packed.
    pub name: Vec<u8>,
    /// Whether the archive says that names are UTF-8.
    pub is_utf8: bool,
    /// Bytes when unpacked, as declared.
    pub size: u64,
}

impl fmt::Debug for Bundle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bundle({} members)", self.0.len())
    }
}

impl Bundle {
    /// Opens it and lists its files; folders are left out. A bomb is refused before anything is unpacked.
    pub(crate) fn open(bytes: Arc<[u8]>) -> Result<(Self, Vec<Member>), Damage> {
        let length = bytes.len() as u64;
        let mut archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| Damage::package("读不出压缩包末尾的目录，文件可能没有传完，或被改坏"))?;
        let mut tally = Tally::default();
        let mut members = Vec::new();
        for index in 0..archive.len() {
            let entry = archive
                .by_index_raw(index)
                .map_err(|e| Damage::package(format!("第 {} 个文件读不到（{e}）", index + 1)))?;
            let name = entry.name_raw().to_vec();
            tally.add(&String::from_utf8_lossy(&name), entry.compressed_size(), entry.size())?;
            if entry.is_file() {
                let is_utf8 = entry.flags().as_u16() & UTF8_NAMES != 0;
                members.push(Member { index, name, is_utf8, size: entry.size() });
            }
        }
        tally.finish(archive.len(), length)?;
        archive
            .validate_header_consistency()
            .map_err(|_| Damage::package("文件的本地标头与末尾的目录不一致，压缩包可能没有传完，或被改坏"))?;
        Ok((Self(archive), members))
    }

    /// The bytes of a member, whole and verified against its checksum.
    pub(crate) fn read(&self, member: &Member) -> Result<Vec<u8>, Damage> {
        let broken = |what: &dyn fmt::Display| Damage::package(format!("解压不完整（{what}）"));
        let mut archive = self.0.clone();
        let entry = match archive.by_index(member.index) {
            Ok(entry) => entry,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(Damage { kind: "encrypted", message: "加了密，没有解压".to_owned() });
            }
            Err(error) => return Err(broken(&error)),
        };
        if !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
            return Err(Damage::package("压缩方法不是 Deflate，没有解压"));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(member.size.min(16 << 20)).unwrap_or(0));
        // One byte more than declared: what says less than it holds is not what it says.
        entry.take(member.size + 1).read_to_end(&mut bytes).map_err(|e| broken(&e))?;
        if bytes.len() as u64 == member.size { Ok(bytes) } else { Err(broken(&"长度与声明的不符")) }
    }
}
