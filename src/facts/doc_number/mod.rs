//! 发文字号 and 登记号: reading them in every form they are printed in.
//!
//! Anchored on the year (`〔2018〕`, `2024年第3号`) and on `令`, `公告`, `通告`; what stands before the anchor is read backwards
//! until a character or word that no body code holds. Numbers of court cases have words after the year and are not read.

mod anchors;
mod body_code;
mod macau;
mod registration;
mod taiwan;

use serde::Serialize;

use super::{Context, Locate};
use crate::text::{Norm, Span};

pub(super) use anchors::chinese_number;
pub(super) use macau::{is_of_macau, kind as macau_kind};
pub use registration::RegistrationNumber;
pub(super) use registration::registration;

/// A document number such as 国办发〔2018〕37号.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DocNumber<P = Span<Norm>> {
    /// As printed.
    pub raw: String,
    /// 机关代字
    pub body_code: Option<String>,
    /// Year, four digits.
    pub year: Option<u16>,
    /// 序号; `None` where the paper leaves it blank. Those of Taiwan have up to eleven digits.
    pub serial: Option<u64>,
    /// Where it stands.
    pub span: P,
}

impl<P> DocNumber<P> {
    /// Whether two numbers are the same number, whatever brackets, blanks and leading zeros they are printed with.
    #[must_use]
    pub fn is_same<Q>(&self, other: &DocNumber<Q>) -> bool {
        self.serial == other.serial && self.year == other.year && self.body_code == other.body_code
    }
}

impl DocNumber {
    pub(super) fn relocate<L: Locate>(&self, at: &L) -> DocNumber<L::Place> {
        DocNumber {
            raw: at.printed(self.span),
            body_code: self.body_code.clone(),
            year: self.year,
            serial: self.serial,
            span: at.place(self.span),
        }
    }
}

/// Finds every document number of the text, in order; they do not overlap.
pub(super) fn find(cx: &Context<'_>) -> Vec<DocNumber> {
    found_in(cx.text, cx.is_of_taiwan())
}

/// The same on a bare normalised text.
#[cfg(test)]
pub(crate) fn find_in(text: &str) -> Vec<DocNumber> {
    found_in(text, false)
}

