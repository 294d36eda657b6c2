//! White space: blanks inside Chinese words and round Chinese punctuation go, blanks that separate stay as one or two spaces
//! (two when there were two or more: columns), tabs between cells stay, indentation and blanks at line ends go, line ends
//! become `\n`. Zero-width characters go silently, control and private-use characters with a record.
//!
//! Which blanks separate: those between Chinese words of two or more characters, behind a label (`第一条 `, `1 `), beside
//! Latin, between columns. Which are dirt: those of spaced-out words (`通 知`), round numbers (`2021 年 3 月`), a single
//! character torn off (`各 市`), beside punctuation.

use super::class::{self, is_chinese, is_digit, is_han, kind};
use super::edits::Kind;
use super::scan::Scan;
use crate::document::Certainty;

const WHITE_SPACE: Kind = Kind::fold("white_space");
const LINE_END: Kind = Kind::fold("line_end");
const ZERO_WIDTH: Kind = Kind::fold("zero_width");
const CONTROL: Kind = Kind::repair("control_character", Certainty::High);
const PRIVATE: Kind = Kind::repair("private_use", Certainty::Medium);

/// As many spaces as are ever kept in a row.
const SPACES: &str = "                                ";

/// As many tabs as are ever kept in a row: each is the border of a cell, empty ones included.
const TABS: &str = "\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t";

fn tabs(count: usize) -> &'static str {
    TABS.get(..count).unwrap_or(TABS)
}

/// A stretch of white space and other characters that print nothing.
struct Stretch {
    start: usize,
    end: usize,
    blanks: usize,
    /// Their width in half-width columns.
    columns: usize,
    tabs: usize,
    has_dirt: bool,
}

