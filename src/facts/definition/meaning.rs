//! 本办法所称甲，是指乙; 甲系指乙; （一）甲：指乙; 所称甲包括乙和丙: the term stands before the verb, its meaning behind it.

use std::ops::Range;
use std::sync::LazyLock;

use super::{Definition, DefinitionKind, MAX_TERM, build, label_len, name};
use crate::facts::Context;
use crate::lexicon::{Endings, Lexicon};
use crate::outline::Sentence;
use crate::text::to_u32;

/// How papers refer to a word they use in a sense of their own.
const SO_CALLED: [&str; 6] = ["所称的", "所称之", "所称", "所指的", "所指之", "所指"];

/// Bytes that the items of a meaning may take.
const LONGEST_LIST: usize = 900;

/// Marks around a term.
const QUOTES: [char; 3] = ['“', '”', '"'];

/// Reads a sentence of 指: 是指, 系指, or 指 behind a term that is marked as one.
pub(super) fn means(cx: &Context<'_>, at: usize) -> Option<Definition> {
    let behind = cx.text.get(at + "指".len()..)?;
    let behind = behind.strip_prefix("的是").unwrap_or(behind);
    if !name::explains(behind) {
        return None;
    }
    let (sentence, start) = sentence_of(cx, at)?;
    let before = cx.text.get(start..at)?;
    let is_copula = |c: char| before.ends_with(c) && !before.ends_with("关系") && !before.ends_with("体系");
    let verb = if is_copula('是') || is_copula('系') { at - "是".len() } else { at };
    let head = cx.text.get(start..verb)?;
    let named = so_called(head);
    let marked = verb < at || named > 0 || is_item_term(sentence, head) || is_foreign(head);
    if !marked {
        return None;
    }
    let skip = if named > 0 { named } else { quoted_from(head).unwrap_or_else(|| label_len(head)) };
    define(cx, sentence, start + skip..verb, cx.text.len() - behind.len())
}

/// Reads a sentence of 所称甲包括乙.
pub(super) fn holds(cx: &Context<'_>, at: usize) -> Option<Definition> {
    let (sentence, start) = sentence_of(cx, at)?;
    let head = cx.text.get(start..at)?;
    let named = match so_called(head) {
        0 => quoted_from(head)?,
        named => named,
    };
    // 所称以上、以下，包括本数: how to count, and no thing.
    if cx.text.get(at..)?.starts_with("包括本数") {
        return None;
    }
    define(cx, sentence, start + named..at, at + "包括".len())
}

/// Reads 所称甲为乙, 所指甲，系乙; 指 and 包括 are read where they stand.
pub(super) fn equals(cx: &Context<'_>, at: usize) -> Option<Definition> {
    let (sentence, _) = sentence_of(cx, at)?;
    let rest = cx.text.get(at + "所称".len()..sentence.span.end as usize)?;
    let skip = rest.len() - rest.strip_prefix(['的', '之']).unwrap_or(rest).len();
    let term_start = at + "所称".len() + skip;
    let words = rest.get(skip..)?;
    let (verb, mark) = words.char_indices().take(LONGEST_TERM).find_map(|(at, c)| {
        let noun = NOT_COPULAS.longest_of(words.get(..at + c.len_utf8())?).is_some();
        match c {
            // 所称活动之范围如下：
            '：' | ':' if words.get(..at)?.ends_with("如下") => Some((at - "如下".len(), '如')),
            '指' | '包' | '：' | ':' | '。' | '；' => Some((usize::MAX, c)),
            // 以领证为起算时间 says what counts.
            '以' => Some((usize::MAX, c)),
            '为' | '系' | '是' if at > 0 && !noun => Some((at, c)),
            _ => None,
        }
    })?;
    if verb == usize::MAX || words.get(verb + mark.len_utf8()..)?.starts_with('指') {
        return None;
    }
    let term = words.get(..verb)?;
    if mark == '如' {
        let scope = ["之范围", "的范围", "范围"].iter().find_map(|scope| term.strip_suffix(scope));
        let term = scope.unwrap_or(term);
        return define(cx, sentence, term_start..term_start + term.len(), term_start + verb + "如下".len());
    }
    define(cx, sentence, term_start..term_start + verb, term_start + verb + mark.len_utf8())
}

/// Longest term before such a verb, in characters.
const LONGEST_TERM: usize = 24;

/// Words that end like a copula and are none: 行为, 关系.
static NOT_COPULAS: LazyLock<Endings> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("definition_leads");
    let kind = table.column("kind");
    let is_noun = |row: &&[&'static str]| matches!(row[kind], "not_copula" | "inner");
    Endings::new(table.rows().filter(is_noun).map(|row| row[0]))
});

