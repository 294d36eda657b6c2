//! Points and stretches of the calendar: 2024年6月30日, 今年底, 第三季度, 本月底, 12月中旬.

use jiff::civil::Date;

use super::cursor::{
    Number, after, before, eat, eat_any, eat_dash, eat_dash_back, number_at, skip, skip_back, skip_fold,
};
use super::stretch::{skip_clock, skip_note};

/// Which year is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    /// 2024年
    Stated(i16),
    /// 今年 is 0, 明年 is 1, 去年 is -1: counted from the year of the document.
    Shift(i16),
    /// 当年, 同年: the year of what was named before.
    Same,
    /// 次年, 翌年: the year after.
    Following,
    /// 每年
    Each,
    /// 20××年, ××年: left out, for whoever fills the pattern in.
    Masked,
    /// Nothing said.
    Unsaid,
}

/// What of the year is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// 1 上半年, 2 下半年.
    Half(u8),
    /// 第一季度 … 第四季度.
    Quarter(u8),
    /// 前三季度: so many quarters from the first.
    Quarters(u8),
    /// A month.
    Month(u8),
    /// 1 上旬, 2 中旬, 3 下旬 of a month.
    Third(u8, u8),
    /// A day of a month.
    Day(u8, u8),
    /// 本月 is 0, 下月 is 1; with a day when one is named.
    MonthShift(i8, Option<u8>),
}

/// Which end of the stretch is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    /// None: all of it.
    Whole,
    /// 底, 末
    End,
    /// 初
    Start,
    /// 中
    Middle,
}

/// A point or stretch of the calendar as it stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The year.
    pub year: Year,
    /// What of it.
    pub part: Part,
    /// Which end of it.
    pub edge: Edge,
}

impl Moment {
    /// First and last day in `year`; `of` is the date that 本月 counts from.
    pub(super) fn days(&self, year: i16, of: Option<Date>) -> Option<(Date, Date)> {
        let months = |first: u8, last: u8| Some((day(year, first, 1)?, day(year, last, 1)?.last_of_month()));
        match self.part {
            Part::Whole => months(1, 12),
            Part::Half(half) => months(half * 6 - 5, half * 6),
            Part::Quarter(quarter) => months(quarter * 3 - 2, quarter * 3),
            Part::Quarters(last) => months(1, last * 3),
            Part::Month(month) => months(month, month),
            Part::Third(month, third) => {
                let last = if third == 3 {
                    day(year, month, 1)?.last_of_month()
                } else {
                    day(year, month, third * 10)?
                };
                Some((day(year, month, third * 10 - 9)?, last))
            }
            // 9月31日 means the last day of the month.
            Part::Day(month, date) => {
                let last = || day(year, month, 1).map(Date::last_of_month).filter(|_| date <= 31);
                day(year, month, date).or_else(last).map(|d| (d, d))
            }
            Part::MonthShift(shift, date) => {
                let first = of?
                    .first_of_month()
                    .checked_add(jiff::Span::new().try_months(i64::from(shift)).ok()?)
                    .ok()?;
                match date {
                    Some(date) => {
                        Date::new(first.year(), first.month(), i8::try_from(date).ok()?).ok().map(|d| (d, d))
                    }
                    None => Some((first, first.last_of_month())),
                }
            }
        }
    }

    /// Whether a year stands in the text.
    pub(super) const fn has_year(&self) -> bool {
        !matches!(self.year, Year::Unsaid)
    }

    /// Whether nothing but a year is meant, such as 2025年 or 今年.
    pub(super) fn is_plain_year(&self) -> bool {
        self.part == Part::Whole && self.edge == Edge::Whole
    }
}

/// A date of the calendar, if there is such a one.
pub(super) fn day(year: i16, month: u8, date: u8) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(date).ok()?).ok()
}

/// Words that name a year without a number, with what they mean.
const YEAR_WORDS: [(&str, Year); 13] = [
    ("今年", Year::Shift(0)),
    ("本年", Year::Shift(0)),
    ("明年", Year::Shift(1)),
    ("来年", Year::Shift(1)),
    ("去年", Year::Shift(-1)),
    ("上年", Year::Shift(-1)),
    ("上一年", Year::Shift(-1)),
    ("前年", Year::Shift(-2)),
    ("次年", Year::Following),
    ("翌年", Year::Following),
    ("当年", Year::Same),
    ("同年", Year::Same),
    ("每年", Year::Each),
];

/// Words that name a month by its distance.
const MONTH_WORDS: [(&str, i8); 7] =
    [("本月", 0), ("当月", 0), ("次月", 1), ("下月", 1), ("下个月", 1), ("这个月", 0), ("上月", -1)];

