//! 责任单位、牵头单位、配合单位: who is given a task.
//!
//! One pass over the trigger words that the shared scan found, and over the brackets. Labelled lists come first, then table columns, bracketed notes, and phrases of running text in papers that hand out work.

mod brackets;
mod compound;
mod declaration;
mod fields;
mod join;
mod labels;
mod leading;
mod list;
mod notes;
mod organ;
mod paper;
mod prose;
mod reach;
mod scope;
mod separators;
mod several;
mod stacked;
mod table;
mod tail;
#[cfg(test)]
mod tests;
mod unit_name;
mod words;

use serde::Serialize;

use super::{Context, FactId, Facts, Locate};
use crate::text::{Norm, Span};
use list::Named;
use organ::{Organs, Standpoint};
pub(super) use tail::is_time;
use unit_name::Proof;
use words::{Form, Mark, Words};

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
    pub(super) fn relocate<L: Locate>(&self, at: &L) -> Unit<L::Place> {
        Unit {
            name: at.printed(self.span),
            canonical: self.canonical.clone(),
            role: self.role,
            kind: self.kind,
            span: at.place(self.span),
        }
    }
}

/// A list before its scope and names are resolved.
struct Draft {
    span: Span<Norm>,
    units: Vec<Named>,
    is_open: bool,
    source: RoleSource,
}

/// Finds every assignment, in order.
pub(super) fn find(cx: &Context<'_>, so_far: &Facts) -> Vec<Assignment> {
    let words = Words::get();
    let marks: Vec<Mark> = words.marks(cx.text, cx.hits.of(words.list));
    let reach = paper::reach(cx, so_far);
    let mut tables = table::find(cx.text, &marks, &cx.outline.tables);
    tables.extend(stacked::find(cx.text, &marks));
    let mut rows: Vec<_> = tables.iter().map(|t| (t.draft.span, t.rows)).collect();
    rows.sort_unstable();
    let mut drafts = Vec::new();
    add(&mut drafts, tables.into_iter().map(|t| t.draft).collect());
    add(&mut drafts, labels::find(cx.text, &marks));
    let notes = notes::find(cx.text, &marks, &drafts);
    add(&mut drafts, notes);
    let has_verbs = marks.iter().any(|m| m.form != Form::Stop);
    let prose = prose::Prose { text: cx.text, marks: &marks };
    if has_verbs && reach == paper::Reach::All {
        let phrases = prose.find(&drafts);
        add(&mut drafts, phrases);
    }
    if reach != paper::Reach::None {
        let phrases = prose.several(&drafts);
        add(&mut drafts, phrases);
    }
    drafts.iter_mut().flat_map(|d| &mut d.units).for_each(|unit| tail::take_note(cx.text, unit));
    declaration::apply(cx.text, &marks, &mut drafts);
    let mut scopes = scope::of(cx, &drafts, &rows);
    reach::widen(&cx.outline.nodes, &drafts, &mut scopes);
    let at = Standpoint::of(so_far);
    let numbered = drafts.into_iter().zip(scopes).enumerate();
    numbered.map(|(index, (draft, scope))| finish(cx.text, at, index, (draft, scope))).collect()
}

/// The units of a stretch that names organs and groups of them and nothing else, as the subject of a sentence may; all
/// responsible. `known` asks for names of the list of organs.
pub(super) fn named_in(text: &str, span: Span<Norm>, facts: &Facts, known: bool) -> Vec<Unit> {
    let prose = prose::Prose { text, marks: &[] };
    let named = prose.named((span.start as usize, span.end as usize), Role::Responsible, Proof::Listed);
    let is_clear = |u: &Named| {
        let name = text.get(u.start..u.end).unwrap_or("");
        let is_group = u.kind == UnitKind::GroupSome || unit_name::is_collective(name);
        let is_named = unit_name::is_known(name) || !known && (is_group || unit_name::is_certain(name));
        is_named && !unit_name::is_bare(name)
    };
    let draft = named.filter(|parsed| parsed.units.iter().all(is_clear)).map(|parsed| Draft {
        span,
        units: parsed.units,
        is_open: parsed.is_open,
        source: RoleSource::Phrase,
    });
    draft.map_or_else(Vec::new, |draft| finish(text, Standpoint::of(facts), 0, (draft, span)).units)
}

/// Whether some list of `drafts`, which stand in order and apart, overlaps the span.
fn is_taken(drafts: &[Draft], span: Span<Norm>) -> bool {
    let next = drafts.partition_point(|d| d.span.end <= span.start);
    drafts.get(next).is_some_and(|d| d.span.overlaps(span))
}

/// Adds the lists that overlap none found before; keeps all in order and apart.
fn add(drafts: &mut Vec<Draft>, mut more: Vec<Draft>) {
    more.sort_by_key(|d| d.span);
    let mut end = 0;
    more.retain(|d| {
        let fits = d.span.start >= end && !is_taken(drafts, d.span);
        end = if fits { d.span.end } else { end };
        fits
    });
    drafts.append(&mut more);
    drafts.sort_by_key(|d| d.span);
}

/// Resolves the names of a list and numbers it.
fn finish(text: &str, at: Standpoint<'_>, index: usize, (draft, scope): (Draft, Span<Norm>)) -> Assignment {
    let organs = Organs::get();
    let mut inherited = String::new();
    let units = draft.units.iter().map(|unit| {
        let name = text.get(unit.start..unit.end).unwrap_or("");
        // A line may break inside a name.
        let whole: String = name.split_whitespace().collect();
        if let Some(prefix) = organs.prefix(&whole).filter(|p| !p.is_empty()) {
            prefix.clone_into(&mut inherited);
        }
        let canonical = organs.canonical(&whole, &inherited, at);
        let (role, kind, span) = (unit.role, unit.kind, Span::at(unit.start, unit.end));
        Unit { name: name.to_owned(), canonical, role, kind, span }
    });
    Assignment {
        id: FactId::nth('a', index),
        span: draft.span,
        units: units.collect(),
        open_ended: draft.is_open,
        role_source: draft.source,
        scope,
    }
}
