//! Reads `rules/` with the program's own loader, so that the program starts with rules that are ready: parsing the files
//! and finding the literals of their patterns would be most of what a start costs.
//!
//! Writes `$OUT_DIR/rules.bin`: all rules in order of id, in postcard, and what `build/check.rs` makes of them. A file with a mistake ends the build with the
//! message its author would get.

#[path = "../src/rulepack/diagnose.rs"]
mod diagnose;
#[path = "../src/rulepack/literals.rs"]
mod literals;
#[path = "../src/rulepack/load.rs"]
mod load;
#[path = "../src/rulepack/loose.rs"]
mod loose;
#[path = "../src/rulepack/packed.rs"]
mod packed;
#[path = "../src/rulepack/pattern.rs"]
mod pattern;
#[path = "../src/rulepack/rule.rs"]
mod rule;
#[path = "../src/rulepack/schema.rs"]
mod schema;
#[path = "../src/rulepack/version.rs"]
mod version;
#[path = "../src/rulepack/word_class.rs"]
mod word_class;

pub use rule::{Check, Matcher, Rule};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Reads the files below `folder`, writes the rules among them to `out`, and gives the version of all.
pub fn write(folder: &Path, files: &[PathBuf], out: &Path) -> io::Result<String> {
    let mut rules = Vec::new();
    let mut messages = Vec::new();
    let mut texts = Vec::new();
    for file in files {
        let below = file.strip_prefix(folder).map_err(io::Error::other)?.to_string_lossy().replace('\\', "/");
        texts.push((format!("rules/{below}"), fs::read_to_string(file)?));
    }
    for (path, text) in texts.iter().filter(|(path, _)| load::is_rule_path(path)) {
        match load::rule(path, text) {
            Ok(rule) => rules.push(rule),
            Err(mistakes) => messages.extend(mistakes.iter().map(|m| diagnose::show(path, text, m))),
        }
    }
    if !messages.is_empty() {
        return Err(io::Error::other(messages.join("\n\n")));
    }
    rules.sort_by(|a, b| a.id.cmp(&b.id));
    let bytes = postcard::to_stdvec(&rules).map_err(io::Error::other)?;
    fs::write(out.join("rules.bin"), bytes)?;
    crate::check::write(&rules, out)?;
    Ok(version::version("", texts.iter().map(|(path, text)| (path.as_str(), text.as_str()))))
}
