//! The rules across documents over a store: groups are read one after another, so memory holds one of them.

use rusqlite::Row;
use rusqlite::types::Value;

use super::store::Store;
use crate::across::{Group, Judge, Member, Note, Number, Registration, Sheet, Topic, bands, settled, side};
use crate::error::Error;
use crate::report::AcrossFinding;
use crate::rulepack::Registry;

type Sql<T> = Result<T, rusqlite::Error>;

/// Live contents with the first of their paths, without their texts.
const LIVE: &str = "CREATE TEMP TABLE live AS \
     SELECT c.id AS id, min(f.path) AS path, f.shown AS shown, count(*) AS copies FROM contents c \
     JOIN files f ON f.content = c.id WHERE f.state = 'live' GROUP BY c.id; \
     CREATE UNIQUE INDEX temp.live_id ON live (id)";

/// What the rules of kind `archive` find among the live documents of a store.
///
/// # Errors
/// When the store cannot be read, or a rule names a function that does not exist.
pub fn across(store: &Store, registry: &Registry) -> Result<Vec<AcrossFinding>, Error> {
    let judge = Judge::new(registry)?;
    let inner = || -> Sql<Vec<AcrossFinding>> {
        store.connection.execute_batch("DROP TABLE IF EXISTS temp.live")?;
        store.connection.execute_batch(LIVE)?;
        let mut found = Vec::new();
        for topic in judge.topics() {
            groups(store, topic, &mut |group| found.extend(judge.judge(&group)))?;
        }
        store.connection.execute_batch("DROP TABLE temp.live")?;
        Ok(found)
    };
    inner().map(settled).map_err(|e| store.error(e))
}

/// The marks of a topic as a table. Likeness leaves none: texts meet in the bands of their words.
fn marks(topic: Topic) -> String {
    if topic != Topic::Likeness {
        return format!("(SELECT * FROM marks WHERE topic = {})", topic as i64);
    }
    let side = side::IS;
    let band = |(number, digits): (usize, std::ops::Range<usize>)| {
        let (from, length) = (digits.start + 1, digits.len());
        format!(
            "SELECT id AS content, {number} AS n, '{number} ' || substr(likeness, {from}, {length}) AS key, {side} AS side, \
             '' AS note FROM contents WHERE likeness IS NOT NULL"
        )
    };
    format!("({})", bands().enumerate().map(band).collect::<Vec<_>>().join(" UNION ALL "))
}

/// Which keys of a topic can be worth a judgement, told from the marks alone.
fn worth(topic: Topic) -> String {
    let several = "count(DISTINCT m.content) > 1";
    let having = match topic {
        Topic::Copies => "count(DISTINCT m.content) > 1 OR max(l.copies) > 1".to_owned(),
        Topic::Likeness | Topic::Task => several.to_owned(),
        Topic::Reference => {
            let judged =
                [side::IS, side::REPEALS, side::KEEPS, side::LAPSES].map(|s| s.to_string()).join(", ");
            format!("{several} AND sum(m.side IN ({judged})) > 0 AND count(DISTINCT m.side) > 1")
        }
        Topic::Claim => format!("sum(m.side = {}) > 0 AND sum(m.side = {}) > 0", side::CLAIMS, side::IS),
        Topic::Versions => format!("sum(m.side = {}) > 0 AND sum(m.side = {}) > 0", side::DRAFTS, side::IS),
        _ => "1".to_owned(),
    };
    format!(
        "SELECT m.key FROM {} m JOIN live l ON l.id = m.content GROUP BY m.key HAVING {having}",
        marks(topic)
    )
}

/// Hands out the groups of a topic, each with its members in order of path.
fn groups(store: &Store, topic: Topic, sink: &mut dyn FnMut(Group)) -> Sql<()> {
    let (marks, keys) = (marks(topic), worth(topic));
    let sql = format!(
        "SELECT m.key, m.side, m.note, l.path, l.shown, l.copies, c.id, c.title, c.issuer, c.jurisdiction, c.doc_kind, \
         c.stage, c.normative, c.doc_number, c.body_code, c.year, c.serial, c.registration_number, c.registration_scheme, \
         c.signed_on, c.effective_on, c.expires_on, c.date, c.likeness \
         FROM {marks} m JOIN live l ON l.id = m.content JOIN contents c ON c.id = m.content \
         WHERE m.key IN ({keys}) ORDER BY m.key, l.path, m.n"
    );
    let mut statement = store.connection.prepare(&sql)?;
    let mut rows = statement.query([])?;
    let mut members: Vec<(i64, Member)> = Vec::new();
    let mut key = None;
    while let Some(row) = rows.next()? {
        let (next, content): (Value, i64) = (row.get("key")?, row.get("id")?);
        if key.as_ref().is_some_and(|key| *key != next) {
            sink(Group {
                topic,
                members: std::mem::take(&mut members).into_iter().map(|(_, m)| m).collect(),
            });
        }
        key = Some(next);
        if members.last().is_none_or(|(id, _)| *id != content) {
            let mut member = Member { sheet: sheet(row)?, ..Member::default() };
            if topic == Topic::Copies && row.get::<_, i64>("copies")? > 1 {
                member.copies = copies(store, content)?;
            }
            members.push((content, member));
        }
        let note: String = row.get("note")?;
        if let Some((_, member)) = members.last_mut() {
            member.notes.push((row.get("side")?, Note::of_json(&note)));
        }
    }
    if !members.is_empty() {
        sink(Group { topic, members: members.into_iter().map(|(_, m)| m).collect() });
    }
    Ok(())
}

/// The other paths of a content.
fn copies(store: &Store, content: i64) -> Sql<Vec<String>> {
    let sql = "SELECT shown FROM files WHERE content = ?1 AND state = 'live' ORDER BY path LIMIT -1 OFFSET 1";
    store.connection.prepare_cached(sql)?.query_map([content], |row| row.get(0))?.collect()
}

fn sheet(row: &Row<'_>) -> Sql<Sheet> {
    let day = |column: &str| -> Sql<Option<jiff::civil::Date>> {
        Ok(row.get::<_, Option<String>>(column)?.and_then(|d| d.parse().ok()))
    };
    let mut sheet = Sheet {
        path: row.get("shown")?,
        title: row.get("title")?,
        issuer: row.get("issuer")?,
        jurisdiction: row.get("jurisdiction")?,
        doc_kind: row.get("doc_kind")?,
        stage: row.get("stage")?,
        normative: row.get("normative")?,
        signed_on: day("signed_on")?,
        effective_on: day("effective_on")?,
        expires_on: day("expires_on")?,
        date: day("date")?,
        likeness: row.get("likeness")?,
        ..Sheet::default()
    };
    if let Some(raw) = row.get::<_, Option<String>>("doc_number")? {
        let (body_code, year, serial) = (row.get("body_code")?, row.get("year")?, row.get("serial")?);
        sheet.number = Some(Number { raw, body_code, year, serial });
    }
    if let Some(raw) = row.get::<_, Option<String>>("registration_number")? {
        sheet.registration = Some(Registration { raw, scheme: row.get("registration_scheme")? });
    }
    Ok(sheet)
}
