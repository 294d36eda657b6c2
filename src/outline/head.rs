//! The head of a document: what stands before the body.

use super::article;
use super::flattened::{self, is_flattened};
use super::furniture::{is_portal, is_value};
use super::part::Lines;
use super::pattern::{
    STOPS, announced_title, announces_text, ends_in_day, ends_like_title, is_addressee, is_byline, is_dated,
    is_letterhead, is_note, is_number, is_organ, is_promulgation, may_be_headline, may_be_title, record,
    signed, spaced, tells_enactment,
};
use super::title_line::{self, HEADLINE_LINES};
use super::{NodeKind, Part};
use crate::text::{Norm, Span};

/// The parts of the lines before the body.
pub(super) struct Head {
    /// One for each line before `end`.
    pub(super) parts: Vec<Part>,
    /// The first line of the body.
    pub(super) end: usize,
    /// The main title.
    pub(super) title: Option<Span<Norm>>,
}

/// The head takes at most so many lines.
const MOST_LINES: usize = 60;
/// Addressees may be printed over so many lines.
const MOST_ADDRESSEE_LINES: usize = 8;
/// The fields of a page that name its title stand within so many lines.
const MOST_FIELD_LINES: usize = 40;
/// Organs and remarks stand within so many lines below the title.
const NOTES_BELOW: usize = 3;
/// A title takes at most so many lines, the names of joint issuers included.
const MOST_TITLE_LINES: usize = 10;

/// What is set apart and shorter than this, in bytes, is a heading such as 目录.
const SHORTEST_TITLE: usize = 15;

/// A news item says so much before the full text of a document.
const MOST_INTRO_LINES: usize = 10;

/// The title of an article or essay is not shorter, in bytes.
pub(super) const SHORTEST_ARTICLE: usize = 18;
/// A headline whose summary is known by it is at least so long, in bytes.
const LONG_EXCERPTED: usize = 30;
/// A line longer than this, in bytes, is text.
pub(super) const LONG_TEXT: usize = 120;

/// A news item longer than this, in bytes, before the full text of a document is more than its lead.
const LONG_INTRO: usize = 1200;

/// What a line of the head looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Portal,
    Number,
    Organ,
    Date,
    Note,
    /// Ends like a title.
    Title,
    /// A short line without a stop.
    Short,
    Addressee,
    /// Tells a promulgation of a law.
    History,
}

impl Head {
    /// The head of a copy whose title stands in a line of text.
    fn run_on(lines: &Lines<'_>, line: usize, title: std::ops::Range<usize>) -> Self {
        let start = lines.lines.get(line).map_or(0, |l| l.span.start as usize);
        let title = Some(Span::at(start + title.start, start + title.end));
        Self { parts: vec![Part::Portal; line], end: line, title }
    }

    /// Reads the head.
    pub(super) fn read(lines: &Lines<'_>) -> Self {
        if let Some((_, title)) = record(lines.get(0)) {
            let start = lines.lines.first().map_or(0, |l| l.span.start as usize);
            let title = Span::at(start + title.start, start + title.end);
            let is_addressed = lines.get(1).ends_with([':', '：']) && is_addressee(lines.get(1));
            let parts = if is_addressed { vec![Part::Title, Part::Addressee] } else { vec![Part::Title] };
            return Self { end: parts.len(), parts, title: Some(title) };
        }
        if is_flattened(lines.text, lines.lines)
            && let Some(title) = flattened::title(lines.get(0))
        {
            return Self::run_on(lines, 0, title);
        }
        if let Some((line, title)) = run_on_title(lines) {
            return Self::run_on(lines, line, title);
        }
        let intro = intro(lines);
        let looks = looks(lines, intro);
        let title = anchor(lines, &looks)
            .map(|at| displayed(lines, &looks, at).unwrap_or_else(|| extend(lines, &looks, at)))
            .or_else(|| (0..looks.len()).find_map(|at| displayed(lines, &looks, at)))
            .or_else(|| plain(lines, &looks).filter(|_| labelled(lines, looks.len()).is_none()));
        let (mut parts, end) = parts(lines, &looks, title);
        // A news item that says much itself is text as well.
        if (0..intro).map(|i| lines.get(i).len()).sum::<usize>() > LONG_INTRO {
            parts.iter_mut().take(intro).for_each(|part| *part = Part::Body);
        }
        let title = title.and_then(|(first, last)| lines.cover(first, last));
        let title =
            title.or_else(|| announced(lines, end)).or_else(|| labelled(lines, end.max(MOST_FIELD_LINES)));
        let bare = |span: Span<Norm>| {
            let bare = title_line::bare(span.of(lines.text));
            Span::at(span.start as usize + bare.start, span.start as usize + bare.end)
        };
        let title = title.map(bare);
        Self { parts, end, title }
    }
}