impl Scan<'_> {
    /// Deals with the stretch that begins at `start`; returns where it ends.
    pub(super) fn blanks(&mut self, start: usize) -> usize {
        let stretch = self.stretch(start);
        let with = if stretch.blanks == 0 { "" } else { self.remains(&stretch) };
        let text = self.text.get(stretch.start..stretch.end).unwrap_or_default();
        if text == with {
            return stretch.end;
        }
        if stretch.has_dirt {
            self.replace_dirty(text, start, with);
        } else {
            let kind = if stretch.blanks == 0 { ZERO_WIDTH } else { WHITE_SPACE };
            self.edits.replace(stretch.start, stretch.end, with, kind);
        }
        stretch.end
    }

    /// `\r`, form feeds and other line ends.
    pub(super) fn line_break(&mut self, start: usize, end: usize) {
        let is_first_half = self.char_at(start) == Some('\r') && self.char_at(end) == Some('\n');
        self.edits.replace(start, end, if is_first_half { "" } else { "\n" }, LINE_END);
    }

    fn stretch(&self, start: usize) -> Stretch {
        let mut stretch = Stretch { start, end: start, blanks: 0, columns: 0, tabs: 0, has_dirt: false };
        for c in self.text.get(start..).unwrap_or_default().chars() {
            match class::kind_of(c) {
                kind::BLANK => {
                    stretch.blanks += 1;
                    stretch.columns += columns(c);
                }
                kind::IGNORABLE => {}
                kind::CONTROL | kind::PRIVATE => stretch.has_dirt = true,
                _ => break,
            }
            stretch.tabs += usize::from(c == '\t');
            stretch.end += c.len_utf8();
        }
        stretch
    }

    /// Records control and private-use characters one by one; the first blank carries what remains.
    fn replace_dirty(&mut self, text: &str, start: usize, with: &str) {
        let mut with = Some(with).filter(|w| !w.is_empty());
        for (offset, c) in text.char_indices() {
            let at = start + offset;
            let (with, kind) = match class::kind_of(c) {
                kind::CONTROL => ("", CONTROL),
                kind::PRIVATE => ("", PRIVATE),
                kind::BLANK => (with.take().unwrap_or_default(), WHITE_SPACE),
                _ => ("", ZERO_WIDTH),
            };
            self.edits.replace(at, at + c.len_utf8(), with, kind);
        }
    }

    /// What remains of a stretch that holds blanks.
    fn remains(&self, stretch: &Stretch) -> &'static str {
        let Some(left) = self.left(stretch.start).filter(|c| *c != '\n') else {
            return if stretch.tabs > 0 && self.has_later_cell(stretch.end) {
                tabs(stretch.tabs)
            } else {
                ""
            };
        };
        let Some(right) = self.char_at(stretch.end).filter(|c| !class::is_line_end(*c)) else {
            return "";
        };
        if stretch.tabs > 0 {
            return tabs(stretch.tabs);
        }
        let right = self.canonical(right, stretch.end);
        let two = stretch.blanks.min(2);
        let kept = if self.is_mark_of_chinese(stretch.end, right) {
            0
        } else if left.is_ascii() && right.is_ascii() {
            stretch.blanks
        } else if clings_left(right, left) || clings_right(left) {
            0
        } else if is_closer(left) && (is_han(right) || is_digit(right))
            || is_opener(right) && is_chinese(left)
        {
            if two == 1 { 0 } else { two }
        } else if is_han(left) && is_han(right) {
            self.between_han(stretch)
        } else if left.is_ascii_digit() && is_han(right) {
            self.after_number(stretch, right)
        } else if is_han(left) && is_digit(right) {
            self.before_number(stretch, left)
        } else if left.is_ascii() && !is_han(right) {
            // As many as between two ASCII characters: the right one may become one.
            stretch.blanks
        } else {
            two
        };
        SPACES.get(..kept).unwrap_or(SPACES)
    }

    /// What the character at byte `at` will become, as far as that does not depend on what stands before it.
    fn canonical(&self, c: char, at: usize) -> char {
        match (self.closers.last(), class::kind_of(c)) {
            (Some(&(close, to)), _) if close == at => to,
            (_, kind::FOLD | kind::WIDE | kind::COLON) => class::fold(c).unwrap_or(c),
            _ => c,
        }
    }

    /// Whether another tab follows in the line, with something behind it: the stretch is an empty first cell.
    fn has_later_cell(&self, from: usize) -> bool {
        let line = self.text.get(from..).unwrap_or_default();
        let line = line.split(class::is_line_end).next().unwrap_or_default();
        line.trim_end_matches(class::is_void).contains('\t')
    }

    /// Whether a half-width mark at `at` will become Chinese because of what follows it.
    fn is_mark_of_chinese(&self, at: usize, mark: char) -> bool {
        matches!(mark, ',' | ';' | ':' | '!' | '?')
            && self.right(at + 1).is_some_and(super::width::is_firmly_chinese)
    }

    fn between_han(&self, stretch: &Stretch) -> usize {
        let two = stretch.blanks.min(2);
        if self.is_after_label(stretch.start) {
            return 1;
        }
        if self.is_in_label(stretch) {
            return 0;
        }
        let (left, right) = (self.token_before(stretch.start), self.token_after(stretch.end));
        let is_date = right.is_single && matches!(right.first, Some('年' | '月' | '日'));
        if !is_date && left.is_single && right.is_single && stretch.is_wider_than_beside(&left, &right) {
            return 2;
        }
        let is_torn = if left.is_day() && right.first.is_some_and(is_time_word) {
            true
        } else if two == 2 {
            left.is_single && (right.is_single || right.first == Some('月') || right.first == Some('日'))
                || is_date
        } else {
            match (left.is_single, right.is_single) {
                (true, true) => true,
                (false, false) => false,
                _ if self.has_more_separators(stretch) => false,
                (true, false) => {
                    !left.has_neighbour && !(left.is_at_line_edge && left.first.is_some_and(is_ordinal))
                }
                (false, true) => !right.has_single_neighbour,
            }
        };
        if is_torn { 0 } else { two }
    }

    /// Whether blanks separate words elsewhere in the same run of Chinese words: then this one does so too.
    fn has_more_separators(&self, stretch: &Stretch) -> bool {
        let before = self.text.get(..stretch.start).unwrap_or_default().chars().rev();
        let after = self.text.get(stretch.end..).unwrap_or_default().chars();
        has_separator(before) || has_separator(after)
    }

    /// A blank between a number and Chinese.
    fn after_number(&self, stretch: &Stretch, right: char) -> usize {
        let two = stretch.blanks.min(2);
        let mut before =
            self.edits.before(stretch.start).skip_while(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
        let is_unit = matches!(right, '年' | '月' | '日' | '号' | '號');
        match before.next() {
            Some('-' | ':' | '/') => two,
            None | Some('\n') if !is_unit => two,
            _ if self.is_after_label(stretch.start) => two,
            _ if two == 1 || is_unit || matches!(right, '条' | '條' | '项' | '項' | '款') => 0,
            _ => two,
        }
    }

    /// A blank between Chinese and a number.
    fn before_number(&self, stretch: &Stretch, left: char) -> usize {
        let two = stretch.blanks.min(2);
        let mut after = self.text.get(stretch.end..).unwrap_or_default().chars();
        let behind =
            after.find(|c| !is_digit(*c) && (class::kind_of(*c) == kind::BLANK || !class::is_void(*c)));
        let is_label = matches!(
            behind,
            Some('.' | '．' | '﹒' | '、' | ')' | '）' | '-' | '－' | ':' | '：' | '∶' | '/' | '／')
        );
        if left == '第' {
            0
        } else if is_label || self.is_after_label(stretch.start) {
            two
        } else if two == 1 || matches!(left, '年' | '月') {
            0
        } else {
            two
        }
    }

    /// Whether the line so far is nothing but the label of a part: 第一条, 第二章, 附件1, 表2.
    fn is_after_label(&self, at: usize) -> bool {
        let mut line: Vec<char> =
            self.edits.before(at).take(LONGEST_LABEL + 1).take_while(|c| *c != '\n').collect();
        if line.len() > LONGEST_LABEL {
            return false;
        }
        line.reverse();
        let is_number =
            |c: &char| is_ordinal(*c) || c.is_ascii_digit() || matches!(c, '百' | '千' | '零' | '〇');
        match line.as_slice() {
            ['第', number @ .., '编' | '篇' | '章' | '节' | '条' | '款' | '編' | '節' | '條'] => {
                number.iter().all(is_number)
            }
            ['附', '件' | '表' | '录' | '錄', number @ ..]
            | ['表' | '图' | '圖' | '附', number @ ..]
            | ['专' | '專', '栏' | '欄', number @ ..] => {
                !number.is_empty() && number.iter().all(is_number)
            }
            _ => false,
        }
    }

    /// Whether the blank stands inside a label: 第一 章.
    fn is_in_label(&self, stretch: &Stretch) -> bool {
        let line = self.edits.before(stretch.start).take(LONGEST_LABEL);
        let mut number = line.skip_while(|c| is_ordinal(*c) || *c == '百');
        number.next() == Some('第')
            && number.next().is_none_or(|c| c == '\n')
            && matches!(
                self.char_at(stretch.end),
                Some('编' | '篇' | '章' | '节' | '条' | '編' | '節' | '條')
            )
    }

    fn token_before(&self, at: usize) -> Token {
        Token::read(self.text.get(..at).unwrap_or_default().chars().rev())
    }

    fn token_after(&self, at: usize) -> Token {
        Token::read(self.text.get(at..).unwrap_or_default().chars())
    }
}

