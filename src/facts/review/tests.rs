//! Sentences of the review duties, each with the class it must get.
//! All sentences are written for the test; each stands alone as a paper of one line.

use super::*;
use crate::Engine;

/// The class of the only review of a sentence that stands alone; `None` when there is no review in it.
fn class(text: &str) -> Option<ReviewClass> {
    let analysis = Engine::new().extract(crate::document::Decoded::of_text(text));
    analysis.facts.reviews.first().map(|r| r.class)
}

fn check(expect: Option<ReviewClass>, cases: &[&str]) {
    let wrong: Vec<_> = cases.iter().map(|t| (*t, class(t))).filter(|(_, got)| *got != expect).collect();
    assert!(wrong.is_empty(), "not {expect:?}: {wrong:#?}");
}

#[test]
fn rules_are_not_admissions() {
    check(
        Some(ReviewClass::Rule),
        &[
            "以镇政府名义签订的协议，未经法制审核不得用印。",
            "凡未经公平竞争审查的招商政策，一律不得印发。",
            "发现未经合法性审查即上会的议题，会务部门应当退回。",
            "乡镇党委会议题涉及重大决策的，须附合法性审查意见书。",
            "对先发后审、未审先发的单位予以通报。",
            "严禁以征求意见代替合法性审核。",
            "合同未经合法性审查擅自签订，造成损失的，依法追究责任。",
            "坚决防止合法性审核流于形式、走过场。",
            "没有司法所出具的合法性审查意见，一律不提交班子会讨论。",
            "因突发事件需要立即发布的，可以先行发布后补办合法性审核手续。",
            "未经合法性审核或者审核不合格的文件，发文机关不予编号。",
            "建立公平竞争审查抽查机制，杜绝未审先发。",
            "送审材料缺少合法性审核意见的，办公室应当退回补正。",
            "推动行政规范性文件合法性审核机制全面落实。",
            "不得规避、变相规避合法性审核程序。",
            "确保不出现一件未经合法性审核的规范性文件。",
            "本细则所称法制审核，是指执法机关法制机构对拟作出的决定进行的审核。",
            "起草单位应当在提请审议前将草案送司法局进行合法性审核。",
            "拟于下月将送审稿报县司法局合法性审核。",
            "该件正在市司法局进行合法性审核。",
            "任何单位不得以会签形式代替合法性审核。",
            "推动合法性审查工作取得新成效。",
        ],
    );
}

#[test]
fn what_was_done_is_evidence() {
    check(
        Some(ReviewClass::Evidence),
        &[
            "本规定已经市司法局合法性审核，并经市政府常务会议审议通过。",
            "经查阅卷宗，未发现未经合法性审核即印发的文件。",
            "全年没有一份合同未经法制审核。",
            "对照问题清单，我局不存在先发后审的情形。",
            "群众反映该通告未经合法性审查，经查不属实。",
            "网民称该收费文件未作合法性审核，经核实与事实不符。",
            "该方案已通过公平竞争审查。",
            "去年制发的规范性文件均已进行了合法性审核。",
            "审核结论：内容合法，建议提请审议。",
            "县司法局对该协议出具了合法性审查意见书。",
            "镇里出台的每份文件都经过合法性审查，从未出现未审先发。",
            "合法性审核率达到100%。",
            "本次仅作文字修改，经司法局确认无需重新审核。",
            "上述三个办法业经法制机构合法性审查通过。",
            "全县各部门稳步推进规范性文件合法性审查，工作取得新成效。",
        ],
    );
}

#[test]
fn admissions_are_found() {
    check(
        Some(ReviewClass::Missing),
        &[
            "该通告发布前未送司法局进行合法性审核。",
            "经查，去年印发的两份办法均未履行合法性审查程序。",
            "巡察发现，个别部门制定涉企政策未开展公平竞争审查。",
            "部分合同未经法制审核即对外签订。",
            "我镇有3份协议签订时没有经过合法性审查。",
            "因时间仓促，该方案上会前尚未取得司法局的审核意见。",
            "检查中发现，文件审批单上合法性审核意见一栏空白。",
            "该局承认，收费文件系先印发、后补办合法性审核。",
            "上述文件的合法性审核程序缺失。",
            "一些乡镇的合法性审查走过场，意见书千篇一律。",
            "截至督察之日，该县仍未建立公平竞争审查制度，已出台的12份文件均未审查。",
            "抽查的15份合同中，4份缺少合法性审查意见。",
            "审计指出，开发区出台奖补政策绕开了公平竞争审查。",
            "收文时没有发现缺少合法性审核意见，即予编号。",
            "有的单位以征求法律顾问意见代替合法性审核。",
        ],
    );
}

