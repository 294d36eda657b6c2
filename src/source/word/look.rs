//! How paragraphs look: which ones near the top are set apart as titles are, by alignment, size, weight or style.

use std::collections::{BTreeMap, HashMap};

use crate::text::{Raw, Span};

/// Size of text where nothing is said, in half points.
const USUAL_SIZE: u16 = 20;
/// Titles stand among so many paragraphs at the top,
const MOST_PARAGRAPHS: usize = 40;
/// and a paragraph of a title is no longer than this, in bytes.
const LONGEST: usize = 300;
/// Styles based on styles are followed so far.
const DEEPEST: usize = 12;

/// What a paragraph, run or style says of its look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::source) struct Look {
    pub(in crate::source) is_centred: Option<bool>,
    /// In half points.
    pub(in crate::source) size: Option<u16>,
    pub(in crate::source) is_bold: Option<bool>,
}

impl Look {
    fn or(self, below: Self) -> Self {
        Self {
            is_centred: self.is_centred.or(below.is_centred),
            size: self.size.or(below.size),
            is_bold: self.is_bold.or(below.is_bold),
        }
    }
}

/// The look of a paragraph: its own, and that of its longest run.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::source) struct Face {
    pub(in crate::source) own: Look,
    longest: usize,
}

impl Face {
    /// Takes in text of a run.
    pub(in crate::source) fn add(&mut self, text: &str, run: Look) {
        if text.len() > self.longest {
            self.longest = text.len();
            self.own = Look { size: run.size, is_bold: run.is_bold, ..self.own };
        }
    }
}

/// A paragraph as it was laid out.
pub(in crate::source) struct Shown {
    pub(in crate::source) span: Span<Raw>,
    pub(in crate::source) face: Face,
    pub(in crate::source) style: Option<String>,
}

#[derive(Default)]
pub(in crate::source) struct Style {
    pub(in crate::source) look: Look,
    pub(in crate::source) based_on: Option<String>,
    pub(in crate::source) is_title: bool,
}

/// The looks of styles.
#[derive(Default)]
pub(in crate::source) struct Looks {
    pub(in crate::source) styles: HashMap<String, Style>,
    pub(in crate::source) default_style: Option<String>,
    pub(in crate::source) default: Look,
}

impl Looks {
    /// The look of a paragraph, and whether its style is one of titles.
    fn of(&self, shown: &Shown) -> (Look, bool) {
        let mut look = shown.face.own;
        let mut is_title = false;
        let mut id = shown.style.as_ref().or(self.default_style.as_ref());
        for _ in 0..DEEPEST {
            let Some(style) = id.and_then(|id| self.styles.get(id)) else { break };
            look = look.or(style.look);
            is_title |= style.is_title;
            id = style.based_on.as_ref();
        }
        (look.or(self.default), is_title)
    }

    /// The stretches near the top that are set apart: paragraphs of a title style, or centred and larger or bolder than the text.
    /// Neighbours that look alike are one stretch.
    pub(in crate::source) fn set_apart(&self, shown: &[Shown]) -> Vec<Span<Raw>> {
        let mut weights: BTreeMap<u16, u64> = BTreeMap::new();
        for paragraph in shown {
            let size = self.of(paragraph).0.size.unwrap_or(USUAL_SIZE);
            *weights.entry(size).or_default() += paragraph.span.len() as u64;
        }
        let body = weights.iter().max_by_key(|(_, weight)| **weight).map_or(USUAL_SIZE, |(size, _)| *size);
        let mut found: Vec<(Span<Raw>, (Look, bool))> = Vec::new();
        for paragraph in shown.iter().take(MOST_PARAGRAPHS) {
            let (look, is_title) = self.of(paragraph);
            let stands_out = look.size.is_some_and(|s| s > body) || look.is_bold == Some(true);
            let is_apart = is_title || look.is_centred == Some(true) && stands_out;
            if !is_apart || paragraph.span.len() > LONGEST {
                continue;
            }
            match found.last_mut() {
                Some((last, same)) if *same == (look, is_title) && last.end + 1 == paragraph.span.start => {
                    last.end = paragraph.span.end;
                }
                _ => found.push((paragraph.span, (look, is_title))),
            }
        }
        found.into_iter().map(|(span, _)| span).collect()
    }
}
