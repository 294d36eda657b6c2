//! Coded rules: one file each, or one per family; they read facts and outline, never scan the text as a whole.

use std::collections::BTreeMap;

use super::judgement::Judgement;
use super::matching::RuleContext;

/// Settings of a coded rule from its file.
pub(super) type Params = BTreeMap<String, String>;

/// A coded rule.
pub(super) type Native = fn(&RuleContext<'_>, &Params) -> Judgement;

/// Every coded rule by the name rule files call it.
pub(super) const NATIVE: &[(&str, Native)] = &[];

/// The coded rule of that name.
pub(super) fn find(name: &str) -> Option<Native> {
    NATIVE.iter().find(|(known, _)| *known == name).map(|(_, native)| *native)
}
