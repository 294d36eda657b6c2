//! Cuts lines into sentences: at `。！？；` and half-width `;`, also inside brackets, never inside 《》.
//!
//! A line without any such mark is data rather than language (a list, a dump): past [`LONG_SENTENCE`] bytes it is cut at the
//! next clause, past [`LONGEST_SENTENCE`] anywhere. What is read sentence by sentence may then cost the square of a sentence
//! and still no more than its share of the document.

use std::ops::ControlFlow;

use memchr::{memchr3_iter, memmem};

use crate::text::first_bytes;

/// Longest title in bytes that may hide a sentence mark: 《……？》.
const LONGEST_TITLE: usize = 180;

/// Bytes from which a sentence ends at the next clause; the longest real one in 540 papers has 3,350 (a table of contents).
const LONG_SENTENCE: usize = 4_500;

/// Bytes at which a sentence ends in any case.
const LONGEST_SENTENCE: usize = 9_000;

/// A place inside a line that the cutter met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// A sentence ends before this byte, its mark and closing quotes included.
    End(usize),
    /// A clause ends before this byte: after `，` or `：`.
    Clause(usize),
}

/// Reports where sentences and clauses of `text[start..end]` end, until told to stop. The end of the line is not reported.
pub(super) fn cut(text: &str, (start, end): (usize, usize), mut event: impl FnMut(Event) -> ControlFlow<()>) {
    let bytes = text.as_bytes();
    let Some(line) = bytes.get(start..end) else { return };
    let mut done = 0;
    let mut title_from: Option<usize> = None;
    for at in memchr3_iter(0xE3, 0xEF, b';', line).chain([line.len()]) {
        if at < done {
            continue;
        }
        while at - done > LONGEST_SENTENCE {
            done += first_bytes(text.get(start + done..).unwrap_or(""), LONGEST_SENTENCE).len().max(1);
            title_from = None;
            if event(Event::End(start + done)).is_break() {
                return;
            }
        }
        let len = match &line[at..] {
            [b';', ..] => 1,
            [0xE3, 0x80, 0x8A, ..] => {
                title_from = Some(at);
                continue;
            }
            [0xE3, 0x80, 0x8B, ..] => {
                title_from = None;
                continue;
            }
            [0xE3, 0x80, 0x82, ..] | [0xEF, 0xBC, 0x9B | 0x81 | 0x9F, ..] => 3,
            [0xEF, 0xBC, 0x8C | 0x9A, ..] if at - done > LONG_SENTENCE => 3,
            [0xEF, 0xBC, 0x8C | 0x9A, ..] => {
                if event(Event::Clause(start + at + 3)).is_break() {
                    return;
                }
                continue;
            }
            _ => continue,
        };
        if title_from.is_some_and(|from| closes_soon(line, from, at)) {
            continue;
        }
        title_from = None;
        let from = done;
        done = closing(line, at + len, from);
        if event(Event::End(start + done)).is_break() {
            return;
        }
    }
}

/// Whether the title opened at `from` closes after the mark at `at`, within the length of a title.
fn closes_soon(line: &[u8], from: usize, at: usize) -> bool {
    let Some(window) = line.get(at..line.len().min(from + LONGEST_TITLE)) else { return false };
    memmem::find(window, "》".as_bytes())
        .is_some_and(|close| memmem::find(&window[..close], "《".as_bytes()).is_none())
}

/// Takes in the further marks and closing quotes and brackets after a sentence mark; `from` is where the sentence began.
fn closing(line: &[u8], mut at: usize, from: usize) -> usize {
    const CLOSERS: [&str; 13] = ["。", "！", "？", "；", "”", "’", "」", "』", "）", "】", "〕", "》", ")"];
    loop {
        let rest = &line[at..];
        if let Some(closer) = CLOSERS.iter().find(|c| rest.starts_with(c.as_bytes())) {
            at += closer.len();
        } else if rest.first() == Some(&b'"')
            && line[from..at].iter().filter(|&&b| b == b'"').count() % 2 == 1
        {
            at += 1;
        } else {
            return at;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expect: &[&str]) {
        let mut found = Vec::new();
        let mut from = 0;
        cut(line, (0, line.len()), |event| {
            if let Event::End(at) = event {
                found.push(line[from..at].trim());
                from = at;
            }
            ControlFlow::Continue(())
        });
        if !line[from..].trim().is_empty() {
            found.push(line[from..].trim());
        }
        assert_eq!(found, expect);
    }

    #[test]
    fn sentences() {
        check("甲。乙；丙", &["甲。", "乙；", "丙"]);
        check("称“甲。”乙。", &["称“甲。”", "乙。"]);
        check("甲（乙；丙。）丁。", &["甲（乙；", "丙。）", "丁。"]);
        check("学习《怎么办？》一文。好！", &["学习《怎么办？》一文。", "好！"]);
        check("说\"甲。\"\"乙。\"", &["说\"甲。\"", "\"乙。\""]);
        check("甲;乙？！丙", &["甲;", "乙？！", "丙"]);
        let long = format!("《{}。", "长".repeat(100));
        check(&long, &[&long]);
        check("《没有闭合。下一句；", &["《没有闭合。", "下一句；"]);
    }

    #[test]
    fn data_without_marks_is_cut_all_the_same() {
        let (mut ends, mut from) = (Vec::new(), 0);
        let listed = format!("{}甲。{}", "九个字为一个分句，".repeat(1_000), "没有任何标点".repeat(1_000));
        cut(&listed, (0, listed.len()), |event| {
            if let Event::End(at) = event {
                ends.push(at - from);
                from = at;
            }
            ControlFlow::Continue(())
        });
        let whole: Vec<usize> = ends.iter().copied().filter(|&len| len != LONGEST_SENTENCE).collect();
        assert!(whole.iter().all(|&len| len <= LONG_SENTENCE + 27), "{ends:?}");
        assert_eq!((ends.len(), whole.len()), (7, 6), "{ends:?}");
    }
}
