//! Whether a paper hands out work, so that its running text may be read for assigning phrases.

use std::sync::LazyLock;

use crate::lexicon::Regex;

use super::unit_name::{self, Proof};
use super::{Context, Facts, fields, prose};
use crate::lexicon::WordSet;
use crate::outline::{NodeKind, Part};

/// Kinds of paper that state competences or facts instead.
static STATES: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?:办法|规定|细则|条例|规则|规程|章程|准则|报告|总结|解读|建议|公告|通告|问答|答记者问|决定|批复|令|讲话|指南|须知)$";
    #[allow(clippy::expect_used)]
    Regex::new(pattern).expect("pattern")
});

/// Names of the papers that a notice passes on: 关于印发《某某办法》的通知.
static PASSES_ON: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?:办法|规定|细则|条例|规则|规程|章程|准则)(?:（[^）]{1,8}）|\([^)]{1,8}\))?[》〉>]";
    #[allow(clippy::expect_used)]
    Regex::new(pattern).expect("pattern")
});

/// How far the running text of a paper may be read for assigning phrases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Not at all: rules, reports, articles.
    None,
    /// Only where several units are named together: the paper retells one that hands out work.
    Several,
    /// Everywhere.
    All,
}

/// Decides by the title, the kind word and the numbering.
pub(super) fn reach(cx: &Context<'_>, so_far: &Facts) -> Reach {
    let articles = cx.outline.nodes.iter().filter(|n| n.kind == NodeKind::Article).count();
    if articles >= 3 || is_study(cx.text) {
        return Reach::None;
    }
    let title = so_far.metadata.title.as_ref().map_or_else(|| title(cx), |t| t.text.clone());
    let kind = so_far.metadata.doc_kind.as_ref().map_or("", |k| k.text.as_str());
    let bare = title.trim_end_matches(['）', ')']).trim_end();
    let cut = bare.rfind(['（', '(']).filter(|&at| bare.len() - at <= 30 && at > 0);
    let bare = cut.and_then(|at| bare.get(..at)).unwrap_or(bare);
    if [kind, bare].iter().any(|name| RETELLS.iter().any(|end| name.ends_with(end))) {
        return Reach::Several;
    }
    if STATES.is_match(kind) || STATES.is_match(bare) || PASSES_ON.is_match(&title) {
        return Reach::None;
    }
    let numbered = cx.outline.nodes.iter().filter(|n| n.kind != NodeKind::RunIn).count();
    if numbered >= 3 || !kind.is_empty() || lists_duties(cx.text) { Reach::All } else { Reach::Several }
}

/// Sentences that begin with a unit and its duty, of which a list of duties has so many at least.
const DUTIES: usize = 3;

/// Longest head of such a sentence, in bytes.
const HEAD: usize = 180;

/// Whether sentences hand out duties one by one: 区财政局负责…, 区教育局：负责…, 区乙中心职责：负责…. What the press tells of them
/// hands out nothing.
fn lists_duties(text: &str) -> bool {
    let duties = memchr::memmem::find_iter(text.as_bytes(), "负责").filter(|&at| states_duty(text, at));
    duties.into_iter().nth(DUTIES - 1).is_some() && !TOLD_BY.is_in(text)
}

/// Whether the sentence in which 负责 stands at `at` begins with the unit that is responsible and names nothing else before it.
fn states_duty(text: &str, at: usize) -> bool {
    let floor = (at.saturating_sub(HEAD)..=at).find(|&i| text.is_char_boundary(i)).unwrap_or(at);
    let before = text.get(floor..at).unwrap_or("");
    let from = before
        .rfind(['\n', '。', '；', ';'])
        .map_or(0, |i| i + before[i..].chars().next().map_or(0, char::len_utf8));
    let head = prose::without_number(before.get(from..).unwrap_or("").trim());
    let head = head.trim_end_matches(['：', ':', ' ', '\u{3000}']);
    let head = prose::without_duty(head);
    let name = head.rsplit(['、', '和']).next().unwrap_or(head);
    fields::is_department(name) && unit_name::kind(name, Proof::Prose).is_some()
}

/// Words that only the press uses.
static TOLD_BY: WordSet = WordSet::of("unit_words", "told_by");

/// Kinds of paper that explain another.
const RETELLS: [&str; 3] = ["解读", "问答", "说明"];

/// The title lines of the outline.
fn title(cx: &Context<'_>) -> String {
    cx.outline.part(Part::Title).map(|line| line.span.of(cx.text)).collect()
}

/// Whether the text is a scholarly article: 关键词 or 参考文献 heads a line, or a copy that lost its lines has 关键词： behind a
/// full stop.
fn is_study(text: &str) -> bool {
    SCHOLARLY.words().iter().any(|word| {
        memchr::memmem::find_iter(text.as_bytes(), word.as_bytes()).any(|at| heads(text, at, at + word.len()))
    })
}

/// Headings that only scholarly articles have.
static SCHOLARLY: WordSet = WordSet::of("unit_words", "scholarly");

/// Whether the word at `start..end` is a heading.
fn heads(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).unwrap_or("").trim_end_matches([' ', '\u{3000}', '[', '［', '【', '〔']);
    let begins = before.is_empty() || before.ends_with(['\n', '。', '.', '；']);
    let marks = ['\n', '：', ':', ' ', '\u{3000}', '[', '［', ']', '］', '】', '〕'];
    begins && text.get(end..).is_some_and(|after| after.is_empty() || after.starts_with(marks))
}
