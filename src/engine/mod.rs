//! Wires the stages for one document: normalise, outline, facts, rules. A pure function of its inputs.

use jiff::civil::Date;

use crate::check::{Checked, Subject};
use crate::document::{Decoded, Document};
use crate::facts::{self, Context, Facts, Locate};
use crate::lexicon::Lexicon;
use crate::normalize;
use crate::outline::Outline;
use crate::report::{Locator, NodeView, RepairView, Report};

/// The analysis engine: rule packs and options, shared by all threads.
#[derive(Clone, Debug, Default)]
pub struct Engine {
    as_of: Option<Date>,
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
    as_of: Option<Date>,
    rules_version: String,
}

impl Engine {
    /// An engine without rules, for extraction.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Finds the facts of one document; runs no rules.
    #[must_use]
    pub fn extract(&self, decoded: Decoded) -> Analysis {
        let document = normalize::normalize(decoded);
        let outline = Outline::of(&document);
        let lexicon = Lexicon::embedded();
        let hits = lexicon.scan(document.norm());
        let cx =
            Context { document: &document, text: document.norm(), outline: &outline, hits: &hits, lexicon };
        let facts = facts::find(&cx);
        let as_of = facts.metadata.date().or(self.as_of);
        Analysis {
            document,
            outline,
            facts,
            checked: Checked::default(),
            as_of,
            rules_version: String::new(),
        }
    }

    /// Finds the facts and runs the rules on one document.
    #[must_use]
    pub fn check(&self, decoded: Decoded) -> Analysis {
        let analysis = self.extract(decoded);
        let _subject = Subject {
            document: &analysis.document,
            outline: &analysis.outline,
            facts: &analysis.facts,
            as_of: analysis.as_of,
        };
        analysis
    }
}

impl Analysis {
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
            text: with_text.then(|| document.raw().to_owned()),
            repairs: repairs.collect(),
            problems: document.decoded.problems.clone(),
            outline: nodes.collect(),
            facts: self.facts.relocate(&at),
            outcomes: Vec::new(),
            findings: Vec::new(),
        }
    }
}
