//! A template that is a Word document: a table row (outside tables a paragraph) with placeholders of a list is repeated.
//!
//! Word likes to cut a placeholder into several runs; so a paragraph is searched as one text, the value goes where the placeholder
//! begins, and what is left of it in other runs goes. Markup is never touched. Headers and footers are filled in as well.

use std::ops::Range;

use super::slots::{self, Target};
use super::values::{NOTHING, Values};
use crate::office::{
    Change, ContentTypes, Damage, Node, Package, Relations, Space, Tag, Xml, create, escape, rewrite,
};

const CONTENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

/// The template that the program brings along, packed.
pub(super) fn template() -> Result<Vec<u8>, Damage> {
    create(&[
        ("[Content_Types].xml", include_str!("../../../templates/opinion/content_types.xml")),
        ("_rels/.rels", include_str!("../../../templates/opinion/package.rels")),
        ("word/document.xml", include_str!("../../../templates/opinion/word/document.xml")),
        ("word/_rels/document.xml.rels", include_str!("../../../templates/opinion/document.rels")),
        ("word/styles.xml", include_str!("../../../templates/opinion/word/styles.xml")),
        ("word/footer1.xml", include_str!("../../../templates/opinion/word/footer1.xml")),
    ])
}

/// Fills in a document.
pub(super) fn fill(template: &[u8], values: &Values) -> Result<Vec<u8>, Damage> {
    let mut package = Package::open(template)?;
    let package_relations = Relations::of(&mut package, "")?.unwrap_or_default();
    let body = package_relations.of_kind("officeDocument").next().map(str::to_owned);
    let body = body.ok_or_else(|| Damage::part("_rels/.rels", "没有指明正文部件"))?;
    if ContentTypes::of(&mut package)?.get(&body) != Some(CONTENT_TYPE) {
        return Err(Damage::part(&body, "模板不是普通的 Word 文档，请另存为 .docx"));
    }
    let relations = Relations::of(&mut package, &body)?.unwrap_or_default();
    let margins =
        ["header", "footer"].into_iter().flat_map(|kind| relations.of_kind(kind)).map(str::to_owned);
    let mut changes: Vec<Change> = Vec::new();
    for part in [body].into_iter().chain(margins) {
        if changes.iter().any(|c| c.part == part) {
            continue;
        }
        let text = package.part(&part)?;
        let text = Part::read(&part, &text, values)?.filled(values);
        changes.push(Change { part, text });
    }
    rewrite(&mut package, &changes)
}

/// Characters of a paragraph that stand in a part: where, and what they say.
struct Piece<'a> {
    range: Range<usize>,
    text: std::borrow::Cow<'a, str>,
    /// Prefix of the elements around, colon included.
    prefix: &'a str,
}

/// A paragraph being read.
struct Paragraph<'a> {
    start: usize,
    row: Option<usize>,
    pieces: Vec<Piece<'a>>,
}

/// Bytes of the part that are not written as they are.
struct Edit<'a> {
    range: Range<usize>,
    /// The placeholder whose value is written here; `None` where the rest of one stood, or other text.
    target: Option<Target>,
    /// Whether it is a piece of text that goes with an empty list.
    is_text: bool,
    prefix: &'a str,
}

/// A row or paragraph that is repeated for every entry of a list.
struct Unit {
    range: Range<usize>,
    list: usize,
}

/// A part with what is to be filled in.
struct Part<'a> {
    text: &'a str,
    edits: Vec<Edit<'a>>,
    units: Vec<Unit>,
    /// Starts and, when closed, ends of table rows.
    rows: Vec<Range<usize>>,
}

/// What is open while a part is read.
#[derive(Default)]
struct Open<'a> {
    elements: Vec<(Element, usize)>,
    paragraphs: Vec<Paragraph<'a>>,
    rows: Vec<usize>,
    /// Lists wanted by paragraphs, with the row they stand in.
    wanted: Vec<(Option<usize>, Range<usize>, usize)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Element {
    Paragraph,
    Row,
    Text,
    Other,
}

