//! Builds the outline: lines and labels, then parts, then nodes and sentences in one pass over the lines.

use std::ops::{ControlFlow, Range};

use memchr::memchr;

use super::flattened::is_flattened;
use super::label::{Label, label, run_in};
use super::part::{AnnexStart, Lines, Parts, assign};
use super::pattern::STOPS;
use super::sentence::{Event, cut};
use super::tree::{Ahead, Tree};
use super::{Line, NodeKind, Outline, Part, Sentence, contents, decimal, heading, table, wrap};
use crate::text::{Norm, Span, first_bytes, to_u32};

/// A line of so many bytes that ends without a mark may go on in the next one.
const LONG_LINE: usize = 60;
/// Longest heading in bytes that may stand in 【】.
const LONGEST_BRACKET: usize = 240;

/// The outline of a normalised text.
pub(super) fn outline(text: &str, display: &[Span<Norm>]) -> Outline {
    let mut lines = lines(text);
    let display: Vec<(usize, usize)> = display.iter().filter_map(|span| touched(&lines, *span)).collect();
    let contents = contents::entries(text, &lines);
    let labels = labels(text, &lines, &contents);
    let Parts { parts, annexes, title } =
        assign(&Lines { text, lines: &lines, labels: &labels, display: &display });
    for (line, part) in lines.iter_mut().zip(&parts) {
        line.part = *part;
    }
    for line in lines.iter_mut().take(contents.end).skip(contents.start) {
        line.part = Part::Portal;
    }
    wrap::mark(text, &mut lines, &labels, &annexes);
    let tables = table::find(text, &lines);
    let mut build = Build {
        text,
        tree: Tree::default(),
        sentences: Vec::with_capacity(text.len() / 90),
        events: Vec::new(),
        breaks: Vec::new(),
        is_flattened: is_flattened(text, &lines),
        title,
    };
    build.lines(&mut lines, &labels, annexes);
    let mut outline = Outline { lines, nodes: build.tree.nodes, sentences: build.sentences, tables, title };
    heading::mark(text, &mut outline);
    outline
}

/// The first and the last line that a stretch touches.
fn touched(lines: &[Line], span: Span<Norm>) -> Option<(usize, usize)> {
    let first = lines.partition_point(|l| l.span.end <= span.start);
    let end = lines.partition_point(|l| l.span.start < span.end);
    (first < end).then(|| (first, end - 1))
}

/// The non-empty lines without the blanks around them.
fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::with_capacity(text.len() / 120);
    let bytes = text.as_bytes();
    let mut start = 0;
    while start < bytes.len() {
        let end = memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |n| start + n);
        let line = text.get(start..end).unwrap_or("");
        let trimmed = line.trim_start();
        let from = start + (line.len() - trimmed.len());
        let trimmed = trimmed.trim_end();
        if !trimmed.is_empty() {
            lines.push(Line {
                span: Span::at(from, from + trimmed.len()),
                part: Part::Body,
                node: None,
                goes_on: false,
            });
        }
        start = end + 1;
    }
    lines
}

/// The labels of the lines; a doubtful one counts when it goes on from the last of its kind, and in a line that the line
/// above does not run into. Entries of a table of contents have none.
fn labels(text: &str, lines: &[Line], contents: &Range<usize>) -> Vec<Option<Label>> {
    let mut last = [0u32; 16];
    let mut decimals = decimal::labels(text, lines, contents).into_iter().peekable();
    let runs_on = |index: usize| {
        let above = index.checked_sub(1).and_then(|i| lines.get(i)).map_or("", |l| l.span.of(text));
        above.ends_with(['，', '、']) || above.len() >= LONG_LINE && !above.ends_with(STOPS)
    };
    (0..)
        .zip(lines)
        .map(|(index, line)| {
            let decimal = decimals.next_if(|(at, _)| *at == index).map(|(_, label)| label);
            let plain = || label(line.span.of(text)).filter(|_| !contents.contains(&index));
            let found = decimal.or_else(plain)?;
            let slot = last.get_mut(found.kind as usize)?;
            let number = found.number.unwrap_or(0);
            let may_refer = matches!(found.kind, NodeKind::Article | NodeKind::Item);
            if found.doubtful && (number != *slot + 1 || may_refer && runs_on(index)) {
                return None;
            }
            *slot = number;
            // A chapter, section or heading restarts what stands below it.
            if found.kind < NodeKind::Article || found.kind == NodeKind::Heading || found.kind.is_decimal() {
                for below in last.iter_mut().skip(NodeKind::Item as usize) {
                    *below = 0;
                }
            }
            Some(found)
        })
        .collect()
}

