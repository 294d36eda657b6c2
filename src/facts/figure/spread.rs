//! A whole in one sentence, its parts in the next ones: 共抽检120批次，增长5%。其中，食品70批次；餐具50批次。
//!
//! Growth and other figures stand between the parts, so a relation is reported where the parts add up. Only the three
//! industries are sure to exhaust their whole: where they miss it by far, it does not hold.

use std::sync::LazyLock;

use crate::lexicon::Regex;

use super::Figure;
use super::quantity::{Quantity, quantities};
use crate::facts::Context;
use crate::lexicon::{Hit, WordSet};
use crate::outline::Sentence;
use crate::text::{Span, to_u32};

/// Parts of a whole that are read at most.
const MOST_PARTS: usize = 12;
/// Sentences over which the parts are spread at most.
const MOST_SENTENCES: usize = 6;
/// The share of the whole by which its three industries miss it where it surely does not hold.
const FAR: f64 = 0.01;
/// Rounding keeps a sum so many last places near its whole.
const ROUNDED: f64 = 2.0;

/// What the three industries make up.
static PRODUCT: WordSet = WordSet::of("figure_words", "product");
/// The industries, in order.
static INDUSTRY: WordSet = WordSet::of("figure_words", "industry");

/// 三次产业结构为14.6:42.7:42.7.
static STRUCTURE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let share = r"([0-9]{1,2}(?:\.[0-9]+)?)";
    let mark = "[:：∶/]";
    Regex::new(&format!(
        r"^三次产业(?:增加值)?(?:结构|占比|比重|比例|构成)?(?:之比|比例|比)?(?:为|是|由[^，。；]{{5,30}}?(?:调整|优化|演变|变化|转变|变)(?:为|至|到)){share}{mark}{share}{mark}{share}(?:[^0-9.]|$)"
    ))
    .ok()
});

/// 第一、第二、第三产业增加值占比分别为6.8%、40.1%、53.1%.
static SHARES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let share = r"([0-9]{1,2}(?:\.[0-9]+)?)%";
    Regex::new(&format!(r"^[一二三第、]{{3,9}}产业[^，。；0-9]{{0,12}}(?:比重|占比|结构|比例)(?:分别)?(?:为|是|达){share}[、，,]{share}(?:[、，,]|和|及){share}")).ok()
});

/// Reads a 其中 whose parts are spread: the whole stands before it, in its own sentence or in the one before.
pub(super) fn of_within(cx: &Context<'_>, sentence: &Sentence, hit: Hit) -> Option<Figure> {
    let index = cx.outline.sentence_at(sentence.span.start)?;
    let head = Span::new(sentence.span.start, hit.start);
    // 其中, 按所在地分: nothing is counted before it.
    let stated = if !head.of(cx.text).contains(|c: char| c.is_ascii_digit()) {
        let before = cx.outline.sentences.get(index.checked_sub(1)?)?;
        (before.line == sentence.line).then_some(before.span)?
    } else {
        head
    };
    let parts = parts(cx, index, hit.end);
    let wholes = quantities(stated.of(cx.text), stated.start);
    wholes.iter().filter(|q| q.depth == 0 && q.is_exact && q.unit != "%").find_map(|whole| {
        let start = whole.span.start.saturating_sub(to_u32(whole.label.len())).max(stated.start);
        let (parts, note) = add_up(cx, whole, &parts)?;
        let mut values = vec![whole.value];
        values.extend(parts.iter().map(|part| part.value));
        let span = Span::new(start, parts.last()?.span.end);
        Some(Figure { span, relation: "sum", values, holds: Some(note.is_none()), note })
    })
}

