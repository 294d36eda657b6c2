//! Sentences of every form, read as a document of a given date; written for the project.

mod anchors;
mod classes;
mod forms;
mod handling;
mod limits;
mod occasions;
mod openings;
mod wordings;

use jiff::civil::Date;

use crate::document::{Decoded, Document, Script};
use crate::facts::Text;
use crate::facts::deadline::*;
use crate::facts::metadata::DateAt;
use crate::lexicon::Lexicon;
use crate::outline::Outline;
use crate::text::OffsetMap;

/// The deadlines of `text` as `(expression, kind, value)`; dated 2020-03-16 unless `date` says otherwise.
pub(super) fn read(text: &str, date: Option<&str>, title: &str) -> Vec<(String, String, String)> {
    let found = deadlines(text, date, title);
    found
        .iter()
        .map(|d| {
            let kind = serde_json::to_string(&d.kind).expect("kind").replace('"', "");
            (d.span.of(text).to_owned(), kind, d.value.clone().unwrap_or_default())
        })
        .collect()
}

/// The deadlines of `text` in a paper of that date and title.
pub(super) fn deadlines(text: &str, date: Option<&str>, title: &str) -> Vec<Deadline> {
    let decoded = Decoded { raw: text.to_owned(), ..Decoded::default() };
    let document =
        Document::new(decoded, None, OffsetMap::identity(text.len()), Vec::new(), Script::Simplified);
    let outline = Outline::of(&document);
    let lexicon = Lexicon::embedded();
    let hits = lexicon.scan(text);
    let laws = crate::lexicon::LawTable::embedded();
    let cx =
        Context { document: &document, text, outline: &outline, hits: &hits, lexicon, laws, as_of: None };
    let mut facts = Facts::default();
    let day = date.map(|d| d.parse::<Date>().expect("date"));
    facts.metadata.signed_on = day.map(|date| DateAt { date, span: Span::at(0, 0) });
    facts.metadata.title = Some(Text { text: title.to_owned(), span: Span::at(0, 0) });
    find(&cx, &facts)
}

pub(super) fn check_as(text: &str, date: Option<&str>, title: &str, expect: &[(&str, &str, &str)]) {
    let got = read(text, date, title);
    let got: Vec<_> = got.iter().map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str())).collect();
    assert_eq!(got, expect, "{text}");
}

/// In a notice of 16 March 2020.
pub(super) fn check(text: &str, expect: &[(&str, &str, &str)]) {
    check_as(text, Some("2020-03-16"), "青石县关于做好有关事项的通知", expect);
}

#[test]
fn due_dates() {
    check("各乡镇应于2020年6月30日前报送清单。", &[("2020年6月30日前", "by", "2020-06-30")]);
    check("各单位于6月底前完成自查。", &[("6月底前", "by", "2020-06-30")]);
    check("整改工作年底前全部完成。", &[("年底前", "by", "2020-12-31")]);
    check("年内建成两处示范点。", &[("年内", "by", "2020-12-31")]);
    check("本月底前报送名单。", &[("本月底前", "by", "2020-03-31")]);
    check("次年1月底前完成归档。", &[("次年1月底前", "by", "2021-01-31")]);
    check("到2022年，基本建成服务网络。", &[("到2022年", "by", "2022-12-31")]);
    check("截至2020年6月30日", &[("截至2020年6月30日", "by", "2020-06-30")]);
    check("申请人应于2020年11月30前提交材料。", &[("2020年11月30前", "by", "2020-11-30")]);
    check("本通知自2020年4月1日执行。", &[("自2020年4月1日", "from", "2020-04-01")]);
    check(
        "序号\t任务\t完成时限\n1\t修订办法\t2020年6月30日\n2\t培训人员\t2020-09-30\n3\t清理文件\t10月\n4\t2019年文件归档\t长期\n",
        &[
            ("2020年6月30日", "by", "2020-06-30"),
            ("2020-09-30", "by", "2020-09-30"),
            ("10月", "by", "2020-10-31"),
        ],
    );
    check("完成时限：长期坚持", &[("长期坚持", "vague", "")]);
    check("完成时限：2020年9月", &[("2020年9月", "by", "2020-09-30")]);
    check("原政策延长至2021年5月31日。", &[("延长至2021年5月31日", "by", "2021-05-31")]);
    check("补贴发放至2025年12月31日止。", &[("至2025年12月31日止", "by", "2025-12-31")]);
    check("材料须于二〇二〇年十月十五日前交齐。", &[("二〇二〇年十月十五日前", "by", "2020-10-15")]);
    check("2020年第三季度末完成验收。", &[("2020年第三季度末", "by", "2020-09-30")]);
    check("4月中旬前开工。", &[("4月中旬前", "by", "2020-04-20")]);
    check("“十四五”末覆盖全部乡镇。", &[("“十四五”末", "by", "2025-12-31")]);
}

