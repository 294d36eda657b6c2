//! `--format markdown`: for mail, wikis and issue trackers.

use std::io::{self, Write};

use super::style::{doubt_word, severity_name, state_word};
use super::{Form, Page, Renderer, Task};
use crate::report::{Baseline, Finding, Report, Verdict};

/// `--format markdown`
pub(super) const RENDERER: Renderer = Renderer {
    name: "markdown",
    about: "Markdown，便于粘贴到邮件和文档",
    extensions: &["md"],
    tasks: &[Task::Check, Task::Extract],
    is_text: true,
    with_breakdown: false,
    form: Form::Stream { open: "", between: "\n", close: "", render: |page, out| render(page, out) },
};

fn render(page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
    let report = page.report;
    let title = report.facts.metadata.title.as_ref().map_or(report.path.as_str(), |t| t.text.as_str());
    writeln!(out, "# {}\n", escaped(title))?;
    writeln!(out, "文件：`{}`\n", report.path)?;
    for problem in &report.problems {
        writeln!(out, "> 读取问题：{}\n", escaped(&problem.message))?;
    }
    if report.problems.iter().any(|p| p.fatal) {
        return writeln!(out, "没有检查：文件读不了。");
    }
    match page.task {
        Task::Check => check(report, out),
        Task::Extract => extract(report, out),
    }
}

fn check(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let count = |verdict| report.outcomes.iter().filter(|o| o.verdict == verdict).count();
    writeln!(out, "| 规则 | 通过 | 有问题 | 不适用 | 不能判定 |\n|---|---|---|---|---|")?;
    let verdicts = [Verdict::Pass, Verdict::Fail, Verdict::NotApplicable, Verdict::Undecided].map(count);
    let [pass, fail, skipped, open] = verdicts;
    writeln!(out, "| {} | {pass} | {fail} | {skipped} | {open} |\n", report.outcomes.len())?;
    if report.findings.is_empty() {
        writeln!(out, "未发现问题。")?;
    } else {
        findings(report, out)?;
    }
    states(report, out)
}

/// The findings; with a column for their state when something was known before.
fn findings(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let has_states = report.states.is_some();
    let (head, rule) = if has_states { ("| 状态 ", "|---") } else { ("", "") };
    writeln!(
        out,
        "{head}| 级别 | 规则 | 位置 | 原文 | 问题 | 依据 | 建议 |\n{rule}|---|---|---|---|---|---|---|"
    )?;
    for f in &report.findings {
        let basis = f.basis.iter().map(ToString::to_string).collect::<Vec<_>>().join("；");
        if has_states {
            write!(out, "| {} ", state(f))?;
        }
        writeln!(
            out,
            "| {} | {} | {}:{} | {} | {} | {} | {} |",
            severity_name(f.severity),
            f.rule,
            f.span.line,
            f.span.column,
            short_cell(&f.span.text),
            short_cell(&format!("{}{}", f.message, doubt_word(f))),
            short_cell(&basis),
            short_cell(&f.advice),
        )?;
    }
    Ok(())
}

/// 新, 已有 or 已抑制, with reason and day of a suppression.
fn state(finding: &Finding) -> String {
    let word = match finding.baseline {
        Baseline::New => "新",
        Baseline::Unchanged => "已有",
        Baseline::Suppressed => "已抑制",
    };
    if finding.suppression.is_none() {
        word.to_owned()
    } else {
        format!("{word}{}", escaped(&state_word(finding)))
    }
}

/// How many findings stand where, and what is gone.
fn states(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let Some(counts) = report.states else { return Ok(()) };
    writeln!(
        out,
        "\n新问题 {}，基线中已有 {}，已抑制 {}，已不再出现 {}。",
        counts.new, counts.unchanged, counts.suppressed, counts.absent
    )?;
    if !report.absent.is_empty() {
        writeln!(out, "\n| 规则 | 已不再出现的问题 |\n|---|---|")?;
    }
    for gone in &report.absent {
        writeln!(out, "| {} | {} |", gone.rule, short_cell(&gone.message))?;
    }
    Ok(())
}

fn extract(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let facts = &report.facts;
    if !facts.assignments.is_empty() {
        writeln!(out, "| 行 | 责任分工 |\n|---|---|")?;
        for a in &facts.assignments {
            writeln!(out, "| {} | {} |", a.span.line, short_cell(&a.span.text))?;
        }
        writeln!(out)?;
    }
    if !facts.deadlines.is_empty() {
        writeln!(out, "| 行 | 时限 | 值 | 到期 |\n|---|---|---|---|")?;
        for d in &facts.deadlines {
            let due = d.due_on.map(|d| d.to_string()).unwrap_or_default();
            writeln!(
                out,
                "| {} | {} | {} | {due} |",
                d.span.line,
                short_cell(&d.span.text),
                d.value.as_deref().unwrap_or("")
            )?;
        }
        writeln!(out)?;
    }
    if !facts.citations.is_empty() {
        writeln!(out, "| 行 | 引用 | 文号 |\n|---|---|---|")?;
        for c in &facts.citations {
            let number = c.number.as_ref().map_or("", |n| n.raw.as_str());
            writeln!(
                out,
                "| {} | {} | {} |",
                c.span.line,
                short_cell(c.title.as_deref().unwrap_or("")),
                short_cell(number)
            )?;
        }
        writeln!(out)?;
    }
    if !facts.obligations.is_empty() {
        writeln!(out, "| 行 | 义务 |\n|---|---|")?;
        for o in &facts.obligations {
            writeln!(out, "| {} | {} |", o.span.line, short_cell(&o.span.text))?;
        }
    }
    Ok(())
}

/// A table cell: one line, at most 80 characters.
fn short_cell(text: &str) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut = flat.char_indices().nth(80).map_or(flat.len(), |(i, _)| i);
    let more = if cut < flat.len() { "…" } else { "" };
    format!("{}{more}", escaped(&flat[..cut]))
}

/// Text that is nothing but text, in a line or a cell.
pub(super) fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('|', "\\|").replace('*', "\\*").replace('<', "&lt;")
}

/// A table cell whose lines are kept.
pub(super) fn cell(text: &str) -> String {
    escaped(text).replace('\n', "<br>")
}
