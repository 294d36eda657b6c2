//! The bridge between the two coordinate systems: where in the raw text a place of the normalised text came from.
//!
//! An [`OffsetMap`] is a sorted list of segments. In a *linear* segment offsets run alike in both texts: it was copied, or
//! characters were replaced by others of the same length (`國` → `国`). Any other segment was rewritten as a whole (`,` → `，`,
//! `經(jīng)` → `经`). Raw bytes between two segments were deleted. Laws, held by property tests: the map is total, monotonic,
//! lands on character boundaries, and `raw(norm(x)) ⊇ x` — for an `x` with deleted text at an end, without that text, which
//! has no place in the other text; `Document::norm_of` takes the neighbouring characters with it.

use super::span::{Norm, Raw, Span, to_u32};

/// One piece of normalised text and the raw text it was made from. Its normalised end is the next segment's start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Segment {
    norm_start: u32,
    raw_start: u32,
    raw_end: u32,
    linear: bool,
}

/// A rewrite of one text: the bytes `start..end` were replaced by `len` bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rewrite {
    /// First byte replaced, in the text before the rewrite.
    pub start: u32,
    /// One past the last byte replaced.
    pub end: u32,
    /// Length of the replacement in bytes; 0 is a deletion.
    pub len: u32,
}

/// Maps spans of the normalised text to the raw text and back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OffsetMap {
    segments: Vec<Segment>,
    norm_len: u32,
    raw_len: u32,
}

impl OffsetMap {
    /// The map of a text that was not changed; `len` in bytes.
    #[must_use]
    pub fn identity(len: usize) -> Self {
        let len = to_u32(len);
        let segments = if len == 0 {
            Vec::new()
        } else {
            vec![Segment { norm_start: 0, raw_start: 0, raw_end: len, linear: true }]
        };
        Self { segments, norm_len: len, raw_len: len }
    }

    /// Whether every offset is the same in both texts.
    #[must_use]
    pub fn is_identity(&self) -> bool {
        self.norm_len == self.raw_len && self.segments.len() <= 1 && self.segments.iter().all(|s| s.linear)
    }

    /// The map after one more pass rewrote the normalised text; `rewrites` are sorted, do not overlap, and are given
    /// in bytes of the text before that pass.
    #[must_use]
    pub fn then(&self, rewrites: &[Rewrite]) -> Self {
        debug_assert!(rewrites.is_sorted_by(|a, b| a.end <= b.start), "rewrites in order");
        debug_assert!(
            rewrites.last().is_none_or(|last| last.end <= self.norm_len),
            "rewrites inside the text"
        );
        let mut next = Builder::new(self.segments.len() + 2 * rewrites.len());
        let mut at = 0u32;
        let mut cursor = 0usize;
        for rewrite in rewrites {
            self.copy(at, rewrite.start, &mut cursor, &mut next);
            if rewrite.len > 0 {
                let raw = self.raw(Span::new(rewrite.start, rewrite.end));
                next.push(rewrite.len, raw.start, raw.end, false);
            }
            at = rewrite.end;
        }
        self.copy(at, self.norm_len, &mut cursor, &mut next);
        Self { segments: next.segments, norm_len: next.norm_len, raw_len: self.raw_len }
    }

    /// Copies the segments that cover `start..end` of this map's normalised text.
    fn copy(&self, start: u32, end: u32, cursor: &mut usize, next: &mut Builder) {
        let mut at = start;
        while at < end {
            while *cursor + 1 < self.segments.len() && self.segments[*cursor + 1].norm_start <= at {
                *cursor += 1;
            }
            let segment = self.segments[*cursor];
            let segment_end = self.norm_end(*cursor);
            let to = end.min(segment_end);
            if segment.linear {
                let raw_start = segment.raw_start + (at - segment.norm_start);
                next.push(to - at, raw_start, raw_start + (to - at), true);
            } else {
                next.push(to - at, segment.raw_start, segment.raw_end, false);
            }
            at = to;
        }
    }

    fn norm_end(&self, index: usize) -> u32 {
        self.segments.get(index + 1).map_or(self.norm_len, |s| s.norm_start)
    }

    /// Index of the segment that holds the normalised byte, which must be below the length.
    fn holding(&self, norm: u32) -> usize {
        self.segments.partition_point(|s| s.norm_start <= norm).saturating_sub(1)
    }

