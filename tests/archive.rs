//! `hegui scan` as the world treats it: killed, stopped, locked out, out of disk, and pointed at odd files.

#![allow(clippy::disallowed_methods, clippy::print_stdout)] // Tests make and read files, and say what they skip.
#![cfg(unix)]

#[path = "support/planted.rs"]
mod planted;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use hegui::archive::Store;
use planted::Planted;

fn hegui(folder: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("hegui"));
    command.current_dir(folder).env("COLUMNS", "100").stdin(Stdio::null());
    command
}

fn scan(folder: &Path, store: &str) -> Command {
    let mut command = hegui(folder);
    command.args(["scan", "in", "--quiet", "--jobs", "2", "--store", store]);
    command
}

fn started(mut command: Command) -> Child {
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("spawn")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// All tables as CSV, and the summary: what must not depend on how the store came to be.
fn exported(folder: &Path, store: &str) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    for table in ["documents", "findings", "assignments", "deadlines", "citations", "problems", "deleted"] {
        let output =
            hegui(folder).args(["report", "--store", store, "--table", table]).output().expect("report");
        assert!(output.status.success(), "{}", text(&output.stderr));
        out.insert(table.to_owned(), text(&output.stdout));
    }
    let output = hegui(folder).args(["report", "--store", store, "-f", "json"]).output().expect("report");
    assert!(output.status.success(), "{}", text(&output.stderr));
    out.insert("summary".into(), text(&output.stdout));
    let opened = Store::open(&folder.join(store)).expect("store");
    let records = opened.documents().map(|d| {
        let d = d.expect("document");
        format!("{} {:?} {} {}\n", d.path, d.sha256, text(&d.record), d.raw)
    });
    out.insert("records".into(), records.collect());
    out
}

/// The same exports, told apart by name so that a failure does not print megabytes.
fn assert_same(a: &BTreeMap<String, String>, b: &BTreeMap<String, String>, when: &str) {
    for (name, text) in a {
        assert!(b.get(name) == Some(text), "{when}：{name} 不同");
    }
}

/// A folder with the planted archive under `in`, and a store `whole` of an undisturbed run.
fn prepared() -> (tempfile::TempDir, BTreeMap<String, String>) {
    let folder = tempfile::tempdir().expect("folder");
    Planted::new().write(&folder.path().join("in"));
    let output = scan(folder.path(), "whole").output().expect("scan");
    assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
    let whole = exported(folder.path(), "whole");
    (folder, whole)
}

/// Rounds of the kill test; `HEGUI_KILL_ROUNDS=50` for the long one.
fn rounds() -> u32 {
    std::env::var("HEGUI_KILL_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(6)
}

#[test]
fn killed_at_any_moment_and_started_again_it_ends_with_the_same_store() {
    let (folder, whole) = prepared();
    let (mut killed, mut store, mut seed) = (0, 0, 12345u64);
    while killed < rounds() {
        let name = format!("killed{store}");
        let mut child = started(scan(folder.path(), &name));
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        std::thread::sleep(Duration::from_millis(100 + (seed >> 33) % 1500));
        // SIGKILL: nothing of ours runs any more.
        let was_running = child.try_wait().expect("wait").is_none();
        child.kill().expect("kill");
        child.wait().expect("wait");
        if was_running {
            killed += 1;
        } else {
            assert_same(&whole, &exported(folder.path(), &name), "没被打断的一轮");
            store += 1;
        }
    }
    let name = format!("killed{store}");
    let output = scan(folder.path(), &name).output().expect("scan");
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_same(&whole, &exported(folder.path(), &name), "杀掉再接着做");
    println!("杀了 {killed} 次");
}

#[test]
fn ctrl_c_ends_it_cleanly_and_the_next_run_goes_on() {
    let (folder, whole) = prepared();
    let child =
        scan(folder.path(), "stopped").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("spawn");
    std::thread::sleep(Duration::from_millis(1200));
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().expect("kill").success());
    let output = child.wait_with_output().expect("wait");
    if output.status.code() == Some(2) {
        assert!(text(&output.stderr).contains("已停下"), "{}", text(&output.stderr));
    }
    let output = scan(folder.path(), "stopped").output().expect("scan");
    assert!(output.status.success());
    assert_same(&whole, &exported(folder.path(), "stopped"), "停下再接着做");
}