/// A line in which the title and the text run on, and what of it is the title; only short lines stand above it.
fn run_on_title(lines: &Lines<'_>) -> Option<(usize, std::ops::Range<usize>)> {
    let short = |i: &usize| *i == 0 || lines.get(*i - 1).len() <= LONG_TEXT && lines.label(*i - 1).is_none();
    let ordered = (0..ORDER_LINES.min(lines.len())).take_while(short).find_map(|i| {
        Some((i, flattened::ordered_title(lines.get(i)).or_else(|| flattened::circular_title(lines.get(i)))?))
    });
    if ordered.is_some() {
        return ordered;
    }
    // A library prints its own remarks above 文档简介 and the paper below.
    let excerpt =
        (0..MOST_FIELD_LINES.min(lines.len())).find(|&i| title_line::is_excerpt_heading(lines.get(i)));
    let top = excerpt.map_or(0, |i| i + 1);
    let near = (top..(top + RUN_ON_LINES).min(lines.len())).take_while(|i| *i == top || short(i));
    near.filter(|&i| lines.label(i).is_none()).find_map(|i| {
        let line = lines.get(i);
        let title = flattened::title_before_addressee(line).or_else(|| flattened::title_before_text(line))?;
        Some((i, title))
    })
}

/// Such a line is one of the first so many; that of an order may have the fields of a page above it.
const RUN_ON_LINES: usize = 2;
const ORDER_LINES: usize = 8;

/// The title of 关于…的通知全文如下： in the head.
fn announced(lines: &Lines<'_>, end: usize) -> Option<Span<Norm>> {
    let (line, len) = (0..end).find_map(|i| announced_title(lines.get(i)).map(|len| (i, len)))?;
    let start = lines.lines.get(line)?.span.start as usize;
    Some(Span::at(start, start + len))
}

/// The title of 标题：关于…的通知 in the head.
fn labelled(lines: &Lines<'_>, end: usize) -> Option<Span<Norm>> {
    let mut near = 0..end.min(lines.len());
    let (line, at) = near.find_map(|i| title_line::labelled(lines.get(i)).map(|at| (i, at)))?;
    let start = lines.lines.get(line)?.span.start as usize;
    Some(Span::at(start + at.start, start + at.end))
}

/// How many lines belong to the news item around the document, when the full text is announced.
fn intro(lines: &Lines<'_>) -> usize {
    let last = (0..MOST_INTRO_LINES.min(lines.len())).find(|&i| announces_text(lines.get(i)));
    last.filter(|&i| i + 1 < lines.len() && (0..=i).all(|j| lines.label(j).is_none())).map_or(0, |i| i + 1)
}

