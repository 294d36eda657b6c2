//! Patterns that are compiled as far as they are used.
//!
//! Automata (`regex-automata`) find matches fast in much text, but building them, and the program over bytes that they are built
//! from, costs more than most patterns ever earn on one paper. So a pattern begins in the form of `regex-lite`, a program over
//! characters: a class of them is one step there, where bytes need a dozen. It gets automata once it has read [`ENOUGH`] bytes.
//! What matches is the same with both: the leftmost match, and of several there the one that the order of the pattern prefers.

use std::borrow::Cow;
use std::ops::{Index, Range};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use regex_automata::meta;
use regex_automata::util::captures;
use regex_syntax::hir::{Hir, print::Printer};

/// Bytes read after which automata are worth their price.
const ENOUGH: usize = 8 << 10;
/// Bytes of a text in which a lean pattern is always tried without automata.
const SHORT: usize = 2 << 10;
/// Largest program in bytes; refuses patterns that explode.
const SIZE_LIMIT: usize = 2 << 20;

/// A pattern; the syntax is that of `regex`.
#[derive(Debug)]
pub struct Regex {
    hir: Hir,
    brief: regex_lite::Regex,
    /// With automata.
    full: OnceLock<meta::Regex>,
    /// Bytes read without automata.
    read: AtomicUsize,
    /// Whether short texts never earn it automata.
    is_lean: bool,
}

/// What a text is tried with.
enum Form<'r> {
    Brief(&'r regex_lite::Regex),
    Full(&'r meta::Regex),
}

impl Regex {
    /// Compiles a pattern.
    ///
    /// # Errors
    /// When the pattern is wrong or its program larger than two mebibytes.
    pub fn new(pattern: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let hir = regex_syntax::parse(pattern)?;
        if hir.properties().look_set().contains_word() {
            return Err("词的边界（\\b、\\<）在中文里没有意义".into());
        }
        // Printed anew, classes such as \d and \s name all their characters; regex-lite by itself means the ASCII ones.
        let mut plain = String::new();
        Printer::new().print(&hir, &mut plain)?;
        let brief = regex_lite::RegexBuilder::new(&plain).size_limit(SIZE_LIMIT).build()?;
        Ok(Self { hir, brief, full: OnceLock::new(), read: AtomicUsize::new(0), is_lean: false })
    }

    /// The same for a pattern with wide bounds that few texts reach: its automata would take most of the memory of a long run.
    ///
    /// # Errors
    /// As [`Regex::new`].
    pub fn lean(pattern: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Self::new(pattern).map(|regex| Self { is_lean: true, ..regex })
    }

    /// The form for a text of so many bytes.
    fn form(&self, bytes: usize) -> Form<'_> {
        if self.is_lean && bytes <= SHORT {
            return Form::Brief(&self.brief);
        }
        if let Some(full) = self.full.get() {
            return Form::Full(full);
        }
        // Which thread counts what is of no matter: both forms find the same.
        let read = self.read.fetch_add(bytes, Ordering::Relaxed).saturating_add(bytes);
        if read <= ENOUGH {
            return Form::Brief(&self.brief);
        }
        Form::Full(self.full.get_or_init(|| {
            // Its program was small enough, and the automata grow within bounds of their own.
            let config = meta::Config::new().nfa_size_limit(None);
            let built = meta::Regex::builder().configure(config).build_from_hir(&self.hir);
            built.unwrap_or_else(|error| panic!("{error}"))
        }))
    }

    /// Whether a match stands in the text.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        match self.form(text.len()) {
            Form::Brief(brief) => brief.is_match(text),
            Form::Full(full) => full.is_match(text),
        }
    }

    /// The first match.
    #[must_use]
    pub fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        let found = match self.form(text.len()) {
            Form::Brief(brief) => brief.find(text).map(|found| found.range()),
            Form::Full(full) => full.find(text).map(|found| found.range()),
        };
        Some(Match::new(text, found?))
    }

    /// All matches that do not overlap, in order.
    pub fn find_iter<'r, 't>(&'r self, text: &'t str) -> impl Iterator<Item = Match<'t>> + use<'r, 't> {
        let (few, many) = match self.form(text.len()) {
            Form::Brief(brief) => (Some(brief.find_iter(text)), None),
            Form::Full(full) => (None, Some(full.find_iter(text))),
        };
        let few = few.into_iter().flatten().map(|found| found.range());
        let many = many.into_iter().flatten().map(|found| found.range());
        few.chain(many).map(move |range| Match::new(text, range))
    }

    /// The first match with its groups.
    #[must_use]
    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        let groups = match self.form(text.len()) {
            Form::Brief(brief) => Groups::Brief(brief.captures(text)?),
            Form::Full(full) => {
                let mut groups = full.create_captures();
                full.captures(text, &mut groups);
                Groups::Full(Some(groups).filter(captures::Captures::is_match)?)
            }
        };
        Some(Captures { text, groups })
    }

    /// All matches that do not overlap with their groups, in order.
    pub fn captures_iter<'r, 't>(
        &'r self,
        text: &'t str,
    ) -> impl Iterator<Item = Captures<'t>> + use<'r, 't> {
        let (few, many) = match self.form(text.len()) {
            Form::Brief(brief) => (Some(brief.captures_iter(text)), None),
            Form::Full(full) => (None, Some(full.captures_iter(text))),
        };
        let few = few.into_iter().flatten().map(Groups::Brief);
        let many = many.into_iter().flatten().map(Groups::Full);
        few.chain(many).map(move |groups| Captures { text, groups })
    }

    /// The text without its first match.
    #[must_use]
    pub fn cut<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let Some(found) = self.find(text) else { return Cow::Borrowed(text) };
        let (before, after) =
            (text.get(..found.start).unwrap_or_default(), text.get(found.end..).unwrap_or_default());
        Cow::Owned([before, after].concat())
    }

    /// The names of the named groups.
    pub fn group_names(&self) -> impl Iterator<Item = &str> {
        self.brief.capture_names().flatten()
    }
}

