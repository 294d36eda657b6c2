//! The words around a time that decide what it is; the lists stand in `dictionaries/time_words.tsv`.

use std::sync::LazyLock;

use crate::lexicon::{Lexicon, WordSet};

/// What a word says of the time beside it; each is explained at the head of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    To,
    From,
    Label,
    Page,
    LookBack,
    Limit,
    Capped,
    Foreign,
    Done,
    Soft,
    Verb,
    Goal,
    Make,
    Paper,
    Attribute,
    Issue,
    Routine,
    Money,
    BadWithin,
    Wait,
    Will,
    Meeting,
    Report,
    Plan,
    Kind,
    Publish,
    Effect,
    Ongoing,
}

const NAMES: [&str; 28] = [
    "to",
    "from",
    "label",
    "page",
    "look_back",
    "limit",
    "capped",
    "foreign",
    "done",
    "soft",
    "verb",
    "goal",
    "make",
    "paper",
    "attribute",
    "issue",
    "routine",
    "money",
    "bad_within",
    "wait",
    "will",
    "meeting",
    "report",
    "plan",
    "kind",
    "publish",
    "effect",
    "ongoing",
];

/// The lists by role, longest word first.
static WORDS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("time_words");
    let (role, term) = (table.column("role"), table.column("term"));
    let list = |name: &&str| {
        let of_role = table.rows().iter().filter(|row| row[role] == **name);
        let mut terms: Vec<String> = of_role.map(|row| row[term].clone()).collect();
        terms.sort_by_key(|term| std::cmp::Reverse(term.len()));
        terms
    };
    NAMES.iter().map(list).collect()
});

/// The same lists as automata.
static SETS: LazyLock<Vec<WordSet>> = LazyLock::new(|| WORDS.iter().map(WordSet::new).collect());

impl Role {
    fn words(self) -> &'static [String] {
        WORDS.get(self as usize).map_or(&[], Vec::as_slice)
    }

    /// The longest word of the list that `head` ends with.
    pub(super) fn ends(self, head: &str) -> Option<&'static str> {
        self.words().iter().find(|word| head.ends_with(word.as_str())).map(String::as_str)
    }

    /// The longest word of the list that `tail` starts with.
    pub(super) fn starts(self, tail: &str) -> Option<&'static str> {
        self.words().iter().find(|word| tail.starts_with(word.as_str())).map(String::as_str)
    }

    /// Whether a word of the list stands in `text`.
    pub(super) fn stands_in(self, text: &str) -> bool {
        SETS.get(self as usize).is_some_and(|set| set.is_in(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_words_and_every_word_a_role() {
        let table = Lexicon::embedded().table("time_words");
        let role = table.column("role");
        assert!(WORDS.iter().all(|words| !words.is_empty()));
        for row in table.rows() {
            assert!(NAMES.contains(&row[role].as_str()), "{}", row[role]);
        }
    }

    #[test]
    fn longest_word_wins() {
        assert_eq!(Role::To.ends("政策延长至"), Some("延长至"));
        assert_eq!(Role::Wait.starts("以上的"), Some("以上"));
    }
}
