//! Why a rule fired on this document: what made it applicable, how it looked, what was in force. Only when asked for.

use super::Subject;
use super::era::Era;
use crate::facts::metadata::Stage;
use crate::report::{Finding, Severity};
use crate::rulepack::{Check, Profile, Rule, Scope};
use crate::text::{Norm, Span};

/// Most characters of a quote.
const LONGEST_QUOTE: usize = 40;

/// The reasons, one a sentence.
pub(super) fn of(
    finding: &Finding<Span<Norm>>,
    rule: &Rule,
    subject: &Subject<'_>,
    profile: Option<&Profile>,
) -> Vec<String> {
    let era = Era::of(subject);
    let mut reasons = vec![applicable(rule, subject), seen(finding, rule, subject), in_force(rule, era)];
    if finding.severity < rule.severity {
        let word = if finding.severity == Severity::Warning { "警告" } else { "提示" };
        reasons.push(format!("当时有效的依据没有约束力，或者没有核到原文，级别降为{word}"));
    }
    if let (Check::Native { function, .. }, Some(profile)) = (&rule.check, profile)
        && function.contains("unif")
    {
        reasons.push(format!("按“{}”的地区规则判断", profile.name));
    }
    reasons
}

/// What of the document meets the rule's conditions.
fn applicable(rule: &Rule, subject: &Subject<'_>) -> String {
    let (conditions, metadata) = (&rule.applies_to, &subject.facts.metadata);
    let mut parts = Vec::new();
    if !conditions.doc_kind.is_empty() || conditions.normative.is_some() {
        let kind = metadata.doc_kind.as_ref().map_or("文种不明", |kind| kind.text.as_str());
        parts.push(match metadata.normative.value {
            Some(true) => format!("是行政规范性文件（{kind}）"),
            Some(false) => format!("不是行政规范性文件（{kind}）"),
            None => format!("文种是{kind}"),
        });
        parts.extend(metadata.normative.reasons.first().map(|reason| format!("因为{reason}")));
    }
    if !conditions.issuer.is_empty() {
        parts.extend(metadata.issuing_body.first().map(|body| format!("发文机关是{}", body.text)));
    }
    if !conditions.region.is_empty() {
        parts.extend(metadata.jurisdiction.as_ref().map(|place| format!("属于{place}")));
    }
    if !conditions.stage.is_empty() {
        let stage = match metadata.stage {
            Stage::Draft => "是草案",
            Stage::Issued => "已印发",
            _ => "成文阶段不明",
        };
        parts.push(stage.to_owned());
    }
    if conditions.since.is_some() || conditions.until.is_some() {
        parts.extend(subject.date().map(|day| format!("日期是 {day}")));
    }
    if parts.is_empty() {
        "规则适用于各类公文".to_owned()
    } else {
        format!("文件{}", parts.join("，"))
    }
}

/// What was seen at the place, by kind of check.
fn seen(finding: &Finding<Span<Norm>>, rule: &Rule, subject: &Subject<'_>) -> String {
    let quote = quoted(finding.span.of(subject.text()));
    let piece = |scope: Scope| match scope {
        Scope::Article | Scope::Paragraph | Scope::Sentence => format!("这一{}", scope.word()),
        _ => scope.word().to_owned(),
    };
    match &rule.check {
        Check::Require { scope, .. } => format!("在{}里没有找到应有的表述", piece(*scope)),
        Check::Forbid { scope, excused, .. } if excused.is_empty() => {
            format!("{}里有{quote}，也没有规则列明的例外", piece(*scope))
        }
        Check::Forbid { scope, excused, .. } => {
            let words: Vec<&str> = excused.iter().map(|e| e.word()).collect();
            format!("{}里有{quote}，上下文不是{}它", piece(*scope), words.join("、"))
        }
        Check::Imply { scope, then_scope, .. } => {
            format!("{}里有{quote}，而{}里没有相应的表述", piece(*scope), piece(*then_scope))
        }
        Check::Order { .. } => format!("{quote}出现的先后与应有的次序不同"),
        Check::Count { .. } => format!("从{quote}起数，次数超出了范围"),
        Check::Consistent { .. } => format!("{quote}与别处的写法不同"),
        Check::Native { .. } | Check::Archive { .. } => format!("程序核对到{quote}"),
    }
}

/// Which of the bases hold on the document's day.
fn in_force(rule: &Rule, era: Era) -> String {
    let held = era.basis(rule).count();
    let by = match era.day {
        Some(day) => format!("按 {day} 判断"),
        None => "文件没有日期，按现行规定判断".to_owned(),
    };
    match rule.basis.len().saturating_sub(held) {
        0 => format!("{by}，所列依据都有效"),
        gone => format!("{by}，有效的依据 {held} 条，另有 {gone} 条当时未施行或者已失效，不引"),
    }
}

fn quoted(text: &str) -> String {
    let line = text.split_whitespace().collect::<String>();
    let cut = line.char_indices().nth(LONGEST_QUOTE).map(|(at, _)| at);
    match cut {
        _ if line.is_empty() => "这一处".to_owned(),
        Some(at) => format!("“{}…”", line.get(..at).unwrap_or_default()),
        None => format!("“{line}”"),
    }
}
