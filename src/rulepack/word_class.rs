//! A class of words that meets others. Most classes are nothing but words, which are looked for as such; the others are patterns.

use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use super::literals;
use super::pattern::{Literals, Pattern};
use crate::lexicon::{Literal, Terms};

/// Words, or a pattern, of one kind.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WordClass {
    pattern: Pattern,
    /// All it can match, when that is a choice of words.
    words: Option<Literals>,
    #[serde(skip)]
    terms: Arc<OnceLock<Terms>>,
}

impl WordClass {
    /// Reads a class, written as a pattern.
    ///
    /// # Errors
    /// What is wrong with it, in Chinese.
    pub(super) fn read(source: &str) -> Result<Self, String> {
        let (pattern, hir) = Pattern::parse(source)?;
        let words = literals::words(&hir).map(|words| Literals::of(&words));
        Ok(Self { pattern, words, terms: Arc::default() })
    }

    /// Whether it is nothing but words, which are found sooner than what a pattern matches.
    pub(crate) const fn is_plain(&self) -> bool {
        self.words.is_some()
    }

    /// The class as a pattern.
    pub(super) fn pattern(&self) -> &Pattern {
        &self.pattern
    }

    /// What leads a search to a place where each of the classes has a word: the rarest set of literals of them all; empty when no
    /// set is worth searching for.
    pub(super) fn leads(classes: &[Self]) -> Literals {
        let mut sets = Vec::new();
        for class in classes {
            match &class.words {
                Some(words) => sets.push(words.iter().map(str::to_owned).collect()),
                None => sets.extend(class.pattern.sets()),
            }
        }
        Literals::of(&literals::leads(&sets, &[]).0)
    }

    /// The byte ranges of its words in `text`, none overlapping, of those that begin at one place the longest; `None` when there is
    /// no word. `holds` tells whether a literal stands in the text.
    pub(crate) fn places(&self, text: &str, holds: impl Fn(&Literal) -> bool) -> Option<Vec<(usize, usize)>> {
        let mut places: Vec<(usize, usize)> = Vec::new();
        if let Some(words) = &self.words {
            let terms = self.terms.get_or_init(|| Terms::new(words.iter()));
            terms.visit(text, |found| {
                if places.last().is_none_or(|last| last.1 <= found.start) {
                    places.push((found.start, found.end));
                }
            });
        } else {
            places
                .extend(self.pattern.for_stretch(text, holds)?.find_iter(text).map(|m| (m.start(), m.end())));
        }
        (!places.is_empty()).then_some(places)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_from_patterns() {
        for (source, count) in [
            ("税收|税款|留成", Some(3)),
            ("(?:本|外)地企业", Some(2)),
            ("[0-9]+%", None),
            ("企业.{0,4}税", None),
            ("外地", Some(1)),
        ] {
            let class = WordClass::read(source).expect("a class");
            assert_eq!(class.words.map(|words| words.iter().count()), count, "{source}");
        }
    }

    #[test]
    fn both_kinds_find_the_same() {
        let text = "本地企业按税款返还，外地企业按税收留成";
        for (words, pattern) in
            [("税收留成|税款|税收", "税收(?:留成)?|税款"), ("本地企业|企业", "(?:本地)?企业")]
        {
            let places = |source| {
                WordClass::read(source).expect("a class").places(text, |literal| literal.is_in(text))
            };
            assert_eq!(places(words), places(pattern), "{words}");
        }
        assert_eq!(WordClass::read("外省").expect("a class").places(text, |_| true), None);
    }
}
