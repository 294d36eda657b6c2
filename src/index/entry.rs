//! One document as the index takes it: plain data, made from an analysis or from a stored record and the raw text.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::grams::BREAK;
use super::pinyin;
use super::plain::{self, Plain};
use super::record::{Citation, Deadline, Record};
use crate::document::{Decoded, Document};
use crate::error::Error;
use crate::normalize::normalize;
use crate::outline::{NodeKind, Outline};

/// How often the title of a document counts, beside its place in the text.
const TITLE_WEIGHT: usize = 4;
/// Longest heading that is kept for display, in bytes of raw text.
const LONGEST_HEADING: u32 = 180;

/// A document ready to be indexed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// What is shown of the document.
    pub(super) card: Card,
    /// Where its headings are.
    pub(super) headings: Headings,
    /// The text a person sees.
    pub(super) raw: String,
    /// The text that is matched, then title and headings once more, in pieces.
    pub(super) text: String,
    /// Texts of fields that are matched like the text, by field name.
    pub(super) fields: Vec<(&'static str, String)>,
    /// Values of fields that are matched as a whole, by field name.
    pub(super) values: Vec<(&'static str, String)>,
    /// Dates as `yyyymmdd`, by field name.
    pub(super) dates: Vec<(&'static str, u64)>,
}

/// What a list of hits shows of a document; kept with its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Card {
    /// As given when it was indexed.
    pub path: String,
    /// SHA-256 of the bytes.
    pub sha256: String,
    /// 标题, on one line.
    pub title: Option<String>,
    /// 发文字号
    pub doc_number: Option<String>,
    /// 发文机关
    pub issuing_body: Vec<String>,
    /// 文种
    pub doc_kind: Option<String>,
    /// 成文、印发或发布日期
    pub date: Option<String>,
    /// 地区
    pub jurisdiction: Option<String>,
}

/// Headings as start, length, length with everything below, and parent (index + 1), four numbers each; bytes of the raw
/// text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Headings(pub(super) Vec<u32>);

impl Entry {
    /// An entry of an analysed document.
    #[must_use]
    pub fn new(document: &Document, outline: &Outline, record: &Record) -> Self {
        let plain = Plain::of(document.norm());
        let date = document_date(record);
        let meta = &record.metadata;
        let title = meta.title.as_ref().map(|t| one_line(&t.text));
        let mut entry = Self {
            card: Card {
                path: record.path.clone(),
                sha256: record.sha256.clone(),
                title: title.clone(),
                doc_number: meta.doc_number.as_ref().map(|n| n.raw.clone()),
                issuing_body: meta.issuing_body.iter().map(|t| one_line(&t.text)).collect(),
                doc_kind: meta.doc_kind.as_ref().map(|t| t.text.clone()),
                date: date.clone(),
                jurisdiction: meta.jurisdiction.clone(),
            },
            headings: headings(document, outline),
            raw: document.raw().to_owned(),
            ..Self::default()
        };
        let title = title.map(|t| plain::normal(&t)).unwrap_or_default();
        let heads = heads(&plain, outline);
        entry.field("title", [title.as_str()]);
        entry.field("heading", heads.iter().map(String::as_str));
        entry.describe(record);
        entry.date("date", date.as_deref());
        entry.text = plain.into_text();
        // A title that is put together from several places adds no phrase that the text does not have.
        let repeated = if entry.text.contains(&title) { TITLE_WEIGHT } else { 0 };
        for again in std::iter::repeat_n(&title, repeated).chain(&heads) {
            entry.text.push(BREAK);
            entry.text.push_str(again);
        }
        entry
    }

    /// The same with the readings of its characters, for `pinyin:`.
    #[must_use]
    pub fn with_pinyin(mut self) -> Self {
        let syllables = pinyin::syllables(&self.text);
        self.fields.push(("pinyin", syllables));
        self
    }

    /// The path it is known by.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.card.path
    }

    /// Bytes of raw text.
    #[must_use]
    pub fn size(&self) -> usize {
        self.raw.len()
    }

    fn describe(&mut self, record: &Record) {
        let meta = &record.metadata;
        let number = |n: &Option<super::record::Number>| n.as_ref().map(|n| n.raw.clone());
        self.normal("number", number(&meta.doc_number));
        self.normal("registration", number(&meta.registration_number));
        self.normal("body", meta.issuing_body.iter().map(|t| t.text.clone()));
        self.normal("kind", meta.doc_kind.iter().map(|t| t.text.clone()));
        self.normal("region", meta.jurisdiction.clone());
        // 辦法 and 办法 are one kind to those who filter.
        self.values("kind_is", meta.doc_kind.iter().map(|t| plain::normal(&t.text)));
        self.values("body_is", meta.issuing_body.iter().map(|t| one_line(&t.text)));
        self.values("region_is", meta.jurisdiction.clone());
        self.values("stage", Some(meta.stage.clone()));
        self.values("normative", meta.normative.value.map(|v| v.to_string()));
        self.values("rule", record.findings.iter().map(|f| f.rule.clone()));
        self.values("status", record.citations.iter().map(|c| c.status.value.clone()));
        for (field, date) in [
            ("signed", &meta.signed_on),
            ("issued", &meta.issued_on),
            ("published", &meta.published_on),
            ("effective", &meta.effective_on),
            ("expires", &meta.expires_on),
        ] {
            self.date(field, date.as_ref().map(|d| d.text.as_str()));
        }
        for due in record.deadlines.iter().filter_map(due) {
            self.date("deadline", Some(due));
        }
        let units = record.assignments.iter().flat_map(|a| &a.units);
        self.values("role", units.clone().map(|u| u.role.clone()));
        for (field, role) in [
            ("unit_lead", "lead"),
            ("unit_responsible", "responsible"),
            ("unit_supporting", "supporting"),
            ("unit_participating", "participating"),
        ] {
            let with_role = units.clone().filter(|u| u.role == role);
            self.normal(field, with_role.flat_map(|u| u.canonical.iter().chain([&u.name]).cloned()));
        }
        for (field, status) in [
            ("cites_in_force", "in_force"),
            ("cites_repealed", "repealed"),
            ("cites_revised", "revised"),
            ("cites_unknown", "unknown"),
        ] {
            let with_status = record.citations.iter().filter(|c| c.status.value == status);
            self.normal(field, with_status.flat_map(cited));
        }
    }

    /// Texts as they are typed, normalised one by one.
    fn normal(&mut self, field: &'static str, texts: impl IntoIterator<Item = String>) {
        let mut texts: Vec<String> = texts.into_iter().collect();
        // Most fields of most documents are empty.
        if texts.is_empty() {
            return;
        }
        texts.sort_unstable();
        texts.dedup();
        let joined = texts.join("\n");
        // The normaliser looks at neighbours on the same line only, so all of a field go through it at once.
        let document = plain::document(joined);
        self.field(field, document.norm().lines());
    }

    fn field<'t>(&mut self, field: &'static str, texts: impl IntoIterator<Item = &'t str>) {
        let mut joined = String::new();
        for text in texts {
            let from = joined.len();
            joined.extend(text.chars().filter(|c| !c.is_whitespace()));
            if joined.len() > from {
                joined.push(BREAK);
            }
        }
        if !joined.is_empty() {
            self.fields.push((field, joined));
        }
    }

    fn values(&mut self, field: &'static str, values: impl IntoIterator<Item = String>) {
        let mut values: Vec<String> = values.into_iter().filter(|v| !v.is_empty()).collect();
        values.sort_unstable();
        values.dedup();
        self.values.extend(values.into_iter().map(|value| (field, value)));
    }

    fn date(&mut self, field: &'static str, date: Option<&str>) {
        self.dates.extend(date.and_then(day_number).map(|day| (field, day)));
    }
}