/// Looks at the lines up to the first one that is surely body.
fn looks(lines: &Lines<'_>, intro: usize) -> Vec<Look> {
    let mut looks = vec![Look::Portal; intro];
    while looks.len() < lines.len().min(intro + MOST_LINES) {
        let i = looks.len();
        let line = lines.get(i);
        let look = match lines.label(i) {
            // 第一篇：甲局关于…: what a collection prints above each of its papers.
            _ if ["第一篇:", "第一篇："].iter().any(|piece| line.starts_with(piece)) => Look::Portal,
            Some(l) if l.kind == NodeKind::Annex && i == 0 && l.len == line.len() => Look::Note,
            // 附件：甲办法 above its first chapter: an annex that a page prints alone.
            Some(l)
                if l.kind == NodeKind::Annex
                    && i == 0
                    && title_line::behind_annex_label(line).is_some()
                    && lines.label(1).is_none_or(|next| next.kind < NodeKind::Item) =>
            {
                Look::Title
            }
            Some(l) if l.kind == NodeKind::Subitem && is_promulgation(line) => Look::History,
            None if looks.last() == Some(&Look::History) => Look::History,
            Some(l) if l.kind == NodeKind::Article && is_list_of_articles(line) => Look::Portal,
            Some(l) if !l.doubtful && is_above_paper(lines, i, &looks) => Look::Portal,
            Some(l) if !l.doubtful => break,
            _ if line.len() < 6 && ends_title_above(lines, i, &looks) => Look::Title,
            _ if line.len() < 6 => Look::Portal,
            _ if is_portal(line)
                || is_excerpt(lines, i)
                || !looks.contains(&Look::Title) && is_greeting(lines, i) =>
            {
                Look::Portal
            }
            _ if is_number(line) => Look::Number,
            _ if i > 0 && is_value(lines.get(i - 1), line) => Look::Portal,
            _ if signed(line) == Some(0) || is_dated(line) || tells_enactment(line) => Look::Date,
            _ if is_note(line) => Look::Note,
            _ if line.ends_with([':', '：']) && is_addressee(line) => {
                looks.push(Look::Addressee);
                break;
            }
            _ if is_title_line(line)
                && !title_line::is_told(line)
                && !title_line::is_subheading(lines, i) =>
            {
                Look::Title
            }
            _ if is_organ(line) || is_joint_organs(line) => Look::Organ,
            _ if may_be_title(line) => Look::Short,
            _ if i < HEADLINE_LINES && may_be_headline(line) && is_portal(lines.get(i + 1)) => Look::Short,
            _ if is_top(&looks) && i < HEADLINE_LINES && title_line::is_headline(lines, i) => Look::Short,
            _ if lines.displayed(i).is_some() => Look::Short,
            _ => match addressee_lines(lines, i) {
                Some(count) => {
                    looks.extend(std::iter::repeat_n(Look::Addressee, count));
                    break;
                }
                None if is_above_paper(lines, i, &looks) => Look::Portal,
                None => break,
            },
        };
        looks.push(look);
    }
    looks
}

/// Whether the line is something else that the page prints: a few short lines below it follows the title of a paper, and
/// below that its addressees or its number.
fn is_above_paper(lines: &Lines<'_>, i: usize, looks: &[Look]) -> bool {
    if looks.contains(&Look::Title) {
        return false;
    }
    let is_short = |j: usize| {
        let line = lines.get(j);
        let counted =
            lines.label(j).is_none_or(|l| l.kind == NodeKind::Subitem && line.len() <= LONGEST_LINK);
        counted && (line.len() <= LONG_TEXT && !line.contains(['。', '《']) || is_title_line(line))
    };
    let is_title = |j: usize| {
        let about = |k: usize| lines.get(k).contains("关于") && lines.label(k).is_none();
        lines.label(j).is_none() && is_title_line(lines.get(j)) && (about(j) || j > i + 1 && about(j - 1))
    };
    let addressed = |j: usize| {
        let line = lines.get(j);
        is_number(line)
            || line.ends_with([':', '：']) && is_addressee(line)
            || addressee_lines(lines, j).is_some()
    };
    let most = lines.len().min(i + MOST_PAGE_LINES);
    let end = (i..most).take_while(|&j| is_short(j)).last().map_or(i, |last| (last + 2).min(most));
    (i + 1..end).any(|j| is_title(j) && (j + 1..=j + NOTES_BELOW).any(addressed))
}

/// 甲区审计局停车工作总 / 结: the last character of a title, broken over the line.
fn ends_title_above(lines: &Lines<'_>, i: usize, looks: &[Look]) -> bool {
    let above = if looks.last() == Some(&Look::Short) { lines.get(i - 1) } else { "" };
    above.len() >= SHORTEST_ARTICLE && ends_like_title(&format!("{above}{}", lines.get(i)))
}

/// What a page prints above a paper in one piece takes at most so many lines; a link with a number before it is shorter than
/// so many bytes.
const MOST_PAGE_LINES: usize = 24;
const LONGEST_LINK: usize = 45;

/// 甲市人民政府欢迎您！: what a page calls out above its fields and titles; people are greeted above a text.
fn is_greeting(lines: &Lines<'_>, i: usize) -> bool {
    let (line, below) = (lines.get(i), lines.get(i + 1));
    line.ends_with(['！', '!'])
        && line.len() <= LONG_TEXT
        && below.len() <= LONG_TEXT
        && !below.ends_with(STOPS)
}

/// 第一条 第十一条 第二十一条: links into the text that a page prints above it.
fn is_list_of_articles(line: &str) -> bool {
    let mut words = line.split_whitespace();
    line.contains(' ') && words.all(|word| word.starts_with('第') && word.ends_with('条') && word.len() <= 24)
}

