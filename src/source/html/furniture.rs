//! Which elements are no part of a document: scripts, hidden elements, controls, navigation, headers, footers, share buttons.
//!
//! An element that holds the main container, or most of the text with sentences in it, is never furniture, whatever its name.

use std::sync::LazyLock;

use scraper::node::Element;

use super::dom::Page;
use super::selectors::Selectors;

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
    let mut index = 0;
    while index < page.items.len() {
        let end = page.end(index);
        let is_furniture = !page.is_dropped[index]
            && page.element(index).is_some_and(|e| is_hidden(e) || FURNITURE.row(e).is_some())
            && !mains.iter().any(|m| index <= *m && *m < end)
            && !is_text_in(page, index, total);
        if is_furniture {
            page.is_dropped[index] = true;
        }
        index = if page.is_dropped[index] { end } else { index + 1 };
    }
    page.count();
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
