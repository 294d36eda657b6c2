//! Long names that the paper writes one way throughout and once otherwise: two parts changed places, or one part fell out.
//!
//! A name is what ends in one of the words of `dictionaries/term_heads.tsv`. Every stretch of Chinese that ends in such a word is
//! noted under its length and the bag of its characters, so transposed names meet; what is noted costs a few sums per character.

use std::sync::LazyLock;

use super::Params;
use crate::check::Subject;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::lexicon::{Lexicon, ListId, WordSet};
use crate::text::{Norm, Span};

/// Shortest name, in characters.
const SHORTEST: usize = 7;
/// Longest name, in characters.
const LONGEST: usize = 14;
/// Occurrences that make a name the paper's own.
const CUSTOM: u32 = 3;
/// Characters in front of a common tail that may be jumbled.
const FRONT: usize = 4;
/// Characters of the common tail.
const TAIL: usize = 5;
/// Characters before a turn in which a verb makes it two words of a sentence.
const ASKED: usize = 9;
/// Characters that must stand before a part that fell out.
const STEM: usize = 5;

/// Characters that must stand before one that a name of a body has too many or too few.
const BODY_STEM: usize = 4;

/// What a head word makes of a name: whether a part may have fallen out of it, and for bodies (有限公司, 协会) its own length in
/// characters, since of them one character is told.
type Head = (bool, usize);

/// Verbs whose object the first part may be.
static ASKS: WordSet = WordSet::of("rule_words", "asks_for");

/// Verbs that make a turned stretch a clause: 选举居民委员会 beside 居民委员会选举.
static CLAUSES: WordSet = WordSet::of("rule_words", "clause_verb");

static HEADS: LazyLock<(ListId, Vec<Head>)> = LazyLock::new(|| {
    let lexicon = Lexicon::embedded();
    let table = lexicon.table("term_heads");
    let sort = table.column("sort");
    let (head, rows) = (table.column("head"), (0u32..).zip(table.rows()));
    let heads = rows.map(|(row, _)| match table.cell(row, sort) {
        "body" => (false, table.cell(row, head).chars().count()),
        kind => (kind == "named", 0),
    });
    (lexicon.list("term_heads"), heads.collect())
});

/// One spelling of a stretch that ends in a head word.
pub(super) struct Spelling<'t> {
    /// Length in characters and the sum of their weights: the same for names that meet.
    key: (usize, u64),
    words: &'t str,
    span: Span<Norm>,
    count: u32,
    head: Head,
}

/// Spellings, each once, sorted by key and words.
pub(super) type Bags<'t> = Vec<Spelling<'t>>;

/// 长名称的词序前后不一
pub(super) fn transposed(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let bags = cx.shared.names.get_or_init(|| gather(cx.subject));
    let mut found: Vec<(Span<Norm>, &str, &str)> = jumbled(bags);
    for spellings in bags.chunk_by(|a, b| a.key == b.key).filter(|s| s.len() > 1) {
        for odd in spellings.iter().filter(|s| s.count == 1) {
            let usual = spellings.iter().find(|s| s.count >= CUSTOM && is_transposed(s.words, odd.words));
            let turn = usual.map(|u| from_turn(odd, u.words));
            found.extend(turn.filter(|(at, ..)| !is_clause(cx.subject, at.start)));
        }
    }
    found.retain(|(_, odd, _)| !CLAUSES.is_in(odd));
    judgement(found)
}

/// Names with one tail whose first four characters are the same but for one, in another order: 建设工作节点拨付比例 for
/// 工程建设节点拨付比例.
fn jumbled<'t>(bags: &Bags<'t>) -> Vec<(Span<Norm>, &'t str, &'t str)> {
    let mut tails: Vec<(&str, &str, &Spelling<'t>)> = bags
        .iter()
        .filter(|s| s.key.0 >= FRONT + TAIL)
        .filter_map(|s| {
            let (cut, _) = s.words.char_indices().nth(FRONT)?;
            let (front, tail) = s.words.split_at_checked(cut)?;
            Some((tail, front, s))
        })
        .collect();
    tails.sort_unstable_by_key(|(tail, front, _)| (*tail, *front));
    let mut found = Vec::new();
    for group in tails.chunk_by(|a, b| a.0 == b.0).filter(|g| g.len() > 1) {
        for (_, front, odd) in group.iter().filter(|(.., s)| s.count == 1) {
            let usual = group.iter().find(|(_, other, s)| s.count >= 2 && is_jumbled(other, front));
            found.extend(usual.map(|(.., u)| (odd.span, odd.words, u.words)));
        }
    }
    found
}

/// Whether two fronts share all characters but one, and hardly any in its place.
fn is_jumbled(usual: &str, odd: &str) -> bool {
    let mut rest: Vec<char> = usual.chars().collect();
    let kept = rest.len();
    let placed = usual.chars().zip(odd.chars()).filter(|(a, b)| a == b).count();
    for c in odd.chars() {
        if let Some(at) = rest.iter().position(|r| *r == c) {
            rest.swap_remove(at);
        }
    }
    // 稳妥实施 and 妥实施了 are one phrase seen from two places.
    let (a, b): (Vec<char>, Vec<char>) = (usual.chars().collect(), odd.chars().collect());
    let is_shift = a.get(1..) == b.get(..FRONT - 1) || b.get(1..) == a.get(..FRONT - 1);
    kept == FRONT && rest.len() == 1 && placed == 0 && !is_shift
}

/// Only what changed places and what follows: the characters before may belong to another word (缴存人|个人账户).
fn from_turn<'t>(odd: &Spelling<'t>, usual: &'t str) -> (Span<Norm>, &'t str, &'t str) {
    let same =
        odd.words.char_indices().zip(usual.chars()).find(|((_, a), b)| a != b).map_or(0, |((at, _), _)| at);
    let (rest, other) = (odd.words.get(same..).unwrap_or(odd.words), usual.get(same..).unwrap_or(usual));
    let start = odd.span.end.saturating_sub(crate::text::to_u32(rest.len()));
    (Span::new(start, odd.span.end), rest, other)
}

