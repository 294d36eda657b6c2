//! Formatted disk pages (MS-DOC 2.9.32–33, 2.9.175): which stretch of bytes has which properties.

use std::ops::Range;

use super::bytes::{plex, slice, u8_at, u16_at, u32_at};
use super::sprm::Sprms;
use crate::office::Damage;

/// Bytes of a page.
const PAGE: usize = 512;
/// The number of a page is these bits.
const PAGE_NUMBER: u32 = 0x003F_FFFF;

/// A stretch of bytes of the stream `WordDocument` that is formatted alike.
#[derive(Clone, Debug)]
struct Run {
    start: u32,
    end: u32,
    /// Where its properties stand in the stream.
    properties: Range<usize>,
    /// The style, of paragraphs.
    style: u16,
}

/// What the pages of one kind say, in the order of the bytes.
pub(super) struct Formatted<'a> {
    stream: &'a [u8],
    runs: Vec<Run>,
}

/// Which pages: of characters, or of paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Characters,
    Paragraphs,
}

impl<'a> Formatted<'a> {
    /// Reads the pages that a plex of the stream of tables lists.
    ///
    /// # Errors
    /// When a page lies beyond the stream.
    pub(super) fn of(stream: &'a [u8], table: &[u8], kind: Kind) -> Result<Self, Damage> {
        let damaged = || Damage::part("WordDocument", format!("{kind:?} 格式页损坏"));
        let mut runs = Vec::new();
        if !table.is_empty() {
            let (_, numbers) = plex(table, 4).ok_or_else(damaged)?;
            // No page is listed twice: what lists more is damaged or hostile.
            if numbers.len() / 4 > stream.len() / PAGE {
                return Err(damaged());
            }
            for number in numbers.chunks_exact(4) {
                let number = u32_at(number, 0).unwrap_or(0) & PAGE_NUMBER;
                let at =
                    usize::try_from(number).ok().and_then(|n| n.checked_mul(PAGE)).ok_or_else(damaged)?;
                let page = slice(stream, at, PAGE).ok_or_else(damaged)?;
                read_page(page, at, kind, &mut runs).ok_or_else(damaged)?;
            }
        }
        runs.sort_by_key(|run| run.start);
        Ok(Self { stream, runs })
    }

    fn run(&self, offset: u32) -> Option<&Run> {
        let behind = self.runs.partition_point(|run| run.start <= offset);
        self.runs.get(behind.checked_sub(1)?).filter(|run| offset < run.end)
    }

    /// Where the stretch begins that the byte stands in; one place for all bytes formatted alike.
    pub(super) fn start(&self, offset: u32) -> Option<u32> {
        self.run(offset).map(|run| run.start)
    }

    /// The style and the properties of the stretch that the byte stands in.
    pub(super) fn at(&self, offset: u32) -> (u16, Sprms<'a>) {
        let Some(run) = self.run(offset) else { return (0, Sprms::of(&[])) };
        (run.style, Sprms::of(self.stream.get(run.properties.clone()).unwrap_or_default()))
    }
}

/// The runs of a page that begins at byte `at`: byte positions, then for each run where its properties stand in the page.
fn read_page(page: &[u8], at: usize, kind: Kind, runs: &mut Vec<Run>) -> Option<()> {
    let count = usize::from(u8_at(page, PAGE - 1)?);
    let width = match kind {
        Kind::Characters => 1,
        Kind::Paragraphs => 13,
    };
    for n in 0..count {
        let (start, end) = (u32_at(page, n * 4)?, u32_at(page, n * 4 + 4)?);
        let offset = usize::from(u8_at(page, (count + 1) * 4 + n * width)?) * 2;
        let (style, properties) = match (offset, kind) {
            (0, _) => (0, 0..0),
            (_, Kind::Characters) => (0, offset + 1..offset + 1 + usize::from(u8_at(page, offset)?)),
            (_, Kind::Paragraphs) => {
                // Half the length; when it is 0 the next byte holds it.
                let half = usize::from(u8_at(page, offset)?);
                let (from, len) = match half {
                    0 => (offset + 2, usize::from(u8_at(page, offset + 1)?) * 2),
                    half => (offset + 1, half * 2 - 1),
                };
                (u16_at(page, from)?, from + 2..from + len.max(2))
            }
        };
        if properties.end > PAGE || end < start {
            return None;
        }
        runs.push(Run { start, end, properties: at + properties.start..at + properties.end, style });
    }
    Some(())
}
