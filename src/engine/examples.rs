//! Proves rules: runs every example through the whole engine and compares what comes out with what the author promised.

use std::fmt;
use std::sync::Arc;

use super::{Analysis, Engine, guarded};
use crate::across::{self, Judge};
use crate::check::{Checker, YIELDED};
use crate::document::Decoded;
use crate::error::Error;
use crate::facts::metadata::{DateAt, Stage};
use crate::facts::{self, Text};
use crate::report::{AcrossFinding, Locator, Verdict};
use crate::rulepack::{ExampleMeta, ExampleSpec, ExampleVerdict, Registry, Rule, StageName};
use crate::text::Span;

/// An example that did not come to what it promised.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Failure {
    /// Rule id.
    pub rule: Arc<str>,
    /// The file.
    pub path: String,
    /// Line of the example's text.
    pub line: u32,
    /// Which example, from 1.
    pub number: usize,
    /// What happened instead, in Chinese.
    pub message: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:1：{} 例{}：{}", self.path, self.line, self.rule, self.number, self.message)
    }
}

/// Runs the examples of every rule that `chosen` picks; empty when all hold.
///
/// # Errors
/// When the rules cannot be prepared at all.
pub fn prove(registry: &Registry, chosen: impl Fn(&Rule) -> bool) -> Result<Vec<Failure>, Error> {
    let mut failures = Vec::new();
    let engine = |profile: Option<&str>| -> Result<Engine, Error> {
        let checker = Checker::new(registry.clone(), profile)?;
        Ok(Engine { checker: Some(Arc::new(checker)), ..Engine::default() })
    };
    let plain = engine(None)?;
    let judge = Judge::new(registry)?;
    for rule in registry.rules().iter().filter(|r| r.is_active() && chosen(r)) {
        for (number, example) in (1usize..).zip(rule.examples.iter()) {
            let message = if rule.is_across() {
                across_complaint(rule, example, &plain.judge_example(example, &judge))
            } else {
                let special = example.meta.profile.as_deref().map(|p| engine(Some(p))).transpose()?;
                complaint(rule, example, &special.as_ref().unwrap_or(&plain).check_example(example))
            };
            if let Some(message) = message {
                failures.push(Failure {
                    rule: Arc::clone(&rule.id),
                    path: rule.path.clone(),
                    line: example.line,
                    number,
                    message,
                });
            }
        }
    }
    Ok(failures)
}

impl Engine {
    /// Analyses an example's text, sets what the text cannot say, and runs the rules.
    #[must_use]
    pub fn check_example(&self, example: &ExampleSpec) -> Analysis {
        let decoded =
            Decoded {
                path: "示例".into(), format: "text", raw: example.text.clone(), ..Decoded::default()
            };
        guarded(decoded, |decoded| {
            let (mut analysis, hits) = self.find(decoded, facts::find);
            set(&mut analysis, &example.meta);
            self.judge(&mut analysis, &hits);
            analysis
        })
    }
}

/// What begins each document in an example of a rule across documents, before its name.
const DOCUMENT: &str = "==== ";

impl Engine {
    /// Analyses the documents of an example and lays them side by side.
    fn judge_example(&self, example: &ExampleSpec, judge: &Judge<'_>) -> Vec<AcrossFinding> {
        let mut documents: Vec<(String, String)> = Vec::new();
        for line in example.text.lines() {
            match (line.strip_prefix(DOCUMENT), documents.last_mut()) {
                (Some(path), _) => documents.push((path.trim().to_owned(), String::new())),
                (None, Some((_, text))) => {
                    text.push_str(line);
                    text.push('\n');
                }
                (None, None) => {}
            }
        }
        let analysed: Vec<_> = documents
            .into_iter()
            .map(|(path, raw)| {
                let analysis = self.extract(Decoded { path, format: "text", raw, ..Decoded::default() });
                across::read(&Locator::new(&analysis.document), &analysis.outline, &analysis.facts)
            })
            .collect();
        let groups = across::groups(&analysed);
        across::settled(groups.iter().flat_map(|group| judge.judge(group)).collect())
    }
}

