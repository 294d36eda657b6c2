//! The text that is matched: the normalised text without white space.
//!
//! One notion for everything: a phrase stands in a document when its characters stand one behind the other in this text, so
//! neither line breaks inside a paragraph nor blanks between characters hide it. Case counts in phrases, not in words.

use std::borrow::Cow;

use crate::document::{Decoded, Document};
use crate::lexicon::Lexicon;
use crate::normalize::normalize;
use crate::text::{Norm, Span, to_u32};

/// Stands for any one character in a [`Needle`]; a private character that no text holds after normalising.
pub(super) const ANY: char = '\u{10FFFD}';

/// The normalised text of a document without white space, and the way back.
#[derive(Clone, Debug, Default)]
pub(super) struct Plain {
    text: String,
    /// Where pieces begin, in this text and in the normalised text.
    pieces: Vec<(u32, u32)>,
}

impl Plain {
    /// Takes the white space out.
    pub(super) fn of(norm: &str) -> Self {
        let mut plain = Self { text: String::with_capacity(norm.len()), pieces: Vec::new() };
        let mut rest = 0;
        for (at, blank) in norm.match_indices(char::is_whitespace) {
            plain.take(norm, rest, at);
            rest = at + blank.len();
        }
        plain.take(norm, rest, norm.len());
        plain
    }

    fn take(&mut self, norm: &str, start: usize, end: usize) {
        if let Some(piece) = norm.get(start..end).filter(|p| !p.is_empty()) {
            self.pieces.push((to_u32(self.text.len()), to_u32(start)));
            self.text.push_str(piece);
        }
    }

    /// The text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// The normalised text behind a range of bytes; not empty when the range is not.
    pub(super) fn norm(&self, start: usize, end: usize) -> Span<Norm> {
        let last = self.at(end.saturating_sub(1));
        Span::at(self.at(start), if end > start { last + 1 } else { last })
    }

    fn at(&self, byte: usize) -> usize {
        let index = self.pieces.partition_point(|(start, _)| *start as usize <= byte);
        let piece = index.checked_sub(1).and_then(|i| self.pieces.get(i));
        piece.map_or(byte, |(start, norm)| byte - *start as usize + *norm as usize)
    }

    /// The byte of this text that a byte of the normalised text became, or the next one that stayed.
    pub(super) fn of_norm(&self, norm: usize) -> usize {
        let index = self.pieces.partition_point(|(_, at)| *at as usize <= norm);
        let Some((start, at)) = index.checked_sub(1).and_then(|i| self.pieces.get(i)) else { return 0 };
        let end = self.pieces.get(index).map_or(self.text.len(), |(start, _)| *start as usize);
        (*start as usize + norm - *at as usize).min(end)
    }
}

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Needle {
    /// The characters, [`ANY`] for any one.
    pub(super) text: String,
    /// Whether ASCII letters match in either case.
    pub(super) is_loose: bool,
}

impl Needle {
    pub(super) fn exact(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_loose: false }
    }

    pub(super) fn loose(text: impl Into<String>) -> Self {
        let text: String = text.into();
        let is_loose = text.contains(|c: char| c.is_ascii_alphabetic());
        Self { text, is_loose }
    }

    /// The places in `text`, in order, not overlapping; `folded` is the text in lower case.
    pub(super) fn places(&self, text: &str, folded: &str) -> Vec<(usize, usize)> {
        let lower;
        let (needle, hay) = if self.is_loose {
            lower = self.text.to_ascii_lowercase();
            (lower.as_str(), folded)
        } else {
            (self.text.as_str(), text)
        };
        if needle.is_empty() {
            return Vec::new();
        }
        if !needle.contains(ANY) {
            let found = memchr::memmem::find_iter(hay.as_bytes(), needle.as_bytes());
            return found.map(|at| (at, at + needle.len())).collect();
        }
        let mut places = Vec::new();
        let mut from = 0;
        for (at, _) in hay.char_indices() {
            if at < from {
                continue;
            }
            if let Some(len) = hay.get(at..).and_then(|rest| matches(rest, needle)) {
                places.push((at, at + len));
                from = at + len;
            }
        }
        places
    }
}

/// How many bytes at the beginning of `text` fit the needle.
fn matches(text: &str, needle: &str) -> Option<usize> {
    let mut chars = text.chars();
    let mut len = 0;
    for wanted in needle.chars() {
        let found = chars.next()?;
        if wanted != ANY && wanted != found {
            return None;
        }
        len += found.len_utf8();
    }
    Some(len)
}

