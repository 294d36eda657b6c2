//! What an index was made with: a small file beside its data, read before anything else.
//!
//! Normalised texts are not kept, they are made again when a hit is shown. An index made with other dictionaries would
//! answer differently from what it shows, so a mismatch is an error that says how to rebuild.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::schema::SCHEMA_VERSION;
use crate::error::Error;
use crate::lexicon::embedded::DICTIONARIES;

/// The manifest's name in the folder of the index.
pub(super) const MANIFEST: &str = "hegui-index.json";
/// The library's data in the folder of the index.
pub(super) const DATA: &str = "data";
/// Version of the library whose files these are; its format is its own.
const ENGINE: &str = "tantivy 0.27";

/// What an index was made with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) schema: u32,
    pub(super) dictionary: String,
    pub(super) engine: String,
    pub(super) hegui_version: String,
    /// Whether readings are indexed.
    #[serde(default)]
    pub(super) pinyin: bool,
    /// The last run that put something in; never falls, also when the index is made anew.
    #[serde(default)]
    pub(super) runs: u64,
}

impl Manifest {
    /// What this program makes.
    pub(super) fn current(pinyin: bool) -> Self {
        Self {
            schema: SCHEMA_VERSION,
            dictionary: dictionary_version(),
            engine: ENGINE.to_owned(),
            hegui_version: env!("CARGO_PKG_VERSION").to_owned(),
            pinyin,
            runs: 0,
        }
    }

    /// The last run that an index tells of, whatever made it.
    #[allow(clippy::disallowed_methods)] // The index is a place on disk.
    pub(super) fn runs(folder: &Path) -> u64 {
        let text = std::fs::read_to_string(folder.join(MANIFEST)).unwrap_or_default();
        let told = serde_json::from_str::<serde_json::Value>(&text).unwrap_or_default();
        told.get("runs").and_then(serde_json::Value::as_u64).unwrap_or(0)
    }

    /// The manifest of an index; `None` when there is no index.
    #[allow(clippy::disallowed_methods)] // The index is a place on disk.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>, Error> {
        let path = folder.join(MANIFEST);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(e) => return Err(Error::io(format!("{}：读不了", path.display()), e)),
        };
        let manifest = serde_json::from_str(&text);
        manifest.map(Some).map_err(|e| {
            Error::index(format!(
                "{}：不是索引的说明文件或已损坏（{e}）。{}",
                path.display(),
                rebuild(folder)
            ))
        })
    }

    #[allow(clippy::disallowed_methods)] // The index is a place on disk.
    pub(super) fn write(&self, folder: &Path) -> Result<(), Error> {
        let text = serde_json::to_string_pretty(self).unwrap_or_default();
        replace(&folder.join(MANIFEST), text.as_bytes())
    }

    /// Whether this program can read and go on with an index of this manifest.
    pub(super) fn check(&self, folder: &Path) -> Result<(), Error> {
        let current = Self::current(self.pinyin);
        let mut differences = String::new();
        for (what, made, now) in [
            ("索引格式", self.schema.to_string(), current.schema.to_string()),
            ("词典", self.dictionary.clone(), current.dictionary),
            ("索引引擎", self.engine.clone(), current.engine),
        ] {
            if made != now {
                // Writing to a string cannot fail.
                let _ = write!(differences, "，{what}是 {made}，现在是 {now}");
            }
        }
        if differences.is_empty() {
            return Ok(());
        }
        let made = &self.hegui_version;
        Err(Error::index(format!(
            "{}：索引由别的版本（hegui {made}）建立{differences}。{}",
            folder.display(),
            rebuild(folder)
        )))
    }
}

/// How to make an index anew.
pub(super) fn rebuild(folder: &Path) -> String {
    format!("请重建：hegui index 文件夹/ --index {} --rebuild", folder.display())
}

/// Replaces a file so that it is never seen half written.
#[allow(clippy::disallowed_methods)] // The index is a place on disk.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let mut hidden = PathBuf::from(path);
    hidden.set_extension("new");
    let failed = |e| Error::io(format!("{}：写不了", path.display()), e);
    std::fs::write(&hidden, bytes).map_err(failed)?;
    std::fs::rename(&hidden, path).map_err(failed)
}

/// Stands for the content of all dictionaries.
fn dictionary_version() -> String {
    let mut hash = Sha256::new();
    for (name, text) in DICTIONARIES {
        hash.update(name.as_bytes());
        hash.update([0]);
        hash.update(text.as_bytes());
        hash.update([0]);
    }
    hash.finalize().iter().take(6).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
