//! The command as users meet it: exit codes, formats, messages, pipes.

#![allow(clippy::disallowed_methods)] // Tests make and read files.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

fn hegui() -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("hegui"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("COLUMNS", "100").env_remove("NO_COLOR");
    command
}

/// Runs with arguments and input; exit code, stdout, stderr.
fn run(args: &[&str], input: &[u8]) -> (i32, String, String) {
    use std::io::Write as _;
    let mut command = hegui();
    let child = command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = child.spawn().expect("spawn");
    child.stdin.take().expect("stdin").write_all(input).expect("write");
    let output = child.wait_with_output().expect("wait");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("utf-8");
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

#[test]
fn help_is_chinese_and_teaches_by_example() {
    for args in [
        vec!["--help"],
        vec!["check", "--help"],
        vec!["review", "--help"],
        vec!["extract", "--help"],
        vec!["rules", "--help"],
        vec!["rules", "coverage", "--help"],
        vec!["tasks", "--help"],
        vec!["laws", "--help"],
        vec!["scan", "--help"],
        vec!["report", "--help"],
        vec!["due", "--help"],
        vec!["sunset", "--help"],
        vec!["register", "--help"],
        vec!["diff", "--help"],
    ] {
        let (code, out, _) = run(&args, b"");
        assert_eq!(code, 0, "{args:?}");
        assert!(out.contains("用法") && out.contains("例子"), "{args:?}\n{out}");
        for english in ["Usage", "Options", "Possible values", "[default", "Print help"] {
            assert!(!out.contains(english), "{args:?} 里有英文 {english}\n{out}");
        }
    }
}

#[test]
fn wrong_calls_exit_2_with_a_chinese_sentence() {
    for (args, words) in [
        (vec!["chek"], "没有子命令“chek”"),
        (vec!["check"], "缺少"),
        (vec!["check", "x", "--format", "yaml"], "不接受“yaml”"),
        (vec!["check", "x", "--as-of", "2024"], "YYYY-MM-DD"),
        (vec!["check", "x", "--jobs", "两个"], "非负整数"),
        (vec!["check", "corpus", "--rules", "没有的文件夹"], "没有这个文件夹"),
        (vec!["review", "x.docx", "-o", "x.txt"], "扩展名要是 .docx"),
    ] {
        let (code, out, err) = run(&args, b"");
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}");
        assert!(err.starts_with("错误：") && err.contains(words), "{args:?}\n{err}");
    }
}

#[test]
fn a_missing_file_is_reported_and_the_rest_goes_on() {
    let (code, out, _) = run(&["check", "没有这份.txt", "corpus/行动方案.txt", "--format", "jsonl"], b"");
    assert_eq!(code, 2);
    let lines: Vec<serde_json::Value> = out.lines().map(|l| serde_json::from_str(l).expect("json")).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["problems"][0]["kind"], "unreadable");
    assert!(lines[1]["problems"].as_array().expect("array").is_empty());
}

#[test]
fn formats_are_what_they_say() {
    let (_, json, _) = run(&["extract", "corpus/行动方案.txt", "corpus/工作总结.txt", "-f", "json"], b"");
    let array: serde_json::Value = serde_json::from_str(&json).expect("json");
    assert_eq!(array.as_array().expect("array").len(), 2);
    assert_eq!(array[0]["schema"], "hegui/1");
    let (_, lines, _) = run(&["extract", "corpus/", "-f", "jsonl"], b"");
    assert!(lines.lines().count() >= 6);
    assert!(lines.lines().all(|l| serde_json::from_str::<serde_json::Value>(l).is_ok()));
    let (_, markdown, _) = run(&["check", "corpus/行动方案.txt", "-f", "markdown"], b"");
    assert!(markdown.starts_with("# "));
    let (_, none, _) = run(&["extract", "没有.txt", "-f", "json"], b"");
    assert!(serde_json::from_str::<serde_json::Value>(&none).expect("json").is_array());
}

#[test]
fn standard_input_is_a_document() {
    let (code, out, _) =
        run(&["extract", "-", "-f", "jsonl"], "各单位应当于2024年6月底前完成整改。\n".as_bytes());
    assert_eq!(code, 0);
    let line: serde_json::Value = serde_json::from_str(out.trim()).expect("json");
    assert_eq!(line["path"], "-");
    assert_eq!(line["encoding"], "utf-8");
}

