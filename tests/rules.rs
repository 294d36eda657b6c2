//! Every shipped rule is proven by its own examples, and the catalogue page is up to date.

use hegui::engine::examples;
use hegui::rulepack::{Registry, catalogue};

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
    assert!(page == catalogue::markdown(&registry), "docs/rules.md 已过时：hegui rules list --format md > docs/rules.md");
}

#[test]
fn a_scaffold_loads_and_proves_itself() {
    let text = catalogue::scaffold("XX-001", "late-filing", "0.1.0");
    let registry = Registry::load(&[("rules/xx/late-filing.toml".to_owned(), text)]);
    let registry = registry.unwrap_or_else(|error| panic!("{error}"));
    let failures = examples::prove(&registry, |_| true).unwrap_or_else(|error| panic!("{error}"));
    assert!(failures.is_empty(), "{failures:?}");
}
