//! Sentences that line breaks cut: their modals are read as if the breaks were not there, 不 / 得转让.

use super::head::Head;
use super::modal::{Modal, Modals, Reading};
use crate::facts::clause::Shape;
use crate::facts::deadline::folded::Joined;
use crate::lexicon::Lexicon;
use crate::outline::Sentence;
use crate::text::{Span, last_bytes, to_u32};

/// So many bytes before the sentence tell what it stands in.
const BEFORE: usize = 300;

/// Whether a line break lies inside the sentence.
pub(super) fn is_torn(text: &str, sentence: &Sentence) -> bool {
    sentence.span.of(text).trim_end().contains('\n')
}

/// The strongest modal of a torn sentence; `shape` is the sentence's own.
pub(super) fn strongest(
    text: &str,
    sentence: &Sentence,
    shape: &Shape,
    (modals, classical, head): (&Modals, bool, Head),
) -> Option<Modal> {
    let before = last_bytes(text.get(..sentence.span.start as usize)?, BEFORE);
    let before = before.rsplit('\n').next().unwrap_or("");
    let from = sentence.span.start as usize - before.len();
    let joined = Joined::of(text, from, sentence.span.end as usize)?;
    let start = sentence.text_start.clamp(sentence.span.start, sentence.span.end);
    let span = Span::at(joined.place(start as usize), joined.text().len());
    let mut whole = Shape::default();
    whole.read_span(joined.text(), span);
    let hits = Lexicon::embedded().scan(joined.text());
    let reading = Reading { text: joined.text(), shape: &whole, classical, head };
    let modal = reading.strongest(modals, hits.within(modals.list, span))?;
    let start = to_u32(joined.start(modal.span.start as usize));
    let end = to_u32(joined.end(modal.span.end as usize));
    Some(Modal { span: Span::new(start, end), clause: shape.clause_at(start)?, ..modal })
}