#[test]
fn limits_from_an_event() {
    let acts = [
        ("应当自收到申请之日起15日内作出决定。", "自收到申请之日起15日内", "P15D"),
        ("单位接到通知后5日内答复。", "单位接到通知后5日内", "P5D"),
        ("在完成验收后二十个工作日内移交档案。", "在完成验收后二十个工作日内", "P20BD"),
        ("渡船检验办理时限自受理之日起计算，不得超过30日。", "自受理之日起计算，不得超过30日", "P30D"),
        (
            "渡船整改期限自收到通知书之日起算,最长不得超过6个月。",
            "自收到通知书之日起算,最长不得超过6个月",
            "P6M",
        ),
        (
            "审查期限自收到材料之日起，最长不超过15个工作日。",
            "自收到材料之日起，最长不超过15个工作日",
            "P15BD",
        ),
        ("两年内完成改造任务。", "两年内", "P2Y"),
        ("自合同签订之日起半年内开工。", "自合同签订之日起半年内", "P6M"),
        ("窗口应当在3至5个工作日内办结。", "在3至5个工作日内", "P5BD"),
        ("审批时限压缩至7个工作日。", "压缩至7个工作日", "P7BD"),
        ("公开征求意见的时间一般不少于30日。", "不少于30日", "P30D;min"),
        ("事故发生后24小时内书面报告。", "事故发生后24小时内", "PT24H"),
        ("办理时间控制在三个工作日以内。", "在三个工作日以内", "P3BD"),
    ];
    for (text, span, value) in acts {
        check(text, &[(span, "within", value)]);
    }
}

#[test]
fn recurring_duties() {
    let acts = [
        ("每月至少学习两次。", "每月至少学习两次", "R/P1M;min=2"),
        ("每季度报送一次进展。", "每季度报送一次", "R/P3M"),
        ("每年12月31日前报送总结。", "每年12月31日前", "R/P1Y;by=12-31"),
        ("每月25日前汇总上报。", "每月25日前", "R/P1M"),
        ("每半年通报一次。", "每半年通报一次", "R/P6M"),
        ("每年组织两次演练。", "每年组织两次", "R/P1Y;min=2"),
        ("每个工作日更新台账。", "每个工作日", "R/P1BD"),
        ("每两年开展一次评估。", "每两年开展一次", "R/P2Y"),
        ("各部门每年至少举办一期培训班。", "每年至少举办一期", "R/P1Y;min=1"),
        ("建立周调度机制。", "周调度", "R/P1W"),
        ("按季度通报完成情况。", "按季度通报", "R/P3M"),
    ];
    for (text, span, value) in acts {
        check(text, &[(span, "frequency", value)]);
    }
}

#[test]
fn starts_and_validity() {
    check("本办法自2020年5月1日起施行。", &[("自2020年5月1日起", "from", "2020-05-01")]);
    check("本通知自印发之日起施行。", &[("自印发之日起", "from", "2020-03-16")]);
    check("即日起停止受理。", &[("即日起", "from", "2020-03-16")]);
    check("新标准自次年1月1日起执行。", &[("自次年1月1日起", "from", "--01-01")]);
    check("本规定自公布之日起30日后施行。", &[("自公布之日起30日后", "from", "2020-04-15")]);
    check(
        "本通知自2020年5月1日起施行，有效期五年。",
        &[("自2020年5月1日起", "from", "2020-05-01"), ("有效期五年", "validity", "P5Y")],
    );
    check("有效期至2025年4月30日。", &[("有效期至2025年4月30日", "validity", "2025-04-30")]);
    check("试行期一年。", &[("试行期一年", "validity", "P1Y")]);
}

