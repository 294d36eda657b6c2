//! Mechanical fixes: exactly those, and nothing where two answers are possible.

use hegui::source::decode;
use hegui::{Engine, correction};

/// The text with all corrections made.
fn check(text: &str, expect: &str) {
    let analysis = Engine::new().extract(decode("a.txt", text.as_bytes()));
    let mut out = text.to_owned();
    for correction in correction::find(&analysis.document, &analysis.facts).iter().rev() {
        out.replace_range(correction.span.range(), correction.after.encode_utf8(&mut [0; 4]));
    }
    assert_eq!(out, expect, "{text}");
}

#[test]
fn brackets_of_numbers() {
    check("依据江政发[2020]3号办理。", "依据江政发〔2020〕3号办理。");
    check("依据江政办发（2021）5号、江财〔2019)7号办理。", "依据江政办发〔2021〕5号、江财〔2019〕7号办理。");
    check("依据江政发【2020】3号。", "依据江政发〔2020〕3号。");
    check("依据江政发〔2020〕3号。", "依据江政发〔2020〕3号。");
    check("(2020)江01民初5号判决。", "（2020）江01民初5号判决。");
}

#[test]
fn titles_within_titles() {
    check("《关于印发《科技规划》的通知》", "《关于印发〈科技规划〉的通知》");
    check("《关于转发《印发《规划》的通知》的函》", "《关于转发〈印发《规划》的通知〉的函》");
    for right in [
        "《甲》《乙》",
        "《关于印发〈规划〉的通知》",
        "〈甲〉",
        "《甲《乙》",
        "《甲》》",
        "《关于印发《规划》的通知",
    ] {
        check(right, right);
    }
}

#[test]
fn marks_beside_chinese_characters() {
    check("请执行,各单位;时间:2020年.", "请执行，各单位；时间：2020年.");
    check("占30%,其中好转;GB/T 9704,第七条", "占30%，其中好转；GB/T 9704，第七条");
    check("办法(试行)和各县(市、区)", "办法（试行）和各县（市、区）");
    check("(一)总则\n(1)甲\n附件(2)", "（一）总则\n（1）甲\n附件（2）");
    check("（三)甲，(乙）", "（三）甲，（乙）");
    check("是否同意?同意!", "是否同意？同意！");
    for right in [
        "会议8:30开始",
        "金额1,234,567元",
        "函数f(x)和GB(2020)",
        "苯并(a)芘",
        "1)甲",
        "1,加强组织领导",
        "http://a.gov.cn/b?c=d,e;f",
        "A,B,C三类",
        "Dear Sir, hello: (world)",
        "甲\"乙\"",
        "比例1:2",
    ] {
        check(right, right);
    }
}
