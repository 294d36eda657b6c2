//! An archive of 200 documents with planted defects across documents, half of it in traditional characters.

#![allow(dead_code)] // Each test uses what it needs.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)] // Tests make files.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Documents of the archive.
pub(crate) const DOCUMENTS: usize = 200;

/// Simplified and traditional forms of the characters the documents use.
const PAIRS: &str = include_str!("simplified_traditional.txt");

/// What the documents are about; each is a different matter.
const MATTERS: [&str; 40] = [
    "春季造林",
    "渡口安全",
    "集市卫生",
    "农机检修",
    "校车管理",
    "河道清淤",
    "冬季供暖",
    "档案整理",
    "路灯维护",
    "水库巡查",
    "粮食收购",
    "旅游接待",
    "消防演练",
    "畜禽防疫",
    "危房改造",
    "电梯维保",
    "公厕建设",
    "图书借阅",
    "茶园管护",
    "渔港清理",
    "矿山复绿",
    "信访接待",
    "村道养护",
    "果树剪枝",
    "客运组织",
    "气象服务",
    "食堂管理",
    "体育赛事",
    "非遗保护",
    "门牌编制",
    "出租住房登记",
    "河砂开采",
    "种子检验",
    "社区养老",
    "人才引进",
    "商标培育",
    "夜市经营",
    "烟花燃放",
    "犬只免疫",
    "广告设置",
];

/// Sentences a notice is made of; `甲` stands for the matter and `乙` for a number that differs.
const SENTENCES: [&str; 24] = [
    "请结合实际，把甲列入本年度重点工作，做到有人抓、有人管。",
    "各乡镇每月乙日前报送甲进展情况，逾期未报的在全县通报。",
    "主管部门牵头建立甲联席会商机制，遇有难题及时研究。",
    "加强宣传引导，印发甲明白纸乙千份，送到每家每户。",
    "县财政安排甲补助资金乙万元，专款专用，接受审计。",
    "抽调骨干组成乙个甲督导小组，分片包干，逐点过筛。",
    "对甲中的突出问题列出清单，逐项销号，不留尾巴。",
    "组织开展甲业务培训，全年不少于乙期，考试合格上岗。",
    "完善甲台账，一点一档，图文齐备，随时备查。",
    "畅通投诉渠道，群众反映甲的来电乙小时内回应。",
    "选树乙个甲示范点，总结做法，以点带面。",
    "统筹安排力量，节假日期间甲值守不断档。",
    "鼓励社会力量参与甲，依规给予表扬奖励。",
    "凡因甲措施不力造成损失的，依纪依规追责。",
    "充实甲专业队伍，配齐车辆乙台和常用器材。",
    "结合网格巡查，把甲隐患消除在萌芽状态。",
    "年底对照目标逐乡检查甲成效，结果纳入考评。",
    "推广甲先进技术，建设乙处试验基地。",
    "做好甲数据统计，口径一致，不得虚报瞒报。",
    "严格甲项目招投标，公开透明，阳光操作。",
    "制定甲应急预案，储备物资乙类，定期轮换。",
    "邀请专家现场指导甲，解决技术难题乙项。",
    "落实甲经费保障，随进度拨付，提高效益。",
    "相邻乡镇签订甲协作协议，信息互通，行动一致。",
];

/// The archive in memory: path and text, and what must be found.
#[derive(Default)]
pub(crate) struct Planted {
    pub(crate) files: Vec<(String, String)>,
    /// Rule and path of the place to mend first.
    pub(crate) expected: BTreeSet<(String, String)>,
    serial: u32,
    seed: u64,
}

/// One paper.
struct Paper<'a> {
    title: &'a str,
    number: &'a str,
    date: (i16, u8, u8),
    issuer: &'a str,
    body: Vec<String>,
}

