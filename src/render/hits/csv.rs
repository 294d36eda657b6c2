//! `--format csv`: a record for each hit, or for each place with `--all-matches`.

use std::io::{self, Write};

use super::{HitsPage, HitsRenderer, line_of};
use crate::index::{Card, Mark};
use crate::render::Style;
use crate::render::record::row;
use crate::render::tasks::cells::one_line;

/// `--format csv`
pub(super) const RENDERER: HitsRenderer = HitsRenderer {
    name: "csv",
    about: "CSV，一行一份文件（--all-matches 时一行一处），Excel 直接打开",
    page,
    open: "\u{feff}文件,标题,文号,机关,日期,行,列,命中,原文\r\n",
    places,
};

fn page(page: &HitsPage<'_>, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{}", RENDERER.open)?;
    for hit in &page.answer.hits {
        let first = hit.snippets.first();
        let mark = first.and_then(|s| s.marks.first());
        let number = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
        let mut record = known(&hit.card);
        record.extend([
            number(mark.map(|m| m.line)),
            number(mark.map(|m| m.column)),
            mark.map(|m| one_line(&m.text)).unwrap_or_default(),
            first.map(|s| one_line(&s.text)).unwrap_or_default(),
        ]);
        row(&record, out)?;
    }
    Ok(())
}

fn places(card: &Card, raw: &str, marks: &[Mark], _: Style, out: &mut dyn Write) -> io::Result<()> {
    let lines: Vec<&str> = raw.lines().collect();
    for mark in marks {
        let mut record = known(card);
        let line = one_line(line_of(raw, &lines, mark));
        record.extend([mark.line.to_string(), mark.column.to_string(), one_line(&mark.text), line]);
        row(&record, out)?;
    }
    Ok(())
}

fn known(card: &Card) -> Vec<String> {
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    vec![
        card.path.clone(),
        text(&card.title),
        text(&card.doc_number),
        card.issuing_body.join("、"),
        text(&card.date),
    ]
}
