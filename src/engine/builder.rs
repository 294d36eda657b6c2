//! Options of an engine.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Engine, examples};
use crate::check::{Checker, Clock};
use crate::error::Error;
use crate::lexicon::LawTable;
use crate::rulepack::Registry;
use crate::triage::Triage;

/// Options of an engine; without any, all shipped packs run and each document is judged by the profile of its region.
#[derive(Clone, Debug, Default)]
pub struct Builder {
    as_of: Option<Date>,
    profile: Option<String>,
    packs: Vec<String>,
    files: Vec<(String, String)>,
    laws: Vec<(String, String)>,
    baseline: Option<(String, String)>,
    suppressions: Vec<(String, String)>,
    today: Option<Date>,
    is_explaining: bool,
    clock: Option<Clock>,
    is_spread: bool,
}

/// The shipped law table with the laws of the user; `None` when there are none.
fn local_laws(files: &[(String, String)]) -> Result<Option<Arc<LawTable>>, Error> {
    if files.is_empty() {
        return Ok(None);
    }
    let mut table = LawTable::embedded().clone();
    for (path, text) in files {
        table.add_local(path, text)?;
    }
    Ok(Some(Arc::new(table)))
}

impl Builder {
    /// The date to judge by when a document has none of its own.
    #[must_use]
    pub fn as_of(mut self, date: Option<Date>) -> Self {
        self.as_of = date;
        self
    }

    /// Judge every document by this regional profile (id or Chinese name).
    #[must_use]
    pub fn profile(mut self, profile: Option<String>) -> Self {
        self.profile = profile;
        self
    }

    /// Run only these packs (letters such as `TU`); may be called several times.
    #[must_use]
    pub fn pack(mut self, pack: impl Into<String>) -> Self {
        self.packs.push(pack.into());
        self
    }

    /// Further rule files as `(path, text)`; they are proven by their examples when the engine is built.
    #[must_use]
    pub fn rules(mut self, files: impl IntoIterator<Item = (String, String)>) -> Self {
        self.files.extend(files);
        self
    }

    /// Further laws as `(path, text)`: TSV with the columns of the shipped law table.
    #[must_use]
    pub fn laws(mut self, files: impl IntoIterator<Item = (String, String)>) -> Self {
        self.laws.extend(files);
        self
    }

    /// The findings of an earlier run as `(path, text)`, written by [`crate::triage::Record`].
    #[must_use]
    pub fn baseline(mut self, file: Option<(String, String)>) -> Self {
        self.baseline = file;
        self
    }

    /// Suppression files as `(path, text)`; entries expire when `today` is past their last day.
    #[must_use]
    pub fn suppressions(mut self, files: Vec<(String, String)>, today: Date) -> Self {
        self.suppressions = files;
        self.today = Some(today);
        self
    }

    /// Say why each finding is there, and give the rules that fired in words.
    #[must_use]
    pub fn explain(mut self, is_wanted: bool) -> Self {
        self.is_explaining = is_wanted;
        self
    }

    /// Measure by this clock what each rule costs.
    #[must_use]
    pub fn timing(mut self, clock: Option<Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// Run the rules of a document on two threads: right where there is one document and a core to spare.
    #[must_use]
    pub fn spread(mut self, is_wanted: bool) -> Self {
        self.is_spread = is_wanted;
        self
    }

    /// Loads and proves.
    ///
    /// # Errors
    /// When a rule file is wrong, a rule does not live up to its examples, or a pack or profile does not exist.
    pub fn build(self) -> Result<Engine, Error> {
        let mut registry = Registry::embedded()?;
        if !self.files.is_empty() {
            registry = registry.with(&self.files)?;
            registry.prove_patterns()?;
            let own = |path: &str| self.files.iter().any(|(given, _)| given == path);
            let failures = examples::prove(&registry, |rule| own(&rule.path))?;
            if !failures.is_empty() {
                let messages: Vec<String> = failures.iter().map(ToString::to_string).collect();
                return Err(Error::rule(messages.join("\n")));
            }
        }
        // Before packs are chosen: a suppression of a rule that is left out this time is no mistake.
        let triage = self.triage(&registry)?;
        if !self.packs.is_empty() {
            registry = registry.only(&self.packs)?;
        }
        let checker = Checker::new(registry, self.profile.as_deref())?.spread(self.is_spread);
        let laws = local_laws(&self.laws)?;
        Ok(Engine {
            as_of: self.as_of,
            checker: Some(Arc::new(checker)),
            laws,
            triage,
            is_explaining: self.is_explaining,
            clock: self.clock,
        })
    }

    fn triage(&self, registry: &Registry) -> Result<Option<Arc<Triage>>, Error> {
        if self.baseline.is_none() && self.suppressions.is_empty() {
            return Ok(None);
        }
        let today = self.today.unwrap_or(Date::MIN);
        let triage = Triage::read(self.baseline.as_ref(), &self.suppressions, registry, today)?;
        Ok(Some(Arc::new(triage)))
    }
}