#[test]
fn a_second_scan_on_the_same_store_is_refused() {
    let folder = tempfile::tempdir().expect("folder");
    Planted::new().write(&folder.path().join("in"));
    let mut first = started(scan(folder.path(), "store"));
    while !folder.path().join("store/hegui.lock").exists() {
        std::thread::sleep(Duration::from_millis(20));
    }
    std::thread::sleep(Duration::from_millis(200));
    let second = scan(folder.path(), "store").output().expect("scan");
    let is_running = first.try_wait().expect("wait").is_none();
    assert!(first.wait().expect("wait").success());
    assert!(is_running, "第一个结束得太早，什么也没有证明");
    assert_eq!(second.status.code(), Some(2));
    assert!(text(&second.stderr).contains("另一个 hegui scan 正在写"), "{}", text(&second.stderr));
}

#[test]
fn only_what_changed_is_read_again() {
    let (folder, _) = prepared();
    let root = folder.path();
    let told = |output: Output| text(&output.stdout).lines().next().unwrap_or("").to_owned();
    let again = |more: &[&str]| told(scan(root, "whole").args(more).output().expect("scan"));
    assert_eq!(again(&[]), "文件 200 份：新增 0，改动 0，未变 200");
    assert_eq!(again(&["--verify"]), "文件 200 份：新增 0，改动 0，未变 200");
    fs::write(root.join("in/新.txt"), "关于值班的通知\n2024年1月1日\n").expect("new");
    fs::write(root.join("in/平常/2013-01.txt"), "关于值班的另一通知\n2024年1月1日\n").expect("changed");
    fs::remove_file(root.join("in/平常/2013-02.txt")).expect("gone");
    assert_eq!(again(&[]), "文件 200 份：新增 1，改动 1，未变 198，已删除 1");
    assert_eq!(again(&[]), "文件 200 份：新增 0，改动 0，未变 200");
    let whole = exported(root, "whole");
    assert!(whole["deleted"].contains("2013-02.txt") && !whole["documents"].contains("2013-02.txt"));
    // Other rules: everything is analysed anew, and the store is that of a first run with these rules.
    assert_eq!(again(&["--pack", "DF,XD"]), "文件 200 份：新增 0，改动 200，未变 0");
    let output = scan(root, "fresh").args(["--pack", "DF,XD"]).output().expect("scan");
    assert!(output.status.success());
    let (mut renewed, mut fresh) = (exported(root, "whole"), exported(root, "fresh"));
    for one in [&mut renewed, &mut fresh] {
        // The deleted file is known to one of them only.
        one.remove("deleted");
        one.remove("summary");
    }
    assert_same(&renewed, &fresh, "换了规则");
}

#[test]
fn odd_files_are_each_accounted_for() {
    let folder = tempfile::tempdir().expect("folder");
    let root = folder.path();
    fs::create_dir_all(root.join("in/下级")).expect("folder");
    fs::write(root.join("in/好.txt"), "关于值班的通知\n2024年1月1日\n").expect("file");
    fs::write(root.join("in/副本.txt"), "关于值班的通知\n2024年1月1日\n").expect("file");
    fs::write(root.join("in/空.txt"), "").expect("file");
    fs::write(root.join("in/二进制.bin"), [0u8, 1, 2, 3, 255].repeat(100)).expect("file");
    fs::write(root.join("in").join(OsStr::from_bytes(b"odd\xff\xfe.txt")), "关于防汛的通知\n")
        .expect("odd name");
    fs::write(root.join("in").join(OsStr::from_bytes(b"odd\xff\xfd.txt")), "关于防火的通知\n")
        .expect("odd name");
    fs::File::create(root.join("in/大.txt")).and_then(|f| f.set_len(500 << 20)).expect("sparse");
    std::os::unix::fs::symlink("..", root.join("in/下级/绕回")).expect("link");
    std::os::unix::fs::symlink("没有这个文件", root.join("in/断链.txt")).expect("link");
    std::os::unix::fs::symlink("/dev/zero", root.join("in/设备.txt")).expect("link");
    let _socket = std::os::unix::net::UnixListener::bind(root.join("in/套接字")).expect("socket");
    let has_pipe = Command::new("mkfifo").arg(root.join("in/管道.txt")).status().is_ok_and(|s| s.success());
    let output = scan(root, "in/库").output().expect("scan");
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
    let mut expected = vec![
        ("空.txt", "empty"),
        ("二进制.bin", "binary"),
        ("odd\\xFF\\xFE.txt", "name_not_utf8"),
        ("odd\\xFF\\xFD.txt", "name_not_utf8"),
        ("大.txt", "too_large"),
        ("下级/绕回", "unreadable"),
        ("断链.txt", "unreadable"),
        ("设备.txt", "unreadable"),
        ("套接字", "unreadable"),
    ];
    if has_pipe {
        expected.push(("管道.txt", "unreadable"));
    }
    // Root reads everything; elsewhere the rights count.
    let hidden = root.join("in/无权.txt");
    fs::write(&hidden, "关于保密的通知\n").expect("file");
    fs::set_permissions(&hidden, std::os::unix::fs::PermissionsExt::from_mode(0o0)).expect("rights");
    if fs::read(&hidden).is_err() {
        expected.push(("无权.txt", "unreadable"));
    } else {
        println!("以 root 运行，跳过没有读取权限的文件");
    }
    scan(root, "in/库").output().expect("scan");
    let out = exported(root, "in/库");
    let rows: Vec<&str> = out["problems"].lines().skip(1).collect();
    for (name, kind) in &expected {
        let is_told = rows.iter().any(|r| r.contains(&format!("in/{name},")) && r.contains(kind));
        assert!(is_told, "{name} {kind}\n{}", out["problems"]);
    }
    assert_eq!(rows.len(), expected.len(), "{}", out["problems"]);
    // The store does not scan itself; the copy shares its analysis and has a row of its own.
    assert!(!out["documents"].contains("hegui.sqlite3"));
    assert!(out["documents"].contains("in/好.txt") && out["documents"].contains("in/副本.txt"));
    assert!(out["documents"].contains("odd\\xFF\\xFE.txt"));
}

