//! What limits count from that do not say so themselves.

use super::deadlines;

/// The anchor of every limit of `text`.
fn check(text: &str, expect: &[Option<&str>]) {
    let found = deadlines(text, Some("2020-03-16"), "青石县关于做好有关事项的通知");
    let got: Vec<Option<&str>> = found.iter().map(|d| d.anchor.as_ref().map(|a| a.text.as_str())).collect();
    assert_eq!(got, expect, "{text}");
}

#[test]
fn payments_share_their_start() {
    let both = [Some("合同签订"), Some("合同签订")];
    check("渡口经营权在合同签订后一个月内缴纳五成，余款可在6个月内缴清。", &both);
    check("渡口经营权在合同签订后一个月内缴纳五成；余款分批缴纳，缴款期限最长不超过一年。", &both);
    check("价款自合同签订之日起60日内、90日内付清。", &both);
    // The next line is about another payment.
    check(
        "渡口经营权在合同签订后一个月内缴纳五成。\n租用摊位分期缴款，余款在6个月内缴清。",
        &[Some("合同签订"), None],
    );
}

#[test]
fn the_clause_before_names_the_event() {
    check("名册经县局审核通过后，由镇里5个工作日内发放。", &[Some("名册经县局审核通过")]);
    check("材料不全的，2个工作日内告知。", &[Some("材料不全")]);
    check("渡口所收到申请后，应当根据航道情况，在5日内答复。", &[Some("渡口所收到申请")]);
    check("今后，各镇5个工作日内办结。", &[None]);
    check("对有意见的村民，各镇应当耐心解释并将有关情况如实登记在册，5个工作日内办结。", &[None]);
}

#[test]
fn joined_acts_and_acts_of_the_clause() {
    check("出售旧船并在1年内购买新船的，给予补贴。", &[Some("出售旧船")]);
    check("对签订协议，并在3个月内缴清契税的，给予补贴。", &[Some("签订协议")]);
    check("职工可在购房两年内申请。", &[Some("购房")]);
    check("从申请受理到发证不超过15个工作日。", &[Some("申请受理")]);
    check("缓缴期限不超过6个月。", &[Some("缓缴")]);
    check("合同签订后承租人应在1个月内缴款。", &[Some("合同签订")]);
    check("缴纳期限不超过6个月。", &[None]);
    check("并于十日前通知当事人，得予延长一次，并以三个月为限。", &[None, None]);
}
