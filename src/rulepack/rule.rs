//! A loaded rule: everything the checker, the prover and the catalogue need, with places for messages.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::packed::Packed;
use super::pattern::{Literals, Pattern};
use super::schema::{Excuse, Level, RuleStatus, Scope, StageName};
use super::word_class::WordClass;
use crate::report::{Certainty, Severity};

/// One rule, validated.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Rule {
    /// `TU-003`: letters of the pack, hyphen, three digits; never reused.
    pub id: Arc<str>,
    /// Kebab-case name of the defect; the file name.
    pub name: Arc<str>,
    /// Chinese title.
    pub title: String,
    /// Letters of the pack.
    pub pack: String,
    /// How much it matters in law if true.
    pub severity: Severity,
    /// How sure the machine is.
    pub confidence: Certainty,
    /// Life-cycle.
    pub status: RuleStatus,
    /// Version of the program that brought it.
    pub added: String,
    /// Hits read by a person: right of total, such as `18/20`.
    pub precision: Option<String>,
    /// When they were read.
    pub precision_on: Option<Date>,
    /// Rules that tell the same place better, and packs all of whose rules do but those that yield to it as well: what they
    /// tell of a place is told alone.
    pub yields_to: Vec<String>,
    /// What it rests on.
    pub basis: Vec<BasisEntry>,
    /// Why and how to mend, for a reviewer.
    pub explain: String,
    /// Which papers it is meant for.
    pub applies_to: AppliesTo,
    /// What it checks.
    pub check: Check,
    /// Whether many places (more than three) are told in one finding.
    pub is_summary: bool,
    /// What is wrong; `{group}` stands for a named group, `{match}` for the match, `{count}` for the number of places.
    pub message: String,
    /// What to do.
    pub advice: String,
    /// Its proof.
    pub examples: Packed<Vec<ExampleSpec>>,
    /// The file, for messages.
    pub path: String,
}

impl Rule {
    /// Whether it is run at all.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.status != RuleStatus::Retired
    }

    /// Whether it judges several documents together and says nothing of one alone.
    #[must_use]
    pub fn is_across(&self) -> bool {
        matches!(self.check, Check::Archive { .. })
    }

    /// Whether at least one basis is binding and was read, so that it may be said to 规定.
    #[must_use]
    pub fn has_binding_basis(&self) -> bool {
        self.basis.iter().any(|b| b.level.is_binding() && b.is_verified)
    }
}

/// An article a rule rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct BasisEntry {
    /// Name or number of the document.
    pub cite: String,
    /// Article; may be empty.
    pub article: String,
    /// Its words or their gist; may be empty.
    pub quote: String,
    /// How binding.
    pub level: Level,
    /// Whether the text was read; what is known from memory only never carries an error.
    pub is_verified: bool,
    /// The division whose papers alone it binds; `None` when it binds everywhere.
    pub region: Option<String>,
    /// The organ whose own papers alone it binds.
    pub body: Option<String>,
    /// First day it is in force; `None` when it held before any paper met.
    pub since: Option<Date>,
    /// Last day it is in force; `None` while it holds.
    pub until: Option<Date>,
}

impl BasisEntry {
    /// Whether it is in force on that day.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.since.is_none_or(|s| day >= s) && self.until.is_none_or(|u| day <= u)
    }
}

/// Which papers a rule is meant for; an empty list means any.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AppliesTo {
    /// `normative-document`, `organ-paper`, `retold-news`, an id of `doc_kinds.tsv`, or the kind word itself.
    pub doc_kind: Vec<String>,
    /// Whether the paper must be, or must not be, a normative document.
    pub normative: Option<bool>,
    /// `false` for rules that measure wording: they leave records of speech alone.
    pub spoken: Option<bool>,
    /// Titles of papers that speak of the thing by nature: 裁量基准, 清理, 解读.
    pub except_title: Vec<Pattern>,
    /// `government`, `department`, `party`, `township`.
    pub issuer: Vec<String>,
    /// Divisions; any division inside one of them counts.
    pub region: Vec<String>,
    /// Stages.
    pub stage: Vec<StageName>,
    /// First day, by the document's own date.
    pub since: Option<Date>,
    /// Last day, by the document's own date.
    pub until: Option<Date>,
}

/// A set of patterns, and of classes of words that meet, of which one must match.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Matcher {
    /// In order of the file.
    pub patterns: Vec<Pattern>,
    /// Numbered on from the patterns.
    pub meets: Vec<Meet>,
    /// For each pattern and each meeting the literals that lead to places worth a look; empty when the scope is small and
    /// searched directly.
    pub anchors: Vec<Literals>,
}

