//! `--format text`: for reading; what matched is coloured, or stands in 【】 where there are no colours.

use std::io::{self, Write};

use super::{HitsPage, HitsRenderer, line_of};
use crate::index::{Card, Hit, Mark, Snippet};
use crate::render::Style;
use crate::render::style::Tone;
use crate::report::Severity;

/// `--format text`
pub(super) const RENDERER: HitsRenderer =
    HitsRenderer { name: "text", about: "供阅读，标出命中的字", page, open: "", places };

/// Values of a facet that are shown.
const VALUES: usize = 12;
/// Characters of a line shown around a place.
const AROUND: usize = 40;

fn page(page: &HitsPage<'_>, out: &mut dyn Write) -> io::Result<()> {
    let answer = page.answer;
    for (number, hit) in (page.offset + 1..).zip(&answer.hits) {
        heading(number, hit, page.style, out)?;
        for snippet in &hit.snippets {
            excerpt(snippet, page.style, out)?;
        }
    }
    for facet in &answer.facets {
        let name = crate::index::Facet::named(facet.facet).map_or(facet.facet, |f| f.names().1);
        let shown = facet.values.iter().take(VALUES);
        let values: Vec<String> =
            shown.map(|(value, count)| format!("{} {count}", value_name(value))).collect();
        let more = facet.values.len().saturating_sub(VALUES);
        let more = if more > 0 { format!("  ……另有 {more} 个") } else { String::new() };
        writeln!(out, "{}  {}{more}", page.style.paint(Tone::Strong, name), values.join("  "))?;
    }
    let last = page.offset + answer.hits.len();
    match (answer.total, answer.hits.len()) {
        (0, _) => writeln!(out, "没有找到"),
        (total, 0) => writeln!(out, "共 {total} 份"),
        (total, _) if answer.relaxed => {
            let complete = answer.complete;
            let first = page.offset + 1;
            writeln!(
                out,
                "全部词都有的 {complete} 份，连同含多数词的共 {total} 份，这里是第 {first}–{last} 份"
            )
        }
        (total, _) => writeln!(out, "共 {total} 份，这里是第 {}–{last} 份", page.offset + 1),
    }
}

/// Values that the schema has in English.
fn value_name(value: &str) -> &str {
    match value {
        "in_force" => "现行有效",
        "repealed" => "已废止",
        "revised" => "已修订",
        "unknown" => "不详",
        other => other,
    }
}

fn heading(number: usize, hit: &Hit, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let card = &hit.card;
    let title = card.title.as_deref().unwrap_or("（没有标题）");
    writeln!(out, "{number}. {}", style.paint(Tone::Strong, title))?;
    let facts = [card.doc_number.clone(), Some(card.issuing_body.join("、")), card.date.clone()];
    let facts: Vec<String> = facts.into_iter().flatten().filter(|f| !f.is_empty()).collect();
    let facts = if facts.is_empty() { String::new() } else { format!("  {}", facts.join(" · ")) };
    writeln!(out, "   {}{}", card.path, style.paint(Tone::Faint, &facts))
}

fn excerpt(snippet: &Snippet, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let Some(first) = snippet.marks.first() else { return Ok(()) };
    let at = format!("{}:{}", first.line, first.column);
    let above = snippet.headings.join(" > ");
    writeln!(out, "     {}", style.paint(Tone::Faint, format!("{at} {above}").trim_end()))?;
    let marks = snippet.marks.iter().map(|m| (m.start - snippet.start, m.end - snippet.start));
    writeln!(out, "     {}", marked(&snippet.text, marks, style))
}

/// A text with its marks (in characters); line breaks become blanks, marks that touch become one.
fn marked(text: &str, marks: impl Iterator<Item = (u32, u32)>, style: Style) -> String {
    let mut joined: Vec<(u32, u32)> = Vec::new();
    for (start, end) in marks {
        match joined.last_mut() {
            Some(last) if last.1 == start => last.1 = end,
            _ => joined.push((start, end)),
        }
    }
    let chars: Vec<char> = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let piece = |from: u32, to: u32| -> String {
        chars.iter().skip(from as usize).take(to.saturating_sub(from) as usize).collect()
    };
    let mut shown = String::new();
    let mut at = 0;
    for (start, end) in joined {
        shown.push_str(&piece(at, start));
        let word = piece(start, end);
        if style.color {
            shown.push_str(&style.paint(Tone::Severity(Severity::Error), &word));
        } else {
            shown.push_str(&format!("【{word}】"));
        }
        at = end;
    }
    shown.push_str(&piece(at, u32::MAX));
    shown.trim().to_owned()
}

/// `path:line:column: line`, one line for each place, as grep prints them.
fn places(card: &Card, raw: &str, marks: &[Mark], style: Style, out: &mut dyn Write) -> io::Result<()> {
    let lines: Vec<&str> = raw.lines().collect();
    for mark in marks {
        let line = line_of(raw, &lines, mark);
        let column = mark.column.saturating_sub(1);
        let skipped = (column as usize).saturating_sub(AROUND);
        let length = u32::try_from(mark.text.chars().count()).unwrap_or(u32::MAX);
        let width = AROUND * 2 + length as usize;
        let shown: String = if mark.text.contains('\n') {
            // The place goes on in the next line: show it whole.
            mark.text.clone()
        } else {
            line.chars().skip(skipped).take(width).collect()
        };
        let start = if mark.text.contains('\n') { 0 } else { column - u32::try_from(skipped).unwrap_or(0) };
        let text = marked(&shown, std::iter::once((start, start + length)), style);
        let at = format!("{}:{}:{}:", card.path, mark.line, mark.column);
        writeln!(out, "{} {text}", style.paint(Tone::Faint, &at))?;
    }
    Ok(())
}
