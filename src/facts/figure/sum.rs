//! A whole and its parts: 共337人，其中A 172人，B 165人; 192件：保留162件，修改9件，废止21件.
//!
//! Parts that add up to the whole are reported; parts of a closed set of outcomes that exceed it are an error; so is a whole of
//! finished cases that only adds up with the pending ones. 其中 promises no complete list and its parts may overlap, so other
//! sums are reported as not to be decided.

use super::quantity::{Quantity, quantities, same};
use super::{Figure, Terms};
use crate::facts::Context;
use crate::facts::clause::trimmed;
use crate::lexicon::{Hit, WordSet};
use crate::outline::Sentence;
use crate::text::Span;

/// The part of a whole that a slip may leave out.
const SLIP: f64 = 0.1;

/// Reads the sentence of a `其中`.
pub(super) fn of_within(cx: &Context<'_>, sentence: &Sentence, hit: Hit, terms: &Terms) -> Option<Figure> {
    let text = sentence.span.of(cx.text);
    let all = quantities(text, sentence.span.start);
    let split = all.partition_point(|q| q.span.start < hit.start);
    let depth = depth_at(cx, sentence, hit);
    let (before, after) = all.split_at(split);
    let whole = before.iter().rev().find(|q| q.depth < depth.max(1) || depth == 0 && q.depth == 0)?;
    // A new statement between the whole and 其中 would make them strangers.
    let between = cx.text.get(whole.span.end as usize..hit.start as usize)?;
    if between.chars().count() > 36 || !whole.is_exact || whole.unit == "%" {
        return None;
    }
    relate(cx, sentence, whole, &parts(after, whole, depth), terms)
}

/// Reads a sentence with outcomes but without `其中`.
pub(super) fn of_outcomes(
    cx: &Context<'_>,
    sentence: &Sentence,
    first: Hit,
    terms: &Terms,
) -> Option<Figure> {
    let text = sentence.span.of(cx.text);
    let all = quantities(text, sentence.span.start);
    let split = all.partition_point(|q| q.span.start < first.start);
    let (before, after) = all.split_at(split);
    let whole = before.iter().rev().find(|q| q.depth == 0)?;
    // 继续有效49件、废止28件: one of the outcomes, and not their whole.
    let listed = cx.text.get(whole.span.end as usize..).is_some_and(|rest| rest.starts_with('、'));
    let is_part = listed || terms.is_outcome(cx, whole) && !is_finished(whole.label);
    if !whole.is_exact || whole.unit == "%" || is_part {
        return None;
    }
    let parts: Vec<&Quantity<'_>> =
        parts(after, whole, 0).into_iter().filter(|q| terms.is_outcome(cx, q)).collect();
    if parts.len() < 2 {
        return None;
    }
    relate(cx, sentence, whole, &parts, terms)
}

fn depth_at(cx: &Context<'_>, sentence: &Sentence, hit: Hit) -> usize {
    let before = cx.text.get(sentence.span.start as usize..hit.start as usize).unwrap_or("");
    before.matches(['（', '(']).count().saturating_sub(before.matches(['）', ')']).count())
}

/// The quantities of the same unit and depth that follow without a break.
fn parts<'a, 't>(after: &'a [Quantity<'t>], whole: &Quantity<'_>, depth: usize) -> Vec<&'a Quantity<'t>> {
    let level = after.iter().filter(|q| q.depth <= depth || q.depth == depth);
    let level = level.filter(|q| q.depth == depth);
    level.take_while(|q| q.unit == whole.unit && q.is_exact).collect()
}

