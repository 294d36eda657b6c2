//! Steps of one scale that share a bound, 90—120平方米的 … 120—144平方米的, 50亩以下 … 50亩以上, 大专以上 … 大专（含大专）以下, or leave
//! it out: 小于50亩 … 大于50亩.
//! Whoever stands on the bound falls under both, or under none.

use std::collections::BTreeMap;

use memchr::memmem;

use super::{Params, date_bounds};
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::lexicon::{Found, HeadSet, WordSet};
use crate::text::{Norm, Span, first_chars, to_u32};

/// Units in which scales are stepped.
static UNITS: HeadSet = HeadSet::of("rule_words", "stepped_unit");
/// Grades that scales are stepped by.
static GRADES: WordSet = WordSet::of("rule_words", "grade");
/// Characters behind a step in which it may be said whether a bound counts.
const NEAR: usize = 12;

/// One step, with its bounds as printed.
struct Step<'a> {
    span: Span<Norm>,
    low: &'a str,
    high: &'a str,
}

/// Farthest that the two sides of one bound stand apart, in bytes.
const APART: u32 = 240;
/// Words before a figure that set a bound which itself does not count, below and above it.
const BEFORE: [[&str; 4]; 2] = [["小于", "低于", "不足", "少于"], ["大于", "高于", "超过", "多于"]];
/// Words behind a figure that set a bound which itself counts, below and above it.
const BEHIND: [&str; 2] = ["以下", "以上"];
/// Words between a scale and the one that takes its place.
const CHANGES: [&str; 5] = ["提高", "调整", "降低", "降至", "增至"];
/// What else says 以下.
const WITHIN: &str = "以内";

/// 分档相邻两档的界限重叠、脱漏
pub(super) fn bounds_shared(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    let outline = cx.subject.outline;
    let mut flaws = Vec::new();
    for places in figures(text).values() {
        let Some(unit) = places.first().and_then(|first| text.get(first.start..first.end)) else { continue };
        flaws.extend(two_sides(cx, (unit, places)));
        flaws.extend(step_and_side(cx, (unit, places)));
        let mut last: Option<(Step<'_>, u32)> = None;
        for at in places.iter().map(|unit| unit.start) {
            let Some(step) = step(text, at, unit) else { continue };
            let Some(index) = outline.line_at(step.span.start) else { continue };
            let is_body = outline.lines.get(index).is_some_and(|l| l.part.is_text());
            if !is_body {
                continue;
            }
            let line = to_u32(index);
            if let Some((before, _)) =
                last.as_ref().filter(|(b, l)| line - l <= 1 && b.high == step.low && b.low != b.high)
            {
                let between = Span::<Norm>::new(before.span.start, step.span.start).of(text);
                // 5%—10%是渡船: a share, no step of a scale.
                let is_share = behind(text, &step).starts_with(['是', '系']);
                // 由6%—10%提高至10%—20%: the scale before and the one after.
                let is_change = CHANGES.iter().any(|w| between.contains(w));
                if !is_share && !is_change && !says(between) && !says(behind(text, &step)) {
                    let what = format!("与前一档都包含{}", step.low);
                    let flaw = Flaw::at(step.span).with("match", step.span.of(text)).with("what", what);
                    flaws.push(flaw.related(before.span, "前一档"));
                }
            }
            last = Some((step, line));
        }
    }
    flaws.extend(date_bounds::between_days(cx));
    flaws.extend(GRADES.words().iter().filter_map(|grade| grade_in_both(cx, grade)));
    // “以下”不包括本数: the paper says itself which bounds count.
    let says_itself = ["不包括本数", "不含本数", "不包含本数"];
    if !flaws.is_empty() && says_itself.iter().any(|words| text.contains(words)) {
        return Judgement::pass("文中已写明界限是否包括本数");
    }
    flaws.sort_by_key(|f| f.span);
    Judgement::of(flaws, "没有界限重叠的分档")
}

/// Where a unit stands behind a figure, by unit.
fn figures(text: &str) -> BTreeMap<u32, Vec<Found>> {
    let mut places = BTreeMap::<u32, Vec<Found>>::new();
    UNITS.visit(text, |unit| {
        let before = unit.start.checked_sub(1).and_then(|at| text.as_bytes().get(at));
        if before.is_some_and(|b| b.is_ascii_digit() || *b == b'.') {
            places.entry(unit.number).or_default().push(unit);
        }
    });
    places
}

/// One side of a bound.
struct Side<'a> {
    span: Span<Norm>,
    figure: &'a str,
    /// 0 below the bound, 1 above it.
    which: usize,
    /// Whether the bound itself counts.
    counts: bool,
    /// Whether （含） says so.
    is_noted: bool,
}

