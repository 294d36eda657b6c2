//! Offsets and places, as the program has them.

#[path = "../src/text/group.rs"]
mod group;
#[path = "../src/text/span.rs"]
mod span;

pub(crate) use group::grouped;
pub(crate) use span::{Norm, Span, to_u32};
