//! Documents that meet in a key, and the judgement on them.

use std::collections::{BTreeMap, HashMap};

use super::likeness::bands;
use super::mark::{Mark, Note, Topic, side};
use super::sheet::Sheet;
use super::{name, rules};
use crate::report::{AcrossFinding, AcrossPlace, Basis};
use crate::rulepack::{Check, Registry, Rule};

/// Documents with the same key, in order of path.
#[derive(Clone, Debug)]
pub struct Group {
    /// In what respect they meet.
    pub topic: Topic,
    /// The documents.
    pub members: Vec<Member>,
}

/// A document of a group.
#[derive(Clone, Debug, Default)]
pub struct Member {
    /// Its particulars.
    pub sheet: Sheet,
    /// Further paths with the same bytes.
    pub copies: Vec<String>,
    /// What it is to the others.
    pub notes: Vec<(u8, Note)>,
}

impl Member {
    /// The note with which it stands on that side.
    pub(super) fn on(&self, side: u8) -> Option<&Note> {
        self.notes.iter().find(|(s, _)| *s == side).map(|(_, note)| note)
    }

    /// A place in it.
    pub(super) fn place(&self, note: &Note) -> AcrossPlace {
        AcrossPlace {
            path: self.sheet.path.clone(),
            title: self.sheet.title.clone().unwrap_or_default(),
            line: note.line,
            column: note.column,
            text: note.quote.clone(),
        }
    }

    /// How a reader knows it: 《title》（number）.
    pub(super) fn called(&self) -> String {
        let sheet = &self.sheet;
        let number = sheet.number.as_ref().map(|n| n.raw.as_str());
        match (sheet.title.as_deref(), number) {
            (Some(title), Some(number)) => format!("《{title}》（{number}）"),
            (Some(title), None) => format!("《{title}》"),
            (None, Some(number)) => number.to_owned(),
            (None, None) => sheet.path.clone(),
        }
    }
}

impl Group {
    /// Whether there can be anything to judge; a store need not hand out other groups.
    #[must_use]
    pub fn is_worth(&self) -> bool {
        let on = |s: u8| self.members.iter().any(|m| m.notes.iter().any(|(side, _)| *side == s));
        let several = self.members.len() > 1;
        match self.topic {
            Topic::Series => true,
            Topic::Copies => several || self.members.iter().any(|m| !m.copies.is_empty()),
            Topic::Likeness | Topic::Task => several,
            Topic::Reference => {
                several && (on(side::IS) || on(side::REPEALS) || on(side::KEEPS) || on(side::LAPSES))
            }
            Topic::Claim => on(side::CLAIMS) && on(side::IS),
            Topic::Versions => on(side::DRAFTS) && on(side::IS),
        }
    }
}

/// A defect that a rule sees in a group.
#[derive(Default)]
pub(super) struct Hit {
    /// What is wrong; stands for `{what}` in the message of the rule.
    pub(super) what: String,
    /// The place to mend first, then those it was compared with.
    pub(super) places: Vec<AcrossPlace>,
    /// How like the places are, in per cent: of the hits on one place the likest stays.
    pub(super) closeness: Option<u32>,
}

/// Settings of a rule from its file.
pub(super) type Params = BTreeMap<String, String>;

/// A number among the settings.
pub(super) fn number(params: &Params, name: &str, default: i64) -> i64 {
    params.get(name).and_then(|v| v.parse().ok()).unwrap_or(default)
}

/// The rules across documents of a registry, with what they judge.
pub struct Judge<'a> {
    rules: Vec<(&'a Rule, &'a Params, rules::Entry)>,
}

impl<'a> Judge<'a> {
    /// The active rules of kind `archive`; the error names a function that does not exist, with the rule's file.
    ///
    /// # Errors
    /// When a rule names a function that does not exist.
    pub fn new(registry: &'a Registry) -> Result<Self, crate::error::Error> {
        let mut found = Vec::new();
        for rule in registry.rules().iter().filter(|r| r.is_active()) {
            let Check::Archive { function, params } = &rule.check else { continue };
            let entry = rules::ALL.iter().find(|entry| entry.0 == function).ok_or_else(|| {
                let known: Vec<_> = rules::ALL.iter().map(|(name, ..)| *name).collect();
                let (path, known) = (&rule.path, known.join("、"));
                crate::error::Error::rule(format!("{path}:1:1：没有名为“{function}”的函数；可用：{known}"))
            })?;
            found.push((rule, params, *entry));
        }
        Ok(Self { rules: found })
    }

