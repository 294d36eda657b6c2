//! Every shipped rule is proven by its own examples, and the catalogue page is up to date.

use hegui::document::Decoded;
use hegui::engine::Engine;
use hegui::engine::examples;
use hegui::lexicon::Lexicon;
use hegui::report::Severity;
use hegui::rulepack::{ExampleVerdict, Registry, RuleStatus, catalogue};

#[test]
fn every_shipped_rule_lives_up_to_its_examples() {
    let registry = Registry::embedded().unwrap_or_else(|error| panic!("{error}"));
    registry.prove_patterns().unwrap_or_else(|error| panic!("{error}"));
    let failures = examples::prove(&registry, |_| true).unwrap_or_else(|error| panic!("{error}"));
    let messages: Vec<String> = failures.iter().map(ToString::to_string).collect();
    assert!(messages.is_empty(), "\n{}", messages.join("\n"));
}

#[test]
fn the_catalogue_page_is_up_to_date() {
    let registry = Registry::embedded().unwrap_or_else(|error| panic!("{error}"));
    let page = include_str!("../docs/rules.md");
    assert!(
        page == catalogue::markdown(&registry),
        "docs/rules.md 已过时：hegui rules list --format md > docs/rules.md"
    );
}

#[test]
fn the_catalogue_page_in_html_is_up_to_date() {
    let registry = Registry::embedded().unwrap_or_else(|error| panic!("{error}"));
    let page = include_str!("../docs/rules.html");
    assert!(
        page == catalogue::html(&registry),
        "docs/rules.html 已过时：hegui rules list --format html > docs/rules.html"
    );
    for outside in ["http://", "https://", "src=", "<link", "@import"] {
        assert!(!page.contains(outside), "网页应当独立，却有 {outside}");
    }
    assert_eq!(page.matches("<details").count(), page.matches("</details>").count());
    assert_eq!(page.matches("<details").count(), registry.rules().len());
}

#[test]
fn a_scaffold_loads_and_proves_itself() {
    let text = catalogue::scaffold("XX-001", "late-filing", "0.1.0");
    let registry = Registry::load(&[("rules/xx/late-filing.toml".to_owned(), text)]);
    let registry = registry.unwrap_or_else(|error| panic!("{error}"));
    let failures = examples::prove(&registry, |_| true).unwrap_or_else(|error| panic!("{error}"));
    assert!(failures.is_empty(), "{failures:?}");
}