/// The moment that starts at `at`; a number without 年, 月 or a named part is none.
pub(super) fn moment_at(text: &str, at: usize) -> Option<Moment> {
    if let Some(moment) = numeric(text, at).or_else(|| day_with_weekday(text, at)) {
        return Some(moment);
    }
    let (year, mut end) = year_at(text, at).unwrap_or((Year::Unsaid, at));
    let mut part = Part::Whole;
    // Over a line break only a month with its number goes on.
    let next = if matches!(year, Year::Stated(_)) { skip_fold(text, end) } else { skip(text, end) };
    let same_line = next == skip(text, end);
    if let Some((found, to)) = part_at(text, next)
        .filter(|(part, _)| same_line || matches!(part, Part::Month(_) | Part::Day(..) | Part::Third(..)))
    {
        (part, end) = (found, to);
    }
    let mut moment = Moment { start: at, end, year, part, edge: Edge::Whole };
    edge(text, &mut moment);
    if moment.year == Year::Unsaid && moment.part == Part::Whole && moment.edge == Edge::Whole {
        return None;
    }
    Some(moment)
}

/// 2024.12.31, 2024-12-31 and 2024/12/31 at `at`.
fn numeric(text: &str, at: usize) -> Option<Moment> {
    let number = number_at(text, at)?;
    if number.chars == 3 {
        return numeric_of_republic(text, number);
    }
    let year = Some(number).filter(|n| n.chars == 4 && (1900..=2100).contains(&n.value))?;
    let mark = text.get(year.end..)?.chars().next().filter(|c| matches!(c, '.' | '-' | '/'))?;
    let month = number_at(text, year.end + 1).filter(|n| n.chars <= 2)?;
    if after(text, month.end) != Some(mark) {
        return numeric_month(text, at, (year, month), mark);
    }
    let date = number_at(text, month.end + 1).filter(|n| n.chars <= 2)?;
    if matches!(after(text, date.end), Some('.' | '-' | '/'))
        && number_at(text, date.end + 1).is_some_and(|n| n.chars < 4)
    {
        return None;
    }
    let value = i16::try_from(year.value).ok()?;
    let (month, part) = (u8::try_from(month.value).ok()?, u8::try_from(date.value).ok()?);
    day(value, month, part)?;
    let end = eat(text, date.end, "日").unwrap_or(date.end);
    Some(Moment {
        start: at,
        end,
        year: Year::Stated(value),
        part: Part::Day(month, part),
        edge: Edge::Whole,
    })
}

/// 10.19（周三）: a month and a day, which only the weekday behind them tells from a figure.
fn day_with_weekday(text: &str, at: usize) -> Option<Moment> {
    let month = number_at(text, at).filter(|n| n.chars <= 2)?;
    let date = number_at(text, eat(text, month.end, ".")?).filter(|n| n.chars <= 2)?;
    let open = eat_any(text, skip(text, date.end), &["（", "("])?;
    let weekday = eat_any(text, open, &["星期", "周"])?;
    after(text, weekday).filter(|c| "一二三四五六日天".contains(*c))?;
    let (part, of) = (u8::try_from(month.value).ok()?, u8::try_from(date.value).ok()?);
    day(2000, part, of)?;
    Some(Moment {
        start: at,
        end: date.end,
        year: Year::Unsaid,
        part: Part::Day(part, of),
        edge: Edge::Whole,
    })
}

/// 114.03.04止, 114/3/4（二）前: a day of the Republic, which the bound behind it tells from a number of sections.
fn numeric_of_republic(text: &str, number: Number) -> Option<Moment> {
    let value = i16::try_from(number.value).ok().filter(|year| (100..=150).contains(year))?;
    let mark = after(text, number.end).filter(|c| matches!(c, '.' | '-' | '/'))?;
    let month = number_at(text, number.end + 1).filter(|n| n.chars <= 2)?;
    let date =
        number_at(text, month.end + 1).filter(|n| n.chars <= 2 && after(text, month.end) == Some(mark))?;
    let (part, of) = (u8::try_from(month.value).ok()?, u8::try_from(date.value).ok()?);
    day(value.checked_add(1911)?, part, of)?;
    let noted = skip(text, skip_note(text, date.end));
    let bound = ["之前", "以前", "前", "止", "起", "至", "~", "～", "截止"];
    eat_any(text, noted, &bound).or_else(|| eat_any(text, skip_clock(text, noted), &bound))?;
    let year = Year::Stated(value.checked_add(1911)?);
    Some(Moment { start: number.start, end: date.end, year, part: Part::Day(part, of), edge: Edge::Whole })
}

