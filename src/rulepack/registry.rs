//! All loaded rules in order of id, with their packs, the retired ids and the profiles.

use std::collections::HashMap;

use super::diagnose::{Mistake, of_toml, show};
use super::load::{self, is_rule_path};
use super::profile::{Profile, Profiles};
use super::rule::{Check, Rule};
use super::schema::{PackFile, RetiredFile};
use super::version::version;
use super::word_class::WordClass;
use crate::error::Error;
use crate::lexicon::embedded;

/// The rules of all loaded packs.
#[derive(Clone, Debug, Default)]
pub struct Registry {
    rules: Vec<Rule>,
    packs: Vec<Pack>,
    retired: Vec<Retired>,
    profiles: Profiles,
    version: String,
    is_shipped: bool,
}

/// A rule pack.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Pack {
    /// Letters that begin the ids of its rules.
    pub id: String,
    /// Chinese title.
    pub title: String,
    /// What it is about.
    pub about: String,
    /// Letters of packs that tell the same place better: what their rules tell of a place is told alone.
    pub yields_to: Vec<String>,
}

#[derive(Clone, Debug)]
struct Retired {
    id: String,
    successor: Option<String>,
    reason: String,
}

/// What one file of a pack holds.
enum Entry {
    Rule(Box<Rule>),
    Profile(Box<Profile>),
    Retired(Vec<Retired>),
    Pack(Pack),
}

fn read(path: &str, text: &str) -> Result<Entry, Vec<Mistake>> {
    let toml_error = |error: toml::de::Error| vec![of_toml(&error)];
    if is_rule_path(path) {
        return load::rule(path, text).map(|rule| Entry::Rule(Box::new(rule)));
    }
    if path.split('/').any(|part| part == "profiles") {
        return Profile::read(text).map(|profile| Entry::Profile(Box::new(profile)));
    }
    if path.trim_end_matches(".toml").ends_with("retired") {
        let file: RetiredFile = toml::from_str(text).map_err(toml_error)?;
        let entries = file.retired.into_iter();
        let retired = entries.map(|r| Retired { id: r.id, successor: r.successor, reason: r.reason });
        return Ok(Entry::Retired(retired.collect()));
    }
    let file: PackFile = toml::from_str(text).map_err(toml_error)?;
    Ok(Entry::Pack(Pack {
        id: file.id.into_inner(),
        title: file.title,
        about: file.about,
        yields_to: file.yields_to,
    }))
}

impl Registry {
    /// The packs shipped with the program.
    ///
    /// # Errors
    /// When a shipped file is wrong: a defect of the build that the tests catch.
    pub fn embedded() -> Result<Self, Error> {
        let others = shipped(|path| !is_rule_path(path));
        let rules = postcard::from_bytes(embedded::READY_RULES)
            .map_err(|error| Error::rule(format!("随程序的规则读不出来：{error}")))?;
        let mut this = Self { rules, ..Self::default() }.with(&others)?;
        embedded::RULES_VERSION.clone_into(&mut this.version);
        this.is_shipped = true;
        Ok(this)
    }

    /// Reads packs from `(path, text)` pairs; the order of the pairs does not matter.
    ///
    /// # Errors
    /// All mistakes of all files in one message.
    pub fn load(files: &[(String, String)]) -> Result<Self, Error> {
        Self::default().with(files)
    }