#[test]
fn numbers_are_statistics_and_the_rest_is_silent() {
    check(
        Some(ReviewClass::Statistic),
        &[
            "全年共合法性审核规范性文件36件。",
            "市司法局审查重大行政决策12件、合同208份，提出合法性审查意见140余条。",
            "法律顾问审核政府合同45件次，参加会议20次。",
            "今年以来开展公平竞争审查文件58件。",
        ],
    );
    check(
        None,
        &[
            "未经审核的报表不得作为入账依据。",
            "项目未经图审擅自施工，责令停工。",
            "未经审核批准的广告不得发布。",
            "文件没有经过合法性审查就发了，怎么办？",
            "原告称该公告未经合法性审查，缺乏事实依据。",
            "现将方案（送审稿）印发你们征求意见。",
            "公积金中心应当自受理之日起三日内完成审核。",
            "贯彻《关于全面推行合法性审核机制的指导意见》。",
        ],
    );
}

/// The classes of all reviews in a paper of some lines.
fn classes(text: &str) -> Vec<ReviewClass> {
    let analysis = Engine::new().extract(crate::document::Decoded::of_text(text));
    analysis.facts.reviews.iter().map(|r| r.class).collect()
}

#[test]
fn a_paper_admits_for_itself() {
    let note = |line: &str| format!("《青石县夜市管理办法》起草说明\n\n一、起草过程\n{line}\n");
    for line in [
        "本办法在提交县政府常务会议审议前未进行合法性审核。",
        "《青石县夜市管理办法》未履行公平竞争审查程序。",
        "本办法起草过程中未开展合法性审核。",
        "因工作疏忽，未将本办法送县司法局进行合法性审核。",
    ] {
        assert_eq!(classes(&note(line)), [ReviewClass::Missing], "{line}");
    }
    for line in
        ["未将文件送司法局进行合法性审核的，不得提交审议。", "《办法》规定，未经合法性审核的文件不得印发。"]
    {
        assert_eq!(classes(&note(line)), [ReviewClass::Rule], "{line}");
    }
}

#[test]
fn how_a_note_proves_the_review() {
    check(
        Some(ReviewClass::Evidence),
        &[
            "经公平竞争审查，本办法不存在限制竞争的内容。",
            "经合法性审核，未发现与上位法抵触的内容。",
            "办法送审稿通过公平竞争审查。",
            "送审稿经县司法局合法性审核后，于2024年3月8日提交县政府常务会议审议。",
            "本办法严格按照规定履行了公平竞争审查、合法性审核等程序。",
            "县司法局合法性审核认为，《办法》符合法律法规规定。",
            "所有重大行政决策均已履行合法性审查程序，没有一件未经审查即作出决定。",
            "县司法局等六部门对《办法》进行了合法性审核。",
        ],
    );
    check(
        Some(ReviewClass::Rule),
        &[
            "送审稿经合法性审核后，提交常务会议审议。",
            "草案通过合法性审核的，方可提请审议。",
            "落实行政执法三项制度，开展重大执法决定法制审核。",
            "确保规范性文件均已进行合法性审核。",
        ],
    );
}

#[test]
fn news_say_what_a_bureau_does() {
    let text = "甲报讯（记者 王某）近日，记者从甲市司法局了解到，该局推出了新举措，完善了流程，公布了清单。\n市司法局扎实开展规范性文件合法性审查，从权限、程序方面严格把关。\n近年来，我市全面推进合法性审查标准化建设。\n截至目前，我市已完成镇街合法性审查18件。\n";
    assert_eq!(classes(text), [ReviewClass::Evidence, ReviewClass::Evidence, ReviewClass::Statistic]);
}

#[test]
fn reports_tell_plans_and_deficits_apart() {
    use ReviewClass::{Missing, Rule, Statistic};
    let text = "青石县司法局2024年工作总结\n\n一、主要工作\n做到应审尽审，共审核县政府规范性文件18件。\n\
                县政府议题一律先行合法性审核，全年审核重大行政决策9件。\n二、存在问题\n\
                个别乡镇合法性审核力量薄弱，审核质量不高。\n有的单位存在先发文后审核现象，合法性审核走了形式。\n\
                三、下一步工作打算\n进一步加强合法性审核工作。\n";
    assert_eq!(classes(text), [Statistic, Statistic, Rule, Missing, Rule]);
}
