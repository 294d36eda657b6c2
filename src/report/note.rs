//! A rule in words, for reports and for `hegui rules explain`.

use serde::Serialize;

/// What a reader needs to know of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RuleNote {
    /// Rule id.
    pub rule: String,
    /// Rule name, kebab-case.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Severity, certainty and status in words.
    pub standing: String,
    /// Why, and how to mend.
    pub explain: String,
    /// Which papers it is meant for.
    pub applies: String,
    /// How it looks.
    pub method: String,
    /// What it rests on.
    pub basis: Vec<BasisNote>,
    /// What to do.
    pub advice: String,
    /// How many of the hits that were read were right, and when.
    pub precision: String,
    /// Its proof.
    pub examples: Vec<ExampleNote>,
}

/// An article in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct BasisNote {
    /// Document and article.
    pub citation: String,
    /// Level, whether it was read, from when to when it holds.
    pub standing: String,
    /// Its gist; may be empty.
    pub gist: String,
}

/// An example.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ExampleNote {
    /// What it must come to, in a word.
    pub verdict: String,
    /// On one line.
    pub text: String,
    /// What is hit; may be empty.
    pub at: String,
    /// Why it is here; may be empty.
    pub note: String,
}

/// The rule in words; filled by the rule packs.
impl RuleNote {
    /// A note with nothing but its heading.
    pub(crate) fn new(rule: &str, name: &str, title: &str) -> Self {
        let text = |text: &str| text.to_owned();
        Self {
            rule: text(rule),
            name: text(name),
            title: text(title),
            standing: String::new(),
            explain: String::new(),
            applies: String::new(),
            method: String::new(),
            basis: Vec::new(),
            advice: String::new(),
            precision: String::new(),
            examples: Vec::new(),
        }
    }
}