#[test]
fn periods() {
    check("2020年4月至12月开展试点。", &[("2020年4月至12月", "range", "2020-04-01/2020-12-31")]);
    check(
        "自2020年1月1日至2020年12月31日，对新购设备给予补助。",
        &[("自2020年1月1日至2020年12月31日", "range", "2020-01-01/2020-12-31")],
    );
    check("2020年下半年组织验收。", &[("2020年下半年", "range", "2020-07-01/2020-12-31")]);
    check("“十四五”期间新增泊位三千个。", &[("“十四五”期间", "range", "2021-01-01/2025-12-31")]);
    check("“十三五”期间建成两处馆舍。", &[("“十三五”期间", "range", "2016-01-01/2020-12-31")]);
    check("即日起至2020年6月30日受理报名。", &[("即日起至2020年6月30日", "range", "2020-03-16/2020-06-30")]);
    check("2020年，全县推行集中办理。", &[("2020年", "range", "2020-01-01/2020-12-31")]);
    check_as(
        "结合实际，制定2024年普法工作计划。",
        None,
        "青石镇普法工作计划",
        &[("2024年", "plan_period", "2024-01-01/2024-12-31")],
    );
}

#[test]
fn bare_years_of_a_pair_are_a_period() {
    check("2016-2020年，新建学校12所。", &[("2016-2020年", "range", "2016-01-01/2020-12-31")]);
}

#[test]
fn no_deadlines() {
    for text in [
        "按照青政办发〔2015〕8号文件执行。",
        "依据第十三个五年规划安排项目。",
        "(十一)加强监管。",
        "问题主要表现在三个方面。",
        "实施三年行动计划。",
        "按《青石县法治建设纲要（2015—2020年）》执行。",
        "依照该条例第十一条处理。",
        "连续2年考核优秀的予以表扬。",
        "一年内发生多起事故的，追究责任。",
        "打造15分钟便民生活圈。",
        "近三年无违法记录。",
        "经营满两年的企业可以申报。",
        "会议于4月19日召开。",
        "现行制度是2018年5月印发的。",
        "截至2019年底，已办结27件。",
        "贷款期限最长不超过30年。",
        "每人每月补贴1200元。",
        "今年以来形势平稳。",
        "男性满五十周岁可以退休。",
        "第一季度是全年的风向标。",
    ] {
        check(text, &[]);
    }
}

#[test]
fn reports_tell_what_was() {
    let title = "青石县2018年法治建设工作报告";
    check_as("上半年开展抽查两次。", Some("2019-01-20"), title, &[]);
    check_as("办结时限平均在4个工作日以内。", Some("2019-01-20"), title, &[]);
    check_as(
        "在2019年工作中，计划从三个方面推进。",
        Some("2019-01-20"),
        title,
        &[("2019年", "plan_period", "2019-01-01/2019-12-31")],
    );
}

#[test]
fn both_readings_are_kept_and_unknown_days_say_why() {
    let text = "6月前完成登记。";
    let decoded = Decoded { raw: text.to_owned(), ..Decoded::default() };
    let document =
        Document::new(decoded, None, OffsetMap::identity(text.len()), Vec::new(), Script::Simplified);
    let outline = Outline::of(&document);
    let lexicon = Lexicon::embedded();
    let hits = lexicon.scan(text);
    let laws = crate::lexicon::LawTable::embedded();
    let cx =
        Context { document: &document, text, outline: &outline, hits: &hits, lexicon, laws, as_of: None };
    let mut facts = Facts::default();
    facts.metadata.signed_on = "2020-03-16".parse().ok().map(|date| DateAt { date, span: Span::at(0, 0) });
    let found = find(&cx, &facts);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].value.as_deref(), Some("2020-06-30"));
    assert_eq!(found[0].alternative.as_deref(), Some("2020-05-31"));
    assert!(found[0].note.is_some());
}

