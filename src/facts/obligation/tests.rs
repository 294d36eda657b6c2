//! Sentences of explicit duties, bans and permissions, each with the modality it must get.
//! All sentences are written for the test; each stands alone as a paper of one line.

use super::*;
use crate::Engine;

mod names;
mod subjects;
mod told;
mod traditional;

/// Modality and trigger of every obligation in the lines below a title.
fn read(body: &str) -> Vec<(Modality, String)> {
    let text = format!("关于加强某项工作的通知\n\n各有关单位：\n{body}\n");
    let analysis = Engine::new().extract(crate::document::Decoded::of_text(text));
    let view = |o: &Obligation| (o.modality, o.trigger.as_ref().map_or(String::new(), |t| t.text.clone()));
    analysis.facts.obligations.iter().map(view).collect()
}

fn check(expect: Option<Modality>, cases: &[&str]) {
    let wrong: Vec<_> = cases
        .iter()
        .map(|text| (*text, read(text)))
        .filter(|(_, got)| got.first().map(|(modality, _)| *modality) != expect || got.len() > 1)
        .collect();
    assert!(wrong.is_empty(), "not {expect:?}: {wrong:#?}");
}

#[test]
fn duties() {
    check(
        Some(Modality::Must),
        &[
            "申请人应当提交身份证明。",
            "各单位要把安全放在首位，不断完善制度。",
            "业主要按时缴费。",
            "窗口应在收到材料后出具回执。",
            "租金须按季度缴纳。",
            "验收合格后，方可投入使用。",
            "窗口应对外公布电话。",
            "每户家庭仅能申请一套。",
            "县教育局负责学校的日常管理。",
            "本办法由市财政局负责解释。",
            "县发展改革局牵头项目储备工作。",
            "各部门应对本单位的材料进行核对。",
            "各镇政府对本辖区安全工作负总责。",
            "不同意的，应当书面说明理由。",
            "企业不得不停产的，应当提前报告。",
            "一要统一标准。",
            "对逾期的，一律收回。",
            "租户应在约定的期限内搬离。",
            "窗口应按公布的顺序叫号。",
            "代办机构应将收到的证件退还。",
            "学校应与选出的家长代表沟通。",
            "承租人应付清水电费。",
            "主管部门应答复申请人。",
            "居委会应对名单审核。",
            "要紧紧围绕群众需求改进服务。",
            "来电人要说明事由。",
            "申请人需提供户口簿原件。",
            "申请时，需依托服务平台查询记录。",
            "申请租住，需要同时满足以下两项条件。",
            "2.负责房屋日常管理，及时上报问题。",
            "负责本区的业务指导。",
            "多子女家庭需提供亲子关系的证明材料。",
        ],
    );
}

#[test]
fn prohibitions_and_permissions() {
    check(
        Some(Modality::MustNot),
        &[
            "未经批准，不得改变用途。",
            "可以分期申请，但不得分层申请。",
            "严禁挪用资金。",
            "逾期不予受理。",
            "任何单位不得擅自收费，应当公示标准。",
            "决不允许弄虚作假。",
            "来访人员一律不得入内。",
            "属于上述情形的，不能享受补贴。",
        ],
    );
    check(
        Some(Modality::May),
        &[
            "租赁双方可以协商变更。",
            "有条件的地方可先行试点。",
            "夫妻任一方可凭证件办理。",
            "符合条件的，可以申请延期。",
            "企业可向主管部门提出书面申请。",
            "材料齐全即可办理。",
            "允许分期缴纳价款。",
            "检查人员有权查阅资料。",
            "情节轻微的，可以不予处罚。",
            "人才可申请购房补贴。",
            "孩子有义务教育入学需求的可以排队入学。",
            "符合规定的面积可不计入容积率。",
        ],
    );
}

