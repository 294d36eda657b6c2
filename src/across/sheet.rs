//! What checks across documents know of each document.

use jiff::civil::Date;

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::metadata::Stage;

/// The particulars of one document, in normalised text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sheet {
    /// As given to the scan.
    pub path: String,
    /// 标题
    pub title: Option<String>,
    /// 发文机关, joined with 、 when several.
    pub issuer: Option<String>,
    /// The division whose organ issued it.
    pub jurisdiction: Option<String>,
    /// 文种
    pub doc_kind: Option<String>,
    /// `draft`, `issued`, `unknown`
    pub stage: String,
    /// Whether it is a normative document.
    pub normative: Option<bool>,
    /// 发文字号
    pub number: Option<Number>,
    /// 登记号
    pub registration: Option<Registration>,
    /// 成文日期
    pub signed_on: Option<Date>,
    /// 施行日期
    pub effective_on: Option<Date>,
    /// 失效日期
    pub expires_on: Option<Date>,
    /// Its own date: signed, else issued, else published.
    pub date: Option<Date>,
    /// By which its text is compared with others; `None` for a text too short to tell, and outside an archive.
    pub likeness: Option<String>,
}

/// A document number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// As printed, normalised.
    pub raw: String,
    /// 机关代字
    pub body_code: Option<String>,
    /// Year.
    pub year: Option<u16>,
    /// 序号
    pub serial: Option<u32>,
}

/// A registration number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// As printed, normalised.
    pub raw: String,
    /// The number scheme.
    pub scheme: String,
}

impl Sheet {
    /// Whether it is a draft.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        self.stage == "draft"
    }

    /// From when on it counts: the day it takes effect, else its own date.
    #[must_use]
    pub fn counts_from(&self) -> Option<Date> {
        self.effective_on.or(self.date)
    }
}

/// The particulars of an analysed document, without its likeness.
pub(super) fn sheet(document: &Document, facts: &Facts) -> Sheet {
    let meta = &facts.metadata;
    let issuers: Vec<String> = meta.issuing_body.iter().map(|i| one_line(&i.text)).collect();
    Sheet {
        path: document.decoded.path.clone(),
        title: meta.title.as_ref().map(|t| one_line(&t.text)),
        issuer: (!issuers.is_empty()).then(|| issuers.join("、")),
        jurisdiction: meta.jurisdiction.clone(),
        doc_kind: meta.doc_kind.as_ref().map(|k| k.text.clone()),
        stage: match meta.stage {
            Stage::Draft => "draft",
            Stage::Issued => "issued",
            Stage::Unknown => "unknown",
        }
        .to_owned(),
        normative: meta.normative.value,
        number: meta.doc_number.as_ref().map(|n| Number {
            raw: one_line(&n.raw),
            body_code: n.body_code.clone(),
            year: n.year,
            // Longer numbers count something else than the papers of a year.
            serial: n.serial.and_then(|serial| u32::try_from(serial).ok()),
        }),
        registration: meta
            .registration_number
            .as_ref()
            .map(|r| Registration { raw: one_line(&r.raw), scheme: r.scheme.clone() }),
        signed_on: meta.signed_on.as_ref().map(|d| d.date),
        effective_on: meta.effective_on.as_ref().map(|d| d.date),
        expires_on: meta.expires_on.as_ref().map(|d| d.date),
        date: meta.date(),
        likeness: None,
    }
}

/// Titles and numbers run over lines in many papers.
fn one_line(text: &str) -> String {
    text.lines().map(str::trim).collect()
}
