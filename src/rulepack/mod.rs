//! Rule packs: the TOML schema, the loader with its messages, validation, the registry, the regional profiles.
//!
//! In: `(path, text)` pairs. Out: a [`Registry`] of checked [`Rule`]s, or an [`Error`](crate::Error) that shows every
//! mistake with its line. Executes no rule and touches no disk.

pub mod catalogue;
mod diagnose;
mod literals;
mod load;
mod loose;
mod packed;
mod pattern;
mod profile;
mod registry;
mod rule;
mod schema;
#[cfg(test)]
mod tests;
mod version;
mod word_class;

pub(crate) use diagnose::Mistake;
pub use packed::Packed;
pub use pattern::{Literals, Pattern};
pub use profile::{Profile, Profiles, Setting};
pub use registry::{Pack, Registry};
pub use rule::{
    AppliesTo, BasisEntry, Check, ExampleMeta, ExampleSpec, ExampleVerdict, Matcher, Meet, OnMissing, Rule,
};
pub use schema::{Excuse, Level, RuleStatus, Scope, StageName};
pub use word_class::WordClass;
