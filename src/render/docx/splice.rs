//! Comment markers into the body, by insertions only: a run is closed and opened again where a comment begins or ends inside it.
//!
//! The pieces a marker can stand between are the outermost runs and formulas; text boxes and phonetic guides within a run are not
//! split, the markers then stand around the run.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::office::{Damage, Node, Space, Tag, Xml};

/// A comment to be marked: its id and the bytes of the body it speaks of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) id: u64,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// What is inserted at one byte.
#[derive(Default)]
struct Insertion {
    /// What closes the run (and the text) before the markers and opens it again behind them.
    split: Option<(String, String)>,
    ends: String,
    starts: String,
    /// An attribute, before the end of a start tag.
    attribute: &'static str,
}

/// A text element right in a run.
pub(super) struct Piece<'a> {
    pub(super) name: &'a str,
    pub(super) tag: Range<usize>,
    pub(super) content: Range<usize>,
    pub(super) end: usize,
    pub(super) keeps_blanks: bool,
    /// Whether nothing but properties stands before it in the run.
    is_first: bool,
    /// Whether nothing stands behind it in the run.
    is_last: bool,
    /// Whether it holds characters and references only.
    pub(super) is_plain: bool,
}

/// An outermost run or formula.
pub(super) struct Unit<'a> {
    pub(super) range: Range<usize>,
    pub(super) name: &'a str,
    pub(super) tag: Range<usize>,
    pub(super) properties: Range<usize>,
    pub(super) pieces: Vec<Piece<'a>>,
    /// Whether it stands in a tracked change.
    pub(super) is_revised: bool,
    depth: usize,
    is_run: bool,
    has_content: bool,
}

/// The first id that no marker of the body has.
pub(super) fn next_id(part: &str, text: &str) -> Result<u64, Damage> {
    let mut xml = Xml::new(part, text)?;
    let mut next = 0;
    loop {
        match xml.next()? {
            Node::Start(tag) if tag.space == Space::Word && tag.name.starts_with("comment") => {
                let id = tag.number("id").and_then(|id| u64::try_from(id).ok());
                next = next.max(id.map_or(0, |id| id.saturating_add(1)));
            }
            Node::Eof => return Ok(next),
            _ => {}
        }
    }
}

/// The body with the markers.
pub(super) fn splice(part: &str, text: &str, marks: &[Mark]) -> Result<String, Damage> {
    let units = units(part, text)?;
    let mut insertions: BTreeMap<usize, Insertion> = BTreeMap::new();
    let prefix =
        units.first().and_then(|u| u.name.rsplit_once(':')).map_or(String::new(), |(p, _)| format!("{p}:"));
    for mark in marks {
        let first = units.partition_point(|u| u.range.end <= mark.from).min(units.len().saturating_sub(1));
        let last =
            units.partition_point(|u| u.range.end < mark.to).clamp(first, units.len().saturating_sub(1));
        let (Some(first), Some(last)) = (units.get(first), units.get(last)) else {
            return Err(Damage::part(part, "没有可以加批注的文字"));
        };
        let (p, id) = (&prefix, mark.id);
        let at = start(text, first, mark.from, &mut insertions);
        insertions.entry(at).or_default().starts.push_str(&format!("<{p}commentRangeStart {p}id=\"{id}\"/>"));
        let at = end(text, last, mark.to, &mut insertions);
        insertions.entry(at).or_default().ends.push_str(&format!(
            "<{p}commentRangeEnd {p}id=\"{id}\"/><{p}r><{p}commentReference {p}id=\"{id}\"/></{p}r>"
        ));
    }
    Ok(insert(text, &insertions))
}

fn insert(text: &str, insertions: &BTreeMap<usize, Insertion>) -> String {
    let mut out = String::with_capacity(text.len() + insertions.len() * 200);
    let mut done = 0;
    for (&at, insertion) in insertions {
        out.push_str(text.get(done..at).unwrap_or(""));
        done = at;
        out.push_str(insertion.attribute);
        let (close, open) = insertion.split.as_ref().map_or(("", ""), |(c, o)| (c, o));
        for piece in [close, &insertion.ends, &insertion.starts, open] {
            out.push_str(piece);
        }
    }
    out.push_str(text.get(done..).unwrap_or(""));
    out
}

/// The byte where a comment begins, the run split there if need be.
fn start(text: &str, unit: &Unit<'_>, from: usize, insertions: &mut BTreeMap<usize, Insertion>) -> usize {
    let piece = unit.pieces.iter().find(|p| p.is_plain && p.content.start <= from && from < p.content.end);
    match piece {
        Some(piece) if from > piece.content.start => split_text(text, unit, piece, (from, insertions)),
        Some(piece) if !piece.is_first => split_run(text, unit, piece.tag.start, insertions),
        _ => unit.range.start,
    }
}

/// The byte where a comment ends.
fn end(text: &str, unit: &Unit<'_>, to: usize, insertions: &mut BTreeMap<usize, Insertion>) -> usize {
    let piece = unit.pieces.iter().find(|p| p.is_plain && p.content.start < to && to <= p.content.end);
    match piece {
        Some(piece) if to < piece.content.end => split_text(text, unit, piece, (to, insertions)),
        Some(piece) if !piece.is_last => split_run(text, unit, piece.end, insertions),
        _ => unit.range.end,
    }
}

