//! The one scan over the characters: looks every character up in the class table and hands those that may need a change to
//! `width`, `blanks` or `script`. Plain text costs the look-up and nothing else.
//!
//! Decisions read what stands *before* a character after the edits so far, and never ask of what stands *behind* it more
//! than the edits to come will leave as it is: that makes normalising twice the same as normalising once.

use super::class::{self, kind};
use super::edits::Edits;
use super::{gloss, notes};

/// What the scan saw that calls for a repair of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signs {
    /// A Chinese character followed by a bracketed Latin syllable.
    pub(super) has_gloss: bool,
    /// A line that may have slipped by one byte.
    pub(super) has_shift: bool,
    /// An editor's note or a portal's insertion.
    pub(super) has_note: bool,
    /// Characters that are frequent in misread text and rare elsewhere, weighted.
    pub(super) garbled: u32,
    /// A character's fate was decided by the script of the whole text.
    pub(super) asked_text: bool,
    /// The text is written in Markdown.
    pub(super) is_markdown: bool,
    /// Characters changed from traditional to simplified.
    pub(super) simplified: u32,
}

/// The state of the scan.
pub(super) struct Scan<'t> {
    pub(super) text: &'t str,
    pub(super) edits: Edits<'t>,
    pub(super) signs: Signs,
    /// Places of closing brackets to replace, with what; innermost last.
    pub(super) closers: Vec<(usize, char)>,
    /// The clause OpenCC converted last: its range, and the converted characters.
    pub(super) clause: Option<super::script::Clause>,
    /// The script of the whole text, once somebody asked.
    pub(super) lean: Option<super::script::Lean>,
}

impl<'t> Scan<'t> {
    /// Scans a text; nothing is changed before the edits are applied.
    pub(super) fn run(text: &'t str, is_traced: bool) -> Self {
        let mut scan = Self {
            text,
            edits: Edits::new(text, is_traced),
            signs: Signs::default(),
            closers: Vec::new(),
            clause: None,
            lean: None,
        };
        let mut at = 0;
        while let Some((found, width)) = next_interesting(text, &mut at) {
            at = scan.handle(found, at, at + width);
        }
        scan
    }

    /// Deals with the character `start..end` of that kind; returns where to go on.
    fn handle(&mut self, found: u8, start: usize, end: usize) -> usize {
        match found {
            kind::BLANK | kind::IGNORABLE | kind::CONTROL | kind::PRIVATE => return self.blanks(start),
            kind::BREAK => self.line_break(start, end),
            kind::MARK => self.mark(start, end),
            kind::OPEN => self.open(start, end),
            kind::CLOSE => self.close(start, end),
            kind::WIDE => self.wide(start, end),
            kind::FOLD => self.fold(start, end),
            kind::ZERO => self.zero(start, end),
            kind::DOT => self.dot(start, end),
            kind::DASH => self.dash(start, end),
            kind::COLON => self.colon(start, end),
            kind::QUERY => self.query(start, end),
            kind::CHANGES => self.simplify(start, end),
            kind::CONTEXT => self.simplify_in_context(start, end),
            // Latin letters with accents have other uses, the Chinese characters of misread text hardly any.
            kind::GARBLE => self.signs.garbled += if end - start == 3 { 3 } else { 1 },
            _ => {}
        }
        end
    }

    /// The character at a byte.
    pub(super) fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    /// What stands before byte `at` now.
    pub(super) fn left(&self, at: usize) -> Option<char> {
        self.edits.before(at).next()
    }

    /// The next character from byte `at` on that will stay, white space left out; line ends count.
    pub(super) fn right(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().find(|c| !class::is_void(*c))
    }

    /// Looks behind an opening bracket for a pinyin gloss or an editor's note.
    pub(super) fn look_behind_bracket(&mut self, start: usize, end: usize) {
        let Some(inside) = self.text.get(end..) else { return };
        self.signs.has_note |= notes::may_start(inside);
        self.signs.has_gloss |=
            gloss::syllable(inside).is_some() && self.left_in_raw(start).is_some_and(class::is_han);
    }
}

/// Moves `at` to the next character that is not plain; its kind and length.
#[inline]
fn next_interesting(text: &str, at: &mut usize) -> Option<(u8, usize)> {
    let bytes = text.as_bytes();
    let mut i = *at;
    let found = loop {
        let Some(&first) = bytes.get(i) else { break None };
        let (found, width) = if first < 0x80 {
            (class::bmp_kind(u16::from(first)), 1)
        } else if let (0xE0..0xF0, Some(&[_, second, third])) = (first, bytes[i..].first_chunk::<3>()) {
            let high = (u16::from(first) & 0x0F) << 12 | (u16::from(second) & 0x3F) << 6;
            (class::bmp_kind(high | u16::from(third) & 0x3F), 3)
        } else {
            let c = text.get(i..).and_then(|t| t.chars().next()).unwrap_or(' ');
            (class::kind_of(c), c.len_utf8())
        };
        if found != kind::PLAIN {
            break Some((found, width));
        }
        i += width;
    };
    *at = i;
    found
}