/// A match in a text; places are bytes.
#[derive(Clone, Copy, Debug)]
pub struct Match<'t> {
    text: &'t str,
    start: usize,
    end: usize,
}

impl<'t> Match<'t> {
    fn new(text: &'t str, range: Range<usize>) -> Self {
        Self { text, start: range.start, end: range.end }
    }

    /// Where it begins.
    #[must_use]
    pub fn start(&self) -> usize {
        self.start
    }

    /// Where it ends.
    #[must_use]
    pub fn end(&self) -> usize {
        self.end
    }

    /// Both.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Its bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether it matched without a character.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// Its words.
    #[must_use]
    pub fn as_str(&self) -> &'t str {
        // A pattern over text begins and ends at characters.
        self.text.get(self.range()).unwrap_or_default()
    }
}

/// A match with its groups.
#[derive(Debug)]
pub struct Captures<'t> {
    text: &'t str,
    groups: Groups<'t>,
}

/// The groups as the form has found them.
#[derive(Debug)]
enum Groups<'t> {
    Brief(regex_lite::Captures<'t>),
    Full(captures::Captures),
}

impl<'t> Captures<'t> {
    /// A group by its number, the whole match by 0; `None` when it took no part.
    #[must_use]
    pub fn get(&self, group: usize) -> Option<Match<'t>> {
        let range = match &self.groups {
            Groups::Brief(groups) => groups.get(group)?.range(),
            Groups::Full(groups) => groups.get_group(group)?.range(),
        };
        Some(Match::new(self.text, range))
    }

    /// A group by its name.
    #[must_use]
    pub fn name(&self, name: &str) -> Option<Match<'t>> {
        let range = match &self.groups {
            Groups::Brief(groups) => groups.name(name)?.range(),
            Groups::Full(groups) => groups.get_group_by_name(name)?.range(),
        };
        Some(Match::new(self.text, range))
    }
}

impl Index<usize> for Captures<'_> {
    type Output = str;

    /// The words of a group; empty when it took no part.
    fn index(&self, group: usize) -> &str {
        self.get(group).map_or("", |found| found.as_str())
    }
}

impl Index<&str> for Captures<'_> {
    type Output = str;

    /// The words of a group; empty when it took no part.
    fn index(&self, name: &str) -> &str {
        self.name(name).map_or("", |found| found.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_find_the_same() {
        let pattern = "(?P<who>[一-鿿]{2,4}局)(?:应当|须)(?P<what>[^，。]{1,8})?|(?P<day>[0-9]{1,2})日";
        let text = "财政局应当拨付，教育局须，3日内；民政局应当登记。12日";
        let regex = Regex::new(pattern).expect("pattern");
        let told = |regex: &Regex| -> Vec<_> {
            regex
                .captures_iter(text)
                .map(|c| {
                    (
                        c.get(0).map(|m| m.range()),
                        c["who"].to_owned(),
                        c["what"].to_owned(),
                        c["day"].to_owned(),
                    )
                })
                .collect()
        };
        let brief = told(&regex);
        assert!(regex.full.get().is_none());
        assert_eq!(brief.len(), 5);
        assert_eq!(brief[0].1, "财政局");
        while regex.full.get().is_none() {
            assert!(regex.is_match(text));
        }
        assert_eq!(told(&regex), brief);
        let places: Vec<_> = regex.find_iter(text).map(|m| Some(m.range())).collect();
        assert_eq!(places, brief.iter().map(|found| found.0.clone()).collect::<Vec<_>>());
    }

    #[test]
    fn classes_are_those_of_any_script() {
        for (pattern, text) in [
            (r"\d+", "共３４件"),
            (r"\s第", "\u{3000}第"),
            (r"\w+", "-渡口a"),
            (".", "\n渡"),
            ("(?i)ａ", "Ａ"),
        ] {
            let regex = Regex::new(pattern).expect("pattern");
            let place = |regex: &Regex| regex.find(text).map(|found| found.range());
            let brief = place(&regex);
            assert!(brief.is_some() && regex.full.get().is_none(), "{pattern}");
            while regex.full.get().is_none() {
                assert!(regex.is_match(text));
            }
            assert_eq!(place(&regex), brief, "{pattern}");
        }
        assert!(Regex::new(r"\b渡口").is_err());
    }

    #[test]
    fn lean_patterns_stay_so_on_short_texts() {
        let regex = Regex::lean("甲[^。]{0,40}乙").expect("pattern");
        for _ in 0..2 * ENOUGH / SHORT {
            assert!(!regex.is_match(&"甲".repeat(SHORT / 3)));
        }
        assert!(regex.full.get().is_none());
        assert!(regex.is_match(&("子".repeat(ENOUGH) + "甲丙乙")));
        assert!(regex.full.get().is_some());
    }

    #[test]
    fn much_text_gets_automata_at_once() {
        let regex = Regex::new("甲+乙").expect("pattern");
        assert!(!regex.is_match(&"甲".repeat(ENOUGH)));
        assert!(regex.full.get().is_some());
    }

    #[test]
    fn first_match_is_cut() {
        let regex = Regex::new("^(?:其中|同时)").expect("pattern");
        assert_eq!(regex.cut("其中其中三件"), "其中三件");
        assert_eq!(regex.cut("三件其中"), "三件其中");
        assert!(Regex::new("(").is_err());
        assert!(Regex::new("(?:[一-鿿]{1000}){1000}").is_err(), "too large");
    }
}
