//! Deadlines around a day: overdue, coming, by unit.

use std::collections::BTreeMap;

use super::{DOCUMENTS, Window, day, query, text};
use crate::archive::store::Store;
use crate::error::Error;
use crate::report::{Ledger, Sheet};

const COLUMNS: [&str; 10] =
    ["状态", "到期日", "相差天数", "任务", "责任单位", "时限", "标题", "文号", "文件", "行"];
const BY_UNIT: [&str; 4] = ["单位", "已过期", "将到期", "最近到期日"];

/// Deadlines that fall into the window, with who answers for them. Of documents that have lapsed or are drafts nothing is due.
///
/// # Errors
/// When the store cannot be read.
pub fn due(store: &Store, window: Window) -> Result<Ledger, Error> {
    let sql = format!(
        "SELECT d.*, x.shown, x.title, x.doc_number, x.expires_on, x.stage FROM deadlines d \
         JOIN {DOCUMENTS} x ON x.id = d.content \
         WHERE d.due_on IS NOT NULL AND d.kind NOT IN ('validity', 'plan_period', 'from') \
         ORDER BY d.due_on, x.path, d.n"
    );
    let (mut older, mut later, mut lapsed) = (0u64, 0u64, 0u64);
    let mut units: BTreeMap<String, (u64, u64, String)> = BTreeMap::new();
    let mut rows = Vec::new();
    query(store, &sql, [], |row| {
        let Some(due_on) = day(row, "due_on")? else { return Ok(()) };
        let days = window.days_to(due_on);
        let is_lapsed =
            day(row, "expires_on")?.is_some_and(|e| e < window.as_of) || text(row, "stage")? == "draft";
        for (is_out, count) in
            [(is_lapsed, &mut lapsed), (days < -window.behind, &mut older), (days > window.ahead, &mut later)]
        {
            if is_out {
                *count += 1;
                return Ok(());
            }
        }
        let state = if days < 0 { "已过期" } else { "将到期" };
        let named = text(row, "units")?;
        for unit in named.split('、').filter(|u| !u.is_empty()) {
            let counted = units.entry(unit.to_owned()).or_insert((0, 0, String::new()));
            if days < 0 {
                counted.0 += 1;
            } else {
                counted.1 += 1;
                if counted.2.is_empty() {
                    counted.2 = due_on.to_string();
                }
            }
        }
        rows.push(vec![
            state.to_owned(),
            due_on.to_string(),
            days.to_string(),
            text(row, "task")?,
            named,
            text(row, "expression")?,
            text(row, "title")?,
            text(row, "doc_number")?,
            text(row, "shown")?,
            row.get::<_, i64>("line")?.to_string(),
        ]);
        Ok(())
    })?;
    let overdue = rows.iter().filter(|r| r.first().is_some_and(|s| s == "已过期")).count();
    let mut ledger = Ledger::new(format!("时限（{}）", window.as_of));
    ledger.lines.push(format!("{} 天内到期 {} 项，已过期 {overdue} 项", window.ahead, rows.len() - overdue));
    ledger.lines.push(format!(
        "没有列出：过期超过 {} 天的 {older} 项，{} 天以后的 {later} 项，文件已失效或是草案的 {lapsed} 项",
        window.behind, window.ahead
    ));
    let by_unit = units
        .into_iter()
        .map(|(unit, (over, coming, next))| vec![unit, over.to_string(), coming.to_string(), next]);
    ledger.sheets.push(Sheet { title: "时限", columns: &COLUMNS, rows });
    ledger.sheets.push(Sheet { title: "按单位", columns: &BY_UNIT, rows: by_unit.collect() });
    Ok(ledger)
}
