//! How documents are named: titles and numbers in a form in which the same name is always the same key.

use crate::lexicon::WordSet;
use crate::text::letters;

/// How a draft's name ends, in brackets.
static DRAFTS: WordSet = WordSet::of("title_words", "stage");
/// What a notice does with the document it brings.
static ISSUES: WordSet = WordSet::of("title_words", "issue");
/// How such a notice ends.
static ENDS: WordSet = WordSet::of("title_words", "ending");
/// Shortest name that tells a document from others.
const SHORTEST: usize = 6;

/// A 64-bit key of some words (FNV-1a, then a full mix, so that near words are far apart).
pub(super) fn hash(words: &[&str]) -> u64 {
    let mut state = 0xcbf2_9ce4_8422_2325_u64;
    for word in words {
        for byte in word.bytes().chain([0xff]) {
            state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    mix(state)
}

/// Finaliser of splitmix64.
pub(super) const fn mix(mut x: u64) -> u64 {
    x ^= x >> 30;
    x = x.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x ^= x >> 27;
    x = x.wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// A title without the brackets that tell how far a draft has come, and without marks.
pub(super) fn stem(title: &str) -> String {
    let inner = names(title).pop().unwrap_or_default();
    let mut stem = inner.as_str();
    while let Some(rest) = DRAFTS.before(stem) {
        stem = rest;
    }
    stem.to_owned()
}

/// The plain names of a document: its title and, of a notice that issues another, that of the other.
pub(super) fn names(title: &str) -> Vec<String> {
    let whole = letters(title);
    let inner = ISSUES.words().iter().filter_map(|verb| {
        let (before, rest) = title.split_once(verb)?;
        let end = ENDS.before(rest.trim_end())?;
        before.contains("关于").then(|| letters(end))
    });
    let inner = inner.filter(|n| n.chars().count() >= SHORTEST).min_by_key(String::len);
    std::iter::once(whole).chain(inner).collect()
}

/// Whether a text ends in what a notice does with the document it brings: `关于印发`.
pub(super) fn issues(text: &str) -> bool {
    ISSUES.tail_of(text).is_some()
}

/// The key of a title; short ones name many documents.
pub(super) fn title(title: &str) -> Option<u64> {
    let plain = letters(title);
    (plain.chars().count() >= SHORTEST).then(|| hash(&["title", &plain]))
}

/// The key of a number that is whole.
pub(super) fn number(
    body_code: Option<&str>,
    year: Option<u16>,
    serial: Option<impl Into<u64>>,
) -> Option<u64> {
    let (code, year, serial) = (body_code?, year?, serial?.into());
    Some(hash(&["number", code, &year.to_string(), &serial.to_string()]))
}

/// The first year of a text.
pub(super) fn year(text: &str) -> Option<i16> {
    text.match_indices('年').find_map(|(at, _)| {
        let digits = text.get(at.checked_sub(4)?..at)?;
        digits.parse().ok().filter(|y| (1949..=2100).contains(y))
    })
}

#[cfg(test)]
mod tests {
    use super::{names, number, stem, title, year};

    #[test]
    fn names_of_documents() {
        let check = |title: &str, expect: &[&str]| assert_eq!(names(title), expect, "{title}");
        check("海东县渡口管理办法", &["海东县渡口管理办法"]);
        check(
            "海东县人民政府办公室关于印发《海东县渡口管理办法》的通知",
            &["海东县人民政府办公室关于印发海东县渡口管理办法的通知", "海东县渡口管理办法"],
        );
        check("关于印发方案的通知", &["关于印发方案的通知"]);
        check("关于做好春耕工作的通知", &["关于做好春耕工作的通知"]);
        assert_eq!(stem("海东县渡口管理办法（送审稿）"), "海东县渡口管理办法");
        assert_eq!(stem("关于印发《海东县渡口管理办法》的通知"), "海东县渡口管理办法");
    }

    #[test]
    fn keys() {
        assert_eq!(title("《海东县渡口管理办法》"), title("海东县 渡口管理办法"));
        assert_ne!(title("海东县渡口管理办法"), title("海西县渡口管理办法"));
        assert_eq!(title("办法"), None);
        assert_eq!(number(Some("东政"), Some(2020), None::<u64>), None);
        assert_ne!(
            number(Some("东政"), Some(2020), Some(11u32)),
            number(Some("东政"), Some(2020), Some(1u32))
        );
        assert_eq!(year("在2023年度工作中"), Some(2023));
        assert_eq!(year("十年来"), None);
    }
}
