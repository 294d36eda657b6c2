//! What excuses a match, on sentences of each sort and on their near misses.

use crate::check::Subject;
use crate::document::{Decoded, Document, Script};
use crate::facts::Facts;
use crate::lexicon::{LawTable, Lexicon};
use crate::outline::Outline;
use crate::rulepack::Excuse;
use crate::text::{OffsetMap, Span};

/// What excuses the words in 【】.
fn check(marked: &str, expect: Option<Excuse>) {
    let text = marked.replace(['【', '】'], "");
    let start = marked.find('【').expect("【");
    let end = marked.find('】').expect("】") - '【'.len_utf8();
    let map = OffsetMap::identity(text.len());
    let document = Document::new(Decoded::of_text(text), None, map, Vec::new(), Script::Simplified);
    let outline = Outline::of(&document);
    let facts = Facts::default();
    let hits = Lexicon::embedded().scan(document.norm());
    let laws = LawTable::embedded();
    let subject =
        Subject { document: &document, outline: &outline, facts: &facts, hits: &hits, laws, as_of: None };
    let place = Span::at(start, end);
    assert_eq!(super::of(&subject, (place, place), &Excuse::ALL), expect, "{marked}");
}

#[test]
fn laid_down() {
    for text in [
        "商户应当每月【缴纳卫生费20元】。",
        "不得占道经营，违者【处200元罚款】。",
        "禁止乱倒垃圾，由镇政府【处200元罚款】。",
        "保证金不得低于一万元，并【列入失信名单】。",
        "一经发现，【没收经营工具】。",
        "保洁经费不足部分【由村民集资解决】。",
        "因不可抗力以外的原因逾期的，【停止供电】。",
        "将第五条修改为：“外来人员【不得租住】本村房屋。”",
        "申请人有下列情形之一的，不得参加投标：\n（一）【未在本县注册】的；\n（二）其他情形。",
        "经营者不得占道经营，占道经营的，由城管局【处200元罚款】。",
        "一、整治占道经营\n对摊贩【没收经营工具】。",
    ] {
        check(text, None);
    }
}

#[test]
fn banned() {
    for text in [
        "严禁以任何名义【收取管理费】。",
        "各单位不得以备案、年检等形式，【变相设定许可】。",
        "招标人不得：\n（一）要求投标人【在本县设立子公司】；\n（二）其他。",
        "严禁下列行为：甲；【指定交易】；丙。",
    ] {
        check(text, Some(Excuse::Banned));
    }
}

#[test]
fn abolished() {
    for text in [
        "清理【指定交易】等规定。",
        "取消要求企业【在本县设立子公司】的做法。",
        "以本地注册为条件【给予奖励】的规定一律废止。",
        "一、清理重点\n【按纳税额给予奖励】。",
    ] {
        check(text, Some(Excuse::Abolished));
    }
}

#[test]
fn negated_quoted_delegated_described() {
    check("办理登记不再【提供居住证明】。", Some(Excuse::Negated));
    check("无需【缴纳保证金】。", Some(Excuse::Negated));
    check("所称“【最终解释权】”条款无效。", Some(Excuse::Quoted));
    check("依照《价格法》第四十条【处以罚款1000元】。", Some(Excuse::Delegated));
    check("由公安机关依法【扣押车辆】。", Some(Excuse::Delegated));
    check("依照《城乡规划法》责令限期拆除；逾期不拆的，组织力量【强制拆除】。", Some(Excuse::Delegated));
    check("看文件是否【指定交易】。", Some(Excuse::Described));
    check("违规【收取卫生费20元】的，责令退还。", Some(Excuse::Described));
}
