//! Checks across documents: what only shows when several papers are laid side by side.
//!
//! Each document leaves [`Mark`]s: a key by which it meets others, and what is needed to judge. Documents with the same key are
//! a [`Group`]; the rules of kind `archive` judge groups. So an archive of any size is judged group by group, from what the store
//! keeps, and a rule's examples, small sets of documents, are judged by the same code. No I/O, no clock.

mod clause;
mod compare;
mod group;
mod likeness;
mod listing;
mod mark;
mod name;
mod rules;
mod sheet;
mod token;

pub use clause::{Clause, articles, clauses};
pub use compare::{Matched, compare, matched};
pub use group::{Group, Judge, Member, groups, settled};
pub use likeness::bands;
pub use mark::{Mark, Note, Topic, read, side};
pub use rules::{by_place, same_name};
pub use sheet::{Number, Registration, Sheet};
