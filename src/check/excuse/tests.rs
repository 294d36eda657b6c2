//! What excuses a match, on sentences of each sort and on their near misses.

use crate::check::Subject;
use crate::document::{Decoded, Document, Script};
use crate::facts::{self, Context};
use crate::lexicon::{LawTable, Lexicon};
use crate::outline::Outline;
use crate::rulepack::Excuse;
use crate::text::{OffsetMap, Span};

/// What excuses the words in 【】.
fn check(marked: &str, expect: Option<Excuse>) {
    assert_eq!(excuse_of(marked), expect, "{marked}");
}

fn excuse_of(marked: &str) -> Option<Excuse> {
    let text = marked.replace(['【', '】'], "");
    let start = marked.find('【').expect("【");
    let end = marked.find('】').expect("】") - '【'.len_utf8();
    let map = OffsetMap::identity(text.len());
    let document = Document::new(Decoded::of_text(text), None, map, Vec::new(), Script::Simplified);
    let outline = Outline::of(&document);
    let lexicon = Lexicon::embedded();
    let (text, hits, laws) = (document.norm(), lexicon.scan(document.norm()), LawTable::embedded());
    let cx =
        Context { document: &document, text, outline: &outline, hits: &hits, lexicon, laws, as_of: None };
    let facts = facts::find(&cx);
    let subject =
        Subject { document: &document, outline: &outline, facts: &facts, hits: &hits, laws, as_of: None };
    let place = Span::at(start, end);
    super::of(&subject, (place, place), &Excuse::ALL)
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

/// A ban ends where its own sanction begins; a purpose and a case are no bans.
#[test]
fn sanctions_of_bans() {
    for text in [
        "不得在码头垂钓，屡教不改者【没收渔具】。",
        "禁止燃放孔明灯，违规燃放者【没收物品】。",
        "任何单位不得擅自搭建雨棚，擅自搭建的雨棚由镇政府【强制拆除】。",
        "严禁焚烧落叶，每焚烧一堆，【处300元罚款】。",
        "严禁在渡口偷鱼，对每偷一尾鱼的渔户【罚五十元】。",
        "不得阻挠清淤，对阻挠清淤的【处300元罚款】。",
        "摊主不得占用盲道，并应当按每户每月15元【缴纳保洁费】。",
        "禁止在城区饲养家禽，饲养的一律【没收物品】。",
        "为杜绝隐患，由镇政府一律【扣押车辆】。",
        "为防止企业流失，受奖企业【五年内不得迁出本县】。",
        "不能出示票据的，予以【没收物品】。",
        "禁止在码头停放车辆，发现垂钓行为对钓具一律【没收】。",
        "禁采期间，供电单位一律【停止供电】。",
        "严禁乱种，为避免抛荒，耕地一律【由县农投公司独家经营】。",
    ] {
        check(text, None);
    }
}

#[test]
fn not_what_is_cleaned_up() {
    for text in [
        "对拒不整改的门店一律【强制拆除】。",
        "综合整治期间一律【扣押车辆】。",
        "由城管局查处占道经营并【没收经营工具】。",
        "垃圾治理实行每户【收取保洁费15元】。",
        "对整治范围内的棚屋一律【强制拆除】。",
        "排查发现的商户一律【列入黑名单】。",
        "对不合格产品一律【没收物品】。",
        "未备案车辆一律【扣押车辆】。",
        "对未报备摊点【没收经营工具】。",
    ] {
        check(text, None);
    }
}

#[test]
fn own_papers_hand_nothing_on() {
    for text in [
        "根据《松江县人民政府第三次常务会议纪要》，商户应当每月【缴纳保洁费20元】。",
        "依据《松江镇村规民约》，对乱倒垃圾的，【处200元罚款】。",
        "按照县城管局规定的标准【收取保洁费】。",
        "根据县城管局有关规定，商户应当【缴纳保洁费】。",
        "按照上级领导要求，商户应当【缴纳保洁费】。",
        "松江县渡口管理办法\n松江县人民政府\n第一条　执行《松江县门头标准》，不符合的【强制拆除】。",
    ] {
        check(text, None);
    }
}

#[test]
fn lists_with_sanctions_of_their_own() {
    for text in [
        "第五条　有下列行为之一的，由县城管局责令改正：\n（一）占道经营的，【处五百元罚款】；\n（二）乱倒垃圾的，没收车辆。",
        "第二章　禁止性规定\n第三条　商户每月应当【缴纳保洁费20元】。",
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
    for text in [
        "依照道路交通安全法第九十三条【处二百元罚款】。",
        "根据食品安全法，由市场监管局【没收违法所得】。",
        "依据城乡规划法组织【强制拆除】。",
        "【没收违法所得】（《无证无照经营查处办法》第十三条）。",
        "【停发养老待遇】（依据：《中华人民共和国社会保险法》）。",
        "按照国家、省有关要求【收取处理费】。",
        "按照省发展改革委核定的标准【收取处理费】。",
        "依照《直销管理条例》给予以下处理：（一）组织的，处五十万元罚款。（二）参加的，【处一千元罚款】。",
        "有下列情形之一的，由县水利局依法处理：\n（一）在库区垂钓的，【处一百元罚款】。\n（二）其他情形。",
    ] {
        check(text, Some(Excuse::Delegated));
    }
    check("提交困难说明，无需【提交困难证明】。", Some(Excuse::Negated));
    check("【提交困难说明，无需提交困难证明】。", Some(Excuse::Negated));
    check("“外地船舶【不得在本县停靠”的规定】，违反条例。", Some(Excuse::Quoted));
    for text in [
        "本办法所称行政处罚，包括警告、【罚款】等。",
        "2024年，全市共【没收违法所得】12万元。",
        "去年以来，全县共【扣押车辆】32辆。",
        "2024年以来，县交通局先后没收违法所得12万元，【扣押船舶】6艘次5件。",
        "少数单位在招标文件中要求投标人应当【在本县注册】。",
        "累计对32名失信主体【列入失信名单】。",
        "监督检查发现，个别社区擅自对商户每月【收取保洁费20元】。",
        "一些部门在招标公告中【要求投标人应当在本县注册】。",
        "审计指出，部分园区【按纳税额的一定比例给予企业奖励】。",
    ] {
        check(text, Some(Excuse::Described));
    }
    for text in [
        "2025年，对年纳税【500万元以上的企业】给予奖励。",
        "部分路段由县交运局【收取停车费5元】。",
        "经检查发现，一律【扣押车辆】。",
    ] {
        check(text, None);
    }
    check("看文件是否【指定交易】。", Some(Excuse::Described));
    check("违规【收取卫生费20元】的，责令退还。", Some(Excuse::Described));
}

/// What a paper gives is no sanction of a case; 依法 in front of a duty of everybody passes nothing on.
#[test]
fn gifts_and_duties_of_everybody() {
    for text in [
        "【在本县注册】的船企，给予10万元补助。",
        "船主须依法【在本县登记注册】。",
        "船主应当【在本县注册、依法纳税】。",
        "【船企注册地在本县】并经国家主管部门批准设立的，可以享受补助。",
    ] {
        check(text, None);
    }
    check("【在本县注册】的船企，应当予以通报。", Some(Excuse::Described));
    check("渡口依法【收取过渡费20元】。", Some(Excuse::Delegated));
    check("该通知规定“校服由乙公司统一供应；【优先选用本地船企】；逾期不予受理”。", Some(Excuse::Quoted));
    check("规定“【优先选用本地船企】，使用“渡通”平台”。", Some(Excuse::Quoted));
    check("支持“专精特新”企业，【优先选用本地船企】，培育“小巨人”企业。", None);
    check("乙镇在通知中要求【优先选用本地船企】，已责令整改。", Some(Excuse::Described));
    check("该通知规定【优先选用本地船企】，违反了公平竞争审查标准。", Some(Excuse::Described));
    check(
        "检查是否存在招标采购渡船、码头设施和维修服务时，【优先选用本地船企】的情况。",
        Some(Excuse::Described),
    );
    check("渡口【依法收取过渡费20元】。", Some(Excuse::Delegated));
}

/// The preamble of a notice names its matter and its basis; only the ranges of the law it names are copied from there.
#[test]
fn notices() {
    for text in [
        "现就禁止在滨河采砂有关事项通告如下：\n一、供电单位一律【停止供电】。",
        "依据《森林防火条例》，防火期内要做到以下几点：\n1.不准野炊，违者【罚款二百元】。",
        "一、严禁乱倒垃圾。需要堆放的，应当【缴纳清运费20元】。",
        "根据《道路交通安全法》，现就停车事项通告如下：\n一、乱停的，【处二百元罚款】。",
        "除依照《道路交通安全法》处理外，还应当向村委会【缴纳罚款五十元】。",
    ] {
        check(text, None);
    }
    for text in [
        "根据《道路交通安全法》，现就停车事项通告如下：\n一、乱停的，【处二百元以上五百元以下罚款】。",
        "据《道路交通安全法》，特发布此通告：\n一、乱停的，【处二百元以上五百元以下罚款】。",
        "《公路法》第七十七条规定，打场晒粮的，【处五千元以下罚款】。",
        "一、严禁乱倒下列物品\n（一）【收取清运费的垃圾】；\n（二）渣土。",
    ] {
        assert!(excuse_of(text).is_some(), "{text}");
    }
}

/// A sanction that says which cases go through a procedure, or how much a reward is, is laid down elsewhere.
#[test]
fn sanctions_that_are_weighed() {
    for text in [
        "【处一万元以上罚款】的，应当组织听证。",
        "【处罚款三万元】以上的案件，由局务会集体讨论决定。",
        "【罚款金额在2万元】以上的，按罚款金额的百分之二奖励举报人。",
        "第三条　有下列情形之一的，应当进行法制审核：\n（一）【责令停产停业】；\n（二）吊销执照。",
        "第二条　本办法所称重大处罚，是指下列情形：\n（一）对船员处一千元以上罚款的，对船企【处一万元以上罚款】的；\n（二）吊销执照的。",
    ] {
        check(text, Some(Excuse::Described));
    }
    for text in [
        "乱停船舶的，【处200元罚款】，并由镇政府备案。",
        "有下列行为之一的，集体讨论后给予以下处罚：\n（一）乱停船舶的，【处200元罚款】；\n（二）其他情形。",
        "【列入本县产品目录】的，给予奖励。",
    ] {
        check(text, None);
    }
}
