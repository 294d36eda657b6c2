//! Whole pages of several portals, from bytes to text.

use crate::document::Decoded;
use crate::source::decode;

/// The text of a page, which must have no problems.
fn page(name: &str, bytes: &[u8]) -> Decoded {
    let decoded = decode(name, bytes);
    assert_eq!(decoded.format, "html", "{name}");
    assert!(decoded.problems.is_empty(), "{name}: {:?}", decoded.problems);
    for repair in &decoded.removed {
        assert!(repair.span.is_empty() && decoded.raw.is_char_boundary(repair.span.range().start));
        assert!(
            repair.kind == "page_furniture"
                && repair.before.as_ref().is_some_and(|b| b.chars().count() <= 210)
        );
    }
    decoded
}

fn check(html: &str, expect: &str) {
    assert_eq!(page("p.html", html.as_bytes()).raw, expect, "{html}");
}

/// Everything that was left out, in one string.
fn removed(decoded: &Decoded) -> String {
    decoded.removed.iter().filter_map(|r| r.before.as_deref()).collect::<Vec<_>>().join("\n")
}

#[test]
fn notice_with_metadata_table_and_annex() {
    let page = page("n.html", include_bytes!("../../../corpus/html_trs_notice.html"));
    let head = "索引号：lj0010001/2023-00045\n主题分类：综合政务/政务公开\n发布机构：临江市人民政府办公室\n成文日期：2023年05月15日\n";
    assert!(page.raw.starts_with(head), "{}", page.raw);
    assert!(page.raw.contains("\n统一登记号：LJDR-2023-00012\n有效性：有效\n发布时间：2023-05-18 09:30\n来源：市政府办公室\n临江市人民政府办公室\n关于印发"));
    assert!(
        page.raw
            .contains("\n《临江市行政规范性文件管理办法》已经市政府同意，现印发给你们，请认真贯彻执行。\n")
    );
    assert!(page.raw.contains("浏览次数不作为评估文件实施效果的依据"));
    assert!(page.raw.ends_with("有效期5年。\n附件：1.行政规范性文件登记申请表.docx"));
    let removed = removed(&page);
    for gone in
        ["您现在的位置", "浏览次数：1532", "分享到", "隐藏的旧版本文字", "上一篇", "政策解读", "网站标识码"]
    {
        assert!(removed.contains(gone), "{gone} in {removed}");
    }
    assert!(!page.raw.contains("脚本") && !removed.contains("line-height"));
}

#[test]
fn list_of_labels_and_numbered_list() {
    let page = page("l.html", include_bytes!("../../../corpus/html_portal_list.html"));
    assert_eq!(page.encoding, "utf-8");
    assert!(
        page.raw.starts_with("索引号：QY-01-2021-0033\n公开方式：主动公开\n文号：青政规〔2021〕3号\n"),
        "{}",
        page.raw
    );
    assert!(page.raw.contains("\n关于加强城市供水管理工作的意见\n各乡镇人民政府"));
    assert!(page.raw.contains("\n1.供水单位不得擅自停止供水；\n2.因工程"));
    assert!(page.raw.ends_with("（此件公开发布）") && !page.raw.contains("失效日期"));
}

#[test]
fn layout_tables_are_not_data() {
    let page = page("t.htm", include_bytes!("../../../corpus/html_layout_tables_gb2312.htm"));
    assert_eq!(page.encoding, "gb18030");
    assert!(
        page.raw.starts_with("发布时间：2009-12-30\n关于公布继续有效规范性文件目录的公告\n根据省政府"),
        "{}",
        page.raw
    );
    assert!(page.raw.contains("\n序号\t文件名称\t文号\n1\t石桥县城市房屋拆迁管理办法\t石政发〔2006〕15号\n"));
    assert!(page.raw.ends_with("\n二〇〇九年十二月二十八日"));
}

#[test]
fn data_tables_become_rows() {
    let page = page("t.html", include_bytes!("../../../corpus/html_task_table.html"));
    let rows: Vec<&str> = page.raw.lines().filter(|l| l.contains('\t')).collect();
    assert_eq!(rows[0], "序号\t工作任务\t具体措施\t责任单位\t\t完成时限");
    assert_eq!(
        rows[1],
        "1\t完善审批制度\t压缩企业开办时间至1个工作日以内\t区行政审批局\t区市场监管局 区税务局\t2024年3月底前"
    );
    assert_eq!(rows[2], "1\t完善审批制度\t推行“一窗受理”\t区行政审批局\t各相关部门\t长期坚持");
    assert_eq!(rows[3], "2\t加强监管\t1.公布检查清单。 2.不得重复检查。\t区司法局\t\t2024年6月底前");
    assert!(page.raw.starts_with("河口区优化营商环境任务分解表\n为落实"));
}

