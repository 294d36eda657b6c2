//! Coded rules: one file per family; they read facts and outline, never match patterns over the whole text.

mod copy_damage;
mod dates;
mod label_mark;
mod number_brackets;
mod numbering;
mod title;
mod title_marks;

use std::collections::BTreeMap;

use super::judgement::Judgement;
use super::matching::RuleContext;

/// Settings of a coded rule from its file.
pub(super) type Params = BTreeMap<String, String>;

/// A coded rule.
pub(super) type Native = fn(&RuleContext<'_>, &Params) -> Judgement;

/// Every coded rule by the name rule files call it.
pub(super) const NATIVE: &[(&str, Native)] = &[
    ("half-width", copy_damage::half_width),
    ("han-date", dates::han_date),
    ("label-mark", label_mark::label_mark),
    ("number-brackets", number_brackets::number_brackets),
    ("numbering-gap", numbering::gap),
    ("numbering-repeat", numbering::repeat),
    ("padded-date", dates::padded_date),
    ("repaired", copy_damage::repaired),
    ("title-without-kind", title::without_kind),
    ("unclosed-title-marks", title_marks::unclosed),
];

/// The coded rule of that name.
pub(super) fn find(name: &str) -> Option<Native> {
    NATIVE.iter().find(|(known, _)| *known == name).map(|(_, native)| *native)
}
