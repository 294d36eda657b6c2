//! `《` without `》`, and the reverse.
//!
//! A title may be broken over two lines; only what is not closed before the next `《` or the end of the text counts.

use memchr::memmem;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::outline::Part;
use crate::text::{Norm, Span, last_chars, to_u32};

/// Longest stretch quoted, in characters.
const QUOTE: usize = 24;
/// Longest title looked through, in characters.
const LONGEST: usize = 80;

/// 书名号成对
pub(super) fn unclosed(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    let marks: Vec<(usize, bool)> = marks(text).collect();
    if marks.is_empty() {
        return Judgement::not_applicable("文中没有书名号");
    }
    let mut open: Vec<usize> = Vec::new();
    let mut flaws = Vec::new();
    let mut line = None;
    for &(at, opens) in &marks {
        let here = cx.subject.outline.line_at(to_u32(at));
        if here != line && opens {
            // A title that runs over the line end is closed by the first mark of the next line; this one opens another.
            flaws.extend(open.drain(..).filter_map(|at| flaw(cx, at)));
        }
        line = here;
        if opens {
            open.push(at);
        } else if open.pop().is_none() {
            flaws.extend(unopened(cx, at));
        }
    }
    flaws.extend(open.drain(..).filter_map(|at| flaw(cx, at)));
    flaws.extend(inner_closed(text).filter_map(|at| flaw(cx, at)));
    let cut = super::tail::unfinished(cx);
    flaws.retain(|f| cut.is_none_or(|cut| f.span.end <= cut));
    flaws.sort_by_key(|f| f.span);
    flaws.dedup_by_key(|f| f.span);
    Judgement::of(flaws, "书名号成对")
}

/// Every 《 behind which a 〉 stands that no 〈 has opened.
fn inner_closed(text: &str) -> impl Iterator<Item = usize> + '_ {
    memmem::find_iter(text.as_bytes(), "〉").filter_map(|at| {
        let (open, _) =
            text.get(..at)?.char_indices().rev().take(LONGEST).find(|(_, c)| "《》〈〉<＜\n".contains(*c))?;
        text.get(open..)?.starts_with('《').then_some(open)
    })
}

fn flaw(cx: &RuleContext<'_>, at: usize) -> Option<Flaw> {
    let outline = cx.subject.outline;
    let line = outline.line_holding(to_u32(at))?;
    if line.part == Part::Portal {
        return None;
    }
    let rest = cx.subject.text().get(at..line.span.end as usize)?;
    let end = rest.char_indices().skip(1).find(|(i, c)| "，。；《》".contains(*c) || *i > QUOTE * 3);
    let span: Span<Norm> = Span::at(at, at + end.map_or(rest.len(), |(i, _)| i));
    Some(Flaw::at(span).with("match", span.of(cx.subject.text())))
}

/// A 》 that nothing in its clause opens, with the words it closes.
fn unopened(cx: &RuleContext<'_>, at: usize) -> Option<Flaw> {
    let outline = cx.subject.outline;
    let line = outline.line_holding(to_u32(at)).filter(|l| l.part.is_text())?;
    let before = cx.subject.text().get(line.span.start as usize..at)?;
    let start = before.rfind(['，', '。', '；', '：', '》', '、']).map_or(0, |mark| {
        mark + before.get(mark..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
    });
    let words = before.get(start..)?;
    // Other marks that open (〈, <, “) are told by other rules; a line that begins with it was broken within the title.
    let sentence = before.rfind(['。', '；', '》']).and_then(|end| before.get(end..)).unwrap_or(before);
    let is_other = sentence.contains(['〈', '<', '＜', '“', '「', '『']) || words.contains(['（', '(']);
    let count = words.chars().count();
    if is_other || start == 0 || !(4..=LONGEST).contains(&count) {
        return None;
    }
    let tail = last_chars(words, QUOTE);
    let span: Span<Norm> = Span::at(at - tail.len(), at + '》'.len_utf8());
    Some(Flaw::at(span).with("match", span.of(cx.subject.text())))
}

/// Every 《 (true) and 》 (false) by place.
fn marks(text: &str) -> impl Iterator<Item = (usize, bool)> + '_ {
    // 《 is E3 80 8A, 》 is E3 80 8B: the last bytes are rare enough to lead the search.
    let bytes = text.as_bytes();
    memchr::memchr2_iter(0x8A, 0x8B, bytes).filter_map(move |last| {
        let start = last.checked_sub(2)?;
        let mark = bytes.get(start..=last)?;
        (mark.starts_with(&[0xE3, 0x80])).then_some((start, mark.ends_with(&[0x8A])))
    })
}
