//! Whole documents in, assignments out.

use super::*;
use crate::Engine;
use crate::document::Decoded;

fn assigned(text: &str) -> Vec<Assignment> {
    Engine::new().extract(Decoded::of_text(text)).facts.assignments
}

/// A plan around the text, so that running text is read.
fn plan(body: &str) -> String {
    format!(
        "甲市某某工作方案\n\n一、总体要求\n\n（一）工作目标。推进工作。\n\n二、主要任务\n\n（一）{body}\n\n（二）其他。推进工作。\n"
    )
}

fn show(text: &str, assignment: &Assignment) -> String {
    let units = assignment.units.iter().map(|u| {
        let role = ["L", "R", "S", "P"][u.role as usize];
        format!("{}:{role}", u.span.of(text).replace('\n', ""))
    });
    units.collect::<Vec<_>>().join(" ")
}

fn check(body: &str, expect: &[&str]) {
    let text = plan(body);
    let analysis = Engine::new().extract(Decoded::of_text(text));
    let norm = analysis.document.norm();
    let found: Vec<String> = analysis.facts.assignments.iter().map(|a| show(norm, a)).collect();
    assert_eq!(found, expect, "{body}");
}

#[test]
fn labelled_lists() {
    check("抓落实。（责\n任单位：市财政局、市教\n育局）", &["市财政局:R 市教育局:R"]);
    check(
        "抓落实。(牵头单\n位:市财政局、\n市教育局;配合单位:市公安局)",
        &["市财政局:L 市教育局:L 市公安局:S"],
    );
    check("抓落实。(责任\n\n\n单位:市财政局)", &["市财政局:R"]);
    check("抓落实。（牵头单位：市财\n政局；配合单位：市教育局）", &["市财政局:L 市教育局:S"]);
    check("抓落实。（牵头单位：市财政局；配合\n单位：市教育局）", &["市财政局:L 市教育局:S"]);
    check(
        "抓落实。（责任单位：市财政局，各县\n（市、区）人民政府）",
        &["市财政局:R 各县（市、区）人民政府:R"],
    );
    check("抓落实。（市财政局、市教育局按职责分工负\n责）", &["市财政局:R 市教育局:R"]);
    check("抓落实。（市财政局牵头，市教育局配合\n）", &["市财政局:L 市教育局:S"]);
    check("抓落实（责任\n心）：要强。", &[]);
    check("抓落实。（责任单位：市财政局、市教育局）", &["市财政局:R 市教育局:R"]);
    check(
        "抓落实。〔牵头单位：市财政局；配合单位：各县（市、区）人民政府〕",
        &["市财政局:L 各县（市、区）人民政府:S"],
    );
    check("抓落实。[责任部门:市财政局;参与部门:市税务局]", &["市财政局:R 市税务局:P"]);
    check("抓落实。\n\n牵头单位：市财政局\n\n配合单位：市税务局等有关部门", &["市财政局:L", "市税务局:S"]);
    check("抓落实。责任单位：市财政局、税务局，各区政府。", &["市财政局:R 税务局:R 各区政府:R"]);
    check("抓落实。（责任单位市财政局，配合单位：市税务局）", &["市财政局:R 市税务局:S"]);
    check("抓落实。（责任单位：市财\n政局、市税务局）", &["市财政局:R 市税务局:R"]);
    check("各责任单位要按时限落实，牵头单位要抓总。", &[]);
}

#[test]
fn labels_that_are_said() {
    check("牵头单位为市住建局，配合单位为市财政局。", &["市住建局:L 市财政局:S"]);
    check("本项任务的责任单位为市教育局，要按时完成整改。", &["市教育局:R"]);
    check("牵头单位为主，配合单位为辅，共同推进。", &[]);
    check("责任单位为主动作为的部门。", &[]);
}