/// Whether the line is the summary that a page prints below a headline: it is broken off and begins with the headline, or with
/// the line with which the paper begins below it.
fn is_excerpt(lines: &Lines<'_>, i: usize) -> bool {
    let line = lines.get(i);
    let broken = line.ends_with('…') || line.ends_with("...");
    let begins = |j: usize| lines.get(j).len() >= LONG_EXCERPTED && line.starts_with(lines.get(j));
    broken && ((0..i).any(begins) || (i + 1..=i + NOTES_BELOW).any(begins))
}

/// Whether the line ends like a title, perhaps with its number behind it.
fn is_title_line(line: &str) -> bool {
    let line = line.trim_end_matches([' ', '|']);
    if title_line::in_number(line).is_some() || is_spaced_title(line) {
        return true;
    }
    let bare = title_line::before_number(line).or_else(|| title_line::before_tail(line));
    let title = bare.and_then(|len| line.get(..len)).unwrap_or(line);
    may_be_title(line) && ends_like_title(title)
}

/// 通　告, 会 议 制 度: a title, or the last line of one, set apart by blanks.
fn is_spaced_title(line: &str) -> bool {
    spaced(line).is_some_and(|line| ends_like_title(&line))
}

/// Whether nothing but the furniture of a page stands above.
fn is_top(looks: &[Look]) -> bool {
    looks.iter().all(|look| *look == Look::Portal)
}

/// How many lines from `i` on name the addressees together.
fn addressee_lines(lines: &Lines<'_>, i: usize) -> Option<usize> {
    let mut joined = String::new();
    for (count, j) in (i..(i + MOST_ADDRESSEE_LINES).min(lines.len())).enumerate() {
        let line = lines.get(j);
        if lines.label(j).is_some() || line.contains('。') {
            return None;
        }
        joined.push_str(line);
        if line.ends_with([':', '：']) {
            return is_addressee(&joined).then_some(count + 1);
        }
    }
    None
}

/// The last line of the title: the likeliest among the lines that end like one.
fn anchor(lines: &Lines<'_>, looks: &[Look]) -> Option<usize> {
    let mut best: Option<(u32, usize)> = None;
    let is_about = |i: usize| lines.get(i).contains("关于");
    for i in (0..looks.len()).filter(|&i| looks[i] == Look::Title) {
        let line = lines.get(i);
        let above = if i > 0 && looks[i - 1] == Look::Short { lines.get(i - 1) } else { "" };
        // 甲市停车设施建设与运营 / 实施方案 at the very top: a title whose last line is short.
        let wrapped = i < HEADLINE_LINES && above.len() >= 30 && !above.contains([' ', '>', '|', '：', ':']);
        let of_organ = is_spaced_title(line) && i > 0 && looks[i - 1] == Look::Organ;
        let wrapped = wrapped || line.len() < 6;
        if line.len() < 18 && !above.ends_with('的') && !above.contains("关于") && !wrapped && !of_organ {
            continue;
        }
        let score = 3 * u32::from(line.contains("关于") || above.contains("关于"))
            + u32::from(line.len() >= 36)
            + u32::from(!line.contains([' ', '>', '|', '：', ':']))
            + u32::from(!title_line::is_numbered_mark(line))
            // The page prints the title of the paper once more.
            + 2 * u32::from((0..looks.len()).any(|j| j != i && lines.get(j) == line));
        // The headline of the page with the title of the paper between it and the text.
        let nearer = |most: u32, before: usize| {
            score == most && before + 1 == i && !is_about(i) && !is_about(before) && opens_text(lines, i + 1)
        };
        if best.is_none_or(|(most, before)| score > most || nearer(most, before)) {
            best = Some((score, i));
        }
    }
    best.map(|(_, i)| i)
}

/// Whether a line is a paragraph of text.
fn opens_text(lines: &Lines<'_>, i: usize) -> bool {
    lines.get(i).len() > LONG_TEXT && lines.get(i).contains(['，', '。', ',']) && lines.label(i).is_none()
}

