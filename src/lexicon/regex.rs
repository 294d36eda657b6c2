//! Patterns that are compiled as far as they are used.
//!
//! A compiled pattern has two halves: the program that says what matches, and automata built from it that find matches fast in
//! much text. The automata (a second program read backwards, a search for the literals, tables) cost two thirds of compiling;
//! on one paper most patterns never earn that. So a pattern begins with the program alone, which short texts are tried with by
//! backtracking, and gets the automata once it has read [`ENOUGH`] bytes. What matches is the same with both.

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::{Index, Range};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use regex_automata::PatternID;
use regex_automata::meta;
use regex_automata::nfa::thompson::backtrack::{BoundedBacktracker, Cache};
use regex_automata::nfa::thompson::{self, NFA};
use regex_automata::util::captures;
use regex_syntax::hir::Hir;

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
    brief: BoundedBacktracker,
    /// With automata.
    full: OnceLock<meta::Regex>,
    /// Bytes read without automata.
    read: AtomicUsize,
    /// Whether short texts never earn it automata.
    is_lean: bool,
}

/// What a text is tried with.
enum Form<'r> {
    Brief(&'r BoundedBacktracker),
    Full(&'r meta::Regex),
}

thread_local! {
    /// The memory of backtracking, lent to one pattern after another.
    static CACHE: RefCell<Option<Cache>> = const { RefCell::new(None) };
}

impl Regex {
    /// Compiles a pattern.
    ///
    /// # Errors
    /// When the pattern is wrong or its program larger than two mebibytes.
    pub fn new(pattern: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let hir = regex_syntax::parse(pattern)?;
        let config = NFA::config().nfa_size_limit(Some(SIZE_LIMIT));
        let program = thompson::Compiler::new().configure(config).build_from_hir(&hir)?;
        let brief = BoundedBacktracker::new_from_nfa(program)?;
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
        if self.is_lean && bytes <= SHORT.min(self.brief.max_haystack_len()) {
            return Form::Brief(&self.brief);
        }
        if let Some(full) = self.full.get() {
            return Form::Full(full);
        }
        // Which thread counts what is of no matter: both forms find the same.
        let read = self.read.fetch_add(bytes, Ordering::Relaxed).saturating_add(bytes);
        if read <= ENOUGH && bytes <= self.brief.max_haystack_len() {
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
            Form::Brief(brief) => with_cache(brief, |cache| brief.try_is_match(cache, text)) == Ok(true),
            Form::Full(full) => full.is_match(text),
        }
    }

    /// The first match.
    #[must_use]
    pub fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        let found = match self.form(text.len()) {
            Form::Brief(brief) => with_cache(brief, |cache| brief.try_find(cache, text)).ok().flatten(),
            Form::Full(full) => full.find(text),
        };
        Some(Match::new(text, found?.range()))
    }

    /// All matches that do not overlap, in order.
    pub fn find_iter<'r, 't>(&'r self, text: &'t str) -> impl Iterator<Item = Match<'t>> + use<'r, 't> {
        let (few, many) = match self.form(text.len()) {
            Form::Brief(brief) => {
                let all =
                    |cache: &mut Cache| brief.try_find_iter(cache, text).map_while(Result::ok).collect();
                (with_cache(brief, all), None)
            }
            Form::Full(full) => (Vec::new(), Some(full.find_iter(text))),
        };
        few.into_iter().chain(many.into_iter().flatten()).map(move |found| Match::new(text, found.range()))
    }

    /// The first match with its groups.
    #[must_use]
    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        let groups = match self.form(text.len()) {
            Form::Brief(brief) => {
                let mut groups = brief.create_captures();
                with_cache(brief, |cache| brief.try_captures(cache, text, &mut groups)).ok()?;
                groups
            }
            Form::Full(full) => {
                let mut groups = full.create_captures();
                full.captures(text, &mut groups);
                groups
            }
        };
        groups.is_match().then_some(Captures { text, groups })
    }

    /// All matches that do not overlap with their groups, in order.
    pub fn captures_iter<'r, 't>(
        &'r self,
        text: &'t str,
    ) -> impl Iterator<Item = Captures<'t>> + use<'r, 't> {
        let (few, many) = match self.form(text.len()) {
            Form::Brief(brief) => {
                let all =
                    |cache: &mut Cache| brief.try_captures_iter(cache, text).map_while(Result::ok).collect();
                (with_cache(brief, all), None)
            }
            Form::Full(full) => (Vec::new(), Some(full.captures_iter(text))),
        };
        few.into_iter().chain(many.into_iter().flatten()).map(move |groups| Captures { text, groups })
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
        self.brief.get_nfa().group_info().pattern_names(PatternID::ZERO).flatten()
    }
}

/// Runs a search with the thread's memory for backtracking. What it finds is whole: [`Regex::form`] hands it no text that is too
/// long for it.
fn with_cache<T>(brief: &BoundedBacktracker, search: impl FnOnce(&mut Cache) -> T) -> T {
    CACHE.with_borrow_mut(|lent| {
        if let Some(cache) = lent {
            cache.reset(brief);
        }
        search(lent.get_or_insert_with(|| brief.create_cache()))
    })
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
#[derive(Clone, Debug)]
pub struct Captures<'t> {
    text: &'t str,
    groups: captures::Captures,
}

impl<'t> Captures<'t> {
    /// A group by its number, the whole match by 0; `None` when it took no part.
    #[must_use]
    pub fn get(&self, group: usize) -> Option<Match<'t>> {
        let range = self.groups.get_group(group)?.range();
        Some(Match::new(self.text, range))
    }

    /// A group by its name.
    #[must_use]
    pub fn name(&self, name: &str) -> Option<Match<'t>> {
        let range = self.groups.get_group_by_name(name)?.range();
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
    fn lean_patterns_stay_so_on_short_texts() {
        let regex = Regex::lean("甲[^。]{0,40}乙").expect("pattern");
        for _ in 0..2 * ENOUGH / SHORT {
            assert!(!regex.is_match(&"甲".repeat(SHORT / 3)));
        }
        assert!(regex.full.get().is_none());
        assert!(regex.is_match(&("子".repeat(SHORT) + "甲丙乙")));
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
