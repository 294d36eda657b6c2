//! How sure the machine is. In a file of its own because the build reads rule files too (`build/rulepack.rs`).

use serde::Serialize;

/// How sure the machine is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// A guess that a person should look at.
    Low,
    /// Probably right.
    Medium,
    /// As good as certain.
    High,
}
