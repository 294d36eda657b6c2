//! The papers a reviewer hands on: HTML report, SARIF, CSV, workbook, and the files they are written to.

#![allow(clippy::disallowed_methods)] // Tests make and read files.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

const DRAFT: &str = "corpus/送审稿_缺陷.txt";

fn hegui(args: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("hegui"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("COLUMNS", "100").args(args);
    let output = command.output().expect("run");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("utf-8");
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("file");
    }
    folder
}

fn in_folder(folder: &tempfile::TempDir, name: &str) -> String {
    folder.path().join(name).to_string_lossy().into_owned()
}

fn findings(path: &str) -> Vec<Value> {
    let (_, out, _) = hegui(&["check", path, "-f", "jsonl"]);
    let report: Value = serde_json::from_str(&out).expect("json");
    report["findings"].as_array().expect("findings").clone()
}

#[test]
fn a_file_appears_complete_and_never_replaces_an_input() {
    let draft = "甲县人民政府关于停车的通知\n各单位：\n请遵照执行。\n";
    let place = folder(&[("稿.txt", draft)]);
    let all = place.path().to_string_lossy().into_owned();
    for name in ["报告.html", "问题.csv", "问题.sarif", "问题.xlsx", "问题.json"] {
        let path = in_folder(&place, name);
        let (code, out, err) = hegui(&["check", &all, "-o", &path, "--fail-on", "never"]);
        assert_eq!((code, err.as_str()), (0, ""), "{name}");
        assert!(out.starts_with("文件 1 份"), "{name}\n{out}");
        let (code, _, err) = hegui(&["check", &all, "-o", &path]);
        assert!(code == 2 && err.contains("不能覆盖"), "{name}\n{err}");
        fs::remove_file(path).expect("written");
    }
    let path = in_folder(&place, "稿.txt");
    let (code, _, err) = hegui(&["check", &path, "-o", &path]);
    assert!(code == 2 && err.contains("不能覆盖"), "{err}");
    assert_eq!(fs::read_to_string(path).expect("draft"), draft);
    let left = fs::read_dir(place.path()).expect("folder").count();
    assert_eq!(left, 1, "留下了没有写完的文件");
}

#[test]
fn a_baseline_never_replaces_a_draft() {
    let draft = "甲县人民政府关于停车的通知\n各单位：\n请遵照执行。\n";
    let place = folder(&[("稿.txt", draft)]);
    let (path, known) = (in_folder(&place, "稿.txt"), in_folder(&place, "基线.json"));
    let (code, _, err) = hegui(&["check", &path, "--write-baseline", &path, "-q"]);
    assert!(code == 2 && err.contains("不能覆盖"), "{err}");
    assert_eq!(fs::read_to_string(&path).expect("draft"), draft);
    for _ in 0..2 {
        let all = place.path().to_string_lossy().into_owned();
        let (_, _, err) = hegui(&["check", &all, "--write-baseline", &known, "-q"]);
        assert!(err.contains("基线已写入"), "{err}");
    }
}

#[cfg(unix)]
#[test]
fn links_and_pipes_are_written_through() {
    let place = folder(&[("稿.txt", "甲县人民政府关于停车的通知\n请遵照执行。\n"), ("真.html", "旧")]);
    let (path, link) = (in_folder(&place, "稿.txt"), in_folder(&place, "链.html"));
    std::os::unix::fs::symlink("真.html", &link).expect("link");
    assert_eq!(hegui(&["check", &path, "-o", &link, "--fail-on", "never"]).0, 0);
    assert!(Path::new(&link).is_symlink(), "链接被换成了文件");
    assert!(fs::read_to_string(in_folder(&place, "真.html")).expect("target").contains("<html"));
    let twin = in_folder(&place, "同一份.html");
    fs::hard_link(&path, &twin).expect("hard link");
    let (code, _, err) = hegui(&["check", &path, "-o", &twin]);
    assert!(code == 2 && err.contains("不能覆盖"), "{err}");
}

#[test]
fn nothing_to_read_is_no_clean_result() {
    let place = tempfile::tempdir().expect("folder");
    let all = place.path().to_string_lossy().into_owned();
    for (format, written) in [("text", ""), ("json", "[\n\n]\n"), ("jsonl", ""), ("csv", "\u{feff}文件,")] {
        let (code, out, err) = hegui(&["check", &all, "-f", format]);
        assert!(code == 2 && err.contains("没有可以读的文件"), "{format}\n{err}");
        assert!(out.starts_with(written) && (!written.is_empty() || out.is_empty()), "{format}\n{out}");
    }
}

#[test]
fn of_a_file_that_could_not_be_read_nothing_is_said() {
    let place = folder(&[("空.txt", "")]);
    let path = in_folder(&place, "空.txt");
    let (code, out, _) = hegui(&["check", &path, "-q"]);
    assert!(code == 2 && out.contains("通过 0，有问题 0，不适用 0"), "{out}");
    let (_, out, _) = hegui(&["check", &path, "-f", "markdown"]);
    assert!(out.contains("没有检查") && !out.contains("未发现问题"), "{out}");
}

