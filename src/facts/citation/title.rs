//! Titles in 《》: nesting right and wrong, closing marks missing or mistyped, titles over two lines.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

static OPEN: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("《"));
const MAX_CHARS: usize = 160;
const MARK: usize = '《'.len_utf8();

/// A title in 《》.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Title {
    /// With the outer marks.
    pub outer: Range<usize>,
    /// The text between them.
    pub inner: Range<usize>,
    /// Titles nested inside, without their marks.
    pub nested: Vec<Range<usize>>,
}

/// All titles of a text in order; they do not overlap.
pub(super) fn titles(text: &str) -> Vec<Title> {
    let mut found = Vec::new();
    let mut next = 0;
    for at in OPEN.find_iter(text.as_bytes()) {
        if at < next {
            continue;
        }
        if let Some(title) = title_at(text, at) {
            next = title.outer.end;
            found.push(title);
        }
    }
    let single = single(text, &found);
    if !single.is_empty() {
        found.extend(single);
        found.sort_unstable_by_key(|title| title.outer.start);
    }
    found
}

/// Longest name in single marks, in characters.
const LONGEST_SINGLE: usize = 60;

/// Names in 〈〉 or <> alone, as some copies print all marks: 根据〈甲省渡口条例〉. Only what ends like the name of a paper is one.
fn single(text: &str, found: &[Title]) -> Vec<Title> {
    let mut names = Vec::new();
    for (open, close) in [('〈', '〉'), ('<', '>')] {
        for (at, _) in text.match_indices(open) {
            let before = found.partition_point(|title| title.outer.start <= at);
            let inside = before.checked_sub(1).and_then(|i| found.get(i)).is_some_and(|t| at < t.outer.end);
            let start = at + open.len_utf8();
            let name = text.get(start..).and_then(|rest| {
                let len: usize =
                    rest.chars().take(LONGEST_SINGLE).take_while(|c| is_name(*c)).map(char::len_utf8).sum();
                rest.get(len..)?.starts_with(close).then(|| rest.get(..len)).flatten()
            });
            let Some(name) = name.filter(|name| !inside && super::class::is_paper(name)) else { continue };
            let end = start + name.len();
            names.push(Title { outer: at..end + close.len_utf8(), inner: start..end, nested: Vec::new() });
        }
    }
    names
}

/// Whether a character may stand in a name in single marks.
fn is_name(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) || c.is_ascii_digit() || "、（）()—-".contains(c)
}

#[derive(Default)]
struct Open {
    /// Starts of the marks that are open, the outer one first.
    double: Vec<usize>,
    single: Vec<usize>,
    nested: Vec<Range<usize>>,
    first_close: Option<usize>,
}

fn title_at(text: &str, start: usize) -> Option<Title> {
    let mut open = Open { double: vec![start], ..Open::default() };
    let mut lines = 0;
    for (count, (offset, c)) in text.get(start + MARK..)?.char_indices().enumerate() {
        let at = start + MARK + offset;
        match c {
            _ if count > MAX_CHARS => break,
            '《' => open.double.push(at),
            // 《关于印发<甲办法》的通知》: the inner title is closed with the mark of the outer one.
            '》' if open.double.len() == 1 && !open.single.is_empty() && goes_on(text, at) => {
                let from = open.single.pop()?;
                open.nested.push(from + opening(text, from)..at);
            }
            '》' => {
                open.first_close.get_or_insert(at);
                let from = open.double.pop()?;
                if open.double.is_empty() {
                    return closed(text, start, at, open.nested);
                }
                open.nested.push(from + MARK..at);
            }
            '〈' | '<' => open.single.push(at),
            '〉' | '>' => match open.single.pop() {
                Some(from) => open.nested.push(from + opening(text, from)..at),
                None if open.double.len() == 1 && c == '〉' && !closes_later(text, at) => {
                    return closed(text, start, at, open.nested);
                }
                None => {}
            },
            '。' | '！' | '？' => break,
            '\n' => {
                // Copies of pages break a title over blank lines; only lines with text count.
                let rest = text.get(at + 1..).unwrap_or("").trim_start_matches([' ', '\t', '\r', '\u{3000}']);
                lines += i32::from(!rest.starts_with('\n'));
                if lines > 2 {
                    break;
                }
            }
            _ => {}
        }
    }
    // The outer title was never closed: the innermost one that was is all that can be read for sure.
    let close = open.first_close?;
    let from = open.nested.iter().find(|n| n.end == close).map_or(start, |n| n.start.saturating_sub(MARK));
    closed(text, from, close, Vec::new())
}