#[test]
fn notes_without_label() {
    check("抓落实。（市财政局、市教育局按职责分工负责）", &["市财政局:R 市教育局:R"]);
    check("抓落实。（市财政局牵头，市教育局等部门配合）", &["市财政局:L 市教育局:S"]);
    check("抓落实。（市财政局、市教育局）", &["市财政局:R 市教育局:R"]);
    check("抓落实。（市发改、财政、住建等部门按职责分工负责）", &["市发改:R 财政:R 住建:R"]);
    check("抓落实。（市财政局、市教育局，2030年6月底前完成）", &["市财政局:R 市教育局:R"]);
    check("抓落实。（广州、深圳市政府负责）", &["广州:R 深圳市政府:R"]);
    check(
        "抓落实。（财政部、税务总局等部门及各省级人民政府按职责分工负责）",
        &["财政部:R 税务总局:R 各省级人民政府:R"],
    );
    check("抓落实。（各市、县人民政府负责）", &["各市、县人民政府:R"]);
    check(
        "抓落实。（市财政局、各县政府负责。以下均需各县政府落实，不再单独列出）",
        &["市财政局:R 各县政府:R"],
    );
    check("抓落实。［市财政局、市教育局等按职责分工负责］", &["市财政局:R 市教育局:R"]);
    check("抓落实。（各级教育机关按职责分工负责）", &["各级教育机关:R"]);
    check("抓落实。（文化站牵头，司法所、各居委会配合）", &["文化站:L 司法所:S 各居委会:S"]);
    check("抓落实。（财务审计科、综合法规科）", &["财务审计科:R 综合法规科:R"]);
    check("抓落实。牵头科室：财务审计科；参与科室：法规科", &["财务审计科:L 法规科:P"]);
    check("抓落实。（市财政局负责；以下任务均由各县政府落实，不再列出）", &["市财政局:R 各县政府:R"]);
    check("设在市机关大院（原市财政局）的窗口受理。", &[]);
    check("由市财政局（以下简称市财政）受理。", &[]);
}

#[test]
fn phrases_of_running_text() {
    check("数据由市统计局负责汇总，市财政局积极配合完成核对。", &["市统计局:R 市财政局:S"]);
    check(
        "对收到的意见和建议应当逐条核实，确有问题的，由市交通运\n输局牵头处理，并答复提出的人。",
        &["市交通运输局:L"],
    );
    check("由市教育局牵头编制清单，各镇政府协助收集资料，月底前报送。", &["市教育局:L 各镇政府:S"]);
    check(
        "由市水利局牵头，会同市财政局、水文、电力等部门制定方案。",
        &["市水利局:L 市财政局:P 水文:P 电力:P"],
    );
    check("市财政局负责资金保障，市教育局负责学校建设。", &["市财政局:R", "市教育局:R"]);
    check("具体办法由市财政局会同市教育局制定。", &["市财政局:R 市教育局:P"]);
    check("由市财政局会同有关责任单位制定办法。", &["市财政局:R"]);
    check("由市财政局负责，会同市教育局、市税务局，于6月底前完成。", &["市财政局:R 市教育局:P 市税务局:P"]);
    check("市财政局牵头，市教育局、市税务局配合。", &["市财政局:L 市教育局:S 市税务局:S"]);
    check("由市财政局组织实施，各县政府共同参与。", &["市财政局:R 各县政府:P"]);
    check("对市税务局、市公安局的考核由市财政局负责。", &["市财政局:R"]);
    check("发改、财政等部门负责资金安排。", &["发改:R 财政:R"]);
    check("税务部门负责落实税收优惠。", &["税务部门:R"]);
    check("市财政局：负责资金保障。", &["市财政局:R"]);
    check("市财政局为此项工作的牵头单位，市教育局为责任单位。", &["市财政局:L", "市教育局:R"]);
    check("申请人对材料的真实性负责，主要负责人是第一责任人。", &[]);
    check("有关情况报市财政局备案，向市政府报告。", &[]);
    check("本方案由市财政局负责解释。", &[]);
    check("建立政府负责、部门配合的工作机制，实行首问负责制。", &[]);
}

