//! A clause as a row of tokens: what counts in law in one piece, the rest character by character.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::clause::Clause;
use crate::lexicon::{Lexicon, Terms, WordSet};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Kind {
    /// 应当
    Must,
    /// 不得
    MustNot,
    /// 可以, 鼓励
    May,
    /// A time limit.
    Deadline,
    /// A unit that is given something, or a known organ.
    Unit,
    /// 原则上, 视情
    Hedge,
    /// 批准, 许可
    Approval,
    /// 备案, 告知
    Notice,
    /// A number.
    Number,
    /// A character.
    Other,
}

/// A piece of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    pub(super) kind: Kind,
}

/// Words with their modality; `none` covers words that only look like one.
struct Modals {
    words: HashMap<&'static str, Option<Kind>>,
    longest: usize,
    measures: Vec<&'static str>,
}

static MODALS: LazyLock<Modals> = LazyLock::new(|| {
    let lexicon = Lexicon::embedded();
    let table = lexicon.table("modality");
    let (term, modality) = (table.column("term"), table.column("modality"));
    let row = |row: &[&'static str]| {
        let kind = match *row.get(modality)? {
            "must" => Some(Kind::Must),
            "must_not" => Some(Kind::MustNot),
            "may" | "encouraged" => Some(Kind::May),
            _ => None,
        };
        Some((*row.get(term)?, kind))
    };
    let words: HashMap<_, _> = table.rows().filter_map(row).collect();
    let measures = lexicon.table("measure_words");
    let column = measures.column("term");
    Modals {
        longest: words.keys().map(|w| w.len()).max().unwrap_or(0),
        words,
        measures: measures.rows().filter_map(|row| row.get(column).copied()).collect(),
    }
});

/// Words that make a clause weigh more or less, and words that only hold one of them.
static HEDGES: WordSet = WordSet::of("diff_words", "hedge");
static APPROVALS: WordSet = WordSet::of("diff_words", "approval");
static NOTICES: WordSet = WordSet::of("diff_words", "notice");
static OTHERS: WordSet = WordSet::of("diff_words", "none");
/// What stands before the name of an organ.
static LEVELS: WordSet = WordSet::of("diff_words", "level");

/// Names of organs without place and level.
static ORGANS: LazyLock<Terms> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("organs");
    let name = table.column("name");
    Terms::new(table.rows().filter_map(|row| row.get(name).copied()))
});

/// The tokens of a clause.
pub(super) fn tokens(clause: &Clause) -> Vec<Token<'_>> {
    let text = clause.text.as_str();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let (len, kind) = range_at(&clause.deadlines, at)
            .map(|len| (len, Kind::Deadline))
            .or_else(|| range_at(&clause.units, at).max(organ(rest)).map(|len| (len, Kind::Unit)))
            .or_else(|| number(rest).map(|len| (len, Kind::Number)))
            .or_else(|| modal(rest))
            .or_else(|| weighty(rest))
            .unwrap_or((rest.chars().next().map_or(1, char::len_utf8), Kind::Other));
        if let Some(text) = text.get(at..at + len) {
            // Marks and blanks say nothing; 依法，可以 and 依法可以 are the same.
            if kind != Kind::Other || text.chars().any(char::is_alphanumeric) {
                found.push(Token { text, kind });
            }
        }
        at += len;
    }
    found
}

/// Length of the range that begins at a byte.
fn range_at(ranges: &[(u32, u32)], at: usize) -> Option<usize> {
    let (start, end) = ranges.iter().find(|(start, end)| *start as usize == at && end > start)?;
    Some((end - start) as usize)
}

/// Length of the name of a known organ that a text begins with, with the level before it: 县公安局.
fn organ(text: &str) -> Option<usize> {
    let mut name = text;
    while let Some(rest) = LEVELS.behind(name) {
        name = rest;
    }
    let level = text.len() - name.len();
    // 城市管理局 begins with no level, 镇江海关 with one that is none.
    let bare = ORGANS.longest_at(text).map(|found| found.end);
    let (at, found) = match bare {
        Some(end) => (0, end),
        None => (level, ORGANS.longest_at(name)?.end),
    };
    let shortest = if at > 0 { 2 } else { 3 };
    let is_long = text.get(at..at + found)?.chars().nth(shortest - 1).is_some();
    is_long.then_some(at + found)
}

/// Length and kind of the word that a text begins with and that makes a clause weigh more or less, the longest one.
fn weighty(text: &str) -> Option<(usize, Kind)> {
    let sets = [
        (&HEDGES, Kind::Hedge),
        (&APPROVALS, Kind::Approval),
        (&NOTICES, Kind::Notice),
        (&OTHERS, Kind::Other),
    ];
    let words = sets.iter().flat_map(|(set, kind)| set.words().iter().map(move |word| (word, *kind)));
    let found = words.filter(|(word, _)| text.starts_with(**word)).map(|(word, kind)| (word.len(), kind));
    found.max_by_key(|(len, _)| *len)
}

/// Length of the number a text begins with: digits, or Chinese figures before a measure word.
fn number(text: &str) -> Option<usize> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    if digits > 0 && text.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(digits);
    }
    let figures = text.len()
        - text.trim_start_matches(|c: char| "〇零一二两三四五六七八九十百千万亿".contains(c)).len();
    let behind = text.get(figures..)?;
    let is_measured = || MODALS.measures.iter().any(|m| behind.starts_with(m));
    (figures > 0 && is_measured()).then_some(figures)
}

/// Length and kind of the word of modality a text begins with.
fn modal(text: &str) -> Option<(usize, Kind)> {
    let longest = MODALS.longest.min(text.len());
    let lens = (1..=longest).rev().filter(|len| text.is_char_boundary(*len));
    let found = lens.filter_map(|len| {
        let kind = MODALS.words.get(text.get(..len)?)?;
        Some(((*kind).unwrap_or(Kind::Other), len))
    });
    found.map(|(kind, len)| (len, kind)).next().filter(|(_, kind)| *kind != Kind::Other)
}

#[cfg(test)]
mod tests {
    use super::{Clause, Kind, tokens};

    #[test]
    fn what_counts_stays_in_one_piece() {
        let clause = Clause {
            text: "各渡口应当配备20件、可以租用三条，不得借用".into(),
            ..Clause::default()
        };
        let found: Vec<(&str, Kind)> =
            tokens(&clause).iter().filter(|t| t.kind != Kind::Other).map(|t| (t.text, t.kind)).collect();
        let expect =
            [("应当", Kind::Must), ("20", Kind::Number), ("可以", Kind::May), ("不得", Kind::MustNot)];
        assert!(expect.iter().all(|e| found.contains(e)), "{found:?}");
    }

    #[test]
    fn organs_and_weighty_words_stay_in_one_piece() {
        let check = |text: &str, expect: &[(&str, Kind)]| {
            let clause = Clause { text: text.into(), ..Clause::default() };
            let found: Vec<(&str, Kind)> =
                tokens(&clause).iter().filter(|t| t.kind != Kind::Other).map(|t| (t.text, t.kind)).collect();
            assert_eq!(found, expect, "{text}");
        };
        check("河西县公安局、城管局共同实施", &[("县公安局", Kind::Unit), ("城管局", Kind::Unit)]);
        check("报乡镇人民政府备案", &[("乡镇人民政府", Kind::Unit), ("备案", Kind::Notice)]);
        check("视情节轻重处理", &[]);
        check(
            "原则上经批准后视情况办理",
            &[("原则上", Kind::Hedge), ("批准", Kind::Approval), ("视情况", Kind::Hedge)],
        );
    }
}