/// Runs under a limit until the disk refuses, then without: the store is that of an undisturbed run.
fn refused(folder: &Path, mut limited: Command, store: &str, whole: &BTreeMap<String, String>) {
    let output = limited.output().expect("scan");
    let told = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("已写入的部分完好"), "{told}");
    if folder.join(store).join("hegui.sqlite3").exists() {
        let check = hegui(folder).args(["report", "--store", store, "-f", "json"]).output().expect("report");
        let words = text(&check.stderr);
        assert!(check.status.success() || words.contains("没有动它"), "{words}");
    }
    let _ = whole;
}

#[test]
fn when_the_disk_is_full_it_says_so_and_the_store_stays_whole() {
    let (folder, whole) = prepared();
    let root = folder.path();
    let size = fs::metadata(root.join("whole/hegui.sqlite3")).expect("store").len();
    let binary = assert_cmd::cargo::cargo_bin!("hegui");
    // A limit on the size of files, which needs no rights.
    let limited = |kilobytes: u64, store: &str| {
        let mut command = Command::new("sh");
        let line =
            format!("ulimit -f {} && exec \"$0\" scan in --quiet --jobs 2 --store {store}", kilobytes * 2);
        // POSIX counts blocks of 512 bytes; shells that count kilobytes allow twice as much, which still is too little.
        command.args(["-c", &line]).arg(binary).current_dir(root).stdin(Stdio::null());
        command
    };
    refused(root, limited(size / 1024 / 4, "limited"), "limited", &whole);
    let output = scan(root, "limited").output().expect("scan");
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_same(&whole, &exported(root, "limited"), "放宽限制以后");
    // A small file system, where we may mount one.
    let mount = root.join("小盘");
    fs::create_dir(&mount).expect("folder");
    let option = format!("size={}k", size / 1024 / 2);
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &option, "none"]).arg(&mount).output();
    if !mounted.is_ok_and(|m| m.status.success()) {
        println!("不能挂载小盘，跳过这一半");
        return;
    }
    let _undo = Unmount(mount.clone());
    refused(root, scan(root, "小盘/库"), "小盘/库", &whole);
    let grown = Command::new("mount").args(["-o", "remount,size=256m"]).arg(&mount).status();
    assert!(grown.expect("mount").success());
    let output = scan(root, "小盘/库").output().expect("scan");
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_same(&whole, &exported(root, "小盘/库"), "腾出空间以后");
}

/// Takes the small file system away again.
struct Unmount(PathBuf);

