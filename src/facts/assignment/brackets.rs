//! Brackets of all widths, and the stretch of text between a pair of them.

use super::join::is_divisions;

/// Farthest an opening bracket is looked for, in bytes.
const BACK: usize = 900;
/// Longest list, in bytes.
pub(super) const FORTH: usize = 1800;

/// Whether the character opens a bracket.
pub(super) fn opens(c: char) -> bool {
    matches!(c, '（' | '(' | '〔' | '[' | '［' | '【' | '﹝' | '〈' | '<' | '＜' | '{' | '｛')
}

/// Whether the character closes a bracket.
pub(super) fn closes(c: char) -> bool {
    matches!(c, '）' | ')' | '〕' | ']' | '］' | '】' | '﹞' | '〉' | '>' | '＞' | '}' | '｝')
}

/// A pair of brackets with what stands between them; offsets are bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bracketed {
    /// First byte of the opening bracket.
    pub(super) start: usize,
    /// First byte after it.
    pub(super) inner: usize,
    /// First byte of the closing bracket, or where the text breaks off when it is missing.
    pub(super) inner_end: usize,
    /// First byte after the closing bracket.
    pub(super) end: usize,
}

/// The innermost pair of brackets around byte `at`, on one line or on lines broken in mid-list. Kinds of brackets need not
/// agree: copies mix them freely.
pub(super) fn around(text: &str, at: usize) -> Option<Bracketed> {
    around_label(text, at, at)
}

/// The innermost pair of brackets around a label, which a line break may cut itself.
pub(super) fn around_label(text: &str, at: usize, label_end: usize) -> Option<Bracketed> {
    let start = opener(text, at)?;
    let inner = start + text.get(start..)?.chars().next()?.len_utf8();
    let is_cut = text.get(at..label_end).is_some_and(|label| label.contains('\n'));
    let (inner_end, end) = closer(text, if is_cut { label_end } else { inner });
    (at < end.max(inner)).then_some(Bracketed { start, inner, inner_end, end })
}

/// The opening bracket before `at` that is not closed before it.
pub(super) fn opener(text: &str, at: usize) -> Option<usize> {
    let mut depth = 0usize;
    for (index, c) in text.get(..at)?.char_indices().rev() {
        if at - index > BACK {
            return None;
        }
        if c == '\n' && !(is_broken_line(text, index) || text.get(index..).is_some_and(runs_over)) {
            return None;
        } else if closes(c) {
            depth += 1;
        } else if opens(c) {
            if depth == 0 {
                return Some(index);
            }
            depth -= 1;
        }
    }
    None
}

/// Where the bracket opened before `inner` ends: start and end of the closing bracket. Without one: the end of the line, or
/// the sentence end before it.
fn closer(text: &str, inner: usize) -> (usize, usize) {
    let rest = window(text, inner, FORTH);
    let mut depth = 0usize;
    for (index, c) in rest.char_indices() {
        if c == '\n' && !is_broken_line(text, inner + index) && !runs_over(&rest[index..]) {
            let end = inner + rest[..index].trim_end().len();
            return (end, end);
        } else if opens(c) {
            depth += 1;
        } else if closes(c) {
            if depth == 0 {
                return (inner + index, inner + index + c.len_utf8());
            }
            depth -= 1;
        }
    }
    let line = rest.find('\n').unwrap_or(rest.len()).min(rest.find('。').unwrap_or(rest.len()));
    (inner + line, inner + line)
}

/// The text from `from` on, at most `longest` bytes: no list makes a search run through the whole document.
pub(super) fn window(text: &str, from: usize, longest: usize) -> &str {
    let rest = text.get(from..).unwrap_or("");
    let end = (longest.saturating_sub(3)..=longest).rev().find(|&end| rest.is_char_boundary(end));
    end.and_then(|end| rest.get(..end)).unwrap_or(rest)
}

/// Whether the line break at `at` stands in the middle of a list: the line before it ends in a list comma.
fn is_broken_line(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|before| before.trim_end().ends_with(['、', '，', ',']))
}

/// Longest remainder of a bracket that a line break cut, in bytes.
const OVERRUN: usize = 240;

