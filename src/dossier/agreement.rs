//! Whether the papers speak of the same document: names, numbers, counts of opinions, who reviewed.

use std::sync::LazyLock;

use crate::lexicon::Regex;

use super::name::Name;
use super::outcome::{conclusion, decision};
use super::paper::{Paper, PaperKind, without_stage};
use super::{Case, DossierCheck, Evidence, classify, demand};
use crate::lexicon::WordSet;
use crate::report::{Severity, Verdict};
use crate::text::{Span, letters};

/// Ends of the names of those who may review, and of those whose opinion is no review.
static LEGAL_ORGANS: WordSet = WordSet::of("dossier_words", "legal_organ");
static LAWYERS: WordSet = WordSet::of("dossier_words", "lawyer");
/// Market regulators, who take part in the review of fair competition.
static REGULATORS: WordSet = WordSet::of("dossier_words", "regulator");

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

/// A check that nothing can be said of, because the paper was not read.
pub(super) fn unread(head: (&str, &str, &str), paper: &Paper<'_>) -> DossierCheck {
    let message = format!("{}没有读到，不能核对", paper.path());
    made(head, (Verdict::Undecided, Severity::Error), message, Vec::new())
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
    let papers = NAMING.iter().filter_map(|kind| case.first(*kind).map(|p| (*kind, p)));
    papers
        .map(|(kind, paper)| {
            let slot = classify::name(kind);
            let title = format!("{slot}所写的文件名称");
            let id = format!("title:{slot}");
            let head = (id.as_str(), title.as_str(), case.basis("title"));
            if paper.is_unread() {
                return unread(head, paper);
            }
            let full = &name.full;
            let (verdict, message, evidence) = if name.is_in(paper.text()) {
                let form = name.form_in(paper.text());
                (Verdict::Pass, format!("写明《{form}》"), paper.evidence_of(form))
            } else if let Some((other, at)) = near_name(paper, name) {
                (Verdict::Fail, format!("写的是《{other}》，与《{full}》不一致"), paper.evidence(at))
            } else {
                let part = if paper.is_incomplete() { "读到的部分" } else { "" };
                let message = format!("{part}没有写《{full}》，请核对是不是这件文件的材料");
                (Verdict::Undecided, message, paper.head())
            };
            made(head, (verdict, Severity::Warning), message, vec![evidence])
        })
        .collect()
}

/// A name in the paper that is much like the one looked for: in 《》 or the title.
fn near_name(paper: &Paper<'_>, wanted: &Name) -> Option<(String, Span<crate::text::Norm>)> {
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
        (wanted.likeness(&folded) >= 0.6).then_some((name, span))
    })
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
            let head = (id.as_str(), title.as_str(), case.basis("number"));
            if paper.is_unread() {
                return unread(head, paper);
            }
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
            made(head, (verdict, Severity::Warning), message, evidence)
        })
        .collect()
}

/// Whether the number stands in a sentence that names the document, or in the head of the paper.
fn names_the_document(paper: &Paper<'_>, at: Span<crate::text::Norm>, case: &Case<'_>) -> bool {
    let outline = &paper.analysis.outline;
    let is_own = paper.analysis.facts.metadata.doc_number.as_ref().is_some_and(|n| n.span == at);
    let sentence = outline.sentence_holding(at.start);
    let names = |name: &Name| sentence.is_some_and(|s| name.is_in(s.span.of(paper.text())));
    // A filing report has a number of its own.
    (is_own && paper.kind == Some(PaperKind::Publication)) || case.name.as_ref().is_some_and(names)
}

/// Figures of opinions: what became of how many.
static COUNTS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    // 11个单位 are no opinions: 个 counts only before 意见.
    Regex::new(
        r"(?P<what>收到|反馈|提出|部分采纳|未采纳|未予采纳|不予采纳|不采纳|没有采纳|采纳|共计|合计|总计|共)(?:了)?(?:各类|有效|书面|修改|反馈|社会|公众|群众|各方面|相关|的)*(?:意见|建议|意见建议|意见和建议)*(?:共|共计|合计|为|有)*(?P<n>[0-9]{1,4})(?:条|件|项|个(?:意见|建议|反馈意见|修改意见))",
    )
    .ok()
});

/// The figures of a paper on opinions.
#[derive(Default)]
struct Counts {
    totals: Vec<u32>,
    parts: Vec<(String, u32)>,
    places: Vec<Span<crate::text::Norm>>,
}

