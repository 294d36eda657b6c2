//! Word documents in: text order, tables, notes, numbering, tracked changes, limits and damage.

#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

#[path = "support/docx.rs"]
mod support;

use hegui::Engine;
use hegui::source::{Limits, Revisions, decode, decode_within};
use support::{Docx, level, li, lists, p, pack, r, table};

#[track_caller]
fn check(docx: &Docx, expect: &str) {
    let decoded = decode("a.docx", &docx.bytes());
    assert_eq!(decoded.problems, [], "{}", decoded.raw);
    assert_eq!((decoded.raw.as_str(), decoded.format), (expect, "docx"));
    let origins = decoded.origins.unwrap();
    let parts: Vec<String> = origins.parts.iter().map(|part| support::part(&docx.bytes(), part)).collect();
    for piece in origins.pieces {
        let raw = &decoded.raw[piece.start as usize..(piece.start + piece.len) as usize];
        let source = &parts[usize::from(piece.part)]
            [piece.source as usize..(piece.source + piece.source_len) as usize];
        assert!(
            raw == source || source.starts_with('&') || raw == source.replace(['\n', '\t'], " "),
            "{raw:?} {source:?}"
        );
    }
}

#[track_caller]
fn body(body: &str, expect: &str) {
    check(&Docx::new(body), expect);
}

#[track_caller]
fn read_as(body: &str, revisions: Revisions, expect: &str) {
    let limits = Limits::default().with_revisions(revisions);
    let decoded = decode_within("a.docx", &Docx::new(body).bytes(), &limits);
    assert_eq!((decoded.raw.as_str(), decoded.problems.len()), (expect, 0), "{:?}", decoded.problems);
}

/// The kind, fatality and words of the one problem; the message names the file.
#[track_caller]
fn problem(bytes: &[u8], kind: &str, is_fatal: bool, says: &[&str]) {
    let decoded = decode("a.docx", bytes);
    let [found] = decoded.problems.as_slice() else { panic!("{:?}", decoded.problems) };
    assert_eq!((found.kind, found.fatal), (kind, is_fatal), "{}", found.message);
    assert!(
        found.message.starts_with("a.docx：") && says.iter().all(|s| found.message.contains(s)),
        "{}",
        found.message
    );
    assert_eq!(decoded.raw.is_empty(), is_fatal);
}

#[test]
fn paragraphs_and_characters() {
    body(&[p("甲"), "<w:p/>".into(), p("乙 &amp; &#x4e19;")].concat(), "甲\n\n乙 & 丙");
    body(
        "<w:p><w:r><w:t>甲 </w:t></w:r><w:r><w:tab/><w:t xml:space=\"preserve\"> 乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r></w:p>",
        "甲\t 乙\n丙-☑",
    );
    body("<w:p><w:r><w:t>甲\n乙<![CDATA[<丙>]]></w:t></w:r></w:p>", "甲 乙<丙>");
    body("<w:p><w:r><w:br w:type=\"page\"/><w:t>甲</w:t></w:r></w:p>", "甲");
}

#[test]
fn fields_links_controls_and_formulas() {
    let field = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> PAGE &quot;x&quot; </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
    body(
        &format!(
            "<w:p>{field}{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:hyperlink>{}</w:hyperlink></w:p>",
            r("3"),
            r("链接")
        ),
        "3链接",
    );
    body(
        &format!("<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>", p("控件")),
        "控件",
    );
    body(
        &format!(
            "<w:p><w:fldSimple w:instr=\"DATE\">{}</w:fldSimple><w:smartTag>{}</w:smartTag><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></w:p>",
            r("今天"),
            r("地名")
        ),
        "今天地名x",
    );
    body(
        &format!(
            "<w:p><w:r><w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r></w:p>",
            r("jing"),
            r("经")
        ),
        "经",
    );
}