impl Planted {
    /// The whole archive; always the same.
    pub(crate) fn new() -> Self {
        let mut all = Self { seed: 7, ..Self::default() };
        all.numbers();
        all.claims();
        all.duplicates();
        all.references();
        all.tasks();
        all.lists();
        all.versions();
        all.filler();
        assert_eq!(all.files.len(), DOCUMENTS);
        assert!(all.expected.len() >= 40, "只有 {} 处", all.expected.len());
        all
    }

    /// Writes the archive below a folder.
    pub(crate) fn write(&self, folder: &Path) {
        for (path, text) in &self.files {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }

    fn random(&mut self, below: usize) -> usize {
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.seed >> 33) as usize % below
    }

    /// Sentences on a matter, unlike those of any other paper.
    fn body(&mut self, matter: &str) -> Vec<String> {
        let mut left: Vec<&str> = SENTENCES.to_vec();
        let count = 9;
        (0..count)
            .map(|n| {
                let at = self.random(left.len());
                let number = (self.random(80) + 11).to_string();
                let label = ["一", "二", "三", "四", "五", "六", "七", "八", "九"][n];
                format!("{label}、{}", left.remove(at).replace('甲', matter).replace('乙', &number))
            })
            .collect()
    }

    /// Adds a paper; every other one of its kind in traditional characters.
    fn add(&mut self, path: &str, is_traditional: bool, paper: Paper<'_>) -> String {
        let (y, m, d) = paper.date;
        let mut lines = vec![paper.number.to_owned(), paper.title.to_owned()];
        lines.retain(|l| !l.is_empty());
        lines.extend(paper.body);
        lines.push(paper.issuer.to_owned());
        lines.push(format!("{y}年{m}月{d}日"));
        let text = lines.join("\n") + "\n";
        self.files.push((path.to_owned(), if is_traditional { traditional(&text) } else { text }));
        path.to_owned()
    }

    fn notice(&mut self, path: &str, (matter, number): (&str, &str), date: (i16, u8, u8)) -> String {
        let is_traditional = self.files.len() % 2 == 1;
        let body = self.body(matter);
        let title = format!("关于加强{matter}工作的通知");
        let issuer = "海东县人民政府办公室";
        self.add(path, is_traditional, Paper { title: &title, number, date, issuer, body })
    }

    fn expect(&mut self, rule: &str, path: String) {
        assert!(self.expected.insert((rule.to_owned(), path)), "同一处种了两次");
    }

    /// XD-001 to XD-004, each with body codes of its own.
    fn numbers(&mut self) {
        for n in 0..4usize {
            let number = format!("东政重{}〔2019〕1号", ["甲", "乙", "丙", "丁"][n]);
            self.notice(&format!("重号/{n}甲.txt"), (MATTERS[n], &number), (2019, 3, 4));
            let later = self.notice(&format!("重号/{n}乙.txt"), (MATTERS[n + 4], &number), (2019, 3, 5));
            self.expect("XD-001", later);
        }
        for n in 0..3usize {
            let code = format!("东政缺{}", ["甲", "乙", "丙"][n]);
            for serial in [1, 2, 3, 4, 6] {
                let number = format!("{code}〔2018〕{serial}号");
                let path = format!("缺号/{n}-{serial}.txt");
                let path = self.notice(&path, (MATTERS[n * 5 + serial], &number), (2018, serial as u8, 5));
                if serial == 6 {
                    self.expect("XD-002", path);
                }
            }
        }
        for n in 0..3usize {
            let code = format!("东政序{}", ["甲", "乙", "丙"][n]);
            for (serial, month) in [(1, 1), (2, 4), (3, 6), (4, 2)] {
                let number = format!("{code}〔2017〕{serial}号");
                let path = format!("倒序/{n}-{serial}.txt");
                let path = self.notice(&path, (MATTERS[n * 7 + serial], &number), (2017, month, 9));
                if serial == 4 {
                    self.expect("XD-003", path);
                }
            }
        }
        for n in 0..4usize {
            let number = format!("东政年{}〔2016〕1号", ["甲", "乙", "丙", "丁"][n]);
            let path = self.notice(&format!("异年/{n}.txt"), (MATTERS[n + 10], &number), (2017, 5, 6));
            self.expect("XD-004", path);
        }
    }

