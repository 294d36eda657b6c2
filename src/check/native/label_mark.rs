//! Labels followed by the wrong mark: `（一）、` and `1、`.

use std::sync::LazyLock;

use regex::Regex;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::outline::NodeKind;
use crate::text::Span;

/// `（一）、`, `（1）.`
static BRACKETED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^[（(](?:[一二三四五六七八九十百]{1,5}|[0-9]{1,3})[）)][、.．，]").ok());
/// `1、`
static ARABIC: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^[0-9]{1,3}、").ok());

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
        if let Some(matched) = matched {
            let advice = if node.kind == NodeKind::Subitem {
                "“1.”"
            } else {
                "“（一）”，后面不加标点"
            };
            let flaw = Flaw::at(Span::at(start, start + matched.end()));
            flaws.push(flaw.with("match", matched.as_str()).with("right", advice));
        }
    }
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