#[test]
fn alternatives_are_read_once_and_text_boxes_follow_their_paragraph() {
    let inner = format!("<w:txbxContent>{}{}</w:txbxContent>", p("框一"), p("框二"));
    let both = format!(
        "<mc:AlternateContent><mc:Choice Requires=\"wps\"><wps:txbx>{inner}</wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    );
    body(&format!("<w:p>{}<w:r>{both}</w:r>{}</w:p>{}", r("甲"), r("乙"), p("丙")), "甲乙\n框一\n框二\n丙");
}

#[test]
fn tables_become_rows() {
    let header: &[(&str, &str)] = &[("", "任务"), ("", "责任单位"), ("", "时限")];
    let top: &[(&str, &str)] = &[("<w:vMerge w:val=\"restart\"/>", "修路"), ("", "甲局"), ("", "6月")];
    let below: &[(&str, &str)] = &[("<w:vMerge/>", ""), ("", "乙局"), ("", "")];
    let wide: &[(&str, &str)] = &[("<w:gridSpan w:val=\"2\"/>", "合计"), ("", "二项")];
    body(
        &[p("表"), table(&[header, top, below, wide])].concat(),
        "表\n任务\t责任单位\t时限\n修路\t甲局\t6月\n修路\t乙局\n合计\t\t二项",
    );
    // A frame around text is not a table.
    let frame = format!("<w:tbl><w:tr><w:tc>{}{}</w:tc></w:tr></w:tbl>", p("通知"), p("各单位："));
    body(&frame, "通知\n各单位：");
    let lines = format!("<w:tc>{}{}</w:tc>", p("市交通局"), p("市水务局"));
    body(
        &format!("<w:tbl><w:tr><w:tc>{}</w:tc>{lines}</w:tr></w:tbl>", p("1\t一")),
        "1 一\t市交通局 市水务局",
    );
}

#[test]
fn notes_follow_the_body_and_margins_are_kept_apart() {
    let reference = |kind: &str, id: i64| format!("<w:r><w:{kind}Reference w:id=\"{id}\"/></w:r>");
    let docx = Docx::new(&format!("<w:p>{}{}{}</w:p>{}", r("甲"), reference("footnote", 2), reference("endnote", 1), p("乙")))
        .with("footnotes", "footnotes", &format!("<w:footnote w:id=\"0\" w:type=\"separator\">{}</w:footnote><w:footnote w:id=\"2\">{}</w:footnote><w:footnote w:id=\"3\">{}</w:footnote>", p("线"), p("脚注"), p("没有引用")))
        .with("endnotes", "endnotes", &format!("<w:endnote w:id=\"1\">{}</w:endnote>", p("尾注")))
        .with("header", "hdr", &p("江城市人民政府文件"))
        .with("comments", "comments", &format!("<w:comment w:id=\"0\">{}</w:comment>", p("旧批注")));
    check(&docx, "甲\n乙\n脚注\n尾注");
    let decoded = decode("a.docx", &docx.bytes());
    let [header] = decoded.removed.as_slice() else { panic!("{:?}", decoded.removed) };
    assert_eq!((header.kind, header.before.as_deref()), ("page_header", Some("江城市人民政府文件")));
}

#[test]
fn numbers_are_computed() {
    let text = [
        li(1, 0, "总体"),
        li(1, 1, "目标"),
        li(1, 1, "原则"),
        li(1, 2, "甲"),
        li(1, 0, "任务"),
        li(1, 1, "修路"),
        p("附则"),
        li(2, 0, "另起"),
        li(2, 0, "续"),
        li(0, 0, "无号"),
        li(9, 0, "没有定义"),
    ];
    check(
        &Docx::new(&text.concat()).with("numbering", "numbering", &lists()),
        "一、总体\n（一）目标\n（二）原则\n1. 甲\n二、任务\n（一）修路\n附则\n一、另起\n二、续\n无号\n没有定义",
    );
    let definitions = [
        level(0, "chineseCounting", "第%1章").replace("</w:lvl>", "<w:pStyle w:val=\"A\"/></w:lvl>"),
        level(1, "decimal", "%1.%2").replace("<w:start", "<w:pStyle w:val=\"B\"/><w:isLgl/><w:start"),
    ];
    let numbering = format!(
        "<w:abstractNum w:abstractNumId=\"4\">{}</w:abstractNum><w:num w:numId=\"7\"><w:abstractNumId w:val=\"4\"/></w:num>",
        definitions.concat()
    );
    let style =
        |id: &str, rest: &str| format!("<w:style w:type=\"paragraph\" w:styleId=\"{id}\">{rest}</w:style>");
    let numbered = "<w:pPr><w:numPr><w:numId w:val=\"7\"/></w:numPr></w:pPr>";
    let styles =
        [style("A", numbered), style("B", numbered), style("C", "<w:basedOn w:val=\"A\"/>")].concat();
    let of = |style: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>", r(text))
    };
    let docx = Docx::new(&[of("A", "总则"), of("B", "目的"), of("B", "范围"), of("C", "附则")].concat());
    check(
        &docx.with("numbering", "numbering", &numbering).with("styles", "styles", &styles),
        "第一章 总则\n1.1 目的\n1.2 范围\n第二章 附则",
    );
}

