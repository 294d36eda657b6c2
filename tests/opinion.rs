//! The opinion sheet: what it says, templates of an office, and that no hole is left in it.

#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

#[path = "support/docx.rs"]
mod support;

use std::fs;
use std::process::Command;

use hegui::source::decode;
use support::{Docx, p, part, r, table};

const DRAFT: &str = "corpus/送审稿_缺陷.txt";
const DOSSIER: &str = "corpus/dossier/先议后审";

struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn at(&self, name: &str) -> String {
        self.0.path().join(name).to_string_lossy().into_owned()
    }

    fn run(&self, args: &[&str]) -> (i32, String) {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("hegui"));
        let output =
            command.current_dir(env!("CARGO_MANIFEST_DIR")).arg("opinion").args(args).output().unwrap();
        let text = [output.stdout, output.stderr].concat();
        (output.status.code().unwrap_or(-1), String::from_utf8(text).unwrap())
    }

    /// The sheet as text.
    fn sheet(&self, of: &str, name: &str) -> String {
        let (code, out) = self.run(&[of, "-o", &self.at(name)]);
        assert_eq!(code, 0, "{out}");
        let decoded = decode(name, &fs::read(self.at(name)).unwrap());
        assert_eq!(decoded.problems, []);
        assert!(!decoded.raw.contains("{{") && !decoded.raw.contains("}}"), "{}", decoded.raw);
        decoded.raw
    }

    /// A sheet filled from a template.
    fn filled(&self, docx: &Docx) -> Result<Vec<u8>, String> {
        fs::write(self.at("模板.docx"), docx.bytes()).unwrap();
        let (template, output) = (self.at("模板.docx"), self.at("填好.docx"));
        let (code, out) = self.run(&[DRAFT, "-o", &output, "--template", &template, "--force"]);
        if code == 0 { Ok(fs::read(output).unwrap()) } else { Err(out) }
    }
}

#[test]
fn the_sheet_says_what_was_found_and_leaves_the_conclusion_open() {
    let desk = Desk::new();
    for name in ["书.docx", "书.html"] {
        let text = desk.sheet(DRAFT, name);
        for says in [
            "合法性审核意见书",
            "松北县城区停车收费管理暂行办法（送审稿）",
            "有问题 17 项",
            "《松北县人民政府关于印发《城区停车专项规划》的通知》",
            "里层改用单书名号〈〉",
            "LR-001",
            "未核对\t—\t只给了一份文件",
            "□ 合法",
        ] {
            assert!(text.contains(says), "{name} {says}\n{text}");
        }
        // Every rule is listed with its verdict.
        assert!(text.matches("不适用").count() > 40, "{name}");
        let text = desk.sheet(DOSSIER, &format!("卷宗{name}"));
        for says in ["先议后审/06常务会议纪要.txt", "公平竞争审查表", "（送审文件）", "集体讨论 2025-04-18"]
        {
            assert!(text.contains(says), "{name} {says}\n{text}");
        }
    }
}

#[test]
fn the_template_that_is_printed_gives_the_same_sheet() {
    let desk = Desk::new();
    for kind in ["docx", "html"] {
        let (template, own, shipped) = (
            desk.at(&format!("模板.{kind}")),
            desk.at(&format!("甲.{kind}")),
            desk.at(&format!("乙.{kind}")),
        );
        assert_eq!(desk.run(&["--print-template", "-o", &template]).0, 0);
        assert_eq!(desk.run(&[DRAFT, "-o", &own, "--template", &template]).0, 0);
        assert_eq!(desk.run(&[DRAFT, "-o", &shipped]).0, 0);
        assert!(fs::read(own).unwrap() == fs::read(shipped).unwrap(), "{kind}");
    }
}

