//! Which encoding the bytes are in, and the text they make.
//!
//! The ladder: byte order mark; valid UTF-8; otherwise every encoding that Chinese documents come in is tried on a sample and
//! the one that reads as Chinese wins (`likeness`). Decode errors are no usable test: Big5 read as GBK gives none. What a page
//! declares about itself, and what chardetng guesses without a country hint, only break ties.

mod likeness;
mod transcode;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use crate::document::{Decoded, Problem};
use likeness::Likeness;
use transcode::{Transcoded, transcode};

/// Bytes that are looked at; a document of 64 KiB is long.
const SAMPLE: usize = 64 << 10;

/// Likeness below which a text is not Chinese in that encoding (right readings of whole documents lie between 2
/// and 4, wrong ones below 0).
const CHINESE: f32 = 0.0;

/// Likeness above which it may be Chinese damaged beyond reading; Latin letters lie at -4.
const RUIN: f32 = -3.0;

/// Readings closer than this are a tie.
const TIE: f32 = 0.1;

/// Decodes `bytes`, sets the encoding that was used and reports damage. `None` when what comes out is not text.
pub(super) fn decode(bytes: &[u8], decoded: &mut Decoded) -> Option<String> {
    if let Some(text) = plain_utf8(bytes) {
        decoded.encoding = UTF_8.name().to_ascii_lowercase();
        if is_controls(text) {
            decoded.problems.push(binary(&decoded.path));
            return None;
        }
        return Some(text.to_owned());
    }
    if bytes.starts_with(b"\xff\xfe\0\0") || bytes.starts_with(b"\0\0\xfe\xff") {
        let message = format!("{}：编码是 UTF-32，本版本不支持；请另存为 UTF-8", decoded.path);
        decoded.problems.push(Problem::fatal("undecodable", message));
        return None;
    }
    let Some(found) = detect(bytes) else {
        decoded.problems.push(binary(&decoded.path));
        return None;
    };
    decoded.encoding = found.encoding.name().to_ascii_lowercase();
    let result = transcode(bytes, found.skip, found.encoding);
    if let Some(problem) = damage(&result, found, &decoded.path) {
        let is_fatal = problem.fatal;
        decoded.problems.push(problem);
        if is_fatal {
            return None;
        }
    }
    if is_controls(&result.text) {
        decoded.problems.push(binary(&decoded.path));
        return None;
    }
    Some(result.text)
}

/// Characters of Chinese from which on a text can be told to be none.
const ENOUGH: usize = 30;

/// Bytes of a text that tell whether it reads like Chinese.
const GLANCE: usize = 8 << 10;

