//! Forms of lists and phrases that are one step from the common ones.

use super::{check, plan};
use crate::Engine;
use crate::document::Decoded;

#[test]
fn units_joined_by_a_verb_are_several() {
    check("由市民政局联合市教育局、市团委开展排查。", &["市民政局:R 市教育局:P 市团委:P"]);
    check("由市民政局联合生态环境部门建立台账。", &["市民政局:R 生态环境部门:P"]);
    check("市民政局联合市教育局开展排查。", &[]);
    check("由市民政局牵头，组织各县（区）民政局开展排查。", &["市民政局:L 各县（区）民政局:P"]);
    check("由市民政局牵头，组织开展排查。", &["市民政局:L"]);
    check("市民政局牵头开展的排查成效明显。", &[]);
    check("6月30日前，由市民政局会同市教育局制定方案。", &["市民政局:R 市教育局:P"]);
    check("由市民政局牵头，组织各县区开展排查。", &["市民政局:L 各县区:P"]);
    check("日前，市民政局牵头开展排查。", &[]);
    check("由市民政局组织市教育局、市公安局开展排查。", &[]);
    check("由申请人和村委会审核后报市民政局备案。", &[]);
    check("由市民政局、市教育局审核后报市政府审定。", &[]);
}

#[test]
fn declarations_end_the_list_before_them() {
    let want = ["市民政局:R 市教育局:R 各县（市、区）政府:R"];
    check("甲事。（责任单位：市民政局、市教育局，以下均需各县（市、区）政府落实，不再列出）", &want);
    check("甲事。（责任单位：市民政局、市教育局。以下均含各县（市、区）政府，不再列出）", &want);
    check(
        "甲事。（市民政局、市教育局按职责分工负责。排第一位的为牵头单位，下同）",
        &["市民政局:L 市教育局:R"],
    );
}

#[test]
fn words_before_and_behind_names() {
    check("甲事。（此项工作由市民政局牵头，市教育局配合）", &["市民政局:L 市教育局:S"]);
    check("甲事。（以上由市民政局负责）", &["市民政局:R"]);
    check("甲事。（市民政局统筹协调，各县区政府具体实施）", &["市民政局:R 各县区政府:R"]);
    check("甲事。（各县区政府具体负责，市民政局牵头抓总）", &["各县区政府:R 市民政局:L"]);
    check("甲事。市民政局、市教育局、市公安局要按照职责抓好落实。", &["市民政局:R 市教育局:R 市公安局:R"]);
    check("甲事。（责任单位：市民政局（负责认定）、市教育局（配合宣传））", &["市民政局:R 市教育局:S"]);
    check("甲事。（责任单位：市民政局.市教育局.市公安局）", &["市民政局:R 市教育局:R 市公安局:R"]);
    check("甲事。{责任单位：市民政局、市教育局}", &["市民政局:R 市教育局:R"]);
    check("甲事。\n责任单位　市民政局、市教育局", &["市民政局:R 市教育局:R"]);
    check("甲事。\n责任部门 市民政局 公开方式 主动公开", &[]);
    check("甲事。（第一责任单位：市民政局；责任单位：市教育局）", &["市民政局:L 市教育局:R"]);
    check("甲事。（市民政局、市文旅投、市交投按职责分工负责）", &["市民政局:R 市文旅投:R 市交投:R"]);
}

#[test]
fn names_below_a_list() {
    check(
        "甲事。\n责任单位：市民政局\n市教育局\n市公安局、市司法局\n完成时限：6月底",
        &["市民政局:R 市教育局:R 市公安局:R 市司法局:R"],
    );
    check(
        "甲事。\n牵头单位：市民政局\n责任单位：市教育局、市公安局\n",
        &["市民政局:L", "市教育局:R 市公安局:R"],
    );
    check("甲事。\n责任单位：市民政局\n甲市人民政府\n2030年1月1日", &["市民政局:R"]);
}

#[test]
fn signs_that_a_note_below_explains() {
    check(
        "甲事。（★市民政局、市教育局）\n\n（二）乙事。（市公安局、★市司法局）\n\n注：带★的为牵头单位。",
        &["市民政局:L 市教育局:R", "市公安局:R 市司法局:L"],
    );
    check("此事由市民政局牵头办理，市教育局协助。", &["市民政局:L 市教育局:S"]);
}

#[test]
fn numbered_duties_need_less_proof() {
    check("（1）财务部：负责筹措资金。（2）后勤部：负责准备物资。", &["财务部:R", "后勤部:R"]);
}

#[test]
fn names_of_no_place_stay_unresolved() {
    let text = plan("甲事。（责任单位：县区政府、新区财政局、市南山新区管委会、管委会、市民政局）")
        .replace("甲市某某", "哈尔滨市安全");
    let facts = Engine::new().extract(Decoded::of_text(text)).facts;
    let units = facts.assignments.iter().flat_map(|a| &a.units);
    let full: Vec<Option<&str>> = units.map(|u| u.canonical.as_deref()).collect();
    let civil = full.last().copied().flatten();
    assert_eq!(full, [None, None, None, None, civil]);
}
