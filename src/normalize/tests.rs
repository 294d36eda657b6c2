//! What normalising does, by classes of dirt, and what it must leave alone.

use encoding_rs::{BIG5, GBK, WINDOWS_1252};
use proptest::prelude::*;

use super::*;
use crate::document::{Certainty, Script};
use crate::text::Span;

fn document(raw: &str) -> Document {
    normalize(Decoded { raw: raw.to_owned(), ..Decoded::default() })
}

fn check(cases: &[(&str, &str)]) {
    for (raw, expect) in cases {
        assert_eq!(document(raw).norm(), *expect, "{raw:?}");
    }
}

fn check_untouched(texts: &[&str]) {
    for text in texts {
        let (document, changes) = trace(Decoded { raw: (*text).to_owned(), ..Decoded::default() });
        assert_eq!(changes, [], "{text:?}");
        assert_eq!(document.norm().as_ptr(), document.raw().as_ptr(), "borrowed");
    }
}

fn kinds(raw: &str) -> Vec<&'static str> {
    document(raw).repairs.iter().map(|r| r.kind).collect()
}

#[test]
fn punctuation_beside_chinese_becomes_full_width() {
    check(&[
        ("统筹推进,抓好落实;责任单位:市司法局", "统筹推进，抓好落实；责任单位：市司法局"),
        ("(一)总体要求(试行)", "（一）总体要求（试行）"),
        ("(1)2025年起执行", "（1）2025年起执行"),
        ("1)建立台账", "1）建立台账"),
        ("（PPP)模式", "（PPP）模式"),
        ("完成率达95%,其中", "完成率达95%，其中"),
        ("增长8%,2021年收官", "增长8%，2021年收官"),
        ("推广PPP,BOT等", "推广PPP，BOT等"),
        ("“两个维护”,坚持", "“两个维护”，坚持"),
        ("(2020年3月1日第五次\n会议通过)", "（2020年3月1日第五次\n会议通过）"),
        ("配合单位∶市民政局", "配合单位：市民政局"),
        ("关于〝一件事〞﹐按﹙附件﹚", "关于“一件事”，按（附件）"),
    ]);
}

#[test]
fn numbers_latin_and_links_keep_their_punctuation() {
    check_untouched(&[
        "总额1,000,000元",
        "上午10:30开会，比例为52:48",
        "网址http://a.gov.cn/b?x=1,2;y=(3)。",
        "Opinions (draft), see [1]: a,b;c",
        "到2035年，建成（含在建）12.5万套",
        "〔2021〕5号、（2015—2020年）、1—8月、3%～5%、2016-2020年",
        "第一条 为了规范管理，制定本办法。",
        "责任单位：市财政局 市教育局 市民政局",
        "名称\t数量\t备注",
        "乾隆年间，乾安县著作覆盖瞭望塔，征收、么、计划、坏账、沈阳。",
    ]);
}

#[test]
fn widths_of_letters_digits_and_numbering() {
    check(&[
        ("２０２２年，ＡＢｃ共５０％", "2022年，ABc共50%"),
        ("１．建立机制", "1.建立机制"),
        ("第３﹒２节", "第3.2节"),
        ("编号Ａ－１２", "编号A-12"),
        ("⻓期⺠生⼯作", "长期民生工作"),
    ]);
}

#[test]
fn brackets_of_years_and_zeros_of_years() {
    check(&[
        ("某政办发[2021]12号", "某政办发〔2021〕12号"),
        ("某政办发【2021】第12号", "某政办发〔2021〕第12号"),
        ("某政发„2022‟3号", "某政发〔2022〕3号"),
        ("某政发〔2022)3号", "某政发〔2022〕3号"),
        ("某规﹝2020﹞1号", "某规〔2020〕1号"),
        ("二○一八年、二0二〇年、二ＯＯ九年", "二〇一八年、二〇二〇年、二〇〇九年"),
        ("二\u{1}○一八年", "二〇一八年"),
    ]);
    check_untouched(&["参见[2]及【2021】工作回顾", "共20项、第十0"]);
}

