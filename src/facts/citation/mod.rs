//! Laws and documents named in the text: 《…》 with the number beside it, numbers alone, and law names without 《》.
//!
//! A document cited several times is one citation with several mentions; abbreviations that the text introduces are mentions of what
//! they stand for. Certificates, contracts and forms in 《》 are no citations.

mod articles;
mod bare;
mod class;
mod gather;
mod listed;
mod number_beside;
mod own;
mod role;
mod standard;
mod title;
mod unbracketed;

use jiff::civil::Date;
use serde::Serialize;

use super::doc_number::DocNumber;
use super::{Context, Facts, Locate};
use crate::lexicon::{Force, LawTable, WordSet, fold_law_name};
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
    /// The number behind 之: 第一百三十三条之一.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sub: Option<u32>,
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

/// Finds every citation, in order of first mention. Roles and places are known after this; the document's own title and the status
/// at its date follow with [`mark_self`] and [`resolve`], when the metadata are known.
pub(super) fn find(cx: &Context<'_>, so_far: &Facts) -> Vec<Citation> {
    gather::Gatherer::new(cx, &so_far.numbers).gather()
}

/// Whether the paper is one of Taiwan, whose laws bear the names of others.
pub(super) fn is_of_taiwan(cx: &Context<'_>) -> bool {
    gather::of_taiwan(cx).is_some()
}

/// Marks the citations that are the document's own title: the title as a whole, or what the title says it issues.
pub(super) fn mark_self(citations: &mut [Citation], title: Option<&str>, own: Option<&DocNumber>) {
    let printed = title.unwrap_or("");
    let Some(title) = title.map(plain).filter(|t| !t.is_empty()) else { return };
    let bears_own = |c: &Citation| c.number.as_ref().is_none_or(|n| own.is_some_and(|own| n.is_same(own)));
    for citation in citations.iter_mut().filter(|c| bears_own(c) && c.role != CitationRole::Repeals) {
        let Some(cited) = citation.title.as_deref().map(plain) else { continue };
        let issued = || VERBS.iter().any(|verb| issues(&title, verb, &cited)) || issued_with(printed, &cited);
        // 关于《某某办法（征求意见稿）》公开征求意见的公告 names what it brings.
        let drafts = || asks_about(&title, &cited);
        // The draft is cited with its stage, which its title may say on a line below.
        // A page may head a paper without the notice that hands it out: …若干措施 and 《…若干措施的通知》.
        let notice = number_beside::TAILS.before(&cited) == Some(title.as_str());
        // 《甲办法.docx》: the name that a page of files gives the paper.
        let file = FILES.before(&cited) == Some(title.as_str());
        let whole = cited == title || DRAFTS.before(&cited) == Some(title.as_str()) || notice || file;
        // 根据国务院《渡口条例》 in 甲市渡口条例: what a paper rests on may have its name without the place.
        let tail = || {
            let rests_on = citation.role == CitationRole::Basis;
            title.ends_with(&cited) && !(rests_on && LawTable::embedded().knows(&cited))
        };
        // 甲村《村规民约》 as a title: the short name is marked in it.
        let marked = || {
            printed.trim_end().strip_suffix('》').is_some_and(|title| title.ends_with(&format!("《{cited}")))
        };
        if whole || marked() || (cited.chars().count() >= 6 && (tail() || issued() || drafts())) {
            citation.role = CitationRole::Itself;
        }
    }
}

/// Whether the title asks for opinions on the draft it names, whose stage may stand outside its marks.
fn asks_about(title: &str, cited: &str) -> bool {
    title.split_once(cited).is_some_and(|(before, after)| {
        let is_draft = DRAFTS.tail_of(cited).is_some() || DRAFTS.head_of(after).is_some();
        is_draft && (before.contains("征求") || after.contains("征求"))
    })
}

/// Endings of files.
static FILES: WordSet = WordSet::of("title_words", "file_ending");

/// How the title of a draft ends, brackets left out.
static DRAFTS: WordSet = WordSet::of("citation_words", "draft");

/// Verbs of titles that hand out a paper.
const VERBS: [&str; 5] = ["印发", "发布", "公布", "下发", "颁布"];

/// Whether a title hands out a paper together with others: 关于印发《甲制度》《乙制度》的通知.
fn issued_with(title: &str, cited: &str) -> bool {
    let verb = VERBS.iter().find_map(|verb| Some(title.find(verb)? + verb.len()));
    let list = verb.and_then(|at| title.get(at..)).unwrap_or("").trim_start();
    // The names stand side by side, with nothing but marks between them.
    let bare = |name: &str| name.trim_start_matches(own::JOINTS).starts_with('《');
    list.starts_with('《')
        && list
            .split_inclusive('》')
            .take_while(|name| bare(name))
            .any(|name| plain(name.trim_start_matches(own::JOINTS)) == cited)
}

fn issues(title: &str, verb: &str, cited: &str) -> bool {
    title.find(verb).and_then(|at| title.get(at + verb.len()..)).is_some_and(|rest| rest.starts_with(cited))
}

/// A title for comparing: no quotation marks, brackets or blanks, one sort of dash.
fn plain(title: &str) -> String {
    let kept = title.chars().filter(|&c| !c.is_whitespace() && !"《》〈〉<>“”\"（）()【】〔〕[]".contains(c));
    kept.map(|c| if matches!(c, '—' | '–' | '－' | '~' | '～') { '-' } else { c }).collect()
}

/// Looks every cited law up in the law table for the document's date.
pub(super) fn resolve(citations: &mut [Citation], date: Option<Date>, table: &LawTable) {
    for citation in citations {
        let Some(title) = citation.title.as_deref() else { continue };
        let Some(state) = date.and_then(|date| table.at(title, date)) else { continue };
        let value = match state.force {
            Force::InForce if is_earlier_version(title, state.law.version_published) => StatusValue::Revised,
            Force::InForce => StatusValue::InForce,
            Force::Repealed if state.law.is_verified => StatusValue::Repealed,
            _ => StatusValue::Unknown,
        };
        let successor = state.law.successor.clone().filter(|_| value == StatusValue::Repealed);
        citation.status = Status { value, as_of: date, successor };
    }
}

/// Whether a title names a version by its year, and that year lies before the version in force: 《行政处罚法》（2017年修正）.
fn is_earlier_version(title: &str, version: Option<Date>) -> bool {
    let folded = fold_law_name(title);
    let Some(remark) =
        title.trim().rfind(['（', '(']).and_then(|at| title.get(at..)).filter(|_| folded.len() < title.len())
    else {
        return false;
    };
    let year = remark.trim_start_matches(['（', '(']).get(..4).and_then(|y| y.parse::<i16>().ok());
    year.zip(version).is_some_and(|(year, version)| year >= 1949 && year < version.year())
}

#[cfg(test)]
mod tests;