/// What is wrong with the findings on a set of documents, if anything.
fn across_complaint(rule: &Rule, example: &ExampleSpec, found: &[AcrossFinding]) -> Option<String> {
    let of_rule = || found.iter().filter(|f| *f.rule == *rule.id);
    let quotes =
        || of_rule().flat_map(|f| &f.places).map(|p| p.text.as_str()).collect::<Vec<_>>().join("”、“");
    let fires = of_rule().next().is_some();
    match example.verdict {
        ExampleVerdict::Bad if !fires => Some("应当命中而未命中".to_owned()),
        ExampleVerdict::Bad => {
            let at = example.at.as_deref()?;
            let is_there = of_rule().any(|f| f.places.first().is_some_and(|p| p.text == at || p.path == at));
            (!is_there).then(|| format!("应命中“{at}”，实际命中“{}”", quotes()))
        }
        ExampleVerdict::Good if fires => Some(format!("误报：“{}”", quotes())),
        ExampleVerdict::TodoBad if fires => Some("已能命中，请把 todo-bad 改为 bad".to_owned()),
        ExampleVerdict::TodoGood if !fires => Some("已不误报，请把 todo-good 改为 good".to_owned()),
        _ => None,
    }
}

fn set(analysis: &mut Analysis, meta: &ExampleMeta) {
    let start = Span::new(0, 0);
    let metadata = &mut analysis.facts.metadata;
    let text = |text: &String| Text { text: text.clone(), span: start };
    if let Some(normative) = meta.normative {
        metadata.normative.value = Some(normative);
    }
    if let Some(date) = meta.date {
        let span = metadata.signed_on.as_ref().map_or(start, |d| d.span);
        metadata.signed_on = Some(DateAt { date, span });
    }
    if let Some(kind) = &meta.doc_kind {
        metadata.doc_kind = Some(text(kind));
    }
    if let Some(issuer) = &meta.issuer {
        metadata.issuing_body = vec![text(issuer)];
    }
    if meta.region.is_some() {
        metadata.jurisdiction.clone_from(&meta.region);
    }
    if let Some(stage) = meta.stage {
        metadata.stage = match stage {
            StageName::Draft => Stage::Draft,
            StageName::Issued => Stage::Issued,
            StageName::Unknown => Stage::Unknown,
        };
    }
}

/// What is wrong with the outcome of an example, if anything.
fn complaint(rule: &Rule, example: &ExampleSpec, analysis: &Analysis) -> Option<String> {
    let ruling = analysis.checked.rulings.iter().find(|r| r.rule == rule.id)?;
    let findings = analysis.checked.findings.iter().filter(|f| f.rule == *rule.id);
    let raw = analysis.document.raw();
    let mut quotes: Vec<&str> = findings.map(|f| analysis.document.map.raw(f.span).of(raw)).collect();
    // A place that another rule tells better was seen all the same.
    if example.verdict == ExampleVerdict::Bad && ruling.reason == YIELDED {
        quotes.extend(ruling.evidence.iter().map(|span| analysis.document.map.raw(*span).of(raw)));
    }
    match example.verdict {
        ExampleVerdict::Bad if quotes.is_empty() => Some(format!("应当命中而未命中：{}", ruling.reason)),
        ExampleVerdict::Bad => {
            let at = example.at.as_deref()?;
            let places = || quotes.iter().map(|q| format!("“{q}”")).collect::<Vec<_>>().join("、");
            (!quotes.contains(&at)).then(|| format!("应命中“{at}”，实际命中{}", places()))
        }
        ExampleVerdict::Good if !quotes.is_empty() => Some(format!("误报：“{}”", quotes.join("”、“"))),
        ExampleVerdict::Skip if ruling.verdict != Verdict::NotApplicable => {
            Some(format!("应为不适用，实际是{}：{}", word(ruling.verdict), ruling.reason))
        }
        ExampleVerdict::Undecided if ruling.verdict != Verdict::Undecided => {
            Some(format!("应为无法判断，实际是{}：{}", word(ruling.verdict), ruling.reason))
        }
        ExampleVerdict::Undecided => {
            let at = example.at.as_deref()?;
            let shown = ruling.evidence.iter().any(|span| analysis.document.raw_of(*span) == at);
            (!shown).then(|| format!("线索应为“{at}”，实际另有所指"))
        }
        ExampleVerdict::TodoBad if !quotes.is_empty() => Some("已能命中，请把 todo-bad 改为 bad".to_owned()),
        ExampleVerdict::TodoGood if quotes.is_empty() => {
            Some("已不误报，请把 todo-good 改为 good".to_owned())
        }
        _ => None,
    }
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "通过",
        Verdict::Fail => "不通过",
        Verdict::NotApplicable => "不适用",
        Verdict::Undecided => "无法判断",
    }
}
