//! Embeds `dictionaries/` and `rules/` into the binary, so that adding a word list or a rule edits no code.
//!
//! Writes `$OUT_DIR/embedded.rs` with two tables of `(path, text)`: every `dictionaries/*.tsv` by file stem and every
//! `rules/**/*.toml` by path below `rules/`, both sorted, so that the build is reproducible. `build/rulepack.rs` adds the
//! rules in a form that is ready to run, `build/check.rs` the search for their literals, `build/lexicon.rs` the shared scan of the lists, `build/characters.rs` the character tables of the normaliser.

#![allow(clippy::disallowed_methods, reason = "a build script reads and writes files")]

#[path = "build/characters.rs"]
mod characters;
// The modules below are also the program's: what only the program calls is idle here.
#[allow(dead_code, unreachable_pub, unused_imports)]
#[path = "build/check.rs"]
mod check;
#[allow(dead_code, unreachable_pub, unused_imports)]
#[path = "build/lexicon.rs"]
mod lexicon;
#[allow(dead_code, unreachable_pub, unused_imports)]
#[path = "build/report.rs"]
mod report;
#[allow(dead_code, unreachable_pub, unused_imports)]
#[path = "build/rulepack.rs"]
mod rulepack;
#[allow(dead_code, unreachable_pub, unused_imports)]
#[path = "build/text.rs"]
mod text;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    let mut code = String::new();
    let lists = table(&mut code, "DICTIONARIES", &root.join("dictionaries"), "tsv")?;
    code.push_str("/// The shared scan of their terms.\npub(crate) static READY_SCANNER: &[u8] = include_bytes!(concat!(env!(\"OUT_DIR\"), \"/scanner.bin\"));\n");
    lexicon::write(&lists, &out)?;
    let rules = table(&mut code, "RULES", &root.join("rules"), "toml")?;
    code.push_str("/// The rules among them, read.\npub(crate) static READY_RULES: &[u8] = include_bytes!(concat!(env!(\"OUT_DIR\"), \"/rules.bin\"));\n");
    code.push_str("/// The search for their literals.\npub(crate) static READY_LITERALS: &[u8] = include_bytes!(concat!(env!(\"OUT_DIR\"), \"/literals.bin\"));\n");
    let version = rulepack::write(&root.join("rules"), &rules, &out)?;
    writeln!(code, "/// Version of all of them.\npub(crate) static RULES_VERSION: &str = {version:?};")
        .map_err(io::Error::other)?;
    fs::write(out.join("embedded.rs"), code)?;
    characters::write(&root, &out)?;
    println!("cargo::rerun-if-changed=dictionaries");
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=build");
    // The loader is compiled into this script.
    for shared in [
        "rulepack",
        "check/scan.rs",
        "lexicon/gather.rs",
        "lexicon/pairs.rs",
        "lexicon/scan.rs",
        "lexicon/terms.rs",
        "report/severity.rs",
        "document/certainty.rs",
        "text/group.rs",
        "text/span.rs",
    ] {
        println!("cargo::rerun-if-changed=src/{shared}");
    }
    Ok(())
}

fn table(code: &mut String, name: &str, folder: &Path, extension: &str) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    collect(folder, extension, &mut files)?;
    files.sort();
    writeln!(code, "/// Files below `{}`.", folder.file_name().unwrap_or_default().to_string_lossy())
        .map_err(io::Error::other)?;
    writeln!(code, "pub(crate) static {name}: &[(&str, &str)] = &[").map_err(io::Error::other)?;
    for file in &files {
        let key = file.strip_prefix(folder).map_err(io::Error::other)?.with_extension("");
        let key = key.to_string_lossy().replace('\\', "/");
        writeln!(code, "    ({key:?}, include_str!({:?})),", file.display()).map_err(io::Error::other)?;
    }
    writeln!(code, "];").map_err(io::Error::other)?;
    Ok(files)
}

fn collect(folder: &Path, extension: &str, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, extension, files)?;
        } else if path.extension().is_some_and(|e| e == extension) {
            files.push(path);
        }
    }
    Ok(())
}
