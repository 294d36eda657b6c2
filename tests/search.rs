//! Search over the documents of the project: quoted searches find what a scan finds, an index survives what happens to it.

#![allow(clippy::disallowed_methods, clippy::unwrap_used)] // Tests make folders of their own.

#[path = "support/phrases.rs"]
mod phrases;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use hegui::engine::{Analysis, Engine};
use hegui::index::{Entry, Facet, Query, Reader, Record, Request, Settings, Sort, Stored, Writer};
use hegui::report::Locator;
use hegui::segment::Segmenter;
use tempfile::TempDir;

fn corpus() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

fn hegui(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hegui")).args(arguments).output().unwrap()
}

/// Standard output of a command that must end with this code.
fn check(arguments: &[&str], code: i32) -> String {
    let output = hegui(arguments);
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{out}\n{err}");
    format!("{out}{err}")
}

/// A folder with some papers and the place of an index.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new(papers: &[(&str, &str)]) -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(desk.folder.path().join("docs")).unwrap();
        papers.iter().for_each(|(name, text)| desk.write(name, text));
        desk
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.docs().join(name), text).unwrap();
    }

    fn docs(&self) -> PathBuf {
        self.folder.path().join("docs")
    }

    fn place(&self) -> PathBuf {
        self.folder.path().join("index")
    }

    fn index(&self, more: &[&str], code: i32) -> String {
        let (docs, place) = (self.docs(), self.place());
        let mut arguments = vec!["index", docs.to_str().unwrap(), "--index", place.to_str().unwrap()];
        arguments.extend(more);
        check(&arguments, code)
    }

    fn search(&self, query: &str, more: &[&str], code: i32) -> String {
        let place = self.place();
        let mut arguments = vec!["search", query, "--index", place.to_str().unwrap()];
        arguments.extend(more);
        check(&arguments, code)
    }

    fn count(&self, query: &str) -> u64 {
        let code = i32::from(self.search_count(query) == 0);
        self.search(query, &["--count"], code).trim().parse().unwrap()
    }

    fn search_count(&self, query: &str) -> u64 {
        let reader = Reader::open(&self.place()).unwrap();
        reader.count(&Query::parse(query).unwrap(), &Segmenter::default(), &Request::default()).unwrap()
    }
}

const PAPERS: &[(&str, &str)] = &[
    ("一.txt", "甲市停车管理办法\n第一条 停车收费由市发展改革委核定。\n第二条 停车场应当公示收费标准。\n"),
    (
        "二.txt",
        "甲市人民政府办公室关于清理停车场的通知\n各区：\n一、清查停车场，2020年6月底前完成。（牵头单位：市公安局；配合单位：市司法局）\n甲市人民政府办公室\n2020年3月1日\n",
    ),
    ("三.txt", "乙縣政務服務辦法\n第一條 行政許可事項由縣編辦\n核定。PPP模式另行規定。\n"),
    ("四.txt", "丙市公园管理规定\n第一条 公园由市场监督管理局巡查。\n"),
];

