//! Laws cited as the basis although they were no longer in force.

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::facts::citation::{CitationRole, StatusValue};

/// 以已废止的法律为依据
pub(super) fn repealed(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let citations = &cx.subject.facts.citations;
    let bases: Vec<_> = citations
        .iter()
        .filter(|c| matches!(c.role, CitationRole::Basis | CitationRole::Implements))
        .collect();
    if bases.is_empty() {
        return Judgement::not_applicable("文中没有写明依据");
    }
    let known = bases.iter().filter(|c| c.status.value != StatusValue::Unknown).count();
    let repealed =
        bases.iter().filter(|c| c.status.value == StatusValue::Repealed && !speaks_of_past(cx, c.span.start));
    let flaws: Vec<Flaw> = repealed
        .map(|c| {
            let successor =
                c.status.successor.as_ref().map(|s| format!("，由《{s}》替代")).unwrap_or_default();
            let date = c.status.as_of.map(|d| d.to_string()).unwrap_or_default();
            let title = c.title.as_deref().unwrap_or_default();
            Flaw::at(c.span).with("title", title).with("date", date).with("successor", successor)
        })
        .collect();
    if flaws.is_empty() && known == 0 {
        return Judgement::undecided("法律表里查不到所引的依据，或文件没有日期")
            .evidence(bases.first().map(|c| c.span));
    }
    Judgement::of(flaws, format!("所引依据中，法律表查得到的 {known} 部在文件日期都有效"))
        .evidence(bases.first().map(|c| c.span))
}

/// Whether the sentence around a citation tells of earlier times or of the repeal itself.
fn speaks_of_past(cx: &RuleContext<'_>, at: u32) -> bool {
    let outline = cx.subject.outline;
    let sentence = outline.sentence_at(at).and_then(|i| outline.sentences.get(i));
    let words = sentence.map_or("", |s| s.span.of(cx.subject.text()));
    ["以前", "之前", "此前", "当时", "曾", "原", "废止", "失效", "修订", "修改"]
        .iter()
        .any(|w| words.contains(w))
}
