//! A phrase written twice in a row: 缴纳保证金交纳保证金.
//!
//! A look at bytes turns nearly every sentence away. In the others every third character is compared with those three to twelve
//! behind it; where two are equal, the stretch is grown both ways, so a phrase of three characters cannot be missed.

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::outline::Sentence;
use crate::text::Span;

/// Shortest and longest phrase, in characters.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=12;

/// Measures that are told over, one by one.
const DISTRIBUTED: &str = "个件户条项家村";

/// 词语连写两遍
pub(super) fn repeated_phrase(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    let mut flaws = Vec::new();
    for sentence in &cx.subject.outline.sentences {
        if !sentence.part.is_text() || sentence.heading {
            continue;
        }
        if may_repeat(sentence.span.of(text).as_bytes()) {
            flaws.extend(phrases(text, sentence));
        }
    }
    Judgement::of(flaws, "没有连写两遍的词语")
}

/// Whether two characters come again where a phrase of three to twelve would put them, and what surrounds both places is the same
/// over the length between them, but for one character (缴 for 交). Each pair is looked up once, by where it stood last.
fn may_repeat(bytes: &[u8]) -> bool {
    let mut last = [0u16; 256];
    let mut at = 0;
    while let Some(&[lead, a, b, _, c, d]) = bytes.get(at..at + 6) {
        if lead < 0xE0 {
            at += 1;
            continue;
        }
        let slot = usize::from(a.rotate_left(3) ^ b ^ c.rotate_left(5) ^ d.rotate_left(1));
        let here = u16::try_from(at + 1).unwrap_or(0);
        let before = last.get_mut(slot).map_or(0, |l| std::mem::replace(l, here));
        let length = usize::from(here.saturating_sub(before));
        if before > 0 && length <= 3 * LENGTHS.end() && is_repeat(bytes, (at - length, at)) {
            return true;
        }
        at += 3;
    }
    false
}

/// Whether the bytes around two places agree over the distance between them, but for one character.
fn is_repeat(bytes: &[u8], (first, second): (usize, usize)) -> bool {
    let length = second - first;
    let (Some(one), Some(other)) = (bytes.get(..first), bytes.get(..second)) else { return false };
    let back = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    let (Some(one), Some(other)) = (bytes.get(first..), bytes.get(second..)) else { return false };
    let on = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    length >= 3 * LENGTHS.start() && on >= 6 && back + on + 3 >= length
}

fn phrases(text: &str, sentence: &Sentence) -> Vec<Flaw> {
    let span: Span<crate::text::Norm> = Span::new(sentence.text_start, sentence.span.end);
    let words: Vec<char> = span.of(text).chars().collect();
    let mut flaws = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while at < words.len() {
        let Some((start, length)) = repeat_at(&words, at).filter(|(start, _)| *start >= from) else {
            at += 3;
            continue;
        };
        let end = start + 2 * length;
        // A run-in heading that a copy has lost the mark of is taken up by its sentence, behind a label, a dash, a blank.
        let is_heading = start
            .checked_sub(1)
            .and_then(|i| words.get(i))
            .is_none_or(|c| !is_han(*c) && !"，、".contains(*c));
        let (Some(first), Some(both), Some(before)) =
            (words.get(start..start + length), words.get(start..end), words.get(..start))
        else {
            break;
        };
        if !is_heading && is_phrase(first) && !is_wanted(first, words.get(end).copied()) {
            let offset = span.start as usize + before.iter().map(|c| c.len_utf8()).sum::<usize>();
            let quote: String = both.iter().collect();
            let right: String = both.iter().skip(length).collect();
            let flaw = Flaw::at(Span::at(offset, offset + quote.len()));
            flaws.push(flaw.with("match", quote).with("right", right));
        }
        (from, at) = (end, end);
    }
    flaws
}

/// Start and length of the longest phrase around a place that is written twice.
fn repeat_at(words: &[char], at: usize) -> Option<(usize, usize)> {
    let here = folded(*words.get(at)?);
    LENGTHS.rev().find_map(|length| {
        if words.get(at + length).map(|c| folded(*c)) != Some(here) {
            return None;
        }
        let same = |i: usize| {
            let pair = words.get(i).zip(words.get(i + length));
            pair.is_some_and(|(a, b)| folded(*a) == folded(*b) && (is_han(*a) || a.is_ascii_alphabetic()))
        };
        let back = (1..=at).take_while(|n| *n < length && same(at - n)).count();
        let start = at - back;
        let run = (start..start + length).take_while(|i| same(*i)).count();
        (run == length).then_some((start, length))
    })
}

/// 缴纳 and 交纳 are one word to the eye.
fn folded(c: char) -> char {
    if c == '缴' { '交' } else { c }
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// 哈哈哈哈哈哈 is no phrase written twice, nor are the numerals of a list.
fn is_phrase(words: &[char]) -> bool {
    let different =
        words.iter().enumerate().filter(|(i, c)| is_han(**c) && !words.iter().take(*i).any(|d| d == *c));
    different.count() > 2 && !words.iter().all(|c| "一二三四五六七八九十百千万零〇".contains(*c))
}

/// 一个渡口一个渡口地查 says it twice to mean each; in 管理的航道的航道保护范围 the second copy begins a longer word; 涉及两艘及两艘以上 counts.
fn is_wanted(phrase: &[char], next: Option<char>) -> bool {
    match phrase.first() {
        Some('一') => next == Some('地') || phrase.get(1).is_some_and(|c| DISTRIBUTED.contains(*c)),
        Some('的') => next.is_some_and(is_han),
        Some('及' | '或' | '和') => next == Some('以'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_wanted, may_repeat, repeat_at};

    #[test]
    fn phrases_that_are_meant_twice() {
        for (phrase, next, expect) in [
            ("一个渡口", Some('地'), true),
            ("一户一户", Some('查'), true),
            ("一篇文章", Some('地'), true),
            ("一次性", Some('补'), false),
            ("的渡口", Some('管'), true),
            ("的渡口", Some('，'), false),
            ("及两艘", Some('以'), true),
            ("及两艘", Some('的'), false),
            ("渡口整修", Some('资'), false),
        ] {
            let chars: Vec<char> = phrase.chars().collect();
            assert_eq!(is_wanted(&chars, next), expect, "{phrase}");
        }
    }

    #[test]
    fn phrases_written_twice() {
        for (words, expect) in [
            ("缴纳保证金交纳保证金", Some((0, 5))),
            ("可以选择渡口码头渡口码头整修", Some((4, 4))),
            ("渡口管理站渡口管理员", None),
            ("登录渡口管理APP渡口管理APP填报", Some((2, 7))),
        ] {
            let chars: Vec<char> = words.chars().collect();
            let found = (0..chars.len()).step_by(3).find_map(|at| repeat_at(&chars, at));
            assert_eq!(found, expect, "{words}");
            assert!(expect.is_none() || may_repeat(words.as_bytes()), "{words}");
        }
    }
}
