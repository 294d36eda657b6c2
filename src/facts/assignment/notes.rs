//! Units in brackets without a label: （A、B按职责分工负责）, （A牵头，B配合）, and bare （A、B） behind a measure.

use super::brackets;
use super::labels::{before_declaration, within};
use super::list::{Named, Parsed, Reading};
use super::prose;
use super::tail;
use super::unit_name::{self, Proof};
use super::words::{Form, Mark};
use super::{Draft, Role, RoleSource, UnitKind};
use crate::lexicon::WordSet;
use crate::text::Span;

/// Finds the lists, in order; `taken` holds the spans that are lists already.
pub(super) fn find(text: &str, marks: &[Mark], taken: &[Draft]) -> Vec<Draft> {
    let mut sure = Vec::new();
    let mut at_line_end = Vec::new();
    let declared = marks.iter().filter(|m| matches!(m.form, Form::DeclareAll | Form::DeclareFirst));
    let places = closing_brackets(text).map(|at| (at, true)).chain(declared.map(|m| (m.start, false)));
    for (at, is_closing) in places {
        let Some((draft, place)) = note(text, marks, (at, is_closing), taken) else { continue };
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

/// Where a bracket closes behind a word.
fn closing_brackets(text: &str) -> impl Iterator<Item = usize> {
    let follows_word = |at: usize| {
        let before = text.get(..at).unwrap_or("").trim_end();
        before.chars().next_back().is_some_and(|c| c.is_alphabetic() || brackets::closes(c))
    };
    text.match_indices(brackets::closes).map(|(at, _)| at).filter(move |&at| follows_word(at))
}

/// The list in the bracket that closes at `at`, or in which a declaration stands there.
fn note(
    text: &str,
    marks: &[Mark],
    (at, is_closing): (usize, bool),
    taken: &[Draft],
) -> Option<(Draft, Place)> {
    let pair = brackets::around(text, at)?;
    let closes_it = !is_closing || pair.inner_end == at && pair.end > at;
    let span = Span::at(pair.start, pair.end);
    if !closes_it || super::is_taken(taken, span) {
        return None;
    }
    let inner_end = before_declaration(text, marks, pair.inner, pair.inner_end);
    let inner = text.get(pair.inner..inner_end)?;
    let has_words = has_role_words(inner);
    // （国家统计局，2023年） tells where a figure comes from.
    if !has_words
        && inner.trim_end().ends_with(|c: char| c.is_ascii_digit() || matches!(c, '年' | '月' | '日'))
    {
        return None;
    }
    let place = if has_words || follows_sentence(text, pair.start) { Place::Certain } else { Place::LineEnd };
    let ends_line = || text.get(pair.end..).is_some_and(is_line_end);
    let is_aside = ASIDE.head_of(inner).is_some() || inner.contains("简称");
    if is_aside || matches!(place, Place::LineEnd) && !ends_line() {
        return None;
    }
    let own = within(marks, pair.inner, inner_end);
    let reading = Reading { text, marks: own, role: Role::Responsible, proof: Proof::Listed };
    let parsed = reading.read(pair.inner, inner_end);
    // 按时答复。（各部门负责）
    let is_everybody = || {
        has_words && follows_sentence(text, pair.start) && parsed.units.iter().all(|u| is_of_all(text, *u))
    };
    let is_real = parsed.units.iter().any(|u| is_real(text, *u))
        || is_of_own_house(text, &parsed, inner)
        || is_everybody();
    let has_role = parsed.has_suffix || parsed.units.iter().any(|u| is_noted(text, *u));
    if parsed.units.is_empty() || parsed.has_foreign || !is_real || has_words && !has_role {
        return None;
    }
    let mut units = parsed.units;
    add_declared(text, marks, (inner_end, pair.inner_end), &mut units);
    let draft = Draft { span, units, is_open: parsed.is_open, source: RoleSource::Suffix };
    Some((draft, place))
}

/// Adds the units of a declaration behind the list to those of the list, which it concerns too.
pub(super) fn add_declared(text: &str, marks: &[Mark], inside: (usize, usize), units: &mut Vec<Named>) {
    let known: Vec<&str> = units.iter().filter_map(|u| text.get(u.start..u.end)).collect();
    let is_new = |u: &Named| text.get(u.start..u.end).is_some_and(|name| !known.contains(&name));
    let more: Vec<Named> = declared_units(text, marks, inside).into_iter().filter(is_new).collect();
    units.extend(more);
}

/// The units that a declaration behind the list gives to all later tasks: 以下任务均由各县负责，不再列出.
fn declared_units(text: &str, marks: &[Mark], (start, end): (usize, usize)) -> Vec<Named> {
    let Some(mark) = within(marks, start, end).iter().find(|m| m.form == Form::DeclareAll) else {
        return Vec::new();
    };
    prose::declared(text, marks, start, mark.start).map(|parsed| parsed.units).unwrap_or_default()
}

/// Whether a note behind the name says its role: 市甲局〔牵头〕.
fn is_noted(text: &str, unit: Named) -> bool {
    let mut bare = unit;
    tail::take_note(text, &mut bare);
    bare.end < unit.end && text.get(bare.end..unit.end).is_some_and(has_role_words)
}

/// Whether the unit needs no words beside it to be one.
fn is_real(text: &str, unit: Named) -> bool {
    let name = text.get(unit.start..unit.end).unwrap_or("");
    unit.kind == UnitKind::Field || unit_name::is_certain(name) && !unit_name::is_bare(name)
}

/// Whether the unit is all of a sort: 各部门, 市政府各部门, 各县（市、区）.
fn is_of_all(text: &str, unit: Named) -> bool {
    unit.kind == UnitKind::GroupAll && text.get(unit.start..unit.end).is_some_and(|name| name.contains('各'))
}

/// Whether the list divides work among units whose names alone prove little: （司法所牵头，文化站配合）, or the sections of one
/// house: （综合科、法规科）.
fn is_of_own_house(text: &str, parsed: &Parsed, inner: &str) -> bool {
    let mut names = parsed.units.iter().filter_map(|u| text.get(u.start..u.end));
    if parsed.has_suffix {
        let divides = ["牵头", "配合", "分工"].iter().any(|w| inner.contains(w));
        return divides && names.all(|name| !unit_name::is_bare(name));
    }
    let is_section = |name: &str| name.ends_with(['科', '股', '处', '室']) && name.chars().count() > 2;
    parsed.units.len() > 1 && names.all(is_section)
}

/// Whether the text gives a role to names.
pub(super) fn has_role_words(text: &str) -> bool {
    ROLE_WORDS.is_in(text)
}

/// Words that begin an explanation: （即甲局、乙局）, （原甲局、乙局）.
static ASIDE: WordSet = WordSet::of("unit_words", "aside");

/// Words that give a role to the names before them.
static ROLE_WORDS: WordSet = WordSet::of("unit_words", "gives_role");

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
