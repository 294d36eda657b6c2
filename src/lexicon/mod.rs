//! The word lists of `dictionaries/` and the one pass that finds all their terms.
//!
//! A list is a TSV file: `#` lines say what it is, where from and of what date; the next line names the columns; the rest are
//! rows. A `# scan` line puts the first column of the list into the shared scan, `# scan all` with the terms inside others. Adding a list edits no code.
//! The lexicon knows no rules and judges nothing.

#[cfg(test)]
mod gather;
mod laws;
mod local_laws;
mod pairs;
mod prefixes;
mod regex;
mod scan;
mod table;
mod terms;
mod word_set;

use std::sync::{LazyLock, OnceLock};

pub use laws::{Force, Law, LawState, LawTable, fold as fold_law_name};
pub use pairs::{Literal, Pairs};
pub use prefixes::Prefixes;
pub use regex::{Captures, Match, Regex};
pub use scan::{Hit, Hits, ListId};
pub use table::Table;
pub use terms::{Endings, Found, Terms};
pub use word_set::{HeadSet, TailSet, WordSet};

/// The embedded files, written by `build.rs`.
pub(crate) mod embedded {
    include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
}

/// All word lists, and all terms of those that are scanned for.
pub struct Lexicon {
    lists: Vec<List>,
    scanner: scan::Scanner,
}

/// A list that is read when it is first asked for: most documents need few of them.
struct List {
    name: &'static str,
    text: &'static str,
    table: OnceLock<Table>,
}

impl List {
    fn table(&self) -> &Table {
        // A broken dictionary cannot be shipped: the test below loads every one of them.
        self.table
            .get_or_init(|| Table::parse(self.name, self.text).unwrap_or_else(|error| panic!("{error}")))
    }
}

/// The words of a list; `None` when there is no such list.
pub(crate) fn words(list: &str) -> Option<Vec<&'static str>> {
    let table = Lexicon::embedded().find(list)?;
    Some(table.rows().filter_map(|row| row.first().copied()).collect())
}

static EMBEDDED: LazyLock<Lexicon> = LazyLock::new(|| {
    let scanner = postcard::from_bytes(embedded::READY_SCANNER);
    // The build has written it with this very program.
    Lexicon {
        lists: lists(embedded::DICTIONARIES),
        scanner: scanner.unwrap_or_else(|error| panic!("{error}")),
    }
});

fn lists(files: &[(&'static str, &'static str)]) -> Vec<List> {
    files.iter().map(|&(name, text)| List { name, text, table: OnceLock::new() }).collect()
}

impl Lexicon {
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
        self.lists.iter().find(|list| list.name == name).map(List::table)
    }

    /// All lists, by name.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.lists.iter().map(List::table)
    }

    /// Handle of a scanned list, for [`Hits::of`]; look it up once and keep it.
    ///
    /// # Panics
    /// When there is no such list or it has no `# scan` line.
    #[must_use]
    pub fn list(&self, name: &str) -> ListId {
        self.scanner.list(name).unwrap_or_else(|| panic!("dictionaries/{name}.tsv 不存在或没有 # scan"))
    }

    /// Finds every term of every scanned list in `text`, in one pass; per list the leftmost-longest, never overlapping,
    /// or all of them when the list has a line `# scan all`.
    #[must_use]
    pub fn scan(&self, text: &str) -> Hits {
        self.scanner.scan(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A lexicon of other lists.
    fn lexicon(files: &[(&'static str, &'static str)]) -> Lexicon {
        let lists = lists(files);
        let read = |list: &List| (list.name, list.text, list.table().rows().map(|row| row[0]).collect());
        let scanner = gather::scanner(lists.iter().map(read).collect::<Vec<_>>());
        Lexicon { lists, scanner }
    }

    #[test]
    fn what_the_build_has_written_is_what_the_lists_say() {
        let read = lexicon(embedded::DICTIONARIES);
        assert_eq!(format!("{:?}", Lexicon::embedded().scanner), format!("{:?}", read.scanner));
    }

    #[test]
    fn every_dictionary_loads() {
        assert!(Lexicon::embedded().tables().count() >= embedded::DICTIONARIES.len());
    }

    #[test]
    fn no_cell_has_blanks_at_its_ends() {
        for table in Lexicon::embedded().tables() {
            for cell in table.rows().flatten() {
                // A blank may be one of several words.
                let plain = cell.strip_suffix("| ").unwrap_or(cell);
                assert_eq!(plain, plain.trim(), "dictionaries/{}.tsv", table.name());
            }
        }
    }

    #[test]
    fn longest_term_of_a_list_wins_and_lists_do_not_hide_each_other() {
        let lexicon = lexicon(&[("a", "# scan\nterm\n应\n应当\n"), ("b", "# scan\nterm\n当事人\n")]);
        let hits = lexicon.scan("应当事人应");
        let a: Vec<_> = hits.of(lexicon.list("a")).iter().map(|h| (h.start, h.end)).collect();
        assert_eq!(a, [(0, 6), (12, 15)]);
        let b: Vec<_> = hits.of(lexicon.list("b")).iter().map(|h| (h.start, h.end)).collect();
        assert_eq!(b, [(3, 12)]);
    }

    #[test]
    fn a_list_may_ask_for_terms_inside_others() {
        let lexicon = lexicon(&[("a", "# scan all\nterm\n货币政\n政策政策\n政策\n")]);
        let hits = lexicon.scan("货币政策政策");
        let a: Vec<_> = hits.of(lexicon.list("a")).iter().map(|h| (h.start, h.end)).collect();
        assert_eq!(a, [(0, 9), (6, 18), (6, 12), (12, 18)]);
    }
}