/// Two sides of one bound both of which hold it, or neither.
fn two_sides(cx: &RuleContext<'_>, (unit, places): (&str, &[Found])) -> Vec<Flaw> {
    let text = cx.subject.text();
    let outline = cx.subject.outline;
    let sides = places.iter().filter_map(|found| side(text, found.start, unit));
    let mut flaws = Vec::new();
    let mut last: Option<(Side<'_>, usize)> = None;
    for side in sides {
        let Some((index, line)) =
            outline.line_at(side.span.start).and_then(|i| Some((i, outline.lines.get(i)?)))
        else {
            continue;
        };
        // Steps that leave a bound out may stand a line each; 以上 and 以下 of two lines may speak of two things.
        let pair = last.as_ref().filter(|(b, at)| {
            b.figure == side.figure
                && b.which != side.which
                && b.counts == side.counts
                && (line.span.contains(b.span) || (!side.counts && index == at + 1))
                && line.part.is_text()
                && side.span.start - b.span.end <= APART
        });
        if let Some((before, _)) = pair {
            let behind = Span::<Norm>::new(side.span.end, line.span.end.max(side.span.end)).of(text);
            let end = side.span.end as usize + first_chars(behind, NEAR).len();
            let around = text.get(before.span.start as usize..end).unwrap_or("");
            if !around.contains(['含', '≤', '≥', '及', '等']) {
                let what = if side.counts { "都包含" } else { "都不包含" };
                let what = format!("与“{}”{what}{}{unit}", before.span.of(text), side.figure);
                let flaw = Flaw::at(side.span).with("match", side.span.of(text)).with("what", what);
                flaws.push(flaw.related(before.span, "另一档"));
            }
        }
        last = Some((side, index));
    }
    flaws
}

/// A step and an open side that both hold their common bound: 90平方米以下 … 90至144平方米, 100—140平方米（含） …
/// 140平方米（含）以上.
fn step_and_side(cx: &RuleContext<'_>, (unit, places): (&str, &[Found])) -> Vec<Flaw> {
    let text = cx.subject.text();
    let outline = cx.subject.outline;
    let mut flaws = Vec::new();
    let mut last: Option<(Bound<'_>, usize)> = None;
    for at in places.iter().map(|found| found.start) {
        let bound = step(text, at, unit)
            .map(Bound::Both)
            .or_else(|| side(text, at, unit).filter(|side| side.counts).map(Bound::One));
        let Some((bound, line)) = bound.and_then(|b| Some((b, outline.line_at(to_u32(at))?))) else {
            continue;
        };
        let is_body = outline.lines.get(line).is_some_and(|l| l.part.is_text());
        let pair = last.as_ref().filter(|(_, known)| *known == line && is_body);
        if let Some((figure, before)) = pair.and_then(|(b, _)| Some((shared(text, b, &bound)?, b.span()))) {
            let what = format!("与“{}”都包含{figure}{unit}", before.of(text));
            let flaw = Flaw::at(bound.span()).with("match", bound.span().of(text)).with("what", what);
            flaws.push(flaw.related(before, "另一档"));
        }
        last = Some((bound, line));
    }
    flaws
}

/// A step with two bounds or one.
enum Bound<'a> {
    Both(Step<'a>),
    One(Side<'a>),
}

impl Bound<'_> {
    fn span(&self) -> Span<Norm> {
        match self {
            Self::Both(step) => step.span,
            Self::One(side) => side.span,
        }
    }
}

/// The figure that two neighbours both hold; a note on one side only is read as leaving it out on the other.
fn shared<'a>(text: &str, before: &Bound<'a>, here: &Bound<'_>) -> Option<&'a str> {
    let (first, second) = (before.span(), here.span());
    if second.start < first.end || second.start - first.end > APART {
        return None;
    }
    let between = Span::<Norm>::new(first.start, second.end).of(text);
    let note = text.get(second.end as usize..).and_then(|rest| rest.strip_prefix('（')?.split_once('）'));
    match (before, here) {
        (Bound::One(side), Bound::Both(step)) => {
            let is_told = between.contains(['含', '≤', '≥', '及', '等'])
                || note.is_some_and(|(note, _)| note.contains(side.figure) || note.contains('均'));
            (side.which == 0 && side.figure == step.low && !is_told).then_some(side.figure)
        }
        (Bound::Both(step), Bound::One(side)) => {
            let counts = between.matches('含').count();
            let both = between.matches("（含）").count();
            let is_note = |rest: &str| rest.starts_with("（含）");
            let is_noted = text.get(first.end as usize..).is_some_and(is_note) && side.is_noted;
            let is_plain = counts == 0 && note.is_none() && !between.contains(['≤', '≥', '及', '等']);
            let is_shared = side.which == 1 && side.figure == step.high;
            (is_shared && (is_plain || is_noted && both == counts)).then_some(step.high)
        }
        _ => None,
    }
}

/// A grade that both steps hold: 大专以上（含大专）毕业生 … 大专（含大专）以下.
fn grade_in_both(cx: &RuleContext<'_>, grade: &str) -> Option<Flaw> {
    let text = cx.subject.text();
    let mut last: Option<(usize, Span<Norm>)> = None;
    for at in memmem::find_iter(text.as_bytes(), grade) {
        let Some((which, end)) = grade_side(text.get(at + grade.len()..).unwrap_or("")) else { continue };
        let span = Span::at(at, at + grade.len() + end);
        let line = cx.subject.outline.line_at(span.start).and_then(|i| cx.subject.outline.lines.get(i))?;
        let pair = last.filter(|(side, before)| {
            *side != which && span.start - before.end <= APART && line.span.contains(*before)
        });
        if let Some((_, before)) = pair {
            let what = format!("与“{}”都包含{grade}", before.of(text));
            let flaw = Flaw::at(span).with("match", span.of(text)).with("what", what);
            return Some(flaw.related(before, "另一档"));
        }
        last = Some((which, span));
    }
    None
}

/// Whether the words behind a grade set a bound below or above it, and where they end: 学历（含）以上.
fn grade_side(after: &str) -> Option<(usize, usize)> {
    let rest = after.strip_prefix("学历").unwrap_or(after);
    let noted = rest.strip_prefix("（含").and_then(|r| r.split_once('）')).map(|(_, behind)| behind);
    let rest = noted.or_else(|| rest.strip_prefix('及')).unwrap_or(rest);
    let which = BEHIND.iter().position(|word| rest.starts_with(word))?;
    let behind = rest.get("以下".len()..)?;
    // 以上（不含大专）
    (!behind.starts_with("（不")).then_some((which, after.len() - behind.len()))
}

/// The side of a bound that the figure before the unit at `at` sets: 小于50亩, 50亩以上.
fn side<'a>(text: &'a str, at: usize, unit: &str) -> Option<Side<'a>> {
    let (rest, figure) = figure(text.get(..at)?)?;
    let after = text.get(at + unit.len()..)?;
    let noted = after.strip_prefix("（含）");
    let (is_noted, after) = (noted.is_some(), noted.unwrap_or(after));
    let end = at + unit.len() + if is_noted { "（含）".len() } else { 0 };
    let which = BEHIND.iter().position(|word| after.starts_with(word));
    if let Some(which) = which.or_else(|| after.starts_with(WITHIN).then_some(0)) {
        // 30至50亩以下 and 10亩以上50亩以下 are steps with two bounds.
        let is_alone = !rest.ends_with(['-', '—', '至', '到', '~', '～', '上', '下', '于', '过', '.']);
        let span = Span::new(to_u32(rest.len()), to_u32(end + "以下".len()));
        return is_alone.then_some(Side { span, figure, which, counts: true, is_noted });
    }
    let end = at + unit.len();
    let (which, word) = BEFORE
        .iter()
        .enumerate()
        .find_map(|(which, words)| Some((which, *words.iter().find(|word| rest.ends_with(**word))?)))?;
    let start = rest.len() - word.len();
    let is_plain = !rest.get(..start)?.ends_with(['不', '未', '没']);
    is_plain.then_some(Side {
        span: Span::new(to_u32(start), to_u32(end)),
        figure,
        which,
        counts: false,
        is_noted: false,
    })
}