    /// The topics some rule judges.
    #[must_use]
    pub fn topics(&self) -> Vec<Topic> {
        Topic::ALL.into_iter().filter(|topic| self.rules.iter().any(|(_, _, e)| e.1 == *topic)).collect()
    }

    /// What the rules find in a group.
    #[must_use]
    pub fn judge(&self, group: &Group) -> Vec<AcrossFinding> {
        let mut found = Vec::new();
        if !group.is_worth() {
            return found;
        }
        for (rule, params, (_, topic, function)) in &self.rules {
            if *topic == group.topic {
                found.extend(function(group, params).into_iter().map(|hit| finding(rule, hit)));
            }
        }
        found
    }
}

fn finding(rule: &Rule, hit: Hit) -> AcrossFinding {
    let basis = rule.basis.iter().map(|b| Basis { document: b.cite.clone(), article: b.article.clone() });
    let mut finding = AcrossFinding::new(
        (&rule.id, &rule.name, &rule.title),
        (rule.severity, rule.confidence),
        (rule.message.replace("{what}", &hit.what), rule.advice.clone()),
        (basis.collect(), hit.places),
    );
    finding.closeness = hit.closeness;
    finding
}

/// Puts findings in their order and tells each once: documents that meet by number and by name meet twice, like texts in many
/// bands and with many others, of which the likest is told.
#[must_use]
pub fn settled(mut found: Vec<AcrossFinding>) -> Vec<AcrossFinding> {
    found.sort_by(|a, b| (&a.rule, &a.places, &a.message).cmp(&(&b.rule, &b.places, &b.message)));
    found.dedup_by(|a, b| {
        let pair = |f: &AcrossFinding| -> Vec<String> { f.places.iter().map(|p| p.path.clone()).collect() };
        let line = |f: &AcrossFinding| f.places.first().map(|p| p.line);
        a.rule == b.rule && line(a) == line(b) && pair(a) == pair(b)
    });
    likest(found)
}

/// Of the findings that say how like their places are, the likest of each first place; of equals the first.
fn likest(found: Vec<AcrossFinding>) -> Vec<AcrossFinding> {
    let mut kept: Vec<AcrossFinding> = Vec::new();
    for finding in found {
        let same = kept.last_mut().filter(|last| {
            let place = |f: &AcrossFinding| f.places.first().map(|p| p.path.clone());
            finding.closeness.is_some() && last.rule == finding.rule && place(last) == place(&finding)
        });
        match same {
            Some(last) if last.closeness < finding.closeness => *last = finding,
            Some(_) => {}
            None => kept.push(finding),
        }
    }
    kept
}

/// The groups of a few documents, as a store would hand them out.
#[must_use]
pub fn groups(documents: &[(Sheet, Vec<Mark>)]) -> Vec<Group> {
    let mut order: Vec<&(Sheet, Vec<Mark>)> = documents.iter().collect();
    order.sort_by(|a, b| a.0.path.cmp(&b.0.path));
    let mut found: BTreeMap<(Topic, u64), Vec<Member>> = BTreeMap::new();
    let mut place: HashMap<(Topic, u64, &str), usize> = HashMap::new();
    for (sheet, marks) in order {
        for mark in marks {
            let members = found.entry((mark.topic, mark.key)).or_default();
            let index = *place.entry((mark.topic, mark.key, &sheet.path)).or_insert_with(|| {
                members.push(Member { sheet: sheet.clone(), ..Member::default() });
                members.len() - 1
            });
            if let Some(member) = members.get_mut(index) {
                member.notes.push((mark.side, mark.note.clone()));
            }
        }
        for (number, band) in bands().enumerate() {
            let Some(digits) = sheet.likeness.as_ref().and_then(|word| word.get(band)) else { continue };
            let key = name::hash(&[&number.to_string(), digits]);
            let member = Member { sheet: sheet.clone(), ..Member::default() };
            found.entry((Topic::Likeness, key)).or_default().push(member);
        }
    }
    found.into_iter().map(|((topic, _), members)| Group { topic, members }).collect()
}
