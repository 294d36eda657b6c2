//! Documents of Word 97–2003 (`corpus/渡口检查通知.doc`): read whole or told as damaged.
//! `HEGUI_FAULTS` sets the number of mutations (2,000 by default).

#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

#[path = "support/random.rs"]
mod random;

use std::fs;
use std::panic::catch_unwind;
use std::path::Path;

use hegui::source::{Limits, Revisions, decode, decode_within};
use random::Random;

fn sample() -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/渡口检查通知.doc")).unwrap()
}

/// Where the head of the document stands in the file.
fn head(bytes: &[u8]) -> usize {
    bytes.chunks(512).position(|sector| sector.starts_with(&[0xEC, 0xA5])).unwrap() * 512
}

fn kind_of(bytes: &[u8]) -> Option<&'static str> {
    decode("a.doc", bytes).problems.first().map(|problem| problem.kind)
}

#[test]
fn numbers_tables_notes_and_changes_are_read_as_printed() {
    let decoded = decode("a.doc", &sample());
    assert_eq!((decoded.format, decoded.problems.as_slice()), ("doc", &[][..]));
    let expect = [
        "一、总体要求",
        "（一）各乡镇人民政府应当于2024年8月底前完成自查。",
        "检查中发现的隐患，应当在10个工作日内整改完毕。",
        "三、任务分工",
        "任务\t责任单位\t完成时限",
        "更新渡口标志\t县水务局\t2024年10月底前",
        "期满仍有隐患的，停止渡运。",
    ];
    let mut lines = decoded.raw.lines();
    for line in expect {
        assert!(lines.any(|l| l.trim() == line), "{line}\n{}", decoded.raw);
    }
    assert_eq!(lines.next(), None, "notes come last");
    let titles: Vec<&str> = decoded.display.iter().map(|span| span.of(&decoded.raw)).collect();
    assert_eq!(titles, ["松北县人民政府办公室\n关于印发渡口安全检查工作方案的通知"]);
}

#[test]
fn changes_can_be_read_as_rejected_or_both() {
    let read =
        |revisions| decode_within("a.doc", &sample(), &Limits::default().with_revisions(revisions)).raw;
    assert!(read(Revisions::Original).contains("应当在30日内整改"));
    assert!(read(Revisions::Both).contains("应当在30日10个工作日内整改"));
}

#[test]
fn what_cannot_be_read_is_told() {
    let whole = sample();
    let with = |at: usize, value: u8| {
        let mut bytes = whole.clone();
        bytes[head(&whole) + at] = value;
        kind_of(&bytes)
    };
    assert_eq!(with(0x0B, whole[head(&whole) + 0x0B] | 1), Some("encrypted"));
    assert_eq!(with(0x03, 0), Some("unsupported_format"));
    assert_eq!(with(0x4F, 0x7F), Some("damaged_part"));
    // The name does not matter, and a spreadsheet is none.
    assert_eq!(decode("a.wps", &whole).raw, decode("a.txt", &whole).raw);
    assert_eq!(kind_of(&whole[..8]), Some("unsupported_format"));
}

#[test]
fn a_document_cut_off_is_never_a_shorter_one() {
    let whole = sample();
    let text = decode("a.doc", &whole).raw;
    for len in (512..whole.len()).step_by(61) {
        let decoded = catch_unwind(|| decode("a.doc", &whole[..len])).unwrap_or_else(|_| panic!("{len}"));
        assert!(decoded.problems.iter().any(|p| p.fatal) || decoded.raw == text, "{len}: {}", decoded.raw);
    }
}

#[test]
fn mutations_end_in_a_text_or_a_problem() {
    let rounds = std::env::var("HEGUI_FAULTS").ok().and_then(|n| n.parse().ok()).unwrap_or(2_000);
    let whole = sample();
    let mut random = Random(43);
    let mut problems = 0;
    for round in 0..rounds {
        let mut bytes = whole.clone();
        for _ in 0..=random.below(4) {
            let at = random.below(bytes.len());
            bytes[at] = random.below(256) as u8;
        }
        let decoded = catch_unwind(|| decode("a.doc", &bytes)).unwrap_or_else(|_| panic!("round {round}"));
        assert!(decoded.problems.iter().any(|p| p.fatal) || !decoded.raw.is_empty(), "round {round}");
        problems += usize::from(!decoded.problems.is_empty());
    }
    assert!(problems * 50 > rounds, "{problems}");
}
