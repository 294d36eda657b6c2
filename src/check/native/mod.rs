//! Coded rules: one file per family; they read facts and outline, never match patterns over the whole text.

mod citations;
mod copy_damage;
mod dates;
mod effect;
mod label_mark;
mod list_lead;
mod number_brackets;
mod numbering;
mod procedure;
mod reviews;
mod title;
mod title_marks;
mod unifications;
mod unit_names;

use std::collections::BTreeMap;

use super::judgement::Judgement;
use super::matching::RuleContext;

/// Settings of a coded rule from its file.
pub(super) type Params = BTreeMap<String, String>;

/// A coded rule.
pub(super) type Native = fn(&RuleContext<'_>, &Params) -> Judgement;

/// Every coded rule by the name rule files call it.
pub(super) const NATIVE: &[(&str, Native)] = &[
    ("blanket-repeal", procedure::blanket_repeal),
    ("consultation-too-short", procedure::consultation_too_short),
    ("decided-after-signing", procedure::decided_after_signing),
    ("effective-before-signing", effect::before_signing),
    ("effective-date", effect::effective_date),
    ("effective-too-soon", effect::too_soon),
    ("fair-competition-evidence", procedure::fair_competition),
    ("full-stop-before-list", list_lead::full_stop_before_list),
    ("gui-number", unifications::gui_number),
    ("half-width", copy_damage::half_width),
    ("han-date", dates::han_date),
    ("label-mark", label_mark::label_mark),
    ("number-brackets", number_brackets::number_brackets),
    ("numbering-gap", numbering::gap),
    ("numbering-repeat", numbering::repeat),
    ("inner-body", unifications::inner_body),
    ("padded-date", dates::padded_date),
    ("registration-form", unifications::registration_form),
    ("registration-missing", unifications::registration_missing),
    ("repeal-above-authority", procedure::repeal_above),
    ("repeal-unnumbered", procedure::repeal_unnumbered),
    ("repaired", copy_damage::repaired),
    ("repealed-citation", citations::repealed),
    ("review-admission", reviews::admission),
    ("review-evidence", reviews::evidence),
    ("title-without-kind", title::without_kind),
    ("trial-name", effect::trial_name),
    ("unclosed-title-marks", title_marks::unclosed),
    ("unification-claim", unifications::claim),
    ("unit-name-varies", unit_names::unit_name_varies),
    ("validity-arithmetic", effect::validity_arithmetic),
    ("validity-missing", effect::validity_missing),
    ("validity-too-long", effect::validity_too_long),
];

/// The coded rule of that name.
pub(super) fn find(name: &str) -> Option<Native> {
    NATIVE.iter().find(|(known, _)| *known == name).map(|(_, native)| *native)
}
