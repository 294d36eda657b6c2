//! The list for 清理: lapsed, repealed, about to lapse, no validity stated.

use rusqlite::Row;

use super::{DOCUMENTS, Sql, Window, day, ended, query, text};
use crate::across::side;
use crate::archive::store::Store;
use crate::error::Error;
use crate::report::{Ledger, Sheet};

const COLUMNS: [&str; 12] = [
    "情况",
    "标题",
    "文号",
    "登记号",
    "发文机关",
    "成文日期",
    "施行日期",
    "失效日期",
    "有效期",
    "相差天数",
    "说明",
    "文件",
];

/// Normative documents, and others that state a validity, by what is to be done with them on a day.
///
/// # Errors
/// When the store cannot be read.
pub fn sunset(store: &Store, window: Window) -> Result<Ledger, Error> {
    let sql = format!(
        "SELECT x.*, e.ended_by, e.ended_as FROM {DOCUMENTS} x LEFT JOIN {} e ON e.content = x.id \
         WHERE x.stage <> 'draft' AND (x.normative = 1 OR x.expires_on IS NOT NULL) ORDER BY x.path",
        ended()
    );
    let mut groups: [Vec<Vec<String>>; 4] = Default::default();
    let mut in_force = 0u64;
    query(store, &sql, [window.as_of.to_string()], |row| {
        if day(row, "date")?.is_some_and(|date| date > window.as_of) {
            return Ok(());
        }
        let Some((group, cells)) = lapse(row, window)? else {
            in_force += 1;
            return Ok(());
        };
        if let Some(group) = groups.get_mut(group) {
            group.push(cells);
        }
        Ok(())
    })?;
    let [lapsed, repealed, coming, open] = groups.each_ref().map(Vec::len);
    let mut ledger = Ledger::new(format!("失效清理（{}）", window.as_of));
    ledger.lines.push(format!(
        "已失效 {lapsed} 件，档案库中另有文件废止或宣布失效的 {repealed} 件，{} 天内将失效 {coming} 件，没有写有效期 {open} 件；继续有效 {in_force} 件没有列出",
        window.ahead
    ));
    ledger.lines.push("只看行政规范性文件，和写明有效期的其他文件；草案和这一天以后成文的不算".to_owned());
    ledger.sheets.push(Sheet { title: "失效清理", columns: &COLUMNS, rows: groups.concat() });
    Ok(ledger)
}

/// The group and the row of a document that has lapsed, will lapse, or states no validity; `None` for one that stays.
fn lapse(row: &Row<'_>, window: Window) -> Sql<Option<(usize, Vec<String>)>> {
    const SHOWN: [&str; 8] = [
        "title",
        "doc_number",
        "registration_number",
        "issuer",
        "signed_on",
        "effective_on",
        "expires_on",
        "validity",
    ];
    let expires = day(row, "expires_on")?;
    let ended_by = text(row, "ended_by")?;
    let is_lapsed = row.get::<_, Option<u8>>("ended_as")? == Some(side::LAPSES);
    let (state, word) = if is_lapsed { ("已宣布失效", "宣布失效") } else { ("已废止", "废止") };
    let days = expires.map(|e| window.days_to(e));
    let is_bounded = expires.is_some() || !text(row, "validity")?.is_empty();
    let (group, state, note) = match days {
        _ if !ended_by.is_empty() => (1, state, format!("由 {ended_by} {word}")),
        Some(days) if days < 0 => (0, "已失效", String::new()),
        Some(days) if days <= window.ahead => (2, "将失效", String::new()),
        None if !is_bounded => (3, "未写有效期", String::new()),
        _ => return Ok(None),
    };
    let mut cells = vec![state.to_owned()];
    for column in SHOWN {
        cells.push(text(row, column)?);
    }
    cells.extend([days.map(|d| d.to_string()).unwrap_or_default(), note, text(row, "shown")?]);
    Ok(Some((group, cells)))
}
