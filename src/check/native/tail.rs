//! Where a text breaks off in the middle of a sentence. What is open or unused there is no fault of the paper: the copy ends.

use crate::check::matching::RuleContext;

/// Marks with which a text may well end.
const ENDS: &str = "。；！？：”’》）】」』〉";

/// Where the unfinished last sentence begins, of a text that ends in prose without a mark.
pub(super) fn unfinished(cx: &RuleContext<'_>) -> Option<u32> {
    let line = cx.subject.outline.lines.last().filter(|l| l.part.is_text())?;
    let words = line.span.of(cx.subject.text()).trim_end_matches(['…', '.', ' ']);
    let last = words.chars().next_back()?;
    let is_prose = words.contains(['，', '。', '；']);
    let sentence = words.rfind(['。', '；', '！', '？']).map_or(0, |at| at + "。".len());
    let from = line.span.start + u32::try_from(sentence).ok()?;
    (is_prose && !ENDS.contains(last)).then_some(from)
}
