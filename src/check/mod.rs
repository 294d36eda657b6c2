//! Runs rules on one document: one file per check kind, one per coded rule. No I/O, no clock.
//!
//! A [`Checker`] is made once from a registry and shared by all threads. One pass over the text looks for the literals of all
//! rules; a rule's patterns are tried only on the pieces its literals lead to.

mod applies;
mod cited;
mod consistent;
mod count;
mod era;
mod excuse;
mod finding;
mod forbid;
mod imply;
mod judgement;
mod matching;
mod meet;
mod native;
mod order;
mod place;
mod require;
mod scan;
mod scope;
mod why;
mod yielding;

use std::borrow::Cow;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use jiff::civil::Date;

use crate::document::Document;
use crate::error::Error;
use crate::facts::Facts;
use crate::lexicon::{Hits, LawTable, embedded};
use crate::outline::Outline;
use crate::report::{Finding, RuleNote, Verdict};
use crate::rulepack::{Check, Profile, Registry, Rule, catalogue};
use crate::text::{Norm, Span};
use applies::{Fit, Paper};
use judgement::Judgement;
use matching::RuleContext;
use native::Native;
use scan::Scanner;
use scope::Scopes;
pub(crate) use yielding::YIELDED;

/// What a check may look at.
pub struct Subject<'a> {
    /// Both texts.
    pub document: &'a Document,
    /// Parts, nodes, sentences.
    pub outline: &'a Outline,
    /// What the document says.
    pub facts: &'a Facts,
    /// Terms of all scanned word lists.
    pub hits: &'a Hits,
    /// The law table.
    pub laws: &'a LawTable,
    /// The date to judge by when the document has none of its own.
    pub as_of: Option<Date>,
}

impl Subject<'_> {
    /// The normalised text.
    pub(crate) fn text(&self) -> &str {
        self.document.norm()
    }

    /// The date rules are compared with: the document's own, else the one given.
    pub(crate) fn date(&self) -> Option<Date> {
        self.facts.metadata.date().or(self.as_of)
    }
}

/// What the rules said: one ruling per rule considered, and the findings by place.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Checked {
    /// In registry order.
    pub rulings: Vec<Ruling>,
    /// In order of place.
    pub findings: Vec<Finding<Span<Norm>>>,
    /// The profile the document was judged by.
    pub profile: Option<String>,
    /// The rules that fired, in order of place; filled by [`Checker::explain`].
    pub notes: Vec<RuleNote>,
    /// What each ruling cost, when a clock was given.
    pub costs: Vec<Duration>,
}

/// Time since some fixed moment: a clock is an input like any other.
pub type Clock = fn() -> Duration;

/// What one rule said of a document.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Ruling {
    /// Rule id.
    pub rule: Arc<str>,
    /// Rule title.
    pub title: Arc<str>,
    /// What it says.
    pub verdict: Verdict,
    /// Why, in Chinese.
    pub reason: Cow<'static, str>,
    /// What the verdict rests on.
    pub evidence: Vec<Span<Norm>>,
}

/// Compiled rules, shared by all threads.
#[derive(Debug)]
pub struct Checker {
    registry: Registry,
    profile: Option<Chosen>,
    scanner: Scanner,
    ready: Vec<Ready>,
    is_spread: bool,
}

/// The profile that was asked for.
#[derive(Debug)]
enum Chosen {
    /// By id or name.
    One(Box<Profile>),
    /// By region: the one in force on a document's date.
    In(String),
}

/// What one rule said of a document, before it becomes a ruling.
struct Judged<'r> {
    rule: &'r Rule,
    title: &'r Arc<str>,
    judgement: Judgement,
    cost: Option<Duration>,
}

/// What is prepared once for a rule.
#[derive(Debug)]
struct Ready {
    title: Arc<str>,
    native: Option<Native>,
}

