//! The shape of a document: parts (title block, body, signature, annexes …), headings and numbered items, sentences.
//!
//! Looks at numbering and layout only; what the words mean is for `facts`.

mod article;
mod build;
mod contents;
mod decimal;
mod flattened;
mod furniture;
mod head;
mod heading;
mod label;
pub(crate) mod numeral;
mod part;
pub(crate) mod pattern;
mod sentence;
mod table;
mod title_line;
mod tree;
mod wrap;

pub(crate) use furniture::{is_field_line, is_value};
pub use table::{Row, Table};

use crate::document::Document;
use crate::text::{Norm, Span};

/// Index into [`Outline::nodes`].
pub type NodeId = u32;

/// The shape of one document. All spans point into the normalised text.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Outline {
    /// The non-empty lines, in order.
    pub lines: Vec<Line>,
    /// Headings and numbered items in document order; parents precede children.
    pub nodes: Vec<Node>,
    /// Sentences in order; they do not overlap. A sentence ends at `。！？；` or at the end of its line,
    /// unless the next line goes on this one.
    pub sentences: Vec<Sentence>,
    /// Tables flattened to text.
    pub tables: Vec<Table>,
    /// The main title, over all its lines.
    pub title: Option<Span<Norm>>,
}

/// A place inside an article: 第X条第X款第（X）项.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArticlePlace {
    /// The article.
    pub article: NodeId,
    /// 款, from 1.
    pub paragraph: u32,
    /// 项, when the place lies in one.
    pub item: Option<u32>,
}

/// A non-empty line without the blanks around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The line without leading and trailing blanks.
    pub span: Span<Norm>,
    /// What the line belongs to.
    pub part: Part,
    /// The innermost node the line belongs to.
    pub node: Option<NodeId>,
    /// Whether it goes on the line above, which was broken at a fixed width or by a page break.
    pub goes_on: bool,
}

/// The parts of an official document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Part {
    /// Metadata lines of a web page: 索引号, 发布日期, 来源 …
    Portal,
    /// 版头: issuing body, document number, registration number above or below the title.
    Masthead,
    /// 标题, possibly over several lines.
    Title,
    /// 主送机关.
    Addressee,
    /// 正文.
    Body,
    /// 落款: issuing body and date under the body.
    Signature,
    /// 附件说明: the list of annexes under the body.
    AnnexList,
    /// The text of an annex or of the document that a notice issues, from its own title on.
    Annex,
    /// 版记: 抄送, 印发机关和印发日期, and notes such as （此件公开发布）.
    Colophon,
}

impl Part {
    /// Whether it holds the words of a paper: its body and annexes, and not what stands around them.
    #[must_use]
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Body | Self::Annex)
    }
}

/// A sentence; the numbering label at its head belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From after the previous sentence to the closing mark inclusive, without the blanks around it.
    pub span: Span<Norm>,
    /// First byte after the numbering label (一、, （一）, 1., 第三条, 一是 …); `span.start` when there is none.
    pub text_start: u32,
    /// Index into [`Outline::lines`]: the line it begins in.
    pub line: u32,
    /// The innermost node it belongs to.
    pub node: Option<NodeId>,
    /// What it belongs to.
    pub part: Part,
    /// Whether it is a heading on a line of its own.
    pub heading: bool,
}

/// A heading or numbered item with everything below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// The node it stands in; `None` at the top.
    pub parent: Option<NodeId>,
    /// 1 at the top, rising inwards.
    pub level: u8,
    /// What kind of numbering it is.
    pub kind: NodeKind,
    /// The label as it stands: `（一）`, `第三条`, `1.`; empty for unnumbered headings.
    pub label: Span<Norm>,
    /// The number of the label, if it has one.
    pub number: Option<u32>,
    /// The heading text; for items whose text follows on the same line, the first sentence.
    pub title: Span<Norm>,
    /// From the label to the end of everything that belongs to it.
    pub span: Span<Norm>,
}

