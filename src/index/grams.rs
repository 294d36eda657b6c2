//! How texts become terms: every character with the one behind it, at the position of the character.
//!
//! Pairs make every phrase of two and more characters exact, whatever a segmenter would have thought. The last character of
//! a piece is a term of its own, so that a single character is found as the beginning of terms. Pieces are separated by
//! line breaks; a wide gap keeps what stands in different pieces from being neighbours.
//!
//! Terms are handed out grouped, not in the order of the text: while a document is taken in, the library looks every term up in
//! a table that no cache holds, and what stands four times in a document is then found warm three times. An index asks for
//! nothing but that the positions of one term rise.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The name under which the tokenizer is registered.
pub(super) const GRAMS: &str = "grams";
/// The name of the tokenizer of words that are separated by blanks.
pub(super) const SYLLABLES: &str = "syllables";
/// Separates pieces.
pub(super) const BREAK: char = '\n';
/// Positions between pieces: more than NEAR reaches.
pub(super) const GAP: usize = 1_000;

/// Bits of a character in a [`Pair`], and of a position within a block.
const CHAR_BITS: u32 = 21;
const PLACE_BITS: u32 = 18;
/// Positions that are grouped together; a block of pairs stays in the cache, and bounds the memory of a large text.
const BLOCK: usize = 1 << PLACE_BITS;

/// Bits of a term's number that one round of grouping looks at; two rounds leave few terms with the number of another.
const ROUND_BITS: u32 = 10;
const ROUNDS: usize = 2;

/// Both characters and the position since the start of the block, from the highest bits to the lowest. The second character is
/// 0 where there is none.
type Pair = u64;

/// Makes pairs of characters.
#[derive(Clone, Default)]
pub(super) struct Grams {
    token: Token,
    pairs: Vec<Pair>,
    spare: Vec<Pair>,
}

/// Hands out one pair after the other in the same token.
pub(super) struct GramStream<'a> {
    rest: std::iter::Peekable<std::str::Chars<'a>>,
    token: &'a mut Token,
    pairs: &'a mut Vec<Pair>,
    /// Where pairs are put while they are grouped.
    spare: &'a mut Vec<Pair>,
    /// The characters of the pair that the token holds, as in a [`Pair`].
    term: u64,
    /// The next pair to hand out.
    next: usize,
    /// The position of the first character of the rest, and that at which the block began.
    position: usize,
    block: usize,
}

impl Tokenizer for Grams {
    type TokenStream<'a> = GramStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> GramStream<'a> {
        self.token.reset();
        self.pairs.clear();
        GramStream {
            rest: text.chars().peekable(),
            token: &mut self.token,
            pairs: &mut self.pairs,
            spare: &mut self.spare,
            term: 0,
            next: 0,
            position: 0,
            block: 0,
        }
    }
}

impl GramStream<'_> {
    /// Reads the pairs of the next block and groups them; they are none when the text is at its end.
    fn read(&mut self) {
        self.pairs.clear();
        self.next = 0;
        self.block = self.position;
        while self.position - self.block < BLOCK {
            let Some(first) = self.rest.next() else { break };
            if first == BREAK {
                self.position += GAP;
                continue;
            }
            let second = self.rest.peek().filter(|c| **c != BREAK).map_or(0, |c| u64::from(u32::from(*c)));
            let place = (self.position - self.block) as u64;
            let first = u64::from(u32::from(first));
            self.pairs.push((first << CHAR_BITS | second) << PLACE_BITS | place);
            self.position += 1;
        }
        group(self.pairs, self.spare);
    }

    /// Writes the characters of a pair into the token.
    fn write(&mut self, term: u64) {
        self.term = term;
        self.token.text.clear();
        for bits in [term >> CHAR_BITS, term & ((1 << CHAR_BITS) - 1)] {
            let character = u32::try_from(bits).ok().and_then(char::from_u32);
            self.token.text.extend(character.filter(|c| *c > '\0'));
        }
    }
}

/// Brings the pairs of a term together and leaves them in their order: a sort by the digits of a number made of the term, which
/// takes less time than one by comparison.
fn group(pairs: &mut Vec<Pair>, spare: &mut Vec<Pair>) {
    let digit = |pair: Pair, round: usize| {
        let mixed = (pair >> PLACE_BITS).wrapping_mul(0x9E37_79B9_7F4A_7C15)
            >> (u64::BITS - ROUNDS as u32 * ROUND_BITS);
        (mixed >> (round as u32 * ROUND_BITS)) as usize & ((1 << ROUND_BITS) - 1)
    };
    let mut starts = [[0_usize; 1 << ROUND_BITS]; ROUNDS];
    for &pair in pairs.iter() {
        for (round, counts) in starts.iter_mut().enumerate() {
            counts[digit(pair, round)] += 1;
        }
    }
    spare.resize(pairs.len(), 0);
    for (round, starts) in starts.iter_mut().enumerate() {
        let mut sum = 0;
        for start in starts.iter_mut() {
            sum += std::mem::replace(start, sum);
        }
        for &pair in pairs.iter() {
            let start = &mut starts[digit(pair, round)];
            spare[*start] = pair;
            *start += 1;
        }
        std::mem::swap(pairs, spare);
    }
}

impl TokenStream for GramStream<'_> {
    fn advance(&mut self) -> bool {
        // A block may hold nothing but breaks.
        while self.next == self.pairs.len() {
            if self.rest.peek().is_none() {
                return false;
            }
            self.read();
        }
        let Some(&pair) = self.pairs.get(self.next) else { return false };
        self.next += 1;
        let place = pair & ((1 << PLACE_BITS) - 1);
        if pair >> PLACE_BITS != self.term {
            self.write(pair >> PLACE_BITS);
        }
        self.token.position = self.block + place as usize;
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
        found.sort_unstable();
        assert_eq!(found.join(" "), expect, "{text:?}");
    }

    #[test]
    fn every_character_begins_a_term() {
        check("甲乙丙", "丙2 乙丙1 甲乙0");
        check("甲a1\n𠮷", "12 a11 甲a0 𠮷1003");
        check("", "");
        check("\n", "");
        check("é甲", "é甲0 甲1");
        check("甲乙甲乙", "乙3 乙甲1 甲乙0 甲乙2");
    }

    #[test]
    fn the_places_of_a_term_stand_together() {
        let text = "甲乙丙甲乙丁甲乙".repeat(40);
        let mut grams = Grams::default();
        let mut stream = grams.token_stream(&text);
        let mut terms = Vec::new();
        while stream.advance() {
            terms.push(stream.token().text.clone());
        }
        terms.dedup();
        let count = terms.len();
        terms.sort_unstable();
        terms.dedup();
        assert_eq!(count, terms.len());
    }

    #[test]
    fn positions_of_a_term_rise_through_all_blocks() {
        // Over one border inside a piece, and over a block of nothing but breaks.
        let text = format!("{}{}甲乙", "甲乙".repeat(BLOCK), "\n".repeat(2 * BLOCK / GAP));
        let mut grams = Grams::default();
        let mut stream = grams.token_stream(&text);
        let (mut last, mut count) = (None, 0);
        while stream.advance() {
            if stream.token().text == "甲乙" {
                assert!(last < Some(stream.token().position));
                last = Some(stream.token().position);
                count += 1;
            }
        }
        assert_eq!((count, last), (BLOCK + 1, Some(2 * BLOCK + 2 * BLOCK / GAP * GAP)));
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