/// A document as a store of analysed documents keeps it.
#[derive(Clone, Debug)]
pub struct Stored {
    /// The path as shown, which names it in the index.
    pub path: String,
    /// SHA-256 of the bytes of the file.
    pub sha256: [u8; 32],
    /// Facts and findings of a `hegui/1` object, in JSON.
    pub record: Vec<u8>,
    /// The raw text into which the places of the record point.
    pub raw: String,
}

impl Stored {
    /// Changes whenever the document, the rules or the analysis did.
    #[must_use]
    pub fn stamp(&self) -> u64 {
        let hash = Sha256::new().chain_update(self.sha256).chain_update(&self.record).finalize();
        hash.iter().take(8).fold(0, |stamp, byte| stamp << 8 | u64::from(*byte))
    }

    /// The entry of it.
    ///
    /// # Errors
    /// When the record is none.
    pub fn entry(self) -> Result<Entry, Error> {
        let sha256 = self.sha256.iter().map(|byte| format!("{byte:02x}")).collect();
        let record = Record { path: self.path, sha256, ..Record::parse(&self.record)? };
        let document = normalize(Decoded { raw: self.raw, ..Decoded::default() });
        let outline = Outline::of(&document);
        Ok(Entry::new(&document, &outline, &record))
    }
}

/// The document's own date: signed, else issued, else published.
fn document_date(record: &Record) -> Option<String> {
    let meta = &record.metadata;
    let dates = [&meta.signed_on, &meta.issued_on, &meta.published_on];
    dates.into_iter().flatten().map(|d| d.text.clone()).next()
}

