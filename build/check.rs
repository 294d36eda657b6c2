//! The search for the literals of the shipped rules, embedded ready for use (`$OUT_DIR/literals.bin`, in postcard): to sort them
//! and to lay out their tables would be an eighth of what a start costs.

#[path = "../src/check/scan.rs"]
mod scan;

use std::path::Path;
use std::{fs, io};

use crate::rulepack::Rule;

/// Writes the search for the literals of `rules`, which are in order of id.
pub fn write(rules: &[Rule], out: &Path) -> io::Result<()> {
    let bytes = postcard::to_stdvec(&scan::Scanner::new(rules)).map_err(io::Error::other)?;
    fs::write(out.join("literals.bin"), bytes)
}