#[test]
fn metadata_of_a_nested_table_and_big5() {
    let govcn = page("g.html", include_bytes!("../../../corpus/html_govcn_meta.html"));
    assert!(govcn.raw.starts_with(
        "标题：关于规范涉企收费的通知\n发文机关：市发展改革委 市财政局\n发文字号：发改价格〔2022〕88号\n"
    ));
    assert!(
        govcn.raw.contains("\n发布日期：2022年03月05日\n关于规范涉企收费的通知\n各区")
            && govcn.raw.ends_with("\n2022年3月2日")
    );
    let big5 = page("b.html", include_bytes!("../../../corpus/html_big5.html"));
    assert_eq!(big5.encoding, "big5");
    assert!(big5.raw.starts_with("一、為辦理行政規則之訂定"), "{}", big5.raw);
}

#[test]
fn fragments_and_small_pages() {
    check(
        "<p>关于放假的通知</p><p>各科室：</p>\n<p>五月一日放假。</p>",
        "关于放假的通知\n各科室：\n五月一日放假。",
    );
    check(
        "<div>第一行<br>第二行<br/><br/>第三行&nbsp;&lt;试行&gt;&amp;&#x4e00;</div>",
        "第一行\n第二行\n第三行\u{a0}<试行>&一",
    );
    check("<p>为了\n  加强 管理，2020\n年起</p>", "为了加强 管理，2020 年起");
    check("<pre>第一条\n  第二条</pre>", "第一条\n第二条");
    check(
        "<p>主办单位：市文旅局</p><p>承办单位：市图书馆</p><p>审核：各区对材料是否齐全进行审查。</p>",
        "主办单位：市文旅局\n承办单位：市图书馆\n审核：各区对材料是否齐全进行审查。",
    );
    check(
        "<p>目录如下：</p><table><tr><td>文件名称<td>发文字号<tr><td>供水办法<td>江政规〔2020〕1号</table>",
        "目录如下：\n文件名称\t发文字号\n供水办法\t江政规〔2020〕1号",
    );
    check(
        "<ol style='list-style:none'><li>一、总则</li></ol><ol start=3><li>甲</li><li>（二）乙</li></ol>",
        "一、总则\n3.甲\n（二）乙",
    );
    check("<body>正文<script>x</script>在此<noscript>请启用脚本</noscript></body>", "正文在此");
}

#[test]
fn labels_in_definition_lists() {
    let body = "<div id=zoom><p>各乡镇：现将有关事项通知如下，请遵照执行。</p></div>";
    check(
        &format!(
            "<dl><dt>索引号</dt><dd>A-1</dd><dt>发文字号</dt><dd>江政发〔2020〕1号</dd></dl><h1>关于防汛的通知</h1>{body}"
        ),
        "索引号：A-1\n发文字号：江政发〔2020〕1号\n关于防汛的通知\n各乡镇：现将有关事项通知如下，请遵照执行。",
    );
    check(
        &format!("<h1>关于防汛的通知</h1><p>江政发〔2020〕1号</p><p>【<a>打印</a>】</p>{body}<p>其他</p>"),
        "关于防汛的通知\n江政发〔2020〕1号\n各乡镇：现将有关事项通知如下，请遵照执行。",
    );
}

