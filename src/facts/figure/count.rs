//! Announced numbers and the lists they announce: 四个等次：优秀、良好、合格和不合格; 公众参与、专家论证、…五个环节.

use std::sync::LazyLock;

use crate::lexicon::Regex;

use super::Figure;
use crate::facts::Context;
use crate::lexicon::{Hit, WordSet};
use crate::outline::Sentence;
use crate::text::parse_numeral;
use crate::text::{Norm, Span, to_u32};

/// Words between an announced number and its list.
static LIST_LEADS: WordSet = WordSet::of("figure_words", "list_lead");
/// What a list of parts begins behind.
static DIVIDES: WordSet = WordSet::of("figure_words", "divides");
/// The longest item that a list of names has, in characters.
const ITEM_CHARS: usize = 18;

/// Reads the list before or after an announced number; `hit` is numeral and measure word.
pub(super) fn of_number(cx: &Context<'_>, sentence: &Sentence, hit: Hit) -> Option<Figure> {
    let word = hit.span().of(cx.text);
    let announced = usize::try_from(parse_numeral(&numeral_of(word))?).ok()?;
    let previous = cx.text.get(..hit.start as usize)?.chars().next_back();
    if previous.is_some_and(|c| {
        c.is_ascii_digit() || matches!(c, '“' | '第' | '每' | '前' | '后' | '十' | '百' | '这')
    }) {
        return None;
    }
    after(cx, sentence, hit, announced).or_else(|| before(cx, sentence, hit, announced))
}

fn numeral_of(word: &str) -> String {
    word.chars().take(1).collect()
}

/// 四个等次：甲、乙、丙和丁 and 三类（甲、乙、丙）.
fn after(cx: &Context<'_>, sentence: &Sentence, hit: Hit, announced: usize) -> Option<Figure> {
    let rest = cx.text.get(hit.end as usize..sentence.span.end as usize)?;
    // 做到八个字：严查、快改、细管、常巡 counts characters.
    if rest.starts_with('字') {
        return None;
    }
    let (noun, mark) = rest
        .char_indices()
        .take(14)
        .find(|(_, c)| matches!(c, '：' | ':' | '（' | '(' | '，' | ',' | '。' | '；' | '、'))?;
    let opener = rest[noun..].chars().next()?;
    let mut from = noun + mark.len_utf8();
    let close = match opener {
        '：' | ':' => None,
        '（' | '(' if rest[..noun].chars().count() > 7 => return None,
        '（' | '(' => Some(if opener == '（' { '）' } else { ')' }),
        '，' | ',' => {
            let lead = LIST_LEADS.head_of(&rest[from..])?;
            from += lead.len();
            from += rest[from..].len() - rest[from..].trim_start_matches(['：', ':']).len();
            None
        }
        _ => return None,
    };
    let list = &rest[from..];
    let end = match close {
        Some(close) => list.find(close)?,
        None => list.find(['。', '；', ';', '，', ',', '：', ':', '（', '(']).unwrap_or(list.len()),
    };
    let clean_end = close.is_some() || list[end..].is_empty() || list[end..].starts_with(['。', '；', ';']);
    let list = &list[..end];
    let items = Items::of(list)?;
    let span = Span::<Norm>::new(hit.start, hit.end + to_u32(from + end));
    if items.is_loose
        || announced < 3 && !items.is_plain
        || list.starts_with(['一', '1']) && list.contains("一是")
    {
        return None;
    }
    if items.matches(announced) {
        return Some(figure(span, announced, announced, Some(true)));
    }
    // Only a list of plain short names can be miscounted beyond doubt.
    if clean_end && items.is_plain && items.count >= 3 {
        return Some(figure(span, announced, items.count, Some(false)));
    }
    None
}

