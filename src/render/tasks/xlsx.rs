//! `--format xlsx`: one sheet per document with tasks and a sheet by unit; frozen header, filters, wrapped text.

use std::collections::HashSet;
use std::io::{self, Write};

use jiff::civil::Date;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::{Pages, TableRenderer, cells};
use crate::facts::assignment::Role;
use crate::facts::task::breakdown::{Duty, Entry};
use crate::report::{Place, TaskSheet};

pub(super) const RENDERER: TableRenderer = TableRenderer {
    name: "xlsx",
    about: "Excel 工作簿：每份文件一张表，另有按单位一张表；须用 -o 写到文件",
    extensions: &["xlsx"],
    is_text: false,
    render: |pages, out| render(pages, out),
};

/// Longest text of a cell and longest sheet name that Excel takes, in UTF-16 units.
const LONGEST_CELL: usize = 32_767;
const LONGEST_NAME: usize = 31;

/// Widths of the columns of a document's sheet, in characters of the default font.
const WIDTHS: [f64; 8] = [7.0, 32.0, 70.0, 22.0, 30.0, 26.0, 20.0, 20.0];

const BY_UNIT: [(&str, f64); 8] = [
    ("单位", 26.0),
    ("角色", 8.0),
    ("文件", 32.0),
    ("序号", 7.0),
    ("任务", 44.0),
    ("完成时限", 24.0),
    ("到期日", 12.0),
    ("原文位置", 22.0),
];

/// The looks of cells.
pub(in crate::render) struct Looks {
    header: Format,
    text: Format,
    date: Format,
}

impl Looks {
    /// Wrapped cells with thin borders, a shaded header.
    pub(in crate::render) fn new() -> Self {
        let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin);
        Self {
            header: plain.clone().set_bold().set_align(FormatAlign::Center).set_background_color(0x00DD_E7F0),
            date: plain.clone().set_num_format("yyyy-mm-dd"),
            text: plain,
        }
    }
}

fn render(pages: &Pages<'_>, out: &mut dyn Write) -> io::Result<()> {
    let bytes = workbook(pages.sheets).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

fn workbook(sheets: &[TaskSheet]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&properties("任务分解表")?);
    let looks = Looks::new();
    let mut names = HashSet::from(["按单位".to_owned()]);
    for sheet in sheets.iter().filter(|s| !s.breakdown.entries.is_empty()) {
        let page = book.add_worksheet().set_name(sheet_name(sheet, &mut names))?;
        document(page, sheet, &looks)?;
    }
    by_unit(book.add_worksheet().set_name("按单位")?, sheets, &looks)?;
    book.save_to_buffer()
}

/// Title of a workbook. The library would stamp the time of writing: the same input has to give the same bytes.
pub(in crate::render) fn properties(title: &str) -> Result<DocProperties, XlsxError> {
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    Ok(DocProperties::new().set_title(title).set_creation_datetime(&made))
}

/// The first row, and the widths of the columns.
pub(in crate::render) fn header<'a>(
    page: &mut Worksheet,
    columns: impl IntoIterator<Item = (&'a str, f64)>,
    looks: &Looks,
) -> Result<(), XlsxError> {
    for (column, (name, width)) in (0u16..).zip(columns) {
        page.write_with_format(0, column, name, &looks.header)?;
        page.set_column_width(column, width)?;
    }
    Ok(())
}

fn document(page: &mut Worksheet, sheet: &TaskSheet, looks: &Looks) -> Result<(), XlsxError> {
    header(page, cells::COLUMNS.into_iter().zip(WIDTHS), looks)?;
    let mut last = 0;
    for (row, entry) in (1u32..).zip(&sheet.breakdown.entries) {
        for (column, cell) in (0u16..).zip(cells::of(entry)) {
            text(page, (row, column), &cell, looks)?;
        }
        last = row;
    }
    finish(page, last, 7)
}