#[test]
fn quiet_shows_only_the_summary() {
    let (_, out, _) = run(&["check", "corpus/", "-q", "--fail-on", "never"], b"");
    let starts: Vec<&str> = out.lines().map(|l| l.split(' ').next().unwrap_or("")).collect();
    assert_eq!(starts, ["文件", "判定", "问题", "速度"], "{out}");
}

#[test]
fn spans_of_html_point_into_the_text_that_comes_with_it() {
    let (_, out, _) = run(&["extract", "corpus/门户网页.html", "-f", "jsonl", "--with-text"], b"");
    let page: serde_json::Value = serde_json::from_str(out.trim()).expect("json");
    let text: Vec<char> = page["text"].as_str().expect("text").chars().collect();
    let span = &page["metadata"]["title"]["span"];
    let at = |key: &str| usize::try_from(span[key].as_u64().expect("offset")).expect("offset");
    let slice: String = text[at("start")..at("end")].iter().collect();
    assert_eq!(slice, span["text"].as_str().expect("text"));
    assert!(slice.contains("公共自行车"));
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let mut child = hegui()
        .args(["extract", "corpus/", "-f", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("spawn");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("wait");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn jobs_do_not_change_the_output() {
    let (_, one, _) = run(&["check", "corpus/", "-f", "jsonl", "-j", "1"], b"");
    let (_, two, _) = run(&["check", "corpus/", "-f", "jsonl", "-j", "2"], b"");
    assert!(!one.is_empty());
    assert_eq!(one, two);
}

#[test]
fn bad_files_never_stop_a_run() {
    let folder = tempfile::tempdir().expect("folder");
    let put = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).expect("write");
    put("空.txt", b"");
    put("二进制.txt", &[0, 159, 146, 150, 0, 1, 2, 3]);
    put("好.txt", "各单位应当落实。".as_bytes());
    put("旧.doc", &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]);
    let path = folder.path().to_string_lossy().into_owned();
    let (code, out, _) = run(&["check", &path, "-f", "jsonl"], b"");
    assert_eq!(code, 2);
    assert_eq!(out.lines().count(), 4, "{out}");
    let kinds: Vec<String> = out
        .lines()
        .map(|l| {
            serde_json::from_str::<serde_json::Value>(l).expect("json")["problems"][0]["kind"].to_string()
        })
        .collect();
    assert_eq!(kinds.iter().filter(|k| *k == "null").count(), 1, "{kinds:?}");
}

#[test]
fn completions_and_man_page_are_generated() {
    let (code, bash, _) = run(&["completions", "bash"], b"");
    assert!(code == 0 && bash.contains("hegui") && bash.contains("extract"));
    let (code, man, _) = run(&["man"], b"");
    assert!(code == 0 && man.contains(".TH hegui"));
}

#[test]
fn corpus_folder_is_where_the_readme_says() {
    assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/行动方案.txt").is_file());
}

#[test]
fn tasks_come_in_every_form() {
    let sample = "corpus/labelled/任务分解表.txt";
    let (code, text, _) = run(&["tasks", sample], b"");
    assert!(code == 0 && text.contains("6 项任务") && text.contains("市残联"), "{text}");
    let columns = ["序号", "任务", "措施", "牵头单位", "责任单位", "配合单位", "完成时限", "原文位置"];
    let (_, csv, _) = run(&["tasks", sample, "-f", "csv"], b"");
    let mut lines = csv.split("\r\n");
    assert_eq!(lines.next(), Some(format!("\u{feff}{}", columns.join(",")).as_str()));
    assert_eq!(
        lines.next(),
        Some(
            "1,推进政策公开,集中展示现行有效的行政规范性文件,市政府办公室,,市司法局、市直各部门,2024年5月底,corpus/labelled/任务分解表.txt:6 1"
        )
    );
    let (_, markdown, _) = run(&["tasks", sample, "-f", "markdown"], b"");
    assert!(markdown.contains(&format!("| {} |", columns.join(" | "))), "{markdown}");
    let (_, json, _) = run(&["tasks", sample, "-f", "json"], b"");
    let sheets: serde_json::Value = serde_json::from_str(&json).expect("json");
    assert_eq!(sheets[0]["entries"].as_array().expect("entries").len(), 6);
    assert_eq!(sheets[0]["entries"][2]["units"][1]["role"], "supporting");
}

#[test]
fn tasks_are_written_to_files_by_extension() {
    let folder = tempfile::tempdir().expect("folder");
    let sample = "corpus/labelled/任务分解表.txt";
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    for name in ["甲.xlsx", "乙.xlsx", "甲.ics", "甲.csv"] {
        let (code, out, err) = run(&["tasks", sample, "-o", &path(name)], b"");
        assert_eq!((code, out.as_str(), err.as_str()), (0, "", ""), "{name}");
    }
    let book = fs::read(path("甲.xlsx")).expect("xlsx");
    assert!(book.starts_with(b"PK"));
    assert_eq!(book, fs::read(path("乙.xlsx")).expect("xlsx"), "同一份输入要得到同样的字节");
    let calendar = fs::read_to_string(path("甲.ics")).expect("ics");
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75), "{calendar}");
    let count = |what: &str| calendar.matches(what).count();
    assert_eq!(count("BEGIN:VEVENT"), count("END:VEVENT"));
    assert!(calendar.contains("DTSTART;VALUE=DATE:20240630\r\n"), "{calendar}");
    let (code, _, err) = run(&["tasks", sample, "-f", "xlsx"], b"");
    assert!(code == 2 && err.contains("-o"), "{err}");
    let (code, _, err) = run(&["tasks", sample, "-o", &path("甲.doc")], b"");
    assert!(code == 2 && err.contains("--format"), "{err}");
}

