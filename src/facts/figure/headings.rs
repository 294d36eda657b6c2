//! Lists and numbers that announce the headings below them: 考核方式包括甲、乙、丙 over （一）甲 （二）乙 （三）丙; 以下五项：.

use std::sync::LazyLock;

use crate::lexicon::Regex;

use super::Figure;
use super::count::Items;
use crate::facts::Context;
use crate::facts::clause::{SENTENCE_BYTES, Shape};
use crate::outline::{Node, NodeKind, Sentence};
use crate::text::{Norm, Span, parse_numeral};

/// 以下五个方面：, 下列3项条件。
static ANNOUNCED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:以下|下列|如下)([二三四五六七八九十两]+|[0-9]{1,2})(?:大|个|项|种|条|点|类)[^。；，,]{0,12}[：:。]?$").ok()
});

/// 《…通知》共九条措施, in the words above the first of them.
static IN_ALL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:^|[^“前后])(?:总?共|共计|合计)(?:有|提出|推出|出台)?([四五六七八九]|十[一二三四五六七八九]?|二十[一二三四五六七八九]?|[0-9]{1,2})(?:条|项)(?:政策)?(?:措施|举措|政策|意见|规定)?[。；，]?$").ok()
});

/// 存在三类问题 before 一是: the announced number with its noun.
static RUN_IN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:^|[^“”第每前后十百[0-9]])([二三四五六七八九两]|[0-9]{1,2})(?:大|个|项|种|条|点|类|方面)[^。；，,、“”：:]{0,14}$").ok()
});

/// Finds every such relation, in document order.
pub(super) fn find(cx: &Context<'_>) -> Vec<Figure> {
    let mut found = Vec::new();
    let nodes = &cx.outline.nodes;
    let mut from = 0;
    // Children of one parent stand in document order; parents are visited by their first child.
    while from < nodes.len() {
        let first = &nodes[from];
        from += 1;
        if first.number != Some(1) {
            continue;
        }
        let below = siblings(nodes, first);
        if first.kind == NodeKind::RunIn {
            found.extend(run_in(cx, first, below.len()));
        } else if below.len() >= 2 {
            found.extend(relate(cx, first, &below));
        }
    }
    found
}

/// The node with number 1 and the ones that count on from it.
fn siblings<'n>(nodes: &'n [Node], first: &'n Node) -> Vec<&'n Node> {
    let mut next = 1;
    let after = nodes.partition_point(|n| n.span.start < first.span.start);
    let mut all = Vec::new();
    for node in &nodes[after..] {
        if node.parent != first.parent || node.kind != first.kind {
            if node.level < first.level {
                break;
            }
            continue;
        }
        if node.number != Some(next) {
            break;
        }
        all.push(node);
        next += 1;
    }
    all
}

fn relate(cx: &Context<'_>, first: &Node, below: &[&Node]) -> Option<Figure> {
    let index = cx.outline.sentences.partition_point(|s| s.span.start < first.span.start);
    let above = cx.outline.sentences.get(index.saturating_sub(4)..index)?;
    let parent = first.parent.and_then(|id| cx.outline.node(id));
    let own = |s: &&Sentence| {
        !s.heading && s.span.len() <= SENTENCE_BYTES && parent.is_none_or(|p| p.span.start <= s.span.start)
    };
    let listed = below.iter().any(|n| !n.title.is_empty());
    let by_number = above.last().filter(|s| own(s)).and_then(|s| announced(cx, s, below));
    let in_all = || above.iter().filter(own).find_map(|s| in_all(cx, s, below)).filter(|_| parent.is_none());
    by_number.or_else(in_all).or_else(|| {
        if !listed {
            return None;
        }
        above.iter().rev().filter(own).find_map(|s| named(cx, s, below))
    })
}

fn announced(cx: &Context<'_>, sentence: &Sentence, below: &[&Node]) -> Option<Figure> {
    let text = sentence.span.of(cx.text);
    let found = ANNOUNCED.as_ref()?.captures(text)?;
    let number = usize::try_from(parse_numeral(found.get(1)?.as_str())?).ok()?;
    // One more or fewer before a colon is a slip, unless the copy may have been cut off behind the list; a list that differs
    // widely was read from other numbering.
    let goes_on = below.last().is_some_and(|n| (n.span.end as usize) < cx.text.trim_end().len());
    let below = below.len();
    let is_slip = number.abs_diff(below) == 1 && text.ends_with(['：', ':']) && goes_on;
    if is_slip {
        return Some(figure(sentence.span, number, below, Some(false)));
    }
    Some(compared(sentence.span, number, below))
}

