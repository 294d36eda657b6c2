//! Excel workbooks (.xlsx): every visible sheet as lines, rows with their cells between tabs, as tables of Word and of pages are.
//!
//! `strings` reads the shared texts, `format` shows numbers and dates as the sheet shows them, `sheet` reads rows and merged cells.
//! The cell on top of merged ones is repeated in the rows below that say something of their own. Filtered rows and narrow columns are
//! read: they are part of the table. Hidden sheets are not, and that is said. A sheet that is not whole is refused.

mod format;
mod number;
mod sheet;
mod strings;

use std::borrow::Cow;

use memchr::memmem;

use super::{Format, Limits, aside, text};
use crate::document::{Decoded, Problem};
use crate::office::{ContentTypes, Damage, Node, Package, Relations, Space, Xml, directory};
use format::Formats;
use sheet::Sheet;
use strings::Strings;

pub(super) const FORMAT: Format =
    Format { name: "xlsx", extensions: &["xlsx", "xlsm", "xltx", "xltm"], sniff: is_xlsx, read };

/// What to do about a damaged file.
const ADVICE: &str = "请在 Excel 或 WPS 中打开核对，另存为新的 .xlsx 再检查";

/// Longest text of a workbook; shared texts may stand in any number of cells.
const LONGEST: usize = 64 << 20;

fn is_xlsx(bytes: &[u8], _: bool) -> bool {
    let has = |part: &str| memmem::find(directory(bytes), part.as_bytes()).is_some();
    bytes.starts_with(b"PK\x03\x04") && has("xl/workbook.xml") && !has("word/document.xml")
}

fn read(bytes: &[u8], _: &Limits, decoded: &mut Decoded) {
    decoded.encoding = "utf-8".to_owned();
    let read = Package::open(bytes).and_then(|package| {
        Book { package, decoded, formats: Formats::default(), strings: Strings::default() }.read()
    });
    if let Err(damage) = read {
        let advice = match damage.kind {
            "encrypted" => "请先去掉打开密码",
            "too_large" => "请核对文件来源",
            _ => ADVICE,
        };
        let message = format!("{}：{}；{advice}", decoded.path, damage.message);
        decoded.problems.push(Problem::fatal(damage.kind, message));
    } else if decoded.raw.chars().all(text::is_blank) {
        let message = format!("{}：看得见的工作表里没有文字", decoded.path);
        decoded.problems.push(Problem::fatal("empty", message));
    }
}

/// A workbook being read.
struct Book<'a, 'd> {
    package: Package<'a>,
    decoded: &'d mut Decoded,
    formats: Formats,
    strings: Strings,
}

/// A sheet as the workbook names it.
struct Entry {
    name: String,
    part: String,
    /// `visible`, `hidden`, or `veryHidden`, which only programs can undo.
    state: String,
}

impl Book<'_, '_> {
    fn read(&mut self) -> Result<(), Damage> {
        let relations = Relations::of(&mut self.package, "")?.unwrap_or_default();
        let book = relations.of_kind("officeDocument").next().unwrap_or("xl/workbook.xml").to_owned();
        let kind = ContentTypes::of(&mut self.package)?.get(&book).unwrap_or("").to_owned();
        if !kind.ends_with(".main+xml") {
            let message = format!("部件 {book} 声明的类型“{kind}”不是工作簿");
            self.partial(&Damage { kind: "wrong_content_type", message }, "仍按工作簿读");
        }
        let relations = Relations::of(&mut self.package, &book)?.unwrap_or_default();
        let entries = self.entries(&book, &relations)?;
        if let Some(part) = relations.of_kind("sharedStrings").next() {
            let text = self.package.part(part)?;
            self.strings = Strings::read(part, &text)?;
        }
        if let Some(part) = relations.of_kind("styles").next() {
            let read = self.package.part(part).and_then(|text| self.formats.read(part, &text));
            if let Err(damage) = read {
                self.partial(&damage, "日期和数字可能没有按表里的样子读出");
            }
        }
        let is_single = entries.iter().filter(|e| e.state == "visible").count() == 1;
        let mut lines = Vec::new();
        let mut hidden = Vec::new();
        for entry in entries {
            let rows = self.sheet(&entry)?;
            if entry.state != "visible" {
                if !rows.is_empty() {
                    hidden.push((entry, rows));
                }
                continue;
            }
            if !is_single && !rows.is_empty() {
                lines.push(entry.name);
            }
            lines.push(rows);
        }
        lines.retain(|l| !l.is_empty());
        self.decoded.raw = lines.join("\n");
        hidden.into_iter().for_each(|(entry, rows)| self.hidden(&entry, &rows));
        Ok(())
    }

