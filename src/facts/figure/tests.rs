//! Figures that must add up, each with the relation found and whether it holds.
//! All sentences are written for the test; each stands alone as a paper of one line.

use crate::Engine;

fn check(text: &str, expect: &[(&str, Option<bool>)]) {
    let analysis = Engine::new().extract(crate::document::Decoded::of_text(text));
    let got: Vec<_> = analysis.facts.figures.iter().map(|f| (f.relation, f.holds)).collect();
    assert_eq!(got, expect, "{text}");
}

#[test]
fn sums() {
    check("全县共有法律顾问30人，其中专职12人，兼职18人。", &[("sum", Some(true))]);
    check("全县共有法律顾问30人，其中专职12人，女性20人。", &[("sum", None)]);
    check("全县共有法律顾问30人，其中专职12人，兼职10人。", &[("sum", None)]);
    check(
        "债务总额为85万亿元，其中，国债30万亿元，地方债40.7万亿元，其他14.3万亿元。",
        &[("sum", Some(true))],
    );
    check("全县共有法律顾问30人，其中专职12人。", &[]);
    check("全县共有渡工30人，其中男20人，女10人。", &[("sum", Some(true))]);
    check("全县共有渡工30人，其中男20人，女12人。", &[("sum", Some(false))]);
    check("全县共有渡工30人，其中男性20人，女船员8人。", &[("sum", None)]);
    check("对80件规范性文件进行清理，保留60件，修改5件，废止15件。", &[("sum", Some(true))]);
    check("对80件规范性文件进行清理，保留60件，修改5件，废止25件。", &[("sum", Some(false))]);
    check("总投资3亿元，其中省级1亿元，市县2亿元。", &[("sum", Some(true))]);
    check("总投资3亿元，其中设备8000万元、土建22000万元。", &[("sum", Some(true))]);
    check("已办结20件，其中维持10件，驳回6件，正在审理4件。", &[("contains_excluded", Some(false))]);
    check("受理20件，其中维持10件，驳回6件，正在审理4件。", &[("sum", Some(true))]);
    check("共检查企业100家，其中合格90余家，不合格20家。", &[]);
    check("总投资3亿元，其中省级1亿元，市级2.5亿元。", &[("sum", Some(false))]);
    check("总投资3亿元，其中省级以上资金2亿元，中央资金1.5亿元。", &[("sum", None)]);
    check("总投资3亿元，其中省级1亿元，市级1亿元。", &[("sum", None)]);
}

#[test]
fn counts() {
    check("考核结果分为四个等次：优秀、良好、合格、不合格。", &[("count", Some(true))]);
    check("考核结果分为四个等次：优秀、良好、合格和不合格。", &[("count", Some(true))]);
    check("考核结果分为四个等次：优秀、合格、不合格。", &[("count", Some(false))]);
    check("渡口管理做到八个字：严查、快改、细管、常巡。", &[]);
    check("考核结果分为优秀、良好、合格和不合格四个等次。", &[("count", Some(true))]);
    check("考核结果分为优秀、良好、合格、不合格三个等次。", &[("count", Some(false))]);
    check("渡口按规模、客流分为大型、中型、小型三类。", &[("count", Some(true))]);
    check("考核结果分为优秀、良好、合格、不合格等三个等次。", &[]);
    check("落实决策、执行、管理、服务、结果五个方面的公开。", &[("count", Some(true))]);
    check("加强人、财、物保障，落实三个责任。", &[]);
    check("增强“四个意识”。", &[]);
}

#[test]
fn announced_numbers_and_what_follows() {
    check("检查发现三类问题：一是台账不全；二是公示不及时；三是回复不规范。", &[("headings", Some(true))]);
    check("检查发现四类问题：一是台账不全；二是公示不及时；三是回复不规范。", &[("headings", Some(false))]);
    check("检查发现五类问题：一是台账不全；二是公示不及时；三是回复不规范。", &[("headings", None)]);
    check("检查发现四类问题：一是台账不全；二是公示不及时；三是回复不规范", &[("headings", None)]);
    check("坚持“三个一批”：一是清理；二是整合。", &[]);
    check(
        "重点做好以下三项工作：\n（一）清理台账。\n（二）公开结果。\n（三）总结经验。\n",
        &[("headings", Some(true))],
    );
    check(
        "重点做好以下四项工作：\n（一）清理台账。\n（二）公开结果。\n（三）总结经验。\n",
        &[("headings", None)],
    );
}

#[test]
fn numbers_of_measures_and_the_headings_below() {
    let paper = |number: &str| {
        format!(
            "为管好渡口，制定本通知，共{number}条措施。\n一、清理台账。\n二、公开结果。\n三、总结经验。\n四、整修码头。\n\n海口县交通局\n2023年3月4日\n"
        )
    };
    check(&paper("四"), &[("headings", Some(true))]);
    check(&paper("五"), &[("headings", Some(false))]);
    check(&paper("十二"), &[]);
}

