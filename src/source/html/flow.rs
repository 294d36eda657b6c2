//! Lays a part of the page out as lines: blocks and `<br>` end a line, white space folds as in a browser, data tables become
//! rows. Cells, links and headings are kept on explicit stacks; nothing recurses.

use std::collections::HashMap;
use std::sync::LazyLock;

use scraper::node::Element;

use super::dom::{Kind, Page};
use super::labels;
use super::selectors::Selectors;
use super::table::{Cell, Rows, is_data, join};

/// A line of the page.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) text: String,
    /// Characters of it in links.
    pub(super) links: usize,
    /// The node it begins with.
    pub(super) node: usize,
    /// The heading element it stands in.
    pub(super) heading: Option<usize>,
    /// Whether it is a table row, cells joined by tabs.
    pub(super) is_row: bool,
    /// Whether it is furniture that was taken out, shortened.
    pub(super) is_dropped: bool,
}

impl Line {
    pub(super) fn push_cell(&mut self, column: usize, text: &str) {
        if column > 0 {
            self.text.push('\t');
        }
        self.text.push_str(text);
    }

    /// Whether nearly all of it is links.
    pub(super) fn is_link(&self) -> bool {
        self.links * 10 >= self.text.chars().filter(|c| !c.is_whitespace()).count() * 8
    }
}

/// Longest record of a piece that was taken out, in characters.
pub(super) const RECORD: usize = 200;

static TITLES: LazyLock<Selectors> = LazyLock::new(|| Selectors::of("html_titles"));

/// The lines of the body.
pub(super) fn lines(page: &Page<'_>, mains: &[std::ops::Range<usize>]) -> Vec<Line> {
    let body = page.find("body").unwrap_or(0);
    let source: usize = page.items.iter().map(|i| if let Kind::Text(t) = i.kind { t.len() } else { 0 }).sum();
    let mut flow = Flow {
        page,
        open: Vec::new(),
        blocks: vec![Block::default()],
        tables: Vec::new(),
        data: Vec::new(),
        link_depth: 0,
        pre_depth: 0,
        heading: None,
        counters: HashMap::new(),
        budget: source * 3 + (64 << 10),
    };
    let mut index = body;
    while index < page.end(body) {
        flow.close_until(index);
        if page.is_dropped[index] {
            flow.drop(index);
            index = page.end(index);
            continue;
        }
        match page.items[index].kind {
            Kind::Text(text) => flow.text(index, text),
            Kind::Element(_) => flow.element(index, mains),
        }
        index += 1;
    }
    flow.close_until(usize::MAX);
    flow.flush();
    flow.blocks.pop().map_or_else(Vec::new, |b| b.lines)
}

/// What happens at the end of an element.
enum Close {
    Link,
    Block,
    /// An item of a list.
    Item,
    Pre,
    Heading(Option<usize>),
    Cell {
        columns: usize,
        rows: usize,
    },
    Table,
    DataTable,
}

/// Lines under construction: the page, or one cell.
#[derive(Default)]
struct Block {
    lines: Vec<Line>,
    current: Line,
    gap: Gap,
    /// The number of a list item whose first words are still to come.
    number: String,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Gap {
    #[default]
    None,
    Blank,
    /// White space with a line break of the source in it.
    Break,
}

struct Flow<'p, 'a> {
    page: &'p Page<'a>,
    open: Vec<(usize, usize, Close)>,
    blocks: Vec<Block>,
    tables: Vec<Rows>,
    /// For each open table, whether it holds data.
    data: Vec<bool>,
    link_depth: usize,
    pre_depth: usize,
    heading: Option<usize>,
    /// List items so far, by list.
    counters: HashMap<usize, u32>,
    budget: usize,
}

impl Flow<'_, '_> {
    fn element(&mut self, index: usize, mains: &[std::ops::Range<usize>]) {
        let name = self.page.name(index);
        match name {
            "br" => return self.flush(),
            "a" => {
                self.link_depth += 1;
                return self.push(index, Close::Link);
            }
            "pre" | "listing" => {
                self.flush();
                self.pre_depth += 1;
                return self.push(index, Close::Pre);
            }
            "table" => return self.table(index, mains),
            "tr" => {
                self.flush();
                if self.in_data()
                    && let Some(rows) = self.tables.last_mut()
                {
                    rows.start_row();
                }
                return self.push(index, Close::Block);
            }
            "td" | "th" if self.in_data() => return self.cell(index),
            _ => {}
        }
        let is_main = mains.binary_search_by_key(&index, |m| m.start).is_ok();
        if self.is_heading(index, name) {
            self.flush();
            let outer = self.heading.replace(index);
            self.push(index, Close::Heading(outer));
        } else if is_block(name) || is_main {
            self.flush();
            self.push(index, if name == "li" { Close::Item } else { Close::Block });
            if name == "li" {
                self.number(index);
            }
        }
    }