#[test]
fn look_alikes_are_silent() {
    check(
        None,
        &[
            "全市积极应对外部变化。",
            "确需调整的情形如下。",
            "住户无需提交纸质材料。",
            "坚持以需定购。",
            "需党委会决策的事项另有清单。",
            "（2）因面积变更需退还价款的；",
            "四、其他需评估事项。",
            "按照《某某规则》需提交审议的项目，由局长签字。",
            "根据居民需要所提出的计划。",
            "受外需不振影响，形势严峻。",
            "我局牵头起草了《甲办法》。",
            "额度为借款人可申请贷款额度的1.4倍。",
            "每月可提取额度由1800元提高至2000元。",
            "应急物资的供应基本稳定。",
            "主要原因是重要岗位人员不足。",
            "该机制具有可持续性和可操作性。",
            "国家规定应当载明的其他内容。",
            "法律、法规禁止的其他行为。",
            "对应当公开而未公开的材料另行登记。",
            "每月应缴存额为三百元。",
            "最高可贷额度为五十万元。",
            "居民人均可支配收入为三万元。",
            "历史遗留问题已分类解决不留尾巴。",
            "该产品尚未取得生产许可证明。",
            "上述机制由主要负责人牵头的小组掌握。",
            "你们为什么可以免费？",
            "部分设备也可能出现故障。",
            "全年不予登记5件。",
            "缴纳应配建停车位面积部分的建设资金。",
            "应收账款按季盘点。",
            "做到有据可查。",
            "县城管局牵头组织有关部门，建立联席制度。",
        ],
    );
    check(
        Some(Modality::Implicit),
        &[
            "扩大可调度粮食储备规模。",
            "加强镇级可调度车辆建设，完善台账。",
            "按月核算可兑付资金，报县财政局。",
            "盘活可利用闲置土地资源。",
            "扣除应分摊的公用部分费用。",
            "清理应缴未缴的租金。",
            "建成一批可看可学的样板。",
        ],
    );
    check(
        Some(Modality::May),
        &[
            "公积金可提可贷。",
            "确有困难的，可延长期限。",
            "符合条件的企业可扩大范围。",
            "摊主缴纳可分期进行。",
            "家庭人口增加可申请调整。",
        ],
    );
}

#[test]
fn measures_are_implicit() {
    check(
        Some(Modality::Implicit),
        &[
            "建立健全信息共享机制。",
            "进一步优化办事流程，压缩办理时限。",
            "按照上级要求，推进系统对接。",
            "对重点领域开展专项整治。",
            "把普法工作纳入年度考核。",
            "市商务局制定实施细则。",
            "坚持问题导向，完善工作台账。",
        ],
    );
    check(Some(Modality::Encouraged), &["鼓励社会力量参与。", "探索建立激励机制。"]);
    check(
        None,
        &[
            "到2030年建成覆盖城乡的服务体系。",
            "坚持党的领导。",
            "建立了信息共享机制。",
            "建设单位的办公地点在县城。",
            "补贴标准。",
            "为推进此项工作，根据有关规定，制定本方案。",
            "为落实有关要求，支持职工合理住房需求，现对提取政策进行调整。",
            "根据有关规定，进一步优化服务，现将有关事项通知如下：",
            "为促进发展，支持合理需求，结合实际，现提出以下措施。",
        ],
    );
}

#[test]
fn reports_oblige_nobody() {
    let text = "某县2020年法治政府建设情况报告\n\n一年来，我县建立了制度，完善了机制。\n各部门应当履职的意识增强了。\n\
                开展了培训，举办了讲座。\n推进了改革，落实了责任。\n";
    let analysis = Engine::new().extract(crate::document::Decoded::of_text(text));
    assert!(analysis.facts.obligations.is_empty());
}

