//! What reading a pattern asks of the word lists: they are not embedded yet, so they are read from `dictionaries/`; and the
//! shared scan of those that ask for it, which is embedded ready for use (`$OUT_DIR/scanner.bin`, in postcard).

#[path = "../src/lexicon/gather.rs"]
mod gather;
#[path = "../src/lexicon/pairs.rs"]
mod pairs;
#[path = "../src/lexicon/regex.rs"]
mod regex;
#[path = "../src/lexicon/scan.rs"]
mod scan;
#[path = "../src/lexicon/terms.rs"]
mod terms;

use std::path::{Path, PathBuf};
use std::{fs, io};

pub(crate) use pairs::Literal;
pub(crate) use regex::Regex;
pub(crate) use terms::Terms;

/// The words of a list, as [`crate::lexicon`] of the program gives them; `None` when there is no such list.
pub(crate) fn words(list: &str) -> Option<Vec<&'static str>> {
    let root = std::env::var_os("CARGO_MANIFEST_DIR")?;
    let path = Path::new(&root).join("dictionaries").join(format!("{list}.tsv"));
    let text: &'static str = String::leak(fs::read_to_string(path).ok()?);
    Some(terms_of(text))
}

/// The first column of a list.
fn terms_of(text: &str) -> Vec<&str> {
    let rows = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    rows.skip(1).filter_map(|row| row.split('\t').next()).collect()
}

/// Writes the shared scan of the lists `files`.
pub fn write(files: &[PathBuf], out: &Path) -> io::Result<()> {
    let read = |file: &PathBuf| {
        Ok((file.file_stem().unwrap_or_default().to_string_lossy().into_owned(), fs::read_to_string(file)?))
    };
    let lists = files.iter().map(read).collect::<io::Result<Vec<(String, String)>>>()?;
    let lists = lists.iter().map(|(name, text)| {
        let text = text.trim_start_matches('\u{feff}');
        (name.as_str(), text, terms_of(text))
    });
    let bytes = postcard::to_stdvec(&gather::scanner(lists)).map_err(io::Error::other)?;
    fs::write(out.join("scanner.bin"), bytes)
}
