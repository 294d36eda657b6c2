//! Wires the stages for one document: normalise, outline, facts, rules. A pure function of its inputs.

mod builder;
pub mod examples;
mod output;
mod sample;

use std::sync::Arc;

use jiff::civil::Date;

use crate::check::{Checked, Checker, Clock, Subject};
use crate::document::{Decoded, Document, Problem, Script};
use crate::facts::citation::{Citation, StatusValue};
use crate::facts::{self, Context, Facts};
use crate::lexicon::{Hits, LawTable, Lexicon};
use crate::normalize;
use crate::outline::Outline;
use crate::report::{Basis, RuleView};
use crate::rulepack::{Registry, Rule};
use crate::text::OffsetMap;
use crate::triage::{Triage, Triaged};
pub use builder::Builder;
pub use sample::{SAMPLE, warm_up};

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

    /// The day by which documents without a date are judged.
    #[must_use]
    pub const fn as_of(&self) -> Option<Date> {
        self.as_of
    }

    /// Options, then [`Builder::build`].
    #[must_use]
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Finds the facts of one document; runs no rules.
    #[must_use]
    pub fn extract(&self, decoded: Decoded) -> Analysis {
        guarded(decoded, |decoded| self.find(decoded, facts::find).0)
    }

    /// Finds only what a document is looked up by ([`facts::describe`]); runs no rules.
    #[must_use]
    pub fn describe(&self, decoded: Decoded) -> Analysis {
        guarded(decoded, |decoded| self.find(decoded, facts::describe).0)
    }

    /// The analysis without rules, and the terms found on the way.
    fn find(&self, decoded: Decoded, facts: fn(&Context<'_>) -> Facts) -> (Analysis, Hits) {
        let document = normalize::normalize(decoded);
        let outline = Outline::of(&document);
        let lexicon = Lexicon::embedded();
        let hits = lexicon.scan(document.norm());
        let text = document.norm();
        let (laws, as_of) = (self.laws(), self.as_of);
        let cx = Context { document: &document, text, outline: &outline, hits: &hits, lexicon, laws, as_of };
        let facts = facts(&cx);
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
            let (mut analysis, hits) = self.find(decoded, facts::find);
            self.judge(&mut analysis, &hits);
            analysis
        })
    }

    /// Runs the rules on an analysis; an engine without rules leaves it as it is.
    fn judge(&self, analysis: &mut Analysis, hits: &Hits) {
        let Some(checker) = &self.checker else { return };
        checker.registry().version().clone_into(&mut analysis.rules_version);
        // Of a paper that could not be read nothing is said; an empty text would pass most rules.
        if analysis.document.decoded.problems.iter().any(|p| p.fatal) {
            return self.triage(analysis);
        }
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
