//! Less usual wordings of starts, lengths, ranges and recurring duties.

use super::{check, check_as};

#[test]
fn starts_without_since() {
    let from: &[(&str, &str, &str)] = &[("本措施发布之日起", "from", "2020-03-16")];
    check("本措施发布之日起，新建项目按新标准执行。", from);
    check(
        "政策印发之日起（以发文日期为准），窗口按新口径受理。",
        &[("政策印发之日起", "from", "2020-03-16")],
    );
    check("本通知下发之日起施行。", &[("本通知下发之日起", "from", "2020-03-16")]);
    check("公布之日起，原收费项目停止收取。", &[("公布之日起", "from", "2020-03-16")]);
    check("本办法印发之日起，对新签的合同统一编号。", &[("本办法印发之日起", "from", "2020-03-16")]);
    check("文件发布之日起，由镇里统一派单。", &[("文件发布之日起", "from", "2020-03-16")]);
    // Other things are published too, and a case is no start.
    check("招标结果发布之日起，中标人进场施工。", &[]);
    check("在本通知印发之日起申报价格的，按新标准核定。", &[]);
    check("合同签订之日起，由乙方承担。", &[]);
    let news = "近日，青石县印发新政，受到了欢迎";
    let text = "自4月1日起，《青石县旅馆业管理办法》正式施行，旅馆登记有了新规矩。";
    check_as(text, Some("2020-03-16"), news, &[("自4月1日起", "from", "2020-04-01")]);
}

#[test]
fn ranges_with_clock_times() {
    let value = "2020-04-01/2020-09-30";
    for text in [
        "2020年4月1日00:00至2020年9月30日24:00",
        "2020年4月1日0时至2020年9月30日24时",
        "2020年4月1日零时至9月30日24时",
        "2020年4月1日8:30至9月30日17:30",
        "2020年4月1日00:00:00—2020年9月30日23:59:59",
        "2020年4月1日上午9点至2020年9月30日下午5点",
        "2020年4月1日（含）至2020年9月30日（含）",
    ] {
        check(&format!("在{text}签约的，可享受补贴。"), &[(text, "range", value)]);
        check(&format!("报名时间：{text}。"), &[(text, "range", value)]);
    }
    check("会议定于4月1日9:00召开。", &[]);
}

#[test]
fn lengths_of_several_forms() {
    check("购房后两个年度内，可以申请一次。", &[("购房后两个年度内", "within", "P2Y")]);
    check("应在三个年度内完成改造。", &[("在三个年度内", "within", "P3Y")]);
    check("连续两个年度考核合格。", &[]);
    check("缴费期限可延长至6个月。", &[("可延长至6个月", "within", "P6M")]);
    check("土地价款缴纳时限延长到一年。", &[("延长到一年", "within", "P1Y")]);
    check("补办时限放宽至90日。", &[("放宽至90日", "within", "P90D")]);
    check("贷款期限最长延长至30年。", &[]);
    check("租赁住房奖补名单公示，公示期为7个工作日。", &[("7个工作日", "within", "P7BD")]);
    let counted = [("在3个月内", "within", "P3M")];
    check("在3个月内（自领证之日起计算）办理登记的项目，给予补贴。", &counted);
    check("购房人60日内(从合同备案之日起算)申请。", &[("60日内", "within", "P60D")]);
    check("合同到期一个月前，承租人提出续租申请。", &[("合同到期一个月前", "within", "P1M")]);
    check("许可证期满三十日前申请延续。", &[("许可证期满三十日前", "within", "P30D")]);
}

#[test]
fn on_the_very_day() {
    check("窗口应于当日完成拨付。", &[("于当日", "within", "P0D")]);
    check("银行在当天划转资金。", &[("在当天", "within", "P0D")]);
    check("发现问题须当日上报。", &[("当日", "within", "P0D")]);
    check("各站点当日内反馈处理结果。", &[("当日内", "within", "P0D")]);
    check("材料齐全的，受理当日办结。", &[("受理当日", "within", "P0D")]);
    check("收到当日送达承办人。", &[("收到当日", "within", "P0D")]);
    check("利率以签约当日公布的为准。", &[]);
    check("会议当日有雨。", &[]);
    check("请于当日上报的单位补交材料。", &[("于当日", "within", "P0D")]);
}

