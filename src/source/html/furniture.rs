//! Which elements are no part of a document: scripts, hidden elements, controls, navigation, headers, footers, share buttons.
//!
//! An element that holds the main container, or most of the text with sentences in it, is never furniture, whatever its name, and
//! neither is one that a numbering opens (第二条 …). Within a main container a name alone says nothing: editors name the paragraphs
//! of documents as they like, so there only links and words of the page are left out.

use std::sync::LazyLock;

use scraper::node::Element;

use super::dom::Page;
use super::selectors::Selectors;
use super::{compose, labels};

/// Characters of an element that are looked at.
const LONGEST: usize = 160;

static FURNITURE: LazyLock<Selectors> = LazyLock::new(|| Selectors::of("html_furniture"));

/// Marks what is left out; `mains` are the elements that are main text by their name.
pub(super) fn mark(page: &mut Page<'_>, mains: &[usize]) {
    for index in 0..page.items.len() {
        if page.element(index).is_some_and(|e| is_unseen(e) || is_control(e)) {
            page.is_dropped[index] = true;
        }
    }
    page.count();
    let total = page.plain(0);
    // A hidden container beside a visible one holds an older text or one for print.
    let is_shown = |m: &usize| !page.element(*m).is_some_and(is_hidden);
    let shown: Vec<usize> = mains.iter().copied().filter(is_shown).collect();
    let mains = if shown.is_empty() { mains } else { &shown };
    let (mut index, mut main_end) = (0, 0);
    while index < page.items.len() {
        let end = page.end(index);
        let next_main = mains.get(mains.partition_point(|m| *m < index)).copied();
        if next_main == Some(index) {
            main_end = main_end.max(end);
        }
        let is_in_main = index < main_end;
        let is_furniture = !page.is_dropped[index]
            && page.element(index).is_some_and(|e| is_hidden(e) || is_named(page, index, e, is_in_main))
            && next_main.is_none_or(|m| m >= end)
            && !is_text_in(page, index, total);
        if is_furniture {
            page.is_dropped[index] = true;
        }
        index = if page.is_dropped[index] { end } else { index + 1 };
    }
    page.count();
}

/// Whether the element has a name of furniture, and what it holds does not speak against it.
fn is_named(page: &Page<'_>, index: usize, element: &Element, is_in_main: bool) -> bool {
    if FURNITURE.row(element).is_none() {
        return false;
    }
    let is_links = page.plain(index).saturating_mul(5) <= page.all(index);
    let text = page.line(index, LONGEST);
    if compose::opens_part(&text) || is_in_main && compose::is_annex(&text) {
        return is_links && !is_in_main;
    }
    !is_in_main || page.dense(index) == 0 && (is_links || labels::is_furniture(&text))
}

/// Whether most of the page's text, with sentences in it, is below `index`.
fn is_text_in(page: &Page<'_>, index: usize, total: u32) -> bool {
    let plain = page.plain(index);
    plain.saturating_mul(2) > total && page.dense(index).saturating_mul(2) > plain
}

/// What a browser does not show as text.
fn is_unseen(element: &Element) -> bool {
    matches!(
        element.name(),
        "script"
            | "style"
            | "noscript"
            | "template"
            | "iframe"
            | "object"
            | "embed"
            | "svg"
            | "canvas"
            | "map"
            | "audio"
            | "video"
            | "head"
            | "rt"
            | "rp"
    )
}

fn is_control(element: &Element) -> bool {
    matches!(
        element.name(),
        "input" | "select" | "button" | "textarea" | "option" | "datalist" | "dialog" | "marquee"
    )
}

fn is_hidden(element: &Element) -> bool {
    if element.attr("hidden").is_some() {
        return true;
    }
    element.attr("style").is_some_and(|style| {
        let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
        style.to_ascii_lowercase().contains("display:none")
    })
}
