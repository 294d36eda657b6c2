//! A dossier as text, Markdown or JSON: the list of what is missing first, then the chain of dates, the checks, the quotes.

use std::io::{self, Write};

use super::style::{Style, Tone, severity_name};
use crate::dossier::{Dossier, DossierCheck, Evidence, PaperView};
use crate::report::{Severity, Verdict};

/// One output format for dossiers.
pub struct DossierRenderer {
    /// Value of `--format`.
    pub name: &'static str,
    /// One line for `--help`.
    pub about: &'static str,
    /// Renders it.
    pub render: fn(&Dossier, Style, &mut dyn Write) -> io::Result<()>,
}

/// All formats of dossiers.
pub const DOSSIER_RENDERERS: &[DossierRenderer] = &[
    DossierRenderer { name: "text", about: "给人看的清单", render: text },
    DossierRenderer { name: "json", about: "JSON 对象（hegui-dossier/1）", render: json },
    DossierRenderer {
        name: "markdown", about: "Markdown，便于粘贴到邮件和文档", render: markdown
    },
];

/// Verdicts in the order they are told.
const TOLD: [Verdict; 4] = [Verdict::Fail, Verdict::Undecided, Verdict::Pass, Verdict::NotApplicable];

const fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "通过",
        Verdict::Fail => "有问题",
        Verdict::NotApplicable => "不适用",
        Verdict::Undecided => "不能判定",
    }
}

fn by_verdict(dossier: &Dossier, verdict: Verdict) -> impl Iterator<Item = &DossierCheck> {
    let mut found: Vec<_> = dossier.checks.iter().filter(|c| c.verdict == verdict).collect();
    found.sort_by_key(|c| std::cmp::Reverse(c.severity));
    found.into_iter()
}

/// That nothing required is missing, as far as the papers were read.
fn all_there(dossier: &Dossier) -> String {
    match dossier.papers.iter().filter(|p| p.unread).count() {
        0 => "必备材料齐全".to_owned(),
        n => format!("必备材料没有缺件，但有 {n} 份没有读到，请核对"),
    }
}

/// Whether a paper was read, and whether the checks look at it.
const fn state(paper: &PaperView) -> &'static str {
    if paper.unread {
        "（没有读到）"
    } else if paper.incomplete {
        "（没有读全）"
    } else if !paper.used && paper.paper.is_some() {
        "（同类材料有几份，没有采用这份）"
    } else {
        ""
    }
}

fn place(evidence: &Evidence) -> String {
    format!("{}:{}:{}", evidence.path, evidence.span.line, evidence.span.column)
}

fn json(dossier: &Dossier, _: Style, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, dossier)?;
    writeln!(out)
}

fn text(dossier: &Dossier, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let strong = |s: &str| style.paint(Tone::Strong, s);
    writeln!(
        out,
        "{}",
        strong(&format!("卷宗：{}", dossier.title.as_deref().unwrap_or("（认不出文件名称）")))
    )?;
    writeln!(out, "\n{}", strong("缺件清单"))?;
    if dossier.missing.iter().all(|m| !m.required) {
        writeln!(out, "  {}", all_there(dossier))?;
    }
    for required in [true, false] {
        for m in dossier.missing.iter().filter(|m| m.required == required) {
            let tone = if required { Tone::Severity(Severity::Error) } else { Tone::Faint };
            let mark = style.paint(tone, if required { "缺" } else { "可补" });
            writeln!(out, "  {mark} {}：{}（{}）", m.name, m.reason, m.basis)?;
        }
    }
    writeln!(out, "\n{}", strong("材料"))?;
    for p in &dossier.papers {
        writeln!(out, "  {}  {}{}", p.name, style.paint(Tone::Faint, &p.path), state(p))?;
        for problem in &p.problems {
            writeln!(out, "      {}", style.paint(Tone::Severity(Severity::Error), problem))?;
        }
    }
    writeln!(out, "\n{}", strong("日期链"))?;
    for e in &dossier.chain {
        writeln!(out, "  {} {}  {}", e.date, e.name, quoted(&e.evidence, style))?;
    }
    for verdict in TOLD {
        let checks: Vec<_> = by_verdict(dossier, verdict).collect();
        if !checks.is_empty() {
            writeln!(out, "\n{}", strong(&format!("{} {} 项", verdict_name(verdict), checks.len())))?;
        }
        for check in checks {
            text_check(check, style, out)?;
        }
    }
    Ok(())
}

