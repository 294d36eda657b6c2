//! Where a body code (机关代字) begins: read backwards from the year bracket, then cut off the words that are no code.

use std::sync::LazyLock;

use super::anchors::is_blank;
use crate::lexicon::{Lexicon, Terms, WordSet};

/// What stands before the number proper.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A body code: 国办发.
    Code,
    /// The name of one or more organs: 财政部、税务总局公告.
    Organ,
}

struct Leads {
    words: Terms,
    organs: Terms,
    initials: Vec<char>,
}

static LEADS: LazyLock<Leads> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("doc_number_leads");
    let kind = table.column("kind");
    let of = |wanted: &str| {
        let rows = table.rows().filter(|r| r.get(kind).is_some_and(|k| *k == wanted));
        Terms::new(rows.filter_map(|r| r.first()))
    };
    let initials = Lexicon::embedded().table("doc_number_initials").rows();
    Leads {
        words: of("word"),
        organs: of("organ"),
        initials: initials.filter_map(|r| r[0].chars().next()).collect(),
    }
});

const MAX_CHARS: usize = 40;
/// Endings of the names of organs that give orders and announcements.
static ORGAN_ENDINGS: WordSet = WordSet::of("masthead_words", "organ_ending");

/// How names of organs end that stand for a code.
static CODE_ENDINGS: WordSet = WordSet::of("masthead_words", "code_ending");
/// What brackets say of a paper and no code does.
static REMARKS: WordSet = WordSet::of("masthead_words", "remark");

/// Whether a name ends like that of an organ.
pub(super) fn is_organ(name: &str) -> bool {
    name.chars().count() >= 2 && ORGAN_ENDINGS.tail_of(name).is_some()
}

/// Whether a code looks like one without its year: it ends in 字 or 发, or begins with a place or an organ.
pub(super) fn is_plain(code: &str) -> bool {
    let count = code.chars().count();
    let known = code.ends_with(['字', '发', '函', '办']) || code.starts_with(|c| LEADS.initials.contains(&c));
    known && (2..=10).contains(&count) && code.chars().all(is_han)
}

/// Start of the code that ends at the end of `stem`, and the code without blanks; no code where punctuation stands there.
pub(super) fn before(stem: &str, form: Form) -> (usize, Option<String>) {
    let end = stem.trim_end_matches(is_blank).len();
    let run_start = after_date(stem, run_start(stem.get(..end).unwrap_or(""), form));
    let run = stem.get(run_start..end).unwrap_or("");
    if run.is_empty() {
        return parenthesised(stem.get(..end).unwrap_or("")).unwrap_or((stem.len(), None));
    }
    let cut = match form {
        Form::Code => cut_words(run).max(cut_organ(run)).max(cut_single(run)),
        Form::Organ => cut_words(run),
    };
    let cut = run.get(cut..).map_or(cut, |rest| cut + (rest.len() - trim_start(rest).len()));
    let code: String = run.get(cut..).unwrap_or("").chars().filter(|&c| !is_blank(c)).collect();
    let is_word = LEADS.words.longest_at(&code).is_some_and(|word| word.end == code.len());
    let short = code.chars().count() < 2
        && !(run.len() == code.len() && code.starts_with(|c| LEADS.initials.contains(&c)));
    if is_word || short { (stem.len(), None) } else { (run_start + cut, Some(code)) }
}

/// Past the 日 of a date that runs into the code: 5月6日省政府令第7号.
fn after_date(stem: &str, start: usize) -> usize {
    let dated = stem.get(..start).is_some_and(|b| b.ends_with(|c: char| c.is_ascii_digit()));
    let rest = stem.get(start..).unwrap_or("");
    if dated && rest.starts_with(['年', '月', '日', '、']) { start + '日'.len_utf8() } else { start }
}

fn trim_start(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '、' || is_blank(c))
}

/// `（云政秘）` as a whole in front of the year.
fn parenthesised(stem: &str) -> Option<(usize, Option<String>)> {
    let inner = stem.strip_suffix(['）', ')'])?;
    let open = inner.rfind(['（', '('])?;
    let code = inner.get(open..)?.trim_start_matches(['（', '(']);
    let fits = (2..=10).contains(&code.chars().count()) && code.chars().all(is_han);
    fits.then(|| (open, Some(code.to_owned())))
}

