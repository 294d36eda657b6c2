//! Damaged Word documents, at the level of the zip and inside the XML: no panic, and never a shorter text without a problem.
//! `HEGUI_FAULTS` sets the number of mutations (2,000 by default).

#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

#[path = "support/docx.rs"]
mod support;

use std::panic::catch_unwind;

use hegui::source::decode;
use support::{Docx, li, lists, p, pack, r, table};

/// A generator whose sequence is the same everywhere (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit.max(1) as u64) as usize
    }
}

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

/// What a plain look at the XML finds as text: what must be read, whatever else is wrong.
fn characters(xml: &str) -> usize {
    xml.split("<w:t")
        .skip(1)
        .filter_map(|p| p.split_once('>')?.1.split('<').next())
        .map(|t| t.chars().count())
        .sum()
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
        let read = decoded.raw.chars().filter(|c| !c.is_whitespace()).count();
        let there: usize = parts
            .iter()
            .filter(|(n, _)| n.ends_with("document.xml") || n.ends_with("footnotes.xml"))
            .map(|(_, t)| characters(t))
            .sum();
        assert!(
            read + 2 >= there.min(expect.chars().count()),
            "round {round}, {}: {}",
            parts[which].0,
            decoded.raw
        );
    }
    assert!(problems * 3 > rounds() / 2, "{problems}");
}