/// 2024.12前, 2024.6—2024.12 and the cell 2024.12: a month, and not the figure it may be as well.
fn numeric_month(text: &str, at: usize, (year, month): (Number, Number), mark: char) -> Option<Moment> {
    let value = i16::try_from(year.value).ok().filter(|year| *year >= 2000)?;
    let number = u8::try_from(month.value).ok().filter(|n| mark == '.' && (1..=12).contains(n))?;
    let end = month.end;
    let bounded = eat_any(text, skip(text, end), &["底", "前", "之前", "以前"]).is_some();
    let like = |at: usize| {
        let year = number_at(text, at).filter(|n| n.chars == 4 && (2000..=2100).contains(&n.value))?;
        number_at(text, eat(text, year.end, ".")?).filter(|n| n.chars <= 2 && (1..=12).contains(&n.value))
    };
    let first = eat_dash(text, end).and_then(like).is_some();
    let last = eat_dash_back(text, at).is_some_and(|at| before(text, at).is_some_and(|c| c.is_ascii_digit()));
    let alone = matches!(before(text, skip_back(text, at)), None | Some('|' | '\n' | '\t' | '：' | ':'))
        && matches!(after(text, skip(text, end)), None | Some('|' | '\n' | '\t'));
    let start =
        Moment { start: at, end, year: Year::Stated(value), part: Part::Month(number), edge: Edge::Whole };
    let mut moment = (bounded || first || last || alone).then_some(start)?;
    edge(text, &mut moment);
    Some(moment)
}

/// The year that starts at `at` and where it ends, 度 included.
fn year_at(text: &str, at: usize) -> Option<(Year, usize)> {
    let word = YEAR_WORDS.iter().find_map(|(word, year)| eat(text, at, word).map(|end| (*year, end)));
    let word = word.or_else(|| year_of_republic(text, at)).or_else(|| bracketed_year(text, at));
    let word = word.or_else(|| masked_year(text, at));
    let (year, end) = word.or_else(|| short_year(text, at)).or_else(|| {
        let number = number_at(text, at).filter(|n| n.chars == 4)?;
        let year = i16::try_from(number.value).ok().filter(|y| (1900..=2100).contains(y))?;
        Some((Year::Stated(year), eat(text, skip(text, number.end), "年")?))
    })?;
    // 年度考核 keeps its 度, 2024年度 gives it to the year.
    Some((year, eat(text, end, "度").filter(|to| eat(text, *to, "假").is_none()).unwrap_or(end)))
}

/// What stands for a digit that a pattern leaves out.
const fn is_mask(c: char) -> bool {
    matches!(c, '*' | '＊' | '×' | 'x' | 'X' | '_' | '□')
}

/// 20××年, 202X年, ××××年, ××年: a year with digits left out, and where it ends.
fn masked_year(text: &str, at: usize) -> Option<(Year, usize)> {
    let figure = |c: &char| is_mask(*c) || c.is_ascii_digit();
    let year = text.get(at..)?.chars().take_while(figure).take(5).collect::<String>();
    let shown = year.trim_end_matches(is_mask);
    let century = matches!(shown, "19" | "20" | "201" | "202" | "203");
    let whole = year.len() > shown.len()
        && match year.chars().count() {
            4 => shown.is_empty() || century,
            2 => shown.is_empty(),
            _ => false,
        };
    let end = at + text.get(at..)?.chars().take_while(figure).map(char::len_utf8).sum::<usize>();
    Some((Year::Masked, eat(text, skip(text, end), "年").filter(|_| whole)?))
}

/// Where the year with digits left out starts whose 年 stands at `at`.
pub(super) fn masked_year_back(text: &str, at: usize) -> Option<usize> {
    let head = text.get(..skip_back(text, at))?;
    head.chars().next_back().filter(|c| is_mask(*c))?;
    let figures = head.chars().rev().take_while(|c| is_mask(*c) || c.is_ascii_digit()).take(5);
    let start = head.len() - figures.map(char::len_utf8).sum::<usize>();
    masked_year(text, start).map(|_| start)
}

