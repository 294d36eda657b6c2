//! References of a paper to its own articles, and the number of them that its history gives: 依照本办法第四十条 in a paper of thirty articles, 第十一条 in one that counts （十一）.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::lexicon::WordSet;
use crate::outline::NodeKind;
use crate::text::{Norm, Span, last_chars, parse_numeral, to_u32};

static LEAD: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("本"));

static ARTICLE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("条"));

/// Characters before a bare article in which another paper may be named.
const AROUND: usize = 25;

/// What a paper calls itself behind 本.
static SELVES: WordSet = WordSet::of("rule_words", "self_name");
/// What follows an article that is referred to.
static USES: WordSet = WordSet::of("rule_words", "article_use");
/// What stands before the article of another paper.
static OTHERS: WordSet = WordSet::of("rule_words", "other_paper");

/// What leads the number of articles in the history of a regulation.
const WHOLE: &str = "全文";
/// What a later act did to single articles.
static CHANGED: WordSet = WordSet::of("rule_words", "articles_changed");

/// Fewest articles that make a regulation whose last one is known.
const FEWEST: u32 = 5;

/// 引用本文件不存在的条
pub(super) fn beyond_own(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let nodes = cx.subject.outline.nodes.iter().filter(|n| n.kind == NodeKind::Article);
    let (mut last, mut count) = (0, 0u32);
    for node in nodes {
        last = last.max(node.number.unwrap_or_default());
        count += 1;
    }
    if count == 0 {
        return beyond_items(cx);
    }
    // Articles that run on from the first to the last; else the copy is not whole.
    if last < FEWEST || count < last {
        return Judgement::not_applicable("文中没有完整的条文");
    }
    let text = cx.subject.text();
    let outline = cx.subject.outline;
    let title = cx.subject.facts.metadata.title.as_ref().map_or("", |t| t.text.trim_end_matches('）'));
    let title = title.split('（').next().unwrap_or(title);
    let mut seen = false;
    let mut flaws = Vec::new();
    for at in LEAD.find_iter(text.as_bytes()) {
        let Some((word, length, number)) = own_article(text.get(at..).unwrap_or("")) else { continue };
        // In the 施行细则 of a 条例, 本条例 is the law above it.
        if !title.ends_with(word) && !text.contains(&format!("制定本{word}")) {
            continue;
        }
        seen = true;
        let line = outline.line_holding(to_u32(at));
        let is_body = line.is_some_and(|l| l.part.is_text());
        if is_body && number > u64::from(last) {
            let span = Span::at(at, at + length);
            flaws.push(
                Flaw::at(span).with("match", span.of(text)).with("why", format!("本文件末条是第{last}条")),
            );
        }
    }
    if !seen {
        return Judgement::not_applicable("文中没有引用自己的条文");
    }
    Judgement::of(flaws, "引用自己的条文都存在")
}

/// 沿革所说的条数与条文不符: 制定公布全文 22 條 above twenty-three articles, when nothing later changed the articles.
pub(super) fn announced_count(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    let articles = cx.subject.outline.nodes.iter().filter(|n| n.kind == NodeKind::Article);
    // The history may name articles at the head of a line.
    let first = articles.clone().find(|n| n.number == Some(1));
    let head = first.and_then(|first| text.get(..first.label.start as usize)).unwrap_or("");
    let Some((span, announced)) = whole_text(head) else {
        return Judgement::not_applicable("文首没有沿革说明全文多少条");
    };
    // A copy breaks lines anywhere.
    let later: String = head.get(span.end as usize..).unwrap_or("").split_whitespace().collect();
    if CHANGED.is_in(&later) {
        return Judgement::not_applicable("此后修改过条文");
    }
    let numbers: BTreeSet<u32> = articles.filter_map(|n| n.number).collect();
    let Some(last) = numbers.last().copied().filter(|last| numbers.len() == *last as usize) else {
        return Judgement::not_applicable("文中没有完整的条文");
    };
    let flaw = (last != announced).then(|| {
        let flaw = Flaw::at(span).with("match", span.of(text).trim());
        flaw.with("count", last.to_string())
    });
    Judgement::of(flaw.into_iter().collect(), "沿革所说的条数与条文一致").evidence([span])
}

/// The last 全文 N 条 of a head, with N.
fn whole_text(head: &str) -> Option<(Span<Norm>, u32)> {
    let at = head.rfind(WHOLE)?;
    let rest = head.get(at + WHOLE.len()..)?;
    let figure = rest.trim_start();
    let behind = figure.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = figure.get(..figure.len() - behind.len())?.parse().ok()?;
    let end = head.len() - behind.trim_start().strip_prefix('条')?.len();
    Some((Span::at(at, end), number))
}

/// 第十一条 in a paper that has no articles but an item （十一）, and no part numbered that far at the top.
fn beyond_items(cx: &RuleContext<'_>) -> Judgement {
    let outline = cx.subject.outline;
    let of = |kind| outline.nodes.iter().filter(move |n| n.kind == kind).filter_map(|n| n.number);
    let parts = of(NodeKind::Heading).max().unwrap_or_default();
    let items: BTreeSet<u32> = of(NodeKind::Item).collect();
    if items.last().is_none_or(|last| *last <= parts.max(FEWEST)) {
        return Judgement::not_applicable("文中没有条文");
    }
    let text = cx.subject.text();
    let mut flaws = Vec::new();
    for end in ARTICLE.find_iter(text.as_bytes()) {
        let Some((start, number)) = bare_article(text, end) else { continue };
        let line = outline.line_holding(to_u32(start));
        let is_body = line.is_some_and(|l| l.part.is_text());
        let number = u32::try_from(number).unwrap_or_default();
        if is_body && number > parts && items.contains(&number) {
            let span = Span::at(start, end + '条'.len_utf8());
            let flaw = Flaw::at(span).with("match", span.of(text));
            flaws.push(flaw.with("why", "本文件没有条，只有同一序号的项"));
        }
    }
    Judgement::of(flaws, "没有引用不存在的条")
}

/// Start and number of 第十一条 whose 条 stands at `end`, when nothing before it says of which paper it is.
fn bare_article(text: &str, end: usize) -> Option<(usize, u64)> {
    let before = text.get(..end)?;
    let (start, _) = before.char_indices().rev().take(7).find(|(_, c)| *c == '第')?;
    let number = parse_numeral(before.get(start + '第'.len_utf8()..)?)?;
    let after = text.get(end + '条'.len_utf8()..)?;
    let is_reference = USES.head_of(after).is_some();
    let around = last_chars(before.get(..start)?, AROUND);
    let around = around.rsplit(['。', '；', '，', '（', '\n']).next().unwrap_or(around);
    (is_reference && !OTHERS.is_in(around)).then_some((start, number))
}

/// What the paper calls itself, length and number of 本办法第四十条 at the head of a text.
fn own_article(text: &str) -> Option<(&'static str, usize, u64)> {
    let named = text.strip_prefix('本')?;
    let (word, rest) = SELVES
        .words()
        .iter()
        .find_map(|word| Some((*word, named.strip_prefix(word)?.strip_prefix('第')?)))?;
    let end = rest.char_indices().take(7).find(|(_, c)| *c == '条')?.0;
    let number = parse_numeral(rest.get(..end)?)?;
    Some((word, text.len() - rest.len() + end + '条'.len_utf8(), number))
}
