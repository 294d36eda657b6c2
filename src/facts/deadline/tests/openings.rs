//! Years that a paper opens with, steps in brackets, rows of days, and who is meant by a day.

use super::{check, check_as};

const NOTICE: &str = "青石县关于做好有关事项的通知";

#[test]
fn the_opening_says_the_year() {
    let by = [("6月10日前", "by", "2031-06-10")];
    check_as("为做好2031年度巡河工作，现通知如下：\n清单于6月10日前报站。", None, NOTICE, &by);
    check_as("为切实做好2031年渡口整治，通知如下：\n清单于6月10日前报站。", None, NOTICE, &by);
    check_as("现根据2031年度工作计划安排，评定一批渡口。\n清单于6月10日前报站。", None, NOTICE, &by);
    let open = [("6月10日前", "by", "--06-10")];
    check_as("为巩固2030年整治成果，现通知如下：\n清单于6月10日前报站。", None, NOTICE, &open);
    check_as("为做好2030年和2031年巡河工作，通知如下：\n清单于6月10日前报站。", None, NOTICE, &open);
}

#[test]
fn steps_with_their_days_in_brackets() {
    let text = "（一）调查摸底阶段（3月22日至3月25日）。各村登记渡船。";
    check_as(text, None, "", &[("3月22日至3月25日", "range", "--03-22/--03-25")]);
    let rows = "3月1日至15日部署，3月16日至3月31日检查验收；";
    let both = [
        ("3月1日至15日", "range", "2020-03-01/2020-03-15"),
        ("3月16日至3月31日", "range", "2020-03-16/2020-03-31"),
    ];
    check_as(rows, Some("2020-02-16"), NOTICE, &both);
    check("5月为集中整治阶段。", &[("5月", "range", "2020-05-01/2020-05-31")]);
}

#[test]
fn rows_of_thirds_and_figures_behind() {
    let row = [
        ("4月中旬", "by", "2020-04-20"),
        ("7月中旬", "by", "2020-07-20"),
        ("10月中旬前", "by", "2020-10-20"),
    ];
    check("各站于4月中旬、7月中旬和10月中旬前报送季度总结。", &row);
    check("10月底前12000户农房改造达到入住条件。", &[("10月底前", "by", "2020-10-31")]);
}

#[test]
fn the_least_before_the_period() {
    check("镇里至少每季度组织检查一次。", &[("至少每季度组织检查一次", "frequency", "R/P3M;min=1")]);
    check("至少每月巡查。", &[("至少每月", "frequency", "R/P1M;min=1")]);
    let both = [("月盘点", "frequency", "R/P1M"), ("季研判", "frequency", "R/P3M")];
    check("实行“月盘点+季研判”。", &both);
}

#[test]
fn who_is_meant_by_a_day() {
    check("4月11日前，户籍在本区的少年；", &[]);
    check("4月11日前，在本区购房入住的业主子女（含代办的），", &[]);
    check("截至8月31日年满六周岁的儿童入学。", &[]);
    check("4月11日前，户籍登记材料应送站。", &[("4月11日前", "by", "2020-04-11")]);
}

#[test]
fn names_maxims_and_sheets() {
    check("兑现上半年资金。", &[]);
    check("上半年资金到位60%。", &[("上半年", "range", "2020-01-01/2020-06-30")]);
    check("遵循“年初定账、年中对账、年底清账”的原则。", &[]);
    check("【颁布时间】 2031-06-03\n【实施时间】 2031-06-03", &[]);
    check("【报名时间】2020年6月3日", &[("2020年6月3日", "by", "2020-06-03")]);
}

#[test]
fn terms_of_papers() {
    let text = "本公告有效期自2031年1月1日起，至2031年12月31日止。";
    check(text, &[("有效期自2031年1月1日起，至2031年12月31日止", "validity", "2031-12-31")]);
    let longer = "决定延长《青石县渡口办法》有效期至2032年9月30日。";
    check(longer, &[("有效期至2032年9月30日", "by", "2032-09-30")]);
}

#[test]
fn an_account_tells() {
    check("2018年1月至2020年5月底，共收案件32件。", &[]);
    let text = "现将渡口整治情况报告如下：我站于5月底前走访各村。";
    check_as(text, None, "", &[]);
}

