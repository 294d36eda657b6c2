//! The titles of articles and essays, which end in no word for a kind of paper.

use super::head::{LONG_TEXT, Look, SHORTEST_ARTICLE, is_mostly_han};
use super::part::Lines;
use super::pattern::{is_article_mark, is_byline, is_organ};

/// The marks of an article stand within so many lines of the top.
const ARTICLE_LINES: usize = 16;
/// The title of an article in a journal: the last long line above its authors and 【作者单位】.
pub(super) fn title(lines: &Lines<'_>, looks: &[Look]) -> Option<usize> {
    let mark = (1..lines.len().min(ARTICLE_LINES)).find(|&i| is_article_mark(lines.get(i)))?;
    (0..looks.len().min(mark)).rev().find(|&i| {
        let line = lines.get(i);
        looks[i] == Look::Short && line.len() >= SHORTEST_ARTICLE && is_mostly_han(line) && !is_organ(line)
    })
}

/// The title of an article below the column of its journal, ·卫生管理·, with a subtitle behind a dash.
pub(super) fn title_below_column(lines: &Lines<'_>, looks: &[Look]) -> Option<(usize, usize)> {
    let is_column = |i: &usize| {
        let inner = lines.get(*i).strip_prefix('·').and_then(|rest| rest.strip_suffix('·'));
        inner.is_some_and(|inner| COLUMN.contains(&inner.chars().count()) && is_mostly_han(inner))
    };
    let title = (0..looks.len()).find(is_column)? + 1;
    let line = lines.get(title);
    let fits = looks.get(title) == Some(&Look::Short)
        && line.len() >= SHORTEST_ARTICLE
        && is_mostly_han(line)
        && !line.ends_with(['，', ',']);
    let subtitle = lines.get(title + 1).starts_with("——") && looks.len() > title + 1;
    fits.then(|| (title, title + usize::from(subtitle)))
}

/// Names of columns have so many characters.
const COLUMN: std::ops::RangeInclusive<usize> = 2..=12;

/// The title of an essay: its first line, with the name of the author alone below.
pub(super) fn essay_title(lines: &Lines<'_>, looks: &[Look]) -> Option<usize> {
    let title = lines.get(0);
    let fits = looks.first() == Some(&Look::Short) && title.len() >= SHORTEST_ARTICLE && is_mostly_han(title);
    (fits && is_byline(lines.get(1)) && lines.get(2).len() > LONG_TEXT).then_some(0)
}
