//! What a review or a meeting came to: the word that settles it, whether it is denied, and whether it only quotes a rule.

use super::agreement::{made, unread};
use super::name::Name;
use super::paper::{Paper, PaperKind};
use super::{Case, DossierCheck, changes};
use crate::lexicon::WordSet;
use crate::report::{Severity, Verdict};
use crate::text::{Norm, Span};

/// What a review comes to; `lawful` describes and settles only in a sentence that concludes.
static REFUSED: WordSet = WordSet::of("dossier_words", "refused");
static APPROVED: WordSet = WordSet::of("dossier_words", "approved");
static LAWFUL: WordSet = WordSet::of("dossier_words", "lawful");
/// What a meeting comes to, and how minutes begin another business.
static DEFERRED: WordSet = WordSet::of("dossier_words", "deferred");
static PASSED: WordSet = WordSet::of("dossier_words", "passed");
static BUSINESS: WordSet = WordSet::of("dossier_words", "business");
/// How a sentence begins that draws the conclusion, and how a condition does.
static CONCLUDING: WordSet = WordSet::of("dossier_words", "concluding");
static CONDITION: WordSet = WordSet::of("dossier_words", "condition");
/// Words that only hold one of those that settle, words that deny, and words after which nothing is settled.
static NEUTRAL: WordSet = WordSet::of("dossier_words", "neutral");
static DENIAL: WordSet = WordSet::of("dossier_words", "denial");
static OPEN: WordSet = WordSet::of("dossier_words", "open");
/// How a rule is told that a paper only cites: 未经审核的，不得提交; 依照规定.
static RULE: WordSet = WordSet::of("dossier_words", "rule_head");
static CITED: WordSet = WordSet::of("dossier_words", "cited_head");
static BAR: WordSet = WordSet::of("dossier_words", "bar");

/// Ends of clauses.
const MARKS: [char; 10] = ['，', ',', '；', ';', '。', '！', '？', '：', ':', '\n'];

/// A word that settles the question.
#[derive(Debug, PartialEq, Eq)]
struct Said {
    /// The word, with what denies it.
    word: String,
    /// Byte of the text.
    at: usize,
    /// For or against.
    favours: bool,
}

/// Words for and against.
#[derive(Clone, Copy)]
struct Words<'w> {
    favourable: &'w [&'w WordSet],
    adverse: &'w WordSet,
}

/// All that a passage says for or against, in order.
fn said(text: &str, passage: Span<Norm>, words: Words<'_>) -> Vec<Said> {
    let mut found = Vec::new();
    for (start, clause) in stated(passage.of(text)) {
        let offset = passage.start as usize + start;
        said_in(clause, words, |word, at, favours| {
            found.push(Said { word: word.to_owned(), at: offset + at, favours });
        });
    }
    found
}

/// The clauses of a passage that state something: not the rules it cites nor the cases it supposes.
fn stated(passage: &str) -> Vec<(usize, &str)> {
    let mut clauses = Vec::new();
    let mut start = 0;
    for piece in passage.split_inclusive(MARKS) {
        clauses.push((start, piece.trim_end_matches(MARKS)));
        start += piece.len();
    }
    let (mut was_supposed, mut was_cited) = (false, false);
    clauses.retain(|(_, clause)| {
        let clause = clause.trim();
        if clause.is_empty() {
            return false;
        }
        // 未经审核的，不得提交 is a rule whoever it names; 依照规定，该稿不得提交 is not.
        let is_barred = was_supposed && BAR.is_in(clause) || was_cited && BAR.head_of(clause).is_some();
        was_supposed = RULE.head_of(clause).is_some() || clause.ends_with('的') && !clause.contains('是');
        was_cited = CITED.head_of(clause).is_some() && clause.contains("规定");
        !(is_barred || was_supposed || was_cited)
    });
    clauses
}

