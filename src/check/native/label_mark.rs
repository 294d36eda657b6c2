//! Labels followed by the wrong mark, `（一）、`, `1、` and `1﹒`, and labels that lost one of their brackets, `一）`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::lexicon::Regex;
use memchr::memmem::Finder;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::lexicon::WordSet;
use crate::outline::{NodeKind, numeral};
use crate::text::{Norm, Raw, Span, to_u32};

/// `（一）、`, `（1）.`
static BRACKETED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^[（(](?:[一二三四五六七八九十百]{1,5}|[0-9]{1,3})[）)][、.．，]").ok());
/// `1、`
static ARABIC: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^[0-9]{1,3}、").ok());
/// `一）` and `（一` at the head of a line.
static HALF: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:([一二三四五六七八九十]{1,3})）|（([一二三四五六七八九十]{1,3})[\p{Han}&&[^一二三四五六七八九十〇零]])").ok()
});
/// The mark behind the bracket of a label inside a paragraph.
static BEHIND: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("）、"));

/// A small stop, which stands for the point behind a figure.
static SMALL_STOP: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("﹒"));
/// What a figure counts, so that it is no label.
static UNIT: WordSet = WordSet::of("rule_words", "counted");
/// Farthest that two labels of one list stand apart, in bytes.
const FAR: usize = 600;

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
        let matched = text.get(start..).zip(pattern.as_ref()).and_then(|(rest, regex)| {
            // （一）...... leaves out what an amendment does not touch.
            regex
                .find(rest)
                .filter(|m| !rest.get(m.end()..).is_some_and(|rest| rest.starts_with(['.', '．', '…'])))
        });
        flaws.extend(matched.map(|m| flaw(start, m.as_str())));
    }
    let inside = inside_paragraphs(cx, &flaws);
    seen |= !inside.is_empty();
    flaws.extend(inside);
    let sure = small_stops(cx).into_iter().chain(bare_figures(cx)).collect::<Vec<_>>();
    seen |= !sure.is_empty();
    flaws.sort_by_key(|f| f.span);
    // A single one is rather a list of numbers (34、35号) than a label.
    if flaws.len() < 2 {
        flaws.clear();
    }
    flaws.extend(sure);
    flaws.sort_by_key(|f| f.span);
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

/// `1﹒`: a small stop behind the figure, as printed; normalising makes a point of it.
fn small_stops(cx: &RuleContext<'_>) -> Vec<Flaw> {
    let document = cx.subject.document;
    let text = document.raw();
    let places = SMALL_STOP.find_iter(text.as_bytes()).filter_map(|at| {
        let (before, after) = (text.get(..at)?, text.get(at + "﹒".len()..)?);
        let rest = before.trim_end_matches(|c: char| c.is_ascii_digit());
        let is_label = (1..=2).contains(&(before.len() - rest.len()))
            && (rest.is_empty() || rest.ends_with(|c: char| !c.is_ascii() || c == '\n'))
            && after.starts_with(is_han);
        let span = document.map.norm(Span::<Raw>::at(rest.len(), at + "﹒".len()));
        let line = cx.subject.outline.line_holding(span.start).filter(|l| l.part.is_text() && is_label);
        let figure = before.get(rest.len()..)?;
        line.map(|_| {
            let flaw = Flaw::at(span).with("match", text.get(rest.len()..at + "﹒".len()).unwrap_or(""));
            flaw.with("right", format!("“{figure}.”"))
        })
    });
    places.collect()
}

/// `：1拆旧造新。…；2就地改造`: figures of a list inside a paragraph that have lost their mark or circle.
fn bare_figures(cx: &RuleContext<'_>) -> Vec<Flaw> {
    let text = cx.subject.text();
    let mut flaws = Vec::new();
    for two in ["。2", "；2"] {
        for at in memchr::memmem::find_iter(text.as_bytes(), two) {
            let second = at + two.len() - 1;
            let Some(line) = cx.subject.outline.line_holding(to_u32(second)).filter(|l| l.part.is_text())
            else {
                continue;
            };
            let before = text.get(line.span.start as usize..second).unwrap_or("");
            let first =
                ["：1", "。1", "；1"].iter().filter_map(|one| Some(before.rfind(one)? + one.len() - 1)).max();
            let Some(first) = first.map(|first| line.span.start as usize + first) else { continue };
            let bare = |at: usize| {
                text.get(at + 1..)
                    .is_some_and(|rest| rest.starts_with(is_han) && UNIT.head_of(rest).is_none())
            };
            // Several sentences apart the two are no list.
            if bare(first) && bare(second) && second - first <= FAR {
                flaws.push(flaw_of(Span::at(first, first + 1), "1"));
                flaws.push(flaw_of(Span::at(second, second + 1), "2"));
            }
        }
    }
    flaws
}

fn flaw_of(span: Span<Norm>, figure: &str) -> Flaw {
    Flaw::at(span).with("match", figure).with("right", format!("“{figure}.”"))
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
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
