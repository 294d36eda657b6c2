//! The loose form of a pattern: bounds of repetitions fall away, `[^。]{0,40}` becomes `[^。]*`.
//!
//! Every text the pattern matches is matched by its loose form. A repetition with a bound is compiled to as many copies as the
//! bound says, so the loose form costs a small part of the time and memory, and what it turns away never needs the pattern.

use regex_syntax::hir::print::Printer;
use regex_syntax::hir::{Hir, HirKind, Repetition};

/// Repetitions with a smaller bound stay as they are: they cost little, and without them the loose form tells less.
const FEW: u32 = 5;

/// The loose form in `regex` syntax; `None` when the pattern has no repetition worth it.
pub(super) fn loosen(hir: &Hir) -> Option<String> {
    let mut is_loosened = false;
    let loose = walk(hir, &mut is_loosened);
    let mut printed = String::new();
    Printer::new().print(&loose, &mut printed).ok().filter(|()| is_loosened).map(|()| printed)
}

fn walk(hir: &Hir, is_loosened: &mut bool) -> Hir {
    match hir.kind() {
        HirKind::Capture(capture) => walk(&capture.sub, is_loosened),
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(|part| walk(part, is_loosened)).collect()),
        HirKind::Alternation(parts) => {
            Hir::alternation(parts.iter().map(|part| walk(part, is_loosened)).collect())
        }
        HirKind::Repetition(repetition) => {
            let sub = Box::new(walk(&repetition.sub, is_loosened));
            let is_bound = repetition.max.is_some_and(|max| max >= FEW);
            *is_loosened |= is_bound;
            let (min, max) =
                if is_bound { (repetition.min.min(1), None) } else { (repetition.min, repetition.max) };
            Hir::repetition(Repetition { min, max, greedy: repetition.greedy, sub })
        }
        _ => hir.clone(),
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Regex;

    use super::*;

    fn loose(pattern: &str) -> Option<String> {
        loosen(&regex_syntax::Parser::new().parse(pattern).expect("a pattern"))
    }

    #[test]
    fn bounds_fall_away_and_nothing_else() {
        let cases: &[(&str, &[&str], &[&str])] = &[
            (
                "优先[^。]{0,20}(?:购买|采购)",
                &["优先购买", "优先在本地、外地以及其他任何一处地方都要购买"],
                &["优先。购买", "购买"],
            ),
            ("^第(?<n>[0-9]{2,9})条", &["第1条", "第12条"], &["第条", "见第12条"]),
            ("[甲乙]{0,2}丙{1,8}", &["丙", "甲乙甲丙"], &["甲"]),
        ];
        for (pattern, yes, no) in cases {
            let loose = Regex::new(&loose(pattern).expect("a bound")).expect("valid");
            assert!(yes.iter().all(|text| loose.is_match(text)), "{pattern}");
            assert!(!no.iter().any(|text| loose.is_match(text)), "{pattern}");
        }
    }

    #[test]
    fn what_has_no_wide_bound_stays() {
        assert_eq!(loose("未经(?:审核|审查){1,2}.*印发"), None);
    }
}
