//! Sentences that say which of the units listed lead: 列第一位的为牵头单位，下同; 逗号前面的为牵头单位; 带*的为牵头单位.
//!
//! A declaration inside a list is about that list, and about later ones only when it says so; one outside all lists is about
//! those that follow.

use super::words::{Form, Mark};
use super::{Draft, Role, RoleSource, notes};
use crate::lexicon::WordSet;
use crate::text::Span;

/// Words by which a declaration holds for later lists as well.
static LASTING: WordSet = WordSet::of("unit_words", "lasting");

/// Signs beside names that a declaration may refer to.
const SIGNS: [char; 3] = ['*', '★', '▲'];

/// Applies every declaration to the lists it is about. The last goes first: where two reach the same list, the nearer one holds.
pub(super) fn apply(text: &str, marks: &[Mark], drafts: &mut [Draft]) {
    let mut end = drafts.len();
    for mark in marks.iter().rev().filter(|m| m.form == Form::DeclareFirst) {
        let at = Span::at(mark.start, mark.end);
        let next = drafts.partition_point(|d| (d.span.end as usize) < mark.start);
        let is_own = drafts.get(next).is_some_and(|d| d.span.contains(at));
        // 注：带*的为牵头单位 below all lists: the sign says which it means.
        let is_sign = text.get(mark.start..).is_some_and(|word| word.starts_with(SIGNS));
        let reached = if is_sign {
            0..drafts.len()
        } else if is_own && !is_lasting(text, *mark) {
            next..next + 1
        } else {
            next..std::mem::replace(&mut end, next).max(next)
        };
        for draft in drafts.get_mut(reached).unwrap_or_default() {
            lead(text, *mark, draft);
        }
    }
}

/// Whether the sentence of the declaration says that it holds from there on.
fn is_lasting(text: &str, mark: Mark) -> bool {
    let stops = ['。', '；', ';', '\n', '）', ')', '〕', '】'];
    let before = text.get(..mark.start).unwrap_or("");
    let start = before.rfind(['。', '；', ';', '，', ',', '\n', '（', '(', '〔']).unwrap_or(0);
    let after = text.get(mark.end..).unwrap_or("");
    let end = mark.end + after.find(stops).unwrap_or(after.len());
    text.get(start..end).is_some_and(|clause| LASTING.is_in(clause))
}

/// Gives the units of a list that the declaration means the lead.
fn lead(text: &str, mark: Mark, draft: &mut Draft) {
    if matches!(draft.source, RoleSource::Phrase | RoleSource::Declaration) {
        return;
    }
    let is_inside = draft.span.contains(Span::at(mark.start, mark.end));
    let end = if is_inside { mark.start } else { draft.span.end as usize };
    // A、B按职责分工负责。列第一位的为牵头单位: what stands behind the last name divides the work of all.
    let last = (!is_inside).then_some(end);
    let behind = draft.units.iter().skip(1).map(|u| u.start).filter(|next| *next < end).chain(last);
    let mut between = draft.units.iter().zip(behind).filter_map(|(u, next)| text.get(u.end..next));
    if draft.source == RoleSource::Suffix && between.any(notes::has_role_words)
        || draft.units.iter().any(|u| u.role != Role::Responsible)
    {
        return;
    }
    let word = text.get(mark.start..mark.end).unwrap_or("");
    if let Some(sign) = word.chars().next().filter(|c| SIGNS.contains(c)) {
        let is_marked = |from: usize, to: usize| {
            let before = text.get(..from).is_some_and(|t| t.ends_with(sign));
            before || text.get(to..).is_some_and(|t| t.starts_with(sign))
        };
        for unit in draft.units.iter_mut().filter(|u| is_marked(u.start, u.end)) {
            (unit.role, draft.source) = (Role::Lead, RoleSource::Declaration);
        }
        return;
    }
    let first = draft.units.first().map_or(0, |u| u.end);
    let rest = text.get(first..draft.span.end as usize).unwrap_or("");
    let comma = rest.find(['，', ',']).filter(|_| word.contains("号前"));
    let upto = comma.map_or(first, |at| first + at);
    for unit in draft.units.iter_mut().filter(|u| u.end <= upto) {
        unit.role = Role::Lead;
    }
    draft.source = RoleSource::Declaration;
}
