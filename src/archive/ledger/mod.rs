//! What is asked of a store: summary, deadlines, what has lapsed, the register, and whole tables. Same store, same answer: rows
//! are in order of path, and no clock is read.

mod due;
mod register;
mod summary;
mod sunset;
mod table;

use jiff::civil::Date;
use rusqlite::{Params, Row};

use super::store::Store;
use crate::across::{Topic, side};
use crate::error::Error;
pub use due::due;
pub use register::register;
pub use summary::summary;
pub use sunset::sunset;
pub use table::{NUMBERS, TABLES, Table, rows};

type Sql<T> = Result<T, rusqlite::Error>;

/// Live contents that have a text, with the first of their paths, the number of their paths, and all columns but the packed texts, which a
/// grouping would copy.
const DOCUMENTS: &str = "(SELECT c.id, c.title, c.issuer, c.jurisdiction, c.doc_kind, c.stage, c.normative, c.doc_number, \
     c.body_code, c.year, c.serial, c.registration_number, c.registration_scheme, c.signed_on, c.issued_on, c.published_on, \
     c.effective_on, c.expires_on, c.validity, c.date, min(f.path) AS path, f.shown AS shown, count(*) AS copies \
     FROM contents c JOIN files f ON f.content = c.id WHERE f.state = 'live' AND NOT c.is_fatal GROUP BY c.id)";

/// Contents that another document of the archive had repealed or declared lapsed by a day, `?1`: the first that does, from when on,
/// and its side. A paper of another place, and one that is not later than what it names, does not.
fn ended() -> String {
    let (topic, is) = (Topic::Reference as i64, side::IS);
    let ends = side::ENDS.map(|side| side.to_string()).join(", ");
    format!(
        "(SELECT m.content AS content, min(coalesce(y.effective_on, y.date) || ' ' || y.path) AS first, y.shown AS ended_by, \
         r.side AS ended_as FROM marks r JOIN marks m ON m.topic = r.topic AND m.key = r.key AND m.side = {is} AND \
         m.content <> r.content JOIN {DOCUMENTS} y ON y.id = r.content JOIN contents x ON x.id = m.content \
         WHERE r.topic = {topic} AND r.side IN ({ends}) AND y.stage <> 'draft' \
         AND coalesce(y.date, y.effective_on) > coalesce(x.date, '') AND coalesce(y.effective_on, y.date) <= ?1 \
         AND (x.jurisdiction IS NULL OR y.jurisdiction IS NULL OR x.jurisdiction = y.jurisdiction) GROUP BY m.content)"
    )
}

/// The day a question is asked for, and how far ahead.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    /// The day.
    pub as_of: Date,
    /// Days ahead of it.
    pub ahead: i64,
    /// Days behind it.
    pub behind: i64,
}

impl Window {
    /// The last day.
    fn last(self) -> Date {
        self.as_of.checked_add(jiff::Span::new().days(self.ahead)).unwrap_or(Date::MAX)
    }

    /// Days from the day asked for to another; negative when it lies behind.
    fn days_to(self, day: Date) -> i64 {
        days_between(self.as_of, day)
    }
}

/// Days from one day to another.
fn days_between(from: Date, to: Date) -> i64 {
    i64::from(from.until(to).map_or(0, |span| span.get_days()))
}

/// All rows of a query.
fn query<T>(
    store: &Store,
    sql: &str,
    params: impl Params,
    row: impl FnMut(&Row<'_>) -> Sql<T>,
) -> Result<Vec<T>, Error> {
    let inner = || -> Sql<Vec<T>> {
        let mut statement = store.connection.prepare(sql)?;
        statement.query_map(params, row)?.collect()
    };
    inner().map_err(|e| store.error(e))
}

/// A text column; empty when there is none.
fn text(row: &Row<'_>, column: &str) -> Sql<String> {
    Ok(row.get::<_, Option<String>>(column)?.unwrap_or_default())
}

/// A column that holds a day.
fn day(row: &Row<'_>, column: &str) -> Sql<Option<Date>> {
    Ok(row.get::<_, Option<String>>(column)?.and_then(|d| d.parse().ok()))
}

/// Counts of something by name.
fn counts(store: &Store, sql: &str) -> Result<Vec<(String, u64)>, Error> {
    query(store, sql, [], |row| {
        let name = row.get::<_, Option<String>>(0)?.unwrap_or_default();
        Ok((name, row.get::<_, i64>(1)?.unsigned_abs()))
    })
}
