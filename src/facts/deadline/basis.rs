//! What times are counted from: the document's own date, the year in its title, and what sort of paper it is.

use jiff::civil::Date;

use super::cursor::number_at;
use super::moment::{Year, moment_at};
use super::words::Role;
use super::year;
use crate::facts::{Context, Facts};
use crate::outline::Part;
use crate::text::{Norm, Span, first_chars};

/// How a paper speaks of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paper {
    /// Reports, summaries, news: what is told has happened.
    Report,
    /// Plans, schemes, task lists: what is named is to be done.
    Plan,
    /// Everything else: rules, notices, measures.
    Rule,
}

/// What times of a document are counted from.
#[derive(Clone, Debug)]
pub(super) struct Basis {
    /// The day it was issued, from which 自印发之日起 counts: the date of a web page is another.
    pub issued: Option<Date>,
    /// The date, or the day it comes into force: near enough to tell past from future.
    pub about: Option<Date>,
    /// The day it comes into force.
    pub effective: Option<Date>,
    /// 今年: the year in the title, else the year of the date.
    pub year: Option<i16>,
    /// The only year the text of a paper without date names; enough to date 年底, not to tell past from future.
    pub spoken: Option<i16>,
    /// Whether the year is that of the title.
    pub titled: bool,
    /// How the paper speaks.
    pub paper: Paper,
    /// The title.
    pub title: String,
    /// From which byte on a report speaks of what is to come: its section 下一步工作.
    pub ahead: Option<usize>,
    /// 年底 there: the year of the date, else the one after that of the title.
    pub year_ahead: Option<i16>,
    /// Whether it is a 通报 or a speech, which tell and then order.
    pub admonishes: bool,
    /// Whether its title is that of a rule, which holds for many years.
    pub lasting: bool,
    /// Whether it is a regulation with a history, which stands for many years.
    pub standing: bool,
}

/// A paper with more 了 than this in ten thousand characters tells what has happened, whatever its title says: rules and
/// plans have none to ten, news and reports thirty to eighty.
const TELLING: usize = 26;

/// A page put up more than so many years after the only year that its paper names is a copy of an old one.
const STALE: i16 = 4;

/// A first line longer than this many bytes is no title.
const LONGEST_TITLE: usize = 180;

/// Papers shorter than this many characters are not judged by their 了.
const TOO_SHORT: usize = 700;

impl Basis {
    /// Reads the basis of a document from its metadata, and from its own lines where those are silent; `masks` are titles and
    /// numbers.
    pub(super) fn of(cx: &Context<'_>, so_far: &Facts, masks: &[Span<Norm>]) -> Self {
        let title = so_far.metadata.title.as_ref().map_or_else(|| first_line(cx), |t| t.text.clone());
        let date = so_far.metadata.date();
        let issued = [&so_far.metadata.signed_on, &so_far.metadata.issued_on];
        let issued = issued.into_iter().flatten().map(|d| d.date).next();
        let effective = so_far.metadata.effective_on.as_ref().map(|d| d.date);
        let lasting = Role::Lasting.ends(title.trim_end_matches(['》', ')', '）', ' '])).is_some();
        let put_up = date.filter(|_| issued.is_none() && effective.is_none() && !lasting);
        let older = put_up.and_then(|date| {
            let year = year::of(cx.text, cx.outline, masks)?;
            (year.saturating_add(STALE) < date.year()).then_some(year)
        });
        let about = date.or(effective).filter(|_| older.is_none());
        let titled = title_year(&title);
        // An article tells of laws and days, it lays down none.
        let article = so_far.metadata.doc_kind.as_ref().is_some_and(|kind| kind.text == "论文");
        let paper = if article || !lasting && tells(cx.text) { Paper::Report } else { paper_of(&title) };
        let paper = if paper == Paper::Rule && title.is_empty() && calls_itself_plan(cx.text) {
            Paper::Plan
        } else {
            paper
        };
        let paper = if paper == Paper::Rule && renders(cx.text) { Paper::Report } else { paper };
        let numbered =
            so_far.metadata.doc_number.as_ref().and_then(|number| i16::try_from(number.year?).ok());
        // A regulation with a history stands for many years: times without a year are not of the one it was made in.
        let standing = crate::facts::metadata::history::span(cx.text).is_some();
        let year = titled.or_else(|| about.map(Date::year)).or(numbered).filter(|_| !standing);
        let spoken = older.filter(|_| year.is_none() && !standing);
        let spoken = if year.is_none() && !standing && spoken.is_none() {
            year::of(cx.text, cx.outline, masks)
        } else {
            spoken
        };
        let ahead = (paper == Paper::Report).then(|| ahead(cx)).flatten();
        // 2031年上半年工作情况和下半年工作安排 looks ahead within its year.
        let within = ["上半年", "下半年", "季度"].iter().any(|part| title.contains(part));
        let next = titled.map(|year| if within { year } else { year.saturating_add(1) });
        let year_ahead = about.map(Date::year).or(next).or(year);
        let bare = title.trim_end_matches(['》', ')', '）', ' ']);
        let admonishes = Role::Admonishes.ends(bare).is_some();
        Self {
            issued,
            about,
            effective,
            year,
            spoken,
            titled: titled.is_some(),
            paper,
            title,
            ahead,
            year_ahead,
            admonishes,
            lasting,
            standing,
        }
    }
}

impl Basis {
    /// Whether nothing says which year the paper is of, though it is no rule, which sets the days of every year.
    pub(super) fn is_timeless(&self) -> bool {
        let dated = self.about.is_some() || self.year.is_some() || self.spoken.is_some();
        let dated = dated || self.paper == Paper::Report;
        !dated
            && !self.standing
            && Role::Lasting.ends(self.title.trim_end_matches(['》', ')', '）', ' '])).is_none()
    }
}

