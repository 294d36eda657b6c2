//! Every document of `corpus/` end to end: what `NAME.toml` says must be found is found, nothing else is flagged, and the
//! whole report matches its snapshot (`cargo insta review` after a wanted change).

#![allow(clippy::disallowed_methods)] // Tests read the corpus.

use std::fs;
use std::path::{Path, PathBuf};

use hegui::engine::Engine;
use hegui::render::{Page, Task, renderer};
use hegui::report::{Report, Severity};
use hegui::source;

/// What a corpus document must yield.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// Why the document is here.
    about: String,
    /// Findings that must be there; any other error or warning is a false alarm.
    #[serde(default)]
    finding: Vec<ExpectedFinding>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedFinding {
    /// Rule id, or the letters of its pack.
    rule: String,
    /// Text that the finding's place covers or lies in.
    text: String,
}

fn documents() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let entries = fs::read_dir(folder).expect("corpus").map(|e| e.expect("entry").path());
    let mut paths: Vec<PathBuf> =
        entries.filter(|p| p.is_file() && p.extension().is_some_and(|e| e != "toml")).collect();
    paths.sort();
    paths
}

fn expectation(path: &Path) -> Expected {
    let file = path.with_extension("toml");
    let text = fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}：{e}", file.display()));
    toml::from_str(&text).unwrap_or_else(|e| panic!("{}：{e}", file.display()))
}

/// The report as a terminal of 100 columns would show it, facts and findings.
fn shown(report: &Report, raw: &str) -> String {
    let text = renderer("text").expect("text");
    let mut out = Vec::new();
    for task in [Task::Check, Task::Extract] {
        let page = Page { task, ..Page::of(report, raw) };
        text.render(&page, &mut out).expect("memory");
        out.extend_from_slice(b"\n");
    }
    String::from_utf8(out).expect("utf-8")
}

#[test]
fn corpus_documents_yield_what_they_were_written_for() {
    let engine = Engine::builder().build().expect("rules");
    let paths = documents();
    assert!(paths.len() >= 6, "corpus/ 没有样例");
    let mut wrong = Vec::new();
    for path in paths {
        let name = path.file_name().expect("name").to_string_lossy().into_owned();
        let bytes = fs::read(&path).expect("document");
        let analysis = engine.check(source::decode(&name, &bytes));
        let report = analysis.report(false);
        let expected = expectation(&path);
        assert!(!expected.about.is_empty(), "{name} 没有写明用途");
        let met = |e: &ExpectedFinding, rule: &str, text: &str| {
            rule.starts_with(&e.rule)
                && (text.contains(&e.text) || (!text.is_empty() && e.text.contains(text)))
        };
        let covers = |e: &ExpectedFinding| {
            report.findings.iter().any(|f| {
                met(e, &f.rule, &f.span.text) || f.related.iter().any(|r| met(e, &f.rule, &r.span.text))
            })
        };
        wrong.extend(
            expected
                .finding
                .iter()
                .filter(|e| !covers(e))
                .map(|e| format!("{name}：漏了 {} {}", e.rule, e.text)),
        );
        for f in report.findings.iter().filter(|f| f.severity > Severity::Info) {
            if !expected.finding.iter().any(|e| met(e, &f.rule, &f.span.text)) {
                wrong.push(format!("{name}：误报 {} {}「{}」", f.rule, f.message, f.span.text));
            }
        }
        insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name.as_str(), shown(&report, analysis.document.raw()));
        });
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_expectation_has_its_document() {
    let names: Vec<PathBuf> = documents().iter().map(|p| p.with_extension("toml")).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for entry in fs::read_dir(folder).expect("corpus") {
        let path = entry.expect("entry").path();
        if path.extension().is_some_and(|e| e == "toml") {
            assert!(names.contains(&path), "{} 没有对应的样例", path.display());
        }
    }
}

#[test]
fn output_does_not_depend_on_the_number_of_threads_or_the_run() {
    let engine = Engine::builder().build().expect("rules");
    let spread = Engine::builder().spread(true).build().expect("rules");
    let paths = documents();
    let once = |engine: &Engine, jobs: usize| {
        let mut out = Vec::new();
        let inputs = (0..5).flat_map(|_| paths.clone());
        let work = |path: PathBuf| {
            let bytes = fs::read(&path).expect("document");
            let report = engine.check(source::decode(&path.to_string_lossy(), &bytes)).report(true);
            serde_json::to_string(&report).expect("json")
        };
        hegui::archive::run(inputs, jobs, work, |line| {
            out.push(line);
            true
        });
        out
    };
    let first = once(&engine, 1);
    assert_eq!(first, once(&engine, 2));
    assert_eq!(first, once(&engine, 1));
    assert_eq!(first, once(&spread, 1));
}
