//! From bytes in a known encoding to text, counting what does not decode.

use encoding_rs::{DecoderResult, Encoding};

/// Decoded text with its damage.
pub(super) struct Transcoded {
    pub(super) text: String,
    /// How many byte sequences did not decode; each became one U+FFFD.
    pub(super) malformed: usize,
    /// How many characters are not ASCII, those included.
    pub(super) wide: usize,
    /// The first that did not decode.
    pub(super) first: Option<Place>,
}

/// A place in a file, 1-based.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) byte: usize,
    pub(super) line: usize,
}

/// Decodes `bytes` after the first `skip`, which are a byte order mark.
pub(super) fn transcode(bytes: &[u8], skip: usize, encoding: &'static Encoding) -> Transcoded {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut rest = bytes.get(skip..).unwrap_or_default();
    let mut done = skip;
    let room = decoder.max_utf8_buffer_length_without_replacement(rest.len()).unwrap_or(rest.len());
    let mut out = Transcoded { text: String::with_capacity(room), malformed: 0, wide: 0, first: None };
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut out.text, true);
        done += read;
        rest = rest.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => out.text.reserve(rest.len().saturating_mul(3).saturating_add(16)),
            DecoderResult::Malformed(length, after) => {
                let byte = done.saturating_sub(usize::from(length) + usize::from(after)) + 1;
                out.first.get_or_insert_with(|| Place { byte, line: line_of(&out.text) });
                out.malformed += 1;
                out.text.reserve(3);
                out.text.push(char::REPLACEMENT_CHARACTER);
            }
        }
    }
    if out.malformed > 0 {
        out.wide = out.text.chars().filter(|c| !c.is_ascii()).count();
    }
    out
}

fn line_of(text: &str) -> usize {
    memchr::memchr_iter(b'\n', text.as_bytes()).count() + 1
}
