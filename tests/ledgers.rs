//! What is asked of a store: report, due, sunset, register, in every form.

#![allow(clippy::disallowed_methods)] // Tests make and read files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use hegui::render::ledger::LEDGERS;
use serde_json::Value;

/// Papers with deadlines, a validity and numbers, and the sample archive of the project.
fn prepared() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("folder");
    let input = folder.path().join("in");
    fs::create_dir(&input).expect("folder");
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/archive");
    for entry in fs::read_dir(sample).expect("corpus") {
        let path = entry.expect("entry").path();
        fs::copy(&path, input.join(path.file_name().expect("name"))).expect("copied");
    }
    let plan = |day: &str, unit: &str| {
        format!(
            "关于印发渡船更新方案的通知\n一、重点任务\n1.更新老旧渡船。{day}前完成。责任单位：{unit}\n海东县人民政府办公室\n2024年1月5日\n"
        )
    };
    fs::write(input.join("更新一.txt"), plan("2024年5月31日", "县交通运输局、县财政局")).expect("plan");
    fs::write(input.join("更新二.txt"), plan("2024年8月15日", "县交通运输局")).expect("plan");
    let limited = "东政规〔2019〕2号\n海东县船闸管理办法\n第一条 为了规范船闸秩序，保障公众安全，制定本办法。\n\
         第二条 在本县从事船闸经营的单位和个人，应当遵守本办法。\n第三条 船闸经营者应当配备安全设施，不得超过核定载重放行船舶。\n\
         第四条 违反本办法的，由县交通运输局责令改正；拒不改正的，依法予以处罚。\n第五条 本办法自2019年6月1日起施行，有效期5年。\n\
         海东县人民政府\n2019年5月1日\n";
    fs::write(input.join("船闸办法.txt"), limited).expect("measures");
    let output = run(folder.path(), &["scan", "in", "--store", "库", "-q"]);
    assert!(output.contains("新增 12"), "{output}");
    folder
}

fn run(folder: &Path, args: &[&str]) -> String {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("hegui"));
    let output = command.current_dir(folder).env("COLUMNS", "120").args(args).output().expect("run");
    assert!(output.status.success(), "{args:?} {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn json(folder: &Path, args: &[&str]) -> Value {
    let text = run(folder, &[args, &["--store", "库", "-f", "json"]].concat());
    serde_json::from_str(&text).expect("json")
}

/// The cells of some columns of a table, rows joined.
fn cells(ledger: &Value, sheet: usize, columns: &[usize]) -> Vec<String> {
    let rows = ledger["sheets"][sheet]["rows"].as_array().expect("rows");
    let row = |row: &Value| {
        columns.iter().map(|c| row[*c].as_str().unwrap_or("").to_owned()).collect::<Vec<_>>().join("|")
    };
    rows.iter().map(row).collect()
}

#[test]
fn due_tells_what_is_over_and_what_comes() {
    let folder = prepared();
    let ledger = json(folder.path(), &["due", "--as-of", "2024-06-10", "--within", "90"]);
    assert_eq!(
        cells(&ledger, 0, &[0, 1, 2, 4, 8]),
        [
            "已过期|2024-05-31|-10|县交通运输局、县财政局|in/更新一.txt",
            "将到期|2024-08-15|66|县交通运输局|in/更新二.txt"
        ]
    );
    assert_eq!(cells(&ledger, 1, &[0, 1, 2, 3]), ["县交通运输局|1|1|2024-08-15", "县财政局|1|0|"]);
    let ledger = json(folder.path(), &["due", "--as-of", "2024-06-10", "--within", "30", "--since", "5"]);
    assert!(cells(&ledger, 0, &[0]).is_empty());
    let told = ledger["lines"][1].as_str().expect("line");
    assert!(told.contains("过期超过 5 天的 1 项") && told.contains("30 天以后的 1 项"), "{told}");
}