#[test]
fn parts_of_a_sentence() {
    let text = "关于加强某项工作的通知\n\n除紧急情况外，未经县财政局批准，预算单位不得调整用途，违反规定的，依法追究责任。\n";
    let analysis = Engine::new().extract(crate::document::Decoded::of_text(text));
    let obligation = analysis.facts.obligations.first().expect("one obligation");
    let of = |t: &Option<Text>| t.as_ref().map(|t| t.text.clone()).unwrap_or_default();
    assert_eq!(obligation.subject.as_ref().map(|s| s.text.as_str()), Some("预算单位"));
    assert_eq!(of(&obligation.action), "调整用途");
    assert_eq!(of(&obligation.condition), "未经县财政局批准");
    assert_eq!(of(&obligation.exception), "除紧急情况外");
    assert_eq!(of(&obligation.consequence), "违反规定的，依法追究责任");
}

#[test]
fn a_duty_in_brackets_ends_with_them() {
    let text = "关于加强某项工作的通知\n\n对在活动期间购房的家庭给予一次性补贴（网签时间须在活动期间内），额度用完即止。\n";
    let analysis = Engine::new().extract(crate::document::Decoded::of_text(text));
    let obligation = analysis.facts.obligations.first().expect("one obligation");
    assert_eq!(obligation.subject.as_ref().map(|s| s.text.as_str()), Some("网签时间"));
    assert_eq!(obligation.action.as_ref().map(|a| a.text.as_str()), Some("在活动期间内"));
}

/// Modality of every obligation with a modal in a text of its own.
fn said(text: &str) -> Vec<Modality> {
    let analysis = Engine::new().extract(crate::document::Decoded::of_text(text.to_owned()));
    let explicit = analysis.facts.obligations.iter().filter(|o| o.trigger.is_some());
    explicit.map(|o| o.modality).collect()
}

#[test]
fn quotas_figures_and_old_rules() {
    use Modality::{May, Must, MustNot};
    for (text, expect) in [
        ("每户限领一张摊位券。", vec![]),
        ("在规定期限申请换证的摊主名单另行公布。", vec![]),
        ("未办理过备案的，仅需提交身份证明。", vec![Must]),
        ("摊主仅需一张表即可办结。", vec![May]),
        ("验收后，押金退还比例可达到95%。", vec![May]),
        ("可达到开业条件的市场共五个。", vec![]),
        ("申请人由此前的仅可租一个摊位调整为可以租两个摊位。", vec![May]),
        ("摊位数由不得超过三个调整为不得超过五个。", vec![MustNot]),
        ("将租摊条件由“连续经营6个月，且不得停业三个月以上”，调整为“申请前连续经营6个月”。", vec![]),
        ("摊位数由“不得超过三个”调整为不得超过五个。", vec![MustNot]),
        ("摊主不得打出“优惠”，改为租约价。", vec![MustNot]),
        ("摊主应缴清洁费=摊位面积×单价。", vec![]),
        ("夜市经济基础尚需稳固。", vec![]),
        ("我局牵头开展了夜市检查，现将有关情况通报如下：", vec![]),
        ("会议强调要坚持标准。", vec![]),
        ("二、材料\n3.身份证、户口簿原件（委托办理的还需提供委托书）；", vec![]),
        ("二、材料\n3.提交身份证、户口簿（委托办理的还需提供委托书）；", vec![Must]),
        ("二、材料\n3.本人银行卡（须为一类账户）；", vec![Must]),
        ("例：甲退租后，须在两个月内清空摊位。", vec![]),
    ] {
        assert_eq!(said(text), expect, "{text}");
    }
}

#[test]
fn who_retells_is_not_bound() {
    let text = "4月26日，某公众号消息，甲市商务局发布《夜市管理通知》，本《通知》自2024年5月1日起施行。\n摊位可续租两年\n文件提出，摊主可申请续租。";
    assert_eq!(said(text), vec![Modality::May]);
}

