//! A word list of selectors (`id:name`, `.class`, tag), looked up by element without regard to case.

use std::borrow::Cow;
use std::collections::HashMap;

use scraper::node::Element;

use crate::lexicon::Lexicon;

/// The selectors of one list, by what they name.
pub(super) struct Selectors {
    tags: HashMap<&'static str, usize>,
    ids: HashMap<String, usize>,
    classes: HashMap<String, usize>,
    /// Pieces of class or id names; `true` for ids.
    parts: Vec<(String, bool, usize)>,
}

impl Selectors {
    /// Reads `dictionaries/<list>.tsv`: the first column; in the list of furniture, `part` in column
    /// `match` makes a selector fit names that contain it.
    pub(super) fn of(list: &str) -> Self {
        let table = Lexicon::embedded().table(list);
        let matching = (list == "html_furniture").then(|| table.column("match"));
        let mut found =
            Self { tags: HashMap::new(), ids: HashMap::new(), classes: HashMap::new(), parts: Vec::new() };
        for (row, cells) in table.rows().enumerate() {
            let selector: &'static str = cells[0];
            let is_part = matching.is_some_and(|c| cells[c] == "part");
            match (selector.strip_prefix("id:"), selector.strip_prefix('.')) {
                (Some(id), _) if is_part => found.parts.push((id.to_ascii_lowercase(), true, row)),
                (_, Some(class)) if is_part => found.parts.push((class.to_ascii_lowercase(), false, row)),
                (Some(id), _) => _ = found.ids.insert(id.to_ascii_lowercase(), row),
                (_, Some(class)) => _ = found.classes.insert(class.to_ascii_lowercase(), row),
                _ => _ = found.tags.insert(selector, row),
            }
        }
        found
    }

    /// The first row of the list that fits the element.
    pub(super) fn row(&self, element: &Element) -> Option<usize> {
        let tag = self.tags.get(element.name()).copied();
        let id = element.id().and_then(|id| self.named(&lower(id), true));
        let class = element.classes().filter_map(|c| self.named(&lower(c), false)).min();
        [tag, id, class].into_iter().flatten().min()
    }

    fn named(&self, name: &str, is_id: bool) -> Option<usize> {
        let exact = if is_id { self.ids.get(name) } else { self.classes.get(name) };
        let part =
            || self.parts.iter().find(|(p, id, _)| *id == is_id && name.contains(p.as_str())).map(|p| p.2);
        exact.copied().or_else(part)
    }
}

fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|b| b.is_ascii_uppercase()) { name.to_ascii_lowercase().into() } else { name.into() }
}