/// 《…通知》共九条措施 over eight: one more or fewer is a slip when the paper goes on behind the last.
fn in_all(cx: &Context<'_>, sentence: &Sentence, below: &[&Node]) -> Option<Figure> {
    let found = IN_ALL.as_ref()?.captures(sentence.span.of(cx.text))?;
    let said = found.get(1)?;
    let number = usize::try_from(parse_numeral(said.as_str())?).ok()?;
    let goes_on = below.last().is_some_and(|n| (n.span.end as usize) < cx.text.trim_end().len());
    let count = below.len();
    let start = sentence.span.start as usize + said.start();
    let span = Span::at(start, sentence.span.end as usize);
    let holds =
        if number == count { Some(true) } else { (number.abs_diff(count) == 1 && goes_on).then_some(false) };
    let told = holds.map(|holds| figure(span, number, count, Some(holds)))?;
    let note = told.note.as_ref().map(|_| format!("称{number}条，下文只有{count}项"));
    Some(Figure { note, ..told })
}

/// 存在三类问题：一是…；二是…；三是….
fn run_in(cx: &Context<'_>, first: &Node, below: usize) -> Option<Figure> {
    let start = (first.span.start as usize).saturating_sub(SENTENCE_BYTES);
    let start = (start..=first.span.start as usize).find(|&at| cx.text.is_char_boundary(at))?;
    let before = cx.text.get(start..first.span.start as usize)?;
    let lead = before.trim_end_matches(['：', ':', '，', ',', '。', ' ', '\n', '\u{3000}']);
    let from = lead
        .rfind(['。', '；', '\n'])
        .map_or(0, |at| at + lead.get(at..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8));
    let clause = lead.get(from..)?;
    let found = RUN_IN.as_ref()?.captures(clause)?;
    let number = found.get(1)?;
    let announced = usize::try_from(parse_numeral(number.as_str())?).ok()?;
    let span = Span::at(start + from + number.start(), start + lead.len());
    if below < 2 {
        return None;
    }
    // 以下三个问题：一是…；二是…。 and no 三是 in what follows: one was left out.
    let listed =
        ["以下", "下列", "如下"].iter().any(|word| clause.contains(word)) || before.ends_with(['：', ':']);
    let tail = crate::text::first_chars(cx.text.get(first.span.start as usize..)?, REACH);
    let rest = NUMBERS
        .get(below)
        .is_some_and(|n| ["是", "、", "，", "要", "）"].iter().all(|m| !tail.contains(&format!("{n}{m}"))));
    // A copy that was cut off may have lost the last item.
    let goes_on = tail.trim_end().ends_with('。') || tail.contains("。\n");
    if announced == below + 1 && listed && rest && goes_on {
        let note = format!("称{announced}项，下文只有{below}项");
        return Some(Figure { note: Some(note), ..figure(span, announced, below, Some(false)) });
    }
    Some(compared(span, announced, below))
}

/// How far behind the first item the others are looked for, in characters.
const REACH: usize = 1500;
/// The numbers of the items that may be missing.
const NUMBERS: [&str; 9] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// Equal numbers hold; others are for a reader to look at, since a heading may have escaped us.
fn compared(span: Span<Norm>, announced: usize, below: usize) -> Figure {
    if announced == below {
        return figure(span, announced, below, Some(true));
    }
    let note = format!("称{announced}项，下文找到{below}项，请核对");
    Figure { note: Some(note), ..figure(span, announced, below, None) }
}

/// All headings named in a list above them.
fn named(cx: &Context<'_>, sentence: &Sentence, below: &[&Node]) -> Option<Figure> {
    let text = sentence.span.of(cx.text);
    if below.len() < 3 || text.matches('、').count() + 2 < below.len() {
        return None;
    }
    let mut shape = Shape::default();
    shape.read(cx.text, sentence);
    let lists = shape.clauses.iter().filter_map(|c| Some((*c, Items::of(c.of(cx.text))?)));
    for (clause, items) in lists {
        let list = clause.of(cx.text);
        let titles = below.iter().map(|n| n.title.of(cx.text).trim_end_matches(['。', '；', '：', ':']));
        let hits = titles.filter(|t| t.chars().count() >= 2 && list.contains(t)).count();
        if hits == below.len() && items.matches(hits) {
            return Some(figure(clause, hits, below.len(), Some(true)));
        }
        if hits == below.len() && items.is_plain && hits + 1 == items.count {
            return Some(figure(clause, items.count, below.len(), Some(false)));
        }
    }
    None
}

fn figure(span: Span<Norm>, announced: usize, below: usize, holds: Option<bool>) -> Figure {
    let note = (holds == Some(false)).then(|| format!("列出{announced}项，下文只有{below}项"));
    #[allow(clippy::cast_precision_loss)]
    let values = vec![announced as f64, below as f64];
    Figure { span, relation: "headings", values, holds, note }
}
