//! Two versions of a document by clause: which clauses are gone, new or changed, and what the change does.

use std::collections::{HashMap, HashSet};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::clause::Clause;
use super::token::{Kind, Token, tokens};
use crate::report::{Change, ChangeKind, ClauseAt, Difference, DifferenceKind};
use crate::text::letters;

/// Share of common character pairs, in per cent, from which two clauses are one that was changed; less is asked of clauses with
/// the same label.
const ALIKE: usize = 50;
const ALIKE_SAME_LABEL: usize = 30;
/// So many pairs of clauses are compared at most; beyond, only labels tell which belong together.
const MOST_PAIRS: usize = 1_000_000;
/// Tokens of a clause up to which every difference is told by itself.
const MOST_TOKENS: usize = 6_000;

/// What became of one clause: its place in either version, and what differs between the two forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matched {
    /// Place in the earlier version; `None` for a new clause.
    pub before: Option<usize>,
    /// Place in the later version; `None` for a clause that is gone.
    pub after: Option<usize>,
    /// Differences; none when only marks and blanks differ.
    pub differences: Vec<Difference>,
}

impl Matched {
    /// Whether the clause stands in both versions and says the same.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        self.before.is_some() && self.after.is_some() && self.differences.is_empty()
    }
}

/// Every clause of both versions with what became of it, in the order of the later version; one that is gone stands behind
/// what its neighbour before became.
#[must_use]
pub fn matched(before: &[Clause], after: &[Clause]) -> Vec<Matched> {
    let partner: HashMap<usize, usize> = aligned(before, after).into_iter().collect();
    let taken: HashSet<usize> = partner.values().copied().collect();
    let mut found: Vec<((usize, usize), Matched)> = Vec::new();
    let mut place = 0;
    for (index, old) in before.iter().enumerate() {
        let at = partner.get(&index).copied();
        place = at.unwrap_or(place);
        let new = at.and_then(|at| after.get(at));
        let differences = new.map(|new| differences(old, new)).unwrap_or_default();
        found.push(((place, index), Matched { before: Some(index), after: at, differences }));
    }
    for index in (0..after.len()).filter(|index| !taken.contains(index)) {
        let new = Matched { before: None, after: Some(index), differences: Vec::new() };
        found.push(((index, usize::MAX), new));
    }
    found.sort_by_key(|(place, _)| *place);
    found.into_iter().map(|(_, matched)| matched).collect()
}

/// The changes among the clauses, in the order of the later version, and how many clauses stayed.
#[must_use]
pub fn compare(before: &[Clause], after: &[Clause]) -> (Vec<Change>, usize) {
    let (same, changed): (Vec<_>, Vec<_>) =
        matched(before, after).into_iter().partition(Matched::is_unchanged);
    let change = |m: Matched| Change {
        kind: match (m.before, m.after) {
            (Some(_), Some(_)) => ChangeKind::Changed,
            (Some(_), None) => ChangeKind::Deleted,
            _ => ChangeKind::Added,
        },
        before: m.before.and_then(|at| before.get(at)).map(at_place),
        after: m.after.and_then(|at| after.get(at)).map(at_place),
        differences: m.differences,
    };
    (changed.into_iter().map(change).collect(), same.len())
}

fn at_place(clause: &Clause) -> ClauseAt {
    ClauseAt {
        label: clause.label.clone(),
        text: clause.text.clone(),
        line: clause.line,
        column: clause.column,
    }
}

