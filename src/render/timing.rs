//! What each rule cost over a run, dearest first.

use std::io::{self, Write};
use std::time::Duration;

use super::grid::Grid;
use super::style::Style;
use crate::report::RuleCost;

/// What a run cost.
pub struct Timing<'a> {
    /// One per rule.
    pub rules: &'a [RuleCost],
    /// The whole analysis, without reading and output, over all threads.
    pub whole: Duration,
    /// Documents.
    pub documents: u64,
}

/// A table for the terminal.
///
/// # Errors
/// When `out` cannot be written to.
pub fn timing(timing: &Timing<'_>, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let sum: Duration = timing.rules.iter().map(|r| r.time).sum();
    let micros = |time: Duration| time.as_secs_f64() * 1e6 / (timing.documents.max(1) as f64);
    let share = |time: Duration, of: Duration| 100.0 * time.as_secs_f64() / of.as_secs_f64().max(1e-9);
    let mut costs: Vec<&RuleCost> = timing.rules.iter().collect();
    costs.sort_by(|a, b| b.time.cmp(&a.time).then_with(|| a.rule.cmp(&b.rule)));
    let header = ["编号", "规则", "毫秒", "微秒/份", "占规则 %", "占全程 %"].map(str::to_owned);
    let row = |cost: &RuleCost| {
        vec![
            cost.rule.clone(),
            cost.title.clone(),
            format!("{:.2}", cost.time.as_secs_f64() * 1e3),
            format!("{:.1}", micros(cost.time)),
            format!("{:.1}", share(cost.time, sum)),
            format!("{:.2}", share(cost.time, timing.whole)),
        ]
    };
    let rows: Vec<Vec<String>> = costs.into_iter().map(row).collect();
    let grid = Grid::fit(&header, &rows, &[1, 4, 1, 1, 1, 1], style.width);
    grid.table((&header, style), &rows, |_, line| line.to_owned(), out)?;
    writeln!(
        out,
        "{} 份文件，分析全程 {:.1} 毫秒（各线程合计，不含读盘和输出），其中规则 {:.1} 毫秒，占 {:.1}%",
        timing.documents,
        timing.whole.as_secs_f64() * 1e3,
        sum.as_secs_f64() * 1e3,
        share(sum, timing.whole),
    )
}