#[test]
fn recurring_duties_start_at_the_given_date() {
    let text = "甲区工作方案\n一、任务\n1.报送进展。每季度报送一次进展。（责任单位：区财政局）\n2.公开。（责任单位：区教育局）\n";
    let (_, without, _) = run(&["tasks", "-", "-f", "ics"], text.as_bytes());
    assert!(!without.contains("RRULE"), "{without}");
    let (_, dated, _) = run(&["tasks", "-", "-f", "ics", "--as-of", "2024-04-02"], text.as_bytes());
    assert!(dated.contains("DTSTART;VALUE=DATE:20240630\r\n"), "{dated}");
    assert!(dated.contains("RRULE:FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1\r\n"), "{dated}");
    assert!(dated.contains("DTSTAMP:20240402T000000Z"), "{dated}");
}

#[test]
fn laws_are_looked_up_by_name_and_date() {
    let (code, out, _) = run(&["laws", "《中华人民共和国合同法》", "--as-of", "2022-03-01"], b"");
    assert_eq!(code, 0);
    assert!(out.contains("2022-03-01：已不再有效，由《民法典》替代") && out.contains("法律表截至"), "{out}");
    let (code, out, _) = run(&["laws", "某某县渡口条例"], b"");
    assert_eq!(code, 1);
    assert!(out.contains("法律表里没有"), "{out}");
}

#[test]
fn local_laws_change_verdicts_and_wrong_tables_say_where() {
    let folder = tempfile::tempdir().expect("folder");
    let table = folder.path().join("本地.tsv");
    let table = table.to_str().expect("path");
    let draft = "某县人民政府关于渡口的通知\n各乡镇人民政府：\n根据《某县渡口条例》，现就渡口管理通知如下。\n某县人民政府\n2022年3月4日\n";
    fs::write(
        table,
        "name\tsince\trepealed_on\tsuccessor\n某县渡口条例\t2001-01-01\t2020-01-01\t某县水路条例\n",
    )
    .expect("table");
    let (_, out, _) = run(&["check", "-", "--laws", table], draft.as_bytes());
    assert!(out.contains("由《某县水路条例》替代"), "{out}");
    fs::write(table, "name\tsince\n某县渡口条例\t去年\n").expect("table");
    let (code, _, err) = run(&["check", "-", "--laws", table], draft.as_bytes());
    assert_eq!(code, 2);
    assert!(err.contains("本地.tsv:2:8：since 的日期“去年”"), "{err}");
}

