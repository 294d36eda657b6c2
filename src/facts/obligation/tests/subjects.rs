//! Who acts and in which case, where the words for it stand further off.

use super::*;

#[test]
fn whoever_stands_before_a_phrase_of_time_acts() {
    for (body, subject) in [
        ("住户离开房间时应关闭水阀。", "住户"),
        ("摊主报考卫生员前，应当登记。", "摊主"),
        ("摊主于领得证书后，应在三日内悬挂。", "摊主"),
        ("流动人口到达本镇满十日的，应当申报登记。", "流动人口"),
        ("摊主提交方案前，应当选择一家银行。", "摊主"),
        ("摊主收到缴费通知后应当缴费。", "摊主"),
        ("管委会一旦发现险情，应当报告。", "管委会"),
        ("摊主除依法免缴外，应当按月缴费。", "摊主"),
        ("摊主与其配偶共同经营的，可申请合并登记。", "摊主"),
        ("摊主家庭在县内没有房屋的，可申请宿舍。", "摊主家庭"),
        ("摊主在欢度节日的同时，要做好防火。", "摊主"),
        ("双方解除合同，必须提前通知。", "双方"),
        ("购买二手摊车应当留存票据。", "-"),
        ("购买价格应当公开。", "购买价格"),
        ("政府建设的摊位，应当公示。", "-"),
        // Whoever applied is served.
        ("摊主与其配偶共同经营的，应当准予登记。", "-"),
    ] {
        assert_eq!(parts_of(body).0, subject, "{body}");
    }
}

#[test]
fn names_are_told_without_what_stands_around_them() {
    for (body, subject) in [
        ("青石县夜市管理处（以下简称管理处）负责日常巡查。", "青石县夜市管理处"),
        ("用电设备（如灯具等）应当接地。", "用电设备"),
        ("流动服务中心（站）应当公布电话。", "流动服务中心（站）"),
        ("〔摊主义务〕摊主应当亮证。", "摊主"),
        ("封闭期间所有车辆和行人必须绕行。", "所有车辆和行人"),
        ("则该名摊主不得续租。", "该名摊主"),
        ("摊主或者他人亦可查阅。", "摊主或者他人"),
        ("县长担任组长，负责召集会议。", "县长"),
        ("夜市编制管理机关在县政府领导下，负责具体工作。", "夜市编制管理机关"),
        ("渡口的去留应当由村民小组会议决定。", "村民小组会议"),
        (
            "公安、市场监管、自然资源、卫生、生态环境、住房和城乡建设、规划、林业、民族宗教等部门应当各司其职。",
            "公安、市场监管、自然资源、卫生、生态环境、住房和城乡建设、规划、林业、民族宗教等部门",
        ),
        (
            "城管、交通、卫生、文化旅游、消防救援、市场监督管理、住房和建设等有关部门，应各司其职。",
            "城管、交通、卫生、文化旅游、消防救援、市场监督管理、住房和建设等有关部门",
        ),
        ("各级建设行政部门负责夜市工作。", "各级建设行政部门"),
        ("取得证照的摊主应当亮证。", "取得证照的摊主"),
        ("省、设区的市夜市主管部门依照本办法的规定，负责夜市的指导。", "省、设区的市夜市主管部门"),
        (
            "本镇行政区域内的夜市经营者和使用夜市的单位和个人，必须遵守本办法。",
            "本镇行政区域内的夜市经营者和使用夜市的单位和个人",
        ),
        ("第二章摊位第七条摊主应当亮证。", "摊主"),
        ("理事会应由理事中选举一人为理事长。", "理事会"),
        ("县城管局作为夜市的牵头部门，要加强协调。", "县城管局"),
        ("实施方案应当明确分工。", "实施方案"),
        ("提示：1、摊主务必亮证。", "摊主"),
        ("摊车除救灾外，不得超载。", "摊车"),
        ("摊主申请减免的，应当向管委会提交证明。", "摊主"),
        ("插座必须放稳，不得靠近床铺。", "插座"),
        ("由摊主提供的票据，应当真实，不得涂改。", "-"),
        ("前项公告，应张贴于夜市入口。", "前项公告"),
        ("前项情形，应予公告。", "-"),
        ("经指派担任巡查之人员，负责登记。", "经指派担任巡查之人员"),
        ("凡在本镇经商的外来人口，应当登记。", "在本镇经商的外来人口"),
    ] {
        assert_eq!(parts_of(body).0, subject, "{body}");
    }
}

#[test]
fn times_and_cases_of_others_are_conditions() {
    for (body, condition) in [
        ("摊主转让摊位时，应当办理登记。", "摊主转让摊位时"),
        ("发生火情时，要立即报告。", "发生火情时"),
        ("使用明火时应当有人看管。", "使用明火时"),
        ("有下列情形之一，管委会不得收回摊位：", "有下列情形之一"),
        ("摊主一旦停业，应当报告。", "摊主一旦停业"),
        ("同时，摊主应当亮证。", ""),
        ("每日19时，摊主应当收摊。", ""),
        ("摊主应当在收款时，开具票据，不得拒开。", ""),
    ] {
        assert_eq!(parts_of(body).1, condition, "{body}");
    }
}

