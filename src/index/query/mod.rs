//! The query language: what a reader types, as a tree.
//!
//! `lexer` cuts the text into tokens, `parser` builds the tree and reports errors with a caret, `compile` turns the tree
//! into queries of the library. Every step is bounded, so that no text takes long.

pub(super) mod compile;
mod lexer;
pub(super) mod near;
mod parser;
pub(super) mod synonyms;

use std::ops::Range;

use crate::error::Error;

/// Longest query, in characters.
pub(super) const LONGEST: usize = 4_000;
/// Most words, phrases and fields of a query.
pub(super) const MOST_TERMS: usize = 128;
/// Deepest brackets.
pub(super) const DEEPEST: usize = 24;

/// A parsed query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    pub(super) text: String,
    pub(super) root: Node,
}

/// A part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// Everything.
    All,
    /// All of them.
    And(Vec<Node>),
    /// One of them.
    Or(Vec<Node>),
    /// Documents without it.
    Not(Box<Node>),
    /// One behind the other or in front of it, with at most so many characters between each and the next.
    Near(Vec<Node>, Vec<u32>),
    /// In quotation marks: exactly these characters.
    Phrase(String),
    /// As typed, without quotation marks; cut into words.
    Words(String),
    /// A text in a field.
    Field(&'static Named, String),
    /// A unit in one of several roles, a citation in one of several states.
    Within(&'static Named, String, Vec<&'static str>),
    /// From and to, inclusive.
    Range(&'static Named, u64, u64),
}

/// A field as it is typed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// In English and in Chinese.
    pub(super) names: &'static [&'static str],
    pub(super) kind: Kind,
}

/// How a field is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Contains the text, like the text of a document.
    Text(&'static str),
    /// Is the value; `*` at the end for its beginning.
    Value(&'static str, &'static [(&'static str, &'static str)]),
    /// Lies between two days.
    Date(&'static str),
    /// Sounds like it.
    Pinyin,
    /// Contains the text in one of these fields; narrowed down by the field named beside it.
    Split(&'static [&'static str]),
    /// Narrows down a [`Kind::Split`] field beside it: what is typed and which field it leaves.
    Narrow(&'static str, &'static [(&'static str, &'static str)]),
    /// The run in which a document was indexed.
    Run,
}

/// All fields, for the parser, for help and for hints.
pub(super) static FIELDS: &[Named] = &[
    Named { names: &["title", "标题"], kind: Kind::Text("title") },
    Named { names: &["heading", "小标题"], kind: Kind::Text("heading") },
    Named { names: &["number", "文号"], kind: Kind::Text("number") },
    Named { names: &["registration", "登记号"], kind: Kind::Text("registration") },
    Named { names: &["body", "机关"], kind: Kind::Text("body") },
    Named { names: &["kind", "文种"], kind: Kind::Text("kind") },
    Named { names: &["region", "地区"], kind: Kind::Text("region") },
    Named { names: &["unit", "单位"], kind: Kind::Split(UNITS) },
    Named { names: &["role", "角色"], kind: Kind::Narrow("unit", ROLES) },
    Named { names: &["cites", "引用"], kind: Kind::Split(CITES) },
    Named { names: &["status", "引用状态"], kind: Kind::Narrow("cites", STATES) },
    Named { names: &["rule", "规则"], kind: Kind::Value("rule", &[]) },
    Named { names: &["normative", "规范性文件"], kind: Kind::Value("normative", YES_NO) },
    Named { names: &["stage", "阶段"], kind: Kind::Value("stage", STAGES) },
    Named { names: &["date", "日期"], kind: Kind::Date("date") },
    Named { names: &["signed", "成文"], kind: Kind::Date("signed") },
    Named { names: &["issued", "印发"], kind: Kind::Date("issued") },
    Named { names: &["published", "发布"], kind: Kind::Date("published") },
    Named { names: &["effective", "施行"], kind: Kind::Date("effective") },
    Named { names: &["expires", "失效"], kind: Kind::Date("expires") },
    Named { names: &["deadline", "时限"], kind: Kind::Date("deadline") },
    Named { names: &["pinyin", "拼音"], kind: Kind::Pinyin },
    Named { names: &["run", "批次"], kind: Kind::Run },
];

const UNITS: &[&str] = &["unit_lead", "unit_responsible", "unit_supporting", "unit_participating"];
const ROLES: &[(&str, &str)] = &[
    ("lead", "unit_lead"),
    ("牵头", "unit_lead"),
    ("responsible", "unit_responsible"),
    ("责任", "unit_responsible"),
    ("supporting", "unit_supporting"),
    ("配合", "unit_supporting"),
    ("participating", "unit_participating"),
    ("参与", "unit_participating"),
];
const CITES: &[&str] = &["cites_in_force", "cites_repealed", "cites_revised", "cites_unknown"];
const STATES: &[(&str, &str)] = &[
    ("in_force", "cites_in_force"),
    ("有效", "cites_in_force"),
    ("repealed", "cites_repealed"),
    ("废止", "cites_repealed"),
    ("revised", "cites_revised"),
    ("修订", "cites_revised"),
    ("unknown", "cites_unknown"),
    ("不详", "cites_unknown"),
];
const YES_NO: &[(&str, &str)] = &[("是", "true"), ("yes", "true"), ("否", "false"), ("no", "false")];
const STAGES: &[(&str, &str)] = &[("草案", "draft"), ("印发", "issued"), ("不详", "unknown")];

impl Query {
    /// Reads a query.
    ///
    /// # Errors
    /// When it is none; the message shows the place with a caret.
    pub fn parse(text: &str) -> Result<Self, Error> {
        parser::parse(text).map(|root| Self { text: text.to_owned(), root })
    }

    /// As typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// An error at a place of the query: the query, a caret below it, what is wrong and what to do.
pub(super) fn mistake(text: &str, at: Range<usize>, message: &str) -> Error {
    let before = text.get(..at.start).unwrap_or(text);
    let marked = text.get(at).unwrap_or("");
    // Long queries are shown around the place only.
    let from = before.char_indices().rev().nth(29).map_or(0, |(i, _)| i);
    let shown: String = text.get(from..).unwrap_or("").chars().take(60).map(flat).collect();
    let blank: usize = before.get(from..).unwrap_or("").chars().map(columns).sum();
    let carets = marked.chars().take(30).map(columns).sum::<usize>().max(1);
    Error::usage(format!("检索式有误：{message}\n  {shown}\n  {}{}", " ".repeat(blank), "^".repeat(carets)))
}

fn flat(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}

fn columns(c: char) -> usize {
    unicode_width::UnicodeWidthChar::width(c).unwrap_or(1)
}
