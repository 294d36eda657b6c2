//! Decimal numbering of contingency plans and standards: 1 总则, 1.1 编制目的, 1.1.1 …, with or without a blank.
//!
//! A decimal alone tells nothing (1.5倍, 3.15); what counts is the row: 1.1 begins one, 1.2, 1.1.1 and 2.1 go on with it. A
//! plain number (1 总则) is a label of the first level when such a row goes on from it.

use std::ops::Range;

use super::label::Label;
use super::numeral::arabic;
use super::pattern::STOPS;
use super::{Line, NodeKind};
use crate::lexicon::WordSet;

/// Deepest level: 1.1.1.1.
const DEEPEST: usize = 4;
/// Highest number of one level.
const HIGHEST: u32 = 60;
/// Widest jump within a row; what is skipped is reported by the rules.
const WIDEST_JUMP: u32 = 3;
/// A row has at least so many labels with a point.
const FEWEST: usize = 3;
/// Longest heading of the first level, in bytes.
const LONGEST_HEADING: usize = 60;

/// What stands behind a decimal that is an amount, and what only looks like it.
static AMOUNTS: WordSet = WordSet::of("outline_words", "amount");
static NO_AMOUNTS: WordSet = WordSet::of("outline_words", "no_amount");

/// How a label of the first level is set off from its heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// 1 总则
    Blank,
    /// 1.总则, 1、总则
    Mark,
    /// 1总则
    Bare,
}

/// A line that begins with a number as the row writes them.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    line: usize,
    path: [u32; DEEPEST],
    depth: usize,
    /// Bytes of the label with its mark.
    len: usize,
    style: Style,
    /// Whether the rest of the line is as short as a heading and open at its end.
    is_short: bool,
}

impl Candidate {
    fn path(&self) -> &[u32] {
        self.path.get(..self.depth).unwrap_or(&[])
    }

    fn last(&self) -> u32 {
        self.path().last().copied().unwrap_or(0)
    }

    /// Whether it goes on a row after `before`.
    fn follows(&self, before: &Self) -> bool {
        let (here, last) = (self.path(), before.path());
        if self.depth > before.depth {
            // 1.1 below 1, 1.1.1 below 1.1; a row below may have lost its first label.
            let inner = here.get(before.depth..).unwrap_or(&[]);
            return here.starts_with(last) && (inner.iter().all(|&n| n == 1) || inner == [2]);
        }
        let Some((&number, parent)) = here.split_last() else { return false };
        let beside = last.get(self.depth - 1).copied().unwrap_or(0);
        let jump = number.saturating_sub(beside);
        if last.starts_with(parent) && number >= beside && jump <= WIDEST_JUMP {
            return jump > 0 || self.depth == before.depth;
        }
        self.begins_chapter() && here.first() > last.first()
    }

    /// Whether it is the first of its chapter: 3.1, 3.1.1.
    fn begins_chapter(&self) -> bool {
        self.depth > 1 && self.path().iter().skip(1).all(|&n| n == 1)
    }

    fn label(&self) -> Label {
        const KINDS: [NodeKind; DEEPEST] =
            [NodeKind::Decimal1, NodeKind::Decimal2, NodeKind::Decimal3, NodeKind::Decimal4];
        let kind = KINDS.get(self.depth - 1).copied().unwrap_or(NodeKind::Decimal4);
        Label { kind, number: Some(self.last()), len: self.len, doubtful: false }
    }
}

