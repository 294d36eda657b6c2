//! The marks of Markdown: front matter, headings, quotes, bullets, emphasis, code, links, tags and escapes go, their words stay.
//!
//! Numbers of lists and tables stay as they are written: they are numbers and tables in plain text as well. Only texts that
//! came as Markdown are read so; in others the same characters mean themselves.

use std::collections::BTreeMap;

use super::edits::{Edits, Kind};
use crate::document::Certainty;

const MARK: Kind = Kind::fold("markdown");
/// What held words of its own.
const ASIDE: Kind = Kind::repair("markdown", Certainty::High);
/// Most lines of front matter.
const FRONT: usize = 100;

/// Removes the marks. Nothing of the document is lost, so it returns `false`.
pub(super) fn run<'t>(text: &'t str, edits: &mut Edits<'t>) -> bool {
    let mut start = front_matter(text);
    if start > 0 {
        edits.delete(0, start, ASIDE);
    }
    let mut is_code = false;
    for whole in text.get(start..).unwrap_or_default().split_inclusive('\n') {
        let line = whole.trim_end_matches(['\n', '\r']);
        if is_fence(line) {
            is_code = !is_code;
            edits.delete(start, start + line.len(), MARK);
        } else if !is_code && is_rule(line) {
            edits.delete(start, start + line.len(), MARK);
        } else if !is_code {
            let lead = lead(line);
            if lead > 0 {
                edits.delete(start, start + lead, MARK);
            }
            let words = line.get(lead..).unwrap_or_default();
            let end = if line.trim_start().starts_with('#') { closing_marks(words) } else { words.len() };
            Inline { line: words.get(..end).unwrap_or(words), start: start + lead }.run(edits);
            if end < words.len() {
                edits.delete(start + lead + end, start + line.len(), MARK);
            }
        }
        start += whole.len();
    }
    false
}

/// Length of the lines between `---` and `---` at the top, both included.
fn front_matter(text: &str) -> usize {
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').take(FRONT).enumerate() {
        at += line.len();
        match (number, line.trim_end()) {
            (0, "---") => {}
            (1.., "---" | "...") => return at,
            (1.., body) if is_setting(body) => {}
            _ => return 0,
        }
    }
    0
}

/// `key: value`, a further line of one, or nothing.
fn is_setting(line: &str) -> bool {
    line.is_empty() || line.starts_with([' ', '\t', '-', '#', ']', '}']) || line.contains(':')
}

fn is_fence(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("```") || line.starts_with("~~~")
}

/// Lines across and underlines of headings.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    let only = |marks: &str| line.chars().all(|c| marks.contains(c));
    line.len() >= 3 && (only("-") || only("=") || only("* ") || only("- ") || only("_"))
}

/// Length of the marks that lead a line: quotes, headings, bullets, boxes to tick.
fn lead(line: &str) -> usize {
    let mut rest = line;
    let mut end = 0;
    loop {
        let body = rest.trim_start_matches([' ', '\t']);
        let hashes = body.len() - body.trim_start_matches('#').len();
        let mark = if body.starts_with('>') {
            1
        } else if (1..=6).contains(&hashes) && ends_mark(body, hashes) {
            hashes
        } else if body.starts_with(['-', '*', '+']) && ends_mark(body, 1) {
            1
        } else if end > 0 && ["[ ]", "[x]", "[X]"].iter().any(|b| body.starts_with(b)) {
            3
        } else {
            return end;
        };
        rest = body.get(mark..).unwrap_or_default().trim_start_matches([' ', '\t']);
        end = line.len() - rest.len();
    }
}

fn ends_mark(body: &str, len: usize) -> bool {
    body.get(len..).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
}

/// Where the `##` that may close a heading begin.
fn closing_marks(words: &str) -> usize {
    let bare = words.trim_end().trim_end_matches('#');
    if bare.ends_with([' ', '\t']) { bare.trim_end().len() } else { words.len() }
}

/// The words of one line.
struct Inline<'t> {
    line: &'t str,
    /// Where the line begins in the text.
    start: usize,
}

