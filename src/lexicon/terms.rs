//! Finds many Chinese words in a text: anywhere, at its head, at its end.
//!
//! A place is told apart by two characters. A bit table of the pairs that words begin (or end) with turns nearly every place
//! away without leaving the first-level cache; the few words that share a pair are compared byte by byte. On dictionaries of
//! thousands of words of two to ten characters this is as fast as walking a double-array automaton, it works backwards as well,
//! and there is nothing to build but a sorted list, which keeps the start of the program short.

use crate::text::to_u32;

/// So many characters, of the 4,096 that are told apart, are few: up to about here skimming beats walking.
const FEW_FIRSTS: u32 = 256;

/// A word found in a text; offsets are bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Place of the word in the list the set was made from.
    pub number: u32,
}

/// A set of words found by their first characters.
#[derive(Clone, Debug)]
pub struct Terms(Buckets);

/// A set of words found by their last characters.
#[derive(Clone, Debug)]
pub struct Endings(Buckets);

impl Terms {
    /// Indexes the words; each keeps its place in the list as its number, empty ones are left out.
    #[must_use]
    pub fn new<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> Self {
        Self(Buckets::new(words, |word| {
            let mut chars = word.chars();
            let pair = (chars.next().unwrap_or('\0'), chars.next().unwrap_or('\0'));
            (pair, chars.as_str())
        }))
    }

    /// Calls `visit` for every word at every place of `text`, overlapping ones included: by start, the longest first.
    pub fn visit(&self, text: &str, mut visit: impl FnMut(Found)) {
        self.search(text, |found| {
            visit(found);
            false
        });
    }

    /// The first word in `text`, the longest at that place.
    #[must_use]
    pub fn first_in(&self, text: &str) -> Option<Found> {
        let mut first = None;
        self.search(text, |found| {
            first = Some(found);
            true
        });
        first
    }

    /// Whether one of the words stands in `text`.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        self.first_in(text).is_some()
    }

    /// The longest word that `text` begins with.
    #[must_use]
    pub fn longest_at(&self, text: &str) -> Option<Found> {
        let mut chars = text.chars();
        let pair = (chars.next()?, chars.next().unwrap_or('\0'));
        if !self.0.may_hold(pair) {
            return None;
        }
        let rest = chars.as_str().as_bytes();
        let word = self.0.words_of(pair).find(|word| begins(rest, self.0.rest(word)))?;
        Some(Found { start: 0, end: word.len as usize, number: word.number })
    }

    /// Walks over the places of `text` until `is_enough`.
    fn search(&self, text: &str, is_enough: impl FnMut(Found) -> bool) {
        if self.0.has_few_firsts { self.skim(text, is_enough) } else { self.walk(text, is_enough) }
    }

    /// Looks at the characters that may begin a word.
    fn skim(&self, text: &str, mut is_enough: impl FnMut(Found) -> bool) {
        let mut at = 0;
        while let Some(from) = self.0.next_first(text.as_bytes(), at) {
            let mut chars = text.get(from..).unwrap_or_default().chars();
            let Some(first) = chars.next() else { return };
            if self.words_at((first, chars.next()), (from, chars.as_str()), &mut is_enough) {
                return;
            }
            at = from + first.len_utf8();
        }
    }

    /// Looks at every character.
    fn walk(&self, text: &str, mut is_enough: impl FnMut(Found) -> bool) {
        let mut chars = text.chars();
        let (mut at, Some(mut first)) = (0, chars.next()) else { return };
        loop {
            let next = chars.next();
            if self.words_at((first, next), (at, chars.as_str()), &mut is_enough) {
                return;
            }
            at += first.len_utf8();
            let Some(next) = next else { return };
            first = next;
        }
    }

    /// The words at one place, given two characters and what follows them, until `is_enough`.
    #[inline(always)]
    fn words_at(
        &self,
        (first, next): (char, Option<char>),
        (at, rest): (usize, &str),
        is_enough: &mut impl FnMut(Found) -> bool,
    ) -> bool {
        let pair = (first, next.unwrap_or('\0'));
        if !self.0.may_hold(pair) {
            return false;
        }
        let mut words = self.0.words_of(pair).filter(|word| begins(rest.as_bytes(), self.0.rest(word)));
        words.any(|w| is_enough(Found { start: at, end: at + w.len as usize, number: w.number }))
    }
}

impl Endings {
    /// Indexes the words; each keeps its place in the list as its number, empty ones are left out.
    #[must_use]
    pub fn new<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> Self {
        Self(Buckets::new(words, |word| {
            let mut chars = word.chars();
            let pair = (chars.next_back().unwrap_or('\0'), chars.next_back().unwrap_or('\0'));
            (pair, chars.as_str())
        }))
    }

    /// The longest word that `text` ends with.
    #[must_use]
    pub fn longest_of(&self, text: &str) -> Option<Found> {
        self.all_of(text).next()
    }