#[test]
fn how_long_a_rule_is_tried() {
    for (text, span, value) in [
        ("本办法自4月1日起试行3年。", "试行3年", "P3Y"),
        ("人才补贴政策继续实施1年。", "继续实施1年", "P1Y"),
        ("现行优惠继续执行两年。", "继续执行两年", "P2Y"),
        ("该项政策延续实施6个月。", "延续实施6个月", "P6M"),
        ("原政策顺延执行一年。", "顺延执行一年", "P1Y"),
        ("本通知有效期延长2年。", "有效期延长2年", "P2Y"),
        ("首付比例阶段性下调，执行一年。", "执行一年", "P1Y"),
    ] {
        let got = super::read(text, Some("2020-03-16"), "青石县关于做好有关事项的通知");
        assert!(got.contains(&(span.into(), "validity".into(), value.into())), "{text}: {got:?}");
    }
    check("该办法已试行3年。", &[]);
    check("项目分两期实施3年后评估。", &[]);
    check("试行一年后进行评估。", &[]);
    check("试行两年的地区优先纳入。", &[]);
}

#[test]
fn years_of_plans_and_goals() {
    let plan = [("2021—2023年", "plan_period", "2021-01-01/2023-12-31")];
    check("各乡镇要制定旧村改造三年行动计划（2021—2023年），统筹资金。", &plan);
    check("研究谋划2021—2023年巡察工作规划。", &plan);
    check("组织编制2021—2023年人才培养计划。", &plan);
    check("住房发展规划（2021—2023年）明确了目标。", &[]);
    check("确保2021年安置房全部交付。", &[("2021年", "by", "2021-12-31")]);
    check("力争2022年主管网改造基本完成。", &[("2022年", "by", "2022-12-31")]);
    let title = "青石县2020年促消费工作方案";
    let year = [("2020年", "range", "2020-01-01/2020-12-31")];
    check_as("2020年计划推进旧改小区20个。", None, title, &year);
    check_as("2020年乡镇卫生院达标率达到90%以上。", None, title, &year);
    check_as("2020年计划执行情况另行通报。", None, title, &[]);
}

#[test]
fn states_and_deadlines() {
    check("2020年7月1日前均为外地户籍的家庭可申请。", &[]);
    check("6月30日前具有本地户籍的，纳入范围。", &[]);
    check("申请在2020年12月31日前截止。", &[("2020年12月31日前", "by", "2020-12-31")]);
    check("每年度申报截止日期为9月30日。", &[("9月30日", "by", "--09-30")]);
    check("申报截止日期为9月30日。", &[("9月30日", "by", "2020-09-30")]);
    check("每年安排专项的资金保持增长。", &[("每年", "frequency", "R/P1Y")]);
    check("每年新增5个示范点。", &[("每年", "frequency", "R/P1Y")]);
    check("奖补资金按年度申请、审核。", &[("按年度", "frequency", "R/P1Y")]);
    check("资金按季度清算。", &[("按季度", "frequency", "R/P3M")]);
    check("住户可按年度申请提取。", &[]);
    check(
        "每年6月20日、11月20日前将审定的名单报县局。",
        &[("每年6月20日、11月20日前", "frequency", "R/P1Y")],
    );
    check("请于11月10日前一并反馈。", &[("11月10日前", "by", "2020-11-10")]);
    check("6月底前一次性交清。", &[("6月底前", "by", "2020-06-30")]);
    check("利用班前会、周例会通报隐患。", &[]);
    check("建立周例会制度。", &[("周例会", "frequency", "R/P1W")]);
}

