//! Numbering that skips or repeats a number.
//!
//! Lists may restart under every heading or run on through the whole document; a label is in order when it fits either way,
//! or begins anew with 1. What a copy has merely lost the line break of (the label stands inside a line) is no gap.

use std::collections::HashMap;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::lexicon::WordSet;
use crate::outline::{Node, NodeId, NodeKind, numeral};
use crate::text::{Norm, Span};

/// Widest jump that is read as a gap; wider ones are another list or a misread label.
const WIDEST_GAP: u32 = 4;

/// Labels of headings that lost their figure: -、政策措施.
static DAMAGED: WordSet = WordSet::of("rule_words", "damaged_label");
/// What a decision that amends a paper says behind the number of an article: 第三条增加一款.
static AMENDS: WordSet = WordSet::of("rule_words", "amends_article");
/// What a label inside a sentence ends in: 一是, 一要.
const VERBS: &str = "是要";
/// Chinese figures that labels are made of.
const FIGURES: &str = "一二三四五六七八九十百";

/// Longest line that is a label alone, in bytes.
const LONGEST_BARE: u32 = 12;
/// Fewest items that are surely the content of a part.
const FEWEST_ITEMS: usize = 3;
/// Numbers of a part that a paper begins with when its head was lost; a later one belongs to another text.
const LATE_PARTS: std::ops::RangeInclusive<u32> = 2..=4;

/// A label that does not fit, with the one before it.
struct Break<'a> {
    before: &'a Node,
    here: &'a Node,
    is_repeat: bool,
}

/// 断号
pub(super) fn gap(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    judge(cx, false, "各级序号连续")
}

/// 重号
pub(super) fn repeat(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    judge(cx, true, "各级序号没有重复")
}

fn judge(cx: &RuleContext<'_>, wants_repeat: bool, clean: &'static str) -> Judgement {
    let nodes = &cx.subject.outline.nodes;
    if nodes.iter().filter(|n| n.number.is_some()).count() < 2 {
        return Judgement::not_applicable("文中没有序号");
    }
    let text = cx.subject.text();
    let flaws = breaks(nodes, text).into_iter().filter(|b| b.is_repeat == wants_repeat).map(|b| {
        let label = |node: &Node| node.label.of(text).trim().to_owned();
        let note = if wants_repeat { "前一处" } else { "前一个序号" };
        let bare = (!wants_repeat).then(|| bare_between(&b, text)).flatten();
        let (before, here) = (label(b.before), label(b.here));
        let told = match bare {
            Some(at) => format!("序号“{}”后面没有标点", at.of(text)),
            None => format!("序号从“{before}”跳到“{here}”"),
        };
        Flaw::at(bare.unwrap_or(b.here.label))
            .with("told", told)
            .with("label", here)
            .with("before", before)
            .with("title", clip(b.here.title.of(text)))
            .related(b.before.label, note)
    });
    Judgement::of(flaws.collect(), clean)
}