#[test]
fn quoted_searches_find_what_a_scan_finds() {
    let papers = phrases::papers(&[corpus()]);
    assert!(papers.len() > 40);
    let folder = tempfile::tempdir().unwrap();
    phrases::index(&papers, folder.path(), &Settings::default());
    let reader = Reader::open(folder.path()).unwrap();
    let drawn = phrases::draw(&papers, 300, 2, false);
    let typed = phrases::draw(&papers, 100, 2, true);
    let single = phrases::draw(&papers, 60, 1, false);
    let wrong: Vec<String> = drawn
        .iter()
        .chain(&typed)
        .chain(&single)
        .flat_map(|phrase| phrases::verify(&reader, &papers, phrase))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// An index without rules looks for fewer facts; what it keeps of a paper is the same.
#[test]
fn a_description_gives_the_same_record() {
    let engine = Engine::new();
    let mut count = 0;
    for paper in phrases::papers(&[corpus()]) {
        let decoded = &paper.document.decoded;
        let record = |analysis: Analysis| Record::of(&analysis.document, &analysis.facts, []);
        assert_eq!(
            record(engine.describe(decoded.clone())),
            record(engine.extract(decoded.clone())),
            "{}",
            decoded.path
        );
        count += 1;
    }
    assert!(count > 40);
}

#[test]
fn either_script_breaks_and_case() {
    let desk = Desk::new(PAPERS);
    desk.index(&[], 0);
    for (query, expect) in [
        ("“行政许可”", 1),
        ("「行政許可」", 1),
        ("“县编办核定”", 1),
        ("“县编办 核定”", 1),
        ("“PPP模式”", 1),
        ("“ppp模式”", 0),
        ("ppp", 1),
        ("车", 2),
        ("“停车场应当”", 1),
        ("停车 NEAR/4 发展改革委", 1),
        ("停车 NEAR/1 发展改革委", 0),
        ("停车 NOT 收费", 1),
        ("停车 OR 公园", 3),
        ("行政许?事项", 1),
        ("工商局", 1),
        ("title:办法", 2),
        ("unit:公安局 role:lead", 1),
        ("unit:公安局 role:supporting", 0),
        ("role:supporting", 1),
        ("date:2020", 1),
        ("deadline:[2020-06-01 TO 2020-06-30]", 1),
        ("文种：通知", 1),
        ("body:甲市人民政府", 1),
        ("date:[2021 TO *]", 0),
    ] {
        assert_eq!(desk.count(query), expect, "{query}");
    }
    let place = desk.place();
    let without = ["search", "工商局", "--index", place.to_str().unwrap(), "--no-synonyms", "--count"];
    assert_eq!(check(&without, 1).trim(), "0");
    let text = desk.search("“行政许可”", &[], 0);
    assert!(text.contains("【行政許可】") && text.contains("2:5"), "{text}");
}

#[test]
fn only_what_changed_is_read_again() {
    let desk = Desk::new(PAPERS);
    assert!(desk.index(&[], 0).starts_with("新增 4，更新 0，未变 0，去掉 0"));
    assert!(desk.index(&[], 0).starts_with("新增 0，更新 0，未变 4，去掉 0"));
    desk.write("一.txt", "甲市停车管理办法\n第一条 泊车不收费。\n");
    desk.write("五.txt", "丁市渡口管理办法\n第一条 渡口有序。\n");
    fs::remove_file(desk.docs().join("四.txt")).unwrap();
    let told = desk.index(&[], 0);
    assert!(told.starts_with("新增 1，更新 1，未变 2，去掉 1") && told.contains("共 4 份"), "{told}");
    assert_eq!(desk.count("“发展改革委”"), 0);
    assert_eq!(desk.count("泊车"), 1);
    assert_eq!(desk.count("公园"), 0);
    let path = desk.docs().join("五.txt");
    let place = desk.place();
    check(&["index", "--remove", path.to_str().unwrap(), "--index", place.to_str().unwrap()], 0);
    assert_eq!(desk.count("渡口"), 0);
    assert!(
        check(&["index", "--remove", "没有.txt", "--index", place.to_str().unwrap()], 2)
            .contains("没有这个文件")
    );
    // A file that can no longer be read is told and no longer found.
    fs::write(desk.docs().join("二.txt"), []).unwrap();
    assert!(desk.index(&[], 2).contains("读不了 1"));
    assert_eq!(desk.count("清理"), 0);
}

#[test]
fn a_killed_run_leaves_what_was_committed() {
    let desk = Desk::new(&[]);
    for n in 0..400 {
        desk.write(
            &format!("{n}.txt"),
            &format!("第{n}号停车办法\n{}", "停车应当有序，收费应当公示。\n".repeat(60)),
        );
    }
    let (docs, place) = (desk.docs(), desk.place());
    let mut child = Command::new(env!("CARGO_BIN_EXE_hegui"))
        .args(["index", docs.to_str().unwrap(), "--index", place.to_str().unwrap(), "--commit-every", "60"])
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let started = Instant::now();
    let committed = || Reader::open(&place).map_or(0, |r| r.documents());
    while committed() == 0 && started.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let kept = committed();
    assert!(kept > 0, "没有提交");
    assert_eq!(desk.count("“停车应当有序”"), kept);
    assert!(desk.index(&[], 0).contains(&format!("未变 {kept}，去掉 0")));
    assert_eq!(desk.count("“停车应当有序”"), 400);
}

#[test]
fn an_index_of_another_version_says_how_to_rebuild() {
    let desk = Desk::new(PAPERS);
    desk.index(&[], 0);
    let manifest = desk.place().join("hegui-index.json");
    let text = fs::read_to_string(&manifest).unwrap();
    for (from, to, told) in [
        ("\"schema\": 2", "\"schema\": 1", "索引格式是 1，现在是 2"),
        ("\"dictionary\": \"", "\"dictionary\": \"x", "词典是 x"),
        ("tantivy 0.27", "tantivy 0.10", "索引引擎是 tantivy 0.10"),
    ] {
        fs::write(&manifest, text.replace(from, to)).unwrap();
        for message in [desk.search("停车", &[], 2), desk.index(&[], 2)] {
            assert!(message.contains(told) && message.contains("--rebuild"), "{message}");
        }
    }
    fs::write(&manifest, "{").unwrap();
    assert!(desk.search("停车", &[], 2).contains("已损坏"));
    desk.index(&["--rebuild"], 0);
    fs::write(&manifest, text.replace("\"schema\": 2", "\"schema\": 1")).unwrap();
    desk.index(&["--rebuild"], 0);
    assert_eq!(desk.count("停车"), 2);
    assert!(check(&["search", "停车", "--index", "没有这个文件夹"], 2).contains("这里没有索引"));
}

#[test]
fn damaged_files_are_told() {
    let desk = Desk::new(PAPERS);
    desk.index(&[], 0);
    let data = desk.place().join("data");
    let files: Vec<PathBuf> = fs::read_dir(&data).unwrap().map(|e| e.unwrap().path()).collect();
    let mut tried = 0;
    for file in files.iter().filter(|f| !f.to_string_lossy().ends_with(".lock")) {
        let whole = fs::read(file).unwrap();
        if whole.len() < 2 || file.ends_with(".managed.json") {
            continue;
        }
        tried += 1;
        for cut in [0, whole.len() / 2, whole.len() - 1] {
            if whole[cut..].trim_ascii().is_empty() {
                continue;
            }
            fs::write(file, &whole[..cut]).unwrap();
            let message = desk.search("“停车”", &["--facets"], 2);
            assert!(
                message.contains("已损坏") && message.contains("--rebuild"),
                "{}: {message}",
                file.display()
            );
            assert!(!message.contains("panicked"), "{message}");
        }
        fs::write(file, &whole).unwrap();
    }
    assert!(tried > 3);
    assert_eq!(desk.count("停车"), 2);
}

#[test]
fn a_folder_that_cannot_be_written() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new(PAPERS);
    desk.index(&[], 0);
    let data = desk.place().join("data");
    let allow = |mode| {
        for place in [&data, &desk.place()] {
            fs::set_permissions(place, fs::Permissions::from_mode(mode)).unwrap();
        }
    };
    fs::remove_file(data.join(".tantivy-meta.lock")).ok();
    fs::remove_file(data.join(".tantivy-writer.lock")).ok();
    allow(0o555);
    // Whoever may do everything is not kept from writing.
    let is_kept_out = fs::write(data.join("probe"), []).is_err();
    let count = desk.count("停车");
    if is_kept_out {
        let message = desk.index(&[], 2);
        assert!(message.contains("请检查权限"), "{message}");
    }
    allow(0o755);
    assert_eq!(count, 2);
}