    /// XD-005: three counties whose reports claim what their measures do not show.
    fn claims(&mut self) {
        for (n, county) in ["海东县", "海西县", "海南县"].into_iter().enumerate() {
            let issuer = format!("{county}人民政府");
            let claim = "2021年，县政府制发的行政规范性文件均做到统一登记、统一编号、统一印发。";
            let title = format!("{county}人民政府2021年法治政府建设工作报告");
            let mut body = vec![claim.to_owned()];
            body.extend(self.body(MATTERS[n + 30]));
            let report = Paper { title: &title, number: "", date: (2022, 1, 10), issuer: &issuer, body };
            let path = self.add(&format!("声称/{n}报告.txt"), n % 2 == 1, report);
            self.expect("XD-005", path);
            let title = format!("{county}{}管理办法", ["客渡", "集贸", "车棚"][n]);
            let body = measures(["客渡", "集贸", "车棚"][n], "2021年6月1日起施行，有效期5年");
            let measure = Paper { title: &title, number: "", date: (2021, 5, 1), issuer: &issuer, body };
            self.add(&format!("声称/{n}办法.txt"), n % 2 == 0, measure);
        }
    }

    /// XD-006 and XD-007.
    fn duplicates(&mut self) {
        for n in 0..4usize {
            let matter = MATTERS[n + 12];
            let (title, body) = (format!("关于通报{matter}情况的函"), self.body(matter));
            let paper = |title| Paper {
                title,
                number: "",
                date: (2020, 8, 8),
                issuer: "海东县档案局",
                body: body.clone(),
            };
            let first = self.add(&format!("重复/{n}a.txt"), false, paper(&title));
            self.expect("XD-006", first);
            // The same bytes, the other script, or other widths and blanks.
            self.add(&format!("重复/{n}b.txt"), n % 2 == 1, paper(&title));
            if n == 2
                && let Some((_, text)) = self.files.last_mut()
            {
                *text = text.replace('，', ", ").replace('2', "２").replace('\n', "\r\n　　");
            }
        }
        for n in 0..4usize {
            let matter = MATTERS[n + 16];
            let mut body = self.body(matter);
            let title = format!("关于答复{matter}建议的函");
            let paper =
                |date, body| Paper { title: &title, number: "", date, issuer: "海东县档案局", body };
            self.add(&format!("近似/{n}a.txt"), n % 2 == 1, paper((2020, 9, 1), body.clone()));
            body[8] = body[8].replace('。', "，不得延误。");
            let later = self.add(&format!("近似/{n}b.txt"), n % 2 == 0, paper((2020, 10, 1), body));
            self.expect("XD-007", later);
        }
    }

    /// XD-008 and XD-009.
    fn references(&mut self) {
        for n in 0..4usize {
            let word = ["渔船", "摊棚", "砖窑", "浴室"][n];
            let (old, number) = (format!("海东县{word}管理办法"), format!("东政旧{word}〔2012〕1号"));
            let issuer = "海东县人民政府";
            let body = measures(word, "2012年6月1日起施行");
            let paper = Paper { title: &old, number: &number, date: (2012, 5, 1), issuer, body };
            self.add(&format!("废止/{n}旧.txt"), n % 2 == 1, paper);
            let title = format!("海东县{word}安全规定");
            let mut body = measures(&format!("{word}安全"), "2018年6月1日起施行");
            body.push(format!("第七条 《{old}》（{number}）自本规定施行之日起废止。"));
            let number_of_new = format!("东政新{word}〔2018〕1号");
            let paper = Paper { title: &title, number: &number_of_new, date: (2018, 5, 1), issuer, body };
            self.add(&format!("废止/{n}新.txt"), n % 2 == 0, paper);
            let path = self.citing(&format!("废止/{n}引.txt"), (&old, &number), (word, n + 20), n % 2 == 1);
            self.expect("XD-008", path);
        }
        for n in 0..4usize {
            let word = ["茶摊", "货运", "苗圃", "冰场"][n];
            let (old, number) = (format!("海东县{word}管理办法"), format!("东政限{word}〔2012〕1号"));
            let body = measures(word, "2012年6月1日起施行，有效期5年");
            let issuer = "海东县人民政府";
            let paper = Paper { title: &old, number: &number, date: (2012, 5, 1), issuer, body };
            self.add(&format!("过期/{n}旧.txt"), n % 2 == 0, paper);
            let path = self.citing(&format!("过期/{n}引.txt"), (&old, &number), (word, n + 24), n % 2 == 1);
            self.expect("XD-009", path);
        }
    }

