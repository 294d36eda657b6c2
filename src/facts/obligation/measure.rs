//! Implicit duties: sentences of plans and measures that begin with a measure verb and carry no modal.
//!
//! Numbering labels, adverbial clauses (按照…，对…，) and adverbs (进一步, 积极) are passed over first. Goals (到2020年基本建成…),
//! principles (坚持党的领导) and finished actions (建立了…) are no duties.

use std::sync::LazyLock;

use crate::lexicon::Regex;

use super::subject;
use crate::facts::Context;
use crate::facts::clause::Shape;
use crate::lexicon::{Lexicon, Prefixes, WordSet};
use crate::outline::Sentence;
use crate::text::to_u32;

/// The verb that makes a sentence a measure.
pub(super) struct Measure {
    /// Byte offset of the verb.
    pub(super) verb: u32,
    /// Index of its clause in the shape.
    pub(super) clause: usize,
    /// 鼓励, 支持, 探索: the sentence encourages only.
    pub(super) is_encouraged: bool,
}

/// What a word at the head of a clause is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    /// 推进, 建立: makes a measure.
    Verb,
    /// 坚持: makes a measure only when another verb follows in a later clause.
    Principle,
    /// 鼓励, 支持, 探索.
    Soft,
    /// 进一步, 积极: passed over.
    Adverb,
    /// 按照, 对, 围绕: the clause is adverbial.
    Frame,
    /// 把, 将: the verb stands behind the object.
    Object,
    /// 建设单位: a noun that begins like a verb.
    Mask,
}

static WORDS: LazyLock<Prefixes<Word>> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("measure_verbs");
    let class = table.column("class");
    Prefixes::new(table.rows().map(|row| {
        let word = match row[class] {
            "principle" => Word::Principle,
            "soft" => Word::Soft,
            "adverb" => Word::Adverb,
            "frame" => Word::Frame,
            "object" => Word::Object,
            "mask" => Word::Mask,
            _ => Word::Verb,
        };
        (row[0], word)
    }))
});

impl Measure {
    /// Reads a sentence without a modal; fills `shape` with it.
    pub(super) fn read(cx: &Context<'_>, sentence: &Sentence, shape: &mut Shape) -> Option<Self> {
        let text = cx.text;
        let start = sentence.text_start.max(sentence.span.start);
        let body = text.get(start as usize..sentence.span.end as usize)?;
        if body.len() < 15 || body.starts_with(['（', '(', '〔', '[', '“', '《']) {
            return None;
        }
        shape.read(text, sentence);
        let closed = body.ends_with(['。', '；', ';', '：', ':', '！']);
        if shape.body.of(text).ends_with('的') || is_name(shape.body.of(text)) {
            return None;
        }
        // A line that is not closed is a cell or an item when it is numbered, else a torn line of print.
        if !closed && start == sentence.span.start {
            return None;
        }
        let (clause, verb, word) = first_verb(text, shape)?;
        let rest = &text[verb as usize..shape.body.end as usize];
        let body = shape.body.of(text);
        let is_told = || is_meaning(body) || body.trim_end_matches(['：', ':']).ends_with("如下");
        if is_goal(body) || is_preamble(body) || is_finished(rest) || is_noun(rest) || is_told() {
            return None;
        }
        if word == Word::Principle && !acts_later(text, shape, clause) {
            return None;
        }
        Some(Self { verb, clause, is_encouraged: word == Word::Soft })
    }
}

/// Whether the words begin with an adverb, a measure verb or an adverbial phrase, and therefore name nobody.
pub(super) fn begins_with_verb(words: &str) -> bool {
    matches!(WORDS.longest_at(words), Some((_, word)) if word != Word::Mask)
}

/// Whether the words begin with an adverb or an adverbial phrase.
pub(super) fn begins_with_phrase(words: &str) -> bool {
    matches!(WORDS.longest_at(words), Some((_, Word::Adverb | Word::Frame)))
}

/// Where the verb begins behind the actor that the words begin with: 行政机关｜实施检查时.
pub(super) fn verb_behind_actor(words: &str) -> Option<usize> {
    let mut masked_to = 0;
    for (at, _) in words.char_indices().skip(2).take(36) {
        match WORDS.longest_at(&words[at..]) {
            Some((word, Word::Mask)) => masked_to = at + word.len(),
            Some((_, Word::Verb | Word::Object | Word::Adverb))
                if at >= masked_to && subject::names_somebody(&words[..at]) =>
            {
                return Some(at);
            }
            _ => {}
        }
    }
    None
}

