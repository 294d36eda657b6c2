//! Whole documents in, citations out.

use super::*;
use crate::Engine;
use crate::document::Decoded;

type Row<'a> = (Option<&'a str>, Option<&'a str>);

fn cited(text: &str) -> Vec<Citation> {
    Engine::new().extract(Decoded::of_text(text)).facts.citations
}

fn check(text: &str, expect: &[Row<'_>]) {
    let found = cited(text);
    let found: Vec<_> =
        found.iter().map(|c| (c.title.as_deref(), c.number.as_ref().map(|n| n.raw.as_str()))).collect();
    assert_eq!(found, expect, "{text}");
}

#[test]
fn an_annex_of_the_paper_is_its_own() {
    let found = cited("基准价详见《甲市服务分等级基准价标准》（附件1），按《乙省价格条例》执行。");
    let roles: Vec<_> = found.iter().map(|c| (c.title.as_deref(), c.role == CitationRole::Itself)).collect();
    assert_eq!(roles, [(Some("甲市服务分等级基准价标准"), true), (Some("乙省价格条例"), false)]);
    // Rules among the annexes are papers of their own, unless the notice hands them out.
    let role = |text: &str| cited(text)[0].role == CitationRole::Itself;
    for text in [
        "补助政策详见《甲市购房补贴实施细则》（附件）。",
        "具体标准见《甲市评审办法》（附件2）。",
        "流程按《甲市申领规定》（详见附件1）办理。",
    ] {
        assert!(!role(text), "{text}");
    }
    assert!(role("现将《甲市购房补贴实施细则》（附件）印发给你们，请遵照执行。"));
    assert!(role("收费详见《甲市收费一览表标准》（附件）。"));
}

#[test]
fn the_number_beside_a_title_belongs_to_it() {
    check(
        "根据《甲市住房管理办法》（甲政发〔2015〕8号），制定。",
        &[(Some("甲市住房管理办法"), Some("甲政发〔2015〕8号"))],
    );
    check(
        "按甲政发〔2015〕8号《甲市住房管理办法》办理。",
        &[(Some("甲市住房管理办法"), Some("甲政发〔2015〕8号"))],
    );
    check(
        "《甲市住房管理办法》（试行）（甲政发〔2015〕8号，以下简称《办法》）和《乙规定》。《办法》第三条。",
        &[(Some("甲市住房管理办法"), Some("甲政发〔2015〕8号")), (Some("乙规定"), None)],
    );
    check(
        "2015年3月2日甲市人民政府令第11号公布的《甲市广告管理办法》同时废止。",
        &[(Some("甲市广告管理办法"), Some("甲市人民政府令第11号"))],
    );
    check("按照甲政发〔2015〕8号文件要求，落实。", &[(None, Some("甲政发〔2015〕8号"))]);
    check(
        "根据《甲市住房管理办法》（甲政发〔2015〕8号、〔2016〕9号），制定。",
        &[(Some("甲市住房管理办法"), Some("甲政发〔2015〕8号"))],
    );
}

#[test]
fn what_amended_a_paper_is_named_with_it() {
    check(
        "对《甲市渡口办法》（2005年5月1日市政府令第12号发布，2012年6月1日市政府令第30号修正）作出修改。",
        &[(Some("甲市渡口办法"), Some("市政府令第12号"))],
    );
    check(
        "对《甲市渡口办法》（市政府令第12号，市政府令第30号）作出修改。",
        &[(Some("甲市渡口办法"), Some("市政府令第12号")), (None, Some("市政府令第30号"))],
    );
}

#[test]
fn one_citation_with_all_its_mentions() {
    let found =
        cited("根据《中华人民共和国行政许可法》第十二条，又依《行政许可法》第十三条第一款、行政许可法。");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].mentions.len(), 3);
    assert_eq!(found[0].articles.len(), 2);
    assert_eq!((found[0].role, found[0].kind), (CitationRole::Basis, "statute"));
}

