//! SARIF out, held against the schema of the standard (tests/schemas).

#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

#[path = "support/docx.rs"]
mod support;

#[path = "support/schema.rs"]
mod schema;

use std::fs;
use std::process::Command;

use schema::Schema;
use serde_json::{Value, json};
use support::{Docx, p};

const SCHEMA: &str = include_str!("schemas/sarif-schema-2.1.0.json");
const DRAFT: &str = "corpus/送审稿_缺陷.txt";

fn log(args: &[&str]) -> Value {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("hegui"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(["check", "-f", "sarif"]).args(args);
    serde_json::from_slice(&command.output().unwrap().stdout).unwrap()
}

#[track_caller]
fn check(log: &Value) {
    assert_eq!(Schema::new(SCHEMA).check(log), Vec::<String>::new());
}

#[test]
fn every_kind_of_output_is_valid() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let draft = "江城市停车办法（送审稿）\n第一条 根据江政发[2020]3号和《江城市关于印发《规划》的通知》，制定本办法。\n";
    fs::write(at("稿 #1.txt"), draft).unwrap();
    fs::write(at("稿.docx"), Docx::new(&draft.lines().map(p).collect::<String>()).bytes()).unwrap();
    fs::write(at("坏.docx"), b"PK\x03\x04word/").unwrap();
    fs::write(at("空.txt"), "").unwrap();
    let all = folder.path().to_string_lossy().into_owned();
    check(&log(&[&all, "没有这份.txt"]));
    check(&log(&[DRAFT, "corpus/html_trs_notice.html"]));
    check(&log(&["corpus/停车管理办法_送审稿.txt", "--explain"]));
    // Known and suppressed findings.
    let suppress = "[[suppress]]\nrule = \"DF-008\"\npath = \"corpus/送审稿_缺陷.txt\"\nquote = \"城区停车专项规划\"\nreason = \"原名\"\nexpires = 2027-06-30\n";
    fs::write(at("抑制.toml"), suppress).unwrap();
    log(&[DRAFT, "--write-baseline", &at("基线.json")]);
    let known = log(&[
        DRAFT,
        "--baseline",
        &at("基线.json"),
        "--suppress",
        &at("抑制.toml"),
        "--today",
        "2026-06-01",
    ]);
    check(&known);
    let results = known["runs"][0]["results"].as_array().unwrap();
    assert!(results.iter().any(|r| r["suppressions"] != json!([])));
    assert!(results.iter().all(|r| r["baselineState"] == "unchanged"));
}

#[test]
fn what_is_not_valid_is_noticed() {
    let whole = log(&[DRAFT]);
    check(&whole);
    for (place, value, says) in [
        ("/version", json!("2.0.0"), "enum"),
        ("/runs/0/columnKind", json!("bytes"), "enum"),
        ("/runs/0/results/0/level", json!(3), "enum"),
        ("/runs/0/results/0/message", json!({}), "anyOf"),
        ("/runs/0/results/0/rank", json!(101.0), "maximum"),
        ("/runs/0/results/0/ruleIndex", json!(-2), "minimum"),
        ("/runs/0/results/0/locations/0/physicalLocation/region/startLine", json!(0), "minimum"),
        ("/runs/0/results/0/locations/0/physicalLocation/region/startLine", json!("1"), "type"),
        ("/runs/0/tool/driver", json!({ "version": "1" }), "缺少"),
        ("/runs/0/artifacts/0", json!({ "path": "x" }), "不应有值"),
        ("/runs/0/artifacts", json!([{}, {}]), "相同"),
        ("/runs/0/results/0/guid", json!("x"), "不应有值"),
    ] {
        let mut log = whole.clone();
        match log.pointer_mut(place) {
            Some(old) => *old = value,
            None => {
                log["runs"][0]["results"][0]["guids"] = value;
            }
        }
        let wrong = Schema::new(SCHEMA).check(&log);
        assert!(wrong.iter().any(|w| w.contains(says)), "{place} {wrong:?}");
    }
}