#[test]
fn blanks_that_are_dirt_go() {
    check(&[
        ("各 市、县人民政府", "各市、县人民政府"),
        ("通 知", "通知"),
        ("目　　录", "目录"),
        ("关 于 印 发", "关于印发"),
        ("2021 年 3 月 5 日", "2021年3月5日"),
        ("现予 《办法》 公布 。", "现予《办法》公布。"),
        ("一、 总体要求\u{3000}", "一、总体要求"),
        ("　　各单位:\r\n\t请\u{200b}落实\u{a0} \r\n", "各单位：\n请落实\n"),
        ("第 3 條\r第一 章 总则", "第3条\n第一章 总则"),
        ("印发 (试行)", "印发（试行）"),
        ("自 2022 年起\u{2028}执行", "自2022年起\n执行"),
    ]);
}

#[test]
fn blanks_that_separate_stay() {
    check(&[
        ("第二条　为了加强管理", "第二条 为了加强管理"),
        ("附件 1　任务分工", "附件1 任务分工"),
        ("张三（组长）    李四", "张三（组长）  李四"),
        ("市司法局　　市财政局", "市司法局  市财政局"),
        ("甲\t \t乙", "甲\t\t乙"),
        ("\t合计\t3", "\t合计\t3"),
        ("07 鼓励消费", "07 鼓励消费"),
        ("2017-03-08 来源:本网", "2017-03-08 来源：本网"),
        ("HiAP 的实施", "HiAP 的实施"),
        ("分工表 2.考核表", "分工表 2.考核表"),
    ]);
}

#[test]
fn control_and_private_use_characters_go_with_a_record() {
    check(&[("落实\u{7}责任\u{f09a}制", "落实责任制"), ("一\u{feff}二", "一二")]);
    assert_eq!(kinds("落实\u{7}责任\u{f09a}制"), ["control_character", "private_use"]);
    assert_eq!(kinds("一\u{feff}二"), [""; 0]);
}

#[test]
fn pinyin_glosses_go_and_the_character_covers_them() {
    check(&[
        ("三地經(jīng)濟開發(fā)區(qū)內(nèi)", "三地经济开发区内"),
        ("监（jiān）督、法（fǎ）治", "监督、法治"),
        ("经(jīng)济社会的(de)发展", "经济社会的发展"),
        ("经(jing)济与开发区(qu)发(fa)展", "经济与开发区发展"),
    ]);
    let document = document("一年內(nèi)完成");
    let at = document.norm().find('内').expect("内");
    assert_eq!(document.raw_of(Span::at(0, at + 3)), "一年內(nèi)");
    assert_eq!(document.raw_of(Span::at(at, at + 3)), "內(nèi)");
    assert_eq!(document.repairs.len(), 1);
    assert_eq!(document.repairs[0].certainty, Certainty::High);
    assert_eq!(document.repairs[0].span.of(document.raw()), "內(nèi)");
}

#[test]
fn real_brackets_stay() {
    check(&[
        ("中国(China)", "中国（China）"),
        ("应用(app)", "应用（app）"),
        ("面积(ha)", "面积（ha）"),
        ("模式(PPP)", "模式（PPP）"),
        ("第(a)项", "第（a）项"),
        ("里(li)", "里（li）"),
    ]);
}

/// A line as a page shows it that lost one byte of its indentation.
fn slipped(heading: &str) -> String {
    let (bytes, _, has_errors) = GBK.encode(heading);
    assert!(!has_errors, "{heading}");
    let bytes = [&[0xA1, 0xA1, 0xA1][..], &bytes].concat();
    let (text, _) = GBK.decode_without_bom_handling(&bytes);
    text.replacen('　', " ?", 1)
}