#[test]
fn what_is_no_citation() {
    check(
        "取得《商品房预售许可证》，签订《商品房买卖合同》，填写《资金监管申请表》，出具《住宅质量保证书》。",
        &[],
    );
    check("提供《个人信用报告》和《工程质量检测报告》，学习《甲县多措并举抓好集中供暖工作》典型案例。", &[]);
    check("《通知》指出，依法处理合同法律纠纷，执行法院裁判。", &[]);
    check("《商品房买卖合同管理办法》", &[(Some("商品房买卖合同管理办法"), None)]);
}

#[test]
fn papers_known_by_their_names_alone() {
    check("严格落实中央八项规定，改进作风。", &[(Some("中央八项规定"), None)]);
    check("遵守中央八项规定及党风廉政各项要求。", &[(Some("中央八项规定"), None)]);
    check("落实中央八项规定精神，纠治“四风”。", &[]);
    check("贯彻中央八项规定及其实施细则精神。", &[]);
    check("学习《中央八项规定》。", &[(Some("中央八项规定"), None)]);
    check("施行刑法修正案（十一），规范市场。", &[(Some("刑法修正案（十一）"), None)]);
    check("讨论刑法修正案（草案）。", &[]);
    check("刑法修正案的起草。", &[]);
}

#[test]
fn laws_without_marks() {
    check("依法保障民法典实施，违反网络安全法的，处罚。", &[(Some("网络安全法"), None)]);
    check("不得违反民法典、甲省物业管理条例。", &[(Some("民法典"), None)]);
    check("根据宪法和地方组织法，制定本办法。", &[(Some("宪法"), None), (Some("地方组织法"), None)]);
    check(
        "依照行政处罚法第四条、第五条第一款和行政强制法的规定处理。",
        &[(Some("行政处罚法"), None), (Some("行政强制法"), None)],
    );
    check("全面贯彻实施宪法，维护宪法权威，加强宪法法律实施。", &[(Some("宪法"), None)]);
}

#[test]
fn roles_follow_the_verb() {
    let role = |text: &str| cited(text)[0].role;
    assert_eq!(role("现将《甲市住房管理办法》印发给你们，请遵照执行。"), CitationRole::Itself);
    assert_eq!(role("《甲市住房管理办法》同时废止。"), CitationRole::Repeals);
    assert_eq!(role("为贯彻落实《甲市住房管理办法》，特通知如下。"), CitationRole::Implements);
    assert_eq!(role("参见《甲市住房管理办法》。"), CitationRole::Mentions);
}

#[test]
fn the_own_title_is_not_cited() {
    let mut found = cited("各区：请看《甲市住房管理办法》。");
    mark_self(&mut found, Some("甲市人民政府关于印发甲市住房管理办法的通知"), None);
    assert_eq!(found[0].role, CitationRole::Itself);
    let mut found = cited("对《甲市住房管理办法（征求意见稿）》提出意见。");
    mark_self(&mut found, Some("甲市住房管理办法"), None);
    assert_eq!(found[0].role, CitationRole::Itself);
    let mut found = cited("对《甲市住房管理办法（征求意见稿）》提出意见。");
    mark_self(&mut found, Some("关于《甲市住房管理办法（征求意见稿）》公开征求意见的公告"), None);
    assert_eq!(found[0].role, CitationRole::Itself);
}

#[test]
fn a_notice_may_hand_out_several_papers() {
    let mut found = cited("各股：请看《渡口公示制度》《渡船记录制度》《渡工审核制度》和《甲省渡口条例》。");
    mark_self(
        &mut found,
        Some("甲县渡运局关于印发《渡口公示制度》、《渡船记录制度》《渡工审核制度》的通知"),
        None,
    );
    let own: Vec<_> = found.iter().map(|c| c.role == CitationRole::Itself).collect();
    assert_eq!(own, [true, true, true, false]);
    let found = cited(
        "甲县渡运局\n为了规范渡船检验，《甲县渡船检验规定》已经局务会审议通过，现印发给你们，请遵照执行。",
    );
    assert_eq!(found[0].role, CitationRole::Itself);
    let found = cited("《渡船检验规定》已经修订。现将修订后的《渡船检验规定》公布，自2030年3月1日起施行。");
    assert_eq!(found[0].role, CitationRole::Itself);
}

