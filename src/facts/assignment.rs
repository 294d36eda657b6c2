//! 责任单位、牵头单位、配合单位: who is given a task.

use serde::Serialize;

use super::{Context, FactId, Facts, Locate};
use crate::text::{Norm, Span};

/// A list of units or an assigning phrase.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Assignment<P = Span<Norm>> {
    /// `a1`, `a2` …
    pub id: FactId,
    /// The whole list, brackets included when there are brackets.
    pub span: P,
    /// The units, in order.
    pub units: Vec<Unit<P>>,
    /// Whether the list ends in 等有关部门 and is therefore not complete.
    pub open_ended: bool,
    /// How the roles were read.
    pub role_source: RoleSource,
    /// The text the list governs.
    pub scope: P,
}

/// One unit of a list.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Unit<P = Span<Norm>> {
    /// As printed.
    pub name: String,
    /// Full current-at-the-document's-date name, when it can be resolved.
    pub canonical: Option<String>,
    /// What it is asked to do.
    pub role: Role,
    /// What sort of unit it is.
    pub kind: UnitKind,
    /// Where it stands.
    pub span: P,
}

/// What a unit is asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 牵头
    Lead,
    /// 责任
    Responsible,
    /// 配合
    Supporting,
    /// 参与
    Participating,
}

/// Sorts of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum UnitKind {
    /// A single organ.
    Organ,
    /// An office within or beside an organ.
    Office,
    /// All of a group: 各乡镇政府.
    GroupAll,
    /// Some of a group: 市直各有关部门.
    GroupSome,
    /// A single township or street.
    Township,
    /// A Party organ.
    Party,
    /// A court or procuratorate.
    Court,
    /// A person by role.
    PersonRole,
    /// A field of work standing for its departments.
    Field,
}

/// How the roles of a list were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum RoleSource {
    /// 责任单位：…
    Label,
    /// …牵头，…配合
    Suffix,
    /// 由…负责
    Phrase,
    /// Column of a table.
    Column,
    /// 列第一位的为牵头单位，下同
    Declaration,
}

impl Assignment {
    pub(super) fn relocate<L: Locate>(&self, at: &L) -> Assignment<L::Place> {
        Assignment {
            id: self.id,
            span: at.place(self.span),
            units: self.units.iter().map(|u| u.relocate(at)).collect(),
            open_ended: self.open_ended,
            role_source: self.role_source,
            scope: at.place(self.scope),
        }
    }
}

impl Unit {
    fn relocate<L: Locate>(&self, at: &L) -> Unit<L::Place> {
        Unit {
            name: at.printed(self.span),
            canonical: self.canonical.clone(),
            role: self.role,
            kind: self.kind,
            span: at.place(self.span),
        }
    }
}

/// Finds every assignment, in order.
pub(super) fn find(_cx: &Context<'_>, _so_far: &Facts) -> Vec<Assignment> {
    Vec::new()
}
