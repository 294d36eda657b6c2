//! How paragraphs look: which ones near the top are set apart as titles are, by alignment, size, weight or style.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use crate::office::{Damage, Node, Space, Tag, Xml};
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
pub(super) struct Look {
    pub(super) is_centred: Option<bool>,
    /// In half points.
    pub(super) size: Option<u16>,
    pub(super) is_bold: Option<bool>,
}

impl Look {
    /// Takes in a property.
    pub(super) fn read(&mut self, tag: &Tag<'_>) {
        match tag.name {
            "jc" => self.is_centred = tag.attribute("val").map(|v| v == "center"),
            "sz" => self.size = tag.number("val").and_then(|n| u16::try_from(n).ok()).or(self.size),
            "b" => self.is_bold = Some(tag.is_on()),
            _ => {}
        }
    }

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
pub(super) struct Face {
    pub(super) own: Look,
    longest: usize,
}

impl Face {
    /// Takes in text of a run.
    pub(super) fn add(&mut self, text: &str, run: Look) {
        if text.len() > self.longest {
            self.longest = text.len();
            self.own = Look { size: run.size, is_bold: run.is_bold, ..self.own };
        }
    }
}

/// A paragraph as it was laid out.
pub(super) struct Shown {
    pub(super) span: Span<Raw>,
    pub(super) face: Face,
    pub(super) style: Option<String>,
}

#[derive(Default)]
struct Style {
    look: Look,
    based_on: Option<String>,
    is_title: bool,
}

/// The looks of styles.
#[derive(Default)]
pub(super) struct Looks {
    styles: HashMap<String, Style>,
    default_style: Option<String>,
    default: Look,
}

impl Looks {
    /// Reads `styles.xml`.
    pub(super) fn read(&mut self, part: &str, text: &str) -> Result<(), Damage> {
        let mut xml = Xml::new(part, text)?;
        let mut current: Option<String> = None;
        let mut is_table = false;
        loop {
            match xml.next()? {
                Node::Start(tag) if tag.space == Space::Word => {
                    if tag.name == "style" {
                        is_table = tag.attribute("type").is_some_and(|t| t != "paragraph");
                        current = tag.attribute("styleId").map(Cow::into_owned);
                        if !is_table && tag.attribute("default").is_some_and(|d| d != "0" && d != "false") {
                            self.default_style.clone_from(&current);
                        }
                    }
                    match &current {
                        Some(id) if !is_table => self.styles.entry(id.clone()).or_default().read(&tag),
                        Some(_) => {}
                        None => self.default.read(&tag),
                    }
                }
                Node::Eof => return Ok(()),
                _ => {}
            }
        }
    }

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
    pub(super) fn set_apart(&self, shown: &[Shown]) -> Vec<Span<Raw>> {
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

impl Style {
    fn read(&mut self, tag: &Tag<'_>) {
        match tag.name {
            "basedOn" => self.based_on = tag.attribute("val").map(Cow::into_owned),
            "name" => {
                let name = tag.attribute("val");
                self.is_title = name.is_some_and(|n| n.eq_ignore_ascii_case("title") || n == "标题");
            }
            _ => self.look.read(tag),
        }
    }
}
