//! `hegui` 合规 reads Chinese policy documents and says what they oblige whom to do by when, and what is wrong with them
//! under the rules for administrative normative documents (行政规范性文件). DESIGN.md explains the ideas.
//!
//! ```
//! let engine = hegui::Engine::builder().build()?;
//! let analysis = engine.check(hegui::source::decode("稿.txt", "各单位应当于2024年6月底前完成整改。".as_bytes()));
//! assert_eq!(analysis.facts.obligations.len(), 1);
//! assert_eq!(analysis.facts.deadlines[0].value.as_deref(), Some("2024-06-30"));
//! # Ok::<(), hegui::Error>(())
//! ```

#![deny(missing_docs)]
#![cfg_attr(test, allow(clippy::disallowed_methods, clippy::unwrap_used))]

pub mod across;
pub mod archive;
pub mod check;
pub mod cli;
pub mod correction;
pub mod document;
pub mod dossier;
pub mod engine;
pub mod error;
pub mod facts;
pub mod index;
pub mod lexicon;
pub mod normalize;
mod office;
pub mod outline;
pub mod render;
pub mod report;
pub mod rulepack;
pub mod segment;
pub mod serve;
pub mod source;
pub mod text;
pub mod triage;

pub use engine::Engine;
pub use error::Error;
pub use report::Report;