#[test]
fn lifted_and_named_norms() {
    for text in [
        "坚决杜绝浪费。",
        "取消申请人必须先缴押金再办证的流程。",
        "健全县级统筹、乡镇负总责、村组落实的工作体制。",
        "保证体弱的人不得病。",
        "有的设施可能要十年收回成本。",
        "扩大可贷资金规模。",
    ] {
        assert_eq!(said(&format!("关于加强某项工作的通知\n\n各有关单位：\n{text}\n")), [], "{text}");
    }
    check(Some(Modality::MustNot), &["减轻负担，杜绝层层要表、重复检查等做法。", "杜绝占用通道的现象。"]);
}

#[test]
fn speeches_ask() {
    let text = "在全县植树工作会议上的讲话\n同志们：\n各镇要在雨季前备足苗木。\n任何人不得毁坏幼苗。\n\
                有专家认为应当多种乔木。\n去年我们种了三千亩。\n";
    assert_eq!(said(text), [Modality::Must, Modality::MustNot]);
}

#[test]
fn what_is_needed_must_be_done() {
    check(
        Some(Modality::Must),
        &[
            "缴清税款后，需要到窗口领取凭证。",
            "申请人还需要提交亲属关系证明。",
            "各单位需要建立工作台账。",
            "需要在系统中登记信息。",
            "申请变更的，均需要办理备案。",
            "领队理当做好示范。",
            "县教育局负责制定年度计划。",
            "市住建局负责制作电子凭证。",
        ],
    );
    check(
        None,
        &[
            "窗口根据需要，安排人员值守。",
            "群众需要是工作的出发点。",
            "需要变更权利人的，到窗口申请。",
            "人才引进需要与产业相适应。",
            "各地情况不同，需要有所区别。",
        ],
    );
}

#[test]
fn what_is_unfit_and_what_must_cease() {
    check(
        Some(Modality::MustNot),
        &[
            "住宅层高不宜大于3.6米。",
            "广告牌设置不宜高于檐口。",
            "杜绝擅自改变用途。",
            "坚决杜绝违规收费。",
            "公园内不宜设置大型游乐设施。",
            "杜绝未经验收投入使用的现象。",
        ],
    );
    for text in [
        "对不宜配建的地块，按原方案执行。",
        "各股负责整治工作人员名单报县局。",
        "形成一批可看、可学、可推广的样板。",
        "加快实现高频事项跨区可办。",
    ] {
        assert_eq!(said(&format!("关于加强某项工作的通知\n\n各有关单位：\n{text}\n")), [], "{text}");
    }
}

#[test]
fn newspapers_retell_what_was_laid_down() {
    let news = |body: &str| format!("本报讯：近日，青石县印发《停车管理办法》。\n{body}\n");
    for (body, expect) in [
        ("县住建局表示，各小区要全面摸排车位需求。", vec![Modality::Must]),
        ("通知明确了业主可申请提取维修资金。", vec![Modality::May]),
        ("据介绍，夜间停车不得占用消防通道。", vec![Modality::MustNot]),
        ("《办法》指出，要规范收费公示。", vec![Modality::Must]),
        ("相关负责人说，租户须按月登记。", vec![Modality::Must]),
        ("新车位均可预约使用。", vec![Modality::May]),
        ("某社某市3月5日电（记者某某）今年要大力改造夜市。", vec![Modality::Must]),
        ("各镇要排查去年以来的停工项目。", vec![Modality::Must]),
        ("业内人士认为，各地应放宽限制。", vec![]),
        ("某证券首席经济学家表示，既要防风险，也要稳增长。", vec![]),
        ("去年，县里要求各小区要全面摸排。", vec![]),
        ("办法实施后形成了可以推广的经验。", vec![]),
    ] {
        assert_eq!(said(&news(body)), expect, "{body}");
    }
    // A line of its own without a stop is a headline.
    assert_eq!(said(&news("外地车辆可申请月票\n车主凭证办理。")), vec![]);
    let press = "主持人：各位媒体朋友们，上午好。\n某局长：谢谢你的提问。各地要抓好落实。\n";
    assert_eq!(said(press), vec![Modality::Must]);
}

