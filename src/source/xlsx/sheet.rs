//! One sheet: rows, cells, merged cells.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use super::format::Formats;
use super::strings::Strings;
use crate::office::{Damage, Node, Space, Tag, Xml};
use crate::source::cell::separates;
use crate::source::text::is_blank;

/// The last row and column of Excel, from 0.
const LAST: (u32, u32) = (1_048_575, 16_383);

/// Bytes that merged cells may add by being repeated.
const REPEATED: usize = 4 << 20;

/// Most ranges of merged cells; each is looked at once.
const MOST_MERGED: usize = 200_000;

/// What a cell holds.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Number,
    Shared,
    /// Text in the cell itself, results of formulas, errors, dates of ISO 8601.
    Text,
    Boolean,
}

/// A cell.
#[derive(Default)]
struct Cell {
    row: u32,
    column: u32,
    kind: Kind,
    style: usize,
    value: String,
    has_value: bool,
    has_formula: bool,
    /// Where it stands in the part.
    at: usize,
}

/// Cells that are shown as one.
#[derive(Clone, Copy)]
struct Merged {
    first: (u32, u32),
    last: (u32, u32),
}

/// A sheet as read.
pub(super) struct Sheet<'a> {
    part: &'a str,
    cells: Vec<Cell>,
    merged: Vec<Merged>,
    doubts: Vec<Damage>,
}

impl<'a> Sheet<'a> {
    pub(super) fn read(part: &'a str, text: &str) -> Result<Self, Damage> {
        let mut sheet = Self { part, cells: Vec::new(), merged: Vec::new(), doubts: Vec::new() };
        let mut xml = Xml::new(part, text)?;
        let mut open: Vec<&str> = Vec::new();
        let mut row = None;
        loop {
            match xml.next()? {
                Node::Start(tag) => {
                    if tag.space == Space::Sheet {
                        sheet.begin(&tag, open.last().copied(), &mut row)?;
                    }
                    if !tag.is_empty {
                        open.push(if tag.space == Space::Sheet { tag.name } else { "" });
                    }
                }
                Node::End(_) => drop(open.pop()),
                Node::Text(text, range) => sheet.text(text, &open, range.start),
                Node::Char(c, range) => sheet.text(c.encode_utf8(&mut [0; 4]), &open, range.start),
                Node::Eof => return Ok(sheet),
            }
        }
    }

    fn begin(&mut self, tag: &Tag<'_>, parent: Option<&str>, row: &mut Option<u32>) -> Result<(), Damage> {
        let at = tag.range.start;
        match (parent, tag.name) {
            (None, name) if name != "worksheet" && name != "chartsheet" && name != "dialogsheet" => {
                return Err(Damage::at(self.part, at, "根元素不是工作表"));
            }
            (Some("sheetData"), "row") => {
                let next = row.map_or(0, |r| r.saturating_add(1));
                let stated = tag.number("r").and_then(|r| u32::try_from(r.checked_sub(1)?).ok());
                let is_wrong = tag.attribute("r").is_some() && stated.is_none_or(|r| r < next || r > LAST.0);
                if is_wrong || next > LAST.0 {
                    return Err(Damage::at(self.part, at, "行号不对"));
                }
                *row = Some(stated.unwrap_or(next));
            }
            (Some("row"), "c") => {
                let cell = self.cell(tag, row.unwrap_or(0))?;
                self.cells.push(cell);
            }
            (Some("c"), "f") => self.last(|cell| cell.has_formula = true),
            (Some("c"), "v" | "is") => self.last(|cell| cell.has_value = true),
            (Some("sheetData"), _) => self.doubt(at, tag),
            (Some("row" | "c"), name) if name != "extLst" => self.doubt(at, tag),
            (Some("is"), name) if !matches!(name, "t" | "r" | "rPh" | "phoneticPr" | "extLst") => {
                self.doubt(at, tag);
            }
            (Some("mergeCells"), "mergeCell") => {
                let range = tag.attribute("ref").and_then(|r| merged(&r));
                let range = range.ok_or_else(|| Damage::at(self.part, at, "合并单元格的范围不对"))?;
                if self.merged.len() >= MOST_MERGED {
                    return Err(Damage::too_large(format!("部件 {} 的合并单元格太多", self.part)));
                }
                self.merged.push(range);
            }
            _ => {}
        }
        Ok(())
    }

