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
/// Suspicious characters of a text from which on its lines are examined.
pub(super) const SUSPICIOUS: u32 = 6;
/// Stands for a character of which a byte is lost.
const LOST: char = '□';

static COMMON: LazyLock<HashSet<char>> = LazyLock::new(|| {
    let rows = Lexicon::embedded().table("common_han").rows();
    rows.iter().flat_map(|row| row[0].chars()).collect()
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

/// A line of GBK or UTF-8 bytes that were read as Latin-1.
fn from_latin(line: &str) -> Option<String> {
    let (bytes, _, has_errors) = WINDOWS_1252.encode(line);
    if has_errors {
        return None;
    }
    let utf8 = std::str::from_utf8(&bytes).ok().map(str::to_owned);
    let decoded =
        utf8.or_else(|| GBK.decode_without_bom_handling_and_without_replacement(&bytes).map(Into::into));
    decoded.filter(|text| is_clearly_chinese(text))
}

/// A run of UTF-8 bytes that were read as GBK, and whether its last character is lost (an odd number of bytes).
fn from_gbk(run: &str) -> Option<(String, bool)> {
    let body = run.trim_end_matches('\u{FFFD}');
    let bytes: Vec<u8> = body.chars().map(gbk::pair).collect::<Option<Vec<_>>>()?.concat();
    let (valid, is_cut) = match std::str::from_utf8(&bytes) {
        Ok(text) => (text, false),
        Err(error) if error.error_len().is_none() => {
            (std::str::from_utf8(bytes.get(..error.valid_up_to())?).ok()?, true)
        }
        Err(_) => return None,
    };
    let is_lossy = is_cut || body.len() < run.len();
    let mut text = valid.to_owned();
    if !is_clearly_chinese(&text) {
        return None;
    }
    if is_lossy {
        text.push(LOST);
    }
    Some((text, is_lossy))
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
    matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '\u{3000}' | '\u{A0}' | '①'..='⑳' | '０'..='９')
}
