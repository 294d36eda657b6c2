//! Offsets, as the program has them.

#[path = "../src/text/span.rs"]
mod span;

pub(crate) use span::to_u32;
