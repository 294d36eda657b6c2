//! Round brackets and quotation marks without a partner.
//!
//! A copy breaks lines anywhere, so a mark may be closed on one of the next lines; what is left open when the next one opens, or
//! is closed without ever being opened, counts.

use memchr::memmem;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::outline::{Line, label_len};
use crate::text::{Norm, Span, to_u32};

/// Lines on which the partner may stand.
const REACH: usize = 3;
/// Characters within which two brackets that open together are closed.
const NESTED: usize = 200;
/// Longest word that marks turned round may hold.
const WORD: usize = 14;
/// Longest name in a list of quoted names.
const NAME: usize = 30;
/// Characters quoted around a mark.
const QUOTE: usize = 8;

/// A pair of marks, and the last bytes of the two that lead the search.
struct Pair {
    open: &'static str,
    close: &'static str,
    bytes: [u8; 2],
}

/// （ is EF BC 88, ） is EF BC 89.
const ROUND: Pair = Pair { open: "（", close: "）", bytes: [0x88, 0x89] };
/// “ is E2 80 9C, ” is E2 80 9D.
const QUOTES: Pair = Pair { open: "“", close: "”", bytes: [0x9C, 0x9D] };

/// 「 of traditional texts.
const CORNER: &str = "「";

/// 圆括号成对
pub(super) fn unpaired(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    judge(cx, &ROUND, ("括号成对", "文中没有括号"), doubled(cx))
}

/// （（ that two ） do not close: the first one is a slip.
fn doubled(cx: &RuleContext<'_>) -> Vec<Flaw> {
    let text = cx.subject.text();
    let is_slip = |at: &usize| {
        let rest = text.get(at + 2 * ROUND.open.len()..).unwrap_or("");
        let mut depth = 2_usize;
        for c in rest.chars().take(NESTED) {
            match c {
                '（' => depth += 1,
                '）' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return false;
            }
        }
        is_in_paper(cx, *at)
    };
    memmem::find_iter(text.as_bytes(), "（（").filter(is_slip).map(|at| flaw(cx, at)).collect()
}

fn is_in_paper(cx: &RuleContext<'_>, at: usize) -> bool {
    let outline = cx.subject.outline;
    let line = outline.line_holding(to_u32(at));
    line.is_some_and(|l| l.part.is_text())
}

/// 引号成对
pub(super) fn quotes_unpaired(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let mut flaws = opened_twice(cx);
    let turned = turned(cx);
    flaws.retain(|odd| !turned.iter().any(|f| f.span.overlaps(odd.span)));
    flaws.extend(turned);
    judge(cx, &QUOTES, ("引号成对", "文中没有引号"), flaws)
}

/// 「甲「乙」: a mark that opens while one of its kind is open; quotations within quotations take the other kind.
fn opened_twice(cx: &RuleContext<'_>) -> Vec<Flaw> {
    let text = cx.subject.text();
    let corner = memmem::find_iter(text.as_bytes(), CORNER);
    let second = |at: usize| {
        let rest = text.get(at + CORNER.len()..)?;
        let end = rest.find(['「', '」', '。', '；'])?;
        let is_near = rest.get(..end).is_some_and(|inner| inner.chars().count() <= NAME);
        (is_near && rest.get(end..)?.starts_with('「') && is_in_paper(cx, at))
            .then(|| flaw(cx, at + CORNER.len() + end))
    };
    corner.filter_map(second).collect()
}

/// Marks that stand the wrong way round or have a partner of the other kind: ”甲“, “甲。“乙, “甲’.
fn turned(cx: &RuleContext<'_>) -> Vec<Flaw> {
    let text = cx.subject.text();
    let lines = cx.subject.outline.lines.iter().filter(|l| l.part.is_text());
    let of_line = |line: &Line| {
        let (start, words) = (line.span.start as usize, line.span.of(text));
        let places = turned_marks(words);
        places.into_iter().map(move |at| flaw(cx, start + at)).collect::<Vec<_>>()
    };
    lines.flat_map(of_line).collect()
}

