//! A sentence over several lines, read as if the breaks were not there: 10个工 / 作日内, 2026年6 / 月底前.

/// The sentence without its line breaks, and where every byte of it stands in the document.
pub(in crate::facts) struct Joined {
    text: String,
    origin: Vec<usize>,
}

impl Joined {
    /// The stretch `from..to` when line breaks cut it.
    pub(in crate::facts) fn of(text: &str, from: usize, to: usize) -> Option<Self> {
        let stretch = text.get(from..to)?;
        if !stretch.trim_end().contains('\n') {
            return None;
        }
        let mut joined = Self { text: String::with_capacity(stretch.len()), origin: Vec::new() };
        let mut at = from;
        for line in stretch.split('\n') {
            let start = at + (line.len() - line.trim_start().len());
            let bare = line.trim();
            joined.text.push_str(bare);
            joined.origin.extend(start..start + bare.len());
            at += line.len() + 1;
        }
        Some(joined)
    }

    pub(in crate::facts) fn text(&self) -> &str {
        &self.text
    }

    /// Where the place of the document stands here, or what follows it.
    pub(in crate::facts) fn place(&self, at: usize) -> usize {
        self.origin.partition_point(|&origin| origin < at)
    }

    /// Where a stretch that starts here starts in the document.
    pub(in crate::facts) fn start(&self, at: usize) -> usize {
        self.origin.get(at).copied().unwrap_or_else(|| self.end(at))
    }

    /// Where a stretch that ends here ends in the document.
    pub(in crate::facts) fn end(&self, at: usize) -> usize {
        let last =
            at.checked_sub(1).and_then(|i| self.origin.get(i.min(self.origin.len().saturating_sub(1))));
        last.map_or_else(|| self.origin.first().copied().unwrap_or(0), |origin| origin + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_document() {
        let text = "一，10个工\n 作日内办结。";
        let joined = Joined::of(text, 0, text.len()).expect("lines");
        assert_eq!(joined.text(), "一，10个工作日内办结。");
        let start = joined.text().find("10").expect("number");
        let end = joined.text().find("办").expect("verb");
        assert_eq!(text.get(joined.start(start)..joined.end(end)), Some("10个工\n 作日内"));
        assert_eq!(joined.place(joined.start(end)), end);
        assert!(Joined::of("一行。\n", 0, "一行。\n".len()).is_none());
    }
}
