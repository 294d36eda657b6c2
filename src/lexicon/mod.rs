//! The word lists of `dictionaries/` and the one automaton that finds all their terms in one pass.
//!
//! A list is a TSV file: `#` lines say what it is, where from and of what date; the next line names the columns; the rest are
//! rows. A `# scan` line puts the first column of the list into the shared automaton. Adding a list edits no code.
//! The lexicon knows no rules and judges nothing.

mod laws;
mod local_laws;
mod prefixes;
mod scan;
mod table;
mod word_set;

use std::sync::LazyLock;

pub use laws::{Force, Law, LawState, LawTable, fold as fold_law_name};
pub use prefixes::Prefixes;
pub use scan::{Hit, Hits, ListId};
pub use table::Table;
pub use word_set::WordSet;

use crate::error::Error;

/// The embedded files, written by `build.rs`.
pub(crate) mod embedded {
    include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
}

/// All word lists with the automaton over those that are scanned for.
pub struct Lexicon {
    tables: Vec<Table>,
    scanner: scan::Scanner,
}

static EMBEDDED: LazyLock<Lexicon> = LazyLock::new(|| {
    let tables = embedded::DICTIONARIES.iter().map(|(name, text)| Table::parse(name, text));
    let tables = tables.collect::<Result<Vec<_>, Error>>();
    // A broken dictionary cannot be shipped: the test below loads every one of them.
    tables.map(Lexicon::new).unwrap_or_else(|error| panic!("{error}"))
});

impl Lexicon {
    fn new(tables: Vec<Table>) -> Self {
        let scanner = scan::Scanner::new(&tables);
        Self { tables, scanner }
    }

    /// The lists shipped with the program.
    #[must_use]
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// The list of that file stem. A list that the code names but `dictionaries/` lacks is a defect of the build.
    ///
    /// # Panics
    /// When there is no such list.
    #[must_use]
    pub fn table(&self, name: &str) -> &Table {
        self.find(name).unwrap_or_else(|| panic!("dictionaries/{name}.tsv 不存在"))
    }

    /// The list of that file stem, if there is one.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|t| t.name() == name)
    }

    /// All lists, by name.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.tables.iter()
    }

    /// Handle of a scanned list, for [`Hits::of`]; look it up once and keep it.
    ///
    /// # Panics
    /// When there is no such list or it has no `# scan` line.
    #[must_use]
    pub fn list(&self, name: &str) -> ListId {
        self.scanner.list(name).unwrap_or_else(|| panic!("dictionaries/{name}.tsv 不存在或没有 # scan"))
    }

    /// Finds every term of every scanned list in `text`, in one pass; per list the leftmost-longest, never overlapping.
    #[must_use]
    pub fn scan(&self, text: &str) -> Hits {
        self.scanner.scan(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dictionary_loads() {
        assert!(Lexicon::embedded().tables().count() >= embedded::DICTIONARIES.len());
    }

    #[test]
    fn longest_term_of_a_list_wins_and_lists_do_not_hide_each_other() {
        let a = Table::parse("a", "# scan\nterm\n应\n应当\n").expect("table");
        let b = Table::parse("b", "# scan\nterm\n当事人\n").expect("table");
        let lexicon = Lexicon::new(vec![a, b]);
        let hits = lexicon.scan("应当事人应");
        let a: Vec<_> = hits.of(lexicon.list("a")).iter().map(|h| (h.start, h.end)).collect();
        assert_eq!(a, [(0, 6), (12, 15)]);
        let b: Vec<_> = hits.of(lexicon.list("b")).iter().map(|h| (h.start, h.end)).collect();
        assert_eq!(b, [(3, 12)]);
    }
}
