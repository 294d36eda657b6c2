//! Primes that stand for quotation marks: “甲〞, 〝甲”. A prime behind a figure is a measure of angle or length.
//!
//! Looked for as printed: normalising turns most of them into quotation marks.

use memchr::memmem;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::text::{Raw, Span};

/// 〝 is E3 80 9D, 〞 is E3 80 9E, ″ is E2 80 B3.
const PRIMES: [&str; 3] = ["〝", "〞", "″"];
/// Farthest partner, in characters.
const REACH: usize = 40;

/// 引号用了别的符号
pub(super) fn misshapen(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let document = cx.subject.document;
    let text = document.raw();
    let outline = cx.subject.outline;
    let mut flaws = Vec::new();
    for prime in PRIMES {
        for at in memmem::find_iter(text.as_bytes(), prime) {
            let before = text.get(..at).unwrap_or("");
            let after = text.get(at + prime.len()..).unwrap_or("");
            let span = document.map.norm(Span::<Raw>::at(at, at + prime.len()));
            let line = outline.line_holding(span.start);
            let is_body = line.is_some_and(|l| l.part.is_text());
            let is_measure = before.ends_with(|c: char| c.is_ascii_digit());
            let partner = partner(before.chars().rev(), '“').or_else(|| partner(after.chars(), '”'));
            if is_body && !is_measure && partner.is_some() {
                flaws.push(Flaw::at(span).with("match", prime));
            }
        }
    }
    flaws.sort_by_key(|f| f.span);
    Judgement::of(flaws, "引号没有用别的符号")
}

/// The first quotation mark near by, when it is the wanted one.
fn partner(mut chars: impl Iterator<Item = char>, wanted: char) -> Option<char> {
    let near = chars.by_ref().take(REACH).take_while(|c| *c != '\n');
    near.into_iter().find(|c| "“”〝〞″".contains(*c)).filter(|c| *c == wanted)
}
