//! 发文字号 and 登记号: reading them in every form they are printed in.

use serde::Serialize;

use super::{Context, Locate};
use crate::text::{Norm, Span};

/// A document number such as 国办发〔2018〕37号.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DocNumber<P = Span<Norm>> {
    /// As printed.
    pub raw: String,
    /// 机关代字
    pub body_code: Option<String>,
    /// Year, four digits.
    pub year: Option<u16>,
    /// 序号
    pub serial: Option<u32>,
    /// Where it stands.
    pub span: P,
}

/// A registration number (统一登记号) of a normative document, such as HHCR-2023-01005.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RegistrationNumber<P = Span<Norm>> {
    /// As printed.
    pub raw: String,
    /// Name of the number scheme in `dictionaries/number_schemes.tsv`.
    pub scheme: String,
    /// Where it stands.
    pub span: P,
}

impl DocNumber {
    pub(super) fn relocate<L: Locate>(&self, at: &L) -> DocNumber<L::Place> {
        DocNumber {
            raw: at.printed(self.span),
            body_code: self.body_code.clone(),
            year: self.year,
            serial: self.serial,
            span: at.place(self.span),
        }
    }
}

impl RegistrationNumber {
    pub(super) fn relocate<L: Locate>(&self, at: &L) -> RegistrationNumber<L::Place> {
        RegistrationNumber {
            raw: at.printed(self.span),
            scheme: self.scheme.clone(),
            span: at.place(self.span),
        }
    }
}

/// Finds every document number of the text, in order.
pub(super) fn find(_cx: &Context<'_>) -> Vec<DocNumber> {
    Vec::new()
}
