//! Word documents held against what LibreOffice reads: the same characters in the same order, differences explained. Skipped when
//! LibreOffice is not installed. `HEGUI_OFFICE=folder` takes the .docx files of a folder as well.
//!
//! Explained are: blanks, computed numbers, merged cells shown again, notes, which it leaves out, text boxes standing elsewhere, page headers.

#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

#[path = "support/docx.rs"]
mod support;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use hegui::Engine;
use hegui::document::Decoded;
use hegui::render::docx::review;
use hegui::render::opinion::{Opinion, Sheet};
use hegui::source::{Limits, Revisions, decode, decode_within};
use support::{Docx, li, lists, p, r, table};

/// So many characters must agree for two places to be the same again.
const SURE: usize = 10;

/// LibreOffice, when there is one.
fn libreoffice() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let names = ["soffice", "libreoffice"];
    let found = std::env::split_paths(&path).flat_map(|p| names.map(|n| p.join(n))).find(|p| p.is_file());
    if found.is_none() {
        let note = "没有安装 LibreOffice：没有与它对照（apt-get install libreoffice-writer-nogui）\n";
        std::io::stderr().write_all(note.as_bytes()).unwrap();
    }
    found
}

/// Converts documents into a folder.
fn convert(office: &Path, to: &str, folder: &Path, files: &[PathBuf]) {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let mut command = Command::new(office);
    command.arg(profile).args(["--headless", "--convert-to", to, "--outdir"]).arg(folder).args(files);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
}

fn squeezed(text: &str) -> Vec<char> {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{feff}' | '\u{200b}' | '\u{fffc}'))
        .collect()
}

/// The stretches that only one of two texts has, `true` for the first.
fn differences(a: &[char], b: &[char]) -> Vec<(bool, String)> {
    let (mut i, mut j) = (0, 0);
    let mut found = Vec::new();
    let agree = |i: usize, j: usize| {
        let (a, b) = (&a[i.min(a.len())..], &b[j.min(b.len())..]);
        let sure = SURE.min(a.len()).min(b.len());
        a[..sure] == b[..sure] && (sure > 0 || a.is_empty() && b.is_empty())
    };
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            (i, j) = (i + 1, j + 1);
            continue;
        }
        let most = (a.len() - i) + (b.len() - j);
        let places = (1..=most).flat_map(|n| (0..=n).map(move |k| (k, n - k)));
        let (x, y) = places
            .take(2_000_000)
            .find(|&(x, y)| i + x <= a.len() && j + y <= b.len() && agree(i + x, j + y))
            .unwrap_or((a.len() - i, b.len() - j));
        let stretch = |text: &[char], at: usize, n: usize| text[at..at + n].iter().collect::<String>();
        found.extend([(true, stretch(a, i, x)), (false, stretch(b, j, y))]);
        (i, j) = (i + x, j + y);
    }
    found.retain(|(_, text)| !text.is_empty());
    found
}

/// Whether a difference is one that is meant to be. What only LibreOffice read must be long to count as standing elsewhere: a lost
/// character stands elsewhere too.
fn is_explained((is_ours, difference): (bool, &str), other: &str, aside: &str) -> bool {
    let is_label = difference.chars().count() <= 8
        && difference.chars().all(|c| {
            c.is_ascii_alphanumeric()
                || "一二三四五六七八九十百零〇第条章节款项、（）().．：*•●-–".contains(c)
        });
    let is_elsewhere = (is_ours || difference.chars().count() >= SURE) && other.contains(difference);
    is_label || is_elsewhere || aside.contains(difference)
}

