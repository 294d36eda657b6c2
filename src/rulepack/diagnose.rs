//! Messages for authors: `path:line:column：what`, the line itself, a caret under the place, and a hint.
//!
//! Most authors type on a Chinese keyboard; full-width marks outside quotes are the commonest mistake and get their own hint.

use std::fmt::Write as _;
use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A mistake in a file.
#[derive(Debug)]
pub(crate) struct Mistake {
    pub(super) at: Range<usize>,
    pub(super) message: String,
}

impl Mistake {
    /// What is wrong at a range of bytes of the file.
    pub(crate) fn new(at: Range<usize>, message: impl Into<String>) -> Self {
        Self { at, message: message.into() }
    }

    /// The mistake the TOML reader found, in Chinese.
    pub(crate) fn of_toml(error: &toml::de::Error) -> Self {
        of_toml(error)
    }

    /// The message with its line and caret.
    pub(crate) fn show(&self, path: &str, text: &str) -> String {
        show(path, text, self)
    }

    /// Line (1-based) of a byte.
    pub(crate) fn line_of(text: &str, offset: usize) -> u32 {
        line_of(text, offset)
    }
}

/// Line (1-based) of a byte.
pub(super) fn line_of(text: &str, offset: usize) -> u32 {
    let before = text.get(..offset.min(text.len())).unwrap_or(text);
    u32::try_from(before.matches('\n').count() + 1).unwrap_or(u32::MAX)
}

/// The message of a mistake with its line and caret.
pub(super) fn show(path: &str, text: &str, mistake: &Mistake) -> String {
    let start = floor(text, mistake.at.start);
    let line_start = text.get(..start).and_then(|t| t.rfind('\n')).map_or(0, |n| n + 1);
    let line_end = text.get(start..).and_then(|t| t.find('\n')).map_or(text.len(), |n| start + n);
    let line = text.get(line_start..line_end).unwrap_or_default().trim_end_matches('\r');
    let before = text.get(line_start..start).unwrap_or_default();
    let marked_end = floor(text, mistake.at.end).clamp(start, line_end);
    let marked = text.get(start..marked_end).unwrap_or_default();
    let number = line_of(text, start);
    let column = before.chars().count() + 1;
    let gutter = number.to_string().len();
    let pad: String = before
        .chars()
        .map(|c| if c == '\t' { "\t".into() } else { " ".repeat(c.width().unwrap_or(0)) })
        .collect();
    let mut out = format!("{path}:{number}:{column}：{}\n", mistake.message);
    let _ = writeln!(out, "{:gutter$} |", "");
    let _ = writeln!(out, "{number} | {line}");
    let _ = write!(out, "{:gutter$} | {pad}{}", "", "^".repeat(marked.width().max(1)));
    if let Some(hint) = full_width_hint(line) {
        let _ = write!(out, "\n{:gutter$} = 提示：{hint}", "");
    }
    out
}

/// The mistake the TOML reader found, in Chinese.
pub(super) fn of_toml(error: &toml::de::Error) -> Mistake {
    Mistake::new(error.span().unwrap_or(0..0), translate(error.message()))
}

/// The commonest messages of the TOML reader in Chinese; the rest keep their words.
fn translate(message: &str) -> String {
    let quoted = |n: usize| message.split('`').nth(n * 2 + 1).unwrap_or_default();
    let allowed = || {
        let list: Vec<&str> = message.split('`').skip(3).step_by(2).collect();
        list.join("、")
    };
    if message.starts_with("unknown field") {
        format!("不认识的键“{}”；可用的键：{}", quoted(0), allowed())
    } else if message.starts_with("unknown variant") {
        format!("不认识的取值“{}”；可用的取值：{}", quoted(0), allowed())
    } else if message.starts_with("missing field") {
        format!("缺少必填的键“{}”", quoted(0))
    } else if message.starts_with("duplicate") {
        "同一个键写了两次".to_owned()
    } else if message.starts_with("invalid type") {
        let wanted = message.rsplit("expected ").next().unwrap_or_default();
        let wanted = match wanted {
            w if w.contains("string") => "用引号括起来的文字",
            w if w.contains("sequence") || w.contains("array") => "方括号括起来的列表",
            w if w.contains("map") || w.contains("struct") => "一个表",
            w if w.contains("bool") => "true 或 false",
            w if w.contains("atetime") => "不加引号的日期，如 2018-12-04",
            w => w,
        };
        format!("取值的类型不对，这里应当是{wanted}")
    } else if message.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) {
        message.to_owned()
    } else {
        format!("不是合法的 TOML（{message}）")
    }
}

/// Names the full-width marks that stand outside quotes in a line of TOML.
fn full_width_hint(line: &str) -> Option<String> {
    let mut quote = None;
    let mut found: Vec<String> = Vec::new();
    for (index, c) in line.chars().enumerate() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None => {
                let half = match c {
                    '"' | '\'' => {
                        quote = Some(c);
                        continue;
                    }
                    '#' => break,
                    '＝' => "=",
                    '“' | '”' => "\"",
                    '‘' | '’' => "'",
                    '，' => ",",
                    '：' => "=（键与值之间）或不用",
                    '［' => "[",
                    '］' => "]",
                    '｛' => "{",
                    '｝' => "}",
                    '　' => "半角空格",
                    _ => continue,
                };
                found.push(format!("第 {} 列是全角的“{c}”，应为半角 {half}", index + 1));
            }
        }
    }
    (!found.is_empty()).then(|| found.join("；"))
}

fn floor(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