#[test]
fn templates_of_word_are_filled_however_word_cuts_them() {
    let desk = Desk::new();
    let cut = format!("<w:p>{}{}{}{}</w:p>", r("件："), r("{{标"), r("题}"), r("}，{{错误数}} 处"));
    let rows = table(&[
        &[("", "序"), ("", "问题")],
        &[("", "{{错误.序号}}."), ("", "{{错误.规则}}：{{ 错误.说明 }}")],
    ]);
    let none = table(&[&[("", "序"), ("", "理由")], &[("", "第{{抑制.序号}}项"), ("", "因{{抑制.理由}}")]]);
    let docx = Docx::new(&[cut, p("规则 {{错误.规则}}"), rows, none].concat()).with(
        "header",
        "hdr",
        &p("{{制定机关}}：{{文种}}"),
    );
    let bytes = desk.filled(&docx).unwrap();
    let text = decode("a.docx", &bytes).raw;
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "件：松北县城区停车收费管理暂行办法（送审稿），4 处");
    assert!(lines[1..5].iter().all(|l| l.starts_with("规则 ")), "{text}");
    assert!(lines[6].starts_with("1.\t") && lines[9].starts_with("4.\t"), "{text}");
    assert_eq!(lines[10..], ["序\t理由", "无"]);
    assert!(part(&bytes, "word/header.xml").contains("未写明：办法"));
    // The pieces keep their properties.
    assert_eq!(part(&bytes, "word/document.xml").matches("<w:b/>").count(), 4 + 4 + 2 + 8 + 4);
}

#[test]
fn mistakes_in_a_template_are_told() {
    let desk = Desk::new();
    for (body, says) in [
        (p("甲{{标提}}"), "没有占位符“{{标提}}”"),
        (p("{{错误.理由}}"), "“错误”的各项有：序号、级别"),
        (p("{{没有.理由}}"), "清单有：材料、缺件"),
        (p("甲{{标题"), "没有写完"),
        (p("{{错误.说明}}{{警告.说明}}"), "既有“错误”又有“警告”"),
        (table(&[&[("", "{{错误.说明}}"), ("", "{{警告.说明}}")]]), "既有“错误”又有“警告”"),
    ] {
        let error = desk.filled(&Docx::new(&body)).unwrap_err();
        assert!(error.contains(says) && error.contains("模板.docx"), "{error}");
    }
    let page = desk.at("模板.html");
    for (text, says) in [
        ("<p>\n{{标提}}</p>", "第 2 行：没有占位符"),
        ("{{错误.说明}}{{提示.说明}}", "第 1 行：同一行里既有"),
        ("{{标题", "没有写完"),
    ] {
        fs::write(&page, text).unwrap();
        let (code, out) = desk.run(&[DRAFT, "-o", &desk.at("填好.html"), "--template", &page]);
        assert!(code == 2 && out.contains(says), "{out}");
    }
    for (args, says) in [
        (vec![DRAFT, "-o", &desk.at("a.pdf")], "只能写成 .docx 或 .html"),
        (vec![DRAFT, "-o", &desk.at("a.docx"), "--template", &page], "同一种"),
        (vec![DRAFT, "-o", &page], "已经存在"),
        (vec!["没有.txt", "-o", &desk.at("a.docx")], "没有这个文件"),
        (vec!["-o", &desk.at("a.docx")], "缺少"),
    ] {
        let (code, out) = desk.run(&args);
        assert!(code == 2 && out.contains(says), "{args:?}\n{out}");
    }
    assert!(!fs::exists(desk.at("a.docx")).unwrap());
}

#[test]
fn values_are_text_and_never_markup() {
    let desk = Desk::new();
    let draft = "江城市<w:p/>管理办法（送审稿）\n第一条 为了&规范，根据江政发[2020]3号<script>alert(1)</script>，制定本办法。\n";
    fs::write(desk.at("稿.txt"), draft).unwrap();
    let page = desk.at("书.html");
    assert_eq!(desk.run(&[&desk.at("稿.txt"), "-o", &page]).0, 0);
    assert!(!fs::read_to_string(page).unwrap().contains("<script"));
    let text = desk.sheet(&desk.at("稿.txt"), "书.docx");
    assert!(text.contains("江政发[2020]3号"), "{text}");
}
