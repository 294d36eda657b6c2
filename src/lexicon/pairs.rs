//! Where the pairs of neighbouring characters of a text stand: whether one of a few words stands in a stretch of the text is then
//! a look at a table instead of a search. Made once for a text of which many stretches are asked for many words.

use crate::text::{grouped, to_u32};

/// Spreads a number over 64 bits, as for [`crate::lexicon::Terms`].
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
/// Fewest and most bits of an index into the table.
const BITS: (u32, u32) = (8, 16);

/// A word to ask for.
#[derive(Clone, Debug)]
pub struct Literal {
    word: Box<str>,
    /// The hash of its first two characters; `None` when it is shorter.
    pair: Option<u64>,
}

impl Literal {
    /// A word to ask for.
    #[must_use]
    pub fn new(word: &str) -> Self {
        let mut chars = word.chars();
        let pair = chars.next().zip(chars.next()).map(|(a, b)| hash(a, b));
        Self { word: word.into(), pair }
    }

    /// Whether it stands in a text, looked for there.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        text.contains(&*self.word)
    }
}

/// A text with the places of its pairs.
#[derive(Debug)]
pub struct Pairs<'t> {
    text: &'t str,
    /// First of `places` of each value of a hash, and the number of all.
    starts: Vec<u32>,
    /// First bytes of pairs, by the hash of the pair.
    places: Vec<u32>,
    shift: u32,
}

impl<'t> Pairs<'t> {
    /// Reads a text.
    #[must_use]
    pub fn of(text: &'t str) -> Self {
        let bits = text.len().next_power_of_two().ilog2().clamp(BITS.0, BITS.1);
        let shift = u64::BITS - bits;
        let mut starts = vec![0_u32; (1 << bits) + 1];
        let mut found: Vec<(u32, u32)> = Vec::with_capacity(text.len() / 2);
        let mut before = None;
        for (at, c) in text.char_indices() {
            if let Some((from, first)) = before.replace((to_u32(at), c)) {
                let group = (hash(first, c) >> shift) as u32;
                starts[group as usize] += 1;
                found.push((group, from));
            }
        }
        let places = grouped(&mut starts, &found);
        Self { text, starts, places, shift }
    }

    /// Whether a word stands in the stretch of the text from `start` to `end`.
    #[must_use]
    pub fn hold(&self, literal: &Literal, (start, end): (u32, u32)) -> bool {
        let word = &*literal.word;
        let Some(pair) = literal.pair else {
            return self.text.get(start as usize..end as usize).is_some_and(|text| text.contains(word));
        };
        let group = (pair >> self.shift) as usize;
        let Some(&[first, last]) = self.starts.get(group..group + 2) else { return false };
        let places = self.places.get(first as usize..last as usize).unwrap_or_default();
        let from = places.partition_point(|place| *place < start);
        let here = places.iter().skip(from).map(|place| *place as usize);
        let mut here = here.take_while(|place| place + word.len() <= end as usize);
        here.any(|place| self.text.as_bytes().get(place..).is_some_and(|t| t.starts_with(word.as_bytes())))
    }
}

/// The hash of a pair.
#[inline]
fn hash(first: char, second: char) -> u64 {
    (u64::from(u32::from(first)) << 32 | u64::from(u32::from(second))).wrapping_mul(SPREAD)
}

#[cfg(test)]
mod tests {
    use super::{Literal, Pairs};

    #[test]
    fn agrees_with_a_search() {
        let text = "渡口管理站负责渡口的管理，a县乙村𠀀丙不在此列。\n渡口";
        let pairs = Pairs::of(text);
        let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        for word in ["渡口", "渡口管理", "管", "口的管理，", "站负", "𠀀丙", "a县", "乙村丙", "列。\n渡口"]
        {
            let literal = Literal::new(word);
            for (i, &start) in bounds.iter().enumerate() {
                for &end in &bounds[i..] {
                    let is_held = pairs.hold(&literal, (start as u32, end as u32));
                    assert_eq!(is_held, text[start..end].contains(word), "{word} in {}", &text[start..end]);
                }
            }
        }
        assert!(!Pairs::of("").hold(&Literal::new("渡口"), (0, 0)));
    }
}
