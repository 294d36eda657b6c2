//! Which notices to everybody are normative documents.

use crate::Engine;
use crate::document::Decoded;

fn is_normative(text: &str) -> Option<bool> {
    judge(text).value
}

fn judge(text: &str) -> super::Normative {
    Engine::new().extract(Decoded::of_text(text)).facts.metadata.normative
}

#[test]
fn notices_with_consequences() {
    let ban = "松江县人民政府关于禁止在滨河水库垂钓的通告\n\n为保护滨河水库水质，现就有关事项通告如下：\n\
        一、水库大坝上游三公里以内为禁钓区域。\n二、禁钓区域内不准放置网具、钓具，不准停靠船只。\n\
        三、对不听劝阻的，由县水利部门依法查处。\n松江县人民政府\n2023年5月1日\n";
    assert_eq!(is_normative(ban), Some(true));
    let passing = ban.replace("禁止在滨河水库垂钓的通告", "滨河大桥施工期间交通管制的通告");
    assert_eq!(is_normative(&passing), Some(false), "holds for once");
    let mild = ban.replace("由县水利部门依法查处", "由巡查人员耐心说服");
    assert_eq!(is_normative(&mild), Some(false), "says no consequence");
}

#[test]
fn laws_are_told_by_their_titles() {
    let body = "第一条 为了保护湿地，制定本法。\n第二条 单位和个人应当爱护湿地；违反的，处五百元罚款。\n第三条 自2023年1月1日起施行。\n";
    for title in [
        "中华人民共和国湿地修复法",
        "中华人民共和国湿地标志使用办法",
        "全国人民代表大会常务委员会关于湿地保护的决定",
    ] {
        assert_eq!(is_normative(&format!("{title}\n\n{body}")), Some(false), "{title}");
    }
    let own = "第一条 为了保护湿地，制定本规定。\n第二条 在湿地范围内从事生产经营的单位和个人应当遵守本规定。\n\
        第三条 经营者应当向县林业局报告经营情况，不得擅自占用湿地。\n第四条 申请人应当提交申请书。\n\
        第五条 本规定自2023年1月1日起施行，有效期五年。\n松江县人民政府\n2022年12月1日\n";
    let title = "松江县人民政府关于湿地保护的规定";
    assert_eq!(is_normative(&format!("{title}\n\n{own}")), Some(true), "{title}");
}

#[test]
fn amendments_and_decisions_of_congresses() {
    let amendment = "中华人民共和国湿地法修正案（三）\n\n为了保护湿地，将湿地法第九条修改为：\n\
        “故意毁坏湿地标志的，处五百元以上一千元以下罚款；情节严重的，处一千元以上五千元以下罚款，并责令恢复原状。”\n\
        本修正案自公布之日起施行。\n";
    assert_eq!(is_normative(amendment), Some(false));
    let body = "根据有关法律，结合本市实际，对单位和个人占用湿地作如下规定：\n一、单位和个人不得擅自占用湿地。\n\
        二、经营者占用湿地的，应当向市林业部门申请，缴纳保证金；违反的，处一千元罚款。\n\
        三、申请人应当提交申请书，符合条件的可以享受补贴。\n四、本规定自2023年1月1日起施行。\n";
    for (organ, value) in
        [("松江市人民代表大会常务委员会", false), ("松江市高级人民法院", false), ("松江市人民政府", true)]
    {
        let text = format!("{organ}关于保护湿地的规定\n\n{body}");
        assert_eq!(is_normative(&text), Some(value), "{organ}");
    }
}

#[test]
fn rules_of_villages_and_schools() {
    let rules = "第一条 为了搞好本村卫生，经村民会议讨论，制定本规定。\n第二条 村民应当缴纳保洁费，每户每月五元。\n\
        第三条 不得乱倒垃圾；违反的，处二十元罚款，取消集体福利待遇。\n第四条 租户应当遵守本规定。\n\
        第五条 本规定自2023年1月1日起施行。\n";
    assert_eq!(is_normative(&format!("柳湾村卫生管理规定\n\n{rules}")), Some(false));
    let school = rules.replace("本村卫生，经村民会议讨论", "我校卫生").replace("村民", "学生");
    assert_eq!(is_normative(&format!("学生宿舍卫生管理规定\n\n{school}")), Some(false));
    let town = rules.replace("本村卫生，经村民会议讨论", "本镇卫生");
    assert_eq!(is_normative(&format!("柳湾镇卫生管理规定\n\n{town}")), Some(true));
}

