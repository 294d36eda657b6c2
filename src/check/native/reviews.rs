//! Legality review: what the text shows of it, by strength of evidence.

use std::sync::LazyLock;

use crate::lexicon::Regex;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::facts::review::{Regime, Review, ReviewClass};
use crate::lexicon::WordSet;

/// A review that is under way, and one that came to something.
static PENDING: WordSet = WordSet::of("rule_words", "pending");
static CONCLUDED: WordSet = WordSet::of("rule_words", "concluded");
/// A sentence that forbids, denies or sanctions what it names.
static FORBIDS: WordSet = WordSet::of("rule_words", "forbids");
static DENIES: WordSet = WordSet::of("rule_words", "denies");
static SANCTIONS: WordSet = WordSet::of("rule_words", "sanctions");

/// The reviews that go before a document is issued.
fn relevant<'a>(cx: &'a RuleContext<'_>) -> impl Iterator<Item = &'a Review> {
    let of_documents = |r: &&Review| matches!(r.regime, Regime::NormativeDocument | Regime::MajorDecision);
    cx.subject.facts.reviews.iter().filter(of_documents)
}

/// 审核证据分级
pub(super) fn evidence(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    let of = |class| relevant(cx).filter(move |r| r.class == class);
    let shown: Vec<_> = of(ReviewClass::Evidence).map(|r| r.span).collect();
    if let Some(first) = shown.first() {
        let sentence = first.of(text);
        let is_pending = PENDING.is_in(sentence) && !CONCLUDED.is_in(&sentence.replace("合法性", ""));
        if is_pending {
            let reason = "文中只说送审或正在审核（C 级），没有审核结论；请核对合法性审核意见书";
            return Judgement::undecided(reason).evidence(shown.into_iter().take(3));
        }
        let level = if sentence.contains("意见书") || sentence.contains("法审〔") { "A" } else { "B" };
        let reason = format!("文中写明经过合法性审核（{level} 级证据）；审核意见书仍应在卷");
        return Judgement::pass(reason).evidence(shown.into_iter().take(3));
    }
    let rules: Vec<_> = of(ReviewClass::Rule).map(|r| r.span).take(3).collect();
    if rules.is_empty() {
        Judgement::undecided("正文没有审核痕迹（E 级），印发稿通常如此；请核对合法性审核意见书")
    } else {
        let reason = "文中只有要求审核的规定（D 级），不是本文件经过审核的证据；请核对合法性审核意见书";
        Judgement::undecided(reason).evidence(rules)
    }
}

/// 自认未经审核
pub(super) fn admission(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let all = &cx.subject.facts.reviews;
    if all.is_empty() {
        return Judgement::not_applicable("文中没有谈到合法性审核");
    }
    let text = cx.subject.text();
    let missing = all
        .iter()
        .filter(|r| r.class == ReviewClass::Missing && r.regime != Regime::FairCompetition)
        .filter(|r| !is_turned_off(r.span.of(text)) && !is_told_elsewhere(r.span.of(text)));
    let flaws = missing.map(|r| Flaw::at(r.span).with("reason", r.reason.as_str())).collect();
    Judgement::of(flaws, "谈到审核的句子都不是自认")
}

/// Whether the sentence admits something that has a rule of its own: reviewed late, reviewed for form's sake, replaced by an opinion.
fn is_told_elsewhere(sentence: &str) -> bool {
    static OTHERS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let late = "(?:先(?:行)?(?:印发|发布|公布|出台|发文)|(?:印发|发布|公布|出台|发文|通过)(?:之)?后)[^。；]{0,16}(?:补|再|才)";
        Regex::new(&format!("流于形式|走过场|走形式|把关不严|形同虚设|会后补办|(?:代替|替代|取代)[^。；]{{0,6}}合法性审[核查]|{late}")).ok()
    });
    OTHERS.as_ref().is_some_and(|regex| regex.is_match(sentence))
}

/// Whether the sentence forbids, denies or sanctions what it names.
fn is_turned_off(sentence: &str) -> bool {
    let head: String = sentence.chars().take(6).collect();
    FORBIDS.is_in(&head) || DENIES.is_in(sentence) || SANCTIONS.is_in(sentence)
}
