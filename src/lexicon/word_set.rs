//! Asks whether any of many words stands in a text, in one pass over it.

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};

/// A set of words with one automaton over all of them.
pub struct WordSet(Option<CharwiseDoubleArrayAhoCorasick<u32>>);

impl WordSet {
    /// Compiles the words; empty and repeated ones are left out.
    #[must_use]
    pub fn new<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> Self {
        let words: std::collections::BTreeSet<String> =
            words.into_iter().map(|w| w.as_ref().to_owned()).filter(|w| !w.is_empty()).collect();
        // The builder refuses only an empty list here; no word stands in any text then.
        Self(CharwiseDoubleArrayAhoCorasickBuilder::new().build(words).ok())
    }

    /// Whether one of the words stands in `text`.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        self.0.as_ref().is_some_and(|automaton| automaton.find_iter(text).next().is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::WordSet;

    #[test]
    fn finds_any_word() {
        let set = WordSet::new(["不得", "严禁", "", "不得"]);
        assert!(set.is_in("任何单位不得拒绝"));
        assert!(!set.is_in("任何单位可以拒绝"));
        assert!(!WordSet::new(Vec::<String>::new()).is_in("不得"));
    }
}
