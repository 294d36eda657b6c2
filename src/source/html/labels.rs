//! Labels of the metadata table (索引号 发文字号 成文日期 …) and of the line under the title (发布时间 来源 浏览次数 …), and other
//! words that portals put around a document.
//!
//! Words come from `dictionaries/portal_labels.tsv` (kept) and `dictionaries/page_furniture.tsv` (left out).

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::lexicon::Lexicon;

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// A label of the metadata table; known without a colon.
    Key,
    /// A label that needs its colon.
    Info,
    /// A label of no interest, with what follows it.
    Dropped,
    /// A word of the page.
    Control,
    /// The beginning of a line of the page.
    Start,
    /// What only the foot of a page has.
    Foot,
    /// The heading of a list of links.
    List,
}

/// `label：value` in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) word: Word,
    /// Without the blanks inside.
    pub(super) label: String,
    pub(super) value: String,
    /// Whether no words of the page stood behind the value.
    pub(super) is_whole: bool,
}

impl Item {
    /// Whether the value is a count or a name, as behind a label of the page, and not a sentence of the document.
    pub(super) fn is_brief(&self) -> bool {
        self.value.chars().count() <= 12 && !self.value.contains('。')
    }
}

static WORDS: LazyLock<HashMap<&'static str, Word>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    let furniture = Lexicon::embedded().table("page_furniture");
    let kind = furniture.column("kind");
    for row in furniture.rows() {
        let word = match row[kind] {
            "label" => Word::Dropped,
            "start" => Word::Start,
            "foot" => Word::Foot,
            "list" => Word::List,
            _ => Word::Control,
        };
        words.insert(row[0], word);
    }
    let labels = Lexicon::embedded().table("portal_labels");
    let kind = labels.column("kind");
    for row in labels.rows() {
        words.insert(row[0], if row[kind] == "key" { Word::Key } else { Word::Info });
    }
    words
});

/// The longest label, in characters.
static LONGEST: LazyLock<usize> =
    LazyLock::new(|| WORDS.keys().map(|w| w.chars().count()).max().unwrap_or(0));

/// The label that ends right before a colon at byte `colon`, blanks allowed between its characters: where it begins.
fn label_before(line: &str, colon: usize) -> Option<usize> {
    let head = line.get(..colon)?.trim_end_matches(|c: char| c.is_whitespace() || c == '】' || c == ']');
    let mut label = String::new();
    let mut longest = None;
    let mut size = 0;
    for (at, c) in head.char_indices().rev() {
        if c.is_whitespace() {
            continue;
        }
        size += 1;
        if size > *LONGEST {
            break;
        }
        label.insert(0, c);
        let before = head.get(..at).and_then(|h| h.chars().next_back());
        let is_start = before.is_none_or(|c| c.is_whitespace() || "|｜[]【】()（）>·•，,；;/".contains(c));
        if is_start && matches!(WORDS.get(label.as_str()), Some(Word::Key | Word::Info | Word::Dropped)) {
            longest = Some(at);
        }
    }
    longest
}

/// Whether a piece of text with tags around it is a label that begins a new entry.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    /// It is none.
    None,
    /// It ends in a colon: a line break before it parts it from what stands there.
    Colon,
    /// It is a label of the lists with its colon, and parted even without a break.
    Known,
}

impl Lead {
    pub(super) fn of(text: &str) -> Self {
        let text = text.trim();
        if !text.ends_with(['：', ':']) {
            return Self::None;
        }
        let is_short = text.chars().count() <= 2 * *LONGEST;
        match is_short.then(|| word(text)).flatten() {
            Some(Word::Key | Word::Info) => Self::Known,
            _ => Self::Colon,
        }
    }
}

/// Text without white space.
pub(super) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What a piece of text is when it is nothing but a word of the lists, perhaps with a colon after it or brackets around it.
pub(super) fn word(text: &str) -> Option<Word> {
    let text = squeezed(text);
    let bare = text.trim_matches(|c| {
        matches!(c, ':' | '：' | '【' | '】' | '[' | ']' | '|' | '｜' | '>' | '»' | '<' | '«')
    });
    WORDS.get(bare).copied()
}

/// The labels of a line that begins with one; empty when it does not.
pub(super) fn items(line: &str) -> Vec<Item> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (colon, mark) in line.match_indices([':', '：']) {
        if let Some(start) = label_before(line, colon).filter(|s| found.last().is_none_or(|f| f.1 <= *s)) {
            found.push((start, colon + mark.len()));
        }
    }
    let begins = found
        .first()
        .and_then(|f| line.get(..f.0))
        .is_some_and(|lead| lead.chars().all(|c| !c.is_alphanumeric()));
    if !begins {
        return Vec::new();
    }
    let ends = found.iter().skip(1).map(|f| f.0).chain(std::iter::once(line.len()));
    found.iter().zip(ends).filter_map(|(f, end)| item(line.get(f.0..f.1)?, line.get(f.1..end)?)).collect()
}

