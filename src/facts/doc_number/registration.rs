//! 登记号 of normative documents: the schemes are data, in `dictionaries/number_schemes.tsv`.

use std::sync::{LazyLock, OnceLock};

use crate::lexicon::Regex;
use serde::Serialize;

use crate::facts::{Context, Locate};
use crate::lexicon::{Lexicon, Terms};
use crate::outline::Part;
use crate::text::{Norm, Span};

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

impl RegistrationNumber {
    pub(in crate::facts) fn relocate<L: Locate>(&self, at: &L) -> RegistrationNumber<L::Place> {
        RegistrationNumber {
            raw: at.printed(self.span),
            scheme: self.scheme.clone(),
            span: at.place(self.span),
        }
    }
}

/// The schemes, with the words one of which stands in every number of the scheme of the same place.
struct Schemes {
    anchors: Terms,
    rows: Vec<Scheme>,
}

struct Scheme {
    name: &'static str,
    source: &'static str,
    /// Compiled when a paper first holds the anchor: few do.
    pattern: OnceLock<Option<Regex>>,
}

impl Scheme {
    fn pattern(&self) -> Option<&Regex> {
        // The text is normalised: half-width digits, basic ideographs. The wide classes take twenty times as long to compile.
        let narrow = || self.source.replace(r"\d", "[0-9]").replace(r"\p{Han}", "[一-鿿]");
        self.pattern.get_or_init(|| Regex::new(&narrow()).ok()).as_ref()
    }
}

static SCHEMES: LazyLock<Schemes> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("number_schemes");
    let (anchor, pattern) = (table.column("anchor"), table.column("pattern"));
    let schemes = table.rows().filter_map(|row| {
        let scheme = Scheme { name: row.first()?, source: row.get(pattern)?, pattern: OnceLock::new() };
        Some((*row.get(anchor)?, scheme))
    });
    let (anchors, rows): (Vec<_>, Vec<_>) = schemes.unzip();
    Schemes { anchors: Terms::new(anchors), rows }
});

/// Lines at the head and the foot of a paper in which its own registration number may stand.
const EDGE_LINES: usize = 12;
/// Bytes that may stand beside the number in its line; more would be a sentence that cites it.
const BESIDE: usize = 120;
/// No scheme has longer numbers, in bytes.
const LONGEST: usize = 80;

/// The registration number of the document itself: in the head or the colophon, or on a line of its own near either end.
pub(in crate::facts) fn registration(cx: &Context<'_>) -> Option<RegistrationNumber> {
    let count = cx.outline.lines.len();
    let edge = |i: usize| i < EDGE_LINES || i + EDGE_LINES >= count;
    let lines =
        cx.outline.lines.iter().enumerate().filter(|(i, line)| {
            edge(*i) || matches!(line.part, Part::Portal | Part::Masthead | Part::Colophon)
        });
    lines.map(|(_, line)| line.span).find_map(|span| in_line(cx.text, span))
}

fn in_line(text: &str, line: Span<Norm>) -> Option<RegistrationNumber> {
    let content = line.of(text);
    if content.len() > LONGEST + BESIDE {
        return None;
    }
    let mut present = Vec::new();
    SCHEMES.anchors.visit(content, |anchor| present.push(anchor.number as usize));
    present.sort_unstable();
    present.iter().filter_map(|&row| SCHEMES.rows.get(row)).find_map(|scheme| {
        // A pattern that needs the label before the number captures the number alone.
        let number = |c: crate::lexicon::Captures<'_>| c.get(1).or_else(|| c.get(0)).map(|m| m.range());
        let whole = |range: &std::ops::Range<usize>| is_whole(content, range.clone());
        let found = scheme.pattern()?.captures_iter(content).filter_map(number).find(whole)?;
        let alone = content.len() <= found.len() + BESIDE;
        let span = Span::at(line.start as usize + found.start, line.start as usize + found.end);
        let raw = content.get(found)?.to_owned();
        alone.then(|| RegistrationNumber { raw, scheme: scheme.name.to_owned(), span })
    })
}

/// Whether no letter or digit runs on at either end: `HNPR-2021-010051` is not a number of the scheme.
fn is_whole(text: &str, range: std::ops::Range<usize>) -> bool {
    let runs_on = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let before = text.get(..range.start).and_then(|t| t.chars().next_back());
    let after = text.get(range.end..).and_then(|t| t.chars().next());
    !runs_on(before) && !runs_on(after) && after != Some('号')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expect: Option<(&str, &str)>) {
        let found = in_line(line, Span::at(0, line.len()));
        assert_eq!(found.as_ref().map(|r| (r.raw.as_str(), r.scheme.as_str())), expect, "{line}");
    }

    #[test]
    fn all_patterns_compile() {
        assert_eq!(SCHEMES.rows.len(), Lexicon::embedded().table("number_schemes").rows().len());
        for scheme in &SCHEMES.rows {
            assert!(scheme.pattern().is_some(), "{}", scheme.name);
        }
    }

    #[test]
    fn schemes_are_told_apart_by_region_and_length() {
        check("HHCR-2023-01005", Some(("HHCR-2023-01005", "hunan_city")));
        check("登记号：JNCR—2021—0150001", Some(("JNCR—2021—0150001", "shandong_city")));
        check("统一编号：HP0120210019", Some(("HP0120210019", "guangzhou")));
        check("HFGS—2017—9", Some(("HFGS—2017—9", "guangdong_city")));
        check("杨管规〔2012〕001-办1", Some(("杨管规〔2012〕001-办1", "shaanxi_yangling")));
        check("统一登记号：甲规审字〔2019〕13号", Some(("甲规审字〔2019〕13号", "labelled_number")));
        check("统一编号：JQXG-2019-013", Some(("JQXG-2019-013", "labelled_unified")));
        check("设备统一编号管理办法", None);
        check("穗建规字〔2019〕13号", None);
        check("HNPR-2021-1005", None);
        check("HHCR-2023-010051", None);
    }
}
