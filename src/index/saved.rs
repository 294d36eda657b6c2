//! Searches that are kept beside the index, to be asked again for what is new.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::manifest::replace;
use super::query::Query;
use crate::error::Error;

/// The file in the folder of the index; it outlives a rebuild.
const SAVED: &str = "saved-searches.json";
/// Longest name.
const LONGEST_NAME: usize = 60;

/// A kept search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Saved {
    /// The query as typed.
    pub query: String,
    /// The last run that was in the index when it was last asked for what is new; 0 when it never was.
    #[serde(default)]
    pub seen: u64,
}

/// The searches kept beside an index, by name.
#[derive(Clone, Debug, Default)]
pub struct SavedSearches {
    all: BTreeMap<String, Saved>,
}

impl SavedSearches {
    /// Reads those of an index.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    #[allow(clippy::disallowed_methods)] // The index is a place on disk.
    pub fn read(folder: &Path) -> Result<Self, Error> {
        let path = folder.join(SAVED);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(e) => return Err(Error::io(format!("{}：读不了", path.display()), e)),
        };
        let all = serde_json::from_str(&text);
        let all = all
            .map_err(|e| Error::index(format!("{}：已损坏（{e}）；删掉它就可以重新保存", path.display())))?;
        Ok(Self { all })
    }

    /// Writes them.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn write(&self, folder: &Path) -> Result<(), Error> {
        let text = serde_json::to_string_pretty(&self.all).unwrap_or_default();
        replace(&folder.join(SAVED), text.as_bytes())
    }

    /// Keeps a query under a name, in the place of an older one of that name.
    ///
    /// # Errors
    /// When the name is none.
    pub fn keep(&mut self, name: &str, query: &Query) -> Result<(), Error> {
        let length = name.chars().count();
        if length == 0 || length > LONGEST_NAME || name.chars().any(char::is_control) {
            return Err(Error::usage(format!("检索的名称要有 1 到 {LONGEST_NAME} 个字")));
        }
        self.all.insert(name.to_owned(), Saved { query: query.text().to_owned(), seen: 0 });
        Ok(())
    }

    /// The search of that name.
    ///
    /// # Errors
    /// When there is none; the message lists those there are.
    pub fn named(&self, name: &str) -> Result<&Saved, Error> {
        self.all.get(name).ok_or_else(|| {
            let known: Vec<&str> = self.all.keys().map(String::as_str).collect();
            let known = if known.is_empty() {
                "还没有保存过检索".to_owned()
            } else {
                format!("有 {}", known.join("、"))
            };
            Error::usage(format!("没有名为“{name}”的检索；{known}"))
        })
    }

    /// Remembers that a search has been asked for what is new up to a run.
    pub fn saw(&mut self, name: &str, run: u64) {
        if let Some(saved) = self.all.get_mut(name) {
            saved.seen = run;
        }
    }

    /// All of them, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Saved)> {
        self.all.iter().map(|(name, saved)| (name.as_str(), saved))
    }
}
