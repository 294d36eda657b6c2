//! Lists behind a label: （责任单位：A、B）, 〔牵头单位：A；配合单位：B〕, 责任单位：A on a line of its own.

use super::brackets::{self, closes, opens};
use super::list::{Named, Reading, after_label, own_bracket};
use super::notes;
use super::prose;
use super::unit_name::{self, Proof};
use super::words::{Form, Mark, ends_part};
use super::{Draft, Role, RoleSource};
use crate::lexicon::WordSet;
use crate::outline::label_len;
use crate::text::Span;

/// Labels that also stand at the foot of a page, so that only those in brackets count: 主办：市甲局.
static PAGE_FOOT: WordSet = WordSet::of("unit_words", "page_foot");

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
    let inner_end = before_declaration(text, marks, mark.end, pair.inner_end);
    let role = mark.role.unwrap_or(Role::Responsible);
    let reading = Reading { text, marks: within(marks, pair.inner, inner_end), role, proof: Proof::Labelled };
    let begins = after_label(text, mark, inner_end).is_some() && is_boundary(text, pair.inner, mark);
    if !begins && reading.bare_label(mark, pair.inner).is_none() {
        return None;
    }
    let lead = text.get(pair.inner..mark.start)?;
    // What stands before the first label is units only when it has role words: （A牵头；责任单位：B）.
    let from = if lead.contains("牵头") || lead.contains("负责") { pair.inner } else { mark.start };
    let mut parsed = reading.read(from, inner_end);
    let is_list = !parsed.units.is_empty() && is_proven(text, mark, &parsed.units);
    notes::add_declared(text, marks, (inner_end, pair.inner_end), &mut parsed.units);
    is_list.then(|| Draft {
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
    let is_foot = PAGE_FOOT.has(text.get(mark.start..mark.end)?) && own_bracket(text, mark).is_none();
    if is_foot || !is_boundary(text, line_start, mark) {
        return None;
    }
    let mut from =
        after_label(text, mark, text.len()).or_else(|| behind_blank(text, marks, (line_start, mark)))?;
    let mut end = inline_end(text, from);
    if text.get(from..end)?.trim().is_empty() && text.get(end..)?.starts_with('\n') {
        from = end + (text.get(end..)?.len() - text.get(end..)?.trim_start().len());
        end = inline_end(text, from);
    }
    end = from + before_columns(text.get(from..end)?);
    let role = mark.role.unwrap_or(Role::Responsible);
    let reading = Reading { text, marks: within(marks, from, end), role, proof: Proof::Labelled };
    let mut parsed = reading.read(from, end);
    if !parsed.has_foreign && text.get(parsed.end..end).is_some_and(|rest| rest.trim().is_empty()) {
        for (start, end) in lines_of_names(text, marks, end) {
            parsed.units.extend(reading.read(start, end).units);
            parsed.end = end;
        }
    }
    // 责任单位为市教育局，要按时完成: a sentence goes on behind its units.
    let said = text.get(..from).is_some_and(|head| head.trim_end().ends_with('为'));
    let last = parsed.units.iter().map(|unit| unit.end).max().filter(|_| said);
    let is_list = !parsed.units.is_empty() && is_proven(text, mark, &parsed.units);
    is_list.then(|| Draft {
        span: Span::at(own_bracket(text, mark).unwrap_or(mark.start), last.unwrap_or(parsed.end).max(from)),
        units: parsed.units,
        is_open: parsed.is_open,
        source: if parsed.has_suffix { RoleSource::Suffix } else { RoleSource::Label },
    })
}

/// The list behind a label that heads its line, with a blank in the place of the colon: 责任单位　市甲局、市乙局.
fn behind_blank(text: &str, marks: &[Mark], (line_start, mark): (usize, Mark)) -> Option<usize> {
    let rest = text.get(mark.end..)?;
    let line = rest.get(..rest.find('\n').unwrap_or(rest.len()))?;
    let list = line.trim_start_matches([' ', '\u{3000}']);
    let mut names = list.trim_end().split(|c: char| c.is_whitespace() || "、，,；;。".contains(c));
    let is_head = text.get(line_start..mark.start)?.trim().is_empty() && list.len() < line.len();
    let is_alone = within(marks, mark.end, mark.end + line.len()).is_empty();
    (is_head && is_alone && names.all(unit_name::is_certain)).then(|| mark.end + line.len() - list.len())
}

/// Most lines below a list that go on with it.
const MORE_LINES: usize = 8;

/// The lines below a list that name more units and nothing else, up to the next label or number: a cell that a copy laid out one
/// name to a line. Below the last list a signature would look the same.
fn lines_of_names(text: &str, marks: &[Mark], end: usize) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let rest = brackets::window(text, end, brackets::FORTH);
    for line in rest.split('\n').skip(1).take(MORE_LINES) {
        let names = line.trim();
        let start = names.as_ptr() as usize - text.as_ptr() as usize;
        let is_bare = within(marks, start, start + names.len()).is_empty() && !names.contains(['：', ':']);
        if is_bare && names.split('、').all(unit_name::is_certain) {
            found.push((start, start + names.len()));
            continue;
        }
        let is_label =
            within(marks, start, start + names.len()).first().is_some_and(|mark| mark.start == start);
        let goes_on = !names.is_empty() && (is_label || label_len(names) > 0);
        return if goes_on { found } else { Vec::new() };
    }
    Vec::new()
}