impl Checker {
    /// Prepares the rules; `profile` (id, name or region) overrides the choice by a document's division.
    ///
    /// # Errors
    /// When a rule names a function that does not exist, or there is no such profile.
    pub fn new(registry: Registry, profile: Option<&str>) -> Result<Self, Error> {
        let profile = profile.map(|key| find_profile(&registry, key)).transpose()?;
        let ready = registry.rules().iter().map(prepare).collect::<Result<Vec<_>, Error>>()?;
        let scanner = scanner_of(&registry)?;
        Ok(Self { registry, profile, scanner, ready, is_spread: false })
    }

    /// Judges each document on two threads. One document alone is then done sooner; of many, each has a thread of its own.
    #[must_use]
    pub const fn spread(mut self, is_wanted: bool) -> Self {
        self.is_spread = is_wanted;
        self
    }

    /// The rules.
    #[must_use]
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    /// Runs every active rule on one document.
    #[must_use]
    pub fn run(&self, subject: &Subject<'_>, clock: Option<Clock>) -> Checked {
        let hits = self.scanner.scan(subject.text());
        let scopes = Scopes::new(subject);
        let profile = self.profile_of(subject);
        let paper = Paper::of(subject);
        let shared = native::Shared::default();
        let mut checked = Checked { profile: profile.map(|p| p.id.clone()), ..Checked::default() };
        let one = |index: usize| {
            let rule =
                self.registry.rules().get(index).filter(|rule| rule.is_active() && !rule.is_across())?;
            let ready = self.ready.get(index)?;
            let started = clock.map(|now| now());
            let fit = applies::fit(rule, &paper);
            let judgement = match fit {
                Fit::No(reason) => Judgement::not_applicable(reason),
                Fit::Yes | Fit::Unknown(_) => {
                    let cx = RuleContext {
                        subject,
                        scopes: &scopes,
                        hits: &hits,
                        rule,
                        index,
                        profile,
                        shared: &shared,
                    };
                    run(&cx, ready).under(fit)
                }
            };
            let cost = clock.zip(started).map(|(now, started)| now().saturating_sub(started));
            Some(Judged { rule, title: &ready.title, judgement, cost })
        };
        let mut judged = in_turn(self.ready.len(), self.is_spread, one);
        yielding::settle(&mut judged, self.registry.packs());
        checked.rulings.reserve(judged.len());
        for Judged { rule, title, judgement, cost } in judged {
            checked.costs.extend(cost);
            checked.findings.extend(finding::of(&judgement, rule, subject, paper.era));
            checked.rulings.push(Ruling {
                rule: Arc::clone(&rule.id),
                title: Arc::clone(title),
                verdict: judgement.verdict,
                reason: judgement.reason,
                evidence: judgement.evidence,
            });
        }
        checked.findings.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
        finding::number_twins(&mut checked.findings);
        checked
    }

    /// Adds to each finding why it is there, and the rules that fired in words.
    pub fn explain(&self, subject: &Subject<'_>, checked: &mut Checked) {
        let profile = self.profile_of(subject);
        for finding in &mut checked.findings {
            let Some(rule) = self.registry.rule(&finding.rule) else { continue };
            finding.why = why::of(finding, rule, subject, profile);
            if checked.notes.iter().all(|note| note.rule != finding.rule) {
                checked.notes.push(catalogue::note(rule));
            }
        }
    }

    /// The profile asked for, or that of the document's division.
    fn profile_of(&self, subject: &Subject<'_>) -> Option<&Profile> {
        let jurisdiction = subject.facts.metadata.jurisdiction.as_deref();
        let is_in = |region: &str| jurisdiction.is_some_and(|place| place::lies_in(place, region));
        let profiles = self.registry.profiles();
        match &self.profile {
            Some(Chosen::One(profile)) => Some(profile),
            Some(Chosen::In(place)) => profiles.of(|region| place::lies_in(place, region), subject.date()),
            None => profiles.of(is_in, subject.date()),
        }
    }
}

