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
use crate::facts::assignment::{Assignment, Role};
use crate::facts::deadline::{Deadline, DeadlineKind};
use crate::facts::obligation::SubjectSource;
use crate::facts::task::Task;
use crate::report::{Baseline, Locator, Spot, StoredRecord};

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
    /// Findings that stand by severity: info, warning, error.
    pub(super) counts: [u64; 3],
    /// Findings that are suppressed.
    pub(super) suppressed: u64,
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
    pub(super) is_suppressed: bool,
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
    /// The exact value of a duty that recurs.
    pub(super) recurs: Option<String>,
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

impl Entry {
    /// Takes from an analysis what the store keeps; `hint` is the extension by which the format was told.
    pub(super) fn of(analysis: &Analysis, hint: &str, packer: &mut Packer) -> Result<Self, Error> {
        let document = &analysis.document;
        let decoded = &document.decoded;
        let at = Locator::new(document);
        let record = analysis.stored_record(&at);
        let failed = |e| Error::io("压缩不了", e);
        let packed = packer.record(&record).map_err(failed)?;
        let raw = packer.text(document.raw());
        // What is told of a document with problems names its path, so such contents are not shared.
        let problems = &decoded.problems;
        let hint = if problems.is_empty() { hint.to_owned() } else { format!("{hint}\n{}", decoded.path) };
        let (sheet, marks) = across::read(&at, &analysis.outline, &analysis.facts);
        let rows = Rows { at: &at, record: &record, analysis, tasks: tasks(&record) };
        let meta = &record.facts.metadata;
        let date = |d: &Option<crate::facts::metadata::DateAt<Spot>>| d.as_ref().map(|d| d.date.to_string());
        let mut counts = [0; 3];
        let (standing, suppressed): (Vec<_>, Vec<_>) =
            record.findings.iter().partition(|f| f.baseline != Baseline::Suppressed);
        for finding in standing {
            if let Some(count) = counts.get_mut(finding.severity as usize) {
                *count += 1;
            }
        }
        Ok(Self {
            sha256: decoded.sha256.clone(),
            hint,
            record: packed,
            raw,
            format: decoded.format,
            encoding: decoded.encoding.clone(),
            script: word(&document.script),
            sheet,
            dates: Dates {
                issued_on: date(&meta.issued_on),
                published_on: date(&meta.published_on),
                effective_on: date(&meta.effective_on),
            },
            validity: meta.validity.as_ref().map(|v| v.text.clone()),
            findings: rows.findings(),
            assignments: rows.assignments(),
            deadlines: rows.deadlines(),
            citations: rows.citations(),
            problems: problems.iter().map(|p| (p.kind.to_owned(), p.message.clone())).collect(),
            marks,
            is_fatal: problems.iter().any(|p| p.fatal),
            bytes: document.raw().len() as u64,
            counts,
            suppressed: suppressed.len() as u64,
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

/// Which task each assignment and deadline belongs to.
fn tasks(record: &StoredRecord) -> HashMap<FactId, usize> {
    let mut of = HashMap::new();
    for (index, task) in record.facts.tasks.iter().enumerate() {
        for id in task.assignments.iter().chain(&task.deadlines) {
            of.entry(*id).or_insert(index);
        }
    }
    of
}

/// Makes the rows of the tables: what they say comes from the record, where it stands from the analysis.
struct Rows<'a> {
    at: &'a Locator<'a>,
    record: &'a StoredRecord,
    analysis: &'a Analysis,
    tasks: HashMap<FactId, usize>,
}

impl Rows<'_> {
    fn task(&self, id: FactId) -> Option<&Task<Spot>> {
        self.tasks.get(&id).and_then(|&i| self.record.facts.tasks.get(i))
    }

    fn summary(&self, id: FactId) -> String {
        self.task(id).map_or_else(String::new, |t| brief(&t.summary))
    }

    fn findings(&self) -> Vec<FindingRow> {
        let pairs = self.record.findings.iter().zip(&self.analysis.checked.findings);
        let rows = pairs.map(|(f, found)| {
            let at = self.at.position(found.span);
            FindingRow {
                rule: f.rule.clone(),
                severity: word(&f.severity),
                confidence: word(&f.confidence),
                line: at.line,
                column: at.column,
                quote: brief(self.analysis.raw(found.span)),
                message: f.message.clone(),
                advice: f.advice.clone(),
                basis: f.basis.iter().map(ToString::to_string).collect::<Vec<_>>().join("；"),
                fingerprint: f.fingerprint.clone(),
                is_suppressed: f.baseline == Baseline::Suppressed,
            }
        });
        rows.collect()
    }

    fn assignments(&self) -> Vec<AssignmentRow> {
        let mut rows = Vec::new();
        for (assignment, found) in self.record.facts.assignments.iter().zip(&self.analysis.facts.assignments)
        {
            let task = self.summary(assignment.id);
            rows.extend(assignment.units.iter().zip(&found.units).map(|(unit, found)| AssignmentRow {
                task: task.clone(),
                unit: unit.name.clone(),
                canonical: unit.canonical.clone(),
                role: word(&unit.role),
                kind: word(&unit.kind),
                line: self.at.position(found.span).line,
            }));
        }
        rows
    }

    fn deadlines(&self) -> Vec<DeadlineRow> {
        let pairs = self.record.facts.deadlines.iter().zip(&self.analysis.facts.deadlines);
        let rows = pairs.map(|(d, found)| {
            let exact = d.alternative.as_ref().or(d.value.as_ref());
            DeadlineRow {
                expression: brief(self.analysis.raw(found.span)),
                kind: word(&d.kind),
                value: d.value.clone(),
                due_on: d.due_on.map(|d| d.to_string()),
                recurs: exact.filter(|_| d.kind == DeadlineKind::Frequency).cloned(),
                is_hard: d.hard,
                task: self.what_is_due(found),
                units: self.who_is_due(d),
                line: self.at.position(found.span).line,
            }
        });
        rows.collect()
    }

    /// The task of a deadline; the sentence where it stands in none.
    fn what_is_due(&self, deadline: &Deadline) -> String {
        let summary = self.summary(deadline.id);
        if !summary.is_empty() {
            return summary;
        }
        let outline = &self.analysis.outline;
        let sentence =
            outline.sentence_at(deadline.span.start).and_then(|index| outline.sentences.get(index));
        sentence.map_or_else(String::new, |s| brief(self.analysis.raw(s.span)))
    }

    /// The units that answer for what is due; where no list names them, whom its sentence obliges.
    fn who_is_due(&self, deadline: &Deadline<Spot>) -> String {
        let units = self.answerable(deadline);
        if !units.is_empty() {
            return units.join("、");
        }
        let obliges = self.record.facts.obligations.iter().filter(|o| o.deadlines.contains(&deadline.id));
        let mut subjects = obliges.filter_map(|o| o.subject.as_ref());
        let named = subjects.find(|s| s.source != SubjectSource::Issuer);
        named.map_or_else(String::new, |s| brief(&s.text))
    }

    /// The units that answer for what is due: those of its task, else of the lists that govern its place.
    fn answerable(&self, deadline: &Deadline<Spot>) -> Vec<&str> {
        let task = self.task(deadline.id);
        let governs = |a: &&Assignment<Spot>| match task {
            Some(task) => task.assignments.contains(&a.id),
            None => a.scope.start <= deadline.span.start && deadline.span.end <= a.scope.end,
        };
        let mut units: Vec<&str> = Vec::new();
        let named = self.record.facts.assignments.iter().filter(governs).flat_map(|a| &a.units);
        for unit in named.filter(|u| matches!(u.role, Role::Lead | Role::Responsible)) {
            let name = unit.canonical.as_deref().unwrap_or(&unit.name);
            if !units.contains(&name) {
                units.push(name);
            }
        }
        units
    }

    fn citations(&self) -> Vec<CitationRow> {
        let pairs = self.record.facts.citations.iter().zip(&self.analysis.facts.citations);
        let rows = pairs.map(|(c, found)| CitationRow {
            title: c.title.clone(),
            number: c.number.as_ref().map(|n| n.raw.clone()),
            role: word(&c.role),
            status: word(&c.status.value),
            line: self.at.position(found.span).line,
        });
        rows.collect()
    }
}
