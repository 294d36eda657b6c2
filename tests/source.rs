//! What goes in as bytes and comes out as text, or as a problem that says why not.

#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use encoding_rs::{BIG5, Encoding, GB18030};
use hegui::document::Decoded;
use hegui::source::{Input, Limits, WalkOptions, decode, decode_within, read, walk};

const SIMPLIFIED: &str = "关于印发《江城市行政规范性文件管理办法》的通知\r\n各县（市、区）人民政府：\r\n一、各部门应当于2020年6月底前完成清理工作，未经审核的，不得提交讨论。\r\n";
const TRADITIONAL: &str =
    "關於訂定《檔案管理辦法》之說明\n一、各機關應於每年十二月底前檢討修正，並報請核備。\n";

fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    let (bytes, _, has_errors) = encoding.encode(text);
    assert!(!has_errors, "{text}");
    bytes.into_owned()
}

fn utf16(text: &str, is_big: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|u| if is_big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
}

#[track_caller]
fn check(bytes: &[u8], encoding: &str, text: &str) {
    let decoded = decode("a.txt", bytes);
    assert_eq!((decoded.encoding.as_str(), decoded.raw.as_str()), (encoding, text));
    assert!(decoded.problems.is_empty(), "{:?}", decoded.problems);
    assert_eq!(decoded.sha256.len(), 64);
}

#[track_caller]
fn problem(decoded: &Decoded, kind: &str, is_fatal: bool, says: &str) {
    let [found] = decoded.problems.as_slice() else { panic!("{:?}", decoded.problems) };
    assert_eq!((found.kind, found.fatal), (kind, is_fatal), "{}", found.message);
    assert!(found.message.contains(says), "{}", found.message);
    assert!(!is_fatal || decoded.raw.is_empty());
}

#[test]
fn every_encoding_comes_back() {
    for text in [SIMPLIFIED, TRADITIONAL] {
        check(text.as_bytes(), "utf-8", text);
        check(format!("\u{feff}{text}").as_bytes(), "utf-8", text);
        check(&encoded(text, GB18030), "gb18030", text);
        for (is_big, name) in [(false, "utf-16le"), (true, "utf-16be")] {
            check(&utf16(text, is_big), name, text);
            check(&utf16(&format!("\u{feff}{text}"), is_big), name, text);
        }
    }
    check(&encoded(TRADITIONAL, BIG5), "big5", TRADITIONAL);
    check(b"2020\n", "utf-8", "2020\n");
}

#[test]
fn short_texts_come_back() {
    // 公告 in UTF-16 without a mark is the ASCII word lQJT: nothing can tell.
    for text in [
        "通知",
        "市政府",
        "财政局",
        "联通",
        "第一条",
        "办法（试行）",
        "二〇二〇年一月一日",
        "工作方案",
        "征求意见稿",
    ] {
        check(&encoded(text, GB18030), "gb18030", text);
        check(&utf16(text, false), "utf-16le", text);
        check(&utf16(text, true), "utf-16be", text);
    }
    for text in
        ["公告", "通知", "辦法", "第一條", "財政部", "施行細則", "檔案管理", "中華民國一百年", "作業要點"]
    {
        check(&encoded(text, BIG5), "big5", text);
    }
}

#[test]
fn every_line_of_a_document_is_recognised_alone() {
    for (text, encoding, name) in [(SIMPLIFIED, GB18030, "gb18030"), (TRADITIONAL, BIG5, "big5")] {
        for line in text.lines() {
            check(&encoded(line, encoding), name, line);
        }
    }
}

#[test]
fn a_wrong_declaration_does_not_mislead() {
    let page = |charset: &str| {
        format!(
            "<html><head><meta charset=\"{charset}\"></head><body><p>各部门应当按时完成。</p></body></html>"
        )
    };
    let raw = "各部门应当按时完成。";
    for (bytes, encoding) in [
        (page("gb2312").into_bytes(), "utf-8"),
        (encoded(&page("utf-8"), GB18030), "gb18030"),
        (encoded(&page("big5"), GB18030), "gb18030"),
        (encoded(&page("windows-1252"), GB18030), "gb18030"),
    ] {
        let decoded = decode("a.html", &bytes);
        assert_eq!((decoded.encoding.as_str(), decoded.raw.as_str()), (encoding, raw));
    }
}

#[test]
fn damage_is_reported_with_its_place() {
    let mut cut = encoded(SIMPLIFIED, GB18030);
    cut.truncate(cut.len() - 3);
    problem(&decode("a.txt", &cut), "undecodable", false, "1 处");
    let mut bytes = SIMPLIFIED.as_bytes().to_vec();
    let at = SIMPLIFIED.find("各县").unwrap();
    bytes[at] = 0xff;
    let decoded = decode("a.txt", &bytes);
    problem(&decoded, "undecodable", false, &format!("第 {} 字节（第 2 行）", at + 1));
    assert!(decoded.raw.contains('\u{fffd}') && decoded.encoding == "utf-8");
    let heavy: Vec<u8> =
        SIMPLIFIED.bytes().enumerate().map(|(i, b)| if i % 7 == 0 { 0xff } else { b }).collect();
    problem(&decode("a.txt", &heavy), "undecodable", true, "多到不能信");
    problem(&decode("a.txt", b"\xff\xfe\0\0\x00\x4e\0\0"), "undecodable", true, "UTF-32");
}