#[test]
fn slipped_headings_come_back() {
    let mut numbers: Vec<String> = "一二三四五六七八九十".chars().map(|n| format!("（{n}）")).collect();
    numbers.extend(["（十一）".into(), "（二十）".into(), "（１）".into()]);
    for number in &numbers {
        // The gloss brings the reading back into step; a converter then swallows the bracket.
        let clean = format!("{number}健全规(guī)则");
        let raw = slipped(&clean).replace("\u{FFFD}(", "?");
        let document = document(&format!("前文规(guī)定。\n{raw}\n后文"));
        assert_eq!(
            document.norm(),
            format!("前文规定。\n{number}健全规则\n后文").replace("１", "1"),
            "{raw:?}"
        );
        assert!(document.repairs.iter().any(|r| r.kind == "gbk_shift" && r.certainty == Certainty::High));
    }
    for number in ["一、", "二、", "三、", "四、", "五、", "六、", "七、", "八、", "九、", "十、", "十二、"]
    {
        assert_eq!(document(&slipped(&format!("{number}學校管理"))).norm(), format!("{number}学校管理"));
    }
    // A trail byte that is a letter completes its character.
    assert_eq!(document(&slipped("（三）學校管理")).norm(), "（三）学校管理");
    // To the end of the line: the last character has lost a byte.
    assert_eq!(document(&slipped("（三）强化监督")).norm(), "（三）强化监□");
    // No number: not a slipped heading.
    let other = slipped("各地各部门要加强领(lǐng)导");
    assert!(!kinds(&other).contains(&"gbk_shift"));
}

#[test]
fn misread_text_comes_back_where_the_way_is_exact() {
    let clean = "关于印发行政规范性文件管理办法的通知";
    let (as_gbk, _) = GBK.decode_without_bom_handling(clean.as_bytes());
    assert_eq!(document(&as_gbk).norm(), clean);
    let bytes = GBK.encode(clean).0;
    let as_latin = WINDOWS_1252.decode_without_bom_handling(&bytes).0;
    assert_eq!(document(&as_latin).norm(), clean);
    let as_latin = WINDOWS_1252.decode_without_bom_handling(clean.as_bytes()).0;
    assert_eq!(document(&as_latin).norm(), clean);
    assert_eq!(kinds(&as_latin), ["mojibake"]);
    let lossy = document(&GBK.decode_without_bom_handling(format!("{clean}书").as_bytes()).0);
    assert!(lossy.norm().starts_with(clean), "{}", lossy.norm());
    assert_eq!(lossy.decoded.problems.len(), 1);
}

#[test]
fn other_languages_are_not_misread_chinese() {
    check_untouched(&[
        "Das Städtchen Groß-Zünd wäre schön",
        "Où étiez-vous ? « là-bas »",
        "5m²、20℃、±3°、锟",
    ]);
}

#[test]
fn editor_notes_go_and_content_stays() {
    check(&[
        ("《某办法》【已废止,最新为:《新办法》】的通知", "《某办法》的通知"),
        ("附件：登记表（点击下载）", "附件：登记表"),
        ("正文\n【供稿单位:某局】", "正文\n"),
        ("來源【字體:大 中 小】", "来源"),
        ("《旧办法》（已废止）", "《旧办法》（已废止）"),
        ("【适用范围】本办法适用于本市", "【适用范围】本办法适用于本市"),
    ]);
    assert_eq!(kinds("附件（点击下载）"), ["editor_note"]);
}

#[test]
fn page_furniture_goes_and_metadata_stays() {
    let page = "首页 > 政务公开 > 正文\n您现在的位置：通知公告\n关于开展检查的通知\n发布时间：2020-01-02 浏览次数：5 字体：大 中 小\n\
        字号：[大 中 小] 打印\n各单位：\n请落实。\n分享到：微信 微博\n上一篇：关于放假的通知\n友情链接";
    let document = document(page);
    let kept: Vec<&str> = document.norm().lines().filter(|l| !l.is_empty()).collect();
    assert_eq!(
        kept,
        ["关于开展检查的通知", "发布时间：2020-01-02 浏览次数：5字体：大中小", "各单位：", "请落实。"]
    );
    assert_eq!(document.norm().lines().count(), page.lines().count() - 1);
    check_untouched(&["首页建设方案\n关闭煤矿\n分享经济\n打印设备采购\n大中小学", "中\n小"]);
}

