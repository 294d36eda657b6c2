//! The baseline file `hegui/baseline/1`: the findings of a run by path, with the fingerprints they are known by.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::tidy;
use crate::error::Error;
use crate::report::{Baseline, Finding};

/// The value of `schema`.
const SCHEMA: &str = "hegui/baseline/1";

/// The findings of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Record {
    /// `hegui/baseline/1`
    pub schema: String,
    /// Version of the program that wrote it.
    #[serde(default)]
    pub hegui_version: String,
    /// By path, in the order of the document.
    pub documents: BTreeMap<String, Vec<RecordedFinding>>,
}

/// What is kept of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RecordedFinding {
    /// Rule id.
    pub rule: String,
    /// What it is known by.
    pub fingerprint: String,
    /// What it said, to tell of it when it is gone.
    #[serde(default)]
    pub message: String,
}

impl Default for Record {
    fn default() -> Self {
        let hegui_version = env!("CARGO_PKG_VERSION").to_owned();
        Self { schema: SCHEMA.to_owned(), hegui_version, documents: BTreeMap::new() }
    }
}

impl Record {
    /// Reads a baseline file.
    ///
    /// # Errors
    /// When it is not one.
    pub fn read(path: &str, text: &str) -> Result<Self, Error> {
        let mut record: Self =
            serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
                let (line, column) = (error.line().max(1), error.column().max(1));
                let advice = "请用 hegui check … --write-baseline 重新生成";
                Error::rule(format!("{path}:{line}:{column}：不是基线文件；{advice}（{error}）"))
            })?;
        if record.schema != SCHEMA {
            let message = format!("{path}:1:1：不是基线文件：schema 是“{}”，应为“{SCHEMA}”", record.schema);
            return Err(Error::rule(message));
        }
        record.documents = record.documents.into_iter().map(|(path, known)| (tidy(&path), known)).collect();
        Ok(record)
    }

    /// The file.
    #[must_use]
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Takes in the findings of a document; suppressed ones are not recorded, so that they come back when they expire.
    pub fn add<P>(&mut self, path: &str, findings: &[Finding<P>]) {
        let counted = findings.iter().filter(|f| f.baseline != Baseline::Suppressed);
        let known: Vec<RecordedFinding> = counted
            .map(|f| RecordedFinding {
                rule: f.rule.clone(),
                fingerprint: f.fingerprint.clone(),
                message: f.message.clone(),
            })
            .collect();
        if !known.is_empty() {
            self.documents.insert(tidy(path), known);
        }
    }

    /// Takes over what another record knows.
    pub fn merge(&mut self, other: Self) {
        self.documents.extend(other.documents);
    }

    /// Findings over all documents.
    #[must_use]
    pub fn count(&self) -> usize {
        self.documents.values().map(Vec::len).sum()
    }

    /// What is known of a path that is already tidy.
    pub(super) fn of(&self, path: &str) -> &[RecordedFinding] {
        self.documents.get(path).map_or(&[], Vec::as_slice)
    }
}