/// The words right behind a step.
fn behind<'a>(text: &'a str, step: &Step<'_>) -> &'a str {
    let rest = text.get(step.span.end as usize..).unwrap_or("");
    first_chars(rest, NEAR)
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
    use super::{grade_side, side, step};

    #[test]
    fn sides_of_a_grade() {
        for (after, want) in [
            ("以上毕业生", Some(1)),
            ("学历（含大专）以下的", Some(0)),
            ("及以下", Some(0)),
            ("以上（不含大专）", None),
            ("毕业生", None),
        ] {
            assert_eq!(grade_side(after).map(|(which, _)| which), want, "{after}");
        }
    }

    #[test]
    fn sides_of_a_bound() {
        for (text, want) in [
            ("渡船小于50亩", Some((0, false))),
            ("水面大于50亩的", Some((1, false))),
            ("水面不超过50亩的", None),
            ("水面50亩以上的", Some((1, true))),
            ("水面10亩以上50亩以下的", None),
            ("水面50亩以内的", Some((0, true))),
            ("水面50亩（含）以上的", Some((1, true))),
            ("水面50亩", None),
        ] {
            let at = text.rfind("亩").unwrap_or(0);
            assert_eq!(side(text, at, "亩").map(|s| (s.which, s.counts)), want, "{text}");
        }
    }

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