/// A folder with a draft that has defects; the folder goes when the value is dropped.
struct Draft {
    folder: tempfile::TempDir,
    text: String,
}

impl Draft {
    fn new() -> Self {
        let text = fs::read_to_string("corpus/送审稿_缺陷.txt").expect("sample");
        let draft = Self { folder: tempfile::tempdir().expect("folder"), text };
        draft.write("稿.txt", &draft.text);
        draft
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.folder.path().join(name), text).expect("write");
    }

    /// Runs `hegui check` in the folder; exit code, stdout, stderr.
    fn check(&self, args: &[&str]) -> (i32, String, String) {
        let mut command = hegui();
        let output = command.current_dir(self.folder.path()).arg("check").args(args).output().expect("run");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("utf-8");
        (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
    }

    /// The one document of `hegui check --format json` with these arguments.
    fn json(&self, args: &[&str]) -> serde_json::Value {
        let (_, out, err) = self.check(&[args, &["稿.txt", "--format", "jsonl"]].concat());
        serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}\n{out}{err}"))
    }
}

#[test]
fn a_baseline_survives_edits_elsewhere() {
    let draft = Draft::new();
    let (code, _, err) = draft.check(&["./稿.txt", "--fail-on", "warning", "--write-baseline", "基线.json"]);
    assert!(code == 1 && err.starts_with("基线已写入 基线.json：1 份文件，"), "{err}");
    let file = fs::read_to_string(draft.folder.path().join("基线.json")).expect("baseline");
    assert!(file.contains("\"schema\": \"hegui/baseline/1\"") && file.contains("\"稿.txt\": ["), "{file}");
    let known = ["稿.txt", "--fail-on", "warning", "--baseline", "基线.json"];
    assert_eq!(draft.check(&known).0, 0, "只有新问题影响退出码");
    // A line above moves every place; a new sentence with a defect is new; a mended one is absent.
    let bad = "《松北县人民政府关于印发《城区停车专项规划》的通知》";
    assert!(draft.text.contains(bad), "样例变了");
    let mended = draft.text.replace(bad, "《松北县人民政府关于印发〈城区停车专项规划〉的通知》");
    draft.write("稿.txt", &format!("\n\n{mended}"));
    let report = draft.json(&["--baseline", "基线.json"]);
    assert_eq!(report["states"]["absent"], 1, "{}", report["absent"]);
    assert_eq!(report["absent"][0]["rule"], "DF-008");
    assert_eq!(report["states"]["new"], 0, "{}", report["findings"]);
    let (_, text, _) = draft.check(&known);
    assert!(text.contains("（基线中已有）") && text.contains("已不再出现 DF-008"), "{text}");
    let (_, markdown, _) = draft.check(&[&known[..], &["-f", "markdown"]].concat());
    assert!(markdown.contains("| 状态 |") && markdown.contains("| DF-008 | "), "{markdown}");
    draft.write("稿.txt", &format!("{}\n附件：《甲县关于印发《乙规划》的通知》\n", draft.text));
    assert_eq!(draft.json(&["--baseline", "基线.json"])["states"]["new"], 1);
    let (code, quiet, _) = draft.check(&[&known[..], &["-q"]].concat());
    assert!(code == 1 && quiet.contains("其中基线中已有"), "{quiet}");
    // Rules that were not run cannot be absent.
    assert_eq!(draft.json(&["--baseline", "基线.json", "--pack", "TU"])["states"]["absent"], 0);
}

/// A new article moves the numbers of all behind it; with a fourth place a rule tells all of them at once.
#[test]
fn a_baseline_survives_new_numbers_and_one_place_more() {
    let draft = Draft::new();
    let article = |n: &str, name: &str| format!("第{n}条 执行《{name}办法》、《{name}细则》。\n");
    let text = |names: &[&str]| {
        let numbers = ["一", "二", "三", "四", "五"];
        let articles = numbers.iter().zip(names).map(|(n, name)| article(n, name));
        articles.collect::<String>()
    };
    draft.write("稿.txt", &text(&["甲类船", "乙类船", "丙类船"]));
    let (_, _, err) = draft.check(&["稿.txt", "--write-baseline", "基线.json", "--as-of", "2024-01-01"]);
    assert!(err.starts_with("基线已写入"), "{err}");
    let known = ["--baseline", "基线.json", "--as-of", "2024-01-01"];
    let moved =
        text(&["", "甲类船", "乙类船", "丙类船"]).replacen("执行《办法》、《细则》", "渡口由县管理", 1);
    draft.write("稿.txt", &moved);
    let report = draft.json(&known);
    assert_eq!((&report["states"]["new"], &report["states"]["absent"]), (&0.into(), &0.into()), "{report}");
    draft.write("稿.txt", &text(&["甲类船", "乙类船", "丙类船", "丁类船"]));
    let report = draft.json(&known);
    assert_eq!(report["states"]["absent"], 0, "{}", report["absent"]);
}

