//! Whether the papers speak of the same document: names, numbers, counts of opinions, who reviewed and with what result.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::paper::{Paper, PaperKind, without_stage};
use super::{Case, DossierCheck, Evidence, classify};
use crate::lexicon::WordSet;
use crate::report::{Severity, Verdict};
use crate::text::{Span, letters};

/// Ends of the names of those who may review, and of those whose opinion is no review.
static LEGAL_ORGANS: WordSet = WordSet::of("dossier_words", "legal_organ");
static LAWYERS: WordSet = WordSet::of("dossier_words", "lawyer");
/// Market regulators, who take part in the review of fair competition.
static REGULATORS: WordSet = WordSet::of("dossier_words", "regulator");
/// What a review comes to.
static REFUSED: WordSet = WordSet::of("dossier_words", "refused");
static APPROVED: WordSet = WordSet::of("dossier_words", "approved");
/// What a meeting comes to, and how minutes begin another business.
static DEFERRED: WordSet = WordSet::of("dossier_words", "deferred");
static PASSED: WordSet = WordSet::of("dossier_words", "passed");
static BUSINESS: WordSet = WordSet::of("dossier_words", "business");

/// A check under construction.
pub(super) fn made(
    (id, title, basis): (&str, &str, &str),
    (verdict, severity): (Verdict, Severity),
    message: impl Into<String>,
    evidence: Vec<Evidence>,
) -> DossierCheck {
    DossierCheck {
        id: id.to_owned(),
        title: title.to_owned(),
        verdict,
        severity,
        message: message.into(),
        basis: basis.to_owned(),
        evidence,
    }
}

/// All checks on agreement.
pub(super) fn check(case: &Case<'_>) -> Vec<DossierCheck> {
    let mut checks = titles(case);
    checks.extend(numbers(case));
    checks.extend(
        [opinions(case), reviewer(case), conclusion(case), decision(case), fair_competition(case)]
            .into_iter()
            .flatten(),
    );
    checks
}

/// Papers that must name the document.
const NAMING: [PaperKind; 9] = [
    PaperKind::Draft,
    PaperKind::Explanation,
    PaperKind::Consultation,
    PaperKind::FairCompetition,
    PaperKind::SelfReview,
    PaperKind::ReviewOpinion,
    PaperKind::Minutes,
    PaperKind::Publication,
    PaperKind::Filing,
];

fn titles(case: &Case<'_>) -> Vec<DossierCheck> {
    let Some(name) = &case.name else { return Vec::new() };
    let wanted = letters(name);
    let papers = NAMING.iter().filter_map(|kind| case.first(*kind).map(|p| (*kind, p)));
    papers
        .map(|(kind, paper)| {
            let slot = classify::name(kind);
            let title = format!("{slot}所写的文件名称");
            let head = (format!("title:{slot}"), title);
            let (verdict, message, evidence) = if letters(paper.text()).contains(&wanted) {
                (Verdict::Pass, format!("写明《{name}》"), paper.evidence_of(name))
            } else if let Some((other, at)) = near_name(paper, &wanted) {
                (Verdict::Fail, format!("写的是《{other}》，与《{name}》不一致"), paper.evidence(at))
            } else {
                (Verdict::Undecided, format!("没有写《{name}》，请核对是不是这件文件的材料"), paper.head())
            };
            let head = (head.0.as_str(), head.1.as_str(), "国办发〔2018〕115号");
            made(head, (verdict, Severity::Warning), message, vec![evidence])
        })
        .collect()
}

/// A name in the paper that is much like the one looked for: in 《》 or the title.
fn near_name(paper: &Paper<'_>, wanted: &str) -> Option<(String, Span<crate::text::Norm>)> {
    let text = paper.text();
    let quoted = text.match_indices('《').filter_map(|(at, open)| {
        let start = at + open.len();
        let len = text.get(start..)?.find('》')?;
        Some((text.get(start..start + len)?, Span::at(start, start + len)))
    });
    let title = paper.analysis.facts.metadata.title.as_ref().map(|t| (t.text.as_str(), t.span));
    quoted.chain(title).find_map(|(name, span)| {
        let name = without_stage(name);
        let folded = letters(&name);
        (likeness(&folded, wanted) >= 0.6).then_some((name, span))
    })
}

