//! Abbreviations that are introduced and never used, or used and never introduced.

use std::sync::LazyLock;

use memchr::memmem;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::facts::definition::{Definition, DefinitionKind};
use crate::lexicon::WordSet;
use crate::text::{Norm, Span, to_u32};

/// Characters behind an abbreviation that are too few to use it in: the text is an excerpt.
const ROOM: usize = 12;

/// “以下简称”引入而后文不用
pub(super) fn unused(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    let terms: Vec<&Definition> =
        cx.subject.facts.definitions.iter().filter(|d| d.kind == DefinitionKind::Abbreviation).collect();
    if terms.is_empty() {
        return Judgement::not_applicable("文中没有“以下简称”");
    }
    if super::tail::unfinished(cx).is_some() {
        return Judgement::undecided("文本在句中断了，后文可能用到");
    }
    let is_idle = |d: &&&Definition| {
        let term = d.term.trim_matches(['《', '》', '“', '”', '"']);
        let after = text.get(d.term_span.end as usize..).unwrap_or("");
        let has_room = after.chars().filter(|c| !c.is_whitespace()).nth(ROOM).is_some();
        has_room && term.chars().count() >= 2 && memmem::find(after.as_bytes(), term.as_bytes()).is_none()
    };
    let flaws = terms
        .iter()
        .filter(is_idle)
        .map(|d| Flaw::at(d.term_span).with("term", d.term.as_str()).with("meaning", d.meaning.as_str()));
    Judgement::of(flaws.collect(), "引入的简称后文都用到")
}

/// 《关于…的通知》简称《措施》：简称里的文种不在全称里
pub(super) fn mismatched(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let definitions = &cx.subject.facts.definitions;
    let terms: Vec<(&Definition, &str)> = definitions
        .iter()
        .filter(|d| d.kind == DefinitionKind::Abbreviation)
        .filter_map(|d| {
            let term = d.term.trim_matches(['《', '》', '“', '”']);
            SHORT.has(term).then_some((d, term))
        })
        .collect();
    if terms.is_empty() {
        return Judgement::not_applicable("文中没有把文件简称为《办法》《措施》");
    }
    let is_other = |(d, short): &(&Definition, &str)| {
        let full = d.meaning.trim_end_matches(['》', '〉']);
        full.len() < d.meaning.len() && full.contains('《') && !full.contains(short)
    };
    let flaws = terms.iter().filter(|t| is_other(t)).map(|(d, _)| {
        Flaw::at(d.term_span).with("match", d.term.as_str()).with("meaning", d.meaning.as_str())
    });
    Judgement::of(flaws.collect(), "简称与全称的文种一致")
}

/// 先用《条例》一类简称，全文没有交代是哪个
pub(super) fn undefined(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let facts = &cx.subject.facts;
    let text = cx.subject.text();
    let outline = cx.subject.outline;
    let mut bare: Vec<(Span<Norm>, &str)> = Vec::new();
    for at in OPEN.find_iter(text.as_bytes()) {
        let Some(inside) = text.get(at + "《".len()..) else { continue };
        let Some(short) =
            SHORT.words().iter().find(|s| inside.strip_prefix(**s).is_some_and(|r| r.starts_with('》')))
        else {
            continue;
        };
        let line = outline.line_holding(to_u32(at));
        if line.is_some_and(|l| l.part.is_text()) {
            bare.push((Span::at(at, at + short.len() + 2 * "《".len()), short));
        }
    }
    if bare.is_empty() {
        return Judgement::not_applicable("文中没有用《条例》《办法》一类简称");
    }
    let own = facts.metadata.title.as_ref().map_or("", |t| t.text.as_str());
    let is_known = |short: &str| {
        let defined = facts.definitions.iter().any(|d| d.term.trim_matches(['《', '》', '“', '”']) == short);
        let named = facts
            .citations
            .iter()
            .any(|o| o.title.as_deref().is_some_and(|t| t.len() > short.len() && t.contains(short)));
        defined || named || own.contains(short) || own.is_empty()
    };
    // Each abbreviation is told once.
    let mut told: Vec<&str> = Vec::new();
    bare.retain(|(_, short)| {
        let is_new = !told.contains(short) && !is_known(short);
        told.push(short);
        is_new
    });
    let flaws = bare.iter().map(|(span, _)| Flaw::at(*span).with("match", span.of(text)));
    Judgement::of(flaws.collect(), "简称都有交代")
}

static OPEN: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new("《"));

/// Names that are abbreviations when they stand alone in 《》.
static SHORT: WordSet = WordSet::of("rule_words", "paper_kind");