    /// Adds further packs to these.
    ///
    /// # Errors
    /// All mistakes of all files in one message; also when an id or a name is taken.
    pub fn with(mut self, files: &[(String, String)]) -> Result<Self, Error> {
        self.is_shipped = false;
        let mut files: Vec<&(String, String)> = files.iter().collect();
        files.sort();
        let mut messages = Vec::new();
        for (path, text) in &files {
            match read(path, text) {
                Ok(entry) => self.add(entry),
                Err(mistakes) => messages.extend(mistakes.iter().map(|m| show(path, text, m))),
            }
        }
        messages.extend(self.clashes(&files));
        if !messages.is_empty() {
            return Err(Error::rule(messages.join("\n\n")));
        }
        self.rules.sort_by(|a, b| a.id.cmp(&b.id));
        self.packs.sort_by(|a, b| a.id.cmp(&b.id));
        self.version =
            version(&self.version, files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        Ok(self)
    }

    fn add(&mut self, entry: Entry) {
        match entry {
            Entry::Rule(rule) => self.rules.push(*rule),
            Entry::Profile(profile) => self.profiles.push(*profile),
            Entry::Retired(retired) => self.retired.extend(retired),
            Entry::Pack(pack) => self.packs.push(pack),
        }
    }

    /// Ids and names used twice, and retired ids used again.
    fn clashes(&self, files: &[&(String, String)]) -> Vec<String> {
        let mut seen: HashMap<&str, &str> = HashMap::new();
        let mut messages = Vec::new();
        let place = |rule: &Rule, value: &str, message: String| {
            let text =
                files.iter().find(|(path, _)| *path == rule.path).map_or("", |(_, text)| text.as_str());
            let at = text.find(&format!("\"{value}\"")).map_or(0..0, |n| n..n + value.len() + 2);
            show(&rule.path, text, &Mistake::new(at, message))
        };
        for rule in &self.rules {
            for (key, value) in [("id", &rule.id), ("name", &rule.name)] {
                if let Some(other) = seen.insert(value, &rule.path) {
                    messages.push(place(rule, value, format!("{key} “{value}”已被 {other} 使用")));
                }
                let retired = self.retired.iter().find(|r| r.id == **value);
                if let Some(retired) = retired.filter(|_| rule.is_active()) {
                    let message = format!("编号 {} 已停用（{}），不得再用", retired.id, retired.reason);
                    messages.push(place(rule, value, message));
                }
            }
        }
        messages
    }

    /// Compiles every pattern now instead of when it is first needed.
    ///
    /// # Errors
    /// When a pattern is too large.
    pub fn prove_patterns(&self) -> Result<(), Error> {
        for rule in &self.rules {
            for pattern in patterns(&rule.check) {
                let problem = |m| Error::rule(format!("{}:1:1：{m}：{}", rule.path, pattern.source()));
                pattern.prove().map_err(problem)?;
            }
        }
        Ok(())
    }

    /// Keeps only the packs with these letters (in any case).
    ///
    /// # Errors
    /// When there is no such pack.
    pub fn only(mut self, packs: &[String]) -> Result<Self, Error> {
        for pack in packs {
            if !self.rules.iter().any(|r| r.pack.eq_ignore_ascii_case(pack)) {
                let known: Vec<&str> = self.packs.iter().map(|p| p.id.as_str()).collect();
                return Err(Error::usage(format!("没有规则包“{pack}”；可用：{}", known.join("、"))));
            }
        }
        let is_wanted = |id: &str| packs.iter().any(|pack| pack.eq_ignore_ascii_case(id));
        self.is_shipped = false;
        self.rules.retain(|r| is_wanted(&r.pack));
        self.packs.retain(|p| is_wanted(&p.id));
        Ok(self)
    }

    /// All rules by id.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// A rule by id or name; ids in any case.
    #[must_use]
    pub fn rule(&self, key: &str) -> Option<&Rule> {
        self.rules.iter().find(|r| r.id.eq_ignore_ascii_case(key) || *r.name == *key)
    }

    /// The first id of a pack that is neither in use nor retired.
    #[must_use]
    pub fn free_id(&self, pack: &str) -> String {
        let ids = (1..=999).map(|number| format!("{pack}-{number:03}"));
        let is_taken = |id: &String| self.rule(id).is_some() || self.retired(id).is_some();
        ids.into_iter().find(|id| !is_taken(id)).unwrap_or_else(|| format!("{pack}-999"))
    }

    /// Why an id is retired and what took its place, when it is.
    #[must_use]
    pub fn retired(&self, id: &str) -> Option<(&str, Option<&str>)> {
        let found = self.retired.iter().find(|r| r.id.eq_ignore_ascii_case(id))?;
        Some((&found.reason, found.successor.as_deref()))
    }

    /// The packs, by letters.
    #[must_use]
    pub fn packs(&self) -> &[Pack] {
        &self.packs
    }

    /// The regional profiles.
    #[must_use]
    pub fn profiles(&self) -> &Profiles {
        &self.profiles
    }

    /// Whether these are the rules shipped with the program, all of them and no others.
    #[must_use]
    pub fn is_shipped(&self) -> bool {
        self.is_shipped
    }

    /// Hash of the loaded packs: 12 hexadecimal digits.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }
}

/// The files shipped with the program whose path is wanted, by path.
fn shipped(is_wanted: impl Fn(&str) -> bool) -> Vec<(String, String)> {
    let files = embedded::RULES.iter().map(|(path, text)| (format!("rules/{path}.toml"), text));
    files.filter(|(path, _)| is_wanted(path)).map(|(path, text)| (path, (*text).to_owned())).collect()
}

/// Every pattern of a check.
fn patterns(check: &Check) -> Vec<&super::Pattern> {
    match check {
        Check::Require { any, unless, .. } => any.patterns.iter().chain(unless).collect(),
        Check::Forbid { any, unless, unless_clause, unless_what, .. } => {
            let meets = any
                .meets
                .iter()
                .flat_map(|meet| meet.words.iter().map(WordClass::pattern).chain(&meet.unless));
            any.patterns.iter().chain(meets).chain(unless).chain(unless_clause).chain(unless_what).collect()
        }
        Check::Imply { when, then, unless, .. } => when.patterns.iter().chain(then).chain(unless).collect(),
        Check::Order { sequence: any, .. } | Check::Count { any, .. } | Check::Consistent { any, .. } => {
            any.patterns.iter().collect()
        }
        Check::Native { .. } | Check::Archive { .. } => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Registry, shipped};

    #[test]
    fn what_the_build_has_read_is_what_the_files_say() {
        let ready = Registry::embedded().expect("embedded rules");
        let read = Registry::load(&shipped(|_| true)).expect("rule files");
        assert_eq!(ready.version(), read.version());
        assert_eq!(ready.rules().len(), read.rules().len());
        for (ready, read) in ready.rules().iter().zip(read.rules()) {
            assert_eq!(format!("{ready:?}"), format!("{read:?}"), "{}", read.path);
        }
    }
}
