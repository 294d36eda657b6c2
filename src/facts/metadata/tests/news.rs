//! What news say of the paper that they tell of, and how far a paper has come that lost its head.

use crate::Engine;
use crate::document::Decoded;
use crate::facts::metadata::Stage;
use jiff::civil::Date;

/// `kind|effective|expires|validity`
fn check(text: &str, expect: &str) {
    let m = Engine::new().extract(Decoded::of_text(text)).facts.metadata;
    let date = |d: Option<Date>| d.map_or(String::new(), |d| d.to_string());
    let word = |t: Option<&str>| t.unwrap_or_default().to_owned();
    let found = [
        word(m.doc_kind.as_ref().map(|t| t.text.as_str())),
        date(m.effective_on.map(|d| d.date)),
        date(m.expires_on.map(|d| d.date)),
        word(m.validity.as_ref().map(|t| t.text.as_str())),
    ];
    assert_eq!(found.join("|"), expect, "{text}");
}

#[test]
fn days_of_the_paper_in_news() {
    let news = |lead: &str| {
        format!(
            "4月2日，松江市渡口管理局发布《关于调整渡口补贴的通知》{lead}。\n通知提出，渡船经营者可申请渡口补贴，每船最高五万元。\n\
             渡口管理局相关负责人介绍，此举意味着补贴范围进一步扩大。\n"
        )
    };
    check(&news("，自2030年5月1日起施行"), "|2030-05-01||");
    check(&news("（以下简称《通知》），自2030年5月1日起正式实施，有效期两年"), "|2030-05-01|2032-04-30|P2Y");
    check(&news("，《通知》自印发之日起实施，有效期至2031年12月31日"), "||2031-12-31|2031-12-31");
    check(&news("，该新政从2030年5月1日起执行"), "|2030-05-01||");
    check(
        &news("，这项政策为阶段性政策，实施时间为2030年5月1日至2031年4月30日"),
        "|2030-05-01|2031-04-30|2031-04-30",
    );
    check(&news(""), "|||");
    check(&news("，船票补贴有效期至2031年12月31日"), "|||");
    let parts = news("，有效期至2031年12月31日") + "单船限额同步上调，有效期至2032年6月30日。\n";
    check(&parts, "|||");
    check(&news("。根据《渡口条例》自2020年5月1日起施行以来的经验"), "|||");
}

#[test]
fn records_of_speech_have_no_kind() {
    let record = "各位媒体朋友，大家上午好！欢迎出席新闻发布会。会议表决通过了关于渡口的决议，围绕这一决议回答大家就本决议提出的问题。\n\
        记者朋友们，女士们、先生们：下面介绍情况，渡口运行平稳，本决议执行良好。谢谢大家！\n今天的新闻发布会到此结束。谢谢。\n";
    check(record, "|||");
}

#[test]
fn stages_without_a_head() {
    let stage = |text: &str| Engine::new().extract(Decoded::of_text(text)).facts.metadata.stage;
    let measures = "为扶持渡口，特制定以下措施：\n一、渡船经营者可以申请补贴，每船最高五万元，购买渡船的个人可享受优惠。\n\
        二、申请人应当提交申请书，符合条件的给予补贴，不得重复享受。\n三、经营者骗取补贴的，追回补贴并取消资格。\n";
    assert_eq!(stage(measures), Stage::Issued, "lays something down");
    assert_eq!(
        stage("渡口消防安全工作方案\n一、总体要求\n各站要加强领导。\n二、工作任务\n各站要加强巡查。\n"),
        Stage::Issued
    );
    assert_eq!(
        stage("关于渡口改造情况的汇报\n一、基本情况\n渡口已改造三处。\n二、下步打算\n继续改造。\n"),
        Stage::Unknown
    );
    assert_eq!(
        stage("关于加强渡口建设的建议\n一、基本情况\n渡口已改造三处。\n二、下步打算\n继续改造。\n"),
        Stage::Unknown
    );
    assert_eq!(stage("松江渡口补贴若干措施\n（公示版）\n一、渡船经营者可以申请补贴。\n"), Stage::Draft);
    assert_eq!(
        stage(
            "松江市交通局关于商请会签《松江渡口补贴若干措施》的函\n各有关部门：\n请审签。\n松江市交通局\n2030年5月6日\n"
        ),
        Stage::Draft
    );
}

#[test]
fn the_name_in_the_preamble_decides_between_equals() {
    let text = |more: &str| {
        format!(
            "为扶持渡口，特制定以下措施：\n一、渡船减免停靠费。\n二、已领船票的不享受本通知内的优惠。\n{more}"
        )
    };
    check(&text("三、本措施由渡口管理局负责解释。\n"), "措施|||");
    check(&text(""), "通知|||");
}
