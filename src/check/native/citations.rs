//! Laws cited as the basis although they were no longer in force.

use super::{Params, former};
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::facts::citation::{Citation, CitationRole, StatusValue};
use crate::lexicon::{Force, WordSet};
use crate::text::{Norm, Span, first_chars, last_chars};

/// Verbs before a law that is acted on.
static BASIS_LEADS: WordSet = WordSet::of("rule_words", "basis_lead");
/// Words of sentences about earlier times.
static PAST: WordSet = WordSet::of("rule_words", "past");
/// Papers that judge what was done by the law of its day.
static CASES: WordSet = WordSet::of("rule_words", "case_paper");
/// What was done under a law: 依据《甲法》取得的许可.
static DONE_UNDER: WordSet = WordSet::of("rule_words", "done_under");
/// Words of amending.
static AMENDED: WordSet = WordSet::of("rule_words", "amended");

/// 以已废止的法律为依据
pub(super) fn repealed(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let citations = &cx.subject.facts.citations;
    let bases: Vec<_> = citations
        .iter()
        .filter(|c| matches!(c.role, CitationRole::Basis | CitationRole::Implements) || is_relied_on(cx, c))
        .collect();
    if bases.is_empty() {
        return Judgement::not_applicable("文中没有写明依据");
    }
    if is_case(cx) {
        return Judgement::not_applicable("裁判文书、处罚和复议决定适用行为时的法律");
    }
    if cx.subject.date().is_none() {
        return repealed_by_then(cx, &bases);
    }
    let known = bases.iter().filter(|c| c.status.value != StatusValue::Unknown).count();
    let repealed =
        bases.iter().filter(|c| c.status.value == StatusValue::Repealed && !speaks_of_past(cx, c.span));
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

/// A paper without a date is at least as young as what it names: what was repealed by then is repealed for it.
fn repealed_by_then(cx: &RuleContext<'_>, bases: &[&Citation]) -> Judgement {
    let first = bases.first().map(|c| c.span);
    // Rules are written at most a year before they take effect.
    let effective = cx.subject.facts.metadata.effective_on.as_ref().map(|d| d.date);
    let effective = effective.and_then(|d| jiff::civil::Date::new(d.year().checked_sub(1)?, 1, 1).ok());
    let Some(then) = cx.not_before().max(effective) else {
        return Judgement::undecided("文件没有日期；可用 --as-of 指定").evidence(first);
    };
    let flaws: Vec<Flaw> = bases
        .iter()
        .filter(|c| !speaks_of_past(cx, c.span))
        .filter_map(|c| {
            let title = c.title.as_deref()?;
            let state = cx.subject.laws.at(title, then)?;
            let is_repealed = state.force == Force::Repealed && state.law.is_verified;
            let successor = state.law.successor.as_ref().map(|s| format!("，由《{s}》替代"));
            is_repealed.then(|| {
                let date = format!("{}年", then.year());
                Flaw::at(c.span)
                    .with("title", title)
                    .with("date", date)
                    .with("successor", successor.unwrap_or_default())
            })
        })
        .collect();
    if flaws.is_empty() {
        return Judgement::undecided("文件没有日期；可用 --as-of 指定").evidence(first);
    }
    Judgement::of(flaws, "")
}

/// Whether a law is named as what is acted on: 依照《…》, 违反《…》.
fn is_relied_on(cx: &RuleContext<'_>, citation: &Citation) -> bool {
    if citation.role != CitationRole::Mentions {
        return false;
    }
    let before = cx.subject.text().get(..citation.span.start as usize).unwrap_or("");
    BASIS_LEADS.tail_of(before).is_some()
}

/// 以期限已过的规划、纲要为依据
pub(super) fn ended_plan(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let Some(date) = cx.subject.date() else {
        return Judgement::undecided("文件没有日期；可用 --as-of 指定");
    };
    let citations = &cx.subject.facts.citations;
    let bases = citations.iter().filter(|c| matches!(c.role, CitationRole::Basis | CitationRole::Implements));
    let plans: Vec<_> = bases.filter_map(|c| Some((c, last_year(c.title.as_deref()?)?))).collect();
    if plans.is_empty() {
        return Judgement::not_applicable("所引依据中没有写明起止年份的规划");
    }
    let told = reported_year(cx);
    let ended = plans
        .iter()
        .filter(|(c, last)| *last < told.unwrap_or_else(|| date.year()) && !speaks_of_past(cx, c.span));
    let flaws = ended.map(|(c, last)| {
        let title = c.title.as_deref().unwrap_or_default();
        Flaw::at(c.span).with("title", title).with("last", last.to_string()).with("date", date.to_string())
    });
    Judgement::of(flaws.collect(), "所引规划在文件日期都未到期")
}

/// The year that a report tells of, by its title: 2020年渡口管理情况报告 was written in the year after.
fn reported_year(cx: &RuleContext<'_>) -> Option<i16> {
    let title = cx.subject.facts.metadata.title.as_ref().map(|t| t.text.as_str())?;
    let (before, _) = title.split_once('年')?;
    let year = before.get(before.len().checked_sub(4)?..)?;
    year.parse::<i16>().ok().filter(|y| (1990..2100).contains(y) && !before.contains('〔'))
}

/// The last year of a plan whose name ends in （2016—2020年）.
fn last_year(title: &str) -> Option<i16> {
    let inside = title.trim_end_matches(['〉', '》']).trim_end_matches([')', '）']);
    let inside = inside.trim_end_matches('年');
    let year = inside.get(inside.len().checked_sub(4)?..)?;
    let before =
        inside.get(..inside.len() - 4)?.trim_end_matches(['-', '—', '–', '－', '~', '～', '至', '年']);
    let first = before.get(before.len().checked_sub(4)?..)?;
    let is_year = |y: &str| y.parse::<i16>().ok().filter(|y| (1990..2100).contains(y));
    is_year(first).and(is_year(year))
}

/// Whether the paper judges a case: its title, or the head of a page that has none, says so.
fn is_case(cx: &RuleContext<'_>) -> bool {
    let title = cx.subject.facts.metadata.title.as_ref().map(|t| t.text.as_str());
    // 关于规范处罚决定书的通知 is no such paper.
    let names = |line: &str| {
        let plain: String = line.chars().filter(|c| !c.is_whitespace()).collect();
        let is_name = plain.chars().count() <= LONGEST_NAME && !plain.contains(['，', '。', '《', '的']);
        is_name && CASES.is_in(&plain) && !plain.contains("关于")
    };
    title.map_or_else(|| first_chars(cx.subject.text(), HEAD).lines().any(names), names)
}

/// Longest line that names such a paper, with its number, in characters.
const LONGEST_NAME: usize = 48;

/// So many characters at the head of a page may name the paper.
const HEAD: usize = 400;

/// Whether a sentence says before a name in what year it was applied, and the law still held then: 2018年，县政府根据《甲法》….
fn in_its_time(cx: &RuleContext<'_>, before: &str, name: Span<Norm>) -> bool {
    let cited = cx.subject.facts.citations.iter().find(|c| c.span == name);
    let ended = cited.and_then(|c| {
        let state = cx.subject.laws.at(c.title.as_deref()?, c.status.as_of?)?;
        state.law.repealed_on.map(jiff::civil::Date::year)
    });
    let Some(ended) = ended else { return false };
    // 《…规划（2016—2020年）》 is a name, no time.
    let is_in_name = |at: usize| {
        let ahead = before.get(..at).unwrap_or_default();
        ahead.matches('《').count() > ahead.matches('》').count()
    };
    before.match_indices('年').filter(|(at, _)| !is_in_name(*at)).any(|(at, _)| {
        let year = before.get(at.saturating_sub(4)..at).filter(|y| y.bytes().all(|b| b.is_ascii_digit()));
        year.and_then(|y| y.parse::<i16>().ok()).is_some_and(|y| (1949..ended).contains(&y))
    })
}

/// Whether what stands behind a name was done under it.
fn was_done_under(after: &str) -> bool {
    let clause =
        after.trim_start_matches('》').split(['，', ',', '。', '；', '《']).next().unwrap_or_default();
    let clause = first_chars(clause, NEAR);
    let done = DONE_UNDER.first_in(clause).and_then(|word| clause.split_once(word));
    done.is_some_and(|(_, rest)| rest.contains('的'))
}

/// Whether the sentence around a citation tells of earlier times or of the repeal itself.
fn speaks_of_past(cx: &RuleContext<'_>, name: Span<Norm>) -> bool {
    let text = cx.subject.text();
    let Some(sentence) = cx.subject.outline.sentence_holding(name.start) else { return false };
    let before = Span::<Norm>::new(sentence.span.start.min(name.start), name.start).of(text);
    let after = Span::<Norm>::new(name.end, sentence.span.end.max(name.end)).of(text);
    PAST.is_in(sentence.span.of(text))
        || former::names_former(last_chars(before, NEAR))
        || is_amended(last_chars(before, NEAR), first_chars(after, NEAR))
        || was_done_under(after)
        || in_its_time(cx, before, name)
}

/// Characters on either side of a name within which it may be called former or amended.
const NEAR: usize = 16;

/// 修改《甲办法》, 《甲办法》修订后: not 合同内容需要修改的.
fn is_amended(before: &str, after: &str) -> bool {
    let ahead = before.trim_end_matches('《').rsplit(['，', '；', '。', '》']).next().unwrap_or_default();
    let behind = after.trim_start_matches('》').split(['，', '；', '。']).next().unwrap_or_default();
    AMENDED.is_in(ahead) || AMENDED.is_in(behind)
}