/// 一组序号从 2 开始
pub(super) fn starts_late(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let nodes = &cx.subject.outline.nodes;
    let text = cx.subject.text();
    // The first label under each heading, with whether it goes on the list before.
    let mut first: HashMap<(NodeId, NodeKind), (&Node, bool)> = HashMap::new();
    let mut running: HashMap<NodeKind, u32> = HashMap::new();
    let mut flaws = Vec::new();
    for node in
        nodes.iter().filter(|n| matches!(n.kind, NodeKind::Item | NodeKind::Subitem | NodeKind::Point))
    {
        let Some((number, parent)) = node.number.zip(node.parent) else { continue };
        let runs_on =
            running.insert(node.kind, number).is_some_and(|last| last.checked_add(1) == Some(number));
        let (start, goes_on) = *first.entry((parent, node.kind)).or_insert((node, runs_on));
        // The list goes on behind its 2, so the label is one.
        if number != 3 || start.number != Some(2) || !runs_on || goes_on {
            continue;
        }
        let Some(above) = nodes.get(parent as usize) else { continue };
        let between = Span::<Norm>::new(above.label.end, start.label.start).of(text);
        // The list of the heading before may end with 1.
        let is_run = spellings(1, start.kind)
            .iter()
            .chain(&spellings(1, NodeKind::RunIn))
            .any(|s| between.contains(s.as_str()));
        if is_run || between.contains("①") || !matches!(above.kind, NodeKind::Heading | NodeKind::Item) {
            continue;
        }
        let bare = between.lines().find_map(|line| bare_one(line.trim_start()).map(|one| (line, one)));
        let at = bare.map_or(start.label, |(line, one)| {
            let from = above.label.end as usize + (line.as_ptr() as usize - between.as_ptr() as usize);
            let from = from + line.len() - line.trim_start().len();
            Span::at(from, from + one)
        });
        let told = if bare.is_some() {
            "序号“1”后面没有标点"
        } else {
            "这组序号前面没有“1”"
        };
        flaws.push(Flaw::at(at).with("match", at.of(text).trim()).with("told", told));
    }
    flaws.extend(first_part_unnumbered(cx));
    flaws.extend(second_part_as_item(cx));
    Judgement::of(flaws, "各组序号从头编起")
}

/// A paper that begins with 二、: the heading of its first part is lost, or the part itself.
fn first_part_unnumbered(cx: &RuleContext<'_>) -> Option<Flaw> {
    let (nodes, text) = (&cx.subject.outline.nodes, cx.subject.text());
    let mut headings =
        nodes.iter().enumerate().filter(|(_, n)| n.kind == NodeKind::Heading && n.parent.is_none());
    let (at, here) = headings.next()?;
    let number = here.number.filter(|n| LATE_PARTS.contains(n))?;
    let before = nodes.get(..at)?;
    // 1、…10、 at the head and then 二、.
    let runs = (1..).zip(before).all(|(number, node)| {
        node.kind == NodeKind::Subitem && node.parent.is_none() && node.number == Some(number)
    });
    let is_unnumbered = runs && before.len() >= FEWEST_ITEMS && number == 2;
    let goes_on = headings.next().is_some_and(|(_, next)| next.number == Some(number + 1));
    let is_lost = goes_on && !spellings(1, NodeKind::Heading).iter().any(|one| text.contains(one.as_str()));
    let told =
        if is_unnumbered { "前面的内容没有编“一、”" } else { "前面没有“一、”" };
    (is_unnumbered || is_lost)
        .then(|| Flaw::at(here.label).with("match", here.label.of(text).trim()).with("told", told))
}

/// 一、 goes on with （二） although there is no （一） and no 二、.
fn second_part_as_item(cx: &RuleContext<'_>) -> Option<Flaw> {
    let (nodes, text) = (&cx.subject.outline.nodes, cx.subject.text());
    let mut headings = nodes.iter().filter(|n| n.kind == NodeKind::Heading);
    let only = headings.next().filter(|n| n.number == Some(1))?;
    let mut items = nodes.iter().filter(|n| n.kind == NodeKind::Item);
    let first = items.next().filter(|n| n.number == Some(2) && n.label.start > only.label.end)?;
    let is_held = spellings(1, NodeKind::Item).iter().any(|one| text.contains(one.as_str()));
    if headings.next().is_some() || is_held || items.any(|n| n.number == Some(1)) {
        return None;
    }
    let label = first.label.of(text).trim();
    Some(Flaw::at(first.label).with("match", label).with("told", "前面编“一、”，这里编“（二）”"))
}

