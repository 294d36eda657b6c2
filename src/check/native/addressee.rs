//! The addressees of a letter: the colon behind the last of them.

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::lexicon::WordSet;
use crate::outline::{Line, label_len};
use crate::text::{Norm, Span, last_chars};

/// What the first paragraph of a notice begins with.
static OPENS: WordSet = WordSet::of("rule_words", "opens");
/// What lists of addressees end with.
static ADDRESSED: WordSet = WordSet::of("rule_words", "addressed");
/// Most characters of such a list on a line of its own.
const LONGEST: usize = 120;
/// Characters quoted.
const QUOTE: usize = 12;

/// 主送机关后面没有冒号
pub(super) fn without_colon(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    let known = cx.subject.facts.metadata.addressee.as_ref().map(|known| known.span);
    if let Some(at) = known {
        let rest = text.get(at.end as usize..).unwrap_or("").trim_start_matches([' ', '\u{3000}']);
        let flaw = rest.starts_with('\n').then(|| flaw(text, at));
        return Judgement::of(flaw.into_iter().collect(), "主送机关后面有冒号").evidence([at]);
    }
    match bare_list(cx) {
        Some(at) => Judgement::of(vec![flaw(text, at)], ""),
        None => Judgement::not_applicable("文中没有主送机关"),
    }
}

fn flaw(text: &str, at: Span<Norm>) -> Flaw {
    let words = at.of(text);
    let tail = last_chars(words, QUOTE);
    let span = Span::new(at.end - crate::text::to_u32(tail.len()), at.end);
    Flaw::at(span).with("match", tail)
}

/// A line of addressees right below the title, or at the head of a paper without one: 各系、各班级.
fn bare_list(cx: &RuleContext<'_>) -> Option<Span<Norm>> {
    let text = cx.subject.text();
    let title = cx.subject.facts.metadata.title.as_ref().map_or(0, |title| title.span.end);
    let mut lines = cx.subject.outline.lines.iter().filter(|l| !l.span.is_empty() && l.span.start >= title);
    let (first, next) = (lines.next()?, lines.next()?);
    let words = first.span.of(text).trim_end();
    let is_list = words.starts_with('各')
        && ADDRESSED.tail_of(words).is_some()
        && !words.contains(['。', '：', '；', '《', ':'])
        && words.chars().count() <= LONGEST;
    let opens = |line: &Line| {
        let after = line.span.of(text);
        let body = after.get(label_len(after)..).unwrap_or(after);
        OPENS.words().iter().any(|word| body.starts_with(*word))
    };
    (is_list && first.part.is_text() && opens(next))
        .then(|| Span::at(first.span.start as usize, first.span.start as usize + words.len()))
}
