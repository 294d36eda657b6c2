//! The page as one list of nodes in document order: a subtree is a range, so nothing here recurses, however deep the nesting.

use scraper::node::Element;
use scraper::{Html, Node};

/// An element or a piece of text.
pub(super) struct Item<'a> {
    pub(super) kind: Kind<'a>,
    /// One past the last node below this one.
    pub(super) end: usize,
    /// The element it stands in; the root is its own parent.
    pub(super) parent: usize,
}

pub(super) enum Kind<'a> {
    Element(&'a Element),
    Text(&'a str),
}

/// The nodes of a page with running counts of their characters.
pub(super) struct Page<'a> {
    pub(super) items: Vec<Item<'a>>,
    /// Whether the node and all below it are left out.
    pub(super) is_dropped: Vec<bool>,
    /// Characters outside links before each node; see [`Page::count`].
    plain: Vec<u32>,
    /// Those of them that stand in sentences.
    dense: Vec<u32>,
    /// Characters before each node, those of links too.
    all: Vec<u32>,
}

impl<'a> Page<'a> {
    pub(super) fn new(html: &'a Html) -> Self {
        let mut items: Vec<Item<'a>> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let mut node = html.tree.root();
        loop {
            let parent = open.last().copied().unwrap_or(0);
            match node.value() {
                Node::Element(element) => {
                    let (end, kind) = (items.len() + 1, Kind::Element(element));
                    open.push(items.len());
                    items.push(Item { kind, end, parent });
                }
                Node::Text(text) => items.push(Item { kind: Kind::Text(text), end: items.len() + 1, parent }),
                _ => {}
            }
            if let Some(child) = node.first_child() {
                node = child;
                continue;
            }
            let next = loop {
                if node.value().is_element() {
                    let end = items.len();
                    if let Some(item) = open.pop().and_then(|i| items.get_mut(i)) {
                        item.end = end;
                    }
                }
                match (node.next_sibling(), node.parent()) {
                    (Some(sibling), _) => break Some(sibling),
                    (None, Some(above)) => node = above,
                    (None, None) => break None,
                }
            };
            match next {
                Some(sibling) => node = sibling,
                None => break,
            }
        }
        let is_dropped = vec![false; items.len()];
        Self { items, is_dropped, plain: Vec::new(), dense: Vec::new(), all: Vec::new() }
    }

    pub(super) fn element(&self, index: usize) -> Option<&'a Element> {
        match self.items.get(index)?.kind {
            Kind::Element(element) => Some(element),
            Kind::Text(_) => None,
        }
    }

    pub(super) fn name(&self, index: usize) -> &'a str {
        self.element(index).map_or("", Element::name)
    }

    /// One past the last node below `index`.
    pub(super) fn end(&self, index: usize) -> usize {
        self.items.get(index).map_or(index + 1, |i| i.end)
    }

    /// The nodes directly below `index`.
    pub(super) fn children(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.end(index);
        std::iter::successors(Some(index + 1), |i| Some(self.end(*i))).take_while(move |i| *i < end)
    }

    /// The first element of that name.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        (0..self.items.len()).find(|i| self.name(*i) == name)
    }

    /// Counts the characters of all text that is not dropped: for each node, how many stand before it.
    pub(super) fn count(&mut self) {
        let (mut plain, mut dense, mut all) = (0u32, 0u32, 0u32);
        let mut link_end = 0;
        let mut dropped_end = 0;
        self.plain.clear();
        self.dense.clear();
        self.all.clear();
        for (index, item) in self.items.iter().enumerate() {
            self.plain.push(plain);
            self.dense.push(dense);
            self.all.push(all);
            if self.is_dropped.get(index).is_some_and(|d| *d) {
                dropped_end = dropped_end.max(item.end);
            }
            match item.kind {
                Kind::Element(element) if element.name() == "a" => link_end = link_end.max(item.end),
                Kind::Text(text) if index >= dropped_end => {
                    let size = text.chars().filter(|c| !c.is_whitespace()).count();
                    let size = u32::try_from(size).unwrap_or(u32::MAX);
                    all = all.saturating_add(size);
                    if index < link_end {
                        continue;
                    }
                    plain = plain.saturating_add(size);
                    if size >= 20 || text.contains(['。', '；', '，']) {
                        dense = dense.saturating_add(size);
                    }
                }
                _ => {}
            }
        }
        self.plain.push(plain);
        self.dense.push(dense);
        self.all.push(all);
    }

    /// Characters outside links below `index`.
    pub(super) fn plain(&self, index: usize) -> u32 {
        between(&self.plain, index, self.end(index))
    }

    /// Characters below `index`, those of links too.
    pub(super) fn all(&self, index: usize) -> u32 {
        between(&self.all, index, self.end(index))
    }

    /// Characters of sentences below `index`.
    pub(super) fn dense(&self, index: usize) -> u32 {
        between(&self.dense, index, self.end(index))
    }

    /// The text below `index` in one line, at most `limit` characters.
    pub(super) fn line(&self, index: usize, limit: usize) -> String {
        let mut line = String::new();
        let mut room = limit;
        for item in self.items.get(index..self.end(index)).unwrap_or_default() {
            let Kind::Text(text) = item.kind else { continue };
            for word in text.split_whitespace() {
                if room == 0 {
                    return line + "…";
                }
                if !line.is_empty() {
                    line.push(' ');
                }
                let start = line.len();
                line.extend(word.chars().take(room));
                room -= line.get(start..).unwrap_or_default().chars().count();
            }
        }
        line
    }
}

fn between(counts: &[u32], start: usize, end: usize) -> u32 {
    let at = |i: usize| counts.get(i).or(counts.last()).copied().unwrap_or(0);
    at(end).saturating_sub(at(start))
}
