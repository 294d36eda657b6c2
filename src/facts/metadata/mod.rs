//! Title, issuing body, numbers, dates and kind of a document.
//!
//! Reads the head, the foot and the closing clauses that the outline tells apart. What the paper does not say stays empty.

mod database;
mod division;
mod effect;
pub(super) mod history;
mod issuer;
mod kind;
mod macau;
mod note;
mod order;
mod page;
mod signing;

use jiff::civil::Date;
use serde::Serialize;

use crate::facts::doc_number::{DocNumber, RegistrationNumber};
use crate::facts::normative::Normative;
use crate::facts::{Context, Facts, Locate, Text};
use crate::lexicon::WordSet;
use crate::text::{Norm, Span};

/// What the head, the foot and the closing clauses of a document say about it.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Metadata<P = Span<Norm>> {
    /// 标题
    pub title: Option<Text<P>>,
    /// 发文机关; several when issued jointly.
    pub issuing_body: Vec<Text<P>>,
    /// 发文字号
    pub doc_number: Option<DocNumber<P>>,
    /// 登记号
    pub registration_number: Option<RegistrationNumber<P>>,
    /// 文种: the kind word, such as 通知.
    pub doc_kind: Option<Text<P>>,
    /// 主送机关
    pub addressee: Option<Text<P>>,
    /// 成文日期, from the text itself.
    pub signed_on: Option<DateAt<P>>,
    /// 印发日期
    pub issued_on: Option<DateAt<P>>,
    /// 发布日期 of the web page or gazette.
    pub published_on: Option<DateAt<P>>,
    /// 施行日期
    pub effective_on: Option<DateAt<P>>,
    /// 失效日期, stated or following from the validity period.
    pub expires_on: Option<DateAt<P>>,
    /// 有效期 as an ISO 8601 duration.
    pub validity: Option<Text<P>>,
    /// The division whose organ issued it, as its full name.
    pub jurisdiction: Option<String>,
    /// 成文阶段
    pub stage: Stage,
    /// Whether it is an administrative normative document (行政规范性文件).
    pub normative: Normative,
}

/// A date and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DateAt<P = Span<Norm>> {
    /// The date, `YYYY-MM-DD`.
    #[serde(rename = "text")]
    pub date: Date,
    /// Where it stands.
    pub span: P,
}

/// How far the paper has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Stage {
    /// A draft, also one published for comment.
    Draft,
    /// Issued.
    Issued,
    /// The text does not say.
    #[default]
    Unknown,
}

impl<P> Default for Metadata<P> {
    fn default() -> Self {
        Self {
            title: None,
            issuing_body: Vec::new(),
            doc_number: None,
            registration_number: None,
            doc_kind: None,
            addressee: None,
            signed_on: None,
            issued_on: None,
            published_on: None,
            effective_on: None,
            expires_on: None,
            validity: None,
            jurisdiction: None,
            stage: Stage::Unknown,
            normative: Normative::default(),
        }
    }
}

impl<P> Metadata<P> {
    /// The document's own date, by which rules and citations are judged: signed, else issued, else published.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        [&self.signed_on, &self.issued_on, &self.published_on].into_iter().flatten().map(|d| d.date).next()
    }
}

impl Metadata {
    pub(super) fn relocate<L: Locate>(&self, at: &L) -> Metadata<L::Place> {
        let date = |d: &Option<DateAt>| d.as_ref().map(|d| DateAt { date: d.date, span: at.place(d.span) });
        Metadata {
            title: self.title.as_ref().map(|t| t.relocate(at)),
            issuing_body: self.issuing_body.iter().map(|t| t.relocate(at)).collect(),
            doc_number: self.doc_number.as_ref().map(|n| n.relocate(at)),
            registration_number: self.registration_number.as_ref().map(|n| n.relocate(at)),
            doc_kind: self.doc_kind.as_ref().map(|t| kind_as_printed(t, at)),
            addressee: self.addressee.as_ref().map(|t| t.relocate(at)),
            signed_on: date(&self.signed_on),
            issued_on: date(&self.issued_on),
            published_on: date(&self.published_on),
            effective_on: date(&self.effective_on),
            expires_on: date(&self.expires_on),
            validity: self.validity.as_ref().map(|t| Text { text: t.text.clone(), span: at.place(t.span) }),
            jurisdiction: self.jurisdiction.clone(),
            stage: self.stage,
            normative: self.normative.clone(),
        }
    }
}

/// The kind word in the script of the document, 辦法; where it is concluded and not printed, as it is.
fn kind_as_printed<L: Locate>(kind: &Text, at: &L) -> Text<L::Place> {
    let printed = at.printed(kind.span);
    // 批復(fù), 規(guī)定: some pages print the reading behind a character.
    let bare: String = printed.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).collect();
    let read = |c: char| c.is_alphabetic() || matches!(c, '(' | ')' | '（' | '）' | ' ');
    let same = bare.chars().count() == kind.text.chars().count() && printed.chars().all(read);
    Text { text: if same { bare } else { kind.text.clone() }, span: at.place(kind.span) }
}

