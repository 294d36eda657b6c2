//! Finds the table of contents: what stands in it stands in the text again, with the same numbering.

use std::ops::Range;

use super::Line;

/// A table of contents begins among so many lines at the head.
const HEAD_LINES: usize = 60;
/// Most entries of a table of contents.
const MOST_ENTRIES: usize = 200;
/// Longest entry in bytes.
const LONGEST_ENTRY: usize = 150;

/// The entries below the line 目录, up to where the first of them comes again.
pub(super) fn entries(text: &str, lines: &[Line]) -> Range<usize> {
    let line = |index: usize| lines.get(index).map_or("", |l| l.span.of(text));
    let is_head = |index: &usize| {
        let words = line(*index).chars().filter(|c| !c.is_whitespace());
        words.eq("目录".chars())
    };
    let Some(head) = (0..HEAD_LINES.min(lines.len())).find(is_head) else { return 0..0 };
    let first = name(line(head + 1));
    if first.is_empty() {
        return 0..0;
    }
    let is_entry = |index: &usize| line(*index).len() <= LONGEST_ENTRY && !line(*index).ends_with('。');
    let mut rest = (head + 2..lines.len().min(head + 2 + MOST_ENTRIES)).take_while(is_entry);
    rest.find(|&index| name(line(index)) == first).map_or(0..0, |end| head + 1..end)
}

/// An entry without its leader and page number.
fn name(entry: &str) -> &str {
    entry.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || "…·.．-—－".contains(c))
}

#[cfg(test)]
mod tests {
    use crate::outline::build::outline;

    fn headings(text: &str) -> usize {
        outline(text, &[]).nodes.len()
    }

    #[test]
    fn a_table_of_contents_is_no_second_outline() {
        let text = "渡口规划\n目  录\n第一章 现状……1\n一、渡口…………1\n第二章 目标……3\n第一章 现状\n一、渡口\n共十处。\n第二章 目标\n有序。";
        assert_eq!(headings(text), 3);
        assert_eq!(headings("渡口规划\n目录\n第一章 现状\n共十处。\n第二章 目标\n有序。"), 2);
        let law = "渡口条例\n目录\n第一章 总则\n第二章 渡口的规划和计划\n第一章 总则\n第一条 渡口应当有序。\n第二章 渡口的规划和计划\n第二条 渡口应当编制计划。";
        assert_eq!(headings(law), 4);
    }
}