    /// The raw text that `span` was made from. An empty span maps to what was deleted at its place, if anything was.
    #[must_use]
    pub fn raw(&self, span: Span<Norm>) -> Span<Raw> {
        let (start, end) = (span.start.min(self.norm_len), span.end.min(self.norm_len));
        if start >= end {
            return self.gap(start);
        }
        let first = self.segments[self.holding(start)];
        let last = self.segments[self.holding(end - 1)];
        let raw_start =
            if first.linear { first.raw_start + (start - first.norm_start) } else { first.raw_start };
        let raw_end = if last.linear { last.raw_start + (end - last.norm_start) } else { last.raw_end };
        Span::new(raw_start, raw_end)
    }

    /// What was deleted between the normalised bytes `norm - 1` and `norm`; inside a rewritten piece, all it was made from.
    fn gap(&self, norm: u32) -> Span<Raw> {
        let before = if norm == 0 { 0 } else { self.raw(Span::new(norm - 1, norm)).end };
        let after =
            if norm >= self.norm_len { self.raw_len } else { self.raw(Span::new(norm, norm + 1)).start };
        Span::new(before.min(after), before.max(after))
    }

    /// The normalised text made from `span`; rewritten pieces that it touches are taken whole. What was made from nothing
    /// but deleted text is an empty span at its place.
    #[must_use]
    pub fn norm(&self, span: Span<Raw>) -> Span<Norm> {
        let first = self.segments.partition_point(|s| s.raw_end <= span.start);
        let until = self.segments.partition_point(|s| s.raw_start < span.end);
        let Some(head) = self.segments.get(first) else { return Span::new(self.norm_len, self.norm_len) };
        let is_inside = span.start > head.raw_start;
        let start = if head.linear && is_inside {
            head.norm_start + (span.start - head.raw_start)
        } else {
            head.norm_start
        };
        if span.is_empty() && (head.linear || !is_inside) {
            return Span::new(start, start);
        }
        let Some(last) = until.checked_sub(1).filter(|last| *last >= first) else {
            return Span::new(start, start);
        };
        let tail = self.segments[last];
        let end = if tail.linear && span.end < tail.raw_end {
            tail.norm_start + (span.end - tail.raw_start)
        } else {
            self.norm_end(last)
        };
        Span::new(start, end)
    }

    /// Whether the raw bytes just before and just behind a raw offset, in that order, have a place in the normalised text.
    #[must_use]
    pub fn survives(&self, raw: u32) -> (bool, bool) {
        let holds = |byte: u32| {
            let index = self.segments.partition_point(|s| s.raw_end <= byte);
            self.segments.get(index).is_some_and(|s| s.raw_start <= byte)
        };
        (raw.checked_sub(1).is_some_and(holds), holds(raw))
    }

    /// Length of the raw text in bytes.
    #[must_use]
    pub const fn raw_len(&self) -> u32 {
        self.raw_len
    }

    /// Length of the normalised text in bytes.
    #[must_use]
    pub const fn norm_len(&self) -> u32 {
        self.norm_len
    }

    /// The segments as `(normalised span, raw span, linear)`, in order; for display.
    pub fn pieces(&self) -> impl Iterator<Item = (Span<Norm>, Span<Raw>, bool)> + '_ {
        self.segments.iter().enumerate().map(|(i, s)| {
            (Span::new(s.norm_start, self.norm_end(i)), Span::new(s.raw_start, s.raw_end), s.linear)
        })
    }
}

/// Appends segments and joins linear neighbours.
struct Builder {
    segments: Vec<Segment>,
    norm_len: u32,
}

impl Builder {
    fn new(capacity: usize) -> Self {
        Self { segments: Vec::with_capacity(capacity), norm_len: 0 }
    }

    fn push(&mut self, len: u32, raw_start: u32, raw_end: u32, linear: bool) {
        match self.segments.last_mut() {
            Some(last) if linear && last.linear && last.raw_end == raw_start => last.raw_end = raw_end,
            _ => self.segments.push(Segment { norm_start: self.norm_len, raw_start, raw_end, linear }),
        }
        self.norm_len += len;
    }
}

#[cfg(test)]
mod tests;