/// The verb of a measure that `text` begins with.
pub(in crate::facts) fn verb_at(text: &str) -> Option<&'static str> {
    WORDS.longest_at(text).filter(|(_, word)| *word == Word::Verb).map(|(verb, _)| verb)
}

/// The first clause that begins with a measure verb, or else the first in which an actor or an adverbial phrase precedes one.
fn first_verb(text: &str, shape: &Shape) -> Option<(usize, u32, Word)> {
    for (index, clause) in shape.clauses.iter().enumerate().take(6) {
        let inner = clause.of(text);
        let is_last = index + 1 == shape.clauses.len();
        if !is_last && (inner.ends_with('的') || inner.ends_with(['后', '前', '时'])) {
            continue;
        }
        match head_of(inner) {
            Head::Verb(at, word) => return Some((index, clause.start + to_u32(at), word)),
            Head::Frame(at) => {
                if is_last {
                    let (at, word) = verb_behind(inner, at)?;
                    return Some((index, clause.start + to_u32(at), word));
                }
            }
            Head::Other => {
                let (at, word) = actor_verb(inner)?;
                return Some((index, clause.start + to_u32(at), word));
            }
        }
    }
    None
}

/// What a clause begins with, adverbs passed over.
enum Head {
    /// A measure verb at that byte of the clause.
    Verb(usize, Word),
    /// An adverbial phrase that begins at that byte.
    Frame(usize),
    /// Anything else.
    Other,
}

fn head_of(clause: &str) -> Head {
    let mut at = 0;
    for _ in 0..5 {
        let Some(rest) = clause.get(at..) else { break };
        match WORDS.longest_at(rest) {
            Some((word, Word::Adverb)) => at += word.len(),
            Some((_, Word::Frame)) => return Head::Frame(at),
            Some((_, Word::Mask)) | None => return Head::Other,
            Some((_, word)) => return Head::Verb(at, word),
        }
        let rest = clause.get(at..).unwrap_or("");
        at += rest.len() - rest.trim_start_matches(['、', '地']).len();
    }
    Head::Other
}

/// 对公共资金实行审计全覆盖: the verb behind an adverbial phrase of the same clause.
fn verb_behind(clause: &str, from: usize) -> Option<(usize, Word)> {
    let rest = clause.get(from..)?;
    let places = rest.char_indices().skip(4).take(80);
    let mut masked_to = 0;
    for (at, _) in places {
        match WORDS.longest_at(&rest[at..]) {
            Some((word, Word::Mask)) => masked_to = at + word.len(),
            Some((word, Word::Verb)) if at >= masked_to && is_predicate(&rest[at + word.len()..]) => {
                return Some((from + at, Word::Verb));
            }
            _ => {}
        }
    }
    None
}