/// Whether the text after a line break goes on inside an open bracket: the next brackets to come close it, soon and within the
/// sentence. Copies with hard line breaks cut names in two.
fn runs_over(rest: &str) -> bool {
    let mut depth = 0usize;
    let mut breaks = 0usize;
    for (index, c) in rest.char_indices().take_while(|&(index, _)| index <= OVERRUN) {
        if opens(c) {
            // A bracket that opens a line numbers an item; （市、区） goes on behind 各县.
            if rest[..index].ends_with(['\n', ' ', '\u{3000}']) && !holds_divisions(&rest[index..]) {
                return false;
            }
            depth += 1;
        } else if closes(c) {
            if depth == 0 {
                return true;
            }
            depth -= 1;
        } else if matches!(c, '；' | ';') && opens_label(&rest[index + c.len_utf8()..])
            || matches!(c, '：' | ':') && ends_label(&rest[..index])
        {
            continue;
        } else if matches!(c, '。' | '；' | ';' | '：' | ':') && !rest[index..].starts_with("。以下") {
            return false;
        } else if c == '\n' && !rest[..index].ends_with('\n') {
            // The blank lines of a page break count once.
            breaks += 1;
            if breaks > 3 {
                return false;
            }
        }
    }
    false
}

/// Whether the bracket that opens the text holds names of levels alone.
fn holds_divisions(text: &str) -> bool {
    let inner = text.trim_start_matches(opens);
    inner.find(closes).is_some_and(|end| inner.get(..end).is_some_and(is_divisions))
}

/// Whether the text before a colon, from a line break on, ends a label, or the break cut the label itself.
fn ends_label(before: &str) -> bool {
    let bare = before.trim();
    bare.is_empty() || matches!(bare, "位" | "门") || bare.ends_with("单位") || bare.ends_with("部门")
}

/// Whether another label of units follows, which a line break may cut.
fn opens_label(after: &str) -> bool {
    let head: String = after.chars().take(24).take_while(|c| !matches!(c, ':' | '：')).collect();
    let label: String = head.chars().filter(|c| !c.is_whitespace()).collect();
    head.len() < after.len()
        && label.chars().count() <= 8
        && (label.ends_with("单位") || label.ends_with("部门"))
}

/// Most characters of a bracket that belongs to a name: （乡）, （市、区）, （单位）.
const IN_NAME: usize = 8;

/// Where the sentence that `rest` continues ends: at its mark, at a colon, or where a bracket closes that is no part of a name.
pub(super) fn sentence_end(rest: &str) -> usize {
    let mut open = None;
    for (count, (index, c)) in rest.char_indices().enumerate() {
        let is_near = open.is_some_and(|at| count - at <= IN_NAME);
        if c == '）' && !is_near || matches!(c, '。' | '；' | ';' | '\n' | '：') {
            return index;
        }
        if opens(c) {
            open = Some(count);
        } else if closes(c) {
            open = None;
        }
    }
    rest.len()
}

/// Where the clause that `rest` continues ends: at a comma or full stop outside brackets, or at a bracket it did not open.
pub(super) fn clause_end(rest: &str) -> usize {
    let mut depth = 0usize;
    for (index, c) in rest.char_indices() {
        if opens(c) || matches!(c, '“' | '《') {
            depth += 1;
        } else if (closes(c) || matches!(c, '”' | '》')) && depth > 0 {
            depth -= 1;
        } else if closes(c)
            || matches!(c, '\n' | '。' | '；' | ';' | '\t' | '|')
            || depth == 0 && matches!(c, '，' | ',')
            || c == '.' && !is_decimal(rest, index)
        {
            return index;
        }
    }
    rest.len()
}

/// Whether the full stop of a copy that lost its 。 is a decimal point after all.
pub(super) fn is_decimal(text: &str, at: usize) -> bool {
    text.get(at + 1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_found_whatever_their_kind() {
        let check = |text: &str, expect: &str| {
            let at = text.find('甲').expect("mark");
            let found = around(text, at).map(|b| &text[b.start..b.end]);
            assert_eq!(found, Some(expect), "{text}");
        };
        check("前文（各县(市、区)、甲）后文", "（各县(市、区)、甲）");
        check("〔甲、各县（市）)", "〔甲、各县（市）)");
        check("(甲、\n乙)丙", "(甲、\n乙)");
        check("(甲、乙\n丙", "(甲、乙");
        check("(市教育局、市甲\n局)丙", "(市教育局、市甲\n局)");
        check("(市教育局、市甲\n\n\n\n\n局)丙", "(市教育局、市甲\n\n\n\n\n局)");
        check("(市教育局、市甲\n（一）丙", "(市教育局、市甲");
        assert_eq!(around("无括号甲", 9), None);
        assert_eq!(around("（乙）甲", 9), None);
    }
}
