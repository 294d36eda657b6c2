//! Corrections as tracked changes: the old character in `w:del`, the new one in `w:ins`, the run around them cut in two.
//!
//! Only characters that stand as they are in a run of the body are proposed: not those in text boxes and notes, not computed numbers,
//! and not what somebody has changed already.

use std::ops::Range;

use super::splice::{Piece, Unit, units};
use crate::correction::Correction;
use crate::document::{Decoded, Origins};
use crate::office::{Change, Damage, Node, Package, Space, Xml, escape, rewrite};

/// A proposal: bytes of the body, and what should stand there.
struct Proposal {
    range: Range<usize>,
    after: char,
}

/// The package with tracked changes in its body, and how many.
pub(super) fn track(
    bytes: &[u8],
    decoded: &Decoded,
    corrections: &[Correction],
) -> Result<(Vec<u8>, usize), Damage> {
    let Some((origins, body)) = decoded.origins.as_ref().and_then(|o| o.parts.first().map(|body| (o, body)))
    else {
        return Ok((bytes.to_vec(), 0));
    };
    let mut proposals: Vec<Proposal> = corrections.iter().filter_map(|c| proposal(c, origins)).collect();
    proposals.sort_by_key(|p| p.range.start);
    // A merged cell is shown several times and stands in the file once.
    proposals.dedup_by_key(|p| p.range.start);
    let mut package = Package::open(bytes)?;
    let text = package.part(body)?;
    let mut writer = Writer { text: &text, out: String::new(), id: next_id(body, &text)?, count: 0 };
    let mut done = 0;
    for unit in units(body, &text)? {
        let first = proposals.partition_point(|p| p.range.start < unit.range.start);
        let end = proposals.partition_point(|p| p.range.start < unit.range.end);
        let own = proposals.get(first..end).unwrap_or_default();
        if own.is_empty() || unit.is_revised {
            continue;
        }
        writer.out.push_str(text.get(done..unit.range.start).unwrap_or(""));
        writer.run(&unit, own);
        done = unit.range.end;
    }
    writer.out.push_str(text.get(done..).unwrap_or(""));
    let Writer { out, count, .. } = writer;
    if count == 0 {
        return Ok((bytes.to_vec(), 0));
    }
    Ok((rewrite(&mut package, &[Change { part: body.clone(), text: out }])?, count))
}

/// Where a correction stands in the body; `None` when it does not stand there as it is.
fn proposal(correction: &Correction, origins: &Origins) -> Option<Proposal> {
    let [piece] = origins.of(correction.span) else { return None };
    let is_whole = piece.start <= correction.span.start && correction.span.end <= piece.start + piece.len;
    let is_plain = piece.part == 0 && piece.len == piece.source_len && is_whole;
    let range =
        piece.source_of(correction.span.start) as usize..piece.source_of(correction.span.end) as usize;
    is_plain.then_some(Proposal { range, after: correction.after })
}

/// The first id that no annotation of the body has.
fn next_id(part: &str, text: &str) -> Result<u64, Damage> {
    let mut xml = Xml::new(part, text)?;
    let mut next = 0;
    loop {
        match xml.next()? {
            Node::Start(tag) if tag.space == Space::Word => {
                let id = tag.number("id").and_then(|id| u64::try_from(id).ok());
                next = next.max(id.map_or(0, |id| id.saturating_add(1)));
            }
            Node::Eof => return Ok(next),
            _ => {}
        }
    }
}

struct Writer<'t> {
    text: &'t str,
    out: String,
    id: u64,
    count: usize,
}

impl Writer<'_> {
    fn of(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or("")
    }

    /// A run with its changes. What is left of it before, between and behind them keeps its properties; empty runs are not written.
    fn run(&mut self, unit: &Unit<'_>, proposals: &[Proposal]) {
        let open = [self.of(unit.tag.clone()), self.of(unit.properties.clone())].concat();
        let close = format!("</{}>", unit.name);
        let prefix = unit.name.rsplit_once(':').map_or(String::new(), |(prefix, _)| format!("{prefix}:"));
        let mut pending = String::new();
        let mut done = unit.properties.end.max(unit.tag.end);
        for piece in unit.pieces.iter().filter(|p| p.is_plain) {
            let is_here =
                |p: &&Proposal| piece.content.start <= p.range.start && p.range.end <= piece.content.end;
            let own: Vec<&Proposal> = proposals.iter().filter(is_here).collect();
            if own.is_empty() {
                continue;
            }
            pending.push_str(self.of(done..piece.tag.start));
            let content = self.shown(piece);
            let mut at = content.start;
            for proposal in own {
                pending.push_str(&text_element(piece, self.of(at..proposal.range.start)));
                if !pending.is_empty() {
                    self.out.push_str(&[&open, pending.as_str(), &close].concat());
                    pending.clear();
                }
                self.change(&prefix, (&open, &close), proposal);
                at = proposal.range.end;
            }
            pending.push_str(&text_element(piece, self.of(at..content.end)));
            done = piece.end;
        }
        pending.push_str(self.of(done..unit.range.end.saturating_sub(close.len())));
        if !pending.trim().is_empty() {
            self.out.push_str(&[&open, pending.as_str(), &close].concat());
        }
    }

    /// Blanks at the ends of a text element are not shown unless it says so, and its pieces will say so.
    fn shown(&self, piece: &Piece<'_>) -> Range<usize> {
        const BLANKS: [char; 4] = [' ', '\t', '\r', '\n'];
        let all = self.of(piece.content.clone());
        if piece.keeps_blanks || all.trim_matches(BLANKS).is_empty() {
            return piece.content.clone();
        }
        let before = all.len() - all.trim_start_matches(BLANKS).len();
        piece.content.start + before..piece.content.start + all.trim_end_matches(BLANKS).len()
    }

    fn change(&mut self, p: &str, (open, close): (&str, &str), proposal: &Proposal) {
        let (old, new) = (self.of(proposal.range.clone()), escape(proposal.after.encode_utf8(&mut [0; 4])));
        let (del, ins) = (self.id, self.id + 1);
        let change = format!(
            "<{p}del {p}id=\"{del}\" {p}author=\"hegui\">{open}<{p}delText xml:space=\"preserve\">{old}</{p}delText>{close}</{p}del>\
             <{p}ins {p}id=\"{ins}\" {p}author=\"hegui\">{open}<{p}t xml:space=\"preserve\">{new}</{p}t>{close}</{p}ins>"
        );
        self.out.push_str(&change);
        self.id += 2;
        self.count += 1;
    }
}

/// What is left of a text element.
fn text_element(piece: &Piece<'_>, content: &str) -> String {
    let name = piece.name;
    if content.is_empty() {
        String::new()
    } else {
        format!("<{name} xml:space=\"preserve\">{content}</{name}>")
    }
}