/// Where a list without brackets ends: at a full stop, the end of the cell or line, or a bracket that it did not open.
fn inline_end(text: &str, from: usize) -> usize {
    let rest = brackets::window(text, from, brackets::FORTH);
    let mut depth = 0usize;
    let mut last = ' ';
    for (index, c) in rest.char_indices() {
        let breaks = c == '\n' && !matches!(last, '、' | '，' | ',') && !is_cut_name(rest, index);
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

/// Whether the line break at `at` cuts a name: 县乙林业⏎局、各镇.
fn is_cut_name(list: &str, at: usize) -> bool {
    let is_mark =
        |c: char| c.is_whitespace() || matches!(c, '、' | '，' | ',' | '；' | ';' | '：' | ':' | '。');
    let above = list.get(..at).unwrap_or("").trim_end_matches('\r');
    let head = above.rsplit(is_mark).next().unwrap_or("");
    let below = list.get(at + 1..).unwrap_or("");
    let tail = below.split(is_mark).next().unwrap_or("");
    let goes_on = below.get(tail.len()..).is_some_and(|rest| rest.starts_with(['、', '，', ',']));
    let is_list = above.contains('、');
    is_list
        && goes_on
        && (1..=4).contains(&tail.chars().count())
        && !unit_name::is_certain(head)
        && unit_name::is_certain(&[head, tail].concat())
}

/// Length of a list without brackets before the other columns of a table that lost its lines: 市甲局、市乙局 张三, of which a
/// blank parts a unit from a person, a place or a figure.
fn before_columns(list: &str) -> usize {
    let is_blank = |c: char| matches!(c, ' ' | '\u{3000}');
    let is_mark = |c: char| is_blank(c) || matches!(c, '、' | '，' | ',' | '；' | ';' | '：' | ':');
    let parts = list.char_indices().filter(|&(_, c)| is_blank(c)).find(|&(at, _)| {
        let (left, right) = list.split_at(at);
        let name = left.rsplit(is_mark).next().unwrap_or("");
        let right = right.trim_start_matches(is_blank);
        let word = right.split(is_mark).next().unwrap_or("");
        let rest = right.get(word.len()..).unwrap_or("");
        let is_label = rest.starts_with(['：', ':']);
        // 市甲局 张某某；市乙局 李某某: a list of both.
        let next = rest.trim_start_matches(is_mark).split(is_mark).next().unwrap_or("");
        let goes_on = unit_name::is_person(word) && unit_name::is_certain(next);
        !is_label
            && !goes_on
            && unit_name::is_other_column(word)
            && (unit_name::is_certain(name) || unit_name::is_collective(name))
    });
    parts.map_or(list.len(), |(at, _)| at)
}

/// Whether the label may begin where it stands: the text before it, from `start` on, is empty or ends in a mark, or a blank
/// stands between when a colon follows the label.
fn is_boundary(text: &str, start: usize, mark: Mark) -> bool {
    let before = text.get(start..mark.start).unwrap_or("");
    let bare = before.trim_end_matches([' ', '\u{3000}']);
    let Some(last) = bare.chars().next_back() else { return true };
    let is_apart =
        bare.len() < before.len() && text.get(mark.end..).is_some_and(|rest| rest.starts_with(['：', ':']));
    is_apart || ends_part(last) || last == '的'
}

/// Whether the units behind the label prove it one: 责任 and 牵头 before a colon may say anything.
fn is_proven(text: &str, mark: Mark, units: &[Named]) -> bool {
    let is_certain = |u: &Named| text.get(u.start..u.end).is_some_and(unit_name::is_certain);
    text.get(mark.start..mark.end).is_some_and(|label| label.chars().nth(2).is_some())
        || units.first().is_some_and(is_certain)
}

/// Where the list proper ends when a declaration (以下不再列出, 列第一位的为牵头单位) follows it inside the brackets, or another
/// clause that says which of the units lead.
pub(super) fn before_declaration(text: &str, marks: &[Mark], start: usize, end: usize) -> usize {
    let declared =
        within(marks, start, end).iter().find(|m| matches!(m.form, Form::DeclareFirst | Form::DeclareAll));
    let inner = text.get(start..end).unwrap_or("");
    let Some(mark) = declared else { return end - unread_declaration(inner) };
    let before = text.get(start..mark.start).unwrap_or("");
    let separators = if mark.form == Form::DeclareFirst {
        before.rfind(['。', '；', ';', '，', ','])
    } else {
        // 以下均需各县落实，不再列出: its clause begins before the word that declares.
        let clause = before.get(..prose::declares_at(before).unwrap_or(before.len()));
        let comma = clause.and_then(|clause| clause.rfind(['，', ',']));
        before.rfind(['。', '；', ';']).or(comma).or_else(|| before.rfind(['，', ',']))
    };
    separators.map_or(end, |at| start + at)
}

/// Length of a last clause …为牵头单位 that names no unit.
fn unread_declaration(inner: &str) -> usize {
    let Some(at) = inner.rfind(['。', '；', ';', '，', ',']) else { return 0 };
    let clause = inner.get(at..).unwrap_or("");
    let bare = clause.trim_start_matches(['。', '；', ';', '，', ',', ' ']);
    let Some((head, tail)) = bare.rsplit_once('为') else { return 0 };
    let names_lead = ["牵头", "主责"].iter().any(|word| tail.starts_with(word)) && tail.chars().count() <= 6;
    if names_lead && unit_name::kind(head, Proof::Listed).is_none() && !head.contains('、') {
        clause.len()
    } else {
        0
    }
}

/// The marks inside `start..end`.
pub(super) fn within(marks: &[Mark], start: usize, end: usize) -> &[Mark] {
    let from = marks.partition_point(|m| m.start < start);
    let len = marks[from..].partition_point(|m| m.end <= end);
    &marks[from..from + len]
}