fn samples() -> Vec<(String, Vec<u8>)> {
    let reference = "<w:r><w:footnoteReference w:id=\"2\"/></w:r>";
    let rows: &[&[(&str, &str)]] = &[
        &[("", "任务"), ("", "责任单位"), ("", "完成时限")],
        &[("<w:vMerge w:val=\"restart\"/>", "修建渡口码头"), ("", "市交通局"), ("", "2025年6月底前")],
        &[("<w:vMerge/>", ""), ("", "市水务局"), ("", "2025年9月底前")],
    ];
    let text = [
        p("关于做好渡口清理工作的通知"),
        p("各县人民政府："),
        li(1, 0, "总体要求"),
        li(1, 1, "各部门应当于2025年6月底前完成自查，逐项对照整改。"),
        li(1, 1, "整改情况报市政府办公室汇总。"),
        li(1, 0, "工作任务"),
        format!("<w:p>{}{reference}{}</w:p>", r("按照渡口管理办法"), r("办理，不得拖延。")),
        format!(
            "<w:p>{}<w:del><w:r><w:delText>2018年12月底</w:delText></w:r></w:del><w:ins>{}</w:ins>{}</w:p>",
            r("于"),
            r("2017年6月底"),
            r("前完成全部清理任务。")
        ),
        table(rows),
        p("江城市人民政府"),
    ];
    let note = format!("<w:footnote w:id=\"2\">{}</w:footnote>", p("见本市渡口管理办法第三条第二款。"));
    let draft = Docx::new(&text.concat())
        .with("numbering", "numbering", &lists())
        .with("footnotes", "footnotes", &note)
        .with("header", "hdr", &p("江城市人民政府文件"));
    let defects = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/送审稿_缺陷.txt")).unwrap();
    let engine = Engine::builder().build().unwrap();
    let analysis = engine.check(decode("送审稿.txt", &defects));
    let report = analysis.report(false);
    let opinion = Opinion { report: &report, dossier: None, rules: &engine.rule_views() };
    let template = Sheet::Word.template().unwrap();
    let sheet = Sheet::Word.fill(("模板", &template), &opinion).unwrap();
    let paragraphs: String =
        String::from_utf8(defects).unwrap().lines().map(|l| p(&l.replace('&', "&amp;"))).collect();
    vec![
        ("draft".to_owned(), draft.bytes()),
        ("defects".to_owned(), Docx::new(&paragraphs).bytes()),
        ("opinion".to_owned(), sheet),
    ]
}

fn given() -> Vec<(String, Vec<u8>)> {
    let Some(folder) = std::env::var_os("HEGUI_OFFICE") else { return Vec::new() };
    let entries = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    let mut files: Vec<PathBuf> = entries.filter(|p| p.extension().is_some_and(|e| e == "docx")).collect();
    files.sort();
    (0..).zip(files).map(|(n, f): (usize, _)| (format!("given{n}"), fs::read(f).unwrap())).collect()
}

#[test]
fn documents_are_read_as_completely_as_libreoffice_reads_them() {
    let Some(office) = libreoffice() else { return };
    let folder = tempfile::tempdir().unwrap();
    let documents: Vec<(String, Vec<u8>)> = samples().into_iter().chain(given()).collect();
    let path = |name: &str, extension: &str| folder.path().join(format!("{name}.{extension}"));
    for (name, bytes) in &documents {
        fs::write(path(name, "docx"), bytes).unwrap();
    }
    let files: Vec<PathBuf> = documents.iter().map(|(name, _)| path(name, "docx")).collect();
    convert(&office, "txt:Text (encoded):UTF8", folder.path(), &files);
    for (name, bytes) in &documents {
        // It prints what was deleted as well, so both readings of changes are compared.
        let limits = Limits::default().with_revisions(Revisions::Both);
        let decoded: Decoded = decode_within("a.docx", bytes, &limits);
        assert!(!decoded.problems.iter().any(|p| p.fatal), "{name}");
        let theirs = fs::read_to_string(path(name, "txt")).unwrap();
        let (ours, theirs) = (squeezed(&decoded.raw), squeezed(&theirs));
        // It leaves notes out; here they come last.
        let notes = decoded.origins.as_ref().and_then(|o| o.notes.first()).map(|(start, _)| *start as usize);
        let notes = notes.and_then(|start| decoded.raw.get(start..));
        let aside: String = decoded.removed.iter().filter_map(|r| r.before.as_deref()).chain(notes).collect();
        let text = |chars: &[char]| chars.iter().collect::<String>();
        let (our_text, their_text, aside) = (text(&ours), text(&theirs), text(&squeezed(&aside)));
        for (is_ours, difference) in differences(&ours, &theirs) {
            let other = if is_ours { &their_text } else { &our_text };
            let side = if is_ours { "只有本程序读到" } else { "只有 LibreOffice 读到" };
            assert!(is_explained((is_ours, &difference), other, &aside), "{name} {side}：{difference}");
        }
    }
}

