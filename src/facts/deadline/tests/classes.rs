//! Classes of wording met in real papers, in sentences of our own.

use super::{check, check_as};

#[test]
fn duties_of_hours_and_under_a_modal() {
    check("值班员每4小时报告一次水位。", &[("每4小时报告一次", "frequency", "R/PT4H")]);
    check("汛期每2小时报送水情，", &[("每2小时", "frequency", "R/PT2H")]);
    check("风速每小时60公里时停工。", &[]);
    check("各站应按月列表送中心备查。", &[("按月", "frequency", "R/P1M")]);
    check("底册应当按日或按季装订成册。", &[("按季", "frequency", "R/P3M")]);
    check("职工可按月支取。", &[]);
    check("单位应按月缴存公积金。", &[]);
    check("各所应于每年一月及七月底前送台账。", &[("每年一月及七月底前", "frequency", "R/P1Y")]);
    check("各站于每年3月、6月、9月报送样品。", &[("每年3月、6月、9月", "frequency", "R/P1Y")]);
}

#[test]
fn the_old_measure_is_none() {
    check("巡查由原来每年一次调整为每季度一次。", &[("每季度一次", "frequency", "R/P3M")]);
    check("查验由每月一次增加至每周一次。", &[("每周一次", "frequency", "R/P1W")]);
    check("办理时限由受理之日起20个工作日内压缩为8个工作日内。", &[("8个工作日内", "within", "P8BD")]);
}

#[test]
fn before_the_end_of_something() {
    check("持证人应于期满前三个月内申请换证。", &[("于期满前三个月内", "within", "P3M")]);
    check("租约期限届满前两个月内，双方应当商定去留。", &[("租约期限届满前两个月内", "within", "P2M")]);
    check("申请前3个月内有欠缴的不予受理。", &[]);
}

#[test]
fn events_right_before_a_length() {
    check("设备验收一个月内移交图纸。", &[("设备验收一个月内", "within", "P1M")]);
    check("结清货款10日内归还样品。", &[("结清货款10日内", "within", "P10D")]);
    check("受理部门3日内答复。", &[("3日内", "within", "P3D")]);
    check("办理时限5个工作日内。", &[("5个工作日内", "within", "P5BD")]);
    check(
        "缓缴时间自县局批准之日起最长不超过3个月。",
        &[("自县局批准之日起最长不超过3个月", "within", "P3M")],
    );
    check("店主腾退旧铺并在交钥匙后一年内租用新铺的，免押金。", &[("在交钥匙后一年内", "within", "P1Y")]);
    check("登记应于事项发生之日起五日内办理。", &[("于事项发生之日起五日内", "within", "P5D")]);
}

#[test]
fn who_is_meant_is_no_limit() {
    check("毕业3年内在本县就业，给予补助。", &[]);
    check("退役5年内在本县购房且无贷款的，可以申请。", &[]);
    check("经营者一年内受罚款两次以上的，降低等级。", &[]);
    check("6月1日前，取得用地的项目可以缓缴。", &[]);
    check("自公布次月起暂停受理。", &[]);
}

#[test]
fn names_and_figures_are_no_goals() {
    check("召开第二季度工作会议。", &[]);
    check("锚定2035年远景目标奋力前进。", &[]);
    check("会议部署到2030年的阶段性目标。", &[]);
    check("该线路每日电量由站内抄录。", &[]);
    check("当地每年仍有大批候鸟过境。", &[]);
}

#[test]
fn a_row_of_days_shares_its_bound() {
    check(
        "各站于2020年7月10日和12月20日前报送小结。",
        &[("2020年7月10日", "by", "2020-07-10"), ("12月20日前", "by", "2020-12-20")],
    );
    check("力争三季度出台细则。", &[("三季度", "range", "2020-07-01/2020-09-30")]);
}

#[test]
fn the_title_speaks_of_another_year() {
    let of = |title: &str, date: &str, text: &str, day: &str| {
        let mark = text.get(text.find(|c: char| c.is_ascii_digit()).unwrap_or(0)..).unwrap_or("");
        let mark = mark.get(..mark.find('前').map_or(0, |i| i + "前".len())).unwrap_or("");
        check_as(text, Some(date), title, &[(mark, "by", day)]);
    };
    of("关于报送2023年度总结的通知", "2024-01-08", "请于1月20日前报送。", "2024-01-20");
    of("关于报送2023年度总结的通知", "2023-12-20", "请于1月5日前报送。", "2024-01-05");
    of("关于召开2021年务虚会的通知", "2020-12-18", "请于12月20日前报名。", "2020-12-20");
    of("关于做好2021年征兵工作的通知", "2020-12-18", "各镇于6月20日前完成体检。", "2021-06-20");
    of("青石县2021年工作要点", "2020-12-18", "各镇于12月31日前报送。", "2021-12-31");
    of("关于2022年检查情况的通知", "2023-02-01", "各镇于3月底前完成整改。", "2023-03-31");
}

#[test]
fn counted_ahead_of_what_is_to_come() {
    check("应当在会议召开10日前将材料送达委员。", &[("在会议召开10日前", "within", "P10D")]);
    check("于举行听证的七日前书面通知当事人。", &[("于举行听证的七日前", "within", "P7D")]);
    check("申请人应在活动举办20日前提出申请。", &[("在活动举办20日前", "within", "P20D")]);
    check("在购房三个月前已登记的家庭，可以申请。", &[]);
    check("距开会3天前不再报名。", &[]);
}

#[test]
fn kept_extended_and_deemed() {
    check("账册应当保存5年以上。", &[("保存5年", "within", "P5Y;min")]);
    check("台账保存期限为三年。", &[("三年", "within", "P3Y")]);
    check("经批准可以延长十日。", &[("可以延长十日", "within", "P10D")]);
    check("合同期限可以延长三年。", &[]);
    check("三日内未提出异议的，视为同意。", &[("三日内", "within", "P3D")]);
    check("旧铺在5个月以内未转让的，退还订金。", &[("在5个月以内", "within", "P5M")]);
    check("异议期为10日。", &[("10日", "within", "P10D")]);
    check("限期一个月整改到位。", &[("限期一个月", "within", "P1M")]);
    check("申报期限两年。", &[("两年", "within", "P2Y")]);
    check("协议设定不少于90天的“保护期”。", &[("不少于90天", "within", "P90D;min")]);
    check("备案后当天放款。", &[("备案后当天", "within", "P0D")]);
}

#[test]
fn several_days_of_every_period() {
    check("各站每月5日、20日前报送进度。", &[("每月5日、20日前", "frequency", "R/P1M")]);
    check("每双月召开一次联席会议。", &[("每双月召开一次", "frequency", "R/P2M")]);
    check(
        "每年申报两次，申报时间为5月1日-5月31日。",
        &[("每年申报两次", "frequency", "R/P1Y;min=2"), ("5月1日-5月31日", "range", "--05-01/--05-31")],
    );
    check(
        "到2025年和2030年，覆盖率分别达到80%和95%。",
        &[("到2025年", "by", "2025-12-31"), ("2030年", "by", "2030-12-31")],
    );
}
