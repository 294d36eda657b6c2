//! Pages made to choke a parser, or by a broken generator: recognised before parsing, and only stripped of their tags.
//!
//! A parser looks up the open elements at every tag and reopens unclosed formatting in every paragraph; both cost the square of
//! the nesting. Here the cost is estimated in one pass over the tags.

/// Steps over open elements and attributes that are still done in a few seconds.
const STEPS: u64 = 300_000_000;

/// Formatting elements reopened, each of which becomes a node.
const REOPENED: u64 = 2_000_000;

/// Whether parsing would take more than a fair time or space.
pub(super) fn is_hostile(source: &str) -> bool {
    // Names are told apart by a small hash: the estimate needs no more.
    let mut open = [0u32; 256];
    let (mut depth, mut steps, mut formatting, mut reopened) = (0u64, 0u64, 0u64, 0u64);
    for tag in tags(source) {
        let slot = &mut open[usize::from(tag.hash)];
        if tag.is_end {
            if *slot > 0 {
                *slot -= 1;
                depth = depth.saturating_sub(1);
                formatting -= u64::from(tag.is_formatting && formatting > 0);
            }
        } else if !(tag.is_void || tag.is_implied && *slot > 0) {
            *slot = slot.saturating_add(1);
            depth += 1;
            formatting += u64::from(tag.is_formatting);
        }
        // Every attribute of a tag is compared with those before it.
        steps += depth + tag.attributes * tag.attributes;
        reopened += formatting;
        if steps > STEPS + 20 * source.len() as u64 || reopened > REOPENED + source.len() as u64 / 4 {
            return true;
        }
    }
    false
}

struct Tag<'a> {
    name: &'a str,
    /// Where the text after it begins.
    end: usize,
    start: usize,
    is_end: bool,
    is_void: bool,
    /// Whether the next of its kind ends it.
    is_implied: bool,
    is_formatting: bool,
    attributes: u64,
    hash: u8,
}

/// The tags of a page; comments and declarations count as tags without a name.
fn tags(source: &str) -> impl Iterator<Item = Tag<'_>> {
    let bytes = source.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + memchr::memchr(b'<', bytes.get(at..)?)?;
            let rest = bytes.get(start + 1..)?;
            if rest.starts_with(b"!--") {
                let end = memchr::memmem::find(rest, b"-->").map_or(bytes.len(), |e| start + 1 + e + 3);
                at = end;
                return Some(tag("", start, end, false));
            }
            let is_end = rest.first() == Some(&b'/');
            let from = start + 1 + usize::from(is_end);
            let name = bytes.get(from..)?.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
            if name == 0 {
                at = start + 1;
                continue;
            }
            let end = memchr::memchr(b'>', bytes.get(from..)?).map_or(bytes.len(), |e| from + e + 1);
            at = end;
            let attributes = attributes(bytes.get(from + name..end).unwrap_or_default());
            return Some(Tag { attributes, ..tag(source.get(from..from + name)?, start, end, is_end) });
        }
    })
}

/// How many attributes a tag has: words outside quotes.
fn attributes(tag: &[u8]) -> u64 {
    let (mut count, mut quote, mut is_blank) = (0, None, true);
    for byte in tag {
        match (quote, byte) {
            (Some(open), byte) => quote = (open != byte).then_some(open),
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>' | b'/') => {}
            (None, byte) => {
                count += u64::from(is_blank && !byte.is_ascii_whitespace());
                is_blank = byte.is_ascii_whitespace();
            }
        }
    }
    count
}

fn tag(name: &str, start: usize, end: usize, is_end: bool) -> Tag<'_> {
    let is = |names: &[&str]| names.iter().any(|n| n.eq_ignore_ascii_case(name));
    let hash = name.bytes().fold(0u8, |h, b| h.wrapping_mul(31).wrapping_add(b.to_ascii_lowercase()));
    Tag {
        name,
        start,
        end,
        is_end,
        attributes: 0,
        hash,
        is_void: name.is_empty()
            || is(&[
                "br", "img", "input", "meta", "link", "hr", "col", "area", "base", "wbr", "source", "param",
            ]),
        is_implied: is(&["p", "li", "tr", "td", "th", "dt", "dd", "option", "tbody", "thead"]),
        is_formatting: is(&[
            "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
        ]),
    }
}

/// The text between the tags, a line for each block; scripts and styles left out.
pub(super) fn strip_tags(source: &str) -> String {
    let mut out = String::with_capacity(source.len() / 2);
    let mut from = 0;
    let mut hidden: Option<&str> = None;
    for tag in tags(source) {
        if tag.start < from {
            continue;
        }
        if hidden.is_none() {
            push_text(&mut out, source.get(from..tag.start).unwrap_or_default());
        }
        from = tag.end;
        let name = tag.name;
        if ["script", "style"].iter().any(|n| n.eq_ignore_ascii_case(name)) {
            hidden = if tag.is_end { None } else { hidden.or(Some(name)) };
        }
        let breaks = ["p", "br", "div", "tr", "li", "table", "h1", "h2", "h3", "h4", "title"];
        if breaks.iter().any(|n| n.eq_ignore_ascii_case(name)) && !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
    }
    if hidden.is_none() {
        push_text(&mut out, source.get(from..).unwrap_or_default());
    }
    out.truncate(out.trim_end().len());
    out
}

/// Folds white space and decodes the few entities that stand in ordinary text.
fn push_text(out: &mut String, text: &str) {
    for word in text.split_ascii_whitespace() {
        let glued = out.chars().next_back().is_none_or(|c| c == '\n' || !c.is_ascii());
        if !glued {
            out.push(' ');
        }
        let decoded = word
            .replace("&nbsp;", "\u{a0}")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"");
        out.push_str(&decoded.replace("&amp;", "&"));
    }
}

#[cfg(test)]
mod tests {
    use super::is_hostile;

    #[test]
    fn attributes_count_by_their_square() {
        let tag = |n: usize| format!("<p{}>段", " a=1".repeat(n));
        assert!(!is_hostile(&tag(2_000)) && is_hostile(&tag(40_000)));
        let quoted = format!("<p title=\"{}\">段", "字 ".repeat(40_000));
        assert!(!is_hostile(&quoted), "blanks within quotes part no attributes");
    }

    #[test]
    fn depth_counts_with_every_tag() {
        let page = |n: usize| "<div>".repeat(n) + "段" + &"</div>".repeat(n);
        assert!(!is_hostile(&page(10_000)) && is_hostile(&page(40_000)));
    }
}
