//! The whole archive on one page: counts, charts by year, issuer and rule, what is read wrongly, what contradicts.

use super::{DOCUMENTS, counts, query};
use crate::archive::store::Store;
use crate::error::Error;
use crate::report::{AcrossFinding, AcrossPlace, Chart, Ledger, Sheet};
use crate::rulepack::catalogue::severity_word;

/// Names in a chart; the rest is summed up in one bar.
const BARS: usize = 20;
const RULES: [&str; 5] = ["规则", "名称", "级别", "文件", "问题"];
const ACROSS: [&str; 8] = ["级别", "规则", "名称", "问题", "文件", "原文", "对照", "建议"];
const PROBLEMS: [&str; 2] = ["种类", "文件"];

/// The summary of a store with the findings across its documents.
///
/// # Errors
/// When the store cannot be read.
pub fn summary(store: &Store, across: &[AcrossFinding]) -> Result<Ledger, Error> {
    let mut ledger = Ledger::new("档案库汇总");
    headline(store, across.len(), &mut ledger)?;
    charts(store, &mut ledger)?;
    ledger.sheets.push(Sheet { title: "跨文件的问题", columns: &ACROSS, rows: across_rows(across) });
    ledger.sheets.push(Sheet { title: "按规则", columns: &RULES, rows: rules(store)? });
    let problems = counts(
        store,
        "SELECT kind, count(*) FROM (SELECT problem AS kind FROM files WHERE problem IS NOT NULL \
         UNION ALL SELECT x.kind FROM files f JOIN problems x ON x.content = f.content WHERE f.state = 'live') \
         GROUP BY kind ORDER BY 2 DESC, 1",
    )?;
    let problems = problems.into_iter().map(|(kind, n)| vec![kind, n.to_string()]);
    ledger.sheets.push(Sheet { title: "读取问题", columns: &PROBLEMS, rows: problems.collect() });
    Ok(ledger)
}

/// How many documents, normative documents and findings there are.
fn headline(store: &Store, across: usize, ledger: &mut Ledger) -> Result<(), Error> {
    let states = counts(store, "SELECT state, count(*) FROM files GROUP BY state")?;
    let state = |name: &str| states.iter().find(|(s, _)| s == name).map_or(0, |(_, n)| *n);
    let contents = counts(store, &format!("SELECT '', count(*) FROM {DOCUMENTS}"))?;
    let contents = contents.first().map_or(0, |(_, n)| *n);
    ledger.lines.push(format!(
        "文件 {} 份（内容不同的 {contents} 份），读不了 {} 份，已删除 {} 份",
        state("live"),
        state("failed") + store.unreadable()?,
        state("deleted")
    ));
    let normative = counts(
        store,
        &format!(
            "SELECT CASE normative WHEN 1 THEN 'y' WHEN 0 THEN 'n' ELSE '?' END, count(*) FROM {DOCUMENTS} GROUP BY 1"
        ),
    )?;
    let normative = |key: &str| normative.iter().find(|(k, _)| k == key).map_or(0, |(_, n)| *n);
    ledger.lines.push(format!(
        "行政规范性文件 {} 份，不是的 {} 份，不能判定 {} 份",
        normative("y"),
        normative("n"),
        normative("?")
    ));
    let found = counts(
        store,
        &format!(
            "SELECT CASE x.suppressed WHEN 1 THEN 'suppressed' ELSE x.severity END, count(*) FROM findings x \
             JOIN {DOCUMENTS} d ON d.id = x.content GROUP BY 1"
        ),
    )?;
    let found = |key: &str| found.iter().find(|(k, _)| k == key).map_or(0, |(_, n)| *n);
    let suppressed = match found("suppressed") {
        0 => String::new(),
        count => format!("（另有已抑制的 {count} 个没有计入）"),
    };
    ledger.lines.push(format!(
        "问题 错误 {}，警告 {}，提示 {}{suppressed}；跨文件的问题 {} 个",
        found("error"),
        found("warning"),
        found("info"),
        across
    ));
    Ok(())
}

fn charts(store: &Store, ledger: &mut Ledger) -> Result<(), Error> {
    let years = format!(
        "SELECT coalesce(substr(date, 1, 4), '没有日期'), count(*) FROM {DOCUMENTS} GROUP BY 1 ORDER BY 1"
    );
    ledger.charts.push(Chart { title: "按年份（文件）".into(), bars: counts(store, &years)? });
    let issuers = format!(
        "SELECT coalesce(issuer, '没有写明'), count(*) FROM {DOCUMENTS} GROUP BY 1 ORDER BY 2 DESC, 1"
    );
    ledger
        .charts
        .push(Chart { title: "按发文机关（文件）".into(), bars: cut(counts(store, &issuers)?) });
    let rules = format!(
        "SELECT x.rule || ' ' || coalesce(r.title, ''), count(*) FROM findings x JOIN {DOCUMENTS} d ON d.id = x.content \
         LEFT JOIN rules r ON r.rule = x.rule WHERE NOT x.suppressed GROUP BY 1 ORDER BY 2 DESC, 1"
    );
    ledger.charts.push(Chart { title: "按规则（问题）".into(), bars: cut(counts(store, &rules)?) });
    Ok(())
}

/// The first bars and the sum of the rest.
fn cut(mut bars: Vec<(String, u64)>) -> Vec<(String, u64)> {
    if bars.len() > BARS {
        let rest: u64 = bars.drain(BARS..).map(|(_, n)| n).sum();
        bars.push(("其余".to_owned(), rest));
    }
    bars
}

fn rules(store: &Store) -> Result<Vec<Vec<String>>, Error> {
    let sql = format!(
        "SELECT x.rule, coalesce(r.title, ''), x.severity, count(DISTINCT x.content), count(*) FROM findings x \
         JOIN {DOCUMENTS} d ON d.id = x.content LEFT JOIN rules r ON r.rule = x.rule WHERE NOT x.suppressed \
         GROUP BY x.rule, x.severity \
         ORDER BY x.rule, x.severity"
    );
    query(store, &sql, [], |row| {
        let severity: String = row.get(2)?;
        let severity = match severity.as_str() {
            "error" => "错误",
            "warning" => "警告",
            _ => "提示",
        };
        let (documents, findings): (i64, i64) = (row.get(3)?, row.get(4)?);
        Ok(vec![row.get(0)?, row.get(1)?, severity.to_owned(), documents.to_string(), findings.to_string()])
    })
}

/// One row for each finding: where to mend, then what it was compared with.
fn across_rows(across: &[AcrossFinding]) -> Vec<Vec<String>> {
    let at = |place: &AcrossPlace| {
        if place.line == 0 { place.path.clone() } else { format!("{}:{}", place.path, place.line) }
    };
    let row = |finding: &AcrossFinding| {
        let first = finding.places.first();
        let others: Vec<String> = finding.places.iter().skip(1).map(at).collect();
        vec![
            severity_word(finding.severity).to_owned(),
            finding.rule.clone(),
            finding.title.clone(),
            finding.message.clone(),
            first.map(at).unwrap_or_default(),
            first.map(|p| p.text.clone()).unwrap_or_default(),
            others.join("\n"),
            finding.advice.clone(),
        ]
    };
    across.iter().map(row).collect()
}