    /// Every word that `text` ends with, the longest first.
    pub fn all_of<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Found> + 'a {
        let mut chars = text.chars();
        let pair = (chars.next_back().unwrap_or('\0'), chars.next_back().unwrap_or('\0'));
        let rest = chars.as_str().as_bytes();
        let words = self.0.may_hold(pair).then(|| self.0.words_of(pair)).into_iter().flatten();
        let words = words.filter(move |word| rest.ends_with(self.0.rest(word)));
        words.map(|word| Found {
            start: text.len() - word.len as usize,
            end: text.len(),
            number: word.number,
        })
    }
}

/// Words by a pair of characters; words of one character stand under the pair of it and NUL.
#[derive(Clone, Debug)]
struct Buckets {
    /// Which pairs occur, by hash.
    filter: Box<[u64]>,
    /// Bits of the hash that choose a bit of `filter`.
    filter_shift: u32,
    /// Which characters are words of their own, by their lower twelve bits; empty when none is.
    singles: Box<[u64]>,
    /// Which characters words begin with, by their lower twelve bits.
    firsts: Box<[u64; 64]>,
    /// Whether these are so few that looking for them alone is worth it.
    has_few_firsts: bool,
    /// First word of each bucket, one more entry than buckets.
    starts: Box<[u32]>,
    /// Bits of the hash that choose a bucket.
    bucket_shift: u32,
    /// By bucket, the longest first.
    words: Box<[Word]>,
    /// What the words have beside their pairs, one after another.
    text: Box<[u8]>,
}

#[derive(Clone, Copy, Debug)]
struct Word {
    pair: Pair,
    /// Where what it has beside its pair stands in the text.
    from: u32,
    to: u32,
    /// Length of the whole word in bytes.
    len: u32,
    number: u32,
}

type Pair = (char, char);

/// Spreads a pair over 32 bits (Fibonacci hashing, Knuth, The Art of Computer Programming 6.4).
#[inline]
const fn hash(pair: Pair) -> u32 {
    ((pair.0 as u32) ^ (pair.1 as u32).rotate_left(15)).wrapping_mul(0x9E37_79B1)
}

/// Whether `text` begins with `word`; most words are a pair, or a pair and one character, and need no call.
#[inline]
fn begins(text: &[u8], word: &[u8]) -> bool {
    match (word, text) {
        ([], _) => true,
        ([a, b, c], [x, y, z, ..]) => (a, b, c) == (x, y, z),
        // Last bytes of a character tell most: candidates that share a pair seldom share the next character too.
        (word, text) => word.get(2) == text.get(2).filter(|_| word.len() > 2) && text.starts_with(word),
    }
}

/// Place of a character in the table of words of one character.
#[inline]
const fn slot(c: char) -> (usize, u64) {
    let low = c as usize & 0xFFF;
    (low >> 6, 1 << (low & 63))
}

impl Buckets {
    /// Indexes the words by what `split` makes of them: a pair of characters and the rest.
    fn new<W: AsRef<str>>(words: impl IntoIterator<Item = W>, split: impl Fn(&str) -> (Pair, &str)) -> Self {
        let words: Vec<(W, u32)> =
            words.into_iter().zip(0u32..).filter(|w| !w.0.as_ref().is_empty()).collect();
        let bucket_bits = words.len().max(4).next_power_of_two().ilog2().min(16) + 1;
        let filter_bits = (bucket_bits + 3).clamp(6, 16);
        let mut this = Self {
            filter: vec![0; 1 << (filter_bits - 6)].into(),
            filter_shift: 32 - filter_bits,
            singles: Box::default(),
            firsts: Box::new([0; 64]),
            has_few_firsts: false,
            starts: vec![0; (1 << bucket_bits) + 1].into(),
            bucket_shift: 32 - bucket_bits,
            words: Box::default(),
            text: Box::default(),
        };
        let mut text = Vec::new();
        let mut words: Vec<Word> = words
            .iter()
            .map(|(word, number)| {
                let (pair, rest) = split(word.as_ref());
                let from = to_u32(text.len());
                text.extend_from_slice(rest.as_bytes());
                Word { pair, from, to: to_u32(text.len()), len: to_u32(word.as_ref().len()), number: *number }
            })
            .collect();
        words.sort_by_key(|w| (hash(w.pair) >> this.bucket_shift, std::cmp::Reverse(w.len), w.number));
        for word in &words {
            this.note(word.pair);
        }
        let firsts: u32 = this.firsts.iter().map(|bits| bits.count_ones()).sum();
        this.has_few_firsts = firsts <= FEW_FIRSTS;
        for i in 1..this.starts.len() {
            this.starts[i] += this.starts[i - 1];
        }
        (this.words, this.text) = (words.into(), text.into());
        this
    }

    /// Enters a pair into the tables; `starts` counts until all are known.
    fn note(&mut self, pair: Pair) {
        let hash = hash(pair);
        let bit = hash >> self.filter_shift;
        self.filter[bit as usize >> 6] |= 1 << (bit & 63);
        self.starts[(hash >> self.bucket_shift) as usize + 1] += 1;
        let (index, first) = slot(pair.0);
        self.firsts[index] |= first;
        if pair.1 == '\0' {
            if self.singles.is_empty() {
                self.singles = vec![0; 64].into();
            }
            let (index, bit) = slot(pair.0);
            self.singles[index] |= bit;
        }
    }