#[test]
fn several_units_named_together() {
    let three = ["市住建局:R 市财政局:R 市公安局:R"];
    check("具体细则由市住建局、市财政局、市公安局等部门联合制定。", &three);
    check("（具体办法由市住建局、市财政局另行制定）", &["市住建局:R 市财政局:R"]);
    check("名单由县教育局和县财政局共同审核。", &["县教育局:R 县财政局:R"]);
    check("由区财政局、区住建局积极对接市税务局。", &["区财政局:R 区住建局:R"]);
    check("资格由区卫健委与区公安局核查。", &["区卫健委:R 区公安局:R"]);
    check("由市水务局、市园林局统一组织，市城管局配合。", &["市水务局:R 市园林局:R"]);
    check("由市住建局、市财政局联合制定的细则另行发布。", &[]);
    check("由市住建局、市财政局解释。", &[]);
    check("费用由买方和卖方协商。", &[]);
    check("近日，由市住建局、市财政局联合印发了通知。", &[]);
    check("由申请人、代理人填写表格。", &[]);
    check("由开发企业和相关部门补充资料。", &[]);
    check("由所在单位和主管部门审核。", &[]);
}

#[test]
fn units_that_take_part_alone() {
    check("市工信局：督促整改；会同市城管局、市通管办召开推进会；抓好通报。", &["市城管局:P 市通管办:P"]);
    check("摸清底数，会同市教育局编制计划。", &["市教育局:P"]);
    check("会同市公安局、市应急局开展抽查。", &["市公安局:P 市应急局:P"]);
    check("形成清单，会同市水务局等部门现场复核。", &["市水务局:P"]);
    check("做好登记，会同有关部门处理。", &[]);
    check("会同市财政局的意见已经形成。", &[]);
    check("近日，会同市财政局核实了情况。", &[]);
    check("各局负责人员名单报市政府办公室。", &[]);
}

#[test]
fn rules_state_competences() {
    let text = "甲市某某管理办法\n\n第一条 为了规范管理，制定本办法。\n\n第二条 市财政局负责监督管理。\n\n第三条 由市教育局负责实施。\n\n第四条 本办法自发布之日起施行。\n";
    assert!(assigned(text).is_empty());
}

#[test]
fn minutes_hand_out_work() {
    let text = "甲市人民政府常务会议纪要\n\n会议听取了汇报，议定事项如下：\n\n一、由市财政局负责安排经费。\n\n二、市教育局负责学校建设。\n\n三、会议指出，要抓好落实。\n";
    let found: Vec<String> = assigned(text).iter().map(|a| show(text, a)).collect();
    assert_eq!(found, ["市财政局:R", "市教育局:R"]);
}

#[test]
fn declarations_reach_later_lists() {
    let body = "甲。（责任单位：市财政局、市教育局。列第一位的为牵头单位，下同）\n\n（二）乙。（责任单位：市税务局、市公安局）";
    check(body, &["市财政局:L 市教育局:R", "市税务局:L 市公安局:R"]);
    let body = "甲。（责任单位：市财政局，各县政府。逗号前面的为牵头单位，下同）\n\n（二）乙。（责任单位：市税务局、市公安局，各县政府）";
    check(body, &["市财政局:L 各县政府:R", "市税务局:L 市公安局:L 各县政府:R"]);
    let body = "甲。（市财政局、市教育局，列第一位的为牵头单位，下同）\n\n（二）乙。（市税务局、市公安局）\n\n（三）丙。（市税务局、市公安局按职责分工负责）";
    check(body, &["市财政局:L 市教育局:R", "市税务局:L 市公安局:R", "市税务局:R 市公安局:R"]);
    check(
        "甲。（责任单位：市财政局，各区县政府（含高新区、开发区管委会，下同））",
        &["市财政局:R 各区县政府:R"],
    );
    check("由市水利局、市城管局（以下简称牵头单位）负责集中整治。", &["市水利局:R 市城管局:R"]);
    check("市水利局作为牵头单位，市财政局、市审计局作为配合单位。", &["市水利局:L", "市财政局:S 市审计局:S"]);
    check("以下任务均需各县政府落实，不再列出。", &["各县政府:R"]);
}