#[test]
fn the_number_of_the_order_is_that_of_its_paper() {
    let role = |text: &str| cited(text)[0].role == CitationRole::Itself;
    assert!(role("甲市人民政府令第3号《甲市渡口办法》已经市人民政府同意，现予发布。"));
    assert!(role("甲市人民政府令第3号《甲市渡口办法》已于2020年3月1日经市政府常务会议通过。"));
    assert!(!role("甲市人民政府令第3号《甲市渡口办法》规定，渡船每年检验。"));
    assert!(!role("甲政发〔2020〕3号《甲市渡口办法》已经市政府修订。"));
}

#[test]
fn what_a_paper_lays_down_is_handed_out() {
    let role = |text: &str| cited(text)[0].role == CitationRole::Itself;
    for text in [
        "现将《甲县渡口工作报告》确定的重点任务分解给你们，请遵照执行。",
        "现将《甲县渡口工作报告》提出的任务印发给你们。",
    ] {
        assert!(!role(text), "{text}");
    }
    assert!(role("现将《甲县渡口工作报告》印发给你们。"));
}

#[test]
fn a_page_of_files_names_the_paper() {
    let mut found = cited("《甲市渡口管理办法.docx》由会员分享，可在线阅读。");
    mark_self(&mut found, Some("甲市渡口管理办法"), None);
    assert_eq!(found[0].role, CitationRole::Itself);
}

#[test]
fn the_paper_itself_in_marks() {
    let found = cited("经村民会议讨论通过，制定本《渡口公约》。");
    assert_eq!(found[0].role, CitationRole::Itself);
    let mut found = cited("违反《渡口公约》的，由村委会处理。");
    mark_self(&mut found, Some("甲村《渡口公约》"), None);
    assert_eq!(found[0].role, CitationRole::Itself);
}

#[test]
fn powers_are_a_basis() {
    let found = cited("渡务司司长行使《澳门特别行政区基本法》第六十四条赋予的职权，作出本批示。");
    assert_eq!(found[0].role, CitationRole::Basis);
}

#[test]
fn status_at_a_date() {
    let status = |date: &str| {
        let mut found = cited("依据《中华人民共和国合同法》办理。");
        resolve(&mut found, date.parse().ok(), LawTable::embedded());
        found[0].status.clone()
    };
    assert_eq!(status("2019-01-01").value, StatusValue::InForce);
    let late = status("2022-01-01");
    assert_eq!((late.value, late.successor.as_deref()), (StatusValue::Repealed, Some("民法典")));
}

#[test]
fn handbooks_and_standards() {
    check(
        "编发《执法文书制作手册》《廉政教育读本》。",
        &[(Some("执法文书制作手册"), None), (Some("廉政教育读本"), None)],
    );
    check("按《数据填报说明》填写，持《老年优待手册》登记。", &[(Some("数据填报说明"), None)]);
    check(
        "按照《养老设施设计规范》（GB 50867－2013）建设。",
        &[(Some("养老设施设计规范"), Some("GB 50867-2013"))],
    );
}

#[test]
fn what_is_named_first_may_be_a_basis_later() {
    let found = cited("《甲市住房条例》规定了各方职责。根据《甲市住房条例》第三条，制定本办法。");
    assert_eq!(found[0].role, CitationRole::Basis);
    let found = cited("《甲市住房办法》自2024年6月1日起施行，原《甲市住房规定》同时废止。");
    let roles: Vec<_> = found.iter().map(|c| c.role).collect();
    assert_eq!(roles, [CitationRole::Mentions, CitationRole::Repeals]);
}

