//! Items of a list one of which ends without 。 while its siblings have it, or in ；though it is the last; paragraphs that break off.
//!
//! Only items of one line without items of their own are compared; a list of units or a note in brackets behind the sentence is
//! left out of account.

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::lexicon::WordSet;
use crate::outline::{Node, NodeId, NodeKind};
use crate::text::{Norm, Span};

/// Fewest siblings that end in 。 and make it the custom.
const CUSTOM: usize = 3;
/// Most items that may lack it.
const ODD: usize = 2;
/// Fewest characters of a sentence.
const SENTENCE: usize = 12;
/// Fewest characters of a paragraph that must end in a mark, and fewest paragraphs that do.
const PARAGRAPH: usize = 30;
const WHOLE: usize = 6;
/// Times as many paragraphs have their mark as lack it.
const SHARE: usize = 5;
/// Characters quoted.
const QUOTE: usize = 24;

/// What ends the sentence by which a paper speaks of itself: 负责解释, 起施行.
static FINAL: WordSet = WordSet::of("rule_words", "final");
/// What a paper calls itself there.
static OWN: WordSet = WordSet::of("rule_words", "itself");

/// What a line of units or addresses says, which wants no mark.
static CELL: WordSet = WordSet::of("rule_words", "cell");
/// What leads the clause that says until when a paper holds.
static TERM: WordSet = WordSet::of("rule_words", "until");

/// Words that close a paper and want no stop.
static CLOSING: WordSet = WordSet::of("rule_words", "closing");

/// What siblings share: the node they stand in, and the kind of their labels.
type Level = (Option<NodeId>, NodeKind);

/// 列项末尾的标点不一
pub(super) fn item_endings(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let mut groups: Vec<(Level, Vec<&Node>)> = Vec::new();
    for node in &cx.subject.outline.nodes {
        if node.kind == NodeKind::RunIn || node.kind == NodeKind::Annex || node.number.is_none() {
            continue;
        }
        let key = (node.parent, node.kind);
        match groups.last_mut().filter(|(known, group)| {
            // Numbering that begins anew is another list.
            *known == key && group.last().is_some_and(|last| last.number < node.number)
        }) {
            Some((_, group)) => group.push(node),
            None => groups.push((key, vec![node])),
        }
    }
    let mut flaws: Vec<Flaw> = groups.iter().flat_map(|(_, group)| odd_ones(cx, group)).collect();
    let broken = broken_off(cx);
    flaws.extend(broken.into_iter().filter(|b| is_new(&flaws, b)).collect::<Vec<_>>());
    flaws.sort_by_key(|f| f.span);
    Judgement::of(flaws, "各项末尾的标点一致")
}

/// How a paragraph of running text ends.
enum Close<'t> {
    /// With a mark.
    Marked,
    /// Without one: its text without notes, and whether the next paragraph shows that nothing more comes.
    Bare(&'t str, bool),
    /// In ； before the next heading; or without one, though it says when the paper takes effect or who interprets it: a sentence however short it is.
    Final(&'t str),
}

/// Paragraphs that end without a mark in a paper whose others have one: right before a label, or 本通知由某局负责解释.
fn broken_off(cx: &RuleContext<'_>) -> Vec<Flaw> {
    let text = cx.subject.text();
    let lines = &cx.subject.outline.lines;
    let mut whole = 0_usize;
    let (mut bare, mut odd) = (0_usize, Vec::new());
    for (line, next) in lines.iter().zip(lines.iter().skip(1).map(Some).chain([None])) {
        if !line.part.is_text() || next.is_some_and(|next| next.goes_on) {
            continue;
        }
        match close(line.span.of(text), next.map_or("", |next| next.span.of(text))) {
            Some(Close::Marked) => whole += 1,
            Some(Close::Bare(core, is_sure)) => {
                bare += 1;
                odd.extend(is_sure.then_some((core, line.span, false)));
            }
            Some(Close::Final(core)) => odd.push((core, line.span, true)),
            None => {}
        }
    }
    // Where many lack it, the copy has lost its marks or the lines are cells.
    if whole < WHOLE {
        return Vec::new();
    }
    let is_custom = bare * SHARE <= whole;
    let flaw = |(core, line, is_final): (&str, Span<Norm>, bool)| {
        let end = line.start as usize + core.len();
        let tail = core.chars().rev().take(QUOTE).map(char::len_utf8).sum::<usize>();
        let span = Span::<Norm>::at(end - tail, end);
        let what = match core.ends_with(['，', '、']) {
            true => "没有说完，下一段已另起",
            false if core.ends_with('；') => "是最后一项，末尾却是分号",
            false if is_final => "后面没有标点",
            false => "后面没有标点，下一段已另起",
        };
        Flaw::at(span).with("match", span.of(text)).with("what", what)
    };
    odd.into_iter().filter(|(.., is_final)| *is_final || is_custom).map(flaw).collect()
}

/// How a paragraph ends before the next one; `None` for what is too short to tell.
fn close<'t>(words: &'t str, after: &str) -> Option<Close<'t>> {
    let is_final = FINAL.tail_of(words).is_some() || ends_in_term(words);
    // 十六、本措施自印发之日起施行 with a paragraph below it is a heading.
    let is_headed = || crate::outline::label_len(words) > 0 && after.ends_with('。');
    if is_final && OWN.is_in(words) && !is_headed() {
        return Some(Close::Final(words));
    }
    let core = without_note(words);
    // An article has no heading of its own, so that whatever is as long is a sentence.
    let is_article = words.starts_with('第')
        && words
            .get(..crate::outline::label_len(words))
            .is_some_and(|label| label.trim_end().ends_with('条'));
    let is_prose = words.contains(['，', '。']) || is_article && words.contains('、');
    if !is_prose || core.chars().count() < PARAGRAPH {
        return None;
    }
    let last = words.chars().next_back()?;
    let is_over = crate::outline::label_len(after) > 0;
    if last == '；' && crate::outline::label_len(words) == 0 && is_next_heading(after) {
        return Some(Close::Final(words));
    }
    if "。；：！？）〕】”".contains(last) {
        Some(Close::Marked)
    } else if ('\u{4e00}'..='\u{9fff}').contains(&last) || last == '》' {
        let clause = core.rsplit(['。', '；']).next().unwrap_or(core);
        // A heading is one clause behind its label; a list of units wants no mark.
        let is_heading = crate::outline::label_len(words) > 0 && !words.contains('。') && !is_article;
        let is_list = CELL.is_in(clause);
        Some(Close::Bare(core, is_over && !is_heading && !is_list))
    } else if matches!(last, '，' | '、') && words.contains('。') {
        Some(Close::Bare(core, is_over && is_wider(after)))
    } else {
        None
    }
}

