//! Numbering labels at the head of a line or sentence: 第三条, 一、, （一）, 1., （1）, ①, 附件2, 一是, 第一，.
//!
//! What only looks like a label is none: decimals (2.5万元), dates (2020.3.1), references (第五条规定的…, （一）项).

use super::NodeKind;
use super::numeral::{any, arabic, capital, chinese};
use crate::lexicon::WordSet;

/// What follows the article that a decision on amendments changes: 第九条修改为, 第三条后增加一条.
static AMENDED: WordSet = WordSet::of("outline_words", "amended");

/// A numbering label at the head of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// What kind of numbering it is.
    pub(super) kind: NodeKind,
    /// Its number; none for 附件 without one.
    pub(super) number: Option<u32>,
    /// Length in bytes with its closing mark.
    pub(super) len: usize,
    /// Whether only the sequence can tell: `2.24小时`, `第五条规定`.
    pub(super) doubtful: bool,
}

impl Label {
    fn new(kind: NodeKind, number: u32, len: usize) -> Self {
        Self { kind, number: Some(number), len, doubtful: false }
    }
}

/// The label at the head of a line.
pub(super) fn label(line: &str) -> Option<Label> {
    let first = *line.as_bytes().first()?;
    match first {
        b'0'..=b'9' => arabic_label(line),
        b'(' => bracketed(line, 1),
        0xE2 | 0xE3 => enclosed(line),
        0xE4 | 0xE5 | 0xE7 => chinese_label(line).or_else(|| capital_label(line)),
        // 第 (E7 AC AC) is above; 附 is E9 99 84.
        0xE9 if line.starts_with('附') => annex(line),
        0xE6 | 0xE8 | 0xE9 => capital_label(line),
        0xEF if line.starts_with('（') => bracketed(line, '（'.len_utf8()),
        0xEF => arabic_label(line),
        _ => None,
    }
}

/// `1.`, `1、`, `1．`, `1）`.
fn arabic_label(line: &str) -> Option<Label> {
    let (number, digits) = arabic(line)?;
    if number > 300 || digits > 9 {
        return None;
    }
    let rest = line.get(digits..)?;
    let blanks = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '\u{3000}']).len();
    let mark = rest.get(blanks..)?.chars().next()?;
    let len = digits + blanks + mark.len_utf8();
    let after = line.get(len..)?;
    match mark {
        '.' | '．' => {
            let mut found = Label::new(NodeKind::Subitem, number, len);
            if let Some((first, n)) = arabic(after) {
                // 17.2025年… is item 17; 2.24小时 is item 2 only if item 1 went before; 2.5万元 is none.
                let tail = after.get(n..)?;
                // 1.6月底前… is an item that begins with a month.
                let is_month = tail.starts_with('月') && (1..=12).contains(&first);
                if n == 1 && !is_month || tail.starts_with(['.', '%', '％']) || blanks > 0 {
                    return None;
                }
                found.doubtful = !(n == 4 && tail.trim_start().starts_with('年'));
            }
            Some(found)
        }
        '、' if !follows_in_list(number, after) => Some(Label::new(NodeKind::Subitem, number, len)),
        '）' | ')' => Some(Label::new(NodeKind::Point, number, len)),
        '，' | ',' | '。' => {
            let starts_han = after.trim_start().starts_with(|c: char| c >= '\u{4e00}');
            starts_han.then(|| Label { doubtful: true, ..Label::new(NodeKind::Subitem, number, len) })
        }
        _ => None,
    }
}

/// `1、2、3号楼` lists numbers.
fn follows_in_list(number: u32, after: &str) -> bool {
    any(after).is_some_and(|(n, len)| {
        n == number + 1
            && after.get(len..).is_some_and(|rest| !rest.starts_with(['是', '要', '个', '年', '月']))
    })
}