/// Where the turned marks of a line stand.
fn turned_marks(words: &str) -> Vec<usize> {
    // “”‘’ are E2 80 9C, 9D, 98 and 99.
    let marks: Vec<(usize, char)> =
        memmem::find_iter(words.as_bytes(), "\u{2018}".as_bytes().get(..2).unwrap_or_default())
            .filter_map(|at| Some((at, words.get(at..)?.chars().next()?)))
            .filter(|(_, c)| "“”‘’".contains(*c))
            .collect();
    let between = |from: usize, to: usize| words.get(from + "“".len()..to).unwrap_or("");
    let is_word = |inner: &str| {
        !inner.is_empty() && inner.chars().count() <= WORD && !inner.contains(['，', '。', '；', '：', '、'])
    };
    let opens_item = |inner: &str| {
        inner.starts_with('、') && inner.chars().count() <= NAME && !inner.contains(['，', '。', '；', '：'])
    };
    let mut places = Vec::new();
    let mut is_open = false;
    let mut index = 0;
    while let Some(&(at, mark)) = marks.get(index) {
        let (next, after) = (marks.get(index + 1), marks.get(index + 2).map(|(_, mark)| *mark));
        match (mark, next) {
            // Behind the pair another one must begin as it should.
            ('”', Some(&(end, '“'))) if !is_open && after != Some('”') && is_word(between(at, end)) => {
                places.push(at);
                index += 2;
                continue;
            }
            // 治理渡口乱象”、整修码头”工作: neither was ever opened.
            ('”', Some(&(end, '”'))) if !is_open && opens_item(between(at, end)) => {
                places.extend([at, end]);
                index += 2;
                continue;
            }
            // 成立”渡工之家”
            ('”', Some(&(end, '”'))) if !is_open && after != Some('”') && is_word(between(at, end)) => {
                places.push(at);
                index += 2;
                continue;
            }
            ('“', Some(&(end, '“')))
                if !is_open && after != Some('”') && between(at, end).ends_with(['。', '！', '？']) =>
            {
                places.push(end);
                index += 2;
                continue;
            }
            ('“', Some(&(end, '’'))) if after != Some('”') && is_word(between(at, end)) => {
                places.push(at);
                index += 2;
                continue;
            }
            ('“', _) => is_open = true,
            ('”', _) => is_open = false,
            _ => {}
        }
        index += 1;
    }
    places
}

/// `flaws` are those found already; `reasons` tell that all is well, and that there are no such marks.
fn judge(
    cx: &RuleContext<'_>,
    pair: &Pair,
    reasons: (&'static str, &'static str),
    mut flaws: Vec<Flaw>,
) -> Judgement {
    let (clean, none) = reasons;
    let lines = &cx.subject.outline.lines;
    let text = cx.subject.text();
    let mut seen = false;
    for (index, line) in lines.iter().enumerate() {
        if !line.part.is_text() {
            continue;
        }
        let words = line.span.of(text);
        let balance = Balance::of(words, pair);
        seen |= balance.seen;
        // A quotation of several paragraphs opens each anew and closes only the last.
        let Some((at, opens)) = balance.odd.filter(|&odd| odd != (0, true)) else { continue };
        // A copy breaks lines anywhere; but a sentence that is over is not taken up by the next item.
        let is_over = |l: &&Line| opens && words.ends_with('。') && label_len(l.span.of(text)) > 0;
        let after = lines.get(index + 1..).unwrap_or_default().iter().take(REACH);
        let after = after.take_while(|l| !is_over(l));
        let before = lines.get(index.saturating_sub(REACH)..index).unwrap_or_default();
        let is_spread = after.chain(before).any(|l| Balance::of(l.span.of(text), pair).is_odd);
        // What the text ends in is cut off.
        let is_cut = opens && pair.open == ROUND.open && lines.len() == index + 1;
        // A row that ends in … was shortened by the page.
        let shown = words.trim_end_matches([' ', '|', '\t']);
        if opens && (shown.ends_with('…') || shown.ends_with("...")) {
            continue;
        }
        if !is_spread && (is_sentence(words) || is_cut || !opens && is_lead(words)) {
            let odd = flaw(cx, line.span.start as usize + at);
            if !flaws.iter().any(|f| f.span.overlaps(odd.span)) {
                flaws.push(odd);
            }
        }
    }
    flaws.sort_by_key(|f| f.span);
    if seen || !flaws.is_empty() { Judgement::of(flaws, clean) } else { Judgement::not_applicable(none) }
}

