//! 第三十二条第二款第（一）项 and its lists and ranges, read where the name of a law ends.

use super::Article;
use crate::facts::doc_number::chinese_number;

const MAX_ARTICLES: usize = 60;

/// Longest range, 第十条至第五十条, that is read as each of its articles.
const LONGEST_RANGE: u32 = 40;
/// Longest bracket between a name and its article, in bytes.
const LONGEST_BRACKET: usize = 120;

/// What joins the articles of a list.
const JOINTS: [&str; 13] = ["、", "，", "和", "及", "以及", "或者", "至", "到", "—", "-", "~", "～", ""];

/// The articles that follow at the head of a text, and how many bytes they take.
pub(super) fn articles(text: &str) -> (Vec<Article>, usize) {
    let mut found: Vec<Article> = Vec::new();
    let mut at = lead(text);
    let mut end = 0;
    let mut range_from: Option<Article> = None;
    let mut goes_on = Goes::Not;
    while let Some((places, len)) = place(text.get(at..).unwrap_or(""), found.last().copied(), goes_on) {
        let (Some(first), Some(last)) = (places.first().copied(), places.last().copied()) else { break };
        match range_from.take().zip(first.article).and_then(|(from, to)| Some((from.article?, to))) {
            Some((from, to)) if from < to && to - from <= LONGEST_RANGE => {
                found.extend((from + 1..to).map(|n| Article { article: Some(n), ..Article::default() }));
            }
            _ => {}
        }
        found.extend(places);
        at += len;
        end = at;
        let rest = text.get(at..).unwrap_or("");
        let next = |joint: &str| {
            rest.strip_prefix(joint).is_some_and(|r| {
                r.starts_with('第') || joint == "、" && !r.is_empty() || joint == "至" && ends_range(r)
            })
        };
        let Some(joint) = JOINTS.into_iter().find(|joint| next(joint)) else { break };
        if matches!(joint, "至" | "到" | "—" | "-" | "~" | "～") {
            range_from = Some(last);
        }
        goes_on = match joint {
            "、" => Goes::On,
            "至" => Goes::To,
            _ => Goes::Not,
        };
        at += joint.len();
        if found.len() >= MAX_ARTICLES {
            break;
        }
    }
    (found, end)
}

/// How a place goes on from the one before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Goes {
    /// It does not, or says 第.
    Not,
    /// In a list: 第四十四条、四十五条.
    On,
    /// As the end of a range: 第一款至三款.
    To,
}

/// Whether a number with its unit follows: the end of a range without 第.
fn ends_range(text: &str) -> bool {
    number(text).is_some_and(|(_, rest)| rest.starts_with(UNITS))
}

/// What may stand between the name and its article: blanks, one bracket such as （2021年修订）, 的 or 中, the colon of a list.
fn lead(text: &str) -> usize {
    // 「渡口法」第三条: the mark that closes the name.
    let rest = text.strip_prefix('」').unwrap_or(text).trim_start_matches([' ', '\u{3000}']);
    let rest = behind_bracket(rest).unwrap_or(rest);
    let listed = rest.strip_prefix(['：', ':']).map(|rest| rest.trim_start_matches(' '));
    let rest = listed.filter(|rest| rest.starts_with('第')).unwrap_or(rest);
    let rest = rest.strip_prefix('中').unwrap_or(rest);
    let rest = rest.strip_prefix('的').unwrap_or(rest);
    let rest = behind_chapter(rest).unwrap_or(rest);
    text.len() - rest.len()
}

/// What follows 第二章 or 第二章第一节 before an article.
fn behind_chapter(text: &str) -> Option<&str> {
    let mut rest = text;
    while let Some((_, next)) = rest.strip_prefix('第').and_then(number)
        && let Some(next) = next.strip_prefix(['编', '章', '节'])
    {
        rest = next;
    }
    rest.starts_with('第').then_some(rest)
}

/// What follows the bracket that stands before 第.
fn behind_bracket(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(['（', '('])?;
    let close = inner.find(['）', ')']).filter(|close| *close <= LONGEST_BRACKET)?;
    let note = inner.get(..close)?;
    let mut rest = inner.get(close..)?.chars();
    rest.next();
    let rest = rest.as_str();
    (!note.contains(['。', '；', '\n']) && rest.starts_with(['第', '的', '中', '：', ':'])).then_some(rest)
}