/// Whether documents came in one run or in two, the same hits come first.
#[test]
fn hits_do_not_depend_on_how_an_index_grew() {
    let papers: Vec<(String, String)> =
        (0..400).map(|n| (format!("{n}.txt"), phrases::paper_with_headings(n))).collect();
    let is_short = |paper: &&(String, String)| paper.1.chars().count() < 90;
    let desk = Desk::new(&[]);
    for half in [true, false] {
        papers.iter().filter(|p| is_short(p) == half).for_each(|(name, text)| desk.write(name, text));
        desk.index(&["--jobs", "1"], 0);
    }
    let other = desk.folder.path().join("other");
    let (docs, place) = (desk.docs(), other.to_str().unwrap());
    check(&["index", docs.to_str().unwrap(), "--index", place, "--jobs", "1"], 0);
    for query in ["heading:管理", "heading:要求", "要求"] {
        let query = Query::parse(query).unwrap();
        let best = |place: &Path| -> Vec<String> {
            let reader = Reader::open(place).unwrap();
            let mut request = Request::default();
            request.size = 40;
            let answer = reader.search(&query, &Segmenter::default(), &request).unwrap();
            answer.hits.into_iter().map(|hit| hit.card.path).collect()
        };
        let (once, twice) = (best(&other), best(&desk.place()));
        assert_eq!((once.len(), &once), (40, &twice), "{query:?}");
    }
}

