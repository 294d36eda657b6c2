//! Cases: how a clause says when or in which case something holds, and what is done to whoever falls under it.

use super::subject::NOUNS;
use crate::lexicon::{HeadSet, TailSet};
use crate::text::is_numeral;

// Cases: how they begin, directly before the modal too, what only begins so; how they end before 者 and before the list of them; what
// ends in 时 and says nothing of when; how a clause begins that goes on with the case before it.
static CASES: HeadSet = HeadSet::of("subject_words", "case");
static LEAD_CASES: HeadSet = HeadSet::of("subject_words", "lead_case");
static NOT_CASES: HeadSet = HeadSet::of("subject_words", "not_case");
static CASE_ENDS: TailSet = TailSet::of("subject_words", "case_end");
static CASE_OPENS: HeadSet = HeadSet::of("subject_words", "case_open");
static ONE_OF: TailSet = TailSet::of("subject_words", "one_of");
static NOT_WHEN: TailSet = TailSet::of("subject_words", "not_when");
static JOINS: HeadSet = HeadSet::of("subject_words", "joins");

/// Measures against somebody.
static SANCTIONS: HeadSet = HeadSet::of("subject_words", "sanction");

/// Whether words say when: 办理登记时, and neither 同时 nor 9时.
pub(super) fn is_when(words: &str) -> bool {
    let Some(before) = words.strip_suffix('时').or_else(|| words.strip_suffix("时候")) else {
        return false;
    };
    before.chars().count() > 1 && !before.ends_with(is_numeral) && !NOT_WHEN.ends(words)
}

/// 有下列情形之一, 一方一旦毁约: a case that another clause of the sentence deals with.
pub(super) fn is_one_of(words: &str) -> bool {
    ONE_OF.ends(words) || words.contains("一旦")
}

/// Whether words begin like a case: 未经批准, 如有特殊情况.
pub(super) fn opens_case(words: &str) -> bool {
    CASES.begins(words) && !NOT_CASES.begins(words) && !NOUNS.begins(words)
}

/// The same for words that stand directly before a modal: 经批准可以….
pub(super) fn opens_lead_case(words: &str) -> bool {
    let leads = LEAD_CASES.begins(words) && !NOUNS.begins(words);
    leads || opens_case(words)
}

/// 有下列情形之一者, 违反前项规定者: a case of the old laws, whatever person 者 may be.
pub(super) fn is_case_of_persons(words: &str) -> bool {
    let opens =
        |case: &str| CASE_OPENS.begins(case) && !case.starts_with("其中") && !case.starts_with("其他");
    words.strip_suffix('者').is_some_and(|case| CASE_ENDS.ends(case) || opens(case))
}

/// Whether a clause goes on with the one before it: 或者…, 又….
pub(super) fn joins(clause: &str) -> bool {
    JOINS.begins(clause)
}

/// Whether the act is a measure against whoever is named before: 处罚款, 责令改正.
pub(super) fn is_sanction(act: &str) -> bool {
    SANCTIONS.begins(act)
}
