//! Word documents out: one comment per finding on exactly its words, everything else untouched.

#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

#[path = "support/docx.rs"]
mod support;

use std::io::{Cursor, Read};
use std::process::Command;

use hegui::Engine;
use hegui::render::docx::review;
use hegui::report::Finding;
use hegui::source::decode;
use support::{Docx, li, lists, p, part, r, table};

const BODY: &str = "word/document.xml";

/// The commented package, its findings, and the text of its body before and after.
fn reviewed(docx: &Docx) -> (Vec<u8>, Vec<Finding>, [String; 2]) {
    let bytes = docx.bytes();
    let engine = Engine::builder().build().unwrap();
    let rules = engine.rule_views();
    let analysis = engine.check(decode("a.docx", &bytes));
    let findings = analysis.report(false).findings;
    let out = review(&bytes, &analysis.document.decoded, &findings, &rules).unwrap();
    assert_eq!(out.comments, findings.len());
    let bodies = [part(&bytes, BODY), part(&out.bytes, BODY)];
    (out.bytes, findings, bodies)
}

/// What stands in text elements.
fn text(xml: &str) -> String {
    let mut out = String::new();
    for piece in xml.split("<w:t").skip(1).filter(|p| p.starts_with(['>', ' '])) {
        let inner = piece.split_once('>').unwrap().1.split("</w:t>").next().unwrap();
        out.push_str(&inner.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"));
    }
    out
}

/// The text between the markers of a comment.
fn anchored(xml: &str, id: usize) -> String {
    let (start, end) =
        (format!("<w:commentRangeStart w:id=\"{id}\"/>"), format!("<w:commentRangeEnd w:id=\"{id}\"/>"));
    assert_eq!((xml.matches(&start).count(), xml.matches(&end).count()), (1, 1), "{id}");
    text(xml.split_once(&start).unwrap().1.split_once(&end).unwrap().0)
}

/// Whether `after` is `before` with insertions.
fn only_gained(before: &str, after: &str) -> bool {
    let mut rest = after.bytes();
    before.bytes().all(|b| rest.any(|r| r == b))
}

/// Comments of findings `first..` stand on the quotes.
#[track_caller]
fn check(docx: &Docx, first: usize, expect: &[&str]) {
    let (bytes, findings, [before, after]) = reviewed(docx);
    assert_eq!(text(&before), text(&after));
    assert!(only_gained(&before, &after));
    let quotes: Vec<String> = (first..first + findings.len()).map(|id| anchored(&after, id)).collect();
    for quote in expect {
        assert!(quotes.iter().any(|q| q == quote), "{quote}: {quotes:?}");
    }
    let again = decode("a.docx", &bytes);
    assert_eq!(again.raw, decode("a.docx", &docx.bytes()).raw);
    assert_eq!(again.problems, []);
    let comments = part(&bytes, "word/comments.xml");
    let rules = Engine::builder().build().unwrap().rule_views();
    for finding in &findings {
        let title = &rules.iter().find(|r| r.id == finding.rule).unwrap().title;
        let rule = format!("规则：{} {title}", finding.rule);
        assert!(text(&comments).contains(&rule) && text(&comments).contains(&finding.message), "{comments}");
    }
}

/// A draft with findings whose words stand in several runs, after a reference, beside a tab.
fn draft() -> Docx {
    let runs = "<w:p><w:r w:rsidR=\"00A1\"><w:rPr><w:b/><w:rPrChange w:id=\"9\"><w:rPr/></w:rPrChange></w:rPr><w:t>依据江政</w:t></w:r><w:r><w:t xml:space=\"preserve\">发[2020]3号 和</w:t><w:tab/><w:t>R&amp;D《江城市关于印发《科技规划》的通知》，制定本办法。</w:t></w:r></w:p>";
    let text = [
        p("江城市科技奖补办法"),
        runs.to_owned(),
        li(1, 0, "对以会签代替合法性审核的，予以认可。"),
        table(&[&[("", "任务"), ("", "单位")], &[("", "落实江政办发[2021]5号"), ("", "甲局")]]),
    ];
    Docx::new(&text.concat()).with("numbering", "numbering", &lists())
}

#[test]
fn comments_stand_on_exactly_the_words() {
    check(&draft(), 0, &["《江城市关于印发《科技规划》的通知》"]);
    let (_, findings, [_, after]) = reviewed(&draft());
    for (id, finding) in findings.iter().enumerate() {
        assert_eq!(anchored(&after, id), finding.span.text.replace(['\t', '\n'], ""), "{}", finding.rule);
    }
    // The second half of a run keeps its properties and its blanks.
    assert!(after.contains("</w:t></w:r><w:commentRangeStart"), "{after}");
}

#[test]
fn comments_that_are_there_stay() {
    let old = format!("<w:comment w:id=\"7\" w:author=\"张三\">{}</w:comment>", p("请核对"));
    let docx = draft().with("comments", "comments", &old);
    check(&docx, 8, &["《江城市关于印发《科技规划》的通知》"]);
    let (bytes, _, _) = reviewed(&docx);
    let (before, after) = (part(&docx.bytes(), "word/comments.xml"), part(&bytes, "word/comments.xml"));
    assert!(only_gained(&before, &after) && after.contains("张三"));
    for unchanged in ["[Content_Types].xml", "word/_rels/document.xml.rels", "word/numbering.xml"] {
        assert_eq!(part(&docx.bytes(), unchanged), part(&bytes, unchanged), "{unchanged}");
    }
    // A part without any comment yet is written as one empty element.
    let mut docx = draft().with("comments", "comments", "");
    docx.edit("word/comments.xml", |t| t.replace("></w:comments>", "/>"));
    check(&docx, 0, &["《江城市关于印发《科技规划》的通知》"]);
}

#[test]
fn other_parts_are_copied_as_they_are_packed() {
    let docx = draft().with("header", "hdr", &p("页眉"));
    let (bytes, _, _) = reviewed(&docx);
    let before = docx.bytes();
    let mut old = zip::ZipArchive::new(Cursor::new(&before)).unwrap();
    let mut new = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    assert_eq!(new.len(), old.len() + 1);
    let changed = [BODY, "[Content_Types].xml", "word/_rels/document.xml.rels"];
    for index in 0..old.len() {
        let (mut a, mut b) = (old.by_index_raw(index).unwrap(), new.by_index_raw(index).unwrap());
        assert_eq!(a.name_raw(), b.name_raw());
        let (mut x, mut y) = (Vec::new(), Vec::new());
        a.read_to_end(&mut x).unwrap();
        b.read_to_end(&mut y).unwrap();
        assert!(x == y || changed.contains(&a.name().unwrap().as_ref()), "{:?}", a.name());
    }
}

#[test]
fn words_in_boxes_and_notes_are_marked_where_they_hang() {
    let quote = "《江城市关于印发《科技规划》的通知》";
    let boxed = format!(
        "<w:p>{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></mc:Choice></mc:AlternateContent></w:r></w:p>",
        r("见图"),
        p(&format!("附{quote}"))
    );
    check(&Docx::new(&[p("江城市科技奖补办法"), boxed].concat()), 0, &[&format!("附{quote}")]);
    let noted = format!("<w:p>{}<w:r><w:footnoteReference w:id=\"2\"/></w:r>{}</w:p>", r("甲"), r("乙"));
    let note = format!("<w:footnote w:id=\"2\">{}</w:footnote>", p(&format!("见{quote}")));
    let docx = Docx::new(&[p("江城市科技奖补办法"), noted].concat()).with("footnotes", "footnotes", &note);
    check(&docx, 0, &[""]);
    let (bytes, _, [_, after]) = reviewed(&docx);
    assert!(after.contains("<w:commentRangeStart w:id=\"0\"/><w:r><w:footnoteReference"), "{after}");
    assert!(part(&bytes, "word/comments.xml").contains(&format!("原文：“{quote}”")));
}

#[test]
fn the_command_writes_a_new_file_and_never_over_the_draft() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    std::fs::write(at("稿.docx"), draft().bytes()).unwrap();
    std::fs::write(at("稿.txt"), "各单位应当落实。").unwrap();
    let run = |args: &[&str]| {
        let output =
            Command::new(assert_cmd::cargo::cargo_bin!("hegui")).arg("review").args(args).output().unwrap();
        let text = [output.stdout, output.stderr].concat();
        (output.status.code().unwrap_or(-1), String::from_utf8(text).unwrap())
    };
    let (code, out) = run(&[&at("稿.docx"), "-o", &at("审后.docx")]);
    assert!(code == 0 && out.contains("批注"), "{out}");
    assert!(part(&std::fs::read(at("审后.docx")).unwrap(), "word/comments.xml").contains("hegui"));
    for (args, says) in [
        (vec![at("稿.docx"), "-o".into(), at("稿.docx")], "不能就是原文件"),
        (vec![at("稿.docx"), "-o".into(), at("审后.docx")], "--force"),
        (vec![at("稿.txt"), "-o".into(), at("b.docx")], "不是 .docx"),
        (vec![at("无.docx"), "-o".into(), at("b.docx")], "读不出来"),
    ] {
        let (code, out) = run(&args.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(code == 2 && out.contains(says), "{out}");
    }
    let (code, _) = run(&[&at("稿.docx"), "-o", &at("审后.docx"), "--force"]);
    assert_eq!(code, 0);
}
