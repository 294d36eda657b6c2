//! Round brackets and quotation marks without a partner.
//!
//! A copy breaks lines anywhere, so a mark may be closed on one of the next lines; what is left open when the next one opens, or
//! is closed without ever being opened, counts.

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::outline::Part;
use crate::text::{Norm, Span, to_u32};

/// Lines on which the partner may stand.
const REACH: usize = 3;
/// Characters quoted around a mark.
const QUOTE: usize = 8;

/// 圆括号成对
pub(super) fn unpaired(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let lines = &cx.subject.outline.lines;
    let text = cx.subject.text();
    let mut seen = false;
    let mut flaws = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if !matches!(line.part, Part::Body | Part::Annex) {
            continue;
        }
        let words = line.span.of(text);
        let balance = Balance::of(words);
        seen |= balance.seen;
        let Some((at, opens)) = balance.odd else { continue };
        let near = if opens {
            lines
                .get(index + 1..)
                .unwrap_or_default()
                .iter()
                .take(REACH)
                .find_map(|l| Balance::of(l.span.of(text)).odd)
        } else {
            lines
                .get(..index)
                .unwrap_or_default()
                .iter()
                .rev()
                .take(REACH)
                .find_map(|l| Balance::of(l.span.of(text)).odd)
        };
        // The partner stands on a line nearby.
        if near.is_some_and(|(_, other)| other != opens) || !is_sentence(words) {
            continue;
        }
        flaws.push(flaw(cx, line.span.start as usize + at));
    }
    if seen { Judgement::of(flaws, "括号成对") } else { Judgement::not_applicable("文中没有括号") }
}

/// The brackets of one line.
struct Balance {
    seen: bool,
    /// The first mark without a partner, and whether it opens; `None` too when several lack one: such a line is damaged or code.
    odd: Option<(usize, bool)>,
}

impl Balance {
    fn of(words: &str) -> Self {
        let mut open: Vec<usize> = Vec::new();
        let mut odd = Vec::new();
        let mut seen = false;
        // （ is EF BC 88, ） is EF BC 89.
        for last in memchr::memchr2_iter(0x88, 0x89, words.as_bytes()) {
            let Some(at) = last.checked_sub(2) else { continue };
            match words.get(at..=last) {
                Some("（") => open.push(at),
                Some("）") if open.pop().is_none() && !is_label(words.get(..at).unwrap_or("")) => {
                    odd.push((at, false));
                }
                Some("）") => {}
                _ => continue,
            }
            seen = true;
        }
        odd.extend(open.into_iter().map(|at| (at, true)));
        Self { seen, odd: odd.first().copied().filter(|_| odd.len() == 1) }
    }
}

/// Whether `）` closes a label: 1）, 三）, a）.
fn is_label(before: &str) -> bool {
    let label =
        before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || "一二三四五六七八九十①②③".contains(c));
    let length = before.len() - label.len();
    length > 0
        && length <= 9
        && (label.is_empty()
            || label.ends_with(['。', '；', '：', '，', '、', ' ', '\n', '\t', '）', '”', '.']))
}

/// Whether a line is running text that is whole.
fn is_sentence(words: &str) -> bool {
    words.chars().count() > 12 && words.ends_with(['。', '；', '）'])
}

fn flaw(cx: &RuleContext<'_>, at: usize) -> Flaw {
    let text = cx.subject.text();
    let before = text.get(..at).unwrap_or("").chars().rev().take(QUOTE).take_while(|c| *c != '\n');
    let start = at - before.map(char::len_utf8).sum::<usize>();
    let after = text.get(at..).unwrap_or("").chars().take(QUOTE + 1).take_while(|c| *c != '\n');
    let end = at + after.map(char::len_utf8).sum::<usize>();
    let span: Span<Norm> = Span::new(to_u32(start), to_u32(end));
    Flaw::at(span).with("match", span.of(text))
}