/// A run of Chinese characters in the text before the edits, seen from the blank beside it.
#[derive(Debug)]
struct Token {
    first: Option<char>,
    is_single: bool,
    /// A number, a letter or a percentage stands on its other side: it is the end of a word.
    is_counted: bool,
    /// Blanks and then another Chinese character stand on its other side.
    has_neighbour: bool,
    has_single_neighbour: bool,
    is_at_line_edge: bool,
    /// Columns of the blanks on its other side.
    gap: usize,
    /// Columns of the blanks beyond a single neighbour.
    far_gap: usize,
}

impl Stretch {
    /// `王 伟  李 强`: between two single characters, much narrower gaps beside this one are those within words. Where words
    /// are spaced out to fill a line the gaps differ only a little.
    fn is_wider_than_beside(&self, left: &Token, right: &Token) -> bool {
        let is_wider = |token: &Token| {
            let is_within_word = token.far_gap == 0 || token.far_gap >= token.gap;
            token.has_single_neighbour && is_within_word && 2 * token.gap <= self.columns
        };
        is_wider(left) || is_wider(right)
    }
}

impl Token {
    /// Reads away from the blank. Characters that print nothing do not count.
    fn read(chars: impl Iterator<Item = char>) -> Self {
        let mut chars = chars.filter(|c| class::kind_of(*c) == kind::BLANK || !class::is_void(*c)).peekable();
        let first = chars.next();
        let is_counted = chars.peek().is_some_and(|c| class::is_word(*c) || matches!(c, '%' | '％'));
        let is_single = !is_counted && chars.peek().is_none_or(|c| !is_han(*c));
        let mut token = Self {
            first,
            is_single,
            is_counted,
            has_neighbour: false,
            has_single_neighbour: false,
            is_at_line_edge: false,
            gap: 0,
            far_gap: 0,
        };
        if is_single {
            token.is_at_line_edge = chars.peek().is_none_or(|c| class::is_line_end(*c));
            token.gap = gap(&mut chars);
            let has_blank = token.gap > 0;
            token.is_at_line_edge |= has_blank && chars.peek().is_none_or(|c| class::is_line_end(*c));
            token.has_neighbour = has_blank && chars.next_if(|c| is_han(*c)).is_some();
            token.has_single_neighbour = token.has_neighbour && chars.peek().is_none_or(|c| !is_han(*c));
            if token.has_single_neighbour {
                token.far_gap = gap(&mut chars);
            }
        }
        token
    }

