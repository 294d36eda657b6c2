//! Wires the stages for one document: normalise, outline, facts, rules. A pure function of its inputs.

mod builder;
pub mod examples;

use std::sync::Arc;

use jiff::civil::Date;

use crate::check::{Checked, Checker, Clock, Ruling, Subject};
use crate::document::{Decoded, Document, Problem, Script};
use crate::facts::citation::{Citation, StatusValue};
use crate::facts::task::breakdown;
use crate::facts::{self, Context, Facts, Locate};
use crate::lexicon::{Hits, LawTable, Lexicon};
use crate::normalize;
use crate::outline::Outline;
use crate::report::{
    Basis, Finding, Locator, NodeView, Outcome, Related, RepairView, Report, RuleView, TaskSheet,
};
use crate::rulepack::{Registry, Rule};
use crate::text::OffsetMap;
use crate::text::{Norm, Span};
use crate::triage::{Triage, Triaged};
pub use builder::Builder;

/// The analysis engine: rule packs and options, shared by all threads.
#[derive(Clone, Debug, Default)]
pub struct Engine {
    as_of: Option<Date>,
    checker: Option<Arc<Checker>>,
    laws: Option<Arc<LawTable>>,
    triage: Option<Arc<Triage>>,
    is_explaining: bool,
    clock: Option<Clock>,
}

/// One analysed document, in normalised places; [`Analysis::report`] turns it into output.
pub struct Analysis {
    /// Both texts.
    pub document: Document,
    /// Parts, nodes, sentences.
    pub outline: Outline,
    /// What the document says.
    pub facts: Facts,
    /// What the rules say.
    pub checked: Checked,
    /// What of it was known before; `None` without a baseline and without suppressions.
    pub triaged: Option<Triaged>,
    as_of: Option<Date>,
    rules_version: String,
}

impl Engine {
    /// An engine without rules, for extraction.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same with a date to count from when a document has none of its own.
    #[must_use]
    pub fn with_as_of(mut self, date: Option<Date>) -> Self {
        self.as_of = date;
        self
    }

    /// Options, then [`Builder::build`].
    #[must_use]
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Finds the facts of one document; runs no rules.
    #[must_use]
    pub fn extract(&self, decoded: Decoded) -> Analysis {
        guarded(decoded, |decoded| self.find(decoded).0)
    }

    /// The analysis without rules, and the terms found on the way.
    fn find(&self, decoded: Decoded) -> (Analysis, Hits) {
        let document = normalize::normalize(decoded);
        let outline = Outline::of(&document);
        let lexicon = Lexicon::embedded();
        let hits = lexicon.scan(document.norm());
        let text = document.norm();
        let (laws, as_of) = (self.laws(), self.as_of);
        let cx = Context { document: &document, text, outline: &outline, hits: &hits, lexicon, laws, as_of };
        let facts = facts::find(&cx);
        let as_of = facts.metadata.date().or(self.as_of);
        let analysis = Analysis {
            document,
            outline,
            facts,
            checked: Checked::default(),
            triaged: None,
            as_of,
            rules_version: String::new(),
        };
        (analysis, hits)
    }

    /// Finds the facts and runs the rules on one document.
    #[must_use]
    pub fn check(&self, decoded: Decoded) -> Analysis {
        guarded(decoded, |decoded| {
            let (mut analysis, hits) = self.find(decoded);
            self.judge(&mut analysis, &hits);
            analysis
        })
    }

    /// Runs the rules on an analysis; an engine without rules leaves it as it is.
    fn judge(&self, analysis: &mut Analysis, hits: &Hits) {
        let Some(checker) = &self.checker else { return };
        analysis.as_of = analysis.facts.metadata.date().or(self.as_of);
        let subject = Subject {
            document: &analysis.document,
            outline: &analysis.outline,
            facts: &analysis.facts,
            hits,
            laws: self.laws(),
            as_of: self.as_of,
        };
        let mut checked = checker.run(&subject, self.clock);
        if self.is_explaining {
            checker.explain(&subject, &mut checked);
        }
        analysis.checked = checked;
        checker.registry().version().clone_into(&mut analysis.rules_version);
        self.triage(analysis);
    }

