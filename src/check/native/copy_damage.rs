//! Dirt of the copy that a person should mend at the source: shifted bytes, pinyin glosses, half-width marks.

use memchr::memchr3_iter;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::text::{Raw, Span};

/// Fewer half-width marks than this are slips that nobody wants told.
const FEWEST_MARKS: usize = 5;

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
    let mut places = memchr3_iter(b',', b';', b':', bytes).filter(|&at| {
        let before = at.checked_sub(1).and_then(|i| bytes.get(i)).is_some_and(|b| *b >= 0x80);
        before && bytes.get(at + 1).is_none_or(|b| *b >= 0x80 || b.is_ascii_whitespace())
    });
    let Some(first) = places.next() else { return Judgement::pass("标点都是全角") };
    let count = places.count() + 1;
    if count < FEWEST_MARKS {
        return Judgement::pass("只有个别半角标点");
    }
    let at = document.map.norm(Span::<Raw>::at(first, first + 1));
    Judgement::of(vec![Flaw::at(at).with("count", count.to_string())], "")
}