/// Whether the first part of what seems turned is asked for in front of it: 申请住房贷款，最高额度…… that has lost its mark.
fn is_clause(subject: &Subject<'_>, turn: u32) -> bool {
    let text = subject.text();
    let Some(before) = text.get(..turn as usize) else { return false };
    let near = before.char_indices().rev().take(ASKED).take_while(|(_, c)| is_han(*c)).last();
    near.and_then(|(at, _)| before.get(at..)).is_some_and(|near| ASKS.is_in(near))
}

/// 长名称漏了一部分
pub(super) fn shortened(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let bags = cx.shared.names.get_or_init(|| gather(cx.subject));
    let mut found: Vec<(Span<Norm>, &str, &str)> = Vec::new();
    found.extend(one_off(bags));
    for usual in bags.iter().filter(|s| s.head.0 && s.count > CUSTOM) {
        for (short, bag) in without_one_part(usual.words) {
            let odd = lookup(bags, &short, bag).filter(|o| o.count <= 2 && o.count * 2 <= usual.count);
            found.extend(odd.map(|o| (o.span, o.words, usual.words)));
        }
    }
    judgement(found)
}

/// Names of bodies that have one character too many or too few where the usual name stands three times: 甲乙船协会 for 甲乙船舶协会.
fn one_off<'t>(bags: &Bags<'t>) -> Vec<(Span<Norm>, &'t str, &'t str)> {
    let mut found = Vec::new();
    for long in bags.iter().filter(|s| s.head.1 > 0 && (s.count == 1 || s.count >= CUSTOM)) {
        for (short, bag) in without_one_character(long.words, long.head.1) {
            let pair = lookup(bags, &short, bag).and_then(|short| match (long.count, short.count) {
                (CUSTOM.., 1) => Some((short, long)),
                (1, CUSTOM..) => Some((long, short)),
                _ => None,
            });
            found.extend(pair.map(|(odd, usual)| (odd.span, odd.words, usual.words)));
        }
    }
    found
}

/// The spelling of these words.
fn lookup<'b, 't>(bags: &'b Bags<'t>, words: &str, bag: u64) -> Option<&'b Spelling<'t>> {
    let key = (words.chars().count(), bag);
    bags.binary_search_by(|s| (s.key, s.words).cmp(&(key, words))).ok().and_then(|at| bags.get(at))
}

/// Of findings that end at the same place the longest is told.
fn judgement(mut found: Vec<(Span<Norm>, &str, &str)>) -> Judgement {
    found.sort_by_key(|(span, _, usual)| (span.end, span.start, *usual));
    found.dedup_by(|b, a| a.0.overlaps(b.0));
    let flaws =
        found.into_iter().map(|(span, odd, usual)| Flaw::at(span).with("match", odd).with("other", usual));
    Judgement::of(flaws.collect(), "长名称前后一致")
}

