//! Every shipped rule is proven by its own examples, and the catalogue page is up to date.

use hegui::document::Decoded;
use hegui::engine::Engine;
use hegui::engine::examples;
use hegui::rulepack::{ExampleVerdict, Registry, catalogue};

#[test]
fn every_shipped_rule_lives_up_to_its_examples() {
    let registry = Registry::embedded().unwrap_or_else(|error| panic!("{error}"));
    registry.prove_patterns().unwrap_or_else(|error| panic!("{error}"));
    let failures = examples::prove(&registry, |_| true).unwrap_or_else(|error| panic!("{error}"));
    let messages: Vec<String> = failures.iter().map(ToString::to_string).collect();
    assert!(messages.is_empty(), "\n{}", messages.join("\n"));
}

#[test]
fn the_catalogue_page_is_up_to_date() {
    let registry = Registry::embedded().unwrap_or_else(|error| panic!("{error}"));
    let page = include_str!("../docs/rules.md");
    assert!(
        page == catalogue::markdown(&registry),
        "docs/rules.md 已过时：hegui rules list --format md > docs/rules.md"
    );
}

#[test]
fn a_scaffold_loads_and_proves_itself() {
    let text = catalogue::scaffold("XX-001", "late-filing", "0.1.0");
    let registry = Registry::load(&[("rules/xx/late-filing.toml".to_owned(), text)]);
    let registry = registry.unwrap_or_else(|error| panic!("{error}"));
    let failures = examples::prove(&registry, |_| true).unwrap_or_else(|error| panic!("{error}"));
    assert!(failures.is_empty(), "{failures:?}");
}

/// What is forbidden, denied or to be prevented did not happen.
#[test]
fn a_forbidden_or_denied_defect_of_review_is_none() {
    let registry = Registry::embedded().unwrap_or_else(|error| panic!("{error}"));
    let engine = Engine::builder().build().unwrap_or_else(|error| panic!("{error}"));
    let mut wrong = Vec::new();
    for rule in registry.rules().iter().filter(|r| r.pack == "LR") {
        for example in rule.examples.iter().filter(|e| e.verdict == ExampleVerdict::Bad) {
            let inner = example.text.trim_end_matches('。');
            for text in [
                format!("严禁{inner}。"),
                format!("坚决杜绝{inner}的现象。"),
                format!("检查中未发现{inner}的情况。"),
                format!("{inner}的，责令改正。"),
            ] {
                let mut decoded = Decoded::default();
                decoded.raw.clone_from(&text);
                let report = engine.check(decoded).report(false);
                let found = report.findings.iter().filter(|f| f.rule.starts_with("LR"));
                wrong.extend(found.map(|f| format!("{}：{text}", f.rule)));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
