//! The words beside a modal that decide what it says: an act, a practice, a refusal, or only what came about.

use std::sync::LazyLock;

use crate::lexicon::Regex;

use super::measure;
use super::modal::opens_verb;
use crate::lexicon::WordSet;
use crate::text::first_chars;

/// Verbs of handing in.
static HANDS_IN: WordSet = WordSet::of("obligation_words", "hands_in");
/// What follows 得以 where something came about.
static SMOOTHLY: WordSet = WordSet::of("obligation_words", "smoothly");
/// Words before a ban that stands already.
static LAWFUL: WordSet = WordSet::of("obligation_words", "lawful");
/// Decisions, and verbs of deciding.
static DECISIONS: WordSet = WordSet::of("obligation_words", "decision");
static DECIDES: WordSet = WordSet::of("obligation_words", "decides");
/// Words of practices that must stop: how they begin and how they end.
static WILFUL: WordSet = WordSet::of("obligation_words", "wilful");
static PRACTICES: WordSet = WordSet::of("obligation_words", "practice");

/// Whether an item says what to do: 提交…, 建立….
pub(super) fn acts(item: &str) -> bool {
    measure::begins_with_verb(item) || HANDS_IN.head_of(item).is_some()
}

/// 因而得以实现, 确保制度得以持续有效实施: what came or shall come about.
pub(super) fn comes_about(before: &str, after: &str) -> bool {
    before.ends_with(['而', '使', '才', '因', '俾'])
        || ["确保", "以便", "使"].iter().any(|word| before.contains(word))
        || SMOOTHLY.head_of(after).is_some()
}

/// 法律禁止的, 明令禁止: what is forbidden already.
pub(super) fn is_lawful(before: &str) -> bool {
    LAWFUL.tail_of(before).is_some()
}

/// 不予受理: not 作出不予许可的决定, and no outcome that is counted.
pub(super) fn refuses(before: &str, after: &str) -> bool {
    DECIDES.tail_of(before).is_none()
        && !DECISIONS.is_in(after)
        && opens_verb(after.chars().next())
        && !TALLIED.as_ref().is_some_and(|tallied| tallied.is_match(after))
}

/// 杜绝擅自改建, or …等做法, …的现象 where the clause ends: what must no longer be done. 杜绝停电现象发生 is an aim.
pub(super) fn names_practice(after: &str) -> bool {
    if WILFUL.head_of(after).is_some() {
        return true;
    }
    let clause = after.split(['，', ',', '。', '；', ';']).next().unwrap_or("");
    PRACTICES.tail_of(clause).is_some()
}

/// 不予受理5件: an outcome that is counted.
static TALLIED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^[一-鿿]{2,6}[0-9]+(?:件|起|宗|例|份)").ok());

/// 负责日常管理的机构: the verb phrase ends in 的 and the named noun follows.
pub(super) fn relative_to(after: &str, noun: &str) -> bool {
    after.find(noun).is_some_and(|at| {
        let rest = &after[at + noun.len()..];
        // 负责全县治水的领导、组织工作: the work, and nobody.
        let is_work = first_chars(rest, 6).contains("工作")
            || rest.starts_with(['、', '和', '与']) && rest.contains("工作");
        after[..at].ends_with(['的', '之']) && !is_work
    })
}
