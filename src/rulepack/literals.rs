//! Literals that every match of a pattern holds: what one pass over a text looks for, so that a pattern is tried only where it may
//! match.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex_syntax::hir::{Class, ClassUnicodeRange, Hir, HirKind};

use crate::lexicon;

/// A literal set larger than this is no help.
const MAX_LITERALS: usize = 64;
/// A class of more characters is no set of literals.
const MAX_CHARACTERS: u64 = 8;
/// Most words of a class of words.
const MAX_WORDS: usize = 2_000;

/// All sets of literals of each of which one stands in every match, the rarest first.
pub(super) fn sets(hir: &Hir) -> Vec<Vec<String>> {
    let mut all = gather(hir);
    all.sort_by_cached_key(|set| frequency(set));
    all
}

fn gather(hir: &Hir) -> Vec<Vec<String>> {
    let mut all = match hir.kind() {
        HirKind::Capture(capture) => gather(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => gather(&repetition.sub),
        HirKind::Concat(parts) => cross(parts),
        _ => required(hir).into_iter().collect(),
    };
    all.retain(|set| !set.is_empty() && set.iter().all(|literal| !literal.is_empty()));
    all
}

/// The best set of literals one of which stands in every match.
pub(super) fn required(hir: &Hir) -> Option<Vec<String>> {
    let set = match hir.kind() {
        HirKind::Literal(literal) => vec![String::from_utf8(literal.0.to_vec()).ok()?],
        HirKind::Class(class) => characters(class, MAX_CHARACTERS)?,
        HirKind::Capture(capture) => required(&capture.sub)?,
        HirKind::Repetition(repetition) if repetition.min > 0 => required(&repetition.sub)?,
        HirKind::Concat(parts) => best(&cross(parts))?,
        HirKind::Alternation(parts) => {
            let mut all = Vec::new();
            for part in parts {
                all.extend(required(part)?);
            }
            all
        }
        _ => return None,
    };
    (!set.is_empty() && set.len() <= MAX_LITERALS).then_some(set)
}

/// The characters of a class, when they are no more than `most`.
fn characters(class: &Class, most: u64) -> Option<Vec<String>> {
    let Class::Unicode(class) = class else { return None };
    let count = |r: &ClassUnicodeRange| u64::from(r.end() as u32) - u64::from(r.start() as u32) + 1;
    let is_few = class.iter().map(count).sum::<u64>() <= most;
    is_few.then(|| class.iter().flat_map(|r| r.start()..=r.end()).map(String::from).collect())
}

/// The words of a pattern that is nothing but a choice of words.
pub(super) fn words(hir: &Hir) -> Option<Vec<String>> {
    exact(hir, MAX_WORDS).filter(|words| !words.is_empty() && words.iter().all(|word| !word.is_empty()))
}

/// The literal sets of the parts of a sequence, where neighbouring exact parts are joined (审[查核] → 审查, 审核).
fn cross(parts: &[Hir]) -> Vec<Vec<String>> {
    let mut sets = Vec::new();
    let mut run: Option<Vec<String>> = None;
    for part in parts {
        let exact = exact(part, MAX_LITERALS);
        run = match (run.take(), exact) {
            (Some(head), Some(tail)) if head.len() * tail.len() <= MAX_LITERALS => {
                Some(head.iter().flat_map(|h| tail.iter().map(move |t| format!("{h}{t}"))).collect())
            }
            (head, Some(tail)) => {
                sets.extend(head);
                Some(tail)
            }
            (head, None) => {
                sets.extend(head);
                sets.extend(required(part));
                None
            }
        };
    }
    sets.extend(run);
    sets
}

/// All texts a part matches, when they are no more than `most`.
fn exact(hir: &Hir, most: usize) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(literal) => Some(vec![String::from_utf8(literal.0.to_vec()).ok()?]),
        HirKind::Class(class) => characters(class, MAX_CHARACTERS.max(most as u64 / 16)),
        HirKind::Capture(capture) => exact(&capture.sub, most),
        HirKind::Concat(parts) => {
            let mut all = vec![String::new()];
            for part in parts {
                let tail = exact(part, most)?;
                if all.len() * tail.len() > most {
                    return None;
                }
                all = all.iter().flat_map(|h| tail.iter().map(move |t| format!("{h}{t}"))).collect();
            }
            Some(all)
        }
        HirKind::Alternation(parts) => {
            let mut all = Vec::new();
            for part in parts {
                all.extend(exact(part, most)?);
            }
            (all.len() <= most).then_some(all)
        }
        _ => None,
    }
}

