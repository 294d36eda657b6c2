//! The paper that a notice encloses under a name that is not its own: 关于印发甲若干措施的通知 encloses 《甲的若干措施》.

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::lexicon::WordSet;
use crate::text::{Norm, Span, first_bytes, letters};

/// How the title of what a notice brings ends.
static PLAN_KINDS: WordSet = WordSet::of("rule_words", "plan_kind");
/// What a notice says it does.
static NOTICE_VERBS: WordSet = WordSet::of("rule_words", "notice_verb");
/// Most characters by which two forms of one name differ.
const MOST: usize = 2;
/// Shorter names differ by as much and are others.
const SHORTEST: usize = 8;
/// Behind the name of what has been agreed: 《甲办法》已经县政府同意，现印发给你们.
const AGREED: [&str; 3] = ["已", "业经", "经"];
/// Bytes behind the name within which it is said to be issued.
const NEAR: usize = 90;

/// 印发的文件与标题所称不一致
pub(super) fn issued_title(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let Some(title) = &cx.subject.facts.metadata.title else {
        return Judgement::undecided("这份文本里没有标题");
    };
    let Some(named) = enclosed(&title.text) else {
        return Judgement::not_applicable("不是印发、转发另一文件的通知");
    };
    let wanted = fold(named);
    let text = cx.subject.text();
    let citations = cx.subject.facts.citations.iter();
    let flaws = citations.filter_map(|c| {
        let own = fold(c.title.as_deref()?);
        let span = c.mentions.first()?.span;
        let is_slip = own != wanted
            && wanted.len() >= SHORTEST
            && is_enclosed_here(text, span, title.span)
            && differ(&own, &wanted).is_some_and(|n| n <= MOST);
        is_slip.then(|| {
            Flaw::at(span).with("match", span.of(text)).with("title", named).related(title.span, "标题")
        })
    });
    Judgement::of(flaws.take(1).collect(), "印发的文件与标题所称一致")
}

/// What is wrong with 《甲方案的通知》.
const LACKING: &str = "缺了“关于印发”";
/// The same behind 关于印发.
const OUTSIDE: &str = "把“关于印发”写在了书名号外面";

/// 《甲方案的通知》
pub(super) fn without_verb(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    let cited = cx.subject.facts.citations.iter().filter(|c| c.title.as_deref().is_some_and(lacks_verb));
    let flaws = cited.filter_map(|c| {
        let span = c.mentions.first()?.span;
        // 关于印发《甲方案的通知》: the words are there, before the mark that should hold them.
        let is_outside = text.get(..span.start as usize).is_some_and(|before| before.ends_with("关于印发"));
        let what = if is_outside { OUTSIDE } else { LACKING };
        Some(Flaw::at(span).with("match", span.of(text)).with("what", what))
    });
    let own = cx.subject.facts.metadata.title.as_ref().filter(|t| brings_without_verb(&t.text));
    let own = own.map(|t| Flaw::at(t.span).with("match", t.text.as_str()).with("what", LACKING));
    Judgement::of(own.into_iter().chain(flaws).collect(), "所引通知的标题完整")
}

/// Whether the title of a notice names a paper and not what it does with it: 甲县《乙方案》的通知.
fn brings_without_verb(title: &str) -> bool {
    let parts = title.strip_suffix("》的通知").and_then(|stem| stem.split_once('《'));
    parts.is_some_and(|(head, named)| {
        PLAN_KINDS.tail_of(named).is_some() && !head.contains("关于") && !NOTICE_VERBS.is_in(head)
    })
}

/// What an organ makes to carry out another paper: 贯彻落实…重点工作清单.
static OWN_PLANS: WordSet = WordSet::of("rule_words", "own_plan");

/// Whether a title names a paper and calls it a notice without saying what the notice does with it.
fn lacks_verb(title: &str) -> bool {
    let Some(stem) = title.strip_suffix("的通知") else { return false };
    let is_own = OWN_PLANS.tail_of(stem).is_some();
    let verbs = if is_own { stem.replacen("贯彻落实", "", 1) } else { stem.to_owned() };
    PLAN_KINDS.tail_of(stem).is_some() && !NOTICE_VERBS.is_in(&verbs)
}

/// What a title says is issued: 关于印发《甲办法》的通知.
fn enclosed(title: &str) -> Option<&str> {
    let (_, rest) = title.split_once("印发")?;
    let end = ["的通知", "的函"].iter().filter_map(|w| rest.rfind(w)).max()?;
    let name = rest.get(..end)?.trim();
    let is_one = !name.contains("》《")
        && !name.contains("》、《")
        && !name.contains("》和《")
        && !name.contains('等');
    let bare = name.strip_prefix('《').and_then(|n| n.strip_suffix('》')).unwrap_or(name);
    (is_one && !bare.is_empty()).then_some(bare)
}

/// Whether the sentence hands the named paper on: 现将《甲办法》印发给你们.
fn is_enclosed_here(text: &str, at: Span<Norm>, title: Span<Norm>) -> bool {
    let after = text.get(at.end as usize..).unwrap_or("");
    let near = first_bytes(after, NEAR).split(['。', '\n']).next().unwrap_or("");
    let is_agreed = AGREED.iter().any(|word| after.starts_with(word)) && near.contains("，现");
    let before = text.get(..at.start as usize).unwrap_or("");
    !at.overlaps(title)
        && (is_agreed || before.trim_end().ends_with('将'))
        && (near.contains("印发") || near.contains("转发"))
}

/// The characters that tell names apart.
fn fold(name: &str) -> Vec<char> {
    letters(name).chars().collect()
}

/// How many characters one name has more, less or otherwise, when the rest is alike in order.
fn differ(a: &[char], b: &[char]) -> Option<usize> {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(head..)?, b.get(head..)?);
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    Some((a.len() - tail).max(b.len() - tail))
}

#[cfg(test)]
mod tests {
    use super::{differ, enclosed, fold};

    #[test]
    fn what_a_title_encloses() {
        for (title, want) in [
            ("县政府关于印发《渡口管理办法》的通知", Some("渡口管理办法")),
            ("县政府关于印发渡口管理若干措施的通知", Some("渡口管理若干措施")),
            ("县政府关于印发《渡口办法》《渡船办法》的通知", None),
            ("县政府关于加强渡口管理的通知", None),
        ] {
            assert_eq!(enclosed(title), want, "{title}");
        }
    }

    #[test]
    fn differences_are_counted_at_one_place() {
        for (a, b, want) in [
            ("渡口管理若干措施", "渡口管理的若干措施", 1),
            ("渡口管理办法", "渡口管理办法", 0),
            ("渡口管理办法（试行）", "渡口管理办法", 2),
            ("渡口管理办法", "渡船检验规定", 5),
        ] {
            assert_eq!(differ(&fold(a), &fold(b)), Some(want), "{a} {b}");
        }
    }
}
