//! Tracked changes out: accepting none gives the draft, accepting all the mended text, and nothing else changes.

#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

#[path = "support/docx.rs"]
mod support;

use std::process::Command;

use hegui::render::docx::propose;
use hegui::source::{Limits, Revisions, decode, decode_within};
use hegui::{Engine, correction};
use support::{Docx, li, lists, p, part, r, table};

const BODY: &str = "word/document.xml";

fn read_as(bytes: &[u8], revisions: Revisions) -> String {
    let decoded = decode_within("a.docx", bytes, &Limits::default().with_revisions(revisions));
    assert_eq!(decoded.problems, []);
    decoded.raw
}

/// The document with changes, its texts when none and all are accepted, and the number of changes.
fn tracked(docx: &Docx) -> (Vec<u8>, usize) {
    let bytes = docx.bytes();
    let analysis = Engine::new().extract(decode("a.docx", &bytes));
    let corrections = correction::find(&analysis.document, &analysis.facts);
    propose(&bytes, &analysis.document.decoded, &corrections).unwrap()
}

#[track_caller]
fn check(body: &str, original: &str, accepted: &str, changes: usize) -> String {
    let docx = Docx::new(body).with("numbering", "numbering", &lists());
    let (bytes, count) = tracked(&docx);
    assert_eq!(read_as(&docx.bytes(), Revisions::Final), original);
    assert_eq!(read_as(&bytes, Revisions::Original), original);
    assert_eq!(read_as(&bytes, Revisions::Final), accepted);
    assert_eq!(count, changes);
    part(&bytes, BODY)
}

#[test]
fn none_accepted_is_the_draft_and_all_accepted_the_mended_text() {
    check(&p("依据江政发[2020]3号办理"), "依据江政发[2020]3号办理", "依据江政发〔2020〕3号办理", 2);
    let runs = "<w:p><w:r w:rsidR=\"00A1\"><w:rPr><w:b/></w:rPr><w:t>  依据《关于</w:t></w:r><w:r><w:t xml:space=\"preserve\">印发《规划 》的通知》,</w:t><w:tab/><w:t>办理(试行) </w:t></w:r></w:p>";
    let body = check(
        runs,
        "依据《关于印发《规划 》的通知》,\t办理(试行)",
        "依据《关于印发〈规划 〉的通知》，\t办理（试行）",
        5,
    );
    assert!(
        body.contains("<w:r w:rsidR=\"00A1\"><w:rPr><w:b/></w:rPr><w:t>  依据《关于</w:t></w:r>"),
        "{body}"
    );
    assert!(!body.contains("preserve\"></w:t>") && !body.contains("<w:r></w:r>"), "{body}");
    // The whole text of a run, a list label, a table.
    check(
        &[li(1, 0, "(甲),乙"), "<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:t>,</w:t></w:r></w:p>".into()].concat(),
        "一、(甲),乙\n甲,",
        "一、（甲），乙\n甲，",
        4,
    );
    let merged = table(&[
        &[("", "任务"), ("", "单位")],
        &[("<w:vMerge w:val=\"restart\"/>", "修路(一期)"), ("", "甲局,乙局")],
        &[("<w:vMerge/>", ""), ("", "丙局")],
    ]);
    check(
        &merged,
        "任务\t单位\n修路(一期)\t甲局,乙局\n修路(一期)\t丙局",
        "任务\t单位\n修路（一期）\t甲局，乙局\n修路（一期）\t丙局",
        3,
    );
}

#[test]
fn what_is_right_or_not_plain_stays_as_it_is() {
    let clean = Docx::new(&p("依据江政发〔2020〕3号，办理。"));
    assert_eq!(tracked(&clean), (clean.bytes(), 0));
    // A change of somebody else, a text box, a reference, a footnote.
    let changed = format!("<w:p>{}<w:ins>{}</w:ins></w:p>", r("甲"), r("乙,丙(丁)"));
    assert_eq!(tracked(&Docx::new(&changed)).1, 0);
    let boxed = format!(
        "<w:p>{}<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p>",
        r("甲"),
        p("乙,丙")
    );
    assert_eq!(tracked(&Docx::new(&boxed)).1, 0);
    check(&p("甲&#x2c;乙,丙"), "甲,乙,丙", "甲,乙，丙", 1);
}

#[test]
fn the_command_comments_and_proposes() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let body = [
        p("江城市科技奖补办法"),
        p("依据江政发[2020]3号和《江城市关于印发《科技规划》的通知》，制定本办法。"),
    ]
    .concat();
    let docx = Docx::new(&body).with("header", "hdr", &p("页眉,甲"));
    std::fs::write(at("稿.docx"), docx.bytes()).unwrap();
    let run = |args: &[&str]| {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("hegui"));
        let output = command.arg("review").args(args).output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        String::from_utf8(output.stdout).unwrap()
    };
    let out = run(&[&at("稿.docx"), "-o", &at("审后.docx"), "--track"]);
    assert!(out.contains("批注 2 条") && out.contains("修订 4 处"), "{out}");
    let bytes = std::fs::read(at("审后.docx")).unwrap();
    let before = read_as(&docx.bytes(), Revisions::Final);
    assert_eq!(read_as(&bytes, Revisions::Original), before);
    assert_eq!(
        read_as(&bytes, Revisions::Final),
        before.replace("[2020]", "〔2020〕").replace("《科技规划》", "〈科技规划〉")
    );
    assert_eq!(part(&bytes, BODY).matches("<w:commentReference").count(), 2);
    assert_eq!(part(&bytes, "word/header.xml"), part(&docx.bytes(), "word/header.xml"));
    // What a person has looked at and left is not proposed.
    let kept = "[[suppress]]\nrule = \"DF-008\"\npath = \"稿.docx\"\nquote = \"科技规划\"\nreason = \"原名如此\"\nexpires = 2027-06-30\n";
    std::fs::write(at("抑制.toml"), kept.replace("稿.docx", &at("稿.docx"))).unwrap();
    let out = run(&[
        &at("稿.docx"),
        "-o",
        &at("b.docx"),
        "--track",
        "--suppress",
        &at("抑制.toml"),
        "--today",
        "2026-06-01",
    ]);
    assert!(out.contains("修订 2 处"), "{out}");
}