fn split_run(text: &str, unit: &Unit<'_>, at: usize, insertions: &mut BTreeMap<usize, Insertion>) -> usize {
    let of = |range: &Range<usize>| text.get(range.clone()).unwrap_or("");
    let split = (format!("</{}>", unit.name), format!("{}{}", of(&unit.tag), of(&unit.properties)));
    insertions.entry(at).or_default().split = Some(split);
    at
}

fn split_text(
    text: &str,
    unit: &Unit<'_>,
    piece: &Piece<'_>,
    (at, insertions): (usize, &mut BTreeMap<usize, Insertion>),
) -> usize {
    let of = |range: &Range<usize>| text.get(range.clone()).unwrap_or("");
    let name = piece.name;
    let close = format!("</{name}></{}>", unit.name);
    let open = format!("{}{}<{name} xml:space=\"preserve\">", of(&unit.tag), of(&unit.properties));
    insertions.entry(at).or_default().split = Some((close, open));
    let before = text.get(..at).unwrap_or("");
    if !piece.keeps_blanks && before.ends_with([' ', '\t', '\n']) {
        // The blank was inside the text and is now at the end of its first half.
        insertions.entry(piece.tag.end - 1).or_default().attribute = " xml:space=\"preserve\"";
    }
    at
}

/// All outermost runs and formulas in order.
pub(super) fn units<'a>(part: &'a str, text: &'a str) -> Result<Vec<Unit<'a>>, Damage> {
    let mut xml = Xml::new(part, text)?;
    let mut found = Vec::new();
    let mut unit: Option<Unit<'a>> = None;
    // For each open element outside of units, whether it is a tracked change.
    let mut open: Vec<bool> = Vec::new();
    loop {
        let node = xml.next()?;
        if matches!(node, Node::Eof) {
            return Ok(found);
        }
        let Some(mut inside) = unit.take() else {
            match node {
                Node::Start(tag) if !tag.is_empty => {
                    unit = Unit::begin(&tag, open.contains(&true));
                    if unit.is_none() {
                        open.push(is_revision(&tag));
                    }
                }
                Node::End(_) => drop(open.pop()),
                _ => {}
            }
            continue;
        };
        if inside.goes_on(&node) { unit = Some(inside) } else { found.push(inside) }
    }
}

fn is_revision(tag: &Tag<'_>) -> bool {
    tag.space == Space::Word && matches!(tag.name, "ins" | "del" | "moveFrom" | "moveTo")
}

impl<'a> Unit<'a> {
    fn begin(tag: &Tag<'a>, is_revised: bool) -> Option<Self> {
        let is_run = tag.space == Space::Word && tag.name == "r";
        let is_formula = tag.space == Space::Math && matches!(tag.name, "oMath" | "oMathPara");
        (is_run || is_formula).then(|| Self {
            range: tag.range.clone(),
            name: tag.full_name,
            tag: tag.range.clone(),
            properties: 0..0,
            pieces: Vec::new(),
            depth: 0,
            is_run,
            is_revised,
            has_content: false,
        })
    }

    /// Takes the next node in; `false` when it closes the unit.
    fn goes_on(&mut self, node: &Node<'a>) -> bool {
        match node {
            Node::Start(tag) => self.child(tag),
            Node::End(range) if self.depth == 0 => {
                self.range.end = range.end;
                return false;
            }
            Node::End(range) => {
                self.depth -= 1;
                if self.depth == 0 {
                    self.close(range);
                }
            }
            Node::Text(_, range) | Node::Char(_, range) => self.characters(range),
            Node::Eof => {}
        }
        true
    }

    fn child(&mut self, tag: &Tag<'a>) {
        if self.depth == 0 && self.is_run {
            let is_properties = tag.space == Space::Word && tag.name == "rPr";
            if let Some(piece) = self.pieces.last_mut() {
                piece.is_last = false;
            }
            if is_properties {
                self.properties = tag.range.clone();
            } else if tag.space == Space::Word && matches!(tag.name, "t" | "delText") && !tag.is_empty {
                self.pieces.push(Piece {
                    name: tag.full_name,
                    tag: tag.range.clone(),
                    content: tag.range.end..tag.range.end,
                    end: tag.range.end,
                    keeps_blanks: tag.attribute("space").is_some_and(|s| s == "preserve"),
                    is_first: !self.has_content,
                    is_last: true,
                    is_plain: true,
                });
            }
            self.has_content |= !is_properties;
        }
        self.depth += usize::from(!tag.is_empty);
    }

    /// Characters of an open text element follow each other without a gap, unless it holds something else.
    fn characters(&mut self, range: &Range<usize>) {
        if self.depth == 1
            && let Some(piece) = self.pieces.last_mut().filter(|p| p.end == p.tag.end)
        {
            piece.is_plain &= piece.content.end == range.start;
            piece.content.end = range.end;
        }
    }

    /// A direct child of the run ends.
    fn close(&mut self, range: &Range<usize>) {
        if self.properties.start > 0 && self.properties.end <= range.start && !self.has_content {
            self.properties.end = range.end;
        }
        if let Some(piece) = self.pieces.last_mut().filter(|p| p.end == p.tag.end) {
            piece.is_plain &= piece.content.end == range.start;
            piece.end = range.end;
        }
    }
}
