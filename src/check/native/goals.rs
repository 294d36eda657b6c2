//! The same goal stated twice in different degree or size: 基本建成 and 全面建成, 达到80% and 达到85%.

use std::sync::LazyLock;

use crate::lexicon::Regex;
use memchr::memmem::Finder;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::outline::Sentence;
use crate::text::{Norm, Span, first_chars, to_u32};

static BUILT: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("建成"));
static REACHED: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("达到"));
static YEAR: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("(20[0-9]{2})年").ok());
/// 到2025年，公共机构节水率达到80%.
static INDICATOR: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"到(?P<y>20[0-9]{2})年(?:年?底|末|年末)?，?(?P<n>[[一-鿿]A-Z]{5,24})(?P<at>达到(?P<v>[0-9]+(?:\.[0-9]+)?)(?P<u>%|[一-鿿]{1,4}?)(?:以上|左右)?)(?:[，。；、]|$)").ok()
});

/// Characters of the object that must agree.
const OBJECT: usize = 4;

/// A goal as one sentence states it.
struct Goal<'t> {
    /// 基本, 全面, or the value.
    degree: &'t str,
    /// What is to be built, or the indicator.
    object: &'t str,
    year: Option<&'t str>,
    span: Span<Norm>,
}

/// 同一目标，一处“基本建成”，一处“全面建成”
pub(super) fn degree_differs(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    let goals: Vec<Goal<'_>> =
        BUILT.find_iter(text.as_bytes()).filter_map(|at| built(text, statement(cx, at)?, at)).collect();
    compare(&goals, |a, b| a == b || a.is_none() || b.is_none(), "同一目标的程度前后一致")
}

/// 同一指标同一年份，数值不同
pub(super) fn value_differs(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    let mut goals = Vec::new();
    for at in REACHED.find_iter(text.as_bytes()) {
        let Some(sentence) = statement(cx, at) else { continue };
        let found = INDICATOR.as_ref().and_then(|r| r.captures(sentence.span.of(text)));
        let Some(found) = found else { continue };
        let part = |name| found.name(name).map(|m| m.as_str());
        let (Some(place), Some(object)) = (found.name("at"), part("n")) else { continue };
        let start = sentence.span.start as usize;
        let span = Span::at(start + place.start(), start + place.end());
        goals.push(Goal { degree: place.as_str(), object, year: part("y"), span });
    }
    compare(&goals, |a, b| a == b, "同一指标的数值前后一致")
}

/// The sentence of a place when it states something of this paper's own.
fn statement<'a>(cx: &'a RuleContext<'_>, at: usize) -> Option<&'a Sentence> {
    let outline = cx.subject.outline;
    let sentence = outline.sentence_holding(to_u32(at))?;
    sentence.part.is_text().then_some(sentence)
}

/// `2020年全面建成法治政府`.
fn built<'t>(text: &'t str, sentence: &Sentence, at: usize) -> Option<Goal<'t>> {
    let before = text.get(sentence.span.start as usize..at)?;
    let degree = ["基本", "全面"].into_iter().find(|w| before.ends_with(w))?;
    let object_from = at + "建成".len();
    let rest = text.get(object_from..sentence.span.end as usize)?;
    let object = first_chars(rest, OBJECT);
    if object.chars().count() < OBJECT || !object.chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c)) {
        return None;
    }
    let clause = before.rfind(['。', '；', '》']).and_then(|i| before.get(i..)).unwrap_or(before);
    let year = YEAR.as_ref()?.captures_iter(clause).last().and_then(|c| c.get(1));
    let near = year.filter(|y| clause.len() - y.end() <= 60);
    let from = match near {
        Some(y) if clause.len() - y.end() <= 18 => at - (clause.len() - y.start()),
        _ => at - degree.len(),
    };
    let span = Span::at(from, object_from + object.len());
    Some(Goal { degree, object, year: near.map(|y| y.as_str()), span })
}

/// Every goal that differs from the first statement of the same goal.
fn compare(
    goals: &[Goal<'_>],
    same_year: fn(Option<&str>, Option<&str>) -> bool,
    clean: &'static str,
) -> Judgement {
    if goals.len() < 2 {
        return Judgement::not_applicable("文中没有可以对照的目标");
    }
    let mut flaws: Vec<Flaw> = Vec::new();
    for (index, goal) in goals.iter().enumerate() {
        let earlier = goals.iter().take(index).filter(|g| g.object == goal.object);
        let mut earlier = earlier.filter(|g| same_year(g.year, goal.year)).peekable();
        let agrees = earlier.clone().any(|g| g.degree == goal.degree);
        if let Some(first) = earlier.peek()
            && !agrees
        {
            flaws.push(
                Flaw::at(goal.span)
                    .with("here", goal.degree)
                    .with("there", first.degree)
                    .with("object", goal.object)
                    .related(first.span, "前一处"),
            );
        }
    }
    Judgement::of(flaws, clean)
}
