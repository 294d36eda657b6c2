//! Shares and changes: 共200件，其中办结150件，占75%; 由50天压缩到20天，压缩60%.

use std::sync::LazyLock;

use crate::lexicon::Regex;

use super::Figure;
use super::quantity::{Quantity, quantities};
use crate::facts::Context;
use crate::lexicon::Hit;
use crate::outline::Sentence;
use crate::text::Span;

/// 占总数的75%, 占比75%.
static SHARE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^占(?:比|(?:总数|总量|全部|总人数|总件数|总数量|总投资)(?:的)?)?(?:为|达|达到)?$").ok()
});

/// The words between the new value and how much it changed.
static BY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("^[，,]?(?:同比|共|总体|整体|平均)?(?:增长|增加|提高|上升|提升|扩大|上调|下降|降低|减少|压缩|缩短|压减|缩减|精简|下调|增幅|降幅|压缩率|减幅)(?:了|达|为|达到|近)?$").ok()
});

/// Reads 占…%.
pub(super) fn share(cx: &Context<'_>, sentence: &Sentence, hit: Hit) -> Option<Figure> {
    let all = quantities(sentence.span.of(cx.text), sentence.span.start);
    let at = all.partition_point(|q| q.span.start < hit.start);
    let percent = all.get(at).filter(|q| q.unit == "%" && q.is_exact)?;
    let words = cx.text.get(hit.start as usize..percent.span.start as usize)?;
    if !SHARE.as_ref().is_some_and(|s| s.is_match(words)) {
        return None;
    }
    let part = all.get(at.checked_sub(1)?).filter(|q| q.unit != "%" && q.is_exact)?;
    let gap = cx.text.get(part.span.end as usize..hit.start as usize)?;
    if gap.chars().count() > 3 {
        return None;
    }
    let wholes: Vec<&Quantity<'_>> =
        all[..at - 1].iter().filter(|q| q.unit == part.unit && q.value > part.value && q.is_exact).collect();
    let whole = wholes.iter().find(|w| agrees(part.value / w.value * 100.0, percent))?;
    let values = vec![whole.value, part.value, percent.value];
    let span = Span::new(whole.span.start, percent.span.end);
    Some(Figure { span, relation: "percentage", values, holds: Some(true), note: None })
}

/// Reads 由…增加到…，增长…%.
pub(super) fn change(cx: &Context<'_>, sentence: &Sentence, hit: Hit) -> Option<Figure> {
    let all = quantities(sentence.span.of(cx.text), sentence.span.start);
    let at = all.partition_point(|q| q.span.start < hit.end);
    let (old, new, by) = (all.get(at.checked_sub(1)?)?, all.get(at)?, all.get(at + 1)?);
    let starts = cx.text.get(..old.span.start as usize)?;
    let lead: String = starts.chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect();
    let from = lead.rfind(['由', '从']).is_some_and(|at| !lead[at..].contains(['，', ',', '。']));
    let direct = new.span.start == hit.end;
    let words = cx.text.get(new.span.end as usize..by.span.start as usize)?;
    let is_by = BY.as_ref().is_some_and(|b| b.is_match(words));
    if !from
        || !direct
        || !is_by
        || old.unit != new.unit
        || !(old.is_exact && new.is_exact && by.is_exact)
        || old.value <= 0.0
    {
        return None;
    }
    let actual = (new.value - old.value).abs();
    let holds = match by.unit {
        "%" if old.unit != "%" => agrees(actual / old.value * 100.0, by),
        "个百分点" if old.unit == "%" => agrees(actual, by),
        unit if unit == old.unit && unit != "%" => agrees(actual, by),
        _ => return None,
    };
    let note = (!holds).then(|| {
        // In the words of the text: 50亿元, and not 5000000000.
        let [old, new, by] = [old, new, by].map(|quantity| quantity.span.of(cx.text));
        format!("由{old}到{new}，与所称的变化{by}不符")
    });
    let values = vec![old.value, new.value, by.value];
    Some(Figure {
        span: Span::new(old.span.start, by.span.end),
        relation: "change",
        values,
        holds: Some(holds),
        note,
    })
}

/// Whether a computed value rounds (or is cut) to the printed one.
fn agrees(actual: f64, printed: &Quantity<'_>) -> bool {
    let unit = 10f64.powi(-i32::try_from(printed.places).unwrap_or(0));
    (actual - printed.value).abs() < unit
}