/// Classes of words of which one each must stand within a short stretch of one piece: what is said counts, not its wording.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Meet {
    /// The classes.
    pub words: Vec<WordClass>,
    /// The longest stretch from the first word to the end of the last, in characters.
    pub reach: u32,
    /// Whether the words must stand in the order of their classes.
    pub in_order: bool,
    /// Whether the stretch must lie in one clause.
    pub one_clause: bool,
    /// What turns a meeting off when it stands in the stretch or in the rest of its clauses.
    pub unless: Vec<Pattern>,
}

#[cfg(test)]
impl Meet {
    /// Classes in any order, across clauses, without exceptions.
    pub(crate) fn of(words: &[&str], reach: u32) -> Self {
        let words = words.iter().map(|class| WordClass::read(class).expect("a class")).collect();
        Self { words, reach, in_order: false, one_clause: false, unless: Vec::new() }
    }
}

/// What a rule checks.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Check {
    /// The scope must hold a match.
    Require {
        /// Where to look.
        scope: Scope,
        /// What must be there.
        any: Matcher,
        /// What makes it unnecessary.
        unless: Vec<Pattern>,
        /// What to say when it is not there.
        missing: OnMissing,
    },
    /// No match may stand in the scope, except where `unless` matches the same piece.
    Forbid {
        /// Where to look.
        scope: Scope,
        /// What must not be there.
        any: Matcher,
        /// What turns a match off.
        unless: Vec<Pattern>,
        /// What turns a match off when it stands in the match's own clause.
        unless_clause: Vec<Pattern>,
        /// What turns a match off when it stands in the words of its group `what`.
        unless_what: Vec<Pattern>,
        /// What a sentence may do with the thing so that it is no defect.
        excused: Vec<Excuse>,
    },
    /// Where `when` matches, `then` must match too.
    Imply {
        /// Where to look for `when`.
        scope: Scope,
        /// The condition.
        when: Matcher,
        /// The consequence.
        then: Vec<Pattern>,
        /// Where to look for `then`.
        then_scope: Scope,
        /// What turns it off.
        unless: Vec<Pattern>,
        /// What to say when the consequence is not there.
        missing: OnMissing,
    },
    /// The first matches of the patterns must stand in this order.
    Order {
        /// Where to look.
        scope: Scope,
        /// In the order they must stand in.
        sequence: Matcher,
    },
    /// The number of matches must lie within limits.
    Count {
        /// Where to look.
        scope: Scope,
        /// What is counted.
        any: Matcher,
        /// Fewest.
        min: u32,
        /// Most.
        max: u32,
    },
    /// The group `value` of all matches must read the same.
    Consistent {
        /// Where to look.
        scope: Scope,
        /// What is compared.
        any: Matcher,
    },
    /// A coded rule.
    Native {
        /// Its name in the table of `check::native`.
        function: String,
        /// Its settings.
        params: BTreeMap<String, String>,
    },
    /// A coded rule that judges several documents together; its examples are sets of documents.
    Archive {
        /// Its name in the table of `across::rules`.
        function: String,
        /// Its settings.
        params: BTreeMap<String, String>,
    },
}

/// What a `require` check says when nothing is found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum OnMissing {
    /// A finding.
    #[default]
    Fail,
    /// Undecided: a copy may have lost it.
    Undecided,
}

/// One example with the line it stands in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ExampleSpec {
    /// What it must come to.
    pub verdict: ExampleVerdict,
    /// The text of the paper.
    pub text: String,
    /// The exact place of the finding.
    pub at: Option<String>,
    /// Why it is here.
    pub note: String,
    /// What the text cannot say of itself.
    pub meta: ExampleMeta,
    /// Line of the file, 1-based.
    pub line: u32,
}

/// What an example must come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExampleVerdict {
    /// Must fire.
    Bad,
    /// Must stay silent.
    Good,
    /// Must be not applicable.
    Skip,
    /// Must be undecided; rules that only record what they see are proven by these in place of bad ones.
    Undecided,
    /// Ought to fire; a known gap.
    TodoBad,
    /// Ought to stay silent; a known false alarm.
    TodoGood,
}

impl ExampleVerdict {
    /// The word of the file format.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Bad => "bad",
            Self::Good => "good",
            Self::Skip => "skip",
            Self::Undecided => "undecided",
            Self::TodoBad => "todo-bad",
            Self::TodoGood => "todo-good",
        }
    }
}

/// What an example's text cannot say of its document; each value replaces what was found in the text.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ExampleMeta {
    /// Whether it is a normative document.
    pub normative: Option<bool>,
    /// The document's own date.
    pub date: Option<Date>,
    /// Its division.
    pub region: Option<String>,
    /// Its kind word.
    pub doc_kind: Option<String>,
    /// How far it has come.
    pub stage: Option<StageName>,
    /// The issuing body.
    pub issuer: Option<String>,
    /// The profile to judge by.
    pub profile: Option<String>,
}
