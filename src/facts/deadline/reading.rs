//! One sentence under reading: its bounds, the clauses around a place, and the year that stands.

use jiff::civil::Date;

use super::basis::{Basis, Paper};
use super::cursor::skip_back;
use super::moment::{Edge, Moment, Year};
use super::words::Role;
use super::{Anchor, DeadlineKind};
use crate::facts::clause::is_in_old_rule;
use crate::text::{Norm, Span};

/// A sentence of the text with what is known when it is read.
pub(super) struct Reading<'a> {
    /// The whole text.
    pub text: &'a str,
    /// Where the sentence starts.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// What times are counted from.
    pub basis: &'a Basis,
    /// The last year that was named in the paragraph.
    pub year: Option<i16>,
    /// Whether a report speaks of what is to come here.
    pub ahead: bool,
    /// The cells of the document that stand under a column of times.
    pub cells: &'a [Span<Norm>],
}

/// A deadline before it is numbered; offsets are bytes of the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub start: usize,
    pub end: usize,
    pub kind: Option<DeadlineKind>,
    pub value: Option<String>,
    pub anchor: Option<Anchor>,
    pub due_on: Option<Date>,
    pub note: Option<&'static str>,
    pub alternative: Option<String>,
}

/// A resolved stretch of days; the year may be unknown, then only month and day of `last` count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Days {
    pub first: Date,
    pub last: Date,
    /// Whether the year is known; otherwise it is a placeholder.
    pub dated: bool,
    /// Whether the year was moved forward because the day would lie before the document.
    pub rolled: bool,
}

/// How many bytes of a sentence before and after a place are looked at.
const REACH: usize = 900;

/// A notice about another year sets its own days for the weeks to come, so many days at most.
const WEEKS_AHEAD: i32 = 45;

/// A leap year that stands for an unknown one.
const ANY_YEAR: i16 = 2000;

/// A leap year that no paper has come to.
const YEAR_TO_COME: i16 = 9996;

impl Days {
    /// The last day as a value: `2024-06-30`, or `--06-30` without a year.
    pub(super) fn until(&self) -> String {
        self.print(self.last)
    }

    /// The first day as a value.
    pub(super) fn since(&self) -> String {
        self.print(self.first)
    }

    fn print(&self, date: Date) -> String {
        if self.dated { date.to_string() } else { format!("--{:02}-{:02}", date.month(), date.day()) }
    }
}

const STOPS: [char; 18] =
    ['，', '。', '；', '：', '！', '？', ',', ';', '!', '?', '、', '（', '(', '\n', '“', '”', '《', '》'];

/// Whether a noun stands right before, so that 当年 is its year.
fn named_before(head: &str) -> bool {
    let last = head.chars().next_back();
    last.is_some_and(|c| {
        c > '\u{4e00}' && c < '\u{9fff}' && !"在于至到自从须应且并按以即的由将为是".contains(c)
    })
}

/// 2025年，要完成已列入计划的任务: what is to be done stands before the 已 of its object.
pub(super) fn is_to_be(tail: &str) -> bool {
    let tail = tail.trim_start_matches(['，', ',', ' ']);
    Role::Binds.starts(tail).is_some()
}

/// 竞得人应在1个月内缴纳价款, 可申请延期: what news retell as laid down.
fn lays_down(sentence: &str) -> bool {
    Role::LaysDown.stands_in(sentence) && !Role::Done.stands_in(sentence)
}

/// 通知明确，“于一个月内缴清”: the words of a paper that the sentence quotes.
fn quotes_rule(sentence: &str) -> bool {
    sentence.match_indices('“').any(|(at, mark)| {
        let lead = sentence.get(..at).unwrap_or("");
        let bare = lead.trim_end_matches(['，', ',', '：', ':', ' ']);
        let quote = sentence.get(at + mark.len()..).and_then(|rest| rest.split('”').next()).unwrap_or("");
        bare.len() < lead.len() && Role::Quotes.ends(bare).is_some() && quote.chars().count() >= 8
    })
}

impl<'a> Reading<'a> {
    /// Where the sentence starts, or a good way before `at` in a sentence without end, so that the time for a text grows
    /// with its length alone.
    pub(super) fn back(&self, at: usize) -> usize {
        let mut from = at.saturating_sub(REACH).max(self.from);
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        from
    }

