//! Modals that belong to a name or a case, and those that a line break cuts.

use super::*;

#[test]
fn items_below_a_head_are_cases_or_things() {
    let read = |lead: &str, items: &str| {
        let text = format!("某某夜市管理辦法\n第 1 條\n{lead}\n{items}\n第 2 條\n本辦法與機關業務無關。");
        said(&text)
    };
    use Modality::{May, Must, MustNot};
    // The label of another list ends the list of cases.
    let rules = "（一）他人占用摊位。\n二、收费\n（一）摊主应当按月缴费。";
    assert_eq!(said(&format!("夜市管理办法\n一、有下列情形之一的，可以停业：\n{rules}")), [May, Must]);
    let cases = "一、本人重病須長期治療。\n二、其他應表示慶祝時。\n三、經主管機關公告禁止販賣之商品。";
    assert_eq!(read("攤商有下列情形之一者，得停業：", cases), [May]);
    assert_eq!(read("攤商遇有下列情形之一者，依下列規定辦理：", "一、攤位應拆除。"), [Must]);
    let things = "一、可提供之服務方式。\n二、依規定應徵得同意之證明文件。\n三、攤商應每日清潔。";
    assert_eq!(read("計畫應包括下列事項：", things), [Must, Must]);
    assert_eq!(read("攤商應遵守下列事項：", "一、不得為營業以外之使用。"), [Must, MustNot]);
}

#[test]
fn modals_of_attributes_and_names() {
    for text in [
        "落实夜市摊位可以抵押的政策。",
        "对个人购买可以办证的摊位，给予补贴。",
        "（一）可纳入本次调整的摊位，无需摊主申请。",
        "团结一切可以团结的力量。",
        "额度在其可贷的基础上增加五万元。",
        "摊主可贷款最高年龄为六十岁。",
        "基数为职工当月应发工资，不再核定。",
        "对摊位托管、禁止行为、收费标准提出了规范要求。",
        "发挥政府牵头协调作用。",
        "主办单位应提供哪些配套服务；",
        "该做法可减轻负担，激发活力。",
        "可能只有部分摊位可以按期开业。",
        "请不要相信他人的电话。",
        "不再执行摊位面积不得低于三平方米的标准。",
        "买方需贷款购买的情况下，双方先行协商。",
        "基金才可能进场。",
        "在楼道张贴禁止吸烟标志。",
        "应业主委员会要求，物业公司公布账目。",
        "过去摊主跑三趟才能办理登记。",
        "摊主是否可以续租引起关注。",
        "春节期间，将有三千人要出行。",
        "提取的资金可以直付摊位费了",
        "摊位数以申请时可查询到的登记记录为准。",
        "将原执行的“非本县户籍摊主申请经营夜市摊位时，应提供六个月以上在本县缴纳清洁费的证明（取得摊主协会推荐的除外）”进行修改。",
        "应由财政承担的费用，纳入预算。",
        "明年还有许多重要工作要做。",
        "办好大事要事。",
        "下应街道另行通知。",
        "对延续前必须核查改为必要时核查。",
        "停止执行摊位面积不得低于三平方米的标准。",
        "窗口需由群众提供的材料减少一半。",
        "夜市建成后可实现产值三百万元。",
        "水库一期年可生产鱼苗三万尾。",
        "摊车统一清洗，成本可降低一半。",
        "广场可同时容纳两千人。",
        "建成可停放三百辆车的车库。",
        "夜市可出租面积五百平方米。",
        "夜市需改造面积三万平方米。",
        "摊主大会应到代表一百名，实到九十八名。",
        "必须的经费已经落实。",
        "此事即可能告一段落。",
        "摊主不得不绕行。",
    ] {
        let got = read(text);
        assert!(got.iter().all(|(modality, _)| *modality == Modality::Implicit), "{text}: {got:?}");
    }
    check(
        Some(Modality::Must),
        &[
            "验收之后才能启动销售。",
            "各单位应公开事项清单。",
            "摊主应在保证安全的情况下，加快施工。",
            "评标委员会应否决其投标。",
            "变更登记的应提供资料。",
            "司机要持证上岗。",
            "首期证书仅限用于办理许可。",
            "存量用地收回应符合规定，可以分期办理。",
            "登记簿已记载禁止或限制转让的约定的，应当协商办理。",
            "加快出台鼓励和禁止事项清单，摊主应当遵守。",
            "摊主应当将合同期限、禁止转租等内容公示。",
            "规划夜市时，应为后续的改造留出余地。",
        ],
    );
    check(
        Some(Modality::MustNot),
        &[
            "请按时到会，原则上不能缺席。",
            "已经提取的，则不能再以购房申请提取。",
            "转换后，不能转回按原价计费。",
        ],
    );
    check(
        Some(Modality::May),
        &[
            "摊主由原来只能在白天申请，调整为全天均可申请。",
            "允许余款不予结清。",
            "可在未办证的情况下，先行营业。",
        ],
    );
    check(Some(Modality::Must), &["转让年限由原来“满三年方可转让”调整为“满一年方可转让”。"]);
}

