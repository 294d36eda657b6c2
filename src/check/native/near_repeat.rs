//! A wording that a paper uses again and again, and once with one character changed for one that sounds or looks alike:
//! 渡口限高设施 three times, 渡口线高设施 once.
//!
//! Stretches of five characters are compared that agree in four, once for each place of the fifth that has a neighbour on both
//! sides; nothing is compared pair by pair. A usual wording stands at least twice, which few stretches do: only what agrees with one
//! of them in four characters, and not in the fifth, is packed into numbers and sorted. Characters between which writers choose
//! (和 and 或, 制定 and 制订) and those that tell things apart (甲 and 乙) are left alone.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use pinyin::ToPinyin;

use super::Params;
use super::stretch::{Around, Five, fives, is_han};
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::lexicon::{Lexicon, WordSet};
use crate::text::{Norm, Span, to_u32};

/// Groups of characters that make two wordings of one.
static TELLING: WordSet = WordSet::of("rule_words", "telling_character");
/// Groups of characters between which writers choose.
static CHOSEN: WordSet = WordSet::of("rule_words", "chosen_character");
/// Characters that are read for one another.
static ALIKE: LazyLock<HashMap<char, &'static str>> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("misread_characters");
    let (right, wrong) = (table.column("right"), table.column("wrong"));
    let rows = table.rows().filter_map(|row| Some((row.get(right)?.chars().next()?, *row.get(wrong)?)));
    rows.collect()
});
/// Where in a stretch the odd character may stand.
const PLACES: [usize; 3] = [2, 1, 3];
/// Times the usual wording is used.
const USUAL: usize = 2;

/// A stretch around its odd place: the four characters, packed; where it begins in the row of characters; the one at the place.
type Stretch = (u64, usize, char);

/// 同一文句前后差一个音近、形近的字
pub(super) fn near_repeat(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let row = characters(cx);
    if row.len() < 2 * Five::LENGTH {
        return Judgement::not_applicable("文字太少");
    }
    let mut found = Vec::new();
    let mut known = HashSet::new();
    let usual = repeated(&row);
    for place in PLACES {
        let mut stretches = varied(&row, &usual, place);
        stretches.sort_unstable();
        for group in stretches.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > USUAL) {
            for (odd, usual) in slips(group) {
                if !is_word(&row, odd + place) && known.insert(odd + place) {
                    found.push((odd, usual));
                }
            }
        }
    }
    let text = cx.subject.text();
    let flaws = found.into_iter().filter_map(|(odd, usual)| {
        let (odd, usual) = (span_of(&row, odd)?, span_of(&row, usual)?);
        let flaw = Flaw::at(odd).with("match", odd.of(text)).with("other", usual.of(text));
        Some(flaw.related(usual, "别处的写法"))
    });
    let mut flaws: Vec<Flaw> = flaws.collect();
    flaws.sort_by_key(|f| f.span);
    Judgement::of(flaws, "反复使用的文句写法一致")
}

/// The Chinese characters of the text with their places; what stands between two runs is one blank.
fn characters(cx: &RuleContext<'_>) -> Vec<(u32, char)> {
    let text = cx.subject.text();
    let mut row = Vec::with_capacity(text.len() / 3);
    for line in cx.subject.outline.lines.iter().filter(|l| l.part.is_text()) {
        let places = line.span.of(text).char_indices();
        row.extend(places.map(|(at, c)| (line.span.start + to_u32(at), if is_han(c) { c } else { ' ' })));
        row.push((line.span.end, ' '));
    }
    row
}

/// The stretches that stand more than once, and a few others.
fn repeated(row: &[(u32, char)]) -> Vec<Five> {
    let slots = row.len().next_power_of_two();
    let mut seen = vec![0_u16; slots];
    let is_second = |five: &Five| {
        let hash = five.hash();
        let (slot, bit) = (hash as usize & (slots - 1), 1 << (hash >> 60));
        let bits = seen.get_mut(slot).map_or(0, |bits| std::mem::replace(bits, *bits | bit));
        bits & bit != 0
    };
    fives(row).filter(is_second).collect()
}

