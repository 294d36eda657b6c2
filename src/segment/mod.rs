//! Words of a query: jieba with the names of units and laws and the words of the user.
//!
//! Only queries are cut, never the index, so a new word needs no rebuild. The dictionary is loaded when a text is first
//! cut that is not known as a whole: most queries are short and never need it.

use std::collections::HashSet;
use std::sync::OnceLock;

use jieba_rs::Jieba;

use crate::lexicon::{Lexicon, fold_law_name};

/// Level words before the name of a unit.
const LEVELS: &[&str] = &["", "省", "市", "县", "区"];

/// Cuts texts into words.
#[derive(Default)]
pub struct Segmenter {
    own: Vec<String>,
    known: OnceLock<HashSet<String>>,
    jieba: OnceLock<Jieba>,
}

impl Segmenter {
    /// A segmenter that also knows the words of the user.
    #[must_use]
    pub fn new(words: impl IntoIterator<Item = String>) -> Self {
        Self { own: words.into_iter().collect(), ..Self::default() }
    }

    /// The words of a user's list: one a line, what follows a blank or tab is ignored, `#` begins a remark.
    pub fn read_words(text: &str) -> impl Iterator<Item = String> + '_ {
        let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
        lines.filter(|l| !l.starts_with('#')).filter_map(|l| l.split_whitespace().next()).map(str::to_owned)
    }

    /// The words of a text, in order, that hold a letter, a digit or a Han character.
    #[must_use]
    pub fn words<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let has_sense = |word: &&str| word.chars().any(char::is_alphanumeric);
        if text.chars().count() <= 2 || self.known().contains(text) {
            return Some(text).filter(has_sense).into_iter().collect();
        }
        let words = self.jieba().cut(text, true).into_iter().map(|token| token.word);
        words.filter(has_sense).collect()
    }

    /// Whether a word is a name that the program or the user's list knows.
    #[must_use]
    pub fn is_known(&self, word: &str) -> bool {
        self.known().contains(word)
    }

    fn known(&self) -> &HashSet<String> {
        self.known.get_or_init(|| {
            let lexicon = Lexicon::embedded();
            let organs = lexicon.table("organs");
            let full = organs.column("full");
            let names = organs.rows().flat_map(|cells| [cells[0], cells[full]]);
            let leveled = names.flat_map(|name| LEVELS.iter().map(move |level| format!("{level}{name}")));
            let laws = ["laws", "law_aliases"].map(|name| lexicon.table(name));
            let titles = laws.into_iter().flat_map(|table| table.rows().map(|cells| fold_law_name(cells[0])));
            let terms = ["review_terms", "doc_kinds"].map(|name| lexicon.table(name));
            let terms = terms.into_iter().flat_map(|table| table.rows().map(|cells| cells[0].to_owned()));
            let words = leveled.chain(titles.map(Into::into)).chain(terms).chain(self.own.iter().cloned());
            words.filter(|word: &String| word.chars().count() > 1).collect()
        })
    }

    fn jieba(&self) -> &Jieba {
        self.jieba.get_or_init(|| {
            let mut jieba = Jieba::new();
            for word in self.known() {
                jieba.add_word(word, None, None);
            }
            jieba
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Segmenter;

    fn check(segmenter: &Segmenter, text: &str, expect: &[&str]) {
        assert_eq!(segmenter.words(text), expect, "{text}");
    }

    #[test]
    fn names_and_words_of_the_user_stay_whole() {
        let plain = Segmenter::default();
        check(&plain, "市司法局", &["市司法局"]);
        check(&plain, "停车，", &["停车"]);
        check(&plain, "，", &[]);
        check(&plain, "市编办备案", &["市编办", "备案"]);
        let own = Segmenter::new(Segmenter::read_words("# 自己的词\n甲乙丙丁办\t3\n\n").collect::<Vec<_>>());
        check(&own, "甲乙丙丁办备案", &["甲乙丙丁办", "备案"]);
        assert!(own.is_known("甲乙丙丁办") && !plain.is_known("甲乙丙丁办"));
    }
}