/// Every stretch that ends in a head word.
fn gather<'t>(subject: &'t Subject<'_>) -> Bags<'t> {
    let (list, heads) = &*HEADS;
    let text = subject.text();
    let outline = subject.outline;
    let mut bags = Bags::new();
    for hit in subject.hits.of(*list) {
        let Some(head) = text.get(..hit.end as usize) else { continue };
        let line = outline.line_holding(hit.start);
        if !line.is_some_and(|l| l.part.is_text()) {
            continue;
        }
        let sort = heads.get(hit.row as usize).copied().unwrap_or_default();
        let mut bag = 0u64;
        for (length, (at, c)) in (1..=LONGEST).zip(head.char_indices().rev()) {
            if !is_han(c) || is_particle(c) {
                break;
            }
            bag = bag.wrapping_add(weight(c));
            if length < SHORTEST {
                continue;
            }
            let words = text.get(at..hit.end as usize).unwrap_or("");
            let span = Span::at(at, hit.end as usize);
            bags.push(Spelling { key: (length, bag), words, span, count: 1, head: sort });
        }
    }
    bags.sort_unstable_by(|a, b| (a.key, a.words, a.span.start).cmp(&(b.key, b.words, b.span.start)));
    bags.dedup_by(|later, first| {
        let same = later.key == first.key && later.words == first.words;
        first.count += if same { later.count } else { 0 };
        same
    });
    bags
}

fn is_han(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

/// Characters that no name holds: it begins behind them.
fn is_particle(c: char) -> bool {
    matches!(
        c,
        '的' | '了'
            | '在'
            | '将'
            | '至'
            | '由'
            | '从'
            | '向'
            | '对'
            | '把'
            | '与'
            | '和'
            | '及'
            | '或'
            | '等'
            | '为'
            | '是'
            | '以'
            | '于'
            | '其'
            | '该'
            | '被'
            | '到'
            | '给'
            | '并'
            | '可'
            | '须'
            | '需'
            | '我'
            | '你'
            | '他'
            | '这'
            | '那'
            | '每'
    )
}

/// A number of a character whose sums seldom agree by chance.
fn weight(c: char) -> u64 {
    (u64::from(c) ^ 0x9E37)
        .wrapping_mul(0x9E37_79B9_7F4A_7C15)
        .rotate_left(23)
        .wrapping_mul(0xD6E8_FEB8_6659_FD93)
}

/// Whether two neighbouring parts of two characters or more changed places: AB and BA between a common head and tail.
fn is_transposed(usual: &str, odd: &str) -> bool {
    let a: Vec<char> = usual.chars().collect();
    let b: Vec<char> = odd.chars().collect();
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (Some(a), Some(b)) = (middle(&a, head, tail), middle(&b, head, tail)) else { return false };
    let turns = |at: usize| {
        let (Some((x, y)), Some((u, v))) = (a.split_at_checked(at), b.split_at_checked(b.len() - at)) else {
            return false;
        };
        x == v && y == u
    };
    a.len() >= 4 && (2..=a.len().saturating_sub(2)).any(turns)
}

fn middle(chars: &[char], head: usize, tail: usize) -> Option<&[char]> {
    chars.get(head..chars.len().checked_sub(tail)?)
}

/// The name without two characters in its middle, each with its bag.
fn without_one_part(usual: &str) -> Vec<(String, u64)> {
    let chars: Vec<char> = usual.chars().collect();
    let last = chars.len().saturating_sub(4);
    let cut = |at: usize| {
        let kept: String = chars.iter().take(at).chain(chars.iter().skip(at + 2)).collect();
        let bag = kept.chars().fold(0u64, |sum, c| sum.wrapping_add(weight(c)));
        (kept, bag)
    };
    (STEM..=last).map(cut).filter(|(short, _)| short.chars().count() >= SHORTEST).collect()
}

/// The name without one character between its beginning and its head word; a figure tells two bodies apart.
fn without_one_character(long: &str, head: usize) -> Vec<(String, u64)> {
    let chars: Vec<char> = long.chars().collect();
    let cut = |at: usize| {
        let is_figure = chars.get(at).is_some_and(|c| "一二三四五六七八九十".contains(*c));
        let kept: String = chars.iter().take(at).chain(chars.iter().skip(at + 1)).collect();
        let bag = kept.chars().fold(0u64, |sum, c| sum.wrapping_add(weight(c)));
        (!is_figure && chars.len() > SHORTEST).then_some((kept, bag))
    };
    (BODY_STEM..chars.len().saturating_sub(head)).filter_map(cut).collect()
}

#[cfg(test)]
mod tests {
    use super::{is_transposed, without_one_character};

    #[test]
    fn one_character_is_left_out() {
        let short = without_one_character("海东内河船舶协会", 2);
        assert_eq!(short.first().map(|(words, _)| words.as_str()), Some("海东内河舶协会"));
        assert_eq!(short.len(), 2);
        assert_eq!(without_one_character("海东内河第二船厂有限公司", 4).len(), 3);
    }

    #[test]
    fn parts_change_places() {
        for (usual, odd, is) in [
            ("职工渡口安全联名卡", "渡口职工安全联名卡", true),
            ("渡口安全专用账户", "渡口专用安全账户", true),
            ("渡口安全专用账户", "渡口安全专用账户", false),
            ("渡口安专全用账户", "渡口安全专用账户", false),
        ] {
            assert_eq!(is_transposed(usual, odd), is, "{usual} {odd}");
        }
    }
}
