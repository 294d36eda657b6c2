//! Which deadlines and unit lists belong to which obligation.

use super::Obligation;
use crate::facts::Facts;

/// Notes the deadlines inside each obligation's sentence and the assignments whose scope covers it. Both lists and the
/// obligations are in document order, so one sweep suffices.
pub(super) fn attach(obligations: &mut [Obligation], facts: &Facts) {
    let mut by_start: Vec<usize> = (0..facts.assignments.len()).collect();
    by_start.sort_by_key(|&i| facts.assignments[i].scope.start);
    let mut opened = 0;
    let mut active: Vec<usize> = Vec::new();
    for obligation in obligations {
        let span = obligation.span;
        let first = facts.deadlines.partition_point(|d| d.span.end <= span.start);
        let inside = facts.deadlines[first..].iter().take_while(|d| d.span.start < span.end);
        obligation.deadlines = inside.map(|d| d.id).collect();
        while by_start.get(opened).is_some_and(|&i| facts.assignments[i].scope.start < span.end) {
            active.push(by_start[opened]);
            opened += 1;
        }
        active.retain(|&i| facts.assignments[i].scope.end > span.start);
        obligation.assignments = active.iter().map(|&i| facts.assignments[i].id).collect();
        obligation.assignments.sort();
    }
}
