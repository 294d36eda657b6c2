//! Punctuation and widths: half-width marks and brackets beside Chinese become full-width, full-width letters and digits
//! become half-width, brackets round a year become 〔〕, circles and noughts in Chinese year numbers become 〇.
//!
//! Never touched: marks between digits (1,000 and 10:30), marks and brackets without Chinese beside or inside, dashes and
//! tildes of ranges (—— – － ~ ～ stay as written unless a full-width hyphen joins letters or digits).

use super::class::{self, is_chinese, is_han, is_han_digit, kind};
use super::edits::Kind;
use super::scan::Scan;

const PUNCTUATION: Kind = Kind::fold("punctuation");
const WIDTH: Kind = Kind::fold("width");
const YEAR: Kind = Kind::fold("year_bracket");
const ZERO: Kind = Kind::fold("zero");

/// How far a closing bracket is looked for, in bytes.
const REACH: usize = 900;
/// Brackets within brackets that are followed; deeper ones are no prose.
const DEEPEST: u32 = 8;
/// Digits of a year and some more.
const YEAR_DIGITS: usize = 8;

impl Scan<'_> {
    /// `,` `;` `:` `!`
    pub(super) fn mark(&mut self, start: usize, end: usize) {
        let (left, right) = (self.left(start), self.right(end));
        if left.is_some_and(class::is_digit) && right.is_some_and(class::is_digit) {
            return;
        }
        let is_beside = self.is_chinese_left(start) || right.is_some_and(is_firmly_chinese);
        let mark = self.char_at(start);
        if (is_beside || (matches!(mark, Some(',' | ';')) && self.is_word_after_chinese(start)))
            && let Some(to) = mark.and_then(class::fold)
        {
            self.edits.put(start, end, to, PUNCTUATION);
        }
    }

    /// `?`, a question mark or what is left of a broken character.
    pub(super) fn query(&mut self, start: usize, end: usize) {
        self.signs.has_shift |= self.is_line_start(start) && self.char_at(end).is_some_and(|c| !c.is_ascii());
        if self.char_at(start) == Some('?') {
            self.mark(start, end);
        }
    }

    /// `(` and the brackets that may stand round a year.
    pub(super) fn open(&mut self, start: usize, end: usize) {
        self.look_behind_bracket(start, end);
        match self.char_at(start) {
            Some('（') => {}
            Some('(') => self.round(start, end),
            _ => self.year_bracket(start, end),
        }
    }

    fn round(&mut self, start: usize, end: usize) {
        let partner = self.partner(end);
        // Without a partner the bracket closes on a later line: what follows on this one decides.
        let inside = self.text.get(end..partner.unwrap_or(self.text.len())).unwrap_or_default();
        let is_chinese_pair = self.is_chinese_left(start)
            || inside.chars().take(REACH / 3).take_while(|c| !class::is_line_end(*c)).any(is_han)
            || partner.is_some_and(|close| self.right_of(close).is_some_and(is_han))
            || partner.is_some() && self.is_line_start(start) && is_number(inside);
        if !is_chinese_pair {
            return;
        }
        self.edits.put(start, end, '（', PUNCTUATION);
        if let Some(close) = partner.filter(|&close| self.char_at(close) == Some(')')) {
            self.closers.push((close, '）'));
        }
    }

    fn is_line_start(&self, at: usize) -> bool {
        self.left(at).is_none_or(|c| c == '\n')
    }

    fn right_of(&self, bracket: usize) -> Option<char> {
        self.right(bracket + self.char_at(bracket)?.len_utf8())
    }

    /// The closing bracket of the round bracket that ends at byte `from`, in the same line.
    fn partner(&self, from: usize) -> Option<usize> {
        let mut depth = 0u32;
        for (offset, c) in
            self.text.get(from..)?.char_indices().take_while(|&(o, c)| o < REACH && !class::is_line_end(c))
        {
            match c {
                '(' | '（' if depth == DEEPEST => return None,
                '(' | '（' => depth += 1,
                ')' | '）' if depth == 0 => return Some(from + offset),
                ')' | '）' => depth -= 1,
                _ => {}
            }
        }
        None
    }

    /// `[2018]12号` and its like, beside a Chinese character: a document number.
    fn year_bracket(&mut self, start: usize, end: usize) {
        let Some(rest) = self.text.get(end..) else { return };
        let mut digits = 0;
        let mut chars = rest.char_indices().filter(|&(_, c)| !class::is_void(c));
        let close = chars.find(|&(_, c)| {
            digits += usize::from(class::is_digit(c));
            !class::is_digit(c) || digits > YEAR_DIGITS
        });
        let Some((offset, close)) = close else { return };
        let is_year =
            digits == 4 && matches!(rest.trim_start().chars().next(), Some('1' | '2' | '１' | '２'));
        let is_number = self.left(start).is_some_and(is_han)
            && chars.next().is_some_and(|(_, c)| class::is_digit(c) || matches!(c, '第' | '号' | '號'));
        if is_year && is_number && matches!(close, ']' | '］' | '】' | '‟' | '”' | '〕' | '﹞') {
            self.edits.put(start, end, '〔', YEAR);
            if !matches!(close, '〕' | '﹞') {
                self.closers.push((end + offset, '〕'));
            }
        }
    }

    /// Closing brackets: those an opening one has decided about, and `)` without one.
    pub(super) fn close(&mut self, start: usize, end: usize) {
        while self.closers.last().is_some_and(|&(at, _)| at < start) {
            self.closers.pop();
        }
        if let Some(&(at, to)) = self.closers.last()
            && at == start
        {
            self.closers.pop();
            self.edits.put(start, end, to, if to == '〕' { YEAR } else { PUNCTUATION });
        } else if self.closes_year(start) {
            self.edits.put(start, end, '〕', YEAR);
        } else if self.char_at(start) == Some(')') && self.is_lone_chinese_close(start, end) {
            self.edits.put(start, end, '）', PUNCTUATION);
        }
    }

    /// Whether a `)` that no converted bracket claims stands in Chinese: `1)建立`, `（PPP)`.
    fn is_lone_chinese_close(&self, start: usize, end: usize) -> bool {
        let mut before = self.edits.before(start).take_while(|c| *c != '\n').take(REACH / 3);
        match before.find(|c| matches!(c, '(' | '（' | '）' | ')')) {
            Some('(') => false,
            Some('（') => true,
            _ => self.is_chinese_left(start) || self.right(end).is_some_and(is_han),
        }
    }

    /// Whether `〔` and four digits stand before: the bracket of a year was closed with another one.
    fn closes_year(&self, start: usize) -> bool {
        let mut before = self.edits.before(start);
        (0..4).all(|_| before.next().is_some_and(|c| c.is_ascii_digit())) && before.next() == Some('〔')
    }

    /// Full-width letters and digits.
    pub(super) fn wide(&mut self, start: usize, end: usize) {
        let Some(to) = self.char_at(start).and_then(class::fold) else { return };
        if matches!(to, '0' | 'O') && self.is_zero_of_year(start, end) {
            self.edits.put(start, end, '〇', ZERO);
        } else {
            self.edits.put(start, end, to, WIDTH);
        }
    }

    /// Forms with one canonical equivalent: ﹐ → ，, ％ → %, radicals, compatibility characters.
    pub(super) fn fold(&mut self, start: usize, end: usize) {
        if let Some(to) = self.char_at(start).and_then(class::fold) {
            self.edits.put(start, end, to, WIDTH);
        }
    }

    /// Circles and noughts that may be 〇.
    pub(super) fn zero(&mut self, start: usize, end: usize) {
        // A nought after an ASCII character is by far the most frequent case; it is none of a Chinese number unless the
        // nought before it was.
        let is_after_ascii = start.checked_sub(1).is_some_and(|i| self.text.as_bytes()[i].is_ascii_graphic());
        if (!is_after_ascii || self.left(start) == Some('〇')) && self.is_zero_of_year(start, end) {
            self.edits.put(start, end, '〇', ZERO);
        }
    }

    fn is_zero_of_year(&self, start: usize, end: usize) -> bool {
        let is_zero = |c: char| class::kind_of(c) == kind::ZERO || matches!(c, '０' | 'Ｏ');
        let mut after = self
            .text
            .get(end..)
            .unwrap_or_default()
            .chars()
            .filter(|c| !class::is_void(*c))
            .take(YEAR_DIGITS);
        self.left(start).is_some_and(is_han_digit)
            && after.find(|c| !is_zero(*c)).is_some_and(|c| c == '年' || is_han_digit(c))
    }

    /// `．` in numbering, decimals and Latin.
    pub(super) fn dot(&mut self, start: usize, end: usize) {
        let is_latin = |c: char| c.is_ascii_alphabetic();
        let left = self.left(start);
        if left.is_some_and(|c| c.is_ascii_digit())
            || left.is_some_and(is_latin) && self.right(end).is_some_and(class::is_word)
        {
            self.edits.put(start, end, '.', WIDTH);
        }
    }

    /// `－` between letters or digits.
    pub(super) fn dash(&mut self, start: usize, end: usize) {
        if self.left(start).is_some_and(class::is_word) && self.right(end).is_some_and(class::is_word) {
            self.edits.put(start, end, '-', WIDTH);
        }
    }

    /// `∶`, a colon or the sign of a ratio.
    pub(super) fn colon(&mut self, start: usize, end: usize) {
        let is_ratio =
            self.left(start).is_some_and(class::is_digit) && self.right(end).is_some_and(class::is_digit);
        self.edits.put(start, end, if is_ratio { ':' } else { '：' }, WIDTH);
    }

    /// Whether Chinese stands to the left; closing quotes are looked through.
    pub(super) fn is_chinese_left(&self, at: usize) -> bool {
        let mut before = self.edits.before(at).skip_while(|c| matches!(c, '”' | '’'));
        before.next().is_some_and(is_chinese)
    }

    /// Whether the word before a comma (`PPP`, `10%`) itself follows Chinese.
    fn is_word_after_chinese(&self, at: usize) -> bool {
        let is_part =
            |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '%' | '+' | '-' | '℃' | '㎡' | '‰');
        let mut before = self.edits.before(at).take(32).skip_while(is_part);
        before.next().is_some_and(is_chinese)
    }
}

/// Whether the inside of a bracket is the number of a list: `(1)`.
fn is_number(inside: &str) -> bool {
    let digits = inside.chars().filter(|c| !class::is_void(*c));
    (1..=3).contains(&digits.clone().count()) && digits.clone().all(class::is_digit)
}

/// Chinese that no edit will change into something else or take away.
pub(super) fn is_firmly_chinese(c: char) -> bool {
    is_han(c) || matches!(c, '《' | '〈' | '「' | '『' | '、' | '。')
}
