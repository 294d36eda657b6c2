//! `--format html`: one page that loads nothing: charts as inline SVG, tables below.

use std::io::{self, Write};

use super::LedgerRenderer;
use crate::render::html::template::fill;
use crate::report::{Chart, Ledger, Sheet};

pub(super) const RENDERER: LedgerRenderer = LedgerRenderer {
    name: "html",
    about: "一个独立的网页，带图表，不联网也能打开、打印",
    extensions: &["html", "htm"],
    is_text: true,
    render: |ledger, _, out| render(ledger, out),
};

/// Height of a bar with the room below it, and width of the longest, in units of the picture.
const STEP: usize = 22;
const LONGEST: u64 = 560;
/// Characters of a name beside its bar; the whole shows when the pointer rests on it.
const NAME: usize = 22;

fn render(ledger: &Ledger, out: &mut dyn Write) -> io::Result<()> {
    fill("ledger-head", &[("title", &ledger.title)], out)?;
    for line in &ledger.lines {
        fill("ledger-line", &[("line", line)], out)?;
    }
    for chart in ledger.charts.iter().filter(|c| !c.bars.is_empty()) {
        picture(chart, out)?;
    }
    for sheet in &ledger.sheets {
        table(sheet, out)?;
    }
    fill("ledger-foot", &[], out)
}

fn picture(chart: &Chart, out: &mut dyn Write) -> io::Result<()> {
    let height = (chart.bars.len() * STEP + 4).to_string();
    fill("chart-head", &[("title", &chart.title), ("height", &height)], out)?;
    let most = chart.bars.iter().map(|(_, n)| *n).max().unwrap_or(0).max(1);
    for (index, (name, count)) in chart.bars.iter().enumerate() {
        let top = index * STEP + 2;
        let width = (count * LONGEST / most).max(1);
        let mut short: String = name.chars().take(NAME).collect();
        if short.len() < name.len() {
            short.push('…');
        }
        let numbers = [top.to_string(), (top + 13).to_string(), width.to_string(), (width + 316).to_string()];
        let [top, base, width, behind] = &numbers;
        let values = [
            ("name", name.as_str()),
            ("short", &short),
            ("count", &count.to_string()),
            ("top", top),
            ("base", base),
            ("width", width),
            ("behind", behind),
        ];
        fill("chart-bar", &values, out)?;
    }
    fill("chart-foot", &[], out)
}

fn table(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    if sheet.rows.is_empty() {
        return fill("sheet-empty", &[("title", sheet.title)], out);
    }
    fill("sheet-head", &[("title", sheet.title)], out)?;
    for name in sheet.columns {
        fill("sheet-column", &[("name", name)], out)?;
    }
    fill("sheet-body", &[], out)?;
    for row in &sheet.rows {
        fill("row-open", &[], out)?;
        for cell in row {
            fill("cell", &[("text", cell)], out)?;
        }
        fill("row-close", &[], out)?;
    }
    fill("sheet-foot", &[], out)
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::report::{Chart, Ledger, Sheet};

    #[test]
    fn a_page_stands_alone_and_shows_every_value_as_text() {
        let mut ledger = Ledger::new("甲<乙>");
        ledger.lines.push("一行".into());
        ledger
            .charts
            .push(Chart { title: "图".into(), bars: vec![("长".repeat(40), 3), ("<b>".into(), 0)] });
        ledger.sheets.push(Sheet { title: "表", columns: &["列"], rows: vec![vec!["<script>".into()]] });
        ledger.sheets.push(Sheet { title: "空", columns: &["列"], rows: Vec::new() });
        let mut out = Vec::new();
        render(&ledger, &mut out).expect("memory");
        let page = String::from_utf8(out).expect("utf-8");
        for part in ["甲&lt;乙&gt;", "&lt;script&gt;", "<rect", "没有。", "</html>"] {
            assert!(page.contains(part), "{part}");
        }
        for outside in ["http://", "https://", "src=", "<script", "<b>"] {
            assert!(!page.contains(outside), "{outside}");
        }
        assert_eq!(page.matches("<svg").count(), page.matches("</svg>").count());
    }
}
