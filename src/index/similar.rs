//! What a document is about: the words by which others like it are found.

use std::collections::HashMap;

use tantivy::{Searcher, TantivyError, Term};

use super::plain::{self, Plain};
use super::schema::field;
use crate::segment::Segmenter;

/// Words that are looked for.
const WORDS: usize = 25;
/// Longest text that is read, in bytes.
const LONGEST: usize = 200_000;

/// The telling words of a text with their weights.
pub(super) fn words(
    searcher: &Searcher,
    raw: &str,
    segmenter: &Segmenter,
) -> Result<Vec<(String, f32)>, TantivyError> {
    let text = field(searcher.schema(), "text")?;
    let document = plain::document(raw.to_owned());
    let plain = Plain::of(document.norm()).into_text();
    let end = (0..=LONGEST.min(plain.len())).rev().find(|end| plain.is_char_boundary(*end)).unwrap_or(0);
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for word in segmenter.words(plain.get(..end).unwrap_or("")) {
        let is_telling = word.chars().count() > 1 && word.chars().all(|c| c.is_alphabetic());
        if is_telling {
            *counts.entry(word).or_default() += 1;
        }
    }
    let documents = searcher.num_docs().max(1) as f32;
    let mut weighed = Vec::new();
    for (word, count) in counts {
        let chars: Vec<char> = word.chars().collect();
        // A word is at most as frequent as the rarest pair in it.
        let mut frequency = u64::MAX;
        for pair in chars.windows(2) {
            let pair: String = pair.iter().collect();
            frequency = frequency.min(searcher.doc_freq(&Term::from_field_text(text, &pair))?);
        }
        if frequency < 2 {
            continue;
        }
        let weight = (count as f32).sqrt() * (1.0 + documents / frequency as f32).ln();
        weighed.push((word.to_owned(), weight));
    }
    weighed.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    weighed.truncate(WORDS);
    Ok(weighed)
}