/// The decimal labels of a text with the lines they head, in order.
pub(super) fn labels(text: &str, lines: &[Line], contents: &Range<usize>) -> Vec<(usize, Label)> {
    let line = |index: usize| lines.get(index).map_or("", |l| l.span.of(text));
    let candidates: Vec<Candidate> = (0..lines.len())
        .filter(|index| !contents.contains(index))
        .filter_map(|index| candidate(index, line(index), index.checked_sub(1).map_or("", line)))
        .collect();
    if candidates.iter().filter(|c| c.depth > 1).count() < FEWEST {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut row: Vec<Candidate> = Vec::new();
    for (index, here) in candidates.iter().enumerate() {
        let ahead = candidates.get(index + 1..).unwrap_or(&[]);
        if fits(here, row.last(), candidates.get(..index).unwrap_or(&[]), ahead) {
            row.push(*here);
        } else if begins(here, ahead) {
            close(&mut row, &mut found);
            row.push(*here);
        }
    }
    close(&mut row, &mut found);
    found
}

/// Whether a candidate goes on the row that ends with `last`.
fn fits(here: &Candidate, last: Option<&Candidate>, before: &[Candidate], ahead: &[Candidate]) -> bool {
    let Some(last) = last.filter(|last| here.follows(last)) else { return false };
    if here.depth > 1 {
        // A wide jump to another chapter needs the next label as a witness.
        let far = here.path().first().zip(last.path().first()).is_some_and(|(a, b)| a - b > WIDEST_JUMP);
        return !far || next(ahead).is_some_and(|next| next.follows(here));
    }
    let is_next = here.last() == last.path().first().map_or(0, |n| n + 1);
    if leads(here, ahead) {
        return true;
    }
    // 8 附则 without anything numbered below it. A list 6. 7. 8. within a chapter counts by itself.
    let beside = before.iter().rev().find(|c| c.depth == 1 && c.style == here.style);
    let in_list =
        beside.is_some_and(|c| c.last() + 1 == here.last() && Some(c.last()) != last.path().first().copied());
    let behind_items = beside.is_some_and(|c| c.line > last.line);
    is_next && here.is_short && here.style != Style::Bare && !in_list && !behind_items
}

/// Whether a row begins here: 1 with 1.1 below it, or 1.1 (2.1 in an extract) with the next one below.
fn begins(here: &Candidate, ahead: &[Candidate]) -> bool {
    if here.depth == 1 {
        return leads(here, ahead);
    }
    here.begins_chapter()
        && next(ahead).is_some_and(|next| next.follows(here) && next.depth <= here.depth + 1)
}

/// Whether the next decimal is the first below this number.
fn leads(here: &Candidate, ahead: &[Candidate]) -> bool {
    let below = next(ahead).is_some_and(|next| next.begins_chapter() && next.path().starts_with(here.path()));
    // The same number again before it: that one is the heading.
    let again = ahead.iter().take_while(|c| c.depth == 1).any(|c| c.last() == here.last());
    below && !again
}

/// The next candidate with a point.
fn next(ahead: &[Candidate]) -> Option<&Candidate> {
    ahead.iter().find(|c| c.depth > 1)
}

/// Takes over a row that is long enough and counts.
fn close(row: &mut Vec<Candidate>, found: &mut Vec<(usize, Label)>) {
    let decimals = row.iter().filter(|c| c.depth > 1);
    let counts = decimals.clone().any(|c| c.last() > 1);
    if decimals.count() >= FEWEST && counts {
        found.extend(row.iter().map(|c| (c.line, c.label())));
    }
    row.clear();
}

/// Reads the number at the head of a line.
fn candidate(line: usize, content: &str, above: &str) -> Option<Candidate> {
    if !matches!(content.as_bytes().first()?, b'1'..=b'9' | 0xEF) || content.contains('\t') {
        return None;
    }
    let (mut path, mut depth, mut len) = ([0; DEEPEST], 0, 0);
    loop {
        let rest = content.get(len..)?;
        let Some((number, digits)) = arabic(rest).filter(|&(n, digits)| n <= HIGHEST && digits <= 6) else {
            break;
        };
        if number == 0 || rest.starts_with(['0', '０']) || depth == DEEPEST {
            return None;
        }
        path[depth] = number;
        depth += 1;
        len += digits;
        match content.get(len..)?.chars().next().filter(|c| matches!(c, '.' | '．')) {
            Some(point) if content.get(len + point.len_utf8()..).and_then(arabic).is_some() => {
                len += point.len_utf8();
            }
            _ => break,
        }
    }
    (depth > 0).then_some(())?;
    let rest = content.get(len..)?;
    let mark = rest.chars().next().filter(|c| matches!(c, '.' | '．' | '、')).map_or(0, char::len_utf8);
    let words = rest.get(mark..)?.trim_start_matches([' ', '\u{a0}', '\u{3000}']);
    let style = match words.len() {
        _ if mark > 0 => Style::Mark,
        n if n < rest.len() => Style::Blank,
        _ => Style::Bare,
    };
    let is_word = |c: char| {
        ('\u{4e00}'..='\u{9fff}').contains(&c) || c.is_ascii_alphabetic() || "“《〈【（(".contains(c)
    };
    let found = Candidate {
        line,
        path,
        depth,
        len: len + mark,
        style,
        is_short: content.len() <= LONGEST_HEADING && !content.ends_with(STOPS),
    };
    (words.starts_with(is_word) && !is_amount(&found, words, above)).then_some(found)
}

/// Whether the number counts what follows: 1.5倍. Behind a blank it may still be a label where a line above came to its end.
fn is_amount(found: &Candidate, words: &str, above: &str) -> bool {
    let looks = AMOUNTS.head_of(words).is_some() && NO_AMOUNTS.head_of(words).is_none();
    let runs_on = above.len() > LONGEST_HEADING && !above.ends_with(STOPS);
    looks && (found.style == Style::Bare || found.depth == 1) || runs_on && (looks || found.depth == 1)
}

#[cfg(test)]
mod tests {
    use crate::outline::build::outline;

    fn check(text: &str, expect: &[&str]) {
        let outline = outline(text, &[]);
        let found: Vec<String> = outline
            .nodes
            .iter()
            .map(|n| {
                let indent = " ".repeat(usize::from(n.level) - 1);
                format!("{indent}{}|{}", n.label.of(text), n.title.of(text))
            })
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn levels_of_a_plan() {
        check(
            "1 总则\n1.1 编制目的\n为了有序。\n1.2 工作原则\n1.2.1 统一领导。各方服从。\n1.2.2 快速反应。\n2 组织体系\n2.1 指挥部\n(1)县长任指挥长。\n(2)下设办公室。\n2.2 现场指挥部\n设在渡口。\n3 附则\n本预案自印发之日起施行。",
            &[
                "1|总则",
                " 1.1|编制目的",
                " 1.2|工作原则",
                "  1.2.1|统一领导",
                "  1.2.2|快速反应",
                "2|组织体系",
                " 2.1|指挥部",
                "  (1)|县长任指挥长",
                "  (2)|下设办公室",
                " 2.2|现场指挥部",
                "3|附则",
            ],
        );
        check(
            "１总则\n１．１编制目的\n有序。\n１．２编制依据\n依法。\n２组织体系\n２．１指挥部\n设在渡口。",
            &["１|总则", " １．１|编制目的", " １．２|编制依据", "２|组织体系", " ２．１|指挥部"],
        );
        check(
            "1. 总则\n1.1. 目的\n有序。\n1.2. 依据\n1. 依法。\n2. 依规。\n2. 组织\n2.1. 指挥部\n设在渡口。",
            &["1.|总则", " 1.1.|目的", " 1.2.|依据", "  1.|依法", "  2.|依规", "2.|组织", " 2.1.|指挥部"],
        );
    }

    #[test]
    fn below_other_headings() {
        check(
            "一、总则\n1.1编制目的\n有序。\n1.2编制依据\n依法。\n二、组织\n2.1指挥部\n在渡口。\n2.3办公室\n在码头。",
            &["一、|总则", " 1.1|编制目的", " 1.2|编制依据", "二、|组织", " 2.1|指挥部", " 2.3|办公室"],
        );
    }

    #[test]
    fn amounts_and_dates_are_no_labels() {
        for text in [
            "1.5倍以上的\n1.6倍以上的\n1.7倍以上的",
            "3.15 消费者权益日\n3.16 巡查\n3.17 巡查",
            "1.1 元旦放假。\n4.5 清明放假。",
            "2.5公里\n1.1 渡口甲\n2.3 渡口乙\n4.1 渡口丙",
            "2020.3.1发布\n2020.3.2修订\n2020.3.3废止",
            "1.1 甲渡口\t三\n1.2 乙渡口\t四\n1.3 丙渡口\t五",
        ] {
            check(text, &[]);
        }
        check(
            "1.1 赔偿\n有序。\n1.2 标准\n按票价的\n1.3倍赔偿。\n1.3 时限\n三天。",
            &["1.1|赔偿", "1.2|标准", "1.3|时限"],
        );
    }
}
