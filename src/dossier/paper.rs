//! One paper of a dossier.

use serde::Serialize;

use super::{Evidence, PaperView, classify};
use crate::engine::Analysis;
use crate::lexicon::WordSet;
use crate::report::Place;
use crate::text::{Norm, Span};

/// What a paper of a dossier is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PaperKind {
    /// 送审稿
    Draft,
    /// 起草说明
    Explanation,
    /// 制定依据
    Basis,
    /// 征求意见公告
    Notice,
    /// 征求意见及采纳情况
    Consultation,
    /// 听证笔录
    Hearing,
    /// 专家论证意见
    Expert,
    /// 风险评估报告
    Risk,
    /// 公平竞争审查表
    FairCompetition,
    /// 起草单位内部审核意见
    SelfReview,
    /// 合法性审核意见书
    ReviewOpinion,
    /// 会议纪要
    Minutes,
    /// 签发单
    Signing,
    /// 印发稿
    Issued,
    /// 公布凭证
    Publication,
    /// 政策解读
    Interpretation,
    /// 备案报告
    Filing,
}

/// A paper with what it was taken for.
pub(super) struct Paper<'a> {
    pub(super) kind: Option<PaperKind>,
    pub(super) analysis: &'a Analysis,
}

/// Words in brackets that tell how far a draft has come.
static STAGES: WordSet = WordSet::of("title_words", "stage");

impl<'a> Paper<'a> {
    pub(super) fn of(analysis: &'a Analysis) -> Self {
        Self { kind: classify::kind(analysis), analysis }
    }

    pub(super) fn text(&self) -> &'a str {
        self.analysis.document.norm()
    }

    pub(super) fn path(&self) -> &'a str {
        &self.analysis.document.decoded.path
    }

    /// Whether nothing of it was read.
    pub(super) fn is_unread(&self) -> bool {
        let problems = &self.analysis.document.decoded.problems;
        problems.iter().any(|p| p.fatal) || self.text().trim().is_empty()
    }

    /// Whether it was not read whole.
    pub(super) fn is_incomplete(&self) -> bool {
        !self.analysis.document.decoded.problems.is_empty() || self.is_unread()
    }

    /// Whether one of the words stands in its title or file name.
    pub(super) fn is_called(&self, words: &WordSet) -> bool {
        words.is_in(self.path()) || title(self.analysis).is_some_and(|title| words.is_in(title))
    }

    pub(super) fn view(&self, used: bool) -> PaperView {
        PaperView {
            path: self.path().to_owned(),
            paper: self.kind,
            name: self.kind.map_or_else(|| "没有认出来".to_owned(), |k| classify::name(k).to_owned()),
            title: title(self.analysis).map(ToOwned::to_owned),
            used,
            unread: self.is_unread(),
            incomplete: self.is_incomplete(),
            problems: self.analysis.document.decoded.problems.iter().map(|p| p.message.clone()).collect(),
        }
    }

    /// A quote of the line around a place.
    pub(super) fn evidence(&self, span: Span<Norm>) -> Evidence {
        let document = &self.analysis.document;
        let outline = &self.analysis.outline;
        let line = outline.line_holding(span.start).map_or(span, |l| l.span);
        let sentence = outline.sentence_holding(span.start).map_or(line, |s| s.span);
        Evidence {
            path: self.path().to_owned(),
            span: Place::of_bytes(document.raw(), document.map.raw(span)),
            quote: document.printed(sentence).trim().to_owned(),
        }
    }

    /// A quote of the first place of a word, else of the head of the paper.
    pub(super) fn evidence_of(&self, word: &str) -> Evidence {
        match self.text().find(word) {
            Some(at) => self.evidence(Span::at(at, at + word.len())),
            None => self.head(),
        }
    }

    /// A quote of the first line.
    pub(super) fn head(&self) -> Evidence {
        self.evidence(self.analysis.outline.lines.first().map_or(Span::new(0, 0), |l| l.span))
    }

    /// The name of the document the paper issues or drafts: what stands in 《》 of its title, else the title.
    pub(super) fn document_name(&self) -> Option<String> {
        let title = title(self.analysis)?;
        let inner =
            title.split_once('《').and_then(|(_, rest)| rest.rsplit_once('》')).map(|(inner, _)| inner);
        let name = without_stage(inner.unwrap_or(title));
        (!name.is_empty()).then_some(name)
    }

    /// The lines of the paper that hold something, in order.
    pub(super) fn lines(&self) -> impl Iterator<Item = Span<Norm>> + '_ {
        let lines = self.analysis.outline.lines.iter().map(|l| l.span);
        lines.filter(|l| !l.of(self.text()).trim().is_empty())
    }

    /// The sentences of the paper, in order.
    pub(super) fn sentences(&self) -> impl Iterator<Item = Span<Norm>> + '_ {
        self.analysis.outline.sentences.iter().map(|s| s.span)
    }
}

/// The title of a paper, or its first line.
pub(super) fn title(analysis: &Analysis) -> Option<&str> {
    let found = analysis.facts.metadata.title.as_ref().map(|t| t.text.as_str());
    found.or_else(|| Some(analysis.outline.lines.first()?.span.of(analysis.document.norm())))
}

/// A name without （送审稿） and the like; 试行 stays, it belongs to the name.
pub(super) fn without_stage(name: &str) -> String {
    let mut name = name.trim().to_owned();
    for stage in STAGES.words() {
        for (open, close) in [('（', '）'), ('(', ')')] {
            name = name.replace(&format!("{open}{stage}{close}"), "");
        }
    }
    name
}