#[test]
fn words_that_only_look_like_modals() {
    check(
        Some(Modality::Must),
        &[
            "法令遵循单位应拟订年度计划。",
            "主管机关应征询村民意见。",
            "药厂应聘用兽医师。",
            "各科应对口联系一个镇。",
            "双方应约定交付日期。",
            "但也要看到，这项工作不是一日之功。",
            "当前，需要进一步完善机制。",
            "县气象局负责人工影响天气工作。",
            "县民政局负责人才公寓分配。",
            "摊主须知晓并遵守以下规则。",
            "重大事务必须集体研究。",
            "店家应当告知禁止吸烟的规定，劝阻吸烟。",
            "学校应当对学生进行禁止燃放烟花的教育。",
        ],
    );
    check(
        Some(Modality::MustNot),
        &["禁止吸烟的区域内，任何人不得吸烟。", "禁止在小区内，燃放烟花爆竹。", "禁止占用消防通道。"],
    );
    for text in [
        "单位负责人工作有变动。",
        "摊位供不应求，增收指日可待。",
        "夜市交通要道，地势险要地段已经整修。",
        "这种结构采用预应力，可是造价不高。",
        "服务站是指可以办理登记的场所。",
        "表示严格，在正常情况下均应这样做的用词采用“应”。",
        "表示有选择，在一定条件下可以这样做的。",
        "条文中指定应按其他标准执行时，写法为“应符合……的规定”。",
        "原定类别不当，应为“合同”。",
        "夜市实行县局监管和摊主负责相结合的体制。",
        "这样看来，摊主应该会选择续租。",
        "不采取办法，情况还要更加严重。",
        "对其请求，本院不予支持。",
        "这种做法应予肯定。",
        "（九）法规规定可以申请复核的其他行为。",
        "预计11月底可完成清理。",
        "某负责人应约与来宾会见。",
        "取消申请人须提供缴费证明的前置条件。",
        "补贴按购房人应有优惠计算。",
    ] {
        let got = read(text);
        assert!(got.iter().all(|(modality, _)| *modality == Modality::Implicit), "{text}: {got:?}");
    }
}

/// Subject (`-` for none, `@` for the issuing body, `~` for one named before), condition and action of the last obligation of a
/// paragraph in a paper of rules.
fn parts_of(body: &str) -> (String, String, String) {
    let text = format!(
        "青石县夜市管理办法\n\n第一条 夜市要干净。\n第二条 夜市要安静。\n第三条 夜市要有序。\n第四条 夜市要明亮。\n第五条 {body}\n"
    );
    let analysis = Engine::new().extract(crate::document::Decoded::of_text(text));
    let last = analysis.facts.obligations.last().expect("an obligation");
    let of = |t: &Option<Text>| t.as_ref().map_or("", |t| t.text.as_str()).to_owned();
    let subject = last.subject.as_ref().map_or("-".to_owned(), |s| match s.source {
        SubjectSource::Stated => s.text.clone(),
        SubjectSource::Inherited => format!("~{}", s.text),
        SubjectSource::Issuer => "@".to_owned(),
    });
    (subject, of(&last.condition), of(&last.action))
}

