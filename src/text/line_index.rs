//! Turns byte offsets into what people and editors count: characters, lines and columns.

use super::span::to_u32;

/// Bytes between two stored character counts; a lookup reads at most this many bytes.
const STRIDE: usize = 256;

/// A position as people count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Offset in Unicode characters from the start of the text, 0-based.
    pub offset: u32,
    /// Line, 1-based.
    pub line: u32,
    /// Column in characters, 1-based.
    pub column: u32,
}

/// Line starts and character counts of one text; built once, in one pass.
#[derive(Clone, Debug)]
pub struct LineIndex {
    /// Byte offset and character offset of each line's first character.
    lines: Vec<(u32, u32)>,
    /// Characters before byte `i * STRIDE`.
    counts: Vec<u32>,
}

impl LineIndex {
    /// Indexes `text`. A line ends after `\n`; a lone `\r` does not end one.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut counts = Vec::with_capacity(bytes.len() / STRIDE + 1);
        let mut chars = 0u32;
        for chunk in bytes.chunks(STRIDE) {
            counts.push(chars);
            chars += char_starts(chunk);
        }
        let mut this = Self { lines: vec![(0, 0)], counts };
        let starts = memchr::memchr_iter(b'\n', bytes).map(|newline| to_u32(newline + 1));
        let lines: Vec<_> = starts.map(|start| (start, this.chars_before(text, start))).collect();
        this.lines.extend(lines);
        this
    }

    /// Characters before the byte `offset`, which lies on a character boundary of `text`.
    #[must_use]
    pub fn chars_before(&self, text: &str, offset: u32) -> u32 {
        let offset = (offset as usize).min(text.len());
        let block = offset / STRIDE;
        let Some(&before) = self.counts.get(block) else {
            // Only at the very end of a text whose length is a multiple of the stride.
            return self
                .counts
                .last()
                .map_or(0, |&count| count + char_starts(&text.as_bytes()[(block - 1) * STRIDE..offset]));
        };
        before + char_starts(&text.as_bytes()[block * STRIDE..offset])
    }

    /// Position of the byte `offset` in `text`.
    #[must_use]
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let chars = self.chars_before(text, offset);
        let line = self.lines.partition_point(|&(byte, _)| byte <= offset).max(1);
        let column = chars - self.lines[line - 1].1 + 1;
        Position { offset: chars, line: to_u32(line), column }
    }

    /// Byte range of a 1-based line without its line end, or `None` past the last.
    #[must_use]
    pub fn line(&self, text: &str, line: u32) -> Option<std::ops::Range<usize>> {
        let start = self.lines.get((line as usize).checked_sub(1)?)?.0 as usize;
        let end = self.lines.get(line as usize).map_or(text.len(), |&(byte, _)| byte as usize);
        let trimmed = text.get(start..end)?.trim_end_matches(['\r', '\n']).len();
        Some(start..start + trimmed)
    }
}

/// Characters that begin in the bytes; 256 at most, so that eight bits nearly hold the count and the loop runs on wide registers.
fn char_starts(bytes: &[u8]) -> u32 {
    let (head, tail) = bytes.split_at(bytes.len().min(STRIDE / 2));
    let count = |bytes: &[u8]| bytes.iter().fold(0u8, |n, b| n + u8::from((*b as i8) >= -0x40));
    u32::from(count(head)) + u32::from(count(tail))
}
