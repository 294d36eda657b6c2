//! Annexes that bear one name in the list of annexes and another at their head or where the body names them: 附件4 is the
//! 发展行动 in the list and the 发展协同行动 in the body.
//!
//! Names are gathered under the number of the annex. A name that was cut short, or a note in brackets at its end (（另发）), is no
//! other name; names that have little in common are a misread number.

use std::collections::BTreeMap;

use memchr::memmem;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::text::{Norm, Span, first_chars};

/// Highest number of an annex.
const LAST: u32 = 30;
/// Characters of the shortest and of the longest name.
const LENGTHS: std::ops::RangeInclusive<usize> = 6..=50;
/// Characters that a name without marks shares with the known one at its head.
const HEAD: usize = 3;
/// Most characters that one of two names has more than the other.
const MOST: usize = 3;
/// Endings of names of files.
const SUFFIXES: [&str; 6] = [".docx", ".doc", ".xlsx", ".xls", ".pdf", ".wps"];

/// 附件名称前后不一
pub(super) fn annex_names(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    let mut names: BTreeMap<u32, Vec<Span<Norm>>> = BTreeMap::new();
    let mut plain: Vec<(u32, usize)> = Vec::new();
    for at in memmem::find_iter(text.as_bytes(), "附件") {
        let rest = text.get(at + "附件".len()..).unwrap_or("");
        let Some((number, behind)) = number(rest) else {
            listed(text, rest, &mut names);
            continue;
        };
        let before = text.get(..at).unwrap_or("");
        let name = before_brackets(before).or_else(|| named(text, before, behind));
        if name.is_none() && behind.starts_with('）') {
            plain.extend(bracketed(before).map(|end| (number, end)));
        }
        names.entry(number).or_default().extend(name);
    }
    for at in memmem::find_iter(text.as_bytes(), "\n附：") {
        listed(text, text.get(at + "\n附".len()..).unwrap_or(""), &mut names);
    }
    for (number, end) in plain {
        let known = names.entry(number).or_default();
        known.extend(known.first().and_then(|name| ends_like(text.get(..end)?, name.of(text))));
    }
    let mut flaws = Vec::new();
    for spans in names.values() {
        let Some((first, others)) = spans.split_first() else { continue };
        let other = others.iter().find(|o| is_slip(&fold(first.of(text)), &fold(o.of(text))));
        flaws.extend(other.map(|other| {
            let flaw = Flaw::at(*first).with("match", first.of(text)).with("other", other.of(text));
            flaw.related(*other, "另一处的名称")
        }));
    }
    if names.is_empty() {
        return Judgement::not_applicable("文中没有编号的附件");
    }
    flaws.extend(unnumbered(text, &names));
    Judgement::of(flaws, "附件的名称前后一致")
}

/// Annexes whose name is nearly one that the body names in 《》 without a number, when the body has no other that fits.
fn unnumbered(text: &str, names: &BTreeMap<u32, Vec<Span<Norm>>>) -> Vec<Flaw> {
    let annexes: Vec<_> = names.values().flatten().map(|at| (*at, fold(at.of(text)))).collect();
    let Some(body) = annexes.iter().map(|(at, _)| at.start).min().and_then(|end| text.get(..end as usize))
    else {
        return Vec::new();
    };
    let marked = memmem::find_iter(body.as_bytes(), "《").filter_map(|at| {
        let start = at + "《".len();
        let name = body.get(start..)?;
        let name = name.get(..name.find(['》', '《', '\n'])?)?;
        LENGTHS.contains(&name.chars().count()).then(|| (Span::at(start, start + name.len()), fold(name)))
    });
    let marked: Vec<(Span<Norm>, Vec<char>)> = marked.collect();
    let is_in =
        |list: &[(Span<Norm>, Vec<char>)], name: &Vec<char>| list.iter().any(|(_, known)| known == name);
    let flaws = annexes.iter().filter(|(_, name)| !is_in(&marked, name)).filter_map(|(at, name)| {
        let mut like = marked.iter().filter(|(_, other)| is_slip(other, name) && !is_in(&annexes, other));
        let (other, known) = like.next()?;
        let is_one = like.all(|(_, again)| again == known);
        let flaw = || Flaw::at(*at).with("match", at.of(text)).with("other", other.of(text));
        is_one.then(|| flaw().related(*other, "正文里的名称"))
    });
    flaws.collect()
}

/// The number at the head of a text, with what follows.
fn number(text: &str) -> Option<(u32, &str)> {
    let text = text.trim_start_matches([' ', '　']);
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = text.get(..text.len() - rest.len())?.parse().ok().filter(|n| (1..=LAST).contains(n))?;
    Some((number, rest))
}

