//! Which paper is which, and which are missing.

use std::sync::LazyLock;

use super::demand::Period;
use super::paper::{Paper, PaperKind, title};
use super::{Case, Missing};
use crate::engine::Analysis;
use crate::facts::metadata::Stage;
use crate::lexicon::Lexicon;

/// Words that name a paper, longest first.
static WORDS: LazyLock<Vec<(&'static str, PaperKind)>> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("dossier_papers");
    let paper = table.column("paper");
    let rows = table.rows();
    rows.filter_map(|row| Some((*row.first()?, kind_of(row.get(paper)?)?))).collect()
});

/// A slot of the dossier.
struct Slot {
    kind: PaperKind,
    name: &'static str,
    need: &'static str,
    basis: &'static str,
    period: Period,
}

static SLOTS: LazyLock<Vec<Slot>> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("dossier_slots");
    let (name, need, basis) = (table.column("name"), table.column("need"), table.column("basis"));
    let period = Period::reader(table);
    let slot = |row: &[&'static str]| {
        let cell = |at: usize| row.get(at).copied();
        Some(Slot {
            kind: kind_of(cell(0)?)?,
            name: cell(name)?,
            need: cell(need)?,
            basis: cell(basis)?,
            period: period(row),
        })
    };
    table.rows().filter_map(slot).collect()
});

fn kind_of(id: &str) -> Option<PaperKind> {
    serde_json::from_value(serde_json::Value::String(id.to_owned())).ok()
}

/// The Chinese name of a paper.
pub(super) fn name(kind: PaperKind) -> &'static str {
    SLOTS.iter().find(|s| s.kind == kind).map_or("材料", |s| s.name)
}

/// What a paper is: by its file name, by its title, by what it says of its own stage.
pub(super) fn kind(analysis: &Analysis) -> Option<PaperKind> {
    let path = &analysis.document.decoded.path;
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let title = title(analysis).unwrap_or("");
    let metadata = &analysis.facts.metadata;
    named(&without_quotes(stem)).or_else(|| named(&without_quotes(title))).or_else(|| named(title)).or({
        match metadata.stage {
            Stage::Draft => Some(PaperKind::Draft),
            Stage::Issued if metadata.doc_number.is_some() => Some(PaperKind::Issued),
            _ => None,
        }
    })
}

/// A second copy of the issued paper that carries a date of publication is the page it was published on.
pub(super) fn tell_page_from_paper(papers: &mut [Paper<'_>]) {
    let is_issued = |p: &Paper<'_>| p.kind == Some(PaperKind::Issued);
    let is_page = |p: &Paper<'_>| p.analysis.facts.metadata.published_on.is_some();
    if papers.iter().any(|p| is_issued(p) && !is_page(p)) {
        for page in papers.iter_mut().filter(|p| is_issued(p) && is_page(p)) {
            page.kind = Some(PaperKind::Publication);
        }
    }
}

/// The paper whose word ends last in the name; of words that end together the longest.
fn named(name: &str) -> Option<PaperKind> {
    let ends =
        WORDS.iter().filter_map(|(word, kind)| Some((name.rfind(word)? + word.len(), word.len(), *kind)));
    ends.max_by_key(|&(end, len, _)| (end, len)).map(|(.., kind)| kind)
}

/// The text outside 《》: 关于《甲办法（送审稿）》的审核意见 is no draft.
fn without_quotes(text: &str) -> String {
    let mut depth = 0u32;
    text.chars()
        .filter(|&c| {
            match c {
                '《' => depth += 1,
                '》' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}

/// The papers that are not there.
pub(super) fn missing(case: &Case<'_>) -> Vec<Missing> {
    let is_issued = case.has(PaperKind::Issued);
    let absent = SLOTS.iter().filter(|slot| slot.period.holds(case.date) && !case.has(slot.kind));
    absent
        .filter_map(|slot| {
            let (required, reason) = match slot.need {
                "always" if slot.kind == PaperKind::Issued => (false, "还没有印发；印发后补入"),
                "always" => (true, "每件规范性文件都要有"),
                "consulted" if slot.kind == PaperKind::Notice && case.has(PaperKind::Consultation) => {
                    (false, "采纳情况已在卷；公告（截图）最好一并归档")
                }
                "consulted" => (true, "涉及公民、法人权利义务，应当公开征求意见；依法不公开的，另附说明"),
                "operators" if case.touches_operators => (true, "文件涉及经营者，应当进行公平竞争审查"),
                "operators" => return None,
                // A page that carries the date of publication shows the publication.
                "issued" if !is_issued => return None,
                "issued" if slot.kind == PaperKind::Publication && published_in_issued(case) => return None,
                "issued" if slot.kind == PaperKind::Publication => (true, "已印发，应当公布"),
                "issued" => (true, "已印发，应当备案"),
                _ => (false, "视情况；有的请一并归档"),
            };
            Some(Missing {
                paper: slot.kind,
                name: slot.name.to_owned(),
                required,
                reason: reason.to_owned(),
                basis: slot.basis.to_owned(),
            })
        })
        .collect()
}

fn published_in_issued(case: &Case<'_>) -> bool {
    case.first(PaperKind::Issued).is_some_and(|p| p.analysis.facts.metadata.published_on.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_are_told_by_their_names() {
        let check = |name: &str, expect: Option<PaperKind>| {
            assert_eq!(named(&without_quotes(name)).or_else(|| named(name)), expect, "{name}");
        };
        check("关于《渡口管理办法（送审稿）》的合法性审核意见书", Some(PaperKind::ReviewOpinion));
        check("渡口管理办法（送审稿）", Some(PaperKind::Draft));
        check("关于《渡口管理办法（送审稿）》的起草说明", Some(PaperKind::Explanation));
        check("河西县人民政府关于印发《渡口管理办法》的通知", Some(PaperKind::Issued));
        check("河西县人民政府第12次常务会议纪要", Some(PaperKind::Minutes));
        check("关于报送《渡口管理办法》备案的报告", Some(PaperKind::Filing));
        check("公开征求意见及采纳情况", Some(PaperKind::Consultation));
        check("关于《渡口管理办法（征求意见稿）》公开征求意见的公告", Some(PaperKind::Notice));
        check("值班表", None);
    }

    #[test]
    fn every_slot_and_word_names_a_known_paper() {
        let rows = |name: &str| Lexicon::embedded().table(name).rows().len();
        assert_eq!(SLOTS.len(), rows("dossier_slots"));
        assert_eq!(WORDS.len(), rows("dossier_papers"));
    }
}