#[test]
fn what_papers_declare_of_themselves() {
    let zone = |number: &str, term: &str| {
        format!(
            "松江县人民政府关于调整湿地保护范围的决定\n{number}\n各乡镇人民政府：\n根据湿地保护需要，对湿地保护范围作部分调整。\n\
             将北滩核心区四平方公里由缓冲区划入保护区，其他范围不变。\n本决定自公布之日起施行{term}。\n\
             松江县人民政府\n2023年5月1日\n"
        )
    };
    for (number, term, value) in [
        ("松政规〔2023〕3号", "", true),
        ("松政发〔2023〕3号", "，有效期五年", true),
        ("松政发〔2023〕3号", "", true),
    ] {
        assert_eq!(is_normative(&zone(number, term)), Some(value), "{number}{term}");
    }
    let to_all = "松江县林业局关于湿地标志补贴的函\n各乡镇人民政府：\n申请人应当提交申请书，符合条件的可以享受补贴，每户500元。\n\
        经营者应当缴纳保证金，不得转让标志；违反的，取消补贴资格。\n申请人不得重复申领补贴。\n";
    assert_eq!(is_normative(to_all), Some(true));
    let letter = "松江县林业局关于湿地标志有关问题的函\n松江县财政局：\n关于湿地标志所需经费，请从专项资金列支。\n\
        申请单位应当提交申请书，经营者可以享受补贴，专此函达。\n松江县林业局\n2023年5月1日\n";
    assert_eq!(is_normative(letter), Some(false));
}

#[test]
fn who_speaks_in_a_paper_that_is_not_normative() {
    let village = "南坪村村规民约\n一、村民应当爱护庄稼，牛羊损坏庄稼的罚款五十元。\n二、村民之间要和睦相处。\n三、红白喜事要节俭办理。\n\
        四、孩子要上学读书，老人要有人照料，邻里有难要帮。\n五、村里的路灯、水渠人人爱护，损坏的照价赔偿。\n";
    assert!(judge(village).official, "a village lays down rules of its own");
    assert!(!judge(&village.replace("村规民约", "风土人情")).official, "nobody speaks");
    assert!(!judge(&format!("{village}村民某某某已被处理。")).official, "a case");
}

#[test]
fn fragments_of_laws() {
    let articles = "第三十九条 违反本条例规定，在湿地放牧的，由县林业局处每只三百元以下的罚款。\n\
        第四十二条 本条例所称湿地，是指常年或者季节性积水的地带和水域，包括低潮时水深不超过六米的海域。\n";
    let is_law = |text: &str| judge(text).reasons.iter().any(|reason| reason.starts_with("法律、法规或规章"));
    assert!(is_law(articles), "a regulation");
    let order = articles.replace("本条例", "本办法");
    assert!(!is_law(&order), "an office's own");
    assert!(is_law(&format!("松 江 市 人 民 政 府 令\n{order}")), "a decreed rule");
    assert!(!is_law(&format!("松江县人民政府令\n{order}")), "counties decree no rules");
}

#[test]
fn orders_that_ban_for_a_season() {
    let order = "松江县人民政府森林防火禁火令\n为预防森林火灾，现发布禁火令：\n一、禁火期：2030年3月1日至5月31日。\n\
        二、禁火区：全县林地及林缘一百米以内。\n三、禁火期内，严禁一切野外用火。\n四、违反本令的，依法予以处罚。\n县长：王某\n2030年2月20日\n";
    assert_eq!(is_normative(order), Some(true));
    let lifted = "松江县人民政府关于解除禁火令的通告\n鉴于近日降雨充沛，森林火险等级明显下降，经研究，决定自2030年5月20日起解除禁火令。特此通告。\n松江县人民政府\n2030年5月19日\n";
    assert_eq!(is_normative(lifted), Some(false));
}