    /// A notice on inspections that rests on an old paper; its path.
    fn citing(
        &mut self,
        path: &str,
        (old, number): (&str, &str),
        (word, matter): (&str, usize),
        trad: bool,
    ) -> String {
        let mut body = vec![format!("根据《{old}》（{number}），现就有关事项通知如下。")];
        body.extend(self.body(MATTERS[matter]));
        let title = format!("关于开展{word}检查的通知");
        let number = format!("东政查{word}〔2020〕1号");
        let issuer = "海东县人民政府办公室";
        self.add(path, trad, Paper { title: &title, number: &number, date: (2020, 5, 1), issuer, body })
    }

    /// XD-010 and XD-011.
    fn tasks(&mut self) {
        let plan = |task: &str, unit: &str, day: &str, other: &str| {
            let first = format!("1.{task}。{day}责任单位：{unit}");
            vec!["一、重点任务".to_owned(), first, format!("2.{other}。责任单位：县统计局")]
        };
        for n in 0..3usize {
            let matter = MATTERS[n + 28];
            let task = format!("完成{matter}点位普查登记造册");
            for (which, unit) in [("a", "县交通运输局"), ("b", "县应急管理局")] {
                let mut body = plan(&task, unit, "", &format!("按月汇总{matter}各项报表{which}"));
                body.extend(self.body(MATTERS[n + 28 + if which == "a" { 0 } else { 4 }]));
                let title = format!(
                    "关于印发{matter}{}的通知",
                    if which == "a" { "普查方案" } else { "整治行动安排" }
                );
                let date = (2020, if which == "a" { 3 } else { 6 }, 2);
                let code = ["甲", "乙", "丙", "丁", "戊", "己"][n * 2 + usize::from(which == "b")];
                let number = format!("东政任{code}〔2020〕1号");
                let paper =
                    Paper {
                        title: &title, number: &number, date, issuer: "海东县人民政府办公室", body
                    };
                let path = self.add(
                    &format!("任务/{n}{which}.txt"),
                    (n + usize::from(which == "b")) % 2 == 1,
                    paper,
                );
                if which == "b" {
                    self.expect("XD-010", path);
                }
            }
        }
        for n in 0..3usize {
            let matter = MATTERS[n + 34];
            let task = format!("建成{matter}信息管理平台并投入使用");
            for (which, month) in [("a", 6), ("b", 9)] {
                let day = format!("2021年{month}月30日前完成。");
                let mut body = plan(&task, "县大数据局", &day, &format!("按季汇总{matter}各项报表{which}"));
                body.extend(self.body(MATTERS[n + 34]));
                let title = format!(
                    "关于印发{matter}{}的通知",
                    if which == "a" { "信息化方案" } else { "提升行动安排" }
                );
                let date = (2021, if which == "a" { 1 } else { 2 }, 2);
                let paper =
                    Paper { title: &title, number: "", date, issuer: "海东县人民政府办公室", body };
                let path = self.add(
                    &format!("时限/{n}{which}.txt"),
                    (n + usize::from(which == "b")) % 2 == 0,
                    paper,
                );
                if which == "b" {
                    self.expect("XD-011", path);
                }
            }
        }
    }

