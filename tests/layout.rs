//! What the layout of a Word document tells: its title, and a number that stands only in a page header or a text box.

#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

#[path = "support/docx.rs"]
mod support;

use hegui::Engine;
use hegui::report::Report;
use hegui::source::decode;
use support::{Docx, p};

fn read(docx: &Docx) -> Report {
    let decoded = decode("a.docx", &docx.bytes());
    assert_eq!(decoded.problems, []);
    Engine::new().extract(decoded).report(true)
}

/// A paragraph with alignment, size in half points, and weight.
fn set(align: &str, size: u32, is_bold: bool, text: &str) -> String {
    let bold = if is_bold { "<w:b/>" } else { "" };
    format!(
        "<w:p><w:pPr><w:jc w:val=\"{align}\"/></w:pPr><w:r><w:rPr>{bold}<w:sz w:val=\"{size}\"/></w:rPr><w:t>{text}</w:t></w:r></w:p>"
    )
}

fn plain(text: &str) -> String {
    set("both", 32, false, text)
}

const BODY: &str = "各部门应当于2025年6月底前完成自查，逐项对照整改，形成台账，报市政府办公室汇总。";

#[track_caller]
fn title(body: &[String], expect: Option<&str>) {
    let report = read(&Docx::new(&body.concat()));
    assert_eq!(report.facts.metadata.title.as_ref().map(|t| t.text.as_str()), expect);
}

#[test]
fn a_title_that_words_do_not_tell_is_told_by_the_layout() {
    // No word for its kind: only its look says that it is the title.
    let slogan = "把节约用水融入所有工作 推进节水江城建设";
    title(&[plain(slogan), plain(BODY)], None);
    title(&[set("center", 44, false, slogan), plain(BODY)], Some(slogan));
    title(&[set("center", 32, true, slogan), plain(BODY)], Some(slogan));
    title(&[set("center", 32, false, slogan), plain(BODY)], None);
    title(&[set("left", 44, true, slogan), plain(BODY)], None);
    // Head of the paper, number and addressee are no title, however large.
    title(
        &[
            set("center", 72, false, "江城市人民政府文件"),
            set("center", 32, true, "江政发〔2025〕3号"),
            set("center", 44, false, slogan),
            plain("各县人民政府："),
            plain(BODY),
        ],
        Some(slogan),
    );
    // A title over three lines, the middle one of which looks like nothing.
    title(
        &[
            set("center", 44, false, "江城市人民政府办公室"),
            set("center", 44, false, "关于进一步优化营商环境"),
            set("center", 44, false, "激发各类主体活力的若干措施"),
            plain("各县人民政府："),
            plain(BODY),
        ],
        Some("江城市人民政府办公室关于进一步优化营商环境激发各类主体活力的若干措施"),
    );
    title(&[set("center", 36, true, "目　录"), plain(BODY)], None);
}

#[test]
fn styles_tell_as_well() {
    let slogan = "把节约用水融入所有工作 推进节水江城建设";
    let styled = |id: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{id}\"/></w:pPr><w:r><w:t>{slogan}</w:t></w:r></w:p>")
    };
    let styles = "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val=\"32\"/></w:rPr></w:rPrDefault></w:docDefaults>\
        <w:style w:type=\"paragraph\" w:styleId=\"a3\"><w:name w:val=\"Title\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"b\"><w:name w:val=\"Big\"/><w:rPr><w:sz w:val=\"44\"/></w:rPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"c\"><w:name w:val=\"Centre\"/><w:basedOn w:val=\"b\"/><w:pPr><w:jc w:val=\"center\"/></w:pPr></w:style>";
    for (id, is_told) in [("a3", true), ("c", true), ("b", false), ("none", false)] {
        let docx = Docx::new(&[styled(id), plain(BODY)].concat()).with("styles", "styles", styles);
        assert_eq!(read(&docx).facts.metadata.title.is_some(), is_told, "{id}");
    }
}

#[test]
fn a_number_in_the_page_header_is_that_of_the_document() {
    let body = [
        set("center", 44, false, "江城市人民政府关于加强停车管理的通知"),
        plain("各县人民政府："),
        plain("根据省政发〔2019〕8号，请遵照执行。"),
    ]
    .concat();
    let number = |docx: &Docx| {
        let report = read(docx);
        let text = report.text.clone().unwrap();
        (report.facts.metadata.doc_number.map(|n| n.raw), text)
    };
    let head = |text: &[&str]| {
        Docx::new(&body).with("header", "hdr", &text.iter().map(|t| p(t)).collect::<String>())
    };
    assert_eq!(number(&Docx::new(&body)).0, None);
    let (found, text) = number(&head(&["江城市人民政府文件", "江政发〔2025〕3号"]));
    assert_eq!(found.as_deref(), Some("江政发〔2025〕3号"));
    assert!(text.starts_with("江城市人民政府文件\n江政发〔2025〕3号\n江城市人民政府关于"), "{text}");
    // Other words of headers stay out of the text, and so does a number that is only cited.
    for other in [
        "内部资料 注意保存",
        "根据省政发〔2019〕8号，印发",
        "《江政发〔2025〕3号》",
        "第3号",
        "〔2025〕3号文的附件",
    ] {
        let (found, text) = number(&head(&[other]));
        assert!(found.is_none() && text.starts_with("江城市人民政府关于"), "{other}\n{text}");
    }
    // A number that the body has too is not printed twice.
    let both = Docx::new(&[p("江政发〔2025〕3号"), body.clone()].concat()).with(
        "header",
        "hdr",
        &p("江政发[2025]3号"),
    );
    let (found, text) = number(&both);
    assert!(
        found.as_deref() == Some("江政发〔2025〕3号") && text.starts_with("江政发〔2025〕3号\n江城市"),
        "{text}"
    );
}

#[test]
fn a_number_in_a_text_box_of_the_masthead_is_found() {
    let boxed = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><wps:txbx><w:txbxContent>{}{}</w:txbxContent></wps:txbx></mc:Choice></mc:AlternateContent></w:r></w:p>",
        p("江城市人民政府文件"),
        p("江政发〔2025〕3号")
    );
    let title = set("center", 44, false, "江城市人民政府关于加强停车管理的通知");
    for body in [[boxed.clone(), title.clone()], [title, boxed]] {
        let report = read(&Docx::new(&[body.concat(), plain("各县人民政府："), plain(BODY)].concat()));
        let metadata = report.facts.metadata;
        assert_eq!(metadata.doc_number.map(|n| n.raw).as_deref(), Some("江政发〔2025〕3号"));
        assert_eq!(metadata.title.unwrap().text, "江城市人民政府关于加强停车管理的通知");
    }
}

#[test]
fn findings_in_the_masthead_of_a_header_can_be_commented() {
    let body =
        [set("center", 44, false, "江城市科技奖补办法"), plain("第一条 为了鼓励创新，制定本办法。")].concat();
    let docx = Docx::new(&body).with("header", "hdr", &p("江政发[2025]3号"));
    let bytes = docx.bytes();
    let engine = Engine::builder().build().unwrap();
    let analysis = engine.check(decode("a.docx", &bytes));
    let findings = analysis.report(false).findings;
    assert!(findings.iter().any(|f| f.span.text.contains("[2025]")), "{findings:?}");
    let out =
        hegui::render::docx::review(&bytes, &analysis.document.decoded, &findings, &engine.rule_views())
            .unwrap();
    assert_eq!(decode("a.docx", &out.bytes).raw, analysis.document.raw());
}
