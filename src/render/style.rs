//! Colours and widths of a terminal.

use unicode_width::UnicodeWidthChar;

use crate::report::Severity;

/// How text is laid out for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether to use ANSI colours.
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
}

impl Default for Style {
    fn default() -> Self {
        Self { color: false, width: 100 }
    }
}

/// The parts of a report that have a look of their own.
#[derive(Clone, Copy, Debug)]
pub(super) enum Tone {
    Strong,
    Faint,
    Severity(Severity),
}

impl Style {
    /// `text` in a tone; unchanged without colours.
    pub(super) fn paint(self, tone: Tone, text: &str) -> String {
        if !self.color || text.is_empty() {
            return text.to_owned();
        }
        let code = match tone {
            Tone::Strong => "1",
            Tone::Faint => "2",
            Tone::Severity(Severity::Error) => "1;31",
            Tone::Severity(Severity::Warning) => "1;33",
            Tone::Severity(Severity::Info) => "1;36",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }
}

/// Columns a character takes; East Asian ambiguous ones (“”—…) take two, as Chinese terminals and fonts draw them.
pub(super) fn columns_of(c: char) -> usize {
    UnicodeWidthChar::width_cjk(c).unwrap_or(0)
}

/// Columns a text takes.
pub(super) fn columns(text: &str) -> usize {
    text.chars().map(columns_of).sum()
}

/// The Chinese word for a severity.
pub(super) const fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "错误",
        Severity::Warning => "警告",
        Severity::Info => "提示",
    }
}
