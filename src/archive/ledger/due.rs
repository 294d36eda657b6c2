//! Deadlines around a day: overdue, coming, by unit.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rusqlite::Row;

use super::{DOCUMENTS, Sql, Window, day, ended, query, text};
use crate::archive::store::Store;
use crate::error::Error;
use crate::facts::task::breakdown::turns;
use crate::report::{Ledger, Sheet};

const COLUMNS: [&str; 10] =
    ["状态", "到期日", "相差天数", "任务", "责任单位", "时限", "标题", "文号", "文件", "行"];
const BY_UNIT: [&str; 4] = ["单位", "已过期", "将到期", "最近到期日"];

/// What is gathered row by row.
#[derive(Default)]
struct Gathered {
    rows: Vec<Vec<String>>,
    overdue: usize,
    older: u64,
    later: u64,
    lapsed: u64,
    /// Recurring duties, and others, that have no day.
    undated: [u64; 2],
    /// Overdue, coming, the next day.
    units: BTreeMap<String, (u64, u64, String)>,
}

/// Deadlines that fall into the window, with who answers for them. Of documents that have lapsed, were repealed or are drafts
/// nothing is due. Of a duty that recurs on a day only what is to come is listed: whether earlier turns were done nobody says.
///
/// # Errors
/// When the store cannot be read.
pub fn due(store: &Store, window: Window) -> Result<Ledger, Error> {
    let sql = format!(
        "SELECT d.*, x.shown, x.title, x.doc_number, x.expires_on, x.stage, x.date, e.ended_by FROM deadlines d \
         JOIN {DOCUMENTS} x ON x.id = d.content LEFT JOIN {} e ON e.content = d.content \
         WHERE d.kind NOT IN ('validity', 'plan_period', 'from') ORDER BY x.path, d.n",
        ended()
    );
    let mut gathered = Gathered::default();
    query(store, &sql, [window.as_of.to_string()], |row| gathered.add(row, window))?;
    let Gathered { mut rows, overdue, older, later, lapsed, undated: [recurring, others], units } = gathered;
    // Rows came in order of path; the sort is stable.
    rows.sort_by(|a, b| a.get(1).cmp(&b.get(1)));
    let mut ledger = Ledger::new(format!("时限（{}）", window.as_of));
    let coming = rows.len() - overdue;
    ledger.lines.push(format!("{} 天内到期 {coming} 项，已过期 {overdue} 项", window.ahead));
    ledger.lines.push(format!(
        "没有列出：过期超过 {} 天的 {older} 项，{} 天以后的 {later} 项，文件已失效、被废止或是草案的 {lapsed} 项",
        window.behind, window.ahead
    ));
    ledger.lines.push(format!(
        "没有确定日期、不列的：每年、每月一类定期的 {recurring} 项，收到后几日内一类的 {others} 项；定期的有日子的只列将到期的"
    ));
    let by_unit = units
        .into_iter()
        .map(|(unit, (over, coming, next))| vec![unit, over.to_string(), coming.to_string(), next]);
    ledger.sheets.push(Sheet { title: "时限", columns: &COLUMNS, rows });
    ledger.sheets.push(Sheet { title: "按单位", columns: &BY_UNIT, rows: by_unit.collect() });
    Ok(ledger)
}

impl Gathered {
    fn add(&mut self, row: &Row<'_>, window: Window) -> Sql<()> {
        let ends = day(row, "expires_on")?;
        let is_over = text(row, "stage")? == "draft" || !text(row, "ended_by")?.is_empty();
        let is_lapsed = is_over || ends.is_some_and(|e| e < window.as_of);
        let recurs = text(row, "recurs")?;
        if !recurs.is_empty() {
            let from = day(row, "date")?.map_or(window.as_of, |date| date.max(window.as_of));
            let last = window.last().min(ends.unwrap_or(Date::MAX));
            let days = turns(&recurs, from, last);
            match (is_lapsed, days) {
                (true, _) => self.lapsed += 1,
                (false, None) => self.undated[0] += 1,
                (false, Some(days)) if days.is_empty() => self.later += 1,
                (false, Some(days)) => {
                    for day in days {
                        self.list(row, (day, window.days_to(day)))?;
                    }
                }
            }
            return Ok(());
        }
        let Some(due_on) = day(row, "due_on")? else {
            self.undated[1] += u64::from(!is_lapsed);
            return Ok(());
        };
        let days = window.days_to(due_on);
        if is_lapsed {
            self.lapsed += 1;
        } else if days < -window.behind {
            self.older += 1;
        } else if days > window.ahead {
            self.later += 1;
        } else {
            self.list(row, (due_on, days))?;
        }
        Ok(())
    }

    fn list(&mut self, row: &Row<'_>, (due_on, days): (Date, i64)) -> Sql<()> {
        let is_over = days < 0;
        self.overdue += usize::from(is_over);
        let named = text(row, "units")?;
        for unit in named.split('、').filter(|u| !u.is_empty()) {
            let (over, coming, next) = self.units.entry(unit.to_owned()).or_default();
            if is_over {
                *over += 1;
            } else {
                *coming += 1;
                let day = due_on.to_string();
                if next.is_empty() || day < *next {
                    *next = day;
                }
            }
        }
        self.rows.push(vec![
            if is_over { "已过期" } else { "将到期" }.to_owned(),
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
    }
}
