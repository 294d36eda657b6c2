//! The administrative division whose organ issued a paper, as its full name: 黑龙江省/哈尔滨市/尚志市.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::facts::{Context, Text};
use crate::lexicon::Lexicon;
use crate::text::first_bytes;

/// Codes by name; several divisions share names such as 鼓楼区.
static BY_NAME: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("divisions");
    let code = table.column("code");
    let mut names = HashMap::<&str, Vec<&str>>::new();
    for row in table.rows() {
        names.entry(row[0]).or_default().push(row[code]);
    }
    names
});
static BY_CODE: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("divisions");
    let code = table.column("code");
    table.rows().map(|row| (row[code], row[0])).collect()
});

/// Shortest and longest name of a division in characters.
const NAME_CHARS: std::ops::RangeInclusive<usize> = 2..=15;

/// The division at the head of the first issuing body, else of the title.
pub(super) fn jurisdiction(cx: &Context<'_>, issuers: &[Text], title: Option<&Text>) -> Option<String> {
    let names = issuers.iter().take(1).chain(title).map(|t| t.text.as_str());
    names.filter_map(|name| leading(name, cx.text)).map(full_name).next()
}

/// The code of the innermost division that a name begins with.
fn leading(name: &str, text: &str) -> Option<&'static str> {
    let mut rest = name.trim_start_matches("中共").trim_start_matches("关于").trim_start_matches("印发");
    rest = rest.trim_start_matches(['《', '〈', ' ']);
    let mut found: Option<&'static str> = None;
    while let Some((division, codes)) = longest(rest) {
        let inside: Vec<&&str> = codes.iter().filter(|c| found.is_none_or(|f| c.starts_with(f))).collect();
        found = match inside.as_slice() {
            [] => return found,
            [one] => Some(**one),
            many => Some(known(many, text)?),
        };
        rest = rest.get(division.len()..)?;
    }
    found
}

/// The longest division name at the head of a text.
fn longest(text: &str) -> Option<(&'static str, &'static [&'static str])> {
    let ends = text
        .char_indices()
        .map(|(at, c)| at + c.len_utf8())
        .take(*NAME_CHARS.end())
        .skip(NAME_CHARS.start() - 1);
    let best = ends.filter_map(|end| BY_NAME.get_key_value(text.get(..end)?)).last();
    best.map(|(name, codes)| (*name, codes.as_slice()))
}

/// So many bytes of a text tell which place it is of.
const HEAD_BYTES: usize = 6000;

/// The one of several divisions of the same name whose city or province the text names.
fn known(codes: &[&&'static str], text: &str) -> Option<&'static str> {
    let head = first_bytes(text, HEAD_BYTES);
    let mut named = codes.iter().filter(|code| {
        let above =
            code.get(..4).and_then(|c| BY_CODE.get(c)).or_else(|| code.get(..2).and_then(|c| BY_CODE.get(c)));
        above.is_some_and(|name| head.contains(name))
    });
    let one = named.next()?;
    named.next().is_none().then_some(**one)
}

/// The names from the province down; fillers such as 市辖区 left out.
fn full_name(code: &str) -> String {
    let names =
        [2, 4, 6].into_iter().filter_map(|len| code.get(..len)).filter_map(|c| BY_CODE.get(c)).copied();
    let names: Vec<&str> =
        names.filter(|n| !matches!(*n, "市辖区" | "县") && !n.contains("直辖县级")).collect();
    names.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn divisions() {
        let check = |name: &str, text: &str| leading(name, text).map(full_name);
        assert_eq!(check("尚志市人民政府", "").as_deref(), Some("黑龙江省/哈尔滨市/尚志市"));
        assert_eq!(check("广东省广州市天河区财政局", "").as_deref(), Some("广东省/广州市/天河区"));
        assert_eq!(check("北京市财政局", "").as_deref(), Some("北京市"));
        assert_eq!(check("鼓楼区人民政府", ""), None);
        assert_eq!(check("鼓楼区人民政府", "南京市鼓楼区").as_deref(), Some("江苏省/南京市/鼓楼区"));
        assert_eq!(check("国务院办公厅", ""), None);
    }
}
