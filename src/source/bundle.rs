//! Zip archives of documents: each member is an input of its own, with a path such as `材料.zip/送审稿.docx`.
//!
//! Names without the flag for UTF-8 are read in the encoding of Windows in China or Taiwan. Archives in archives are not opened;
//! their reader says so. Hidden files are left out, as in folders.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use encoding_rs::{BIG5, GB18030};
use memchr::memmem;

use super::read::unreadable;
use super::{HARD_LIMIT, Limits, charset, decode_within, failed, litter, too_large};
use crate::document::{Decoded, Problem};
use crate::office::{self, Bundle, Damage, directory};

/// Largest archive; its bytes stay in memory while its members are read.
const LARGEST: u64 = 512 << 20;

/// A document in an archive.
#[derive(Clone, Debug)]
pub struct Member {
    bundle: Arc<Bundle>,
    entry: office::Member,
    archive: Arc<Path>,
    path: String,
}

impl Member {
    /// Path of the archive, `/`, and the name in it.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Bytes when unpacked.
    #[must_use]
    pub fn size(&self) -> i64 {
        i64::try_from(self.entry.size).unwrap_or(i64::MAX)
    }

    /// The archive.
    #[must_use]
    pub fn archive(&self) -> &Path {
        &self.archive
    }

    /// Unpacks and decodes it.
    pub(super) fn read(&self, limits: &Limits) -> Decoded {
        let limit = limits.max_bytes.min(HARD_LIMIT);
        if self.entry.size > limit {
            return failed(&self.path, too_large(&self.path, self.entry.size, limit));
        }
        match self.bundle.read(&self.entry) {
            Ok(bytes) => decode_within(&self.path, &bytes, limits),
            Err(damage) => failed(&self.path, problem(&self.path, &damage)),
        }
    }
}

/// Whether a path is to be opened as an archive: by its name, so that not every file is opened twice.
#[must_use]
pub fn is_archive(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("zip"))
}

/// The documents of an archive in order of name; `None` when the file is none: an office file with a wrong name, or another
/// format, which its reader tells.
#[allow(clippy::disallowed_methods)] // reading files is what this module is for
pub(super) fn members(path: &Path) -> Option<Result<Vec<Member>, Box<Decoded>>> {
    let shown = path.to_string_lossy();
    let refuse = |problem: Problem| Some(Err(Box::new(failed(&shown, problem))));
    let meta = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
    if meta.len() > LARGEST {
        return refuse(too_large(&shown, meta.len(), LARGEST));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or(0));
    let read = File::open(path).and_then(|file| file.take(LARGEST).read_to_end(&mut bytes));
    if let Err(error) = read {
        return refuse(unreadable(&shown, &error));
    }
    let is_zip = bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06");
    let is_office = ["[Content_Types].xml", "OFD.xml", "META-INF/manifest.xml"]
        .iter()
        .any(|part| memmem::find(directory(&bytes), part.as_bytes()).is_some());
    if !is_zip || is_office {
        return None;
    }
    let (bundle, entries) = match Bundle::open(bytes.into()) {
        Ok(opened) => opened,
        Err(damage) => return refuse(problem(&shown, &damage)),
    };
    let bundle = Arc::new(bundle);
    let names = names(&entries);
    let archive: Arc<Path> = path.into();
    let member = |(entry, name): (office::Member, String)| Member {
        bundle: Arc::clone(&bundle),
        entry,
        archive: Arc::clone(&archive),
        path: format!("{shown}/{name}"),
    };
    let mut members: Vec<Member> = entries
        .into_iter()
        .zip(names)
        .filter(|(_, name)| !name.split('/').any(|step| step.starts_with('.') || litter::is_litter(step)))
        .map(member)
        .collect();
    members.sort_by(|a, b| a.path.cmp(&b.path));
    if members.is_empty() {
        return refuse(Problem::fatal("empty", format!("{shown}：压缩包里没有文件")));
    }
    Some(Ok(members))
}

/// The names as people read them. Which legacy encoding they are in is judged by all of them together, for one is too short.
fn names(entries: &[office::Member]) -> Vec<String> {
    let utf8 = |e: &office::Member| {
        let text = std::str::from_utf8(&e.name).ok()?;
        // Short names in GBK can look like UTF-8 of two bytes a character.
        let is_clear = e.is_utf8 || text.is_ascii() || e.name.iter().any(|b| *b >= 0xe0);
        is_clear.then(|| text.to_owned())
    };
    let legacy: Vec<&[u8]> =
        entries.iter().filter(|e| utf8(e).is_none()).map(|e| e.name.as_slice()).collect();
    let mut guess = Decoded::default();
    charset::decode(&legacy.join(&b'\n'), &mut guess);
    let encoding = if guess.encoding == "big5" { BIG5 } else { GB18030 };
    let name = |e: &office::Member| {
        utf8(e).unwrap_or_else(|| encoding.decode_without_bom_handling(&e.name).0.into_owned())
    };
    let tidy = |name: String| name.replace('\\', "/").replace(char::is_control, "\u{fffd}");
    entries.iter().map(|e| tidy(name(e)).trim_start_matches("./").to_owned()).collect()
}

fn problem(shown: &str, damage: &Damage) -> Problem {
    let advice = match damage.kind {
        "encrypted" => "请输入密码解压后再检查",
        "too_large" => "请核对文件来源",
        _ => "请重新打包或先解压，再检查其中的文件",
    };
    Problem::fatal(damage.kind, format!("{shown}：{}；{advice}", damage.message))
}