    fn is_heading(&self, index: usize, name: &str) -> bool {
        self.heading.is_none()
            && (matches!(name, "h1" | "h2" | "h3")
                || self.page.element(index).is_some_and(|e| TITLES.row(e).is_some()))
            && self.page.plain(index) <= 200
    }

    fn push(&mut self, index: usize, close: Close) {
        self.open.push((self.page.end(index), index, close));
    }

    fn in_data(&self) -> bool {
        self.data.last().is_some_and(|d| *d)
    }

    fn table(&mut self, index: usize, mains: &[std::ops::Range<usize>]) {
        self.flush();
        let end = self.page.end(index);
        let next = mains.get(mains.partition_point(|m| m.start <= index));
        let holds_main = next.is_some_and(|m| m.end <= end);
        let is_data = !holds_main && is_data(self.page, index);
        self.data.push(is_data);
        if is_data {
            self.tables.push(Rows::default());
        }
        self.push(index, if is_data { Close::DataTable } else { Close::Table });
    }

    fn cell(&mut self, index: usize) {
        let span = |name: &str, most: usize| {
            let written =
                self.page.element(index).and_then(|e| e.attr(name)).and_then(|v| v.trim().parse().ok());
            written.unwrap_or(1usize).clamp(1, most)
        };
        let (columns, rows) = (span("colspan", 100), span("rowspan", 65_534));
        self.blocks.push(Block::default());
        // A table within the cell decides for itself; the cell's own rows are those of the innermost open table.
        self.push(index, Close::Cell { columns, rows });
    }

    fn close_until(&mut self, index: usize) {
        while let Some((_, node, close)) = self.open.pop_if(|o| o.0 <= index) {
            match close {
                Close::Link => self.link_depth -= 1,
                Close::Block => self.flush(),
                Close::Item => {
                    self.flush();
                    self.block().number.clear();
                }
                Close::Pre => {
                    self.flush();
                    self.pre_depth -= 1;
                }
                Close::Heading(outer) => {
                    self.flush();
                    self.heading = outer;
                }
                Close::Cell { columns, rows } => self.close_cell(node, columns, rows),
                Close::Table => {
                    self.flush();
                    self.data.pop();
                }
                Close::DataTable => {
                    self.flush();
                    self.data.pop();
                    let rows = self.tables.pop().unwrap_or_default().lines(&mut self.budget);
                    self.block().lines.extend(rows);
                }
            }
        }
    }

    fn close_cell(&mut self, node: usize, columns: usize, rows: usize) {
        self.flush();
        let (dropped, kept): (Vec<Line>, Vec<Line>) =
            self.blocks.pop().map_or_else(Vec::new, |b| b.lines).into_iter().partition(|l| l.is_dropped);
        self.block().lines.extend(dropped);
        let links = kept.iter().map(|l| l.links).sum();
        if let Some(table) = self.tables.last_mut() {
            table.push(Cell { text: join(&kept), columns, rows, links, node });
        }
    }

    /// The innermost block; the page's own is never popped.
    fn block(&mut self) -> &mut Block {
        if self.blocks.is_empty() {
            self.blocks.push(Block::default());
        }
        let last = self.blocks.len() - 1;
        &mut self.blocks[last]
    }