/// Which clause of the earlier version belongs to which of the later: equal ones first, then those with the same label, then
/// the most alike.
fn aligned(before: &[Clause], after: &[Clause]) -> Vec<(usize, usize)> {
    let old: Vec<Words> = before.iter().map(Words::of).collect();
    let new: Vec<Words> = after.iter().map(Words::of).collect();
    let mut by_text: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, words) in new.iter().enumerate().rev() {
        by_text.entry(&words.plain).or_default().push(index);
    }
    let mut pairs = Vec::new();
    let (mut old_taken, mut new_taken) = (vec![false; old.len()], vec![false; new.len()]);
    let mut pair = |a: usize, b: usize, old_taken: &mut [bool], new_taken: &mut [bool]| {
        if let (Some(a_taken), Some(b_taken)) = (old_taken.get_mut(a), new_taken.get_mut(b)) {
            (*a_taken, *b_taken) = (true, true);
            pairs.push((a, b));
        }
    };
    for (index, words) in old.iter().enumerate() {
        if let Some(at) = by_text.get_mut(words.plain.as_str()).and_then(Vec::pop) {
            pair(index, at, &mut old_taken, &mut new_taken);
        }
    }
    let mut candidates = Vec::new();
    let free = |taken: &[bool]| -> Vec<usize> {
        taken.iter().enumerate().filter(|(_, t)| !**t).map(|(index, _)| index).collect()
    };
    let (olds, news) = (free(&old_taken), free(&new_taken));
    let is_many = olds.len().saturating_mul(news.len()) > MOST_PAIRS;
    for &a in &olds {
        for &b in &news {
            let (Some(x), Some(y)) = (old.get(a), new.get(b)) else { continue };
            let same_label = !x.label.is_empty() && x.label == y.label;
            if is_many && !same_label {
                continue;
            }
            let alike = x.alike(y);
            if alike >= if same_label { ALIKE_SAME_LABEL } else { ALIKE } {
                candidates.push((usize::MAX - alike - 10 * usize::from(same_label), a, b));
            }
        }
    }
    candidates.sort_unstable();
    for (_, a, b) in candidates {
        if old_taken.get(a) == Some(&false) && new_taken.get(b) == Some(&false) {
            pair(a, b, &mut old_taken, &mut new_taken);
        }
    }
    pairs
}

/// A clause in a form in which it is compared as a whole.
struct Words {
    plain: String,
    label: String,
    pairs: HashSet<(char, char)>,
}

impl Words {
    fn of(clause: &Clause) -> Self {
        let plain = letters(&clause.text);
        let pairs = plain.chars().zip(plain.chars().skip(1)).collect();
        Self { plain, label: clause.label.clone(), pairs }
    }

    /// Share of common character pairs in per cent (Dice).
    fn alike(&self, other: &Self) -> usize {
        let common = self.pairs.intersection(&other.pairs).count();
        200 * common / (self.pairs.len() + other.pairs.len()).max(1)
    }
}

/// Share of common character pairs of two texts, in per cent.
pub(super) fn alike(a: &str, b: &str) -> usize {
    let words = |text: &str| Words::of(&Clause { text: text.to_owned(), ..Clause::default() });
    words(a).alike(&words(b))
}

/// What differs between two forms of a clause; empty when only marks and blanks do.
fn differences(before: &Clause, after: &Clause) -> Vec<Difference> {
    let (old, new) = (tokens(before), tokens(after));
    let exact = told(&old, &new, alignment(&old, &new));
    // 甲局牵头，乙局配合 → 乙局牵头，甲局配合: unit by unit it reads as what it is; of a list with one unit less it does not.
    let (old_sorts, new_sorts) = (sorts(&old), sorts(&new));
    let paired = told(&old, &new, alignment(&old_sorts, &new_sorts));
    joined(if paired.len() <= exact.len() { paired } else { exact })
}

/// Which tokens stand against which. Aligning costs the square of what differs, so of clauses longer than anybody reads as one
/// only the common ends are aligned.
fn alignment(old: &[Token<'_>], new: &[Token<'_>]) -> Vec<DiffOp> {
    let (old_len, new_len) = (old.len(), new.len());
    if old_len.max(new_len) <= MOST_TOKENS {
        return capture_diff_slices(Algorithm::Myers, old, new);
    }
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let rest = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let tail = rest.min(old_len.min(new_len) - head);
    let (old_middle, new_middle) = (old_len - head - tail, new_len - head - tail);
    vec![
        DiffOp::Equal { old_index: 0, new_index: 0, len: head },
        DiffOp::Replace { old_index: head, old_len: old_middle, new_index: head, new_len: new_middle },
        DiffOp::Equal { old_index: old_len - tail, new_index: new_len - tail, len: tail },
    ]
}

