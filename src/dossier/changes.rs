//! Whether the articles that the review opinion wants changed did change, and what else changed after the review.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::lexicon::Regex;

use super::agreement::made;
use super::paper::{Paper, PaperKind};
use super::{Case, DossierCheck, Evidence};
use crate::across::{self, Clause, Matched};
use crate::engine::Analysis;
use crate::lexicon::WordSet;
use crate::outline::NodeKind;
use crate::outline::numeral::any;
use crate::report::{Locator, Severity, Verdict};
use crate::text::{Norm, Span, letters};

/// 第五条 with what stands right before it: an article of a cited law follows 》 or 法.
static ARTICLE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"第(?P<n>[0-9]{1,3}|[一二三四五六七八九十百零〇]{1,6})条").ok());
/// What a demand says.
static DEMAND: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?:建议|应当?|须|请|需|予以|宜|不得|没有(?:法律|上位法|依据)|缺乏|超越|违反|抵触|不一致|不符)",
    )
    .ok()
});
static CHANGE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "删[除去]|修改|改为|改成|补充|明确|调整|完善|增加|取消|规范|重新|斟酌|没有.{0,8}依据|违反|抵触",
    )
    .ok()
});
/// A paper that gives reasons for leaving an article as it is.
static KEPT: WordSet = WordSet::of("dossier_words", "kept");

/// The demands met or not, then changes nobody asked for.
pub(super) fn check(case: &Case<'_>) -> Vec<DossierCheck> {
    let read = |kind| case.first(kind).filter(|p| !p.is_unread());
    let (Some(opinion), Some(draft), Some(issued)) =
        (read(PaperKind::ReviewOpinion), read(PaperKind::Draft), read(PaperKind::Issued))
    else {
        return Vec::new();
    };
    let versions = Versions::of(draft, issued);
    let demands = demands(opinion, case.name.as_ref().map_or("", |n| &n.full));
    let mut checks: Vec<DossierCheck> = demands
        .iter()
        .filter_map(|(number, demand)| met(case, opinion, (*number, *demand), &versions))
        .collect();
    checks.extend(uncalled(case, &demands, &versions));
    checks
}

/// The articles that the opinion wants changed, each with the sentence that says so.
fn demands(opinion: &Paper<'_>, name: &str) -> BTreeMap<u32, Span<Norm>> {
    let mut found = BTreeMap::new();
    let (Some(article), Some(demand), Some(change)) = (ARTICLE.as_ref(), DEMAND.as_ref(), CHANGE.as_ref())
    else {
        return found;
    };
    for span in opinion.sentences() {
        let sentence = span.of(opinion.text());
        if !demand.is_match(sentence) || !change.is_match(sentence) {
            continue;
        }
        let (mut end, mut was_cited) = (0, false);
        for hit in article.captures_iter(sentence) {
            let (Some(all), Some(n)) = (hit.get(0), hit.name("n")) else { continue };
            let before = sentence.get(..all.start()).unwrap_or("");
            // 第八条、第九条: the second belongs to what the first belongs to.
            let goes_on = matches!(sentence.get(end..all.start()), Some("、" | "和" | "至" | "及" | "，"));
            was_cited = if goes_on { was_cited } else { is_of_another(before, name) };
            end = all.end();
            if let Some((number, _)) = any(n.as_str()).filter(|_| !was_cited) {
                found.entry(number).or_insert(span);
            }
        }
    }
    found
}

/// Whether an article behind these words is one of a cited law and not of the draft.
fn is_of_another(before: &str, name: &str) -> bool {
    match before.strip_suffix('》').and_then(|rest| rest.rsplit_once('《')) {
        Some((_, title)) => {
            !(title.contains("稿") || title.contains("草案") || letters(name).contains(&letters(title)))
        }
        None => ["条例", "法"].iter().any(|law| before.ends_with(law)) && !before.ends_with("办法"),
    }
}

/// The articles of a paper, of a notice those of what it issues: number, place, and what a comparison looks at.
struct Articles<'a> {
    paper: &'a Paper<'a>,
    numbers: Vec<(Option<u32>, Span<Norm>)>,
    clauses: Vec<Clause>,
}

impl<'a> Articles<'a> {
    fn of(paper: &'a Paper<'a>) -> Self {
        let Analysis { document, outline, facts, .. } = paper.analysis;
        let nodes = outline.nodes.iter().filter(|n| n.kind == NodeKind::Article);
        Self {
            paper,
            numbers: nodes.map(|n| (n.number, Span::new(n.label.end, n.span.end))).collect(),
            clauses: across::articles(&Locator::new(document), outline, facts),
        }
    }

    /// The first article of that number.
    fn find(&self, number: u32) -> Option<(usize, Span<Norm>)> {
        let at = self.numbers.iter().position(|(n, _)| *n == Some(number))?;
        Some((at, self.numbers.get(at)?.1))
    }
}

