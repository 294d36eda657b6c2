//! Numbers with their units, as they stand in one sentence.

use std::sync::LazyLock;

use crate::lexicon::Regex;

use crate::lexicon::{Lexicon, WordSet};
use crate::text::{Norm, Span};

/// A number and its unit.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Quantity<'t> {
    /// The value with 万 and 亿 multiplied out.
    pub(super) value: f64,
    /// 件, 人, 元 …; quantities of different units are never compared.
    pub(super) unit: &'t str,
    /// Number and unit in the document.
    pub(super) span: Span<Norm>,
    /// Whether the number is exact: not 约, 余, 以上, 不少于.
    pub(super) is_exact: bool,
    /// Decimal places as printed.
    pub(super) places: u32,
    /// Depth of round brackets it stands in.
    pub(super) depth: usize,
    /// Words between the last clause mark or quantity and the number.
    pub(super) label: &'t str,
}

static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("measure_words");
    let mut units: Vec<&str> = table.rows().map(|row| row[0]).collect();
    units.sort_by_key(|u| std::cmp::Reverse(u.len()));
    let units = units.join("|");
    let number = r"(?P<n>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?P<d>\.[0-9]+)?\s*(?P<s>万亿|万|亿|百万|千万)?(?P<v>余|多|几)?\s*";
    Regex::new(&format!(r"{number}(?P<u>{units}|%)")).ok()
});

/// Every quantity of a sentence, in order. `base` is the place of `sentence` in the document.
pub(super) fn quantities(sentence: &str, base: u32) -> Vec<Quantity<'_>> {
    let mut found = Vec::new();
    let Some(number) = NUMBER.as_ref().filter(|_| sentence.bytes().any(|b| b.is_ascii_digit())) else {
        return found;
    };
    let mut label_from = 0;
    for c in number.captures_iter(sentence) {
        let (Some(whole), Some(n), Some(u)) = (c.get(0), c.name("n"), c.name("u")) else { continue };
        let before = sentence.get(..whole.start()).unwrap_or("");
        let after = sentence.get(whole.end()..).unwrap_or("");
        if !stands_alone(before, after, u.as_str()) {
            continue;
        }
        let digits: String = n.as_str().chars().filter(char::is_ascii_digit).collect();
        let decimals = c.name("d").map_or("", |d| d.as_str());
        let Ok(value) = format!("{digits}{decimals}").parse::<f64>() else { continue };
        let scale = match c.name("s").map(|s| s.as_str()) {
            Some("万") => 1e4,
            Some("百万") => 1e6,
            Some("千万") => 1e7,
            Some("亿") => 1e8,
            Some("万亿") => 1e12,
            _ => 1.0,
        };
        let label = label_of(sentence.get(label_from..whole.start()).unwrap_or(""));
        label_from = whole.end();
        found.push(Quantity {
            value: value * scale,
            unit: u.as_str(),
            span: Span::at(base as usize + whole.start(), base as usize + whole.end()),
            is_exact: c.name("v").is_none() && !is_bounded(before, after),
            places: u32::try_from(decimals.len().saturating_sub(1)).unwrap_or(0),
            depth: depth(before),
            label,
        });
    }
    found
}

/// 第12次, 2018年3, 5-7件, A4: parts of other things.
fn stands_alone(before: &str, after: &str, unit: &str) -> bool {
    let joined = |c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '第' | '.' | '-' | '—' | '～' | '~' | '〔' | '/' | '每')
    };
    let spanned =
        before.strip_suffix('至').is_some_and(|b| b.ends_with(|c: char| c.is_ascii_digit() || c == '%'));
    let range = after.starts_with(['-', '—', '～', '~', '/']);
    // 3个月, 5个工作日, 2人以上 are times and bounds; 个 needs its noun.
    let time = unit == "个"
        && (after.starts_with('月') || after.starts_with("工作日") || after.starts_with("百分点"));
    !before.ends_with(joined) && !spanned && !range && !time
}

/// Words of a bound or an estimate.
static BOUNDS_BEFORE: WordSet = WordSet::of("figure_words", "bound_before");
static BOUNDS_BEHIND: WordSet = WordSet::of("figure_words", "bound_behind");

/// Whether the number is only a bound or an estimate.
fn is_bounded(before: &str, after: &str) -> bool {
    BOUNDS_BEFORE.tail_of(before).is_some() || BOUNDS_BEHIND.head_of(after).is_some()
}

fn depth(before: &str) -> usize {
    let opened = before.matches(['（', '(']).count();
    let closed = before.matches(['）', ')']).count();
    opened.saturating_sub(closed)
}

fn label_of(words: &str) -> &str {
    let from = words.rfind(['，', ',', '、', '；', ';', '：', ':', '（', '(', '。']);
    let from = from.map_or(0, |at| at + words[at..].chars().next().map_or(0, char::len_utf8));
    words.get(from..).unwrap_or("").trim()
}

/// Whether two values are the same as printed.
pub(super) fn same(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-6 * a.abs().max(b.abs()).max(1.0)
}
