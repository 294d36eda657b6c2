//! Two versions of a document, clause by clause.

use serde::Serialize;

/// The schema of the output.
pub(super) const COMPARISON_SCHEMA: &str = "hegui-diff/1";

/// What became of the clauses of one version in the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Comparison {
    /// `hegui-diff/1`
    pub schema: &'static str,
    /// Path of the earlier version.
    pub before: String,
    /// Path of the later version.
    pub after: String,
    /// Clauses that stayed as they were, or only moved.
    pub unchanged: usize,
    /// The others, in the order of the later version.
    pub changes: Vec<Change>,
}

impl Comparison {
    /// A comparison of two papers.
    #[must_use]
    pub fn new(before: String, after: String, unchanged: usize, changes: Vec<Change>) -> Self {
        Self { schema: COMPARISON_SCHEMA, before, after, unchanged, changes }
    }
}

/// A clause that was added, deleted or changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What became of it.
    pub kind: ChangeKind,
    /// The clause before; `None` when it was added.
    pub before: Option<ClauseAt>,
    /// The clause now; `None` when it was deleted.
    pub after: Option<ClauseAt>,
    /// What differs, in order.
    pub differences: Vec<Difference>,
}

/// What became of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// 新增
    Added,
    /// 删除
    Deleted,
    /// 修改
    Changed,
}

/// A clause and where it stands in the raw text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClauseAt {
    /// `第三条`
    pub label: String,
    /// Its normalised text.
    pub text: String,
    /// Line, 1-based.
    pub line: u32,
    /// Column, 1-based.
    pub column: u32,
}

/// One difference within a clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What sort.
    pub kind: DifferenceKind,
    /// The words before; empty when some were put in.
    pub before: String,
    /// The words now; empty when some were taken out.
    pub after: String,
}

/// Sorts of differences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DifferenceKind {
    /// A duty or prohibition became a permission, went or weighs less: 应当→可以, 应当→原则上应当, 批准→备案.
    Weakened,
    /// The other way round.
    Strengthened,
    /// A duty became a prohibition, or a prohibition a duty: 应当→不应当.
    Reversed,
    /// Another deadline.
    Deadline,
    /// Another unit.
    Unit,
    /// Another number.
    Number,
    /// Other words.
    Wording,
}

impl DifferenceKind {
    /// The Chinese word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Weakened => "弱化",
            Self::Strengthened => "强化",
            Self::Reversed => "相反",
            Self::Deadline => "时限",
            Self::Unit => "单位",
            Self::Number => "数字",
            Self::Wording => "文字",
        }
    }
}

impl ChangeKind {
    /// The Chinese word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Added => "新增",
            Self::Deleted => "删除",
            Self::Changed => "修改",
        }
    }
}
