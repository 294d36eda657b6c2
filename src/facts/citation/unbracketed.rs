//! Names of laws in regulations of Taiwan, which put no marks around them: 违反银行法、信托业法及洗钱防制法规定.
//!
//! A name ends in 法, 条例, 办法 and the like and begins behind a mark, a word of citing (依, 违反) or the name before. It counts
//! when such a word stands before or behind it, or when it goes on a list of names that does.

use std::ops::Range;
use std::sync::LazyLock;

use crate::facts::Context;
use crate::lexicon::{Endings, Lexicon, Terms, WordSet};
use crate::text::{first_chars, is_numeral, last_bytes};

/// Shortest name of a law and of a rule, in characters.
const SHORTEST: (usize, usize) = (3, 6);
/// Longest name in characters.
const LONGEST: usize = 45;
/// Longest name, in characters, that opens a clause without a word of citing before it.
const LONGEST_OPENING: usize = 12;

/// Marks that no name goes over.
const MARKS: [char; 16] =
    ['，', ',', '。', '；', ';', '：', ':', '、', '（', '(', '）', ')', '「', '」', '\n', '\t'];

/// How the paper itself is named: 本条例.
const OWN: char = '本';

struct Words {
    laws: Terms,
    rules: Terms,
    leads: Terms,
    lead_words: Vec<&'static str>,
    after: Terms,
    not_head: Terms,
    runs_on: Terms,
    not_in: Terms,
    not_end: Endings,
    short: Terms,
    joints: Vec<&'static str>,
    openings: Terms,
    opening_words: Vec<&'static str>,
    heads: Terms,
    list_ends: Terms,
    acts: Terms,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("plain_citations");
    let (role, term) = (table.column("role"), table.column("term"));
    let list = |name: &str| -> Vec<&'static str> {
        table.rows().filter(|row| row[role] == name).map(|row| row[term]).collect()
    };
    Words {
        laws: Terms::new(list("law")),
        rules: Terms::new(list("rule")),
        leads: Terms::new(list("lead")),
        lead_words: list("lead"),
        after: Terms::new(list("after")),
        not_head: Terms::new(list("not_head")),
        runs_on: Terms::new(list("runs_on")),
        not_in: Terms::new(list("not_in")),
        not_end: Endings::new(list("not_end")),
        short: Terms::new(list("short")),
        joints: list("joint"),
        openings: Terms::new(list("opening")),
        opening_words: list("opening"),
        heads: Terms::new(list("head")),
        list_ends: Terms::new(list("list_end")),
        acts: Terms::new(list("acts")),
    }
});

/// What a heading over what a paper rests on is called.
static BASED: WordSet = WordSet::of("citation_words", "based");

/// The names of a paper, in order. Lines that a copy broke at a fixed width are read as one.
pub(super) fn names_of(cx: &Context<'_>, from: usize) -> Vec<Range<usize>> {
    let broken = cx.outline.lines.windows(2).filter(|pair| pair[1].goes_on);
    let breaks: Vec<_> = broken.map(|pair| pair[0].span.end as usize..pair[1].span.start as usize).collect();
    if breaks.is_empty() {
        return names(cx.text, from);
    }
    // Where a break was in the joined text, and how much was taken out up to there.
    let (mut joined, mut taken, mut at) = (String::with_capacity(cx.text.len()), vec![(0, 0)], 0);
    for gap in &breaks {
        joined.push_str(cx.text.get(at..gap.start).unwrap_or(""));
        at = gap.end;
        taken.push((joined.len(), at - joined.len()));
    }
    joined.push_str(cx.text.get(at..).unwrap_or(""));
    let place = |flat: usize, is_end: bool| {
        let before = taken.partition_point(|(at, _)| *at < flat || !is_end && *at == flat);
        flat + before.checked_sub(1).and_then(|i| taken.get(i)).map_or(0, |(_, taken)| *taken)
    };
    let skipped: usize = breaks.iter().take_while(|gap| gap.end <= from).map(ExactSizeIterator::len).sum();
    let found = names(&joined, from.saturating_sub(skipped));
    found.into_iter().map(|name| place(name.start, false)..place(name.end, true)).collect()
}