fn text_check(check: &DossierCheck, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let mark = if check.verdict == Verdict::Fail {
        format!("{} ", style.paint(Tone::Severity(check.severity), severity_name(check.severity)))
    } else {
        String::new()
    };
    writeln!(out, "  {mark}{}：{}（{}）", check.title, check.message, check.basis)?;
    if check.verdict != Verdict::Undecided || check.id.starts_with("change") {
        for evidence in &check.evidence {
            writeln!(out, "      {}", quoted(evidence, style))?;
        }
    }
    Ok(())
}

/// A place with what stands there.
fn quoted(evidence: &Evidence, style: Style) -> String {
    style.paint(Tone::Faint, &format!("{} “{}”", place(evidence), clipped(&evidence.quote)))
}

fn markdown(dossier: &Dossier, _: Style, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# 卷宗：{}\n", cell(dossier.title.as_deref().unwrap_or("（认不出文件名称）")))?;
    writeln!(out, "## 缺件清单\n\n| 材料 | 必备 | 说明 | 依据 |\n|---|---|---|---|")?;
    for m in &dossier.missing {
        let required = if m.required { "是" } else { "否" };
        writeln!(out, "| {} | {required} | {} | {} |", m.name, cell(&m.reason), cell(&m.basis))?;
    }
    if dossier.missing.iter().all(|m| !m.required) {
        writeln!(out, "\n{}", all_there(dossier))?;
    }
    writeln!(out, "\n## 材料\n\n| 材料 | 文件 | 标题 | 说明 |\n|---|---|---|---|")?;
    for p in &dossier.papers {
        let title = cell(p.title.as_deref().unwrap_or(""));
        let told: Vec<&str> = [state(p)].into_iter().chain(p.problems.iter().map(String::as_str)).collect();
        writeln!(out, "| {} | `{}` | {title} | {} |", p.name, p.path, cell(&told.concat()))?;
    }
    writeln!(out, "\n## 日期链\n\n| 日期 | 环节 | 出处 | 原文 |\n|---|---|---|---|")?;
    for e in &dossier.chain {
        writeln!(
            out,
            "| {} | {} | `{}` | {} |",
            e.date,
            e.name,
            place(&e.evidence),
            cell(&e.evidence.quote)
        )?;
    }
    writeln!(out, "\n## 核对\n\n| 结果 | 级别 | 核对事项 | 说明 | 依据 | 证据 |\n|---|---|---|---|---|---|")?;
    for c in TOLD.into_iter().flat_map(|v| by_verdict(dossier, v)) {
        let level = if c.verdict == Verdict::Fail { severity_name(c.severity) } else { "" };
        let quotes: Vec<String> =
            c.evidence.iter().map(|e| format!("`{}` {}", place(e), cell(&e.quote))).collect();
        let told = verdict_name(c.verdict);
        writeln!(
            out,
            "| {told} | {level} | {} | {} | {} | {} |",
            cell(&c.title),
            cell(&c.message),
            cell(&c.basis),
            quotes.join("<br>")
        )?;
    }
    Ok(())
}

/// A quote for one line of a terminal.
fn clipped(quote: &str) -> String {
    const LONGEST: usize = 60;
    let line: String = quote.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).take(LONGEST).collect();
    if quote.chars().count() > LONGEST { format!("{line}…") } else { line }
}

/// Text for a table cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}