fn relate(
    cx: &Context<'_>,
    sentence: &Sentence,
    whole: &Quantity<'_>,
    parts: &[&Quantity<'_>],
    terms: &Terms,
) -> Option<Figure> {
    if parts.len() < 2 {
        return None;
    }
    let last = parts.last()?;
    let sum: f64 = parts.iter().map(|q| q.value).sum();
    let span = trimmed(cx.text, Span::new(label_start(sentence, whole), last.span.end));
    let mut values = vec![whole.value];
    values.extend(parts.iter().map(|q| q.value));
    let figure = |relation, holds, note| Some(Figure { span, relation, values: values.clone(), holds, note });
    if same(sum, whole.value) {
        if let Some(pending) = parts.iter().find(|q| is_pending(q.label))
            && is_finished(whole.label)
        {
            let note = format!(
                "“{}”的总数{}包含了“{}”的{}，实际应为{}",
                whole.label,
                whole.value,
                pending.label,
                pending.value,
                whole.value - pending.value
            );
            return figure("contains_excluded", Some(false), Some(note));
        }
        return figure("sum", Some(true), None);
    }
    // 其中男80人，女50人 leaves nobody out.
    if is_pair(parts) && (sum - whole.value).abs() >= 1.0 {
        let word = if sum > whole.value { "超过" } else { "少于" };
        return figure("sum", Some(false), Some(format!("分项合计{sum}，{word}总数{}", whole.value)));
    }
    let closed = parts.iter().all(|q| terms.is_outcome(cx, q));
    // Three outcomes or more without 其中 exhaust the whole; a small remainder is a slip of the pen.
    let short = whole.value - sum;
    let is_listed_whole = !sentence.span.of(cx.text).contains("其中") && parts.len() >= 3;
    if closed && is_listed_whole && short > 0.0 && short <= whole.value * SLIP {
        let note = format!("分项合计{sum}，少于总数{}", whole.value);
        return figure("sum", Some(false), Some(note));
    }
    // A pair of outcomes may be two of many cases; three or more exhaust them. Money of one level of government is not that of
    // another.
    if sum > whole.value && (closed && parts.len() >= 3 || are_levels(whole, parts)) {
        let note = format!("分项合计{sum}，超过总数{}", whole.value);
        return figure("sum", Some(false), Some(note));
    }
    // A part larger than the whole is of another kind.
    let is_plausible = parts.iter().all(|q| q.value <= whole.value);
    let note = if sum < whole.value {
        format!("分项合计{sum}，少于总数{}；其中所列未必齐全", whole.value)
    } else {
        format!("分项合计{sum}，超过总数{}；分项可能有交叉", whole.value)
    };
    if is_plausible { figure("sum", None, Some(note)) } else { None }
}

/// Whether the parts are men and women.
fn is_pair(parts: &[&Quantity<'_>]) -> bool {
    let plain = |q: &Quantity<'_>, word: char| {
        q.label.trim_end_matches("性").ends_with(word) && q.label.chars().count() <= 3
    };
    let [first, second] = parts else { return false };
    plain(first, '男') && plain(second, '女') || plain(first, '女') && plain(second, '男')
}

/// Whether every part is the money of another level: 省级800万元，市级300万元.
fn are_levels(whole: &Quantity<'_>, parts: &[&Quantity<'_>]) -> bool {
    let level = |q: &&Quantity<'_>| LEVELS.first_in(q.label).filter(|_| !OVERLAPPING.is_in(q.label));
    let mut levels: Vec<&str> = parts.iter().filter_map(level).collect();
    levels.sort_unstable();
    levels.dedup();
    whole.unit == "元" && levels.len() == parts.len() && parts.iter().all(|q| q.value < whole.value)
}

fn label_start(sentence: &Sentence, whole: &Quantity<'_>) -> u32 {
    let back = u32::try_from(whole.label.len()).unwrap_or(0);
    whole.span.start.saturating_sub(back).max(sentence.span.start)
}

/// Words of labels that say how far things have come.
static FINISHED: WordSet = WordSet::of("figure_words", "finished");
static UNFINISHED: WordSet = WordSet::of("figure_words", "unfinished");
static PENDING: WordSet = WordSet::of("figure_words", "pending");
/// Levels and other sources that money comes from, and words of a label that takes in more than one.
static LEVELS: WordSet = WordSet::of("figure_words", "level");
static OVERLAPPING: WordSet = WordSet::of("figure_words", "overlapping");

/// The label of a total of finished things.
fn is_finished(label: &str) -> bool {
    FINISHED.is_in(label) && !UNFINISHED.is_in(label)
}

/// The label of things not finished.
fn is_pending(label: &str) -> bool {
    PENDING.is_in(label)
}
