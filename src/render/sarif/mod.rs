//! `--format sarif`: SARIF 2.1.0, for code hosts and editors. One run; rules with their basis, results with places in UTF-16
//! code units, files with hashes, what could not be read as notifications.
//!
//! Places of a page's main text do not exist in its file: such a text goes along as an artifact nested in the file.

mod artifact;

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::{Form, Kept, Region, Renderer, Spot, Task};
use crate::report::{Baseline, Certainty, Problem, RuleView, Severity};
use artifact::Shelf;

/// `--format sarif`
pub(super) const RENDERER: Renderer = Renderer {
    name: "sarif",
    about: "SARIF 2.1.0，供编辑器、代码托管和流水线读取",
    extensions: &["sarif"],
    tasks: &[Task::Check],
    is_text: true,
    with_breakdown: false,
    form: Form::Whole(|kept, rules, out| render(kept, rules, out)),
};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

fn render(kept: &[Kept], rules: &[RuleView], out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &log(kept, rules))?;
    out.write_all(b"\n")
}

/// The whole log.
fn log(kept: &[Kept], rules: &[RuleView]) -> Value {
    let shelf = Shelf::of(kept);
    let spots = kept.iter().enumerate().flat_map(|(n, k)| k.findings.iter().map(move |spot| (n, spot)));
    let has_suppressed = spots.clone().any(|(_, s)| s.finding.baseline == Baseline::Suppressed);
    let results: Vec<Value> = spots
        .map(|(document, spot)| {
            let mut result = result(spot, document, &shelf, rules);
            if has_suppressed && let Some(fields) = result.as_object_mut() {
                fields.insert("suppressions".to_owned(), suppressions(spot.finding.baseline));
            }
            result
        })
        .collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver(rules) },
            "language": "zh-CN",
            "columnKind": "utf16CodeUnits",
            "defaultEncoding": "UTF-8",
            "invocations": [invocation(kept, &shelf)],
            "artifacts": shelf.artifacts(),
            "results": results,
        }],
    })
}

fn driver(rules: &[RuleView]) -> Value {
    json!({
        "name": "hegui",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "language": "zh-CN",
        "shortDescription": { "text": "中文政策文件合规检查。" },
        "rules": rules.iter().map(rule).collect::<Vec<_>>(),
    })
}

fn rule(rule: &RuleView) -> Value {
    let basis: Vec<String> = rule.basis.iter().map(ToString::to_string).collect();
    json!({
        "id": rule.id,
        "name": rule.name,
        "shortDescription": { "text": rule.title },
        "fullDescription": { "text": rule.explain },
        "help": { "text": format!("{}\n依据：{}", rule.explain, basis.join("；")) },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": {
            "basis": basis,
            "pack": rule.pack,
            "precision": precision(rule.confidence),
            "tags": [rule.pack, rule.pack_title],
        },
    })
}

fn result(spot: &Spot, document: usize, shelf: &Shelf<'_>, rules: &[RuleView]) -> Value {
    let finding = &spot.finding;
    let basis: Vec<String> = finding.basis.iter().map(ToString::to_string).collect();
    let mut message = finding.message.clone();
    if !basis.is_empty() {
        message.push_str(&format!("。依据：{}", basis.join("；")));
    }
    if !finding.advice.is_empty() {
        message.push_str(&format!("。建议：{}", finding.advice));
    }
    let mut result = json!({
        "ruleId": finding.rule,
        "kind": "fail",
        "level": level(finding.severity),
        "message": { "text": message },
        "locations": [{ "physicalLocation": physical(spot.region, &finding.span.text, &shelf.location(document)) }],
        "partialFingerprints": { "hegui/1": finding.fingerprint },
        "baselineState": if finding.baseline == Baseline::New { "new" } else { "unchanged" },
        "rank": rank(finding.confidence),
        "properties": { "name": finding.name, "basis": basis, "advice": finding.advice },
    });
    let Some(fields) = result.as_object_mut() else { return result };
    if let Ok(index) = rules.binary_search_by(|r| r.id.as_str().cmp(&finding.rule)) {
        fields.insert("ruleIndex".to_owned(), json!(index));
    }
    if !finding.related.is_empty() {
        let related = (1usize..).zip(finding.related.iter().zip(&spot.related));
        let related = related.map(|(id, (place, region))| {
            json!({
                "id": id,
                "message": { "text": place.message },
                "physicalLocation": physical(*region, &place.span.text, &shelf.location(document)),
            })
        });
        fields.insert("relatedLocations".to_owned(), related.collect());
    }
    result
}

fn physical(region: Region, text: &str, artifact: &Value) -> Value {
    json!({
        "artifactLocation": artifact,
        "region": {
            "startLine": region.start_line,
            "startColumn": region.start_column,
            "endLine": region.end_line,
            "endColumn": region.end_column,
            "charOffset": region.offset,
            "charLength": region.length,
            "snippet": { "text": text },
        },
    })
}

/// Once any result of a run says whether it is suppressed, all have to.
fn suppressions(baseline: Baseline) -> Value {
    if baseline == Baseline::Suppressed {
        json!([{ "kind": "external", "status": "accepted" }])
    } else {
        json!([])
    }
}

fn invocation(kept: &[Kept], shelf: &Shelf<'_>) -> Value {
    let problems = kept.iter().enumerate().flat_map(|(n, k)| k.problems.iter().map(move |p| (n, p)));
    let notifications: Vec<Value> = problems.map(|(n, problem)| notification(n, problem, shelf)).collect();
    json!({
        "executionSuccessful": !kept.iter().flat_map(|k| &k.problems).any(|p| p.fatal),
        "toolExecutionNotifications": notifications,
    })
}

fn notification(document: usize, problem: &Problem, shelf: &Shelf<'_>) -> Value {
    let mut notification = Map::new();
    notification.insert("level".to_owned(), json!(if problem.fatal { "error" } else { "warning" }));
    notification.insert("message".to_owned(), json!({ "text": problem.message }));
    notification.insert("descriptor".to_owned(), json!({ "id": problem.kind }));
    let place = json!([{ "physicalLocation": { "artifactLocation": shelf.file(document) } }]);
    notification.insert("locations".to_owned(), place);
    Value::Object(notification)
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

const fn precision(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::High => "high",
        Certainty::Medium => "medium",
        Certainty::Low => "low",
    }
}

/// How soon to look at it, 0 to 100: what is sure comes first.
const fn rank(certainty: Certainty) -> f64 {
    match certainty {
        Certainty::High => 90.0,
        Certainty::Medium => 60.0,
        Certainty::Low => 30.0,
    }
}
