//! One name in 《》 under two spellings: 《购房认购书》 and 《购买认购书》, 《土壤保护规划》 and 《上壤保护规划》.
//!
//! Only names that differ in one character are compared. Characters that tell names apart (购 and 租, 甲 and 乙, figures), names
//! listed in one sentence and short names of equal standing are left alone: they may be two papers.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use memchr::memmem;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::lexicon::WordSet;
use crate::text::{Norm, Span, to_u32};

/// Groups of characters that make two names of one.
static TELLING: WordSet = WordSet::of("rule_words", "telling_character");
static OPEN: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new("《"));
/// Characters of the shortest name that is compared, and of one that is long enough to be told by itself.
const SHORTEST: usize = 5;
const LONG: usize = 10;
/// More names than a paper cites: a list of papers, many of which are named alike.
const MANY: usize = 400;

/// 书名号里的名称前后差一个字
pub(super) fn marked_name_varies(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let names = names(cx);
    if names.len() < 2 {
        return Judgement::not_applicable("文中没有可以比较的名称");
    }
    if names.len() > MANY {
        return Judgement::not_applicable("是文件清单，名称本来多有相近");
    }
    let list: Vec<(&Vec<char>, &Vec<Span<Norm>>)> = names.iter().collect();
    let text = cx.subject.text();
    let mut flaws = Vec::new();
    for (index, (name, at)) in list.iter().enumerate() {
        for (_, other_at) in list.iter().skip(index + 1).filter(|(other, _)| is_slip(name, other)) {
            // The rarer one is the slip; of equals, the one that stands later.
            let is_odd = (at.len(), std::cmp::Reverse(at.first()))
                <= (other_at.len(), std::cmp::Reverse(other_at.first()));
            let (odd, usual) = if is_odd { (at, other_at) } else { (other_at, at) };
            let is_told = name.len() >= LONG || odd.len() == 1 && usual.len() >= 2;
            let Some((first, known)) = odd.first().zip(usual.first()) else { continue };
            let names = [first.of(text), known.of(text)];
            // 国旗法 and 国徽法 are two laws.
            let are_laws = names.iter().all(|name| cx.subject.laws.knows(name));
            if is_told && !are_laws && !is_one_sentence(cx, odd, usual) {
                let flaw = Flaw::at(*first).with("match", names[0]).with("other", names[1]);
                flaws.push(flaw.related(*known, "另一处的名称"));
            }
        }
    }
    flaws.sort_by_key(|f| f.span);
    Judgement::of(flaws, "书名号里的名称前后一致")
}

/// The names in 《》, with where they stand.
fn names(cx: &RuleContext<'_>) -> BTreeMap<Vec<char>, Vec<Span<Norm>>> {
    let text = cx.subject.text();
    let mut names: BTreeMap<Vec<char>, Vec<Span<Norm>>> = BTreeMap::new();
    for at in OPEN.find_iter(text.as_bytes()) {
        let start = at + "《".len();
        let Some(inside) = text.get(start..).and_then(|rest| rest.get(..rest.find(['》', '《', '\n'])?))
        else {
            continue;
        };
        let is_body = cx.subject.outline.line_holding(to_u32(at)).is_some_and(|l| l.part.is_text());
        let name: Vec<char> = inside.chars().collect();
        if is_body && name.len() >= SHORTEST {
            names.entry(name).or_default().push(Span::at(start, start + inside.len()));
        }
    }
    names
}

/// Whether two names differ in one character within that does not tell them apart.
fn is_slip(a: &[char], b: &[char]) -> bool {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (Some(a), Some(b)) = (a.get(head..), b.get(head..)) else { return false };
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let tail = tail.min(a.len()).min(b.len());
    let rest = (a.get(..a.len() - tail), b.get(..b.len() - tail));
    match rest {
        (Some([x]), Some([y])) => {
            let tells = TELLING.words().iter().any(|group| group.contains(*x) && group.contains(*y));
            is_han(*x) && is_han(*y) && !tells && tail > 0
        }
        // A name that is only longer was cut, or is of another kind.
        (Some([x]), Some([])) | (Some([]), Some([x])) => {
            let tells = TELLING.words().iter().any(|group| group.contains(*x));
            is_han(*x) && !tells && head > 0 && tail > 0 && head + tail >= LONG
        }
        _ => false,
    }
}

const fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// Whether both names stand in one sentence somewhere: a list of two papers.
fn is_one_sentence(cx: &RuleContext<'_>, odd: &[Span<Norm>], usual: &[Span<Norm>]) -> bool {
    let text = cx.subject.text();
    odd.iter().any(|a| {
        usual.iter().any(|b| {
            let (first, second) = if a.start < b.start { (a, b) } else { (b, a) };
            let between = text.get(first.end as usize..second.start as usize).unwrap_or("");
            between.len() < 200 && !between.contains(['。', '；', '\n'])
        })
    })
}

#[cfg(test)]
mod tests {
    use super::is_slip;

    #[test]
    fn names_that_differ_in_one_character() {
        for (a, b, is) in [
            ("购船认购书", "购买认购书", true),
            ("渡口土壤保护规划", "渡口上壤保护规划", true),
            ("渡口安全隐患整治行动方案", "渡口安全患整治行动方案", true),
            ("购船申请表", "租船申请表", false),
            ("渡口规划（一）", "渡口规划（二）", false),
            ("渡工登记表", "渡工登记", false),
            ("渡口整治20条", "渡口整治26条", false),
            ("渡工登记表", "渡工登记簿", false),
        ] {
            let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            assert_eq!(is_slip(&a, &b), is, "{a:?} {b:?}");
        }
    }
}