#[test]
fn tables() {
    let body =
        "见表。\n序号\t任务\t牵头单位\t配合单位\n1\t甲\t市财政局\t市教育局、市税务局\n2\t乙\t\t市公安局\n";
    check(body, &["市财政局:L", "市教育局:S 市税务局:S", "市公安局:S"]);
    let text = plan(body);
    let found = assigned(&text);
    assert!(found[0].scope.end > found[2].span.start, "a merged cell governs the rows below it");
    check("见表。\n任务\t\t牵头单位\t配合单位\n甲\t市财政局\t市公安局\n", &["市财政局:L", "市公安局:S"]);
    check("见表。\n| 牵头单位 | 配合单位 |\n|| 市公安局 |\n", &["市公安局:S"]);
    check("见表。\n任务\t牵头单位\t配合单位\n甲\t \t市公安局\n", &["市公安局:S"]);
    check("见表。\n牵头单位\t配合单位\t任务\n\t市公安局\t甲\n", &["市公安局:S"]);
    check("见表。\n牵头单位\t\t配合单位\t市公安局\n", &["市公安局:S"]);
    check("见表。\n牵头单位\t市财政局\t配合单位\t市公安局\n", &["市财政局:L", "市公安局:S"]);
    check("见表。\n| 责任单位 | 市财政局、市教育局 |", &["市财政局:R 市教育局:R"]);
    check(
        "见表。\n| 任务 | 牵头单位 | 责任单位 |\n|---|:--|---|\n| 甲 | 市财政局 | 市教育局 |\n",
        &["市财政局:L", "市教育局:R"],
    );
    check(
        "见表。\n任务\t责任单位\n甲\t市水务局（牵头）、市城管局（配合）、市文化局(参与)\n",
        &["市水务局:L 市城管局:S 市文化局:P"],
    );
}

#[test]
fn scopes() {
    let text = plan("甲事。做甲。（责任单位：市财政局）做乙乙乙乙乙乙乙乙乙。（责任单位：市教育局）");
    let found = assigned(&text);
    assert!(found[0].scope.of(&text).starts_with("（一）甲事"), "{}", found[0].scope.of(&text));
    assert!(found[1].scope.of(&text).starts_with("做乙"), "{}", found[1].scope.of(&text));
}

#[test]
fn roles_and_joints_of_every_sort() {
    check(
        "抓落实。（主办单位：市农业局；协办单位：市林业局、市畜牧局）",
        &["市农业局:R 市林业局:S 市畜牧局:S"],
    );
    check("抓落实。（责任领导：张××；责任单位：市医保局）", &["市医保局:R"]);
    check(
        "抓落实。（责任单位：市工信局 市通信管理局/市邮政管理局）",
        &["市工信局:R 市通信管理局:R 市邮政管理局:R"],
    );
    check("对各乡镇的考核由市委组织部负责。", &["市委组织部:R"]);
    check("总结报市政府办公室备案，并向市审计局报告。", &[]);
    check(
        "抓落實。（牽頭單位：市財政局；責任單位：各縣（市、區）政府）",
        &["市财政局:L 各县（市、区）政府:R"],
    );
    check("抓落實。〔市教育局牽頭，市體育局參與，各區政府負責落實〕", &["市教育局:L 市体育局:P 各区政府:R"]);
}

#[test]
fn tasks_are_the_innermost_items_beside_lists() {
    let text = plan("甲事。做甲。（责任单位：市财政局）");
    let facts = Engine::new().extract(Decoded::of_text(text)).facts;
    let tasks: Vec<_> =
        facts.tasks.iter().map(|t| (t.path.join("/"), t.summary.clone(), t.assignments.len())).collect();
    let want =
        |label: &str, summary: &str, lists| (format!("二、主要任务/{label}"), summary.to_owned(), lists);
    assert_eq!(tasks, [want("（一）", "甲事", 1), want("（二）", "其他", 0)]);
}