/// `（一）`, `（1）`.
fn bracketed(line: &str, open: usize) -> Option<Label> {
    let inner = line.get(open..)?;
    let lead = inner.len() - inner.trim_start_matches([' ', '\u{a0}', '\u{3000}']).len();
    let inner = inner.get(lead..)?;
    let (number, digits) = any(inner)?;
    let rest = inner.get(digits..)?;
    let blanks = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '\u{3000}']).len();
    let close = rest.get(blanks..)?.chars().next().filter(|c| matches!(c, '）' | ')'))?;
    let len = open + lead + digits + blanks + close.len_utf8();
    let after = line.get(len..)?;
    let refers = after.starts_with('项') && !after.starts_with("项目");
    let joins = after.strip_prefix(['和', '或']);
    if number > 300
        || refers
        || after.starts_with(['至', '（', '('])
        || joins.is_some_and(|rest| rest.starts_with(['（', '(', '第']))
    {
        return None;
    }
    // （一）、 is written too: the mark belongs to the label.
    let extra = after.chars().next().filter(|&c| c == '、').map_or(0, char::len_utf8);
    let is_arabic = inner.starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    let kind = if is_arabic { NodeKind::Point } else { NodeKind::Item };
    // （一）和谐渡口建设 is told from （一）和前款规定的 by the sequence.
    Some(Label { doubtful: joins.is_some(), ..Label::new(kind, number, len + extra) })
}

/// `①`, `⑴`, `⒈`, `㈠`.
fn enclosed(line: &str) -> Option<Label> {
    let c = line.chars().next()?;
    let (kind, base) = match c {
        '①'..='⑳' => (NodeKind::Subpoint, '①'),
        '❶'..='❿' => (NodeKind::Subpoint, '❶'),
        '⑴'..='⒇' => (NodeKind::Point, '⑴'),
        '⒈'..='⒛' => (NodeKind::Subitem, '⒈'),
        '㈠'..='㈩' => (NodeKind::Item, '㈠'),
        _ => return None,
    };
    let len = c.len_utf8();
    let extra =
        line.get(len..)?.chars().next().filter(|c| matches!(c, '、' | '.' | '．')).map_or(0, char::len_utf8);
    Some(Label::new(kind, c as u32 - base as u32 + 1, len + extra))
}

/// `一、`, `第三条`, `第一章`.
fn chinese_label(line: &str) -> Option<Label> {
    if let Some(rest) = line.strip_prefix('第') {
        return ordinal(rest).map(|l| Label { len: l.len + '第'.len_utf8(), ..l });
    }
    let (number, digits) = chinese(line)?;
    let rest = line.get(digits..)?;
    let blanks = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '\u{3000}']).len();
    let mark = rest.get(blanks..)?.chars().next()?;
    let len = digits + blanks + mark.len_utf8();
    let after = line.get(len..)?;
    if !matches!(mark, '、' | '.' | '．' | ',' | '，' | '：' | ':') || follows_in_list(number, after) {
        return None;
    }
    Some(Label { doubtful: mark != '、', ..Label::new(NodeKind::Heading, number, len) })
}

/// `壹、`, `拾贰、` of plans in Taiwan, which number their headings below with 一、. Only the sequence can tell: 陆、海两路.
fn capital_label(line: &str) -> Option<Label> {
    let (number, digits) = capital(line)?;
    line.get(digits..)?
        .starts_with('、')
        .then(|| Label { doubtful: true, ..Label::new(NodeKind::Section, number, digits + '、'.len_utf8()) })
}

