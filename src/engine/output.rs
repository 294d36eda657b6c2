//! What goes out of an analysis: the report, the record of a store, the task table. Places of the normalised text become places
//! of the raw text.

use super::Analysis;
use crate::check::Ruling;
use crate::document::Repair;
use crate::facts::Locate;
use crate::facts::task::breakdown;
use crate::report::{
    Finding, Locator, NodeView, Outcome, Related, RepairView, Report, Spots, StoredRecord, TaskSheet,
};
use crate::text::{Norm, Raw, Span};

impl Analysis {
    /// The output of the document; `with_text` adds the raw text.
    #[must_use]
    pub fn report(&self, with_text: bool) -> Report {
        let document = &self.document;
        let at = Locator::new(document);
        let nodes = (0u32..).zip(&self.outline.nodes).map(|(id, node)| NodeView {
            id,
            parent: node.parent,
            level: node.level,
            kind: node.kind,
            label: at.printed(node.label),
            title: at.printed(node.title),
            span: at.place(node.span),
        });
        Report {
            schema: "hegui/1",
            hegui_version: env!("CARGO_PKG_VERSION"),
            rules_version: self.rules_version.clone(),
            path: document.decoded.path.clone(),
            sha256: document.decoded.sha256.clone(),
            format: document.decoded.format,
            encoding: document.decoded.encoding.clone(),
            script: document.script,
            as_of: self.as_of,
            laws_as_of: self.laws_as_of(),
            text: with_text.then(|| document.raw().to_owned()),
            repairs: self.repairs(|span| at.raw(span)),
            problems: document.decoded.problems.clone(),
            outline: nodes.collect(),
            facts: self.facts.relocate(&at),
            outcomes: self.checked.rulings.iter().map(|r| outcome(r, &at)).collect(),
            findings: self.checked.findings.iter().map(|f| place(f, &at)).collect(),
            absent: self.triaged.as_ref().map(|t| t.absent.clone()).unwrap_or_default(),
            states: self.triaged.as_ref().map(|t| t.states),
            notes: self.checked.notes.clone(),
        }
    }

    fn repairs<P>(&self, place: impl Fn(Span<Raw>) -> P) -> Vec<RepairView<P>> {
        let document = &self.document;
        let view = |r: &Repair| RepairView {
            kind: r.kind,
            span: place(r.span),
            after: r.after.clone(),
            before: r.before.clone(),
            certainty: r.certainty,
        };
        document.decoded.removed.iter().chain(&document.repairs).map(view).collect()
    }

    /// The raw text of a span.
    #[must_use]
    pub fn raw(&self, span: Span<Norm>) -> &str {
        self.document.map.raw(span).of(self.document.raw())
    }

    /// What a store keeps of the document; `at` makes places of it.
    #[must_use]
    pub fn stored_record(&self, at: &Locator<'_>) -> StoredRecord {
        let spots = Spots(at);
        StoredRecord {
            as_of: self.as_of,
            repairs: self.repairs(|span| at.spot(span)),
            facts: self.facts.relocate(&spots),
            findings: self.checked.findings.iter().map(|f| place(f, &spots)).collect(),
        }
    }

    /// The task breakdown table of the document.
    #[must_use]
    pub fn task_sheet(&self) -> TaskSheet {
        let at = Locator::new(&self.document);
        let facts = &self.facts;
        let decoded = &self.document.decoded;
        let broken_down = breakdown::of(self.document.norm(), &self.outline, facts, self.as_of);
        let title = facts.metadata.title.as_ref();
        TaskSheet {
            path: decoded.path.clone(),
            title: title.map(|t| self.document.printed(t.span).into_owned()),
            doc_number: facts.metadata.doc_number.as_ref().map(|n| n.raw.clone()),
            as_of: self.as_of,
            problems: decoded.problems.clone(),
            breakdown: broken_down.relocate(&at),
        }
    }
}

fn outcome(ruling: &Ruling, at: &Locator<'_>) -> Outcome {
    Outcome {
        rule: ruling.rule.to_string(),
        title: ruling.title.to_string(),
        verdict: ruling.verdict,
        reason: ruling.reason.to_string(),
        evidence: ruling.evidence.iter().map(|span| at.place(*span)).collect(),
    }
}

fn place<L: Locate>(finding: &Finding<Span<Norm>>, at: &L) -> Finding<L::Place> {
    let related = finding.related.iter();
    Finding {
        rule: finding.rule.clone(),
        name: finding.name.clone(),
        severity: finding.severity,
        confidence: finding.confidence,
        span: at.place(finding.span),
        message: finding.message.clone(),
        advice: finding.advice.clone(),
        basis: finding.basis.clone(),
        related: related.map(|r| Related { span: at.place(r.span), message: r.message.clone() }).collect(),
        fingerprint: finding.fingerprint.clone(),
        places: finding.places.clone(),
        baseline: finding.baseline,
        suppression: finding.suppression.clone(),
        why: finding.why.clone(),
    }
}