/// The parts that make up the whole, or the three industries that miss it, with the reason.
fn add_up<'a, 'c>(
    cx: &Context<'c>,
    whole: &Quantity<'_>,
    parts: &'a [(u32, Quantity<'c>)],
) -> Option<(Vec<&'a Quantity<'c>>, Option<String>)> {
    let same: Vec<&(u32, Quantity<'c>)> = parts.iter().filter(|(_, part)| part.unit == whole.unit).collect();
    let all: Vec<&Quantity<'c>> = same.iter().map(|(_, part)| part).collect();
    // 国税完成10万元，增收2万元；地税…: the first of each.
    let is_first = |at: usize| at == 0 || same[at].0 != same[at - 1].0;
    let firsts: Vec<&Quantity<'c>> =
        (0..same.len()).filter(|at| is_first(*at)).map(|at| &same[at].1).collect();
    for row in [&all, &firsts] {
        let mut sum = 0.0;
        for (at, part) in row.iter().enumerate().take(MOST_PARTS) {
            sum += part.value;
            let near = ROUNDED * last_place(cx, part).min(last_place(cx, whole)) + 1e-6;
            if at > 0 && (sum - whole.value).abs() <= near {
                return Some((row[..=at].to_vec(), None));
            }
        }
    }
    let [first, second, third, ..] = firsts.as_slice() else { return None };
    let three = [*first, *second, *third];
    let named = |(part, name): (&&Quantity<'c>, &&str)| part.label.contains(name);
    if !PRODUCT.is_in(whole.label) || !three.iter().zip(INDUSTRY.words()).all(named) {
        return None;
    }
    let sum: f64 = three.iter().map(|part| part.value).sum();
    if (sum - whole.value).abs() <= FAR * whole.value {
        return None;
    }
    let [added, stated] = [sum, whole.value].map(|value| value / 1e8);
    Some((three.to_vec(), Some(format!("三次产业合计{added:.2}亿元，与总量{stated:.2}亿元不符"))))
}

/// The exact quantities from a place on in its sentence and in those that go on with it behind a semicolon, each with the
/// place of its sentence.
fn parts<'c>(cx: &Context<'c>, index: usize, from: u32) -> Vec<(u32, Quantity<'c>)> {
    let mut found = Vec::new();
    let sentences = cx.outline.sentences.get(index..).unwrap_or(&[]);
    for sentence in sentences.iter().take(MOST_SENTENCES) {
        if sentence.line != sentences[0].line {
            break;
        }
        let text = sentence.span.of(cx.text);
        let own = quantities(text, sentence.span.start).into_iter();
        let own = own.filter(|q| q.depth == 0 && q.is_exact && q.span.start >= from);
        found.extend(own.map(|q| (sentence.span.start, q)));
        if !text.trim_end().ends_with(['；', ';']) {
            break;
        }
    }
    found
}

/// What one step of the last printed place of a quantity is worth: 0.01亿元 is a million.
fn last_place(cx: &Context<'_>, quantity: &Quantity<'_>) -> f64 {
    let printed = quantity.span.of(cx.text);
    let number: String = printed.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    let step = 10f64.powi(-i32::try_from(quantity.places).unwrap_or(0));
    match number.parse::<f64>() {
        Ok(number) if quantity.places > 0 && number > 0.0 => quantity.value / number * step,
        // What is counted one by one is not rounded.
        _ => 0.0,
    }
}

/// Reads 三次产业结构为… and 第一、第二、第三产业占比分别为…: shares that make up a hundred.
pub(super) fn of_structure(cx: &Context<'_>, sentence: &Sentence, hit: Hit) -> Option<Figure> {
    let rest = cx.text.get(hit.start as usize..sentence.span.end as usize)?;
    let found = [&STRUCTURE, &SHARES].iter().find_map(|shape| shape.as_ref()?.captures(rest))?;
    let values: Vec<f64> = (1..=3).filter_map(|at| found.get(at)?.as_str().parse().ok()).collect();
    let sum: f64 = values.iter().sum();
    let off = (sum - 100.0).abs();
    let holds = if off <= 0.2 {
        true
    } else if off > 1.0 {
        false
    } else {
        return None;
    };
    let end = hit.start + to_u32(found.get(3)?.end());
    let note = (!holds).then(|| format!("三次产业占比合计{sum:.1}，应为100"));
    Some(Figure { span: Span::new(hit.start, end), relation: "parts", values, holds: Some(holds), note })
}