/// Kinds of numbering, outermost first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum NodeKind {
    /// 第X编
    Book,
    /// 第X章
    Chapter,
    /// 第X节
    Section,
    /// 第X条
    Article,
    /// A heading `一、`
    Heading,
    /// `1` of decimal numbering
    Decimal1,
    /// `1.1`
    Decimal2,
    /// `1.1.1`
    Decimal3,
    /// `1.1.1.1`
    Decimal4,
    /// `（一）` as a heading or as 项 of an article
    Item,
    /// `1.`
    Subitem,
    /// `（1）`
    Point,
    /// `①`
    Subpoint,
    /// 一是 / 一要 / 第一，inside a paragraph
    RunIn,
    /// 附件
    Annex,
}

impl NodeKind {
    /// Whether it is a level of decimal numbering.
    #[must_use]
    pub const fn is_decimal(self) -> bool {
        matches!(self, Self::Decimal1 | Self::Decimal2 | Self::Decimal3 | Self::Decimal4)
    }
}

/// Length in bytes of the numbering label at the head of a text; 0 when there is none.
#[must_use]
pub fn label_len(text: &str) -> usize {
    label::label(text).map_or(0, |label| label.len)
}

impl Outline {
    /// Reads the shape of a document.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let display: Vec<_> = document.decoded.display.iter().map(|span| document.norm_of(*span)).collect();
        build::outline(document.norm(), &display)
    }

    /// Index of the sentence that holds the byte, if one does.
    #[must_use]
    pub fn sentence_at(&self, offset: u32) -> Option<usize> {
        let index = self.sentences.partition_point(|s| s.span.start <= offset).checked_sub(1)?;
        self.sentences[index].span.holds(offset).then_some(index)
    }

    /// Index of the line that holds the byte, if one does.
    #[must_use]
    pub fn line_at(&self, offset: u32) -> Option<usize> {
        let index = self.lines.partition_point(|l| l.span.start <= offset).checked_sub(1)?;
        self.lines[index].span.holds(offset).then_some(index)
    }

    /// The sentence that holds the byte, if one does.
    #[must_use]
    pub fn sentence_holding(&self, offset: u32) -> Option<&Sentence> {
        self.sentences.get(self.sentence_at(offset)?)
    }

    /// The line that holds the byte, if one does.
    #[must_use]
    pub fn line_holding(&self, offset: u32) -> Option<&Line> {
        self.lines.get(self.line_at(offset)?)
    }

    /// The node and the nodes it stands in, innermost first.
    pub fn ancestors(&self, node: Option<NodeId>) -> impl Iterator<Item = &Node> {
        std::iter::successors(node.and_then(|id| self.node(id)), |n| n.parent.and_then(|id| self.node(id)))
    }

    /// A node by id.
    #[must_use]
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id as usize)
    }

    /// Where in its article a byte lies; `None` outside articles. A 款 is an unnumbered line of the article (the text after
    /// 第X条 is the first); the 项 below it belong to it.
    #[must_use]
    pub fn article_place(&self, offset: u32) -> Option<ArticlePlace> {
        let here = self.line_at(offset)?;
        let line = self.lines.get(here)?;
        let of = |node: Option<NodeId>, kind: NodeKind| {
            std::iter::successors(node, |&id| self.node(id)?.parent)
                .find(|&id| self.node(id).is_some_and(|n| n.kind == kind))
        };
        let article = of(line.node, NodeKind::Article)?;
        let span = self.node(article)?.span;
        let first = self.lines.partition_point(|l| l.span.start < span.start);
        let mut paragraph = 0;
        let mut item = None;
        for line in self.lines.get(first..=here)? {
            if line.goes_on {
                continue;
            }
            if line.node == Some(article) {
                paragraph += 1;
                item = None;
            } else if let Some(node) = of(line.node, NodeKind::Item)
                .or_else(|| of(line.node, NodeKind::Heading))
                .and_then(|id| self.node(id))
            {
                item = node.number;
            }
        }
        Some(ArticlePlace { article, paragraph: paragraph.max(1), item })
    }

    /// The lines of a part, in order.
    pub fn part(&self, part: Part) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |l| l.part == part)
    }
}