#[test]
fn who_runs_a_site_goes_with_its_registration() {
    let page = "关于开展检查的通知\n各单位：\n请落实。\n主办单位：市甲局 承办单位：市乙中心\n联系电话：000\n网站标识码：0000000000";
    let document = document(page);
    let kept: Vec<&str> = document.norm().lines().filter(|l| !l.is_empty()).collect();
    assert_eq!(kept, ["关于开展检查的通知", "各单位：", "请落实。", "联系电话：000"]);
    check_untouched(&["钓鱼比赛方案\n主办单位：市甲局\n承办单位：市乙中心\n联系电话：000"]);
}

#[test]
fn provisions_in_brackets_are_no_notes() {
    let stays = [
        "承诺书（扫描二维码填写的，可以不提交纸质材料）",
        "身份证明【已被列入失信名单的除外】",
        "【供稿单位证明】由报社出具",
        "更正（责任编辑应当在三日内办理）",
        "目录（点击下载后打印，由经办人签字并加盖公章）",
        "名称【字体工程】",
        "【已被注销登记的企业】",
    ];
    for text in stays {
        assert_eq!(document(text).norm(), text);
    }
    check(&[
        ("登记表（点击下载附件1）", "登记表"),
        ("《旧办法》【已被《新办法》废止】", "《旧办法》"),
        ("正文（责任编辑：周明）", "正文"),
        ("正文（扫描二维码查看原文）", "正文"),
    ]);
}

#[test]
fn words_of_pages_in_documents_stay() {
    let stays = "关于推进IPv6规模部署工作的通知\n一、支持IPv6改造\n（二）网站ICP备案证明\n附件：公网安备登记表\n网站标识码管理办法\n\
        今天是全市安全月的第一天，我们动员各方落实责任\n位置：河口镇客运站广场\n1.打印\n（三）收藏";
    assert_eq!(document(stays).norm(), stays);
    let page = "网站已支持IPv6\n今天是：\n今天是2024年6月1日 星期六\n位置：首页 > 通知公告\n关于放假的通知\n江ICP备12345678号-1\n\
        江公网安备 12345678901234号\n网站标识码：1234567890\n欢迎访问河口镇政府网";
    assert_eq!(document(page).norm().trim(), "关于放假的通知");
}

#[test]
fn no_labelled_line_is_furniture() {
    for term in crate::lexicon::Lexicon::embedded().table("boilerplate").rows().map(|row| row[0]) {
        for label in ["一、", "（三）", "第二条 ", "第十二章 ", "1.", "2、", "(3)", "①", "附件1：", "附件："]
        {
            for rest in ["", "：", " > 首页", "12345678号", "：2024年6月1日"] {
                let line = format!("{label}{term}{rest}");
                assert!(!document(&line).norm().is_empty(), "{line}");
            }
        }
    }
}

#[test]
fn wider_gaps_part_names() {
    check(&[
        ("成员：王 伟  李 强  赵 刚  欧阳修", "成员：王伟  李强  赵刚  欧阳修"),
        ("委员：陈 明　刘 洋　赵 磊", "委员：陈明  刘洋  赵磊"),
        ("序 号  任 务  单 位", "序号  任务  单位"),
        ("牵 头 单 位  市 交 通 局", "牵头单位  市交通局"),
        ("第一章　总　　则", "第一章 总则"),
        ("综      合     评     分", "综合评分"),
        ("江政办发〔2024〕5号 签发人：张三", "江政办发〔2024〕5号 签发人：张三"),
        ("2024年3月1日 地点：会议室", "2024年3月1日 地点：会议室"),
        ("2024年3月1日 前完成，2025年 底", "2024年3月1日前完成，2025年底"),
        ("江滨路1号 联系电话", "江滨路1号 联系电话"),
    ]);
}

