//! The verdict table and the findings.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use super::{note, severity_name};
use crate::render::Page;
use crate::render::excerpt::Excerpt;
use crate::render::style::{Style, Tone, doubt_word, state_word};
use crate::report::{Baseline, Finding, Outcome, Verdict};

/// Columns left of an excerpt: indent, line number, bar.
const GUTTER: usize = 12;

/// Rules named in one row of the verdict table before the rest is only counted.
const NAMED_RULES: usize = 12;

pub(super) fn body(page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
    if page.report.problems.iter().any(|p| p.fatal) {
        return Ok(());
    }
    verdicts(&page.report.outcomes, page.style, out)?;
    let mut explained = BTreeSet::new();
    for finding in page.report.standing() {
        writeln!(out)?;
        let is_first = explained.insert(finding.rule.as_str());
        self::finding(page, finding, out)?;
        // The rule in words names its basis more fully.
        if finding.why.is_empty() || !is_first {
            for basis in &finding.basis {
                writeln!(out, "  依据：{basis}")?;
            }
        }
        if !finding.advice.is_empty() {
            writeln!(out, "  建议：{}", finding.advice)?;
        }
        explanation(page, finding, is_first, out)?;
    }
    states(page, out)?;
    if let Some(day) = page.report.laws_as_of {
        writeln!(out, "\n  法律、法规的效力按截至 {day} 的法律表判断，此后的立改废未计入")?;
    }
    Ok(())
}

/// What is suppressed and what is gone, so that nothing disappears in silence.
fn states(page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Some(counts) = page.report.states else { return Ok(()) };
    writeln!(
        out,
        "\n  新问题 {}，基线中已有 {}，已抑制 {}，已不再出现 {}",
        counts.new, counts.unchanged, counts.suppressed, counts.absent
    )?;
    for finding in page.report.findings.iter().filter(|f| f.baseline == Baseline::Suppressed) {
        let place = &finding.span;
        writeln!(
            out,
            "    已抑制 {} {}:{} {}{}",
            finding.rule,
            place.line,
            place.column,
            finding.message,
            state_word(finding)
        )?;
    }
    for gone in &page.report.absent {
        writeln!(out, "    已不再出现 {} {}", gone.rule, gone.message)?;
    }
    Ok(())
}

/// Every rule by verdict and reason, so that "clean" says what was looked at: what passed and what does not apply in one
/// paragraph each, what a person has to look up in rows.
fn verdicts(outcomes: &[Outcome], style: Style, out: &mut dyn Write) -> io::Result<()> {
    let mut counts = BTreeMap::<Verdict, usize>::new();
    let mut reasons = BTreeMap::<(Verdict, &str), Vec<&str>>::new();
    for outcome in outcomes {
        *counts.entry(outcome.verdict).or_default() += 1;
        reasons.entry((outcome.verdict, &outcome.reason)).or_default().push(&outcome.rule);
    }
    let shown: Vec<String> = counts.iter().map(|(v, n)| format!("{} {n}", verdict_name(*v))).collect();
    writeln!(out, "  检查 {} 条规则：{}", outcomes.len(), shown.join("，"))?;
    for verdict in [Verdict::Pass, Verdict::NotApplicable] {
        let of_verdict = reasons.iter().filter(|((v, _), _)| *v == verdict);
        let pieces: Vec<String> = of_verdict.map(|((_, reason), rules)| ruled(reason, rules)).collect();
        let mut text = String::new();
        note::row(&mut text, (&format!("    {}", verdict_name(verdict)), &pieces.join("；")), style);
        write!(out, "{}", style.paint(Tone::Faint, &text))?;
    }
    for ((verdict, reason), rules) in reasons.iter().filter(|((v, _), _)| *v == Verdict::Undecided) {
        let row = format!("    {}：{}", verdict_name(*verdict), ruled(reason, rules));
        writeln!(out, "{}", style.paint(Tone::Faint, &row))?;
    }
    Ok(())
}

/// A reason with the rules that give it.
fn ruled(reason: &str, rules: &[&str]) -> String {
    let mut named = rules.iter().take(NAMED_RULES).copied().collect::<Vec<_>>().join("、");
    if rules.len() > NAMED_RULES {
        named.push_str(&format!(" 等 {} 条", rules.len()));
    }
    if reason.is_empty() { named } else { format!("{reason} {named}") }
}

fn finding(page: &Page<'_>, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let style = page.style;
    let tone = Tone::Severity(finding.severity);
    let sure = doubt_word(finding);
    let known = state_word(finding);
    let label = style.paint(tone, severity_name(finding.severity));
    let id = style.paint(Tone::Strong, &finding.rule);
    writeln!(out, "{label} {id} {}{sure}{known}", finding.message)?;
    let place = &finding.span;
    writeln!(out, "  --> {}:{}:{}", page.report.path, place.line, place.column)?;
    if !place.text.trim().is_empty() {
        let excerpt = Excerpt::of(page.raw, place, style.width.saturating_sub(GUTTER));
        write!(out, "{}", excerpt.rows(style, tone, place.line, ""))?;
    }
    for related in &finding.related {
        let place = &related.span;
        writeln!(
            out,
            "  另见 {}:{} {}「{}」",
            place.line,
            place.column,
            related.message,
            brief(&place.text)
        )?;
    }
    Ok(())
}

/// Why it fired here, and the rule in words the first time it fires.
fn explanation(page: &Page<'_>, finding: &Finding, is_first: bool, out: &mut dyn Write) -> io::Result<()> {
    if finding.why.is_empty() {
        return Ok(());
    }
    let mut text = String::new();
    note::row(&mut text, ("  为何在此", &finding.why.join("；")), page.style);
    write!(out, "{text}")?;
    writeln!(out, "  指纹：{}", finding.fingerprint)?;
    match page.report.notes.iter().find(|note| note.rule == finding.rule) {
        Some(note) if is_first => write!(out, "{}", note::below(note, page.style)),
        Some(_) => writeln!(out, "  说明：同上一处 {}", finding.rule),
        None => Ok(()),
    }
}

/// At most 30 characters of a quote.
fn brief(text: &str) -> String {
    let line = text.lines().next().unwrap_or("");
    match line.char_indices().nth(30) {
        Some((cut, _)) => format!("{}…", &line[..cut]),
        None => line.to_owned(),
    }
}

/// The Chinese word for a verdict.
pub(in crate::render) const fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "通过",
        Verdict::Fail => "有问题",
        Verdict::NotApplicable => "不适用",
        Verdict::Undecided => "不能判定",
    }
}