#[test]
fn regulations_in_traditional_script_without_their_history() {
    check(
        "青石縣補助停車場設置辦法\n第 1 條\n本辦法依停車場法第九條之三規定訂定之。\n第 2 條\n補助額度由本府公告之。\n第 3 條\n依行政程序法第一百零二條辦理。",
        &[(Some("停车场法"), None), (Some("行政程序法"), None)],
    );
}

#[test]
fn an_abbreviation_without_marks_stands_for_the_paper() {
    check(
        "根据《甲市渡口管理办法》（甲政发〔2020〕1号，以下简称办法）、《乙省渡船条例》（下称“条例”）。《办法》第三条和《条例》第五条。",
        &[(Some("甲市渡口管理办法"), Some("甲政发〔2020〕1号")), (Some("乙省渡船条例"), None)],
    );
    // It may be of a kind that is no abbreviation by itself, and stands for the name whose brackets hold it.
    check(
        "根据《甲省渡口条例》和《渡船若干问题的解释》（甲政发〔2020〕2号，以下简称《渡船解释》）。按照《渡船解释》办理。",
        &[(Some("甲省渡口条例"), None), (Some("渡船若干问题的解释"), Some("甲政发〔2020〕2号"))],
    );
    // A name of its own that carries out a law.
    check(
        "《甲省渡口条例》（以下简称甲省实施监督法办法）。按照甲省实施监督法办法办理。",
        &[(Some("甲省渡口条例"), None)],
    );
}

#[test]
fn standards_count_with_their_numbers() {
    check(
        "抽检依据GB 31099-2029《食品标准 甲物质限量》、《乙物质测定标准》（NY/T 5000-2028），设备符合GB/T5001-2031标准。",
        &[
            (Some("食品标准 甲物质限量"), Some("GB 31099-2029")),
            (Some("乙物质测定标准"), Some("NY/T 5000-2028")),
            (None, Some("GB/T5001-2031")),
        ],
    );
}

#[test]
fn what_the_next_sentence_hands_out_is_not_cited() {
    let roles = |text: &str| cited(text).iter().map(|c| c.role).collect::<Vec<_>>();
    use CitationRole::{Basis, Itself};
    assert_eq!(
        roles(
            "根据《甲省渡船条例》，我厅制定了《渡船补助办法》、《渡口补助细则》。现印发给你们，请遵照执行。"
        ),
        [Basis, Itself, Itself],
    );
    assert_eq!(
        roles("根据《甲省渡船条例》，县司法局起草了《渡口办法（征求意见稿）》，现下发广泛征求意见。"),
        [Basis, Itself],
    );
}

#[test]
fn letters_of_taiwan_cite_without_marks() {
    let text = "內政部函 108.10.3.台內渡字第1080812345號\n說明：\n一、依據貴府108年8月2日府授渡字第1080001234號函辦理。\n二、另依渡口法第四條規定，渡船屬同法第五條所稱之船舶。";
    let found = cited(text);
    let found: Vec<_> =
        found.iter().map(|c| (c.title.as_deref(), c.number.as_ref().map(|n| n.raw.as_str()))).collect();
    assert_eq!(found, [(None, Some("府授渡字第1080001234号")), (Some("渡口法"), None)]);
    let text = "內政部函 108.10.3.台內渡字第1080812345號\n說明：按渡口法第4條第1項第2款規定，渡船應予檢驗。";
    let article = cited(text)[0].articles[0];
    assert_eq!((article.article, article.paragraph, article.item), (Some(4), Some(1), Some(2)));
    let text = "中華民國110年3月4日\n依渡口及渡船安全管理法（下稱渡船法）第4條第1項規定，渡船應予檢驗；因違反渡船法事件，另按渡口條例第5條。";
    check(text, &[(Some("渡口及渡船安全管理法"), None), (Some("渡口条例"), None)]);
}

