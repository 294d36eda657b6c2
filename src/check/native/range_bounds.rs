//! Steps of one scale that share a bound: 90—120平方米的 … 120—144平方米的. Whoever stands on 120 falls under both.

use memchr::memmem;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::outline::Part;
use crate::text::{Norm, Span, to_u32};

/// Units in which scales are stepped.
const UNITS: [&str; 4] = ["平方米", "万元", "岁", "亩"];
/// Characters behind a step in which it may be said whether a bound counts.
const NEAR: usize = 12;

/// One step, with its bounds as printed.
struct Step<'a> {
    span: Span<Norm>,
    low: &'a str,
    high: &'a str,
}

/// 分档相邻两档的界限重叠
pub(super) fn bounds_shared(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    let outline = cx.subject.outline;
    let mut flaws = Vec::new();
    for unit in UNITS {
        let mut last: Option<(Step<'_>, u32)> = None;
        for at in memmem::find_iter(text.as_bytes(), unit) {
            let Some(step) = step(text, at, unit) else { continue };
            let Some(index) = outline.line_at(step.span.start) else { continue };
            let is_body =
                outline.lines.get(index).is_some_and(|l| matches!(l.part, Part::Body | Part::Annex));
            if !is_body {
                continue;
            }
            let line = to_u32(index);
            if let Some((before, _)) =
                last.as_ref().filter(|(b, l)| line - l <= 1 && b.high == step.low && b.low != b.high)
            {
                let between = Span::<Norm>::new(before.span.start, step.span.start).of(text);
                if !says(between) && !says(behind(text, &step)) {
                    let flaw = Flaw::at(step.span).with("match", step.span.of(text)).with("bound", step.low);
                    flaws.push(flaw.related(before.span, "前一档"));
                }
            }
            last = Some((step, line));
        }
    }
    flaws.sort_by_key(|f| f.span);
    Judgement::of(flaws, "没有界限重叠的分档")
}

/// The words right behind a step.
fn behind<'a>(text: &'a str, step: &Step<'_>) -> &'a str {
    let rest = text.get(step.span.end as usize..).unwrap_or("");
    let end = rest.char_indices().nth(NEAR).map_or(rest.len(), |(at, _)| at);
    rest.get(..end).unwrap_or("")
}

/// Whether words say which bound counts.
fn says(words: &str) -> bool {
    words.contains(['含', '＜', '≤', '<', '>', '＞', '≥'])
        || words.contains("以下")
        || words.contains("以上")
        || words.contains("超过")
        || words.contains("低于")
}

/// The step that ends in the unit at `at`: 90—120平方米, 90平方米至120平方米.
fn step<'a>(text: &'a str, at: usize, unit: &str) -> Option<Step<'a>> {
    let before = text.get(..at)?;
    let (rest, high) = figure(before)?;
    let bare = rest.trim_end_matches(['-', '—', '–', '至', '到', '~', '～']);
    if bare.len() == rest.len() {
        return None;
    }
    let (rest, low) = figure(bare.strip_suffix(unit).unwrap_or(bare))?;
    // 2020-2021年 and 1-3-5 are no steps.
    let is_apart = !rest.ends_with(['-', '—', '.', '〔', '第', '/', '、']);
    let is_rising = low.parse::<f64>().ok()? < high.parse::<f64>().ok()?;
    let span = Span::new(to_u32(rest.len()), to_u32(at + unit.len()));
    (is_apart && is_rising).then_some(Step { span, low, high })
}

/// The figure at the end, with what stands before it.
fn figure(words: &str) -> Option<(&str, &str)> {
    let rest = words.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let figure = words.get(rest.len()..)?;
    (!figure.is_empty() && figure.len() <= 8).then_some((rest, figure))
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn steps_are_read_backwards_from_their_unit() {
        for (text, want) in [
            ("购买90-120平方米", Some(("90", "120"))),
            ("购买90平方米至120平方米", Some(("90", "120"))),
            ("购买120平方米", None),
            ("第3、5-8平方米", None),
            ("由120降至90平方米", None),
        ] {
            let at = text.rfind("平方米").unwrap_or(0);
            assert_eq!(step(text, at, "平方米").map(|s| (s.low, s.high)), want, "{text}");
        }
    }
}