/// The names in `text`, in order; they do not overlap.
fn names(text: &str, from: usize) -> Vec<Range<usize>> {
    let mut ends: Vec<(usize, usize, bool)> = Vec::new();
    let body = text.get(from..).unwrap_or("");
    WORDS.laws.visit(body, |found| ends.push((from + found.end, from + found.start, true)));
    WORDS.rules.visit(body, |found| ends.push((from + found.end, from + found.start, false)));
    ends.sort_unstable();
    let mut names: Vec<Range<usize>> = Vec::new();
    let mut last = from;
    for (end, ending, law) in ends {
        // 办法 and 方法 end in 法.
        let other = law && WORDS.not_end.longest_of(text.get(..end).unwrap_or("")).is_some();
        if ending < last || other {
            continue;
        }
        let Some(start) = start_of(text, last, end, law) else { continue };
        last = end;
        // 违反本条例、甲法: the paper itself opens the list, and is no citation.
        if !text.get(start..end).is_some_and(|name| name.starts_with(OWN)) {
            names.push(start..end);
        }
    }
    names
}

/// Where the name that ends at `end` starts, if it is one; `last` is where the one before ended.
fn start_of(text: &str, last: usize, end: usize, law: bool) -> Option<usize> {
    let behind = text.get(end..)?;
    if WORDS.runs_on.longest_at(behind).is_some() && !cites(behind) {
        return None;
    }
    let head = text.get(last..end)?;
    let mark = head.char_indices().rev().find(|(_, c)| MARKS.contains(c));
    let clause = last + mark.map_or(0, |(i, c)| i + c.len_utf8());
    let clause = clause + blanks(text.get(clause..end)?);
    let segment = text.get(clause..end)?;
    let mut lead = None;
    WORDS.leads.visit(segment, |found| lead = lead.max(Some(found.end)));
    let lead = lead.filter(|at| *at < segment.len());
    let listed_on = if lead.is_none() { behind_articles(head).map(|len| last + len) } else { None };
    let joined = lead.is_none()
        && (listed_on.is_some() || is_joined(text.get(last..clause).unwrap_or(""), segment, last));
    let start = listed_on.unwrap_or(clause + lead.unwrap_or(0));
    let from = start;
    let start = start + opening(text.get(start..end)?);
    let opened = start > from;
    let name = text.get(start..end)?;
    let chars = name.chars().count();
    let short = WORDS.short.longest_at(name).is_some();
    let (shortest, cites) = (
        if short {
            2
        } else if law {
            SHORTEST.0
        } else {
            SHORTEST.1
        },
        cites(behind) || opens_list(behind) || is_entry(text, clause, end),
    );
    if lead.is_some() && name.starts_with(OWN) {
        return (chars <= 4).then_some(start);
    }
    let clean = name.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
        && (shortest..=LONGEST).contains(&chars)
        && (WORDS.not_head.longest_at(name).is_none() || WORDS.heads.longest_at(name).is_some())
        && !WORDS.not_in.is_in(name)
        && !name.ends_with("之办法")
        && !name.ends_with("之标准");
    let led = lead.is_some() && (law || cites || listed(behind) || acts(behind));
    // 有甲管理办法第三条情形: what opened the clause, and the article behind, leave no doubt. Nor does 等有关规定 behind a list.
    let sure = (opened || heads_line(text, clause)) && is_placed(behind)
        || opens_list(behind)
        || is_entry(text, clause, end);
    // 依「甲管理办法」, 「甲规则」第三条: names in the quotation marks of Taiwan.
    if let Some(whole) = quoted(text, clause, end).filter(|_| clean && start == clause) {
        let (before, after) = (text.get(..whole.start)?, text.get(whole.end..)?);
        let cited = WORDS.lead_words.iter().any(|lead| before.ends_with(lead)) || self::cites(after);
        return cited.then_some(start);
    }
    let opens =
        lead.is_none() && mark.is_some() && cites && !joined && (sure || law && chars <= LONGEST_OPENING);
    (clean && (led || joined && (law || cites || listed(behind)) || opens)).then_some(start)
}

/// Whether an article follows.
fn is_placed(behind: &str) -> bool {
    let rest = behind.get(blanks(behind)..).unwrap_or("");
    rest.starts_with('第') && super::articles::articles(rest).1 > 0
}

/// A list of names with what ends it, in characters.
const LONGEST_LIST: usize = 240;
/// Between a heading and an entry below it, in bytes.
const LONGEST_ENTRIES: usize = 900;
/// Longest heading over a list of names, in bytes, its number included.
const LONGEST_HEADING: usize = 40;

/// Whether a list goes on behind that ends in 等有关规定: 甲法、乙办法及丙要点等有关规定.
fn opens_list(behind: &str) -> bool {
    let list = || {
        let rest = first_chars(behind, LONGEST_LIST);
        rest.split(['。', '；', ';', '，', ',', '：', ':']).next().unwrap_or("")
    };
    listed(behind) && WORDS.list_ends.first_in(list()).is_some()
}