struct Build<'a> {
    text: &'a str,
    tree: Tree,
    sentences: Vec<Sentence>,
    /// The sentence and clause ends of the line at hand; kept to save allocations.
    events: Vec<Event>,
    /// Where the lines begin that go on the line at hand.
    breaks: Vec<u32>,
    is_flattened: bool,
    title: Option<Span<Norm>>,
}

impl Build<'_> {
    /// Opens the nodes of every line and cuts its sentences.
    fn lines(&mut self, lines: &mut [Line], labels: &[Option<Label>], annexes: Vec<AnnexStart>) {
        let ahead: Vec<_> =
            (0u32..).zip(labels).filter_map(|(i, l)| l.as_ref().map(|l| (i, l.kind, l.number))).collect();
        let mut annexes = annexes.into_iter().peekable();
        let mut next = 0;
        let mut title_until = 0;
        for index in 0..lines.len() {
            while ahead.get(next).is_some_and(|a| a.0 <= to_u32(index)) {
                next += 1;
            }
            let mark = labels[index].as_ref();
            if let Some(annex) = annexes.next_if(|a| a.line == index) {
                title_until = annex.title.map_or(index, |(_, last)| last) + 1;
                self.annex(&annex, lines, mark);
            }
            let line = lines[index];
            if line.goes_on {
                lines[index].node = self.tree.innermost();
                continue;
            }
            let is_title = line.part == Part::Title || (line.part == Part::Annex && index < title_until);
            let is_numbered = line.part.is_text() && !is_title;
            let found = mark.filter(|l| is_numbered && l.kind != NodeKind::Annex);
            self.open(found, &line, ahead.get(next..).unwrap_or(&[]));
            lines[index].node = self.tree.innermost();
            let whole = Line { span: self.whole(lines, index), ..line };
            self.sentences(to_u32(index), &whole, found, is_title);
            self.tree.end_line();
        }
    }

    /// The line with those that go on it.
    fn whole(&mut self, lines: &[Line], index: usize) -> Span<Norm> {
        let mut span = lines.get(index).map_or(Span::new(0, 0), |l| l.span);
        self.breaks.clear();
        for line in lines.iter().skip(index + 1).take_while(|l| l.goes_on) {
            self.breaks.push(line.span.start);
            span.end = line.span.end;
        }
        span
    }

    /// Opens the node of an annex or issued document.
    fn annex(&mut self, annex: &AnnexStart, lines: &[Line], mark: Option<&Label>) {
        let Some(line) = lines.get(annex.line) else { return };
        let mark = mark.filter(|l| l.kind == NodeKind::Annex);
        let label = Span::new(line.span.start, line.span.start + mark.map_or(0, |m| to_u32(m.len)));
        let title = annex.title.and_then(|(first, last)| {
            let span = lines.get(first)?.span.cover(lines.get(last)?.span);
            Some(Span::new(span.start.max(label.end), span.end))
        });
        self.tree.annex(mark.and_then(|m| m.number), label, title.unwrap_or(Span::new(label.end, label.end)));
    }

    /// Opens or closes nodes for a line.
    fn open(&mut self, found: Option<&Label>, line: &Line, ahead: Ahead<'_>) {
        match found {
            Some(found) => self.numbered(found, line.span, ahead),
            None => self.tree.unnumbered(),
        }
        if matches!(line.part, Part::Signature | Part::Colophon | Part::Portal | Part::AnnexList) {
            self.tree.end_part();
        }
    }

    /// Opens the node of a numbered line.
    fn numbered(&mut self, found: &Label, line: Span<Norm>, ahead: Ahead<'_>) {
        let label = Span::new(line.start, line.start + to_u32(found.len));
        let title = self.title_after(label.end, line.end);
        self.tree.line(found, (label, title), ahead);
    }

    /// The heading after a label: 【…】 at once, else the first sentence, without its closing mark.
    fn title_after(&self, from: u32, end: u32) -> Span<Norm> {
        let rest = self.text.get(from as usize..end as usize).unwrap_or("");
        let lead = rest.len() - rest.trim_start().len();
        let from = from + to_u32(lead);
        let rest = rest.get(lead..).unwrap_or("");
        if let Some(inner) = rest.strip_prefix('【').or_else(|| rest.strip_prefix('['))
            && let Some(len) = first_bytes(inner, LONGEST_BRACKET).find(['】', ']'])
        {
            let start = from + to_u32(rest.len() - inner.len());
            return Span::new(start, start + to_u32(len));
        }
        let mut len = rest.len();
        cut(rest, (0, rest.len()), |event| {
            let Event::End(at) = event else { return ControlFlow::Continue(()) };
            len = len.min(at);
            ControlFlow::Break(())
        });
        let title = rest.get(..len).unwrap_or("").trim_end().trim_end_matches(['。', '；', ';', '：', ':']);
        Span::new(from, from + to_u32(title.len()))
    }

    /// Cuts a line into sentences and opens the run-ins among them.
    fn sentences(&mut self, index: u32, line: &Line, found: Option<&Label>, is_title: bool) {
        let (start, end) = (line.span.start as usize, line.span.end as usize);
        let text = self.text;
        let mut events = std::mem::take(&mut self.events);
        events.clear();
        cut(text, (start, end), |event| {
            events.push(event);
            ControlFlow::Continue(())
        });
        let mut at =
            Piece { index, part: line.part, from: start, end, is_title, label: found.map_or(0, |l| l.len) };
        // In a copy without line breaks the title stands at the head of the line.
        if let Some(title) =
            self.title.filter(|t| self.is_flattened && line.span.contains(*t) && t.end < line.span.end)
        {
            at.is_title = true;
            self.sentence(&at, title.end as usize);
            at = Piece { from: title.end as usize, is_title, ..at };
        }
        self.begin(&mut at, true);
        for &event in &events {
            match event {
                Event::End(to) if to <= at.from => {}
                Event::End(to) => {
                    self.sentence(&at, to);
                    at.from = to;
                    at.label = 0;
                    if to < end {
                        self.begin(&mut at, true);
                    }
                }
                Event::Clause(to) => {
                    let here = Piece { from: to, label: 0, ..at };
                    self.begin(&mut { here }, false);
                }
            }
        }
        if at.from < end {
            self.sentence(&at, end);
        }
        self.tree.reach(line.span.end);
        self.events = events;
    }

    /// Looks for a label at the head of a sentence or clause that is not at the head of a numbered line.
    fn begin(&mut self, at: &mut Piece, at_sentence: bool) {
        if at.label > 0 || at.is_title || !at.part.is_text() {
            return;
        }
        let rest = self.text.get(at.from..).unwrap_or("");
        let blank = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '\u{3000}']).len();
        let rest = rest.get(blank..).unwrap_or("");
        let start = to_u32(at.from + blank);
        if let Some(found) = run_in(rest) {
            if self.tree.takes_run_in(&found, at_sentence) {
                self.tree.reach(to_u32(at.from));
                let label = Span::new(start, start + to_u32(found.len));
                let title = self.title_after(label.end, to_u32(at.end));
                self.tree.open_run_in(&found, (label, title));
                at.label = found.len;
            }
        } else if at_sentence
            && let Some(found) = label(rest).filter(|l| l.kind != NodeKind::Annex && !l.doubtful)
        {
            at.label = found.len;
            let is_division = matches!(found.kind, NodeKind::Heading | NodeKind::Article | NodeKind::Chapter);
            if self.is_flattened && is_division || self.tree.goes_on_with(&found) {
                self.tree.reach(to_u32(at.from));
                self.numbered(&found, Span::new(start, to_u32(at.end)), &[]);
            }
        }
    }

    /// Adds the sentence that ends before `to`.
    fn sentence(&mut self, at: &Piece, to: usize) {
        let piece = self.text.get(at.from..to).unwrap_or("");
        let lead = piece.len() - piece.trim_start().len();
        let inner = piece.trim();
        if inner.is_empty() {
            return;
        }
        let start = at.from + lead;
        let span = Span::at(start, start + inner.len());
        let rest = inner.get(at.label.min(inner.len())..).unwrap_or("");
        let text_start = if at.label > 0 { span.end - to_u32(rest.trim_start().len()) } else { span.start };
        self.tree.reach(span.end);
        self.sentences.push(Sentence {
            span,
            text_start,
            line: at.index + to_u32(self.breaks.partition_point(|&b| b <= span.start)),
            node: self.tree.innermost(),
            part: at.part,
            heading: at.is_title,
        });
    }
}

/// The sentence being read.
#[derive(Clone, Copy)]
struct Piece {
    index: u32,
    part: Part,
    from: usize,
    /// Where the line ends.
    end: usize,
    is_title: bool,
    label: usize,
}
