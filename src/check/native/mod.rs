//! Coded rules: one file per family; they read facts and outline, never match patterns over the whole text.

mod citations;
mod copy_damage;
mod dates;
mod due_dates;
mod figures;
mod goals;
mod label_mark;
mod list_lead;
mod number_brackets;
mod numbering;
mod responsibility;
mod reviews;
mod terms;
mod title;
mod title_marks;
mod typos;
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
    ("court-leads", responsibility::court_leads),
    ("due-before-own-date", due_dates::before_own_date),
    ("due-outside-plan", due_dates::outside_plan),
    ("figures-broken", figures::broken),
    ("full-stop-before-list", list_lead::full_stop_before_list),
    ("goal-degree-differs", goals::degree_differs),
    ("goal-value-differs", goals::value_differs),
    ("gui-number", unifications::gui_number),
    ("half-width", copy_damage::half_width),
    ("han-date", dates::han_date),
    ("label-mark", label_mark::label_mark),
    ("nobody-in-particular", responsibility::nobody_in_particular),
    ("number-brackets", number_brackets::number_brackets),
    ("numbering-gap", numbering::gap),
    ("numbering-repeat", numbering::repeat),
    ("inner-body", unifications::inner_body),
    ("padded-date", dates::padded_date),
    ("registration-form", unifications::registration_form),
    ("registration-missing", unifications::registration_missing),
    ("repaired", copy_damage::repaired),
    ("repealed-citation", citations::repealed),
    ("review-admission", reviews::admission),
    ("review-evidence", reviews::evidence),
    ("task-without-unit", responsibility::task_without_unit),
    ("term-shortened", terms::shortened),
    ("term-transposed", terms::transposed),
    ("title-without-kind", title::without_kind),
    ("typo", typos::typo),
    ("unclosed-title-marks", title_marks::unclosed),
    ("unification-claim", unifications::claim),
    ("unit-name-varies", unit_names::unit_name_varies),
];

/// The coded rule of that name.
pub(super) fn find(name: &str) -> Option<Native> {
    NATIVE.iter().find(|(known, _)| *known == name).map(|(_, native)| *native)
}