#[test]
fn copies_that_print_the_first_articles_or_none() {
    let issued = |what: &str| {
        format!(
            "松江市民政局关于印发《松江市{what}管理办法》的通知\n松民〔2030〕3号\n各区民政局，市各有关单位：\n\
             现将《松江市{what}管理办法》印发给你们，请认真贯彻执行。\n松江市民政局\n2030年5月6日\n"
        )
    };
    assert_eq!(is_normative(&issued("渡口救助")), Some(true));
    assert_eq!(is_normative(&issued("民政局机关公务用车")), Some(false), "its own house");
    let cut = "松江市渡口救助管理办法\n第一章 总则\n第一条 为规范渡口救助，制定本办法。\n第二条 本办法适用于本市行政区域内的渡口救助。\n第三条 本办法所称渡口救助，是指对渡口遇险人员的救助。\n";
    assert_eq!(
        is_normative(
            &issued("渡口救助")
                .replace("附件", "")
                .replace("\n2030年5月6日\n", &format!("\n2030年5月6日\n{cut}"))
        ),
        Some(true)
    );
}

#[test]
fn papers_that_prolong_and_papers_on_taxes() {
    let prolonged = "松江市人民政府关于延长《松江市渡口补贴办法》有效期的通知\n各区人民政府，市政府各部门：\n\
        《松江市渡口补贴办法》（松政规〔2026〕5号）将于2030年5月31日期满，经研究，决定延长有效期至2032年5月31日。\n特此通知。\n松江市人民政府\n2030年5月6日\n";
    assert_eq!(is_normative(prolonged), Some(true));
    let tax = "国家税务总局松江省税务局关于调整渡船经营户定期定额征收有关事项的公告\n为规范征收管理，现就有关事项公告如下：\n\
        一、定期定额户应当按季申报缴纳税款。\n二、月销售额未超过十万元的，免征增值税。\n三、本公告自2030年7月1日起施行。\n特此公告。\n国家税务总局松江省税务局\n2030年5月6日\n";
    assert_eq!(is_normative(tax), Some(true));
}

#[test]
fn statutes_under_their_note_and_rules_of_houses() {
    let statute = "松江市养鹅管理规定 (2030年5月6日松江市第三届人民代表大会常务 委员会第五次会议通过) 第一条 为了规范养鹅，制定本规定。 第二条 养鹅人应当申领鹅牌，不得遗弃鹅只。 第三条 公安部门负责登记。 第四条 违反规定的，处五十元罚款。\n";
    assert_eq!(is_normative(statute), Some(false));
    let house = |who: &str| {
        format!(
            "松江供电用电业务管理办法\n第一条 为规范业务，制定本办法。\n第二条 客户申请用电应当提交身份证明。\n第三条 三个工作日内答复。\n\
             第四条 客户不得擅自转供电。\n第五条 本办法由{who}负责解释。\n第六条 本办法自印发之日起施行。\n"
        )
    };
    assert_eq!(is_normative(&house("公司营销部")), Some(false));
    assert_eq!(is_normative(&house("市电力局")), Some(true));
}

#[test]
fn directions_of_taiwan_that_grant_something() {
    let text = "補助渡口學校交通費作業要點\n一、教育局為補助渡口學校學生交通費，特訂定本要點。\n二、申請人應檢具申請書及學生名冊，於每年三月底前提出申請。\n\
        三、補助金額每人每月五百元；逾期申請者，不予受理。\n四、申請資料不實者，撤銷補助並追繳已領款項。\n五、本要點自發布日施行。\n";
    assert_eq!(is_normative(text), Some(true));
}

#[test]
fn rules_by_their_notes_and_fields() {
    let body = "第一条 为规范养鹅，制定本办法。\n第二条 养鹅人应当申领鹅牌，不得遗弃鹅只。\n第三条 经营者不得出售病鹅。\n\
        第四条 申请人应当提交申请书。\n第五条 单位和个人不得虐待鹅只，违反的处五十元罚款。\n";
    let note = "（根据2030年5月6日松江省人民政府令第9号修订）";
    assert_eq!(is_normative(&format!("松江省养鹅管理办法\n{note}\n{body}")), Some(false));
    let field = "【效力等级】地方政府规章\n";
    assert_eq!(is_normative(&format!("{field}松江省养鹅管理办法\n{body}")), Some(false));
    let field = "效力级别：地方规范性文件\n";
    assert_eq!(is_normative(&format!("{field}松江省养鹅管理办法\n{body}")), Some(true));
    let based = "根据《松江省家禽办法》（松江省人民政府令第9号），制定本办法。\n";
    assert_eq!(is_normative(&format!("松江市养鹅管理办法\n{based}{body}")), Some(true));
}