#[test]
fn a_sentence_without_end_takes_no_longer_than_many() {
    let text = "2020年6月底前完成每月5日前报送自收到之日起3日内".repeat(500);
    assert!(read(&text, Some("2020-03-16"), "青石县工作方案").len() > 500);
}

#[test]
fn odd_text_is_no_trouble() {
    for text in [
        "年",
        "底前",
        "每",
        "每年",
        "十五",
        "自之日起",
        "有效期",
        "《2020年",
        "2020年——",
        "9999年99月99日前",
        "第季度",
        "年年年月月日日",
        "半年半年内",
        "每每月月",
        "至至2020年",
        "2020年2月30日前",
        "一二三四五六七八九十年",
        "\u{a0}在2020年",
    ] {
        let _ = read(text, Some("2020-03-16"), text);
        let _ = read(text, None, "");
    }
}

#[test]
fn cut_offs_and_measures_are_no_deadlines() {
    for text in [
        "2019年5月6日后新取得许可的项目，执行新标准。",
        "领证日期为2020年2月8日以后的，可以申请。",
        "2019年9月1日之后购买设备的企业应当登记。",
        "在2020年11月1日前已办理登记的给予补助。",
        "受理日期在2020年8月25日之前的，按原政策办理。",
        "同一车辆在12个月内发生2次以上过户的，不予办理。",
        "两次申领时间间隔为3个月。",
        "根据本年度内盘活的厂房面积给予奖励。",
        "取消“自领证之日起2年内不可转让”的规定。",
        "每月提取租房资金的限额提高两成。",
        "检验证明自出具之日起一年内有效。",
        "企业于一年内再次违反规定的，撤销认定。",
    ] {
        check(text, &[]);
    }
    check("训练时间每三年合计至少十小时。", &[("每三年", "frequency", "R/P3Y")]);
    check("由每月1次调整为每月两次。", &[("每月两次", "frequency", "R/P1M;min=2")]);
    check("每季度可以领取一次。", &[("每季度可以领取一次", "frequency", "R/P3M")]);
}

#[test]
fn actions_after_a_day_stay_due() {
    let title = "青石县关于做好有关事项的通知";
    let cases = [
        ("各行在10月31日前对符合条件的存量合同再开展一次核对。", "10月31日前", "--10-31"),
        ("11月底前开展已分配项目的选房、交付。", "11月底前", "--11-30"),
        ("住户，2025年1月31日前缴清税费的给予补助。", "2025年1月31日前", "2025-01-31"),
        ("（精装修住房在2026年12月31日前）缴清的税费。", "2026年12月31日前", "2026-12-31"),
    ];
    for (text, span, value) in cases {
        check_as(text, None, title, &[(span, "by", value)]);
    }
}

#[test]
fn dates_go_on_over_a_line_break() {
    check("应当于2020年12月\n31日前完成整改。", &[("2020年12月\n31日前", "by", "2020-12-31")]);
    check("各单位在2021年\n1 月15日前报送。", &[("2021年\n1 月15日前", "by", "2021-01-15")]);
    check("试行期至2022年\n10 月31日。", &[("试行期至2022年\n10 月31日", "validity", "2022-10-31")]);
    check("材料于2020.12.31前报送。", &[("2020.12.31前", "by", "2020-12-31")]);
}

#[test]
fn limits_side_by_side_and_lists_of_months() {
    check(
        "自合同备案之日起一年内或过户登记之日起一年内，可以申请。",
        &[("自合同备案之日起一年内", "within", "P1Y"), ("过户登记之日起一年内", "within", "P1Y")],
    );
    check("应在取得权属证书6个月内申请。", &[("在取得权属证书6个月内", "within", "P6M")]);
    check("本政策暂定执行一年。", &[("暂定执行一年", "validity", "P1Y")]);
    check("每年1月、7月报送进展。", &[("每年1月、7月", "frequency", "R/P1Y")]);
    check("每月20日至次月10日受理。", &[("每月20日至次月10日", "frequency", "R/P1M")]);
}

