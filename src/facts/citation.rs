//! Laws and documents named in the text.

use jiff::civil::Date;
use serde::Serialize;

use super::doc_number::DocNumber;
use super::{Context, Facts, Locate};
use crate::text::{Norm, Span};

/// A law or document; each distinct (title, number) once, with all its mentions.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Citation<P = Span<Norm>> {
    /// The first mention: 《…》 with the number beside it.
    pub span: P,
    /// The text inside the outer 《》 as printed; `None` when cited by number only.
    pub title: Option<String>,
    /// Where the title stands, without the outer 《》.
    #[serde(skip)]
    pub title_span: Option<P>,
    /// The number beside the title.
    pub number: Option<DocNumber<P>>,
    /// Articles named with it.
    pub articles: Vec<Article>,
    /// `statute`, `administrative_regulation`, `local_regulation`, `rule`, `document`, …
    pub kind: &'static str,
    /// What the document does with it.
    pub role: CitationRole,
    /// Titles nested inside the title.
    pub inner: Vec<String>,
    /// What the law table knows of it at the document's date.
    pub status: Status,
    /// Every place where it is named, the first included.
    pub mentions: Vec<Mention<P>>,
}

/// One place where a law or document is named.
#[derive(Clone, Debug, Serialize)]
pub struct Mention<P = Span<Norm>> {
    /// Where.
    pub span: P,
    /// Whether the name stands in 《》.
    pub bracketed: bool,
}

/// A place in a law: 第三十二条第二款第（一）项.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Article {
    /// 条
    pub article: Option<u32>,
    /// 款
    pub paragraph: Option<u32>,
    /// 项
    pub item: Option<u32>,
}

/// What the document does with what it cites.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CitationRole {
    /// 根据…制定
    Basis,
    /// 贯彻落实…
    Implements,
    /// …同时废止
    Repeals,
    /// Anything else.
    Mentions,
    /// The document's own title.
    #[serde(rename = "self")]
    Itself,
}

/// What the law table knows of a cited law at a date.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Status {
    /// In force, repealed, revised or not known.
    pub value: StatusValue,
    /// The date it was looked up for.
    pub as_of: Option<Date>,
    /// What took its place.
    pub successor: Option<String>,
}

/// Whether a law was in force.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StatusValue {
    /// In force at the date.
    InForce,
    /// Repealed before the date.
    Repealed,
    /// In force, but an earlier version than the one cited by date was replaced.
    Revised,
    /// The table does not know it.
    #[default]
    Unknown,
}

impl Citation {
    pub(super) fn relocate<L: Locate>(&self, at: &L) -> Citation<L::Place> {
        Citation {
            span: at.place(self.span),
            title: self.title_span.map(|s| at.printed(s)).or_else(|| self.title.clone()),
            title_span: self.title_span.map(|s| at.place(s)),
            number: self.number.as_ref().map(|n| n.relocate(at)),
            articles: self.articles.clone(),
            kind: self.kind,
            role: self.role,
            inner: self.inner.clone(),
            status: self.status.clone(),
            mentions: self
                .mentions
                .iter()
                .map(|m| Mention { span: at.place(m.span), bracketed: m.bracketed })
                .collect(),
        }
    }
}

/// Finds every citation, in order of first mention.
pub(super) fn find(_cx: &Context<'_>, _so_far: &Facts) -> Vec<Citation> {
    Vec::new()
}
