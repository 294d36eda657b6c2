//! Puts the text of a page together: labels of the metadata table, heading, main text, names of attachments. All else is left
//! out and recorded where it would have stood.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use crate::lexicon::Regex;
use scraper::Html;

use super::dom::Page;
use super::flow::{self, Line, RECORD};
use super::labels::{self, Word, squeezed};
use super::{furniture, main_text, title};
use crate::document::{Certainty, Repair};
use crate::text::Span;

/// The text of a page and what was left out of it.
#[derive(Default)]
pub(super) struct Composed {
    pub(super) raw: String,
    pub(super) removed: Vec<Repair>,
}

/// Where a line ends up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Kept,
    Removed,
    /// Its content stands at the top already.
    Moved,
    /// The same, but for words of the page in it.
    PartlyMoved,
}

/// A line that opens the body: a numbering, an article.
static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^(?:第[一二三四五六七八九十百零〇0-9]{1,5}[编章节条]|[（(]?[一二三四五六七八九十]{1,3}[）)、]|[0-9]{1,2}[.．、])";
    Regex::new(pattern).unwrap_or_else(|error| panic!("{error}"))
});

/// 附件：…, 附件1 …: what belongs to the document though it stands behind the main container.
static ANNEX: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^(?:相关)?附件(?:下载)?\s*(?:[:：]|[0-9一二三四五六七八九十]{1,2})|\.(?:docx?|wps|pdf|ofd|xlsx?|et|zip|rar)\s*$";
    Regex::new(pattern).unwrap_or_else(|error| panic!("{error}"))
});

/// Whether a numbering opens the text: 第二条 …, 一、….
pub(super) fn opens_part(text: &str) -> bool {
    OPENING.is_match(text)
}

/// Whether the text names an annex.
pub(super) fn is_annex(text: &str) -> bool {
    ANNEX.is_match(text)
}

pub(super) fn compose(html: &Html) -> Composed {
    let mut page = Page::new(html);
    let named = main_text::named(&page);
    furniture::mark(&mut page, &named);
    let choice = main_text::choose(&page);
    let lines = flow::lines(&page, &choice.ranges);
    let mut layout = Layout::new(lines, &choice.ranges);
    let labels = layout.take_labels();
    let heading = layout.settle(&page, choice.is_named);
    layout.write(&labels, heading.as_ref())
}

struct Layout {
    lines: Vec<Line>,
    fates: Vec<Fate>,
    /// Lines of the main text.
    main: Range<usize>,
    /// Where the head of the main text ends: what stands before can be heading, labels, furniture.
    head: usize,
}

impl Layout {
    fn new(lines: Vec<Line>, ranges: &[Range<usize>]) -> Self {
        // The ranges are in order and do not overlap: only the last that begins before the line can hold it.
        let is_main = |l: &Line| {
            let begun = ranges.partition_point(|r| r.start <= l.node);
            begun.checked_sub(1).and_then(|last| ranges.get(last)).is_some_and(|r| r.contains(&l.node))
        };
        let start = lines.iter().position(is_main).unwrap_or(lines.len());
        let end = lines.iter().rposition(is_main).map_or(start, |last| last + 1);
        let fates =
            lines.iter().map(|l| if l.is_dropped { Fate::Removed } else { Fate::Kept }).collect::<Vec<_>>();
        let mut layout = Self { lines, fates, main: start..end, head: start };
        for (index, line) in layout.lines.iter().enumerate().take(end).skip(start) {
            if !is_main(line) {
                layout.fates[index] = Fate::Removed;
            }
        }
        let body = (start..end).take(60).find(|i| layout.opens_body(*i));
        layout.head = body.unwrap_or_else(|| end.min(start + 60));
        layout
    }

    fn opens_body(&self, index: usize) -> bool {
        let line = &self.lines[index];
        if line.is_dropped || line.is_link() || !self.labels(index).is_empty() {
            return false;
        }
        if line.is_row {
            return true;
        }
        let is_sentence = line.text.chars().count() >= 40 && line.text.contains(['。', '；', '，', ',', ';']);
        is_sentence
            || line.text.ends_with(['。', '：', ':']) && line.text.chars().count() > 8
            || OPENING.is_match(&line.text)
    }