impl<'t> Inline<'t> {
    fn run(&self, edits: &mut Edits<'t>) {
        if !self.line.contains(['\\', '*', '~', '`', '[', '<', '&']) {
            return;
        }
        // Ends of links whose beginning was seen.
        let mut closing: BTreeMap<usize, usize> = BTreeMap::new();
        let mut at = 0;
        while let Some(c) = self.line.get(at..).and_then(|rest| rest.chars().next()) {
            let rest = self.line.get(at..).unwrap_or_default();
            let next = at + c.len_utf8();
            at = match c {
                '\\' if rest.chars().nth(1).is_some_and(|c| c.is_ascii_punctuation()) => {
                    self.delete(edits, at, next);
                    next + 1
                }
                '*' | '~' | '`' => self.emphasis(edits, at, c),
                '!' if rest.starts_with("![") && link(self.line, next).is_some() => {
                    self.delete(edits, at, next);
                    next
                }
                '[' => {
                    if let Some((close, end)) = link(self.line, at) {
                        closing.insert(close, end);
                        self.delete(edits, at, next);
                    }
                    next
                }
                ']' => match closing.remove(&at) {
                    Some(end) => {
                        edits.delete(self.start + at, self.start + end, ASIDE);
                        end
                    }
                    None => next,
                },
                '<' => self.tag(edits, at),
                '&' if rest.starts_with("&nbsp;") => {
                    edits.replace(self.start + at, self.start + at + 6, " ", MARK);
                    at + 6
                }
                _ => next,
            };
        }
    }

    fn delete(&self, edits: &mut Edits<'t>, from: usize, to: usize) {
        edits.delete(self.start + from, self.start + to, MARK);
    }

    /// `**`, `~~` and their like, which come in pairs; a lone one means itself, and so does `3 * 4`.
    fn emphasis(&self, edits: &mut Edits<'t>, at: usize, mark: char) -> usize {
        let len = run_of(self.line, at, mark);
        let is_used = mark != '~' || len == 2;
        let pairs = runs(self.line, mark).filter(|&(from, l)| l == len && self.is_beside(from, l)).count();
        if is_used && pairs >= 2 && self.is_beside(at, len) {
            self.delete(edits, at, at + len);
        }
        at + len
    }

    /// Whether words stand right beside the mark, and no formula of digits on both sides.
    fn is_beside(&self, at: usize, len: usize) -> bool {
        let before = self.line.get(..at).and_then(|t| t.chars().next_back());
        let after = self.line.get(at + len..).and_then(|t| t.chars().next());
        let is_word = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        (is_word(before) || is_word(after)) && !(len == 1 && is_digit(before) && is_digit(after))
    }

    /// A tag goes, a line break parts what stands on its sides, an address in brackets stays without them.
    fn tag(&self, edits: &mut Edits<'t>, at: usize) -> usize {
        let rest = self.line.get(at..).unwrap_or_default();
        if let Some(end) = rest.starts_with("<!--").then(|| rest.find("-->")).flatten() {
            edits.delete(self.start + at, self.start + at + end + 3, ASIDE);
            return at + end + 3;
        }
        let Some(close) = rest.find('>') else { return at + 1 };
        let inner = rest.get(1..close).unwrap_or_default().trim_start_matches('/');
        let name = inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_alphanumeric()).len();
        let behind = inner.get(name..).unwrap_or_default();
        let is_tag = inner.starts_with(|c: char| c.is_ascii_alphabetic())
            && (behind.is_empty() || behind.starts_with([' ', '/']));
        if behind.starts_with("://") {
            self.delete(edits, at, at + 1);
            self.delete(edits, at + close, at + close + 1);
        } else if is_tag && inner.get(..name).is_some_and(|n| n.eq_ignore_ascii_case("br")) {
            edits.replace(self.start + at, self.start + at + close + 1, " ", MARK);
        } else if is_tag {
            self.delete(edits, at, at + close + 1);
        } else {
            return at + 1;
        }
        at + close + 1
    }
}

/// How often a mark stands in a row from byte `at` on.
fn run_of(line: &str, at: usize, mark: char) -> usize {
    line.get(at..).unwrap_or_default().chars().take_while(|c| *c == mark).count()
}

/// The runs of a mark in a line: where, and how long.
fn runs(line: &str, mark: char) -> impl Iterator<Item = (usize, usize)> + '_ {
    let starts = line
        .char_indices()
        .filter(move |&(at, c)| c == mark && !line.get(..at).is_some_and(|b| b.ends_with(mark)));
    starts.map(move |(at, _)| (at, run_of(line, at, mark)))
}

/// `[words](target)` from the bracket at byte `open` on: where its words end, and where all of it ends.
fn link(line: &str, open: usize) -> Option<(usize, usize)> {
    let mut depth = 0u32;
    let words = line.get(open..)?.char_indices().find(|&(_, c)| {
        depth += u32::from(c == '[');
        depth -= u32::from(c == ']' && depth > 0);
        c == ']' && depth == 0
    })?;
    let close = open + words.0;
    let target = line.get(close + 1..)?.strip_prefix('(')?;
    let len = target.find(')')?;
    let is_target = len == 0 || target.get(..len)?.contains(['/', '.', '#', ':']);
    is_target.then_some((close, close + len + 3))
}
