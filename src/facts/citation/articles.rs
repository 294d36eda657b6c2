//! 第三十二条第二款第（一）项 and its lists and ranges, read where the name of a law ends.

use super::Article;
use crate::facts::doc_number::chinese_number;

const MAX_ARTICLES: usize = 60;

/// The articles that follow at the head of a text, and how many bytes they take.
pub(super) fn articles(text: &str) -> (Vec<Article>, usize) {
    let mut found: Vec<Article> = Vec::new();
    let mut at = lead(text);
    let mut end = 0;
    let mut range_from: Option<Article> = None;
    while let Some((article, len)) = article(text.get(at..).unwrap_or(""), found.last().copied()) {
        match range_from.take().zip(article.article).and_then(|(from, to)| Some((from.article?, to))) {
            Some((from, to)) if from < to && to - from <= 40 => {
                found.extend((from + 1..to).map(|n| Article { article: Some(n), ..Article::default() }));
            }
            _ => {}
        }
        found.push(article);
        at += len;
        end = at;
        let rest = text.get(at..).unwrap_or("");
        let Some(joint) = ["、", "，", "和", "及", "以及", "或者", "至", "到", "—", "-", "~", "～", ""]
            .into_iter()
            .find(|j| rest.starts_with(j) && rest.get(j.len()..).is_some_and(|r| r.starts_with('第')))
        else {
            break;
        };
        if matches!(joint, "至" | "到" | "—" | "-" | "~" | "～") {
            range_from = Some(article);
        }
        at += joint.len();
        if found.len() >= MAX_ARTICLES {
            break;
        }
    }
    (found, end)
}

/// Words that may stand between the name and its article.
fn lead(text: &str) -> usize {
    let rest = text.trim_start_matches([' ', '\u{3000}']);
    let rest = rest.strip_prefix('的').or_else(|| rest.strip_prefix('中')).unwrap_or(rest);
    text.len() - rest.len()
}

/// One place; a 款 or 项 without its 条 belongs to the place before.
fn article(text: &str, before: Option<Article>) -> Option<(Article, usize)> {
    let mut found = Article::default();
    let mut at = 0;
    for step in 0..3u8 {
        let Some((unit, number, len)) = part(text.get(at..)?) else { break };
        match unit {
            '条' if step == 0 => found.article = Some(number),
            '款' if found.paragraph.is_none() && found.item.is_none() => found.paragraph = Some(number),
            '项' if found.item.is_none() => found.item = Some(number),
            _ => break,
        }
        at += len;
    }
    if at == 0 {
        return None;
    }
    if found.article.is_none() {
        let before = before?;
        found.article = before.article;
        found.paragraph = found.paragraph.or(before.paragraph);
    }
    Some((found, at))
}

/// `第三十二条`, `第（一）项`, `第2款`, `32条`, `第十条之一`: unit, number, length.
fn part(text: &str) -> Option<(char, u32, usize)> {
    let body = text.strip_prefix('第').unwrap_or(text);
    let body = body.trim_start_matches(['（', '(', ' ']);
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let (number, len) = match digits {
        0 => chinese_number(body)?,
        1..=4 => (body.get(..digits)?.parse().ok()?, digits),
        _ => return None,
    };
    let body = body.get(len..)?.trim_start_matches(['）', ')', ' ']);
    let unit = body.chars().next().filter(|c| matches!(c, '条' | '款' | '项'))?;
    let rest = body.get(unit.len_utf8()..)?;
    let rest = rest.strip_prefix("之一").or_else(|| rest.strip_prefix("之二")).unwrap_or(rest);
    (text.starts_with('第') || digits > 0).then_some((unit, number, text.len() - rest.len()))
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
        check("第四条第(三)项、第(四)项", &[(4, 0, 3), (4, 0, 4)], "");
        check("32条2款", &[(32, 2, 0)], "");
        check("第12条规定", &[(12, 0, 0)], "规定");
        check("等规定", &[], "等规定");
        check("第三批", &[], "第三批");
        check("（一）项", &[], "（一）项");
    }
}