/// The draft and what was issued, article by article.
struct Versions<'a> {
    draft: Articles<'a>,
    issued: Articles<'a>,
    matched: Vec<Matched>,
}

impl<'a> Versions<'a> {
    fn of(draft: &'a Paper<'a>, issued: &'a Paper<'a>) -> Self {
        let (draft, issued) = (Articles::of(draft), Articles::of(issued));
        let matched = across::matched(&draft.clauses, &issued.clauses);
        Self { draft, issued, matched }
    }
}

/// Whether an article that the opinion wants changed did change; `None` when the draft has no such article.
fn met(
    case: &Case<'_>,
    opinion: &Paper<'_>,
    (number, demand): (u32, Span<Norm>),
    versions: &Versions<'_>,
) -> Option<DossierCheck> {
    let (at, span) = versions.draft.find(number)?;
    let (id, title) = (format!("change:{number}"), format!("审核意见要求修改的第{number}条"));
    let is_unchanged = versions.matched.iter().any(|m| m.before == Some(at) && m.is_unchanged());
    let mut evidence = vec![opinion.evidence(demand), versions.draft.paper.evidence(span)];
    let label = format!("第{number}条");
    let (verdict, message) = if !is_unchanged {
        (Verdict::Pass, format!("{label}在印发稿中已经改动"))
    } else if let Some(reason) = kept(case, number) {
        evidence.push(reason);
        (Verdict::Undecided, format!("{label}没有改动，材料里写了不采纳的理由，请核对理由是否成立"))
    } else {
        (Verdict::Fail, format!("{label}在印发稿中一字未改，也没有说明不采纳的理由"))
    };
    Some(made((&id, &title, case.basis("change")), (verdict, Severity::Error), message, evidence))
}

/// Where a paper gives the reason for leaving an article as it is.
fn kept(case: &Case<'_>, number: u32) -> Option<Evidence> {
    let reasons = [PaperKind::Explanation, PaperKind::Consultation, PaperKind::Minutes, PaperKind::Filing];
    reasons.iter().flat_map(|kind| case.all(*kind)).find_map(|paper| {
        let says = |s: &Span<Norm>| {
            let sentence = s.of(paper.text());
            KEPT.is_in(sentence) && names_article(sentence, number) && sentence.contains("审核")
        };
        paper.sentences().find(says).map(|s| paper.evidence(s))
    })
}

/// Whether the text names any article.
pub(super) fn names_an_article(text: &str) -> bool {
    ARTICLE.as_ref().is_some_and(|regex| regex.is_match(text))
}

fn names_article(sentence: &str, number: u32) -> bool {
    ARTICLE.as_ref().is_some_and(|regex| {
        regex
            .captures_iter(sentence)
            .any(|c| c.name("n").and_then(|n| any(n.as_str())).is_some_and(|(n, _)| n == number))
    })
}

/// Articles of the issued paper that the draft has in no or another form and nobody asked to change.
fn uncalled(
    case: &Case<'_>,
    demands: &BTreeMap<u32, Span<Norm>>,
    versions: &Versions<'_>,
) -> Option<DossierCheck> {
    let (draft, issued) = (&versions.draft, &versions.issued);
    if draft.clauses.is_empty() || issued.clauses.is_empty() {
        return None;
    }
    let changed = versions.matched.iter().filter(|m| !m.is_unchanged()).filter_map(|m| m.after);
    let new: BTreeMap<u32, Span<Norm>> = changed
        .filter_map(|at| {
            let (number, span) = *issued.numbers.get(at)?;
            let number =
                number.filter(|n| !demands.contains_key(n) && issued.find(*n).is_some_and(|f| f.0 == at))?;
            // The day of taking effect and the term are filled in at the end.
            let text = letters(span.of(issued.paper.text()));
            (!text.contains("施行") && !text.contains("有效期")).then_some((number, span))
        })
        .collect();
    let head = ("change:uncalled", "审核以后的其他改动", case.basis("change"));
    if new.is_empty() {
        return Some(made(head, (Verdict::Pass, Severity::Warning), "没有审核意见以外的改动", Vec::new()));
    }
    let list = new.keys().map(|n| format!("第{n}条")).collect::<Vec<_>>().join("、");
    let evidence = new.values().take(3).map(|span| issued.paper.evidence(*span)).collect();
    let message = format!("{list}与送审稿不同而审核意见没有提到；属于实质性改动的，应当重新审核");
    Some(made(head, (Verdict::Undecided, Severity::Warning), message, evidence))
}

#[cfg(test)]
mod tests {
    use super::is_of_another;

    #[test]
    fn articles_of_the_draft_are_told_from_those_of_laws() {
        let check = |before: &str, expect: bool| {
            assert_eq!(is_of_another(before, "河西县渡口管理办法"), expect, "{before}");
        };
        check("违反《公平竞争审查条例》", true);
        check("违反行政处罚法", true);
        check("建议删除", false);
        check("《河西县渡口管理办法（送审稿）》", false);
        check("《办法》", false);
        check("本办法", false);
    }
}