    fn doubt(&mut self, at: usize, tag: &Tag<'_>) {
        self.doubts.push(Damage::at(self.part, at, format!("不认识的元素 <{}>", tag.full_name)));
    }

    fn last(&mut self, set: impl FnOnce(&mut Cell)) {
        if let Some(cell) = self.cells.last_mut() {
            set(cell);
        }
    }

    fn cell(&self, tag: &Tag<'_>, row: u32) -> Result<Cell, Damage> {
        let at = tag.range.start;
        let wrong = |what: &str| Damage::at(self.part, at, what);
        let before = self.cells.last().filter(|c| c.row == row).map(|c| c.column);
        let next = before.map_or(0, |c| c.saturating_add(1));
        let column = match tag.attribute("r") {
            None => next,
            Some(name) => {
                let (named, column) = address(&name).ok_or_else(|| wrong("单元格的位置不对"))?;
                if named != row || column < next {
                    return Err(wrong("单元格的位置不对"));
                }
                column
            }
        };
        let kind = match tag.attribute("t").as_deref() {
            None | Some("n") => Kind::Number,
            Some("s") => Kind::Shared,
            Some("str" | "inlineStr" | "e" | "d") => Kind::Text,
            Some("b") => Kind::Boolean,
            Some(_) => return Err(wrong("单元格的类型不认识")),
        };
        let style = tag.number("s").and_then(|s| usize::try_from(s).ok()).unwrap_or(0);
        Ok(Cell { row, column, kind, style, at, ..Cell::default() })
    }

    fn text(&mut self, text: &str, open: &[&str], at: usize) {
        let is_inline = open.last() == Some(&"t") && open.contains(&"is") && !open.contains(&"rPh");
        if is_inline || open.last() == Some(&"v") {
            self.last(|cell| cell.value.push_str(text));
        } else if matches!(open.last(), Some(&("c" | "row" | "sheetData" | "is" | "r")))
            && !text.trim().is_empty()
        {
            self.doubts.push(Damage::at(self.part, at, "文字不在文字元素里"));
        }
    }

    /// What is not as it should be: the first of each kind.
    pub(super) fn doubts(&self, strings: &Strings) -> Vec<Damage> {
        let mut doubts = self.doubts.clone();
        let is_lost = |c: &&Cell| c.kind == Kind::Shared && shared(c, strings).is_none();
        if let Some(cell) = self.cells.iter().find(is_lost) {
            doubts.push(Damage::at(self.part, cell.at, "单元格引用的共享文字不存在"));
        }
        let is_odd =
            |c: &&Cell| c.kind == Kind::Number && c.has_value && c.value.trim().parse::<f64>().is_err();
        if let Some(cell) = self.cells.iter().find(is_odd) {
            doubts.push(Damage::at(self.part, cell.at, "单元格的值不是数"));
        }
        let is_open = |c: &&Cell| c.has_formula && !c.has_value;
        let open: Vec<&Cell> = self.cells.iter().filter(is_open).collect();
        if let Some(cell) = open.first() {
            let what = format!("{} 个单元格的公式没有存下算出的值", open.len());
            doubts.push(Damage::at(self.part, cell.at, what));
        }
        doubts
    }

    /// The rows as lines. Columns and rows that hold nothing are left out at the edges.
    pub(super) fn lines(
        &self,
        strings: &Strings,
        formats: &Formats,
        longest: usize,
    ) -> Result<String, Damage> {
        let mut repeats = Repeats::of(&self.merged);
        let left = self.cells.iter().filter(|c| c.has_value).map(|c| c.column).min().unwrap_or(0);
        let mut out = String::new();
        for row in self.cells.chunk_by(|a, b| a.row == b.row) {
            let mut cells: Vec<(u32, Cow<'_, str>)> =
                row.iter().map(|c| (c.column, one_line(&c.shown(strings, formats)))).collect();
            cells.retain(|(_, text)| !text.chars().all(is_blank));
            let Some(index) = row.first().map(|c| c.row).filter(|_| !cells.is_empty()) else { continue };
            repeats.apply(index, &mut cells);
            if !out.is_empty() {
                out.push('\n');
            }
            let mut column = left;
            for (at, text) in cells {
                out.extend(std::iter::repeat_n('\t', at.saturating_sub(column) as usize));
                column = at;
                out.push_str(&text);
                if out.len() > longest {
                    let size = longest >> 20;
                    return Err(Damage::too_large(format!("部件 {} 读出的文字超过 {size} MiB", self.part)));
                }
            }
        }
        Ok(out)
    }
}

fn shared<'s>(cell: &Cell, strings: &'s Strings) -> Option<&'s str> {
    strings.get(cell.value.trim().parse().ok()?)
}