/// What `one` gives for 0 to `count`, in that order; with two threads each takes every second.
fn in_turn<T: Send>(count: usize, is_spread: bool, one: impl Fn(usize) -> Option<T> + Sync) -> Vec<T> {
    if !is_spread {
        // Nearly all give one.
        let mut all = Vec::with_capacity(count);
        all.extend((0..count).filter_map(one));
        return all;
    }
    let every_second = |first: usize| -> Vec<Option<T>> { (first..count).step_by(2).map(&one).collect() };
    let (even, odd) = thread::scope(|scope| {
        let odd = scope.spawn(|| every_second(1));
        (every_second(0), odd.join())
    });
    // A panic is one of this document, on whichever thread it happened.
    let mut odd = odd.unwrap_or_else(|panic| std::panic::resume_unwind(panic)).into_iter();
    even.into_iter().flat_map(|one| [one, odd.next().flatten()]).flatten().collect()
}

fn run(cx: &RuleContext<'_>, ready: &Ready) -> Judgement {
    match &cx.rule.check {
        Check::Require { scope, any, unless, missing } => require::run(cx, (*scope, any, unless), *missing),
        Check::Forbid { scope, any, unless, unless_clause, unless_what, excused } => {
            forbid::run(cx, (*scope, any, unless), (unless_clause, unless_what), excused)
        }
        Check::Imply { scope, when, then, then_scope, unless, missing } => {
            imply::run(cx, (*scope, when, unless), (*then_scope, then), *missing)
        }
        Check::Order { scope, sequence } => order::run(cx, *scope, sequence),
        Check::Count { scope, any, min, max } => count::run(cx, (*scope, any, &[]), (*min, *max)),
        Check::Consistent { scope, any } => consistent::run(cx, (*scope, any, &[])),
        Check::Native { params, .. } => match ready.native {
            Some(native) => native(cx, params),
            None => Judgement::undecided("规则的函数不存在"),
        },
        Check::Archive { .. } => Judgement::not_applicable("要和其他文件放在一起核对"),
    }
}

fn prepare(rule: &Rule) -> Result<Ready, Error> {
    let native = match &rule.check {
        Check::Native { function, .. } => Some(native::find(function).ok_or_else(|| {
            let known: Vec<_> = native::NATIVE.iter().map(|(name, _)| *name).collect();
            Error::rule(format!("{}:1:1：没有名为“{function}”的函数；可用：{}", rule.path, known.join("、")))
        })?),
        _ => None,
    };
    Ok(Ready { title: rule.title.as_str().into(), native })
}

/// The search for the literals of the rules; that for the shipped ones was made by the build.
fn scanner_of(registry: &Registry) -> Result<Scanner, Error> {
    if !registry.is_shipped() {
        return Ok(Scanner::new(registry.rules()));
    }
    postcard::from_bytes(embedded::READY_LITERALS)
        .map_err(|error| Error::rule(format!("随程序的规则读不出来：{error}")))
}

fn find_profile(registry: &Registry, key: &str) -> Result<Chosen, Error> {
    if let Some(profile) = registry.profiles().get(key) {
        return Ok(Chosen::One(Box::new(profile.clone())));
    }
    let has_region = registry.profiles().iter().any(|p| p.region == key);
    has_region.then(|| Chosen::In(key.to_owned())).ok_or_else(|| {
        let known: Vec<_> = registry.profiles().iter().map(|p| format!("{}（{}）", p.id, p.name)).collect();
        Error::usage(format!("没有地区规则“{key}”；可用：{}", known.join("、")))
    })
}

#[cfg(test)]
mod tests {
    use super::{Scanner, scanner_of};
    use crate::rulepack::Registry;

    #[test]
    fn what_the_build_has_made_is_what_the_rules_ask_for() {
        let registry = Registry::embedded().expect("embedded rules");
        let bytes = |scanner: &Scanner| postcard::to_stdvec(scanner).expect("bytes");
        let ready = scanner_of(&registry).expect("ready");
        assert!(bytes(&ready) == bytes(&Scanner::new(registry.rules())));
        assert!(!registry.only(&["TM".to_owned()]).expect("a pack").is_shipped());
    }
}
