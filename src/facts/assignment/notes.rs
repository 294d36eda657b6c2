//! Units in brackets without a label: （A、B按职责分工负责）, （A牵头，B配合）, and bare （A、B） behind a measure.

use super::brackets;
use super::labels::{before_declaration, within};
use super::list::{Named, Reading};
use super::unit_name::{self, Proof};
use super::words::{Form, Mark};
use super::{Draft, Role, RoleSource, UnitKind};
use crate::text::Span;

/// Finds the lists, in order; `taken` holds the spans that are lists already.
pub(super) fn find(text: &str, marks: &[Mark], taken: &[Draft]) -> Vec<Draft> {
    let mut sure = Vec::new();
    let mut at_line_end = Vec::new();
    for mark in marks.iter().filter(|m| matches!(m.form, Form::Close | Form::DeclareAll)) {
        let Some((draft, place)) = note(text, marks, *mark, taken) else { continue };
        match place {
            Place::Certain => sure.push(draft),
            Place::LineEnd => at_line_end.push(draft),
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

/// How sure the place of a bracket makes it a list.
enum Place {
    /// It has role words, or follows a finished sentence.
    Certain,
    /// It ends a line.
    LineEnd,
}

/// The list in the bracket that the mark closes.
fn note(text: &str, marks: &[Mark], mark: Mark, taken: &[Draft]) -> Option<(Draft, Place)> {
    let pair = brackets::around(text, mark.start)?;
    let closes_it = mark.form == Form::DeclareAll || pair.end == mark.end;
    let span = Span::at(pair.start, pair.end);
    if !closes_it || super::is_taken(taken, span) {
        return None;
    }
    let inner_end = before_declaration(text, marks, pair.inner, pair.inner_end);
    let inner = text.get(pair.inner..inner_end)?;
    let has_words = ROLE_WORDS.iter().any(|w| inner.contains(w));
    let place = if has_words || follows_sentence(text, pair.start) { Place::Certain } else { Place::LineEnd };
    let ends_line = || text.get(pair.end..).is_some_and(is_line_end);
    let is_aside = ["以下", "含", "包括"].iter().any(|w| inner.starts_with(w)) || inner.contains("简称");
    if is_aside || matches!(place, Place::LineEnd) && !ends_line() {
        return None;
    }
    let marks = within(marks, pair.inner, inner_end);
    let reading = Reading { text, marks, role: Role::Responsible, proof: Proof::Listed };
    let parsed = reading.read(pair.inner, inner_end);
    let name = |unit: &Named| text.get(unit.start..unit.end).unwrap_or("");
    let is_real = parsed
        .units
        .iter()
        .any(|u| u.kind == UnitKind::Field || unit_name::is_certain(name(u)) && !unit_name::is_bare(name(u)));
    if parsed.has_foreign || !is_real || has_words && !parsed.has_suffix {
        return None;
    }
    let draft = Draft { span, units: parsed.units, is_open: parsed.is_open, source: RoleSource::Suffix };
    Some((draft, place))
}

/// Words that give a role to the names before them.
const ROLE_WORDS: [&str; 9] = ["负责", "牵头", "配合", "落实", "实施", "参与", "主办", "承办", "协办"];

/// Whether the bracket at `start` stands behind a finished sentence.
fn follows_sentence(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or("").trim_end_matches([' ', '\u{3000}']);
    before.chars().next_back().is_none_or(|c| matches!(c, '。' | '；' | ';' | '！' | '”'))
}

/// Whether nothing but blanks and a full stop stands before the next line.
fn is_line_end(rest: &str) -> bool {
    let rest = rest.trim_start_matches([' ', '\u{3000}', '\r', '。']);
    rest.is_empty() || rest.starts_with('\n')
}
