//! Coordinates: typed spans, the map between raw and normalised text, lines and columns. Beside them what is true of any text:
//! numerals, text for comparing, text in a page. Pure; standard library only.

mod ends;
mod group;
mod html;
mod letters;
mod line_index;
mod numeral;
mod offset_map;
mod span;

pub use ends::{first_bytes, first_chars, last_bytes, last_chars};
pub(crate) use group::grouped;
pub use html::Escaped;
pub use letters::letters;
pub use line_index::{LineIndex, Position};
pub use numeral::{digit_value, is_numeral, parse_decimal, parse_numeral, plain_digit_value};
pub use offset_map::{OffsetMap, Rewrite};
pub(crate) use span::to_u32;
pub use span::{Norm, Raw, Span};
