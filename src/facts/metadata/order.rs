//! The head of an order that promulgates rules: 甲市人民政府令, its number, 现予公布，自…起施行, and who signed it when.

use crate::facts::Context;
use crate::facts::date::dates_in;
use crate::lexicon::WordSet;
use crate::outline::pattern::signed;
use crate::outline::{Line, Part};
use crate::text::{Norm, Span};

/// Offices whose holders sign orders: 省长, 部长.
static OFFICES: WordSet = WordSet::of("masthead_words", "office");
/// Words of promulgation.
static PROMULGATES: WordSet = WordSet::of("masthead_words", "promulgation");
/// An order stands within so many lines.
const LINES: usize = 40;
/// Longest name of an office with its organ before it, and of a person, in characters.
const LONGEST_OFFICE: usize = 16;
const LONGEST_NAME: usize = 8;

/// The day on which the order was signed: behind or below the office and the name, or alone between the promulgation and the
/// first article.
pub(super) fn signed_on(cx: &Context<'_>) -> Option<(jiff::civil::Date, Span<Norm>)> {
    let lines: Vec<&Line> =
        cx.outline.lines.iter().filter(|line| line.part != Part::Portal).take(LINES).collect();
    let head = lines.iter().position(|line| begins_rules(line.span.of(cx.text))).unwrap_or(lines.len());
    let text = |i: usize| lines.get(i).map_or("", |line| line.span.of(cx.text));
    let promulgated = (0..head).find(|&i| PROMULGATES.is_in(text(i)))?;
    let last = (head + 1).min(lines.len());
    let in_line = |line: &&Line| {
        dates_in(cx.text, line.span).find(|(_, span)| {
            let before = cx.text.get(line.span.start as usize..span.start as usize).unwrap_or("");
            let after = cx.text.get(span.end as usize..line.span.end as usize).unwrap_or("");
            !after.is_empty() && is_signatory(before)
        })
    };
    let run_on = || lines.get(promulgated..last).unwrap_or(&[]).iter().find_map(in_line);
    let apart = (promulgated..head).find_map(|i| {
        let (line, content) = (lines.get(i)?, text(i));
        let (date, span) =
            dates_in(cx.text, line.span).last().filter(|(_, span)| span.end == line.span.end)?;
        let before = cx.text.get(line.span.start as usize..span.start as usize)?;
        let by_office =
            is_signatory(before) || before.trim().is_empty() && i > 0 && is_signatory(text(i - 1));
        let alone = signed(content) == Some(0) && i > promulgated && i + 1 == head && head < lines.len();
        (by_office || alone).then_some((date, span))
    });
    apart.or_else(run_on)
}

/// Whether the rules themselves begin: 第一章, 第一条, 第1条.
fn begins_rules(line: &str) -> bool {
    let rest = line.strip_prefix('第').map(str::trim_start);
    let first = rest.and_then(|rest| rest.strip_prefix(['一', '1'])).map(str::trim_start);
    first.is_some_and(|rest| rest.starts_with(['条', '章', '编']))
}

/// Whether the text, or its last sentence, is an office and the name of its holder: 自治区主席 乌某某.
fn is_signatory(text: &str) -> bool {
    let last = text.trim_end().rsplit(['。', '\n']).next().unwrap_or(text);
    let bare: String = last.chars().filter(|c| !c.is_whitespace()).collect();
    OFFICES.words().iter().any(|office| {
        let Some((organ, name)) = bare.split_once(office) else { return false };
        let han = |text: &str| text.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) || c == '·');
        organ.chars().count() <= LONGEST_OFFICE
            && (2..=LONGEST_NAME).contains(&name.chars().count())
            && han(organ)
            && han(name)
    })
}

#[cfg(test)]
mod tests {
    use super::is_signatory;

    #[test]
    fn who_signs_an_order() {
        for (text, signs) in [
            ("省长 王某某", true),
            ("省 长　王某", true),
            ("甲部部长 李某某", true),
            ("自治区主席 乌某某", true),
            ("现予公布，自2020年3月1日起施行。 部长 李某", true),
            ("市长热线电话受理范围包括停车", false),
            ("市长", false),
            ("停车有序", false),
        ] {
            assert_eq!(is_signatory(text), signs, "{text}");
        }
    }
}
