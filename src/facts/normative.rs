//! Whether a paper is an administrative normative document (行政规范性文件), with the reasons.

use serde::Serialize;

use super::{Context, Facts};

/// The judgement on one paper.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Normative {
    /// Yes, no, or not to be decided from the text.
    pub value: Option<bool>,
    /// Sum of the points of the reasons.
    pub score: i32,
    /// In Chinese, the decisive ones first.
    pub reasons: Vec<String>,
}

/// Judges the paper by its content, also when the web copy lost its head.
pub(super) fn judge(_cx: &Context<'_>, _so_far: &Facts) -> Normative {
    Normative::default()
}
