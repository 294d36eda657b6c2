//! What tells of something instead of laying it down, and what is laid down although somebody tells it.

use super::*;

#[test]
fn what_came_of_something_is_told() {
    check(
        None,
        &[
            "部分银行扣押印章，导致账户有钱但银行不允许企业使用，最终造成工地停工的情况。",
            "摊位范围放宽，既包括已编号的摊位，也包括尚未编号、但可以开张使用的摊位。",
            "三项政策累计可置换旧债四亿元。",
            "基金要求渡口可盘活资产抵得过欠款。",
            "近年来，轻微违法不予处罚清单覆盖了全县。",
            "基金未来可作为资本金使用。",
            "通知说明了要保什么。",
            "县局负责登记和管理，对夜市的发展至关重要。",
        ],
    );
    check(
        Some(Modality::Must),
        &[
            "造成损失的应依法承担赔偿责任。",
            "导致逾期的，应当说明理由。",
            "申报材料应用A4纸打印。",
            "各地方必须公布名单。",
        ],
    );
    check(Some(Modality::May), &["地方可根据财力给予补贴。", "包括夜市在内的各类市场可延长营业时间。"]);
}

#[test]
fn what_is_said_to_the_press_asks_for_something() {
    let text = "记者：\n请介绍夜市的情况。\n局长：\n谢谢你的提问。县里的工作会议明确要办好夜市。\n对没有证照的摊车，一律不得放行。\n县局负责夜市已有三年。\n";
    assert_eq!(said(text), [Modality::Must, Modality::MustNot]);
}

#[test]
fn the_text_may_go_on_in_the_line_of_the_title() {
    let text = "2023-02-24 00:00:00 | 甲社、乙社 | 关于夜市发展的意见(征求意见稿) | 据甲社2月24日消息,两部门就《关于夜市发展的意见(征求意见稿)》听取意见。新规提出,多办夜市。支持发放摊位贷款,允许摊位贷款换成经营贷款,最长两年。\n\n支持街坊出资\n\n夜市贷款应当用于经营。\n";
    assert_eq!(said(text), [Modality::May, Modality::Must]);
}