/// What is forbidden, denied or to be prevented did not happen.
#[test]
fn a_forbidden_or_denied_defect_of_review_is_none() {
    let registry = Registry::embedded().unwrap_or_else(|error| panic!("{error}"));
    let engine = Engine::builder().build().unwrap_or_else(|error| panic!("{error}"));
    let mut wrong = Vec::new();
    for rule in registry.rules().iter().filter(|r| r.pack == "LR") {
        for example in rule.examples.iter().filter(|e| e.verdict == ExampleVerdict::Bad) {
            let inner = example.text.trim_end_matches('。');
            for text in [
                format!("严禁{inner}。"),
                format!("坚决杜绝{inner}的现象。"),
                format!("检查中未发现{inner}的情况。"),
                format!("{inner}的，责令改正。"),
            ] {
                let mut decoded = Decoded::default();
                decoded.raw.clone_from(&text);
                let report = engine.check(decoded).report(false);
                let found = report.findings.iter().filter(|f| f.rule.starts_with("LR"));
                wrong.extend(found.map(|f| format!("{}：{text}", f.rule)));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Forbidding, abolishing or quoting a thing is not laying it down: each bad example of the rules on content, wrapped in
/// a sentence that does so, must not be found by its rule.
#[test]
fn forbidden_content_that_is_itself_forbidden_is_no_finding() {
    let registry = Registry::embedded().unwrap_or_else(|error| panic!("{error}"));
    let engine = Engine::builder().build().unwrap_or_else(|error| panic!("{error}"));
    let mut wrong = Vec::new();
    let mut tried = 0;
    for rule in registry.rules().iter().filter(|r| matches!(&*r.pack, "PC" | "FC" | "HD")) {
        for example in rule.examples.iter().filter(|e| e.verdict == ExampleVerdict::Bad) {
            let inner = example.text.trim_end_matches('。');
            for text in [
                format!("严禁{inner}。"),
                format!("不得{inner}。"),
                format!("禁止作出“{inner}”的规定。"),
                format!("各单位不得以任何形式规定{inner}。"),
                format!("清理{inner}等规定。"),
                format!("取消{inner}等规定。"),
                format!("全面清理、废止{inner}等做法。"),
                format!("坚决纠正{inner}等问题。"),
                format!("严禁下列行为：\n（一）{inner}；\n（二）其他违反规定的行为。"),
                format!("重点检查是否存在{inner}的情况。"),
                format!("坚决杜绝{inner}的现象。"),
                format!("防止{inner}。"),
                format!("严禁出现{inner}的情况。"),
                format!("废止{inner}的规定。"),
                format!("对{inner}等规定予以清理。"),
                format!("{inner}等规定一律取消。"),
                format!("{inner}的规定，予以废止。"),
                format!("全面取消{inner}等不合理规定。"),
                format!("任何单位和个人不得{inner}。"),
                format!("着力整治{inner}等突出问题。"),
                format!("1.严禁{inner}；"),
                format!("坚持依法行政，严禁{inner}。"),
                format!("破除{inner}等隐性壁垒，营造公平环境。"),
            ] {
                let mut spec = example.clone();
                spec.text.clone_from(&text);
                tried += 1;
                let report = engine.check_example(&spec).report(false);
                if report.findings.iter().any(|f| *f.rule == *rule.id) {
                    wrong.push(format!("{}：{text}", rule.id));
                }
            }
        }
    }
    assert!(tried > 600, "只试了 {tried} 句");
    assert!(wrong.is_empty(), "{} / {tried}\n{}", wrong.len(), wrong.join("\n"));
}

/// A rule judges a paper by what was in force when it was written, and says so.
#[test]
fn a_paper_is_judged_by_what_held_when_it_was_written() {
    let registry = Registry::embedded().unwrap_or_else(|error| panic!("{error}"));
    let engine = Engine::builder().build().unwrap_or_else(|error| panic!("{error}"));
    let rule = registry.rules().iter().find(|r| *r.id == *"FC-012").expect("FC-012");
    let mut spec = rule.examples.iter().find(|e| e.verdict == ExampleVerdict::Bad).expect("bad").clone();
    let mut judge = |year: i16| {
        spec.meta.date = Some(jiff::civil::date(year, 3, 1));
        let report = engine.check_example(&spec).report(false);
        let found = report.findings.iter().find(|f| f.rule == "FC-012");
        found.map(|f| (f.severity, f.basis.iter().map(|b| b.document.clone()).collect::<Vec<_>>().join("、")))
    };
    assert_eq!(judge(2013), None);
    assert_eq!(judge(2015), Some((Severity::Warning, "国发〔2014〕62号".into())));
    assert_eq!(judge(2017), Some((Severity::Warning, "国发〔2016〕34号、国发〔2014〕62号".into())));
    let held = "国市监反垄规〔2021〕2号、国发〔2016〕34号、国发〔2014〕62号";
    assert_eq!(judge(2022), Some((Severity::Error, held.into())));
    assert_eq!(judge(2025), Some((Severity::Error, "公平竞争审查条例".into())));
}

/// The rule of another province or ministry binds nobody else: it is printed as something to compare with, and where the
/// paper's own province has a rule, that one is printed.
#[test]
fn a_rule_of_another_place_is_not_said_to_bind() {
    let registry = Registry::embedded().unwrap_or_else(|error| panic!("{error}"));
    let engine = Engine::builder().build().unwrap_or_else(|error| panic!("{error}"));
    let told = |id: &str, region: &str, issuer: Option<&str>| {
        let rule = registry.rules().iter().find(|r| *r.id == *id).expect("rule");
        let mut spec = rule.examples.iter().find(|e| e.verdict == ExampleVerdict::Bad).expect("bad").clone();
        spec.meta.region = Some(region.to_owned());
        spec.meta.issuer = issuer.map(str::to_owned);
        let report = engine.check_example(&spec).report(false);
        let found = report.findings.iter().find(|f| *f.rule == *id).expect("finding");
        found.basis.iter().map(ToString::to_string).collect::<Vec<_>>().join("、")
    };
    let aside = "（外地、外单位的规定，供参照）";
    assert_eq!(told("VP-001", "陕西省", None), "陕西省行政规范性文件制定和监督管理办法");
    let local = told("VP-003", "浙江省", None);
    assert_eq!(local, format!("陕西省行政规范性文件制定和监督管理办法{aside}"));
    assert_eq!(told("PR-001", "陕西省", None), format!("民政部规范性文件制定与审查办法{aside}第十一条"));
    assert_eq!(told("PR-001", "", Some("民政部")), "民政部规范性文件制定与审查办法第十一条");
    assert!(told("VP-006", "湖南省", None).starts_with("湖南省规范性文件管理办法"));
}

/// Laws that followed each other tell when they held, when the paper's own day is not known.
#[test]
fn bases_of_an_undated_paper_tell_their_time() {
    let registry = Registry::embedded().unwrap_or_else(|error| panic!("{error}"));
    let engine = Engine::builder().build().unwrap_or_else(|error| panic!("{error}"));
    let rule = registry.rules().iter().find(|r| *r.id == *"FC-012").expect("FC-012");
    let mut spec = rule.examples.iter().find(|e| e.verdict == ExampleVerdict::Bad).expect("bad").clone();
    (spec.meta.date, spec.meta.stage) = (None, Some(hegui::rulepack::StageName::Issued));
    spec.text.push_str("2023年继续执行。");
    let report = engine.check_example(&spec).report(false);
    let found = report.findings.iter().find(|f| f.rule == "FC-012").expect("finding");
    let told: Vec<String> = found.basis.iter().map(ToString::to_string).collect();
    assert_eq!(told[0], "公平竞争审查条例第十条第二项（2024-08-01起）");
    assert_eq!(told[1], "国市监反垄规〔2021〕2号第十五条第二项（2021-06-29至2024-07-31）");
}

/// Papers that clear documents speak of forbidden content by nature; papers that clear snow, or are issued to officials, do not.
#[test]
fn a_title_excuses_only_papers_about_papers() {
    let registry = Registry::embedded().unwrap_or_else(|error| panic!("{error}"));
    let engine = Engine::builder().build().unwrap_or_else(|error| panic!("{error}"));
    for (id, title, expect) in [
        ("PC-003", "松北县城区积雪清理管理办法", true),
        ("PC-003", "松北县行政规范性文件清理办法", false),
        ("HD-002", "关于印发干部包联市场整治工作方案的通知", true),
        ("HD-002", "关于印发干部考核工作方案的通知", false),
    ] {
        let rule = registry.rules().iter().find(|r| *r.id == *id).expect("rule");
        let mut spec = rule.examples.iter().find(|e| e.verdict == ExampleVerdict::Bad).expect("bad").clone();
        spec.text = format!("{title}\n各乡镇人民政府：\n一、{}", spec.text);
        let report = engine.check_example(&spec).report(false);
        assert_eq!(report.findings.iter().any(|f| *f.rule == *id), expect, "{title}");
    }
}

/// A wrong word that stood in two lists would be told twice at one place.
#[test]
fn a_wrong_word_stands_in_one_list() {
    let mut places = std::collections::BTreeMap::new();
    for name in ["typos", "misreadings", "misnamed_terms", "dropped", "slips"] {
        for row in Lexicon::embedded().table(name).rows() {
            if let Some(other) = places.insert(row[0], name) {
                panic!("“{}”在 {other}.tsv 和 {name}.tsv 里都有", row[0]);
            }
        }
    }
    assert!(places.len() > 9_000, "只有 {} 个", places.len());
}

/// A rule is called stable when somebody has read what it does on real papers: at least seven hits, nine of ten of them right.
#[test]
fn a_stable_rule_was_read_on_real_papers() {
    let registry = Registry::embedded().unwrap_or_else(|error| panic!("{error}"));
    let stable = || registry.rules().iter().filter(|rule| rule.status == RuleStatus::Stable);
    for rule in stable() {
        let read = rule.precision.as_deref().and_then(|read| read.split_once('/'));
        let (right, all) = read.unwrap_or_else(|| panic!("{} 没有 precision", rule.id));
        let [right, all] =
            [right, all].map(|number| number.parse::<u32>().expect("a ratio of whole numbers"));
        assert!(all >= 7 && right * 10 >= all * 9, "{}：{right}/{all}", rule.id);
    }
    assert!(stable().count() >= 30, "只有 {} 条稳定规则", stable().count());
}

/// The rules that find something in a text.
fn found(text: &str) -> Vec<String> {
    let engine = Engine::builder().build().unwrap_or_else(|error| panic!("{error}"));
    let mut decoded = Decoded::default();
    decoded.format = "text";
    decoded.raw = text.to_owned();
    engine.check(decoded).report(false).findings.iter().map(|f| f.rule.to_string()).collect()
}

/// Fines make no law of a paper that a county numbers as its own; what a meeting of a city adopted is one.
#[test]
fn a_county_that_lays_down_fines_is_judged() {
    let fines = ["三", "四", "五", "六", "七"].map(|n| format!("第{n}条　乱停渡船的，处五百元罚款。\n"));
    let paper = |number: &str, adopted: &str| {
        format!(
            "{number}渡口管理办法\n{adopted}第一条　为加强渡口管理，制定本办法。\n第二条　经营渡口的企业和个人应当申请登记，未经登记不得停靠。\n\
             {}第八条　本办法自2025年5月1日起施行，有效期五年。\n",
            fines.concat()
        )
    };
    let is_judged = |text: &str| found(text).iter().any(|rule| rule == "PC-003");
    assert!(is_judged(&paper("松江县人民政府文件\n松政规〔2025〕3号\n松江县", "")));
    assert!(is_judged(&paper("松江县", "（2025年3月1日松江县人民政府第二次常务会议通过）\n")));
    assert!(!is_judged(&paper("海岬市", "（2025年3月1日海岬市人民政府第二次常务会议通过）\n")));
}

/// What a notice lays down is told by what it says, in whatever words; lawful neighbours of the same words are not.
#[test]
fn words_that_meet_tell_what_is_laid_down() {
    let told = |clause: &str| {
        let text = format!(
            "青石镇人民政府\n关于加强渡口管理的通告\n现就有关事项通告如下：\n一、{clause}\n二、本通告自发布之日起施行。\n\
             青石镇人民政府\n2023年3月4日\n"
        );
        found(&text).into_iter().filter(|rule| rule.starts_with("PC-")).collect::<Vec<_>>()
    };
    for (clause, rule) in [
        ("不愿清理船棚的渔户，来年不再享有集体分红。", "PC-010"),
        ("上门女婿及其子女不参与口粮田分配。", "PC-010"),
        ("征地协议没有签订的，在学校教书的女儿一律停课。", "PC-015"),
        ("每船收取看护费二十元。", "PC-007"),
        ("严禁在渡口偷鱼，对每偷一尾鱼的渔户罚五十元。", "PC-021"),
        ("累计扣分满十分的渡运公司，两年内不得参与渡线经营。", "PC-021"),
        ("办喜宴的，要红白理事会点头盖章，否则不准操办。", "PC-020"),
        ("租船的，由社区开具无欠账证明。", "PC-009"),
    ] {
        assert!(told(clause).iter().any(|found| found == rule), "{clause} {:?}", told(clause));
    }
    for clause in [
        "拒绝入户核查收入的，停发最低生活保障金。",
        "不得以信访为由取消渔户的低保。",
        "任何组织不得收回出嫁女的承包地。",
        "居民参加医疗保险，每人每年缴纳380元。",
        "提倡渔户办喜宴不超过十桌。",
        "专家违反评审纪律的，三年内不得参加评审。",
        "中标人应当向招标人交纳履约保证金。",
    ] {
        assert_eq!(told(clause), [""; 0], "{clause}");
    }
}

/// 原 in 原则 and 草原, and what else is amended, tell nothing of former times.
#[test]
fn only_what_is_former_is_former() {
    let repealed = |sentence: &str| {
        let text = format!(
            "松江县渡口管理办法\n第一条　{sentence}\n第二条　本办法自2025年5月1日起施行。\n松江县人民政府\n2025年3月20日\n"
        );
        found(&text).iter().any(|rule| rule == "CI-001")
    };
    assert!(repealed("根据《中华人民共和国合同法》，遵循公平原则，制定本办法。"));
    assert!(repealed("根据《中华人民共和国合同法》，渡运合同内容需要修改的，应当协商。"));
    assert!(!repealed("根据原《中华人民共和国合同法》签订的，继续履行。"));
    let late = |sentence: &str| {
        let text = format!("松江县渡口整治方案\n一、{sentence}\n松江县人民政府\n2024年9月20日\n");
        found(&text).iter().any(|rule| rule == "RD-004")
    };
    assert!(late("各单位原则上应当在2024年6月30日前完成整治任务。"));
    assert!(!late("各单位原定应当在2024年6月30日前完成整治任务。"));
}

/// The scope of a rule is what its patterns speak of, though they are tried line by line.
#[test]
fn scopes_mean_what_they_say() {
    let rule = |check: &str, bad: &str, good: &str| {
        format!(
            "id = \"XX-001\"\nname = \"scoped\"\ntitle = \"范围\"\nseverity = \"warning\"\nconfidence = \"high\"\n\
             status = \"preview\"\nadded = \"0.1.0\"\nexplain = \"范围\"\n\
             basis = [ {{ cite = \"自拟\", article = \"一\", level = \"文件\", verified = false }} ]\n\
             [check]\n{check}\nmessage = \"范围\"\nadvice = \"改\"\n\
             [[example]]\nverdict = \"bad\"\ntext = '{bad}'\n[[example]]\nverdict = \"good\"\ntext = '''{good}'''\n"
        )
    };
    for (check, bad, good) in [
        (
            "kind = \"imply\"\nscope = \"body\"\nwhen = ['有效期[0-9]年']\nthen = ['日起施行']",
            "第一条　本办法有效期5年。",
            "第一条　渡口由县管理。\n第二条　本办法自2025年5月1日起施行。\n第三条　本办法有效期5年。",
        ),
        (
            "kind = \"forbid\"\nscope = \"document\"\nany = ['收取服务费']\nunless = ['收费批准文号']",
            "第一条　渡口每月收取服务费。",
            "第一条　渡口每月收取服务费。\n第二条　收费批准文号见附件。",
        ),
        (
            "kind = \"count\"\nscope = \"article\"\nany = ['其他情形']\nmax = 1",
            "第一条　其他情形由局定，其他情形由镇定。",
            "第一条　其他情形由局定。\n第二条　其他情形由镇定。",
        ),
    ] {
        let text = rule(check, bad, good);
        let registry = Registry::load(&[("rules/xx/scoped.toml".to_owned(), text.clone())]);
        let registry = registry.unwrap_or_else(|error| panic!("{error}\n{text}"));
        let failures = examples::prove(&registry, |_| true).unwrap_or_else(|error| panic!("{error}"));
        assert!(failures.is_empty(), "{failures:?}");
    }
}
