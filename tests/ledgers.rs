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