/// The lines of the title as the layout sets them apart, around a line of it: without numbers, dates and the head of the paper.
fn displayed(lines: &Lines<'_>, looks: &[Look], at: usize) -> Option<(usize, usize)> {
    let (first, last) = lines.displayed(at)?;
    let is_title = |i: usize| {
        let line = lines.get(i);
        matches!(looks.get(i), Some(Look::Title | Look::Short))
            && !line.ends_with("文件")
            && !line.ends_with('令')
            && !ends_in_day(line)
    };
    let belongs = |i: usize| is_title(i) || matches!(looks.get(i), Some(Look::Organ));
    let end = (first..=last).rev().find(|&i| is_title(i))?;
    let start = (first..=end).rev().take_while(|&i| belongs(i)).last()?;
    let is_note = |i: usize| looks.get(i) == Some(&Look::Note) && !is_history(lines.get(i));
    let end = if end < last && is_note(end + 1) { end + 1 } else { end };
    let size: usize = (start..=end).map(|i| lines.get(i).len()).sum();
    ((start..=end).contains(&at) && size >= SHORTEST_TITLE).then_some((start, end))
}

/// The lines of the title around its last line.
fn extend(lines: &Lines<'_>, looks: &[Look], at: usize) -> (usize, usize) {
    let mut first = at;
    while first > 0 && at - first < MOST_TITLE_LINES {
        let line = lines.get(first);
        let above = lines.get(first - 1);
        let joins = match looks[first - 1] {
            Look::Organ => {
                line.starts_with("关于")
                    || first == at && is_spaced_title(line)
                    || is_bracketed_organ(line)
                    || (first < at && lines.get(at).contains("关于")) && looks[first] == Look::Organ
            }
            // （某某委员会） between the name of the organ and 关于: its second name.
            Look::Note => {
                line.starts_with("关于")
                    && is_bracketed_organ(above)
                    && first > 1
                    && looks[first - 2] == Look::Organ
            }
            // A line that begins with 关于, or has the issuer before 关于, is the first one of its title.
            Look::Short => {
                !line.contains("关于")
                    && above.len() >= 18
                    && !above.ends_with(['令', '网'])
                    && is_mostly_han(above)
                    && !above.ends_with("文件")
                    && !above.contains('〔')
                    && !ends_in_day(above)
                    && !above.contains(['|', '>', '：', ':'])
            }
            _ => false,
        };
        if !joins {
            break;
        }
        first -= 1;
    }
    let mut last = at;
    // 【字体：】【来源：】 is printed by the page.
    let remarks = |note: &str| !is_history(note) && !note.contains([':', '：']);
    if looks.get(at + 1) == Some(&Look::Note) && remarks(lines.get(at + 1)) {
        last += 1;
    }
    (first, last)
}

/// （某某委员会）: an organ in brackets.
fn is_bracketed_organ(line: &str) -> bool {
    let inner = line.strip_prefix(['（', '(']).and_then(|rest| rest.strip_suffix(['）', ')']));
    inner.is_some_and(is_organ)
}

/// 甲市财政局、甲市交通局、 above further organs and 关于…: joint issuers over several lines.
fn is_joint_organs(line: &str) -> bool {
    line.ends_with('、') && line.trim_end_matches('、').split('、').all(|name| is_organ(name.trim()))
}

/// （2020年3月1日…通过） under a title tells its history and is no part of it.
fn is_history(note: &str) -> bool {
    note.contains('月') && note.contains('日') || note.contains("号") && note.contains("公布")
}

/// The title of one line that ends in no word for its kind.
fn plain(lines: &Lines<'_>, looks: &[Look]) -> Option<(usize, usize)> {
    let alone = |at: usize| (at, at);
    law_title(lines, looks)
        .map(alone)
        .or_else(|| plain_title(lines, looks))
        .or_else(|| article::title(lines, looks).map(alone))
        .or_else(|| article::title_below_column(lines, looks))
        .or_else(|| article::essay_title(lines, looks).map(alone))
        .or_else(|| headline(lines, looks).map(alone))
}

/// The headline of a news page without the metadata of a page below it.
fn headline(lines: &Lines<'_>, looks: &[Look]) -> Option<usize> {
    let first = looks.iter().position(|look| *look != Look::Portal)?;
    let fits = looks[first] == Look::Short && first < HEADLINE_LINES && !is_letterhead(lines.get(first));
    (fits && title_line::is_headline(lines, first)).then_some(first)
}

/// Whether most of the line is no ASCII.
pub(super) fn is_mostly_han(line: &str) -> bool {
    line.bytes().filter(u8::is_ascii).count() * 3 < line.len()
}

/// The name of a law: it ends in 法 and its history or its first chapter or article follows.
fn law_title(lines: &Lines<'_>, looks: &[Look]) -> Option<usize> {
    let is_division = |i: usize| lines.label(i).is_some_and(|l| l.kind <= NodeKind::Article);
    (0..looks.len()).find(|&i| {
        let below = looks.get(i + 1);
        looks[i] == Look::Short
            && (below == Some(&Look::History)
                || (lines.get(i).ends_with('法') && (below == Some(&Look::Note) || is_division(i + 1))))
    })
}

