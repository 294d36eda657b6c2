//! `--format xlsx`: a workbook with the findings, the documents and the rules of a run.

use std::io::{self, Write};

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::csv;
use super::tasks::xlsx::{Looks, finish, header, properties, text};
use super::{Form, Kept, Renderer, Task};
use crate::report::{Baseline, RuleView, Severity, Verdict};

/// `--format xlsx`
pub(super) const RENDERER: Renderer = Renderer {
    name: "xlsx",
    about: "Excel 工作簿：问题、文件、规则三张表；须用 -o 写到文件",
    extensions: &["xlsx"],
    tasks: &[Task::Check],
    is_text: false,
    with_breakdown: false,
    form: Form::Whole(|kept, rules, out| render(kept, rules, out)),
};

/// Widths of the columns of findings, in characters of the default font.
const WIDTHS: [f64; 13] = [26.0, 36.0, 6.0, 8.0, 48.0, 6.0, 6.0, 44.0, 40.0, 44.0, 11.0, 11.0, 18.0];

const DOCUMENTS: [(&str, f64); 10] = [
    ("文件", 36.0),
    ("标题", 48.0),
    ("错误", 8.0),
    ("警告", 8.0),
    ("提示", 8.0),
    ("通过", 8.0),
    ("有问题", 8.0),
    ("不适用", 8.0),
    ("不能判定", 9.0),
    ("读取问题", 48.0),
];

const RULES: [(&str, f64); 7] = [
    ("规则", 9.0),
    ("规则包", 18.0),
    ("名称", 48.0),
    ("通过", 8.0),
    ("有问题", 8.0),
    ("不适用", 8.0),
    ("不能判定", 9.0),
];

const VERDICTS: [Verdict; 4] = [Verdict::Pass, Verdict::Fail, Verdict::NotApplicable, Verdict::Undecided];

fn render(kept: &[Kept], rules: &[RuleView], out: &mut dyn Write) -> io::Result<()> {
    let bytes = workbook(kept, rules).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

fn workbook(kept: &[Kept], rules: &[RuleView]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&properties("合规检查结果")?);
    let looks = Looks::new();
    findings(book.add_worksheet().set_name("问题")?, kept, &looks)?;
    documents(book.add_worksheet().set_name("文件")?, kept, &looks)?;
    by_rule(book.add_worksheet().set_name("规则")?, kept, rules, &looks)?;
    book.save_to_buffer()
}

fn findings(page: &mut Worksheet, kept: &[Kept], looks: &Looks) -> Result<(), XlsxError> {
    header(page, csv::COLUMNS.into_iter().zip(WIDTHS), looks)?;
    let all = kept.iter().flat_map(|k| k.findings.iter().map(move |spot| (k, spot)));
    let mut last = 0;
    for (row, (document, spot)) in (1u32..=LAST_ROW).zip(all) {
        text(page, (row, 0), &document.path, looks)?;
        text(page, (row, 1), document.title.as_deref().unwrap_or(""), looks)?;
        for (column, cell) in (2u16..).zip(csv::cells(&spot.finding)) {
            text(page, (row, column), &cell, looks)?;
        }
        last = row;
    }
    finish(page, last, 12)
}

/// The last row that Excel has, from 0.
const LAST_ROW: u32 = 1_048_575;

fn documents(page: &mut Worksheet, kept: &[Kept], looks: &Looks) -> Result<(), XlsxError> {
    header(page, DOCUMENTS, looks)?;
    let mut last = 0;
    for (row, document) in (1u32..=LAST_ROW).zip(kept) {
        text(page, (row, 0), &document.path, looks)?;
        text(page, (row, 1), document.title.as_deref().unwrap_or(""), looks)?;
        let counted = || document.findings.iter().filter(|s| s.finding.baseline != Baseline::Suppressed);
        let findings = [Severity::Error, Severity::Warning, Severity::Info]
            .map(|severity| counted().filter(|s| s.finding.severity == severity).count());
        let verdicts = VERDICTS.map(|v| document.verdicts.iter().filter(|(_, found)| *found == v).count());
        for (column, count) in (2u16..).zip(findings.into_iter().chain(verdicts)) {
            text(page, (row, column), &count.to_string(), looks)?;
        }
        let problems: Vec<&str> = document.problems.iter().map(|p| p.message.as_str()).collect();
        text(page, (row, 9), &problems.join("\n"), looks)?;
        last = row;
    }
    finish(page, last, 9)
}

fn by_rule(page: &mut Worksheet, kept: &[Kept], rules: &[RuleView], looks: &Looks) -> Result<(), XlsxError> {
    header(page, RULES, looks)?;
    let mut counts = std::collections::HashMap::<(&str, Verdict), usize>::new();
    for (rule, verdict) in kept.iter().flat_map(|k| &k.verdicts) {
        *counts.entry((rule.as_str(), *verdict)).or_default() += 1;
    }
    let mut last = 0;
    for (row, rule) in (1u32..=LAST_ROW).zip(rules) {
        for (column, words) in (0u16..).zip([&rule.id, &rule.pack_title, &rule.title]) {
            text(page, (row, column), words, looks)?;
        }
        for (column, verdict) in (3u16..).zip(VERDICTS) {
            let count = counts.get(&(rule.id.as_str(), verdict)).copied().unwrap_or(0);
            text(page, (row, column), &count.to_string(), looks)?;
        }
        last = row;
    }
    finish(page, last, 6)
}