    /// Compares the findings with what was known before. Of a document that could not be read nothing is gone.
    fn triage(&self, analysis: &mut Analysis) {
        let Some(triage) = &self.triage else { return };
        let Checked { rulings, findings, .. } = &mut analysis.checked;
        let is_read = !analysis.document.decoded.problems.iter().any(|p| p.fatal);
        let is_run = |rule: &str| is_read && rulings.iter().any(|r| *r.rule == *rule);
        analysis.triaged = Some(triage.mark(&analysis.document, findings, is_run));
    }

    /// The rules it runs on a document, in order of id; those that judge several documents together are run by an archive.
    pub fn active_rules(&self) -> impl Iterator<Item = &Rule> {
        let rules = self.registry().into_iter().flat_map(Registry::rules);
        rules.filter(|rule| rule.is_active() && !rule.is_across())
    }

    /// What is known before the run.
    #[must_use]
    pub fn known(&self) -> Option<&Triage> {
        self.triage.as_deref()
    }

    /// The law table: the shipped one, or that with the laws of the user.
    #[must_use]
    pub fn laws(&self) -> &LawTable {
        self.laws.as_deref().unwrap_or_else(|| LawTable::embedded())
    }

    /// The rules it runs, in order of id, as outputs speak of them.
    #[must_use]
    pub fn rule_views(&self) -> Vec<RuleView> {
        let Some(registry) = self.registry() else { return Vec::new() };
        self.active_rules().map(|rule| rule_view(rule, registry)).collect()
    }

    /// The rules it runs, when it runs any.
    #[must_use]
    pub fn registry(&self) -> Option<&Registry> {
        self.checker.as_ref().map(|checker| checker.registry())
    }
}

/// Runs an analysis; a defect of ours that panics becomes a problem of this one document, and the batch goes on.
fn guarded(decoded: Decoded, analyse: impl FnOnce(Decoded) -> Analysis) -> Analysis {
    let mut shell = Decoded {
        path: decoded.path.clone(),
        sha256: decoded.sha256.clone(),
        format: decoded.format,
        encoding: decoded.encoding.clone(),
        ..Decoded::default()
    };
    // Nothing of the engine is changed by an analysis, so nothing can be left half-changed.
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| analyse(decoded))).unwrap_or_else(|_| {
        let message = "分析时程序出错，本文件没有结果；请把文件发给开发者";
        shell.problems.push(Problem::fatal("panic", message));
        let map = OffsetMap::identity(0);
        Analysis {
            document: Document::new(shell, None, map, Vec::new(), Script::Simplified),
            outline: Outline::default(),
            facts: Facts::default(),
            checked: Checked::default(),
            triaged: None,
            as_of: None,
            rules_version: String::new(),
        }
    })
}

impl Analysis {
    /// The day up to which the law table was gathered, when the table had a say.
    fn laws_as_of(&self) -> Option<Date> {
        let is_known = |c: &Citation| c.status.value != StatusValue::Unknown;
        self.facts.citations.iter().any(is_known).then(|| LawTable::embedded().data_as_of()).flatten()
    }

    /// The output of the document; `with_text` adds the raw text.
    #[must_use]
    pub fn report(&self, with_text: bool) -> Report {
        let document = &self.document;
        let at = Locator::new(document);
        let repairs = document.decoded.removed.iter().chain(&document.repairs).map(|r| RepairView {
            kind: r.kind,
            span: at.raw(r.span),
            after: r.after.clone(),
            before: r.before.clone(),
            certainty: r.certainty,
        });
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
            repairs: repairs.collect(),
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
}

impl Analysis {
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

fn rule_view(rule: &Rule, registry: &Registry) -> RuleView {
    let pack = registry.packs().iter().find(|p| p.id == rule.pack);
    let basis = rule.basis.iter();
    RuleView {
        id: rule.id.to_string(),
        name: rule.name.to_string(),
        pack: rule.pack.clone(),
        pack_title: pack.map_or_else(String::new, |p| p.title.clone()),
        title: rule.title.clone(),
        severity: rule.severity,
        confidence: rule.confidence,
        explain: rule.explain.clone(),
        basis: basis.map(|b| Basis { document: b.cite.clone(), article: b.article.clone() }).collect(),
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

fn place(finding: &Finding<Span<Norm>>, at: &Locator<'_>) -> Finding {
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
        baseline: finding.baseline,
        suppression: finding.suppression.clone(),
        why: finding.why.clone(),
    }
}
