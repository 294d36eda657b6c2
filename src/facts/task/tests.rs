//! Breakdowns of papers written for the purpose, as one line per entry: number|task|measures|units|time.

use super::breakdown::{self, Breakdown, Entry};
use crate::Engine;
use crate::document::Decoded;

fn broken_down(text: &str) -> Breakdown {
    let analysis = Engine::new().extract(Decoded::of_text(text.to_owned()));
    let as_of = analysis.facts.metadata.date();
    breakdown::of(analysis.document.norm(), &analysis.outline, &analysis.facts, as_of)
}

fn shown(entry: &Entry) -> String {
    let units: Vec<String> = entry
        .units
        .iter()
        .map(|d| {
            let only = d.measure.map(|n| format!("@{n}")).unwrap_or_default();
            format!("{}:{}{only}", d.unit.name, ["L", "R", "S", "P"][d.unit.role as usize])
        })
        .collect();
    let measures: Vec<&str> = entry.measures.iter().map(|m| m.text.as_str()).collect();
    let due: Vec<String> = entry
        .deadlines
        .iter()
        .map(|d| d.deadline.span.len().to_string() + &d.measure.map(|n| format!("@{n}")).unwrap_or_default())
        .collect();
    let stated = entry.stated.as_ref().map_or(due.join(","), |t| t.text.clone());
    format!("{}|{}|{}|{}|{stated}", entry.number, entry.summary.text, measures.join("/"), units.join(" "))
}

fn check(text: &str, expect: &[&str]) {
    let found: Vec<String> = broken_down(text).entries.iter().map(shown).collect();
    assert_eq!(found, expect, "{text}");
}

#[test]
fn numbered_items() {
    check(
        "甲市某某工作方案\n\n一、主要任务\n1.修好道路。改造旧路10公里。2024年6月底前完成新路招标。（牵头单位：市交通局；配合单位：市财政局）\n\
         2.清理台账。（责任单位：市档案局；完成时限：长期坚持）\n3.公开结果。由市数据局负责发布。结果每月汇总。（责任单位：市政务局等部门）\n",
        &[
            "1|修好道路|改造旧路10公里。/2024年6月底前完成新路招标。|市交通局:L 市财政局:S|17@2",
            "2|清理台账||市档案局:R|长期坚持",
            "3|公开结果|由市数据局负责发布。/结果每月汇总。|市政务局:R 市数据局:R@1|6@2",
        ],
    );
}

#[test]
fn labels_on_lines_of_their_own() {
    check(
        "甲市某某工作方案\n\n一、主要任务\n1.修好道路。改造旧路。\n牵头单位：市交通局\n配合单位：市财政局\n完成时限：2024年6月底前\n\
         2.架桥。修两座桥。\n牵头单位：市水利局\n完成时限：持续推进\n",
        &[
            "1|修好道路|改造旧路。|市交通局:L 市财政局:S|2024年6月底前",
            "2|架桥|修两座桥。|市水利局:L|持续推进",
        ],
    );
}

#[test]
fn lists_once_per_section_govern_the_section() {
    check(
        "甲市某某工作方案\n\n一、修路\n1.修好东路。\n2.修好西路。（责任单位：市交通局）\n二、架桥\n1.架好南桥。\n2.架好北桥。（责任单位：市水利局）\n\
         三、通航\n1.疏浚河道。\n2.建好码头。（责任单位：市航运局）\n四、本方案自印发之日起施行。\n",
        &[
            "1|修好东路||市交通局:R|",
            "2|修好西路||市交通局:R|",
            "3|架好南桥||市水利局:R|",
            "4|架好北桥||市水利局:R|",
            "5|疏浚河道||市航运局:R|",
            "6|建好码头||市航运局:R|",
        ],
    );
}

#[test]
fn the_foot_of_a_paper_is_no_measure() {
    check(
        "甲市某某工作方案\n\n一、主要任务\n1.修路。改造旧路。（责任单位：市交通局）\n2.架桥。修两座桥。（责任单位：市水利局）特此通知。附件：1.桥梁清单\n抄送：市财政局。\n",
        &["1|修路|改造旧路。|市交通局:R|", "2|架桥|修两座桥。|市水利局:R|"],
    );
}

#[test]
fn subjects_of_later_sentences_do_their_measure() {
    check(
        "甲县工作会议纪要\n\n一、关于校舍\n县教育局要排查校舍。县财政局要筹措资金。\n二、关于师资\n会议要求，县教育局要尽快制定招聘方案；县人社局要做好编制保障。\n",
        &[
            "1|关于校舍|县教育局要排查校舍。/县财政局要筹措资金。|县教育局:R@1 县财政局:R@2|",
            "2|关于师资|会议要求，县教育局要尽快制定招聘方案；/县人社局要做好编制保障。|县教育局:R@1 县人社局:R@2|",
        ],
    );
}

