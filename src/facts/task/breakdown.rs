//! 任务分解表: one entry per task, as a clerk would write it: task, measures, units by role, time, place in the text.
//!
//! Built from the tasks when asked for, not with every analysis. Texts go out as printed.

use jiff::civil::Date;
use serde::Serialize;

pub use super::recurrence::{Recurrence, turns};
use super::{Paper, entry, inside, recurrence};
use crate::facts::assignment::{Role, Unit};
use crate::facts::deadline::{Deadline, DeadlineKind};
use crate::facts::{FactId, Facts, Locate, Text};
use crate::outline::{Outline, Part};
use crate::text::{Norm, Span};

/// The breakdown of one document.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Breakdown<P = Span<Norm>> {
    /// One per task; a task whose lists govern different stretches has one per stretch.
    pub entries: Vec<Entry<P>>,
    /// Deadlines that stand in no task, with their sentence: reports due, ends of periods.
    pub others: Vec<Other<P>>,
    /// The last day for recurring duties: when the plan period or the document ends.
    pub until: Option<Date>,
}

/// One entry.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Entry<P = Span<Norm>> {
    /// `1`, `2` …; `2-1`, `2-2` for the stretches of one task.
    pub number: String,
    /// The task it belongs to.
    pub task: FactId,
    /// Headings above it, outermost first.
    pub path: Vec<Text<P>>,
    /// Its own label, possibly empty.
    pub label: Text<P>,
    /// 任务
    pub summary: Text<P>,
    /// 措施, in order.
    pub measures: Vec<Text<P>>,
    /// Units with their roles, in order.
    pub units: Vec<Duty<P>>,
    /// Roles whose list ends in 等部门 and is therefore not complete.
    pub open_roles: Vec<Role>,
    /// The time as a cell or a line 完成时限 says it.
    pub stated: Option<Text<P>>,
    /// Times found in its text.
    pub deadlines: Vec<Due<P>>,
    /// Where it stands.
    pub span: P,
}

/// A unit of an entry.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Duty<P = Span<Norm>> {
    /// Name, canonical name, role, place.
    #[serde(flatten)]
    pub unit: Unit<P>,
    /// The measure it alone concerns, from 1; none when it concerns all.
    pub measure: Option<usize>,
}

/// A time of an entry.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Due<P = Span<Norm>> {
    /// The expression with its value.
    #[serde(flatten)]
    pub deadline: Deadline<P>,
    /// The measure it alone concerns, from 1; none when it concerns all.
    pub measure: Option<usize>,
    /// When it falls due again and again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recurrence: Option<Recurrence>,
}

/// A deadline outside the tasks.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Other<P = Span<Norm>> {
    /// The sentence it stands in.
    pub sentence: Text<P>,
    /// The deadline.
    #[serde(flatten)]
    pub due: Due<P>,
}

/// Lays out the tasks of a document. Recurring duties are dated from `as_of` on.
#[must_use]
pub fn of(text: &str, outline: &Outline, facts: &Facts, as_of: Option<Date>) -> Breakdown {
    let paper = Paper { text, outline, facts };
    let mut entries = entry::all(paper);
    let date = |due: &mut Due| {
        let exact = due.deadline.alternative.as_deref().or(due.deadline.value.as_deref());
        let value = exact.filter(|_| due.deadline.kind == DeadlineKind::Frequency);
        due.recurrence = value.zip(as_of).and_then(|(value, from)| recurrence::of(value, from));
    };
    entries.iter_mut().flat_map(|e| &mut e.deadlines).for_each(date);
    let mut others = outside(paper, &entries);
    others.iter_mut().map(|o| &mut o.due).for_each(date);
    Breakdown { entries, others, until: until(facts, as_of) }
}

/// Whether a deadline says when something is to be done, rather than since when or how long a paper holds.
pub(super) fn is_due(deadline: &Deadline) -> bool {
    use DeadlineKind as Kind;
    matches!(deadline.kind, Kind::By | Kind::Within | Kind::Range | Kind::Frequency | Kind::PlanPeriod)
}

fn outside(paper: Paper<'_>, entries: &[Entry]) -> Vec<Other> {
    let mut inner: Vec<Span<Norm>> =
        entries.iter().flat_map(|e| &e.deadlines).map(|d| d.deadline.span).collect();
    inner.sort_unstable();
    let loose =
        paper.facts.deadlines.iter().filter(|d| {
            is_due(d) && d.kind != DeadlineKind::PlanPeriod && inner.binary_search(&d.span).is_err()
        });
    let at = |d: &Deadline| {
        let index = paper.outline.sentence_at(d.span.start)?;
        let sentence = paper.outline.sentences.get(index)?;
        (sentence.part != Part::Title).then_some(sentence.span)
    };
    loose
        .filter_map(|d| {
            let span = at(d)?;
            let sentence = Text { text: span.of(paper.text).to_owned(), span };
            Some(Other { sentence, due: Due { deadline: d.clone(), measure: None, recurrence: None } })
        })
        .collect()
}

/// The last day on which recurring duties make sense.
fn until(facts: &Facts, as_of: Option<Date>) -> Option<Date> {
    let periods = facts.deadlines.iter().filter(|d| d.kind == DeadlineKind::PlanPeriod);
    let end = periods.filter_map(|d| d.due_on).max().filter(|end| as_of.is_none_or(|from| *end >= from));
    end.or(facts.metadata.expires_on.as_ref().map(|d| d.date))
}

impl Breakdown {
    /// The same with places of another kind and texts as printed.
    #[must_use]
    pub fn relocate<L: Locate>(&self, at: &L) -> Breakdown<L::Place> {
        Breakdown {
            entries: self.entries.iter().map(|e| e.relocate(at)).collect(),
            others: self
                .others
                .iter()
                .map(|o| Other { sentence: o.sentence.relocate(at), due: o.due.relocate(at) })
                .collect(),
            until: self.until,
        }
    }
}

impl Entry {
    fn relocate<L: Locate>(&self, at: &L) -> Entry<L::Place> {
        Entry {
            number: self.number.clone(),
            task: self.task,
            path: self.path.iter().map(|t| t.relocate(at)).collect(),
            label: self.label.relocate(at),
            summary: self.summary.relocate(at),
            measures: self.measures.iter().map(|t| t.relocate(at)).collect(),
            units: self
                .units
                .iter()
                .map(|d| Duty { unit: d.unit.relocate(at), measure: d.measure })
                .collect(),
            open_roles: self.open_roles.clone(),
            stated: self.stated.as_ref().map(|t| t.relocate(at)),
            deadlines: self.deadlines.iter().map(|d| d.relocate(at)).collect(),
            span: at.place(self.span),
        }
    }
}

impl Due {
    fn relocate<L: Locate>(&self, at: &L) -> Due<L::Place> {
        Due {
            deadline: self.deadline.relocate(at),
            measure: self.measure,
            recurrence: self.recurrence.clone(),
        }
    }
}

/// The deadlines of a stretch that say when something is to be done.
pub(super) fn due_in(paper: Paper<'_>, span: Span<Norm>) -> impl Iterator<Item = &Deadline> {
    inside(&paper.facts.deadlines, |d| d.span, span).filter(|d| is_due(d))
}