/// What a news item says of the paper it tells of is not its own: 本通知 in a quotation makes no notice of it. Its headline may
/// name its kind; the days on which the paper takes and loses effect are news too.
pub(super) fn of_news(cx: &Context<'_>, metadata: &mut Metadata) {
    keep_titled_kind(metadata);
    let effect = effect::reported(cx);
    metadata.effective_on = effect.effective_on;
    metadata.expires_on = effect.expires_on;
    metadata.validity = effect.validity;
}

/// A record of speech is no 决议 because somebody speaks of 本决议.
pub(super) fn of_speech(metadata: &mut Metadata) {
    if metadata.doc_kind.as_ref().is_some_and(|kind| !kind::is_spoken(&kind.text)) {
        keep_titled_kind(metadata);
    }
}

/// Leaves the kind where the title names it.
fn keep_titled_kind(metadata: &mut Metadata) {
    let title = metadata.title.as_ref().map(|title| title.span);
    let of_title = |kind: &Text| title.is_some_and(|title| title.contains(kind.span)) && kind.text != "政策";
    metadata.doc_kind = metadata.doc_kind.take().filter(of_title);
}

/// A paper that lays something down, or that says what kind of paper it is, and bears no mark of a draft has been issued, also
/// when the copy lost number, signature and date. News and articles have no stage, nor has what goes from one desk to the next.
pub(super) fn settle_stage(metadata: &mut Metadata) {
    let names_itself = || metadata.doc_kind.as_ref().is_some_and(|kind| !UNISSUED.has(&kind.text));
    let judged = &metadata.normative;
    if metadata.stage == Stage::Unknown && (judged.value == Some(true) || !judged.retold && names_itself()) {
        metadata.stage = Stage::Issued;
    }
}

/// Kinds of papers that nobody issues: 建议, 汇报, 论文.
static UNISSUED: WordSet = WordSet::of("title_words", "unissued");

/// Reads the metadata of a document.
pub(super) fn find(cx: &Context<'_>, so_far: &Facts) -> Metadata {
    let act = macau::find(cx, so_far);
    let title = act.title.or_else(|| kind::title(cx));
    let doc_kind = act.kind.or_else(|| kind::doc_kind(cx, title.as_ref()));
    let history = history::find(cx);
    let signed_on = history.as_ref().map(|h| h.signed_on.clone()).or_else(|| signing::signed_on(cx));
    let explains = doc_kind.as_ref().is_some_and(|kind| kind.text == "解读");
    // An interpretation tells when another paper takes effect.
    let mut effect = if explains { effect::Effect::default() } else { effect::find(cx, signed_on.as_ref()) };
    effect.effective_on = history.as_ref().and_then(|h| h.effective_on.clone()).or(effect.effective_on);
    effect.effective_on = effect.effective_on.or_else(|| note::effective_on(cx));
    if !explains {
        effect.effective_on = effect.effective_on.or_else(|| page::effective_on(cx));
        effect.expires_on = effect.expires_on.or_else(|| page::expires_on(cx));
    }
    // A law that was promulgated without a number has not that of the order that repeals it.
    let unnumbered = history.as_ref().is_some_and(|h| h.number.is_none());
    let (number, issuer) = history.map_or((act.number, act.issuer), |h| (h.number, h.issuer));
    let printed = || signing::doc_number(cx, so_far).filter(|_| !unnumbered);
    let doc_number = number.or_else(printed);
    let found = || issuer::find(cx, title.as_ref(), doc_number.as_ref());
    let issuing_body = issuer.map_or_else(found, |organ| vec![organ]);
    let issued_on = signing::issued_on(cx);
    let published_on = page::published_on(cx).or_else(|| page::dated_line(cx, signed_on.as_ref()));
    let jurisdiction = division::jurisdiction(cx, &issuing_body, title.as_ref());
    let has_issue_mark = signed_on.is_some() || doc_number.is_some() || issued_on.is_some();
    let stage = kind::stage(cx, title.as_ref(), has_issue_mark || effect.effective_on.is_some());
    Metadata {
        title,
        issuing_body,
        doc_number,
        registration_number: super::doc_number::registration(cx),
        doc_kind,
        addressee: signing::addressee(cx),
        signed_on,
        issued_on,
        published_on,
        effective_on: effect.effective_on,
        expires_on: effect.expires_on,
        validity: effect.validity,
        jurisdiction,
        stage,
        normative: Normative::default(),
    }
}

#[cfg(test)]
mod tests;
