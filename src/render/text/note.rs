//! A rule in words on the terminal: for `hegui rules explain` and under a finding with `--explain`.

use std::fmt::Write as _;

use crate::render::grid::wrap;
use crate::render::style::{Style, Tone, columns};
use crate::report::RuleNote;

/// Everything about a rule, wrapped to the width at hand.
#[must_use]
pub fn rule_note(note: &RuleNote, style: Style) -> String {
    let heading = format!("{} {}（{}）", note.rule, note.title, note.name);
    let mut out = format!("{}\n{}\n\n", style.paint(Tone::Strong, &heading), note.standing);
    paragraph(&mut out, &note.explain, ("", ""), style);
    out.push('\n');
    body(&mut out, note, "", style);
    out
}

/// What is added below a finding: all but the heading, and but the advice, which stands there filled in.
pub(super) fn below(note: &RuleNote, style: Style) -> String {
    let mut out = String::new();
    row(&mut out, ("  说明", &note.explain), style);
    body(&mut out, &RuleNote { advice: String::new(), ..note.clone() }, "  ", style);
    out
}

/// A word and its text, wrapped; nothing when there is no text.
pub(super) fn row(out: &mut String, (word, text): (&str, &str), style: Style) {
    if !text.is_empty() {
        let first = format!("{word}：");
        let rest = " ".repeat(columns(&first));
        paragraph(out, text, (&first, &rest), style);
    }
}

fn body(out: &mut String, note: &RuleNote, indent: &str, style: Style) {
    let mut row = |word: &str, text: &str| row(out, (&format!("{indent}{word}"), text), style);
    row("适用", &note.applies);
    row("怎样查", &note.method);
    for basis in &note.basis {
        let gist = if basis.gist.is_empty() { String::new() } else { format!("：{}", basis.gist) };
        row("依据", &format!("{}（{}）{gist}", basis.citation, basis.standing));
    }
    row("建议", &note.advice);
    row("读过的真实命中", &note.precision);
    for example in &note.examples {
        let at = if example.at.is_empty() || example.at == example.text {
            String::new()
        } else {
            format!("，落在“{}”", example.at)
        };
        let remark = if example.note.is_empty() { String::new() } else { format!("（{}）", example.note) };
        row("示例", &format!("【{}{at}】{}{remark}", example.verdict, example.text));
    }
}

/// A paragraph behind `first`, its further lines behind `rest`.
fn paragraph(out: &mut String, text: &str, (first, rest): (&str, &str), style: Style) {
    let width = style.width.saturating_sub(columns(first)).max(20);
    for (index, line) in wrap(text, width).iter().enumerate() {
        let _ = writeln!(out, "{}{line}", if index == 0 { first } else { rest });
    }
}