/// 甲、乙、丙、丁和戊五个环节: only agreement says something, since the list has no clear beginning.
fn before(cx: &Context<'_>, sentence: &Sentence, hit: Hit, announced: usize) -> Option<Figure> {
    let head = cx.text.get(sentence.span.start as usize..hit.start as usize)?;
    let from = head
        .rfind(['，', ',', '：', ':', '；', '）', ')', '。'])
        .map_or(0, |at| at + head[at..].chars().next().map_or(0, char::len_utf8));
    let list = head[from..].trim_end_matches(['等', '这', '共']);
    let items = Items::of(list)?;
    let span = Span::<Norm>::new(sentence.span.start + to_u32(from), noun_end(cx, sentence, hit));
    let agrees = announced >= 3 && items.count == announced && !items.is_loose;
    if agrees {
        return Some(figure(span, announced, announced, Some(true)));
    }
    // 分为甲、乙、丙三个等次: there the list begins.
    let (at, lead) = DIVIDES.words().iter().filter_map(|lead| Some((list.rfind(lead)?, *lead))).max()?;
    let from = from + at + lead.len();
    let list = list.get(at + lead.len()..)?;
    let items = Items::of(list)?;
    let span = Span::<Norm>::new(sentence.span.start + to_u32(from), noun_end(cx, sentence, hit));
    let closed = cx.text.get(from + sentence.span.start as usize..hit.start as usize) == Some(list);
    let fits = items.matches(announced);
    let listed = if fits { announced } else { items.count };
    let sure = closed && items.is_plain && !items.is_loose && listed >= 3;
    sure.then(|| figure(span, announced, listed, Some(fits)))
}

/// The end of the counted noun when it is short, else of the measure word.
fn noun_end(cx: &Context<'_>, sentence: &Sentence, hit: Hit) -> u32 {
    let rest = cx.text.get(hit.end as usize..sentence.span.end as usize).unwrap_or("");
    let end = rest.char_indices().take(7).find(|(_, c)| !c.is_alphanumeric()).map(|(at, _)| at);
    hit.end + to_u32(end.unwrap_or(0))
}

fn figure(span: Span<Norm>, announced: usize, listed: usize, holds: Option<bool>) -> Figure {
    let note = (holds == Some(false)).then(|| format!("称{announced}项，列出{listed}项"));
    #[allow(clippy::cast_precision_loss)]
    let values = vec![announced as f64, listed as f64];
    Figure { span, relation: "count", values, holds, note }
}

/// An item with a number of its own: 落实两大责任.
static COUNTED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[一二三四五六七八九十两几[0-9]](?:个|大|项|种|级|条|类)").ok());

/// A list of names.
pub(super) struct Items {
    /// Items when 和, 及, 与 join the last two.
    pub(super) count: usize,
    /// Items when these words belong to an item.
    fewer: usize,
    /// Whether every item is a short name without marks, numbers, joining words or 等.
    pub(super) is_plain: bool,
    /// Whether an item counts something itself or describes (…的) instead of naming.
    is_loose: bool,
}

impl Items {
    pub(super) fn of(list: &str) -> Option<Self> {
        let list = list.trim();
        let pieces: Vec<&str> = list.split('、').map(str::trim).collect();
        if pieces.len() < 2 || pieces.iter().any(|p| p.is_empty()) {
            return None;
        }
        // The first piece of a list without a clear beginning may be long.
        if pieces.iter().skip(1).any(|p| p.chars().count() > ITEM_CHARS) {
            return None;
        }
        let last = pieces.last().copied().unwrap_or("");
        let joined = ["以及", "和", "及", "与", "或"]
            .iter()
            .any(|w| last.find(w).is_some_and(|at| at > 0 && at + w.len() < last.len()));
        let fewer = pieces.len();
        let count = if joined { fewer + 1 } else { fewer };
        let plain = |p: &&str| {
            p.chars().count() <= 10
                && !p
                    .chars()
                    .any(|c| c.is_ascii_digit() || matches!(c, '等' | '或' | '（' | '(' | '“' | '《' | '的'))
        };
        let inner_joins =
            pieces.iter().take(fewer - 1).any(|p| ['和', '与', '及'].iter().any(|c| p.contains(*c)));
        let is_loose =
            last.contains('的') || pieces.iter().any(|p| COUNTED.as_ref().is_some_and(|c| c.is_match(p)));
        Some(Self { count, fewer, is_plain: pieces.iter().all(plain) && !inner_joins, is_loose })
    }

    pub(super) fn matches(&self, announced: usize) -> bool {
        self.count == announced || self.fewer == announced
    }
}