/// 同级序号换了写法: 1、2、3、 at the top of a paper goes on with 四、五、, or 6 alone on its line stands between 五 and 七.
pub(super) fn style_changes(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let bare = bare_style_changes(cx);
    if !bare.is_empty() {
        return Judgement::of(bare, "");
    }
    let text = cx.subject.text();
    let nodes = &cx.subject.outline.nodes;
    let is_top = |n: &&Node| n.parent.is_none() && n.number.is_some();
    let mut top = nodes.iter().filter(is_top).filter(|n| {
        matches!(n.kind, NodeKind::Heading | NodeKind::Item | NodeKind::Subitem | NodeKind::Point)
    });
    let Some(first) = top.clone().next() else { return Judgement::not_applicable("文中没有序号") };
    let Some(here) = top.find(|n| n.kind != first.kind) else {
        return Judgement::pass("最高一级的序号写法一致");
    };
    // The list before runs from one without a gap, and the other label takes it up.
    let before: Vec<&Node> = nodes.iter().filter(is_top).take_while(|n| n.label != here.label).collect();
    let runs = (1..).zip(&before).all(|(number, node)| node.number == Some(number));
    let next = before.len().checked_add(1).and_then(|n| u32::try_from(n).ok());
    let again = nodes.iter().filter(|n| n.kind == here.kind && n.number == Some(1)).count();
    let flaw = (runs && before.len() > 1 && here.number == next && again == 0).then(|| {
        let last = before.last().map_or(first.label, |n| n.label);
        let flaw = Flaw::at(here.label).with("match", here.label.of(text).trim());
        flaw.with("before", last.of(text).trim()).related(last, "前一个序号")
    });
    Judgement::of(flaw.into_iter().collect(), "最高一级的序号写法一致")
}

/// Labels alone on their lines: 四, 五, 6, 七.
fn bare_style_changes(cx: &RuleContext<'_>) -> Vec<Flaw> {
    let text = cx.subject.text();
    let lines = cx.subject.outline.lines.iter().filter(|l| l.part.is_text());
    let labels: Vec<(Span<Norm>, u32, bool)> = lines
        .filter(|line| line.span.end - line.span.start <= LONGEST_BARE)
        .filter_map(|line| {
            let words = line.span.of(text).trim();
            let figure = words.parse::<u32>().ok().map(|number| (number, false));
            let han = || numeral::chinese(words).filter(|_| words.chars().all(|c| FIGURES.contains(c)));
            let (number, is_han) = figure.or_else(|| han().map(|(number, _)| (number, true)))?;
            Some((line.span, number, is_han))
        })
        .collect();
    // 一 two 三: the run must have begun before.
    let flaws = labels.windows(4).filter_map(|w| match w {
        [(_, a, true), (before, b, true), (here, c, false), (_, d, true)]
            if a + 1 == *b && b + 1 == *c && c + 1 == *d =>
        {
            let flaw = Flaw::at(*here).with("match", here.of(text).trim());
            Some(flaw.with("before", before.of(text).trim()).related(*before, "前一个序号"))
        }
        _ => None,
    });
    flaws.collect()
}

/// Bytes of a 1 that is followed by words without a mark: 1降低成本.
fn bare_one(line: &str) -> Option<usize> {
    bare_number(line, 1)
}

/// Bytes of a number that is followed by words without a mark.
fn bare_number(line: &str, number: u32) -> Option<usize> {
    let figure = number.to_string();
    let rest = line.strip_prefix(figure.as_str())?;
    let next = rest.trim_start_matches(' ').chars().next()?;
    let is_word = !"年月日个项家户人元万亿天周时级类号期次名条套间层栋米".contains(next)
        && !next.is_ascii()
        && next.is_alphabetic();
    is_word.then_some(figure.len())
}

/// The missing number at the head of a line between the two labels, without its mark: 3渡船管理.
fn bare_between(gap: &Break<'_>, text: &str) -> Option<Span<Norm>> {
    let number = gap.before.number?.checked_add(1)?;
    let is_one = gap.here.number? == number + 1 && matches!(gap.here.kind, NodeKind::Subitem);
    let start = gap.before.label.end as usize;
    let between = text.get(start..gap.here.label.start as usize).filter(|_| is_one)?;
    between
        .split_inclusive('\n')
        .scan(start, |at, line| Some((std::mem::replace(at, *at + line.len()), line)))
        .find_map(|(at, line)| {
            let words = line.trim_start();
            let length = bare_number(words, number)?;
            let from = at + line.len() - words.len();
            Some(Span::at(from, from + length))
        })
}