    /// The sheets in order, and how the workbook counts days.
    fn entries(&mut self, book: &str, relations: &Relations) -> Result<Vec<Entry>, Damage> {
        let text = self.package.part(book)?;
        let mut xml = Xml::new(book, &text)?;
        let mut entries = Vec::new();
        loop {
            match xml.next()? {
                Node::Start(tag) if tag.space == Space::Sheet && tag.name == "workbookPr" => {
                    let base = tag.attribute("date1904");
                    self.formats.is_1904 = base.is_some_and(|v| matches!(v.as_ref(), "1" | "true"));
                }
                Node::Start(tag) if tag.space == Space::Sheet && tag.name == "sheet" => {
                    let (Some(name), Some(id)) = (tag.attribute("name"), tag.attribute("id")) else {
                        return Err(xml.damage(tag.range.start, "工作表缺少 name 或 r:id"));
                    };
                    let name = name.into_owned();
                    let Some(target) = relations.by_id(&id) else {
                        return Err(xml.damage(tag.range.start, format!("工作表“{name}”没有指向任何部件")));
                    };
                    let state = tag.attribute("state").map_or("visible".to_owned(), Cow::into_owned);
                    if !matches!(state.as_str(), "visible" | "hidden" | "veryHidden") {
                        return Err(xml.damage(tag.range.start, format!("工作表的状态“{state}”不认识")));
                    }
                    entries.push(Entry { name, part: target.to_owned(), state });
                }
                Node::Eof if entries.is_empty() => return Err(Damage::part(book, "没有工作表")),
                Node::Eof => return Ok(entries),
                _ => {}
            }
        }
    }

    /// The lines of a sheet.
    fn sheet(&mut self, entry: &Entry) -> Result<String, Damage> {
        let text = self.package.part(&entry.part)?;
        let sheet = Sheet::read(&entry.part, &text)?;
        for doubt in sheet.doubts(&self.strings).into_iter().take(1) {
            self.partial(&doubt, "此处的内容可能没有读全");
        }
        self.drawings(&entry.part);
        sheet.lines(&self.strings, &self.formats, LONGEST)
    }

    /// Words in text boxes lie over the cells: kept for the record.
    fn drawings(&mut self, sheet: &str) {
        let relations = Relations::of(&mut self.package, sheet).ok().flatten().unwrap_or_default();
        let parts: Vec<String> = relations.of_kind("drawing").map(str::to_owned).collect();
        for part in parts {
            let words = self.package.part(&part).and_then(|text| strings::of_drawing(&part, &text));
            match words {
                Ok(words) => aside(self.decoded, "drawing_text", &words),
                Err(damage) => self.partial(&damage, "图形里的文字没有读"),
            }
        }
    }

    fn hidden(&mut self, entry: &Entry, rows: &str) {
        aside(self.decoded, "hidden_sheet", &format!("{}\n{rows}", entry.name));
        if entry.state == "hidden" {
            let message = format!(
                "{}：工作表“{}”是隐藏的，没有检查；需要检查请取消隐藏后另存",
                self.decoded.path, entry.name
            );
            self.decoded.problems.push(Problem::partial("hidden_sheet", message));
        }
    }

    /// Something that could not be read, while the rest was.
    fn partial(&mut self, damage: &Damage, effect: &str) {
        let message = format!("{}：{}；{effect}。{ADVICE}", self.decoded.path, damage.message);
        self.decoded.problems.push(Problem::partial(damage.kind, message));
    }
}
