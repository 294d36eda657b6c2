//! What of a document matched: exact places of the raw text, and excerpts around them.

use serde::Serialize;

use super::entry::{Card, Headings};
use super::plain::{self, Needle, Plain};
use super::query::compile::Sought;
use super::query::near::{Place, keep_near};
use crate::document::Document;
use crate::text::{LineIndex, Raw, Span};

/// Characters of an excerpt before its first mark.
const BEFORE: usize = 24;
/// Characters of an excerpt.
const WIDTH: usize = 90;

/// A document that was found.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Hit {
    /// What is shown of it.
    #[serde(flatten)]
    pub card: Card,
    /// How well it fits; for comparison within one answer.
    pub score: f32,
    /// The best excerpts, in order of the text.
    pub snippets: Vec<Snippet>,
}

/// An excerpt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Snippet {
    /// Raw text.
    pub text: String,
    /// First character in the raw text, from 0.
    pub start: u32,
    /// Headings above it, outermost first.
    pub headings: Vec<String>,
    /// What matched in it.
    pub marks: Vec<Mark>,
}

/// A stretch of raw text that matched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Mark {
    /// First character in the raw text, from 0.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// Line of the first character, from 1.
    pub line: u32,
    /// Column of the first character, from 1.
    pub column: u32,
    /// The raw text between them.
    pub text: String,
    /// Which part of the query it answers.
    #[serde(skip)]
    group: usize,
    #[serde(skip)]
    bytes: Span<Raw>,
}

/// A document taken from the index, with what matched.
pub(super) struct Matched {
    document: Document,
    lines: LineIndex,
    /// In order, not overlapping.
    pub(super) marks: Vec<Mark>,
}

impl Matched {
    /// Looks for everything that was sought.
    pub(super) fn of(raw: String, sought: &[Sought]) -> Self {
        let document = plain::document(raw);
        let lines = document.line_index();
        let plain = Plain::of(document.norm());
        let is_loose = |n: &Needle| n.is_loose;
        let any_loose = sought.iter().any(|s| match s {
            Sought::Any(needles) => needles.iter().any(is_loose),
            Sought::Near(parts, _) => parts.iter().flatten().any(is_loose),
        });
        let folded = if any_loose { plain.text().to_ascii_lowercase() } else { String::new() };
        let mut places: Vec<(usize, usize, usize)> = Vec::new();
        for (group, sought) in sought.iter().enumerate() {
            let found = places_of(sought, plain.text(), &folded);
            places.extend(found.into_iter().map(|(start, end)| (start, end, group)));
        }
        places.sort_unstable();
        let mut joined: Vec<(usize, usize, usize)> = Vec::with_capacity(places.len());
        for place in places {
            match joined.last_mut() {
                Some(last) if place.0 < last.1 => last.1 = last.1.max(place.1),
                _ => joined.push(place),
            }
        }
        let raw = document.raw();
        let marks = joined.into_iter().map(|(start, end, group)| {
            let bytes = document.map.raw(plain.norm(start, end));
            let from = lines.position(raw, bytes.start);
            let text = bytes.of(raw).to_owned();
            let end = from.offset + u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
            Mark { start: from.offset, end, line: from.line, column: from.column, text, group, bytes }
        });
        Self { marks: marks.collect(), lines, document }
    }

    /// The best excerpts: those in which most parts of the query stand, then the first.
    pub(super) fn snippets(&self, headings: &Headings, count: usize) -> Vec<Snippet> {
        let mut windows: Vec<(usize, usize, usize)> = Vec::new();
        for (first, mark) in self.marks.iter().enumerate() {
            let within = self.marks.iter().skip(first);
            let within = within.take_while(|m| (m.end.saturating_sub(mark.start) as usize) <= WIDTH - BEFORE);
            let (mut groups, mut last) = (0u64, first);
            for (offset, m) in within.enumerate() {
                groups |= 1 << (m.group % 64);
                last = first + offset;
            }
            windows.push((groups.count_ones() as usize, first, last));
        }
        windows.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut taken: Vec<(usize, usize)> = Vec::new();
        for (_, first, last) in windows {
            if taken.len() == count {
                break;
            }
            if taken.iter().all(|t| last < t.0 || t.1 < first) {
                taken.push((first, last));
            }
        }
        taken.sort_unstable();
        taken.into_iter().filter_map(|(first, last)| self.excerpt(headings, first, last)).collect()
    }

