//! `--format ics`: RFC 5545, one all-day event per deadline that has a date, `RRULE` for recurring ones.
//!
//! No clock is read: DTSTAMP is the document's own date (or `--as-of`); without either it is the beginning of the Unix epoch,
//! which says "made at no particular time" and keeps the output the same on every run. The UID hashes document, task and
//! expression, so that importing a corrected file again moves the old events instead of adding new ones.

use std::collections::HashMap;
use std::io::{self, Write};

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::{Pages, TableRenderer, cells};
use crate::facts::task::breakdown::{Due, Entry};
use crate::report::{Place, TaskSheet};

pub(super) const RENDERER: TableRenderer = TableRenderer {
    name: "ics",
    about: "日历（RFC 5545），每个有日期的时限一个全天日程，定期的重复",
    extensions: &["ics"],
    is_text: true,
    render: |pages, out| render(pages, out),
};

/// Longest line in bytes, the line end not counted.
const LONGEST: usize = 75;

fn render(pages: &Pages<'_>, out: &mut dyn Write) -> io::Result<()> {
    for text in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//hegui//tasks//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ] {
        line(text, out)?;
    }
    let mut seen = HashMap::new();
    for sheet in pages.sheets {
        for entry in &sheet.breakdown.entries {
            for due in &entry.deadlines {
                let labels = cells::labels(entry);
                let event = Event {
                    summary: cells::one_line(&entry.summary.text),
                    description: about(entry),
                    labels,
                };
                event.write(sheet, due, &mut seen, out)?;
            }
        }
        for other in &sheet.breakdown.others {
            let sentence = cells::one_line(&other.sentence.text);
            let summary: String = sentence.chars().take(40).collect();
            let event = Event { summary, description: vec![sentence], labels: String::new() };
            event.write(sheet, &other.due, &mut seen, out)?;
        }
    }
    line("END:VCALENDAR", out)
}

/// What an event says.
struct Event {
    summary: String,
    description: Vec<String>,
    labels: String,
}

impl Event {
    /// Writes the event when the deadline has a date.
    fn write(
        &self,
        sheet: &TaskSheet,
        due: &Due<Place>,
        seen: &mut HashMap<String, u32>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let first = due.recurrence.as_ref().map(|r| r.first);
        let Some(day) = first.or(due.deadline.due_on) else { return Ok(()) };
        let Ok(next) = day.tomorrow() else { return Ok(()) };
        let time = cells::one_line(&due.deadline.span.text);
        let mut about = self.description.clone();
        about.push(format!("时限：{time}"));
        about.push(format!("出处：{} {}第{}行", sheet.path, self.labels, due.deadline.span.line));
        line("BEGIN:VEVENT", out)?;
        line(&format!("UID:{}", self.uid(sheet, &time, seen)), out)?;
        line(&format!("DTSTAMP:{}T000000Z", stamp(sheet.as_of)), out)?;
        line(&format!("DTSTART;VALUE=DATE:{}", compact(day)), out)?;
        line(&format!("DTEND;VALUE=DATE:{}", compact(next)), out)?;
        if let Some(recurrence) = &due.recurrence {
            let until = sheet.breakdown.until.filter(|until| *until >= day);
            let until = until.map(|date| format!(";UNTIL={}", compact(date))).unwrap_or_default();
            line(&format!("RRULE:{}{until}", recurrence.rule), out)?;
        }
        line(&format!("SUMMARY:{}", escaped(&self.summary)), out)?;
        line(&format!("DESCRIPTION:{}", escaped(&about.join("\n"))), out)?;
        if let Some(title) = &sheet.title {
            line(&format!("CATEGORIES:{}", escaped(&cells::one_line(title))), out)?;
        }
        line("TRANSP:TRANSPARENT", out)?;
        line("END:VEVENT", out)
    }

    /// The same for the same document, task and expression, wherever they stand.
    fn uid(&self, sheet: &TaskSheet, time: &str, seen: &mut HashMap<String, u32>) -> String {
        let document = sheet.doc_number.as_deref().or(sheet.title.as_deref()).unwrap_or(&sheet.path);
        let key = [document, &self.summary, time].join("\u{1f}");
        let nth = seen.entry(key.clone()).and_modify(|n| *n += 1).or_insert(1);
        let hash = Sha256::digest(format!("{key}\u{1f}{nth}"));
        let hex: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        format!("{hex}@hegui")
    }
}

/// The measures and the units of an entry.
fn about(entry: &Entry<Place>) -> Vec<String> {
    let [_, _, measures, lead, responsible, supporting, _, _] = cells::of(entry);
    let roles = [("牵头", lead), ("责任", responsible), ("配合", supporting)];
    let mut lines: Vec<String> = roles
        .iter()
        .filter(|(_, units)| !units.is_empty())
        .map(|(role, units)| format!("{role}单位：{units}"))
        .collect();
    if !measures.is_empty() {
        lines.push(measures);
    }
    lines
}

fn compact(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

fn stamp(date: Option<Date>) -> String {
    date.map_or_else(|| "19700101".to_owned(), compact)
}

/// TEXT values: backslash, semicolon, comma and line end are escaped.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
        .replace("\r\n", "\n")
        .replace('\n', "\\n")
}

/// One content line, folded so that no line has more than 75 bytes and no character is cut.
fn line(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut room = LONGEST;
    let mut folded = String::with_capacity(text.len() + text.len() / 24);
    for c in text.chars().filter(|c| !c.is_control()) {
        if c.len_utf8() > room {
            folded.push_str("\r\n ");
            room = LONGEST - 1;
        }
        folded.push(c);
        room -= c.len_utf8();
    }
    write!(out, "{folded}\r\n")
}

#[cfg(test)]
mod tests {
    use super::{escaped, line};

    #[test]
    fn lines_are_folded_at_75_bytes_between_characters() {
        let text = format!("SUMMARY:{}", "推进a改革".repeat(20));
        let mut out = Vec::new();
        line(&text, &mut out).expect("write");
        let folded = String::from_utf8(out).expect("utf-8");
        assert!(folded.ends_with("\r\n"));
        assert!(folded.split("\r\n").all(|l| l.len() <= 75), "{folded}");
        assert_eq!(folded.replace("\r\n ", "").trim_end(), text);
    }

    #[test]
    fn texts_are_escaped() {
        assert_eq!(escaped("甲;乙,丙\\丁\n戊"), "甲\\;乙\\,丙\\\\丁\\n戊");
    }
}