#[test]
fn who_holds_an_event_is_no_task() {
    check(
        "甲市植树活动方案\n\n一、活动时间\n2030年3月12日\n二、主办单位：市林业局\n三、承办单位：市城管局\n四、工作要求\n1.市园林中心负责准备树苗。\n2.各单位要在3月10日前报送名单。\n",
        &["1|市园林中心负责准备树苗||市园林中心:R|", "2|各单位要在3月10日前报送名单||各单位:R|12"],
    );
}

#[test]
fn rows_of_tables() {
    check(
        "甲市任务分解表\n\n序号\t重点任务\t具体措施\t牵头单位\t配合单位\t完成时限\n1\t修路\t改造旧路\t市交通局\t市财政局\t2024年6月底前\n\
         \t\t新建便道\t市建设局\t\t\n2\t架桥\t修两座桥\t市水利局\t\t每季度调度\n",
        &[
            "1|修路|改造旧路|市交通局:L 市财政局:S|2024年6月底前",
            "2|修路|新建便道|市建设局:L|2024年6月底前",
            "3|架桥|修两座桥|市水利局:L|每季度调度",
        ],
    );
}

#[test]
fn stretches_of_a_paper_on_one_line() {
    let text = "甲市某某若干措施 为抓好落实，制定如下措施。1.修好道路。改造旧路。（市交通局牵头）2.架桥。修两座跨河大桥和引桥。（市水利局牵头）";
    let found: Vec<String> = broken_down(text).entries.iter().map(shown).collect();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[1].ends_with("|架桥|修两座跨河大桥和引桥。|市水利局:L|"), "{found:?}");
}

#[test]
fn dates_outside_tasks_are_kept() {
    let found = broken_down(
        "甲市任务分解表\n\n序号\t任务\t责任单位\n1\t修路\t市交通局\n2\t架桥\t市水利局\n\n各单位于2024年12月10日前报送总结。\n",
    );
    assert_eq!(found.entries.len(), 2);
    let others: Vec<&str> = found.others.iter().map(|o| o.sentence.text.as_str()).collect();
    assert_eq!(others, ["各单位于2024年12月10日前报送总结。"]);
}

#[test]
fn circumstances_of_a_meeting_are_no_tasks() {
    check(
        "关于召开工作会议的通知\n\n一、参会人员：各局要安排一名负责同志参会。\n二、工作准备。各局要于2024年5月10日前报送名单。\n三、联系方式：各局应当与办公室联系。\n",
        &["1|工作准备|各局要于2024年5月10日前报送名单。||19"],
    );
}

#[test]
fn fields_of_one_record() {
    check(
        "甲市某某整改方案\n\n一、整改任务\n1.清理河道\n（1）整改目标：河面干净。\n（2）整改措施：立即清理。每月检查。\n（3）责任领导：张某某\n\
         （4）责任单位：市水利局、市住建局\n（5）整改时限：2024年6月底前\n2.修好道路\n（1）整改措施：改造旧路。\n（2）责任单位：市交通局\n（3）整改时限：长期坚持\n",
        &[
            "1|清理河道|河面干净。/立即清理。/每月检查。|市水利局:R 市住建局:R|2024年6月底前",
            "2|修好道路|改造旧路。|市交通局:R|长期坚持",
        ],
    );
    check(
        "甲市某某整改方案\n\n一、整改任务\n1.河道不净。\n责任单位：市水利局\n整改目标：河面干净。\n整改时限：长期坚持\n督导单位：市环境局\n\
         2.道路不平。\n责任单位：市交通局\n整改时限：6月底\n",
        &["1|河道不净|整改目标：河面干净。|市水利局:R 市环境局:R|长期坚持", "2|道路不平||市交通局:R|6月底"],
    );
    check(
        "甲市某某工作要点\n\n一、主要任务\n1.修好道路。改造旧路。\n责任领导：张某某；责任单位：市交通局；配合单位：市财政局。\n2.架桥。修建新桥。\n责任单位：市水利局\n",
        &["1|修好道路|改造旧路。|市交通局:R 市财政局:S|", "2|架桥|修建新桥。|市水利局:R|"],
    );
}

#[test]
fn items_that_a_copy_ran_together() {
    check(
        "甲市某某工作方案\n一、修路1.修好东路。改造旧路。(责任单位:市交通局)2.修好西路。新建便道。(责任单位:市建设局)二、架桥3.架好南桥。(责任单位:市水利局)4.架好北桥。(责任单位:市航运局)\n",
        &[
            "1|修好东路|改造旧路。|市交通局:R|",
            "2|修好西路|新建便道。|市建设局:R|",
            "3|架好南桥||市水利局:R|",
            "4|架好北桥||市航运局:R|",
        ],
    );
}