fn run_start(stem: &str, form: Form) -> usize {
    let mut start = stem.len();
    let mut chars = stem.char_indices().rev().peekable();
    let mut count = 0;
    while let Some((at, c)) = chars.next() {
        count += 1;
        let next = chars.peek().map(|&(_, c)| c);
        let keeps = match c {
            _ if count > MAX_CHARS => false,
            _ if is_han(c) => true,
            'A'..='Z' | 'a'..='z' | '×' | '*' | '·' | '＊' => form == Form::Code,
            '0'..='9' => {
                form == Form::Code
                    && next.is_some_and(|n| is_han(n) && !"件第年月日号表条款项附章".contains(n))
            }
            '、' | ' ' | '\u{3000}' => form == Form::Organ && ends_as_organ(stem.get(..at).unwrap_or("")),
            '）' | ')' if form == Form::Code => match group(stem.get(..at).unwrap_or("")) {
                Some(open) => {
                    while chars.peek().is_some_and(|&(i, _)| i >= open) {
                        chars.next();
                    }
                    start = open;
                    continue;
                }
                None => false,
            },
            _ => false,
        };
        if !keeps {
            break;
        }
        start = at;
    }
    start
}

fn ends_as_organ(text: &str) -> bool {
    CODE_ENDINGS.tail_of(text).is_some()
}

/// Start of a short bracketed part of a code, as in 建（房）; `before` ends before its closing bracket.
fn group(before: &str) -> Option<usize> {
    let open = before.char_indices().rev().take(5).find(|&(_, c)| matches!(c, '（' | '('))?.0;
    let inner = before.get(open..)?.trim_start_matches(['（', '(']);
    let follows_han = before.get(..open)?.chars().next_back().is_some_and(is_han);
    let is_part = inner.chars().all(is_han)
        && !inner.is_empty()
        && !REMARKS.has(inner)
        && !inner.chars().all(|c| "一二三四五六七八九十".contains(c));
    (follows_han && is_part).then_some(open)
}

/// End of the last word in the run that belongs to no code.
fn cut_words(run: &str) -> usize {
    last_end(&LEADS.words, run, |rest| trim_start(rest).chars().count() >= 2)
}

/// End of the last of the words in `run` behind which enough stands, else 0.
fn last_end(words: &Terms, run: &str, is_enough: impl Fn(&str) -> bool) -> usize {
    let mut last = 0;
    words.visit(run, |word| {
        if word.end > last && run.get(word.end..).is_some_and(&is_enough) {
            last = word.end;
        }
    });
    last
}

/// End of the name of an organ that stands before its code without a gap.
fn cut_organ(run: &str) -> usize {
    if ["公告", "令", "通告"].iter().any(|k| run.ends_with(k)) {
        return 0;
    }
    let long = |rest: &str| rest.chars().count() >= 2;
    let word = last_end(&LEADS.organs, run, long);
    let bare = run.char_indices().filter(|&(at, c)| {
        let rest = run.get(at + c.len_utf8()..).unwrap_or("");
        matches!(c, '厅' | '局' | '部' | '委')
            // Behind the name of an organ the code itself begins: 甲委办公室云环委办函.
            && run.get(word..at).is_some_and(|b| b.chars().count() >= 3)
            && long(rest)
            && rest.starts_with(|c| LEADS.initials.contains(&c))
    });
    bare.map(|(at, c)| at + c.len_utf8()).next_back().unwrap_or(0).max(word)
}

/// End of a single connecting character after which a new code begins.
fn cut_single(run: &str) -> usize {
    let cuts = run.char_indices().filter(|&(at, c)| {
        let rest = run.get(at + c.len_utf8()..).unwrap_or("");
        let connects = match c {
            '与' | '及' => true,
            // 和政办发 is the code of a county.
            '和' => at > 0 || rest.starts_with(|c| "国财建中发".contains(c)),
            '号' | '文' => at > 0 || c == '号',
            '按' => rest.chars().count() <= 8,
            '原' | '经' | '据' | '依' | '由' | '以' | '见' | '将' | '的' | '了' | '在' | '对' | '从'
            | '即' | '如' => true,
            _ => false,
        };
        connects
            && rest.chars().count() >= 2
            && (matches!(c, '按' | '号') || rest.starts_with(|c| LEADS.initials.contains(&c)))
    });
    cuts.map(|(at, c)| at + c.len_utf8()).next_back().unwrap_or(0)
}

pub(super) const fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '〇')
}