#[test]
fn tracked_changes_are_read_as_accepted_rejected_or_both() {
    let text = format!(
        "<w:p>{}<w:del><w:r><w:delText>2018年12月底</w:delText></w:r></w:del><w:ins>{}</w:ins>{}</w:p>",
        r("于"),
        r("2017年6月底"),
        r("前完成")
    );
    read_as(&text, Revisions::Final, "于2017年6月底前完成");
    read_as(&text, Revisions::Original, "于2018年12月底前完成");
    read_as(&text, Revisions::Both, "于2018年12月底2017年6月底前完成");
    let mark = |change: &str| {
        format!("<w:p><w:pPr><w:rPr><w:{change}/></w:rPr></w:pPr>{}</w:p>{}", r("前"), p("后"))
    };
    read_as(&mark("del"), Revisions::Final, "前后");
    read_as(&mark("del"), Revisions::Original, "前\n后");
    read_as(&mark("ins"), Revisions::Original, "前后");
    let moved =
        format!("<w:p><w:moveFrom>{}</w:moveFrom>{}<w:moveTo>{}</w:moveTo></w:p>", r("甲"), r("乙"), r("甲"));
    read_as(&moved, Revisions::Final, "乙甲");
    read_as(&moved, Revisions::Original, "甲乙");
    let row = |mark: &str, a: &str| {
        format!("<w:tr><w:trPr>{mark}</w:trPr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>", p(a), p("丁"))
    };
    let rows = format!("<w:tbl>{}{}</w:tbl>", row("", "甲"), row("<w:del/>", "乙"));
    read_as(&rows, Revisions::Final, "甲\t丁");
    read_as(&rows, Revisions::Original, "甲\t丁\n乙\t丁");
}

#[test]
fn outline_tables_and_places_work_end_to_end() {
    let rows = table(&[
        &[("", "任务"), ("", "责任单位"), ("", "完成时限")],
        &[("", "修订目录"), ("", "市司法局"), ("", "2025年6月底前")],
    ]);
    let text = [
        p("关于做好清理工作的通知"),
        p("各县人民政府："),
        li(1, 0, "工作任务"),
        li(1, 1, "各部门应当于2025年6月底前完成自查。"),
        rows,
    ];
    let docx = Docx::new(&text.concat()).with("numbering", "numbering", &lists());
    let report = Engine::new().extract(decode("a.docx", &docx.bytes())).report(true);
    assert_eq!(report.outline.iter().map(|n| n.label.as_str()).collect::<Vec<_>>(), ["一、", "（一）"]);
    assert_eq!(report.facts.deadlines.len(), 2);
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["deadlines"][0]["span"]["paragraph"], 3);
    assert_eq!(json["deadlines"][1]["span"]["paragraph"], 9);
    assert!(json["assignments"][0]["units"][0]["name"].as_str().unwrap().contains("司法局"));
}

