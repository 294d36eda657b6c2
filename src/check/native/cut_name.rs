//! The name of an organ that lost a part where the same paper gives it in full.

use memchr::memmem;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::lexicon::WordSet;
use crate::text::{Span, last_chars};

/// What stands before a name: the level whose organ it is.
static LEVEL: WordSet = WordSet::of("rule_words", "of_level");
/// Characters of a place by which it is told from others.
const PLACE: usize = 2;

/// 同一机关的名称掉了字; `full` is the whole name, `cut` the forms that lack a part, split by `|`.
pub(super) fn cut_name(cx: &RuleContext<'_>, params: &Params) -> Judgement {
    let text = cx.subject.text();
    let (Some(full), Some(cut)) = (params.get("full"), params.get("cut")) else {
        return Judgement::not_applicable("规则没有写名称");
    };
    let whole: Vec<Named<'_>> = with_places(text, full).collect();
    let Some(first) = whole.first() else {
        return Judgement::not_applicable("文中没有这个机关连同地名的全称");
    };
    // News names organs as people do; the title of a paper it quotes is as issued.
    let is_news = cx.subject.facts.metadata.normative.value == Some(false);
    let without_level = whole.iter().filter(|_| !is_news).find_map(|w| bare_place(text, full, w)).into_iter();
    let counts = |span: Span<crate::text::Norm>| !is_news || is_in_title(text, span);
    let flaws = cut.split('|').filter_map(|form| {
        // A form that the paper introduces as the short name is no slip.
        let is_defined = text.contains(&format!("简称{form}")) || text.contains(&format!("简称“{form}"));
        let slip =
            with_places(text, form).find(|n| counts(n.span) && whole.iter().any(|w| w.place == n.place))?;
        let flaw = Flaw::at(slip.span).with("match", slip.span.of(text)).with("other", full.as_str());
        (!is_defined).then(|| flaw.related(first.span, "全称"))
    });
    Judgement::of(flaws.chain(without_level).collect(), "机关名称前后一致").evidence([first.span])
}

/// Whether a span stands inside 《》.
fn is_in_title(text: &str, span: Span<crate::text::Norm>) -> bool {
    let before = text.get(..span.start as usize).unwrap_or("");
    before.rfind(['《', '》', '\n']).is_some_and(|at| before.get(at..).is_some_and(|t| t.starts_with('《')))
}

/// The same organ under the name of its place without the level: 松花住房公积金管理中心.
fn bare_place(text: &str, full: &str, whole: &Named<'_>) -> Option<Flaw> {
    let level = LEVEL.words().iter().find(|level| whole.place.ends_with(**level))?;
    let form = format!("{}{full}", whole.place.strip_suffix(level)?);
    let at = text.find(&form)?;
    let flaw = Flaw::at(Span::at(at, at + form.len())).with("match", form.as_str());
    let other = format!("{}{full}", whole.place);
    Some(flaw.with("other", other.as_str()).related(whole.span, "全称"))
}

/// A name of an organ behind that of its place.
struct Named<'a> {
    place: &'a str,
    span: Span<crate::text::Norm>,
}

/// The places of a name that stands behind one of a city or prefecture: its last characters and the word of the level.
fn with_places<'a>(text: &'a str, name: &'a str) -> impl Iterator<Item = Named<'a>> {
    memmem::find_iter(text.as_bytes(), name).filter_map(move |at| {
        let before = text.get(..at)?;
        let level = LEVEL.words().iter().find(|level| before.ends_with(**level))?;
        let place = last_chars(before, PLACE + level.chars().count());
        let is_name = place.chars().all(char::is_alphabetic);
        is_name.then(|| Named { place, span: Span::at(at - place.len(), at + name.len()) })
    })
}