#[test]
fn unless_is_an_exception() {
    for (text, exception) in [
        ("摊主不得动火，除非管委会书面同意。", "除非管委会书面同意"),
        ("摊车除救灾外，不得超载。", "除救灾外"),
        ("任何人除非持有证件，否则不得入场。", "除非持有证件"),
    ] {
        let text = format!("青石县夜市管理办法\n\n第一条 夜市要干净。\n第二条 {text}\n");
        let analysis = Engine::new().extract(crate::document::Decoded::of_text(text));
        let last = analysis.facts.obligations.last().expect("an obligation");
        assert_eq!(last.exception.as_ref().map(|e| e.text.as_str()), Some(exception));
    }
}

#[test]
fn leads_without_a_colon_still_lay_down() {
    let list = "（一）摊主必须具备下列条件\n1.身体健康；\n2.无不良记录；\n（二）有下列情形之一的人员不得设摊\n\
                1.曾被取消资格的；\n2.隐瞒事实的；\n";
    let text = format!("青石县夜市管理办法\n\n一、设摊条件\n{list}");
    assert_eq!(said(&text), [Modality::Must, Modality::MustNot]);
}

#[test]
fn words_beside_a_modal() {
    check(
        Some(Modality::Must),
        &[
            "摊主必需于每日清扫。",
            "镇政府负责全镇治水的领导、组织和协调工作，把治水纳入规划。",
            "原来持有旧证的应当交回旧证。",
        ],
    );
    for text in [
        "管委会会议由县长委托负责日常工作的副县长召集。",
        "依实际作业需要召开会议的，由主任召集。",
        "一、禁止摆摊的区域：东街、西街。",
        "根据有关法律，制定本办法。",
    ] {
        let got = read(text);
        assert!(got.iter().all(|(modality, _)| *modality == Modality::Implicit), "{text}: {got:?}");
    }
}

#[test]
fn names_and_meanings_are_no_measures() {
    check(
        None,
        &[
            "（一）从全局看，发展是解决问题的关键。",
            "（一）建成后的夜市由管委会指定的机构接收。",
            "（一）实施本办法有关机关的权责如下：",
            "（一）改善通知：指在交付后，由厂商就设备的使用发布的补充措施。",
        ],
    );
    check(Some(Modality::Implicit), &["（一）发展夜间经济。", "（二）建立摊主名册。"]);
}

#[test]
fn seasons_and_descriptions_stand_before_whoever_acts() {
    for (body, subject) in [
        ("汛期各单位要加固棚架。", "各单位"),
        ("汛期一定要有人值守。", "-"),
        (
            "在夜市从事餐饮、零售、修理、寄存等经营活动并且设有固定摊位的单位和个人，应当遵守本办法。",
            "在夜市从事餐饮、零售、修理、寄存等经营活动并且设有固定摊位的单位和个人",
        ),
        ("未经检验的摊车不得使用。", "未经检验的摊车"),
        ("按照有关规定摊主只能设一个摊位。", "摊主"),
        ("镇、村两级，分别成立夜市管理机构，负责日常巡查。", "镇、村两级"),
        ("管委会决定暂不予换证。", "管委会"),
        ("决定将不予换证。", "-"),
        ("由家庭农场、合作社向管委会提出申请，并对材料的真实性负责。", "家庭农场、合作社"),
        ("禁止任何单位和个人在夜市堆放杂物。", "任何单位和个人"),
        ("摊主购买摊车的，可按原价缴纳摊位费。", "摊主"),
        ("摊主购买摊车的，可给予适当补助。", "-"),
        ("摊主连续缴费满一年，可申请续租。", "摊主"),
        ("外来人才，可按规定申请摊位。", "外来人才"),
    ] {
        assert_eq!(parts_of(body).0, subject, "{body}");
    }
}

#[test]
fn cases_in_short_and_in_brackets() {
    assert_eq!(parts_of("逾期不予受理。").1, "逾期");
    assert_eq!(parts_of("发现火情，应立即报告。").1, "发现火情");
    assert_eq!(parts_of("发现的问题应当立即整改。").1, "");
    let text = "青石县夜市管理办法\n\n第一条 夜市要干净。\n第二条 夜市内禁止停车（配送车辆除外）。\n";
    let analysis = Engine::new().extract(crate::document::Decoded::of_text(text));
    let last = analysis.facts.obligations.last().expect("an obligation");
    assert_eq!(last.exception.as_ref().map(|e| e.text.as_str()), Some("配送车辆除外"));
}

