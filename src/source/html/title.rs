//! The heading of a page, which often stands outside the main text.

use super::dom::{Kind, Page};
use super::flow::Line;
use super::labels::squeezed;

/// The heading and where it stands among the lines.
pub(super) struct Heading {
    /// Its lines, in order.
    pub(super) lines: Vec<String>,
    /// The index of its last line; `None` when it was taken from the head of the page.
    pub(super) last: Option<usize>,
}

/// What the head of the page says the title is: the portals' own meta element, and the window title without the site's name.
struct Declared {
    article: Option<String>,
    window: Option<String>,
}

/// Chooses the heading among the lines before the end of the main text's head; `is_open` says which lines may be used.
pub(super) fn choose(page: &Page<'_>, lines: &[Line], is_open: &dyn Fn(usize) -> bool) -> Option<Heading> {
    let declared = declared(page);
    let mut best: Option<(u32, Heading)> = None;
    let mut index = 0;
    while index < lines.len() {
        let Some(heading) = lines[index].heading.filter(|_| is_open(index) && !lines[index].is_dropped)
        else {
            index += 1;
            continue;
        };
        let group = lines[index..].iter().take_while(|l| l.heading == Some(heading) && !l.is_dropped).count();
        let text: Vec<String> = lines[index..index + group].iter().map(|l| l.text.clone()).collect();
        let score = score(&squeezed(&text.concat()), page.name(heading), &declared);
        // The later of two equals is nearer to the text.
        if score > 1 && best.as_ref().is_none_or(|b| b.0 <= score) {
            best = Some((score, Heading { lines: text, last: Some(index + group - 1) }));
        }
        index += group.max(1);
    }
    let visible = best.map(|b| b.1);
    visible.or_else(|| {
        let title = declared.article.or(declared.window).filter(|t| t.chars().count() >= 6)?;
        Some(Heading { lines: vec![title], last: None })
    })
}

/// How much a heading looks like the document's title.
fn score(text: &str, tag: &str, declared: &Declared) -> u32 {
    let size = text.chars().count();
    if !(4..=150).contains(&size) {
        return 0;
    }
    let agrees = |other: &Option<String>| {
        other
            .as_deref()
            .map(squeezed)
            .is_some_and(|o| !o.is_empty() && (o.contains(text) || text.contains(&o)))
    };
    let is_h1 = u32::from(tag == "h1");
    let is_declared = if agrees(&declared.article) { 4 } else { u32::from(agrees(&declared.window)) * 3 };
    let is_long = u32::from(size >= 10);
    1 + is_h1 + is_declared + is_long
}

fn declared(page: &Page<'_>) -> Declared {
    let head = page.find("body").unwrap_or(page.items.len());
    let mut found = Declared { article: None, window: None };
    for index in 0..head {
        let Some(element) = page.element(index) else { continue };
        match element.name() {
            "meta" if element.attr("name").is_some_and(|n| n.eq_ignore_ascii_case("ArticleTitle")) => {
                found.article =
                    element.attr("content").map(|c| c.trim().to_owned()).filter(|c| !c.is_empty());
            }
            "title" if found.window.is_none() => found.window = window(page, index),
            _ => {}
        }
    }
    found
}

/// `关于……的通知_江城市人民政府` without the site's name: the longest of its parts.
fn window(page: &Page<'_>, index: usize) -> Option<String> {
    let text =
        page.items.get(index + 1).and_then(|i| if let Kind::Text(t) = i.kind { Some(t) } else { None })?;
    let parts = text
        .split(['_', '|', '｜', '—'])
        .flat_map(|p| p.split(" - "))
        .flat_map(|p| p.split("--"))
        .map(str::trim);
    parts.max_by_key(|p| p.chars().count()).filter(|p| !p.is_empty()).map(str::to_owned)
}