#[test]
fn damage_is_a_problem_and_never_a_shorter_document() {
    let whole = Docx::new(&[p("甲"), p("乙")].concat());
    let edited = |part: &str, from: &str, to: &str| {
        let mut docx = whole.clone();
        docx.edit(part, |t| t.replacen(from, to, 1));
        docx.bytes()
    };
    let bytes = whole.bytes();
    let body = "word/document.xml";
    problem(&bytes[..bytes.len() - 30], "damaged_package", true, &["压缩包末尾", "另存为"]);
    problem(&bytes[..bytes.len() / 2], "damaged_package", true, &["压缩包末尾"]);
    problem(&edited(body, "</w:body></w:document>", ""), "damaged_part", true, &[body, "没有完"]);
    problem(&edited(body, "<w:t xml", "<w:u xml"), "damaged_part", true, &[body, "字节"]);
    problem(
        &edited(body, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<!DOCTYPE x [<!ENTITY a \"甲\">]>"),
        "damaged_part",
        true,
        &["DTD"],
    );
    problem(&edited(body, "甲", &"<w:x>".repeat(500)), "damaged_part", true, &["嵌套"]);
    problem(&edited(body, "<w:b/>", "<w:bb/>"), "damaged_part", false, &["不认识的元素 <w:bb>"]);
    problem(
        &edited("[Content_Types].xml", "document.main+xml", "footer+xml"),
        "wrong_content_type",
        false,
        &["类型"],
    );
    problem(
        &whole.clone().without("[Content_Types].xml").bytes(),
        "missing_part",
        false,
        &["[Content_Types].xml"],
    );
    problem(&whole.clone().without(body).bytes(), "missing_part", true, &[body]);
    problem(&whole.clone().without("_rels/.rels").bytes(), "damaged_part", false, &["_rels/.rels"]);
    let packed = pack(&[("a/b.docx".into(), "[Content_Types].xml word/document.xml".into())]);
    assert_eq!(decode("a.zip", &packed).problems[0].kind, "unsupported_format");
    problem(&Docx::new("<w:p/>").bytes(), "empty", true, &["没有文字"]);
    let notes = Docx::new("<w:p><w:r><w:t>甲</w:t><w:footnoteReference w:id=\"5\"/></w:r></w:p>");
    problem(&notes.bytes(), "missing_part", false, &["footnotes"]);
    problem(
        &notes.clone().with("footnotes", "footnotes", "").bytes(),
        "damaged_part",
        false,
        &["第 5 号注释"],
    );
    problem(
        &notes.with("footnotes", "footnotes", "").without("word/footnotes.xml").bytes(),
        "missing_part",
        false,
        &["footnotes.xml"],
    );
}

#[test]
fn unusual_but_whole_packages_are_read() {
    // The type of the body by its extension; names and prefixes of one's own; Strict.
    let mut docx = Docx::new(&p("甲"));
    docx.edit("[Content_Types].xml", |t| {
        let body = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
        t.split("<Override").next().unwrap().replace("application/xml", body) + "</Types>"
    });
    check(&docx, "甲");
    let mut docx = Docx::new(&p("甲"));
    docx.edit("word/document.xml", |t| {
        t.replace("w:", "x:")
            .replace("xmlns:w=", "xmlns:x=")
            .replace(support::W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    });
    check(&docx, "甲");
    docx.edit("word/document.xml", |t| format!("\u{feff}{t}"));
    check(&docx, "甲");
    let docx = Docx { parts: docx.parts.into_iter().rev().collect() };
    check(&docx, "甲");
}

#[test]
fn bombs_are_refused_before_they_are_unpacked() {
    let docx = Docx::new(&p("甲"));
    let mut parts = docx.parts.clone();
    parts.push(("word/media/bomb.bin".into(), "0".repeat(60 << 20)));
    let bytes = pack(&parts);
    let started = std::time::Instant::now();
    problem(&bytes, "too_large", true, &["压缩炸弹", "bomb.bin"]);
    assert!(started.elapsed().as_millis() < 500, "{:?}", started.elapsed());
    let mut parts = docx.parts;
    parts.extend((0..10_001).map(|n| (format!("word/x{n}"), String::new())));
    problem(&pack(&parts), "too_large", true, &["上限"]);
}

#[test]
fn large_documents_are_read_whole_in_bounded_time() {
    let rows: &[&[(&str, &str)]] = &[&[("", "事项"), ("", "单位")], &[("", "修路"), ("", "甲局")]];
    let mut text: Vec<String> = (0..10_000).map(|n| p(&format!("第{n}段文字。"))).collect();
    text.extend((0..300).map(|_| table(rows)));
    let started = std::time::Instant::now();
    let decoded = decode("a.docx", &Docx::new(&text.concat()).bytes());
    assert_eq!((decoded.problems.len(), decoded.raw.lines().count()), (0, 10_600), "{:?}", decoded.problems);
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}
