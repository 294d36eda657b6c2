//! From the defects of one rule to findings: messages filled in, summaries joined, fingerprints made.

use sha2::{Digest, Sha256};

use super::Subject;
use super::era::Era;
use super::judgement::{Flaw, Judgement};
use crate::report::{Baseline, Basis, Finding, Related, Severity};
use crate::rulepack::{BasisEntry, Rule};
use crate::text::{Norm, Span};

/// Places told in a summary besides the first.
const RELATED: usize = 3;
/// Up to so many places a rule with a summary tells each by itself.
const FEW: usize = 3;

/// The findings of a judgement.
pub(super) fn of(
    judgement: &Judgement,
    rule: &Rule,
    subject: &Subject<'_>,
    era: Era,
) -> Vec<Finding<Span<Norm>>> {
    let flaws = &judgement.flaws;
    if !rule.is_summary || flaws.len() <= FEW {
        return flaws.iter().map(|flaw| finding(flaw, rule, subject, era)).collect();
    }
    let Some((first, rest)) = flaws.split_first() else { return Vec::new() };
    let mut told = finding(first, rule, subject, era);
    told.message = format!("{}（全文共 {} 处）", told.message, flaws.len());
    told.related
        .extend(rest.iter().take(RELATED).map(|f| Related { span: f.span, message: "同类".to_owned() }));
    vec![told]
}

fn finding(flaw: &Flaw, rule: &Rule, subject: &Subject<'_>, era: Era) -> Finding<Span<Norm>> {
    let in_force: Vec<&BasisEntry> = era.basis(rule).collect();
    Finding {
        rule: rule.id.to_string(),
        name: rule.name.to_string(),
        severity: severity(rule, &in_force),
        confidence: rule.confidence,
        span: flaw.span,
        message: fill(&rule.message, &flaw.vars),
        advice: fill(&rule.advice, &flaw.vars),
        basis: in_force
            .iter()
            .map(|b| Basis { document: b.cite.clone(), article: b.article.clone() })
            .collect(),
        related: flaw.related.iter().map(|(span, m)| Related { span: *span, message: m.clone() }).collect(),
        fingerprint: fingerprint(rule, subject, flaw.span),
        baseline: Baseline::New,
        suppression: None,
        why: Vec::new(),
    }
}

/// What was in force on the paper's day and known from memory only never carries an error.
fn severity(rule: &Rule, in_force: &[&BasisEntry]) -> Severity {
    let is_carried = in_force.iter().any(|b| b.level.is_binding() && b.is_verified);
    if is_carried || rule.basis.len() == in_force.len() {
        rule.severity
    } else {
        rule.severity.min(Severity::Warning)
    }
}

/// Puts values in the place of `{name}`; a name without a value disappears.
fn fill(template: &str, vars: &[(String, String)]) -> String {
    let mut out = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        out.push_str(vars.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value));
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// Hash of rule, outline path and quote: stays the same when text is added or removed elsewhere.
fn fingerprint(rule: &Rule, subject: &Subject<'_>, span: Span<Norm>) -> String {
    let text = subject.text();
    let node =
        subject.outline.line_at(span.start).and_then(|i| subject.outline.lines.get(i)).and_then(|l| l.node);
    let mut hash = Sha256::new();
    hash.update(rule.id.as_bytes());
    for node in subject.outline.ancestors(node) {
        hash.update([0]);
        hash.update(node.label.of(text));
    }
    hash.update([1]);
    hash.update(span.of(text));
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Tells findings apart that share a fingerprint: the second in order of place ends in `-2` and so on.
pub(super) fn number_twins(findings: &mut [Finding<Span<Norm>>]) {
    let mut seen = std::collections::HashMap::<String, u32>::new();
    for finding in findings {
        let count = seen.entry(finding.fingerprint.clone()).or_default();
        *count += 1;
        if *count > 1 {
            finding.fingerprint = format!("{}-{count}", finding.fingerprint);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn messages_are_filled() {
        let vars = [("how".to_owned(), "会签".to_owned())];
        assert_eq!(fill("以{how}代替", &vars), "以会签代替");
        assert_eq!(fill("{nothing}{how", &vars), "{how");
    }
}