/// A title that ends in no word for its kind: the headline above the metadata of the page, perhaps with a byline between.
fn plain_title(lines: &Lines<'_>, looks: &[Look]) -> Option<(usize, usize)> {
    let first = (0..looks.len()).find(|&i| {
        looks[i] == Look::Short
            && lines.get(i).len() >= 30
            && !lines.get(i).contains(['>', '|'])
            && !is_letterhead(lines.get(i))
            && is_mostly_han(lines.get(i))
            && (looks.get(i + 1) == Some(&Look::Portal)
                || (looks.get(i + 1) == Some(&Look::Short) && looks.get(i + 2) == Some(&Look::Portal)))
    })?;
    // 甲市出台政策 / 停车费可以减半: a headline of two lines.
    let goes_on = title_line::is_told(lines.get(first)) && looks.get(first + 1) == Some(&Look::Short);
    let second = lines.get(first + 1);
    let is_second = goes_on && !is_byline(second) && !title_line::is_press(second);
    Some((first, first + usize::from(is_second)))
}

/// The parts of the head around the title, and where the body begins.
fn parts(lines: &Lines<'_>, looks: &[Look], title: Option<(usize, usize)>) -> (Vec<Part>, usize) {
    let mut parts = Vec::with_capacity(looks.len());
    let (first, last) = title.unwrap_or((0, 0));
    let key = title.map_or("", |_| lines.get(last));
    // The page prints the title, and the paper prints it again: what stands between is furniture.
    let mut reprinted = 0;
    let again = (last + 1..looks.len()).rev().find(|&i| title.is_some() && lines.get(i) == key).unwrap_or(0);
    for (i, look) in looks.iter().enumerate() {
        let is_above = title.is_some() && i < first;
        let part = match look {
            _ if title.is_some() && (first..=last).contains(&i) => Part::Title,
            Look::Portal => Part::Portal,
            Look::Number | Look::Date | Look::History => Part::Masthead,
            Look::Addressee => Part::Addressee,
            Look::Organ | Look::Note if i < 12 || is_above || i <= last.max(again) + NOTES_BELOW => {
                Part::Masthead
            }
            Look::Title if lines.get(i) == key => Part::Title,
            _ if is_above => {
                if lines.get(i).ends_with("文件") || lines.get(i).ends_with('令') {
                    Part::Masthead
                } else {
                    Part::Portal
                }
            }
            Look::Short | Look::Title | Look::Organ | Look::Note if i < again => Part::Portal,
            _ if looks.contains(&Look::Addressee) && repeats(lines, (first, last), i) => Part::Title,
            // 甲市人民政府 / 关于…的通告 below a headline that gives both in one line.
            Look::Title | Look::Short if i < reprinted || reprint_end(lines, i, key) > i => {
                reprinted = reprinted.max(reprint_end(lines, i, key));
                Part::Title
            }
            // Links above the addressees of a copy that lost its title.
            Look::Short if title.is_none() && looks.last() == Some(&Look::Addressee) => Part::Portal,
            // Links between the title and the addressees.
            Look::Short | Look::Title if title.is_some() && looks.last() == Some(&Look::Addressee) => {
                Part::Portal
            }
            _ => break,
        };
        parts.push(part);
    }
    let end = parts.len();
    (parts, end)
}

/// Behind which line the title without its issuer ends that begins in line `i`; 0 when none does.
fn reprint_end(lines: &Lines<'_>, i: usize, title: &str) -> usize {
    let mut joined = String::new();
    let most = lines.len().min(i + MOST_REPRINTED);
    let mut ends = (i..most).filter(|&j| {
        joined.push_str(lines.get(j));
        title.ends_with(joined.as_str())
    });
    if lines.get(i).starts_with("关于") { ends.next().map_or(0, |j| j + 1) } else { 0 }
}

/// A title is printed again over so many lines.
const MOST_REPRINTED: usize = 4;

/// Whether the line is one of the title's lines printed again.
fn repeats(lines: &Lines<'_>, (first, last): (usize, usize), i: usize) -> bool {
    let line = lines.get(i);
    (first..=last).any(|t| lines.get(t).contains(line)) && !line.is_empty()
}
