//! Coded rules: one file per family; they read facts and outline, never match patterns over the whole text.

mod abbreviations;
mod addressee;
mod annex_names;
mod annex_order;
mod announced;
mod bare_documents;
mod brackets;
mod citations;
mod copy_damage;
mod cut_name;
mod date_bounds;
mod dates;
mod due_dates;
mod effect;
mod figures;
mod former;
mod goals;
mod issued_title;
mod item_endings;
mod label_mark;
mod later_papers;
mod law_names;
mod list_lead;
mod listed_count;
mod local_power;
mod marked_names;
mod near_repeat;
mod number_brackets;
mod numbering;
mod numbers_cited;
mod organ_forms;
mod own_articles;
mod personal_data;
mod procedure;
mod quote_shapes;
mod range_bounds;
mod range_hyphen;
mod repeated_item;
mod repeated_phrase;
mod responsibility;
mod reviews;
mod self_reference;
mod stray_marks;
mod stretch;
mod tail;
mod terms;
mod title;
mod title_marks;
mod typos;
mod unifications;
mod unit_names;
mod word_variants;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::judgement::Judgement;
use super::matching::RuleContext;

/// Settings of a coded rule from its file.
pub(super) type Params = BTreeMap<String, String>;

/// A coded rule.
pub(super) type Native = fn(&RuleContext<'_>, &Params) -> Judgement;

/// What several coded rules work out from one document, once.
#[derive(Default)]
pub(super) struct Shared<'a> {
    names: OnceLock<terms::Bags<'a>>,
}

/// Every coded rule by the name rule files call it.
pub(super) const NATIVE: &[(&str, Native)] = &[
    ("abbreviation-mismatch", abbreviations::mismatched),
    ("abbreviation-undefined", abbreviations::undefined),
    ("abbreviation-unused", abbreviations::unused),
    ("abolished-unit", responsibility::abolished_unit),
    ("addressee-without-colon", addressee::without_colon),
    ("announced-nothing", announced::announced_nothing),
    ("annex-names", annex_names::annex_names),
    ("annex-order", annex_order::annex_order),
    ("article-beyond-law", law_names::article_beyond),
    ("articles-announced", own_articles::announced_count),
    ("article-beyond-own", own_articles::beyond_own),
    ("bare-document", bare_documents::without_marks),
    ("blanket-repeal", procedure::blanket_repeal),
    ("bounds-shared", range_bounds::bounds_shared),
    ("brackets-unpaired", brackets::unpaired),
    ("consultation-too-short", procedure::consultation_too_short),
    ("court-leads", responsibility::court_leads),
    ("court-listed", responsibility::court_listed),
    ("cut-name", cut_name::cut_name),
    ("date-damaged", dates::date_damaged),
    ("cites-later", later_papers::cites_later),
    ("decided-after-signing", procedure::decided_after_signing),
    ("dots-for-ellipsis", stray_marks::dots),
    ("due-before-own-date", due_dates::before_own_date),
    ("due-outside-plan", due_dates::outside_plan),
    ("effective-before-signing", effect::before_signing),
    ("effective-date", effect::effective_date),
    ("effective-too-soon", effect::too_soon),
    ("effect-unstated", effect::effect_unstated),
    ("ended-plan", citations::ended_plan),
    ("fair-competition-evidence", procedure::fair_competition),
    ("figures-broken", figures::broken),
    ("full-stop-before-list", list_lead::full_stop_before_list),
    ("fund-limit-by-county", local_power::fund_limit_by_county),
    ("fund-policy-by-centre", local_power::fund_policy_by_centre),
    ("goal-degree-differs", goals::degree_differs),
    ("goal-value-differs", goals::value_differs),
    ("gui-number", unifications::gui_number),
    ("half-stop", stray_marks::half_stop),
    ("half-width", copy_damage::half_width),
    ("han-date", dates::han_date),
    ("inner-body", unifications::inner_body),
    ("issued-title", issued_title::issued_title),
    ("item-endings", item_endings::item_endings),
    ("item-repeated", repeated_item::item_repeated),
    ("label-half", label_mark::label_half),
    ("label-mark", label_mark::label_mark),
    ("listed-count", listed_count::listed_count),
    ("lone-mark", stray_marks::lone_mark),
    ("marked-name-varies", marked_names::marked_name_varies),
    ("name-near-miss", law_names::near_miss),
    ("near-repeat", near_repeat::near_repeat),
    ("nobody-in-particular", responsibility::nobody_in_particular),
    ("notice-title-without-verb", issued_title::without_verb),
    ("number-alone", numbers_cited::number_alone),
    ("number-and-title", law_names::number_and_title),
    ("number-brackets", number_brackets::number_brackets),
    ("orders-governments", local_power::orders_governments),
    ("number-year", dates::number_year),
    ("numbering-gap", numbering::gap),
    ("numbering-late", numbering::starts_late),
    ("numbering-repeat", numbering::repeat),
    ("numbering-style", numbering::style_changes),
    ("padded-date", dates::padded_date),
    ("page-number", stray_marks::page_number),
    ("personal-number", personal_data::personal_number),
    ("quotes-misshapen", quote_shapes::misshapen),
    ("quotes-unpaired", brackets::quotes_unpaired),
    ("range-hyphen", range_hyphen::range_hyphen),
    ("range-reversed", due_dates::range_reversed),
    ("registration-form", unifications::registration_form),
    ("registration-missing", unifications::registration_missing),
    ("repaired", copy_damage::repaired),
    ("repeal-above-authority", procedure::repeal_above),
    ("repeal-unnumbered", procedure::repeal_unnumbered),
    ("repealed-citation", citations::repealed),
    ("repeated-phrase", repeated_phrase::repeated_phrase),
    ("review-admission", reviews::admission),
    ("review-evidence", reviews::evidence),
    ("secrecy-mark", personal_data::secrecy_mark),
    ("self-name-varies", self_reference::self_name_varies),
    ("task-without-unit", responsibility::task_without_unit),
    ("signature-date", dates::signature_date),
    ("standard-number", numbers_cited::standard_number),
    ("stray-underscore", stray_marks::underscore),
    ("term-shortened", terms::shortened),
    ("term-transposed", terms::transposed),
    ("title-without-kind", title::without_kind),
    ("traditional-character", copy_damage::traditional_character),
    ("trial-name", effect::trial_name),
    ("typo", typos::typo),
    ("unclosed-title-marks", title_marks::unclosed),
    ("unification-claim", unifications::claim),
    ("unit-listed-twice", responsibility::unit_listed_twice),
    ("unit-name-varies", unit_names::unit_name_varies),
    ("unit-note", stray_marks::unit_note),
    ("validity-arithmetic", effect::validity_arithmetic),
    ("validity-missing", effect::validity_missing),
    ("validity-too-long", effect::validity_too_long),
    ("weekday-differs", dates::weekday_differs),
    ("word-variants", word_variants::word_variants),
];

/// The coded rule of that name.
pub(super) fn find(name: &str) -> Option<Native> {
    NATIVE.iter().find(|(known, _)| *known == name).map(|(_, native)| *native)
}
