//! The elements of WordprocessingML that paragraphs, runs, cells and their properties may hold.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::lexicon::Lexicon;

static ELEMENTS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("word_elements");
    let name = table.column("element");
    table.rows().iter().filter_map(|row| row.get(name)).map(String::as_str).collect()
});

/// Whether there is an element of that name.
pub(super) fn is_known(name: &str) -> bool {
    ELEMENTS.contains(name)
}