/// A paper whose lines are cut at thirty characters, `body` so that its modal lies across a break.
fn folded(before: &str, behind: &str) -> String {
    const WIDTH: usize = 30;
    let filler =
        "夜市管理处按月公布摊位名单和收费情况并接受摊主查询，摊主对名单有异议的，由管理处核对后答复，"
            .repeat(12);
    let last = WIDTH - before.chars().count();
    let line: String = filler.chars().take(WIDTH * 14 + last - 1).collect();
    let text: Vec<char> = format!("{line}。{before}{behind}").chars().collect();
    let lines: Vec<String> = text.chunks(WIDTH).map(|line| line.iter().collect()).collect();
    lines.join("\n")
}

#[test]
fn a_line_break_cuts_no_modal() {
    for (before, behind, expect) in [
        ("非经管理处同意，不", "得转让摊位。", vec![Modality::MustNot]),
        ("摊主应", "依规定按月登记。", vec![Modality::Must]),
        ("这是居民主", "要关心的问题。", vec![]),
        ("各地做法不是千篇一", "律的。", vec![]),
    ] {
        let text = folded(before, behind);
        assert!(text.contains(&format!("{before}\n{behind}")), "{text}");
        assert_eq!(said(&format!("{text}\n")), expect, "{text}");
    }
}

#[test]
fn modals_that_describe_or_name() {
    check(
        None,
        &[
            "（六）法律规定的其他禁止设摊的区域。",
            "（三）经检查，短期内可以修复的；",
            "青石河全段为可采区。",
            "今年河中无砂可采。",
            "夜市在繁荣经济方面还可以作出更大的贡献。",
            "全镇共有应参保人员三百名。",
            "（二）以应入学儿童名义租摊。",
        ],
    );
    check(
        Some(Modality::Must),
        &[
            "对不予整改的摊主一律从严处理。",
            "各镇要落实责任，负责渡口禁止垂钓工作的组织实施。",
            "县城管局是夜市管理的主管部门，负责对全县的夜市工作实行监督。",
        ],
    );
    for text in ["请将负责登记工作的联系人报管委会。", "要将负责登记工作的联系人姓名、电话报管委会。"]
    {
        assert!(read(text).iter().all(|(_, trigger)| trigger != "负责"), "{text}");
    }
    let cases = "有下列情形之一的，给予减免：\n1.摊主可以提供证明的；\n2.新摊主可以申请减免摊位费，由本人书面提出，报管委会批准。";
    let text = format!("青石县夜市管理办法\n\n一、减免\n{cases}\n");
    assert_eq!(said(&text).last(), Some(&Modality::May));
}

#[test]
fn what_is_announced_waited_for_or_set_up_lays_nothing_down() {
    for text in [
        "为保护鸟类，现就禁止捕鸟有关事项通告如下：",
        "立即传达，杜绝占道经营现象发生。",
        "（二）退役船员及其他按政策应予以安置的困难船员；",
        "法律规定因情况紧急，需作出即时决定的除外。",
        "建立健全党委统一领导、商务部门牵头抓总、社会广泛参与的工作格局。",
        "没有台账的，不得分。",
        "该工程总投资八百万元，可解决三千人饮水困难问题。",
        "预览时标签不可点",
    ] {
        assert_eq!(said(&format!("关于加强某项工作的通知\n\n各有关单位：\n{text}\n")), [], "{text}");
    }
    check(
        Some(Modality::Must),
        &[
            "各镇要高度重视禁止占道经营工作，广泛宣传。",
            "各镇要加强宣传，杜绝一切野外用火行为。",
            "原则上应当在渡口站决定不予退费后，再作处理。",
            "二、财政局负责落实摊位改造经费.",
        ],
    );
    check(Some(Modality::May), &["也可以由管委会负责起草摊位方案。"]);
    check(Some(Modality::MustNot), &["摊位不得分割转让。", "不得分装食品。"]);
}
