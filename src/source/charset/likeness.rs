//! How much a text reads like a Chinese document: the mean weight of its characters.
//!
//! Weights come from `dictionaries/frequent_characters.tsv`. A right reading gives 2 to 4 per character; the same bytes read in
//! another encoding give rare characters, kana, private-use characters: below 0.

use std::sync::LazyLock;

use crate::lexicon::Lexicon;

const FIRST: u32 = 0x4e00;
const LAST: u32 = 0x9fff;

/// A Han character that is in no list.
const RARE: i8 = -2;
/// A character that Chinese documents do not have.
const FOREIGN: f32 = -4.0;
/// What stands for bytes that do not decode.
const BROKEN: f32 = -6.0;

static WEIGHTS: LazyLock<Vec<i8>> = LazyLock::new(|| {
    let mut weights = vec![RARE; (LAST - FIRST + 1) as usize];
    let table = Lexicon::embedded().table("frequent_characters");
    let band = table.column("band");
    for row in table.rows() {
        let weight = row[band].parse().unwrap_or(RARE);
        for c in row[0].chars() {
            if let Some(slot) = (c as u32).checked_sub(FIRST).and_then(|i| weights.get_mut(i as usize)) {
                *slot = weight;
            }
        }
    }
    weights
});

/// How characters are weighed.
pub(super) struct Likeness {
    /// Whether ASCII says something: in UTF-16 it does, in the other encodings it is the same whatever they are.
    pub(super) counts_ascii: bool,
}

impl Likeness {
    /// The mean; 0 when nothing counts.
    pub(super) fn of(&self, text: &str) -> f32 {
        let weights = WEIGHTS.as_slice();
        let mut sum = 0.0f32;
        let mut count = 0u32;
        for c in text.chars() {
            if !self.counts_ascii && (c.is_ascii_graphic() || c.is_ascii_whitespace()) {
                continue;
            }
            let index = (c as u32).wrapping_sub(FIRST) as usize;
            sum += weights.get(index).map_or_else(|| of_other(c), |w| f32::from(*w));
            count += 1;
        }
        if count == 0 { 0.0 } else { sum / count as f32 }
    }
}

fn of_other(c: char) -> f32 {
    match c {
        '\t' | '\n' | '\r' | ' '..='~' => 2.0,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffd}' => BROKEN,
        '\u{2010}'..='\u{2027}'
        | '\u{3000}'..='\u{3015}'
        | '\u{ff01}'..='\u{ff5e}'
        | '·'
        | '\u{a0}'
        | '\u{feff}' => 3.0,
        '\u{2460}'..='\u{249b}'
        | '\u{3220}'..='\u{3229}'
        | '\u{2160}'..='\u{217b}'
        | '\u{25a0}'..='\u{25ff}' => 0.0,
        '\u{2500}'..='\u{257f}' => 1.0,
        '×' | '÷' | '°' | '±' | '§' | '\u{2190}'..='\u{2193}' | '\u{2200}'..='\u{22ff}' | '\u{2103}' => {
            0.0
        }
        _ => FOREIGN,
    }
}