/// Adverbs between a term and its verb: 主要, 分别.
static MANNERS: LazyLock<Endings> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("definition_leads");
    let kind = table.column("kind");
    Endings::new(table.rows().filter(|row| row[kind] == "manner").map(|row| row[0]))
});

/// The sentence that holds a place, and where its words begin.
fn sentence_of<'a>(cx: &'a Context<'_>, at: usize) -> Option<(&'a Sentence, usize)> {
    let sentence = cx.outline.sentence_holding(to_u32(at))?;
    Some((sentence, (sentence.text_start.max(sentence.span.start) as usize).min(at)))
}

/// Length of what stands before a term that is named as one: 本办法所称; 0 when nothing does.
fn so_called(head: &str) -> usize {
    SO_CALLED.iter().find_map(|word| head.find(word).map(|at| at + word.len())).unwrap_or(0)
}

/// （一）甲：指乙 of a list of terms.
fn is_item_term(sentence: &Sentence, head: &str) -> bool {
    sentence.text_start > sentence.span.start && head.trim_end().ends_with(['：', ':'])
}

/// “甲”(nail) 指乙, 甲 (nail) 指乙: the word of the other language follows.
fn is_foreign(head: &str) -> bool {
    let head = head.trim_end();
    let note = head.strip_suffix(['）', ')']).and_then(|open| open.rsplit_once(['（', '(']));
    note.is_some_and(|(term, word)| {
        !term.is_empty()
            && word.starts_with(|c: char| c.is_ascii_alphabetic())
            && word.chars().all(|c| c.is_ascii() || c.is_ascii_punctuation() || c == '’')
    })
}

/// Where “甲” begins that the word of the other language follows: terms in a row, and those behind a note in the same line.
fn quoted_from(head: &str) -> Option<usize> {
    let term = head.trim_end().rsplit_once(['（', '(']).map(|(term, _)| term.trim_end())?;
    is_foreign(head).then_some(term).filter(|term| term.ends_with('”'))?.rfind('“')
}

fn define(cx: &Context<'_>, sentence: &Sentence, term: Range<usize>, meaning: usize) -> Option<Definition> {
    let term = term_in(cx.text, term)?;
    let end = sentence.span.end as usize;
    let content = cx.text.get(meaning..end)?.trim_end_matches(['。', '；', ';', '！']);
    let content = if content.trim_matches([' ', '：', ':', '-', '—', '─']).is_empty() {
        listed(cx, sentence)?
    } else {
        meaning..meaning + content.len()
    };
    build(cx.text, DefinitionKind::Meaning, term, content)
}

/// The term without the marks around it and the note behind it.
fn term_in(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let words = text.get(range.clone())?;
    let lead = words.len() - words.trim_start_matches(' ').len();
    let words = words.get(lead..)?.trim_end_matches(['，', ',', ' ', '：', ':']);
    // 所称摊位主要包括…, 所称费用，分别是指…
    let bare = MANNERS.longest_of(words).filter(|manner| manner.start > 0);
    let words = bare.map_or(words, |manner| words[..manner.start].trim_end_matches(['，', ',', ' ']));
    let from = range.start + lead;
    // 种子（以下简称本种） and 局长 (Director) are named without the note.
    let note = words.find(['（', '(']).filter(|&at| at > 0 && words.ends_with(['）', ')']));
    let words = words.get(..note.unwrap_or(words.len()))?.trim_end();
    let open = words.len() - words.trim_start_matches(QUOTES).len();
    let range = from + open..from + words.trim_end_matches(QUOTES).len();
    let plain = text.get(range.clone())?.trim_matches(['《', '》']);
    let is_number = plain.chars().all(|c| "一二三四五六七八九十".contains(c));
    let fits = (1..=MAX_TERM).contains(&plain.len())
        && !is_number
        && !plain.contains(['，', ',', '。', '；', '：', ':', '“', '”']);
    fits.then_some(range)
}

/// The items below a sentence that ends with a colon.
fn listed(cx: &Context<'_>, sentence: &Sentence) -> Option<Range<usize>> {
    let sentences = &cx.outline.sentences;
    let next = sentences.partition_point(|s| s.span.start < sentence.span.end);
    let is_item = |s: &&Sentence| {
        s.span.of(cx.text).starts_with(['（', '('])
            || s.span.of(cx.text).starts_with(|c: char| c.is_ascii_digit())
    };
    let first = sentences.get(next).filter(is_item)?;
    let last = sentences.get(next..)?.iter().take_while(is_item);
    let last = last.take_while(|s| s.span.end - first.span.start <= to_u32(LONGEST_LIST)).last()?;
    Some(first.span.start as usize..last.span.end as usize)
}