#[test]
fn many_places_told_at_once_stay_known_while_some_are_left() {
    let draft = Draft::new();
    let section = |n: &str| format!("第{n}条 执行《甲办法》、《乙办法》。\n");
    let text = |numbers: &[&str]| numbers.iter().map(|n| section(n)).collect::<String>();
    draft.write("稿.txt", &text(&["一", "二", "三", "四", "五"]));
    let (_, _, err) = draft.check(&["稿.txt", "--write-baseline", "基线.json", "--as-of", "2024-01-01"]);
    assert!(err.starts_with("基线已写入"), "{err}");
    let known = ["--baseline", "基线.json", "--as-of", "2024-01-01"];
    for numbers in [&["一", "二", "三", "四", "五", "六"][..], &["二", "三", "四", "五"], &["四", "五"]]
    {
        draft.write("稿.txt", &text(numbers));
        let report = draft.json(&known);
        let found = report["findings"].as_array().expect("findings");
        let marks: Vec<_> = found.iter().filter(|f| f["rule"] == "DF-016").collect();
        assert!(
            !marks.is_empty() && marks.iter().all(|f| f["baseline"] == "unchanged"),
            "{numbers:?} {marks:?}"
        );
    }
    draft.write("稿.txt", "第一条 执行《甲办法》《乙办法》。\n");
    let report = draft.json(&known);
    let gone = report["absent"].as_array().expect("absent");
    assert!(gone.iter().any(|a| a["rule"] == "DF-016"), "{gone:?}");
}

#[test]
fn suppressions_name_a_rule_a_place_a_reason_and_a_day() {
    let draft = Draft::new();
    let before = draft.json(&[]);
    assert!(before.get("states").is_none(), "没有基线和抑制时不出现");
    let all = before["findings"].as_array().expect("findings");
    let print = all.iter().find(|f| f["rule"] == "DF-008").expect("DF-008")["fingerprint"].clone();
    let reason = "reason = \"承办单位已核\"\nexpires = 2026-12-31\n";
    for place in [format!("fingerprint = {print}"), "path = \"稿.txt\"\nquote = \"城区 停车专项\"".to_owned()]
    {
        draft.write("抑制.toml", &format!("[[suppress]]\nrule = \"DF-008\"\n{place}\n{reason}"));
        let args = ["--suppress", "抑制.toml", "--today", "2026-12-31"];
        let report = draft.json(&args);
        assert_eq!(report["states"]["suppressed"], 1, "{place}");
        let is_suppressed = |f: &&serde_json::Value| f["baseline"] == "suppressed";
        let found = report["findings"].as_array().expect("findings");
        let one = found.iter().find(is_suppressed).expect("suppressed");
        assert_eq!(one["suppression"]["reason"], "承办单位已核");
        let (_, text, err) = draft.check(&[&args[..], &["稿.txt"]].concat());
        assert!(
            text.contains("已抑制 DF-008")
                && text.contains("承办单位已核，2026-12-31 到期")
                && err.is_empty()
        );
        let (_, markdown, _) = draft.check(&[&args[..], &["稿.txt", "-f", "markdown"]].concat());
        assert!(markdown.contains("| 已抑制（承办单位已核"), "{markdown}");
    }
    let entry = |place: &str| format!("[[suppress]]\nrule = \"DF-008\"\n{place}\n{reason}");
    for (place, says) in [
        ("path = \"稿.txt\"\nquote = \"没有这些字\"", "抑制.toml:1：DF-008 的抑制没有对上任何问题；已经改好"),
        ("fingerprint = \"0123456789abcdef\"", "不在这次检查之内"),
        ("path = \"别的.txt\"\nquote = \"没有这些字\"", ""),
    ] {
        draft.write("抑制.toml", &entry(place));
        let (_, _, err) = draft.check(&["--suppress", "抑制.toml", "--today", "2026-12-31", "稿.txt"]);
        assert!(err.contains(says) && err.is_empty() == says.is_empty(), "{place}\n{err}");
    }
    draft.write("抑制.toml", &entry(&format!("fingerprint = {print}")));
    let late = ["--suppress", "抑制.toml", "--today", "2027-01-01", "稿.txt"];
    let (_, text, err) = draft.check(&late);
    assert!(text.contains("新问题") && text.contains("（抑制已于 2026-12-31 到期）"), "{text}");
    assert!(err.starts_with("抑制.toml:1：DF-008 的抑制已于 2026-12-31 到期"), "{err}");
    draft.write("抑制.toml", &format!("[[suppress]]\nrule = \"DF-999\"\nfingerprint = {print}\n{reason}"));
    let (code, _, err) = draft.check(&late);
    assert!(code == 2 && err.contains("抑制.toml:2:8：没有规则“DF-999”；DF 包有：DF-001"), "{err}");
}