/// What .doc keeps in other ways than .docx: fields, hidden text, spans, tables in tables, levels that begin anew, symbols.
fn in_other_ways() -> (String, Vec<u8>) {
    let wide = "<w:tcW w:w=\"5000\" w:type=\"dxa\"/><w:gridSpan w:val=\"2\"/>";
    let own = "<w:tcW w:w=\"2500\" w:type=\"dxa\"/>";
    let top = format!("{own}<w:vMerge w:val=\"restart\"/>");
    let below = format!("{own}<w:vMerge/>");
    let rows: &[&[(&str, &str)]] = &[
        &[(wide, "任务和单位"), (own, "完成时限")],
        &[(&top, "疏浚航道"), (own, "市水务局"), (own, "每季度")],
        &[(&below, ""), (own, "市交通局"), (own, "2025年底前")],
    ];
    let columns = "<w:tblPr/><w:tblGrid><w:gridCol w:w=\"2500\"/><w:gridCol w:w=\"2500\"/><w:gridCol w:w=\"2500\"/></w:tblGrid>";
    let inner = table(&[&[("", "渡口"), ("", "船只")], &[("", "东门"), ("", "三艘")]]);
    let outer = format!(
        "<w:tbl><w:tblGrid><w:gridCol w:w=\"4000\"/><w:gridCol w:w=\"4000\"/></w:tblGrid><w:tr><w:tc><w:tcPr/>{}</w:tc><w:tc><w:tcPr/>{inner}{}</w:tc></w:tr></w:tbl>",
        p("各渡口船只"),
        p("合计三艘")
    );
    let field = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>HYPERLINK &quot;http://example.invalid&quot;</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>渡口办法</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    let text = [
        "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:b/><w:sz w:val=\"44\"/></w:rPr><w:t>渡口管理办法</w:t></w:r></w:p>".to_owned(),
        li(1, 0, "总则"),
        li(1, 1, "渡口应当设置标志。"),
        li(1, 0, "附则"),
        li(1, 1, "本办法自2025年3月1日起施行。"),
        format!("<w:p>{}{field}{}</w:p>", r("详见"), r("，𠮷林渡口另行规定。")),
        "<w:p><w:r><w:t>可见</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>不可见</w:t></w:r><w:r><w:t>的“引号”—·…</w:t><w:br/><w:t>下一行</w:t><w:tab/><w:t>表后</w:t></w:r></w:p>".to_owned(),
        table(rows).replace("<w:tblPr/>", columns),
        p("表与表之间"),
        outer,
        p("江城市人民政府"),
    ];
    let notes = format!("<w:endnote w:id=\"2\">{}</w:endnote>", p("尾注见第二条。"));
    let with_note = "<w:p><w:r><w:t>末段</w:t></w:r><w:r><w:endnoteReference w:id=\"2\"/></w:r></w:p>";
    let body = text.concat() + with_note;
    let document =
        Docx::new(&body).with("numbering", "numbering", &lists()).with("endnotes", "endnotes", &notes);
    ("other_ways".to_owned(), document.bytes())
}

#[test]
fn a_doc_is_read_as_the_docx_it_was() {
    let Some(office) = libreoffice() else { return };
    let folder = tempfile::tempdir().unwrap();
    let documents: Vec<_> = samples().into_iter().chain([in_other_ways()]).chain(given()).collect();
    let path = |name: &str, extension: &str| folder.path().join(format!("{name}.{extension}"));
    for (name, bytes) in &documents {
        fs::write(path(name, "docx"), bytes).unwrap();
    }
    let files: Vec<PathBuf> = documents.iter().map(|(name, _)| path(name, "docx")).collect();
    convert(&office, "doc", folder.path(), &files);
    for (name, bytes) in &documents {
        let doc = fs::read(path(name, "doc")).unwrap();
        for revisions in [Revisions::Final, Revisions::Original, Revisions::Both] {
            let limits = Limits::default().with_revisions(revisions);
            let [was, is] =
                [("a.docx", bytes), ("a.doc", &doc)].map(|(path, b)| decode_within(path, b, &limits));
            assert_eq!((is.format, is.problems.len()), ("doc", 0), "{name} {:?}", is.problems);
            // Blanks at the ends of notes and lines are not kept alike.
            let lines = |text: &str| text.lines().map(|l| l.trim().to_owned()).collect::<Vec<_>>().join("\n");
            assert_eq!(lines(&is.raw), lines(&was.raw), "{name} {revisions:?}");
            assert_eq!(is.display.len(), was.display.len(), "{name} {revisions:?}");
        }
    }
}

#[test]
fn what_is_written_opens_and_prints() {
    let Some(office) = libreoffice() else { return };
    let folder = tempfile::tempdir().unwrap();
    let engine = Engine::builder().build().unwrap();
    let mut files = Vec::new();
    for (name, bytes) in samples() {
        let analysis = engine.check(decode("a.docx", &bytes));
        let findings = analysis.report(false).findings;
        let out = review(&bytes, &analysis.document.decoded, &findings, &engine.rule_views()).unwrap();
        let path = folder.path().join(format!("{name}.docx"));
        fs::write(&path, out.bytes).unwrap();
        files.push(path);
    }
    convert(&office, "pdf", folder.path(), &files);
    for file in files {
        let pdf = fs::read(file.with_extension("pdf")).unwrap();
        assert!(pdf.starts_with(b"%PDF") && pdf.len() > 5_000, "{}", file.display());
    }
}
