//! Every shipped rule is proven by its own examples, and the catalogue page is up to date.

use hegui::engine::examples;
use hegui::rulepack::Registry;

#[test]
fn every_shipped_rule_lives_up_to_its_examples() {
    let registry = Registry::embedded().unwrap_or_else(|error| panic!("{error}"));
    registry.prove_patterns().unwrap_or_else(|error| panic!("{error}"));
    let failures = examples::prove(&registry, |_| true).unwrap_or_else(|error| panic!("{error}"));
    let messages: Vec<String> = failures.iter().map(ToString::to_string).collect();
    assert!(messages.is_empty(), "\n{}", messages.join("\n"));
}