#[test]
fn a_paper_that_repeals_its_namesake_cites_it() {
    let found = cited(
        "《甲市渡口办法》已经市政府同意，现印发给你们，请遵照执行。2010年印发的《甲市渡口办法》（甲政发〔2010〕5号）同时废止。",
    );
    let roles: Vec<_> = found.iter().map(|c| (c.number.is_some(), c.role)).collect();
    assert_eq!(roles, [(false, CitationRole::Itself), (true, CitationRole::Repeals)]);
}

#[test]
fn a_line_of_bases_is_one_list() {
    let roles: Vec<_> =
        cited("依据：1.《甲渡口法》第四十条；2.《乙省渡船条例》第三十条").iter().map(|c| c.role).collect();
    assert_eq!(roles, [CitationRole::Basis, CitationRole::Basis]);
}

#[test]
fn acts_of_macau_bear_their_numbers() {
    check(
        "根據第3/2020號法律《渡口法》第四條及第12/2021號行政長官批示的規定，作出本批示。\n一、依照第3/2020號法律第五條核准章程。\n二、廢止九月四日第7/89/M號法令。",
        &[
            (Some("渡口法"), Some("第3/2020号法律")),
            (None, Some("第12/2021号行政长官批示")),
            (None, Some("第7/89/M号法令")),
        ],
    );
}

#[test]
fn lists_of_taiwan_names() {
    check(
        "青石縣甲國民小學附設渡工班 113 學年度渡工甄選簡章\n壹、依據\n渡工法、渡船任用條例、渡口兼任渡工聘任辦法、青石縣渡工甄選作業要點等相關規定辦理。\n貳、報名日期：113 年 7 月 4 日。",
        &[
            (Some("渡工法"), None),
            (Some("渡船任用条例"), None),
            (Some("渡口兼任渡工聘任办法"), None),
            (Some("青石县渡工甄选作业要点"), None),
        ],
    );
}

#[test]
fn an_account_of_a_paper_cites_it() {
    let role = |text: &str| cited(text)[0].role;
    assert_eq!(role("现就《甲县人民政府关于渡口收费的决定》的有关情况说明如下："), CitationRole::Mentions);
    assert_eq!(role("现将《甲县渡口办法》及其说明予以公布。"), CitationRole::Itself);
}

#[test]
fn what_is_kept_or_taught_is_no_citation() {
    check("渡工应当遵守宪法和法律，拥护宪法。", &[]);
    check("违反劳动法令的，依照规定处理。", &[]);
    check("出具《渡口清理审查意见函》和《渡船整改函》。", &[]);
}

#[test]
fn a_local_paper_cites_the_national_one_of_its_name() {
    let mut found = cited("根据国务院《物业管理条例》和《乙法》，结合本市实际，制定本条例。");
    mark_self(&mut found, Some("甲市物业管理条例"), None);
    assert_eq!(found[0].role, CitationRole::Basis);
}

#[test]
fn names_run_over_the_breaks_of_wrapped_copies() {
    let article = |n: u32| {
        format!(
            "第 {n} 條\n渡工之訓練機構，指公立或私立之渡工學校、渡船學校、水運學校及依渡工培\n育法、渡船進修教育法、水運特殊教育法及其他法律設立之機構，其設備應予檢\n查；未依水運管理條例第{n}條申請者，不得招生。\n"
        )
    };
    let text: String =
        std::iter::once("青石縣渡工訓練辦法\n".to_owned()).chain((1..8).map(article)).collect();
    let found = cited(&text);
    let titles: Vec<String> = found.iter().filter_map(|c| c.title.clone()).collect();
    let titles: Vec<String> = titles.iter().map(|title| title.replace('\n', "")).collect();
    assert_eq!(titles, ["渡工培育法", "渡船进修教育法", "水运特殊教育法", "水运管理条例"], "{found:?}");
}
