//! Primes and straight marks that stand for quotation marks: “甲〞, 〝甲”, "甲". A prime behind a figure is a measure of angle or length.
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
    flaws.extend(straight(cx));
    flaws.sort_by_key(|f| f.span);
    Judgement::of(flaws, "引号没有用别的符号")
}

/// Straight marks around Chinese words in running text: "一渡一档". Data and English keep theirs.
fn straight(cx: &RuleContext<'_>) -> Vec<Flaw> {
    let document = cx.subject.document;
    let text = document.raw();
    let mut flaws = Vec::new();
    let mut done = 0;
    for at in memchr::memchr_iter(b'"', text.as_bytes()) {
        let (Some(before), Some(after)) = (text.get(..at), text.get(at + 1..)) else { continue };
        // “旧渡口": opened by a mark of its own, closed by a straight one.
        if at >= done && partner(before.chars().rev(), '“').is_some() && !after.starts_with(is_plain) {
            let span = document.map.norm(Span::<Raw>::at(at, at + 1));
            let line = cx.subject.outline.line_holding(span.start).filter(|l| l.part.is_text());
            flaws.extend(line.map(|_| Flaw::at(span).with("match", "\"")));
            done = at + 1;
            continue;
        }
        let inner = after.split(['"', '\n']).next().unwrap_or("");
        let rest = after.get(inner.len()..).and_then(|rest| rest.strip_prefix('"'));
        let Some(rest) = rest.filter(|_| at >= done) else { continue };
        let is_words = inner.starts_with(is_han) && !inner.contains(['=', '<', '>', '{']);
        let is_text = before.ends_with(|c: char| is_han(c) || "，、；：。（,(;:".contains(c) || c == '\n')
            && !rest.starts_with([':', '：', ']', '}']);
        let is_near = inner.chars().count() <= REACH;
        if !(is_words && is_text && is_near) {
            continue;
        }
        done = at + inner.len() + 2;
        let span = document.map.norm(Span::<Raw>::at(at, done));
        let line = cx.subject.outline.line_holding(span.start).filter(|l| l.part.is_text());
        let is_running = line.is_some_and(|l| !l.span.of(cx.subject.text()).contains(['{', '[', '=']));
        if is_running {
            flaws.push(Flaw::at(span).with("match", text.get(at..done).unwrap_or("")));
        }
    }
    flaws
}

/// Letters and figures, which data puts behind its marks.
const fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// The first quotation mark near by, when it is the wanted one.
fn partner(mut chars: impl Iterator<Item = char>, wanted: char) -> Option<char> {
    let near = chars.by_ref().take(REACH).take_while(|c| *c != '\n');
    near.into_iter().find(|c| "“”〝〞″".contains(*c)).filter(|c| *c == wanted)
}
