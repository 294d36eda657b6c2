//! Pages of government portals: the main text with its metadata table and heading, without the furniture around it.
//!
//! The page becomes a flat list of nodes (`dom`), parts that are furniture are marked (`furniture`), the main text is chosen
//! (`main_text`), everything is laid out as lines (`flow`, `table`), and the lines are put together (`compose`) with the labels of
//! the metadata table (`labels`) first. What is left out is recorded. Pages nested so deeply that a parser could choke on them
//! are only stripped of tags (`strip`).

mod compose;
mod dom;
mod flow;
mod furniture;
mod labels;
mod main_text;
mod selectors;
mod strip;
mod table;
mod title;

use scraper::Html;

use super::{Format, Limits, charset, text};
use crate::document::{Decoded, Problem};

pub(super) const FORMAT: Format =
    Format { name: "html", extensions: &["html", "htm", "xhtml", "shtml"], sniff: is_html, read };

fn read(bytes: &[u8], _: &Limits, decoded: &mut Decoded) {
    let Some(source) = charset::decode(bytes, decoded) else { return };
    if strip::is_hostile(&source) {
        let message = format!("{}：网页标签嵌套过深，没有按版面解析，只去掉了标签", decoded.path);
        decoded.problems.push(Problem::partial("malformed_html", message));
        decoded.raw = strip::strip_tags(&source);
    } else {
        let html = Html::parse_document(&source);
        let page = compose::compose(&html);
        decoded.raw = page.raw;
        decoded.removed = page.removed;
    }
    if decoded.raw.chars().all(text::is_blank) {
        let message = format!(
            "{}：网页里没有正文文字；正文可能由脚本载入，请在浏览器里打开后另存为 .txt",
            decoded.path
        );
        decoded.problems.push(Problem::fatal("empty", message));
    }
}

/// Whether the beginning looks like a page. A file named `.html` counts when there is any tag; any other must begin with one that
/// plain text and Markdown do not begin with. Wide encodings are recognised by leaving out their NULs.
fn is_html(bytes: &[u8], is_named_so: bool) -> bool {
    if is_named_so {
        return memchr::memchr(b'<', bytes).is_some();
    }
    // Nearly every text is told by its first letter.
    let is_lead = |b: &u8| b.is_ascii_whitespace() || matches!(b, 0 | 0xef | 0xbb | 0xbf | 0xff | 0xfe);
    if bytes.iter().find(|b| !is_lead(b)) != Some(&b'<') {
        return false;
    }
    let head: Vec<u8> = bytes.iter().take(2048).filter(|b| **b != 0).map(u8::to_ascii_lowercase).collect();
    let mut rest = head.as_slice();
    for mark in [&b"\xef\xbb\xbf"[..], b"\xff\xfe", b"\xfe\xff"] {
        rest = rest.strip_prefix(mark).unwrap_or(rest);
    }
    loop {
        rest = rest.trim_ascii_start();
        let close: &[u8] = match rest {
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            [b'<', b'?', ..] => b"?>",
            _ => break,
        };
        let Some(end) = memchr::memmem::find(rest, close) else { return false };
        rest = rest.get(end + close.len()..).unwrap_or_default();
    }
    ["<!doctype html", "<html", "<head>", "<head ", "<body", "<meta "]
        .iter()
        .any(|tag| rest.starts_with(tag.as_bytes()))
}

#[cfg(test)]
mod tests;
