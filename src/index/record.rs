//! What the index takes from the analysis of a document: the fields of a `hegui/1` object that can be searched for.
//!
//! Comes from an analysis in memory, or from the object that `hegui check --format jsonl` printed and a store has kept.
//! Both ways give the same record.

use serde::Deserialize;

use crate::document::Document;
use crate::error::Error;
use crate::facts::assignment::Role;
use crate::facts::citation::StatusValue;
use crate::facts::metadata::{self, DateAt, Stage};
use crate::facts::{Facts, Locate};
use crate::text::{Norm, Span};

/// The searchable fields of a `hegui/1` object. Fields that are not here are ignored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Record {
    /// As given.
    pub path: String,
    /// SHA-256 of the bytes.
    pub sha256: String,
    /// What the paper says about itself.
    pub metadata: Metadata,
    /// Lists of units.
    pub assignments: Vec<Assignment>,
    /// Time limits.
    pub deadlines: Vec<Deadline>,
    /// Laws and documents it cites.
    pub citations: Vec<Citation>,
    /// The rules that found something.
    pub findings: Vec<Finding>,
}

/// `metadata` of the record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "the names are those of the output schema")]
pub struct Metadata {
    pub title: Option<Text>,
    pub issuing_body: Vec<Text>,
    pub doc_number: Option<Number>,
    pub registration_number: Option<Number>,
    pub doc_kind: Option<Text>,
    pub signed_on: Option<Text>,
    pub issued_on: Option<Text>,
    pub published_on: Option<Text>,
    pub effective_on: Option<Text>,
    pub expires_on: Option<Text>,
    pub jurisdiction: Option<String>,
    pub stage: String,
    pub normative: Normative,
}

/// A text of the record; its place is not needed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[allow(missing_docs, reason = "the names are those of the output schema")]
pub struct Text {
    pub text: String,
}

/// A number of the record, as printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[allow(missing_docs, reason = "the names are those of the output schema")]
pub struct Number {
    pub raw: String,
}

/// Whether the paper is a normative document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[allow(missing_docs, reason = "the names are those of the output schema")]
pub struct Normative {
    pub value: Option<bool>,
}

/// One list of units.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[allow(missing_docs, reason = "the names are those of the output schema")]
pub struct Assignment {
    pub units: Vec<Unit>,
}

/// One unit of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[allow(missing_docs, reason = "the names are those of the output schema")]
pub struct Unit {
    pub name: String,
    pub canonical: Option<String>,
    pub role: String,
}

/// One time limit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[allow(missing_docs, reason = "the names are those of the output schema")]
pub struct Deadline {
    pub value: Option<String>,
    pub due_on: Option<String>,
}

/// One citation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[allow(missing_docs, reason = "the names are those of the output schema")]
pub struct Citation {
    pub title: Option<String>,
    pub number: Option<Number>,
    #[serde(default)]
    pub status: Status,
}

/// What the law table knows of a citation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[allow(missing_docs, reason = "the names are those of the output schema")]
pub struct Status {
    pub value: String,
}

/// A finding, of which only the rule is kept, and only when it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[allow(missing_docs, reason = "the names are those of the output schema")]
pub struct Finding {
    pub rule: String,
    #[serde(default)]
    pub baseline: String,
}

impl Record {
    /// Reads a `hegui/1` object.
    ///
    /// # Errors
    /// When it is not one.
    pub fn parse(json: &[u8]) -> Result<Self, Error> {
        let parsed: Result<Self, _> = serde_json::from_slice(json);
        let mut record = parsed.map_err(|e| Error::usage(format!("不是 hegui/1 的记录：{e}")))?;
        record.findings.retain(|f| f.baseline != "suppressed");
        Ok(record)
    }

    /// The record of an analysis, texts as printed; `rules` are those that found something.
    #[must_use]
    pub fn of(document: &Document, facts: &Facts, rules: impl IntoIterator<Item = String>) -> Self {
        let facts = facts.relocate(&Printer(document));
        let units = facts.assignments.iter().map(|a| Assignment {
            units: a
                .units
                .iter()
                .map(|u| Unit {
                    name: u.name.clone(),
                    canonical: u.canonical.clone(),
                    role: role(u.role).to_owned(),
                })
                .collect(),
        });
        let deadlines = facts
            .deadlines
            .iter()
            .map(|d| Deadline { value: d.value.clone(), due_on: d.due_on.map(|date| date.to_string()) });
        let citations = facts.citations.iter().map(|c| Citation {
            title: c.title.clone(),
            number: c.number.as_ref().map(|n| Number { raw: n.raw.clone() }),
            status: Status { value: status(c.status.value).to_owned() },
        });
        Self {
            path: document.decoded.path.clone(),
            sha256: document.decoded.sha256.clone(),
            metadata: metadata(&facts.metadata),
            assignments: units.collect(),
            deadlines: deadlines.collect(),
            citations: citations.collect(),
            findings: rules.into_iter().map(|rule| Finding { rule, ..Finding::default() }).collect(),
        }
    }
}

/// The particulars that the index shows and filters by.
fn metadata(meta: &metadata::Metadata<()>) -> Metadata {
    let text = |text: &str| Text { text: text.to_owned() };
    let date = |date: &Option<DateAt<()>>| date.as_ref().map(|d| Text { text: d.date.to_string() });
    let number = |raw: &str| Number { raw: raw.to_owned() };
    Metadata {
        title: meta.title.as_ref().map(|t| text(&t.text)),
        issuing_body: meta.issuing_body.iter().map(|t| text(&t.text)).collect(),
        doc_number: meta.doc_number.as_ref().map(|n| number(&n.raw)),
        registration_number: meta.registration_number.as_ref().map(|n| number(&n.raw)),
        doc_kind: meta.doc_kind.as_ref().map(|t| text(&t.text)),
        signed_on: date(&meta.signed_on),
        issued_on: date(&meta.issued_on),
        published_on: date(&meta.published_on),
        effective_on: date(&meta.effective_on),
        expires_on: date(&meta.expires_on),
        jurisdiction: meta.jurisdiction.clone(),
        stage: stage(meta.stage).to_owned(),
        normative: Normative { value: meta.normative.value },
    }
}

/// Knows how a place is printed, and needs no places.
struct Printer<'a>(&'a Document);

impl Locate for Printer<'_> {
    type Place = ();

    fn place(&self, _: Span<Norm>) {}

    fn printed(&self, span: Span<Norm>) -> String {
        self.0.printed(span).into_owned()
    }
}

const fn role(role: Role) -> &'static str {
    match role {
        Role::Lead => "lead",
        Role::Responsible => "responsible",
        Role::Supporting => "supporting",
        Role::Participating => "participating",
    }
}

const fn status(status: StatusValue) -> &'static str {
    match status {
        StatusValue::InForce => "in_force",
        StatusValue::Repealed => "repealed",
        StatusValue::Revised => "revised",
        StatusValue::Unknown => "unknown",
    }
}

const fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Draft => "draft",
        Stage::Issued => "issued",
        _ => "unknown",
    }
}