#[test]
fn dots_as_full_stops() {
    check(&[
        (
            "各县政府:\n一.加强领导.各县要落实责任.市局要检查.\n二.严格检查.不得超载．\n十一、报送.",
            "各县政府：\n一.加强领导。各县要落实责任。市局要检查。\n二.严格检查。不得超载。\n十一、报送。",
        ),
        ("名单：\n阿里.买买提\n艾力.吐尔逊\n古丽.阿不都", "名单：\n阿里.买买提\n艾力.吐尔逊\n古丽.阿不都"),
        ("加强领导。落实责任.\n严格检查.\n报送情况.", "加强领导。落实责任.\n严格检查.\n报送情况."),
    ]);
}

#[test]
fn ruined_texts_are_reported() {
    let clean =
        "各縣政府應加強渡口管理，定期檢查救生設備，落實安全責任，發現問題及時報告，並於期限內完成改善。";
    let clean = clean.repeat(2);
    let (bytes, _, _) = BIG5.encode(&clean);
    let (ruined, _) = GBK.decode_without_bom_handling(&bytes);
    for (raw, expect) in [(&*ruined, 1), (&clean, 0), ("市财\u{FFFD}局牵头", 1), ("龘靐齉爩", 0)] {
        assert_eq!(document(raw).decoded.problems.len(), expect, "{raw}");
    }
}

#[test]
fn nested_notes_end_the_rounds() {
    let nested = |n: usize| "【已废".repeat(n) + &"止】".repeat(n);
    let left = |n: usize| document(&nested(n)).norm().matches('【').count();
    assert_eq!(left(8), 0);
    assert_eq!(
        left(200) - left(100),
        100,
        "every round costs the whole text, so their number does not grow with it"
    );
}

mod markdown {
    use super::*;

    fn of(raw: &str) -> Document {
        normalize(Decoded { raw: raw.to_owned(), format: crate::document::MARKDOWN, ..Decoded::default() })
    }

    #[test]
    fn marks_go_and_words_stay() {
        for (raw, expect) in [
            ("# 关于放假的通知\n\n**江政办发〔2024〕5号**", "关于放假的通知\n\n江政办发〔2024〕5号"),
            ("## 一、总则 ##\n> - **（一）登记。** 由市局办理", "一、总则\n（一）登记。由市局办理"),
            ("1\\. 登记\n2. 检查\n- [x] 公布", "1. 登记\n2. 检查\n公布"),
            ("依据[《渡口条例》](https://a.cn/b)和![图](c.png)", "依据《渡口条例》和图"),
            (
                "| 任务 | 单位 |\n| :-- | --- |\n| ~~甲~~ | 市局<br>县局 |",
                "| 任务 | 单位 |\n| :-- | --- |\n| 甲 | 市局 县局 |",
            ),
            ("---\ntitle: 甲\n---\n正文", "正文"),
            ("甲\n\n---\n\n乙", "甲\n\n\n\n乙"),
            ("```\n# 甲\n```", "\n# 甲\n"),
            ("面积3*4*5米，#1井，注*，a_b_c", "面积3*4*5米，#1井，注*，a_b_c"),
            ("江政发[2024](1)号", "江政发[2024]（1）号"),
            ("<u>甲</u><!-- 乙 -->，见<https://a.cn>", "甲，见https://a.cn"),
        ] {
            assert_eq!(of(raw).norm(), expect, "{raw}");
        }
        assert_eq!(document("# 甲").norm(), "# 甲", "plain text says what it says");
    }

