//! What times are counted from: the document's own date, the year in its title, and what sort of paper it is.

use jiff::civil::Date;

use super::cursor::number_at;
use super::moment::{Year, moment_at};
use crate::facts::{Context, Facts};
use crate::outline::Part;

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
    /// The document's own date.
    pub date: Option<Date>,
    /// 今年: the year in the title, else the year of the date.
    pub year: Option<i16>,
    /// Whether the year is that of the title.
    pub titled: bool,
    /// How the paper speaks.
    pub paper: Paper,
    /// The title.
    pub title: String,
}

const REPORT_ENDS: [&str; 12] =
    ["报告", "情况", "总结", "工作回顾", "综述", "纪实", "答记者问", "通报", "讲话", "致辞", "成效", "问答"];
const PLAN_WORDS: [&str; 12] =
    ["计划", "要点", "方案", "规划", "任务", "分工", "措施", "行动", "安排", "部署", "意见", "纲要"];

impl Basis {
    /// Reads the basis of a document from its metadata, and from its first lines where those are silent.
    pub(super) fn of(cx: &Context<'_>, so_far: &Facts) -> Self {
        let title = so_far.metadata.title.as_ref().map_or_else(|| first_line(cx), |t| t.text.clone());
        let date = so_far.metadata.date();
        let titled = title_year(&title);
        let paper = paper_of(&title);
        // A report of 2018 signed in 2019 speaks of 2018 as its year only in the title.
        let year = titled.filter(|_| paper != Paper::Report).or_else(|| date.map(|d| d.year())).or(titled);
        Self { date, year, titled: titled.is_some() && titled == year, paper, title }
    }
}

/// The title when the metadata have none: the lines of the title part, else the first line.
fn first_line(cx: &Context<'_>) -> String {
    let titles: String = cx.outline.part(Part::Title).map(|line| line.span.of(cx.text)).collect();
    if !titles.is_empty() {
        return titles;
    }
    let first = cx.outline.lines.iter().find(|line| line.span.len() > 15);
    first.map_or("", |line| line.span.of(cx.text)).chars().take(80).collect()
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

fn paper_of(title: &str) -> Paper {
    let bare = title.trim_end_matches(['》', ')', '）', '”', ' ']);
    if REPORT_ENDS.iter().any(|word| bare.ends_with(word))
        || bare.contains("工作总结")
        || bare.contains("工作报告")
    {
        Paper::Report
    } else if PLAN_WORDS.iter().any(|word| bare.contains(word)) {
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