/// Share of the characters two names have in common.
fn likeness(a: &str, b: &str) -> f64 {
    let mut left: Vec<char> = b.chars().collect();
    let longest = a.chars().count().max(left.len());
    let shared = a
        .chars()
        .filter(|c| left.iter().position(|l| l == c).map(|at| left.swap_remove(at)).is_some())
        .count();
    if longest == 0 { 0.0 } else { shared as f64 / longest as f64 }
}

/// The number of the issued paper in the papers after it.
fn numbers(case: &Case<'_>) -> Vec<DossierCheck> {
    let Some(own) =
        case.first(PaperKind::Issued).and_then(|p| Some((p, p.analysis.facts.metadata.doc_number.as_ref()?)))
    else {
        return Vec::new();
    };
    let (issued, number) = own;
    let wanted = number.span.of(issued.text());
    let kinds = [PaperKind::Publication, PaperKind::Filing, PaperKind::Interpretation];
    let papers = kinds.iter().filter_map(|kind| case.first(*kind).map(|p| (*kind, p)));
    papers
        .map(|(kind, paper)| {
            let slot = classify::name(kind);
            let (id, title) = (format!("number:{slot}"), format!("{slot}所写的文号"));
            let other = paper.analysis.facts.numbers.iter().find(|n| {
                n.body_code == number.body_code
                    && n.span.of(paper.text()) != wanted
                    && names_the_document(paper, n.span, case)
            });
            let (verdict, message, evidence) = if paper.text().contains(wanted) {
                (
                    Verdict::Pass,
                    format!("文号 {wanted} 一致"),
                    vec![paper.evidence_of(wanted), issued.evidence(number.span)],
                )
            } else if let Some(other) = other {
                let found = other.span.of(paper.text());
                (
                    Verdict::Fail,
                    format!("写的是 {found}，印发稿是 {wanted}"),
                    vec![paper.evidence(other.span), issued.evidence(number.span)],
                )
            } else {
                (Verdict::Undecided, format!("没有写文号 {wanted}"), vec![paper.head()])
            };
            made(
                (&id, &title, "党政机关公文处理工作条例第九条"),
                (verdict, Severity::Warning),
                message,
                evidence,
            )
        })
        .collect()
}

/// Whether the number stands in a sentence that names the document, or in the head of the paper.
fn names_the_document(paper: &Paper<'_>, at: Span<crate::text::Norm>, case: &Case<'_>) -> bool {
    let outline = &paper.analysis.outline;
    let is_own = paper.analysis.facts.metadata.doc_number.as_ref().is_some_and(|n| n.span == at);
    let sentence = outline.sentence_holding(at.start);
    let names =
        |name: &String| sentence.is_some_and(|s| letters(s.span.of(paper.text())).contains(&letters(name)));
    // A filing report has a number of its own.
    (is_own && paper.kind == Some(PaperKind::Publication)) || case.name.as_ref().is_some_and(names)
}

