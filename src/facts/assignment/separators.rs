//! What parts the names of a list: marks, numbers of the names, line breaks of HTML.

use super::brackets::{closes, opens};

/// What a mark between names is, 、 or one that parts more; `None` when it parts nothing.
pub(super) fn separator(c: char) -> Option<char> {
    match c {
        '、' | '\t' | '|' | '/' | '／' => Some('、'),
        '，' | ',' => Some('，'),
        '；' | ';' => Some('；'),
        '。' => Some('。'),
        _ => None,
    }
}

/// Length of the number of a unit that stands at a place of the text: ①, （2）, 3. at its start or behind a blank or a mark.
pub(super) fn number(text: &str, at: usize) -> usize {
    let (Some(before), Some(rest)) = (text.get(..at), text.get(at..)) else { return 0 };
    let Some(first) = rest.chars().next() else { return 0 };
    if ('①'..='⑳').contains(&first) {
        return first.len_utf8();
    }
    let is_bracket = opens(first);
    let inner = if is_bracket { rest.strip_prefix(first).unwrap_or("") } else { rest };
    let behind = inner.trim_start_matches(|c: char| c.is_ascii_digit());
    let mut next = behind.chars();
    let ends = next.next().is_some_and(|c| if is_bracket { closes(c) } else { matches!(c, '.' | '．') });
    let is_part = |c: char| c.is_whitespace() || matches!(c, '：' | ':') || separator(c).is_some();
    let starts = is_bracket || before.chars().next_back().is_none_or(is_part);
    let is_number = (1..=2).contains(&(inner.len() - behind.len())) && ends && starts;
    let name = next.as_str();
    if is_number && name.starts_with(char::is_alphabetic) { rest.len() - name.len() } else { 0 }
}

/// Length of the line break of HTML, `<br>`, that the text begins with: Markdown cells hold them.
pub(super) fn line_break(text: &str) -> usize {
    let tag = text.get(..3).filter(|tag| tag.eq_ignore_ascii_case("<br"));
    let rest = tag.and_then(|tag| text.get(tag.len()..)).unwrap_or("");
    let end = rest.trim_start_matches([' ', '/']);
    if end.starts_with('>') { text.len() - end.len() + 1 } else { 0 }
}
