//! Every dossier of `corpus/dossier/`: the papers are recognised, what `NAME.toml` says must fail fails, nothing else does.

#![allow(clippy::disallowed_methods)] // Tests read the corpus.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use hegui::dossier::{Dossier, PaperKind};
use hegui::engine::Engine;
use hegui::render::{DOSSIER_RENDERERS, Style};
use hegui::report::Verdict;
use hegui::source;

/// What a dossier must come to.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// Why it is here.
    about: String,
    /// Ids of the checks that fail, and `missing:PAPER` for papers that must be there and are not.
    failed: BTreeSet<String>,
}

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/dossier");
    let entries = fs::read_dir(root).expect("dossiers").map(|e| e.expect("entry").path());
    let mut found: Vec<PathBuf> = entries.filter(|p| p.is_dir()).collect();
    found.sort();
    found
}

fn dossier(engine: &Engine, folder: &Path) -> Dossier {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("folder").map(|e| e.expect("entry").path()).collect();
    files.sort();
    let read = |path: &PathBuf| {
        let name = path.file_name().expect("name").to_string_lossy().into_owned();
        engine.check(source::decode(&name, &fs::read(path).expect("paper")))
    };
    let papers: Vec<_> = files.iter().map(read).collect();
    Dossier::of(&papers, engine)
}

fn failed(dossier: &Dossier) -> BTreeSet<String> {
    let missing =
        dossier.missing.iter().filter(|m| m.required).map(|m| {
            format!("missing:{}", serde_json::to_value(m.paper).expect("json").as_str().expect("text"))
        });
    let checks = dossier.checks.iter().filter(|c| c.verdict == Verdict::Fail).map(|c| c.id.clone());
    missing.chain(checks).collect()
}