fn item(label: &str, value: &str) -> Option<Item> {
    let label = squeezed(label);
    let label = label.trim_end_matches([':', '：', '】', ']']);
    let word = *WORDS.get(label)?;
    // Words of the page after the value end it: 来源：市政府办公室 打印 关闭
    let is_frame = |c: char| c.is_whitespace() || matches!(c, '【' | '】' | '[' | ']' | '|' | '｜');
    let mut end = value.len();
    let mut at = 0;
    for piece in value.split(is_frame) {
        if matches!(self::word(piece), Some(Word::Control | Word::Dropped)) {
            end = at;
            break;
        }
        at += piece.len();
        at += value.get(at..).and_then(|v| v.chars().next()).map_or(0, char::len_utf8);
    }
    let is_whole = end == value.len();
    let value = value.get(..end).unwrap_or(value).trim_matches(is_frame);
    Some(Item { word, label: label.to_owned(), value: value.to_owned(), is_whole })
}

/// The words of one kind.
fn words(kind: Word) -> impl Iterator<Item = &'static str> {
    WORDS.iter().filter(move |(_, k)| **k == kind).map(|(word, _)| *word)
}

static STARTS: LazyLock<Vec<&str>> = LazyLock::new(|| words(Word::Start).collect());
static FEET: LazyLock<Vec<&str>> = LazyLock::new(|| words(Word::Foot).collect());

/// Whether a line at the edge of the main text is nothing but words of the page.
pub(super) fn is_furniture(line: &str) -> bool {
    if is_start(line) {
        return true;
    }
    let found = items(line);
    if !found.is_empty() {
        return found.iter().all(|i| i.word == Word::Dropped && i.is_brief());
    }
    let is_frame = |c: char| c.is_whitespace() || "【】[]|｜、>»·()（）".contains(c);
    let mut pieces = line.split(is_frame).filter(|p| !p.is_empty()).peekable();
    pieces.peek().is_some() && pieces.all(|p| matches!(word(p), Some(Word::Control | Word::Dropped)))
}

/// Whether a line stands at the foot of pages: rights, registration of the site.
pub(super) fn is_foot(line: &str) -> bool {
    is_short(line) && FEET.iter().any(|w| line.contains(w))
}

/// `上一篇：…`, `当前位置：…`: the word, and not as part of another.
fn is_start(line: &str) -> bool {
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let rest = STARTS.iter().find_map(|w| line.strip_prefix(w));
    rest.is_some_and(|rest| is_short(rest) && !rest.starts_with(char::is_alphanumeric))
}

fn is_short(line: &str) -> bool {
    line.chars().count() <= 150 && !line.contains('。')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expect: &[(&str, &str)]) {
        let found = items(line);
        let found: Vec<(&str, &str)> = found.iter().map(|i| (i.label.as_str(), i.value.as_str())).collect();
        assert_eq!(found, expect, "{line}");
    }

    #[test]
    fn labels_with_values() {
        check("索 引 号：000014349/2023-00012", &[("索引号", "000014349/2023-00012")]);
        check("标　　题： 关于加强管理的通知", &[("标题", "关于加强管理的通知")]);
        check(
            "发布时间：2023-04-19 09:49 来源：市政府办 打印 关闭",
            &[("发布时间", "2023-04-19 09:49"), ("来源", "市政府办")],
        );
        check(
            "来源：市司法局 浏览次数：532 字体：[大 中 小]",
            &[("来源", "市司法局"), ("浏览次数", "532"), ("字体", "")],
        );
        check("【发文字号】：江政发〔2020〕1号", &[("发文字号", "江政发〔2020〕1号")]);
        check("本办法规定的有效期：五年", &[]);
        check("责任单位文号：1", &[]);
    }

    #[test]
    fn page_words() {
        for line in [
            "【打印】【关闭】",
            "浏览次数：532次",
            "大 中 小",
            "上一篇：关于印发方案的通知",
            "当前位置：首页 > 政务公开",
            "责任编辑：张三",
        ] {
            assert!(is_furniture(line), "{line}");
        }
        for line in [
            "打印机采购管理办法",
            "审核：对申请材料是否齐全、是否符合法定形式进行审查。",
            "首页的设计要求",
            "下一篇章",
            "江城市人民政府",
            "编辑出版管理",
        ] {
            assert!(!is_furniture(line), "{line}");
        }
    }
}
