//! What the citing sentence does with what it cites: the verb that governs the name, or a repeal behind it.

use std::ops::Range;
use std::sync::LazyLock;

use super::CitationRole;
use crate::lexicon::{Found, Lexicon, Terms, WordSet};

struct Words {
    before: Terms,
    /// What the words of `before` say of what is cited; nothing where a longer word only holds one that does.
    roles: Vec<Option<CitationRole>>,
    after: Terms,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let roles = Lexicon::embedded().table("citation_roles");
    let (role, place) = (roles.column("role"), roles.column("place"));
    let (after, before): (Vec<_>, Vec<_>) = roles.rows().partition(|row| row[place] == "after");
    Words {
        before: Terms::new(before.iter().map(|row| &row[0])),
        roles: before.iter().map(|row| role_of(row[role])).collect(),
        after: Terms::new(after.iter().map(|row| &row[0])),
    }
});

fn role_of(word: &str) -> Option<CitationRole> {
    Some(match word {
        "basis" => CitationRole::Basis,
        "implements" => CitationRole::Implements,
        "repeals" => CitationRole::Repeals,
        "stops" => CitationRole::Mentions,
        _ => return None,
    })
}

/// What may begin a clause that goes on to do away with what was named before it: 已完成使命，拟予以废止.
static GOES_ON: WordSet = WordSet::of("citation_words", "goes_on");
/// What between a name and a repeal says that something else is repealed: 《甲法》规定的许可同时废止.
static APART: WordSet = WordSet::of("citation_words", "apart");

/// Kinds of papers that carry out a law and bear its name.
pub(super) static PAPERS: WordSet = WordSet::of("citation_words", "regulation");

/// What the sentence does with what it cites: the last verb before the name that governs it, or a repeal after it.
pub(super) fn role(before: &str, after: &str) -> CitationRole {
    // 甲省实施《乙法》办法: the name of the paper itself.
    if before.ends_with("实施") && PAPERS.head_of(after).is_some() {
        return CitationRole::Mentions;
    }
    let near = governor(before);
    let gap = near.and_then(|(_, end)| before.get(end..)).unwrap_or("");
    let role = near.map_or(CitationRole::Mentions, |(role, _)| role);
    // 根据《甲法》，《乙规定》停止执行: what stands behind a comma is no basis any more.
    let is_basis = role == CitationRole::Basis && !without_names(gap).contains(['，', ',', '；', '。']);
    if is_repealed(after, is_basis) {
        return CitationRole::Repeals;
    }
    match role {
        // 在项目实施中，《甲法》…: the verb governs what stands in its own clause.
        CitationRole::Implements | CitationRole::Repeals if breaks(gap) => CitationRole::Mentions,
        role => role,
    }
}

/// What the last verb before a name says of it, and where the verb ends.
fn governor(before: &str) -> Option<(CitationRole, usize)> {
    let marked = passages(before);
    let in_name = |at: usize| {
        let next = marked.partition_point(|name| name.end <= at);
        marked.get(next).is_some_and(|name| name.start <= at)
    };
    // Words come by their start, the longest first: of those at the last place the first counts.
    let (mut near, mut passed): (Option<(CitationRole, Found)>, usize) = (None, 0);
    WORDS.before.visit(before, |word| match WORDS.roles.get(word.number as usize).copied().flatten() {
        // 根据《甲实施细则》、《乙办法》: the words of a name govern nothing.
        _ if in_name(word.start) => {}
        // 修订后的 is no 修订.
        None => passed = passed.max(word.end),
        Some(role) if word.start >= passed && near.is_none_or(|(_, near)| is_later(near, word)) => {
            near = Some((role, word));
        }
        Some(_) => {}
    });
    near.map(|(role, word)| (role, word.end))
}

/// Whether a word stands later than another and not inside it: 执行 in 停止执行.
fn is_later(near: Found, word: Found) -> bool {
    near.start < word.start && near.end < word.end
}

/// Whether no verb stands in a text that would govern the name behind it.
pub(super) fn is_free(before: &str) -> bool {
    governor(before).is_none()
}

