//! 登记簿: document numbers and registration numbers by body and year, with gaps and coverage.

use std::collections::BTreeMap;

use super::{DOCUMENTS, query, text};
use crate::across::{by_place, same_name};
use crate::archive::store::Store;
use crate::error::Error;
use crate::report::{Ledger, Sheet};

const COLUMNS: [&str; 13] = [
    "机关代字",
    "年",
    "序号",
    "文号",
    "登记号",
    "标题",
    "发文机关",
    "规范性文件",
    "成文日期",
    "施行日期",
    "失效日期",
    "文件",
    "份数",
];
const SERIES: [&str; 9] = ["机关代字", "年", "件数", "最小号", "最大号", "覆盖率", "缺号", "重号", "地区"];
const REGISTERED: [&str; 4] = ["登记方案", "登记号", "标题", "文件"];
/// Missing numbers that are listed one by one.
const LISTED: usize = 30;

/// Serial number and title.
type Paper = (i64, String);
/// A paper with its place.
type Placed = (Option<String>, Paper);

/// Every document that has a number, by body and year, then the series themselves.
///
/// # Errors
/// When the store cannot be read.
pub fn register(store: &Store) -> Result<Ledger, Error> {
    let sql = format!(
        "SELECT * FROM {DOCUMENTS} WHERE stage <> 'draft' AND (doc_number IS NOT NULL OR registration_number IS NOT NULL) \
         ORDER BY body_code IS NULL, body_code, year, serial, path"
    );
    let mut series: BTreeMap<(String, i64), Vec<Placed>> = BTreeMap::new();
    let mut registered = Vec::new();
    let rows = query(store, &sql, [], |row| {
        let whole = |column: &str| row.get::<_, Option<i64>>(column);
        let code = text(row, "body_code")?;
        let (year, serial) = (whole("year")?, whole("serial")?);
        if let (false, Some(year), Some(serial)) = (code.is_empty(), year, serial) {
            let paper = (row.get("jurisdiction")?, (serial, text(row, "title")?));
            series.entry((code.clone(), year)).or_default().push(paper);
        }
        let number = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
        let registration = text(row, "registration_number")?;
        if !registration.is_empty() {
            let scheme = text(row, "registration_scheme")?;
            registered.push(vec![scheme, registration.clone(), text(row, "title")?, text(row, "shown")?]);
        }
        let normative = match row.get::<_, Option<bool>>("normative")? {
            Some(true) => "是",
            Some(false) => "否",
            None => "",
        };
        let mut cells = vec![code, number(year), number(serial), text(row, "doc_number")?, registration];
        cells.extend([text(row, "title")?, text(row, "issuer")?, normative.to_owned()]);
        for column in ["signed_on", "effective_on", "expires_on", "shown"] {
            cells.push(text(row, column)?);
        }
        cells.push(row.get::<_, i64>("copies")?.to_string());
        Ok(cells)
    })?;
    registered.sort();
    // Bodies of several places may have the same code.
    let series: Vec<_> = series
        .into_iter()
        .flat_map(|(key, papers)| by_place(papers.into_iter()).into_iter().map(move |one| (key.clone(), one)))
        .collect();
    let mut ledger = Ledger::new("登记簿");
    ledger.lines.push(format!(
        "有文号或登记号的文件 {} 件，{} 个机关代字和年度的号；有登记号的 {} 件",
        rows.len(),
        series.len(),
        registered.len()
    ));
    ledger.lines.push("覆盖率是见到的号占最大号的比例；缺号不等于没有发文，也可能没有收进档案库".to_owned());
    ledger.sheets.push(Sheet { title: "登记簿", columns: &COLUMNS, rows });
    let series = series.into_iter().map(|(key, (place, papers))| one_series(key, place, papers));
    ledger.sheets.push(Sheet { title: "按机关和年度", columns: &SERIES, rows: series.collect() });
    ledger.sheets.push(Sheet { title: "登记号", columns: &REGISTERED, rows: registered });
    Ok(ledger)
}

fn one_series((code, year): (String, i64), place: Option<String>, papers: Vec<Paper>) -> Vec<String> {
    // The same paper in two files, or without a title, is one.
    let mut serials: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for (serial, title) in papers {
        let titles = serials.entry(serial).or_default();
        let is_known = |known: &String| known.is_empty() || title.is_empty() || same_name(known, &title);
        if !titles.iter().any(is_known) {
            titles.push(title);
        }
    }
    let first = serials.keys().next().copied().unwrap_or(0);
    let last = serials.keys().next_back().copied().unwrap_or(0);
    let held = serials.len() as f64;
    let mut missing: Vec<String> = Vec::new();
    let mut count = 0;
    for serial in (1..=last.min(100_000)).filter(|s| !serials.contains_key(s)) {
        count += 1;
        if missing.len() < LISTED {
            missing.push(serial.to_string());
        }
    }
    let mut gaps = missing.join("、");
    if count > LISTED {
        gaps.push_str(&format!("等 {count} 个"));
    }
    let twice: Vec<String> =
        serials.iter().filter(|(_, titles)| titles.len() > 1).map(|(s, _)| s.to_string()).collect();
    vec![
        code,
        year.to_string(),
        serials.values().map(Vec::len).sum::<usize>().to_string(),
        first.to_string(),
        last.to_string(),
        format!("{:.0}%", 100.0 * held / (last.max(1) as f64)),
        gaps,
        twice.join("、"),
        place.unwrap_or_default(),
    ]
}
