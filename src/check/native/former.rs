//! 原 as a word for what was before: 原《…办法》, 原卫生部, not 草原, 原则.

use std::sync::LazyLock;

use crate::lexicon::Regex;

use crate::lexicon::WordSet;

/// Words in which 原 says nothing of former times.
static NOT_FORMER: WordSet = WordSet::of("rule_words", "not_former");
/// 原《, 原国家工商总局, 原合同法 up to a name that follows.
static NAME: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^原(?:[^，。；《》]{0,16}《|\p{Han}{1,16}(?:局|部|委|厅|署|委员会|法|条例|规定|办法|规则)|$)",
    )
    .ok()
});

/// Places of 原 that mean what was before, as the text from there.
fn places(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices('原').filter_map(|(at, word)| {
        let before = text.get(..at)?.chars().next_back().map_or(at, |c| at - c.len_utf8());
        let (here, around) = (text.get(at..)?, text.get(before..)?);
        let is_other = NOT_FORMER
            .words()
            .iter()
            .any(|w| if w.starts_with(word) { here.starts_with(w) } else { around.starts_with(w) });
        (!is_other).then_some(here)
    })
}

/// Whether the text speaks of what was before: 原定, 原有.
pub(super) fn is_told(text: &str) -> bool {
    places(text).next().is_some()
}

/// Whether 原 stands before a name, or at the end of the text, before what follows.
pub(super) fn names_former(text: &str) -> bool {
    NAME.as_ref().is_some_and(|name| places(text).any(|here| name.is_match(here)))
}

#[cfg(test)]
mod tests {
    use super::{is_told, names_former};

    #[test]
    fn former_or_not() {
        for text in ["原《渡口办法》", "原卫生部令", "依照原合同法", "原"] {
            assert!(names_former(text) && is_told(text), "{text}");
        }
        for text in ["遵循公平原则", "草原保护", "太原市渡口", "各单位原则上", "原材料"]
        {
            assert!(!names_former(text) && !is_told(text), "{text}");
        }
        assert!(is_told("原定于月底") && !names_former("原定于月底"));
    }
}
