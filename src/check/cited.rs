//! What a finding rests on, as it is printed: the rule of another province or organ is only something to compare with, and
//! where the paper's date is unknown, bases that followed each other tell when they held.

use super::Subject;
use super::era::Era;
use super::judgement::Flaw;
use super::place::lies_in;
use crate::report::Basis;
use crate::rulepack::BasisEntry;

/// The value of a flaw that names the local rule it was judged by.
const LOCAL: &str = "basis";

/// The bases of one finding. The local rule by which it was judged takes the place of those of other places.
pub(super) fn of(in_force: &[&BasisEntry], flaw: &Flaw, subject: &Subject<'_>, era: Era) -> Vec<Basis> {
    let is_dated = era.day.is_some() || in_force.iter().all(|b| b.until.is_none());
    let local = flaw.vars.iter().find(|(key, value)| key == LOCAL && !value.is_empty());
    let has_own = in_force.iter().any(|b| b.region.is_some() && binds(b, subject));
    let local = local.filter(|_| !has_own).map(|(_, value)| value.clone());
    let mut told = Vec::with_capacity(in_force.len() + 1);
    for basis in in_force {
        let is_foreign = !binds(basis, subject);
        if is_foreign && local.is_some() {
            continue;
        }
        let aside = if is_foreign { "（外地、外单位的规定，供参照）" } else { "" };
        let life = if is_dated { String::new() } else { life(basis) };
        told.push(Basis {
            document: format!("{}{aside}", basis.cite),
            article: format!("{}{life}", basis.article),
        });
    }
    told.splice(0..0, local.map(|document| Basis { document, article: String::new() }));
    told
}

/// Whether it binds the issuer of the paper; a paper of an unknown place is not said to be bound.
fn binds(basis: &BasisEntry, subject: &Subject<'_>) -> bool {
    let metadata = &subject.facts.metadata;
    let place = metadata.jurisdiction.as_deref();
    let in_region = |region: &String| place.is_some_and(|place| lies_in(place, region));
    let of_body = |body: &String| metadata.issuing_body.iter().any(|b| b.text.contains(body.as_str()));
    basis.region.as_ref().is_none_or(in_region) && basis.body.as_ref().is_none_or(of_body)
}

/// From when to when it held.
fn life(basis: &BasisEntry) -> String {
    match (basis.since, basis.until) {
        (Some(since), Some(until)) => format!("（{since}至{until}）"),
        (Some(since), None) => format!("（{since}起）"),
        (None, Some(until)) => format!("（至{until}）"),
        (None, None) => String::new(),
    }
}