/// 收到意见、采纳、部分采纳、未采纳: the parts must make the whole.
fn opinions(case: &Case<'_>) -> Option<DossierCheck> {
    static COUNTS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?P<what>收到|反馈|提出|部分采纳|未采纳|未予采纳|不予采纳|不采纳|没有采纳|采纳)(?:了)?(?:各类|有效|书面|修改|的)*(?:意见|建议|意见建议|意见和建议)*(?:共|共计|合计|为|有)*(?P<n>[0-9]{1,4})(?:条|件|项|个)").ok()
    });
    let head = ("figures:opinions", "意见采纳数目", "地方组织法第七十五条");
    let paper = case.first(PaperKind::Consultation)?;
    let regex = COUNTS.as_ref()?;
    let (mut total, mut parts, mut places) = (None, Vec::new(), Vec::new());
    for found in regex.captures_iter(paper.text()) {
        let (what, n) = (found.name("what")?.as_str(), found.name("n")?.as_str().parse::<u32>().ok()?);
        let whole = found.get(0)?;
        if matches!(what, "收到" | "反馈" | "提出") {
            if total.is_none() {
                total = Some(n);
                places.push(Span::at(whole.start(), whole.end()));
            }
        } else if parts.iter().all(|(known, _)| known != what) {
            parts.push((what.to_owned(), n));
            places.push(Span::at(whole.start(), whole.end()));
        }
    }
    let mut evidence: Vec<Evidence> = Vec::new();
    for quote in places.iter().map(|span| paper.evidence(*span)) {
        if evidence.iter().all(|e| e.quote != quote.quote) {
            evidence.push(quote);
        }
    }
    let shown = parts.iter().map(|(what, n)| format!("{what} {n}")).collect::<Vec<_>>().join("，");
    let sum: u32 = parts.iter().fold(0, |sum, (_, n)| sum.saturating_add(*n));
    let (verdict, message) = match total {
        None => (Verdict::Undecided, "没有写明收到多少条意见、采纳多少条".to_owned()),
        Some(0) => (Verdict::Pass, "没有收到意见".to_owned()),
        Some(total) if parts.is_empty() => {
            (Verdict::Undecided, format!("收到 {total} 条，没有写明采纳多少条"))
        }
        Some(total) if sum == total => (Verdict::Pass, format!("收到 {total} 条：{shown}")),
        // 采纳9条 alone leaves the others open.
        Some(total) if parts.len() == 1 && sum < total => {
            (Verdict::Undecided, format!("收到 {total} 条：{shown}，其余 {} 条没有写明怎样处理", total - sum))
        }
        Some(total) => (Verdict::Fail, format!("收到 {total} 条，而{shown}，合计 {sum} 条")),
    };
    Some(made(head, (verdict, Severity::Warning), message, evidence))
}

/// 律师、法律顾问的意见不能代替合法性审核.
fn reviewer(case: &Case<'_>) -> Option<DossierCheck> {
    let head = ("review:body", "合法性审核的主体", "重大行政决策程序暂行条例第二十五条、国办发〔2018〕115号");
    let paper = case.first(PaperKind::ReviewOpinion)?;
    let bodies = &paper.analysis.facts.metadata.issuing_body;
    let tail: Vec<&str> = paper.text().lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    let signed = || tail.iter().rev().take(3).copied();
    let names: Vec<&str> = bodies.iter().map(|b| b.text.as_str()).chain(signed()).collect();
    Some(if let Some(name) = names.iter().find(|n| LEGAL_ORGANS.tail_of(n).is_some()) {
        made(head, (Verdict::Pass, Severity::Error), format!("由{name}出具"), vec![paper.evidence_of(name)])
    } else if let Some(name) = names.iter().find(|n| LAWYERS.tail_of(n).is_some()) {
        let message = format!("由{name}出具；法律顾问的意见不能代替审核机构的合法性审核");
        made(head, (Verdict::Fail, Severity::Error), message, vec![paper.evidence_of(name)])
    } else {
        made(
            head,
            (Verdict::Undecided, Severity::Error),
            "看不出审核机构，请核对落款和印章",
            vec![paper.head()],
        )
    })
}