/// Whether a text of Chinese characters does not read like Chinese: it was once decoded in the wrong encoding.
#[must_use]
pub fn is_ruined(text: &str) -> bool {
    let end = (0..=GLANCE.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let sample = text.get(..end).unwrap_or(text);
    let is_han = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
    sample.chars().filter(is_han).take(ENOUGH).count() == ENOUGH
        && Likeness { counts_ascii: false }.of(sample) < CHINESE
}

/// The text of valid UTF-8 without its mark. Not taken, because they may be something else: texts with NULs, texts of ASCII with
/// control characters, which a few UTF-16 characters look like, and texts whose only non-ASCII characters are of two bytes,
/// which a few GBK characters look like.
fn plain_utf8(bytes: &[u8]) -> Option<&str> {
    let text = simdutf8::basic::from_utf8(bytes).ok()?;
    let is_clear = bytes.starts_with(MARK)
        || bytes.iter().any(|b| *b >= 0xe0)
        || text.is_ascii() && !bytes.iter().any(|b| *b < b' ' && !b.is_ascii_whitespace());
    (is_clear && memchr::memchr(0, bytes).is_none()).then(|| text.strip_prefix('\u{feff}').unwrap_or(text))
}

const MARK: &[u8] = b"\xef\xbb\xbf";

/// An encoding and how sure it is.
#[derive(Clone, Copy)]
struct Detected {
    encoding: &'static Encoding,
    /// Length of the byte order mark.
    skip: usize,
    is_certain: bool,
}

fn detect(bytes: &[u8]) -> Option<Detected> {
    for (mark, encoding) in
        [(&b"\xff\xfe"[..], UTF_16LE), (b"\xfe\xff", UTF_16BE), (b"\x84\x31\x95\x33", GB18030)]
    {
        if bytes.starts_with(mark) {
            return Some(Detected { encoding, skip: mark.len(), is_certain: true });
        }
    }
    // A UTF-8 mark is a candidate like any other when the rest is not valid: marks survive the pasting of files.
    let skip = if bytes.starts_with(MARK) { MARK.len() } else { 0 };
    let rest = bytes.get(skip..).unwrap_or_default();
    let has_nul = memchr::memchr(0, rest).is_some();
    let (encoding, likeness) = best(rest, has_nul);
    if likeness >= CHINESE {
        return Some(Detected { encoding, skip, is_certain: true });
    }
    if simdutf8::basic::from_utf8(rest).is_ok() && !has_nul {
        return Some(Detected { encoding: UTF_8, skip, is_certain: true });
    }
    // No Chinese in it. NULs mean data; without them it may be a text in another language.
    let guessed = guess(rest);
    let is_ruin = guessed.is_single_byte() && likeness > RUIN;
    (!has_nul).then_some(Detected {
        encoding: if is_ruin { encoding } else { guessed },
        skip,
        is_certain: false,
    })
}

/// The reading most like Chinese. Ties go to the declared encoding, then to the guess, then to the order of the list.
fn best(bytes: &[u8], has_nul: bool) -> (&'static Encoding, f32) {
    let guessed = guess(bytes);
    let mut candidates = vec![UTF_8, GB18030, BIG5, UTF_16LE, UTF_16BE];
    if !candidates.contains(&guessed) {
        candidates.push(guessed);
    }
    let scores: Vec<(&'static Encoding, f32)> =
        candidates.into_iter().map(|e| (e, likeness(bytes, e, has_nul))).collect();
    let top = scores.iter().map(|s| s.1).fold(f32::MIN, f32::max);
    let is_close = |e: &Encoding| scores.iter().find(|s| s.0 == e && s.1 + TIE >= top);
    let tied = declared(bytes).and_then(is_close).or_else(|| is_close(guessed));
    tied.or_else(|| scores.iter().find(|s| s.1 + TIE >= top)).copied().unwrap_or((UTF_8, f32::MIN))
}

/// How much a sample reads like Chinese. Multi-byte text is sampled from its first byte above ASCII, which is always the first
/// of a character; UTF-16 from the start.
fn likeness(bytes: &[u8], encoding: &'static Encoding, has_nul: bool) -> f32 {
    let is_wide = encoding == UTF_16LE || encoding == UTF_16BE;
    let start = if is_wide { 0 } else { bytes.iter().position(|b| *b >= 0x80).unwrap_or(0) };
    let rest = bytes.get(start..).unwrap_or_default();
    let sample = rest.get(..SAMPLE).unwrap_or(rest);
    let result = transcode(sample, 0, encoding);
    Likeness { counts_ascii: is_wide || has_nul }.of(&result.text)
}

/// What chardetng thinks, without a country hint; GBK and GB2312 are read as GB18030, which contains them.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    detector.feed(sample, sample.len() == bytes.len());
    widened(detector.guess(None, Utf8Detection::Allow))
}

fn widened(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == GBK { GB18030 } else { encoding }
}

/// What the first bytes of a page say of themselves: `charset=…` or `encoding="…"`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..4096).unwrap_or(bytes).to_ascii_lowercase();
    let key = ["charset", "encoding"].into_iter().find_map(|key| {
        let at = memchr::memmem::find(&head, key.as_bytes())?;
        head.get(at + key.len()..)
    })?;
    let value = key.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
    let end =
        value.iter().position(|b| !b.is_ascii_alphanumeric() && !b"-_".contains(b)).unwrap_or(value.len());
    Encoding::for_label(value.get(..end)?).map(widened)
}

/// What the damage means: nothing, a few characters lost, or not this text.
fn damage(result: &Transcoded, found: Detected, path: &str) -> Option<Problem> {
    let name = found.encoding.name();
    if let Some(first) = result.first {
        let (count, byte, line) = (result.malformed, first.byte, first.line);
        if count >= 3 && count * 10 > result.wide {
            let message = format!(
                "{path}：按 {name} 有 {count} 处字节解不出来（第一处在第 {byte} 字节），多到不能信；文件可能已损坏，请从原文件重新另存为 UTF-8"
            );
            return Some(Problem::fatal("undecodable", message));
        }
        let message = format!(
            "{path}：按 {name} 有 {count} 处字节解不出来，已用“\u{fffd}”代替；第一处在第 {byte} 字节（第 {line} 行），请对照原文件"
        );
        return Some(Problem::partial("undecodable", message));
    }
    (!found.is_certain).then(|| {
        let message = format!("{path}：认不准编码，按 {name} 读出来不像中文；若有乱码，请另存为 UTF-8");
        Problem::partial("undecodable", message)
    })
}

/// Whether the beginning is full of control characters, as only data is.
fn is_controls(text: &str) -> bool {
    let head = text.as_bytes();
    let head = head.get(..4096).unwrap_or(head);
    let controls = head.iter().filter(|b| matches!(b, 0..=8 | 0x0e..=0x19 | 0x1c..=0x1f | 0x7f)).count();
    controls >= 3 && controls * 50 > head.len()
}

fn binary(path: &str) -> Problem {
    Problem::fatal(
        "binary",
        format!("{path}：内容是二进制数据，不是文字；如果它是文档，请另存为 .txt（编码选 UTF-8）"),
    )
}

#[cfg(test)]
mod tests;
