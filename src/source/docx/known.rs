//! The elements of WordprocessingML that paragraphs, runs, cells and their properties may hold, and the formats of
//! automatic numbers. What is not among them is a sign of damage.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::lexicon::Lexicon;

static ELEMENTS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| names("word_elements", "element"));

static FORMATS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| names("word_number_formats", "format"));

fn names(table: &str, column: &str) -> HashSet<&'static str> {
    let table = Lexicon::embedded().table(table);
    let column = table.column(column);
    table.rows().filter_map(|row| row.get(column).copied()).collect()
}

/// Whether there is an element of that name.
pub(super) fn is_known(name: &str) -> bool {
    ELEMENTS.contains(name)
}

/// Whether there is a number format of that name.
pub(super) fn is_number_format(name: &str) -> bool {
    FORMATS.contains(name)
}
