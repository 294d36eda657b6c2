//! Annexes that the body names out of their order: （附件4） before （附件3）.

use std::collections::BTreeMap;

use memchr::memmem;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::outline::Part;
use crate::text::{Norm, Span, to_u32};

/// 附件的顺序与正文提到的先后不一致
pub(super) fn annex_order(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    let outline = cx.subject.outline;
    // The first place where the body names each annex.
    let mut first: BTreeMap<u32, Span<Norm>> = BTreeMap::new();
    for at in memmem::find_iter(text.as_bytes(), "附件") {
        let rest = text.get(at + "附件".len()..).unwrap_or("");
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let Some(number) = rest.get(..digits).and_then(|d| d.parse::<u32>().ok()) else { continue };
        let line = outline.line_holding(to_u32(at));
        // A line that begins with it is the list of annexes or the annex itself.
        let is_mention = line.is_some_and(|l| l.part == Part::Body && (l.span.start as usize) < at);
        let is_named = text.get(..at).is_some_and(|b| b.ends_with(['（', '见', '按', '照', '填']));
        if is_mention && is_named && number < 30 {
            first.entry(number).or_insert(Span::at(at, at + "附件".len() + digits));
        }
    }
    let mut flaws = Vec::new();
    let mut last: Option<(u32, Span<Norm>)> = None;
    for (&number, &span) in &first {
        if let Some((before, at)) = last.filter(|(before, at)| before + 1 == number && at.start > span.start)
        {
            let flaw = Flaw::at(span).with("match", span.of(text)).with("later", format!("附件{before}"));
            flaws.push(flaw.related(at, "后提到的"));
        }
        last = Some((number, span));
    }
    Judgement::of(flaws, "附件按先后提到")
}
