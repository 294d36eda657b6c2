//! Units in brackets without a label: （A、B按职责分工负责）, （A牵头，B配合）, and bare （A、B） behind a measure.

use super::brackets;
use super::labels::{before_declaration, within};
use super::list::Reading;
use super::unit_name::{self, Proof};
use super::words::{Form, Mark};
use super::{Draft, Role, RoleSource};
use crate::text::Span;

/// Finds the lists, in order; `taken` holds the spans that are lists already.
pub(super) fn find(text: &str, marks: &[Mark], taken: &[Draft]) -> Vec<Draft> {
    let mut sure = Vec::new();
    let mut at_line_end = Vec::new();
    for mark in marks.iter().filter(|m| matches!(m.form, Form::Close | Form::DeclareAll)) {
        let Some((draft, has_words)) = note(text, marks, *mark, taken) else { continue };
        let follows_sentence = text
            .get(..draft.span.start as usize)
            .and_then(|before| before.trim_end_matches([' ', '\u{3000}']).chars().next_back())
            .is_none_or(|c| matches!(c, '。' | '；' | ';' | '！' | '”'));
        let rest =
            text.get(draft.span.end as usize..).unwrap_or("").trim_start_matches([' ', '\u{3000}', '。']);
        if has_words || follows_sentence {
            sure.push(draft);
        } else if rest.is_empty() || rest.starts_with('\n') {
            at_line_end.push(draft);
        }
    }
    // Units behind a heading are a habit of the whole paper or a chance: one alone proves nothing.
    if at_line_end.len() > 1 || !sure.is_empty() {
        sure.append(&mut at_line_end);
    }
    sure.sort_by_key(|d| d.span);
    sure.dedup_by_key(|d| d.span);
    sure
}

/// The bracket that the mark closes, and whether it has role words.
fn note(text: &str, marks: &[Mark], mark: Mark, taken: &[Draft]) -> Option<(Draft, bool)> {
    let pair = brackets::around(text, mark.start)?;
    let closes_it = mark.form == Form::DeclareAll || pair.end == mark.end;
    let span = Span::at(pair.start, pair.end);
    if !closes_it || taken.iter().any(|d| d.span.overlaps(span)) {
        return None;
    }
    let inner_end = before_declaration(text, marks, pair.inner, pair.inner_end);
    let inner = text.get(pair.inner..inner_end)?;
    if inner.starts_with("以下")
        || inner.starts_with("含")
        || inner.starts_with("包括")
        || inner.contains("简称")
    {
        return None;
    }
    let reading = Reading {
        text,
        marks: within(marks, pair.inner, inner_end),
        role: Role::Responsible,
        proof: Proof::Listed,
    };
    let parsed = reading.read(pair.inner, inner_end);
    let name = |unit: &super::list::Named| text.get(unit.start..unit.end).unwrap_or("");
    let is_real = parsed.units.iter().any(|u| unit_name::is_certain(name(u)) && !unit_name::is_bare(name(u)));
    if parsed.has_foreign || !is_real {
        return None;
    }
    let draft = Draft { span, units: parsed.units, is_open: parsed.is_open, source: RoleSource::Suffix };
    Some((draft, parsed.has_suffix))
}
