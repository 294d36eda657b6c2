//! How texts become terms: every character with the one behind it, at the position of the character.
//!
//! Pairs make every phrase of two and more characters exact, whatever a segmenter would have thought. The last character of
//! a piece is a term of its own, so that a single character is found as the beginning of terms. Pieces are separated by
//! line breaks; a wide gap keeps what stands in different pieces from being neighbours.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The name under which the tokenizer is registered.
pub(super) const GRAMS: &str = "grams";
/// The name of the tokenizer of words that are separated by blanks.
pub(super) const SYLLABLES: &str = "syllables";
/// Separates pieces.
pub(super) const BREAK: char = '\n';
/// Positions between pieces: more than NEAR reaches.
pub(super) const GAP: usize = 1_000;

/// Makes pairs of characters.
#[derive(Clone, Default)]
pub(super) struct Grams {
    token: Token,
}

/// Hands out one pair after the other in the same token.
pub(super) struct GramStream<'a> {
    text: &'a str,
    token: &'a mut Token,
    /// Bytes at which the next pair begins and at which its second character begins.
    at: usize,
    position: usize,
}

impl Tokenizer for Grams {
    type TokenStream<'a> = GramStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> GramStream<'a> {
        self.token.reset();
        GramStream { text, token: &mut self.token, at: 0, position: 0 }
    }
}

/// Bytes of the character whose first byte is this.
const fn width(first: u8) -> usize {
    match first {
        0..0x80 => 1,
        0x80..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    }
}

impl TokenStream for GramStream<'_> {
    fn advance(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        let mut start = self.at;
        while bytes.get(start) == Some(&(BREAK as u8)) {
            start += 1;
            self.position += GAP;
        }
        let Some(&first) = bytes.get(start) else { return false };
        let second = start + width(first);
        let end = match bytes.get(second) {
            None | Some(&b'\n') => second,
            Some(&next) => second + width(next),
        };
        self.token.text.clear();
        self.token.text.push_str(self.text.get(start..end).unwrap_or_default());
        self.token.position = self.position;
        self.token.offset_from = start;
        self.token.offset_to = end;
        self.position += 1;
        self.at = second;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// The pairs that together hold every character of a phrase, with their places in it: every second one, and the last.
pub(super) fn cover(phrase: &[char]) -> Vec<(usize, String)> {
    let count = phrase.len();
    let mut starts: Vec<usize> = (0..count.saturating_sub(1)).step_by(2).collect();
    if count % 2 == 1 && count > 1 {
        starts.push(count - 2);
    }
    let pair = |at: usize| phrase.iter().skip(at).take(2).collect();
    starts.into_iter().map(|at| (at, pair(at))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let mut grams = Grams::default();
        let mut stream = grams.token_stream(text);
        let mut found = Vec::new();
        while stream.advance() {
            found.push(format!("{}{}", stream.token().text, stream.token().position));
        }
        assert_eq!(found.join(" "), expect, "{text:?}");
    }

    #[test]
    fn every_character_begins_a_term() {
        check("甲乙丙", "甲乙0 乙丙1 丙2");
        check("甲a1\n𠮷", "甲a0 a11 12 𠮷1003");
        check("", "");
        check("\n", "");
        check("é甲", "é甲0 甲1");
    }

    #[test]
    fn a_cover_holds_every_character() {
        let check = |phrase: &str, expect: &[(usize, &str)]| {
            let chars: Vec<char> = phrase.chars().collect();
            let found = cover(&chars);
            let found: Vec<(usize, &str)> = found.iter().map(|(at, pair)| (*at, pair.as_str())).collect();
            assert_eq!(found, expect, "{phrase}");
        };
        check("甲乙", &[(0, "甲乙")]);
        check("甲乙丙", &[(0, "甲乙"), (1, "乙丙")]);
        check("甲乙丙丁", &[(0, "甲乙"), (2, "丙丁")]);
        check("甲乙丙丁戊", &[(0, "甲乙"), (2, "丙丁"), (3, "丁戊")]);
        check("甲", &[]);
    }
}
