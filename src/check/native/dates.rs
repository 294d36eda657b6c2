//! How the document's own date is written.

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::outline::Part;

/// The signing date as printed, when it stands in the signature block or under the title and not in a portal's line.
fn signed<'a>(cx: &'a RuleContext<'_>) -> Option<(crate::text::Span<crate::text::Norm>, &'a str)> {
    let at = cx.subject.facts.metadata.signed_on.as_ref()?.span;
    let outline = cx.subject.outline;
    let line = outline.line_holding(at.start)?;
    (line.part != Part::Portal && !at.is_empty()).then(|| (at, cx.subject.document.raw_of(at)))
}

/// 成文日期用汉字
pub(super) fn han_date(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let Some((at, raw)) = signed(cx) else { return Judgement::not_applicable("文中没有成文日期") };
    // The history of a regulation of Taiwan follows other rules.
    if raw.starts_with(['中']) {
        return Judgement::not_applicable("文首沿革中的日期不是公文落款");
    }
    let is_han = raw.contains(['〇', '○', '零', '一', '二']) && !raw.contains(|c: char| c.is_ascii_digit());
    let flaws = is_han.then(|| Flaw::at(at).with("match", raw.trim()));
    Judgement::of(flaws.into_iter().collect(), "成文日期用阿拉伯数字").evidence([at])
}

/// 成文日期补零、用点
pub(super) fn padded_date(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let Some((at, raw)) = signed(cx) else { return Judgement::not_applicable("文中没有成文日期") };
    let is_padded = raw.contains("年0") || raw.contains("月0");
    let is_dotted =
        !raw.contains('年') && raw.contains(['.', '/', '-']) && raw.starts_with(|c: char| c.is_ascii_digit());
    let flaws = (is_padded || is_dotted).then(|| Flaw::at(at).with("match", raw.trim()));
    Judgement::of(flaws.into_iter().collect(), "成文日期书写规范").evidence([at])
}
