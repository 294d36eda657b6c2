//! What a pass does to a text: replacements in order, collected into the new text and the rewrites that the offset map needs.

use crate::document::Certainty;
use crate::text::{Norm, OffsetMap, Raw, Rewrite, Span, to_u32};

/// A change of the text, in raw places; for the record and for display.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// `white_space`, `punctuation`, `pinyin_gloss`, …
    pub kind: &'static str,
    /// Where in the raw text.
    pub span: Span<Raw>,
    /// What stands there now.
    pub after: String,
    /// How sure a repair is; `None` when the change is no repair but folding of width, blanks or script.
    pub repair: Option<Certainty>,
}

/// A change in places of the text that the pass was given.
#[derive(Clone, Debug)]
struct Note {
    kind: Kind,
    start: u32,
    end: u32,
    after: String,
}

/// Name of a change, and how sure it is when it is a repair.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    pub(super) name: &'static str,
    pub(super) repair: Option<Certainty>,
}

impl Kind {
    /// Folding that loses nothing worth a record: width, blanks, script.
    pub(super) const fn fold(name: &'static str) -> Self {
        Self { name, repair: None }
    }

    /// Dirt that was repaired; always recorded.
    pub(super) const fn repair(name: &'static str, certainty: Certainty) -> Self {
        Self { name, repair: Some(certainty) }
    }
}

/// Collects the edits of one pass, in order of the text.
#[derive(Debug)]
pub(super) struct Edits<'t> {
    text: &'t str,
    out: String,
    /// The text before this byte stands in `out`.
    done: usize,
    rewrites: Vec<Rewrite>,
    notes: Vec<Note>,
    is_traced: bool,
    is_touched: bool,
}

impl<'t> Edits<'t> {
    /// No edits yet; `is_traced` keeps a note of every change and not of repairs only.
    pub(super) const fn new(text: &'t str, is_traced: bool) -> Self {
        Self {
            text,
            out: String::new(),
            done: 0,
            rewrites: Vec::new(),
            notes: Vec::new(),
            is_traced,
            is_touched: false,
        }
    }

    /// Replaces the bytes `start..end`, which lie after all earlier edits.
    pub(super) fn replace(&mut self, start: usize, end: usize, with: &str, kind: Kind) {
        debug_assert!(self.done <= start && start <= end, "edits in order");
        if !self.is_touched {
            self.is_touched = true;
            self.out.reserve(self.text.len() + self.text.len() / 16);
        }
        self.out.push_str(self.text.get(self.done..start).unwrap_or_default());
        self.out.push_str(with);
        self.done = end;
        // One character for one of the same length leaves every offset as it is.
        let is_same_shape = end - start == with.len()
            && is_one_char(self.text, start, end)
            && is_one_char(with, 0, with.len());
        if !is_same_shape {
            self.rewrites.push(Rewrite { start: to_u32(start), end: to_u32(end), len: to_u32(with.len()) });
        }
        if self.is_traced || kind.repair.is_some() {
            self.notes.push(Note { kind, start: to_u32(start), end: to_u32(end), after: with.to_owned() });
        }
    }

    /// Replaces one character by another.
    pub(super) fn put(&mut self, start: usize, end: usize, with: char, kind: Kind) {
        self.replace(start, end, with.encode_utf8(&mut [0; 4]), kind);
    }

    /// Deletes the bytes `start..end`.
    pub(super) fn delete(&mut self, start: usize, end: usize, kind: Kind) {
        self.replace(start, end, "", kind);
    }

    /// The characters that stand before byte `at` after the edits so far, last first.
    pub(super) fn before(&self, at: usize) -> impl Iterator<Item = char> + '_ {
        let kept = self.text.get(self.done..at).unwrap_or_default();
        kept.chars().rev().chain(self.out.chars().rev())
    }
}

fn is_one_char(text: &str, start: usize, end: usize) -> bool {
    text.get(start..end).is_some_and(|part| {
        let mut chars = part.chars();
        chars.next().is_some() && chars.next().is_none()
    })
}

/// The text on its way through the passes, with the map back to the raw text.
#[derive(Debug)]
pub(super) struct Stage<'r> {
    raw: &'r str,
    text: Option<String>,
    map: OffsetMap,
    changes: Vec<Change>,
}

impl<'r> Stage<'r> {
    pub(super) fn new(raw: &'r str) -> Self {
        Self { raw, text: None, map: OffsetMap::identity(raw.len()), changes: Vec::new() }
    }

    /// The text as it stands now.
    pub(super) fn text(&self) -> &str {
        self.text.as_deref().unwrap_or(self.raw)
    }

    /// Carries out what a pass collected on [`Self::text`]; says whether it changed anything.
    pub(super) fn apply(&mut self, edited: Edited) -> bool {
        let Edited { out, rewrites, notes } = edited;
        let Some(out) = out else { return false };
        self.changes.extend(notes.into_iter().map(|note| Change {
            kind: note.kind.name,
            span: self.map.raw(Span::<Norm>::new(note.start, note.end)),
            after: note.after,
            repair: note.kind.repair,
        }));
        if !rewrites.is_empty() {
            self.map = self.map.then(&rewrites);
        }
        self.text = Some(out);
        true
    }

    /// Text (if it was changed), map, and changes in order of the raw text.
    pub(super) fn finish(self) -> (Option<String>, OffsetMap, Vec<Change>) {
        let mut changes = self.changes;
        changes.sort_by_key(|c| (c.span.start, c.span.end));
        (self.text, self.map, changes)
    }
}

/// A finished pass, no longer bound to the text it read.
#[derive(Debug)]
pub(super) struct Edited {
    out: Option<String>,
    rewrites: Vec<Rewrite>,
    notes: Vec<Note>,
}

impl From<Edits<'_>> for Edited {
    fn from(mut edits: Edits<'_>) -> Self {
        let out = edits.is_touched.then(|| {
            edits.out.push_str(edits.text.get(edits.done..).unwrap_or_default());
            edits.out
        });
        Self { out, rewrites: edits.rewrites, notes: edits.notes }
    }
}