#[test]
fn every_break_is_found_and_nothing_else() {
    let engine = Engine::builder().build().expect("rules");
    let folders = folders();
    assert!(folders.len() >= 12, "corpus/dossier 的卷宗太少");
    let mut wrong = Vec::new();
    for folder in folders {
        let name = folder.file_name().expect("name").to_string_lossy().into_owned();
        let text = fs::read_to_string(folder.with_extension("toml")).expect("expectation");
        let expected: Expected = toml::from_str(&text).unwrap_or_else(|e| panic!("{name}：{e}"));
        assert!(!expected.about.is_empty(), "{name} 没有写明用途");
        let found = dossier(&engine, &folder);
        let unknown: Vec<_> = found.papers.iter().filter(|p| p.paper.is_none()).map(|p| &p.path).collect();
        if !unknown.is_empty() {
            wrong.push(format!("{name}：没有认出 {unknown:?}"));
        }
        let found = failed(&found);
        if found != expected.failed {
            wrong.push(format!("{name}：应有 {:?}，实际 {found:?}", expected.failed));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn quotes_stand_where_they_say() {
    let engine = Engine::builder().build().expect("rules");
    for folder in folders() {
        let found = dossier(&engine, &folder);
        let quotes =
            found.checks.iter().flat_map(|c| &c.evidence).chain(found.chain.iter().map(|e| &e.evidence));
        for quote in quotes.filter(|q| q.path.ends_with(".txt")) {
            let text: Vec<char> =
                fs::read_to_string(folder.join(&quote.path)).expect("paper").chars().collect();
            let (start, end) = (quote.span.start as usize, quote.span.end as usize);
            let slice: String = text[start..end].iter().collect();
            assert_eq!(slice, quote.span.text, "{}", quote.path);
        }
    }
}

#[test]
fn the_chain_is_in_order_and_told_in_every_format() {
    let engine = Engine::builder().build().expect("rules");
    let folder = folders().into_iter().find(|p| p.ends_with("齐全")).expect("the complete dossier");
    let found = dossier(&engine, &folder);
    assert_eq!(found.title.as_deref(), Some("河西县渡运企业安全改造补助办法"));
    assert!(found.chain.len() >= 10);
    assert!(found.chain.windows(2).all(|pair| pair[0].date <= pair[1].date));
    for renderer in DOSSIER_RENDERERS {
        let mut out = Vec::new();
        (renderer.render)(&found, Style::default(), &mut out).expect("memory");
        let text = String::from_utf8(out).expect("utf-8");
        assert!(text.contains("合法性审核意见书") && text.contains("2025-05-06"), "{}", renderer.name);
    }
}

#[test]
fn an_empty_or_foreign_folder_is_no_panic() {
    let engine = Engine::builder().build().expect("rules");
    let none = Dossier::of(&[], &engine);
    assert!(none.title.is_none() && none.chain.is_empty());
    assert!(none.missing.iter().any(|m| m.paper == PaperKind::ReviewOpinion && m.required));
    let odd = engine.check(source::decode("值班表.txt", "甲 乙 丙\n".as_bytes()));
    let one = Dossier::of(&[odd], &engine);
    assert!(one.papers[0].paper.is_none());
}

#[test]
fn the_command_says_by_its_exit_code() {
    let run = |folder: &str| {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("hegui"));
        let output =
            command.current_dir(env!("CARGO_MANIFEST_DIR")).args(["dossier", folder]).output().expect("run");
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let (code, text) = run("corpus/dossier/齐全");
    assert_eq!(code, Some(0), "{text}");
    let (code, text) = run("corpus/dossier/先议后审");
    assert_eq!(code, Some(1));
    assert!(text.contains("合法性审核晚于集体讨论"), "{text}");
    assert_eq!(run("corpus/dossier/没有").0, Some(2));
}

#[test]
fn an_unread_paper_is_told_and_not_judged() {
    let root = tempfile::tempdir().expect("folder");
    let complete = folders().into_iter().find(|p| p.ends_with("齐全")).expect("the complete dossier");
    for entry in fs::read_dir(complete).expect("folder") {
        let path = entry.expect("entry").path();
        fs::copy(&path, root.path().join(path.file_name().expect("name"))).expect("copied");
    }
    fs::remove_file(root.path().join("06常务会议纪要.txt")).expect("minutes");
    // The head of an old Word file.
    let old = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    fs::write(root.path().join("06常务会议纪要.doc"), [&old[..], &[0; 504]].concat()).expect("written");
    let output = Command::new(assert_cmd::cargo::cargo_bin!("hegui"))
        .arg("dossier")
        .arg(root.path())
        .args(["--as-of", "2025-06-01", "--revisions", "final"])
        .output()
        .expect("run");
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(2), "{text}");
    assert!(text.contains("（没有读到）") && text.contains("另存为 .docx"), "{text}");
    assert!(!text.contains("必备材料齐全") && !text.contains("没有写《"), "{text}");
    let engine = Engine::builder().build().expect("rules");
    let found = dossier(&engine, root.path());
    assert!(!found.is_whole() && found.worst().is_some());
    let decision = found.checks.iter().find(|c| c.id == "decision:result").expect("told all the same");
    assert_eq!(decision.verdict, Verdict::Undecided);
}

#[test]
fn of_several_papers_of_a_kind_one_decides_and_the_others_are_told() {
    let engine = Engine::builder().build().expect("rules");
    let folder = folders().into_iter().find(|p| p.ends_with("两次会议")).expect("dossier");
    let found = dossier(&engine, &folder);
    let minutes = found.papers.iter().filter(|p| p.paper == Some(PaperKind::Minutes));
    let used: Vec<_> = minutes.map(|p| (p.path.as_str(), p.used)).collect();
    assert_eq!(used, [("05a局长办公会议纪要.txt", false), ("06常务会议纪要.txt", true)]);
}

#[test]
fn a_notice_tells_the_period_in_many_ways() {
    use hegui::dossier::EventKind;
    let engine = Engine::builder().build().expect("rules");
    let check = |words: &str, end: Option<&str>| {
        let text = format!(
            "关于《河西县渡口管理办法（征求意见稿）》公开征求意见的公告\n\n现向社会公开征求意见，{words}\n\n河西县交通运输局\n2025年12月1日\n"
        );
        let paper = engine.check(source::decode("征求意见公告.txt", text.as_bytes()));
        let found = Dossier::of(&[paper], &engine);
        let of = |kind| found.chain.iter().find(|e| e.event == kind).map(|e| e.date.to_string());
        assert_eq!(of(EventKind::ConsultationStarted).as_deref(), Some("2025-12-01"), "{words}");
        assert_eq!(of(EventKind::ConsultationEnded).as_deref(), end, "{words}");
    };
    check("请于2025年12月31日前将意见寄至我局。", Some("2025-12-31"));
    check("请于1月5日（星期一）下午5时前反馈意见。", Some("2026-01-05"));
    check("意见反馈截止时间为2025年12月30日。", Some("2025-12-30"));
    check("截至12月30日，均可提出意见。", Some("2025-12-30"));
    check("自本公告发布之日起30日内可以提出意见。", Some("2025-12-31"));
    check("征求意见时间为2025年12月1日至12月31日。", Some("2025-12-31"));
    check("欢迎提出意见。", None);
}

#[test]
fn a_date_that_merely_occurs_is_no_step() {
    let engine = Engine::builder().build().expect("rules");
    let folder = folders().into_iter().find(|p| p.ends_with("审查表没有日期")).expect("dossier");
    let found = dossier(&engine, &folder);
    let is_fair = |e: &&hegui::dossier::Event| e.event == hegui::dossier::EventKind::FairReviewed;
    assert!(found.chain.iter().all(|e| !is_fair(&e)));
    let check = found.checks.iter().find(|c| c.id == "order:fair_reviewed:decided").expect("check");
    assert!(check.verdict == Verdict::Undecided && check.message.contains("没有写日期"), "{}", check.message);
}
