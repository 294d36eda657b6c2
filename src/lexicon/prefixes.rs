//! Looks up which word a text begins with: one table look for most places, a few comparisons for the rest.

/// Slots for first characters; a power of two, large enough that few characters share one.
const SLOTS: usize = 1 << 12;

/// Words with a value each, found by the text they begin.
#[derive(Clone, Debug)]
pub struct Prefixes<T> {
    /// Sorted by slot, within a slot the longest first.
    words: Vec<(&'static str, T)>,
    /// Where the words of a slot begin; one more entry than slots.
    starts: Vec<u32>,
}

impl<T: Copy> Prefixes<T> {
    /// Indexes the words; of equal ones the first counts, empty ones are left out.
    #[must_use]
    pub fn new(words: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut words: Vec<(&'static str, T)> = words.into_iter().filter(|(w, _)| !w.is_empty()).collect();
        words.sort_by_key(|(w, _)| (slot(w), std::cmp::Reverse(w.len()), *w));
        words.dedup_by_key(|(w, _)| *w);
        let mut starts = vec![0u32; SLOTS + 1];
        for (w, _) in &words {
            starts[slot(w) + 1] += 1;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        Self { words, starts }
    }

    /// The longest word that `text` begins with.
    #[must_use]
    pub fn longest_at(&self, text: &str) -> Option<(&'static str, T)> {
        let slot = slot(text);
        let words = self.words.get(self.starts[slot] as usize..self.starts[slot + 1] as usize)?;
        words.iter().find(|(w, _)| text.starts_with(w)).copied()
    }
}

/// The slot of the first character, by the low bits of its last two bytes; 0 for an empty text.
fn slot(text: &str) -> usize {
    match text.as_bytes() {
        [_, second, third, ..] => ((usize::from(*second) << 6) ^ usize::from(*third)) & (SLOTS - 1),
        [first, ..] => usize::from(*first),
        [] => 0,
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
