//! When a document was written, as far as its text tells: its own date, or the earliest it can be.

use std::sync::LazyLock;

use jiff::civil::Date;
use memchr::memmem;

use super::Subject;
use crate::facts::metadata::Stage;
use crate::lexicon::{Lexicon, ListId};
use crate::outline::Part;
use crate::rulepack::{BasisEntry, Rule};
use crate::text::to_u32;

/// Names that did not exist before a day, and that day for each row.
static NAMES: LazyLock<(ListId, Vec<Option<Date>>)> = LazyLock::new(|| {
    let lexicon = Lexicon::embedded();
    let table = lexicon.table("era_words");
    let since = table.column("since");
    let days = (0u32..).zip(table.rows()).map(|(row, _)| table.cell(row, since).parse().ok());
    (lexicon.list("era_words"), days.collect())
});

/// The time a document is judged by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Era {
    /// Its own date, or the one given.
    pub(super) day: Option<Date>,
    /// Without a date: the first day it can have been written on, by the years and the organs it names.
    not_before: Option<Date>,
    is_draft: bool,
}

impl Era {
    /// Reads the time of a document; the text is looked through only when it has no date.
    pub(super) fn of(subject: &Subject<'_>) -> Self {
        let day = subject.date();
        let not_before = if day.is_some() { None } else { not_before(subject) };
        Self { day, not_before, is_draft: subject.facts.metadata.stage == Stage::Draft }
    }

    /// Whether a document without a date certainly was written on that day or later.
    pub(super) fn is_after(self, since: Date) -> bool {
        self.not_before.is_some_and(|from| since <= from)
    }

    /// What a rule rests on for this document. Without a date: everything that held since it can have been written.
    pub(super) fn basis(self, rule: &Rule) -> impl Iterator<Item = &BasisEntry> {
        rule.basis.iter().filter(move |b| match (self.day, self.not_before) {
            (Some(day), _) => b.holds_on(day),
            (None, Some(from)) if !self.is_draft => b.until.is_none_or(|until| until >= from),
            (None, _) => b.until.is_none(),
        })
    }

    /// Whether a rule certainly rested on something when the document was written: `None` when that cannot be told.
    /// A draft without a date is one of today.
    pub(super) fn has_basis(self, rule: &Rule) -> Option<bool> {
        if self.basis(rule).next().is_none() {
            return Some(false);
        }
        let always = rule.basis.iter().any(|b| b.since.is_none());
        let since = rule.basis.iter().filter_map(|b| b.since).min();
        let held_from_then = since.is_some_and(|since| self.is_after(since));
        (self.day.is_some() || self.is_draft || always || held_from_then).then_some(true)
    }
}

/// The latest of the days that bound the time from below: of the document's own number, of the numbers it cites, of its
/// first day in force, of the year before the earliest year it names at all, and of the organs and policies it names.
pub(super) fn not_before(subject: &Subject<'_>) -> Option<Date> {
    let metadata = &subject.facts.metadata;
    let own = metadata.doc_number.as_ref().and_then(|n| n.year);
    let cited = subject.facts.citations.iter().filter_map(|c| c.number.as_ref()?.year);
    let cited = cited.chain(subject.facts.numbers.iter().filter_map(|n| n.year)).max();
    let in_force = metadata.effective_on.as_ref().map(|d| d.date.year() - 1);
    let named = earliest_year(subject).map(|year| year - 1);
    let year = [
        own.map(|y| i16::try_from(y).unwrap_or(0)),
        cited.map(|y| i16::try_from(y).unwrap_or(0)),
        in_force,
        named,
    ];
    let year = year.into_iter().flatten().max().and_then(|year| Date::new(year, 1, 1).ok());
    year.max(youngest_name(subject))
}

/// The day since which the youngest of the names in the text has been in use.
fn youngest_name(subject: &Subject<'_>) -> Option<Date> {
    let (list, days) = &*NAMES;
    let hits = subject.hits.of(*list).iter();
    let in_paper = hits.filter(|hit| {
        let line = subject.outline.line_holding(hit.start);
        line.is_some_and(|line| line.part.is_text())
    });
    in_paper.filter_map(|hit| days.get(hit.row as usize).copied().flatten()).max()
}

/// The smallest year written 2019年 or 〔2019〕; when a page was put up says nothing of the paper.
fn earliest_year(subject: &Subject<'_>) -> Option<i16> {
    let text = subject.text();
    let bytes = text.as_bytes();
    let years = memmem::find_iter(bytes, "20").filter_map(|at| {
        let digits = text.get(at..at + 4)?;
        let is_year = bytes.get(at + 4).is_some_and(|b| !b.is_ascii_digit())
            && !at.checked_sub(1).and_then(|i| bytes.get(i)).is_some_and(u8::is_ascii_digit)
            && text.get(at + 4..).is_some_and(|t| t.starts_with(['年', '〕', '-', '—']));
        let year = digits.parse().ok().filter(|year| is_year && *year < 2100)?;
        let line = subject.outline.line_holding(to_u32(at));
        line.is_none_or(|line| line.part != Part::Portal).then_some(year)
    });
    years.min()
}