/// Whether a name fills its line, below a heading such as 壹、依据.
fn is_entry(text: &str, clause: usize, end: usize) -> bool {
    let behind = text.get(end..).unwrap_or("").trim_start_matches(['。', '；', ';', ' ', '\u{3000}']);
    if !(behind.is_empty() || behind.starts_with(['\n', '\r'])) {
        return false;
    }
    let line = text.get(..clause).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let label = text.get(line..clause).unwrap_or("");
    if !label.chars().all(|c| is_numeral(c) || MARKS.contains(&c) || c == '.' || c.is_whitespace()) {
        return false;
    }
    let own = style(label);
    let above = last_bytes(text.get(..line).unwrap_or(""), LONGEST_ENTRIES).lines().rev().map(str::trim);
    // The entries above are cited as well, whatever they say; a line with another sort of number ends the list.
    let mut heads = above.filter(|line| !line.is_empty()).filter(|line| is_based(line) || style(line) > 0);
    own > 0 && heads.find(|line| style(line) != own).is_some_and(is_based)
}

/// Whether a line is a heading over what a paper rests on.
fn is_based(line: &str) -> bool {
    line.len() <= LONGEST_HEADING && BASED.tail_of(line.trim_end_matches(['：', ':'])).is_some()
}

/// The sort of number a line begins with: 壹、, 一、, （一）, 1.; 0 for none.
fn style(line: &str) -> u8 {
    let mut chars = line.trim_start().chars();
    match (chars.next().unwrap_or(' '), chars.next().unwrap_or(' ')) {
        ('壹' | '贰' | '叁' | '参' | '肆' | '伍' | '陆' | '柒' | '捌' | '玖' | '拾', _) => 1,
        ('（' | '(', c) if is_numeral(c) => 3,
        (c, _) if c.is_ascii_digit() => 4,
        (c, next) if is_numeral(c) && (next == '、' || is_numeral(next)) => 2,
        _ => 0,
    }
}

/// Whether something done by the rules named goes on behind: 依甲聘任办法聘任之人员.
fn acts(behind: &str) -> bool {
    WORDS.acts.longest_at(behind).is_some()
}

/// Length of the blanks at the head of a text.
fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\u{3000}', '\u{a0}']).len()
}

/// Whether a clause begins its line.
fn heads_line(text: &str, clause: usize) -> bool {
    let before = text.get(..clause).unwrap_or("").trim_end_matches([' ', '\u{3000}', '\u{a0}']);
    before.is_empty() || before.ends_with(['\n', '\t'])
}

/// The quotation marks around a name that fills them.
fn quoted(text: &str, clause: usize, end: usize) -> Option<Range<usize>> {
    let open = text.get(..clause)?.strip_suffix('「')?.len();
    text.get(end..)?.starts_with('」').then(|| open..end + '」'.len_utf8())
}

/// Whether a word of citing follows.
fn cites(behind: &str) -> bool {
    WORDS.after.longest_at(behind).is_some()
}

/// Whether a list of names goes on behind.
fn listed(behind: &str) -> bool {
    WORDS.joints.iter().any(|joint| behind.starts_with(joint))
}

/// Whether nothing but 、 or 及 stands between the name that ended before and this one.
fn is_joined(between: &str, segment: &str, last: usize) -> bool {
    let between = between.trim_end_matches([' ', '\u{3000}', '\u{a0}']);
    let direct = between.is_empty() && WORDS.joints.iter().any(|joint| segment.starts_with(joint));
    last > 0 && (direct || between == "、")
}

/// Where the next name of a list begins behind the articles of the one before: 甲法第三条第二款及乙规则.
fn behind_articles(segment: &str) -> Option<usize> {
    let (_, len) = super::articles::articles(segment);
    let rest = segment.get(len..).filter(|_| len > 0)?;
    let joint = WORDS.joints.iter().find(|joint| rest.starts_with(**joint))?;
    Some(len + joint.len())
}