/// Length of the mark that opens a nested title.
fn opening(text: &str, at: usize) -> usize {
    if text.get(at..).is_some_and(|rest| rest.starts_with('<')) { 1 } else { MARK }
}

/// Whether a title goes on behind a closing mark and is closed by another: …》的通知》.
fn goes_on(text: &str, at: usize) -> bool {
    text.get(at + MARK..).is_some_and(|rest| rest.starts_with('的')) && closes_later(text, at + MARK)
}

/// Whether the right closing mark still follows, so that a stray 〉 does not end the title.
fn closes_later(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or("");
    let mut near = rest.chars().take(30);
    near.find(|c| matches!(c, '》' | '《' | '。' | '\n' | '，')) == Some('》')
}

fn closed(text: &str, start: usize, close: usize, mut nested: Vec<Range<usize>>) -> Option<Title> {
    let mark = text.get(close..)?.chars().next()?.len_utf8();
    let mut inner = start + MARK..close;
    // 《《…》》 is one title with its marks doubled.
    if let Some(whole) =
        nested.iter().position(|n| n.start == inner.start + MARK && n.end + MARK == inner.end)
    {
        inner = nested.remove(whole);
    }
    let content = text.get(inner.clone())?;
    let lead = content.len() - content.trim_start().len();
    let inner = inner.start + lead..inner.start + lead + content.trim().len();
    (!inner.is_empty()).then_some(Title { outer: start..close + mark, inner, nested })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(&str, &[&str])]) {
        let found = titles(text);
        let found: Vec<(&str, Vec<&str>)> = found
            .iter()
            .map(|t| (&text[t.inner.clone()], t.nested.iter().map(|n| &text[n.clone()]).collect()))
            .collect();
        let expect: Vec<(&str, Vec<&str>)> = expect.iter().map(|(t, n)| (*t, n.to_vec())).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn nesting_right_and_wrong() {
        check("依《甲办法》、《乙规定》", &[("甲办法", &[]), ("乙规定", &[])]);
        check("《关于印发〈甲办法〉的通知》", &[("关于印发〈甲办法〉的通知", &["甲办法"])]);
        check("《关于印发<甲办法>的通知》", &[("关于印发<甲办法>的通知", &["甲办法"])]);
        check("《省贯彻《甲纲要》实施方案》后", &[("省贯彻《甲纲要》实施方案", &["甲纲要"])]);
        check("《《甲办法》》", &[("甲办法", &[])]);
        check("《关于印发〈甲〉〈乙〉的通知》", &[("关于印发〈甲〉〈乙〉的通知", &["甲", "乙"])]);
    }

    #[test]
    fn marks_that_are_missing_or_mistyped() {
        check("《甲办法〉的规定", &[("甲办法", &[])]);
        check("《甲办法的规定。其他", &[]);
        check("《关于印发《甲办法》的通知。其他", &[("甲办法", &[])]);
        check("《关于印发甲办法〉的通知》", &[("关于印发甲办法〉的通知", &[])]);
        check("《甲办法。《乙办法》", &[("乙办法", &[])]);
        check("《关于印发<甲办法》的通知》要求", &[("关于印发<甲办法》的通知", &["甲办法"])]);
        check("《关于印发〈甲办法》的通知要求，按《乙办法》", &[("关于印发〈甲办法", &[]), ("乙办法", &[])]);
        check("《关于做好甲\n\n\n\n工作的通知》", &[("关于做好甲\n\n\n\n工作的通知", &[])]);
        check("《关于做好\n甲工作的通知》", &[("关于做好\n甲工作的通知", &[])]);
        check("《", &[]);
        check(
            "根据〈甲省渡口条例〉和<乙市渡船办法>、《丙〈丁规定〉办法》",
            &[("甲省渡口条例", &[]), ("乙市渡船办法", &[]), ("丙〈丁规定〉办法", &["丁规定"])],
        );
        check("水位<警戒>时，3<5>2", &[]);
    }
}
