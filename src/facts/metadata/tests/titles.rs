//! Titles as web pages and journals print them.

use super::{check_names, read};

#[test]
fn titles_broken_before_their_last_character() {
    check_names(
        "松江区渡口管理局二季度安全工作总\n结\n区政府办公室：\n现将情况总结报告如下：\n一、基本情况\n平稳。",
        "松江区渡口管理局二季度安全工作总结||总结|区政府办公室",
    );
}

#[test]
fn titles_among_what_a_page_prints() {
    let notice = "各镇人民政府：\n《松江县渡口整治方案》已经县政府同意，现印发给你们，请认真贯彻执行。\n松江县人民政府\n2030年5月6日\n\
                  松江县渡口整治方案\n为了整治渡口，制定本方案。\n一、总体要求\n安全第一。\n";
    let expect = "松江县人民政府关于印发《松江县渡口整治方案》的通知|松江县人民政府|通知|各镇人民政府";
    for row in ["标 题 | ", "标题 | ", "标题："] {
        let page = format!(
            "索 引 号 | 0101-2030-5 | 主题分类 | 交通 |\n{row}松江县人民政府关于印发《松江县渡口整治方案》的通知 |\n{notice}"
        );
        check_names(&page, expect);
    }
    check_names(
        "关于印发松江县渡口整治方案的通知\n【字体: 】【2030-05-06 09:53:53】 【来源:】 【作者:】\n各镇人民政府：\n请贯彻执行。\n",
        "关于印发松江县渡口整治方案的通知||通知|各镇人民政府",
    );
}

#[test]
fn organs_beside_the_title() {
    check_names(
        "甲公司保密办关于停车的通知\n各单位：\n请执行。",
        "甲公司保密办关于停车的通知|甲公司保密办|通知|各单位",
    );
    check_names("由商场主办关于停车的通知\n各单位：\n请执行。", "由商场主办关于停车的通知||通知|各单位");
    check_names(
        "国资委证监会全国工商联关于支持渡口企业的通知\n近年来，渡口企业持续发展。现就有关事项通知如下：\n一、支持\n有序。",
        "国资委证监会全国工商联关于支持渡口企业的通知|国资委+证监会+全国工商联|通知|",
    );
    let record = |title: &str| {
        format!(
            "2030-05-06 00:00:00 | 央行 | {title} | 近年来，金融运行平稳，支持渡口建设。\n一、要点\n平稳。"
        )
    };
    let issuers = |title: &str| read(&record(title)).issuing_body.len();
    assert_eq!(issuers("关于支持渡口建设的通知"), 1);
    assert_eq!(issuers("金融运行平稳 渡口建设加快推进"), 0, "who wrote an article issues nothing");
}

#[test]
fn titles_of_articles() {
    check_names(
        "第7卷第2期\n2030年4月\n·渡口管理·\n“渡口融入城镇”的实践与思考\n王某某\n1，李某\n摘\n要\n渡口是城镇交通的组成部分。",
        "“渡口融入城镇”的实践与思考|||",
    );
}

#[test]
fn addressees_behind_an_announcement() {
    let text = |lead: &str| {
        format!(
            "{lead}各区人民政府，市政府各部门：\n《停船规定》已经废止，现就有关事项通告如下：\n一、要求\n有序。"
        )
    };
    let addressee = |lead: &str| read(&text(lead)).addressee.map(|t| t.text);
    assert_eq!(addressee("通告全文如下：").as_deref(), Some("各区人民政府，市政府各部门"));
    assert_eq!(
        addressee("该规定已经过时，拟予废止。以下为原文件：").as_deref(),
        Some("各区人民政府，市政府各部门")
    );
}