impl Counts {
    fn of(text: &str) -> Option<Self> {
        let mut counts = Self::default();
        for found in COUNTS.as_ref()?.captures_iter(text) {
            let (what, n) = (found.name("what")?.as_str(), found.name("n")?.as_str().parse::<u32>().ok()?);
            let whole = found.get(0)?;
            if !what.contains("采纳") {
                if !counts.totals.is_empty() {
                    counts.totals.push(n);
                    continue;
                }
                counts.totals.push(n);
            } else if counts.parts.iter().all(|(known, _)| known != what) {
                counts.parts.push((what.to_owned(), n));
            } else {
                continue;
            }
            counts.places.push(Span::at(whole.start(), whole.end()));
        }
        Some(counts)
    }

    fn sum(&self) -> u32 {
        self.parts.iter().fold(0, |sum, (_, n)| sum.saturating_add(*n))
    }

    /// How many there were: the total that the parts make, else the first one told.
    fn total(&self) -> Option<u32> {
        let sum = self.sum();
        self.totals.iter().find(|n| **n == sum && !self.parts.is_empty()).or(self.totals.first()).copied()
    }
}

/// 收到意见、采纳、部分采纳、未采纳: the parts must make the whole.
fn opinions(case: &Case<'_>) -> Option<DossierCheck> {
    let head = ("figures:opinions", "意见采纳数目", case.basis("opinions"));
    let paper = case.first(PaperKind::Consultation)?;
    if paper.is_unread() {
        return Some(unread(head, paper));
    }
    let counts = Counts::of(paper.text())?;
    let mut evidence: Vec<Evidence> = Vec::new();
    for quote in counts.places.iter().map(|span| paper.evidence(*span)) {
        if evidence.iter().all(|e| e.quote != quote.quote) {
            evidence.push(quote);
        }
    }
    let parts = &counts.parts;
    let shown = parts.iter().map(|(what, n)| format!("{what} {n}")).collect::<Vec<_>>().join("，");
    let sum = counts.sum();
    let (verdict, message) = match counts.total() {
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
    let demand = case.demand("reviewer")?;
    let head = ("review:body", "合法性审核的主体", demand.basis);
    let paper = case.first(PaperKind::ReviewOpinion)?;
    if paper.is_unread() {
        return Some(unread(head, paper));
    }
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

/// Since the day of its law the market regulator takes part in the review where a government issues.
fn fair_competition(case: &Case<'_>) -> Option<DossierCheck> {
    let paper = case.first(PaperKind::FairCompetition)?;
    let main = case.first(PaperKind::Issued).or(case.first(PaperKind::Draft))?;
    // Without any date nothing is known of the law.
    let own = paper.analysis.facts.metadata.date().or(case.date)?;
    let demand = demand::of("fair_body", Some(own))?;
    let head = ("review:fair_competition", "公平竞争审查的主体", demand.basis);
    let issuers = &main.analysis.facts.metadata.issuing_body;
    if !issuers.iter().any(|b| b.text.contains("政府")) {
        return None;
    }
    if paper.is_unread() {
        return Some(unread(head, paper));
    }
    let (verdict, message, evidence) = match REGULATORS.first_in(paper.text()) {
        Some(w) => (Verdict::Pass, "市场监督管理部门参加了审查", paper.evidence_of(w)),
        None if paper.is_incomplete() => {
            (Verdict::Undecided, "读到的部分没有市场监督管理部门的审查意见，请核对", paper.head())
        }
        None => (
            Verdict::Fail,
            "政府出台的文件只有起草单位自我审查，没有市场监督管理部门的审查意见",
            paper.head(),
        ),
    };
    Some(made(head, (verdict, Severity::Error), message, vec![evidence]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opinions_are_counted_and_not_units() {
        let check = |text: &str, total: Option<u32>, sum: u32| {
            let counts = Counts::of(text).expect("counts");
            assert_eq!((counts.total(), counts.sum()), (total, sum), "{text}");
        };
        check("收到9个单位反馈，其中5个单位无意见，4个单位提出意见6条，采纳4条，未采纳2条。", Some(6), 6);
        check("共收到意见12条，其中采纳8条，部分采纳1条，未采纳3条。", Some(12), 12);
        check("收到书面意见5条、来电意见3条，共8条，采纳6条，未采纳2条。", Some(8), 8);
        check("收到3个意见，全部予以采纳。", Some(3), 0);
        check("书面征求了11个单位的意见。", None, 0);
    }
}