#[test]
fn wrong_targets_are_told_in_a_sentence() {
    let place = folder(&[]);
    for (args, words) in [
        (vec!["check", DRAFT, "-f", "xlsx"], "-o 文件名.xlsx"),
        (vec!["check", DRAFT, "-o", "甲.doc"], "--format"),
        (vec!["check", DRAFT, "-o", "没有这个文件夹/甲.html"], "写不了"),
        (vec!["check", DRAFT, "-f", "html", "-o", place.path().to_str().expect("path")], "是文件夹"),
        (vec!["extract", DRAFT, "-f", "sarif"], "不接受“sarif”"),
    ] {
        let (code, out, err) = hegui(&args);
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}");
        assert!(err.contains(words), "{args:?}\n{err}");
    }
}

#[test]
fn the_report_marks_every_finding_and_needs_no_network() {
    let (_, page, _) = hegui(&["check", DRAFT, "-f", "html"]);
    let found = findings(DRAFT);
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
    for (number, finding) in (1..).zip(&found) {
        let message = finding["message"].as_str().expect("message");
        assert!(page.contains(message), "{message}");
        for what in [format!("id=\"d1m{number}\""), format!("href=\"#d1m{number}\"")] {
            assert_eq!(page.matches(&what).count(), 1, "{what}");
        }
    }
    for outside in ["src=\"", "href=\"http", "@import", "url(", "fetch("] {
        assert!(!page.contains(outside), "{outside}");
    }
    let (_, several, _) = hegui(&["check", DRAFT, "corpus/行动方案.txt", "没有这份.txt", "-f", "html"]);
    assert_eq!(several.matches("<section class=\"doc\"").count(), 3);
    assert!(several.contains("任务分解表：") && several.contains("读不了"));
    let ids: Vec<&str> =
        several.split(" id=\"").skip(1).filter_map(|piece| piece.split('"').next()).collect();
    let distinct: std::collections::HashSet<&&str> = ids.iter().collect();
    assert_eq!(ids.len(), distinct.len(), "id 有重复");
}

#[test]
fn nothing_of_a_document_becomes_markup() {
    let text = "关于<script>alert(1)</script>的通知\n</article></style><img src=x onerror=alert(2)>\n根据《甲'\"》（某政发[2022]07号）\u{1b}，办理。\n";
    let place = folder(&[("a\"><b>.txt", text)]);
    let (_, page, _) = hegui(&["check", &in_folder(&place, "a\"><b>.txt"), "-f", "html"]);
    let (before, body) = page.split_once("<main>").expect("main");
    assert_eq!(before.matches("</style>").count(), 1);
    for markup in ["<script>alert", "<img", "</style>", "<b>.txt", "\u{1b}"] {
        assert!(!body.contains(markup), "{markup}");
    }
    assert_eq!(body.matches("</article>").count(), 1);
}

#[test]
fn sarif_says_what_the_report_says() {
    let (_, out, _) = hegui(&["check", DRAFT, "没有这份.txt", "-f", "sarif"]);
    let log: Value = serde_json::from_str(&out).expect("json");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(log["runs"].as_array().expect("runs").len(), 1);
    assert_eq!(run["columnKind"], "utf16CodeUnits");
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(DRAFT)).expect("draft");
    let lines: Vec<Vec<u16>> = text.split('\n').map(|l| l.encode_utf16().collect()).collect();
    let whole: Vec<u16> = text.encode_utf16().collect();
    let results = run["results"].as_array().expect("results");
    let found = findings(DRAFT);
    assert_eq!(results.len(), found.len());
    for (result, finding) in results.iter().zip(&found) {
        assert_eq!(result["ruleId"], finding["rule"]);
        assert_eq!(result["partialFingerprints"]["hegui/1"], finding["fingerprint"]);
        assert_eq!(result["baselineState"], "new");
        let rule = &run["tool"]["driver"]["rules"][usize_of(&result["ruleIndex"])];
        assert_eq!(rule["id"], finding["rule"]);
        assert!(!rule["properties"]["basis"].as_array().expect("basis").is_empty());
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(usize_of(&place["artifactLocation"]["index"]), 0);
        let region = &place["region"];
        let quote = finding["span"]["text"].as_str().expect("text");
        let at = usize_of(&region["charOffset"]);
        let by_offset = &whole[at..at + usize_of(&region["charLength"])];
        assert_eq!(String::from_utf16_lossy(by_offset), quote);
        if region["startLine"] == region["endLine"] {
            let line = &lines[usize_of(&region["startLine"]) - 1];
            let by_column = &line[usize_of(&region["startColumn"]) - 1..usize_of(&region["endColumn"]) - 1];
            assert_eq!(String::from_utf16_lossy(by_column), quote);
        }
    }
    let artifact = &run["artifacts"][0];
    assert_eq!(artifact["hashes"]["sha-256"].as_str().map(str::len), Some(64));
    assert_eq!(artifact["encoding"], "UTF-8");
    assert!(!artifact["location"]["uri"].as_str().expect("uri").contains('缺'));
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let notification = &invocation["toolExecutionNotifications"][0];
    assert_eq!(notification["descriptor"]["id"], "unreadable");
}

