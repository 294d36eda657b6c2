//! What the formats of Word documents share: blocks, the lines they are laid out as, automatic numbers, and how titles look.

pub(super) mod compose;
pub(super) mod format;
pub(super) mod look;
pub(super) mod masthead;
pub(super) mod model;
pub(super) mod numbering;
pub(super) mod symbol;
