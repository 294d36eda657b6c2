//! The report for the terminal: first what the paper is and what was checked, then each finding with its place.

pub(super) mod check;
mod extract;
mod note;

use std::io::{self, Write};

use super::style::{Tone, severity_name};
use super::{Form, Page, Renderer, Task};
use crate::document::Script;
use crate::report::Report;
pub use note::rule_note;

/// `--format text`: for people.
pub(super) const RENDERER: Renderer = Renderer {
    name: "text",
    about: "给人看的报告（默认）",
    extensions: &["txt"],
    tasks: &[Task::Check, Task::Extract],
    is_text: true,
    with_breakdown: false,
    form: Form::Stream { open: "", between: "\n", close: "", render: |page, out| render(page, out) },
};

fn render(page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
    head(page, out)?;
    match page.task {
        Task::Check => check::body(page, out),
        Task::Extract => extract::body(page, out),
    }
}

/// What the paper is: path, title, kind, dates, encoding, trouble.
fn head(page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (report, style) = (page.report, page.style);
    writeln!(out, "{}", style.paint(Tone::Strong, &report.path))?;
    for problem in &report.problems {
        let tone = Tone::Severity(if problem.fatal {
            crate::report::Severity::Error
        } else {
            crate::report::Severity::Warning
        });
        let word = if problem.fatal { "读不了" } else { "有缺损" };
        writeln!(out, "  {}：{}", style.paint(tone, word), problem.message)?;
    }
    if report.problems.iter().any(|p| p.fatal) {
        return Ok(());
    }
    let facts = &report.facts.metadata;
    if let Some(title) = &facts.title {
        writeln!(out, "  {}", title.text)?;
    }
    writeln!(out, "  {}", style.paint(Tone::Faint, &summary(report).join(" · ")))
}

/// What the paper is, in a few words each.
pub(super) fn summary(report: &Report) -> Vec<String> {
    let facts = &report.facts.metadata;
    let mut parts = Vec::new();
    if let Some(kind) = &facts.doc_kind {
        parts.push(kind.text.clone());
    }
    parts.push(
        match facts.normative.value {
            Some(true) => "行政规范性文件",
            Some(false) => "不是行政规范性文件",
            None => "是否行政规范性文件不能判定",
        }
        .to_owned(),
    );
    parts.extend(facts.issuing_body.iter().map(|b| b.text.clone()));
    if let Some(number) = &facts.doc_number {
        parts.push(number.raw.clone());
    }
    if let Some(number) = &facts.registration_number {
        parts.push(format!("登记号 {}", number.raw));
    }
    let dates = [
        ("成文", &facts.signed_on),
        ("印发", &facts.issued_on),
        ("发布", &facts.published_on),
        ("施行", &facts.effective_on),
        ("失效", &facts.expires_on),
    ];
    parts.extend(dates.iter().filter_map(|(word, date)| date.as_ref().map(|d| format!("{word} {}", d.date))));
    let script = match report.script {
        Script::Simplified => "简体",
        Script::Traditional => "繁体",
        Script::Mixed => "简繁混用",
    };
    parts.push(format!("{} {script}", report.encoding));
    if !report.repairs.is_empty() {
        parts.push(format!("修复 {} 处", report.repairs.len()));
    }
    parts
}