#[test]
fn pages_neither_repeat_nor_lose() {
    let papers: Vec<(String, String)> = (0..57)
        .map(|n| (format!("{n}.txt"), format!("停车办法\n{}\n", "停车收费。".repeat(1 + n % 3))))
        .collect();
    let papers: Vec<(&str, &str)> = papers.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let desk = Desk::new(&papers);
    desk.index(&["--commit-every", "1"], 0);
    let reader = Reader::open(&desk.place()).unwrap();
    for query in ["停车", "停车 收费", "“停车收费”"] {
        for sort in [Sort::Relevance, Sort::Newest] {
            let query = Query::parse(query).unwrap();
            let mut seen = Vec::new();
            for offset in (0..70).step_by(7) {
                let mut request = Request::default();
                (request.size, request.offset, request.sort) = (7, offset, sort);
                let answer = reader.search(&query, &Segmenter::default(), &request).unwrap();
                assert_eq!(answer.total, 57);
                seen.extend(answer.hits.into_iter().map(|h| h.card.path));
            }
            assert_eq!(seen.len(), 57, "{query:?}");
            assert_eq!(seen.into_iter().collect::<BTreeSet<_>>().len(), 57, "{query:?}");
        }
    }
}

#[test]
fn facets_count_all_hits() {
    let desk = Desk::new(PAPERS);
    desk.index(&[], 0);
    let reader = Reader::open(&desk.place()).unwrap();
    let mut request = Request::default();
    request.facets = Facet::ALL.to_vec();
    request.size = 1;
    let answer = reader
        .search(&Query::parse("停车 OR 许可 OR 公园").unwrap(), &Segmenter::default(), &request)
        .unwrap();
    assert_eq!((answer.total, answer.hits.len()), (4, 1));
    let values = |name: &str| answer.facets.iter().find(|f| f.facet == name).unwrap().values.clone();
    assert_eq!(values("year"), [("2020".to_owned(), 1)]);
    assert!(values("kind").contains(&("办法".to_owned(), 2)));
    let json = desk.search("停车", &["--facets=year,kind", "-f", "json"], 0);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["schema"], "hegui/search/1");
    assert_eq!(value["total"], 2);
    assert_eq!(value["hits"][0]["snippets"][0]["marks"][0]["text"], "停车");
}

#[test]
fn a_record_gives_the_same_entry_as_an_analysis() {
    let engine = hegui::Engine::builder().build().unwrap();
    for (name, text) in PAPERS {
        let analysis = engine.check(hegui::source::decode(name, text.as_bytes()));
        let at = Locator::new(&analysis.document);
        let json = serde_json::to_vec(&analysis.stored_record(&at)).unwrap();
        let sha256 = std::array::from_fn(|i| {
            u8::from_str_radix(&analysis.document.decoded.sha256[2 * i..2 * i + 2], 16).unwrap()
        });
        let rules = analysis.checked.findings.iter().map(|f| f.rule.clone());
        let record = Record::of(&analysis.document, &analysis.facts, rules);
        let direct = Entry::new(&analysis.document, &analysis.outline, &record);
        let stored = Stored { path: (*name).to_owned(), sha256, record: json, raw: (*text).to_owned() };
        let stored = stored.entry().unwrap();
        assert_eq!(direct, stored, "{name}");
    }
    let none = Stored { path: String::new(), sha256: [0; 32], record: b"[1]".to_vec(), raw: String::new() };
    assert!(none.entry().is_err());
}