/// One place, or several that share their 条: 第三条第一、二款. A 款 or 项 without its 条 belongs to the place before. In a list
/// that goes on, 第 may be left out: 第四十四条、四十五条.
fn place(text: &str, before: Option<Article>, goes_on: Goes) -> Option<(Vec<Article>, usize)> {
    if let Some((section, len)) = section(text) {
        return Some((vec![section], len));
    }
    let mut found = Article::default();
    let mut last: (char, Vec<u32>) = (' ', Vec::new());
    let mut at = 0;
    for step in 0..3u8 {
        let goes_on = if step == 0 && !text.starts_with('第') { goes_on } else { Goes::Not };
        let bare = goes_on == Goes::On;
        let Some(part) = part(text.get(at..)?, goes_on) else { break };
        let first = part.numbers.first().copied();
        match part.unit {
            '条' if step == 0 => (found.article, found.sub) = (first, part.sub),
            _ if bare => break,
            // 第三条第一项第二款 is how Taiwan counts.
            '款' if found.paragraph.is_none() => found.paragraph = first,
            '项' if found.item.is_none() => found.item = first,
            _ => break,
        }
        last = (part.unit, part.numbers);
        at += part.len;
        // Several articles share nothing that stands behind them.
        if last.1.len() > 1 {
            break;
        }
    }
    if at == 0 {
        return None;
    }
    if found.article.is_none() {
        let before = before?;
        (found.article, found.sub) = (before.article, before.sub);
        found.paragraph = found.paragraph.or(before.paragraph);
    }
    let places = last.1.into_iter().map(|number| match last.0 {
        '条' => Article { article: Some(number), ..found },
        '款' => Article { paragraph: Some(number), ..found },
        _ => Article { item: Some(number), ..found },
    });
    Some((places.collect(), at))
}

/// A section with its subsection, as laws of Hong Kong are cited: 第2(1)条, 第17A(3)(b)条.
fn section(text: &str) -> Option<(Article, usize)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.strip_prefix('第')?;
    let (article, rest) = rest.split_at_checked(digits(rest))?;
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_uppercase()).strip_prefix(['（', '('])?;
    let (paragraph, rest) = rest.split_at_checked(digits(rest))?;
    let mut rest = rest.strip_prefix(['）', ')'])?;
    if let Some((letters, behind)) = rest.strip_prefix(['（', '(']).and_then(|r| r.split_once(['）', ')']))
    {
        rest = if letters.bytes().all(|b| b.is_ascii_lowercase()) { behind } else { rest };
    }
    let rest = rest.strip_prefix('条')?;
    let found = Article {
        article: Some(article.parse().ok()?),
        paragraph: Some(paragraph.parse().ok()?),
        ..Article::default()
    };
    Some((found, text.len() - rest.len()))
}

/// A unit with its numbers: `第三十二条`, `第（一）（二）项`, `第一、二款`, `32条`, `第十条之一`, `第9-1条`.
struct Part {
    unit: char,
    numbers: Vec<u32>,
    sub: Option<u32>,
    len: usize,
}

fn part(text: &str, goes_on: Goes) -> Option<Part> {
    let mut numbers = Vec::new();
    let mut rest = text.strip_prefix('第').unwrap_or(text);
    let digits = rest.trim_start_matches(['（', '(', ' ']).starts_with(|c: char| c.is_ascii_digit());
    let mut dashed = None;
    loop {
        let (number, next) = number(rest)?;
        numbers.push(number);
        rest = next;
        // 第9-1条 is what others call 第九条之一, 第9-12条 a range.
        if let Some((last, next)) = rest.strip_prefix('-').and_then(self::number).filter(|_| digits) {
            rest = next;
            match last > number && last - number <= LONGEST_RANGE {
                true => numbers.extend(number + 1..=last),
                false => dashed = Some(last),
            }
        } else if let Some((last, next)) = range_end(rest).filter(|(last, _)| {
            last.checked_sub(number).is_some_and(|span| (1..=LONGEST_RANGE).contains(&span))
        }) {
            rest = next;
            numbers.extend(number + 1..=last);
        }
        if rest.starts_with(UNITS) || numbers.len() >= MAX_ARTICLES {
            break;
        }
        rest = rest.strip_prefix(['、', '和', '及']).unwrap_or(rest);
        rest = rest.strip_prefix('第').unwrap_or(rest);
    }
    let unit = rest.chars().next().filter(|c| UNITS.contains(c))?;
    rest = rest.get(unit.len_utf8()..)?;
    let behind = rest.strip_prefix('之').and_then(self::number).filter(|(n, _)| (1..=20).contains(n));
    let sub = behind.map(|(n, _)| n).or(dashed);
    rest = behind.map_or(rest, |(_, next)| next);
    // 、四十五条意见 counts, 、四十五条的 cites.
    let cites = rest.is_empty()
        || rest
            .starts_with(|c: char| !('\u{4e00}'..='\u{9fff}').contains(&c) || "第的规之和及至或".contains(c));
    let known = text.starts_with('第')
        || match goes_on {
            Goes::Not => digits,
            Goes::On => unit == '条' && cites,
            Goes::To => true,
        };
    known.then(|| Part { unit, numbers, sub, len: text.len() - rest.len() })
}

