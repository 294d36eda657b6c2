//! What reading a pattern asks of the word lists: they are not embedded yet, so they are read from `dictionaries/`.

#[path = "../src/lexicon/regex.rs"]
mod regex;
#[path = "../src/lexicon/terms.rs"]
mod terms;

use std::path::Path;

pub(crate) use regex::Regex;
pub(crate) use terms::Terms;

/// The words of a list, as [`crate::lexicon`] of the program gives them; `None` when there is no such list.
pub(crate) fn words(list: &str) -> Option<Vec<&'static str>> {
    let root = std::env::var_os("CARGO_MANIFEST_DIR")?;
    let path = Path::new(&root).join("dictionaries").join(format!("{list}.tsv"));
    let text: &'static str = String::leak(std::fs::read_to_string(path).ok()?);
    let rows = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    Some(rows.skip(1).filter_map(|row| row.split('\t').next()).collect())
}
