//! Zip archives of documents: members as inputs, names in Chinese encodings, limits, encryption, damage.

#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

#[path = "support/docx.rs"]
mod support;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use encoding_rs::{BIG5, GBK};
use hegui::document::Decoded;
use hegui::source::{Limits, WalkOptions, walk};
use support::{Docx, p, pack};

/// A zip whose names are the bytes given; `flags` are those of every member. Stored, so that it can be made by hand.
fn zip(members: &[(&[u8], &[u8])], flags: u16) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, data) in members {
        let offset = out.len() as u32;
        let mut common = vec![20, 0];
        common.extend(flags.to_le_bytes());
        common.extend([0; 6]);
        common.extend(crc32(data).to_le_bytes());
        common.extend((data.len() as u32).to_le_bytes());
        common.extend((data.len() as u32).to_le_bytes());
        common.extend((name.len() as u16).to_le_bytes());
        common.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(*name);
        out.extend(*data);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(*name);
    }
    let start = out.len() as u32;
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend((members.len() as u16).to_le_bytes());
    out.extend((members.len() as u16).to_le_bytes());
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    out
}

fn crc32(data: &[u8]) -> u32 {
    !data.iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |c, _| if c & 1 == 1 { (c >> 1) ^ 0xedb8_8320 } else { c >> 1 })
    })
}

struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    /// What is read below a path; paths are shown from this folder on.
    fn read(&self, path: &PathBuf) -> Vec<Decoded> {
        let mut read: Vec<Decoded> = walk(std::slice::from_ref(path), &WalkOptions::default())
            .map(|input| input.read(&Limits::default()))
            .collect();
        let root = self.0.path().to_string_lossy().into_owned() + "/";
        read.iter_mut().for_each(|d| d.path = d.path.replace(&root, ""));
        read
    }

    #[track_caller]
    fn problem(&self, bytes: &[u8], kind: &str, says: &str) {
        let path = self.put("坏.zip", bytes);
        let read = self.read(&path);
        let [decoded] = read.as_slice() else { panic!("{}", read.len()) };
        let [found] = decoded.problems.as_slice() else { panic!("{:?}", decoded.problems) };
        assert_eq!((found.kind, found.fatal), (kind, true), "{}", found.message);
        assert!(found.message.contains("坏.zip") && found.message.contains(says), "{}", found.message);
    }
}

#[test]
fn members_are_documents_of_their_own() {
    let place = Place::new();
    let docx = Docx::new(&p("甲县停车管理办法")).bytes();
    let gbk = |name: &str| GBK.encode(name).0.into_owned();
    let names =
        [gbk("材料/送审稿.docx"), gbk("材料/起草说明.txt"), gbk("__MACOSX/._a"), gbk("材料\\.DS_Store")];
    let members: Vec<(&[u8], &[u8])> =
        vec![(&names[0], &docx), (&names[1], "说明".as_bytes()), (&names[2], b"x"), (&names[3], b"x")];
    let path = place.put("卷.ZIP", &zip(&members, 0));
    let read = place.read(&path);
    let found: Vec<(&str, &str)> = read.iter().map(|d| (d.path.as_str(), d.raw.as_str())).collect();
    assert_eq!(
        found,
        [("卷.ZIP/材料/起草说明.txt", "说明"), ("卷.ZIP/材料/送审稿.docx", "甲县停车管理办法")]
    );
    assert!(read.iter().all(|d| d.problems.is_empty() && d.sha256.len() == 64));
}

#[test]
fn names_are_read_in_their_encoding() {
    let place = Place::new();
    for (name, flags) in [
        (GBK.encode("联通公司管理办法.txt").0.into_owned(), 0),
        (BIG5.encode("電信管理辦法修正草案總說明.txt").0.into_owned(), 0),
        ("管理办法.txt".as_bytes().to_vec(), 0),
        ("管理办法.txt".as_bytes().to_vec(), 0x0800),
        (b"plain.txt".to_vec(), 0),
    ] {
        let path = place.put("a.zip", &zip(&[(&name, "甲".as_bytes())], flags));
        let read = place.read(&path);
        let names = ["联通公司管理办法", "電信管理辦法修正草案總說明", "管理办法", "plain"];
        let shown = &read[0].path;
        assert!(names.iter().any(|n| *shown == format!("a.zip/{n}.txt")), "{shown}");
    }
}