/// 25年6月底, 二五年三月: the year without its century, which only a month behind it tells from a length of time.
fn short_year(text: &str, at: usize) -> Option<(Year, usize)> {
    let number = number_at(text, at).filter(|n| n.chars == 2 && n.value < 70)?;
    let digits = text.get(at..number.end)?;
    let counted = |c: char| {
        c.is_ascii_digit() || crate::text::is_numeral(c) || "第满约近共达超每限期长前后续逾".contains(c)
    };
    if digits.contains('十') || before(text, skip_back(text, at)).is_some_and(counted) {
        return None;
    }
    let end = eat(text, skip(text, number.end), "年")?;
    let month = number_at(text, skip(text, end)).filter(|n| (1..=12).contains(&n.value))?;
    eat(text, skip(text, month.end), "月")?;
    Some((Year::Stated(2000 + i16::try_from(number.value).ok()?), end))
}

/// 本（114）年10月底前: the year of the Republic in brackets, as press releases of Taiwan have it.
fn bracketed_year(text: &str, at: usize) -> Option<(Year, usize)> {
    let open = eat_any(text, eat_any(text, at, &["本", "今", "去", "明"])?, &["（", "("])?;
    let number = number_at(text, open).filter(|n| n.chars == 3 && (100..=150).contains(&n.value))?;
    let end = eat(text, eat_any(text, number.end, &["）", ")"])?, "年")?;
    Some((Year::Stated(i16::try_from(number.value).ok()?.checked_add(1911)?), end))
}

/// 中华民国一百十年, or 一百十年七月 and 114年3月1日 without the name, which papers of Taiwan leave out: no other count of years
/// goes so far and is followed by a month, in digits by a day of it.
fn year_of_republic(text: &str, at: usize) -> Option<(Year, usize)> {
    let named = eat_any(text, at, &["中华民国", "民国"]).map(|to| skip(text, to));
    let number = number_at(text, named.unwrap_or(at)).filter(|n| (1..=250).contains(&n.value))?;
    let end = eat(text, skip(text, number.end), "年")?;
    let month = || {
        let month = number_at(text, skip(text, end)).filter(|n| (1..=12).contains(&n.value))?;
        eat(text, skip(text, month.end), "月")
    };
    let in_digits = after(text, at).is_some_and(|c| c.is_ascii_digit());
    let alone = if in_digits {
        let counted = before(text, skip_back(text, at)).is_some_and(|c| "满约近共达超逾第长".contains(c));
        number.chars == 3 && number.value <= 150 && !counted && month().is_some_and(|to| is_placed(text, to))
    } else {
        number.value >= 60 && month().is_some()
    };
    let year = i16::try_from(number.value).ok()?.checked_add(1911)?;
    (named.is_some() || alone).then_some((Year::Stated(year), end))
}

/// Whether a day of the month that ends at `at` follows, or a word that says which end of it is meant.
fn is_placed(text: &str, at: usize) -> bool {
    let at = skip(text, at);
    let day = number_at(text, at).filter(|n| (1..=31).contains(&n.value));
    day.is_some_and(|n| eat_any(text, skip(text, n.end), &["日", "号"]).is_some())
        || eat_dash(text, at).and_then(|to| number_at(text, to)).is_some()
        || eat_any(text, at, &["底", "初", "中旬", "上旬", "下旬", "前", "起", "止"]).is_some()
}

/// The part of a year that starts at `at`.
fn part_at(text: &str, at: usize) -> Option<(Part, usize)> {
    if let Some(end) = eat_any(text, at, &["上半年", "下半年"]) {
        let half = if eat(text, at, "上").is_some() { 1 } else { 2 };
        return Some((Part::Half(half), end));
    }
    if let Some((shift, end)) =
        MONTH_WORDS.iter().find_map(|(word, shift)| Some((*shift, eat(text, at, word)?)))
    {
        let date = number_at(text, end).and_then(|n| Some((n.value, eat_any(text, n.end, &["日", "号"])?)));
        let date =
            date.and_then(|(n, to)| Some((u8::try_from(n).ok().filter(|n| (1..=31).contains(n))?, to)));
        return Some((Part::MonthShift(shift, date.map(|d| d.0)), date.map_or(end, |d| d.1)));
    }
    if let Some((last, end)) = quarters_at(text, at) {
        return Some((Part::Quarters(last), end));
    }
    let from = eat(text, at, "第").unwrap_or(at);
    let number = number_at(text, from).or_else(|| first_quarter(text, from))?;
    let value = u8::try_from(number.value).ok()?;
    let folded = skip_fold(text, number.end);
    let to = if eat(text, folded, "月").is_some() { folded } else { skip(text, number.end) };
    // 春秋两季, 四季常绿: seasons.
    let seasons = from == at
        && eat(text, to, "季度").is_none()
        && text.get(at..to).is_some_and(|number| number.starts_with(['两', '四']));
    if let Some(end) =
        eat_any(text, to, &["季度", "季末", "季"]).filter(|_| (1..=4).contains(&value) && !seasons)
    {
        let end = if eat(text, to, "季末").is_some() { end - "末".len() } else { end };
        return Some((Part::Quarter(value), end));
    }
    let month_end =
        eat(text, to, "月份").or_else(|| eat(text, to, "月")).filter(|_| (1..=12).contains(&value))?;
    if from != at {
        return None;
    }
    Some(in_month(text, value, month_end))
}