#[test]
fn reports_and_circulars_look_ahead() {
    let date = Some("2024-03-15");
    let report = "青石县2023年法治建设工作报告";
    let cases: &[(&str, &str, &str)] = &[
        ("2023年6月底前，我县完成了清理。\n三、下一步工作打算\n年底前完成轮训。", "年底前", "2024-12-31"),
        ("全县共检查32次。\n下一步，我县将于6月底前公布清单。", "6月底前", "2024-06-30"),
    ];
    for (text, span, value) in cases {
        check_as(text, date, report, &[(span, "by", value)]);
    }
    check_as("一、主要任务完成情况\n年底前建成两处。", date, report, &[]);
    let circular = "青石县关于2023年度档案检查情况的通报";
    check_as("各乡镇要在4月底前整改到位。", date, circular, &[("4月底前", "by", "2024-04-30")]);
    check_as("截至2月底，检查32个库房。", date, circular, &[]);
}

#[test]
fn hours_months_and_targets() {
    check("下月底前完成自查。", &[("下月底前", "by", "2020-04-30")]);
    check("7月上旬进行抽查。", &[("7月上旬", "range", "2020-07-01/2020-07-10")]);
    check("12月31日24时前完成切换。", &[("12月31日24时前", "by", "2020-12-31")]);
    check("自2020年5月1日零时起禁止通行。", &[("自2020年5月1日零时起", "from", "2020-05-01")]);
    check("自本决定公布之日起，以本决定为准。", &[("自本决定公布之日起", "from", "2020-03-16")]);
    check("全年完成投资32亿元。", &[("全年", "range", "2020-01-01/2020-12-31")]);
    check("各单位每月5日前报送数据。", &[("每月5日前", "frequency", "R/P1M")]);
    check("全年气候温和。", &[]);
    check("每户每年可领取300元。", &[]);
    check("不受“取得证书2年内不可转让”的限制。", &[]);
}

#[test]
fn targets_of_the_year() {
    let year = [("全年", "range", "2020-01-01/2020-12-31")];
    check("加大招商力度，全年引进项目12个。", &year);
    check("确保全年新开工改造2万户。", &year);
    check("全年依托“一站、两点”服务站举办讲座30场。", &year);
    check("全年力争新增用户5000户。", &year);
    check("今年力争改造管网120公里。", &[("今年", "range", "2020-01-01/2020-12-31")]);
    check("预计本年度改造房屋2000套。", &[("本年度", "range", "2020-01-01/2020-12-31")]);
    check_as("我县将扩大供给，全年建成车位800个。", None, "", &[("全年", "range", "--01-01/--12-31")]);
    check_as("全年建成车位800个，同比增长5%。", None, "", &[]);
    check_as("今年新开工项目20个。", None, "", &[]);
    for text in [
        "今年新开工项目20个，同比增长3%。",
        "去年全年完成32亿元。",
        "预计全年增长5%左右。",
        "努力实现全年目标。",
    ] {
        check(text, &[]);
    }
    check_as("全年完成投资32亿元。", Some("2020-12-31"), "青石县2020年工作总结", &[]);
}

#[test]
fn starts_that_say_no_day_or_no_qi() {
    let date = "2020-03-16";
    check("自政策发布之日起，对毕业生给予补贴。", &[("自政策发布之日起", "from", date)]);
    check("自文件下发之日起，新签合同执行新标准。", &[("自文件下发之日起", "from", date)]);
    check("自发文之日起，凡购房的给予补贴。", &[("自发文之日起", "from", date)]);
    check("自政策实施之日起，首次申请的按新标准办理。", &[("自政策实施之日起", "from", date)]);
    check("本细则自发布日施行。", &[("自发布日", "from", date)]);
    check(
        "从4月15日开始，每日报告一次。",
        &[("从4月15日开始", "from", "2020-04-15"), ("每日报告一次", "frequency", "R/P1D")],
    );
    check("从2020年5月6日上午9点开始发券。", &[("从2020年5月6日上午9点开始", "from", "2020-05-06")]);
    check("会议2020年5月6日上午9点开始。", &[]);
    check("自2020年8月16日不再执行限制政策。", &[("自2020年8月16日", "from", "2020-08-16")]);
    check("本通知自2020年10月23日生效。", &[("自2020年10月23日", "from", "2020-10-23")]);
    for text in [
        "自公告发布之日起不得新建房屋。",
        "退还所属期在2020年6月1日以后多缴的税款。",
        "购房人在2020年11月1日前，已完成备案的，不予补贴。",
        "子女可以就读（仅限每年秋季入学）。",
    ] {
        check(text, &[]);
    }
    check(
        "有效期为2020年9月23日至2020年12月31日。",
        &[("有效期为2020年9月23日至2020年12月31日", "validity", "2020-12-31")],
    );
}