/// The first words of a heading.
fn clip(title: &str) -> String {
    let short: String = title.chars().take(12).collect();
    if short.len() < title.len() { format!("{short}…") } else { short }
}

fn breaks<'a>(nodes: &'a [Node], text: &str) -> Vec<Break<'a>> {
    let mut siblings: HashMap<(Option<NodeId>, NodeKind), &Node> = HashMap::new();
    let mut running: HashMap<NodeKind, u32> = HashMap::new();
    let mut found = Vec::new();
    for node in nodes {
        if node.kind == NodeKind::Annex {
            running.clear();
            continue;
        }
        let Some(number) = node.number.filter(|_| !is_amended(node, text)) else { continue };
        let before = siblings.insert((node.parent, node.kind), node);
        let runs_on =
            running.insert(node.kind, number).is_some_and(|last| last.checked_add(1) == Some(number));
        let Some((before, last)) = before.and_then(|b| Some((b, b.number?))) else { continue };
        if runs_on || number == 1 || last.checked_add(1) == Some(number) {
            continue;
        }
        // A label with a mark behind it is no heading but a volume, an issue or a reference: 32（2）：179—181.
        if text
            .get(node.label.end as usize..)
            .is_some_and(|t| t.starts_with(['：', ':', '，', ',', '；', '-', '—']))
        {
            continue;
        }
        let is_repeat = number == last;
        let is_gap = number > last && number - last <= WIDEST_GAP;
        let is_skipped = is_gap && !is_inside(before, node, text) && !goes_on_in_words(before, node, text);
        if (is_repeat && !begins_anew(before, node, text)) || is_skipped {
            found.push(Break { before, here: node, is_repeat });
        }
    }
    found
}

/// Whether the number names an article of another paper that this one amends.
fn is_amended(node: &Node, text: &str) -> bool {
    node.kind == NodeKind::Article && AMENDS.head_of(node.title.of(text).trim_start()).is_some()
}

/// Whether the text between the two labels holds the label that is missing: the copy lost a line break.
fn is_inside(before: &Node, here: &Node, text: &str) -> bool {
    let between = Span::<Norm>::new(before.label.end, here.label.start).of(text);
    let (Some(last), Some(number)) = (before.number, here.number) else { return false };
    let missing = number - last - 1;
    let is_held = |n: u32| match decimal(here, n, text) {
        Some(label) => holds_label(between, &label),
        None => spellings(n, here.kind).iter().any(|s| holds_label(between, s)),
    };
    // A dash that was read for 一 or 二 is told by itself.
    let damaged = || between.lines().filter(|line| DAMAGED.head_of(line.trim_start()).is_some()).count();
    (last + 1..number).all(is_held) || here.kind == NodeKind::Heading && damaged() >= missing as usize
}

/// 一是……其次……三是: the second is told by a word. 二是…… 四要……: the labels are of two lists.
fn goes_on_in_words(before: &Node, here: &Node, text: &str) -> bool {
    let between = Span::<Norm>::new(before.label.end, here.label.start).of(text);
    let verb = |node: &Node| node.label.of(text).chars().next_back().filter(|c| VERBS.contains(*c));
    let is_second = before.number == Some(1) && here.number == Some(3) && between.contains("其次");
    is_second || verb(before).zip(verb(here)).is_some_and(|(a, b)| a != b)
}