/// The end of a range that shares its unit, and what follows: 第10—12条, 第三至五条.
fn range_end(rest: &str) -> Option<(u32, &str)> {
    let rest = rest.strip_prefix(['—', '–', '~', '～', '至', '到'])?;
    let rest = rest.strip_prefix('—').unwrap_or(rest);
    number(rest.strip_prefix('第').unwrap_or(rest)).filter(|(_, rest)| rest.starts_with(UNITS))
}

const UNITS: [char; 3] = ['条', '款', '项'];

/// A number, perhaps in brackets, and what follows.
fn number(text: &str) -> Option<(u32, &str)> {
    let body = text.trim_start_matches(['（', '(', ' ']);
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let (number, len) = match digits {
        0 => chinese_number(body)?,
        1..=4 => (body.get(..digits)?.parse().ok()?, digits),
        _ => return None,
    };
    Some((number, body.get(len..)?.trim_start_matches(['）', ')', ' '])))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(u32, u32, u32)], rest: &str) {
        let (found, end) = articles(text);
        let found: Vec<_> = found
            .iter()
            .map(|a| (a.article.unwrap_or(0), a.paragraph.unwrap_or(0), a.item.unwrap_or(0)))
            .collect();
        assert_eq!((found.as_slice(), &text[end..]), (expect, rest), "{text}");
    }

    #[test]
    fn places_lists_and_ranges() {
        check("第三十二条第二款第（一）项规定", &[(32, 2, 1)], "规定");
        check("第八条、第九条和第十条", &[(8, 0, 0), (9, 0, 0), (10, 0, 0)], "");
        check("第十条至第十三条的", &[(10, 0, 0), (11, 0, 0), (12, 0, 0), (13, 0, 0)], "的");
        check("第十条第一款、第三款", &[(10, 1, 0), (10, 3, 0)], "");
        check("第十条第一款至三款及", &[(10, 1, 0), (10, 3, 0)], "及");
        check("第十条至十二条的", &[(10, 0, 0), (11, 0, 0), (12, 0, 0)], "的");
        check("第四条第(三)项、第(四)项", &[(4, 0, 3), (4, 0, 4)], "");
        check("32条2款", &[(32, 2, 0)], "");
        check("第12条规定", &[(12, 0, 0)], "规定");
        check("等规定", &[], "等规定");
        check("第三批", &[], "第三批");
        check("（一）项", &[], "（一）项");
        check("（2021年修订）第三十二条规定", &[(32, 0, 0)], "规定");
        check("（以下简称公司法）第二十条", &[(20, 0, 0)], "");
        check("（一）第二十条", &[(20, 0, 0)], "");
        check("第四十四条、四十五条、第四十六条第2项", &[(44, 0, 0), (45, 0, 0), (46, 0, 2)], "");
        check("第四十四条、五项措施", &[(44, 0, 0)], "、五项措施");
        check("第四十四条、四十五条意见", &[(44, 0, 0)], "、四十五条意见");
        check("第二条第（一）（二）项和第三条第一、二款", &[(2, 0, 1), (2, 0, 2), (3, 1, 0), (3, 2, 0)], "");
        check("第一、二条", &[(1, 0, 0), (2, 0, 0)], "");
        check("第十条、《乙法》第三条", &[(10, 0, 0)], "、《乙法》第三条");
        check("第10—12条、", &[(10, 0, 0), (11, 0, 0), (12, 0, 0)], "、");
        check("第三至五条的", &[(3, 0, 0), (4, 0, 0), (5, 0, 0)], "的");
        check("第20～22条", &[(20, 0, 0), (21, 0, 0), (22, 0, 0)], "");
        check("第三条第一至三项", &[(3, 0, 1), (3, 0, 2), (3, 0, 3)], "");
        check("第二章第一节第三条", &[(3, 0, 0)], "");
        check("第二章规定", &[], "第二章规定");
        check("中的第三条", &[(3, 0, 0)], "");
        check("：第十条，第十二条第一款；", &[(10, 0, 0), (12, 1, 0)], "；");
        check("（2018年修正）：第十条；", &[(10, 0, 0)], "；");
        check("：一、第十条", &[], "：一、第十条");
        check("第三条第一项第二款规定", &[(3, 2, 1)], "规定");
        check("（第123章）第2(1)条中", &[(2, 1, 0)], "中");
        check("第17A(3)(b)条", &[(17, 3, 0)], "");
        check("」第78条规定", &[(78, 0, 0)], "规定");
    }

    #[test]
    fn articles_put_in_between() {
        let sub = |text: &str| articles(text).0.first().map(|a| (a.article, a.sub));
        assert_eq!(sub("第一百三十三条之一规定"), Some((Some(133), Some(1))));
        assert_eq!(sub("第9-1条"), Some((Some(9), Some(1))));
        check("第9-12条", &[(9, 0, 0), (10, 0, 0), (11, 0, 0), (12, 0, 0)], "");
        assert_eq!(sub("第九条"), Some((Some(9), None)));
    }
}