#[test]
fn saved_searches_tell_what_is_new() {
    let desk = Desk::new(&PAPERS[..1]);
    desk.index(&[], 0);
    desk.search("停车", &["--save", "停车"], 0);
    let place = desk.place();
    let ask = |more: &[&str], code| {
        let mut all =
            vec!["search", "--index", place.to_str().unwrap(), "--saved", "停车", "--new-since", "LAST"];
        all.extend(more);
        check(&all, code)
    };
    // Counting shows nothing, and what was not shown is still new.
    assert_eq!(ask(&["--count"], 0).trim(), "1");
    assert!(ask(&[], 0).contains("一.txt"));
    ask(&[], 1);
    desk.write("二.txt", PAPERS[1].1);
    desk.index(&[], 0);
    assert!(ask(&[], 0).contains("二.txt"));
    // A run whose papers are gone is not counted again.
    fs::remove_file(desk.docs().join("二.txt")).unwrap();
    desk.index(&[], 0);
    desk.write("五.txt", "戊市停车规定\n第一条 停车应当有序。\n");
    desk.index(&[], 0);
    assert!(ask(&[], 0).contains("五.txt"));
    // Nor does counting begin anew with the index.
    desk.write("六.txt", "己市停车规定\n第一条 停车应当有序。\n");
    desk.index(&["--rebuild"], 0);
    let told = ask(&["--size", "1"], 0);
    assert!(told.contains("还有 2 份"), "{told}");
    assert!(ask(&[], 0).contains("六.txt"));
    ask(&[], 1);
    assert!(check(&["search", "--list-saved", "--index", place.to_str().unwrap()], 0).contains("停车\t停车"));
    assert!(check(&["search", "--saved", "没有", "--index", place.to_str().unwrap()], 2).contains("有 停车"));
}

#[test]
fn an_open_reader_sees_an_index_made_anew() {
    let desk = Desk::new(&PAPERS[..2]);
    desk.index(&[], 0);
    let reader = Reader::open(&desk.place()).unwrap();
    let count = |words: &str| {
        let query = Query::parse(words).unwrap();
        reader.count(&query, &Segmenter::default(), &Request::default()).unwrap()
    };
    desk.write("一.txt", "甲市泊位管理办法\n第一条 泊位由乡镇管理。\n");
    desk.index(&["--rebuild"], 0);
    reader.refresh().unwrap();
    assert_eq!((count("“泊位由乡镇管理”"), count("“停车收费由市”")), (1, 0));
}

#[test]
fn near_keeps_its_distances_and_wildcards() {
    let desk = Desk::new(&[(
        "一.txt",
        "甲市停车场改造办法\n第一条 停车场的改造由各区负责，收费系统由市里统一建设和维护。\n",
    )]);
    desk.index(&[], 0);
    assert_eq!(desk.count("停车场 NEAR/2 改造"), 1);
    assert_eq!(desk.count("改造 NEAR/2 收费 NEAR/30 系统"), 0);
    assert_eq!(desk.count("改造 NEAR/9 收费 NEAR/0 系统"), 1);
    assert_eq!(desk.count("停车* NEAR/5 改造"), 1);
    assert!(desk.search("停*场 NEAR/5 改造", &[], 2).contains("请改用 NEAR"));
    let marked = desk.search("改造 NEAR/9 收费", &["--all-matches", "-f", "csv"], 0);
    assert_eq!(marked.lines().count(), 3, "{marked}");
}

#[test]
fn an_index_inside_the_folder_takes_in_no_part_of_itself_and_heeds_its_options() {
    let desk = Desk::new(&PAPERS[..1]);
    let inner = desk.docs().join("索引");
    let docs = desk.docs();
    let run = |more: &[&str]| {
        let mut all = vec!["index", docs.to_str().unwrap(), "--index", inner.to_str().unwrap()];
        all.extend(more);
        check(&all, 0)
    };
    assert!(run(&[]).contains("新增 1"));
    assert!(run(&[]).contains("新增 0，更新 0，未变 1"));
    assert!(run(&["--profile", "hunan"]).contains("更新 1"));
}

#[test]
fn pinyin_words_and_likeness() {
    let desk = Desk::new(PAPERS);
    desk.index(&["--pinyin"], 0);
    assert_eq!(desk.count("pinyin:tingche"), 2);
    assert_eq!(desk.count("拼音：gongyuan"), 1);
    assert!(desk.search("pinyin:xyz", &[], 2).contains("不是拼音"));
    let path = desk.docs().join("一.txt");
    let place = desk.place();
    let like = check(&["search", "--like", path.to_str().unwrap(), "--index", place.to_str().unwrap()], 0);
    assert!(like.contains("二.txt") && !like.contains("一.txt\n"), "{like}");
    let list = desk.folder.path().join("词.txt");
    fs::write(&list, "车场应当\n").unwrap();
    desk.search("车场应当公示", &["--dict", list.to_str().unwrap()], 0);
}

