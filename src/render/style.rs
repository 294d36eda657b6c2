//! Colours and widths of a terminal.

use unicode_width::UnicodeWidthChar;

use crate::document::Certainty;
use crate::report::{Baseline, Finding, Severity};

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

/// How sure a finding is, in brackets; empty for a sure one.
pub(super) const fn doubt_word(finding: &Finding) -> &'static str {
    match finding.confidence {
        Certainty::High => "",
        Certainty::Medium => "（请核对）",
        Certainty::Low => "（存疑）",
    }
}

/// What is known of a finding, in brackets; empty for a new one.
pub(super) fn state_word(finding: &Finding) -> String {
    match (finding.baseline, &finding.suppression) {
        (Baseline::Suppressed, Some(s)) => format!("（{}，{} 到期）", s.reason, s.expires),
        (Baseline::Unchanged, Some(s)) => format!("（基线中已有；抑制已于 {} 到期）", s.expires),
        (Baseline::New, Some(s)) => format!("（抑制已于 {} 到期）", s.expires),
        (Baseline::Suppressed, None) => "（已抑制）".to_owned(),
        (Baseline::Unchanged, None) => "（基线中已有）".to_owned(),
        (Baseline::New, None) => String::new(),
    }
}

/// The Chinese word for a severity.
pub(super) const fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "错误",
        Severity::Warning => "警告",
        Severity::Info => "提示",
    }
}
