//! What goes in as bytes and comes out as text, or as a problem that says why not.

#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use hegui::document::Decoded;
use hegui::source::{Input, Limits, WalkOptions, decode, decode_within, read, walk};

const SIMPLIFIED: &str = "关于印发《江城市行政规范性文件管理办法》的通知\r\n各县（市、区）人民政府：\r\n一、各部门应当于2020年6月底前完成清理工作，未经审核的，不得提交讨论。\r\n";

#[track_caller]
fn problem(decoded: &Decoded, kind: &str, is_fatal: bool, says: &str) {
    let [found] = decoded.problems.as_slice() else { panic!("{:?}", decoded.problems) };
    assert_eq!((found.kind, found.fatal), (kind, is_fatal), "{}", found.message);
    assert!(found.message.contains(says), "{}", found.message);
    assert!(!is_fatal || decoded.raw.is_empty());
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