#[test]
fn compacts_orders_handed_down_and_papers_kept_by_a_review() {
    let compact = "柳溪村文明公约\n一、村民不得乱倒垃圾，违者罚款五十元。\n二、各商户应当打扫门前卫生，不得占道。\n\
        三、村民应当爱护公物，违者赔偿。\n柳溪村村委会\n";
    assert_eq!(is_normative(compact), Some(false));
    assert!(judge(compact).official, "who lays down a fine there lays it down");
    let ban = "松江区人民政府关于下达第3号禁火令的通知\n各镇，各有关单位：\n\
        从2030年3月30日至4月5日，禁止在林区用火，入林人员把火种交给检查站。\n对违规用火的，由公安部门依法查处。\n松江区人民政府\n2030年3月29日\n";
    assert_eq!(is_normative(ban), Some(true));
    let task = ban.replace("第3号禁火令", "第3批造林任务").replace("禁止在林区用火", "完成造林");
    assert_eq!(is_normative(&task), Some(false));
    let kept = |note: &str| {
        format!(
            "松江市人民政府关于加快发展渡口服务业的实施意见\n松政综〔2030〕76号\n{note}各区人民政府，市直各单位：\n\
             为加快发展渡口服务业，提出如下意见。\n一、主要目标\n到2035年，渡口服务覆盖全市。\n二、加强领导\n各区要统筹推进。\n松江市人民政府\n2030年5月6日\n"
        )
    };
    let note = "提示:根据松江市第一批规范性文件清理结果的通知》(松政综〔2032〕1号)规定,继续有效\n";
    assert_eq!((is_normative(&kept(note)), is_normative(&kept(""))), (Some(true), Some(false)));
}

#[test]
fn rules_that_bind_everybody_in_the_place() {
    let text = "松江市人民政府关于印发松江市爱鹅规定的通知\n松府〔2030〕9号\n各区人民政府：\n现予印发，请遵照执行。\n松江市人民政府\n2030年5月6日\n\
        松江市爱鹅规定\n第一条 为爱护鹅只，制定本规定。\n第二条 辖区内的社会团体、事业单位都应当爱护鹅只。\n\
        第三条 各区人民政府应当考核爱鹅工作。\n第四条 宣传部门应当密切配合。\n第五条 各区应当保障鹅粮供应。\n";
    assert_eq!(is_normative(text), Some(true));
}

#[test]
fn papers_of_the_administration_that_the_party_signs_as_well() {
    let text = |first: &str, second: &str| {
        format!(
            "{first}\n{second}\n关于渡口人才购船补贴的通知\n各区人民政府：\n现就有关事项通知如下：\n一、申请人在本市购买渡船的，可申请补贴，每船五万元。\n\
             二、申请人应当提交申请书，不得重复享受补贴。\n三、骗取补贴的，取消申请资格。\n四、本通知自2030年6月1日起施行，有效期五年。\n{first}\n{second}\n2030年5月6日\n"
        )
    };
    let (office, party) = ("松江市交通局", "中共松江市委宣传部");
    assert_eq!(is_normative(&text(office, party)), Some(true));
    assert_eq!(is_normative(&text(party, office)), Some(false));
}

#[test]
fn voices_of_the_press_and_notices_on_policies() {
    let body = "一、购船人在松江县购买渡船的，可申请补贴，每船五万元，最高贷款额度由20万元提高至30万元。\n二、购船人不得重复申请补贴。\n\
                三、缴存职工购买首套渡船的，可提取住房公积金，首付款比例为20%。\n四、申请人应当提交申请书，可享受利率优惠。\n";
    assert_eq!(is_normative(body), Some(true));
    assert_eq!(is_normative(&format!("{body}松江县还将放宽渡船停靠限制。\n")), Some(false));
    let banks = "各银行业金融机构：\n现把有关工作通知如下：\n一、银行业金融机构今后向渡口项目放的贷款，不算进集中度。\n\
                 二、银行业金融机构要提供金融产品和金融服务，不得违规收取费用。\n三、本通知适用于报送集中度的银行业金融机构。\n";
    assert_eq!(is_normative(banks), Some(true));
}