#[test]
fn whoever_ends_like_an_actor_is_one() {
    for (body, subject) in [
        ("经营者应当亮证经营。", "经营者"),
        ("从业人员应当持证上岗。", "从业人员"),
        ("未满十六周岁的人员不得设摊。", "未满十六周岁的人员"),
        ("不动产测绘机构应当出具成果。", "不动产测绘机构"),
        ("自然资源主管部门应当划定范围。", "自然资源主管部门"),
        ("以租赁方式取得摊位的单位不得转租。", "以租赁方式取得摊位的单位"),
        ("在建工程监理单位应当旁站。", "在建工程监理单位"),
        ("已领取补助的家庭不得重复申领。", "已领取补助的家庭"),
        ("无证摊贩经营者应当离场。", "无证摊贩经营者"),
        ("检测机构应当留样。", "检测机构"),
        ("请求权人应当提出书面申请。", "请求权人"),
        ("救助服务站应当登记来访人员。", "救助服务站"),
        ("提供餐饮服务的企业应当分类投放垃圾。", "提供餐饮服务的企业"),
        ("摊主提交的材料应当真实。摊主代表应当签字。", "摊主代表"),
        // Not understood: nobody, and not whoever stood before.
        ("摊主应当签字。评估结果应当公示。", "-"),
        // Described or addressed: not whoever acts.
        ("对符合条件的摊主应当发放证照。", "-"),
        ("组织有关摊主单位应当提前公告。", "-"),
    ] {
        assert_eq!(parts_of(body).0, subject, "{body}");
    }
}

#[test]
fn subjects_are_cut_where_a_phrase_begins() {
    for (body, subject) in [
        ("县城管局是夜市管理的主管部门，负责日常巡查。", "县城管局"),
        ("摊主凭身份证明可以申请变更。", "摊主"),
        ("任何单位和个人未经批准不得占用通道。", "任何单位和个人"),
        ("县城管局、县商务局等部门按照各自职责负责夜市监管工作。", "县城管局、县商务局等部门"),
        ("县城管局、县商务局分别负责巡查和登记工作。", "县城管局、县商务局"),
        ("主管部门可以不予换证。", "主管部门"),
        ("县城管局会同有关部门应当制定目录。", "县城管局"),
        ("用人单位招用人员，不得扣押证件。", "用人单位"),
        ("建设单位和委托单位应当到场。", "建设单位和委托单位"),
        ("村民组织代表应当列席。", "村民组织代表"),
        ("无锡市城市管理局应当公布名单。", "无锡市城市管理局"),
        ("符合条件的青年人才可申请摊位。", "符合条件的青年人才"),
        ("夜市摊位应由管委会统一分配。", "管委会"),
        ("夜市运营企业有权劝离，但不得收取费用。", "夜市运营企业"),
        ("执法机构实施检查时，不得妨碍经营。", "执法机构"),
        ("违反前款规定的，由城管部门责令改正，可以处二百元罚款。", "城管部门"),
        ("摊主提供虚假材料，不予登记。", "-"),
        ("夜市管理由县城管局负责实施。", "县城管局"),
        ("管理人员对违规的任何人都有权批评。", "管理人员"),
        ("如摊位有空余任何人不得占用。", "任何人"),
        ("封闭期间任何单位和个人不得进入。", "任何单位和个人"),
        ("• 摊主应当亮证。", "摊主"),
        ("【投诉处理】城管部门应当公布电话。", "城管部门"),
        ("摊主每天必须打扫。", "摊主"),
        ("夜市服务站根据需要可设休息区。", "夜市服务站"),
    ] {
        assert_eq!(parts_of(body).0, subject, "{body}");
    }
}

