//! Looks up which word a text begins with, and what the word stands for.

use super::terms::Terms;

/// Words with a value each, found by the text they begin.
#[derive(Clone, Debug)]
pub struct Prefixes<T> {
    terms: Terms,
    values: Vec<(&'static str, T)>,
}

impl<T: Copy> Prefixes<T> {
    /// Indexes the words; of equal ones the first counts, empty ones are left out.
    #[must_use]
    pub fn new(words: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let values: Vec<(&'static str, T)> = words.into_iter().collect();
        Self { terms: Terms::new(values.iter().map(|(word, _)| word)), values }
    }

    /// The longest word that `text` begins with.
    #[must_use]
    pub fn longest_at(&self, text: &str) -> Option<(&'static str, T)> {
        self.values.get(self.terms.longest_at(text)?.number as usize).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::Prefixes;

    #[test]
    fn the_longest_word_at_the_head_of_a_text() {
        let words = Prefixes::new([("推进", 1), ("推进会", 2), ("建立", 3), ("a", 4), ("推进", 5)]);
        for (text, expected) in [
            ("推进工作", Some(("推进", 1))),
            ("推进会上", Some(("推进会", 2))),
            ("建立", Some(("建立", 3))),
            ("建", None),
            ("", None),
            ("以推进", None),
            ("a", Some(("a", 4))),
        ] {
            assert_eq!(words.longest_at(text), expected, "{text}");
        }
    }
}