    fn drop(&mut self, index: usize) {
        let is_silent =
            matches!(self.page.name(index), "script" | "style" | "head" | "noscript" | "template" | "svg");
        let text = if is_silent { String::new() } else { self.page.line(index, RECORD) };
        if !text.is_empty() {
            let line = Line { text, node: index, is_dropped: true, ..Line::default() };
            self.block().lines.push(line);
        }
    }

    /// Numbers of an ordered list are seen on the page but stand in no text.
    fn number(&mut self, index: usize) {
        let parent = self.page.items[index].parent;
        let Some(list) = self.page.element(parent).filter(|e| e.name() == "ol") else { return };
        let counter = self.counters.entry(parent).or_default();
        let before = *counter;
        *counter = before.saturating_add(1);
        if !counts_plainly(list) || self.page.line(index, 1).is_empty() {
            return;
        }
        let first = list.attr("start").and_then(|s| s.trim().parse::<u32>().ok()).unwrap_or(1);
        let starts = self.page.line(index, 3);
        if starts.starts_with(['（', '(', '第', '①'])
            || starts.contains(['、', '.'])
            || starts.starts_with(char::is_numeric)
        {
            return;
        }
        self.block().number = format!("{}.", first.saturating_add(before));
    }

    fn text(&mut self, index: usize, text: &str) {
        let (is_link, is_pre, heading) = (self.link_depth > 0, self.pre_depth > 0, self.heading);
        let mut label = labels::Lead::of(text);
        for c in text.chars() {
            if is_pre && c == '\n' {
                self.flush();
                continue;
            }
            let block = self.block();
            match c {
                '\n' | '\r' => block.gap = Gap::Break,
                ' ' | '\t' | '\u{c}' => {
                    block.gap = if block.gap == Gap::Break { Gap::Break } else { Gap::Blank }
                }
                _ => {
                    if block.current.text.is_empty() {
                        if is_margin(c) {
                            continue;
                        }
                        block.current.node = index;
                        block.current.heading = heading;
                        block.current.text.push_str(&std::mem::take(&mut block.number));
                    } else if block.gap == Gap::Blank
                        || block.gap == Gap::Break && (!block.joins(c) || label != labels::Lead::None)
                        || label == labels::Lead::Known
                    {
                        block.current.text.push(' ');
                    }
                    label = labels::Lead::None;
                    block.gap = Gap::None;
                    block.current.text.push(c);
                    block.current.links += usize::from(is_link && !c.is_whitespace());
                }
            }
        }
    }

    /// Ends the current line.
    fn flush(&mut self) {
        let block = self.block();
        block.gap = Gap::None;
        let mut line = std::mem::take(&mut block.current);
        line.text.truncate(line.text.trim_end_matches(is_margin).len());
        if !line.text.is_empty() {
            block.lines.push(line);
        }
    }
}

impl Block {
    /// Whether a line break of the source before `c` stands between two wide characters: there it is no space.
    fn joins(&self, c: char) -> bool {
        is_wide(c) && self.current.text.chars().next_back().is_some_and(is_wide)
    }
}

/// Whether a list shows 1. 2. 3. before its items. A class may hide them or show others; editors add `list-paddingleft-2`.
fn counts_plainly(list: &Element) -> bool {
    let style = list.attr("style").and_then(|s| s.split_once("list-style")).map(|(_, style)| style);
    let is_told = style.is_some_and(|s| s.split(';').next().is_some_and(|s| s.contains("decimal")));
    let is_usual = list.classes().all(|c| c.starts_with("list-paddingleft"));
    (is_told || style.is_none() && is_usual) && list.attr("type").is_none_or(|t| t == "1")
}

/// Indentation and what else is not seen at the ends of a line.
fn is_margin(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{2018}'..='\u{201d}' | '…')
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "section"
            | "summary"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "ul"
            | "optgroup"
            | "h1"
            | "h2"
            | "h3"
    )
}