/// What governs nothing, in order: the names in 《》 and what stands in quotation marks.
fn passages(text: &str) -> Vec<Range<usize>> {
    let mut found = marked(text);
    let mut from = 0;
    while let Some(open) = text.get(from..).and_then(|rest| rest.find('“')).map(|at| from + at)
        && let Some(len) = text.get(open..).and_then(|rest| rest.find('”'))
    {
        from = open + len + '”'.len_utf8();
        found.push(open..from);
    }
    found.sort_unstable_by_key(|range| range.start);
    // “按照《甲法》” and 《“甲”规划》: one passage.
    found.dedup_by(|next, last| {
        let overlaps = next.start < last.end;
        last.end = if overlaps { last.end.max(next.end) } else { last.end };
        overlaps
    });
    found
}

/// The names in 《》, in order, each with its marks.
fn marked(text: &str) -> Vec<Range<usize>> {
    let (mut names, mut open, mut depth) = (Vec::new(), 0, 0usize);
    for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '《' | '》')) {
        match (c, depth) {
            ('《', _) => {
                open = if depth == 0 { at } else { open };
                depth += 1;
            }
            (_, 1) => {
                names.push(open..at + c.len_utf8());
                depth = 0;
            }
            _ => depth = depth.saturating_sub(1),
        }
    }
    names
}

/// Whether the verb before a name stands in the clause of the name: 根据《甲法》, and not 根据要求，我局起草了《甲办法》.
pub(super) fn is_close(before: &str) -> bool {
    governor(before).is_some_and(|(_, end)| !breaks(before.get(end..).unwrap_or("")))
}

/// Whether a clause ends between a verb and a name, the names of a list left out.
fn breaks(gap: &str) -> bool {
    let bare = without_names(gap);
    let listed = bare.len() < gap.len() && bare.chars().all(|c| "，,、和及与以 ".contains(c));
    !listed && bare.contains(['，', ',', '；', ';', '：', ':'])
}

