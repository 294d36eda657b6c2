//! How like two texts are, whatever their script, width and dirt: both are normalised, and only letters and figures count.
//!
//! Shingles of five characters, MinHash in one permutation with bins (Li, Owen, Zhang, 2012), empty bins filled from others
//! (Shrivastava, Li, 2014), one byte kept of each (Li, König, 2010), met in bands (Broder, 1997; Leskovec et al., ch. 3). The
//! crates that offer it want the shingles as a set of strings or the whole collection in memory; this is one pass over the text.

use std::ops::Range;

use super::name::mix;

/// Characters of a shingle.
const SHINGLE: usize = 5;
/// Bands and bins of each: two texts with nine of ten shingles in common meet almost surely, with half of them seldom.
const BANDS: usize = 12;
const ROWS: usize = 5;
const BINS: usize = BANDS * ROWS;
/// Shortest text that is compared, in letters and figures.
const SHORTEST: usize = 120;

/// What is kept of a text to compare it.
pub(super) struct Signature {
    /// Equal for equal letters and figures.
    pub(super) exact: u64,
    bins: [u64; BINS],
}

impl Signature {
    /// `None` for a text too short to tell.
    pub(super) fn of(text: &str) -> Option<Self> {
        let mut bins = [u64::MAX; BINS];
        let mut window = [0u64; SHINGLE];
        // The characters of the window folded into 64 bits, each turned once more by 13 for every one behind it.
        let mut shingle = 0u64;
        let mut exact = 0xcbf2_9ce4_8422_2325_u64;
        let mut count = 0usize;
        for c in text.chars().filter(|c| counts(*c)) {
            let code = u64::from(c);
            exact = (exact.rotate_left(9) ^ code).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let spread = code.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            if let Some(slot) = window.get_mut(count % SHINGLE) {
                let oldest = std::mem::replace(slot, spread).rotate_left(13 * (SHINGLE as u32 - 1));
                shingle = (shingle ^ oldest).rotate_left(13) ^ spread;
            }
            count += 1;
            if count >= SHINGLE {
                let hash = mix(shingle);
                let bin = (hash % BINS as u64) as usize;
                if let Some(least) = bins.get_mut(bin) {
                    *least = (*least).min(hash / BINS as u64);
                }
            }
        }
        (count >= SHORTEST).then(|| Self { exact: mix(exact), bins: filled(&bins) })
    }

    /// Whether another text has the same letters and figures, and a byte of each bin, in hexadecimal: what [`alike`] compares.
    pub(super) fn word(&self) -> String {
        let bins = self.bins.iter().map(|bin| (mix(*bin) & 0xff) as u8);
        let bytes = self.exact.to_be_bytes().into_iter().chain(bins);
        bytes
            .flat_map(|byte| [byte >> 4, byte & 15])
            .filter_map(|digit| char::from_digit(digit.into(), 16))
            .collect()
    }
}

/// Whether a character is a letter or a figure; nearly all are basic ideographs or their marks, which need no look into a table.
fn counts(c: char) -> bool {
    match c {
        '\u{4E00}'..='\u{9FFF}' => true,
        '\u{3000}'..='\u{3004}'
        | '\u{3008}'..='\u{3020}'
        | '\u{FF01}'..='\u{FF0F}'
        | '\u{FF1A}'..='\u{FF20}' => false,
        c => c.is_alphanumeric(),
    }
}

/// Gives each empty bin what the next full one has, told apart by the distance.
fn filled(bins: &[u64; BINS]) -> [u64; BINS] {
    let mut out = *bins;
    for (at, slot) in out.iter_mut().enumerate().filter(|(_, slot)| **slot == u64::MAX) {
        let next = (1..BINS).find_map(|step| {
            let value = bins.get((at + step) % BINS)?;
            (*value != u64::MAX).then(|| mix(value.wrapping_add(step as u64)))
        });
        *slot = next.unwrap_or(0);
    }
    out
}

/// Hexadecimal digits of a word that tell whether letters and figures are the same.
const EXACT: usize = 16;
/// Hexadecimal digits of a band.
const BAND: usize = 2 * ROWS;

/// Where the bands of a text stand in its word: texts with equal digits there may be alike, and are compared.
pub fn bands() -> impl Iterator<Item = Range<usize>> {
    (EXACT..).step_by(BAND).take(BANDS).map(|from| from..from + BAND)
}

/// The share of common shingles, estimated from the words of two signatures, in per cent; `None` when not a letter differs.
pub(super) fn alike(a: &str, b: &str) -> Option<u32> {
    let (a, b) = (a.as_bytes().split_at_checked(EXACT)?, b.as_bytes().split_at_checked(EXACT)?);
    if a.0 == b.0 {
        return None;
    }
    let equal = a.1.chunks(2).zip(b.1.chunks(2)).filter(|(a, b)| a == b).count();
    u32::try_from(equal * 100 / BINS).ok()
}

#[cfg(test)]
mod tests {
    use super::{Signature, alike, bands};

    /// Clauses that differ from one another.
    fn text(clauses: std::ops::Range<usize>) -> String {
        let clause = |n: usize| {
            let place = char::from_u32(0x4e00 + n as u32 * 37 % 20_000).unwrap_or('甲');
            format!(
                "第{n}条{place}渡口由第{}号巡查员每{}日查看一次，记入{place}册第{}页。",
                n * 7,
                n % 9 + 2,
                n * 3
            )
        };
        clauses.map(clause).collect()
    }

    #[test]
    fn the_estimate_follows_the_share_of_common_text() {
        let whole = Signature::of(&text(0..40)).expect("long");
        for (other, least, most) in [
            (text(0..40).replace('页', "章"), 40, 95),
            (text(0..38), 80, 100),
            (text(20..60), 10, 60),
            (text(50..90), 0, 30),
        ] {
            let other = Signature::of(&other).expect("long");
            let percent = alike(&whole.word(), &other.word()).expect("not the same");
            assert!((least..=most).contains(&percent), "{percent} 不在 {least}—{most}");
        }
        for same in [text(0..40), text(0..40).replace('，', " , ")] {
            assert_eq!(alike(&whole.word(), &Signature::of(&same).expect("long").word()), None);
        }
        assert!(Signature::of("太短").is_none());
    }

    #[test]
    fn near_texts_meet_in_a_band() {
        let keys = |s: &str| {
            let word = Signature::of(s).expect("long").word();
            bands().map(|band| word[band].to_owned()).collect::<Vec<_>>()
        };
        let meets = |a: &[String], b: &[String]| a.iter().zip(b).any(|(a, b)| a == b);
        let whole = keys(&text(0..40));
        assert!(meets(&whole, &keys(&text(0..38))));
        assert!(!meets(&whole, &keys(&text(60..100))));
    }
}
