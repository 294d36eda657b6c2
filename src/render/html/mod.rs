//! `--format html`: one file that needs no network, with the draft's text, the findings marked in it, and lists of findings,
//! verdicts and tasks.
//!
//! Markup stands in `parts.html`, looks in `report.css`, behaviour in `report.js`; here the parts are only filled. Without
//! scripts the links still lead from the list to the marks. Each document is a section; the index is made when opened.

mod marks;
pub(in crate::render) mod template;

use std::io::{self, Write};

use super::style::severity_name;
use super::tasks::cells;
use super::text::check::verdict_name;
use super::text::summary;
use super::{Form, Page, Renderer, Task};
use crate::report::{Baseline, Certainty, Finding, Severity, Verdict};
use template::{fill, joined};

/// `--format html`
pub(super) const RENDERER: Renderer = Renderer {
    name: "html",
    about: "网页报告，单个文件不联网：原文标出问题，可筛选、打印",
    extensions: &["html", "htm"],
    tasks: &[Task::Check],
    is_text: true,
    with_breakdown: true,
    form: Form::Stream {
        open: concat!(
            include_str!("head.html"),
            "<style>\n",
            include_str!("report.css"),
            "</style>\n",
            include_str!("toolbar.html")
        ),
        between: "\n",
        close: concat!("</main>\n<script>\n", include_str!("report.js"), "</script>\n</body>\n</html>\n"),
        render: |page, out| render(page, out),
    },
};

/// Verdicts in the order in which a reviewer needs them.
const ORDER: [Verdict; 4] = [Verdict::Fail, Verdict::Undecided, Verdict::Pass, Verdict::NotApplicable];

fn render(page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
    let report = page.report;
    let is_readable = !report.problems.iter().any(|p| p.fatal);
    head(page, is_readable, out)?;
    for problem in &report.problems {
        let word = if problem.fatal { "读不了" } else { "有缺损" };
        fill("problem", &[("word", word), ("message", &problem.message)], out)?;
    }
    if is_readable {
        verdicts(page, out)?;
        tasks(page, out)?;
        fill("work_open", &[], out)?;
        let number = page.number;
        marks::text(number, page.raw, &report.findings, out)?;
        let total = report.standing().count().to_string();
        let none = if report.findings.is_empty() { "未发现问题。" } else { "" };
        fill("list_open", &[("total", &total), ("none", none)], out)?;
        for (index, finding) in (1usize..).zip(&report.findings) {
            self::finding(page, index, finding, out)?;
        }
        fill("work_close", &[], out)?;
    }
    let laws = report.laws_as_of.map(|day| day.to_string());
    if let Some(day) = laws {
        fill("laws", &[("day", &day)], out)?;
    }
    fill("doc_close", &[("version", report.hegui_version), ("rules", &report.rules_version)], out)
}

fn head(page: &Page<'_>, is_readable: bool, out: &mut dyn Write) -> io::Result<()> {
    let report = page.report;
    let title = report.facts.metadata.title.as_ref().map(|t| cells::one_line(&t.text));
    let count = |severity| report.standing().filter(|f| f.severity == severity).count().to_string();
    let meta = if is_readable { summary(report).join(" · ") } else { String::new() };
    fill(
        "doc_open",
        &[
            ("d", &page.number.to_string()),
            ("title", title.as_deref().unwrap_or(&report.path)),
            ("path", &report.path),
            ("meta", &meta),
            ("sha256", &report.sha256),
            ("error", &count(Severity::Error)),
            ("warning", &count(Severity::Warning)),
            ("info", &count(Severity::Info)),
            ("trouble", if report.problems.is_empty() { "" } else { "读取有问题" }),
        ],
        out,
    )
}