/// The text without titles and what stands in brackets or quotation marks.
fn without_names(text: &str) -> String {
    let mut depth = 0usize;
    text.chars()
        .filter(|c| match c {
            '《' | '（' | '(' | '“' => {
                depth += 1;
                false
            }
            '》' | '）' | ')' | '”' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect()
}

/// Whether what follows the name does away with it: nothing but the other names of its list and words such as 自…起同时
/// stand between. After a basis, a comma ends the list.
fn is_repealed(after: &str, is_basis: bool) -> bool {
    let rest = behind_list(after);
    // 《甲办法》第三条废止: an article goes, the paper stays.
    if super::articles::articles(rest).1 > 0 {
        return false;
    }
    let Some(word) = WORDS.after.first_in(rest) else { return false };
    let (gap, behind) = (rest.get(..word.start).unwrap_or(""), rest.get(word.end..).unwrap_or(""));
    // 废止《乙办法》, 废止设立许可: the word has an object of its own.
    let object =
        behind.trim_start().starts_with(|c: char| c == '《' || ('\u{4e00}'..='\u{9fff}').contains(&c));
    if object && !behind.starts_with("执行") || gap.contains(['《', '〔', '、', '；', '。', '\n']) {
        return false;
    }
    let (clause, next) =
        gap.split_once(['，', ',']).map_or((gap, None), |(clause, next)| (clause, Some(next)));
    let goes_on = next.is_none_or(|next| !is_basis && GOES_ON.head_of(next.trim_start()).is_some());
    let own = since(clause);
    goes_on && !APART.is_in(own) && !next.is_some_and(|next| APART.is_in(since(next)))
}

/// The clause without the day from which on something holds: 自本办法施行之日起.
fn since(clause: &str) -> &str {
    let begins = clause.trim_start().starts_with(['自', '从', '于', '在']);
    let end =
        ["之日起", "日起", "起", "之日", "日"].iter().find_map(|end| Some(clause.find(end)? + end.len()));
    end.filter(|_| begins).and_then(|at| clause.get(at..)).unwrap_or(clause)
}

/// What follows the list that a name begins: brackets, and more names behind 、 or 和.
fn behind_list(after: &str) -> &str {
    let mut rest = after.trim_start();
    loop {
        if let Some(next) = behind_bracket(rest) {
            rest = next;
            continue;
        }
        let joint = ["、", "和", "及", "与", "以及", "，", ",", ""].iter().find_map(|joint| {
            let next = rest.strip_prefix(joint)?.trim_start();
            next.starts_with('《').then_some(next)
        });
        if let Some(next) = behind_number(rest) {
            rest = next;
            continue;
        }
        let Some(end) =
            joint.and_then(|next| next.find('》').and_then(|at| next.get(at + '》'.len_utf8()..)))
        else {
            return rest;
        };
        rest = end.trim_start_matches('》').trim_start();
    }
}

/// What follows the further number a list of numbers goes on with: 、云政发〔2010〕6号文件.
fn behind_number(rest: &str) -> Option<&str> {
    let next = ["、", "和", "及", "与", "以及"].iter().find_map(|joint| rest.strip_prefix(joint))?;
    let number = next.get(..next.find('号')?)?;
    let plain = number.chars().count() <= LONGEST_NUMBER && !number.contains(['，', '。', '；', '《']);
    let rest = next.get(number.len() + '号'.len_utf8()..)?;
    (plain && number.contains(['〔', '[', '（', '('])).then(|| rest.trim_start_matches(['文', '件']))
}

/// Longest number of a paper, in characters.
const LONGEST_NUMBER: usize = 24;

/// What follows the bracket a text begins with, which may hold others: （甲政发〔2010〕5号）.
fn behind_bracket(text: &str) -> Option<&str> {
    if !text.starts_with(['（', '(', '〔']) {
        return None;
    }
    let mut depth = 0usize;
    let close = text.char_indices().find(|(_, c)| {
        match c {
            '（' | '(' | '〔' => depth += 1,
            '）' | ')' | '〕' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    });
    close.and_then(|(at, c)| text.get(at + c.len_utf8()..)).map(str::trim_start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeals() {
        for after in [
            "同时废止。",
            "（甲政发〔2010〕5号）和《乙规定》（甲政发〔2011〕6号）同时废止。",
            "、《乙规定》自本办法施行之日起废止。",
            "已完成其阶段性使命，拟予以废止。",
            "自2024年6月1日起停止执行。",
            "自动失效。",
            "同时废除。",
            "停止使用。",
            "、云政发〔2010〕6号文件不再执行。",
        ] {
            assert_eq!(role("原", after), CitationRole::Repeals, "{after}");
        }
        for (before, after) in [
            ("根据", "和《乙办法》的有关规定，经市政府同意，决定废止《丙办法》。"),
            ("根据", "，原发布的《乙规定》停止执行。"),
            ("依据", "第六十九条撤销许可的，原许可证同时失效。"),
            ("", "自2024年6月1日起施行，原《乙规定》同时废止。"),
            ("按照", "要求，甲建发〔2022〕8号文同时停止执行。"),
            ("依", "规定，经撤销或废止考试及格资格。"),
            ("", "第三条第二款同时废止。"),
        ] {
            assert_ne!(role(before, after), CitationRole::Repeals, "{after}");
        }
        assert_eq!(role("停止执行", "。"), CitationRole::Repeals);
        assert_eq!(role("决定废止", "（甲政发〔2010〕5号）。"), CitationRole::Repeals);
    }

    #[test]
    fn verbs_govern_names() {
        assert_eq!(role("贯彻落实", "，"), CitationRole::Implements);
        assert_eq!(role("贯彻落实修订后的", "，"), CitationRole::Implements);
        assert_eq!(role("落实省委“稳增长，防风险”部署和", "要求，"), CitationRole::Implements);
        assert_eq!(role("贯彻落实《甲法》和", "精神，"), CitationRole::Implements);
        assert_eq!(role("根据《甲法》、《乙法》，", "，"), CitationRole::Basis);
        assert_eq!(role("在项目实施过程中违反", "第三条的，"), CitationRole::Mentions);
        assert_eq!(role("推进工作时可以参考", "。"), CitationRole::Mentions);
        assert_eq!(role("依据《甲法》第三条“实施检查时，应当出示证件”、", "第九条，"), CitationRole::Basis);
        assert_eq!(role("根据工作安排，我局起草", "。"), CitationRole::Mentions);
        assert_eq!(role("根据市政府制定的", "，"), CitationRole::Basis);
        assert_eq!(role("推进各项工作，", "另有规定的，"), CitationRole::Mentions);
        assert_eq!(role("依据《甲法》，参照", "，"), CitationRole::Mentions);
        assert_eq!(
            role("根据《甲法实施细则》（国务院令第3号）和《乙遵守规则》、", "，"),
            CitationRole::Basis
        );
        assert_eq!(role("甲省实施", "办法"), CitationRole::Mentions);
        assert_eq!(role("废止《关于贯彻落实〈甲办法〉的通知》和", "。"), CitationRole::Repeals);
        assert_eq!(role("印发《关于执行〈甲办法〉的通知》、", "。"), CitationRole::Mentions);
    }
}