/// What follows 第: `三条`, `一章`, ` 1 條`.
fn ordinal(rest: &str) -> Option<Label> {
    let blank = |s: &str| s.len() - s.trim_start_matches([' ', '\u{a0}', '\u{3000}']).len();
    let lead = blank(rest);
    let numeral = rest.get(lead..)?;
    let (number, digits) = any(numeral)?;
    let tail = numeral.get(digits..)?;
    let gap = blank(tail);
    let tail = tail.get(gap..)?;
    let unit = tail.chars().next()?;
    let mut len = lead + digits + gap + unit.len_utf8();
    let kind = match unit {
        '编' | '編' | '篇' => NodeKind::Book,
        '部' if tail.starts_with("部分") => {
            len += '分'.len_utf8();
            NodeKind::Book
        }
        '章' => NodeKind::Chapter,
        '节' | '節' => NodeKind::Section,
        '条' | '條' => NodeKind::Article,
        _ => return None,
    };
    let after = rest.get(len..)?;
    if let Some(sub) = after.strip_prefix('之')
        && let Some((_, n)) = chinese(sub)
    {
        len += '之'.len_utf8() + n;
    }
    let after = rest.get(len..)?;
    // 第六条、住户… is written too, 第六条、第七条 and 第六条、七条 refer.
    if let Some(rest) = after.strip_prefix('、').filter(|_| kind == NodeKind::Article) {
        let refers = rest.is_empty() || rest.starts_with('第') || any(rest).is_some();
        let label = Label::new(kind, number, len + '、'.len_utf8());
        return (!refers).then_some(Label { doubtful: true, ..label });
    }
    if after.starts_with(['的', '、', '和', '至', '或', '款', '—', '-', '，', ',', '；', '。']) {
        return None;
    }
    let names_part = after.strip_prefix('第').is_some_and(|rest| {
        any(rest).is_some_and(|(_, n)| rest.get(n..).is_some_and(|r| r.starts_with(['款', '项', '条'])))
    });
    if names_part || AMENDED.head_of(after).is_some() {
        return None;
    }
    // 第三条所有权人…, 第二条中小企业… are articles, 第三条所称…, 第三条中规定的… refer to one: the sequence tells.
    let doubtful = after.starts_with(['及', '中', '第', '所', '与', '项']) || after.starts_with("规定");
    Some(Label { kind, number: Some(number), len, doubtful })
}

/// `附件1`, `附件：`, `附 件`, `附表2`, `附：`, `附录A` only at the head of a short line; the caller checks the rest.
fn annex(line: &str) -> Option<Label> {
    let rest = line.strip_prefix('附')?;
    let blanks = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '\u{3000}']).len();
    let word = rest.get(blanks..)?.chars().next()?;
    let mut len = '附'.len_utf8();
    match word {
        '件' | '表' | '录' => len += blanks + word.len_utf8(),
        '：' | ':' => {
            return Some(Label {
                kind: NodeKind::Annex,
                number: None,
                len: len + blanks + word.len_utf8(),
                doubtful: false,
            });
        }
        _ => return None,
    }
    let rest = line.get(len..)?;
    let blanks = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '\u{3000}']).len();
    let tail = rest.get(blanks..)?;
    let mut number = None;
    if let Some((n, digits)) = any(tail).filter(|&(n, _)| n < 100) {
        number = Some(n);
        len += blanks + digits;
    }
    let rest = line.get(len..)?;
    let mark = rest.trim_start_matches([' ', '\u{a0}', '\u{3000}']).chars().next();
    if let Some(mark) = mark.filter(|c| matches!(c, '：' | ':' | '.' | '．' | '、')) {
        len += rest.find(mark).unwrap_or(0) + mark.len_utf8();
    }
    Some(Label { kind: NodeKind::Annex, number, len, doubtful: false })
}

