//! A list that names its own length wrongly: 从甲、乙、丙、丁三个方面.

use memchr::memmem;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::outline::numeral;
use crate::text::{Span, to_u32};

/// What is counted; the list stands right before the number.
const COUNTED: [&str; 5] = ["个方面", "个维度", "个层面", "个环节", "个领域"];
/// Words before the list.
const LEADS: [&str; 4] = ["从", "围绕", "聚焦", "突出"];
/// Longest item, in characters; longer ones are clauses with marks of their own.
const LONGEST: usize = 14;
/// Fewest items that are surely a list.
const FEWEST: usize = 3;

/// 列举的个数与所说的不符
pub(super) fn listed_count(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    let outline = cx.subject.outline;
    let mut flaws = Vec::new();
    for counted in COUNTED {
        for at in memmem::find_iter(text.as_bytes(), counted) {
            let sentence = outline.sentence_holding(to_u32(at));
            let Some(sentence) = sentence.filter(|s| s.part.is_text()) else {
                continue;
            };
            let before = text.get(sentence.span.start as usize..at).unwrap_or("");
            let Some((list, number)) = list_and_number(before) else { continue };
            let (fewest, most) = sizes(list);
            if fewest >= FEWEST && (number < fewest || number > most) {
                let start = at - (before.len() - (list.as_ptr() as usize - before.as_ptr() as usize));
                let span = Span::at(start, at + counted.len());
                let flaw = Flaw::at(span).with("match", span.of(text));
                flaws.push(flaw.with("said", number.to_string()).with("count", fewest.to_string()));
            }
        }
    }
    flaws.sort_by_key(|f| f.span);
    Judgement::of(flaws, "列举的个数与所说的一致")
}

/// The list behind its lead word, and the number behind the list; an open list (…等三个) may be shorter than it says.
fn list_and_number(before: &str) -> Option<(&str, usize)> {
    let list = before.trim_end_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    let figure = before.get(list.len()..)?;
    let number = figure
        .parse::<usize>()
        .ok()
        .or_else(|| numeral::chinese(figure).and_then(|(number, _)| usize::try_from(number).ok()))?;
    let clause = list.rsplit(['，', '。', '；', '：', '（', '\n']).next()?;
    let (at, lead) = LEADS.iter().filter_map(|lead| Some((clause.rfind(lead)?, lead))).max()?;
    let list = clause.get(at + lead.len()..)?;
    (!list.ends_with('等') && !list.contains(['“', '《', '—'])).then_some((list, number))
}

/// The fewest and the most items that the list may be read as: its last two may be joined by 和.
fn sizes(list: &str) -> (usize, usize) {
    let items: Vec<&str> = list.split('、').collect();
    if items.iter().any(|i| i.is_empty() || i.chars().count() > LONGEST) {
        return (0, 0);
    }
    let joined =
        items.last().map_or(0, |last| ["和", "与", "及", "并"].iter().filter(|w| last.contains(**w)).count());
    (items.len(), items.len() + joined)
}

#[cfg(test)]
mod tests {
    use super::{list_and_number, sizes};

    #[test]
    fn lists_are_counted() {
        for (before, want) in [
            ("从检验、培训、执法三", Some((3, 3, 3))),
            ("要从检验、培训、执法和宣传4", Some((3, 4, 4))),
            ("围绕检验、培训、执法、宣传三", Some((4, 4, 3))),
            ("从检验、培训等三", None),
            ("检验、培训、执法三", None),
        ] {
            let got = list_and_number(before).map(|(list, n)| (sizes(list).0, sizes(list).1, n));
            assert_eq!(got, want, "{before}");
        }
    }
}
