//! The words of a list that play one role: rows whose `role` cell says so.
//!
//! For the lists that code asks by name. A [`WordSet`] is read when it is first asked for and answers in the order of its list,
//! word by word. Roles of many words, or asked at every character, are a [`HeadSet`] or a [`TailSet`]: found by how they begin or
//! end, the longest first.

use std::ops::Deref;
use std::sync::OnceLock;

use super::{Endings, Lexicon, Terms};

/// Words of one role of `dictionaries/NAME.tsv`; stands in a `static`.
#[derive(Debug)]
pub struct WordSet {
    list: &'static str,
    role: &'static str,
    words: OnceLock<Words>,
}

/// Words, and the marks of the characters they begin and end with: nearly every text is turned away by one look at a mark.
#[derive(Debug)]
struct Words {
    all: Box<[&'static str]>,
    firsts: u128,
    lasts: u128,
}

/// The mark of a character: one of 128 bits.
fn mark(c: Option<char>) -> u128 {
    c.map_or(0, |c| 1 << (u32::from(c) & 127))
}

impl Words {
    /// What of `text` begins with the words' first characters.
    fn rests<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        let places = text.char_indices().filter(|(_, c)| mark(Some(*c)) & self.firsts != 0);
        places.filter_map(|(at, _)| text.get(at..))
    }

    /// Number of the first word that `text` begins with.
    fn head_of(&self, text: &str) -> Option<usize> {
        if mark(text.chars().next()) & self.firsts == 0 {
            return None;
        }
        self.all.iter().position(|word| text.starts_with(word))
    }
}

impl FromIterator<&'static str> for Words {
    fn from_iter<I: IntoIterator<Item = &'static str>>(words: I) -> Self {
        let all: Box<[&str]> = words.into_iter().collect();
        let marks = |of: fn(&str) -> Option<char>| all.iter().fold(0, |marks, word| marks | mark(of(word)));
        let (firsts, lasts) = (marks(|word| word.chars().next()), marks(|word| word.chars().next_back()));
        Self { all, firsts, lasts }
    }
}

impl WordSet {
    /// The words of `list` whose `role` is the given one. ⚙ `tests/layering.rs` holds every such pair against the lists.
    #[must_use]
    pub const fn of(list: &'static str, role: &'static str) -> Self {
        Self { list, role, words: OnceLock::new() }
    }

    /// All words, in the order of the list.
    pub fn words(&self) -> &[&'static str] {
        &self.get().all
    }

    fn get(&self) -> &Words {
        self.words.get_or_init(|| {
            let table = Lexicon::embedded().table(self.list);
            let (term, role) = (table.column("term"), table.column("role"));
            let of_role = table.rows().filter(|row| row.get(role) == Some(&self.role));
            of_role.filter_map(|row| row.get(term).copied()).collect()
        })
    }

    /// Whether `text` is one of the words.
    pub fn has(&self, text: &str) -> bool {
        let words = self.get();
        mark(text.chars().next()) & words.firsts != 0 && words.all.contains(&text)
    }

    /// Whether one of the words stands in `text`.
    pub fn is_in(&self, text: &str) -> bool {
        let words = self.get();
        words.rests(text).any(|rest| words.head_of(rest).is_some())
    }

    /// The first word of the list that stands in `text`, wherever.
    pub fn first_in(&self, text: &str) -> Option<&'static str> {
        let words = self.get();
        let number = words.rests(text).filter_map(|rest| words.head_of(rest)).min()?;
        words.all.get(number).copied()
    }

    /// The first word of the list that `text` begins with.
    pub fn head_of(&self, text: &str) -> Option<&'static str> {
        let words = self.get();
        words.all.get(words.head_of(text)?).copied()
    }

    /// The first word of the list that `text` ends with.
    pub fn tail_of(&self, text: &str) -> Option<&'static str> {
        let words = self.get();
        if mark(text.chars().next_back()) & words.lasts == 0 {
            return None;
        }
        words.all.iter().copied().find(|word| text.ends_with(word))
    }

    /// What follows the first word of the list that `text` begins with.
    pub fn behind<'t>(&self, text: &'t str) -> Option<&'t str> {
        text.strip_prefix(self.head_of(text)?)
    }

    /// What stands before the first word of the list that `text` ends with.
    pub fn before<'t>(&self, text: &'t str) -> Option<&'t str> {
        text.strip_suffix(self.tail_of(text)?)
    }
}

/// The words of one role behind an index; stands in a `static` and answers like the index.
#[derive(Debug)]
pub struct RoleIndex<I> {
    words: WordSet,
    index: OnceLock<I>,
}

/// The words of one role that a text begins with or holds.
pub type HeadSet = RoleIndex<Terms>;
/// The words of one role that a text ends with.
pub type TailSet = RoleIndex<Endings>;

impl<I> RoleIndex<I> {
    /// As [`WordSet::of`].
    #[must_use]
    pub const fn of(list: &'static str, role: &'static str) -> Self {
        let words = WordSet { list, role, words: OnceLock::new() };
        Self { words, index: OnceLock::new() }
    }
}

impl<I: FromIterator<&'static str>> Deref for RoleIndex<I> {
    type Target = I;

    fn deref(&self) -> &I {
        self.index.get_or_init(|| self.words.words().iter().copied().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::{HeadSet, TailSet, WordSet};

    static DRAFTS: WordSet = WordSet::of("title_words", "stage");

    #[test]
    fn words_of_one_role() {
        assert!(DRAFTS.has("草案") && !DRAFTS.has("印发"));
        for (text, within, head, tail) in [
            ("渡口管理办法草案", Some("草案"), None, Some("草案")),
            ("送审稿的说明", Some("送审稿"), Some("送审稿"), None),
            ("渡口管理办法", None, None, None),
            ("", None, None, None),
        ] {
            assert_eq!(DRAFTS.first_in(text), within, "{text}");
            assert_eq!(DRAFTS.head_of(text), head, "{text}");
            assert_eq!(DRAFTS.tail_of(text), tail, "{text}");
        }
        assert_eq!(DRAFTS.behind("送审稿的说明"), Some("的说明"));
        assert_eq!(DRAFTS.before("渡口管理办法草案"), Some("渡口管理办法"));
    }

    #[test]
    fn an_index_answers_with_the_longest() {
        static HEADS: HeadSet = HeadSet::of("title_words", "stage");
        static TAILS: TailSet = TailSet::of("title_words", "stage");
        assert!(HEADS.begins("送审稿的说明") && !HEADS.begins("渡口送审稿"));
        assert!(TAILS.ends("渡口办法送审稿") && !TAILS.ends("送审稿的说明"));
        let found = TAILS.longest_of("渡口办法征求意见稿").map(|found| found.start);
        assert_eq!(found, Some("渡口办法".len()));
    }
}