#[test]
fn names_of_paragraphs_in_the_main_text_say_nothing() {
    check(
        "<div id=zoom><p class=wz>第一条　为了规范渡口管理，制定本办法。</p><p class=current>渡口经营者不得超载。</p>\
         <div class=head>附则</div><div class=share>分享到：<a>微信</a></div><div class=prev><a>上一篇</a></div>\
         <p class=bottom><a>附件：登记表.docx</a></p></div>",
        "第一条　为了规范渡口管理，制定本办法。\n渡口经营者不得超载。\n附则\n附件：登记表.docx",
    );
    check(
        "<div class=box><h1>渡口管理办法</h1><div class=head>第一章　总则</div><p>第一条　为了规范渡口管理，制定本办法。</p>\
         <div class=current>第二条　本县行政区域内的渡口适用本办法。</div><div class=menu><a>1.首页</a></div></div>",
        "渡口管理办法\n第一章　总则\n第一条　为了规范渡口管理，制定本办法。\n第二条　本县行政区域内的渡口适用本办法。",
    );
    check(
        "<div class=trs_editor style='display:none'><p>旧办法的正文在这里，不再适用。</p></div>\
         <div class=trs_editor><p>各科室：五月一日放假，请遵照执行。</p></div>",
        "各科室：五月一日放假，请遵照执行。",
    );
}

#[test]
fn items_of_lists_keep_their_numbers() {
    let list = |ol: &str| {
        format!(
            "<p>任务如下：</p>{ol}<li><p>排查隐患。</p></li><li><p>培训船员。</p><p>另行通知。</p></li></ol>"
        )
    };
    let numbered = "任务如下：\n1.排查隐患。\n2.培训船员。\n另行通知。";
    check(&list("<ol>"), numbered);
    check(&list("<ol class=' list-paddingleft-2' style='list-style-type: decimal;'>"), numbered);
    check(&list("<ol class=list-paddingleft-2>"), numbered);
    let bare = "任务如下：\n排查隐患。\n培训船员。\n另行通知。";
    check(&list("<ol class='custom_cn list-paddingleft-1'>"), bare);
    check(&list("<ol style='list-style-type:none'>"), bare);
    check(&list("<ol style='list-style: upper-alpha'>"), bare);
    check("<ol><li></li><li><b>甲。</b></li></ol><p>乙。</p>", "2.甲。\n乙。");
}

#[test]
fn labels_in_a_row_of_spans_are_parted() {
    let body = "<h1>关于防汛的通知</h1><div id=zoom><p>各乡镇：现将有关事项通知如下，请遵照执行。</p></div>";
    let expect = "索引号：A-1\n发布机构：县水利局\n成文日期：2024-03-01\n关于防汛的通知\n各乡镇：现将有关事项通知如下，请遵照执行。";
    let spans = |gap: &str| {
        let words = ["索引号：", "A-1", "发布机构：", "县水利局", "成文日期：", "2024-03-01"];
        words.map(|word| format!("<span>{word}</span>")).join(gap)
    };
    check(&format!("<div>{}</div>{body}", spans("\n")), expect);
    check(&format!("<div>{}</div>{body}", spans("")), expect);
}

#[test]
fn content_decides_whether_it_is_a_page() {
    assert_eq!(decode("a.txt", "<!DOCTYPE html><p>通知".as_bytes()).format, "html");
    assert_eq!(decode("a", "<?xml version='1.0'?>\n<!-- x --><HTML><body>通知".as_bytes()).format, "html");
    assert_eq!(decode("a.html", "关于放假的通知".as_bytes()).format, "text");
    assert_eq!(decode("a.md", "# 通知 <br>".as_bytes()).format, "markdown");
    let wide: Vec<u8> =
        "\u{feff}<html><body><p>各科室放假。".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(page("a.txt", &wide).raw, "各科室放假。");
    let empty = decode("a.html", b"<html><body><div id=app></div><script>load()</script></body></html>");
    assert_eq!(empty.problems[0].kind, "empty");
}

#[test]
fn nesting_costs_no_stack_and_no_time() {
    let deep = format!("{}<p>各科室：放假。</p>{}", "<div>".repeat(10_000), "</div>".repeat(10_000));
    check(&deep, "各科室：放假。");
    let cells = "<table><tr><td>".repeat(2_000) + "正文。";
    assert!(page("c.html", cells.as_bytes()).raw.contains("正文。"));
    let spans =
        "<table><tr><td rowspan=65534 colspan=1000>甲<td>乙".to_owned() + &"<tr><td>丙".repeat(20_000);
    assert!(page("s.html", spans.as_bytes()).raw.len() < 10 << 20);
    let hostile = "<b><i><u><font color=red>".repeat(20_000) + &"<p>段".repeat(20_000);
    let stripped = decode("h.html", hostile.as_bytes());
    assert_eq!(stripped.problems[0].kind, "malformed_html");
    assert!(stripped.raw.starts_with("段\n段"));
}