#[test]
fn what_was_asked_before_the_paper_was_put_up() {
    let text = "各镇要将方案审签后，于2020年3月1日前报县局备案。";
    check(text, &[("2020年3月1日前", "by", "2020-03-01")]);
    check("各镇于2020年3月1日前报送了方案。", &[]);
    check("于2020年3月1日前报送的方案。", &[]);
}

#[test]
fn by_whom_it_was_issued_and_how_it_is_told() {
    check("清理范围为2020年3月31日前以县局名义印发、现行有效的文件。", &[]);
    let each = [("每半年", "frequency", "R/P6M")];
    check("账目应当每半年以书面形式在站内公告。", &each);
    check("每半年以上检修的渡船。", &[]);
    check("助学金每年按十个月发放。", &[]);
}

#[test]
fn counts_farther_off() {
    let text = "渡口公司应当每两年对沿岸的住户免费上门检修不少于一次。";
    check(text, &[("每两年对沿岸的住户免费上门检修不少于一次", "frequency", "R/P2Y;min=1")]);
    check("各站每年向沿岸的住户和船主寄送渡口安全手册一次。", &[("每年", "frequency", "R/P1Y")]);
}

#[test]
fn another_paper_and_other_words() {
    check("2018年3月1日起施行的《青石县渡口办法》同时废止。", &[]);
    check("自2018年3月1日起施行的《青石县渡口办法》废止。", &[]);
    let late = [("至迟不得逾2020年12月15日", "by", "2020-12-15")];
    check("核销至迟不得逾2020年12月15日。", &late);
    let rule =
        format!("{}每季度终了后，年度终了后，学期终了后，每季终了后应报表。", "渡口由站管理。".repeat(110));
    let got = super::read(&format!("{rule}\n账目应于6月底前报站。"), None, "青石县渡口经费要点");
    assert!(got.iter().any(|d| d.0 == "6月底前"), "{got:?}");
}

#[test]
fn lengths_of_leave_and_of_terms() {
    check("请假1天以内由班长批准，3天以内由站长批准。", &[]);
    check("处分期限为12个月，借阅期限为30天。", &[]);
    check("船龄计算时间截至2020年6月1日，工作经历计算截至2020年7月1日。", &[]);
}

#[test]
fn days_of_rules() {
    let rule = "青石县渡口经费补助要点";
    let every = [("当年度10月31日前", "by", "--10-31")];
    check_as("补助经费应于当年度10月31日前核销。", Some("2020-03-16"), rule, &every);
    let range = [("自1月1日起至9月30日止", "range", "--01-01/--09-30")];
    check_as("受理日期自1月1日起至9月30日止。", Some("2020-03-16"), rule, &range);
    check("本办法自公布翌日起施行。", &[("自公布翌日起", "from", "")]);
    check("附件一修正，并自即日生效。", &[("自即日", "from", "2020-03-16")]);
    check("站里按月将补助发放到船工卡内。", &[("按月", "frequency", "R/P1M")]);
    check("做好2020年下半年全国船员考试报名工作。", &[]);
}

#[test]
fn old_papers_and_reports() {
    let old = "2018年6月我县印发了《青石县渡口办法》，自2018年7月1日起施行，有效期5年。";
    check(old, &[]);
    let new = [("自2020年4月1日起", "from", "2020-04-01"), ("有效期5年", "validity", "P5Y")];
    check("新办法自2020年4月1日起施行，有效期5年。", &new);
    let title = "青石县2031年上半年工作情况和下半年工作安排的报告";
    check_as("1—6月，完成投资45亿元，占年度计划的52%。3月底前，全面完成了换届。", None, title, &[]);
    let ahead = "三、下半年工作安排\n9月底前完成渡口改造。";
    check_as(ahead, None, title, &[("9月底前", "by", "2031-09-30")]);
    let figures = "全年完成投资120亿元，其中第四季度完成35亿元。";
    check_as(figures, Some("2032-03-28"), "青石县2031年统计公报", &[]);
    check("问：每年什么时候可以申请？", &[]);
}

