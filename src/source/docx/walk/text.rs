//! Characters, with the byte each of them stands at.

use std::ops::Range;

use super::{Open, Walk};
use crate::document::Piece;
use crate::office::Tag;
use crate::source::word::model::to_u32;

impl<'a> Walk<'a> {
    pub(super) fn begin_text(&mut self, tag: &Tag<'a>) -> Open {
        self.keeps_blanks = tag.attribute("space").is_some_and(|s| s == "preserve");
        self.text_start = self.paragraphs.last().map_or(0, |p| p.paragraph.text.string.len());
        Open::Text
    }

    /// Blanks at the ends of a text element count only when it says so.
    pub(super) fn end_text(&mut self) {
        let Some(reading) = self.paragraphs.last_mut().filter(|_| !self.keeps_blanks) else { return };
        let text = &mut reading.paragraph.text;
        let own = text.string.get(self.text_start..).unwrap_or("");
        let kept = own.trim_end_matches([' ', '\t']).len();
        if kept < own.len() {
            text.truncate(self.text_start + kept);
        }
    }

    pub(super) fn text(&mut self, text: &str, range: &Range<usize>) {
        match self.open.last() {
            Some(Open::Text) => {}
            Some(Open::Plain) | None => return,
            Some(_) if text.trim().is_empty() => return,
            Some(_) => {
                let what = self.xml.damage(range.start, "文字不在文字元素里");
                self.story.doubts.push(what);
                return;
            }
        }
        if !self.is_shown() {
            return;
        }
        let run = self.runs.last().copied().unwrap_or_default();
        if run.is_hidden {
            self.story.hidden.push_str(text);
            return;
        }
        let part = self.part;
        let Some(reading) = self.paragraphs.last_mut() else {
            self.story.doubts.push(self.xml.damage(range.start, "文字不在段落里"));
            return;
        };
        let mut start = range.start;
        let mut shown = text;
        if !self.keeps_blanks && reading.paragraph.text.string.len() == self.text_start {
            shown = text.trim_start_matches([' ', '\t', '\r', '\n']);
            start += if shown.len() < text.len() { text.len() - shown.len() } else { 0 };
        }
        if shown.is_empty() {
            return;
        }
        reading.paragraph.face.add(shown, run.look);
        let from = Piece {
            start: 0,
            len: 0,
            part,
            source: to_u32(start),
            source_len: to_u32(range.end.saturating_sub(start)),
            paragraph: reading.index,
            run: reading.runs.saturating_sub(1),
        };
        // A line end inside a text element is a blank; so many bytes for so many bytes.
        if shown.contains(['\n', '\r']) {
            reading.paragraph.text.push(&shown.replace(['\n', '\r'], " "), from);
        } else {
            reading.paragraph.text.push(shown, from);
        }
    }

    /// A character that is an element.
    pub(super) fn character(&mut self, text: &str) {
        if !self.is_shown() || self.runs.last().is_some_and(|r| r.is_hidden) {
            return;
        }
        if let Some(reading) = self.paragraphs.last_mut() {
            reading.paragraph.text.string.push_str(text);
        }
    }
}