/// How far into a line its heading words may stand: 三、存在的问题和下一步工作打算.
const HEADING_BYTES: usize = 60;

/// Where the section of a report begins that says what is to be done: a heading, or a number in the middle of a copy that
/// lost its line breaks.
fn ahead(cx: &Context<'_>) -> Option<usize> {
    let mut found: Option<usize> = None;
    Role::Ahead.visit(cx.text, |at| {
        if found.is_some() {
            return;
        }
        let from = at.saturating_sub(HEADING_BYTES);
        let from = (from..=at).find(|i| cx.text.is_char_boundary(*i)).unwrap_or(at);
        let before = cx.text.get(from..at).unwrap_or("");
        let label = before.rfind(['、', '）', ')', '\n']).map(|i| (i, before.get(i..).unwrap_or("")));
        let Some((i, lead)) = label else { return };
        let lead = lead.trim_start_matches(['、', '）', ')', '\n', ' ', '\u{3000}']);
        let number = before.get(..i).and_then(|head| head.chars().next_back());
        let numbered = number.is_some_and(crate::text::is_numeral);
        let own_line = before.get(i..).is_some_and(|text| text.starts_with('\n'));
        let short = lead.chars().count() <= 14 && !lead.contains(['，', ',', '。', '；']);
        let rest = cx.text.get(at..).unwrap_or("");
        let line = rest.get(..rest.find('\n').unwrap_or(rest.len())).unwrap_or("");
        let heading = own_line && line.chars().count() <= 26 && !line.contains(['，', ',']);
        // 一、主要任务完成情况 looks back.
        let name = line.get(..line.find(['，', ',', '。', '；']).unwrap_or(line.len())).unwrap_or("");
        let back = Role::Account.stands_in(first_chars(name, 16));
        if short && !back && (numbered || heading) {
            found = Some(at);
        }
    });
    found
}

/// Whether the text is a telling of what has happened; the 了 of 年度终了 tells nothing.
fn tells(text: &str) -> bool {
    let chars = text.len() / 3;
    let count = |word: &str| memchr::memmem::find_iter(text.as_bytes(), word).count();
    chars >= TOO_SHORT && (count("了") - count("终了")) * 10_000 > chars * TELLING
}

/// The title when the metadata have none: the lines of the title part, else the first line.
fn first_line(cx: &Context<'_>) -> String {
    let titles: String = cx.outline.part(Part::Title).map(|line| line.span.of(cx.text)).collect();
    if !titles.is_empty() {
        return titles;
    }
    let first = cx.outline.lines.iter().map(|line| line.span.of(cx.text)).find(|line| line.len() > 15);
    first.filter(|line| line.len() <= LONGEST_TITLE && !line.ends_with('。')).unwrap_or("").to_owned()
}

/// The year a title is about: 2024年…计划, but not the years of a plan period, of another paper's title or of a version.
fn title_year(title: &str) -> Option<i16> {
    let mut at = 0;
    while let Some(found) = title.get(at..).and_then(|rest| rest.find(|c: char| crate::text::is_numeral(c))) {
        let start = at + found;
        let end = number_at(title, start).map_or(start, |n| n.end);
        if let Some(moment) = moment_at(title, start) {
            let after_dash = title.get(..start).is_some_and(|head| head.ends_with(super::cursor::is_dash));
            if let (Year::Stated(year), false) = (moment.year, after_dash) {
                let tail = title.get(moment.end..).unwrap_or("");
                return (!tail.starts_with(super::cursor::is_dash) && !tail.starts_with('版'))
                    .then_some(year);
            }
        }
        at = end.max(start + title.get(start..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8));
    }
    None
}

/// Whether the opening says that the paper gives an account: 现将有关情况报告如下.
fn renders(text: &str) -> bool {
    let end = (0..=text.len().min(1200)).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    let head = text.get(..end).unwrap_or("");
    let mut found = false;
    Role::Renders.visit(head, |at| {
        let lead = head.get(..at).unwrap_or("");
        let sentence = lead.rsplit(['。', '；', '\n']).next().unwrap_or(lead);
        found |= ["现将", "现就", "现把"].iter().any(|word| sentence.contains(word));
    });
    found
}

/// Whether a copy without its title says what it is: 制定本方案.
fn calls_itself_plan(text: &str) -> bool {
    let end = (0..=text.len().min(1200)).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    let head = text.get(..end).unwrap_or("");
    Role::MadePlan.stands_in(head)
}

fn paper_of(title: &str) -> Paper {
    let bare = title.trim_end_matches(['》', ')', '）', '”', ' ']);
    if Role::Report.ends(bare).is_some() || bare.contains("工作总结") || bare.contains("工作报告") {
        Paper::Report
    } else if Role::Plan.stands_in(bare) {
        Paper::Plan
    } else {
        Paper::Rule
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_says_its_year_and_kind() {
        let cases = [
            ("青石县2024年法治建设工作计划", Some(2024), Paper::Plan),
            ("青石县法治建设规划（2021—2025年）", None, Paper::Plan),
            ("2018年度青石县工作总结", Some(2018), Paper::Report),
            ("青石县城乡规划管理技术规定（2021年版）", None, Paper::Plan),
            ("青石县旅馆业管理办法", None, Paper::Rule),
        ];
        for (title, year, paper) in cases {
            assert_eq!((title_year(title), paper_of(title)), (year, paper), "{title}");
        }
    }
}
