//! What each document leaves behind so that others can be laid beside it: keys and short notes.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::clause::{self, Clause};
use super::sheet::{Sheet, sheet};
use super::{likeness, listing, name};
use crate::facts::assignment::{Role, UnitKind};
use crate::facts::citation::{Citation, CitationRole};
use crate::facts::deadline::DeadlineKind;
use crate::facts::task::Task;
use crate::facts::unification::{UnificationClass, UnificationItem};
use crate::facts::{Facts, Locate};
use crate::outline::Outline;
use crate::report::Locator;
use crate::text::{Norm, Span, letters};

/// In what respect documents meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(i64)]
#[non_exhaustive]
pub enum Topic {
    /// Numbers of one body in one year.
    Series = 1,
    /// The same text.
    Copies = 2,
    /// Nearly the same text; told by the [`bands`](super::bands) of its likeness, no marks.
    Likeness = 3,
    /// A document and those that speak of it.
    Reference = 4,
    /// The same task.
    Task = 5,
    /// A claim of the three unifications, and the documents it speaks of.
    Claim = 6,
    /// Draft and issued text of one document.
    Versions = 7,
}

impl Topic {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Series,
        Self::Copies,
        Self::Likeness,
        Self::Reference,
        Self::Task,
        Self::Claim,
        Self::Versions,
    ];
}

/// What a document is to the others with the same key; the first without which a group of a topic has nothing to judge.
pub mod side {
    /// The document itself.
    pub const IS: u8 = 0;
    /// It relies on it.
    pub const CITES: u8 = 1;
    /// It repeals it.
    pub const REPEALS: u8 = 2;
    /// It lists it as still in force.
    pub const KEEPS: u8 = 3;
    /// It lists it as no longer in force.
    pub const LAPSES: u8 = 4;
    /// It claims something of it.
    pub const CLAIMS: u8 = 5;
    /// A draft of it.
    pub const DRAFTS: u8 = 6;
    /// The sides that end it.
    pub const ENDS: [u8; 2] = [REPEALS, LAPSES];
}

/// A key by which a document meets others.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mark {
    /// In what respect.
    pub topic: Topic,
    /// Equal in documents that meet.
    pub key: u64,
    /// One of [`side`].
    pub side: u8,
    /// What is needed to judge.
    pub note: Note,
}

/// What is needed to judge, and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Note {
    /// Line in the raw text, 1-based; 0 when it stands nowhere.
    #[serde(default, rename = "l", skip_serializing_if = "is_zero")]
    pub line: u32,
    /// Column, 1-based.
    #[serde(default, rename = "c", skip_serializing_if = "is_zero")]
    pub column: u32,
    /// The raw text there.
    #[serde(default, rename = "q", skip_serializing_if = "String::is_empty")]
    pub quote: String,
    /// Names, as the topic has it.
    #[serde(default, rename = "w", skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// A day, as the topic has it.
    #[serde(default, rename = "d", skip_serializing_if = "Option::is_none")]
    pub day: Option<Date>,
    /// The clauses of the document.
    #[serde(default, rename = "s", skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<Clause>,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde calls it so
const fn is_zero(n: &u32) -> bool {
    *n == 0
}

impl Note {
    /// As it is stored.
    #[must_use]
    pub fn json(&self) -> String {
        // Strings and numbers always serialise.
        if *self == Self::default() { String::new() } else { serde_json::to_string(self).unwrap_or_default() }
    }

    /// From how it is stored; what cannot be read is an empty note.
    #[must_use]
    pub fn of_json(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }
}

/// Longest quote that is kept, in characters.
const QUOTE: usize = 60;
/// Shortest text of a task that is compared.
const TASK_CHARS: usize = 8;

/// Gathers the marks of one document.
struct Gatherer<'a> {
    at: &'a Locator<'a>,
    outline: &'a Outline,
    facts: &'a Facts,
    sheet: Sheet,
    found: Vec<Mark>,
}

/// The particulars of an analysed document and its marks, always the same in the same order.
#[must_use]
pub fn read(at: &Locator<'_>, outline: &Outline, facts: &Facts) -> (Sheet, Vec<Mark>) {
    let mut gatherer = Gatherer { at, outline, facts, sheet: sheet(at.document(), facts), found: Vec::new() };
    gatherer.series();
    gatherer.likeness();
    gatherer.references();
    gatherer.tasks();
    gatherer.claims();
    gatherer.versions();
    (gatherer.sheet, gatherer.found)
}