/// What leads a search to a pattern: the anchors that its rule states, those of them that every match holds one of, or one of its
/// own sets of literals, whichever are the rarest; with the index of the set when it is one.
pub(super) fn leads(sets: &[Vec<String>], anchors: &[String]) -> (Vec<String>, Option<usize>) {
    let is_usable = |set: &[String]| set.iter().all(|literal| is_usable(literal));
    let own =
        sets.iter().enumerate().filter(|(_, set)| is_usable(set)).map(|(i, set)| (set.clone(), Some(i)));
    let held = sets.iter().filter_map(|set| held(set, anchors)).map(|set| (set, None));
    let stated = (!anchors.is_empty()).then(|| (anchors.to_vec(), None));
    own.chain(held).chain(stated).min_by_key(|(set, _)| frequency(set)).unwrap_or_default()
}

/// The anchors that stand in literals of the set, when one stands in each of them.
fn held(set: &[String], anchors: &[String]) -> Option<Vec<String>> {
    let is_in = |anchor: &String| set.iter().any(|literal| literal.contains(anchor.as_str()));
    let has_one = |literal: &String| anchors.iter().any(|anchor| literal.contains(anchor.as_str()));
    set.iter().all(has_one).then(|| anchors.iter().filter(|anchor| is_in(anchor)).cloned().collect())
}

/// The set that leads to the fewest places; those that lead nearly everywhere last.
fn best(sets: &[Vec<String>]) -> Option<Vec<String>> {
    let sets = sets.iter().filter(|s| !s.is_empty());
    sets.min_by_key(|s| (!s.iter().all(|l| is_usable(l)), frequency(s))).cloned()
}

/// Frequent words by their rank.
static RANKS: LazyLock<HashMap<&'static str, u32>> =
    LazyLock::new(|| lexicon::words("common_words").unwrap_or_default().into_iter().zip(0..).collect());

/// About how often one of the literals stands in a million characters of policy papers. A word's frequency follows from its rank
/// (Zipf's law, Human Behavior and the Principle of Least Effort, 1949); what is no common word is rare.
fn frequency(set: &[String]) -> u32 {
    let one = |literal: &String| match (RANKS.get(literal.as_str()), literal.chars().count()) {
        (Some(rank), _) => 80_000 / (rank + 10),
        (None, 0 | 1) => 3_000,
        (None, 2) => 16,
        (None, 3) => 4,
        (None, _) => 1,
    };
    set.iter().map(one).sum()
}

/// Whether a literal is rare enough to lead anywhere: two characters, or one of the marks that only titles and numbers have.
pub(super) fn is_usable(literal: &str) -> bool {
    let mut chars = literal.chars();
    match (chars.next(), chars.next()) {
        (Some(_), Some(_)) => true,
        (Some(only), None) => "《》〈〉〔〕【】﹝﹞[]<>＜＞①②③④⑤⑥⑦⑧⑨⑩".contains(only),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rarest_leads() {
        let cases: &[(&str, &[&str], &[&str])] = &[
            ("(?:企业|公司)[^。]{0,20}(?:专营|独家)", &[], &["专营", "独家"]),
            // The anchor stands in every literal of one set, and is one word for many.
            ("企业[^。]{0,9}一律停(?:电|水|产|业|办|用|供|发|止|工)", &["一律停", "企业"], &["一律停"]),
            // A literal without an anchor: its own.
            ("[0-9]+元.{0,4}(?:管理费|卫生费)", &["管理费", "摊位费"], &["管理费", "卫生费"]),
            // No literal of two characters: the anchors.
            ("[甲乙][0-9]+[丙丁]", &["甲方", "乙方"], &["甲方", "乙方"]),
        ];
        for (pattern, anchors, expect) in cases {
            let hir = regex_syntax::Parser::new().parse(pattern).expect("a pattern");
            let anchors: Vec<String> = anchors.iter().map(ToString::to_string).collect();
            assert_eq!(leads(&sets(&hir), &anchors).0, *expect, "{pattern}");
        }
    }
}