    fn excerpt(&self, headings: &Headings, first: usize, last: usize) -> Option<Snippet> {
        let raw = self.document.raw();
        let marks = self.marks.get(first..=last)?;
        let (from, to) = (marks.first()?.bytes.start as usize, marks.last()?.bytes.end as usize);
        let before = raw.get(..from)?;
        let start = before.char_indices().rev().take(BEFORE).last().map_or(from, |(at, _)| at);
        // An excerpt begins with a sentence when one begins not far before.
        let head = raw.get(start..from)?;
        let start = head.rfind(['。', '；', '\n']).map_or(start, |at| {
            start + at + head.get(at..).and_then(|r| r.chars().next()).map_or(0, char::len_utf8)
        });
        let shown = raw.get(start..to)?.chars().count();
        let after = raw.get(to..)?;
        let end = after.char_indices().nth(WIDTH.saturating_sub(shown)).map_or(raw.len(), |(at, _)| to + at);
        let rest = raw.get(to..end)?;
        let end = rest.find('\n').map_or(end, |at| to + at);
        Some(Snippet {
            text: raw.get(start..end)?.to_owned(),
            start: self.lines.position(raw, u32::try_from(start).ok()?).offset,
            headings: headings.above(raw, from),
            marks: marks.to_vec(),
        })
    }

    /// The raw text.
    pub(super) fn raw(&self) -> &str {
        self.document.raw()
    }
}

fn places_of(sought: &Sought, text: &str, folded: &str) -> Vec<(usize, usize)> {
    match sought {
        Sought::Any(needles) => needles.iter().flat_map(|n| n.places(text, folded)).collect(),
        Sought::Near(parts, distances) => near_places(parts, distances, text, folded),
    }
}

/// Places of each part that are near a place of the part before or behind it.
fn near_places(parts: &[Vec<Needle>], distances: &[u32], text: &str, folded: &str) -> Vec<(usize, usize)> {
    let found: Vec<Vec<(usize, usize)>> =
        parts.iter().map(|part| part.iter().flat_map(|n| n.places(text, folded)).collect()).collect();
    let counted = in_characters(text, &found);
    let mut kept = Vec::new();
    for (index, (places, counted_here)) in found.iter().zip(&counted).enumerate() {
        let mut sorted = counted_here.clone();
        sorted.sort_unstable();
        let mut near: Vec<Place> = Vec::new();
        let before = index.checked_sub(1);
        for (other, gap) in [(before, before), (Some(index + 1), Some(index))] {
            let Some((others, gap)) = other.and_then(|o| counted.get(o)).zip(gap) else { continue };
            let mut others = others.clone();
            others.sort_unstable();
            let mut close = sorted.clone();
            keep_near(&mut close, &others, distances.get(gap).copied().unwrap_or(0));
            near.append(&mut close);
        }
        near.sort_unstable();
        let is_near = |chars: &Place| near.binary_search(chars).is_ok();
        kept.extend(places.iter().zip(counted_here).filter(|(_, c)| is_near(c)).map(|(place, _)| *place));
    }
    kept
}

/// The places in characters, by one walk over the text.
fn in_characters(text: &str, found: &[Vec<(usize, usize)>]) -> Vec<Vec<Place>> {
    let mut bytes: Vec<usize> = found.iter().flatten().flat_map(|(start, end)| [*start, *end]).collect();
    bytes.sort_unstable();
    bytes.dedup();
    let mut counts = Vec::with_capacity(bytes.len());
    let (mut at, mut count) = (0, 0u32);
    for &byte in &bytes {
        let between = text.get(at..byte).map_or(0, |t| t.chars().count());
        count = count.saturating_add(u32::try_from(between).unwrap_or(u32::MAX));
        counts.push(count);
        at = byte;
    }
    let of = |byte: &usize| bytes.binary_search(byte).ok().and_then(|i| counts.get(i)).copied().unwrap_or(0);
    found.iter().map(|places| places.iter().map(|(s, e)| (of(s), of(e))).collect()).collect()
}

impl Headings {
    /// The headings above a byte of the raw text, outermost first, each on one line.
    pub(super) fn above(&self, raw: &str, byte: usize) -> Vec<String> {
        let node = |index: usize| match self.0.get(index * 4..index * 4 + 4) {
            Some(&[start, head, whole, parent]) => {
                Some((start as usize, head as usize, whole as usize, parent as usize))
            }
            _ => None,
        };
        let mut at = (0..self.0.len() / 4).rev().find(|index| {
            node(*index).is_some_and(|(start, _, whole, _)| start <= byte && byte < start + whole)
        });
        let mut found = Vec::new();
        while let Some((start, head, _, parent)) = at.and_then(node) {
            // A heading is cut at a byte and may end inside a character.
            let end = (start..=start + head).rev().find(|end| raw.is_char_boundary(*end)).unwrap_or(start);
            let text: String = raw.get(start..end).unwrap_or("").split_whitespace().collect();
            found.push(text.chars().take(30).collect());
            at = parent.checked_sub(1);
            if found.len() > 12 {
                break;
            }
        }
        found.reverse();
        found
    }
}
