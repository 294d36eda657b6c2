//! Labels of several words, which the word list does not hold: 市级责任单位, 整改牵头单位, 牵头（责任）单位, 牵头单位/配合单位.
//!
//! They are made of its labels: a level or a field before one, a word in brackets inside one, or two of them together. Only what
//! fills the place of a label is taken for one: a part of a list up to its colon, or a whole cell.

use super::Role;
use super::brackets::{closes, opens};
use super::words::{Form, Mark, Words};
use crate::lexicon::WordSet;

/// Most characters of such a label.
const LONGEST: usize = 24;

/// Words before a label: 市级, 整改.
static HEADS: WordSet = WordSet::of("unit_words", "label_head");

/// Words beside a label that name no unit: 责任人, 个人.
static BESIDE: WordSet = WordSet::of("unit_words", "label_beside");

/// Adds the labels of several words that stand before colons; the marks inside them go, except declarations.
pub(super) fn add(text: &str, marks: &mut Vec<Mark>) {
    let found: Vec<Mark> =
        text.match_indices(['：', ':']).filter_map(|(at, _)| before_colon(text, at)).collect();
    if found.is_empty() {
        return;
    }
    let is_inside = |mark: &Mark| {
        let next = found.partition_point(|label| label.end <= mark.start);
        found.get(next).is_some_and(|label| label.start < mark.end)
    };
    marks.retain(|mark| mark.form == Form::DeclareFirst || !is_inside(mark));
    marks.extend(found);
    marks.sort_by_key(|mark| mark.start);
}

/// The label that ends at the colon `at`.
fn before_colon(text: &str, at: usize) -> Option<Mark> {
    let head = text.get(..at)?.trim_end_matches([' ', '\u{3000}']);
    let mut depth = 0usize;
    let mut start = head.len();
    for (count, (index, c)) in head.char_indices().rev().enumerate() {
        if count > LONGEST {
            return None;
        }
        if closes(c) {
            depth += 1;
        } else if opens(c) && depth > 0 {
            depth -= 1;
        } else if depth == 0 && !(c.is_alphanumeric() || matches!(c, '/' | '／' | '、' | ' ' | '\u{3000}'))
        {
            break;
        }
        start = index;
    }
    let whole = head.get(start..)?;
    let last = whole.rfind([' ', '\u{3000}']).map_or(whole, |blank| whole.get(blank..).unwrap_or(whole));
    [whole, last].into_iter().find_map(|part| {
        let label = without_number(part.trim_start_matches([' ', '\u{3000}', '、']));
        let role = role_of(label).filter(|_| !Words::get().is_label(label))?;
        Some(Mark { start: head.len() - label.len(), end: head.len(), form: Form::Label, role: Some(role) })
    })
}

/// The label behind the number of its item: （二）市级责任单位.
fn without_number(label: &str) -> &str {
    let behind = label.strip_prefix(opens).and_then(|inner| inner.find(closes).map(|at| (inner, at)));
    let rest = behind.and_then(|(inner, at)| inner.get(at..)).map(|rest| rest.trim_start_matches(closes));
    rest.map_or(label, str::trim_start)
}

/// The role that a label gives: one of the word list, or one made of such.
pub(super) fn role_of(label: &str) -> Option<Role> {
    let bare: String = label.chars().filter(|c| !c.is_whitespace()).collect();
    if !(4..=LONGEST).contains(&bare.chars().count()) {
        return None;
    }
    // 责任单位（牵头）
    let noted =
        bare.strip_suffix(closes).and_then(|text| text.rsplit_once(opens)).and_then(|(label, note)| {
            known(label)
                .filter(|role| *role == Role::Responsible)
                .and_then(|_| known(&[note, "单位"].concat()))
        });
    if noted.is_some() {
        return noted;
    }
    let mut depth = 0usize;
    let mut outer = String::new();
    for c in bare.chars() {
        if opens(c) {
            depth += 1;
        } else if closes(c) {
            depth = depth.saturating_sub(1);
        } else if depth == 0 {
            outer.push(c);
        }
    }
    let joined: String = bare.chars().filter(|&c| !opens(c) && !closes(c)).collect();
    [bare.as_str(), &outer, &joined].into_iter().find_map(|form| known(form).or_else(|| of_parts(form)))
}

/// The role of a label of the word list, with words of level or field before it and a number behind.
fn known(label: &str) -> Option<Role> {
    let words = Words::get();
    let label = label.trim_end_matches(|c: char| c.is_ascii_digit());
    let mut rest = label;
    for _ in 0..3 {
        if let Some(role) = words.role_of_label(rest) {
            return Some(role);
        }
        rest = HEADS.behind(rest)?;
    }
    None
}

/// The role of labels joined: 牵头单位/配合单位, 牵头及配合单位, 责任部门或个人. Of different roles the plain one is taken.
fn of_parts(label: &str) -> Option<Role> {
    let parts: Vec<&str> = label.split(['/', '／', '、', '和', '及', '与', '或']).collect();
    if parts.len() < 2 {
        return None;
    }
    let mut roles = Vec::new();
    for part in parts {
        match known(part).or_else(|| known(&[part, "单位"].concat())) {
            Some(role) => roles.push(role),
            None => BESIDE.has(part).then_some(())?,
        }
    }
    let first = roles.first().copied()?;
    let is_one = roles.iter().all(|role| *role == first);
    Some(if is_one { first } else { Role::Responsible })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_made_of_labels() {
        for (label, role) in [
            ("市级责任单位", Some(Role::Responsible)),
            ("整改牵头单位", Some(Role::Lead)),
            ("市级主要责任单位", Some(Role::Responsible)),
            ("牵头（责任）单位", Some(Role::Lead)),
            ("责任处（室）", Some(Role::Responsible)),
            ("责任单位（牵头）", Some(Role::Lead)),
            ("责任单位（配合）", Some(Role::Supporting)),
            ("主（协）办单位", Some(Role::Responsible)),
            ("牵头单位/配合单位", Some(Role::Responsible)),
            ("责任部门或个人", Some(Role::Responsible)),
            ("责任单位（列第一位的为牵头单位）", Some(Role::Responsible)),
            ("责 任 单 位 1", Some(Role::Responsible)),
            ("责任担当", None),
            ("技术支持单位", None),
            ("有关责任单位", None),
            ("发证单位", None),
        ] {
            assert_eq!(role_of(label), role, "{label}");
        }
    }
}