impl Cell {
    /// As the sheet shows it.
    fn shown<'s>(&'s self, strings: &'s Strings, formats: &Formats) -> Cow<'s, str> {
        match self.kind {
            Kind::Shared => shared(self, strings).unwrap_or("").into(),
            Kind::Text => self.value.as_str().into(),
            Kind::Boolean => if self.value.trim() == "1" { "TRUE" } else { "FALSE" }.into(),
            Kind::Number => formats.show(self.style, &self.value).into(),
        }
    }
}

/// What merged cells repeat in the rows below their first.
struct Repeats {
    /// By first cell.
    tops: HashMap<(u32, u32), Merged>,
    /// Open ones by column: last row, text.
    open: BTreeMap<u32, (u32, String)>,
    budget: usize,
}

impl Repeats {
    fn of(merged: &[Merged]) -> Self {
        let is_tall = |m: &&Merged| m.last.0 > m.first.0;
        let tops = merged.iter().filter(is_tall).map(|m| (m.first, *m)).collect();
        Self { tops, open: BTreeMap::new(), budget: REPEATED }
    }

    /// Adds what is repeated in a row that says something of its own, and notes what begins in it.
    fn apply(&mut self, row: u32, cells: &mut Vec<(u32, Cow<'_, str>)>) {
        self.open.retain(|_, (last, _)| *last >= row);
        let own = cells.len();
        for (column, (_, text)) in &self.open {
            let is_free = cells.get(..own).is_some_and(|c| c.binary_search_by_key(column, |c| c.0).is_err());
            if !is_free {
                continue;
            }
            // What no longer fits ends all repeating, or every row would look through what is open for nothing.
            self.budget = self.budget.saturating_sub(text.len());
            if self.budget == 0 {
                break;
            }
            cells.push((*column, text.clone().into()));
        }
        let begun = cells.iter().take(own).filter_map(|(column, text)| {
            let merged = self.tops.get(&(row, *column))?;
            Some((*column, (merged.last.0, text.clone().into_owned())))
        });
        self.open.extend(begun);
        if self.budget == 0 {
            self.open.clear();
        }
        cells.sort_by_key(|(column, _)| *column);
    }
}

/// The lines of a cell as one; tabs part cells and are blanks within them.
fn one_line<'t>(text: &Cow<'t, str>) -> Cow<'t, str> {
    if !text.contains(['\n', '\r', '\t', '_']) {
        return text.clone();
    }
    let text = text.replace("_x000D_", "");
    let mut out = String::with_capacity(text.len());
    for line in text.split(['\n', '\r']) {
        let line = line.replace('\t', " ");
        if !line.chars().all(is_blank) {
            if separates(&out, &line) {
                out.push(' ');
            }
            out.push_str(&line);
        }
    }
    out.into()
}

/// `B3` as row and column from 0.
fn address(name: &str) -> Option<(u32, u32)> {
    let letters = name.bytes().take_while(u8::is_ascii_uppercase).count();
    let (letters, digits) = name.split_at_checked(letters)?;
    let is_number = !letters.is_empty() && letters.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit());
    let column = letters.bytes().fold(0u32, |sum, b| sum * 26 + u32::from(b - b'A') + 1).checked_sub(1)?;
    let row = digits.parse::<u32>().ok()?.checked_sub(1)?;
    (is_number && row <= LAST.0 && column <= LAST.1).then_some((row, column))
}

/// `A1:B3`
fn merged(range: &str) -> Option<Merged> {
    let (first, last) = range.split_once(':').unwrap_or((range, range));
    let (first, last) = (address(first)?, address(last)?);
    (first.0 <= last.0 && first.1 <= last.1).then_some(Merged { first, last })
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn addresses() {
        for (name, expect) in [
            ("A1", Some((0, 0))),
            ("Z10", Some((9, 25))),
            ("AA2", Some((1, 26))),
            ("XFD1048576", Some((1_048_575, 16_383))),
            ("XFE1", None),
            ("A0", None),
            ("1A", None),
            ("A", None),
            ("AAAA1", None),
            ("", None),
        ] {
            assert_eq!(address(name), expect, "{name}");
        }
    }
}