impl<'a> Part<'a> {
    fn read(name: &'a str, text: &'a str, values: &Values) -> Result<Self, Damage> {
        let mut part = Self { text, edits: Vec::new(), units: Vec::new(), rows: Vec::new() };
        let mut open = Open::default();
        let mut xml = Xml::new(name, text)?;
        let mut prefix = "";
        loop {
            match xml.next()? {
                Node::Start(tag) => {
                    let element = element(&tag);
                    if element == Element::Text {
                        prefix = tag.full_name.strip_suffix(tag.name).unwrap_or("");
                    }
                    if !tag.is_empty {
                        part.begin(element, tag.range.start, &mut open);
                    }
                }
                Node::End(range) => part.end(range.end, &mut open, (name, values))?,
                Node::Text(text, range) => open.take(text.into(), range, prefix),
                Node::Char(c, range) => open.take(String::from(c).into(), range, prefix),
                Node::Eof => break,
            }
        }
        part.edits.sort_by_key(|e| e.range.start);
        part.settle(open.wanted, (name, values))?;
        Ok(part)
    }

    fn begin(&mut self, element: Element, start: usize, open: &mut Open<'a>) {
        open.elements.push((element, start));
        match element {
            Element::Paragraph => {
                let row = open.rows.last().copied();
                open.paragraphs.push(Paragraph { start, row, pieces: Vec::new() });
            }
            Element::Row => {
                open.rows.push(self.rows.len());
                self.rows.push(start..start);
            }
            _ => {}
        }
    }