#[test]
fn explanations_stand_below_each_finding() {
    let (_, text, _) = run(&["check", "corpus/送审稿_缺陷.txt", "--explain"], b"");
    for words in
        ["  为何在此：", "  指纹：", "  说明：", "  怎样查：", "  适用：", "  示例：【命中", "【不命中"]
    {
        assert!(text.contains(words), "{words}\n{text}");
    }
    let (_, plain, _) = run(&["check", "corpus/送审稿_缺陷.txt"], b"");
    assert!(!plain.contains("为何在此"));
    let (code, rule, _) = run(&["rules", "explain", "lr-002"], b"");
    assert_eq!(code, 0);
    for words in [
        "LR-002 自认未经合法性审核",
        "错误，把握",
        "适用：",
        "怎样查：",
        "依据：《",
        "建议：",
        "示例：【命中】",
    ] {
        assert!(rule.contains(words), "{words}\n{rule}");
    }
}

#[test]
fn coverage_counts_each_rule_over_a_folder() {
    let (code, json, _) = run(&["rules", "coverage", "corpus/", "-f", "json", "--pack", "DF,TU"], b"");
    assert_eq!(code, 0);
    let all: serde_json::Value = serde_json::from_str(&json).expect("json");
    let documents = all["documents"].as_u64().expect("documents");
    for row in all["rules"].as_array().expect("rules") {
        let count = |key: &str| row[key].as_u64().expect("count");
        let sum: u64 = ["fired", "passed", "not_applicable", "undecided"].map(count).iter().sum();
        assert_eq!(sum, documents, "{row}");
        assert!(count("findings") >= count("fired"), "{row}");
        let never = all["never_fired"].as_array().expect("never").contains(&row["rule"]);
        assert_eq!(never, count("fired") == 0, "{row}");
    }
    let (_, text, _) = run(&["rules", "coverage", "corpus/", "--pack", "TU"], b"");
    assert!(text.contains("│ TU-001 │") && text.contains("从未命中"), "{text}");
    let (_, csv, _) = run(&["rules", "coverage", "corpus/", "--pack", "TU", "-f", "csv"], b"");
    assert!(csv.starts_with("\u{feff}编号,规则,级别,命中文件,"), "{csv}");
    let (_, markdown, _) = run(&["rules", "coverage", "corpus/", "--pack", "TU", "-f", "markdown"], b"");
    assert!(markdown.starts_with("| 编号 | 规则 |"), "{markdown}");
}

#[test]
fn timing_lists_every_rule_and_leaves_the_output_alone() {
    let args = ["check", "corpus/行动方案.txt", "-f", "jsonl", "--pack", "TU"];
    let (_, plain, quiet) = run(&args, b"");
    let (_, timed, costs) = run(&[&args[..], &["--timing"]].concat(), b"");
    assert_eq!(plain, timed);
    assert!(quiet.is_empty() && costs.contains("TU-001") && costs.contains("分析全程"), "{costs}");
}