    /// XD-012 and XD-013.
    fn lists(&mut self) {
        for n in 0..6usize {
            let word = ["船闸", "戏台", "水车", "磨坊", "驿站", "草场"][n];
            let (old, number) = (format!("海东县{word}管理办法"), format!("东政清{word}〔2014〕1号"));
            let body = measures(word, "2014年6月1日起施行，有效期5年");
            let issuer = "海东县人民政府";
            let paper = Paper { title: &old, number: &number, date: (2014, 5, 1), issuer, body };
            self.add(&format!("清理/{n}文.txt"), n % 2 == 1, paper);
            let is_kept = n < 3;
            let heading = if is_kept { "一、继续有效的文件" } else { "一、宣布失效的文件" };
            let title = format!("海东县人民政府关于公布{word}文件清理结果的通知");
            let rows = vec![
                format!("现将{word}方面规范性文件清理结果公布如下。"),
                heading.to_owned(),
                format!("1.《{old}》（{number}）"),
            ];
            let date = (if is_kept { 2021 } else { 2016 }, 5, 1);
            let paper = Paper { title: &title, number: "", date, issuer, body: rows };
            let path = self.add(&format!("清理/{n}单.txt"), n % 2 == 0, paper);
            self.expect(if is_kept { "XD-012" } else { "XD-013" }, path);
        }
    }

    /// XD-014: weakened, another unit, a clause gone.
    fn versions(&mut self) {
        for n in 0..3usize {
            let word = ["游船", "古井", "粮仓"][n];
            let issuer = "海东县人民政府";
            let title = format!("海东县{word}管理规定");
            let body = measures(word, "2022年6月1日起施行");
            let draft = format!("{title}（送审稿）");
            let paper = Paper {
                title: &draft,
                number: "",
                date: (2022, 3, 1),
                issuer: "海东县司法局",
                body: body.clone(),
            };
            self.add(&format!("两稿/{n}草案.txt"), n % 2 == 1, paper);
            let mut body = body;
            match n {
                0 => body[2] = body[2].replace("应当", "可以"),
                1 => body[4] = body[4].replace("责令改正", "责令三日内改正"),
                _ => drop(body.remove(3)),
            }
            let number = format!("东政规{word}〔2022〕1号");
            let paper = Paper { title: &title, number: &number, date: (2022, 5, 1), issuer, body };
            let path = self.add(&format!("两稿/{n}印发.txt"), n % 2 == 0, paper);
            self.expect("XD-014", path);
        }
    }

    /// Papers without defects up to the full number: one series for each year, in order and without gaps.
    fn filler(&mut self) {
        let mut n = 0usize;
        while self.files.len() < DOCUMENTS {
            let (year, serial) = (2013 + (n / 20) as i16, n % 20 + 1);
            let number = format!("东政办发〔{year}〕{serial}号");
            let day = (year, (serial / 2 + 1).min(12) as u8, (serial % 2 * 14 + 3) as u8);
            self.notice(
                &format!("平常/{year}-{serial:02}.txt"),
                (MATTERS[(n * 7 + n / 20) % 40], &number),
                day,
            );
            n += 1;
        }
    }
}

/// A normative document on a matter.
fn measures(matter: &str, closing: &str) -> Vec<String> {
    [
        format!("第一条 为了规范{matter}秩序，保障公众安全，制定本文件。"),
        format!("第二条 在本县从事{matter}经营的单位和个人，应当遵守本文件。"),
        format!("第三条 {matter}经营者应当配备{matter}安全设施，不得超过核定人数接纳{matter}顾客。"),
        format!("第四条 进入{matter}场所的顾客应当服从管理，不得携带易燃易爆物品。"),
        format!("第五条 违反{matter}规定的，由县市场监督管理局责令改正；拒不改正的，依法予以处罚。"),
        format!("第六条 本文件自{closing}。"),
    ]
    .to_vec()
}

/// The text in traditional characters, as far as the table goes.
fn traditional(text: &str) -> String {
    let pairs: Vec<char> = PAIRS.chars().filter(|c| !c.is_whitespace()).collect();
    let map = |c: char| pairs.chunks(2).find(|p| p[0] == c).map_or(c, |p| p[1]);
    text.chars().map(map).collect()
}
