//! Where in the body a comment belongs.

use crate::document::{Origins, Piece};
use crate::text::{Raw, Span};

/// Bytes of the body part that a comment speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Anchor {
    pub(super) from: usize,
    pub(super) to: usize,
    /// Whether these are exactly the flagged words; if not, the comment quotes them.
    pub(super) is_exact: bool,
}

/// The anchor of a raw span. Computed numbers stand in no part: the text behind them is taken. Words of a note are anchored where
/// the note is referred to.
pub(super) fn of(origins: &Origins, span: Span<Raw>) -> Anchor {
    let touched: Vec<&Piece> = origins.of(span).iter().filter(|p| p.len > 0).collect();
    let in_body: Vec<&Piece> = touched.iter().copied().filter(|p| p.part == 0).collect();
    if let Some(first) = in_body.first() {
        return exact(&in_body, first, span);
    }
    if !touched.is_empty()
        && let Some(source) = origins.reference(span.start)
    {
        let at = source as usize;
        return Anchor { from: at, to: at + 1, is_exact: false };
    }
    let next = origins.pieces.partition_point(|p| p.start < span.start);
    let is_body = |p: &&Piece| p.part == 0 && p.len > 0;
    let near =
        origins.pieces.iter().skip(next).find(is_body).or_else(|| origins.pieces.iter().rev().find(is_body));
    let (from, to) = near.map_or((0, 0), |p| (p.source, p.source + p.source_len));
    Anchor { from: from as usize, to: to as usize, is_exact: false }
}

/// From the first to the last byte, as long as the pieces follow each other: a merged cell shown again stands before its row.
fn exact(pieces: &[&Piece], first: &Piece, span: Span<Raw>) -> Anchor {
    let mut last = first;
    for piece in pieces {
        if piece.source < last.source {
            break;
        }
        last = piece;
    }
    let from = first.source_of(span.start.max(first.start));
    let to = last.source_of(span.end.min(last.start + last.len));
    let is_exact = pieces.last().is_some_and(|p| p.source == last.source);
    Anchor { from: from as usize, to: to as usize, is_exact }
}
