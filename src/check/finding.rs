//! From the defects of one rule to findings: messages filled in, summaries joined, fingerprints made.

use sha2::{Digest, Sha256};

use super::Subject;
use super::cited;
use super::era::Era;
use super::judgement::{Flaw, Judgement};
use crate::report::{ALL, Baseline, Finding, Related, Severity};
use crate::rulepack::{BasisEntry, Rule};
use crate::text::{Norm, Span};

/// Places told in a summary besides the first.
const RELATED: usize = 3;
/// Up to so many places a rule with a summary tells each by itself.
const FEW: usize = 3;
/// Quotes of up to so many characters are told apart by what stands around them,
const SHORT: usize = 4;
/// so many characters on either side.
const AROUND: usize = 6;

/// Quotes longer than so many characters are looked for in the paper.
const SEARCHED: usize = 8;

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
    told.fingerprint = whole_fingerprint(rule);
    told.places = flaws.iter().map(|flaw| fingerprint(rule, subject, flaw.span)).collect();
    told.message = format!("{}（全文共 {} 处）", told.message, flaws.len());
    told.related
        .extend(rest.iter().take(RELATED).map(|f| Related { span: f.span, message: "同类".to_owned() }));
    vec![told]
}

fn finding(flaw: &Flaw, rule: &Rule, subject: &Subject<'_>, era: Era) -> Finding<Span<Norm>> {
    let in_force: Vec<&BasisEntry> = era.basis(rule).collect();
    let vars = printed(flaw, subject);
    Finding {
        rule: rule.id.to_string(),
        name: rule.name.to_string(),
        severity: severity(rule, &in_force),
        confidence: rule.confidence,
        span: flaw.span,
        message: fill(&rule.message, &vars),
        advice: fill(&rule.advice, &vars),
        basis: cited::of(&in_force, flaw, subject, era),
        related: flaw.related.iter().map(|(span, m)| Related { span: *span, message: m.clone() }).collect(),
        fingerprint: if rule.message.contains("{count}") {
            whole_fingerprint(rule)
        } else {
            fingerprint(rule, subject, flaw.span)
        },
        places: Vec::new(),
        baseline: Baseline::New,
        suppression: None,
        why: Vec::new(),
    }
}

/// What was in force on the paper's day and known from memory only never carries an error.
fn severity(rule: &Rule, in_force: &[&BasisEntry]) -> Severity {
    let is_carried = in_force.iter().any(|b| b.level.is_binding() && b.is_verified);
    if is_carried { rule.severity } else { rule.severity.min(Severity::Warning) }
}

/// The values with the quotes as the paper prints them, so that a reader can search for them: other script, other width of marks.
fn printed(flaw: &Flaw, subject: &Subject<'_>) -> Vec<(String, String)> {
    let places = || std::iter::once(flaw.span).chain(flaw.related.iter().map(|(span, _)| *span));
    let value = |value: &str| {
        let place = places().find(|span| span.of(subject.text()) == value);
        place.and_then(|span| as_printed(subject, span)).unwrap_or_else(|| value.to_owned())
    };
    flaw.vars.iter().map(|(name, words)| (name.clone(), value(words))).collect()
}

/// The words of a place as printed, when they are better to search for than the normalised ones. Where words were repaired or notes
/// taken out they are not, and in a label or a mark the width alone would look like the defect.
fn as_printed(subject: &Subject<'_>, span: Span<Norm>) -> Option<String> {
    let normal = span.of(subject.text());
    let raw: String = subject.document.raw_of(span).chars().filter(|c| !matches!(c, '\n' | '\r')).collect();
    let is_long = raw.chars().nth(SEARCHED).is_some();
    let is_folded = raw.chars().count() == normal.chars().count() && raw != normal;
    (is_folded && (is_long || is_of_other_script(&raw, normal))).then_some(raw)
}

/// Whether an ideograph was printed in another form.
fn is_of_other_script(raw: &str, normal: &str) -> bool {
    raw.chars().zip(normal.chars()).any(|(a, b)| a != b && ('\u{3400}'..='\u{9fff}').contains(&a))
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

/// Hash of rule, the headings above and quote: stays the same when text is added or removed elsewhere, and with it the numbers
/// of articles and items.
fn fingerprint(rule: &Rule, subject: &Subject<'_>, span: Span<Norm>) -> String {
    let text = subject.text();
    let line = subject.outline.line_holding(span.start);
    let mut hash = Sha256::new();
    hash.update(rule.id.as_bytes());
    for node in subject.outline.ancestors(line.and_then(|l| l.node)) {
        hash.update([0, node.kind as u8]);
        // The heading stands above; the words of an item are its content.
        if line.is_some_and(|line| node.title.end <= line.span.start) {
            hash.update(node.title.of(text));
        }
    }
    hash.update([1]);
    hash.update(told_apart(span, text));
    short(hash)
}

/// The quote; a mark or a single word with what stands around it on its line, since it alone stands in many places.
fn told_apart(span: Span<Norm>, text: &str) -> &str {
    let range = span.range();
    let quote = span.of(text);
    if quote.is_empty() || quote.chars().nth(SHORT).is_some() {
        return quote;
    }
    let before = text.get(..range.start).unwrap_or_default().chars().rev();
    let after = text.get(range.end..).unwrap_or_default().chars();
    let bytes = |chars: &mut dyn Iterator<Item = char>| -> usize {
        chars.take_while(|c| *c != '\n').take(AROUND).map(char::len_utf8).sum()
    };
    let (before, after) = (bytes(&mut before.into_iter()), bytes(&mut after.into_iter()));
    text.get(range.start.saturating_sub(before)..range.end + after).unwrap_or(quote)
}

/// What a finding is known by that tells of many places of one document: it stays while there are many, whichever.
fn whole_fingerprint(rule: &Rule) -> String {
    let mut hash = Sha256::new();
    hash.update(rule.id.as_bytes());
    hash.update([2]);
    format!("{}{ALL}", short(hash))
}

fn short(hash: Sha256) -> String {
    let first = hash.finalize().iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    format!("{first:016x}")
}

/// Tells findings apart that share a fingerprint: the second in order of place ends in `-2` and so on.
pub(super) fn number_twins(findings: &mut [Finding<Span<Norm>>]) {
    number_each(findings.iter_mut().map(|finding| &mut finding.fingerprint));
    for finding in findings {
        number_each(&mut finding.places);
    }
}

fn number_each<'a>(prints: impl IntoIterator<Item = &'a mut String>) {
    let mut seen = std::collections::HashMap::<String, u32>::new();
    for print in prints {
        let count = seen.entry(print.clone()).or_default();
        *count += 1;
        if *count > 1 {
            *print = format!("{print}-{count}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{fill, told_apart};
    use crate::text::Span;

    #[test]
    fn short_quotes_are_told_apart_by_their_neighbours() {
        let text = "甲乙丙丁戊己庚、辛壬\n癸子丑寅卯";
        for (quote, expect) in
            [("、", "乙丙丁戊己庚、辛壬"), ("癸", "癸子丑寅卯"), ("癸子丑寅卯", "癸子丑寅卯")]
        {
            let start = text.find(quote).expect("quote");
            assert_eq!(told_apart(Span::at(start, start + quote.len()), text), expect);
        }
    }

    #[test]
    fn messages_are_filled() {
        let vars = [("how".to_owned(), "会签".to_owned())];
        assert_eq!(fill("以{how}代替", &vars), "以会签代替");
        assert_eq!(fill("{nothing}{how", &vars), "{how");
    }
}