    fn end(&mut self, end: usize, open: &mut Open<'a>, of: (&str, &Values)) -> Result<(), Damage> {
        match open.elements.pop() {
            Some((Element::Row, _)) => {
                if let Some(row) = open.rows.pop().and_then(|row| self.rows.get_mut(row)) {
                    row.end = end;
                }
            }
            Some((Element::Paragraph, _)) => {
                if let Some(paragraph) = open.paragraphs.pop() {
                    self.paragraph(paragraph, end, open, of)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Looks for placeholders in a paragraph that has ended.
    fn paragraph(
        &mut self,
        paragraph: Paragraph<'a>,
        end: usize,
        open: &mut Open<'a>,
        (name, values): (&str, &Values),
    ) -> Result<(), Damage> {
        let text: String = paragraph.pieces.iter().map(|p| p.text.as_ref()).collect();
        let told = |message: String| {
            let seen: String = text.chars().take(20).collect();
            Damage { kind: "template", message: format!("部件 {name} 中的“{seen}”：{message}") }
        };
        let slots = slots::find(&text, values).map_err(told)?;
        if let Some(list) = slots::list(&slots, values).map_err(told)? {
            open.wanted.push((paragraph.row, paragraph.start..end, list));
        }
        let mut at = 0;
        for piece in paragraph.pieces {
            let here = at..at + piece.text.len();
            at = here.end;
            let mut done = here.start;
            // A character written as a reference stands there as a whole.
            let is_plain = piece.text.len() == piece.range.len();
            let source =
                |at: usize| if is_plain { piece.range.start + (at - here.start) } else { piece.range.start };
            let mut push = |range: Range<usize>, target: Option<Target>, is_text: bool| {
                if !range.is_empty() {
                    self.edits.push(Edit { range, target, is_text, prefix: piece.prefix });
                }
            };
            for slot in slots.iter().filter(|s| s.range.start < here.end && s.range.end > here.start) {
                let (from, to) = (slot.range.start.max(here.start), slot.range.end.min(here.end));
                push(source(done)..source(from), None, true);
                push(
                    source(from)..source(to),
                    (slot.range.start >= here.start).then_some(slot.target),
                    false,
                );
                done = to;
            }
            let end = if done == here.start || is_plain { piece.range.end } else { source(done) };
            push(source(done)..end, None, true);
        }
        Ok(())
    }

    /// Joins the paragraphs of a row that want a list; only whole rows or whole paragraphs are repeated.
    fn settle(
        &mut self,
        wanted: Vec<(Option<usize>, Range<usize>, usize)>,
        (name, values): (&str, &Values),
    ) -> Result<(), Damage> {
        let list_name = |index: usize| values.lists.get(index).map_or("", |rows| rows.name);
        let told =
            |message: String| Damage { kind: "template", message: format!("部件 {name}：{message}") };
        for (row, paragraph, list) in wanted {
            let range = row.and_then(|row| self.rows.get(row).cloned()).unwrap_or(paragraph);
            match self.units.iter().find(|u| u.range == range) {
                Some(unit) if unit.list == list => {}
                Some(unit) => {
                    let (a, b) = (list_name(unit.list), list_name(list));
                    return Err(told(format!("表格的同一行里既有“{a}”又有“{b}”；一行只能列一个清单")));
                }
                None => self.units.push(Unit { range, list }),
            }
        }
        self.units.sort_by_key(|u| u.range.start);
        let overlaps = |pair: &&[Unit]| matches!(pair, [a, b] if b.range.start < a.range.end);
        match self.units.windows(2).find(overlaps) {
            Some([a, b]) => {
                let (a, b) = (list_name(a.list), list_name(b.list));
                Err(told(format!("列“{a}”的那一行里又套着列“{b}”的表格；请分开写")))
            }
            _ => Ok(()),
        }
    }

    fn filled(&self, values: &Values) -> String {
        let mut out = String::with_capacity(self.text.len() * 2);
        let mut done = 0;
        for unit in &self.units {
            self.write(done..unit.range.start, Entry::Only, values, &mut out);
            done = unit.range.end;
            let rows = values.lists.get(unit.list).map_or(0, |rows| rows.rows.len());
            if rows == 0 {
                self.write(unit.range.clone(), Entry::Missing, values, &mut out);
            }
            for row in 0..rows {
                let start = out.len();
                self.write(unit.range.clone(), Entry::Row(row), values, &mut out);
                if row > 0 {
                    let copy = without_ids(out.get(start..).unwrap_or(""));
                    out.truncate(start);
                    out.push_str(&copy);
                }
            }
        }
        self.write(done..self.text.len(), Entry::Only, values, &mut out);
        out
    }

    /// Writes a stretch of the part with its values.
    fn write(&self, range: Range<usize>, entry: Entry, values: &Values, out: &mut String) {
        let mut done = range.start;
        let mut is_told = false;
        let first = self.edits.partition_point(|e| e.range.start < range.start);
        let edits = self.edits.get(first..).unwrap_or_default();
        for edit in edits.iter().take_while(|e| e.range.end <= range.end) {
            if edit.is_text && entry != Entry::Missing {
                continue;
            }
            out.push_str(self.text.get(done..edit.range.start).unwrap_or(""));
            done = edit.range.end;
            match (edit.target, entry) {
                (Some(_), Entry::Missing) if !is_told => {
                    out.push_str(NOTHING);
                    is_told = true;
                }
                (None, _) | (_, Entry::Missing) => {}
                (Some(target), Entry::Only) => write_value(slots::value(target, 0, values), edit.prefix, out),
                (Some(target), Entry::Row(row)) => {
                    write_value(slots::value(target, row, values), edit.prefix, out);
                }
            }
        }
        out.push_str(self.text.get(done..range.end).unwrap_or(""));
    }
}

/// Of which entry of a list a stretch is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Entry {
    /// Of none: it belongs to no list.
    Only,
    /// The list is empty.
    Missing,
    /// Of this.
    Row(usize),
}

impl<'a> Open<'a> {
    fn take(&mut self, text: std::borrow::Cow<'a, str>, range: Range<usize>, prefix: &'a str) {
        if self.elements.last().is_some_and(|(element, _)| *element == Element::Text)
            && let Some(paragraph) = self.paragraphs.last_mut()
        {
            paragraph.pieces.push(Piece { range, text, prefix });
        }
    }
}

fn element(tag: &Tag<'_>) -> Element {
    match (tag.space, tag.name) {
        (Space::Word, "p") => Element::Paragraph,
        (Space::Word, "tr") => Element::Row,
        (Space::Word, "t") => Element::Text,
        _ => Element::Other,
    }
}

/// A value in a text element; its lines are parted by breaks.
fn write_value(value: &str, prefix: &str, out: &mut String) {
    for (n, line) in value.lines().enumerate() {
        if n > 0 {
            out.push_str(&format!("</{prefix}t><{prefix}br/><{prefix}t xml:space=\"preserve\">"));
        }
        out.push_str(&escape(line));
    }
}

/// Paragraph ids, which must be there once only, taken out of a copy.
fn without_ids(copy: &str) -> String {
    let mut out = String::with_capacity(copy.len());
    let mut rest = copy;
    while let Some((before, after)) = [" w14:paraId=\"", " w14:textId=\""]
        .iter()
        .filter_map(|id| rest.split_once(id))
        .min_by_key(|(b, _)| b.len())
    {
        out.push_str(before);
        rest = after.split_once('"').map_or("", |(_, rest)| rest);
    }
    out + rest
}
