//! Years of document numbers in other brackets than 〔〕.

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;

/// Brackets found in place of 〔.
const WRONG: &[char] = &['[', '［', '(', '（', '【', '﹝', '„', '<', '〈', '{'];
/// Brackets found behind the year where 〔 opens it.
const CROSSED: &[char] = &[')', '）', ']', '］', '】', '>', '〉', '》', '}', '‟', '”', '﹞'];

/// 年份括号
pub(super) fn number_brackets(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let numbers = &cx.subject.facts.numbers;
    if numbers.is_empty() {
        return Judgement::not_applicable("文中没有发文字号");
    }
    // What stands in brackets in a number of Taiwan is the year of the Republic, as it is printed there.
    let flaws = numbers.iter().filter(|number| number.year.is_some()).filter_map(|number| {
        // The normalised text may have mended the bracket; the reader sees the raw one.
        let raw = cx.subject.document.raw_of(number.span);
        let bracket = wrong_bracket(raw)?;
        Some(Flaw::at(number.span).with("match", raw.trim()).with("bracket", bracket))
    });
    Judgement::of(flaws.collect(), "发文字号的年份都用六角括号").evidence(numbers.first().map(|n| n.span))
}

/// The bracket in front of the year, or else the one behind it, that is not 〔〕.
fn wrong_bracket(raw: &str) -> Option<char> {
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let (at, _) = raw.char_indices().find(|(_, c)| is_digit(*c))?;
    let (lead, year) = raw.split_at_checked(at)?;
    // 云发[89]12号: numbers of that time are copied as they are.
    if year.chars().take_while(|c| is_digit(*c)).count() == 2 {
        return None;
    }
    // （2025年第2号） is how numbers of orders and public notices are written.
    if year.trim_start_matches(is_digit).starts_with('年') {
        return None;
    }
    let open = lead.chars().next_back()?;
    if WRONG.contains(&open) {
        return Some(open);
    }
    let close = year.trim_start_matches(is_digit).chars().find(|c| !c.is_whitespace());
    close.filter(|c| open == '〔' && CROSSED.contains(c))
}

#[cfg(test)]
mod tests {
    use super::wrong_bracket;

    #[test]
    fn brackets_of_the_year() {
        for (raw, expect) in [
            ("岭政发〔2017〕36号", None),
            ("岭政发〔２０１７〕36号", None),
            ("岭政发[2017]36号", Some('[')),
            ("岭政发〔2017)36号", Some(')')),
            ("岭政发〔2017］36号", Some('］')),
            ("岭政发2017年36号", None),
            ("岭发[89]12号", None),
            ("岭县人民政府封山令（2025年第2号）", None),
        ] {
            assert_eq!(wrong_bracket(raw), expect, "{raw}");
        }
    }
}