#[test]
fn whoever_meets_with_something_acts() {
    for (body, subject) in [
        ("任何单位和个人发现火情，应立即报告。", "任何单位和个人"),
        ("摊主收到缴费通知后，应及时缴费。", "摊主"),
        ("摊主对处理决定不服的，可以申请复核。", "摊主"),
        ("摊主认为收费有误的，可以申请核对。", "摊主"),
        ("摊主购买摊车，应当保留票据。", "摊主"),
        ("摊主符合条件的，可申请补助。", "摊主"),
        ("摊主符合条件的，应当准予登记。", "-"),
        ("摊主申请换位时，应当说明理由。", "摊主"),
        // Whoever applied is served.
        ("摊主申请换位，应当在五日内予以办结。", "-"),
        ("摊主提出申请后，应当在五日内办结。", "-"),
        ("摊主拒不改正的，可以解除合同。", "-"),
    ] {
        assert_eq!(parts_of(body).0, subject, "{body}");
    }
    let case = parts_of("摊主有下列情形之一者，不得设摊：");
    assert_eq!((case.0.as_str(), case.1.as_str()), ("摊主", "摊主有下列情形之一者"));
    let fined = parts_of("违反前条规定者，由主管机关处摊主五千元罚款，并可以责令离场。");
    assert_eq!(fined.0, "主管机关");
    let case = parts_of("违反前条规定者，得命其离场，并应公告。");
    assert_eq!((case.0.as_str(), case.1.as_str()), ("-", "违反前条规定者"));
    let all = parts_of("凡在夜市内从事经营的单位和个人，均应遵守本办法。");
    assert_eq!((all.0.as_str(), all.1.as_str()), ("在夜市内从事经营的单位和个人", ""));
    // Whoever is punished does not do it himself.
    let all = parts_of("凡违反本办法的单位和个人，应当给予警告。");
    assert_eq!((all.0.as_str(), all.1.as_str()), ("-", "凡违反本办法的单位和个人"));
}

#[test]
fn what_is_done_is_whole() {
    for (body, action) in [
        ("摊主应按时交纳清洁费。", "按时交纳清洁费"),
        ("摊主应依法办理登记。", "依法办理登记"),
        ("主管部门可视情节轻重采取措施。", "视情节轻重采取措施"),
        ("摊主应向管委会报告。", "向管委会报告"),
        ("管委会要说明理由。", "说明理由"),
        ("培训不能少于八学时。", "少于八学时"),
        ("摊位费不能用于发放奖金。", "用于发放奖金"),
        ("摊主对摊位的卫生负责。", "对摊位的卫生负责"),
        ("镇政府对辖区夜市安全负总责。", "对辖区夜市安全负总责"),
        ("摊位分配由县城管局负责。", "摊位分配"),
        ("摊主应当立即将伤者送医，并依法承担赔偿责任。", "立即将伤者送医，并依法承担赔偿责任"),
    ] {
        assert_eq!(parts_of(body).2, action, "{body}");
    }
}

#[test]
fn cases_reach_back_and_stay_apart() {
    for (body, condition) in [
        (
            "摊主不履行登记义务，或者登记后拒不亮证的，管委会应当劝离。",
            "摊主不履行登记义务，或者登记后拒不亮证的",
        ),
        (
            "当事人逾期不复议，也不起诉，又不履行决定的，作出决定的机关可以催告。",
            "当事人逾期不复议，也不起诉，又不履行决定的",
        ),
        ("需要占道的，摊主须事先报批，未经批准不得占用。", "未经批准"),
        ("非经批准，不得动火。", "非经批准"),
        ("经批准可以延长营业。", "经批准"),
        ("符合条件的可以续租。", "符合条件的"),
        ("如实登记信息，不得瞒报。", ""),
    ] {
        assert_eq!(parts_of(body).1, condition, "{body}");
    }
}

#[test]
fn requests_to_named_units() {
    check(Some(Modality::Must), &["各科室务请按时报送材料。", "各摊主务于每周五前将名单报管委会。"]);
    check(
        Some(Modality::Implicit),
        &[
            "请各单位于12月20日前将总结报管委会办公室。",
            "请各区政府于6月10日前报送名单。",
            "县消防救援支队开展联合检查。",
            "供电公司排查线路隐患。",
            "完善台账制度，做到应检必检。",
        ],
    );
    check(None, &["敦促房地产企业把资金划入账户。"]);
    let text = "关于夜市的通知\n\n青石县人民政府办公室\n各镇：\n由县城管局牵头，会同有关部门开展巡查。\n";
    let analysis = Engine::new().extract(crate::document::Decoded::of_text(text));
    let subject =
        analysis.facts.obligations.first().and_then(|o| o.subject.as_ref()).map(|s| s.text.as_str());
    assert_eq!(subject, Some("县城管局"));
}