impl Drop for Unmount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn limit_globs_and_records() {
    let (folder, whole) = prepared();
    let root = folder.path();
    let first = |output: Output| text(&output.stdout).lines().next().unwrap_or("").to_owned();
    // A limited run, then the rest.
    let output = scan(root, "part").args(["--limit", "50"]).output().expect("scan");
    assert!(first(output).contains("新增 50"));
    let output = scan(root, "part").output().expect("scan");
    assert!(first(output).contains("新增 150，改动 0，未变 50"));
    assert_same(&whole, &exported(root, "part"), "分两次");
    let output =
        scan(root, "some").args(["--include", "*印发.txt", "--exclude", "0*"]).output().expect("scan");
    assert!(first(output).starts_with("文件 2 份：新增 2"));
    // Records from standard input.
    let lines = "{\"id\":\"甲\",\"text\":\"关于值班的通知\\n2024年1月1日\"}\n不是 JSON\n{\"id\":2,\"text\":\"关于防汛的通知\"}\n";
    let mut child = hegui(root)
        .args(["scan", "--jsonl", "--store", "records", "--quiet"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("spawn");
    std::io::Write::write_all(&mut child.stdin.take().expect("stdin"), lines.as_bytes()).expect("write");
    let output = child.wait_with_output().expect("wait");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("第 2 行"), "{}", text(&output.stderr));
    assert!(first(output).starts_with("文件 2 份：新增 2"));
    let store = Store::open(&root.join("records")).expect("store");
    let paths: Vec<String> = store.documents().map(|d| d.expect("document").path).collect();
    assert_eq!(paths, ["2", "甲"]);
}

/// Drops what a store does not keep: lines and texts of places, which the raw text gives again.
fn without_texts(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(object) => {
            if object.contains_key("start") && object.contains_key("line") {
                for key in ["text", "line", "column"] {
                    object.remove(key);
                }
            }
            object.values_mut().for_each(without_texts);
        }
        serde_json::Value::Array(list) => list.iter_mut().for_each(without_texts),
        _ => {}
    }
}

/// The record in the store is what `check` prints, but for headings, verdicts, what the columns say and the raw text gives.
#[test]
fn a_record_is_what_check_prints() {
    let (folder, _) = prepared();
    let root = folder.path();
    let output = hegui(root).args(["check", "in", "-f", "jsonl"]).output().expect("check");
    let parsed = |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("json");
    let lines = text(&output.stdout);
    let printed = lines.lines().map(|line| {
        let mut object = parsed(line);
        without_texts(&mut object);
        for key in ["as_of", "repairs", "metadata", "tasks", "obligations", "citations", "findings"] {
            assert!(object.get(key).is_some(), "{key}");
        }
        for part in ["action", "condition", "exception", "consequence", "trigger"] {
            for obligation in object["obligations"].as_array_mut().expect("obligations") {
                obligation[part].as_object_mut().map(|object| object.remove("text"));
            }
        }
        let head =
            ["schema", "hegui_version", "rules_version", "path", "sha256", "format", "encoding", "script"];
        for key in head.into_iter().chain(["problems", "outline", "outcomes", "laws_as_of"]) {
            object.as_object_mut().expect("object").remove(key);
        }
        object.to_string()
    });
    let mut printed: Vec<String> = printed.collect();
    let store = Store::open(&root.join("whole")).expect("store");
    let kept = store.documents().map(|d| parsed(&text(&d.expect("document").record)).to_string());
    let mut kept: Vec<String> = kept.collect();
    printed.sort();
    kept.sort();
    assert_eq!(printed.len(), kept.len());
    assert!(printed.iter().any(|record| record.contains("\"obligations\":[{")));
    assert!(printed == kept, "档案库里的记录与 check 的输出不同");
}

#[test]
fn what_cannot_be_read_is_told_in_every_run() {
    let folder = tempfile::tempdir().expect("folder");
    let root = folder.path();
    fs::create_dir_all(root.join("in")).expect("folder");
    fs::write(root.join("in/好.txt"), "关于值班的通知\n2024年1月1日\n").expect("file");
    fs::write(root.join("in/扫描件.pdf"), "%PDF-1.7\n%\u{e2}\u{e3}\n1 0 obj\n").expect("file");
    for run in ["第一次", "再次"] {
        let output = scan(root, "in/库").output().expect("scan");
        assert_eq!(output.status.code(), Some(2), "{run}：{}", text(&output.stderr));
        assert!(text(&output.stdout).contains("读不了 1"), "{run}：{}", text(&output.stdout));
    }
    let report = hegui(root).args(["report", "--store", "in/库"]).output().expect("report");
    assert!(text(&report.stdout).contains("内容不同的 1 份），读不了 1 份"), "{}", text(&report.stdout));
}

