//! Cuts a query into tokens. Full-width punctuation, Chinese quotation marks and 《》 are as good as their ASCII forms.

use std::ops::Range;

use super::mistake;
use crate::error::Error;

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Open,
    Close,
    And,
    Or,
    Not,
    /// Most characters in between.
    Near(u32),
    /// In quotation marks or 《》.
    Phrase(String),
    /// As typed.
    Word(String),
    /// What stands before a colon.
    Field(String),
    /// `[A TO B]`
    Range(String, String),
}

/// A token and its bytes in the query.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) at: Range<usize>,
}

/// Characters between two phrases when NEAR does not say.
const USUAL_DISTANCE: u32 = 20;
/// Furthest NEAR; pieces of fields are further apart.
pub(super) const FURTHEST: u32 = 500;

struct Lexer<'q> {
    text: &'q str,
    at: usize,
    tokens: Vec<Token>,
}

/// Cuts a query into tokens.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Error> {
    let mut lexer = Lexer { text, at: 0, tokens: Vec::new() };
    while lexer.step()? {}
    Ok(lexer.tokens)
}

/// The mark that closes a quotation.
const fn closing(open: char) -> Option<char> {
    Some(match open {
        '"' => '"',
        '“' | '”' => '”',
        '‘' => '’',
        '「' => '」',
        '『' => '』',
        '《' => '》',
        '〈' => '〉',
        '＂' => '＂',
        _ => return None,
    })
}

/// Where a quotation ends in which others stand whole: “深化“放管服”改革”.
fn nested_end(inner: &str, close: char) -> Option<usize> {
    if !matches!(close, '”' | '"') {
        return None;
    }
    let mut depth = 0usize;
    for (at, c) in inner.char_indices() {
        match c {
            '“' => depth += 1,
            '”' if depth > 0 => depth -= 1,
            '”' | '"' if depth == 0 => return Some(at),
            _ => {}
        }
    }
    None
}

const fn is_open(c: char) -> bool {
    matches!(c, '(' | '（')
}

const fn is_close(c: char) -> bool {
    matches!(c, ')' | '）')
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn push(&mut self, kind: Kind, end: usize) {
        self.tokens.push(Token { kind, at: self.at..end });
        self.at = end;
    }

    fn is_after_field(&self) -> bool {
        matches!(self.tokens.last(), Some(Token { kind: Kind::Field(_), at }) if at.end == self.at)
    }

    /// Takes the next token; `false` at the end.
    fn step(&mut self) -> Result<bool, Error> {
        let blanks = self.rest().len()
            - self.rest().trim_start_matches(|c: char| c.is_whitespace() || c.is_control()).len();
        let is_value = self.is_after_field();
        self.at += blanks;
        let Some(first) = self.rest().chars().next() else { return Ok(false) };
        let one = self.at + first.len_utf8();
        if (is_value || self.is_after_field()) && matches!(first, '[' | '［' | '【' | '{') {
            self.range()?;
        } else if is_open(first) {
            self.push(Kind::Open, one);
        } else if is_close(first) {
            self.push(Kind::Close, one);
        } else if let Some(close) = closing(first) {
            self.quoted(close, one)?;
        } else if matches!(first, '-' | '－' | '!' | '！') && !is_value {
            self.push(Kind::Not, one);
        } else if matches!(first, '，' | '、' | '；' | ',' | ';' | '。' | '+' | '＋') {
            // Between words of a list; a blank would do.
            self.at = one;
        } else {
            self.word();
        }
        Ok(true)
    }

    fn quoted(&mut self, close: char, from: usize) -> Result<(), Error> {
        let inner = self.text.get(from..).unwrap_or("");
        // Careless typing closes “ with “ or ", and " with ”.
        let is_end = |c: char| c == close || (matches!(close, '”' | '"') && matches!(c, '”' | '"' | '“'));
        let Some(end) = nested_end(inner, close).or_else(|| inner.find(is_end)) else {
            let message = format!("引号没有配对，缺少 {close}");
            return Err(mistake(self.text, self.at..self.text.len(), &message));
        };
        let phrase = inner.get(..end).unwrap_or("").to_owned();
        let mark = inner.get(end..).and_then(|r| r.chars().next()).map_or(1, char::len_utf8);
        if phrase.trim().is_empty() {
            return Err(mistake(self.text, self.at..from + end + mark, "引号里没有内容"));
        }
        self.push(Kind::Phrase(phrase), from + end + mark);
        Ok(())
    }

    fn range(&mut self) -> Result<(), Error> {
        let open = self.rest().chars().next().map_or(1, char::len_utf8);
        let inner = self.rest().get(open..).unwrap_or("");
        let Some(end) = inner.find([']', '］', '】', '}']) else {
            return Err(mistake(self.text, self.at..self.text.len(), "范围没有配对，缺少 ]"));
        };
        let close = inner.get(end..).and_then(|r| r.chars().next()).map_or(1, char::len_utf8);
        let inside = inner.get(..end).unwrap_or("").to_owned();
        let at = self.at..self.at + open + end + close;
        let ends =
            [" TO ", " to ", "至", "到", "~", "～", "—", ".."].iter().find_map(|sep| inside.split_once(sep));
        let Some((from, to)) = ends else {
            let message = "范围要写成 [起 TO 止]，例如 [2020-01-01 TO 2020-12-31]，一头可以写 *";
            return Err(mistake(self.text, at, message));
        };
        let (from, to) = (from.trim().to_owned(), to.trim().trim_matches(['—', '.']).to_owned());
        self.push(Kind::Range(from, to), at.end);
        Ok(())
    }

    /// Reads to the end of a word; a bracket that was opened inside belongs to it.
    fn word(&mut self) {
        let is_value = self.is_after_field();
        let mut depth = 0usize;
        let mut end = self.text.len();
        let mut colon = None;
        for (offset, c) in self.rest().char_indices() {
            if is_open(c) && offset > 0 {
                depth += 1;
            } else if is_close(c) {
                if depth == 0 {
                    end = self.at + offset;
                    break;
                }
                depth -= 1;
            } else if c.is_whitespace() || c.is_control() || (depth == 0 && ends_word(c)) {
                end = self.at + offset;
                break;
            } else if matches!(c, ':' | '：') && colon.is_none() && !is_value && depth == 0 {
                colon = Some((self.at + offset, c.len_utf8()));
                if super::parser::is_field(self.rest().get(..offset).unwrap_or("")) {
                    end = self.at + offset;
                    break;
                }
            }
        }
        let word = self.text.get(self.at..end).unwrap_or("").to_owned();
        if let Some((at, len)) = colon.filter(|(at, _)| *at == end) {
            self.tokens.push(Token { kind: Kind::Field(word), at: self.at..at + len });
            self.at = at + len;
            return;
        }
        let kind = if is_value { Kind::Word(word) } else { operator(word) };
        self.push(kind, end);
    }
}

const fn ends_word(c: char) -> bool {
    closing(c).is_some() || matches!(c, '，' | '、' | '；' | ',' | ';' | '。')
}

fn operator(word: String) -> Kind {
    match word.as_str() {
        "AND" | "&&" | "并且" => Kind::And,
        "OR" | "||" | "或者" => Kind::Or,
        "NOT" => Kind::Not,
        "NEAR" => Kind::Near(USUAL_DISTANCE),
        _ => {
            let distance = word.strip_prefix("NEAR/").and_then(|n| n.parse::<u32>().ok());
            distance.map_or(Kind::Word(word), |n| Kind::Near(n.min(FURTHEST)))
        }
    }
}