#[test]
fn ratios() {
    check("共受理200件，办结150件，占75%。", &[("percentage", Some(true))]);
    check("办理时间由50天压缩到20天，压缩60%。", &[("change", Some(true))]);
    check("办理时间由50天压缩到20天，压缩50%。", &[("change", Some(false))]);
    check("首付比例由30%下调至20%，下调10个百分点。", &[("change", Some(true))]);
    check("首付比例由30%下调至20%，下调10%。", &[("change", Some(false))]);
    check("共受理200件，其中办结150件，占80%。", &[("percentage", Some(false))]);
    // The whole may be one that the sentence does not name.
    check("共受理200件，办结150件，占80%。", &[]);
    check("共受理200件，办结150件，占全市的80%。", &[]);
    check("完成投资50亿元，占年度计划100亿元的50%。", &[("percentage", Some(true))]);
    check("完成投资50亿元，占年度计划100亿元的60%。", &[("percentage", Some(false))]);
    check("新增就业5万人，完成年度目标4万人的125%。", &[("percentage", Some(true))]);
    check("完成投资50亿元，占年度计划的60%。", &[]);
    check("共受理200件，办结150件，办结率75%。", &[("percentage", Some(true))]);
    check("共受理200件，办结150件，办结率达到80%。", &[("percentage", Some(false))]);
    check("共检查200处，整改40处，整改率95%。", &[]);
    check("共检查200处，发现问题45处，整改40处，整改率88.9%。", &[("percentage", Some(true))]);
}

#[test]
fn parts_spread_over_sentences() {
    check(
        "全县共抽检120批次，增长5%。其中，食品70批次，增长2%；餐具50批次，下降1%。",
        &[("sum", Some(true))],
    );
    check("全县共抽检120批次，增长5%。其中，食品70批次；餐具40批次。", &[]);
    let product = |third: &str| {
        format!(
            "全县实现地区生产总值100.05亿元，增长6%。其中，第一产业增加值20.02亿元，增长3%；第二产业增加值40.01亿元，增长7%；第三产业增加值{third}亿元，增长5%。"
        )
    };
    check(&product("40.02"), &[("sum", Some(true))]);
    // Rounded parts add up within the last place.
    check(&product("40.03"), &[("sum", Some(true))]);
    check(&product("40.30"), &[]);
    check(&product("60.02"), &[("sum", Some(false))]);
    check(
        "全县完成收入300万元，增收10万元。其中：国税完成100万元，增收4万元；地税完成200万元，增收6万元。",
        &[("sum", Some(true))],
    );
    check(
        "全县完成收入300万元，增长9%，其中：税收完成100万元，增长8%；非税完成200万元。",
        &[("sum", Some(true))],
    );
    check(
        "全县零售总额300万元，增长4%。按所在地分，城镇零售额200万元，增长4%；乡村零售额100万元，增长5%。",
        &[("sum", Some(true))],
    );
    check("第一、第二、第三产业增加值占比分别为6.8%、40.1%、53.1%。", &[("parts", Some(true))]);
    check("三次产业结构为14.6:42.7:42.7。", &[("parts", Some(true))]);
    check("三次产业结构比由15:42:43调整为14.6:42.7:42.7。", &[("parts", Some(true))]);
    check("三次产业增加值比例为14.6:42.7:52.7。", &[("parts", Some(false))]);
}

#[test]
fn outcomes_in_a_row_have_no_whole() {
    check("宣布继续有效的文件49件、废止的文件28件、失效的文件20件、修改的文件13件。", &[]);
    check("继续有效49件，废止28件，失效20件，修改13件。", &[]);
    check("已办结40件，维持31件，撤销9件。", &[("sum", Some(true))]);
}

#[test]
fn score_sheets() {
    let head = "序号\t部门\t分值\t考核内容\n";
    let kept = "1\t县水务局\t30\t1.修订渡口规程（10分）2.检查渡船（20分，缺一次扣2分）\n\
                2\t县交通局\t25\t1.公布班次（15分）；2.培训渡工（10分）。\n\
                3\t县气象局\t20\t1.报送风情（5分）2.设置标牌（5分）3.巡查堤岸（10分）\n";
    let sheet = |last: &str| format!("{head}{kept}{last}");
    let held = [("sum", Some(true)), ("sum", Some(true)), ("sum", Some(true))];
    check(&sheet("4\t县文旅局\t60\t核查售票（60分）"), &held);
    let broken = [&held[..], &[("sum", Some(false))]].concat();
    check(&sheet("4\t县文旅局\t60\t1.核查售票（20分）2.公示票价（30分）"), &broken);
    // An item without points, or one with two brackets of them, says nothing sure.
    check(&sheet("4\t县文旅局\t60\t1.核查售票（20分）2.公示票价"), &held);
    check(&sheet("4\t县文旅局\t60\t1.核查（10分）、登记（10分）2.公示票价（30分）"), &held);
    // Too few rows show which column holds the weight.
    check(&format!("{head}1\t县水务局\t30\t1.修订规程（10分）2.检查渡船（10分）"), &[]);
}
