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
    // 共200件，其中办结150件，占80%: 其中 says whose part it is.
    let within = |whole: &Quantity<'_>| {
        let between = cx.text.get(whole.span.end as usize..part.span.start as usize);
        between.is_some_and(|words| words.contains("其中") && !words.contains(['。', '；', ';']))
    };
    of_wholes(&wholes, part, percent, within)
}

/// The share that a part has of one of the wholes before it; where none of them agrees it is wrong only for a whole that is
/// `sure` and the only one.
fn of_wholes(
    wholes: &[&Quantity<'_>],
    part: &Quantity<'_>,
    percent: &Quantity<'_>,
    sure: impl Fn(&Quantity<'_>) -> bool,
) -> Option<Figure> {
    let share = |whole: &Quantity<'_>| part.value / whole.value * 100.0;
    if let Some(whole) = wholes.iter().find(|whole| agrees(share(whole), percent)) {
        return Some(percentage(whole, part, percent, None));
    }
    let [whole] = wholes else { return None };
    let actual = share(whole);
    let off = (actual - percent.value).abs() > FAR_OFF;
    (off && sure(whole)).then(|| percentage(whole, part, percent, Some(actual)))
}

/// A share that is off by more is no matter of rounding, in percentage points.
const FAR_OFF: f64 = 1.0;

/// The relation, with the share that it should be where it does not hold.
fn percentage(
    whole: &Quantity<'_>,
    part: &Quantity<'_>,
    percent: &Quantity<'_>,
    actual: Option<f64>,
) -> Figure {
    let start = whole.span.start.min(part.span.start);
    let note = actual.map(|actual| format!("按所列的数算是{actual:.1}%，不是{}%", percent.value));
    Figure {
        span: Span::new(start, percent.span.end),
        relation: "percentage",
        values: vec![whole.value, part.value, percent.value],
        holds: Some(note.is_none()),
        note,
    }
}

/// Reads 完成投资50亿元，占年度计划100亿元的50%: both numbers are named.
pub(super) fn plan(cx: &Context<'_>, sentence: &Sentence, hit: Hit) -> Option<Figure> {
    let all = quantities(sentence.span.of(cx.text), sentence.span.start);
    let at = all.partition_point(|q| q.span.start < hit.start);
    let (part, whole, percent) = (all.get(at.checked_sub(1)?)?, all.get(at)?, all.get(at + 1)?);
    let between = |from: u32, to: u32| cx.text.get(from as usize..to as usize).unwrap_or("\n");
    let led = between(hit.end, whole.span.start).chars().count() <= 4;
    let of = matches!(between(whole.span.end, percent.span.start), "的" | "的比例为" | "的比重为");
    let near = between(part.span.end, hit.start).trim_matches(['，', ',', '、', ' ']).is_empty();
    let exact = part.is_exact && whole.is_exact && percent.is_exact;
    let fits =
        led && of && near && exact && part.unit == whole.unit && percent.unit == "%" && part.unit != "%";
    if !fits || whole.value <= 0.0 {
        return None;
    }
    of_wholes(&[whole], part, percent, |_| true)
}

/// Reads 受理200件，办结150件，办结率75%: the rate is named after the act of its part.
pub(super) fn rate(cx: &Context<'_>, sentence: &Sentence, hit: Hit) -> Option<Figure> {
    let all = quantities(sentence.span.of(cx.text), sentence.span.start);
    let at = all.partition_point(|q| q.span.start < hit.start);
    let percent = all.get(at).filter(|q| q.unit == "%" && q.is_exact)?;
    let part = all.get(at.checked_sub(1)?).filter(|q| q.unit != "%" && q.is_exact)?;
    let words = cx.text.get(hit.end as usize..percent.span.start as usize)?;
    let near = cx.text.get(part.span.end as usize..hit.start as usize)?;
    let act = hit.span().of(cx.text).strip_suffix('率')?;
    let adjacent = matches!(words, "" | "为" | "达" | "达到" | "是") && matches!(near, "，" | "," | "、");
    if !adjacent || !part.label.contains(act) {
        return None;
    }
    let wholes: Vec<&Quantity<'_>> = all[..at - 1]
        .iter()
        .filter(|q| q.unit == part.unit && q.value >= part.value && q.is_exact && q.depth == 0)
        .collect();
    // 共检查60个，整改40个，整改率95%: the number of what was found may be left out.
    let received = |whole: &Quantity<'_>| {
        ["受理", "收到", "发现", "应", "接到", "需", "排查出"].iter().any(|word| whole.label.contains(word))
    };
    of_wholes(&wholes, part, percent, received)
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
        // 由30%降至20%，下降10%: so many points, and not so many hundredths.
        "%" if agrees(actual, by) && !agrees(actual / old.value * 100.0, by) => false,
        unit if unit == old.unit && unit != "%" => agrees(actual, by),
        _ => return None,
    };
    let note = (!holds).then(|| {
        // In the words of the text: 50亿元, and not 5000000000.
        let [old, new, by] = [old, new, by].map(|quantity| quantity.span.of(cx.text));
        let points = if by.ends_with('%') && old.ends_with('%') { "，应为百分点" } else { "" };
        format!("由{old}到{new}，与所称的变化{by}不符{points}")
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
