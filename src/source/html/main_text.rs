//! Where the main text is: a container with a known name, else the densest part of the page.

use std::ops::Range;
use std::sync::LazyLock;

use super::dom::Page;
use super::selectors::Selectors;
use super::table::is_data;
use crate::lexicon::Lexicon;

static CONTAINERS: LazyLock<(Selectors, Vec<bool>)> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("html_containers");
    let strength = table.column("strength");
    (Selectors::of("html_containers"), table.rows().map(|r| r[strength] == "strong").collect())
});

/// A container with less text is taken for an empty shell.
const LEAST: u32 = 10;

/// The share of a part's text that must be below one child for the child alone to be the main text.
const SHARE: u32 = 85;

/// Elements that are main text by a name of their own; nothing around them is furniture.
pub(super) fn named(page: &Page<'_>) -> Vec<usize> {
    let strong = |row: usize| CONTAINERS.1.get(row).is_some_and(|s| *s);
    (0..page.items.len()).filter(|i| row(page, *i).is_some_and(strong)).collect()
}

fn row(page: &Page<'_>, index: usize) -> Option<usize> {
    page.element(index).and_then(|e| CONTAINERS.0.row(e))
}

/// Chooses the main text: node ranges in document order, never overlapping. Furniture is already marked and counted.
pub(super) fn choose(page: &Page<'_>) -> Choice {
    let body = page.find("body").unwrap_or(0);
    let mut matched: Vec<(usize, usize)> = Vec::new();
    let mut index = body;
    while index < page.end(body) {
        if page.is_dropped[index] {
            index = page.end(index);
            continue;
        }
        matched.extend(row(page, index).map(|row| (row, index)));
        index += 1;
    }
    matched.sort_unstable();
    for group in matched.chunk_by(|a, b| a.0 == b.0) {
        let is_strong = group.first().is_some_and(|g| CONTAINERS.1.get(g.0).is_some_and(|s| *s));
        let ranges = if is_strong { outermost(page, group) } else { largest(page, group, body) };
        if !ranges.is_empty() {
            return Choice { ranges, is_named: true };
        }
    }
    let densest = densest(page, body);
    Choice { ranges: std::iter::once(densest..page.end(densest)).collect(), is_named: false }
}

/// The main text and how it was found.
pub(super) struct Choice {
    pub(super) ranges: Vec<Range<usize>>,
    /// Whether a container named it; otherwise page furniture may be left at its ends.
    pub(super) is_named: bool,
}

/// All elements of a group that have text, without those inside another of the group.
fn outermost(page: &Page<'_>, group: &[(usize, usize)]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for &(_, index) in group {
        let is_inside = ranges.last().is_some_and(|r| r.contains(&index));
        if !is_inside && page.plain(index) >= LEAST {
            ranges.push(index..page.end(index));
        }
    }
    ranges
}

/// The element of a group with the most text, when that is most of the page's text.
fn largest(page: &Page<'_>, group: &[(usize, usize)], body: usize) -> Vec<Range<usize>> {
    let Some(&(_, index)) = group.iter().max_by_key(|g| page.dense(g.1)) else { return Vec::new() };
    let is_most =
        page.dense(index).saturating_mul(100) >= page.dense(body).saturating_mul(70) && page.dense(index) > 0;
    if is_most { std::iter::once(index..page.end(index)).collect() } else { Vec::new() }
}

/// Goes down from the body as long as one child holds nearly all of the text.
fn densest(page: &Page<'_>, body: usize) -> usize {
    let mut here = body;
    loop {
        let most = |i: &usize| {
            let is_share = |part: u32, whole: u32| part.saturating_mul(100) >= whole.saturating_mul(SHARE);
            let (plain, dense) = (page.plain(*i), page.dense(*i));
            plain > 0 && is_share(plain, page.plain(here)) && is_share(dense, page.dense(here))
        };
        let next = page.children(here).find(|i| !page.is_dropped[*i] && is_container(page, *i) && most(i));
        match next {
            Some(child) => here = child,
            None => return here,
        }
    }
}

fn is_container(page: &Page<'_>, index: usize) -> bool {
    match page.name(index) {
        "table" => !is_data(page, index),
        "div" | "td" | "tr" | "tbody" | "section" | "article" | "main" | "body" | "center" | "form" => true,
        _ => false,
    }
}
