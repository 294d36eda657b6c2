//! Classes of words that must meet: in a window, one word of each class within so many characters.

use crate::lexicon::Literal;
use crate::rulepack::Meet;

/// Byte range of a word in its window.
type Place = (usize, usize);

/// All stretches of `text` from the first to the last word of a meeting; of those that share their first class's word the shortest.
/// `holds` tells whether a literal stands in the text.
pub(super) fn stretches(meet: &Meet, text: &str, holds: impl Fn(&Literal) -> bool) -> Vec<Place> {
    let classes = places(meet, text, holds);
    let Some((first, others)) = classes.as_deref().and_then(<[_]>::split_first) else { return Vec::new() };
    let stretch = |&place: &Place| if meet.in_order { onward(place, others) } else { around(place, others) };
    let is_near = |&(start, end): &Place| {
        let said = text.get(start..end).unwrap_or_default();
        said.chars().count() <= meet.reach as usize
            && !(meet.one_clause && said.contains(super::matching::CLAUSE_ENDS))
    };
    first.iter().filter_map(stretch).filter(is_near).collect()
}

/// Where words of each class stand; `None` when one has none. Patterns are tried where all plain words are.
fn places(meet: &Meet, text: &str, holds: impl Fn(&Literal) -> bool) -> Option<Vec<Vec<Place>>> {
    let mut classes = vec![Vec::new(); meet.words.len()];
    for is_plain in [true, false] {
        let now = meet.words.iter().zip(&mut classes).filter(|(class, _)| class.is_plain() == is_plain);
        for (class, places) in now {
            *places = class.places(text, &holds)?;
        }
    }
    Some(classes)
}

/// From a word of the first class on: the next word of each class in turn.
fn onward(first: Place, others: &[Vec<Place>]) -> Option<Place> {
    let end = others
        .iter()
        .try_fold(first.1, |end, class| class.iter().find(|(start, _)| *start >= end).map(|(_, end)| *end))?;
    Some((first.0, end))
}

/// Around a word of the first class: of each other class the word that lengthens the stretch least, never one inside another.
fn around(first: Place, others: &[Vec<Place>]) -> Option<Place> {
    let mut taken = vec![first];
    for class in others {
        let (from, to) = cover(&taken);
        let is_free = |p: &&Place| taken.iter().all(|t| p.1 <= t.0 || t.1 <= p.0);
        let length = |p: &&Place| p.1.max(to) - p.0.min(from);
        let nearest = class.iter().filter(is_free).min_by_key(length)?;
        taken.push(*nearest);
    }
    Some(cover(&taken))
}

fn cover(places: &[Place]) -> Place {
    let start = places.iter().map(|p| p.0).min().unwrap_or_default();
    (start, places.iter().map(|p| p.1).max().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said<'t>(meet: &Meet, text: &'t str) -> Vec<&'t str> {
        let found = stretches(meet, text, |literal| literal.is_in(text));
        found.into_iter().filter_map(|(start, end)| text.get(start..end)).collect()
    }

    #[test]
    fn in_any_order_within_reach() {
        let meet = Meet::of(&["(?:税收|税款)", "(?:返还|奖励)", "[0-9]+%"], 16);
        for (text, expect) in [
            ("按税款的50%返还企业", vec!["税款的50%返还"]),
            ("返还比例为入库税收30%", vec!["返还比例为入库税收30%"]),
            ("奖励5万元，另按税收增长情况排名公布，比重占30%", vec![]),
            ("依法征收税款", vec![]),
        ] {
            assert_eq!(said(&meet, text), expect, "{text}");
        }
    }

    #[test]
    fn in_order_and_in_one_clause() {
        let mut meet = Meet::of(&["外地", "(?:备案|登记)"], 20);
        meet.in_order = true;
        assert_eq!(said(&meet, "备案的外地企业应当登记"), ["外地企业应当登记"]);
        assert_eq!(said(&meet, "先登记再到外地"), [""; 0]);
        assert_eq!(said(&meet, "外地企业，应当备案"), ["外地企业，应当备案"]);
        meet.one_clause = true;
        assert_eq!(said(&meet, "外地企业，应当备案"), [""; 0]);
    }

    #[test]
    fn a_word_serves_one_class() {
        let meet = Meet::of(&["本地企业", "企业"], 20);
        assert_eq!(said(&meet, "支持本地企业"), [""; 0]);
        assert_eq!(said(&meet, "本地企业优于外来企业"), ["本地企业优于外来企业"]);
    }
}