#[test]
fn wrong_queries_are_told_and_hostile_ones_end_soon() {
    let desk = Desk::new(PAPERS);
    desk.index(&[], 0);
    let message = desk.search("停车 AND", &[], 2);
    assert!(message.contains("后面缺少要找的词\n  停车 AND\n          ^"), "{message}");
    let started = Instant::now();
    let deep = format!("{}停车{}", "(".repeat(20), ")".repeat(20));
    desk.search(&deep, &[], 0);
    for query in ["*", "停*车", "?", "车?", "pinyin:a", &"停车 ".repeat(2_000), &"(".repeat(2_000)] {
        desk.search(query, &[], 2);
    }
    let many: Vec<String> = (0..120).map(|n| format!("“停车{n}”")).collect();
    desk.search(&many.join(" OR "), &[], 1);
    assert!(started.elapsed() < Duration::from_secs(60));
}

#[test]
fn places_are_listed_as_grep_does() {
    let desk = Desk::new(PAPERS);
    desk.index(&[], 0);
    let text = desk.search("“停车”", &["--all-matches"], 0);
    let lines: Vec<&str> = text.lines().collect();
    let docs = desk.docs();
    assert_eq!(lines.len(), 5, "{text}");
    assert_eq!(lines[0], format!("{}:1:3: 甲市【停车】管理办法", docs.join("一.txt").display()));
    let csv = desk.search("“停车”", &["--all-matches", "-f", "csv"], 0);
    assert_eq!(csv.lines().count(), 6);
    let json = desk.search("“停车”", &["--all-matches", "-f", "json"], 0);
    let first: serde_json::Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    assert_eq!((&first["line"], &first["column"]), (&serde_json::json!(1), &serde_json::json!(3)));
    let _: &Path = desk.folder.path();
}

#[test]
fn one_writer_at_a_time() {
    let desk = Desk::new(PAPERS);
    let _writer = Writer::open(&desk.place(), &Settings::default()).unwrap();
    assert!(desk.index(&[], 2).contains("另一个 hegui index 正在写"));
}

/// Of 60 queries as readers type them at least 57 bring a right document among the first five.
#[test]
fn readers_find_what_they_look_for() {
    let place = tempfile::tempdir().unwrap();
    let corpus = corpus();
    let arguments =
        ["index", corpus.to_str().unwrap(), "--no-rules", "--index", place.path().to_str().unwrap()];
    hegui(&arguments);
    let reader = Reader::open(place.path()).unwrap();
    let segmenter = Segmenter::default();
    let mut request = Request::default();
    (request.size, request.snippets) = (5, 0);
    let mut missed = Vec::new();
    let mut count = 0;
    for line in include_str!("support/judged.tsv").lines().filter(|l| !l.starts_with('#')) {
        let (query, wanted) = line.split_once('\t').unwrap();
        let answer = reader.search(&Query::parse(query).unwrap(), &segmenter, &request).unwrap();
        let found: Vec<String> = answer.hits.into_iter().map(|hit| hit.card.path).collect();
        count += 1;
        if !wanted.split(' ').any(|w| found.iter().any(|f| Path::new(f) == corpus.join(w))) {
            missed.push(format!("{query}: {found:?}"));
        }
    }
    assert_eq!(count, 60);
    assert!(missed.len() <= 3, "{}", missed.join("\n"));
}

#[test]
fn an_index_is_made_from_a_store() {
    let desk = Desk::new(PAPERS);
    let (docs, place) = (desk.docs(), desk.place());
    let store = desk.folder.path().join("store");
    let scan = || {
        let output = hegui(&["scan", docs.to_str().unwrap(), "--store", store.to_str().unwrap()]);
        assert!(output.status.code() != Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    };
    let index =
        || check(&["index", "--store", store.to_str().unwrap(), "--index", place.to_str().unwrap()], 0);
    scan();
    assert!(index().starts_with("新增 4，更新 0，未变 0，去掉 0"));
    assert_eq!(desk.count("“行政許可”"), 1);
    assert_eq!(desk.count("unit:公安局 role:lead"), 1);
    assert_eq!(desk.count("停车"), 2);
    desk.write("一.txt", "甲市停车管理办法\n第一条 泊车不收费。\n");
    fs::remove_file(desk.docs().join("四.txt")).unwrap();
    scan();
    assert!(index().starts_with("新增 0，更新 1，未变 2，去掉 1"));
    assert_eq!(desk.count("泊车"), 1);
    assert_eq!(desk.count("公园"), 0);
    assert!(
        check(&["index", "--store", "没有", "--index", place.to_str().unwrap()], 2).contains("没有档案库")
    );
}