/// The first line that a scan of these paths into `库` tells.
fn told(root: &Path, paths: &[&str]) -> String {
    let mut command = hegui(root);
    let output = command.args(["scan", "--store", "库", "--quiet"]).args(paths).output().expect("scan");
    text(&output.stdout).lines().next().unwrap_or("").to_owned()
}

/// Notices `1.txt` and so on in a folder.
fn notices(folder: &Path, count: usize) {
    fs::create_dir_all(folder).expect("folder");
    for n in 1..=count {
        fs::write(folder.join(format!("{n}.txt")), format!("关于第{n}次值班的通知\n2024年1月{n}日\n"))
            .expect("file");
    }
}

#[test]
fn a_folder_is_one_however_it_is_spelled() {
    let folder = tempfile::tempdir().expect("folder");
    let root = folder.path().join("工作");
    notices(&root.join("q"), 3);
    notices(&folder.path().join("别处"), 1);
    let whole = root.join("q").to_string_lossy().into_owned();
    assert!(told(&root, &["q", "./q", "q/../q", &whole, "../别处"]).starts_with("文件 4 份：新增 4"));
    for spelled in [whole.as_str(), "./q/", "q/../q", "."] {
        let first = told(&root, &[spelled, "--exclude", "库/"]);
        assert!(first.starts_with("文件 3 份：新增 0，改动 0，未变 3"), "{spelled} {first}");
    }
    // What lies elsewhere is not below `.`, and is gone only when its own folder is looked at.
    fs::remove_file(folder.path().join("别处/1.txt")).expect("removed");
    assert!(!told(&root, &["."]).contains("已删除"));
    assert!(told(&root, &["../别处"]).contains("已删除 1"));
    // What a folder above excludes is not excluded here.
    fs::write(folder.path().join(".gitignore"), "*.txt\n").expect("file");
    assert!(told(&root, &["q"]).starts_with("文件 3 份"));
}

#[test]
fn files_that_fail_neither_use_up_a_limit_nor_stay_when_they_can_be_read() {
    let folder = tempfile::tempdir().expect("folder");
    let root = folder.path();
    notices(&root.join("in"), 4);
    for n in 0..3 {
        std::os::unix::fs::symlink("没有这个文件", root.join(format!("in/0断链{n}.txt"))).expect("link");
    }
    fs::write(root.join("in/5.zip"), b"PK\x03\x04nothing").expect("archive");
    let seen: Vec<String> = (0..5).map(|_| told(root, &["in", "--limit", "2"])).collect();
    assert!(seen[4].contains("未变 4"), "{seen:?}");
    let problems = |()| exported(root, "库")["problems"].clone();
    assert!(problems(()).contains("in/5.zip"));
    let mut bytes = std::io::Cursor::new(Vec::new());
    let mut archive = zip::ZipWriter::new(&mut bytes);
    archive.start_file("甲.txt", zip::write::SimpleFileOptions::default()).expect("member");
    std::io::Write::write_all(&mut archive, "关于防汛的通知\n".as_bytes()).expect("member");
    archive.finish().expect("archive");
    fs::write(root.join("in/5.zip"), bytes.into_inner()).expect("archive");
    assert!(!told(root, &["in"]).contains("已删除"));
    let whole = exported(root, "库");
    assert!(!whole["problems"].contains("in/5.zip") && whole["documents"].contains("in/5.zip/甲.txt"));
}

#[test]
fn records_with_one_name_are_told_and_a_waiting_pipe_can_be_left() {
    let folder = tempfile::tempdir().expect("folder");
    let root = folder.path();
    let start = || {
        let mut command = hegui(root);
        command.args(["scan", "--jsonl", "--store", "我的库", "--quiet"]).stdin(Stdio::piped());
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("spawn")
    };
    let mut child = start();
    let lines = "{\"id\":1,\"text\":\"甲\"}\n{\"id\":\"1\",\"text\":\"乙\"}\n{\"id\":2,\"text\":\"丙\"}\n";
    std::io::Write::write_all(&mut child.stdin.take().expect("stdin"), lines.as_bytes()).expect("write");
    let output = child.wait_with_output().expect("wait");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stdout).contains("新增 2") && text(&output.stdout).contains("没有收的 1 份：1"));
    let child = start();
    std::thread::sleep(Duration::from_millis(1500));
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().expect("kill").success());
    let output = child.wait_with_output().expect("wait");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("已停下"), "{}", text(&output.stderr));
}