    #[test]
    fn places_point_into_the_file() {
        let document = of("# 关于[放假](https://a.cn)的**通知**");
        assert_eq!(document.norm(), "关于放假的通知");
        let at = |words: &str| {
            let start = document.norm().find(words).expect(words);
            document.raw_of(Span::at(start, start + words.len())).to_owned()
        };
        assert_eq!((at("关于").as_str(), at("放假").as_str(), at("通知").as_str()), ("关于", "放假", "通知"));
    }
}

#[test]
fn script_is_told() {
    for (raw, expect) in [
        ("国务院办公厅关于加强规范性文件管理的通知", Script::Simplified),
        ("國務院辦公廳關於加強規範性文件管理的通知", Script::Traditional),
        ("國務院辦公廳的規範。国务院办公厅关于规范", Script::Mixed),
        ("一二三", Script::Simplified),
    ] {
        assert_eq!(document(raw).script, expect, "{raw}");
    }
}

#[test]
fn same_result_in_every_thread() {
    let raw = "乾坤不乾淨,經(jīng)濟（點擊下載）答覆";
    let expect = document(raw).norm().to_owned();
    std::thread::scope(|scope| {
        for handle in (0..8).map(|_| scope.spawn(|| document(raw).norm().to_owned())).collect::<Vec<_>>() {
            assert_eq!(handle.join().expect("thread"), expect);
        }
    });
}

mod traditional {
    use super::*;

    /// What OpenCC makes of the whole text.
    fn whole(text: &str) -> String {
        opencc::to_simplified(text).expect("OpenCC loads from embedded data")
    }

    fn scanned(text: &str) -> String {
        let mut stage = Stage::new(text);
        let edited = Edited::from(Scan::run(text, false).edits);
        stage.apply(edited);
        stage.text().to_owned()
    }

    #[test]
    fn context_decides() {
        check(&[
            (
                "乾安縣與乾隆皇帝，把衣服晾乾，乾坤朗朗，乾乾淨淨",
                "乾安县与乾隆皇帝，把衣服晾干，乾坤朗朗，干干净净",
            ),
            ("請即答覆，覆蓋全縣，反覆研究", "请即答复，覆盖全县，反复研究"),
            ("瞭解情況後登瞭望臺", "了解情况后登瞭望台"),
            ("憑藉口岸優勢，聲名狼藉", "凭借口岸优势，声名狼藉"),
            ("著作權與顯著成效，計畫與畫面", "著作权与显著成效，计划与画面"),
            ("關於於潛鎮，畢昇與提昇", "关于於潜镇，毕昇与提升"),
            ("沈陽與死氣沈沈", "沈阳与死气沉沉"),
            ("幺麼小醜，什麼", "幺麽小丑，什么"),
        ]);
    }

    #[test]
    fn simplified_lines_keep_what_is_right_in_them() {
        check_untouched(&["公示覆盖率达标，张昇、李乾签字", "魏徵与毕昇，束脩，沈吟"]);
        check(&[("国务院說明，於是", "国务院说明，于是")]);
    }

    #[test]
    fn clause_scheme_equals_whole_text() {
        let text = "第一條　為規範行政規範性檔案管理，瞭解執行情況，依據有關法規，訂定本辦法；其計畫、覆核、答覆與申覆，由主管機關於\
            三個月內為之。乾旱地區乾糧儲備，藉由憑藉之資源，徵收與徵調，蒐集資料，釐清權責，鉅額、鍾姓、鍊條、谿谷、逕行、薹、祕書、\
            濛濛、噁心、昇華、陞遷、脩、氾濫、剋扣、劄記、哩、傢俱、毛坏、扞格、彷彿、衹有、甦醒、沈重、計、么、坏";
        assert_eq!(scanned(&text.replace('　', "")), whole(&text.replace('　', "")));
    }