    #[inline]
    fn rest(&self, word: &Word) -> &[u8] {
        self.text.get(word.from as usize..word.to as usize).unwrap_or_default()
    }

    #[inline]
    fn is_single(&self, c: char) -> bool {
        let (index, bit) = slot(c);
        self.singles.get(index).is_some_and(|bits| bits & bit != 0)
    }

    #[inline]
    fn has_pair(&self, pair: Pair) -> bool {
        let bit = hash(pair) >> self.filter_shift;
        self.filter.get(bit as usize >> 6).is_some_and(|bits| bits >> (bit & 63) & 1 == 1)
    }

    /// The next place at or after `at` whose character may begin a word. Reads bytes: two continuation bytes are the lower twelve
    /// bits of a character of three bytes, as nearly all are, and one look at a table turns most of them away.
    #[inline]
    fn next_first(&self, text: &[u8], mut at: usize) -> Option<usize> {
        loop {
            let (low, length) = match *text.get(at..)? {
                [0xE0..=0xEF, b, c, ..] => ((usize::from(b) & 0x3F) << 6 | usize::from(c) & 0x3F, 3),
                [a @ 0..0x80, ..] => (usize::from(a), 1),
                // Other lengths are rare, and the pair tells.
                [_, ..] => return Some(at),
                [] => return None,
            };
            if self.firsts.get(low >> 6)? >> (low & 63) & 1 == 1 {
                return Some(at);
            }
            at += length;
        }
    }

    /// Whether a word may stand at a place that begins with the pair; nearly always right.
    #[inline]
    fn may_hold(&self, pair: Pair) -> bool {
        self.has_pair(pair) || self.is_single(pair.0)
    }

    /// The words that share the pair.
    #[inline]
    fn bucket(&self, pair: Pair) -> impl Iterator<Item = &Word> {
        let index = (hash(pair) >> self.bucket_shift) as usize;
        let words = match self.starts.get(index..index + 2) {
            Some(&[from, to]) => self.words.get(from as usize..to as usize).unwrap_or_default(),
            _ => &[],
        };
        words.iter().filter(move |word| word.pair == pair)
    }

    /// The words under the pair, then the word that is its first character.
    #[inline]
    fn words_of(&self, pair: Pair) -> impl Iterator<Item = &Word> {
        let single = (self.is_single(pair.0) && pair.1 != '\0').then(|| self.bucket((pair.0, '\0')));
        self.bucket(pair).chain(single.into_iter().flatten())
    }
}

#[cfg(test)]
mod tests {
    use super::{Endings, Found, Terms};

    fn check(words: &[&str], text: &str, expect: &[&str]) {
        let mut found = Vec::new();
        Terms::new(words).visit(text, |f: Found| {
            assert_eq!(text.get(f.start..f.end), words.get(f.number as usize).copied());
            found.push(words[f.number as usize]);
        });
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn every_word_at_every_place_the_longest_first() {
        check(&["推进", "推进会", "会", "进会场"], "推进会场", &["推进会", "推进", "进会场", "会"]);
        check(&["a", "县", "縣", "县级", ""], "a县级，縣", &["a", "县级", "县", "縣"]);
        check(&["不得"], "", &[]);
        check(&["不得", "不得"], "得不得", &["不得", "不得"]);
        check(&[], "不得", &[]);
    }

    #[test]
    fn agrees_with_a_search_word_by_word() {
        let words: Vec<String> = (0u32..4000)
            .filter_map(|i| {
                let c = |n: u32| char::from_u32(0x4E00 + n % 97 + (n % 7) * 500);
                let word: Option<String> = (0..1 + i % 4).map(|k| c(i.wrapping_mul(31) + k * 17)).collect();
                word
            })
            .collect();
        let text: String =
            (0u32..3000).filter_map(|i| char::from_u32(0x4E00 + i * i % 97 + (i % 7) * 500)).collect();
        let mut expect = Vec::new();
        for (number, word) in (0u32..).zip(&words) {
            let places = text.char_indices().filter(|(at, _)| text[*at..].starts_with(word.as_str()));
            expect.extend(places.map(|(at, _)| (at, std::cmp::Reverse(word.len()), number)));
        }
        expect.sort_unstable();
        let mut found = Vec::new();
        Terms::new(&words)
            .visit(&text, |f| found.push((f.start, std::cmp::Reverse(f.end - f.start), f.number)));
        found.sort_unstable();
        assert!(!expect.is_empty());
        assert_eq!(found, expect);
    }

    #[test]
    fn heads_and_ends() {
        let words = ["推进", "推进会", "会"];
        let (terms, endings) = (Terms::new(words), Endings::new(words));
        for (text, head, end) in [
            ("推进会", Some(1), Some(1)),
            ("会推进", Some(2), Some(0)),
            ("会", Some(2), Some(2)),
            ("开会", None, Some(2)),
            ("", None, None),
        ] {
            assert_eq!(terms.longest_at(text).map(|f| f.number), head, "{text}");
            assert_eq!(endings.longest_of(text).map(|f| f.number), end, "{text}");
        }
    }
}