/// One row per unit and entry, units with most tasks first.
fn by_unit(page: &mut Worksheet, sheets: &[TaskSheet], looks: &Looks) -> Result<(), XlsxError> {
    header(page, BY_UNIT, looks)?;
    let mut rows: Vec<(&str, &Duty<Place>, &TaskSheet, &Entry<Place>)> = sheets
        .iter()
        .flat_map(|s| s.breakdown.entries.iter().map(move |e| (s, e)))
        .flat_map(|(s, e)| e.units.iter().map(move |d| (full_name(d), d, s, e)))
        .collect();
    let mut counts = std::collections::HashMap::<&str, usize>::new();
    for (name, ..) in &rows {
        *counts.entry(name).or_default() += 1;
    }
    rows.sort_by_key(|(name, ..)| (std::cmp::Reverse(counts.get(name).copied().unwrap_or(0)), *name));
    let mut last = 0;
    for (row, (name, duty, sheet, entry)) in (1u32..).zip(&rows) {
        let cells = cells::of(entry);
        let [number, task, _, _, _, _, time, place] = &cells;
        let paper = sheet.title.as_deref().map_or_else(|| sheet.path.clone(), cells::one_line);
        let texts = [name, role(duty.unit.role), &paper, number, task, time];
        for (column, cell) in (0u16..).zip(texts) {
            text(page, (row, column), cell, looks)?;
        }
        match due_on(entry).and_then(excel_date) {
            Some(date) => page.write_with_format(row, 6, &date, &looks.date)?,
            None => page.write_blank(row, 6, &looks.text)?,
        };
        text(page, (row, 7), place, looks)?;
        last = row;
    }
    finish(page, last, 7)
}

/// Header frozen and repeated in print, filters over all rows, one page wide.
pub(in crate::render) fn finish(
    page: &mut Worksheet,
    last_row: u32,
    last_column: u16,
) -> Result<(), XlsxError> {
    page.set_freeze_panes(1, 0)?;
    page.autofilter(0, 0, last_row, last_column)?;
    page.set_repeat_rows(0, 0)?;
    page.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}

/// Writes a text; one that Excel would not take is cut.
pub(in crate::render) fn text(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    words: &str,
    looks: &Looks,
) -> Result<(), XlsxError> {
    if let Ok(number) = words.parse::<u32>() {
        page.write_with_format(row, column, number, &looks.text)?;
    } else {
        page.write_with_format(row, column, head(words, LONGEST_CELL), &looks.text)?;
    }
    Ok(())
}

/// The longest head of so many UTF-16 units.
fn head(words: &str, most: usize) -> &str {
    let mut used = 0;
    let cut = words.char_indices().find(|(_, c)| {
        used += c.len_utf16();
        used > most
    });
    cut.map_or(words, |(at, _)| words.get(..at).unwrap_or(words))
}

/// The name of the document's sheet: its title or file name, without what Excel forbids, told apart by a number.
fn sheet_name(sheet: &TaskSheet, taken: &mut HashSet<String>) -> String {
    let file = sheet.path.rsplit(['/', '\\']).next().unwrap_or(&sheet.path);
    let wanted = sheet.title.as_deref().map_or_else(|| file.to_owned(), cells::one_line);
    let clean: String = wanted.chars().filter(|c| !"[]:*?/\\'：".contains(*c) && !c.is_control()).collect();
    let clean = if clean.trim().is_empty() { "文件".to_owned() } else { clean };
    let mut name = head(clean.trim(), LONGEST_NAME).to_owned();
    let mut number = 2;
    while !taken.insert(name.to_lowercase()) {
        let suffix = format!("({number})");
        name = format!("{}{suffix}", head(clean.trim(), LONGEST_NAME - suffix.len()));
        number += 1;
    }
    name
}

fn full_name(duty: &Duty<Place>) -> &str {
    duty.unit.canonical.as_deref().unwrap_or(&duty.unit.name)
}

const fn role(role: Role) -> &'static str {
    match role {
        Role::Lead => "牵头",
        Role::Responsible => "责任",
        Role::Supporting => "配合",
        Role::Participating => "参与",
    }
}

/// The first date on which something of the entry is due.
fn due_on(entry: &Entry<Place>) -> Option<Date> {
    let dates = entry.deadlines.iter();
    dates.filter_map(|d| d.deadline.due_on.or(d.recurrence.as_ref().map(|r| r.first))).min()
}

fn excel_date(date: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok()?;
    ExcelDateTime::from_ymd(year, u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?).ok()
}