#[test]
fn so_often_and_at_most() {
    let often = [
        ("建立一周一调度机制。", "一周一调度", "R/P1W"),
        ("实行半月一报、一季一评。", "半月一报", "R/P15D"),
        ("进展情况一周通报一次。", "一周通报一次", "R/P1W"),
    ];
    for (text, span, value) in often {
        let found = read(text, Some("2020-03-16"), "");
        assert_eq!(
            found.first().map(|(s, k, v)| (s.as_str(), k.as_str(), v.as_str())),
            Some((span, "frequency", value))
        );
    }
    for text in ["可以提取一月一次。", "实施一村一年一场戏工程。"] {
        check(text, &[]);
    }
    check("可以分批缴纳，最长延期6个月缴清。", &[("最长延期6个月", "within", "P6M")]);
    check("付款时间不得超过合同签订之日起一年。", &[("不得超过合同签订之日起一年", "within", "P1Y")]);
    check("应当于期限届满三十日前申请延续。", &[("于期限届满三十日前", "within", "P30D")]);
    check("期满后三年内仍有退票记录者。", &[]);
    check("于船龄每届满一年前检查。", &[]);
}

#[test]
fn years_of_the_republic() {
    let from = [("自中华民国一百十年七月一日", "from", "2021-07-01")];
    check("本准则自中华民国一百十年七月一日施行。", &from);
    check("应于一百十二年十二月三十一日前完成登记。", &[("一百十二年十二月三十一日前", "by", "2023-12-31")]);
    let text = "甲事务办法\n1.中华民国九十年三月一日财政部财融字第 1 号令订定发布全文 2 条；并自发布日施行\n第 1 条\n有序。\n第 2 条\n本办法自发布日施行。";
    check(text, &[("自发布日", "from", "2020-03-16")]);
}

#[test]
fn the_only_year_a_paper_without_date_names() {
    let read = |text: &str, expect: &[(&str, &str, &str)]| check_as(text, None, "", expect);
    read(
        "2022年6月1日起受理申请。对2022年开业的商户给予补贴。\n各镇8月底前完成兑付。",
        &[("2022年6月1日起", "from", "2022-06-01"), ("8月底前", "by", "2022-08-31")],
    );
    // Once is chance, two years leave it open, and what has been done tells nothing.
    read("对2022年开业的商户给予补贴。\n各镇8月底前完成兑付。", &[("8月底前", "by", "--08-31")]);
    read("对2021年、2022年开业的商户给予补贴。\n各镇8月底前完成兑付。", &[("8月底前", "by", "--08-31")]);
    read("2022年已建成两处。2022年新增了三处。\n各镇8月底前完成兑付。", &[("8月底前", "by", "--08-31")]);
}

#[test]
fn unusual_words_for_limits() {
    check("利用3至5年时间，库容达到5万吨。", &[("利用3至5年时间", "within", "P5Y")]);
    check("力争用两年左右时间建成步道。", &[("力争用两年左右时间", "within", "P2Y")]);
    check("共用了3年时间建成步道。", &[]);
    check("摊主应于期满前两个月，向街道提出申请。", &[("于期满前两个月", "within", "P2M")]);
    check("对退还摊位后在1年内重新租用的，减收租金。", &[("退还摊位后在1年内", "within", "P1Y")]);
    check("申请时合同剩余期限不少于三年。", &[]);
    check("车辆6月30日前登记在本县。", &[]);
    check("入口拟于2020年4月21日开放。", &[("2020年4月21日", "from", "2020-04-21")]);
    check("大会定于2020年4月21日开幕。", &[]);
    check(
        "库容2021年确保达到80万吨；2023年确保达到90万吨。",
        &[("2021年", "range", "2021-01-01/2021-12-31"), ("2023年", "range", "2023-01-01/2023-12-31")],
    );
    check("库容2019年达到80万吨。", &[]);
    check("2021年，全县推行新卡。", &[("2021年", "range", "2021-01-01/2021-12-31")]);
    check_as("自今年7月1日起，全县推行新卡。", None, "", &[("自今年7月1日起", "from", "--07-01")]);
}