/// The stretches that agree with one of the usual ones in the four characters around a place, where not all agree at the place.
fn varied(row: &[(u32, char)], usual: &[Five], place: usize) -> Vec<Stretch> {
    let mut known = Around::new(row.len());
    for five in usual {
        known.add(five.around(place), five.at(place));
    }
    let meets = |five: &Five| known.meets(five.around(place), five.at(place));
    let odd = |five: &Five| char::from_u32(five.at(place).into());
    let stretch = |five: Five| Some((five.around(place), five.first, odd(&five)?));
    let mut stretches: Vec<Stretch> = fives(row).filter(meets).filter_map(stretch).collect();
    stretches.retain(|(around, ..)| known.is_varied(*around));
    stretches
}

/// Of stretches that agree in four characters: those that stand once, each with one of the usual wording.
fn slips(group: &[Stretch]) -> Vec<(usize, usize)> {
    let count = |c: char| group.iter().filter(|s| s.2 == c).count();
    let Some(usual) = group.iter().find(|s| count(s.2) >= USUAL) else { return Vec::new() };
    let odd = group.iter().filter(|s| s.2 != usual.2 && count(s.2) == 1 && is_slip(s.2, usual.2));
    odd.map(|s| (s.1, usual.1)).collect()
}

/// Whether the paper writes the odd character with one of its neighbours elsewhere: 纳入红线 once beside 纳人红线 is the right one.
fn is_word(row: &[(u32, char)], at: usize) -> bool {
    let pair = |at: usize| row.get(at).zip(row.get(at + 1)).map(|(a, b)| (a.1, b.1));
    let pairs = [at.checked_sub(1).and_then(pair), pair(at)];
    let times =
        |wanted: (char, char)| row.windows(2).filter(|w| matches!(w, [a, b] if (a.1, b.1) == wanted)).count();
    pairs.into_iter().flatten().any(|wanted| times(wanted) > 1)
}

/// Whether one character was typed or read for the other.
fn is_slip(a: char, b: char) -> bool {
    let tells = |set: &WordSet| set.words().iter().any(|group| group.contains(a) && group.contains(b));
    let looks = |a: char, b: char| ALIKE.get(&a).is_some_and(|like| like.contains(b));
    let sounds = || a.to_pinyin().zip(b.to_pinyin()).is_some_and(|(a, b)| a.plain() == b.plain());
    (looks(a, b) || looks(b, a) || sounds()) && !tells(&TELLING) && !tells(&CHOSEN)
}

/// Where the stretch that begins at a place of the row stands in the text.
fn span_of(row: &[(u32, char)], at: usize) -> Option<Span<Norm>> {
    let (first, last) = (row.get(at)?, row.get(at + Five::LENGTH - 1)?);
    Some(Span::new(first.0, last.0 + to_u32(last.1.len_utf8())))
}

#[cfg(test)]
mod tests {
    use super::{is_slip, slips};

    #[test]
    fn what_is_taken_for_what() {
        for (a, b, is) in [
            ('线', '限', true),
            ('佳', '住', true),
            ('型', '性', true),
            ('和', '或', false),
            ('定', '订', false),
            ('船', '工', false),
        ] {
            assert_eq!(is_slip(a, b), is, "{a} {b}");
        }
    }

    #[test]
    fn the_odd_one_is_told() {
        assert_eq!(slips(&[(1, 3, '限'), (1, 9, '线'), (1, 20, '限')]), [(9, 3)]);
        assert!(slips(&[(1, 3, '限'), (1, 9, '线'), (1, 20, '限'), (1, 30, '线')]).is_empty());
        assert!(slips(&[(1, 3, '限'), (1, 9, '线'), (1, 20, '高')]).is_empty());
    }
}
