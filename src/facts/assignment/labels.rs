//! Lists behind a label: （责任单位：A、B）, 〔牵头单位：A；配合单位：B〕, 责任单位：A on a line of its own.

use super::brackets::{self, closes, opens};
use super::list::{Reading, after_label};
use super::unit_name::Proof;
use super::words::{Form, Mark};
use super::{Draft, Role, RoleSource};
use crate::text::Span;

/// Finds the labelled lists, in order.
pub(super) fn find(text: &str, marks: &[Mark]) -> Vec<Draft> {
    let mut found: Vec<Draft> = Vec::new();
    let mut done = 0usize;
    for (index, mark) in marks.iter().enumerate() {
        if mark.form != Form::Label || mark.start < done {
            continue;
        }
        let draft = bracketed(text, marks, index).or_else(|| inline(text, marks, index));
        if let Some(draft) = draft {
            done = draft.span.end as usize;
            found.push(draft);
        }
    }
    found
}

/// The bracket around the label, when the label opens a part of it.
fn bracketed(text: &str, marks: &[Mark], index: usize) -> Option<Draft> {
    let mark = marks[index];
    let pair = brackets::around_label(text, mark.start, mark.end)?;
    let inner_end = before_declaration(text, marks, pair.inner, pair.inner_end);
    if mark.end > inner_end {
        return None;
    }
    let role = mark.role.unwrap_or(Role::Responsible);
    let reading = Reading { text, marks: within(marks, pair.inner, inner_end), role, proof: Proof::Labelled };
    let begins =
        after_label(text, mark.end, inner_end).is_some() && is_boundary(text, pair.inner, mark.start);
    if !begins && reading.bare_label(mark, pair.inner).is_none() {
        return None;
    }
    let lead = text.get(pair.inner..mark.start)?;
    // What stands before the first label is units only when it has role words: （A牵头；责任单位：B）.
    let from = if lead.contains("牵头") || lead.contains("负责") { pair.inner } else { mark.start };
    let parsed = reading.read(from, inner_end);
    (!parsed.units.is_empty()).then(|| Draft {
        span: Span::at(pair.start, pair.end),
        units: parsed.units,
        is_open: parsed.is_open,
        source: if parsed.has_suffix { RoleSource::Suffix } else { RoleSource::Label },
    })
}

/// A label in the line, with its list up to the end of the sentence or cell.
fn inline(text: &str, marks: &[Mark], index: usize) -> Option<Draft> {
    let mark = marks[index];
    let line_start = text.get(..mark.start)?.rfind('\n').map_or(0, |at| at + 1);
    if !is_boundary(text, line_start, mark.start) {
        return None;
    }
    let mut from = after_label(text, mark.end, text.len())?;
    let mut end = inline_end(text, from);
    if text.get(from..end)?.trim().is_empty() && text.get(end..)?.starts_with('\n') {
        from = end + (text.get(end..)?.len() - text.get(end..)?.trim_start().len());
        end = inline_end(text, from);
    }
    let role = mark.role.unwrap_or(Role::Responsible);
    let reading = Reading { text, marks: within(marks, from, end), role, proof: Proof::Labelled };
    let parsed = reading.read(from, end);
    // 责任单位为市教育局，要按时完成: a sentence goes on behind its units.
    let said = text.get(..from).is_some_and(|head| head.trim_end().ends_with('为'));
    let last = parsed.units.iter().map(|unit| unit.end).max().filter(|_| said);
    (!parsed.units.is_empty()).then(|| Draft {
        span: Span::at(mark.start, last.unwrap_or(parsed.end).max(from)),
        units: parsed.units,
        is_open: parsed.is_open,
        source: if parsed.has_suffix { RoleSource::Suffix } else { RoleSource::Label },
    })
}

/// Where a list without brackets ends: at a full stop, the end of the cell or line, or a bracket that it did not open.
fn inline_end(text: &str, from: usize) -> usize {
    let rest = brackets::window(text, from, brackets::FORTH);
    let mut depth = 0usize;
    let mut last = ' ';
    for (index, c) in rest.char_indices() {
        let breaks = c == '\n' && !matches!(last, '、' | '，' | ',');
        if opens(c) {
            depth += 1;
        } else if closes(c) && depth > 0 {
            depth -= 1;
        } else if closes(c) || matches!(c, '。' | '\t' | '|') || breaks {
            return from + index;
        }
        if !c.is_whitespace() {
            last = c;
        }
    }
    from + rest.len()
}

/// Whether a label may begin at `at`: the text before it, from `start` on, is empty or ends in a separator.
fn is_boundary(text: &str, start: usize, at: usize) -> bool {
    let before = text.get(start..at).unwrap_or("").trim_end_matches([' ', '\u{3000}']);
    let Some(last) = before.chars().next_back() else { return true };
    closes(last)
        || opens(last)
        || matches!(
            last,
            '。' | '；'
                | ';'
                | '，'
                | ','
                | '、'
                | '.'
                | '．'
                | '！'
                | '？'
                | '”'
                | '\t'
                | '|'
                | '：'
                | ':'
                | '*'
                | '●'
                | '■'
                | '◆'
                | '·'
                | '—'
                | '-'
                | '的'
        )
}

/// Where the list proper ends when a declaration (以下不再列出, 列第一位的为牵头单位) follows it inside the brackets.
pub(super) fn before_declaration(text: &str, marks: &[Mark], start: usize, end: usize) -> usize {
    let declared =
        within(marks, start, end).iter().find(|m| matches!(m.form, Form::DeclareFirst | Form::DeclareAll));
    let Some(mark) = declared else { return end };
    let before = text.get(start..mark.start).unwrap_or("");
    let cut = before.rfind(['。', '；', ';']).or_else(|| before.rfind(['，', ',']));
    cut.map_or(end, |at| start + at)
}

/// The marks inside `start..end`.
pub(super) fn within(marks: &[Mark], start: usize, end: usize) -> &[Mark] {
    let from = marks.partition_point(|m| m.start < start);
    let len = marks[from..].partition_point(|m| m.end <= end);
    &marks[from..from + len]
}