/// Length of what opens a clause before a name: 但, 除, 而有. 就业服务法 does not begin with 就.
fn opening(segment: &str) -> usize {
    let mut len = 0;
    while let Some(rest) = segment.get(len..)
        && WORDS.heads.longest_at(rest).is_none()
        && let Some(found) = WORDS.openings.longest_at(rest)
        && let Some(word) = WORDS.opening_words.get(found.number as usize)
    {
        len += word.len();
    }
    len
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let found = names(text, 0);
        let found: Vec<&str> = found.into_iter().map(|name| &text[name]).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn names_without_marks() {
        check("本细则依港务管理机构组织通则第九条规定订定之。", &["港务管理机构组织通则"]);
        check(
            "违反本条例、甲业法、乙融控股公司法、不动产交易条例或其他金融管理法，受刑之宣告。",
            &["甲业法", "乙融控股公司法", "不动产交易条例"],
        );
        check("曾犯组织犯罪防制条例规定之罪。", &["组织犯罪防制条例"]);
        check("指依甲公司及乙业训练机构审核原则所认定之机构。", &["甲公司及乙业训练机构审核原则"]);
        check("依物品管理规则及有关规定办理。", &["物品管理规则"]);
        check("依渔港法及渔船登记办法办理。", &["渔港法", "渔船登记办法"]);
        check("，以渔业法第三条为限，依民法之规定。", &["渔业法", "民法"]);
        check("，水库法另有规定者，从其规定。", &["水库法"]);
        check("不受乙土法第七十九条第二款及乙土登记规则第五条之限制。", &["乙土法", "乙土登记规则"]);
        check("依水库法第三条、第四条或渔港法第九条办理。", &["水库法", "渔港法"]);
        check("前项从事水库保持法第十二条第一项规定行为者。", &["水库保持法"]);
        check("依水库管理法施行细则第三条。", &["水库管理法施行细则"]);
        check("渡工有刑法第九条情形者，依船员法第三条处理。", &["船员法"]);
        check("，有刑法第九条情形者。", &["刑法"]);
        check("，而有渡船渡工资格及训练管理办法第九条情形者。", &["渡船渡工资格及训练管理办法"]);
        check("\n一、符合渡口发展条例及渡船补助办法规定者。", &["渡口发展条例", "渡船补助办法"]);
        check("\n二、其他不符渡口发展条例之规定者。", &["渡口发展条例"]);
        check("依本办法、渡工就业补助办法或其他法令。", &["渡工就业补助办法"]);
        check("，依就业服务法第三条及所得税法第九条。", &["就业服务法", "所得税法"]);
        check("，办理所得税法第九条。", &["所得税法"]);
        check("，以渡口法第三条第一款至五款及渡船法第九条为限。", &["渡口法", "渡船法"]);
        check("，有线电视法第三条。", &["有线电视法"]);
        check("一、按渡口法第3条规定，次按渡船检验规则第3条规定，", &["渡口法", "渡船检验规则"]);
        check("，按摩业管理规则第3条规定，", &[]);
        check(
            "依「甲船渡工许可管理办法」向本局申请，「乙县渡口标准」第三条",
            &["甲船渡工许可管理办法", "乙县渡口标准"],
        );
        check("\n渡口管理法施行细则第 13 条\n", &["渡口管理法施行细则"]);
        check(
            "壹、依据\n渡工法、渡船任用条例、渡口兼任渡工聘任办法、甲市渡船甄选作业要点等相关规定办理。",
            &["渡工法", "渡船任用条例", "渡口兼任渡工聘任办法", "甲市渡船甄选作业要点"],
        );
        check("依据：渡口管理法施行细则、渡工法等规定。", &["渡口管理法施行细则", "渡工法"]);
        check("，且依渡口兼任渡工聘任办法聘任之渡工，", &["渡口兼任渡工聘任办法"]);
        check("各\n款及渡船任用条例第 31 条情事。", &["渡船任用条例"]);
        check(
            "壹、依据：\n一、甲部113年5月函。\n二、甲市渡船甄选作业要点\n三、渡工法。\n贰、目的\n一、强化渡船管理办法\n",
            &["甲市渡船甄选作业要点", "渡工法"],
        );
        check("，系指渡船移转条例第二条所列机构。", &["渡船移转条例"]);
        check("下列事项，法律或自治条例规定应经议决者。", &[]);
    }

    #[test]
    fn what_is_no_name() {
        for text in [
            "依法办理。",
            "依本办法规定。",
            "由主管机关另定办法。",
            "依主管机关订定之标准。",
            "采直线法计算。",
            "其作业方法规定如下。",
            "依其他法律规定。",
            "违反水库法令案件处理。",
            "经法院依司法程序判决。",
            "有本法第三条情形。",
            "因不法行为或非法占有。",
            "列为「限制使用办法」之一。",
        ] {
            check(text, &[]);
        }
    }
}
