//! `hegui diff`: two versions of a document, clause by clause.

use std::io::{self, Write};

use super::Style;
use super::grid::wrap;
use super::style::Tone;
use crate::render::markdown::cell;
use crate::report::{Change, ChangeKind, Comparison, DifferenceKind, Severity};

/// One form of a comparison.
pub struct ComparisonRenderer {
    /// Value of `--format`.
    pub name: &'static str,
    /// One line for `--help`.
    pub about: &'static str,
    /// Renders it.
    pub render: fn(&Comparison, Style, &mut dyn Write) -> io::Result<()>,
}

/// All forms; `--format` and its help are made from this table.
pub const COMPARISONS: &[ComparisonRenderer] = &[
    ComparisonRenderer { name: "text", about: "终端里阅读（默认）", render: text },
    ComparisonRenderer { name: "json", about: "一个 JSON 对象（hegui-diff/1）", render: json },
    ComparisonRenderer { name: "markdown", about: "Markdown 对照表", render: markdown },
];

/// What the comparison comes to, in a line.
fn summary(comparison: &Comparison) -> String {
    let count = |kind: ChangeKind| comparison.changes.iter().filter(|c| c.kind == kind).count();
    let differences = || comparison.changes.iter().flat_map(|c| &c.differences);
    let of = |kind: DifferenceKind| differences().filter(|d| d.kind == kind).count();
    let mut text = format!(
        "新增 {} 条，删除 {} 条，修改 {} 条，未变 {} 条",
        count(ChangeKind::Added),
        count(ChangeKind::Deleted),
        count(ChangeKind::Changed),
        comparison.unchanged
    );
    let kinds = [
        DifferenceKind::Weakened,
        DifferenceKind::Strengthened,
        DifferenceKind::Reversed,
        DifferenceKind::Deadline,
        DifferenceKind::Unit,
        DifferenceKind::Number,
    ];
    let told: Vec<String> =
        kinds.into_iter().filter(|k| of(*k) > 0).map(|k| format!("{} {} 处", k.word(), of(k))).collect();
    if !told.is_empty() {
        text.push_str(&format!("；其中{}", told.join("，")));
    }
    text
}

fn text(comparison: &Comparison, style: Style, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{} → {}", comparison.before, comparison.after)?;
    writeln!(out, "{}", style.paint(Tone::Strong, &summary(comparison)))?;
    for change in &comparison.changes {
        writeln!(out, "\n{}", style.paint(Tone::Strong, &heading(change)))?;
        for difference in &change.differences {
            let kind = difference.kind;
            let tone = match kind {
                DifferenceKind::Weakened | DifferenceKind::Reversed => Tone::Severity(Severity::Error),
                DifferenceKind::Wording => Tone::Faint,
                _ => Tone::Severity(Severity::Warning),
            };
            let (before, after) = (quoted(&difference.before), quoted(&difference.after));
            writeln!(out, "  {}：{before} → {after}", style.paint(tone, kind.word()))?;
        }
        for (sign, clause) in [('-', &change.before), ('+', &change.after)] {
            let Some(clause) = clause else { continue };
            for line in wrap(&clause.text, style.width.saturating_sub(4)) {
                writeln!(out, "  {sign} {line}")?;
            }
        }
    }
    Ok(())
}

/// 修改 第三条（第 5 行 → 第 6 行）
fn heading(change: &Change) -> String {
    let label = |c: &crate::report::ClauseAt| {
        let name = if c.label.is_empty() { String::new() } else { format!(" {}", c.label) };
        (name, format!("第 {} 行", c.line))
    };
    let word = change.kind.word();
    match (change.before.as_ref().map(label), change.after.as_ref().map(label)) {
        (Some((old, at)), Some((new, now))) if old == new => format!("{word}{new}（{at} → {now}）"),
        (Some((old, at)), Some((new, now))) => format!("{word}{old}（{at}）→{new}（{now}）"),
        (Some((name, at)), None) | (None, Some((name, at))) => format!("{word}{name}（{at}）"),
        (None, None) => word.to_owned(),
    }
}

fn quoted(text: &str) -> String {
    if text.is_empty() { "（无）".to_owned() } else { format!("“{text}”") }
}

fn json(comparison: &Comparison, _: Style, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, comparison).map_err(io::Error::from)?;
    writeln!(out)
}

fn markdown(comparison: &Comparison, _: Style, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "# 条文对照\n\n`{}` → `{}`\n\n{}\n",
        comparison.before,
        comparison.after,
        summary(comparison)
    )?;
    writeln!(out, "| 情况 | 原条文 | 现条文 | 不同之处 |\n|---|---|---|---|")?;
    for change in &comparison.changes {
        let clause = |c: &Option<crate::report::ClauseAt>| {
            c.as_ref().map_or(String::new(), |c| cell(&format!("{} {}（第 {} 行）", c.label, c.text, c.line)))
        };
        let told: Vec<String> = change
            .differences
            .iter()
            .map(|d| cell(&format!("{}：{} → {}", d.kind.word(), quoted(&d.before), quoted(&d.after))))
            .collect();
        let (before, after) = (clause(&change.before), clause(&change.after));
        writeln!(out, "| {} | {before} | {after} | {} |", change.kind.word(), told.join("<br>"))?;
    }
    Ok(())
}
