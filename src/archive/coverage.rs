//! Coverage of the rules over many documents.

use std::collections::HashMap;

use super::run;
use crate::engine::{Analysis, Engine};
use crate::report::{Coverage, RuleCoverage, Verdict};
use crate::source::{Input, Limits};

/// What one document adds.
struct Tally {
    verdicts: Vec<(String, Verdict)>,
    findings: Vec<String>,
}

/// Checks all inputs on `jobs` threads (0 = one per core) and counts what each rule said.
#[must_use]
pub fn coverage(
    engine: &Engine,
    inputs: impl Iterator<Item = Input>,
    limits: &Limits,
    jobs: usize,
) -> Coverage {
    let mut coverage = Coverage {
        rules: engine.active_rules().map(|r| RuleCoverage::new(&r.id, &r.title, r.severity)).collect(),
        ..Coverage::default()
    };
    let place: HashMap<String, usize> =
        (0..).zip(&coverage.rules).map(|(i, r)| (r.rule.clone(), i)).collect();
    run(
        inputs,
        jobs,
        |input| tally(&engine.check(input.read(limits))),
        |tally| {
            match tally {
                Some(tally) => add(&mut coverage, &place, &tally),
                None => coverage.unread += 1,
            }
            true
        },
    );
    let silent = coverage.rules.iter().filter(|r| r.fired == 0);
    coverage.never_fired = silent.map(|r| r.rule.clone()).collect();
    coverage
}

/// `None` when the document could not be read.
fn tally(analysis: &Analysis) -> Option<Tally> {
    if analysis.document.decoded.problems.iter().any(|p| p.fatal) {
        return None;
    }
    let rulings = analysis.checked.rulings.iter();
    Some(Tally {
        verdicts: rulings.map(|r| (r.rule.to_string(), r.verdict)).collect(),
        findings: analysis.checked.findings.iter().map(|f| f.rule.clone()).collect(),
    })
}

fn add(coverage: &mut Coverage, place: &HashMap<String, usize>, tally: &Tally) {
    coverage.documents += 1;
    let rules = &mut coverage.rules;
    for (rule, verdict) in &tally.verdicts {
        let Some(row) = place.get(rule).and_then(|&i| rules.get_mut(i)) else { continue };
        match verdict {
            Verdict::Pass => row.passed += 1,
            Verdict::Fail => row.fired += 1,
            Verdict::NotApplicable => row.not_applicable += 1,
            Verdict::Undecided => row.undecided += 1,
        }
    }
    for rule in &tally.findings {
        if let Some(row) = place.get(rule).and_then(|&i| rules.get_mut(i)) {
            row.findings += 1;
        }
    }
}
