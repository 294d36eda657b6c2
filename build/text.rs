//! Offsets, as the program has them.

#[path = "../src/text/span.rs"]
mod span;

pub(crate) use span::{Norm, Span, to_u32};