#[test]
fn rhythms_in_rows() {
    check(
        "实行月监测、季评价、年考核机制。",
        &[
            ("月监测", "frequency", "R/P1M"),
            ("季评价", "frequency", "R/P3M"),
            ("年考核", "frequency", "R/P1Y"),
        ],
    );
    check("季度考核结果与拨款挂钩。", &[]);
    check(
        "建立一年一体检、三年一评估制度。",
        &[("一年一体检", "frequency", "R/P1Y"), ("三年一评估", "frequency", "R/P3Y")],
    );
    check("专班两月一调度。", &[("两月一调度", "frequency", "R/P2M")]);
    check("十年一遇的洪水。", &[]);
    check("各镇按月与窗口核对名单。", &[("按月", "frequency", "R/P1M")]);
    check("租金按月向业主缴纳200元。", &[]);
    check("全县每年每镇培育2家示范店。", &[("每年", "frequency", "R/P1Y")]);
    check("每年每户补贴200元。", &[]);
    check("每年底由县财政局评估。", &[("每年底", "frequency", "R/P1Y")]);
    check("每年年底前报送总结。", &[("每年年底前", "frequency", "R/P1Y;by=12-31")]);
    check("每年春秋两季各检查一次。", &[("每年", "frequency", "R/P1Y")]);
    check("各镇逐月向社会公布床位信息。", &[("逐月", "frequency", "R/P1M")]);
    check("每年底前报送总结。", &[("每年底前", "frequency", "R/P1Y;by=12-31")]);
    check("每年5月至7月和11月至次年2月开展巡查。", &[("每年5月至7月和11月至次年2月", "frequency", "R/P1Y")]);
}

#[test]
fn levels_of_years_to_come() {
    let range = |year: &str| format!("{year}-01-01/{year}-12-31");
    let (one, two) = (range("2022"), range("2023"));
    check("完善设施，2022年集镇污水处理率达到60%左右。", &[("2022年", "range", &one)]);
    check(
        "2022年70%以上、2023年90%以上的村达到标准要求。",
        &[("2022年", "range", &one), ("2023年", "range", &two)],
    );
    check("2023年单位能耗比2018年下降6%。", &[("2023年", "range", &two)]);
    check("2022年产值达到2000万元的企业，给予奖励。", &[]);
    check("2019年集镇污水处理率达到40%。", &[]);
    check("2022年已有三成村达到标准。", &[]);
}

#[test]
fn starts_with_brackets_and_events() {
    check(
        "本办法自公布之日（2020年3月18日）起施行。",
        &[("自公布之日（2020年3月18日）起", "from", "2020-03-18")],
    );
    check(
        "本规定从发布之日（即2020年4月1日）起实施。",
        &[("从发布之日（即2020年4月1日）起", "from", "2020-04-01")],
    );
    check("摊主自4月6日（含）起登记。", &[("自4月6日（含）起", "from", "2020-04-06")]);
    check("窗口自2月10日（含）起调整时间。", &[("自2月10日（含）起", "from", "2020-02-10")]);
    check("补贴于验收的次月10日起发放。", &[("次月10日起", "from", "---10")]);
    check("2月20日—4月20日，全县集中登记。", &[("2月20日—4月20日", "range", "2020-02-20/2020-04-20")]);
    check("推出套餐，在2个月内集中出租摊主的旧铺。", &[("在2个月内", "within", "P2M")]);
    check("用好“十四五”期间对我县投放额度的政策。", &[]);
    check("落实“2030年全域绿化行动方案”，加强管护。", &[]);
}