/// The titles of a list of annexes: ：1.渡船名单 2.渡工名单, one a line or all on one.
fn listed(text: &str, rest: &str, names: &mut BTreeMap<u32, Vec<Span<Norm>>>) {
    let Some(mut rest) = rest.trim_start_matches([' ', '　']).strip_prefix(['：', ':']) else { return };
    for wanted in 1..=LAST {
        let Some(behind) = number(rest.trim_start()).filter(|(n, _)| *n == wanted).map(|(_, behind)| behind)
        else {
            return;
        };
        let Some(title) = behind.strip_prefix(['.', '．', '、', '：', ':']) else { return };
        let line = title.lines().next().unwrap_or("");
        let next = (wanted + 1).to_string();
        let end = ['.', '．', '、'].iter().filter_map(|mark| line.find(&format!("{next}{mark}"))).min();
        let name = line.get(..end.unwrap_or(line.len())).unwrap_or(line);
        names.entry(wanted).or_default().extend(trimmed(text, name));
        rest = title.get(name.len()..).unwrap_or("");
    }
}

/// The name in front of brackets that hold the number: 《渡船名单》（见附件1）.
fn before_brackets(before: &str) -> Option<Span<Norm>> {
    let head = before.trim_end_matches(['见', '详']).strip_suffix('（')?.strip_suffix('》')?;
    let start = head.rfind('《')? + '《'.len_utf8();
    let is_one = !head.get(start..)?.contains(['》', '\n']);
    is_one.then(|| Span::at(start, head.len()))
}

/// Where the words in front of brackets that hold the number end.
fn bracketed(before: &str) -> Option<usize> {
    before.trim_end_matches(['见', '详']).strip_suffix('（').map(str::len)
}

/// The words at the end that begin as a name of the annex does: 制定渡船整治方案（附件1） beside 渡船安全整治方案.
fn ends_like(before: &str, name: &str) -> Option<Span<Norm>> {
    let clause = before.rfind(['，', '。', '；', '：', '\n', '》']).unwrap_or(0);
    let start = clause + before.get(clause..)?.rfind(first_chars(name, HEAD))?;
    let length = before.get(start..)?.chars().count();
    LENGTHS.contains(&length).then(|| Span::at(start, before.len()))
}

/// The name behind the number: （附件1：渡船名单）, a line 附件1：渡船名单, or a line 附件1 above the name.
fn named(text: &str, before: &str, behind: &str) -> Option<Span<Norm>> {
    let is_line = before.trim_end_matches([' ', '　']).ends_with('\n');
    let named = behind.strip_prefix(['：', ':']);
    if before.ends_with(['（', '；']) {
        let name = named?;
        return trimmed(text, name.get(..name.find(['）', '；', '\n', '。'])?)?);
    }
    let line = named.unwrap_or(behind).trim_start().lines().next().filter(|_| is_line)?;
    (!line.contains(['，', '。'])).then(|| trimmed(text, line))?
}

/// The span of a name without marks around it, file endings and a note in brackets.
fn trimmed(text: &str, name: &str) -> Option<Span<Norm>> {
    let mut bare = name.trim();
    bare = SUFFIXES.iter().find_map(|s| bare.strip_suffix(s)).unwrap_or(bare);
    if let Some((title, _)) = bare.rsplit_once('（').filter(|_| bare.ends_with('）')) {
        bare = title;
    }
    let bare = bare.trim_matches(['《', '》', '；', '。', ' ']);
    let start = (bare.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    LENGTHS.contains(&bare.chars().count()).then(|| Span::at(start, start + bare.len()))
}

/// The characters that tell names apart.
fn fold(name: &str) -> Vec<char> {
    name.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether two names differ by a few characters within.
fn is_slip(a: &[char], b: &[char]) -> bool {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (Some(a), Some(b)) = (a.get(head..), b.get(head..)) else { return false };
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let apart = a.len().max(b.len()) - tail;
    // A name that only begins or ends like the other was cut, or bears its place in front.
    (1..=MOST).contains(&apart) && head > 0 && tail > 0 && head + tail >= 2 * apart
}

#[cfg(test)]
mod tests {
    use super::{fold, is_slip};

    #[test]
    fn names_that_differ_within() {
        for (a, b, is) in [
            ("渡船安全整治行动", "渡船安全整治专项行动", true),
            ("渡船登记表填报说明", "渡船填报说明", true),
            ("渡船安全整治行动", "渡船安全整治行动", false),
            ("海口县渡船登记表", "渡船登记表", false),
            ("渡船名单", "渡工培训计划", false),
            ("渡船登记表", "渡船登记", false),
        ] {
            assert_eq!(is_slip(&fold(a), &fold(b)), is, "{a} {b}");
        }
    }
}
