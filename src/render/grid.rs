//! A table of wrapped cells between lines, in columns of a terminal.

use std::io::{self, Write};

use crate::render::style::{Style, Tone, columns, columns_of};

/// Narrowest column: two Chinese characters and a closing mark.
const NARROWEST: usize = 6;

/// Marks that must not end a line.
const OPENING: &str = "（《〈「『“‘〔【([{";
/// Marks that must not begin a line.
const CLOSING: &str = "，。、；：！？）》〉」』”’〕】,.;:!?)]}%…";

/// Widths of the columns.
pub(super) struct Grid {
    widths: Vec<usize>,
}

impl Grid {
    /// Widths for these rows within `width` columns: what the cells need, the widest by weight made narrower until all fit,
    /// but none narrower than its heading while there is room for the headings.
    pub(super) fn fit(header: &[String], rows: &[Vec<String>], weights: &[usize], width: usize) -> Self {
        let headings: Vec<usize> = header.iter().map(|h| columns(h).max(NARROWEST)).collect();
        let mut widths = headings.clone();
        for row in rows {
            for (slot, cell) in widths.iter_mut().zip(row) {
                *slot = cell.split('\n').map(columns).max().unwrap_or(0).max(*slot);
            }
        }
        let room = width.saturating_sub(3 * widths.len() + 1);
        for floors in [headings, vec![NARROWEST; header.len()]] {
            while widths.iter().sum::<usize>() > room {
                let share = |&index: &usize| {
                    let weight = weights.get(index).copied().unwrap_or(1).max(1);
                    widths.get(index).map_or(0, |w| w * 12 / weight)
                };
                let can_shrink = |index: &usize| widths.get(*index) > floors.get(*index);
                let Some(widest) = (0..widths.len()).filter(can_shrink).max_by_key(share) else { break };
                if let Some(slot) = widths.get_mut(widest) {
                    *slot -= 1;
                }
            }
        }
        Self { widths }
    }

    /// A line between rows.
    pub(super) fn rule(&self, left: char, cross: char, right: char) -> String {
        let pieces: Vec<String> = self.widths.iter().map(|w| "─".repeat(w + 2)).collect();
        format!("{left}{}{right}", pieces.join(&cross.to_string()))
    }

    /// A row of wrapped cells.
    pub(super) fn row(
        &self,
        cells: &[String],
        paint: impl Fn(&str) -> String,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let wrapped: Vec<Vec<String>> =
            cells.iter().zip(&self.widths).map(|(cell, &width)| wrap(cell, width)).collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..height {
            write!(out, "│")?;
            for (cell, &width) in wrapped.iter().zip(&self.widths) {
                let text = cell.get(line).map_or("", String::as_str);
                write!(out, " {}{} │", paint(text), " ".repeat(width.saturating_sub(columns(text))))?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    /// A whole table: the heading between lines, then the rows, each painted by `paint` given its index.
    pub(super) fn table(
        &self,
        (header, style): (&[String], Style),
        rows: &[Vec<String>],
        paint: impl Fn(usize, &str) -> String,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        writeln!(out, "{}", self.rule('┌', '┬', '┐'))?;
        self.row(header, |line| style.paint(Tone::Strong, line), out)?;
        writeln!(out, "{}", self.rule('├', '┼', '┤'))?;
        for (index, row) in rows.iter().enumerate() {
            self.row(row, |line| paint(index, line), out)?;
        }
        writeln!(out, "{}", self.rule('└', '┴', '┘'))
    }

    /// A text over all columns.
    pub(super) fn banner(
        &self,
        text: &str,
        paint: impl Fn(&str) -> String,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let width = self.widths.iter().sum::<usize>() + 3 * self.widths.len().saturating_sub(1);
        for line in wrap(text, width) {
            writeln!(out, "│ {}{} │", paint(&line), " ".repeat(width.saturating_sub(columns(&line))))?;
        }
        Ok(())
    }
}

/// Breaks a text into lines of at most `width` columns: after a comma when one is near, never inside a number or before a
/// closing mark.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in text.split('\n') {
        let mut line = String::new();
        let mut used = 0;
        for c in piece.chars().map(|c| if c.is_control() { ' ' } else { c }) {
            let wide = columns_of(c);
            if used + wide > width && !line.is_empty() {
                let carried = line.split_off(break_before(&line, c));
                lines.push(std::mem::replace(&mut line, carried));
                used = columns(&line);
            }
            line.push(c);
            used += wide;
        }
        lines.push(line);
    }
    lines
}

/// Where a full line is to be broken when `next` does not fit any more, in bytes; never at its beginning.
fn break_before(line: &str, next: char) -> usize {
    let comma = line.rfind(['、', '；', '，', ',']).map(|at| at + line.get(at..).map_or(0, first_len));
    let tail = |at: usize| columns(line.get(at..).unwrap_or(""));
    let width = columns(line);
    let near = comma.filter(|&at| tail(at) * (if width < 16 { 2 } else { 5 }) <= width);
    if let Some(at) = near.filter(|&at| at < line.len() || !CLOSING.contains(next)) {
        return at;
    }
    // Numbers and ids stay whole, also when only the mark behind them does not fit.
    if next.is_ascii_alphanumeric() || next == '-' || CLOSING.contains(next) {
        let word = line.trim_end_matches(|c| CLOSING.contains(c));
        let before = word.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || ".-".contains(c));
        // A bracket goes with what it opens.
        let start = before.trim_end_matches(|c| OPENING.contains(c)).len();
        if before.len() < word.len() && start * 2 > line.len() {
            return start;
        }
    }
    if !CLOSING.contains(next) {
        return line.len();
    }
    // The characters that go along must not begin with a closing mark either.
    let carried = line.char_indices().rev().find(|(_, c)| !CLOSING.contains(*c));
    carried.map_or(line.len(), |(at, _)| if at > 0 { at } else { line.len() })
}

fn first_len(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::{Grid, wrap};

    #[test]
    fn wrapping() {
        for (text, width, expect) in [
            ("甲乙丙丁", 4, vec!["甲乙", "丙丁"]),
            ("甲乙，丙", 4, vec!["甲", "乙，", "丙"]),
            ("甲（乙丙）、丁", 8, vec!["甲（乙", "丙）、丁"]),
            ("(1) 甲\n(2) 乙", 6, vec!["(1) 甲", "(2) 乙"]),
            ("市甲局、市乙丙局", 12, vec!["市甲局、", "市乙丙局"]),
            ("见原文第27行", 9, vec!["见原文第", "27行"]),
            ("没有序号的一项 DF-041", 19, vec!["没有序号的一项 ", "DF-041"]),
            ("东政办发〔2020〕5号", 14, vec!["东政办发", "〔2020〕5号"]),
            ("没有序号的一项 DF-041；", 21, vec!["没有序号的一项 ", "DF-041；"]),
            ("", 4, vec![""]),
        ] {
            assert_eq!(wrap(text, width), expect, "{text}");
        }
    }

    #[test]
    fn every_line_has_the_same_width() {
        let header = ["序号", "任务"].map(str::to_owned);
        let rows = vec![vec!["1".to_owned(), "推进“一窗”改革，年底前完成".repeat(4)]];
        let grid = Grid::fit(&header, &rows, &[1, 2], 60);
        let mut out = Vec::new();
        grid.row(&rows[0], str::to_owned, &mut out).expect("write");
        let text = String::from_utf8(out).expect("utf-8");
        let widths: Vec<usize> = text.lines().map(super::columns).collect();
        assert!(widths.len() > 1 && widths.iter().all(|w| *w == widths[0]), "{text}");
    }
}
