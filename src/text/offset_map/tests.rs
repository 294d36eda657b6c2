//! The laws of the map, on texts that random passes rewrote.

use proptest::prelude::*;

use super::*;

/// One pass over a text: which of its characters are deleted, replaced or followed by an insertion.
#[derive(Clone, Debug)]
enum Act {
    Keep,
    Delete,
    /// Replaces this many characters by a text.
    Replace(usize, &'static str),
    Insert(&'static str),
}

fn act() -> impl Strategy<Value = Act> {
    let text = prop::sample::select(vec!["，", "a", "经济", "𠮷x", "é"]);
    prop_oneof![
        6 => Just(Act::Keep),
        2 => Just(Act::Delete),
        2 => (1usize..4, text.clone()).prop_map(|(n, t)| Act::Replace(n, t)),
        1 => text.prop_map(Act::Insert),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(vec!['国', 'a', ' ', 'é', '𠮷', '（', '\n']), 0..14)
        .prop_map(String::from_iter)
}

/// Carries out a pass: the new text and what it did.
fn rewrite(text: &str, acts: &[Act]) -> (String, Vec<Rewrite>) {
    let mut out = String::new();
    let mut rewrites = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut acts = acts.iter().cycle();
    while let Some((at, c)) = chars.next() {
        let mut end = at + c.len_utf8();
        match acts.next().unwrap_or(&Act::Keep) {
            Act::Keep => out.push(c),
            Act::Delete => rewrites.push(Rewrite { start: to_u32(at), end: to_u32(end), len: 0 }),
            Act::Insert(with) => {
                rewrites.push(Rewrite { start: to_u32(at), end: to_u32(at), len: to_u32(with.len()) });
                out.push_str(with);
                out.push(c);
            }
            Act::Replace(count, with) => {
                for _ in 1..*count {
                    end = chars.next().map_or(end, |(at, c)| at + c.len_utf8());
                }
                rewrites.push(Rewrite { start: to_u32(at), end: to_u32(end), len: to_u32(with.len()) });
                out.push_str(with);
            }
        }
    }
    (out, rewrites)
}

/// The raw text, the text after all passes, and the map between them.
fn case() -> impl Strategy<Value = (String, String, OffsetMap)> {
    let passes = prop::collection::vec(prop::collection::vec(act(), 1..9), 0..4);
    (text(), passes).prop_map(|(raw, passes)| {
        let mut norm = raw.clone();
        let mut map = OffsetMap::identity(raw.len());
        for acts in &passes {
            let (next, rewrites) = rewrite(&norm, acts);
            map = map.then(&rewrites);
            norm = next;
        }
        (raw, norm, map)
    })
}

/// Moves rewrites of a text to where their places are after `earlier` rewrites of other characters.
fn later(earlier: &[Rewrite], rewrites: &[Rewrite]) -> Vec<Rewrite> {
    let moved = |at: u32| {
        let before = earlier.iter().filter(|e| e.end <= at);
        before.fold(i64::from(at), |at, e| at + i64::from(e.len) - i64::from(e.end - e.start))
    };
    let place = |at| u32::try_from(moved(at)).expect("place");
    rewrites
        .iter()
        .map(|r| Rewrite { start: place(r.start), end: place(r.start) + (r.end - r.start), len: r.len })
        .collect()
}

fn spans<S>(text: &str) -> Vec<Span<S>> {
    let mut ends: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
    ends.push(text.len());
    let pairs =
        ends.iter().flat_map(|&a| ends.iter().filter(move |&&b| a <= b).map(move |&b| Span::at(a, b)));
    pairs.collect()
}

/// The span without deleted text at its ends; `None` when all of it was deleted.
fn survivors(map: &OffsetMap, x: Span<Raw>) -> Option<Span<Raw>> {
    let start = (x.start..x.end).find(|&i| map.survives(i).1)?;
    let end = (x.start..x.end).rev().find(|&i| map.survives(i).1)? + 1;
    Some(Span::new(start, end))
}

proptest! {
    /// Two passes over different characters make the map that one pass over all of them makes.
    #[test]
    fn composed_maps_equal_one_big_map(raw in text(), acts in prop::collection::vec((act(), any::<bool>()), 1..12)) {
        // What an insertion beside deleted text stands for depends on which comes first.
        let single = |act: &Act| match act {
            Act::Replace(_, with) => Act::Replace(1, with),
            Act::Insert(_) => Act::Keep,
            _ => act.clone(),
        };
        let of_pass = |wanted: Option<bool>| -> Vec<Act> {
            let pick = |(act, second): &(Act, bool)| if wanted.is_none_or(|w| w == *second) { single(act) } else { Act::Keep };
            acts.iter().cycle().take(raw.chars().count().max(1)).map(pick).collect()
        };
        let (once, all) = rewrite(&raw, &of_pass(None));
        let (_, first) = rewrite(&raw, &of_pass(Some(false)));
        let second = later(&first, &rewrite(&raw, &of_pass(Some(true))).1);
        let map = OffsetMap::identity(raw.len()).then(&first).then(&second);
        let big = OffsetMap::identity(raw.len()).then(&all);
        for x in spans::<Norm>(&once) {
            if !x.is_empty() {
                prop_assert_eq!(map.raw(x), big.raw(x), "{:?}", x);
            }
        }
        for x in spans::<Raw>(&raw) {
            prop_assert_eq!(map.norm(x), big.norm(x), "{:?}", x);
        }
    }

    #[test]
    fn total_monotonic_and_on_boundaries((raw, norm, map) in case()) {
        prop_assert_eq!(map.norm_len() as usize, norm.len());
        prop_assert_eq!(map.raw_len() as usize, raw.len());
        for x in spans::<Norm>(&norm) {
            let y = map.raw(x);
            prop_assert!(raw.get(y.range()).is_some(), "{:?} -> {:?}", x, y);
            for inner in spans::<Norm>(&norm).into_iter().filter(|i| x.contains(*i) && !i.is_empty()) {
                prop_assert!(y.contains(map.raw(inner)));
            }
        }
        for x in spans::<Raw>(&raw) {
            let y = map.norm(x);
            prop_assert!(norm.get(y.range()).is_some(), "{:?} -> {:?}", x, y);
            for inner in spans::<Raw>(&raw).into_iter().filter(|i| x.contains(*i) && !i.is_empty()) {
                let within = map.norm(inner);
                prop_assert!(within.is_empty() || y.contains(within), "{:?} {:?}: {:?} {:?}", x, inner, y, within);
            }
        }
    }

    #[test]
    fn there_and_back_covers((raw, _norm, map) in case()) {
        for x in spans::<Raw>(&raw) {
            let back = map.raw(map.norm(x));
            let must = survivors(&map, x);
            // An insertion beside deleted text stands for it, so all of it may lie in one piece.
            prop_assert!(must.is_none_or(|must| back.contains(must)), "{:?} -> {:?}", x, back);
        }
    }

    #[test]
    fn back_and_there_covers((_raw, norm, map) in case()) {
        // A text that was inserted at an end of the span comes from nowhere.
        let has_origin = |at: u32| !map.raw(Span::new(at, at + 1)).is_empty();
        for x in spans::<Norm>(&norm).into_iter().filter(|x| !x.is_empty()) {
            let back = map.norm(map.raw(x));
            prop_assert!(!has_origin(x.start) || !has_origin(x.end - 1) || back.contains(x), "{:?} -> {:?}", x, back);
        }
    }

    #[test]
    fn pieces_cover_the_normalised_text((_raw, norm, map) in case()) {
        let mut at = 0;
        let mut raw_at = 0;
        for (piece, raw, is_linear) in map.pieces() {
            prop_assert_eq!(piece.start, at);
            prop_assert!(raw.start >= raw_at || !is_linear);
            prop_assert!(!is_linear || piece.len() == raw.len());
            at = piece.end;
            raw_at = raw.end;
        }
        prop_assert_eq!(at as usize, norm.len());
    }

    #[test]
    fn an_empty_pass_changes_nothing((_raw, _norm, map) in case()) {
        prop_assert_eq!(map.then(&[]), map);
    }
}

#[test]
fn composed_maps_equal_one_map() {
    // 經(jīng) 濟: the gloss goes first, then the blank; at once both go.
    let first = OffsetMap::identity(16).then(&[Rewrite { start: 0, end: 9, len: 3 }]);
    let both = first.then(&[Rewrite { start: 3, end: 4, len: 0 }]);
    let at_once = OffsetMap::identity(16)
        .then(&[Rewrite { start: 0, end: 9, len: 3 }, Rewrite { start: 9, end: 10, len: 0 }]);
    assert_eq!(both, at_once);
    assert_eq!(both.raw(Span::new(0, 3)), Span::new(0, 9));
    assert_eq!(both.raw(Span::new(0, 6)), Span::new(0, 13));
    assert_eq!(both.norm(Span::new(2, 9)), Span::new(0, 3));
    assert_eq!(both.norm(Span::new(9, 10)), Span::new(3, 3));
}

#[test]
fn places_between_characters_stay_places() {
    let map = OffsetMap::identity(9).then(&[Rewrite { start: 3, end: 6, len: 0 }]);
    assert_eq!(map.norm(Span::new(0, 0)), Span::new(0, 0));
    assert_eq!(map.norm(Span::new(6, 6)), Span::new(3, 3));
    assert_eq!(map.raw(Span::new(3, 3)), Span::new(3, 6));
    assert_eq!(map.norm(Span::new(4, 5)), Span::new(3, 3));
}