    /// The 日 of `3月1日`, and the like.
    fn is_day(&self) -> bool {
        self.is_counted && matches!(self.first, Some('年' | '月' | '日'))
    }
}

/// Reads blanks; returns their width in columns.
fn gap(chars: &mut std::iter::Peekable<impl Iterator<Item = char>>) -> usize {
    let mut width = 0;
    while let Some(c) = chars.next_if(|c| is_blank(*c)) {
        width += columns(c);
    }
    width
}

const fn columns(blank: char) -> usize {
    if blank == '\u{3000}' { 2 } else { 1 }
}

/// What a date goes on with: 3月1日 前, 8月 日.
const fn is_time_word(c: char) -> bool {
    matches!(
        c,
        '前' | '底' | '末' | '初' | '起' | '至' | '内' | '以' | '之' | '后' | '間' | '间' | '月' | '日'
    )
}

/// Whether, reading on from the middle of a run of Chinese words, a blank comes that is not one between two single
/// characters.
fn has_separator(chars: impl Iterator<Item = char>) -> bool {
    let mut chars = chars
        .filter(|c| class::kind_of(*c) == kind::BLANK || !class::is_void(*c))
        .take(LONGEST_RUN)
        .peekable();
    let mut last = word(&mut chars);
    while chars.next_if(|c| is_blank(*c)).is_some() {
        while chars.next_if(|c| is_blank(*c)).is_some() {}
        let next = word(&mut chars);
        if next == 0 {
            return false;
        }
        if last > 1 || next > 1 {
            return true;
        }
        last = next;
    }
    false
}

/// Reads a word; returns its length in characters.
fn word(chars: &mut std::iter::Peekable<impl Iterator<Item = char>>) -> usize {
    let mut len = 0;
    while chars.next_if(|c| is_han(*c)).is_some() {
        len += 1;
    }
    len
}

/// Characters of the longest label, 第一百二十三条, and more.
const LONGEST_LABEL: usize = 16;

/// Characters looked at on either side for other separators.
const LONGEST_RUN: usize = 200;

/// A blank that is no tab: tabs separate cells.
fn is_blank(c: char) -> bool {
    c != '\t' && class::kind_of(c) == kind::BLANK
}

const fn is_ordinal(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// No blank stands before these.
fn clings_left(right: char, left: char) -> bool {
    match right {
        '，' | '。' | '、' | '；' | '：' | '！' | '？' => true,
        ',' | ';' | ':' | '!' | '?' | ')' => is_chinese(left) || is_closer(left),
        _ => is_closer(right) && (is_chinese(left) || is_closer(left)),
    }
}

/// No blank stands behind these.
fn clings_right(left: char) -> bool {
    matches!(left, '，' | '。' | '、' | '；' | '：' | '！' | '？') || is_opener(left) && left != '('
}

const fn is_opener(c: char) -> bool {
    matches!(c, '（' | '《' | '〈' | '“' | '‘' | '〔' | '【' | '「' | '『' | '(')
}

const fn is_closer(c: char) -> bool {
    matches!(c, '）' | '》' | '〉' | '”' | '’' | '〕' | '】' | '」' | '』')
}
