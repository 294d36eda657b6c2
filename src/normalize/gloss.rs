//! Pinyin glosses that converters leave inside words: 经(jīng)济. The gloss goes; the character covers it in the raw text, so
//! that a name found in the normalised text quotes the raw text with the gloss.
//!
//! A real bracket is never one Mandarin syllable that is the reading of the character before it: 中国(China), 公顷(ha),
//! 应用(app) stay. Without a tone mark the syllable must be that reading, and the text must have other glosses.

use std::collections::HashSet;
use std::sync::LazyLock;

use pinyin::{ToPinyin, ToPinyinMulti};

use super::class::{self, is_han};
use super::edits::{Edits, Kind};
use crate::document::Certainty;
use crate::lexicon::Lexicon;

const NAME: &str = "pinyin_gloss";
/// Letters of the longest syllable: zhuang, chuang, shuang.
const LONGEST: usize = 6;
/// Glosses without tone marks that agree with their characters, from which on they are believed.
const ENOUGH: usize = 3;

static SYLLABLES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let rows = Lexicon::embedded().table("pinyin_syllables").rows();
    rows.map(|row| row[0]).collect()
});

/// A bracketed syllable behind an opening bracket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Syllable {
    /// As written, with tone mark.
    pub(super) toned: String,
    plain: String,
    /// Bytes up to and including the closing bracket.
    pub(super) len: usize,
}

impl Syllable {
    fn has_tone(&self) -> bool {
        self.toned != self.plain
    }

    /// Whether the syllable is a reading of the character; tones count when they are written.
    pub(super) fn reads(&self, c: char) -> bool {
        readings(c)
            .any(|(toned, plain)| if self.has_tone() { toned == self.toned } else { plain == self.plain })
    }

    fn reads_loosely(&self, c: char) -> bool {
        readings(c).any(|(_, plain)| plain == self.plain)
    }
}

fn readings(c: char) -> impl Iterator<Item = (&'static str, &'static str)> {
    let several = c.to_pinyin_multi().into_iter().flatten();
    several.chain(c.to_pinyin()).map(|p| (p.with_tone(), p.plain()))
}

/// The syllable at the start of what stands behind an opening bracket, if there is one and nothing else in the bracket.
pub(super) fn syllable(inside: &str) -> Option<Syllable> {
    let first = inside.chars().find(|c| !class::is_void(*c))?;
    if !(first.is_ascii_lowercase() || plain_letter(first).is_some()) {
        return None;
    }
    let mut found = Syllable { toned: String::new(), plain: String::new(), len: 0 };
    for c in inside.chars() {
        found.len += c.len_utf8();
        if class::is_void(c) {
            continue;
        }
        if matches!(c, ')' | '）') {
            return SYLLABLES.contains(found.plain.as_str()).then_some(found);
        }
        if found.plain.len() == LONGEST {
            return None;
        }
        found.toned.push(if c == 'ɡ' { 'g' } else { c });
        found.plain.push(plain_letter(c).or(Some(c).filter(char::is_ascii_lowercase))?);
    }
    None
}

/// The letter under a tone mark; `None` for letters without one.
const fn plain_letter(c: char) -> Option<char> {
    Some(match c {
        'ā' | 'á' | 'ǎ' | 'à' | 'ă' => 'a',
        'ō' | 'ó' | 'ǒ' | 'ò' => 'o',
        'ē' | 'é' | 'ě' | 'è' | 'ê' => 'e',
        'ī' | 'í' | 'ǐ' | 'ì' => 'i',
        'ū' | 'ú' | 'ǔ' | 'ù' => 'u',
        'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' | 'ü' => 'v',
        'ɡ' => 'g',
        _ => return None,
    })
}

/// A character with its gloss.
struct Gloss {
    start: usize,
    end: usize,
    c: char,
    syllable: Syllable,
}

/// Removes the glosses of a text. Nothing of the document is lost, so it returns `false`.
pub(super) fn run<'t>(text: &'t str, edits: &mut Edits<'t>) -> bool {
    let glosses = all(text);
    let has_toned = glosses.iter().any(|g| g.syllable.has_tone() && g.syllable.reads_loosely(g.c));
    let plain = glosses.iter().filter(|g| !g.syllable.has_tone() && g.syllable.reads_loosely(g.c)).count();
    for gloss in &glosses {
        let certainty = match (gloss.syllable.has_tone(), gloss.syllable.reads_loosely(gloss.c)) {
            (true, true) => Certainty::High,
            (true, false) => Certainty::Medium,
            (false, true) if has_toned || plain >= ENOUGH => Certainty::High,
            (false, _) => continue,
        };
        let kind = Kind::repair(NAME, certainty);
        edits.replace(gloss.start, gloss.end, gloss.c.encode_utf8(&mut [0; 4]), kind);
    }
    false
}

fn all(text: &str) -> Vec<Gloss> {
    let mut glosses: Vec<Gloss> = Vec::new();
    let mut before: Option<(usize, char)> = None;
    let mut inside = 0;
    for (at, c) in text.char_indices().filter(|(_, c)| !class::is_void(*c)) {
        if at < inside {
            continue;
        }
        if let ('(' | '（', Some((start, han))) = (c, before)
            && let Some(syllable) = text.get(at + c.len_utf8()..).and_then(syllable)
        {
            inside = at + c.len_utf8() + syllable.len;
            match glosses.last_mut().filter(|last| last.start == start) {
                Some(last) => last.end = inside,
                None => glosses.push(Gloss { start, end: inside, c: han, syllable }),
            }
            continue;
        }
        before = Some((at, c)).filter(|_| is_han(c));
    }
    glosses
}
