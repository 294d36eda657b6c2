//! What is cited before it exists: a number of a later year than the paper's own, a law that was not yet in force.
//!
//! Only the day that the paper itself gives counts; the day of a page may be earlier or later than the paper.

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::document::Script;
use crate::facts::citation::{Citation, CitationRole};
use crate::lexicon::{Force, Law, WordSet};
use crate::text::{Norm, Span};

/// Words of what an editor added later: 已被…废止.
static ADDED: WordSet = WordSet::of("rule_words", "added_later");

/// 引用了成文时还没有的文件、还没有施行的法律
pub(super) fn cites_later(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let metadata = &cx.subject.facts.metadata;
    let Some(own) = metadata.signed_on.as_ref().or(metadata.issued_on.as_ref()) else {
        return Judgement::undecided("文件没有成文日期");
    };
    let others = cx.subject.facts.citations.iter().filter(|c| c.role != CitationRole::Itself);
    let flaws = others.filter(|c| !is_added(cx, c.span)).filter_map(|c| {
        let (span, since) = later_number(c, own.date.year()).or_else(|| later_law(cx, c, own.date))?;
        let flaw = Flaw::at(span).with("match", span.of(cx.subject.text())).with("since", since);
        Some(flaw.with("own", own.date.to_string()).related(own.span, "成文日期"))
    });
    Judgement::of(flaws.collect(), "所引文件都在成文日期以前")
}

/// A number of a later year.
fn later_number(citation: &Citation, own: i16) -> Option<(Span<Norm>, String)> {
    let number = citation.number.as_ref()?;
    let year = i16::try_from(number.year?).ok().filter(|year| *year > own)?;
    Some((number.span, format!("{year}年才有这个文号")))
}

/// A law to act on that takes effect on a later day.
fn later_law(
    cx: &RuleContext<'_>,
    citation: &Citation,
    own: jiff::civil::Date,
) -> Option<(Span<Norm>, String)> {
    // Papers of Taiwan have laws of the same names.
    let is_basis = citation.role == CitationRole::Basis && cx.subject.document.script != Script::Traditional;
    let state = cx.subject.laws.at(citation.title.as_deref().filter(|_| is_basis)?, own)?;
    let stated = state.law.since.filter(|_| state.force == Force::NotYet);
    let since =
        stated.or_else(|| taken_over(cx, state.law)).filter(|since| state.law.is_verified && own < *since)?;
    Some((citation.span, format!("{since}才施行")))
}

/// The day on which a law took the place of another; it did not exist before.
fn taken_over(cx: &RuleContext<'_>, law: &Law) -> Option<jiff::civil::Date> {
    let since = law.version_effective?;
    let is_heir = |old: &Law| old.successor.as_deref() == Some(&law.name) && old.repealed_on == Some(since);
    cx.subject.laws.all().any(is_heir).then_some(since)
}

/// Whether the sentence speaks of what came or comes later.
fn is_added(cx: &RuleContext<'_>, at: Span<Norm>) -> bool {
    let sentence = cx.subject.outline.sentence_holding(at.start);
    sentence.is_none_or(|s| !s.part.is_text() || ADDED.is_in(s.span.of(cx.subject.text())))
}
