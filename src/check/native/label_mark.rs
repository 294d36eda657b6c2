//! Labels followed by the wrong mark, `（一）、` and `1、`, and labels that lost one of their brackets, `一）`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use regex::Regex;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::outline::{NodeKind, numeral};
use crate::text::Span;

/// `（一）、`, `（1）.`
static BRACKETED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^[（(](?:[一二三四五六七八九十百]{1,5}|[0-9]{1,3})[）)][、.．，]").ok());
/// `1、`
static ARABIC: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^[0-9]{1,3}、").ok());
/// `一）` and `（一` at the head of a line.
static HALF: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:([一二三四五六七八九十]{1,3})）|（([一二三四五六七八九十]{1,3})[\p{Han}&&[^一二三四五六七八九十]])").ok()
});
/// The mark behind the bracket of a label inside a paragraph.
static BEHIND: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("）、"));

/// 序号后标点
pub(super) fn label_mark(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    let mut seen = false;
    let mut flaws = Vec::new();
    for node in &cx.subject.outline.nodes {
        let pattern = match node.kind {
            NodeKind::Item | NodeKind::Point => &BRACKETED,
            NodeKind::Subitem => &ARABIC,
            _ => continue,
        };
        seen = true;
        let start = node.label.start as usize;
        let matched = text.get(start..).zip(pattern.as_ref()).and_then(|(rest, regex)| regex.find(rest));
        flaws.extend(matched.map(|m| flaw(start, m.as_str())));
    }
    let inside = inside_paragraphs(cx, &flaws);
    seen |= !inside.is_empty();
    flaws.extend(inside);
    flaws.sort_by_key(|f| f.span);
    // A single one is rather a list of numbers (34、35号) than a label.
    if flaws.len() < 2 {
        flaws.clear();
    }
    if seen {
        Judgement::of(flaws, "序号后的标点无误")
    } else {
        Judgement::not_applicable("文中没有（一）、1.这两级序号")
    }
}

/// Labels that begin a sentence in the middle of a paragraph.
fn inside_paragraphs(cx: &RuleContext<'_>, known: &[Flaw]) -> Vec<Flaw> {
    let text = cx.subject.text();
    let places = BEHIND.find_iter(text.as_bytes()).filter_map(|at| {
        let before = text.get(..at)?;
        let open = before.rfind('（').filter(|open| at - open <= "（一百二十一".len())?;
        let begins = before.get(..open)?.ends_with(['。', '；', '：', '！', '\n']);
        let label = text.get(open..at + "）、".len())?;
        // （一）、（二）项 names places.
        let is_list = text.get(at + "）、".len()..)?.starts_with('（');
        let is_label = begins && !is_list && BRACKETED.as_ref().is_some_and(|regex| regex.is_match(label));
        is_label.then(|| flaw(open, label))
    });
    places.filter(|f| known.iter().all(|k| k.span != f.span)).collect()
}

fn flaw(start: usize, label: &str) -> Flaw {
    let bare = label.trim_end_matches(['、', '.', '．', '，']);
    let right = if bare.ends_with(['）', ')']) {
        format!("“{bare}”，后面不加标点")
    } else {
        format!("“{bare}.”")
    };
    Flaw::at(Span::at(start, start + label.len())).with("match", label).with("right", right)
}

/// 序号的括号只有半边
pub(super) fn label_half(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    let outline = cx.subject.outline;
    let items = outline.nodes.iter().filter(|n| n.kind == NodeKind::Item);
    let whole: BTreeSet<u32> =
        items.filter(|n| n.label.of(text).starts_with(['（', '('])).filter_map(|n| n.number).collect();
    if whole.is_empty() {
        return Judgement::not_applicable("文中没有（一）这一级序号");
    }
    let lines = outline.lines.iter().filter(|l| l.part.is_text() && !l.goes_on);
    let flaws = lines.filter_map(|line| {
        let words = line.span.of(text);
        let found = HALF.as_ref()?.captures(words)?;
        let figures = found.get(1).or(found.get(2))?;
        let number = numeral::chinese(figures.as_str()).map(|(number, _)| number)?;
        // The label before it or behind it is whole: the half one belongs to them.
        let is_between = whole.contains(&(number + 1)) || number > 1 && whole.contains(&(number - 1));
        let end = found.get(1).map_or(figures.end(), |f| f.end() + "）".len());
        let span = Span::at(line.span.start as usize, line.span.start as usize + end);
        is_between.then(|| {
            Flaw::at(span).with("match", span.of(text)).with("right", format!("（{}）", figures.as_str()))
        })
    });
    Judgement::of(flaws.collect(), "序号的括号成对")
}