#[test]
fn what_cannot_be_unpacked_is_told() {
    let place = Place::new();
    let whole = zip(&[(b"a.txt", "甲乙丙".as_bytes())], 0);
    place.problem(&whole[..whole.len() - 5], "damaged_package", "末尾的目录");
    let mut flipped = whole.clone();
    flipped[36] ^= 1;
    place.problem(&flipped, "damaged_package", "解压不完整");
    place.problem(&zip(&[(b"a.txt", b"xxxxxxxxxxxxxxxx")], 1), "encrypted", "密码");
    place.problem(&zip(&[], 0), "empty", "没有文件");
    place.problem(&zip(&[("内.zip".as_bytes(), &whole)], 0x0800), "unsupported_format", "坏.zip/内.zip");
    let many: Vec<(String, String)> = (0..10_001).map(|n| (format!("{n}.txt"), String::new())).collect();
    place.problem(&pack(&many), "too_large", "上限");
    let started = std::time::Instant::now();
    let bomb = pack(&[("bomb.txt".to_owned(), "0".repeat(60 << 20))]);
    let packing = started.elapsed();
    place.problem(&bomb, "too_large", "压缩炸弹");
    assert!(started.elapsed() - packing < std::time::Duration::from_millis(500));
}

#[test]
fn other_formats_under_that_name_are_still_told_by_content() {
    let place = Place::new();
    let docx = place.put("稿.zip", &Docx::new(&p("甲")).bytes());
    assert_eq!(place.read(&docx)[0].raw, "甲");
    let text = place.put("文.zip", "不是压缩包".as_bytes());
    assert_eq!(place.read(&text)[0].raw, "不是压缩包");
    let other = place.put("包.rar.bak", &zip(&[(b"a.txt", b"x")], 0));
    assert!(place.read(&other)[0].problems[0].message.contains("改为 .zip"));
}

#[test]
fn commands_take_archives() {
    let place = Place::new();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus/dossier/先议后审");
    let mut files: Vec<(Vec<u8>, Vec<u8>)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let name = GBK.encode(&entry.file_name().to_string_lossy()).0.into_owned();
            (name, fs::read(entry.path()).unwrap())
        })
        .collect();
    files.sort();
    let members: Vec<(&[u8], &[u8])> = files.iter().map(|(n, d)| (n.as_slice(), d.as_slice())).collect();
    let path = place.put("先议后审.zip", &zip(&members, 0)).to_string_lossy().into_owned();
    let run = |args: &[&str]| {
        let output = Command::new(assert_cmd::cargo::cargo_bin!("hegui")).args(args).output().unwrap();
        (
            output.status.code().unwrap_or(-1),
            String::from_utf8([output.stdout, output.stderr].concat()).unwrap(),
        )
    };
    let (code, out) = run(&["check", &path, "-q", "--fail-on", "never"]);
    assert!(code == 0 && out.contains("文件 9 份"), "{out}");
    let (code, out) = run(&["dossier", &path]);
    assert!(code == 1 && out.contains("合法性审核晚于集体讨论"), "{out}");
    let sheet = place.0.path().join("书.html").to_string_lossy().into_owned();
    let (code, out) = run(&["opinion", &path, "-o", &sheet]);
    assert!(code == 0 && out.contains("先议后审.zip/01送审稿.txt，材料 9 份"), "{out}");
    for command in ["extract", "tasks", "normalize"] {
        let (code, out) = run(&[command, &path]);
        assert_eq!(code, 0, "{command} {out}");
    }
}

#[test]
fn a_store_notes_members_that_left_their_archive() {
    let place = Place::new();
    let folder = place.0.path();
    fs::create_dir(folder.join("in")).unwrap();
    let paper = |n: u8| format!("关于第{n}号渡口值班的通知\n2024年1月{n}日\n");
    let (first, second) = (paper(1), paper(2));
    let bundle = |names: &[(&str, &str)]| {
        let members: Vec<(&[u8], &[u8])> = names.iter().map(|(n, d)| (n.as_bytes(), d.as_bytes())).collect();
        place.put("in/卷.zip", &zip(&members, 0x800));
    };
    let scan = |more: &[&str]| {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("hegui"));
        command.current_dir(folder).args(["scan", "in", "--store", "库", "-q"]).args(more);
        assert!(command.status().unwrap().success());
        let store = hegui::archive::Store::open(&folder.join("库")).unwrap();
        store.documents().map(|d| d.unwrap().path).collect::<Vec<_>>()
    };
    bundle(&[("甲.txt", &first), ("乙.txt", &second)]);
    assert_eq!(scan(&[]), ["in/卷.zip/乙.txt", "in/卷.zip/甲.txt"]);
    bundle(&[("甲.txt", &first)]);
    assert_eq!(scan(&["--exclude", "*.zip"]).len(), 2, "没有看过的压缩包，里面的文件不算删去");
    assert_eq!(scan(&[]), ["in/卷.zip/甲.txt"]);
    bundle(&[("甲.txt", &first), ("乙.txt", &second)]);
    assert_eq!(scan(&[]).len(), 2);
}