/// Whether the last clause says until when, and ends in a date or a span: 有效期至2027年6月30日.
fn ends_in_term(words: &str) -> bool {
    let clause = words.rsplit(['，', '。', '；', '：']).next().unwrap_or(words);
    clause.ends_with(['年', '月', '日']) && TERM.is_in(clause)
}

/// Whether a line begins a part of the paper, which no sentence of the one before can run into.
fn is_wider(line: &str) -> bool {
    line.starts_with('第') || line.starts_with(|c: char| "一二三四五六七八九十".contains(c))
}

/// Whether a line is a heading that goes on counting: （二）窗口办理.
fn is_next_heading(line: &str) -> bool {
    let label = crate::outline::label_len(line);
    let is_first = line.starts_with("一、") || line.starts_with("（一）");
    let counts = line.starts_with('（') || is_wider(line);
    let title = line.get(label..).unwrap_or("");
    label > 0
        && counts
        && !is_first
        && title.chars().count() <= PARAGRAPH
        && !title.contains(['，', '。', '；', '：'])
}

/// Whether nothing told so far stands at the place.
fn is_new(known: &[Flaw], flaw: &Flaw) -> bool {
    known.iter().all(|k| !k.span.overlaps(flaw.span))
}

fn odd_ones(cx: &RuleContext<'_>, group: &[&Node]) -> Vec<Flaw> {
    let last = group.len().saturating_sub(1);
    let endings: Vec<Ending> =
        group.iter().enumerate().filter_map(|(i, node)| ending(cx, node, i == last)).collect();
    // An item with items of its own has no end to compare, and a list of headings has none at all.
    let count = |mark| endings.iter().filter(|e| e.mark == Some(mark)).count();
    let bare = endings.iter().filter(|e| e.mark.is_none() && e.is_sentence);
    let odd = bare.clone().count();
    let mut flaws = Vec::new();
    // Of three, two are the custom.
    let custom = if group.len() == CUSTOM { CUSTOM - 1 } else { CUSTOM };
    if count('。') >= custom && (1..=ODD).contains(&odd) && count('。') > odd && endings.len() == group.len()
    {
        flaws.extend(bare.map(|e| {
            Flaw::at(e.span)
                .with("match", e.span.of(cx.subject.text()))
                .with("what", "末尾没有句号，同级各项都有")
        }));
    }
    if let Some(last) = endings.last().filter(|e| e.mark == Some('；') && endings.len() == group.len()) {
        let is_end = group.last().is_some_and(|node| is_list_over(cx, node))
            && count('；') == endings.len()
            && count('；') > 1;
        let flaw = || {
            Flaw::at(last.span)
                .with("match", last.span.of(cx.subject.text()))
                .with("what", "是最后一项，末尾却是分号")
        };
        flaws.extend(is_end.then(flaw));
    }
    flaws
}