/// `2020-03-01` as 20200301.
pub(super) fn day_number(date: &str) -> Option<u64> {
    let date: jiff::civil::Date = date.get(..10)?.parse().ok()?;
    let number = i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day());
    u64::try_from(number).ok()
}

/// The day by which something is due: computed, or the date or end of the interval stated.
fn due(deadline: &Deadline) -> Option<&str> {
    let stated = || deadline.value.as_deref().map(|v| v.rsplit('/').next().unwrap_or(v));
    deadline.due_on.as_deref().or_else(stated)
}

fn cited(citation: &Citation) -> impl Iterator<Item = String> + '_ {
    citation.title.iter().cloned().chain(citation.number.iter().map(|n| n.raw.clone()))
}

fn one_line(text: &str) -> String {
    text.lines().map(str::trim).collect()
}

/// The headings as they are matched.
fn heads(plain: &Plain, outline: &Outline) -> Vec<String> {
    let headings = outline.sentences.iter().filter(|s| s.heading);
    let slice = |span: crate::text::Span<crate::text::Norm>| {
        plain.text().get(plain.of_norm(span.start as usize)..plain.of_norm(span.end as usize))
    };
    headings.filter_map(|s| slice(s.span)).filter(|h| !h.is_empty()).map(str::to_owned).collect()
}

/// The headings a reader finds a place by, for [`Headings`].
fn headings(document: &Document, outline: &Outline) -> Headings {
    let mut kept = Vec::new();
    // Index + 1 of the kept node a node stands in, itself included; parents come before children.
    let mut nearest: Vec<u32> = Vec::with_capacity(outline.nodes.len());
    let mut count = 0;
    for node in &outline.nodes {
        let parent = node.parent.and_then(|p| nearest.get(p as usize).copied()).unwrap_or(0);
        if matches!(node.kind, NodeKind::Point | NodeKind::Subpoint | NodeKind::RunIn) {
            nearest.push(parent);
            continue;
        }
        // An article is named by its label; what follows on its line is its text.
        let shown = if node.kind == NodeKind::Article { node.label } else { node.label.cover(node.title) };
        let head = document.map.raw(shown);
        let whole = document.map.raw(node.span);
        let head = head.end.saturating_sub(whole.start).min(LONGEST_HEADING);
        kept.extend([whole.start, head, whole.end.saturating_sub(whole.start), parent]);
        count += 1;
        nearest.push(count);
    }
    Headings(kept)
}
