//! A window of one source line with marks under the flagged characters, aligned in East Asian width.

use std::fmt::Write as _;

use super::style::{Style, Tone, columns, columns_of};
use crate::report::Place;

/// The line of `place` cut to the width at hand, with a row of marks below.
pub(super) struct Excerpt {
    /// The part of the line that is shown, with `…` where it was cut.
    pub text: String,
    /// Columns before the mark.
    pub indent: usize,
    /// Columns of the mark, at least one.
    pub width: usize,
}

impl Excerpt {
    /// Cuts the first line of `place` out of `raw` so that it fits `width` columns and shows the mark's beginning.
    pub(super) fn of(raw: &str, place: &Place, width: usize) -> Self {
        let at = place.bytes.range();
        let start = raw[..at.start.min(raw.len())].rfind('\n').map_or(0, |i| i + 1);
        let end = raw[start..].find('\n').map_or(raw.len(), |i| start + i);
        let line = raw.get(start..end).unwrap_or("").trim_end_matches('\r');
        let mark_start = at.start.saturating_sub(start).min(line.len());
        let mark_end = (at.end.saturating_sub(start)).min(line.len()).max(mark_start);
        let (before, marked, after) = (&line[..mark_start], &line[mark_start..mark_end], &line[mark_end..]);
        let marked_shown = head(marked, width.saturating_sub(8).max(8));
        let room = width.saturating_sub(columns(&marked_shown));
        let before_shown = tail(before.trim_start(), (room / 2).max(4));
        let room = room.saturating_sub(columns(&before_shown));
        let after_shown = if marked_shown.len() < marked.len() { String::new() } else { head(after, room) };
        Self {
            indent: columns(&before_shown),
            width: columns(&marked_shown).max(1),
            text: shown(&[&before_shown, &marked_shown, &after_shown]),
        }
    }

    /// Three rows: the line with its number, and the marks with a message behind them.
    pub(super) fn rows(&self, style: Style, tone: Tone, line: u32, message: &str) -> String {
        let number = line.to_string();
        let gutter = " ".repeat(number.len());
        let mut out = String::new();
        let bar = style.paint(Tone::Faint, "│");
        // Writing to a String cannot fail.
        let _ = writeln!(out, "  {} {bar} {}", style.paint(Tone::Faint, &number), self.text);
        let marks = format!("{} {message}", "^".repeat(self.width));
        let _ = writeln!(
            out,
            "  {gutter} {bar} {}{}",
            " ".repeat(self.indent),
            style.paint(tone, marks.trim_end())
        );
        out
    }
}

/// The longest head of `text` that fits, with `…` when something was cut.
fn head(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let mut used = 2;
    let kept = text.chars().take_while(|&c| {
        used += columns_of(c);
        used <= width
    });
    let mut out: String = kept.collect();
    out.push('…');
    out
}

/// The longest tail of `text` that fits, with `…` when something was cut.
fn tail(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let mut used = 2;
    let kept = text.chars().rev().take_while(|&c| {
        used += columns_of(c);
        used <= width
    });
    let kept: Vec<char> = kept.collect();
    std::iter::once('…').chain(kept.into_iter().rev()).collect()
}

/// Joins the pieces; tabs become single blanks so that the marks below stay aligned.
fn shown(pieces: &[&str]) -> String {
    pieces.concat().replace('\t', " ")
}

#[cfg(test)]
mod tests {
    use super::{Excerpt, columns};
    use crate::report::Place;
    use crate::text::Span;

    fn check(raw: &str, needle: &str, width: usize, expected: (&str, usize, usize)) {
        let start = raw.find(needle).expect("needle");
        let place = Place::of_bytes(raw, Span::at(start, start + needle.len()));
        let excerpt = Excerpt::of(raw, &place, width);
        assert_eq!((excerpt.text.as_str(), excerpt.indent, excerpt.width), expected);
        assert!(columns(&excerpt.text) <= width.max(12));
    }

    #[test]
    fn windows_lines_and_aligns_marks() {
        check("前文\n甲乙丙丁戊", "丙", 40, ("甲乙丙丁戊", 4, 2));
        check("a,b,c", "b", 40, ("a,b,c", 2, 1));
        let long = format!("{}标记{}", "前".repeat(50), "后".repeat(50));
        check(&long, "标记", 24, ("…前前前前标记后后后后…", 10, 4));
    }
}