/// Whether a wider part begins behind the item, so that no clause can follow its ；.
fn is_list_over(cx: &RuleContext<'_>, node: &Node) -> bool {
    let outline = cx.subject.outline;
    let next = outline.nodes.iter().find(|n| n.label.start >= node.span.end);
    let wide = |n: &Node| {
        matches!(n.kind, NodeKind::Chapter | NodeKind::Section | NodeKind::Article | NodeKind::Heading)
    };
    // Items that are sentences of their own do not end in ； either.
    let of_sentences = || {
        let parent = node.parent.and_then(|id| outline.node(id));
        let line = parent.and_then(|p| outline.line_holding(p.label.start));
        line.is_some_and(|l| l.span.of(cx.subject.text()).contains('。'))
    };
    next.is_some_and(|n| n.kind < node.kind && (wide(n) || of_sentences()))
}

/// How an item ends.
struct Ending {
    /// 。；！？, `None` for none.
    mark: Option<char>,
    is_sentence: bool,
    /// The end of the item.
    span: Span<Norm>,
}

/// The end of an item of one line; `None` when it goes on below.
fn ending(cx: &RuleContext<'_>, node: &Node, is_last: bool) -> Option<Ending> {
    let text = cx.subject.text();
    let outline = cx.subject.outline;
    let first = outline.line_at(node.label.start)?;
    let line = outline.lines.get(first).filter(|l| l.part.is_text())?;
    let next = outline.lines.get(first + 1);
    // What follows the last item may be the end of the paper; behind another the next one must begin.
    let is_over = next.is_none_or(|next| {
        let gap = text.get(line.span.end as usize..next.span.start as usize).unwrap_or("");
        let is_apart =
            is_last && (gap.matches('\n').count() > 1 || next.span.of(text).starts_with(['本', '附']));
        !next.goes_on && (is_apart || crate::outline::label_len(next.span.of(text)) > 0)
    });
    if !is_over || !is_last && next.is_some_and(|next| node.span.holds(next.span.start)) {
        return None;
    }
    let end = if is_last { line.span.end } else { node.span.end.max(line.span.end) };
    let words = text.get(node.label.end as usize..end as usize)?;
    if words.trim().contains('\n') {
        return None;
    }
    let core = without_note(words);
    let last = core.chars().next_back()?;
    let tail = core.rsplit('。').next().unwrap_or(core);
    // 特此公告 wants no stop, and stands behind one.
    let has_stop = words.ends_with(['。', '.']) || tail.len() < core.len() && CLOSING.is_in(tail);
    let mark =
        if has_stop { Some('。') } else { Some(last).filter(|c| "。；！？：，、".contains(*c)) };
    // 开航时间：每日六时, 责任人：某某: what a field says.
    let is_field = core.contains('：') && !core.contains(['，', '。']);
    let is_list = is_field || tail.contains("单位：") || tail.contains("部门：");
    // What the text ends in may be cut off.
    let is_cut = next.is_none() && last != '；';
    let is_sentence = core.chars().count() >= SENTENCE && !is_list && !is_cut && is_word_end(core, last);
    let tail = core.chars().rev().take(QUOTE).map(char::len_utf8).sum::<usize>();
    let end = node.label.end as usize + core.len();
    Some(Ending { mark, is_sentence, span: Span::at(end - tail, end) })
}

/// Whether a sentence breaks off after a word; a title alone is a row of a list.
fn is_word_end(core: &str, last: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&last) || last == '》' && core.contains('，')
}

/// The text without （责任单位：…） at its end.
fn without_note(words: &str) -> &str {
    let words = words.trim_end();
    for (open, close) in [('（', '）'), ('〔', '〕'), ('(', ')'), ('[', ']')] {
        let inner = words.trim_end_matches('。').strip_suffix(close);
        let cut = inner.and_then(|inner| opening(inner, (open, close))).and_then(|at| words.get(..at));
        if let Some(cut) = cut.filter(|cut| !cut.is_empty()) {
            return cut.trim_end();
        }
    }
    words
}

/// Where the bracket opens that the words are the inside of: （由县局牵头，各县（市、区）配合|.
fn opening(inner: &str, (open, close): (char, char)) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in inner.char_indices().rev() {
        match c {
            c if c == close => depth += 1,
            c if c == open && depth == 0 => return Some(at),
            c if c == open => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{ends_in_term, without_note};

    #[test]
    fn notes_are_left_out() {
        for (words, want) in [
            ("检验渡船。（责任单位：县交通局）", "检验渡船。"),
            ("检验渡船。（县交通局牵头，各县（市、区）配合）", "检验渡船。"),
            ("检验渡船（每年两次）。", "检验渡船"),
            ("检验渡船。", "检验渡船。"),
        ] {
            assert_eq!(without_note(words), want);
        }
    }

    #[test]
    fn clauses_that_say_until_when() {
        assert!(ends_in_term("本通知自发布之日起施行，有效期至2027年6月30日"));
        assert!(!ends_in_term("本通知有效期至2027年6月30日，由县交通局解释"));
    }
}
