//! Years of document numbers in other brackets than 〔〕.

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;

/// Brackets found in place of 〔.
const WRONG: &[char] = &['[', '［', '(', '（', '【', '﹝', '„', '<', '〈', '{'];

/// 年份括号
pub(super) fn number_brackets(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let numbers = &cx.subject.facts.numbers;
    if numbers.is_empty() {
        return Judgement::not_applicable("文中没有发文字号");
    }
    let flaws = numbers.iter().filter_map(|number| {
        // The normalised text may have mended the bracket; the reader sees the raw one.
        let raw = cx.subject.document.raw_of(number.span);
        let bracket = before_year(raw)?;
        WRONG
            .contains(&bracket)
            .then(|| Flaw::at(number.span).with("match", raw.trim()).with("bracket", bracket))
    });
    Judgement::of(flaws.collect(), "发文字号的年份都用六角括号").evidence(numbers.first().map(|n| n.span))
}

/// The character before the four digits of the year.
fn before_year(raw: &str) -> Option<char> {
    let mut last = None;
    for c in raw.chars() {
        if c.is_ascii_digit() || ('０'..='９').contains(&c) {
            return last;
        }
        last = Some(c);
    }
    None
}
