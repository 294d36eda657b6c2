//! Dirt of the copy that a person should mend at the source: shifted bytes, pinyin glosses, half-width marks, stray
//! characters of the other script.

use memchr::memchr3_iter;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::document::Script;
use crate::outline::Part;
use crate::text::{Norm, Raw, Span};

/// Fewer half-width marks than this are told only where all others are full.
const FEWEST_MARKS: usize = 5;
/// So many full marks make a single half one stand out.
const CUSTOM: usize = 20;

/// Every repair of the kind that `params.repair` names.
pub(super) fn repaired(cx: &RuleContext<'_>, params: &Params) -> Judgement {
    let wanted = params.get("repair").map_or("", String::as_str);
    let document = cx.subject.document;
    let repairs = document.repairs.iter().filter(|r| wanted.split(',').any(|kind| kind == r.kind));
    let flaws = repairs.map(|repair| {
        let at = document.map.norm(repair.span);
        Flaw::at(at).with("match", repair.span.of(document.raw()).trim()).with("after", repair.after.as_str())
    });
    Judgement::of(flaws.collect(), "文本没有此类损坏")
}

/// Half-width commas, colons and semicolons after Han characters, told once with their number.
pub(super) fn half_width(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let document = cx.subject.document;
    let raw = document.raw();
    let bytes = raw.as_bytes();
    let places = memchr3_iter(b',', b';', b':', bytes).filter(|at| {
        let before = at.checked_sub(1).and_then(|i| bytes.get(i)).is_some_and(|b| *b >= 0x80);
        before && bytes.get(at + 1).is_none_or(|b| *b >= 0x80 || b.is_ascii_whitespace())
    });
    let places: Vec<usize> = places.collect();
    let Some(first) = places.first() else { return Judgement::pass("标点都是全角") };
    let count = places.len();
    let place = |at: &usize| document.map.norm(Span::<Raw>::at(*at, *at + 1));
    // What the page prints above the paper (当前位置:首页) is not what its author wrote.
    let is_written = |at: &Span<Norm>| {
        at.of(document.norm()).chars().count() == 1
            && cx.subject.outline.line_holding(at.start).is_some_and(|l| l.part != Part::Portal)
    };
    if count < FEWEST_MARKS {
        let odd = places.iter().filter(|at| is_between_words(raw, **at)).map(place).find(is_written);
        let odd = odd.filter(|_| raw.matches(['，', '：', '；']).nth(CUSTOM - 1).is_some());
        let flaw = odd.map(|at| Flaw::at(at).with("count", count.to_string()).with("told", "；其余都是全角"));
        return Judgement::of(flaw.into_iter().collect(), "标点都是全角，或者只有个别半角");
    }
    let at = places.iter().map(place).find(is_written).unwrap_or_else(|| place(first));
    // Who types Chinese types some of them right: where none is, a conversion made them.
    let is_copied = !raw.contains(['，', '：', '；']);
    let told = if is_copied {
        "；全文没有全角的逗号、冒号、分号，多半是复制、转换时变的"
    } else {
        ""
    };
    Judgement::of(vec![Flaw::at(at).with("count", count.to_string()).with("told", told)], "")
}

/// Whether a byte stands between two Chinese characters.
fn is_between_words(raw: &str, at: usize) -> bool {
    let is_han = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}');
    let before = raw.get(..at).and_then(|words| words.chars().next_back());
    let after = raw.get(at + 1..).and_then(|words| words.chars().next());
    before.is_some_and(is_han) && after.is_some_and(is_han)
}

/// Traditional characters that were left standing in a simplified paper.
pub(super) fn traditional_character(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let document = cx.subject.document;
    if document.script != Script::Simplified {
        return Judgement::pass("全文是规范汉字");
    }
    let (raw, norm) = (document.raw(), document.norm());
    let mut flaws = Vec::new();
    // Only what was replaced by something of the same length can be a character of the other script.
    for (at, from, _) in document.map.pieces().filter(|(_, _, is_linear)| *is_linear) {
        if at.of(norm) == from.of(raw) {
            continue;
        }
        let pairs = at.of(norm).char_indices().zip(from.of(raw).chars());
        for ((offset, simplified), printed) in pairs.filter(|((_, a), b)| a != b && is_ideograph(*b)) {
            let start = at.start as usize + offset;
            let at = Span::at(start, start + simplified.len_utf8());
            let flaw = Flaw::at(at).with("match", printed.to_string());
            flaws.push(flaw.with("after", simplified.to_string()));
        }
    }
    Judgement::of(flaws, "全文是规范汉字")
}

const fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}
