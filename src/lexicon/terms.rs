//! Finds many Chinese words in a text: anywhere, at its head, at its end.
//!
//! The next four characters are kept in one machine word, the window. A Bloom filter that fits the first-level cache is asked
//! whether a word begins with the first three of them, or is the first two, and turns nearly every place away; what is left is
//! compared by one masked comparison, and only what a word has beyond four characters byte by byte. This works backwards as well, and
//! there is nothing to build but a sorted list, which keeps the start of the program short.

use serde::{Deserialize, Serialize};

use crate::text::to_u32;

/// So many characters, of the 4,096 that are told apart, are few: up to about here skimming beats walking.
const FEW_FIRSTS: u32 = 256;

/// Characters of a window.
const AHEAD: u32 = 4;

/// Bits of a character in a window.
const UNIT: u32 = u64::BITS / AHEAD;

/// Stands in a window for a character that takes more bits; the bytes of the text tell which it is.
const OTHER: u64 = 0xFFFF;

/// Most bits of an index into the filter, whose words are of 64 bits: 32 KiB.
const FILTER_BITS: u32 = 12;

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
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(from = "Ordered", into = "Ordered")]
pub struct Terms {
    words: Words,
    /// Which characters words begin with, by their lower twelve bits.
    firsts: Box<[u64; 64]>,
    /// Whether these are so few that looking for them alone is worth it.
    has_few_firsts: bool,
}

/// A set of words found by their last characters.
#[derive(Clone, Debug)]
pub struct Endings(Words);