impl Gatherer<'_> {
    fn text(&self) -> &str {
        self.at.document().norm()
    }

    fn add(&mut self, topic: Topic, key: u64, side: u8, note: Note) {
        // A paper that cites another five times meets it once.
        if !self.found.iter().rev().take(64).any(|m| (m.topic, m.key, m.side) == (topic, key, side)) {
            self.found.push(Mark { topic, key, side, note });
        }
    }

    fn note(&self, span: Span<Norm>) -> Note {
        let place = self.at.place(span);
        let quote = place.text.split_whitespace().collect::<String>().chars().take(QUOTE).collect();
        Note { line: place.line, column: place.column, quote, ..Note::default() }
    }

    /// Where the document names itself.
    fn own(&self) -> Note {
        let meta = &self.facts.metadata;
        let span = meta.title.as_ref().map(|t| t.span).or(meta.doc_number.as_ref().map(|n| n.span));
        span.map_or_else(Note::default, |span| self.note(span))
    }

    /// Whose paper it is, as far as that tells papers with the same words apart.
    fn place(&self) -> String {
        let sheet = &self.sheet;
        sheet.jurisdiction.as_deref().or(sheet.issuer.as_deref()).map(letters).unwrap_or_default()
    }

    fn series(&mut self) {
        let Some(number) = self.facts.metadata.doc_number.as_ref().filter(|_| !self.sheet.is_draft()) else {
            return;
        };
        let (Some(code), Some(year), Some(_)) = (&number.body_code, number.year, number.serial) else {
            return;
        };
        let key = name::hash(&["series", code, &year.to_string()]);
        self.add(Topic::Series, key, side::IS, self.note(number.span));
    }

    fn likeness(&mut self) {
        let Some(signature) = likeness::Signature::of(self.text()) else { return };
        self.add(Topic::Copies, signature.exact, side::IS, Note::default());
        self.sheet.likeness = Some(signature.word());
    }

    fn references(&mut self) {
        let own = self.own();
        if !self.sheet.is_draft() {
            let number = self.sheet.number.clone();
            let key = number.as_ref().and_then(|n| name::number(n.body_code.as_deref(), n.year, n.serial));
            let title = self.sheet.title.clone().unwrap_or_default();
            for key in key.into_iter().chain(name::names(&title).iter().filter_map(|n| name::title(n))) {
                self.add(Topic::Reference, key, side::IS, own.clone());
            }
        }
        let listed = listing::Reader { text: self.text(), numbers: &self.facts.numbers };
        let listed = listed.read(self.sheet.title.as_deref().unwrap_or(""));
        for item in &listed {
            let side = match item.state {
                listing::State::Kept => side::KEEPS,
                listing::State::Lapsed => side::LAPSES,
                listing::State::Repealed => side::REPEALS,
                listing::State::Other => continue,
            };
            if let Some(key) = item.key {
                let note = self.note(item.span);
                self.add(Topic::Reference, key, side, note);
            }
        }
        for citation in self.facts.citations.iter().filter(|c| !listing::is_listed(&listed, c.span)) {
            let side = match citation.role {
                CitationRole::Repeals if citation.articles.is_empty() && !self.relies(citation.span) => {
                    side::REPEALS
                }
                CitationRole::Basis | CitationRole::Implements => side::CITES,
                CitationRole::Itself => {
                    self.earlier_editions(citation);
                    continue;
                }
                _ => continue,
            };
            if let Some(key) = cited(citation) {
                let note = self.note(citation.span);
                self.add(Topic::Reference, key, side, note);
            }
        }
    }

    /// Whether the clause in which something is named relies on it: 根据《…》，决定废止……
    fn relies(&self, span: Span<Norm>) -> bool {
        let before = self.text().get(..span.start as usize).unwrap_or("");
        listing::relies(before.rsplit(['。', '，', ',', '；', '\n']).next().unwrap_or(before))
    }

    /// An earlier edition has the same name: told by its number, or by the word that ends it: 原《…》同时废止.
    fn earlier_editions(&mut self, citation: &Citation) {
        for mention in &citation.mentions {
            let from = mention.span.end as usize;
            let rest = self.text().get(from..).unwrap_or("");
            let clause = rest.split(['。', '，', ',', '；', '\n']).next().unwrap_or(rest);
            if !mention.bracketed || !listing::ends(clause) {
                continue;
            }
            let end = from + clause.len();
            let number = self.facts.numbers.iter().find(|n| {
                let at = n.span.start as usize;
                let between = self.text().get(mention.span.start as usize..at).unwrap_or("");
                (mention.span.start as usize..end).contains(&at) && between.matches('《').count() <= 1
            });
            let key = number.and_then(|n| name::number(n.body_code.as_deref(), n.year, n.serial));
            let own = self.sheet.number.as_ref();
            let own = own.and_then(|n| name::number(n.body_code.as_deref(), n.year, n.serial));
            let title = || citation.title.as_deref().and_then(name::title);
            if let Some(key) = key.or_else(title).filter(|key| Some(*key) != own) {
                let note = self.note(mention.span);
                self.add(Topic::Reference, key, side::REPEALS, note);
            }
        }
    }

    fn tasks(&mut self) {
        if self.sheet.is_draft() {
            return;
        }
        let place = self.place();
        for task in &self.facts.tasks {
            let words = letters(&task.summary);
            if words.chars().count() < TASK_CHARS {
                continue;
            }
            let (units, day) = (self.leads(task), self.due(task));
            if units.is_empty() && day.is_none() {
                continue;
            }
            let note = Note { words: units, day, ..self.note(task.summary_span) };
            self.add(Topic::Task, name::hash(&["task", &place, &words]), side::IS, note);
        }
    }

    /// The units that answer for a task; none when the list is open or names groups.
    fn leads(&self, task: &Task) -> Vec<String> {
        let lists = self.facts.assignments.iter().filter(|a| task.assignments.contains(&a.id));
        let units: Vec<_> = lists.clone().flat_map(|a| &a.units).collect();
        let has_lead = units.iter().any(|u| u.role == Role::Lead);
        let role = if has_lead { Role::Lead } else { Role::Responsible };
        let chosen = units.iter().filter(|u| u.role == role);
        let is_single =
            |kind| matches!(kind, UnitKind::Organ | UnitKind::Office | UnitKind::Party | UnitKind::Township);
        if chosen.clone().any(|u| !is_single(u.kind)) || lists.clone().any(|a| a.open_ended && !has_lead) {
            return Vec::new();
        }
        let mut names: Vec<String> =
            chosen.map(|u| u.canonical.clone().unwrap_or_else(|| u.name.clone())).collect();
        names.sort();
        names.dedup();
        names
    }

    /// The one day by which a task is to be done.
    fn due(&self, task: &Task) -> Option<Date> {
        let mut days = self
            .facts
            .deadlines
            .iter()
            .filter(|d| task.deadlines.contains(&d.id) && d.kind == DeadlineKind::By)
            .map(|d| d.due_on);
        days.next().flatten().filter(|_| days.next().is_none())
    }

    fn claims(&mut self) {
        let place = self.place();
        if place.is_empty() {
            return;
        }
        let sheet = self.sheet.clone();
        if let Some(date) = sheet.date.filter(|_| sheet.normative == Some(true) && !sheet.is_draft()) {
            let key = name::hash(&["claim", &place, &date.year().to_string()]);
            self.add(Topic::Claim, key, side::IS, self.own());
        }
        let title = sheet.title.as_deref().unwrap_or("");
        for claim in self.facts.unifications.iter().filter(|u| u.class == UnificationClass::Claim) {
            let sentence = claim.span.of(self.text());
            let stated = name::year(sentence).or_else(|| name::year(title));
            let Some(year) = stated.or_else(|| sheet.date.map(Date::year)) else { continue };
            let item = match claim.item {
                UnificationItem::Registration => "registration",
                UnificationItem::Numbering => "numbering",
                UnificationItem::All => "all",
                UnificationItem::Issuance => continue,
            };
            let note = Note { words: vec![item.to_owned(), year.to_string()], ..self.note(claim.span) };
            self.add(Topic::Claim, name::hash(&["claim", &place, &year.to_string()]), side::CLAIMS, note);
        }
    }

    fn versions(&mut self) {
        let Some(title) = self.sheet.title.as_deref() else { return };
        let articles = clause::articles(self.at, self.outline, self.facts);
        if articles.len() < clause::FEWEST_ARTICLES {
            return;
        }
        let stem = name::stem(title);
        if stem.chars().count() < TASK_CHARS / 2 {
            return;
        }
        let side = if self.sheet.is_draft() { side::DRAFTS } else { side::IS };
        let note = Note { clauses: articles, ..self.own() };
        self.add(Topic::Versions, name::hash(&["versions", &stem]), side, note);
    }
}

/// The key of what a citation names: its number when it has one, else its title.
fn cited(citation: &Citation) -> Option<u64> {
    if let Some(number) = &citation.number
        && let Some(key) = name::number(number.body_code.as_deref(), number.year, number.serial)
    {
        return Some(key);
    }
    citation.title.as_deref().and_then(name::title)
}
