//! `--format csv`: one record per finding; RFC 4180 with a byte order mark, so that Excel reads it as UTF-8.

use std::io::{self, Write};

use super::record::row;
use super::style::severity_name;
use super::tasks::cells::one_line;

use super::{Form, Page, Renderer, Task};
use crate::report::{Baseline, Certainty, Finding};

/// `--format csv`
pub(super) const RENDERER: Renderer = Renderer {
    name: "csv",
    about: "CSV，一行一个问题，带 UTF-8 BOM，Excel 直接打开",
    extensions: &["csv"],
    tasks: &[Task::Check],
    is_text: true,
    with_breakdown: false,
    form: Form::Stream {
        open: "\u{feff}文件,标题,级别,规则,问题,行,列,原文,依据,建议,把握,状态,指纹\r\n",
        between: "",
        close: "",
        render: |page, out| render(page, out),
    },
};

/// Headings of the columns.
pub(super) const COLUMNS: [&str; 13] =
    ["文件", "标题", "级别", "规则", "问题", "行", "列", "原文", "依据", "建议", "把握", "状态", "指纹"];

fn render(page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
    let report = page.report;
    let title = report.facts.metadata.title.as_ref().map(|t| one_line(&t.text)).unwrap_or_default();
    for problem in report.problems.iter() {
        // What could not be read stands in the table too: a table without it would look like a clean file.
        let cells = ["错误", problem.kind, &problem.message].map(str::to_owned);
        let [severity, kind, message] = cells;
        let mut record = vec![report.path.clone(), title.clone(), severity, kind, message];
        record.resize(COLUMNS.len(), String::new());
        row(&record, out)?;
    }
    for finding in &report.findings {
        let mut record = vec![report.path.clone(), title.clone()];
        record.extend(cells(finding));
        row(&record, out)?;
    }
    Ok(())
}

/// The cells of a finding from 级别 on.
pub(super) fn cells(finding: &Finding) -> [String; 11] {
    let basis: Vec<String> = finding.basis.iter().map(ToString::to_string).collect();
    let sure = match finding.confidence {
        Certainty::High => "高",
        Certainty::Medium => "中，请核对",
        Certainty::Low => "低，存疑",
    };
    let state = match finding.baseline {
        Baseline::New => "",
        Baseline::Unchanged => "基线中已有",
        Baseline::Suppressed => "已抑制",
    };
    [
        severity_name(finding.severity).to_owned(),
        finding.rule.clone(),
        finding.message.clone(),
        finding.span.line.to_string(),
        finding.span.column.to_string(),
        one_line(&finding.span.text),
        basis.join("；"),
        finding.advice.clone(),
        sure.to_owned(),
        state.to_owned(),
        finding.fingerprint.clone(),
    ]
}

#[cfg(test)]
mod tests {
    use super::{COLUMNS, Form, RENDERER};

    #[test]
    fn the_header_names_the_columns() {
        let Form::Stream { open, .. } = RENDERER.form else { panic!("csv is written document by document") };
        assert_eq!(open, format!("\u{feff}{}\r\n", COLUMNS.join(",")));
    }
}