/// The document of a raw text, as it was when it was indexed.
pub(super) fn document(raw: String) -> Document {
    normalize(Decoded { raw, ..Decoded::default() })
}

/// A piece of a query as it may stand in normalised texts, the likelier first: as typed, as the normaliser makes it, and
/// with all punctuation full-width, since a piece lacks the neighbours that decide about its ends.
pub(super) fn forms(typed: &str) -> Vec<String> {
    let plain = without_blanks(typed).into_owned();
    let normal = normalized(&plain);
    let wide: String = normal.chars().map(widened).collect();
    let mut forms = vec![plain];
    for form in [normal, wide] {
        if !form.is_empty() && !forms.contains(&form) {
            forms.push(form);
        }
    }
    forms
}

/// The forms a piece takes behind or in front of a character that decides how its first or last one is simplified
/// (畫 behind 計 is 划, else 画).
pub(super) fn forms_in_context(typed: &str) -> Vec<String> {
    let plain = without_blanks(typed);
    let table = Lexicon::embedded().table("opencc_context");
    let [before, after] = ["before", "after"].map(|name| table.column(name));
    let mut forms = Vec::new();
    for row in table.rows() {
        if plain.starts_with(row[0]) {
            forms.extend(row[before].chars().filter_map(|c| {
                let normal = normalized(&format!("{c}{plain}"));
                normal.char_indices().nth(1).and_then(|(at, _)| normal.get(at..)).map(str::to_owned)
            }));
        }
        if plain.ends_with(row[0]) {
            forms.extend(row[after].chars().filter_map(|c| {
                let normal = normalized(&format!("{plain}{c}"));
                normal.char_indices().next_back().and_then(|(at, _)| normal.get(..at)).map(str::to_owned)
            }));
        }
    }
    forms.sort_unstable();
    forms.dedup();
    forms
}

fn normalized(plain: &str) -> String {
    without_blanks(document(plain.to_owned()).norm()).into_owned()
}

fn widened(c: char) -> char {
    match c {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '!' => '！',
        '?' => '？',
        '(' => '（',
        '[' => '〔',
        ']' => '〕',
        ')' => '）',
        other => other,
    }
}

/// A name or title as it is matched in fields.
pub(super) fn normal(typed: &str) -> String {
    let plain = without_blanks(typed);
    let normal = normalized(&plain);
    if normal.is_empty() { plain.into_owned() } else { normal }
}

fn without_blanks(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_whitespace) {
        Cow::Owned(text.chars().filter(|c| !c.is_whitespace()).collect())
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The normalised slices behind the places of a needle.
    fn check(norm: &str, needle: &Needle, expect: &[&str]) {
        let plain = Plain::of(norm);
        let folded = plain.text().to_ascii_lowercase();
        let found: Vec<&str> = needle
            .places(plain.text(), &folded)
            .into_iter()
            .map(|(start, end)| plain.norm(start, end).of(norm))
            .collect();
        assert_eq!(found, expect, "{norm:?} {needle:?}");
    }

    #[test]
    fn blanks_and_breaks_do_not_hide_a_phrase() {
        check("停 车\n收费，停\u{3000}车。", &Needle::exact("停车"), &["停 车", "停\u{3000}车"]);
        check("\n合法\n\n性审查\n", &Needle::exact("合法性审查"), &["合法\n\n性审查"]);
        check("PPP模式和ppp 模式", &Needle::loose("Ppp模式"), &["PPP模式", "ppp 模式"]);
        check("PPP模式和ppp模式", &Needle::exact("ppp模式"), &["ppp模式"]);
        check("行政许可法、行政法", &Needle::exact(format!("行政{ANY}可")), &["行政许可"]);
        check("停车", &Needle::exact(""), &[]);
    }

    #[test]
    fn places_of_the_normalised_text_are_found_again() {
        let norm = " 甲 乙\n丙";
        let plain = Plain::of(norm);
        assert_eq!(plain.text(), "甲乙丙");
        for (at, c) in norm.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            let there = plain.of_norm(at);
            assert!(plain.text()[there..].starts_with(c), "{at}");
        }
        assert_eq!(plain.of_norm(norm.len()), plain.text().len());
    }

    #[test]
    fn queries_are_typed_in_either_script_and_width() {
        assert_eq!(forms("行政許可"), ["行政許可", "行政许可"]);
        assert_eq!(forms("停 车"), ["停车"]);
        assert_eq!(forms("例1:"), ["例1:", "例1："]);
        assert!(forms_in_context("畫實施").contains(&"划实施".to_owned()));
        assert_eq!(normal("〈辦法〉"), "〈办法〉");
    }
}
