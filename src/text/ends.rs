//! The beginning and the end of a text, so many characters or bytes of it.

/// At most the first `count` characters.
#[must_use]
pub fn first_chars(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}

/// At most the last `count` characters.
#[must_use]
pub fn last_chars(text: &str, count: usize) -> &str {
    let Some(back) = count.checked_sub(1) else { return "" };
    let start = text.char_indices().rev().nth(back).map_or(0, |(at, _)| at);
    text.get(start..).unwrap_or_default()
}

/// Whole characters of the last `limit` bytes.
#[must_use]
pub fn last_bytes(text: &str, limit: usize) -> &str {
    let mut start = text.len().saturating_sub(limit);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..).unwrap_or_default()
}

/// Whole characters of the first `limit` bytes.
#[must_use]
pub fn first_bytes(text: &str, limit: usize) -> &str {
    let mut end = limit.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{first_bytes, first_chars, last_chars};

    #[test]
    fn whole_characters_of_either_end() {
        for (count, first, last) in
            [(0, "", ""), (1, "渡", "法"), (3, "渡口办", "口办法"), (9, "渡口办法", "渡口办法")]
        {
            assert_eq!(first_chars("渡口办法", count), first);
            assert_eq!(last_chars("渡口办法", count), last);
        }
        for (limit, head) in [(0, ""), (2, ""), (3, "渡"), (5, "渡"), (6, "渡口"), (99, "渡口")] {
            assert_eq!(first_bytes("渡口", limit), head);
        }
        assert_eq!((first_chars("", 3), last_chars("", 3), first_bytes("", 3)), ("", "", ""));
    }
}