/// 前三季度 behind its year: how many quarters, and where it ends. Without a year it tells of what was done.
pub(super) fn quarters_at(text: &str, at: usize) -> Option<(u8, usize)> {
    if !text.get(..at).is_some_and(|before| before.trim_end().ends_with('年')) {
        return None;
    }
    let number = number_at(text, eat(text, at, "前")?).filter(|n| (2..=3).contains(&n.value))?;
    let end = eat_any(text, skip(text, number.end), &["个季度", "季度"])?;
    Some((u8::try_from(number.value).ok()?, end))
}

/// 首季度 is the first.
fn first_quarter(text: &str, at: usize) -> Option<Number> {
    let end = eat(text, at, "首").filter(|to| eat(text, *to, "季").is_some())?;
    Some(Number { start: at, end, value: 1, chars: 1 })
}

/// What follows a month: a day, a third, or nothing.
fn in_month(text: &str, month: u8, month_end: usize) -> (Part, usize) {
    let at = skip(text, month_end);
    for (third, word) in [(1, "上旬"), (2, "中旬"), (3, "下旬")] {
        if let Some(end) = eat(text, at, word) {
            return (Part::Third(month, third), end);
        }
    }
    let date = number_at(text, skip_fold(text, at)).filter(|n| (1..=31).contains(&n.value));
    let date = date.and_then(|n| {
        let end = eat_any(text, skip_fold(text, n.end), &["日", "号"]);
        Some((u8::try_from(n.value).ok()?, end.or_else(|| day_left_out(text, n.end))?))
    });
    date.map_or((Part::Month(month), month_end), |(date, end)| (Part::Day(month, date), end))
}

/// 12月31前: the 日 was forgotten; 前 says that a day is meant.
fn day_left_out(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?.strip_prefix('前')?;
    (!rest.starts_with(['后', '期', '列', '沿', '置', '述'])).then_some(at)
}

/// Takes 底, 末, 初, 中 into the moment, also when the unit is repeated (2021年年底, 6月月底).
fn edge(text: &str, moment: &mut Moment) {
    let words: &[(&str, Edge)] = match moment.part {
        Part::Whole if moment.year == Year::Unsaid => {
            &[("年底", Edge::End), ("年末", Edge::End), ("年中", Edge::Middle), ("年内", Edge::Whole)]
        }
        Part::Whole => &[
            ("年底", Edge::End),
            ("年末", Edge::End),
            ("底", Edge::End),
            ("末", Edge::End),
            ("年中", Edge::Middle),
            ("年初", Edge::Start),
            ("初", Edge::Start),
        ],
        Part::Month(_) | Part::MonthShift(_, None) => &[
            ("月底", Edge::End),
            ("月末", Edge::End),
            ("底", Edge::End),
            ("末", Edge::End),
            ("中旬", Edge::Middle),
            ("初", Edge::Start),
        ],
        Part::Quarter(_) | Part::Quarters(_) | Part::Half(_) => &[("末", Edge::End), ("底", Edge::End)],
        _ => return,
    };
    let at = skip(text, moment.end);
    let found = words.iter().find_map(|(word, edge)| Some((*word, *edge, eat(text, at, word)?)));
    let Some((word, edge, end)) = found else { return };
    if moment.year == Year::Unsaid && moment.part == Part::Whole {
        // 年底 and 年内 alone mean this year, but not inside 去年底, 3年内, 历年末 or 周年.
        let free = before(text, moment.start).is_none_or(|c| {
            !crate::text::is_numeral(c) && !"今本当明次去上前每同全历周近青多来往成少整学半几数".contains(c)
        });
        if !free {
            return;
        }
        moment.year = Year::Shift(0);
        moment.end = if word == "年内" { end - "内".len() } else { end };
        moment.edge = edge;
        return;
    }
    // 月初 of 当月初次 and 末 of 末端 are no edges.
    if matches!(after(text, end), Some('次' | '始' | '步' | '审' | '期' | '级' | '中' | '端' | '位'))
        && matches!(edge, Edge::Start | Edge::End)
    {
        return;
    }
    moment.end = end;
    moment.edge = edge;
}
