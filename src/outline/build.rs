//! Builds the outline in one pass over the lines.

use super::{Line, Outline, Part, Sentence};
use crate::text::{Span, to_u32};

/// The outline of a normalised text.
pub(super) fn outline(text: &str) -> Outline {
    let mut outline = Outline::default();
    let mut start = 0usize;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let lead = start + (line.len() - line.trim_start().len());
            let span = Span::at(lead, lead + trimmed.len());
            let index = to_u32(outline.lines.len());
            outline.lines.push(Line { span, part: Part::Body, node: None });
            let mut at = lead;
            for piece in trimmed.split_inclusive(['。', '！', '？', '；']) {
                let inner = piece.trim();
                let from = at + (piece.len() - piece.trim_start().len());
                if !inner.is_empty() {
                    outline.sentences.push(Sentence {
                        span: Span::at(from, from + inner.len()),
                        text_start: to_u32(from),
                        line: index,
                        node: None,
                        part: Part::Body,
                        heading: false,
                    });
                }
                at += piece.len();
            }
        }
        start += line.len();
    }
    outline
}