#[test]
fn sunset_sorts_by_what_is_to_be_done() {
    let folder = prepared();
    let states = |day: &str| {
        let ledger = json(folder.path(), &["sunset", "--as-of", day]);
        cells(&ledger, 0, &[0, 1, 9])
    };
    let open = ["未写有效期|海东县水路客运管理办法|", "未写有效期|海东县渡口管理办法|"];
    let of = |first: &[&'static str]| -> Vec<&'static str> { first.iter().chain(&open).copied().collect() };
    assert_eq!(states("2024-07-01"), of(&["已失效|海东县船闸管理办法|-31", "已废止|海东县渡口管理办法|"]));
    assert_eq!(states("2024-05-01"), of(&["已废止|海东县渡口管理办法|", "将失效|海东县船闸管理办法|30"]));
    assert_eq!(states("2016-01-01"), ["未写有效期|海东县渡口管理办法|"]);
}

/// A store of the given papers.
fn store_of(papers: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("folder");
    fs::create_dir(folder.path().join("in")).expect("folder");
    for (name, text) in papers {
        fs::write(folder.path().join("in").join(name), text).expect("paper");
    }
    run(folder.path(), &["scan", "in", "--store", "库", "-q"]);
    folder
}

/// Measures of a county with a number and a title; `last` is the last article.
fn measures(number: &str, title: &str, year: &str, last: &str) -> String {
    format!(
        "{number}\n{title}\n第一条 为了规范秩序，保障公众安全，制定本办法。\n第二条 经营者应当遵守本办法，不得擅自设置。\n\
         第三条 违反本办法的，由县交通运输局责令改正；拒不改正的，依法予以处罚。\n第四条 {last}\n\
         海东县人民政府\n{year}年3月1日\n"
    )
}

/// A store with papers that others end in all the usual ways.
fn ended() -> tempfile::TempDir {
    let old = |number: &str, title: &str, year: &str| {
        measures(number, title, year, &format!("本办法自{year}年4月1日起施行。"))
    };
    let decision = "东政发〔2020〕12号\n海东县人民政府关于废止部分行政规范性文件的决定\n各乡镇人民政府，县政府各部门：\n\
         根据《海东县船坞管理办法》（东政发〔2014〕9号）和清理结果，县人民政府决定对下列行政规范性文件予以废止：\n\
         1.《海东县渡船管理办法》（东政发〔2015〕3号）\n本决定自公布之日起施行。\n海东县人民政府\n2020年6月1日\n";
    let lists = "东政发〔2021〕2号\n海东县人民政府关于废止和宣布失效部分行政规范性文件的决定\n各乡镇人民政府，县政府各部门：\n\
         县人民政府决定废止、宣布失效一批行政规范性文件，目录附后。\n海东县人民政府\n2021年6月1日\n附件1\n\
         废止的行政规范性文件目录\n1.海东县砂场管理办法（东政发〔2016〕7号）\n附件2\n宣布失效的行政规范性文件目录\n\
         1\t海东县集市管理办法\t东政发〔2017〕9号\n";
    let again = |title: &str, named: &str| {
        format!("本办法自2023年4月1日起施行，有效期5年。原《{title}》{named}同时废止。")
    };
    let task = "东政发〔2016〕7号\n海东县砂场管理办法\n一、整治任务\n1.清理旧砂场。2024年3月31日前完成。责任单位：县水利局\n海东县人民政府\n2016年3月1日\n";
    let notice = "关于开展集市检查的通知\n各乡镇人民政府，县政府各部门：\n\
         根据《海东县集市管理办法》（东政发〔2017〕9号），现就检查通知如下。\n\
         一、县市场监督管理局应当于2024年2月20日前完成登记造册。\n二、各乡镇应当于每年3月31日前报送上年度情况。\n\
         三、各乡镇应当每年组织一次检查。\n海东县人民政府办公室\n2022年3月1日\n";
    store_of(&[
        ("1船坞.txt", &old("东政发〔2014〕9号", "海东县船坞管理办法", "2014")),
        ("2渡船.txt", &old("东政发〔2015〕3号", "海东县渡船管理办法", "2015")),
        ("3砂场.txt", &old("东政发〔2016〕7号", "海东县砂场管理办法", "2016")),
        ("4集市.txt", &old("东政发〔2017〕9号", "海东县集市管理办法", "2017")),
        ("5招牌.txt", &old("东政发〔2018〕5号", "海东县招牌管理办法", "2018")),
        ("6路灯.txt", &old("东政发〔2019〕6号", "海东县路灯管理办法", "2019")),
        ("决定.txt", decision),
        ("目录.txt", lists),
        (
            "新招牌.txt",
            &measures(
                "东政规〔2023〕1号",
                "海东县招牌管理办法",
                "2023",
                &again("海东县招牌管理办法", "（东政发〔2018〕5号）"),
            ),
        ),
        (
            "新路灯.txt",
            &measures("东政规〔2023〕2号", "海东县路灯管理办法", "2023", &again("海东县路灯管理办法", "")),
        ),
        ("砂场任务.txt", task),
        ("通知.txt", notice),
    ])
}

#[test]
fn what_lists_and_new_editions_end_is_over() {
    let folder = ended();
    let ledger = json(folder.path(), &["sunset", "--as-of", "2024-02-01"]);
    let found: Vec<String> =
        cells(&ledger, 0, &[0, 2, 10]).into_iter().filter(|row| !row.contains("规〔")).collect();
    assert_eq!(
        found,
        [
            "已废止|东政发〔2015〕3号|由 in/决定.txt 废止",
            "已废止|东政发〔2016〕7号|由 in/目录.txt 废止",
            "已宣布失效|东政发〔2017〕9号|由 in/目录.txt 宣布失效",
            "已废止|东政发〔2018〕5号|由 in/新招牌.txt 废止",
            "已废止|东政发〔2019〕6号|由 in/新路灯.txt 废止",
            "未写有效期|东政发〔2014〕9号|",
        ]
    );
    let report = json(folder.path(), &["report"]);
    let found = cells(&report, 0, &[1, 3]);
    let of_rule: Vec<&String> = found.iter().filter(|row| row.starts_with("XD-008")).collect();
    assert!(of_rule.len() == 1 && of_rule[0].contains("起宣布失效"), "{found:?}");
}

#[test]
fn due_knows_what_is_over_and_what_comes_again() {
    let folder = ended();
    let ledger = json(folder.path(), &["due", "--as-of", "2024-02-01", "--within", "90"]);
    assert_eq!(
        cells(&ledger, 0, &[0, 1, 3, 4]),
        [
            "将到期|2024-02-20|县市场监督管理局应当于2024年2月20日前完成登记造册|县市场监督管理局",
            "将到期|2024-03-31|各乡镇应当于每年3月31日前报送上年度情况|各乡镇",
        ]
    );
    let lines = ledger["lines"].to_string();
    assert!(lines.contains("被废止或是草案的 1 项") && lines.contains("定期的 1 项"), "{lines}");
}

#[test]
fn the_register_keeps_places_apart_and_copies_together() {
    let notice = |place: &str, about: &str| {
        format!(
            "安政办发〔2018〕5号\n{place}人民政府办公室关于{about}的通知\n各乡镇人民政府：\n请按期报送。\n{place}人民政府办公室\n2018年3月1日\n"
        )
    };
    let (here, there) = (notice("浙江省安吉县", "渡口检查"), notice("河北省安平县", "春季防火"));
    let folder = store_of(&[("甲.txt", &here), ("乙.md", &here), ("丙.txt", &there)]);
    let ledger = json(folder.path(), &["register"]);
    assert_eq!(
        cells(&ledger, 1, &[0, 1, 2, 7, 8]),
        ["安政办发|2018|1||河北省/衡水市/安平县", "安政办发|2018|1||浙江省/湖州市/安吉县"]
    );
}

#[test]
fn suppressed_findings_are_told_and_not_counted() {
    let paper = "东政发[2024]3号\n关于值班的通知\n各乡镇：\n请按期报送。\n海东县人民政府\n2024年1月1日\n";
    let folder = store_of(&[("甲.txt", paper)]);
    let rows = |args: &[&str]| run(folder.path(), args).lines().count() - 1;
    let table = ["report", "--store", "库", "--table", "findings"];
    let all = rows(&table);
    assert!(run(folder.path(), &table).contains("DF-"), "样本里应有格式问题");
    let cells = csv_rows(&run(folder.path(), &table));
    let (rule, print) = (&cells[1][3], &cells[1][12]);
    let kept = format!(
        "[[suppress]]\nrule = \"{rule}\"\nfingerprint = \"{print}\"\nreason = \"原样如此\"\nexpires = 2099-06-30\n"
    );
    fs::write(folder.path().join("抑制.toml"), kept).expect("file");
    let told = run(folder.path(), &["scan", "in", "--store", "库二", "-q", "--suppress", "抑制.toml"]);
    assert!(told.contains("已抑制 "), "{told}");
    let left = rows(&["report", "--store", "库二", "--table", "findings"]);
    assert!(left < all, "{left} {all}");
    let page = run(folder.path(), &["report", "--store", "库二"]);
    assert!(page.contains(&format!("已抑制的 {} 个", all - left)), "{page}");
}

#[test]
fn near_copies_are_told_once_each() {
    let copy = |n: usize| {
        format!(
            "关于加强渡口管理的通知\n各乡镇人民政府：\n一、各乡镇要对辖区内渡口逐一登记造册，写明位置、船只、经营者和联系电话。\n\
             二、渡口经营者要在醒目处张贴安全须知，备足救生衣和救生圈，大风、大雾、洪水期间一律停渡。\n\
             三、县交通运输局每季度组织一次联合检查，对发现的隐患逐项列出清单，明确整改措施和责任人。\n\
             四、对拒不整改的，依法责令停止经营，并向社会公布名单，接受群众监督和举报，第{}次会议另行通知。\n2020年3月2日\n",
            n * 137 + 11
        )
    };
    let names: Vec<(String, String)> = (0..6).map(|n| (format!("{n}.txt"), copy(n))).collect();
    let papers: Vec<(&str, &str)> = names.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    let report = json(store_of(&papers).path(), &["report"]);
    let found = cells(&report, 0, &[1, 4]);
    let later: Vec<&String> = found.iter().filter(|row| row.starts_with("XD-007")).collect();
    assert_eq!(
        later,
        ["XD-007|in/1.txt", "XD-007|in/2.txt", "XD-007|in/3.txt", "XD-007|in/4.txt", "XD-007|in/5.txt"]
    );
}

#[test]
fn the_register_is_by_body_and_year() {
    let folder = prepared();
    let ledger = json(folder.path(), &["register"]);
    assert_eq!(
        cells(&ledger, 0, &[0, 1, 2, 5]),
        [
            "东政办发|2020|5|关于开展渡口检查的通知",
            "东政办发|2020|5|关于做好春季防火工作的通知",
            "东政发|2015|3|海东县渡口管理办法",
            "东政发|2020|8|海东县水路客运管理办法",
            "东政规|2019|2|海东县船闸管理办法",
            "东政规|2023|1|海东县渡口管理办法",
        ]
    );
    assert_eq!(
        cells(&ledger, 1, &[0, 1, 2, 5, 6, 7]),
        [
            "东政办发|2020|2|20%|1、2、3、4|5",
            "东政发|2015|1|33%|1、2|",
            "东政发|2020|1|12%|1、2、3、4、5、6、7|",
            "东政规|2019|1|50%|1|",
            "东政规|2023|1|100%||",
        ]
    );
}

#[test]
fn every_form_of_every_page_can_be_written() {
    let folder = prepared();
    let pages: [&[&str]; 4] =
        [&["report"], &["due", "--as-of", "2024-06-10"], &["sunset", "--as-of", "2024-06-10"], &["register"]];
    for (index, page) in pages.iter().enumerate() {
        for form in LEDGERS {
            let name = format!("{index}.{}", form.extensions[0]);
            run(folder.path(), &[page, &["--store", "库", "-o", &name][..]].concat());
            let bytes = fs::read(folder.path().join(&name)).expect("written");
            let again = format!("again-{name}");
            run(folder.path(), &[page, &["--store", "库", "-o", &again][..]].concat());
            assert!(bytes == fs::read(folder.path().join(again)).expect("written"), "{name} 两次不同");
            let text = String::from_utf8_lossy(&bytes);
            match form.name {
                "xlsx" => assert_eq!(bytes.get(..2), Some(&b"PK"[..])),
                "csv" => assert!(text.starts_with('\u{feff}') && text.contains("\r\n")),
                "html" => {
                    assert!(!text.contains("http://") && !text.contains("src=") && text.contains("</html>"));
                }
                _ => assert!(!text.is_empty()),
            }
        }
    }
    let findings = run(folder.path(), &["report", "--store", "库", "--table", "findings"]);
    assert!(findings.starts_with('\u{feff}') && findings.contains("VP-002"), "{findings}");
}

/// The cells of a CSV table without quotes or line ends inside, by row.
fn csv_rows(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut is_quoted = false;
    for c in text.trim_start_matches('\u{feff}').trim_end().chars().filter(|c| *c != '\r') {
        let row = rows.last_mut().expect("a row");
        match c {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(String::new()),
            '\n' if !is_quoted => rows.push(vec![String::new()]),
            c => row.last_mut().expect("a cell").push(c),
        }
    }
    rows
}

#[test]
fn parquet_holds_what_csv_holds() {
    use parquet::file::reader::{FileReader as _, SerializedFileReader};
    use parquet::record::Field;
    let folder = prepared();
    let mut numbers = 0;
    for table in hegui::archive::ledger::TABLES {
        let text = run(folder.path(), &["report", "--store", "库", "--table", table.name]);
        let mut expect = csv_rows(&text).into_iter();
        let head = expect.next().expect("a head");
        run(folder.path(), &["report", "--store", "库", "--table", table.name, "-o", "表.parquet"]);
        let file = fs::File::open(folder.path().join("表.parquet")).expect("written");
        let reader = SerializedFileReader::new(file).expect("parquet");
        let schema = reader.metadata().file_metadata().schema().get_fields().to_vec();
        assert_eq!(schema.iter().map(|f| f.name().to_owned()).collect::<Vec<_>>(), head, "{}", table.name);
        let mut cell = |field: &Field| match field {
            Field::Null => String::new(),
            Field::Str(text) => text.clone(),
            Field::Long(number) => {
                numbers += 1;
                number.to_string()
            }
            other => panic!("{other:?}"),
        };
        let found: Vec<Vec<String>> = reader
            .get_row_iter(None)
            .expect("rows")
            .map(|row| row.expect("a row").get_column_iter().map(|(_, field)| cell(field)).collect())
            .collect();
        assert_eq!(found, expect.collect::<Vec<_>>(), "{}", table.name);
    }
    assert!(numbers > 10, "{numbers}");
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("hegui"));
    let args = ["report", "--store", "库", "--table", "findings", "-o", "表.xlsx"];
    let output = command.current_dir(folder.path()).args(args).output().expect("run");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains(".parquet"));
}

#[test]
fn a_store_that_is_not_there_is_told() {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("hegui"));
    let output = command.args(["report", "--store"]).arg(PathBuf::from("/nowhere/库")).output().expect("run");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("没有档案库"));
}
