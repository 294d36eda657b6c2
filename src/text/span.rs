//! Half-open byte ranges that know which text they point into.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

/// The decoded text as a person sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Raw {}

/// The normalised text that facts and rules read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Norm {}

/// A half-open range of **bytes** in the text of space `S` ([`Raw`] or [`Norm`]), on character boundaries.
pub struct Span<S> {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    space: PhantomData<fn() -> S>,
}

impl<S> Span<S> {
    /// The range `start..end` in bytes; an inverted range becomes the empty range at `start`.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end: if end < start { start } else { end }, space: PhantomData }
    }

    /// The same from `usize` offsets; texts are limited to 4 GiB by the reader, so offsets fit.
    #[must_use]
    pub fn at(start: usize, end: usize) -> Self {
        Self::new(to_u32(start), to_u32(end))
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether nothing lies between the ends.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a range for slicing.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text between the ends; empty when the span does not fit `text` (a caller's mistake must not abort a batch).
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        debug_assert!(text.get(self.range()).is_some(), "span {self:?} does not fit the text");
        text.get(self.range()).unwrap_or("")
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte offset lies inside.
    #[must_use]
    pub const fn holds(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// Offsets of texts below 4 GiB; larger ones are refused when read.
pub(crate) fn to_u32(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

impl<S> Default for Span<S> {
    fn default() -> Self {
        Self::new(0, 0)
    }
}

impl<S> Clone for Span<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for Span<S> {}

impl<S> PartialEq for Span<S> {
    fn eq(&self, other: &Self) -> bool {
        self.start == other.start && self.end == other.end
    }
}

impl<S> Eq for Span<S> {}

impl<S> PartialOrd for Span<S> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<S> Ord for Span<S> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.start, self.end).cmp(&(other.start, other.end))
    }
}

impl<S> std::hash::Hash for Span<S> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (self.start, self.end).hash(state);
    }
}

impl<S> fmt::Debug for Span<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