    /// The sentence before `at`.
    pub(super) fn head(&self, at: usize) -> &'a str {
        self.text.get(self.back(at)..at).unwrap_or("")
    }

    /// The sentence from `at` on.
    pub(super) fn tail(&self, at: usize) -> &'a str {
        let mut to = at.saturating_add(REACH).min(self.to);
        while !self.text.is_char_boundary(to) {
            to -= 1;
        }
        self.text.get(at..to).unwrap_or("")
    }

    /// Where the clause that holds `at` starts.
    pub(super) fn clause_start(&self, at: usize) -> usize {
        let head = self.head(at);
        let stop = head.char_indices().rev().find(|(_, c)| STOPS.contains(c));
        self.back(at) + stop.map_or(0, |(i, c)| i + c.len_utf8())
    }

    /// Where the clause that ends at `at` starts when brackets and quotes inside it are stepped over.
    pub(super) fn wide_clause_start(&self, at: usize) -> usize {
        let mut depth = 0u32;
        for (i, c) in self.head(at).char_indices().rev() {
            match c {
                '）' | ')' | '》' | '”' => depth += 1,
                '（' | '(' | '《' | '“' if depth > 0 => depth -= 1,
                '、' => {}
                _ if depth == 0 && STOPS.contains(&c) => return self.back(at) + i + c.len_utf8(),
                _ => {}
            }
        }
        self.back(at)
    }

    /// Where the clause that holds `at` ends.
    pub(super) fn clause_end(&self, at: usize) -> usize {
        at + self.tail(at).find(STOPS).unwrap_or(self.tail(at).len())
    }

    /// The clause before `at`.
    pub(super) fn clause_head(&self, at: usize) -> &'a str {
        self.text.get(self.clause_start(at)..at).unwrap_or("")
    }

    /// The clause from `at` on.
    pub(super) fn clause_tail(&self, at: usize) -> &'a str {
        self.text.get(at..self.clause_end(at)).unwrap_or("")
    }

    /// Whether nothing of the clause stands before `at` but blanks.
    pub(super) fn opens_clause(&self, at: usize) -> bool {
        let at = skip_back(self.text, at).max(self.from);
        let start = self.clause_start(at);
        start == at && !self.head(at).ends_with(['、', '（', '('])
    }

    /// Whether the clause around the place, or the sentence after it, is told as done.
    pub(super) fn told(&self, start: usize, end: usize) -> bool {
        Role::Done.stands_in(self.clause_head(start))
            || Role::Done.stands_in(self.clause_tail(end)) && !is_to_be(self.tail(end))
    }

    /// Whether the rest of the sentence speaks of what is to come: 将, 要, 力争, 确保.
    pub(super) fn is_coming(&self, end: usize) -> bool {
        Role::Will.stands_in(self.tail(end))
    }

    /// Whether the clause up to there does.
    pub(super) fn is_coming_before(&self, start: usize) -> bool {
        Role::Will.stands_in(self.clause_head(start))
    }

    /// Whether the place lies in a quoted rule that is done away with: 取消“……2年内不可转让”.
    pub(super) fn quotes_old_rule(&self, at: usize) -> bool {
        is_in_old_rule(self.head(at), self.tail(at)) || self.follows_old_rule(at)
    }

    /// Whether the sentence begins with what held before, 原政策为, 调整前：, and does not turn to what holds now.
    fn follows_old_rule(&self, at: usize) -> bool {
        let head = self.head(at).trim_start();
        let Some(lead) = Role::Replaced.starts(head) else { return false };
        let since = head.get(lead.len()..).unwrap_or("");
        !["现", "调整为", "改为", "调整后", "修改为", "变更为", "优化为", "新政"]
            .iter()
            .any(|turn| since.contains(turn))
    }

    /// Whether the cell of a table under a column of times begins at `at`.
    pub(super) fn begins_cell(&self, at: usize) -> bool {
        self.cells.binary_search_by_key(&at, |cell| cell.start as usize).is_ok()
    }

    /// Whether it is not known when the paper was written.
    pub(super) fn is_undated(&self) -> bool {
        self.basis.about.is_none() && self.basis.year.is_none()
    }

    /// Whether the sentence is told as done.
    pub(super) fn all_told(&self, at: usize) -> bool {
        Role::Done.stands_in(self.head(at)) || Role::Done.stands_in(self.tail(at))
    }

    /// Whether the limit is soft: 力争, 逐步, 原则上 in the same clause.
    pub(super) fn is_soft(&self, start: usize, end: usize) -> bool {
        Role::Soft.stands_in(self.clause_head(start)) || Role::Soft.stands_in(self.clause_tail(end))
    }

    /// Whether the paper tells what has happened; not in its section on what comes next, nor where a 通报 orders.
    pub(super) fn is_report(&self) -> bool {
        self.basis.paper == Paper::Report && !self.ahead
    }

    /// Whether the sentence of a report says what is to come.
    pub(super) fn looks_ahead(&self) -> bool {
        if self.basis.paper != Paper::Report {
            return false;
        }
        let sentence = self.text.get(self.from..self.to).unwrap_or("");
        self.basis.ahead.is_some_and(|at| self.from >= at || self.to > at && at - self.from < 90)
            || Role::Next.starts(sentence.trim_start()).is_some()
            || quotes_rule(sentence)
            || lays_down(sentence)
            || self.basis.admonishes && Role::Order.stands_in(sentence)
    }

    /// The year that times without one are of.
    fn own_year(&self) -> Option<i16> {
        if self.ahead { self.basis.year_ahead } else { self.basis.year.or(self.basis.spoken) }
    }

    /// The year of a moment without one where the title speaks of another year than the paper is of: 报送2023年度总结的通知 of
    /// January 2024, 2021年务虚会的通知 of December 2020.
    fn year_of(&self, moment: &Moment) -> Option<i16> {
        let (about, year) = self.basis.about.zip(self.basis.year)?;
        if !self.basis.titled || moment.year != Year::Unsaid || self.basis.paper == Paper::Report {
            return None;
        }
        if year < about.year() {
            return Some(about.year());
        }
        let soon = || {
            let (first, _) = moment.days(about.year(), None)?;
            let ahead = first.since(about).ok()?.get_days();
            let day = matches!(moment.part, super::moment::Part::Day(..));
            (day && self.basis.paper == Paper::Rule && (0..=WEEKS_AHEAD).contains(&ahead))
                .then_some(about.year())
        };
        (year > about.year()).then(soon).flatten()
    }

    /// The day the document is of lies after `day`.
    pub(super) fn is_past(&self, day: Date) -> Option<bool> {
        if let Some(date) = self.basis.about {
            return Some(day < date);
        }
        // 2000年底前建成的小区 beside 2025年: long before the year that is spoken of.
        let long_ago = self.year.is_some_and(|year| day.year() < year.saturating_sub(5));
        self.basis.year.map(|year| day.year() < year).or(long_ago.then_some(true))
    }

    /// First and last day of a moment.
    pub(super) fn days(&self, moment: &Moment) -> Option<Days> {
        let base = self.year_of(moment).or_else(|| self.own_year());
        let carried = self.year.filter(|year| base.is_none_or(|base| *year >= base));
        let year = match moment.year {
            Year::Stated(year) => Some(year),
            // 2031年……，年底前 in a paper without a date.
            Year::Shift(0) if base.is_none() && moment.edge == Edge::End => {
                carried.filter(|_| self.tail(moment.start).starts_with('年'))
            }
            Year::Shift(shift) => base.map(|base| base.saturating_add(shift)),
            // 当年度10月31日前 of a rule is of every year.
            Year::Same if self.basis.lasting && carried.is_none() => None,
            // 入学当年 is the year of that event, whichever it is.
            Year::Same if named_before(self.head(moment.start)) => None,
            Year::Same => carried.or(base),
            Year::Following => {
                let head = self.head(moment.start);
                let symbolic = head.contains("每年") || head.contains("年度");
                carried.or(base).filter(|_| !symbolic).map(|year| year.saturating_add(1))
            }
            Year::Each | Year::Masked => None,
            Year::Unsaid => carried.or(base),
        };
        // Whoever fills in a year that is left out means one to come.
        let any = if moment.year == Year::Masked { YEAR_TO_COME } else { ANY_YEAR };
        let (first, last) = moment.days(year.unwrap_or(any), self.basis.about)?;
        let dated = year.is_some() || matches!(moment.part, super::moment::Part::MonthShift(..));
        let days = Days { first, last, dated, rolled: false };
        Some(if moment.year == Year::Unsaid && carried.is_none() { self.roll(moment, days) } else { days })
    }

    /// 1月底前 in a paper of December means the next January, unless the title names the year.
    fn roll(&self, moment: &Moment, days: Days) -> Days {
        let past = self.basis.about.is_some_and(|date| days.dated && days.last < date);
        let titled = self.basis.titled
            && self.basis.year.zip(self.basis.about).is_none_or(|(year, date)| year >= date.year());
        let next = moment.days(days.last.year().saturating_add(1), self.basis.about);
        // 1月5日前 in a notice of December on the work of its year is near.
        let near = next.zip(self.basis.about).is_some_and(|((_, last), date)| {
            let ahead = last.since(date).map_or(i32::MAX, |span| span.get_days());
            self.basis.paper == Paper::Rule && ahead <= WEEKS_AHEAD
        });
        if !past || titled && !near && !self.ahead || self.is_report() {
            return days;
        }
        next.map_or(days, |(first, last)| Days { first, last, dated: true, rolled: true })
    }
}
