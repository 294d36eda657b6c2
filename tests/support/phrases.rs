//! Phrases drawn from documents, and what a plain scan of the normalised texts finds for them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use hegui::document::{Decoded, Document};
use hegui::index::{Entry, Query, Reader, Record, Request, Settings, Writer};
use hegui::normalize::normalize;
use hegui::outline::Outline;
use hegui::segment::Segmenter;
use hegui::source::{Limits, WalkOptions, walk};
use hegui::text::Span;

/// A document with its normalised text without white space.
pub(crate) struct Paper {
    pub(crate) document: Document,
    pub(crate) plain: String,
}

/// A phrase as it stands in normalised text, and as it is typed.
pub(crate) struct Phrase {
    pub(crate) plain: String,
    pub(crate) typed: String,
}

/// All readable documents below the folders, with distinct paths.
pub(crate) fn papers(folders: &[PathBuf]) -> Vec<Paper> {
    let mut papers = Vec::new();
    let mut seen = BTreeSet::new();
    for input in walk(folders, &WalkOptions::default()) {
        let decoded = input.read(&Limits::default());
        let is_text = !matches!(Path::new(&decoded.path).extension(), Some(e) if e == "toml" || e == "json");
        if is_text && !decoded.problems.iter().any(|p| p.fatal) && seen.insert(decoded.path.clone()) {
            papers.push(paper(decoded));
        }
    }
    papers
}

pub(crate) fn paper(decoded: Decoded) -> Paper {
    let document = normalize(decoded);
    let plain = document.norm().chars().filter(|c| !c.is_whitespace()).collect();
    Paper { document, plain }
}

/// Indexes the papers, without rules and facts.
pub(crate) fn index(papers: &[Paper], folder: &Path, settings: &Settings) {
    let mut writer = Writer::open(folder, settings).expect("a new index");
    for paper in papers {
        let decoded = &paper.document.decoded;
        let record =
            Record { path: decoded.path.clone(), sha256: decoded.sha256.clone(), ..Record::default() };
        let entry = Entry::new(&paper.document, &Outline::of(&paper.document), &record);
        writer.put(entry, 0).expect("put");
    }
    writer.finish().expect("finish");
}

/// A generator that gives the same numbers every time.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n.max(1) as u64).expect("small")
    }
}

/// Draws phrases of `shortest` to 12 characters. With `as_raw` they are typed as the raw text has them.
pub(crate) fn draw(papers: &[Paper], count: usize, shortest: usize, as_raw: bool) -> Vec<Phrase> {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut phrases = Vec::new();
    let texts: Vec<Vec<(usize, char)>> = papers
        .iter()
        .map(|p| p.document.norm().char_indices().filter(|(_, c)| !c.is_whitespace()).collect())
        .collect();
    let mut tries = 0;
    while phrases.len() < count && tries < count * 50 {
        tries += 1;
        let chosen = dice.below(papers.len());
        let (paper, text) = (&papers[chosen], &texts[chosen]);
        let length = shortest + dice.below(13 - shortest);
        if text.len() <= length {
            continue;
        }
        let from = dice.below(text.len() - length);
        let slice = &text[from..from + length];
        let plain: String = slice.iter().map(|(_, c)| c).collect();
        // A quotation mark would end the quotation.
        if plain.contains(['"', '“', '”']) {
            continue;
        }
        let last = slice[length - 1];
        let span = Span::at(slice[0].0, last.0 + last.1.len_utf8());
        let raw = paper.document.raw_of(span).to_owned();
        let typed = if as_raw { raw.chars().filter(|c| !c.is_whitespace()).collect() } else { plain.clone() };
        if as_raw && (typed == plain || typed.contains(['"', '“', '”'])) {
            continue;
        }
        phrases.push(Phrase { plain, typed });
    }
    phrases
}

/// What went wrong with a phrase: other documents than the scan finds, or marks that do not say the phrase.
pub(crate) fn verify(reader: &Reader, papers: &[Paper], phrase: &Phrase) -> Vec<String> {
    let segmenter = Segmenter::default();
    let truth: BTreeSet<&str> = papers
        .iter()
        .filter(|p| p.plain.contains(&phrase.plain))
        .map(|p| p.document.decoded.path.as_str())
        .collect();
    let mut wrong = Vec::new();
    let query = match Query::parse(&format!("\"{}\"", phrase.typed)) {
        Ok(query) => query,
        Err(error) => return vec![format!("{}: {error}", phrase.typed)],
    };
    let mut found = BTreeSet::new();
    let result = reader.every_match(&query, &segmenter, &Request::default(), |card, raw, marks| {
        found.insert(card.path.clone());
        if marks.is_empty() {
            wrong.push(format!("{}：{} 没有标记", phrase.typed, card.path));
        }
        let chars: Vec<char> = raw.chars().collect();
        let bytes: Vec<usize> = raw.char_indices().map(|(at, _)| at).chain([raw.len()]).collect();
        let paper = papers.iter().find(|p| p.document.decoded.path == card.path);
        let Some(Paper { document, .. }) = paper else { return true };
        for mark in marks {
            let (start, end) = (mark.start as usize, mark.end as usize);
            let slice: String = chars[start..end].iter().collect();
            let norm = document.map.norm(Span::at(bytes[start], bytes[end]));
            let says: String = norm.of(document.norm()).chars().filter(|c| !c.is_whitespace()).collect();
            if slice != mark.text || says != phrase.plain {
                wrong.push(format!("{}：{} 标记的是 {slice:?}", phrase.plain, card.path));
            }
        }
        true
    });
    if let Err(error) = result {
        wrong.push(format!("{}: {error}", phrase.typed));
    }
    let found: BTreeSet<&str> = found.iter().map(String::as_str).collect();
    if found != truth {
        let missing: Vec<_> = truth.difference(&found).take(3).collect();
        let extra: Vec<_> = found.difference(&truth).take(3).collect();
        wrong.push(format!("{}（{}）：少 {missing:?} 多 {extra:?}", phrase.typed, phrase.plain));
    }
    let counted = reader.count(&query, &segmenter, &Request::default()).unwrap_or(0);
    if counted != truth.len() as u64 {
        wrong.push(format!("{}：计数 {counted}，应为 {}", phrase.typed, truth.len()));
    }
    wrong
}

/// A paper with one to nine headings, of which one may be of another kind; their lengths differ from paper to paper.
#[allow(dead_code)] // Only one of those who share this file asks for it.
pub(crate) fn paper_with_headings(n: usize) -> String {
    let heading = |line: usize| if line == n % 23 { "管理" } else { "停靠" };
    let numbers = "一二三四五六七八九".chars().take((1 + n * 7 % 23).min(9));
    let lines = numbers
        .enumerate()
        .map(|(line, number)| format!("{number}、{}{}\n内容。\n", heading(line), "要求".repeat(1 + n % 5)));
    format!("渡口工作通知\n各乡镇：\n{}", lines.collect::<String>())
}