#[test]
fn rules_quoted_by_news() {
    let news = "青石县工作总结";
    let quote = "通知明确，“价款于一个月内缴清，余款90日内补足。”";
    let expect = [("于一个月内", "within", "P1M"), ("90日内", "within", "P90D")];
    check_as(quote, Some("2020-03-16"), news, &expect);
    check_as(
        "办法规定：“申请后15日内答复。”",
        Some("2020-03-16"),
        news,
        &[("申请后15日内", "within", "P15D")],
    );
    let got = super::read("土地成交后竞得人应在1个月内缴纳价款。", Some("2020-03-16"), news);
    assert_eq!(got.first().map(|d| d.2.as_str()), Some("P1M"));
    check_as("去年成交后应在1个月内缴纳的价款已入库。", Some("2020-03-16"), news, &[]);
    check_as("他说，“一年内翻了一番”。", Some("2020-03-16"), news, &[]);
    let range = [("2020年5月1日至2021年4月30日", "range", "2020-05-01/2021-04-30")];
    check_as("2020年5月1日至2021年4月30日，贷款额度上调至60万元。", Some("2020-03-16"), news, &range);
    check_as("大家说到6月份再看。", Some("2020-03-16"), news, &[]);
    check_as("2020年5月1日至3日，会议在县城召开。", Some("2020-03-16"), news, &[]);
}

#[test]
fn counted_back_and_kept_so_long() {
    check("检查组应于一个月前将计划书面通知摊主。", &[("于一个月前", "within", "P1M")]);
    check("停水的，应当于3日前告知用户。", &[("于3日前", "within", "P3D")]);
    check("账册应至少保存十年。", &[("至少保存十年", "within", "P10Y;min")]);
    check("登记簿应逐日登记，至迟不得超过二个月。", &[("至迟不得超过二个月", "within", "P2M")]);
    check("新任管理员应于到任后半年内参加训练。", &[("于到任后半年内", "within", "P6M")]);
    check("今年后半年完成改造。", &[]);
    check(
        "摊主至本办法施行届满二年之日，未换证的，予以注销。",
        &[("至本办法施行届满二年之日", "within", "P2Y")],
    );
    check("草案应公开展示三十日。", &[("公开展示三十日", "within", "P30D")]);
    check("五日前提交的材料仍然有效。", &[]);
    check("一、检查时间\n2020年4月7日-15日", &[("2020年4月7日-15日", "range", "2020-04-07/2020-04-15")]);
}

#[test]
fn cases_and_examples_bind_nobody() {
    check("对开业3年内添置冷柜、货架等，正常营业半年以上的，给予补贴。", &[]);
    check("出租摊位后，如1年内再次承租，则给予奖励。", &[]);
    check("例：甲于2020年4月30日退租，须在2020年6月30日前清空摊位。", &[]);
    check("自2018年3月30日后企业购买的摊位，满两年方可转让。", &[]);
    check("梳理年内可开业的市场，逐一服务。", &[]);
    check("每周开展2至3次巡查。", &[("每周开展2至3次", "frequency", "R/P1W;min=2")]);
    check("每学期至少演练一次。", &[("每学期至少演练一次", "frequency", "R/P6M;min=1")]);
    check("落实“周协调、月调度”。", &[("周协调", "frequency", "R/P1W"), ("月调度", "frequency", "R/P1M")]);
}

#[test]
fn the_day_of_a_web_page_is_not_the_day_of_issue() {
    let text = "青石县夜市通知\n时间：2020-03-16 来源：青石县商务局 浏览次数：10次\n各镇：\n本通知自下发之日起执行。\n各镇应认真落实。";
    let found = crate::Engine::new().extract(crate::document::Decoded::of_text(text.to_owned())).facts;
    assert_eq!(found.metadata.published_on.map(|d| d.date.to_string()).as_deref(), Some("2020-03-16"));
    assert_eq!(found.deadlines.first().map(|d| d.value.clone()), Some(None));
}
