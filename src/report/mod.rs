//! What comes out: plain data, in places of the raw text. Renders nothing and loads nothing.

mod across;
mod comparison;
mod coverage;
mod ledger;
mod note;
mod place;
mod record;
mod severity;
mod state;

use jiff::civil::Date;
use serde::Serialize;

use crate::document::Script;
pub use crate::document::{Certainty, Problem};
use crate::facts::Facts;
use crate::facts::task::breakdown::Breakdown;
use crate::outline::NodeKind;
pub use across::{AcrossFinding, AcrossPlace};
pub use comparison::{Change, ChangeKind, ClauseAt, Comparison, Difference, DifferenceKind};
pub use coverage::{Coverage, RuleCost, RuleCoverage};
pub use ledger::{Chart, Ledger, Sheet};
pub use note::{BasisNote, ExampleNote, RuleNote};
pub use place::{Locator, Place};
pub(crate) use record::Spots;
pub use record::{Spot, StoredRecord};
pub use severity::Severity;
pub use state::{ALL, Absent, Baseline, States, Suppression};

/// What a rule says of a document. A clean report lists what was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Checked and found in order.
    Pass,
    /// At least one finding.
    Fail,
    /// The rule is not meant for this document.
    NotApplicable,
    /// The text does not allow to say.
    Undecided,
}

/// The outcome of one rule on one document.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Outcome<P = Place> {
    /// Rule id, such as `TU-003`.
    pub rule: String,
    /// Chinese title of the rule.
    pub title: String,
    /// What the rule says.
    pub verdict: Verdict,
    /// Why, in Chinese.
    pub reason: String,
    /// What the verdict rests on.
    pub evidence: Vec<P>,
}

/// A defect: where, why, by which article, what to do.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Finding<P = Place> {
    /// Rule id.
    pub rule: String,
    /// Rule name, kebab-case.
    pub name: String,
    /// How much it matters if true.
    pub severity: Severity,
    /// How sure the machine is.
    pub confidence: Certainty,
    /// Where.
    pub span: P,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub advice: String,
    /// By which articles.
    pub basis: Vec<Basis>,
    /// Other places that matter.
    pub related: Vec<Related<P>>,
    /// Survives edits elsewhere: hash of rule id, headings above and normalised quote; ends in [`ALL`] when it tells of many
    /// places at once.
    pub fingerprint: String,
    /// What each of the places it tells of would be known by alone.
    #[serde(skip)]
    pub places: Vec<String>,
    /// Compared with a baseline.
    pub baseline: Baseline,
    /// The suppression that speaks of it, also one that has expired.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suppression: Option<Suppression>,
    /// Why it fired here, when asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub why: Vec<String>,
}

/// An article a rule rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Basis {
    /// The document.
    pub document: String,
    /// Article, paragraph, item.
    pub article: String,
}

/// The document and the article, with a blank where both sides are Latin: GB/T 9704-2012 7.2.5.
impl std::fmt::Display for Basis {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let needs_blank = self.article.starts_with(|c: char| c.is_ascii_alphanumeric());
        write!(f, "{}{}{}", self.document, if needs_blank { " " } else { "" }, self.article)
    }
}

/// A place that matters to a finding, with why.
#[derive(Clone, Debug, Serialize)]
pub struct Related<P = Place> {
    /// Where.
    pub span: P,
    /// Why it matters.
    pub message: String,
}

/// The output of one document, schema `hegui/1`.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Report {
    /// `hegui/1`
    pub schema: &'static str,
    /// Version of the program.
    pub hegui_version: &'static str,
    /// Hash of the loaded rule packs.
    pub rules_version: String,
    /// As given.
    pub path: String,
    /// SHA-256 of the bytes.
    pub sha256: String,
    /// `text`, `html`, …
    pub format: &'static str,
    /// The encoding that was used.
    pub encoding: String,
    /// The script of the raw text.
    pub script: Script,
    /// The date rules and citations were judged by, when one was given or found.
    pub as_of: Option<Date>,
    /// The day up to which the law table was gathered; `None` when the table knew nothing of what the document cites.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub laws_as_of: Option<Date>,
    /// The raw text, when asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Dirt that was repaired before analysis.
    pub repairs: Vec<RepairView>,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// Headings and numbered items.
    pub outline: Vec<NodeView>,
    /// The facts.
    #[serde(flatten)]
    pub facts: Facts<Place>,
    /// One per rule that was considered.
    pub outcomes: Vec<Outcome>,
    /// The defects, in order of place.
    pub findings: Vec<Finding>,
    /// Findings of the baseline that are gone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub absent: Vec<Absent>,
    /// How many findings stand where, when there is a baseline or a suppression file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub states: Option<States>,
    /// The rules that fired, when asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<RuleNote>,
}

/// A repair on the way out.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct RepairView<P = Place> {
    /// Name of the pass or reader.
    pub kind: &'static str,
    /// Where.
    pub span: P,
    /// What stands there after the repair.
    pub after: String,
    /// What a page reader took out, when it is not part of the raw text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// How sure the repair is.
    pub certainty: Certainty,
}

/// A node of the outline on the way out.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct NodeView {
    /// From 0, in document order.
    pub id: u32,
    /// The node it stands in.
    pub parent: Option<u32>,
    /// 1 at the top.
    pub level: u8,
    /// Kind of numbering.
    pub kind: NodeKind,
    /// The label as printed.
    pub label: String,
    /// The heading text as printed.
    pub title: String,
    /// From the label to the end of what belongs to it.
    pub span: Place,
}

impl Report {
    /// The findings that stand: those nobody has suppressed.
    pub fn standing(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|f| f.baseline != Baseline::Suppressed)
    }

    /// The highest severity among the findings that count (suppressed and unchanged ones do not).
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.findings.iter().filter(|f| f.baseline == Baseline::New).map(|f| f.severity).max()
    }

    /// Whether the document, or a part of it, could not be read.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        !self.problems.is_empty()
    }
}

/// A loaded rule, as outputs that list the rules speak of it.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct RuleView {
    /// Rule id.
    pub id: String,
    /// Rule name, kebab-case.
    pub name: String,
    /// Letters of its pack.
    pub pack: String,
    /// Chinese title of its pack.
    pub pack_title: String,
    /// Chinese title of the rule.
    pub title: String,
    /// How much a defect matters if true.
    pub severity: Severity,
    /// How sure the machine is.
    pub confidence: Certainty,
    /// Why, and how to mend.
    pub explain: String,
    /// What it rests on, whether in force today or not.
    pub basis: Vec<Basis>,
}

/// The task breakdown table of one document.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct TaskSheet {
    /// As given.
    pub path: String,
    /// The title as printed.
    pub title: Option<String>,
    /// 发文字号
    pub doc_number: Option<String>,
    /// The document's own date, or the one given for documents without.
    pub as_of: Option<Date>,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// The table.
    #[serde(flatten)]
    pub breakdown: Breakdown<Place>,
}
