//! From the text as decoded to the canonical text that facts and rules read, with every change recorded.

use crate::document::{Decoded, Document, Script};
use crate::text::OffsetMap;

/// Runs all passes over a decoded text.
#[must_use]
pub fn normalize(decoded: Decoded) -> Document {
    let map = OffsetMap::identity(decoded.raw.len());
    Document::new(decoded, None, map, Vec::new(), Script::Simplified)
}