#[test]
fn places_of_a_page_point_into_its_text() {
    let text =
        "<html><body><p>甲县人民政府关于停车的通知</p><p>根据某政发[2022]07号文件，办理。</p></body></html>";
    let place = folder(&[("页.html", text)]);
    let (_, out, _) = hegui(&["check", &in_folder(&place, "页.html"), "-f", "sarif"]);
    let log: Value = serde_json::from_str(&out).expect("json");
    let run = &log["runs"][0];
    assert_eq!(run["artifacts"][1]["parentIndex"], 0);
    let inner = run["artifacts"][1]["contents"]["text"].as_str().expect("text");
    let result = &run["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(result["artifactLocation"]["index"], 1);
    assert!(inner.contains(result["region"]["snippet"]["text"].as_str().expect("snippet")));
}

fn usize_of(value: &Value) -> usize {
    value.as_u64().and_then(|n| usize::try_from(n).ok()).expect("number")
}

#[test]
fn csv_has_one_record_per_finding_and_tells_what_was_not_read() {
    let (_, table, _) = hegui(&["check", DRAFT, "没有这份.txt", "-f", "csv"]);
    let found = findings(DRAFT);
    assert!(table.starts_with("\u{feff}文件,标题,级别,规则,问题,"));
    let records: Vec<&str> = table.trim_end().split("\r\n").skip(1).collect();
    assert_eq!(records.len(), found.len() + 1);
    assert!(records.iter().zip(&found).all(|(r, f)| r.contains(f["fingerprint"].as_str().expect("hash"))));
    assert!(records.last().is_some_and(|r| r.starts_with("没有这份.txt,,错误,unreadable,")), "{table}");
}

#[test]
fn workbooks_are_the_same_bytes_each_time() {
    let place = folder(&[]);
    let book = |name: &str| {
        let path = in_folder(&place, name);
        let (code, _, err) = hegui(&["check", "corpus", "-o", &path, "--fail-on", "never"]);
        assert!(code != 1 && err.is_empty(), "{err}");
        fs::read(path).expect("workbook")
    };
    let first = book("甲.xlsx");
    assert!(first.starts_with(b"PK"));
    assert_eq!(first, book("乙.xlsx"));
}

/// The browser, when there is one.
fn chromium() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome"];
    std::env::split_paths(&path).flat_map(|p| names.map(|n| p.join(n))).find(|p| p.is_file())
}

/// Drives the report in a frame of some width: every finding clicked, a key pressed, a filter switched.
const DRIVER: &str = r##"<!DOCTYPE html><body style="margin:0"><iframe id="frame" src="report.html" width="WIDTH" height="800"></iframe>
<pre id="out">not run</pre><script>
frame.onload = () => {
  const page = frame.contentDocument, view = frame.contentWindow;
  const isSeen = () => {
    const mark = page.querySelector("mark.on");
    if (!mark) return false;
    const box = mark.getClientRects()[0];
    return page.elementFromPoint(box.left + 2, box.top + box.height / 2) === mark;
  };
  const links = [...page.querySelectorAll(".goto")];
  const seen = links.filter((link) => { link.click(); return isSeen(); }).length;
  page.querySelector(".goto").click();
  page.dispatchEvent(new view.KeyboardEvent("keydown", { key: "j", bubbles: true }));
  const second = page.querySelector("li.on").dataset.n;
  page.querySelector("#severities input").click();
  const errors = page.querySelectorAll('mark.error, li.error:not([hidden])').length;
  document.getElementById("out").textContent = [seen, links.length, second, errors].join(" ");
};
</script>"##;

#[test]
fn the_report_works_in_a_browser() {
    let Some(browser) = chromium() else {
        let note = "没有安装 chromium：网页报告没有在浏览器里试过（apt-get install chromium）\n";
        std::io::stderr().write_all(note.as_bytes()).expect("stderr");
        return;
    };
    let place = folder(&[]);
    hegui(&["check", DRAFT, "-o", &in_folder(&place, "report.html")]);
    let total = findings(DRAFT).len();
    for width in ["1280", "390"] {
        let driver = in_folder(&place, "driver.html");
        fs::write(&driver, DRIVER.replace("WIDTH", width)).expect("driver");
        let profile = format!("--user-data-dir={}", in_folder(&place, "profile"));
        let mut command = Command::new(&browser);
        command.args(["--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files"]);
        command.args(["--enable-logging=stderr", "--virtual-time-budget=20000", "--window-size=1300,900"]);
        command.args([&profile, "--dump-dom", &format!("file://{driver}")]);
        let output = command.output().expect("browser");
        let (page, log) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        let console: Vec<&str> = log.lines().filter(|l| l.contains("CONSOLE")).collect();
        let expect = format!("<pre id=\"out\">{total} {total} 2 0</pre>");
        assert!(page.contains(&expect), "宽 {width}：{page}\n{console:?}");
        assert!(console.is_empty(), "宽 {width}：{console:?}");
    }
}
