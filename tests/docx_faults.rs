//! Damaged Word documents, at the level of the zip and inside the XML: no panic, and never a shorter text without a problem.
//! `HEGUI_FAULTS` sets the number of mutations (2,000 by default).

#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

#[path = "support/random.rs"]
mod random;
#[path = "support/docx.rs"]
mod support;

use std::panic::catch_unwind;

use hegui::source::decode;
use random::Random;
use support::{Docx, li, lists, p, pack, r, table};

fn sample() -> Docx {
    let note = format!("<w:p>{}<w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>", r("见脚注"));
    let change =
        format!("<w:p><w:ins>{}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>", r("新"));
    let rows = table(&[
        &[("", "任务"), ("", "单位")],
        &[("<w:vMerge w:val=\"restart\"/>", "修路"), ("", "甲局")],
        &[("<w:vMerge/>", ""), ("", "乙局")],
    ]);
    let text = [
        p("关于清理工作的通知"),
        li(1, 0, "总体要求"),
        li(1, 1, "各部门应当于6月底前完成。"),
        note,
        change,
        rows,
        p("江城市人民政府"),
    ];
    Docx::new(&text.concat())
        .with("numbering", "numbering", &lists())
        .with("styles", "styles", "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"/>")
        .with("footnotes", "footnotes", &format!("<w:footnote w:id=\"2\">{}</w:footnote>", p("脚注文字")))
}

/// Cut, flip, drop or repeat.
fn hurt(random: &mut Random, bytes: &mut Vec<u8>) {
    let at = random.below(bytes.len());
    let end = (at + 1 + random.below(60)).min(bytes.len());
    match random.below(5) {
        0 => bytes.truncate(at),
        1 => drop(bytes.drain(at..end)),
        2 => {
            let piece = bytes[at..end].to_vec();
            drop(bytes.splice(at..at, piece));
        }
        3 => bytes[at] ^= 1 << random.below(8),
        _ => bytes[at] = random.below(256) as u8,
    }
}

/// What a plain look at the XML finds as text, without blanks: what must be read, whatever else is wrong.
fn characters(xml: &str) -> String {
    let elements = xml.split("<w:t").skip(1).filter(|p| p.starts_with(['>', ' ']));
    let texts = elements.filter_map(|p| p.split_once('>')?.1.split('<').next());
    texts.flat_map(str::chars).filter(|c| !c.is_whitespace()).collect()
}

/// A text without its numbers, blanks and repeated cells.
fn characters_but_labels(text: &str) -> String {
    let is_number = |c: char| c.is_ascii_digit() || "一二三（）()、. ".contains(c);
    let bare = text.replace("修路", "");
    let lines = bare.lines().map(|line| line.trim_start_matches(is_number));
    lines.flat_map(str::chars).filter(|c| !c.is_whitespace()).collect()
}

/// Whether all of `part` stands in `whole` in order.
fn holds(whole: &str, part: &str) -> bool {
    let mut rest = whole.chars();
    part.chars().all(|c| rest.any(|r| r == c))
}

fn rounds() -> usize {
    std::env::var("HEGUI_FAULTS").ok().and_then(|n| n.parse().ok()).unwrap_or(2_000)
}

#[test]
fn a_damaged_zip_yields_the_same_text_or_a_problem() {
    let whole = sample().bytes();
    let expect = decode("a.docx", &whole);
    assert_eq!(expect.problems, []);
    let mut random = Random(29);
    for round in 0..rounds() / 2 {
        let mut bytes = whole.clone();
        hurt(&mut random, &mut bytes);
        let decoded = catch_unwind(|| decode("a.docx", &bytes)).unwrap_or_else(|_| panic!("round {round}"));
        assert!(!decoded.problems.is_empty() || decoded.raw == expect.raw, "round {round}: {}", decoded.raw);
    }
}

#[test]
fn damaged_xml_yields_all_its_text_or_a_problem() {
    let whole = sample();
    let expect = decode("a.docx", &whole.bytes()).raw;
    let mut random = Random(31);
    let mut problems = 0;
    for round in 0..rounds() / 2 {
        let mut parts = whole.parts.clone();
        let which = random.below(parts.len());
        let mut bytes = parts[which].1.clone().into_bytes();
        hurt(&mut random, &mut bytes);
        parts[which].1 = String::from_utf8_lossy(&bytes).into_owned();
        let packed = pack(&parts);
        let decoded = catch_unwind(|| decode("a.docx", &packed)).unwrap_or_else(|_| panic!("round {round}"));
        if !decoded.problems.is_empty() {
            problems += 1;
            continue;
        }
        // No problem: every character that a plain look finds in the body and the notes was read.
        let text_of = |parts: &[(String, String)]| -> String {
            let texts =
                ["document.xml", "footnotes.xml"].map(|name| parts.iter().find(|(n, _)| n.ends_with(name)));
            texts.into_iter().flatten().map(|(_, t)| characters(t)).collect()
        };
        let (there, before) = (text_of(&parts), text_of(&whole.parts));
        let name = &parts[which].0;
        assert!(
            holds(&decoded.raw, &there),
            "round {round}, {name}: {there}\n{}\n{}",
            decoded.raw,
            parts[which].1
        );
        // Damage that leaves the text elements alone changes computed numbers at most; of those the list says anything.
        let is_list = name.ends_with("numbering.xml") || name.ends_with("styles.xml");
        let is_same = is_list || characters_but_labels(&decoded.raw) == characters_but_labels(&expect);
        assert!(there != before || is_same, "round {round}, {name}: {}", decoded.raw);
    }
    assert!(problems * 3 > rounds() / 2, "{problems}");
}
