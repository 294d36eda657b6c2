//! DESIGN.md B4 executed: who may import whom, how long a file may be, where the outside world may be touched.

#![allow(clippy::disallowed_methods)] // Tests read the source tree.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Longest source file, tests included.
const LONGEST_FILE: usize = 600;

/// Longest rule file.
const LONGEST_RULE: usize = 80;

/// Module → modules it may import. `error` is open to all that can fail; `report` and `facts` share the raw places.
const MAY_USE: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("error", &[]),
    ("document", &["text"]),
    ("lexicon", &["text", "error"]),
    ("office", &[]),
    ("source", &["text", "error", "document", "lexicon", "office"]),
    ("normalize", &["text", "document", "lexicon", "source"]),
    ("segment", &["text", "lexicon"]),
    ("outline", &["text", "document", "lexicon"]),
    ("facts", &["text", "document", "lexicon", "outline"]),
    ("correction", &["text", "document", "facts"]),
    ("report", &["text", "document", "error", "facts", "outline"]),
    ("rulepack", &["text", "report", "error", "lexicon"]),
    ("check", &["text", "error", "document", "lexicon", "outline", "facts", "rulepack", "report"]),
    ("triage", &["text", "error", "document", "report", "rulepack"]),
    (
        "dossier",
        &["engine", "across", "rulepack", "text", "document", "lexicon", "outline", "facts", "report"],
    ),
    (
        "render",
        &["text", "document", "report", "facts", "outline", "correction", "dossier", "office", "index"],
    ),
    (
        "engine",
        &[
            "text",
            "error",
            "document",
            "lexicon",
            "normalize",
            "outline",
            "facts",
            "report",
            "rulepack",
            "check",
            "across",
            "triage",
        ],
    ),
    ("across", &["error", "text", "document", "lexicon", "outline", "facts", "report", "rulepack"]),
    ("archive", &["engine", "across", "source", "report", "error", "document", "facts", "rulepack"]),
    ("index", &["text", "document", "normalize", "outline", "facts", "segment", "lexicon", "error"]),
    ("serve", &["engine", "archive", "index", "segment", "render", "error"]),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return found };
    for entry in entries {
        let path = entry.expect("entry").path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|e| e == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The module a source file belongs to: the first part of its path below `src`.
fn module_of(path: &Path) -> String {
    let below = path.strip_prefix(root().join("src")).expect("below src");
    let first = below.components().next().expect("component").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// Modules named as `crate::module` in the code of a file, comments left out.
fn imports(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for line in text.lines().filter(|l| !l.trim_start().starts_with("//")) {
        for (at, _) in line.match_indices("crate::") {
            let rest = &line[at + "crate::".len()..];
            if let Some(group) = rest.strip_prefix('{') {
                let inner = group.split('}').next().unwrap_or("");
                found.extend(inner.split(',').map(|m| m.trim().split("::").next().unwrap_or("").to_owned()));
            } else {
                found.insert(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
            }
        }
    }
    found
}

#[test]
fn modules_import_only_what_they_may() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    let mut wrong = Vec::new();
    let sources = files(&root().join("src"), "rs");
    assert!(sources.len() > 20, "源文件没有找到");
    for path in sources {
        let module = module_of(&path);
        let text = fs::read_to_string(&path).expect("source");
        if text.contains("super::super") {
            wrong.push(format!("{}：跨模块引用要写 crate::模块，不写 super::super", path.display()));
        }
        if matches!(module.as_str(), "cli" | "lib" | "main") {
            continue;
        }
        let Some(may) = allowed.get(module.as_str()) else {
            wrong.push(format!("{}：模块 {module} 不在分层表里", path.display()));
            continue;
        };
        for used in imports(&text) {
            let is_module = allowed.contains_key(used.as_str()) || matches!(used.as_str(), "cli" | "lib");
            if is_module && used != module && !may.contains(&used.as_str()) {
                wrong.push(format!("{}：{module} 不得引用 {used}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn single_users_of_a_library_stay_single() {
    let owners: &[(&str, &[&str])] = &[
        ("rayon", &["archive"]),
        ("rusqlite", &["archive"]),
        ("zstd", &["archive"]),
        ("tantivy", &["index"]),
        ("jieba_rs", &["segment"]),
        ("axum", &["serve"]),
        ("tokio", &["serve"]),
        ("opencc_rust", &["normalize"]),
        ("scraper", &["source"]),
        ("quick_xml", &["office"]),
        ("zip", &["office"]),
        ("clap", &["cli"]),
    ];
    let mut wrong = Vec::new();
    for path in files(&root().join("src"), "rs") {
        let module = module_of(&path);
        let text = fs::read_to_string(&path).expect("source");
        let code: String = text.lines().filter(|l| !l.trim_start().starts_with("//")).collect();
        for (library, modules) in owners {
            let used = code.contains(&format!("{library}::"));
            if used && !modules.contains(&module.as_str()) {
                wrong.push(format!("{}：只有 {modules:?} 可以用 {library}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_stay_small() {
    let mut wrong = Vec::new();
    let folders = ["src", "tests", "benches"];
    for path in folders.iter().flat_map(|f| files(&root().join(f), "rs")) {
        let lines = fs::read_to_string(&path).expect("source").lines().count();
        if lines > LONGEST_FILE {
            wrong.push(format!("{} 有 {lines} 行，最多 {LONGEST_FILE}", path.display()));
        }
    }
    for path in files(&root().join("rules"), "toml") {
        let lines = fs::read_to_string(&path).expect("rule").lines().count();
        if lines > LONGEST_RULE {
            wrong.push(format!("{} 有 {lines} 行，最多 {LONGEST_RULE}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_says_what_it_is_for() {
    let mut wrong = Vec::new();
    for path in files(&root().join("src"), "rs") {
        let text = fs::read_to_string(&path).expect("source");
        if !text.starts_with("//!") {
            wrong.push(format!("{} 开头没有 //! 说明", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// How the code names a list and a role: `WordSet::of("list", "role")`.
const SETS: [&str; 3] = ["WordSet::of(", "HeadSet::of(", "TailSet::of("];

/// Pairs of list and role that the code names.
fn word_sets() -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    for path in files(&root().join("src"), "rs") {
        let text = fs::read_to_string(&path).expect("source");
        for (at, call) in SETS.iter().flat_map(|call| text.match_indices(call)) {
            let mut quoted = text[at + call.len()..].split('"').skip(1).step_by(2).take(2);
            let (list, role) = (quoted.next().expect("list"), quoted.next().expect("role"));
            found.insert((list.to_owned(), role.to_owned()));
        }
    }
    found
}

#[test]
fn every_role_has_words_and_every_word_a_role() {
    let named = word_sets();
    let lists: BTreeSet<&str> = named.iter().map(|(list, _)| list.as_str()).collect();
    let mut held = BTreeSet::new();
    for list in lists {
        let path = root().join("dictionaries").join(format!("{list}.tsv"));
        let text = fs::read_to_string(&path).expect("dictionary");
        let mut rows = text.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty());
        let column = rows.next().expect("columns").split('\t').position(|c| c == "role").expect("role");
        let roles = rows.map(|row| row.split('\t').nth(column).unwrap_or(""));
        held.extend(roles.map(|role| (list.to_owned(), role.to_owned())));
    }
    let wrong: Vec<_> = named.symmetric_difference(&held).collect();
    assert!(wrong.is_empty(), "代码和词表对不上的词类：{wrong:?}");
}

#[test]
fn dictionaries_name_their_source_and_date() {
    let mut wrong = Vec::new();
    for path in files(&root().join("dictionaries"), "tsv") {
        let text = fs::read_to_string(&path).expect("dictionary");
        let head: String = text.lines().take_while(|l| l.starts_with('#')).collect();
        if !head.contains("来源") || !head.chars().any(|c| c.is_ascii_digit()) {
            wrong.push(format!("{}：开头的 # 行要写明来源和日期", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