#[test]
fn ends_of_years_and_minutes() {
    let title = "关于做好2031年度渡口防范的通知";
    let range = [("1月20日至2月24日", "range", "2032-01-20/2032-02-24")];
    check_as("1月20日至2月24日，县里派人督查。", Some("2031-12-18"), title, &range);
    check("险情30分钟内电话报告。", &[("30分钟内", "within", "PT30M")]);
    check("乘船30分钟内可达。", &[]);
}

#[test]
fn reports_foretell() {
    let (date, report) = (Some("2024-03-15"), "青石县2023年渡口建设工作报告");
    let by = |text: &str, span: &str, value: &str| check_as(text, date, report, &[(span, "by", value)]);
    by("已安排专人对接，预计11月底可完成清理。", "11月底", "2024-11-30");
    by("其余2处计划于5月底前完成。", "5月底前", "2024-05-31");
    by("力争到2026年，覆盖率达到30%以上。", "到2026年", "2026-12-31");
    check_as("力争三季度出台。", date, report, &[("三季度", "range", "2024-07-01/2024-09-30")]);
    check_as("原计划于12月底完成。", date, report, &[]);
    check_as("将5月作为宣传月。", date, report, &[]);
    // What somebody thinks will come.
    check_as("预计下半年市场回暖。", date, report, &[]);
    check("预计下半年市场回暖。", &[]);
    check("预计下半年建成两处渡口。", &[("下半年", "range", "2020-07-01/2020-12-31")]);
}

#[test]
fn how_long_a_paper_holds() {
    check("本通知自印发之日起一年内有效。", &[("一年内有效", "validity", "P1Y")]);
    check("本办法实施之日起两年内有效。", &[("两年内有效", "validity", "P2Y")]);
    check("证明自开具之日起一年内有效。", &[]);
    check(
        "本通知自2020年4月1日起两年内有效。",
        &[("自2020年4月1日起", "from", "2020-04-01"), ("两年内有效", "validity", "P2Y")],
    );
    check("有效期截止至2022年3月31日。", &[("有效期截止至2022年3月31日", "validity", "2022-03-31")]);
    check(
        "本通知2020年4月1日起执行，暂定两年。",
        &[("2020年4月1日起", "from", "2020-04-01"), ("执行，暂定两年", "validity", "P2Y")],
    );
}

#[test]
fn what_has_been_in_force_or_done() {
    check("《渡口条例》已于2018年7月1日起施行。", &[]);
    check("《渡口条例》已于2020年3月1日起施行。", &[("2020年3月1日起", "from", "2020-03-01")]);
    check("已登记的船舶（2020年8月15日前）换证的，不收费。", &[]);
}

#[test]
fn steps_to_come() {
    check(
        "4月中旬完成评审，5月上旬公布名单。",
        &[("4月中旬", "range", "2020-04-11/2020-04-20"), ("5月上旬", "range", "2020-05-01/2020-05-10")],
    );
    check("11月份验收。", &[("11月份", "range", "2020-11-01/2020-11-30")]);
    check("2月份验收的项目继续实施。", &[]);
    check("5月公布的名单作废。", &[]);
    check(
        "对2017年1月1日至6月30日期间购船的农户，在2020年9月30日前缴清规费的，给予补助。",
        &[("2020年9月30日前", "by", "2020-09-30")],
    );
}

#[test]
fn months_and_days_of_every_year() {
    check("每年3至5月集中申报。", &[("每年3至5月", "frequency", "R/P1Y")]);
    check(
        "于每年1月、4月、7月、10月的10日前报送。",
        &[("每年1月、4月、7月、10月的10日前", "frequency", "R/P1Y")],
    );
    check("各单位最迟于每月25日前缴存。", &[("每月25日前", "frequency", "R/P1M")]);
    check("每月25日前缴存300元。", &[]);
    check("停航应提前一个月向县局报告。", &[("提前一个月", "within", "P1M")]);
}

#[test]
fn figures_and_ends_of_other_things() {
    check("据统计，2020年3月1日至10日，成交渡船500条。", &[]);
    check("数据显示，2020年一季度末，登记渡船500条。", &[]);
    check("该项补贴将于本月底到期。", &[]);
    check("2020年一季度末，贷款余额达到5亿元。", &[]);
    check("2020年末，贷款余额要达到5亿元。", &[("2020年末", "by", "2020-12-31")]);
    check("该项补贴自去年4月1日起施行，惠及5000户。", &[]);
}