#[test]
fn whoever_issues_is_not_whoever_reads() {
    let subject = |title: &str, body: &str| {
        let text = format!("{title}\n\n各摊主：\n{body}\n\n青石县人民政府\n2024年3月1日\n");
        let analysis = Engine::new().extract(crate::document::Decoded::of_text(text));
        let last = analysis.facts.obligations.last().expect("an obligation");
        last.subject.as_ref().map(|subject| subject.source)
    };
    let notice = "青石县人民政府关于夜市管理的通告";
    assert_eq!(subject(notice, "发现火情，应立即报告。"), None);
    assert_eq!(subject(notice, "续租的，可申请减免摊位费。"), None);
    assert_eq!(subject(notice, "逾期不予受理。"), Some(SubjectSource::Issuer));
    let plan = "青石县人民政府关于夜市管理的意见";
    assert_eq!(subject(plan, "要加强夜市管理，完善配套设施。"), Some(SubjectSource::Issuer));
    // An article in the middle of a line begins anew.
    let run_on = "第一条 管委会应当公布摊位名单。第二条 不得转让摊位。";
    assert_eq!(subject("青石县夜市管理办法", run_on), None);
}

#[test]
fn appeals_slogans_and_systems() {
    for (body, subject) in [
        ("尤其是两个夜市所在的村要做好值守。", "两个夜市所在的村"),
        ("望广大摊主积极配合，非必要不得驾车进入。", "广大摊主"),
        ("望江县商务局应当组织检查。", "望江县商务局"),
        ("请各摊主高度重视，务必于六月十日前报名。", "各摊主"),
        ("全县教育系统要以先进为榜样。", "全县教育系统"),
        ("非必要不得外出。", "-"),
        ("其他时间一律禁止鸣笛。", "-"),
        ("搬运途中如有散落要立即清扫。", "-"),
        ("——各夜市至少需设置三处厕所。", "各夜市"),
        ("夜市章程准则应当公布。", "夜市章程准则"),
        ("旧账是制约夜市发展的“瓶颈”，必须解决。", "-"),
        ("做到“五不得、两保持”：不得擅自拆改摊位。", "-"),
        ("第八条规定：“摊主可申请缓缴清洁费，最长三个月。", "摊主"),
        ("摊主申请补助应当提交发票。", "摊主"),
        ("摊主申请的补助应当入账。", "摊主申请的补助"),
        ("摊主申请金额不得超过三千元。", "摊主申请金额"),
        ("摊主贷款购买冷柜，在还清贷款后，可申请贴息。", "摊主"),
        ("意向单位提交方案，须承诺开业时间。", "意向单位"),
        ("消防员任职期间应当参加培训。", "消防员"),
        ("夜市的名声，最终要靠质量。", "-"),
        ("2027年要全面完成改造。", "-"),
        ("县里的会议提出要办好夜市。", "-"),
        ("并且此项补贴可以叠加享受。", "此项补贴"),
        ("除甲市外各县政府也可以上报。", "各县政府"),
        ("使流动摊主也可以登记。", "流动摊主"),
        ("各县政府明确专门机构负责推进。", "各县政府"),
        ("（责任单位：县城管局）团购摊位须是现成摊位。", "团购摊位"),
        ("全县上下要爱护夜市。", "全县上下"),
        ("在甬金融机构应提供贷款。", "在甬金融机构"),
        ("在该银行应留存票据。", "-"),
        ("新建项目可分期验收。", "新建项目"),
        ("经营条件放宽（摊主已婚的，夫妻双方均应没有摊位）。", "夫妻双方"),
    ] {
        assert_eq!(parts_of(body).0, subject, "{body}");
    }
}

#[test]
fn cases_and_exceptions_that_stand_further_in() {
    for (body, condition, exception) in [
        ("摊主如对决定有异议，可以申请复核。", "摊主如对决定有异议", ""),
        ("摊位面积若有变化，补助不予调整。", "摊位面积若有变化", ""),
        ("比如各摊位，应当统一颜色。", "", ""),
        ("查询记录（数据未更新的，可凭票据办理）。", "数据未更新的", ""),
        (
            "将规定修改为“摊主连续经营六个月且没有违规记录的，在证照到期以前可以申请延期”。",
            "摊主连续经营六个月且没有违规记录的",
            "",
        ),
        ("除丁级摊位外允许夜间经营。", "", "除丁级摊位外"),
        ("摊主须每日清扫，但有正当理由者，不在此限。", "", "但有正当理由者，不在此限"),
        ("摊主姓名必须一致（婚后加名的除外，此时按配偶办理）。", "", "婚后加名的除外"),
    ] {
        let text = format!("关于加强某项工作的通知\n\n各有关单位：\n{body}\n");
        let analysis = Engine::new().extract(crate::document::Decoded::of_text(text));
        let last = analysis.facts.obligations.last().expect("an obligation");
        let of = |t: &Option<Text>| t.as_ref().map_or("", |t| t.text.as_str()).to_owned();
        assert_eq!(
            (of(&last.condition), of(&last.exception)),
            (condition.to_owned(), exception.to_owned()),
            "{body}"
        );
    }
}