/// Reads the words of a clause from left to right, the longest at each place.
fn said_in(clause: &str, words: Words<'_>, mut add: impl FnMut(&str, usize, bool)) {
    let mut at = 0;
    while let Some(rest) = clause.get(at..).filter(|rest| !rest.is_empty()) {
        let longest = |set: &WordSet| {
            set.words().iter().filter(|w| rest.starts_with(**w)).map(|w| w.len()).max().unwrap_or(0)
        };
        let favourable = words.favourable.iter().map(|set| longest(set)).max().unwrap_or(0);
        let (adverse, neutral) = (longest(words.adverse), longest(&NEUTRAL));
        let len = favourable.max(adverse).max(neutral);
        if len == 0 {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let before = clause.get(..at).unwrap_or("");
        if neutral < len && !OPEN.is_in(before) {
            let (denied, is_denied) = denied(before);
            let is_favourable = favourable == len;
            // What denies an adverse word settles nothing.
            if is_favourable || !is_denied {
                let word = clause.get(denied..at + len).unwrap_or("");
                add(word, denied, is_favourable && !is_denied);
            }
        }
        at += len;
    }
}

/// Where the denials right before a word begin, and whether they deny it: 不 does, 未发现不 does not.
fn denied(before: &str) -> (usize, bool) {
    let (mut rest, mut is_denied) = (before, false);
    while let Some(shorter) = DENIAL.before(rest) {
        (rest, is_denied) = (shorter, !is_denied);
    }
    (rest.len(), is_denied)
}

/// What all that was said comes to.
enum Outcome<'s> {
    For(&'s Said),
    Against(&'s Said),
    Both(&'s Said, &'s Said),
    Nothing,
}

impl<'s> Outcome<'s> {
    fn of(said: &'s [Said]) -> Self {
        let first = |favours| said.iter().find(|s| s.favours == favours);
        match (first(true), first(false)) {
            (Some(favourable), None) => Self::For(favourable),
            (None, Some(adverse)) => Self::Against(adverse),
            (Some(favourable), Some(adverse)) => Self::Both(favourable, adverse),
            (None, None) => Self::Nothing,
        }
    }
}

/// What the review opinion concludes: its last concluding sentence, else its plain words of approval or refusal.
fn concluded(paper: &Paper<'_>) -> Vec<Said> {
    let text = paper.text();
    let all = Words { favourable: &[&APPROVED, &LAWFUL], adverse: &REFUSED };
    let plain = Words { favourable: &[&APPROVED], adverse: &REFUSED };
    let concluding = paper.sentences().filter(|s| CONCLUDING.is_in(s.of(text)));
    // 经审核，第四条不合法 speaks of an article, not of the draft.
    let is_of_all =
        |s: &Span<Norm>| !changes::names_an_article(s.of(text)) || !said(text, *s, plain).is_empty();
    let found = concluding.filter(is_of_all).map(|s| (s, said(text, s, all)));
    let Some((sentence, found)) = found.filter(|(_, found)| !found.is_empty()).last() else {
        // 须经业主同意 is what an article says.
        let of_all = paper.sentences().filter(|s| !changes::names_an_article(s.of(text)));
        return of_all.flat_map(|s| said(text, s, plain)).collect();
    };
    // 部分内容不合法，修改后可以提请审议: what holds after the change is the conclusion.
    let conditions = CONDITION.words().iter().filter_map(|w| sentence.of(text).rfind(w));
    let from = conditions.max().map_or(0, |at| sentence.start as usize + at);
    let (before, after): (Vec<Said>, Vec<Said>) = found.into_iter().partition(|s| s.at < from);
    if after.is_empty() { before } else { after }
}

/// What the review came to, against the fact that the paper was issued.
pub(super) fn conclusion(case: &Case<'_>) -> Option<DossierCheck> {
    let head = ("review:conclusion", "合法性审核的结论", case.basis("conclusion"));
    let paper = case.first(PaperKind::ReviewOpinion)?;
    if paper.is_unread() {
        return Some(unread(head, paper));
    }
    let found = concluded(paper);
    let quote = |said: &Said| paper.evidence(Span::at(said.at, said.at + said.word.len()));
    let (verdict, message, evidence) = match Outcome::of(&found) {
        Outcome::Against(s) if case.has(PaperKind::Issued) => {
            (Verdict::Fail, format!("审核意见“{}”，而文件已经印发", s.word), vec![quote(s)])
        }
        Outcome::Against(s) => (Verdict::Fail, format!("审核意见“{}”", s.word), vec![quote(s)]),
        Outcome::For(s) => (Verdict::Pass, "审核结论认可或者附条件认可".to_owned(), vec![quote(s)]),
        Outcome::Both(f, a) => {
            let message = format!("审核意见里既有“{}”又有“{}”，请核对结论", f.word, a.word);
            (Verdict::Undecided, message, vec![quote(f), quote(a)])
        }
        Outcome::Nothing => (Verdict::Undecided, "没有读到明确的审核结论".to_owned(), vec![paper.head()]),
    };
    Some(made(head, (verdict, Severity::Error), message, evidence))
}

/// The passage of minutes that speaks of the document: from the sentence that names it up to the next business.
fn passage(paper: &Paper<'_>, name: &Name) -> Option<(Span<Norm>, Span<Norm>)> {
    const LONGEST: usize = 6;
    let text = paper.text();
    let first = paper.sentences().find(|s| name.is_in(s.of(text)))?;
    let is_other = |s: &Span<Norm>| {
        let sentence = s.of(text);
        s.start > first.start && BUSINESS.is_in(sentence) && !name.is_in(sentence)
    };
    let own = paper.sentences().filter(|s| s.start >= first.start).take_while(|s| !is_other(s));
    let end = own.take(LONGEST).last().map_or(first.end, |s| s.end);
    Some((first, Span::new(first.start, end)))
}

/// Whether the meeting passed it.
pub(super) fn decision(case: &Case<'_>) -> Option<DossierCheck> {
    let head = ("decision:result", "集体讨论的结果", case.basis("decision"));
    let paper = case.first(PaperKind::Minutes)?;
    if paper.is_unread() {
        return Some(unread(head, paper));
    }
    let undecided = |message: String, evidence| {
        Some(made(head, (Verdict::Undecided, Severity::Error), message, evidence))
    };
    let Some(name) = &case.name else {
        return undecided("认不出文件名称，看不出会议是否通过".to_owned(), vec![paper.head()]);
    };
    let Some((first, passage)) = passage(paper, name) else {
        let message = format!("没有写《{}》，看不出会议是否通过", name.full);
        return undecided(message, vec![paper.head()]);
    };
    let found = said(paper.text(), passage, Words { favourable: &[&PASSED], adverse: &DEFERRED });
    let quote = |said: &Said| paper.evidence(Span::at(said.at, said.at + said.word.len()));
    match Outcome::of(&found) {
        Outcome::Against(s) => {
            let issued = if case.has(PaperKind::Issued) { "，而文件已经印发" } else { "" };
            let message = format!("会议没有通过：“{}”{issued}", s.word);
            Some(made(head, (Verdict::Fail, Severity::Error), message, vec![quote(s)]))
        }
        Outcome::For(s) => {
            let message = format!("会议“{}”", s.word);
            Some(made(head, (Verdict::Pass, Severity::Error), message, vec![quote(s)]))
        }
        Outcome::Both(f, a) => {
            let message = format!("会议既说“{}”又说“{}”，请核对是否通过", f.word, a.word);
            undecided(message, vec![quote(f), quote(a)])
        }
        Outcome::Nothing => undecided("看不出会议是否通过".to_owned(), vec![paper.evidence(first)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each word with + or -.
    fn check(text: &str, words: Words<'_>, expect: &[&str]) {
        let found = said(text, Span::at(0, text.len()), words);
        let shown: Vec<String> =
            found.iter().map(|s| format!("{}{}", if s.favours { '+' } else { '-' }, s.word)).collect();
        assert_eq!(shown, expect, "{text}");
        assert!(found.iter().all(|s| text[s.at..].starts_with(&s.word)), "{text}");
    }

    #[test]
    fn a_denied_word_is_against() {
        let words = Words { favourable: &[&APPROVED, &LAWFUL], adverse: &REFUSED };
        check("综上，送审稿内容合法。", words, &["+合法"]);
        check("综上，我科不同意将该文件提请审议。", words, &["-不同意"]);
        check("送审稿不符合法律规定，不予提请审议。", words, &["-不符合法律", "-不予提请"]);
        check("未发现不合法的内容。", words, &["+未发现不合法"]);
        check("收到不同意见三条，一并报送合法性审核机构。", words, &[]);
        check("送审稿是否合法，请予核实。", words, &[]);
        check("应当报经市政府同意后印发。", words, &[]);
    }

    #[test]
    fn a_cited_rule_settles_nothing() {
        let words = Words { favourable: &[&APPROVED, &LAWFUL], adverse: &REFUSED };
        check("未经合法性审核或者经审核不合法的，不得提交审议。", words, &[]);
        check("按照市里的规定，未经审核的，不得提交集体讨论；送审稿内容合法。", words, &["+合法"]);
        check("根据有关规定，该送审稿不得提交审议。", words, &["-不得提交"]);
        check("依照规定，不得提交审议的情形有三种。", words, &[]);
        check("送审稿部分内容不合法，应当修改。", words, &[]);
        check("该送审稿没有依据，不得提交审议。", words, &["-不得提交"]);
    }

    #[test]
    fn what_a_meeting_says() {
        let words = Words { favourable: &[&PASSED], adverse: &DEFERRED };
        check("会议原则同意，由县交通运输局印发。", words, &["+原则同意"]);
        check("会议未审议通过该办法。", words, &["-未审议通过"]);
        check("会议决定暂缓出台，修改后再次提交审议。", words, &["-暂缓", "-再次提交"]);
        check("会议强调，未经审核的，不得重新提交。", words, &[]);
    }
}