/// The numbers of a text. Papers of Taiwan count their years by the Republic, and print none in most numbers.
fn found_in(text: &str, of_taiwan: bool) -> Vec<DocNumber> {
    let mut found = Vec::new();
    anchors::years(text, &mut found);
    anchors::orders(text, &mut found);
    macau::old(text, &mut found);
    if of_taiwan {
        taiwan::numbers(text, &mut found);
    } else {
        anchors::short_years(text, &mut found);
    }
    found.sort_by_key(|n| (n.span.start, u32::MAX - n.span.end));
    let mut end = 0;
    found.retain(|n| {
        let keep = n.span.start >= end;
        end = if keep { n.span.end } else { end };
        keep
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    type Row<'a> = (&'a str, Option<&'a str>, Option<u16>, Option<u64>);

    fn check(input: &str, expect: &[Row<'_>]) {
        let found = find_in(input);
        let found: Vec<_> =
            found.iter().map(|n| (n.raw.as_str(), n.body_code.as_deref(), n.year, n.serial)).collect();
        assert_eq!(found, expect, "{input}");
    }

    #[test]
    fn canonical_and_damaged_forms() {
        let same = |raw: &str| check(raw, &[(raw, Some("云政办发"), Some(2018), Some(37))]);
        for raw in [
            "云政办发〔2018〕37号",
            "云政办发[2018]37号",
            "云政办发【2018】37号",
            "云政办发（2018）37号",
            "云政办发(2018)37号",
            "云政办发﹝2018﹞37号",
            "云政办发［2018］37号",
            "云政办发„2018‟37号",
            "云政办发〔2018)37号",
            "云政办发 〔2018〕 37 号",
            "云政办发〔2018〕第37号",
            "云政办发〔2018〕037号",
            "云政办发〔2018年〕37号",
            "云政办发〔2018〕37",
        ] {
            same(raw);
        }
    }

    #[test]
    fn the_code_starts_after_words_that_are_no_code() {
        let code = |text: &str, code: &str| {
            let found = find_in(text);
            assert_eq!(found.first().and_then(|n| n.body_code.as_deref()), Some(code), "{text}");
        };
        code("根据云政办发〔2018〕37号文件要求", "云政办发");
        code("按照财税〔2016〕36号和建房〔2016〕5号", "财税");
        code("本省公文和云政发〔2018〕3号", "云政发");
        code("和政办发〔2018〕3号", "和政办发");
        code("的通知》及云财税〔2018〕3号文", "云财税");
        code("（原云政发〔2018〕3号）", "云政发");
        code("某某省生态环境厅云环函〔2018〕3号", "云环函");
        code("某某电力有限公司部门文件设备输电〔2021〕36号", "设备输电");
        code("云建（房）〔2020〕3号", "云建（房）");
        code("中国人民银行公告〔2024〕第11号", "中国人民银行公告");
        code("云河省生态环境委员会办公室云环委办便函〔2021〕7号", "云环委办便函");
        code("（云政秘）〔2024〕44号", "云政秘");
        code("×政办发〔2022〕5号", "×政办发");
        code("第3号云政发〔2022〕5号", "云政发");
        code("3.云政办发〔2022〕5号文件", "云政办发");
        code("乙镇政府作出的云政处决字〔2022〕2号决定", "云政处决字");
        code("请求撤销云政处决字〔2022〕2号决定", "云政处决字");
        code("被告市人社局作出云工伤认字〔2022〕2号", "云工伤认字");
        code("省物价局、财政厅云价费发（1994）80号", "云价费发");
    }

    #[test]
    fn orders_and_announcements() {
        check(
            "云南省人民政府令第111号公布",
            &[("云南省人民政府令第111号", Some("云南省人民政府令"), None, Some(111))],
        );
        check("省政府令 第90号", &[("省政府令 第90号", Some("省政府令"), None, Some(90))]);
        check("根据建设部令第40号、", &[("建设部令第40号", Some("建设部令"), None, Some(40))]);
        check("省政府242号令", &[("省政府242号令", Some("省政府令"), None, Some(242))]);
        check("发出3号令", &[]);
        let inverted = "中华人民共和国第七十号主席令";
        check(inverted, &[(inverted, Some("主席令"), None, Some(70))]);
        check("（第591号国务院令）", &[("第591号国务院令", Some("国务院令"), None, Some(591))]);
        check("第3号台风下达命令，第3号楼禁令", &[]);
        check("主席令第七十三号", &[("主席令第七十三号", Some("主席令"), None, Some(73))]);
        check("省政府第242号令", &[("省政府第242号令", Some("省政府令"), None, Some(242))]);
        check(
            "税务总局公告2019年第45号",
            &[("税务总局公告2019年第45号", Some("税务总局公告"), Some(2019), Some(45))],
        );
        check(
            "国家发展改革委2017年第9号",
            &[("国家发展改革委2017年第9号", Some("国家发展改革委"), Some(2017), Some(9))],
        );
        check(
            "财政部、税务总局公告2023年第5号",
            &[("财政部、税务总局公告2023年第5号", Some("财政部、税务总局公告"), Some(2023), Some(5))],
        );
    }

    #[test]
    fn older_and_damaged_forms() {
        check("云政发〔201837号", &[("云政发〔201837号", Some("云政发"), Some(2018), Some(37))]);
        check("云政法（2001）函6号", &[("云政法（2001）函6号", Some("云政法函"), Some(2001), Some(6))]);
        check("根据（1994）云税字第26号", &[("（1994）云税字第26号", Some("云税字"), Some(1994), Some(26))]);
        check("云发[89]12号", &[("云发[89]12号", Some("云发"), Some(1989), Some(12))]);
        check("原城建部〔89〕城住字51号", &[("〔89〕城住字51号", Some("城住字"), Some(1989), Some(51))]);
        check(
            "建设部〔2007〕第162号令",
            &[("建设部〔2007〕第162号令", Some("建设部令"), Some(2007), Some(162))],
        );
        check("条例（国令第735号）", &[("国令第735号", Some("国令"), None, Some(735))]);
        check(
            "（2005）行他字第23号《关于",
            &[("（2005）行他字第23号", Some("行他字"), Some(2005), Some(23))],
        );
        for text in
            ["甲市法院（2013）行终字第5号", "（98）民终字第3号", "甲楼（88）5号", "（2012）云公证字第9号"]
        {
            check(text, &[]);
        }
    }

    #[test]
    fn several_serials_of_one_year() {
        for (raw, serial) in [
            ("云政发〔2018〕17、18号", 17),
            ("云政发〔2018〕17—19号", 17),
            ("云政发[2018]3-5号", 3),
            ("云政发（2018）第3、第4号", 3),
        ] {
            check(raw, &[(raw, Some("云政发"), Some(2018), Some(serial))]);
        }
        check(
            "云政发〔2018〕17、云财发〔2018〕18号",
            &[
                ("云政发〔2018〕17", Some("云政发"), Some(2018), Some(17)),
                ("云财发〔2018〕18号", Some("云财发"), Some(2018), Some(18)),
            ],
        );
        check("云政发〔2018〕三号", &[("云政发〔2018〕三号", Some("云政发"), Some(2018), Some(3))]);
        check("表（2018）三号", &[]);
    }

    #[test]
    fn marks_that_stand_for_brackets() {
        let marked = ["「2018」", "{2018}", "<2018>", "?2018?", "？2018?", "“2018”"];
        for raw in marked.map(|year| format!("云政发{year}37号")) {
            check(&raw, &[(raw.as_str(), Some("云政发"), Some(2018), Some(37))]);
        }
        let beside = |raw: &str, code: &str, year, serial| {
            check(&format!("《渡口办法》（{raw}）"), &[(raw, Some(code), year, Some(serial))]);
        };
        beside("云政发201837号", "云政发", Some(2018), 37);
        beside("云发2018年37号", "云发", Some(2018), 37);
        beside("第7号令", "令", None, 7);
        beside("令第7号", "令", None, 7);
        for text in ["是否2018?37号楼", "云证字20180037号", "发出2018年37号文件", "第7号令"]
        {
            check(text, &[]);
        }
    }

    #[test]
    fn a_number_below_the_head_line_is_read_with_it() {
        check("云南市人民政府令\n\n第32号\n\n", &[("第32号", Some("云南市人民政府令"), None, Some(32))]);
        check("云南市人民政府令\n（第32号）\n", &[("第32号", Some("云南市人民政府令"), None, Some(32))]);
        check("云河县人民政府关于限行的公告\n2024年第3号\n", &[("2024年第3号", None, Some(2024), Some(3))]);
        check("云南市人民政府令\n第3号台风来临", &[]);
        check("关于限行的通知\n2024年第3号\n", &[]);
    }

    #[test]
    fn years_that_a_copy_made_unreadable() {
        for raw in [
            "云政发〔20XX〕37号",
            "云政发[*]37号",
            "云政发〔20**〕第37号",
            "云政发（20xx年）37号",
            "云政发〔202x〕37号",
        ] {
            check(raw, &[(raw, Some("云政发"), None, Some(37))]);
        }
        check("表〔X〕3号", &[]);
        check("云政发〔〕3号", &[]);
        check("云政发〔20XX〕 号", &[]);
    }

    #[test]
    fn what_is_no_number_of_an_organ() {
        for text in [
            "（2017）黑01行初3号",
            "纲要（2015—2020年）",
            "（2020）年度计划",
            "责令停产",
            "2024年第3号台风",
            "某报（2021）3月",
            "2023年第20次会议",
            "表格（2020）12个",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn a_blank_serial_is_kept_blank() {
        check("云府〔2025〕  号", &[("云府〔2025〕  号", Some("云府"), Some(2025), None)]);
    }
}
