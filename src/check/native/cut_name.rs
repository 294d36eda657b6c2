//! The name of an organ that lost a part where the same paper gives it in full.

use memchr::memmem;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::lexicon::WordSet;
use crate::text::Span;

/// What stands before a name: the level whose organ it is.
static LEVEL: WordSet = WordSet::of("rule_words", "of_level");

/// 同一机关的名称掉了字; `full` is the whole name, `cut` the forms that lack a part, split by `|`.
pub(super) fn cut_name(cx: &RuleContext<'_>, params: &Params) -> Judgement {
    let text = cx.subject.text();
    let (Some(full), Some(cut)) = (params.get("full"), params.get("cut")) else {
        return Judgement::not_applicable("规则没有写名称");
    };
    let Some(whole) = first_of_level(text, full) else {
        return Judgement::not_applicable("文中没有这个机关的全称");
    };
    let flaws = cut.split('|').filter_map(|form| {
        // A form that the paper introduces as the short name is no slip.
        let is_defined = text.contains(&format!("简称{form}")) || text.contains(&format!("简称“{form}"));
        let at = first_of_level(text, form).filter(|_| !is_defined)?;
        let flaw = Flaw::at(at).with("match", at.of(text)).with("other", full.as_str());
        Some(flaw.related(whole, "全称"))
    });
    Judgement::of(flaws.collect(), "机关名称前后一致").evidence([whole])
}

/// The first place of a name behind the word of a level, and that word.
fn first_of_level(text: &str, name: &str) -> Option<Span<crate::text::Norm>> {
    let ends_in_level = |before: &str| LEVEL.words().iter().find(|level| before.ends_with(**level)).copied();
    memmem::find_iter(text.as_bytes(), name).find_map(|at| {
        let level = ends_in_level(text.get(..at)?)?;
        Some(Span::at(at - level.len(), at + name.len()))
    })
}
