//! Text whose bytes were read in the wrong charset and then saved: UTF-8 read as GBK (`鍏充簬` for 关于), GBK or UTF-8 read
//! as Latin-1 (`¹ØÓÚ`). Repaired where the way back is exact and leads to clearly Chinese text; reported where it is not.

use std::collections::HashSet;
use std::sync::LazyLock;

use encoding_rs::{GBK, WINDOWS_1252};

use super::class::{self, kind};
use super::edits::{Edits, Kind};
use super::gbk;
use crate::document::Certainty;
use crate::lexicon::Lexicon;

const NAME: &str = "mojibake";
/// Weight of suspicious characters of a text from which on its lines are examined.
pub(super) const SUSPICIOUS: u32 = 6;
/// Stands for a character of which a byte is lost.
const LOST: char = '□';

static COMMON: LazyLock<HashSet<char>> = LazyLock::new(|| {
    let rows = Lexicon::embedded().table("common_han").rows();
    rows.flat_map(|row| row[0].chars()).collect()
});

/// Repairs the misread stretches of a text; returns whether some could not be repaired in full.
pub(super) fn run<'t>(text: &'t str, edits: &mut Edits<'t>) -> bool {
    let mut has_losses = false;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let body = line.trim_end_matches(['\n', '\r']);
        if body.chars().any(|c| class::kind_of(c) == kind::GARBLE) {
            has_losses |= repair_line(body, start, edits);
        }
        start += line.len();
    }
    has_losses
}

/// Repairs one line; returns whether a misread part of it could not be repaired.
fn repair_line(line: &str, start: usize, edits: &mut Edits<'_>) -> bool {
    if let Some(repaired) = from_latin(line) {
        edits.replace(start, start + line.len(), &repaired, Kind::repair(NAME, Certainty::High));
        return false;
    }
    let mut has_losses = false;
    let mut from = 0;
    for run in line.split_inclusive(|c: char| c.is_ascii()) {
        let garbled = run.trim_end_matches(|c: char| c.is_ascii());
        match from_gbk(garbled) {
            Some((repaired, lost)) => {
                let certainty = if lost { Certainty::Low } else { Certainty::High };
                let at = start + from;
                edits.replace(at, at + garbled.len(), &repaired, Kind::repair(NAME, certainty));
                has_losses |= lost;
            }
            None => has_losses |= is_garbled(garbled),
        }
        from += run.len();
    }
    has_losses
}

/// Whether most of the characters are those of misread text.
fn is_garbled(text: &str) -> bool {
    let garbled = text.chars().filter(|c| matches!(class::kind_of(*c), kind::GARBLE | kind::PRIVATE)).count();
    garbled >= 3 && 3 * garbled > text.chars().count()
}

/// A line of GBK or UTF-8 bytes that were read as Latin-1 or as Windows-1252.
fn from_latin(line: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(line.len());
    for c in line.chars() {
        match u8::try_from(c as u32) {
            Ok(byte) => bytes.push(byte),
            Err(_) => bytes.push(windows_byte(c)?),
        }
    }
    let utf8 = std::str::from_utf8(&bytes).ok().map(str::to_owned);
    let decoded =
        utf8.or_else(|| GBK.decode_without_bom_handling_and_without_replacement(&bytes).map(Into::into));
    decoded.filter(|text| is_clearly_chinese(text))
}

/// The byte that Windows-1252 reads as a character beyond Latin-1.
fn windows_byte(c: char) -> Option<u8> {
    let mut buffer = [0; 4];
    let (bytes, _, has_errors) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
    <[u8; 1]>::try_from(bytes.as_ref()).ok().filter(|_| !has_errors).map(|[byte]| byte)
}

/// A run of UTF-8 bytes that were read as GBK, and whether a character of it is lost.
///
/// The byte 80 is no part of a GBK pair: decoders leave € or U+FFFD for it. At the end of the run U+FFFD stands for a last
/// byte that had no partner, and nothing tells which.
fn from_gbk(run: &str) -> Option<(String, bool)> {
    let body = run.trim_end_matches('\u{FFFD}');
    let mut bytes = Vec::with_capacity(2 * body.len() / 3 + 1);
    for c in body.chars() {
        match gbk::pair(c) {
            Some(pair) => bytes.extend(pair),
            None if matches!(c, '€' | '\u{FFFD}') => bytes.push(0x80),
            None => return None,
        }
    }
    let decoded = String::from_utf8_lossy(&bytes);
    let is_lossy = body.len() < run.len() && !decoded.ends_with('\u{FFFD}') || decoded.contains('\u{FFFD}');
    let lost = decoded.chars().filter(|c| *c == '\u{FFFD}').count();
    let han = decoded.chars().filter(|c| class::is_han(*c)).count();
    let mut text = decoded.replace('\u{FFFD}', &LOST.to_string());
    if body.len() < run.len() && !text.ends_with(LOST) {
        text.push(LOST);
    }
    (is_clearly_chinese(&decoded) && 4 * lost <= han.max(4)).then_some((text, is_lossy))
}

/// Whether the text holds Chinese and three in five of its Chinese characters are among the most frequent.
fn is_clearly_chinese(text: &str) -> bool {
    let mut common = 0usize;
    let mut han = 0usize;
    for c in text.chars().filter(|c| class::is_han(*c)) {
        han += 1;
        common += usize::from(COMMON.contains(&class::fold(c).unwrap_or(c)));
    }
    let strange = text.chars().filter(|c| !c.is_ascii() && !class::is_chinese(*c) && !is_usual(*c)).count();
    han >= 2 && 5 * common >= 3 * han && 4 * strange <= han
}

/// Quotes, dashes and widths that Chinese text holds as well.
const fn is_usual(c: char) -> bool {
    matches!(c, '\u{FFFD}' | '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '\u{3000}' | '\u{A0}' | '①'..='⑳' | '０'..='９')
}