impl Terms {
    /// Indexes the words; each keeps its place in the list as its number, empty ones are left out.
    #[must_use]
    pub fn new<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> Self {
        Self::from(Words::new(words, |word| {
            let mut chars = word.chars();
            let head = Head::of(chars.by_ref());
            (head, chars.as_str())
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
        let mut longest = None;
        self.words_at(window(text.chars()), (text.as_bytes(), 0), &mut |found| {
            longest = Some(found);
            true
        });
        longest
    }

    /// Whether `text` begins with one of the words.
    #[must_use]
    pub fn begins(&self, text: &str) -> bool {
        self.words_at(window(text.chars()), (text.as_bytes(), 0), &mut |_| true)
    }

    /// Walks over the places of `text` until `is_enough`.
    fn search(&self, text: &str, is_enough: impl FnMut(Found) -> bool) {
        if self.has_few_firsts { self.skim(text, is_enough) } else { self.walk(text, is_enough) }
    }

    /// Looks at the characters that may begin a word.
    fn skim(&self, text: &str, mut is_enough: impl FnMut(Found) -> bool) {
        let mut at = 0;
        while let Some(from) = self.next_first(text.as_bytes(), at) {
            let chars = text.get(from..).unwrap_or_default().chars();
            if self.words_at(window(chars), (text.as_bytes(), from), &mut is_enough) {
                return;
            }
            at = from + text.as_bytes().get(from).map_or(1, |&byte| width(byte));
        }
    }

    /// Looks at every character.
    fn walk(&self, text: &str, mut is_enough: impl FnMut(Found) -> bool) {
        let mut ahead = text.chars();
        let mut window = window(ahead.by_ref());
        let mut at = 0;
        while let Some(&byte) = text.as_bytes().get(at) {
            if self.words_at(window, (text.as_bytes(), at), &mut is_enough) {
                return;
            }
            at += width(byte);
            window = window << UNIT | ahead.next().map_or(0, unit);
        }
    }

    /// The words at one place, given the characters there, until `is_enough`.
    #[inline(always)]
    fn words_at(
        &self,
        window: u64,
        (text, at): (&[u8], usize),
        is_enough: &mut impl FnMut(Found) -> bool,
    ) -> bool {
        self.words.may_hold(window) && self.is_enough_at(window, (text, at), is_enough)
    }

    /// The same where a word may stand.
    fn is_enough_at(
        &self,
        window: u64,
        (text, at): (&[u8], usize),
        is_enough: &mut impl FnMut(Found) -> bool,
    ) -> bool {
        for chars in HEADS {
            for word in self.words.under(window, chars) {
                let rest = text.get(at + word.skip as usize..).unwrap_or_default();
                if rest.starts_with(self.words.rest(word)) && is_enough(word.found(at)) {
                    return true;
                }
            }
        }
        false
    }

    /// The next place at or after `at` whose character may begin a word. Reads bytes: two continuation bytes are the lower twelve
    /// bits of a character of three bytes, as nearly all are, and one look at a table turns most of them away.
    #[inline]
    fn next_first(&self, text: &[u8], mut at: usize) -> Option<usize> {
        loop {
            let (low, length) = match *text.get(at..)? {
                [0xE0..=0xEF, b, c, ..] => ((usize::from(b) & 0x3F) << 6 | usize::from(c) & 0x3F, 3),
                [a @ 0..0x80, ..] => (usize::from(a), 1),
                // Other lengths are rare, and the window tells.
                [_, ..] => return Some(at),
                [] => return None,
            };
            if self.firsts.get(low >> 6)? >> (low & 63) & 1 == 1 {
                return Some(at);
            }
            at += length;
        }
    }
}

impl From<Words> for Terms {
    fn from(words: Words) -> Self {
        let mut firsts = Box::new([0u64; 64]);
        for word in &words.words {
            let low = (word.key >> (UNIT * (AHEAD - 1))) as usize & 0xFFF;
            firsts[low >> 6] |= 1 << (low & 63);
        }
        let has_few_firsts = firsts.iter().map(|bits| bits.count_ones()).sum::<u32>() <= FEW_FIRSTS;
        Self { words, firsts, has_few_firsts }
    }
}

impl From<Ordered> for Terms {
    fn from(Ordered { words, text }: Ordered) -> Self {
        let tables = Tables::of(&words);
        Self::from(Words { tables, words, text })
    }
}

impl From<Terms> for Ordered {
    fn from(set: Terms) -> Self {
        Self { words: set.words.words, text: set.words.text }
    }
}

impl Endings {
    /// Indexes the words; each keeps its place in the list as its number, empty ones are left out.
    #[must_use]
    pub fn new<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> Self {
        Self(Words::new(words, |word| {
            let mut chars = word.chars();
            let head = Head::of(chars.by_ref().rev());
            (head, chars.as_str())
        }))
    }

    /// The longest word that `text` ends with.
    #[must_use]
    pub fn longest_of(&self, text: &str) -> Option<Found> {
        self.all_of(text).next()
    }

    /// Whether `text` ends with one of the words.
    #[must_use]
    pub fn ends(&self, text: &str) -> bool {
        self.longest_of(text).is_some()
    }

    /// Every word that `text` ends with, the longest first.
    pub fn all_of<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Found> + 'a {
        let window = window(text.chars().rev());
        let words = HEADS.into_iter().flat_map(move |chars| self.0.under(window, chars));
        let ends = |word: &Word| {
            let before =
                text.len().checked_sub(word.skip as usize).and_then(|end| text.as_bytes().get(..end));
            before.is_some_and(|t| t.ends_with(self.0.rest(word)))
        };
        words.filter(move |word| ends(word)).map(|word| word.found(text.len() - word.len as usize))
    }
}

impl<W: AsRef<str>> FromIterator<W> for Terms {
    fn from_iter<I: IntoIterator<Item = W>>(words: I) -> Self {
        Self::new(words)
    }
}

impl<W: AsRef<str>> FromIterator<W> for Endings {
    fn from_iter<I: IntoIterator<Item = W>>(words: I) -> Self {
        Self::new(words)
    }
}

/// A character as part of a window.
#[inline]
fn unit(c: char) -> u64 {
    u64::from(u32::from(c)).min(OTHER)
}

/// The next characters, the first in the highest bits; after the end of the text, zeros.
#[inline]
fn window(mut chars: impl Iterator<Item = char>) -> u64 {
    (0..AHEAD).fold(0, |window, _| window << UNIT | chars.next().map_or(0, unit))
}

/// Bytes of the character that begins with this one.
#[inline]
const fn width(byte: u8) -> usize {
    match byte {
        0..0x80 => 1,
        0x80..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    }
}

/// Spreads a number over 64 bits (Fibonacci hashing, Knuth, The Art of Computer Programming 6.4).
#[inline]
const fn hash(number: u64) -> u64 {
    number.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The hash of the first `chars` characters of a window.
#[inline]
const fn hash_of(window: u64, chars: u32) -> u64 {
    hash(window >> (UNIT * (AHEAD - chars)))
}

/// The first characters of a word, as its window would show them.
#[derive(Default)]
struct Head {
    key: u64,
    chars: u32,
    bytes: u32,
    /// Whether the window does not tell one of them for sure.
    is_doubtful: bool,
}

impl Head {
    fn of(chars: impl Iterator<Item = char>) -> Self {
        let mut head = Self::default();
        for c in chars.take(AHEAD as usize) {
            head.chars += 1;
            head.key |= unit(c) << (UNIT * (AHEAD - head.chars));
            head.bytes += to_u32(c.len_utf8());
            head.is_doubtful |= c == '\0' || unit(c) == OTHER;
        }
        head
    }
}

/// Words by their first characters: by three of them, the shorter ones by all.
#[derive(Clone, Debug)]
struct Words {
    tables: Tables,
    /// By bucket, the longest first.
    words: Box<[Word]>,
    /// What the words have beyond their heads, one after another.
    text: Box<[u8]>,
}

/// Words in the order of their buckets: all that must be kept of a set, the tables follow from it.
#[derive(Serialize, Deserialize)]
struct Ordered {
    words: Box<[Word]>,
    text: Box<[u8]>,
}

/// Where words are found, by the hashes of their first characters.
#[derive(Clone, Debug)]
struct Tables {
    /// A Bloom filter of what words are found by: two bits in one word of 64.
    filter: Box<[u64]>,
    /// Bits of the hash that choose a word of `filter`.
    filter_shift: u32,
    /// Whether some have one character.
    has_singles: bool,
    /// First word of each bucket, one more entry than buckets.
    starts: Box<[u32]>,
    /// Bits of the hash that choose a bucket.
    bucket_shift: u32,
}

/// Characters by which longer words are found.
const FOUND_BY: u32 = 3;
/// Characters by which words are found, in the order that gives the longest first.
const HEADS: [u32; 3] = [FOUND_BY, 2, 1];

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Word {
    key: u64,
    /// Where what the key does not tell stands in the text of the set.
    from: u32,
    to: u32,
    /// Length of the whole word in bytes.
    len: u32,
    number: u32,
    /// Characters of the key.
    chars: u8,
    /// Bytes of the word before what the key does not tell.
    skip: u8,
}

impl Word {
    /// Characters by which it is found.
    #[inline]
    const fn found_by(&self) -> u32 {
        if self.chars as u32 > FOUND_BY { FOUND_BY } else { self.chars as u32 }
    }

    /// The hash of the characters by which it is found.
    #[inline]
    const fn hash(&self) -> u64 {
        hash_of(self.key, self.found_by())
    }

    #[inline]
    const fn found(&self, start: usize) -> Found {
        Found { start, end: start + self.len as usize, number: self.number }
    }

    #[inline]
    const fn fits(&self, window: u64) -> bool {
        window & u64::MAX << (UNIT * (AHEAD - self.chars as u32)) == self.key
    }
}

impl Words {
    /// Indexes the words by what `split` makes of them: a head and the rest.
    fn new<W: AsRef<str>>(
        words: impl IntoIterator<Item = W>,
        mut split: impl FnMut(&str) -> (Head, &str),
    ) -> Self {
        let words = words.into_iter();
        let mut text = Vec::new();
        let mut list: Vec<Word> = Vec::with_capacity(words.size_hint().0);
        for (word, number) in words.zip(0u32..) {
            let word = word.as_ref();
            if word.is_empty() {
                continue;
            }
            let (head, rest) = split(word);
            // What the window leaves in doubt is compared byte by byte, from the first.
            let (rest, skip) = if head.is_doubtful { (word, 0) } else { (rest, head.bytes as u8) };
            let (from, to) = (to_u32(text.len()), to_u32(text.len() + rest.len()));
            text.extend_from_slice(rest.as_bytes());
            let (len, chars) = (to_u32(word.len()), head.chars as u8);
            list.push(Word { key: head.key, from, to, len, number, chars, skip });
        }
        let tables = Tables::of(&list);
        let words = tables.order(&list);
        Self { tables, words, text: text.into() }
    }

    /// What a word has that its key does not tell.
    #[inline]
    fn rest(&self, word: &Word) -> &[u8] {
        self.text.get(word.from as usize..word.to as usize).unwrap_or_default()
    }

    /// Whether a word may stand at a place with these characters; nearly always right.
    #[inline]
    fn may_hold(&self, window: u64) -> bool {
        // Without branches between them: where a word begins cannot be foretold.
        let tables = &self.tables;
        tables.filters(hash_of(window, FOUND_BY))
            | tables.filters(hash_of(window, 2))
            | (tables.has_singles && tables.filters(hash_of(window, 1)))
    }

    /// The words found by so many characters whose keys fit the window, the longest first.
    #[inline]
    fn under(&self, window: u64, chars: u32) -> impl Iterator<Item = &Word> {
        let hash = hash_of(window, chars);
        let places = if self.tables.filters(hash) { self.tables.bucket(hash) } else { 0..0 };
        let words = self.words.get(places).unwrap_or_default();
        words.iter().filter(move |word| word.found_by() == chars && word.fits(window))
    }
}

impl Tables {
    /// Counts the words by their hashes.
    fn of(words: &[Word]) -> Self {
        let bucket_bits = words.len().max(4).next_power_of_two().ilog2().min(16) + 1;
        let filter_bits = bucket_bits.saturating_sub(3).clamp(1, FILTER_BITS);
        let (bucket_shift, filter_shift) = (u64::BITS - bucket_bits, u64::BITS - filter_bits);
        let mut filter = vec![0u64; 1 << filter_bits].into_boxed_slice();
        let mut starts = vec![0u32; (1 << bucket_bits) + 1].into_boxed_slice();
        for word in words {
            let hash = word.hash();
            filter[(hash >> filter_shift) as usize] |= bits(hash);
            starts[(hash >> bucket_shift) as usize + 1] += 1;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let has_singles = words.iter().any(|word| word.chars == 1);
        Self { filter, filter_shift, has_singles, starts, bucket_shift }
    }

    /// The words by bucket, in each the longest first, else as they came.
    fn order(&self, list: &[Word]) -> Box<[Word]> {
        let mut next = self.starts.clone();
        let mut words = list.to_vec().into_boxed_slice();
        for word in list {
            let at = &mut next[(word.hash() >> self.bucket_shift) as usize];
            words[*at as usize] = *word;
            *at += 1;
        }
        for bucket in self.starts.windows(2).filter(|ends| ends[1] - ends[0] > 1) {
            words[bucket[0] as usize..bucket[1] as usize].sort_by_key(|w| std::cmp::Reverse(w.len));
        }
        words
    }

    #[inline]
    fn filters(&self, hash: u64) -> bool {
        let wanted = bits(hash);
        self.filter.get((hash >> self.filter_shift) as usize).is_some_and(|bits| bits & wanted == wanted)
    }

    /// The places of the words of a bucket.
    #[inline]
    fn bucket(&self, hash: u64) -> std::ops::Range<usize> {
        let index = (hash >> self.bucket_shift) as usize;
        match self.starts.get(index..index + 2) {
            Some(&[from, to]) => from as usize..to as usize,
            _ => 0..0,
        }
    }
}

/// The two bits of a word of the filter that stand for a hash.
#[inline]
const fn bits(hash: u64) -> u64 {
    1 << (hash >> 8 & 63) | 1 << (hash >> 14 & 63)
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
        // Beyond four characters, beyond sixteen bits, and what a window is filled up with.
        check(&["行政规范性文件", "行政规范性", "行政规范"], "行政规范性公文", &["行政规范性", "行政规范"]);
        check(&["𠀀乙", "𠀁乙", "𠀁乙丙丁戊"], "甲𠀁乙丙丁己", &["𠀁乙"]);
        check(&["𠀁", "\u{ffff}", "甲\0"], "𠀁\u{ffff}甲", &["𠀁", "\u{ffff}"]);
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
        let words = ["推进", "推进会", "会", "年度工作推进会议"];
        let (terms, endings) = (Terms::new(words), Endings::new(words));
        for (text, head, end) in [
            ("推进会", Some(1), Some(1)),
            ("会推进", Some(2), Some(0)),
            ("会", Some(2), Some(2)),
            ("开会", None, Some(2)),
            ("工作推进会", None, Some(1)),
            ("年度工作推进会议", Some(3), Some(3)),
            ("度工作推进会议", None, None),
            ("", None, None),
        ] {
            assert_eq!(terms.longest_at(text).map(|f| f.number), head, "{text}");
            assert_eq!(endings.longest_of(text).map(|f| f.number), end, "{text}");
        }
    }
}
