//! What one analysed document brings to the store: its packed record and text, and rows for the tables.
//!
//! Made on the worker threads, so that the writer only writes. Holds nothing of the path: contents that two files share are
//! stored once, and the path is put into the record when it is read.

use std::collections::HashMap;

use serde::Serialize;

use crate::across::{self, Mark, Sheet};
use crate::engine::Analysis;
use crate::error::Error;
use crate::facts::FactId;
use crate::facts::assignment::Role;
use crate::facts::deadline::Deadline;
use crate::report::{Spot, StoredRecord};

use super::store::Packer;

/// Characters of a quote, a task or an expression that are kept; the whole stands in the record.
const QUOTE: usize = 120;

/// One document, ready to be written.
pub(super) struct Entry {
    pub(super) sha256: String,
    /// See `contents.hint`.
    pub(super) hint: String,
    pub(super) record: Vec<u8>,
    pub(super) raw: Vec<u8>,
    pub(super) format: &'static str,
    pub(super) encoding: String,
    pub(super) script: String,
    pub(super) sheet: Sheet,
    pub(super) dates: Dates,
    pub(super) validity: Option<String>,
    pub(super) findings: Vec<FindingRow>,
    pub(super) assignments: Vec<AssignmentRow>,
    pub(super) deadlines: Vec<DeadlineRow>,
    pub(super) citations: Vec<CitationRow>,
    pub(super) problems: Vec<(String, String)>,
    pub(super) marks: Vec<Mark>,
    pub(super) is_fatal: bool,
    /// Bytes of raw text, for the rate.
    pub(super) bytes: u64,
    /// Findings by severity: info, warning, error.
    pub(super) counts: [u64; 3],
}

/// Dates that are columns and nothing else.
#[derive(Default)]
pub(super) struct Dates {
    pub(super) issued_on: Option<String>,
    pub(super) published_on: Option<String>,
    pub(super) effective_on: Option<String>,
}

/// Row of `findings`.
pub(super) struct FindingRow {
    pub(super) rule: String,
    pub(super) severity: String,
    pub(super) confidence: String,
    pub(super) line: u32,
    pub(super) column: u32,
    pub(super) quote: String,
    pub(super) message: String,
    pub(super) advice: String,
    pub(super) basis: String,
    pub(super) fingerprint: String,
}

/// Row of `assignments`.
pub(super) struct AssignmentRow {
    pub(super) task: String,
    pub(super) unit: String,
    pub(super) canonical: Option<String>,
    pub(super) role: String,
    pub(super) kind: String,
    pub(super) line: u32,
}

/// Row of `deadlines`.
pub(super) struct DeadlineRow {
    pub(super) expression: String,
    pub(super) kind: String,
    pub(super) value: Option<String>,
    pub(super) due_on: Option<String>,
    pub(super) is_hard: bool,
    pub(super) task: String,
    pub(super) units: String,
    pub(super) line: u32,
}

/// Row of `citations`.
pub(super) struct CitationRow {
    pub(super) title: Option<String>,
    pub(super) number: Option<String>,
    pub(super) role: String,
    pub(super) status: String,
    pub(super) line: u32,
}

/// The record of an analysis in JSON, without its path.
pub(super) fn json(record: &StoredRecord) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(record).map_err(|e| Error::io("写不成 JSON", e.into()))
}

impl Entry {
    /// Takes from an analysis what the store keeps; `hint` is the extension by which the format was told.
    pub(super) fn of(analysis: &Analysis, hint: &str, packer: &mut Packer) -> Result<Self, Error> {
        let mut report = analysis.stored_record();
        let path = std::mem::take(&mut report.path);
        let failed = |e| Error::io("压缩不了", e);
        let record = packer.record(&json(&report)?).map_err(failed)?;
        let raw = packer.text(analysis.document.raw().as_bytes()).map_err(failed)?;
        // What is told of a document with problems names its path, so such contents are not shared.
        let hint = if report.problems.is_empty() { hint.to_owned() } else { format!("{hint}\n{path}") };
        let tasks = Tasks::of(&report);
        let meta = &report.facts.metadata;
        let date = |d: &Option<crate::facts::metadata::DateAt<Spot>>| d.as_ref().map(|d| d.date.to_string());
        let mut counts = [0; 3];
        for finding in &report.findings {
            if let Some(count) = counts.get_mut(finding.severity as usize) {
                *count += 1;
            }
        }
        Ok(Self {
            sha256: report.sha256.clone(),
            hint,
            record,
            raw,
            format: report.format,
            encoding: report.encoding.clone(),
            script: word(&report.script),
            sheet: across::sheet(&analysis.document, &analysis.facts),
            dates: Dates {
                issued_on: date(&meta.issued_on),
                published_on: date(&meta.published_on),
                effective_on: date(&meta.effective_on),
            },
            validity: meta.validity.as_ref().map(|v| v.text.clone()),
            findings: findings(analysis, &report),
            assignments: assignments(&report, &tasks),
            deadlines: deadlines(analysis, &report, &tasks),
            citations: citations(&report),
            problems: report.problems.iter().map(|p| (p.kind.to_owned(), p.message.clone())).collect(),
            marks: across::marks(&analysis.document, &analysis.outline, &analysis.facts),
            is_fatal: report.problems.iter().any(|p| p.fatal),
            bytes: analysis.document.raw().len() as u64,
            counts,
        })
    }
}