    /// The labels of a line or row; a cell that is a label takes the next cell as its value.
    fn labels(&self, index: usize) -> Vec<labels::Item> {
        let Some(line) = self.lines.get(index).filter(|l| !l.is_dropped && l.text.len() <= 1500) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        let mut cells = line.text.split('\t').peekable();
        let mut is_clean = true;
        while let Some(cell) = cells.next() {
            let mut items = labels::items(cell);
            if items.is_empty() && line.is_row && labels::word(cell) == Some(Word::Key) {
                let label = squeezed(cell).trim_end_matches([':', '：']).to_owned();
                items.push(labels::Item { word: Word::Key, label, value: String::new(), is_whole: true });
            }
            is_clean &= !items.is_empty() || cell.trim().is_empty();
            if let Some(last) = items.last_mut().filter(|i| i.value.is_empty())
                && let Some(value) =
                    cells.next_if(|c| labels::word(c).is_none() && labels::items(c).is_empty())
            {
                last.value = value.trim().to_owned();
            }
            found.extend(items);
        }
        // A row of labels without values is the head of a table of the document.
        let has_values = !line.is_row || found.iter().any(|i| !i.value.is_empty() || i.word == Word::Dropped);
        let is_label = |i: &labels::Item| i.word != Word::Dropped || i.is_brief();
        if is_clean && has_values && found.iter().all(is_label) { found } else { Vec::new() }
    }

    /// Takes the labels before the body and, of those behind it, the ones that only a metadata table has.
    fn take_labels(&mut self) -> Vec<(String, String)> {
        let mut taken: Vec<(String, String)> = Vec::new();
        let (mut labels, mut pairs) = (HashSet::new(), HashSet::new());
        let mut index = 0;
        while index < self.lines.len() {
            let is_behind = index >= self.main.end;
            if self.fates[index] == Fate::Removed || (self.head..self.main.end).contains(&index) {
                index += 1;
                continue;
            }
            let mut items = self.labels(index);
            if is_behind {
                items.retain(|i| i.word == Word::Key && !labels.contains(&i.label));
            }
            let next = self.value_below(index, &mut items);
            let is_kept = items.iter().any(|i| i.word != Word::Dropped && !i.value.is_empty());
            if !items.is_empty() {
                let is_whole = items.iter().all(|i| i.is_whole && i.word != Word::Dropped);
                let fate = match (is_kept, is_whole) {
                    (false, _) => Fate::Removed,
                    (true, true) => Fate::Moved,
                    (true, false) => Fate::PartlyMoved,
                };
                self.fates[index..next].fill(fate);
            }
            for item in items.into_iter().filter(|i| i.word != Word::Dropped && !i.value.is_empty()) {
                let pair = (item.label, item.value);
                labels.insert(pair.0.clone());
                if pairs.insert(pair.clone()) {
                    taken.push(pair);
                }
            }
            index = next;
        }
        taken
    }

    /// `<dt>索引号</dt><dd>…</dd>`: the value of a label that ends its line stands on the next. Returns the line after both.
    fn value_below(&self, index: usize, items: &mut Vec<labels::Item>) -> usize {
        let line = &self.lines[index];
        let is_bare = items.is_empty() && !line.is_row && labels::word(&line.text) == Some(Word::Key);
        let is_open = items.last().is_some_and(|i| i.value.is_empty() && i.word != Word::Dropped);
        let follows = self.lines.get(index + 1).filter(|l| {
            let is_free = !l.is_dropped && l.heading.is_none() && labels::word(&l.text).is_none();
            is_free && !l.is_row && l.text.chars().count() <= 100 && self.labels(index + 1).is_empty()
        });
        let Some(value) = follows.filter(|_| is_bare || is_open) else { return index + 1 };
        // Without a colon only a run of labels makes a table; a lone word is a heading of the page.
        if is_bare && !self.has_neighbour(index) {
            return index + 1;
        }
        if is_bare {
            items.push(labels::Item {
                word: Word::Key,
                label: squeezed(&line.text),
                value: String::new(),
                is_whole: true,
            });
        }
        if let Some(last) = items.last_mut() {
            last.value.clone_from(&value.text);
        }
        index + 2
    }

    fn has_neighbour(&self, index: usize) -> bool {
        let near = index.saturating_sub(2)..(index + 3).min(self.lines.len());
        near.filter(|i| *i != index).any(|i| labels::word(&self.lines[i].text) == Some(Word::Key))
    }