fn verdicts(page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
    let outcomes = &page.report.outcomes;
    if outcomes.is_empty() {
        return Ok(());
    }
    let of = |verdict| outcomes.iter().filter(move |o| o.verdict == verdict);
    let counts = ORDER.map(|verdict| format!("{} {}", verdict_name(verdict), of(verdict).count()));
    fill("verdicts_open", &[("total", &outcomes.len().to_string()), ("counts", &counts.join("，"))], out)?;
    for outcome in ORDER.into_iter().flat_map(of) {
        let cells = [
            ("class", verdict_class(outcome.verdict)),
            ("rule", outcome.rule.as_str()),
            ("title", &outcome.title),
            ("verdict", verdict_name(outcome.verdict)),
            ("reason", &outcome.reason),
        ];
        fill("verdict", &cells, out)?;
    }
    fill("table_close", &[], out)
}

const fn verdict_class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "pass",
        Verdict::Fail => "fail",
        Verdict::NotApplicable => "skipped",
        Verdict::Undecided => "undecided",
    }
}

fn tasks(page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Some(sheet) = page.breakdown.filter(|s| !s.breakdown.entries.is_empty()) else { return Ok(()) };
    let entries = &sheet.breakdown.entries;
    fill("tasks_open", &[("total", &entries.len().to_string())], out)?;
    for name in cells::COLUMNS {
        fill("heading", &[("text", name)], out)?;
    }
    fill("tasks_body", &[], out)?;
    let number = page.number.to_string();
    for entry in entries {
        let [index, task, measures, lead, responsible, supporting, time, place] = cells::of(entry);
        let line = entry.span.line.to_string();
        let cells = [
            ("d", number.as_str()),
            ("line", &line),
            ("index", &index),
            ("task", &task),
            ("measures", &measures),
            ("lead", &lead),
            ("responsible", &responsible),
            ("supporting", &supporting),
            ("time", &time),
            ("place", &place),
        ];
        fill("task", &cells, out)?;
    }
    fill("table_close", &[], out)
}

fn finding(page: &Page<'_>, index: usize, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let rule = page.rule(&finding.rule);
    let pack = finding.rule.split('-').next().unwrap_or("");
    let (document, index) = (page.number.to_string(), index.to_string());
    let place = &finding.span;
    let sure = match finding.confidence {
        Certainty::High => "",
        Certainty::Medium => "请核对",
        Certainty::Low => "存疑",
    };
    let state = match finding.baseline {
        Baseline::New => "",
        Baseline::Unchanged => "基线中已有",
        Baseline::Suppressed => "已抑制",
    };
    let cells = [
        ("d", document.as_str()),
        ("n", &index),
        ("severity", severity_class(finding.severity)),
        ("word", severity_name(finding.severity)),
        ("rule", &finding.rule),
        ("pack", pack),
        ("pack_title", rule.map_or("", |r| r.pack_title.as_str())),
        ("message", &finding.message),
        ("quote", &brief(&place.text)),
        ("line", &place.line.to_string()),
        ("column", &place.column.to_string()),
        ("notes", &joined(&[sure, state])),
    ];
    fill("finding_open", &cells, out)?;
    for basis in &finding.basis {
        fill("basis", &[("text", &basis.to_string())], out)?;
    }
    if !finding.advice.is_empty() {
        fill("advice", &[("text", &finding.advice)], out)?;
    }
    for related in &finding.related {
        let (line, quote) = (related.span.line.to_string(), brief(&related.span.text));
        let message = related.message.as_str();
        fill("related", &[("d", &document), ("line", &line), ("message", message), ("quote", &quote)], out)?;
    }
    if let Some(rule) = rule {
        fill("explain", &[("title", &rule.title), ("text", &rule.explain)], out)?;
    }
    fill("finding_close", &[], out)
}

/// Class of a severity in the style sheet.
pub(super) const fn severity_class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

/// At most 60 characters of a quote, on one line.
fn brief(text: &str) -> String {
    let flat = cells::one_line(text);
    match flat.char_indices().nth(60) {
        Some((cut, _)) => format!("{}…", flat.get(..cut).unwrap_or("")),
        None => flat,
    }
}
