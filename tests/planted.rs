//! The rules across documents on an archive with planted defects: all found, none extra, whatever the threads.

#![allow(clippy::disallowed_methods)] // Tests make and read files.

#[path = "support/planted.rs"]
mod planted;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use hegui::archive::ledger::{TABLES, Window, due, register, rows, summary, sunset};
use hegui::archive::{self, Scan, Store};
use hegui::engine::Engine;
use hegui::rulepack::Registry;
use hegui::source::{Limits, WalkOptions};
use planted::Planted;

/// Scans a folder on so many threads; gives the store.
fn scanned(folder: &Path, store: &Path, jobs: usize) -> Store {
    let engine = Engine::builder().build().expect("rules");
    let scan = Scan {
        engine: &engine,
        limits: Limits::default(),
        options: String::new(),
        jobs,
        limit: None,
        walk: WalkOptions::default(),
        verify: false,
        stop: &AtomicBool::new(false),
        started: "now".into(),
        now: &|| "then".into(),
    };
    let opened = Store::open_to_write(store).expect("store");
    let progress = scan.folders(&opened, &[PathBuf::from(folder)], &mut |_| {}).expect("scanned");
    assert_eq!(progress.failed, 0);
    opened
}

/// Everything that goes out of a store, paths without the folder.
fn exported(store: &Store, folder: &Path) -> String {
    let registry = Registry::embedded().expect("rules");
    let across = archive::across(store, &registry).expect("across");
    let window = Window { as_of: "2021-01-01".parse().expect("date"), ahead: 400, behind: 4000 };
    let ledgers = [summary(store, &across), due(store, window), sunset(store, window), register(store)];
    let mut out: String = ledgers
        .into_iter()
        .map(|ledger| serde_json::to_string_pretty(&ledger.expect("ledger")).expect("json"))
        .collect();
    out.push_str(&serde_json::to_string(&across).expect("json"));
    for table in TABLES {
        let mut add = |cells: &[String]| {
            out.push_str(&cells.join("\t"));
            out.push('\n');
            Ok(())
        };
        rows(store, table, &mut add).expect("rows");
    }
    for document in store.documents() {
        let document = document.expect("document");
        out.push_str(&String::from_utf8(document.record).expect("utf-8"));
        out.push_str(&document.raw);
    }
    out.replace(&folder.to_string_lossy().into_owned(), "")
}

#[test]
fn every_planted_defect_is_found_and_nothing_else() {
    let folder = tempfile::tempdir().expect("folder");
    let planted = Planted::new();
    planted.write(&folder.path().join("in"));
    let store = scanned(&folder.path().join("in"), &folder.path().join("store"), 0);
    let found = archive::across(&store, &Registry::embedded().expect("rules")).expect("across");
    let prefix = folder.path().join("in").to_string_lossy().into_owned() + "/";
    let shown: Vec<String> = found
        .iter()
        .map(|f| format!("{} {} {}", f.rule, f.places[0].path.trim_start_matches(&prefix), f.message))
        .collect();
    let places: BTreeSet<(String, String)> = found
        .iter()
        .map(|f| (f.rule.clone(), f.places[0].path.trim_start_matches(&prefix).to_owned()))
        .collect();
    let missed: Vec<_> = planted.expected.difference(&places).collect();
    let extra: Vec<_> = places.difference(&planted.expected).collect();
    assert!(missed.is_empty() && extra.is_empty(), "漏了 {missed:#?}\n多了 {extra:#?}\n{}", shown.join("\n"));
    assert_eq!(found.len(), planted.expected.len(), "同一处说了两次\n{}", shown.join("\n"));
}

#[test]
fn stores_of_one_and_of_two_threads_export_the_same() {
    let folder = tempfile::tempdir().expect("folder");
    let input = folder.path().join("in");
    Planted::new().write(&input);
    let one = exported(&scanned(&input, &folder.path().join("one"), 1), &input);
    let two = exported(&scanned(&input, &folder.path().join("two"), 2), &input);
    assert!(one.len() > 1_000_000, "导出太少");
    assert!(one == two, "线程数不同，导出不同");
}

#[test]
fn the_sample_archive_shows_what_it_was_written_for() {
    let folder = tempfile::tempdir().expect("folder");
    let input = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/archive");
    let store = scanned(&input, &folder.path().join("store"), 1);
    let found = archive::across(&store, &Registry::embedded().expect("rules")).expect("across");
    let rules: Vec<&str> = found.iter().map(|f| f.rule.as_str()).collect();
    assert_eq!(rules, ["XD-001", "XD-008", "XD-010", "XD-014"]);
}
