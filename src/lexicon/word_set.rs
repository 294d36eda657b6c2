//! The words of a list that play one role: rows whose `role` cell says so.
//!
//! For the short lists that code asks by name. A set is read when it is first asked for and answers in the order of its list,
//! word by word; lists of hundreds of words are for [`super::Terms`] and [`super::Endings`].

use std::sync::OnceLock;

use super::Lexicon;

/// Words of one role of `dictionaries/NAME.tsv`; stands in a `static`.
#[derive(Debug)]
pub struct WordSet {
    list: &'static str,
    role: &'static str,
    words: OnceLock<Box<[&'static str]>>,
}

impl WordSet {
    /// The words of `list` whose `role` is the given one. ⚙ `tests/layering.rs` holds every such pair against the lists.
    #[must_use]
    pub const fn of(list: &'static str, role: &'static str) -> Self {
        Self { list, role, words: OnceLock::new() }
    }

    /// All words, in the order of the list.
    pub fn words(&self) -> &[&'static str] {
        self.words.get_or_init(|| {
            let table = Lexicon::embedded().table(self.list);
            let (term, role) = (table.column("term"), table.column("role"));
            let of_role = table.rows().filter(|row| row.get(role) == Some(&self.role));
            of_role.filter_map(|row| row.get(term).copied()).collect()
        })
    }

    fn find(&self, is: impl Fn(&str) -> bool) -> Option<&'static str> {
        self.words().iter().copied().find(|word| is(word))
    }

    /// Whether `text` is one of the words.
    pub fn has(&self, text: &str) -> bool {
        self.find(|word| text == word).is_some()
    }

    /// Whether one of the words stands in `text`.
    pub fn is_in(&self, text: &str) -> bool {
        self.first_in(text).is_some()
    }

    /// The first word of the list that stands in `text`, wherever.
    pub fn first_in(&self, text: &str) -> Option<&'static str> {
        self.find(|word| text.contains(word))
    }

    /// The first word of the list that `text` begins with.
    pub fn head_of(&self, text: &str) -> Option<&'static str> {
        self.find(|word| text.starts_with(word))
    }

    /// The first word of the list that `text` ends with.
    pub fn tail_of(&self, text: &str) -> Option<&'static str> {
        self.find(|word| text.ends_with(word))
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

#[cfg(test)]
mod tests {
    use super::WordSet;

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
}