/// 市委办公室拟定方案: an actor, perhaps adverbs, then the verb.
fn actor_verb(clause: &str) -> Option<(usize, Word)> {
    let mut masked_to = 0;
    for (at, _) in clause.char_indices().skip(2).take(36) {
        match WORDS.longest_at(&clause[at..]) {
            Some((word, Word::Mask)) => masked_to = at + word.len(),
            Some((word, Word::Verb | Word::Object | Word::Principle)) if at >= masked_to => {
                let is_actor = is_actor(&clause[..at]) && is_predicate(&clause[at + word.len()..]);
                if is_actor {
                    return Some((at, Word::Verb));
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether the words name an organ or a group, adverbs at their end left aside.
fn is_actor(words: &str) -> bool {
    let mut words = words;
    loop {
        let before = words;
        for length in [2usize, 3, 1] {
            let Some((at, _)) = words.char_indices().rev().nth(length - 1) else { continue };
            if matches!(WORDS.longest_at(&words[at..]), Some((w, Word::Adverb)) if w.len() == words.len() - at)
            {
                words = &words[..at];
                break;
            }
        }
        if words.len() == before.len() {
            break;
        }
    }
    let words = words.trim_end_matches(['、', '，', ',']);
    // 请各单位于12月20日前报送
    let words = DUE.as_ref().and_then(|due| due.find(words)).map_or(words, |due| &words[..due.start()]);
    let words = words.strip_prefix("恳请").or_else(|| words.strip_prefix('请')).unwrap_or(words);
    let is_actor = subject::is_acting_organ(words)
        || EVERY.as_ref().is_some_and(|every| words.starts_with('各') && every.is_match(words));
    is_actor && !words.contains('的')
}

/// A phrase of time between the actor and the verb.
static DUE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("(?:务?必?于|在)[^，、；。于在]{2,16}(?:前|之前|以前|内)$").ok());

/// 各地, 各级 and the like stand for all of them.
static EVERY: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("^各(?:地|级|县|市|区|乡|镇|部|单位|有关|相关)[^，,]{0,24}$").ok());

/// Something must follow the verb, and 的 directly behind it makes it an attribute.
fn is_predicate(after: &str) -> bool {
    let next = after.chars().next();
    next.is_some_and(|c| !matches!(c, '的' | '、' | '”' | '》' | '）' | ')'))
}

/// 到2020年基本建成…
fn is_goal(body: &str) -> bool {
    (body.starts_with('到') || body.starts_with("力争到")) && body.chars().take(16).any(|c| c == '年')
}

/// How names of things that are settled end.
static NAME_ENDINGS: WordSet = WordSet::of("obligation_words", "name_ending");
/// How a sentence says what a word means.
static MEANS: WordSet = WordSet::of("obligation_words", "means");
/// How a paper says what it does.
static ANNOUNCES: WordSet = WordSet::of("obligation_words", "announces");

/// 收购方式。, 补贴标准。: a name, although it begins like a verb.
fn is_name(body: &str) -> bool {
    body.chars().count() <= 9 && NAME_ENDINGS.tail_of(body).is_some()
}

/// 为了…，制定本方案。, 为…，现就…通知如下： and the guiding thought: why, not what.
pub(super) fn is_preamble(body: &str) -> bool {
    let purpose = body.starts_with('为') && PREAMBLE.as_ref().is_some_and(|p| p.is_match(body));
    let thought = || ["为指导", "为统领", "为引领", "指导思想"].iter().any(|w| body.contains(w));
    purpose || announces(body) || body.starts_with(['坚', '高', '以', '深', '全']) && thought()
}

/// 根据…，现对有关标准进行调整：: says what this paper does; the duties come after it.
fn announces(body: &str) -> bool {
    let at = |at: usize| body.get(at..).is_some_and(|rest| ANNOUNCES.head_of(rest).is_some());
    at(0) || body.match_indices(['，', ',']).any(|(comma, mark)| at(comma + mark.len()))
}

static PREAMBLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("(?:制定|制订|出台|提出|研究|特制|现)[^，,]{0,12}(?:方案|办法|措施|意见|规定|细则|计划|规划|通知|如下|举措|政策|要点|公告)|根据|依据|按照|结合|决定|经研究|近日|日前").ok()
});

/// 改善通知：指…: says what a word means; ，指导 does not.
fn is_meaning(body: &str) -> bool {
    MEANS.words().iter().any(|word| {
        body.match_indices(word).any(|(at, word)| {
            !body[at + word.len()..].starts_with(['导', '挥', '定', '派', '引', '标', '数', '令', '示'])
        })
    })
}

/// 发展是第一要务, 建成后的道路: the word names what the sentence is about.
fn is_noun(rest: &str) -> bool {
    let behind = WORDS.longest_at(rest).and_then(|(word, _)| rest.get(word.len()..)).unwrap_or("");
    behind.starts_with('是') && !behind.starts_with("是否") || behind.starts_with("后的")
}

/// 建立了…: finished.
fn is_finished(rest: &str) -> bool {
    rest.char_indices().take(8).any(|(at, c)| c == '了' && !rest[at..].starts_with("了解"))
}

/// Whether a clause after the principle begins with a measure verb.
fn acts_later(text: &str, shape: &Shape, clause: usize) -> bool {
    shape
        .clauses
        .iter()
        .skip(clause + 1)
        .any(|c| matches!(head_of(c.of(text)), Head::Verb(_, Word::Verb | Word::Object)))
}
