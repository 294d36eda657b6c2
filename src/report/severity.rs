//! How much a defect matters. In a file of its own because the build reads rule files too (`build/rulepack.rs`).

use serde::Serialize;

/// How much a defect matters in law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// 提示: form and style.
    Info,
    /// 警告: a defect of procedure, or one that a person must verify.
    Warning,
    /// 错误: against the law.
    Error,
}
