//! The document's own numbers and title, which it prints but does not cite.

use std::ops::Range;

use crate::facts::Context;
use crate::facts::doc_number::DocNumber;
use crate::outline::Part;

/// Lines at the head of a paper in which its own number may stand alone.
const HEAD_LINES: usize = 16;
/// Bytes a line may hold beside the number: a label, an issuing body.
const BESIDE: usize = 90;

/// Whether a number is the document's own: in the masthead or the colophon, or alone on a line of the head.
pub(super) fn is_own_number(cx: &Context<'_>, number: &DocNumber) -> bool {
    let Some(index) = cx.outline.line_at(number.span.start) else { return false };
    let Some(line) = cx.outline.lines.get(index) else { return false };
    if matches!(line.part, Part::Portal | Part::Masthead | Part::Colophon) {
        return true;
    }
    let start = number.span.start.saturating_sub(line.span.start) as usize;
    let content = line.span.of(cx.text);
    let before = content.get(..start).unwrap_or("");
    let beside = content.len().saturating_sub(number.span.len());
    let cites = ["根据", "按照", "依据", "贯彻", "落实", "执行", "废止", "《", "为", "参照"]
        .iter()
        .any(|w| before.contains(w));
    if index >= HEAD_LINES || cites {
        return false;
    }
    let after =
        content.get(start + number.span.len()..).unwrap_or("").trim_matches(['）', ')', ' ', '】', ']']);
    let alone = beside <= BESIDE && !content.contains(['，', '。', '；', ',']);
    let heads_the_paper =
        index < 3 && !before.contains(['，', '。', '；', ',']) && !after.starts_with("文件");
    alone && (after.is_empty() || before.trim().is_empty() || after.len() <= 30) || heads_the_paper
}

/// Whether the sentence around a title issues it: 现将《…》印发给你们.
pub(super) fn is_issued_here(before: &str, after: &str) -> bool {
    let announces = ["现将", "现发布", "现公布", "现印发", "现予公布", "现就", "现转发"]
        .iter()
        .any(|w| before.ends_with(w));
    let announces =
        announces || before.trim_end_matches(|c: char| c != '将').ends_with("现将") && !before.contains('》');
    let hands_out = [
        "印发给你们",
        "予以印发",
        "现予印发",
        "现印发",
        "现予公布",
        "现予发布",
        "现发布",
        "请认真遵照执行",
        "请认真贯彻执行",
        "请遵照执行",
        "请认真组织实施",
        "予以公布",
        "予以发布",
    ];
    announces || hands_out.iter().any(|w| after.contains(w)) && !before.contains("根据")
}

/// Whether a line of the text is this title and nothing else: the heading of the paper that a notice issues.
pub(super) fn stands_as_heading(cx: &Context<'_>, inner: &Range<usize>) -> bool {
    let Some(title) = cx.text.get(inner.clone()) else { return false };
    let lines = cx.outline.lines.iter().take(200);
    lines.map(|l| l.span.of(cx.text)).any(|l| l == title && title.chars().count() >= 6)
}