/// What the review came to, against the fact that the paper was issued.
fn conclusion(case: &Case<'_>) -> Option<DossierCheck> {
    let head = ("review:conclusion", "合法性审核的结论", "国办发〔2018〕115号");
    let paper = case.first(PaperKind::ReviewOpinion)?;
    let is_issued = case.has(PaperKind::Issued);
    let (against, favourable) = (REFUSED.first_in(paper.text()), APPROVED.first_in(paper.text()));
    Some(match (against, favourable) {
        (Some(w), _) if is_issued => made(
            head,
            (Verdict::Fail, Severity::Error),
            format!("审核意见“{w}”，而文件已经印发"),
            vec![paper.evidence_of(w)],
        ),
        (Some(w), _) => {
            made(head, (Verdict::Fail, Severity::Error), format!("审核意见“{w}”"), vec![paper.evidence_of(w)])
        }
        (None, Some(w)) => made(
            head,
            (Verdict::Pass, Severity::Error),
            "审核结论认可或者附条件认可",
            vec![paper.evidence_of(w)],
        ),
        (None, None) => {
            made(head, (Verdict::Undecided, Severity::Error), "没有读到明确的审核结论", vec![paper.head()])
        }
    })
}

/// Whether the meeting passed it.
fn decision(case: &Case<'_>) -> Option<DossierCheck> {
    let head = ("decision:result", "集体讨论的结果", "地方组织法第七十五条");
    let paper = case.first(PaperKind::Minutes)?;
    let name = case.name.as_ref()?;
    let wanted = letters(name);
    let text = paper.text();
    let about: Vec<_> = paper.sentences().filter(|s| letters(s.of(text)).contains(&wanted)).collect();
    let first = *about.first()?;
    // What the meeting said of it stands in the same sentence or the next ones, up to the next business.
    let is_other = |s: &Span<crate::text::Norm>| {
        let sentence = s.of(text);
        s.start > first.start && BUSINESS.is_in(sentence) && !letters(sentence).contains(&wanted)
    };
    let own = paper.sentences().filter(|s| s.start >= first.start).take_while(|s| !is_other(s));
    let tail = own.take(6).last().map_or(first.end, |s| s.end);
    let near = text.get(first.start as usize..tail as usize).unwrap_or("");
    let (against, passed) = (DEFERRED.first_in(near), PASSED.first_in(near));
    Some(match (against, passed) {
        (Some(w), _) if case.has(PaperKind::Issued) => made(
            head,
            (Verdict::Fail, Severity::Error),
            format!("会议的决定是“{w}”，而文件已经印发"),
            vec![paper.evidence_of(w)],
        ),
        (None, Some(w)) => {
            made(head, (Verdict::Pass, Severity::Error), format!("会议{w}"), vec![paper.evidence(first)])
        }
        _ => made(
            head,
            (Verdict::Undecided, Severity::Error),
            "看不出会议是否通过",
            vec![paper.evidence(first)],
        ),
    })
}

/// 公平竞争审查条例第十四条: since 2024-08-01 the market regulator takes part where a government issues.
fn fair_competition(case: &Case<'_>) -> Option<DossierCheck> {
    const SINCE: Date = Date::constant(2024, 8, 1);
    let head = ("review:fair_competition", "公平竞争审查的主体", "公平竞争审查条例第十四条");
    let paper = case.first(PaperKind::FairCompetition)?;
    let main = case.first(PaperKind::Issued).or(case.first(PaperKind::Draft))?;
    let date = paper.analysis.facts.metadata.date().or(main.analysis.facts.metadata.date())?;
    let issuers = &main.analysis.facts.metadata.issuing_body;
    if date < SINCE || !issuers.iter().any(|b| b.text.contains("政府")) {
        return None;
    }
    Some(match REGULATORS.first_in(paper.text()) {
        Some(w) => made(
            head,
            (Verdict::Pass, Severity::Error),
            "市场监督管理部门参加了审查",
            vec![paper.evidence_of(w)],
        ),
        None => made(
            head,
            (Verdict::Fail, Severity::Error),
            "政府出台的文件只有起草单位自我审查，没有市场监督管理部门的审查意见",
            vec![paper.head()],
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_in_a_word_are_near() {
        assert!(likeness("河西县渡口管理办法", "河西县渡口管理规定") >= 0.6);
        assert!(likeness("河西县渡口管理办法", "河西县城市绿化条例") < 0.6);
        assert!(likeness("", "") < 0.1);
    }
}