/// The marks of one line.
struct Balance {
    seen: bool,
    is_odd: bool,
    /// The mark without a partner, and whether it opens; `None` too when several lack one: such a line is damaged or code.
    odd: Option<(usize, bool)>,
}

impl Balance {
    fn of(words: &str, pair: &Pair) -> Self {
        let mut open: Vec<usize> = Vec::new();
        let mut odd = Vec::new();
        let (mut seen, mut is_glossed) = (false, false);
        let [first, second] = pair.bytes;
        for last in memchr::memchr2_iter(first, second, words.as_bytes()) {
            let Some(at) = last.checked_sub(2) else { continue };
            match words.get(at..=last) {
                Some(mark) if mark == pair.open => open.push(at),
                Some(mark) if mark == pair.close => {
                    let before = words.get(..at).unwrap_or("");
                    if open.pop().is_none() && !(mark == ROUND.close && is_label(before)) {
                        is_glossed |= mark == ROUND.close && is_gloss(before);
                        odd.push((at, false));
                    }
                }
                _ => continue,
            }
            seen = true;
        }
        odd.extend(open.into_iter().map(|at| (at, true)));
        Self {
            seen,
            is_odd: !odd.is_empty(),
            odd: odd.first().copied().filter(|_| odd.len() == 1 && !is_glossed),
        }
    }
}

/// Whether `）` closes a label: 1）, 三）, a）.
fn is_label(before: &str) -> bool {
    let label =
        before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || "一二三四五六七八九十①②③".contains(c));
    let length = before.len() - label.len();
    length > 0
        && length <= 9
        && (label.is_empty()
            || label.ends_with(['。', '；', '：', ':', '，', '、', ' ', '\n', '\t', '）', '”', '.']))
}

/// Whether `）` closes what is left of a pinyin gloss: 渡船停靠碼?mǎ）.
fn is_gloss(before: &str) -> bool {
    let mut letters = before.chars().rev().take_while(|c| c.is_alphabetic() && *c < '\u{250}');
    letters.any(|c| !c.is_ascii())
}

/// Whether a line is running text that is whole.
fn is_sentence(words: &str) -> bool {
    words.chars().count() > 12 && words.ends_with(['。', '；', '）'])
}

/// Whether a paragraph is over that announces what follows: what is closed there must have been opened.
fn is_lead(words: &str) -> bool {
    words.chars().count() > 12 && words.ends_with('：')
}

fn flaw(cx: &RuleContext<'_>, at: usize) -> Flaw {
    let text = cx.subject.text();
    let before = text.get(..at).unwrap_or("").chars().rev().take(QUOTE).take_while(|c| *c != '\n');
    let start = at - before.map(char::len_utf8).sum::<usize>();
    let after = text.get(at..).unwrap_or("").chars().take(QUOTE + 1).take_while(|c| *c != '\n');
    let end = at + after.map(char::len_utf8).sum::<usize>();
    let span: Span<Norm> = Span::new(to_u32(start), to_u32(end));
    Flaw::at(span).with("match", span.of(text))
}

#[cfg(test)]
mod tests {
    use super::{is_gloss, turned_marks};

    #[test]
    fn rests_of_glosses() {
        assert!(is_gloss("渡船停靠碼?mǎ"));
        assert!(!is_gloss("渡船长20m"));
        assert!(!is_gloss("渡船检验"));
    }

    #[test]
    fn marks_turned_round() {
        for (words, count) in [
            ("推进”平安渡运“工程，整修码头。", 1),
            ("推进“平安渡运”工程，落实“一渡一档”制度。", 0),
            ("“一渡一档”和“一船一码”同时推行。", 0),
            ("“渡船已经检验。“渡口负责人介绍，每年一次。", 1),
            ("“渡船已经检验。”渡口负责人说，“每年一次。”", 0),
            ("推行“一渡一档’制度。", 1),
            ("牵头成立”渡工之家”，集中培训渡工。", 1),
            ("推行“一渡一档”制度，成立”渡工之家”。", 1),
            ("做好整治渡口乱象”、修复旧码头”工作。", 2),
            ("他说：“推行“一渡一档””。", 0),
            ("他说：“推行‘一渡一档’制度。”", 0),
            ("一档”制度，”渡工“持证，“平安渡运”行动。", 1),
        ] {
            assert_eq!(turned_marks(words).len(), count, "{words}");
        }
    }
}
