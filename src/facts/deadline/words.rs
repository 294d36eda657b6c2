//! The words around a time that decide what it is; the lists stand in `dictionaries/time_words.tsv`.

use std::sync::{LazyLock, OnceLock};

use regex::Regex;

use crate::lexicon::Lexicon;

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
    EventAct,
    Acts,
    Grants,
}

const NAMES: [&str; 31] = [
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
    "event_act",
    "acts",
    "grants",
];

/// A list of words and one expression that finds any of them, made when it is first asked for.
struct List {
    words: Vec<String>,
    any: OnceLock<Option<Regex>>,
}

/// The lists by role, longest word first.
static LISTS: LazyLock<Vec<List>> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("time_words");
    let (role, term) = (table.column("role"), table.column("term"));
    let list = |name: &&str| {
        let of_role = table.rows().iter().filter(|row| row[role] == **name);
        let mut words: Vec<String> = of_role.map(|row| row[term].clone()).collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        List { words, any: OnceLock::new() }
    };
    NAMES.iter().map(list).collect()
});

impl List {
    fn any(&self) -> Option<&Regex> {
        let made = self.any.get_or_init(|| {
            let words: Vec<String> = self.words.iter().map(|word| regex::escape(word)).collect();
            Regex::new(&words.join("|")).ok()
        });
        made.as_ref()
    }
}

impl Role {
    fn words(self) -> &'static [String] {
        LISTS.get(self as usize).map_or(&[], |list| &list.words)
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
        LISTS.get(self as usize).and_then(List::any).is_some_and(|any| any.is_match(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_words_and_every_word_a_role() {
        let table = Lexicon::embedded().table("time_words");
        let role = table.column("role");
        assert!(LISTS.iter().all(|list| !list.words.is_empty() && list.any().is_some()));
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