    /// Decides the fate of every other line and finds the heading.
    fn settle(&mut self, page: &Page<'_>, is_named: bool) -> Option<title::Heading> {
        let (main, head) = (self.main.clone(), self.head);
        let heading = title::choose(page, &self.lines, &|i| i < head && self.fates[i] == Fate::Kept);
        let title_end = heading.as_ref().and_then(|h| h.last).map(|last| last + 1);
        for index in 0..main.start {
            let line = &self.lines[index];
            // Between heading and main text stands what belongs to the document, such as its number.
            let is_between = title_end.is_some_and(|end| index >= end) && !line.is_link();
            if self.fates[index] == Fate::Kept && (!is_between || labels::is_furniture(&line.text)) {
                self.fates[index] = Fate::Removed;
            }
        }
        self.trim_edges(is_named);
        self.drop_lists(is_named);
        for index in main.end..self.lines.len() {
            if self.fates[index] == Fate::Kept && !ANNEX.is_match(&self.lines[index].text) {
                self.fates[index] = Fate::Removed;
            }
        }
        if let (Some(heading), Some(end)) = (&heading, title_end) {
            self.fates[end - heading.lines.len()..end].fill(Fate::Moved);
        }
        heading
    }

    /// Furniture within the main text stands at its ends. Rows of links there are navigation when no container named the text.
    fn trim_edges(&mut self, is_named: bool) {
        let is_edge = |line: &Line| {
            let is_loose = || line.is_link() && line.heading.is_none() && !ANNEX.is_match(&line.text);
            !line.is_row && labels::is_furniture(&line.text)
                || !is_named && (is_loose() || labels::is_foot(&line.text))
        };
        for index in self.main.start..self.head {
            if self.fates[index] == Fate::Kept && is_edge(&self.lines[index]) {
                self.fates[index] = Fate::Removed;
            }
        }
        let mut others = 0;
        for index in (self.head..self.main.end).rev() {
            if self.fates[index] != Fate::Kept {
                continue;
            }
            if is_edge(&self.lines[index]) {
                self.fates[index] = Fate::Removed;
            } else {
                others += 1;
                if others > 8 {
                    break;
                }
            }
        }
    }

    /// 友情链接, 相关阅读 with the links below them.
    fn drop_lists(&mut self, is_named: bool) {
        let mut index = self.main.start;
        while index < self.main.end {
            let is_list =
                !self.lines[index].is_row && labels::word(&self.lines[index].text) == Some(Word::List);
            let links = self.lines[index + 1..self.main.end]
                .iter()
                .take_while(|l| l.is_link() && !ANNEX.is_match(&l.text));
            let count = links.count();
            if is_list && (count > 0 || !is_named) {
                self.fates[index..=index + count].fill(Fate::Removed);
            }
            index += count + 1;
        }
    }

    fn write(&self, labels: &[(String, String)], heading: Option<&title::Heading>) -> Composed {
        let mut out = Composed::default();
        for (label, value) in labels {
            out.line(&format!("{label}：{value}"));
        }
        if let Some(heading) = heading.filter(|h| !self.has_title(&squeezed(&h.lines.concat()))) {
            heading.lines.iter().for_each(|l| out.line(l));
        }
        for (line, fate) in self.lines.iter().zip(&self.fates) {
            match fate {
                Fate::Kept => out.line(&line.text),
                Fate::Removed | Fate::PartlyMoved => out.drop(&line.text),
                Fate::Moved => {}
            }
        }
        out
    }

    /// Whether the kept lines at the head hold the title already.
    fn has_title(&self, title: &str) -> bool {
        let kept = self.lines.iter().zip(&self.fates).filter(|(_, f)| **f == Fate::Kept).map(|(l, _)| l);
        let mut head = String::new();
        for line in kept.take(20) {
            head.push_str(&squeezed(&line.text));
            if head.len() > 3000 {
                break;
            }
        }
        head.contains(title)
    }
}

impl Composed {
    fn line(&mut self, text: &str) {
        if !self.raw.is_empty() {
            self.raw.push('\n');
        }
        self.raw.push_str(text);
    }

    /// Records a piece that was left out; pieces that stood together make one record.
    fn drop(&mut self, text: &str) {
        let place = Span::at(self.raw.len(), self.raw.len());
        match self.removed.last_mut() {
            Some(Repair { span, before: Some(before), .. }) if *span == place => {
                let room = RECORD.saturating_sub(before.chars().count());
                if room > 3 {
                    before.push_str(" / ");
                    before.push_str(&shortened(text, room - 3));
                }
            }
            _ => {
                let mut repair = Repair::new("page_furniture", place, "", Certainty::High);
                repair.before = Some(shortened(text, RECORD));
                self.removed.push(repair);
            }
        }
    }
}

fn shortened(text: &str, limit: usize) -> String {
    let mut short: String = text.chars().take(limit).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