/// Whether a label stands in the words: the figures of 1/2， and 12、 are another number.
fn holds_label(words: &str, label: &str) -> bool {
    let is_figure = label.starts_with(|c: char| c.is_ascii_digit());
    words.match_indices(label).any(|(at, _)| {
        let before = words.get(..at).and_then(|before| before.chars().next_back());
        let is_cut = |c: char| match is_figure {
            true => c.is_ascii_digit() || "/／.-—～~".contains(c),
            false => FIGURES.contains(c) || c == '第',
        };
        !before.is_some_and(is_cut)
    })
}

/// Whether the second of two equal labels begins anew (the copy hides the 1 of its list inside a line), belongs to another list
/// or style of labels (第二，and 二是), or repeats a heading word for word, as tables of contents do.
fn begins_anew(before: &Node, here: &Node, text: &str) -> bool {
    let between = Span::<Norm>::new(before.label.end, here.label.start).of(text);
    let words = before.title.of(text);
    // A run-in list within an item of another (二是…：一是…，二是…，三是…) may end with the number that follows.
    if here.kind == NodeKind::RunIn && between.contains('\n') {
        return true;
    }
    before.label.of(text).trim() != here.label.of(text).trim()
        || spellings(1, here.kind).iter().any(|s| between.contains(s.as_str()))
        || (!words.is_empty() && words == here.title.of(text))
}

/// For a label 2.1.4 of decimal numbering, the label of another number beside it: 2.1.3.
fn decimal(node: &Node, number: u32, text: &str) -> Option<String> {
    let label = node.label.of(text).trim().trim_end_matches(['.', '．', '、']);
    let parent = label.rfind(['.', '．']).filter(|_| node.kind.is_decimal())?;
    let point = label.get(parent..)?.chars().next()?;
    Some(format!("{}{point}{number}", label.get(..parent)?))
}

/// How a number may stand as a label of a kind.
fn spellings(number: u32, kind: NodeKind) -> Vec<String> {
    let han = han(number);
    match kind {
        NodeKind::Book => vec![format!("第{han}编")],
        NodeKind::Chapter => vec![format!("第{han}章")],
        NodeKind::Section => vec![format!("第{han}节")],
        NodeKind::Article => vec![format!("第{han}条"), format!("第{number}条")],
        NodeKind::Heading => vec![format!("{han}、"), format!("{han}．"), format!("{han} ")],
        NodeKind::Item => {
            vec![format!("（{han}）"), format!("({han})"), format!("（{han}"), format!("\n{han}）")]
        }
        NodeKind::Subitem => {
            [".", "．", "、", "，", ","].iter().map(|mark| format!("{number}{mark}")).collect()
        }
        NodeKind::Point => {
            vec![format!("（{number}）"), format!("({number})"), format!("{number}）"), format!("{number})")]
        }
        NodeKind::Subpoint => char::from_u32(0x245F + number).map(String::from).into_iter().collect(),
        NodeKind::RunIn => ["是", "要", "、", "，", "个"].iter().map(|mark| format!("{han}{mark}")).collect(),
        _ => Vec::new(),
    }
}

/// A number in Chinese as labels write it, up to 999.
fn han(number: u32) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: u32| DIGITS.get(n as usize).copied().unwrap_or_default();
    let (hundreds, tens, ones) = (number / 100 % 10, number / 10 % 10, number % 10);
    let mut out = String::new();
    if hundreds > 0 {
        out.push_str(digit(hundreds));
        out.push('百');
    }
    match tens {
        0 if hundreds > 0 && ones > 0 => out.push('零'),
        0 => {}
        1 if hundreds == 0 => out.push('十'),
        _ => {
            out.push_str(digit(tens));
            out.push('十');
        }
    }
    if ones > 0 {
        out.push_str(digit(ones));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::han;

    #[test]
    fn numbers_in_chinese() {
        for (number, word) in
            [(3, "三"), (10, "十"), (12, "十二"), (20, "二十"), (101, "一百零一"), (110, "一百一十")]
        {
            assert_eq!(han(number), word);
        }
    }
}