    /// Every neighbour that could make a phrase with a listed character stands in the list.
    #[test]
    fn context_list_is_complete() {
        let table = crate::lexicon::Lexicon::embedded().table("opencc_context");
        let big5 = (0xA4..=0xC6).flat_map(|lead| (0x40..=0xFE).map(move |trail| [lead, trail]));
        let big5 = big5.filter_map(|pair| {
            BIG5.decode_without_bom_handling_and_without_replacement(&pair)?.chars().next()
        });
        let neighbours: Vec<char> = big5.filter(|c| matches!(c, '一'..='\u{9FFF}')).collect();
        assert!(neighbours.len() > 5000);
        for row in table.rows() {
            let c = row[0].chars().next().expect("char");
            let listed = row[2..].iter().flat_map(|cell| cell.chars());
            let pairs =
                neighbours.iter().copied().chain(listed).map(|n| format!("國國國國。{n}{c}。{c}{n}\n"));
            let text = pairs.collect::<String>();
            let (ours, theirs) = (scanned(&text), whole(&text));
            let differs = ours.lines().zip(theirs.lines()).find(|(a, b)| a != b);
            assert_eq!(differs, None, "{c}");
        }
    }

    #[test]
    fn characters_that_change_alone_equal_opencc() {
        let all: String =
            (0x4E00..=0x9FFF).filter_map(char::from_u32).flat_map(|c| ['國', '國', c, '\n']).collect();
        assert_eq!(scanned(&all), whole(&all));
    }
}

/// Everything that means something to a pass, separated by broken bars.
const PIECES: &str = concat!(
    "一¦三¦国¦國¦各¦市¦经济¦第¦条¦章¦年¦月¦日¦号¦乾¦坤¦縣¦於¦幺¦麼¦〇¦○¦0¦O¦2¦20¦2021¦A¦b¦jīng¦(¦)¦（¦）¦[¦]¦【¦】¦〔¦",
    "〕¦„¦‟¦《¦》¦“¦”¦,¦;¦:¦?¦!¦，¦。¦：¦、¦％¦%¦.¦．¦－¦-¦∶¦ ¦ ¦  ¦\u{3000}¦\u{a0}¦\t¦\n¦\r¦\r\n¦\u{200b}¦",
    "\u{1}¦\u{e46a}¦\u{fffd}¦ǘ¦点击下载¦已废止¦首页¦打印¦当前位置¦大¦经(jīng)¦(qū)¦２¦Ａ¦Ｏ¦０¦銆¦鍏¦¹¦Ø¦/¦|¦>¦…¦—¦",
    "⺠¦豈¦𠮷¦薴¦苧¦袷",
);

/// Texts over that alphabet.
fn dirty_text() -> impl Strategy<Value = String> {
    let pieces: Vec<&str> = PIECES.split('¦').collect();
    prop::collection::vec(prop::sample::select(pieces), 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn twice_is_once(raw in dirty_text()) {
        let once = document(&raw).norm().to_owned();
        let twice = document(&once).norm().to_owned();
        prop_assert_eq!(once, twice);
    }

    #[test]
    fn every_place_maps(raw in dirty_text()) {
        let document = document(&raw);
        let norm = document.norm();
        for (at, c) in norm.char_indices() {
            let raw_span = document.map.raw(Span::at(at, at + c.len_utf8()));
            prop_assert!(raw.get(raw_span.range()).is_some());
            prop_assert!(!raw_span.is_empty(), "{:?} at {}", c, at);
        }
        for (at, c) in raw.char_indices() {
            let span = Span::at(at, at + c.len_utf8());
            let back = document.map.raw(document.norm_of(span));
            let is_at_edge = back.start >= span.end || back.end <= span.start;
            prop_assert!(back.contains(span) || is_at_edge, "{:?} {:?}", span, back);
        }
        for repair in &document.repairs {
            prop_assert!(raw.get(repair.span.range()).is_some());
        }
    }

    #[test]
    fn tracing_changes_nothing(raw in dirty_text()) {
        let (traced, _) = trace(Decoded { raw: raw.clone(), ..Decoded::default() });
        let document = document(&raw);
        prop_assert_eq!(traced.norm(), document.norm());
        prop_assert_eq!(traced.map, document.map);
    }
}