/// A run-in label at the head of a sentence or clause: 一是, 二要, 第三，, 首先，, 其一，. The second part is its number.
pub(super) fn run_in(text: &str) -> Option<Label> {
    if !matches!(text.as_bytes().first()?, 0xE4 | 0xE5 | 0xE6 | 0xE7 | 0xE9) {
        return None;
    }
    if let Some(rest) = text.strip_prefix(['第', '其'])
        && let Some((number, digits)) = chinese(rest).filter(|&(n, _)| n <= 20)
    {
        let mark = rest.get(digits..)?.chars().next().filter(|c| matches!(c, '，' | ',' | '、' | '：'))?;
        return Some(Label::new(NodeKind::RunIn, number, '第'.len_utf8() + digits + mark.len_utf8()));
    }
    for (word, number) in [("首先", 1), ("其次", 2), ("再次", 3)] {
        if let Some(rest) = text.strip_prefix(word) {
            let mark = rest.chars().next().filter(|c| matches!(c, '，' | ','))?;
            let mut found = Label::new(NodeKind::RunIn, number, word.len() + mark.len_utf8());
            found.doubtful = number > 1;
            return Some(found);
        }
    }
    let (number, digits) = chinese(text).filter(|&(n, _)| n <= 20)?;
    let mark = text.get(digits..)?.chars().next().filter(|c| matches!(c, '是' | '要'))?;
    let after = text.get(digits + mark.len_utf8()..)?;
    // 一是一，二是二 is no list.
    if mark == '是'
        && after.starts_with('一')
        && !after.starts_with("一是")
        && after.chars().nth(1).is_some_and(|c| matches!(c, '，' | '、' | '。'))
    {
        return None;
    }
    Some(Label::new(NodeKind::RunIn, number, digits + mark.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expect: Option<(NodeKind, Option<u32>, &str)>) {
        let found = label(line).or_else(|| run_in(line));
        assert_eq!(found.map(|l| (l.kind, l.number, &line[..l.len])), expect, "{line}");
    }

    #[test]
    fn labels() {
        use NodeKind::*;
        check("第一章总则", Some((Chapter, Some(1), "第一章")));
        check("第 三 節　罰則", Some((Section, Some(3), "第 三 節")));
        check("第二十三条 申请人", Some((Article, Some(23), "第二十三条")));
        check("第 12 條", Some((Article, Some(12), "第 12 條")));
        check("第卅一條 會費", Some((Article, Some(31), "第卅一條")));
        check("第六条、住户应当缴费", Some((Article, Some(6), "第六条、")));
        check("壹、依据", Some((Section, Some(1), "壹、")));
        check("拾贰、附则", Some((Section, Some(12), "拾贰、")));
        check("第五条之一 本市", Some((Article, Some(5), "第五条之一")));
        check("一、总体要求", Some((Heading, Some(1), "一、")));
        check("（十一）加强指导", Some((Item, Some(11), "（十一）")));
        check("( 2 )加强", Some((Point, Some(2), "( 2 )")));
        check("3）材料", Some((Point, Some(3), "3）")));
        check("12．材料", Some((Subitem, Some(12), "12．")));
        check("17.2025年起", Some((Subitem, Some(17), "17.")));
        check("（二）项目概况", Some((Item, Some(2), "（二）")));
        check("（一）和谐渡口建设", Some((Item, Some(1), "（一）")));
        check("第二条中小渡口适用本办法", Some((Article, Some(2), "第二条")));
        check("第三条增加渡船应当备案", Some((Article, Some(3), "第三条")));
        check("第三条所有渡工应当登记", Some((Article, Some(3), "第三条")));
        check("2.9月底前完成排查", Some((Subitem, Some(2), "2.")));
        check("③其他", Some((Subpoint, Some(3), "③")));
        check("附件2：任务分工表", Some((Annex, Some(2), "附件2：")));
        check("附　件", Some((Annex, None, "附　件")));
        check("一是抓落实", Some((RunIn, Some(1), "一是")));
        check("三要抓考核", Some((RunIn, Some(3), "三要")));
        check("第二，抓考核", Some((RunIn, Some(2), "第二，")));
    }

    #[test]
    fn no_labels() {
        for line in [
            "2.5万元以上的",
            "1.5%的比例",
            "2020.3.1发布",
            "（一）项规定的情形",
            "（一）和（二）项规定的情形",
            "1.5个百分点",
            "第五条第二款规定的情形",
            "第五条、第六条规定的情形",
            "第五条、六条规定的情形",
            "陆地、海上两路并进",
            "第五条的规定",
            "第九条修改为：“渡工应当持证上岗。”",
            "第三条后增加一条作为第四条",
            "第六条增加一款作为第二款",
            "2023年，全市",
            "三、四级医院",
            "1、2、3号楼",
            "0451-88888888",
            "二〇二〇年三月",
            "附近的居民",
            "一是一，二是二",
        ] {
            check(line, None);
        }
    }
}
