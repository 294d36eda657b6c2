//! The two grades that rule files name, as the program has them.

#[path = "../src/document/certainty.rs"]
mod certainty;
#[path = "../src/report/severity.rs"]
mod severity;

pub use certainty::Certainty;
pub use severity::Severity;
