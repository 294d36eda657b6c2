//! A template that is a web page: a line with placeholders of a list is repeated. Values are text and never markup.

use std::io::Write as _;

use super::slots::{self, Slot};
use super::values::{NOTHING, Values};
use crate::text::Escaped;

/// Fills in a page.
pub(super) fn fill(template: &[u8], values: &Values) -> Result<Vec<u8>, String> {
    let template = std::str::from_utf8(template).map_err(|_| "模板不是 UTF-8 编码".to_owned())?;
    let mut out = Vec::with_capacity(template.len() * 4);
    for (number, line) in (1usize..).zip(template.split_inclusive('\n')) {
        let told = |message: String| format!("第 {number} 行：{message}");
        let slots = slots::find(line, values).map_err(told)?;
        let list = slots::list(&slots, values).map_err(told)?;
        let rows = list.and_then(|list| values.lists.get(list)).map(|rows| rows.rows.len());
        match rows {
            None => write(line, &slots, (0, values), &mut out),
            Some(0) => bare(line, &slots, &mut out),
            Some(rows) => (0..rows).for_each(|row| write(line, &slots, (row, values), &mut out)),
        }
    }
    Ok(out)
}

fn write(line: &str, slots: &[Slot], (row, values): (usize, &Values), out: &mut Vec<u8>) {
    let mut done = 0;
    for slot in slots {
        out.extend_from_slice(line.get(done..slot.range.start).unwrap_or("").as_bytes());
        // Writing to memory fails only when memory is gone, which aborts anyway.
        let _ = write!(out, "{}", Escaped(slots::value(slot.target, row, values)));
        done = slot.range.end;
    }
    out.extend_from_slice(line.get(done..).unwrap_or("").as_bytes());
}

/// The line of an empty list: its markup alone, and the word that there is nothing.
fn bare(line: &str, slots: &[Slot], out: &mut Vec<u8>) {
    let first = slots.first().map_or(0, |slot| slot.range.start);
    let mut in_tag = false;
    for (at, c) in line.char_indices() {
        if at == first {
            out.extend_from_slice(NOTHING.as_bytes());
        }
        in_tag |= c == '<';
        if in_tag || c == '\n' {
            out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        }
        in_tag &= c != '>';
    }
}