/// The tokens, of units only that they are ones.
fn sorts<'t>(tokens: &[Token<'t>]) -> Vec<Token<'t>> {
    let sort =
        |token: &Token<'t>| if token.kind == Kind::Unit { Token { text: "", ..*token } } else { *token };
    tokens.iter().map(sort).collect()
}

/// The differences an alignment leaves: what it puts against each other and what stands aligned but has another text.
fn told(old: &[Token<'_>], new: &[Token<'_>], alignment: Vec<DiffOp>) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut tell = |a: &[Token<'_>], b: &[Token<'_>]| {
        let words = |tokens: &[Token<'_>]| tokens.iter().map(|t| t.text).collect::<String>();
        let (was, is) = (words(a), words(b));
        if letters(&was) != letters(&is) {
            found.push(Difference { kind: kind(a, b), before: was, after: is });
        }
    };
    for op in alignment {
        let (a, b) = (op.old_range(), op.new_range());
        let (a, b) = (old.get(a).unwrap_or_default(), new.get(b).unwrap_or_default());
        if matches!(op, DiffOp::Equal { .. }) {
            a.chunks(1).zip(b.chunks(1)).for_each(|(a, b)| tell(a, b));
        } else {
            tell(a, b);
        }
    }
    found
}

/// What a replacement does.
fn kind(before: &[Token<'_>], after: &[Token<'_>]) -> DifferenceKind {
    let has = |tokens: &[Token<'_>], kind: Kind| tokens.iter().any(|t| t.kind == kind);
    let either = |kind: Kind| has(before, kind) || has(after, kind);
    let binds = |tokens: &[Token<'_>]| has(tokens, Kind::Must) || has(tokens, Kind::MustNot);
    let lets = |tokens: &[Token<'_>]| has(tokens, Kind::May);
    let forbids = |tokens: &[Token<'_>]| has(tokens, Kind::MustNot);
    // 应当 → 原则上应当, 批准 → 备案.
    let is_lighter = |a: &[Token<'_>], b: &[Token<'_>]| {
        has(b, Kind::Hedge) && !has(a, Kind::Hedge)
            || has(a, Kind::Approval) && has(b, Kind::Notice) && !has(b, Kind::Approval)
    };
    if binds(before) && lets(after) && !binds(after) {
        DifferenceKind::Weakened
    } else if lets(before) && binds(after) && !binds(before) {
        DifferenceKind::Strengthened
    } else if forbids(before) != forbids(after) && binds(before) && binds(after) {
        DifferenceKind::Reversed
    } else if either(Kind::Deadline) {
        DifferenceKind::Deadline
    } else if either(Kind::Unit) {
        DifferenceKind::Unit
    } else if either(Kind::Number) {
        DifferenceKind::Number
    } else if binds(before) && !binds(after) || is_lighter(before, after) {
        DifferenceKind::Weakened
    } else if binds(after) && !binds(before) || is_lighter(after, before) {
        DifferenceKind::Strengthened
    } else {
        DifferenceKind::Wording
    }
}

/// Many small differences of wording read best as they are, but not more than a person takes in.
fn joined(found: Vec<Difference>) -> Vec<Difference> {
    const MOST_WORDINGS: usize = 6;
    let wordings = found.iter().filter(|d| d.kind == DifferenceKind::Wording).count();
    if wordings <= MOST_WORDINGS {
        return found;
    }
    let mut kept: Vec<Difference> = found.into_iter().filter(|d| d.kind != DifferenceKind::Wording).collect();
    let before = format!("（{wordings} 处改写，见条文）");
    kept.push(Difference { kind: DifferenceKind::Wording, before, after: String::new() });
    kept
}

#[cfg(test)]
mod tests {
    use super::{Clause, compare};
    use crate::report::ChangeKind;

    fn clauses(texts: &[(&str, &str)]) -> Vec<Clause> {
        let clause = |(label, text): &(&str, &str)| Clause {
            label: (*label).into(),
            text: (*text).into(),
            ..Clause::default()
        };
        texts.iter().map(clause).collect()
    }

    /// Each change as `新增 第三条` or `修改 第三条 弱化:应当>可以`.
    fn check(before: &[(&str, &str)], after: &[(&str, &str)], expect: &[&str]) {
        let (changes, _) = compare(&clauses(before), &clauses(after));
        let shown: Vec<String> = changes
            .iter()
            .map(|c| {
                let clause = if c.kind == ChangeKind::Deleted { &c.before } else { &c.after };
                let label = clause.as_ref().map(|c| c.label.clone()).unwrap_or_default();
                let what =
                    c.differences.iter().map(|d| format!(" {}:{}>{}", d.kind.word(), d.before, d.after));
                format!("{} {label}{}", c.kind.word(), what.collect::<String>())
            })
            .collect();
        assert_eq!(shown, expect);
    }

    #[test]
    fn of_a_clause_that_is_a_dump_only_the_common_ends_are_aligned() {
        let dump = |middle: &str| format!("渡口{middle}停航。");
        let (old, new) = (dump(&"甲乙丙丁，".repeat(4_000)), dump(&"甲乙丙戊，".repeat(4_000)));
        let (changes, _) = compare(&clauses(&[("一、", &old)]), &clauses(&[("一、", &new)]));
        assert_eq!(changes.iter().map(|c| c.differences.len()).sum::<usize>(), 1);
        assert!(changes[0].differences[0].before.starts_with('丁'));
    }

    #[test]
    fn what_became_of_clauses() {
        let one = ("第一条", "为了加强渡口管理，制定本办法。");
        let two = ("第二条", "渡口经营者应当在渡船上配备救生衣，并建立台账。");
        check(&[one, two], &[one, two], &[]);
        check(&[one, two], &[one], &["删除 第二条"]);
        check(&[one], &[one, two], &["新增 第二条"]);
        let weak = ("第二条", "渡口经营者可以在渡船上配备救生衣，并建立台账。");
        check(&[one, two], &[one, weak], &["修改 第二条 弱化:应当>可以"]);
        check(&[one, weak], &[one, two], &["修改 第二条 强化:可以>应当"]);
        // Moved, and only marks changed.
        let moved = ("第三条", "渡口经营者应当在渡船上配备救生衣,并建立台账");
        check(
            &[one, two],
            &[one, ("第二条", "本办法所称渡口，是指经批准设置的渡口。"), moved],
            &["新增 第二条"],
        );
        let number = ("第二条", "渡口经营者应当在渡船上配备救生衣20件，并建立台账。");
        let other = ("第二条", "渡口经营者应当在渡船上配备救生衣10件，并建立台账。");
        check(&[one, number], &[one, other], &["修改 第二条 数字:20>10"]);
    }

    /// One clause before and after, with its differences.
    fn one(before: &str, after: &str, expect: &str) {
        check(&[("第三条", before)], &[("第三条", after)], &[&format!("修改 第三条{expect}")]);
    }

    #[test]
    fn another_organ_is_told() {
        let joint = "渡口的治安秩序由县公安局牵头维护，县城管局配合。";
        let swapped = "渡口的治安秩序由县城管局牵头维护，县公安局配合。";
        one(joint, swapped, " 单位:县公安局>县城管局 单位:县城管局>县公安局");
        one("渡口由县公安局负责巡查。", "渡口由县城市管理局负责巡查。", " 单位:县公安局>县城市管理局");
        one("抄送县公安局、县财政局、县教育局备查。", "抄送县财政局、县教育局备查。", " 单位:县公安局>");
    }

    #[test]
    fn a_duty_that_weighs_less_or_is_turned_round_is_told() {
        one("渡船应当每年检验。", "渡船原则上应当每年检验。", " 弱化:>原则上");
        one("渡船减少班次。", "渡船视情减少班次。", " 弱化:>视情");
        one("设立渡口须经县政府批准。", "设立渡口须经县政府备案。", " 弱化:批准>备案");
        one("设立渡口须经县政府备案。", "设立渡口须经县政府批准。", " 强化:备案>批准");
        one("渡船夜间应当停航。", "渡船夜间不应当停航。", " 相反:应当>不应当");
        one("渡船夜间不得停航。", "渡船夜间必须停航。", " 相反:不得>必须");
    }
}