/// The name an enum has in the schema.
pub(super) fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// The beginning of a text, on one line.
pub(super) fn brief(text: &str) -> String {
    let mut out: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((cut, _)) = out.char_indices().nth(QUOTE) {
        out.truncate(cut);
        out.push('…');
    }
    out
}

fn findings(analysis: &Analysis, report: &StoredRecord) -> Vec<FindingRow> {
    let pairs = report.findings.iter().zip(&analysis.checked.findings);
    let rows = pairs.map(|(f, at)| FindingRow {
        rule: f.rule.clone(),
        severity: word(&f.severity),
        confidence: word(&f.confidence),
        line: f.span.line,
        column: f.span.column,
        quote: brief(analysis.raw(at.span)),
        message: f.message.clone(),
        advice: f.advice.clone(),
        basis: f.basis.iter().map(ToString::to_string).collect::<Vec<_>>().join("；"),
        fingerprint: f.fingerprint.clone(),
    });
    rows.collect()
}

/// Which task an assignment or a deadline belongs to.
struct Tasks {
    of: HashMap<FactId, usize>,
}

impl Tasks {
    fn of(report: &StoredRecord) -> Self {
        let mut of = HashMap::new();
        for (index, task) in report.facts.tasks.iter().enumerate() {
            for id in task.assignments.iter().chain(&task.deadlines) {
                of.entry(*id).or_insert(index);
            }
        }
        Self { of }
    }

    fn summary(&self, report: &StoredRecord, id: FactId) -> String {
        let task = self.of.get(&id).and_then(|&i| report.facts.tasks.get(i));
        task.map_or_else(String::new, |t| brief(&t.summary))
    }
}

fn assignments(report: &StoredRecord, tasks: &Tasks) -> Vec<AssignmentRow> {
    let mut rows = Vec::new();
    for assignment in &report.facts.assignments {
        let task = tasks.summary(report, assignment.id);
        rows.extend(assignment.units.iter().map(|unit| AssignmentRow {
            task: task.clone(),
            unit: unit.name.clone(),
            canonical: unit.canonical.clone(),
            role: word(&unit.role),
            kind: word(&unit.kind),
            line: unit.span.line,
        }));
    }
    rows
}

fn deadlines(analysis: &Analysis, report: &StoredRecord, tasks: &Tasks) -> Vec<DeadlineRow> {
    let facts = &report.facts;
    let row = |(d, at): (&Deadline<Spot>, &Deadline)| {
        let task = tasks.of.get(&d.id).and_then(|&i| facts.tasks.get(i));
        let governs = |a: &&crate::facts::assignment::Assignment<Spot>| match task {
            Some(task) => task.assignments.contains(&a.id),
            None => a.scope.start <= d.span.start && d.span.end <= a.scope.end,
        };
        let mut units: Vec<&str> = Vec::new();
        let named = facts.assignments.iter().filter(governs).flat_map(|a| &a.units);
        for unit in named.filter(|u| matches!(u.role, Role::Lead | Role::Responsible)) {
            let name = unit.canonical.as_deref().unwrap_or(&unit.name);
            if !units.contains(&name) {
                units.push(name);
            }
        }
        DeadlineRow {
            expression: brief(analysis.raw(at.span)),
            kind: word(&d.kind),
            value: d.value.clone(),
            due_on: d.due_on.map(|d| d.to_string()),
            is_hard: d.hard,
            task: tasks.summary(report, d.id),
            units: units.join("、"),
            line: d.span.line,
        }
    };
    facts.deadlines.iter().zip(&analysis.facts.deadlines).map(row).collect()
}

fn citations(report: &StoredRecord) -> Vec<CitationRow> {
    let row = |c: &crate::facts::citation::Citation<Spot>| CitationRow {
        title: c.title.clone(),
        number: c.number.as_ref().map(|n| n.raw.clone()),
        role: word(&c.role),
        status: word(&c.status.value),
        line: c.span.line,
    };
    report.facts.citations.iter().map(row).collect()
}