#[test]
fn what_is_no_text_is_refused() {
    problem(&decode("a.txt", b""), "empty", true, "a.txt：文件是空的");
    problem(&decode("a.txt", "\u{feff} \r\n\u{3000}\u{200b}\u{a0}".as_bytes()), "empty", true, "空白");
    let noise: Vec<u8> = (0u32..4000).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    problem(&decode("a.txt", &noise), "binary", true, "二进制");
    problem(&decode("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"), "unsupported_format", true, "另存为");
    problem(&decode("a.txt", b"%PDF-1.4"), "unsupported_format", true, "PDF");
    problem(&decode_within("a.txt", b"12345", &Limits::new(4)), "too_large", true, "上限");
    assert_eq!(decode("a.docx", SIMPLIFIED.as_bytes()).raw, SIMPLIFIED);
}

fn tree() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("b.txt", "乙"),
        ("a.md", "甲"),
        ("子/丙.html", "<p>丙</p>"),
        ("子/skip.txt", "略"),
        ("子/.gitignore", "skip.txt"),
        (".hidden.txt", "隐"),
        ("c.doc", "\u{1}"),
    ] {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    dir
}

fn names(paths: &[PathBuf], options: &WalkOptions, root: &Path) -> Vec<String> {
    let name = |input| match input {
        Input::File(path) => path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned(),
        Input::Stdin => "-".to_owned(),
        Input::Failed(decoded) => format!("!{}", decoded.problems[0].message),
        _ => "?".to_owned(),
    };
    walk(paths, options).map(name).collect()
}

#[test]
fn folders_are_walked_in_order() {
    let dir = tree();
    let root = dir.path();
    let options = WalkOptions::default();
    assert_eq!(names(&[root.into()], &options, root), ["a.md", "b.txt", "c.doc", "子/丙.html"]);
    let named = [root.join("b.txt"), root.join("子/skip.txt"), "-".into(), root.join(".hidden.txt")];
    assert_eq!(names(&named, &options, root), ["b.txt", "子/skip.txt", "-", ".hidden.txt"]);
    let options = WalkOptions::new(&["*.txt".into(), "*.html".into()], &["b*".into()]).unwrap();
    assert_eq!(names(&[root.into()], &options, root), ["子/丙.html"]);
    let options = WalkOptions::new(&[], &["子/".into()]).unwrap();
    assert_eq!(names(&[root.into()], &options, root), ["a.md", "b.txt", "c.doc"]);
    assert!(WalkOptions::new(&["[".into()], &[]).unwrap_err().is_usage());
}

#[test]
fn what_cannot_be_read_is_a_problem_of_its_own() {
    let dir = tree();
    let root = dir.path();
    let limits = Limits::default();
    problem(&read(&root.join("无"), &limits), "unreadable", true, "没有这个文件");
    problem(&read(root, &limits), "unreadable", true, "是文件夹");
    problem(&read(&root.join("b.txt"), &Limits::new(2)), "too_large", true, "b.txt");
    let decoded = read(&root.join("b.txt"), &limits);
    assert_eq!((decoded.raw.as_str(), decoded.problems.len()), ("乙", 0));
    assert_eq!(decoded.sha256, "71530d4c49f12c489dcfc7d6d1b46d53546ca05bfd1775392c9a42b9b7944bbb");
}

#[cfg(unix)]
#[test]
fn links_pipes_and_odd_names() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    let dir = tree();
    let root = dir.path();
    let limits = Limits::default();
    symlink(root, root.join("子/loop")).unwrap();
    symlink(root.join("无"), root.join("broken.txt")).unwrap();
    let odd = root.join(OsStr::from_bytes(b"\xd7\xca.txt"));
    fs::write(&odd, "资").unwrap();
    let pipe = root.join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let closed = root.join("closed");
    fs::create_dir(&closed).unwrap();
    fs::write(closed.join("x.txt"), "x").unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    // The superuser may read everything.
    let is_superuser = fs::read_dir(&closed).is_ok();
    let read_all: Vec<Decoded> =
        walk(&[root.to_path_buf()], &WalkOptions::default()).map(|i| i.read(&limits)).collect();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
    let find =
        |name: &str| read_all.iter().find(|d| d.path.contains(name)).unwrap_or_else(|| panic!("{name}"));
    problem(find("子/loop"), "unreadable", true, "绕回");
    problem(find("broken.txt"), "unreadable", true, "没有这个文件");
    problem(find("pipe"), "unreadable", true, "不是普通文件");
    assert_eq!(find("\u{fffd}\u{fffd}.txt").raw, "资");
    if !is_superuser {
        problem(find("closed"), "unreadable", true, "没有读取权限");
    }
    assert_eq!(read_all.len(), 9);
}
