//! Number formats of cells: what a number or a date looks like on the sheet.
//!
//! Read are digits, thousands, percent, dates, times and words; what is rarer (fractions, conditions) is shown as a plain number.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// A format.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Code {
    /// As short as it can be written.
    General,
    /// For positive numbers, negative ones, zero; as many as are given.
    Sections(Vec<Vec<Token>>),
}

/// A piece of a format.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// Words.
    Literal(String),
    /// The number as a cell without a format shows it.
    General,
    /// Digits: places for them before the point, how many at least, how many behind it, and how many of these at most.
    Digits {
        slots: usize,
        whole: usize,
        fixed: usize,
        most: usize,
        groups: bool,
    },
    /// A letter of a date, and how often.
    Date(char, usize),
    /// 上午 or 下午, AM or PM.
    Half {
        is_chinese: bool,
    },
    /// Hours, minutes or seconds in all.
    Elapsed(char),
    Percent,
}

impl Code {
    /// Reads a format; what it does not know makes it general.
    pub(super) fn of(code: &str) -> Self {
        let sections: Option<Vec<Vec<Token>>> = sections(code).iter().map(|s| tokens(s)).collect();
        match sections {
            Some(sections) if sections.iter().flatten().next().is_some() => Self::Sections(sections),
            _ => Self::General,
        }
    }

    /// The number as it is shown.
    pub(super) fn show(&self, number: f64, is_1904: bool) -> String {
        let Self::Sections(sections) = self else { return general(number) };
        let which = match sections.len() {
            2.. if number < 0.0 => 1,
            3.. if number == 0.0 => 2,
            _ => 0,
        };
        let Some(tokens) = sections.get(which) else { return general(number) };
        if tokens.is_empty() && sections.len() > 1 {
            return String::new();
        }
        let is_date = tokens.iter().any(|t| matches!(t, Token::Date(..) | Token::Elapsed(_)));
        if is_date {
            return moment(number, is_1904).map_or_else(|| general(number), |m| m.show(tokens));
        }
        let shown = numeric(tokens, number.abs());
        if which == 0 && number < 0.0 { format!("-{shown}") } else { shown }
    }
}

/// The parts between semicolons.
fn sections(code: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let (mut is_quoted, mut is_escaped) = (false, false);
    for c in code.chars() {
        if c == ';' && !is_quoted && !is_escaped {
            found.push(String::new());
            continue;
        }
        is_quoted ^= c == '"' && !is_escaped;
        is_escaped = matches!(c, '\\' | '!') && !is_escaped && !is_quoted;
        if let Some(last) = found.last_mut() {
            last.push(c);
        }
    }
    found
}

/// The tokens of one section; `None` for what is not known.
fn tokens(section: &str) -> Option<Vec<Token>> {
    let mut found: Vec<Token> = Vec::new();
    let mut rest = section;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or("");
        let (token, left) = match c {
            '"' => {
                let (words, left) = after.split_once('"')?;
                (Some(Token::Literal(words.to_owned())), left)
            }
            '\\' | '!' => {
                let next = after.chars().next()?;
                (Some(Token::Literal(next.to_string())), after.get(next.len_utf8()..).unwrap_or(""))
            }
            // A blank as wide as the next character, or the next character to the edge of the cell.
            '_' | '*' => (None, after.get(after.chars().next().map_or(0, char::len_utf8)..).unwrap_or("")),
            '[' => {
                let (inner, left) = after.split_once(']')?;
                (bracket(inner)?, left)
            }
            '0' | '#' | '?' | '.' => digits(rest)?,
            '%' => (Some(Token::Percent), after),
            '@' => (None, after),
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'a' | 'A' | 'e' | '上' => {
                date(rest)?
            }
            'G' | 'g' if let Some(left) = GENERAL.iter().find_map(|name| after_name(rest, name)) => {
                (Some(Token::General), left)
            }
            'G' | 'g' | 'E' | 'n' | 'N' | 'b' | 'B' => return None,
            c => (Some(Token::Literal(c.to_string())), after),
        };
        found.extend(token);
        rest = left;
    }
    let is_date = |t: &Token| matches!(t, Token::Date(..) | Token::Elapsed(_));
    (found.iter().any(is_date) || !has_parted_point(&found)).then_some(found)
}

/// How formats name the plain look.
const GENERAL: [&str; 2] = ["General", "G/通用格式"];

/// What stands behind a name at the head of the text.
fn after_name<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let (head, rest) = text.split_at_checked(name.len())?;
    head.eq_ignore_ascii_case(name).then_some(rest)
}

/// Whether digits in several places have a point or thousands among them: which digit stands where is then hard to tell.
fn has_parted_point(tokens: &[Token]) -> bool {
    let is_pointed = |t: &Token| matches!(t, Token::Digits { most, groups, .. } if *most > 0 || *groups);
    let digits = || tokens.iter().filter(|t| matches!(t, Token::Digits { .. } | Token::General));
    digits().count() > 1 && digits().any(|t| *t == Token::General || is_pointed(t))
}

/// `[$¥-804]` shows a currency, `[h]` counts on; colours and locales show nothing, conditions are not known.
fn bracket(inner: &str) -> Option<Option<Token>> {
    if let Some(currency) = inner.strip_prefix('$') {
        let sign = currency.split('-').next().unwrap_or("");
        return Some((!sign.is_empty()).then(|| Token::Literal(sign.to_owned())));
    }
    let first = inner.chars().next()?.to_ascii_lowercase();
    let is_elapsed =
        matches!(first, 'h' | 'm' | 's') && inner.chars().all(|c| c.eq_ignore_ascii_case(&first));
    match first {
        _ if is_elapsed => Some(Some(Token::Elapsed(first))),
        '<' | '>' | '=' => None,
        _ => Some(None),
    }
}

fn digits(rest: &str) -> Option<(Option<Token>, &str)> {
    let end = rest.find(|c| !matches!(c, '0' | '#' | '?' | '.' | ',')).unwrap_or(rest.len());
    let (pattern, left) = rest.split_at_checked(end)?;
    // Exponents, fractions, and numbers told in thousands.
    if left.starts_with(['E', 'e', '/']) || pattern.ends_with(',') || pattern.matches('.').count() > 1 {
        return None;
    }
    let (whole, part) = pattern.split_once('.').unwrap_or((pattern, ""));
    let zeros = |text: &str| text.matches('0').count();
    let token = Token::Digits {
        slots: whole.matches(['0', '#', '?']).count(),
        whole: zeros(whole),
        fixed: zeros(part),
        most: part.len().min(15),
        groups: whole.contains(','),
    };
    Some((Some(token), left))
}

fn date(rest: &str) -> Option<(Option<Token>, &str)> {
    for (words, is_chinese) in [("上午/下午", true), ("AM/PM", false), ("am/pm", false), ("A/P", false)] {
        if let Some(left) = rest.strip_prefix(words) {
            return Some((Some(Token::Half { is_chinese }), left));
        }
    }
    let first = rest.chars().next()?;
    if first == '上' {
        return Some((Some(Token::Literal("上".to_owned())), rest.get(first.len_utf8()..)?));
    }
    let count = rest.chars().take_while(|c| c.eq_ignore_ascii_case(&first)).count();
    Some((Some(Token::Date(first.to_ascii_lowercase(), count)), rest.get(count..)?))
}

/// As a cell without a format shows it: whole numbers in full, others with ten digits at most.
fn general(number: f64) -> String {
    let size = number.abs();
    if number.fract() == 0.0 && size < 1e15 {
        return format!("{number:.0}");
    }
    if !(1e-9..1e15).contains(&size) {
        return format!("{number:E}");
    }
    let whole = format!("{size:.0}").len();
    trimmed(&format!("{number:.*}", 10usize.saturating_sub(whole).max(2)))
}

fn trimmed(text: &str) -> String {
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text };
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Words and digits; `number` is not negative.
fn numeric(tokens: &[Token], number: f64) -> String {
    let percent = tokens.iter().filter(|t| **t == Token::Percent).count();
    let number = number * 100f64.powi(i32::try_from(percent).unwrap_or(0));
    let mut parts = parted(tokens, number).into_iter();
    let has_digits = tokens.iter().any(|t| matches!(t, Token::Digits { .. } | Token::General));
    let mut out = String::new();
    for token in tokens {
        match token {
            Token::Literal(words) => out.push_str(words),
            Token::Percent => out.push('%'),
            Token::General => out.push_str(&general(number)),
            Token::Digits { .. } => out.push_str(&parts.next().unwrap_or_default()),
            _ => {}
        }
    }
    // `@` and words alone: the number all the same, for it is what stands there.
    if has_digits || !out.is_empty() { out } else { general(number) }
}

/// The digits for each place of digits: where there are several, each takes as many as it has room for, the last ones first, and
/// the first place what is left.
fn parted(tokens: &[Token], number: f64) -> Vec<String> {
    let places: Vec<&Token> = tokens.iter().filter(|t| matches!(t, Token::Digits { .. })).collect();
    if let [Token::Digits { whole, fixed, most, groups, .. }] = places.as_slice() {
        return vec![self::places(number, (*whole, *fixed, *most), *groups)];
    }
    let mut left = self::places(number, (1, 0, 0), false);
    let mut parts = Vec::new();
    for (index, place) in places.iter().enumerate().rev() {
        let Token::Digits { slots, whole, .. } = place else { continue };
        let at = if index == 0 { 0 } else { left.len().saturating_sub(*slots) };
        parts.push(format!("{:0>whole$}", left.split_off(at)));
    }
    parts.reverse();
    parts
}

fn places(number: f64, (whole, fixed, most): (usize, usize, usize), groups: bool) -> String {
    // Numbers end in binary where people end in decimal: 0.125 is rounded up, as the sheet does.
    let nudge = 10f64.powi(-i32::try_from(most).unwrap_or(0) - 9);
    let text = format!("{:.most$}", number + nudge.min(number * 1e-12));
    let (before, after) = text.split_once('.').unwrap_or((&text, ""));
    let mut before = format!("{before:0>whole$}");
    if whole == 0 && before == "0" && most > 0 {
        before.clear();
    }
    if groups {
        let grouped = before.as_bytes().rchunks(3).rev().map(|c| String::from_utf8_lossy(c).into_owned());
        before = grouped.collect::<Vec<_>>().join(",");
    }
    let kept = after.trim_end_matches('0').len().max(fixed);
    match after.get(..kept) {
        Some(part) if !part.is_empty() => format!("{before}.{part}"),
        _ => before,
    }
}

/// A day and a time of it.
struct Moment {
    date: Date,
    seconds: u32,
    days: f64,
}

/// The moment behind a number of days; the calendar of Excel has a 29 February 1900 that never was.
fn moment(number: f64, is_1904: bool) -> Option<Moment> {
    const LAST: f64 = 2_958_466.0;
    if !(0.0..LAST).contains(&number) {
        return None;
    }
    let mut days = number.floor();
    let mut seconds = ((number - days) * 86_400.0).round();
    if seconds >= 86_400.0 {
        days += 1.0;
        seconds = 0.0;
    }
    let start = if is_1904 {
        jiff::civil::date(1904, 1, 1)
    } else if days < 60.0 {
        jiff::civil::date(1899, 12, 31)
    } else {
        jiff::civil::date(1899, 12, 30)
    };
    let date = start.checked_add((days as i64).days()).ok()?;
    Some(Moment { date, seconds: seconds as u32, days: number })
}

impl Moment {
    fn show(&self, tokens: &[Token]) -> String {
        let has_half = tokens.iter().any(|t| matches!(t, Token::Half { .. }));
        let mut out = String::new();
        for (at, token) in tokens.iter().enumerate() {
            match token {
                Token::Literal(words) => out.push_str(words),
                Token::Percent => out.push('%'),
                Token::Date('m', count) if *count <= 2 && is_minute(tokens, at) => {
                    out.push_str(&padded(self.seconds / 60 % 60, *count));
                }
                Token::Date(letter, count) => out.push_str(&self.part(*letter, *count, has_half)),
                Token::Half { is_chinese } => out.push_str(match (is_chinese, self.seconds < 43_200) {
                    (true, true) => "上午",
                    (true, false) => "下午",
                    (false, true) => "AM",
                    (false, false) => "PM",
                }),
                Token::Elapsed(unit) => {
                    let per_day = match unit {
                        'h' => 24.0,
                        'm' => 1440.0,
                        _ => 86_400.0,
                    };
                    out.push_str(&format!("{:.0}", (self.days * per_day + 1e-6).floor()));
                }
                // Tenths of seconds.
                Token::General => {}
                Token::Digits { fixed, .. } => out.push_str(&format!(".{}", "0".repeat(*fixed))),
            }
        }
        out
    }

    fn part(&self, letter: char, count: usize, has_half: bool) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let date = self.date;
        let (month, day) = (u32::from(date.month().unsigned_abs()), u32::from(date.day().unsigned_abs()));
        let month_name = MONTHS.get(month.saturating_sub(1) as usize).copied().unwrap_or("");
        match (letter, count) {
            ('y', 1..=2) => padded(u32::from(date.year().unsigned_abs()) % 100, 2),
            ('y' | 'e', _) => date.year().to_string(),
            ('m', 1..=2) => padded(month, count),
            ('m', 3) => month_name.get(..3).unwrap_or("").to_owned(),
            ('m', _) => month_name.to_owned(),
            ('d', 1..=2) => padded(day, count),
            ('d', _) => String::new(),
            ('a', 4..) => format!("星期{}", weekday(date.weekday())),
            ('a', _) => weekday(date.weekday()).to_owned(),
            ('h', _) => {
                let hour = self.seconds / 3600;
                let hour = if has_half && hour.is_multiple_of(12) {
                    12
                } else if has_half {
                    hour % 12
                } else {
                    hour
                };
                padded(hour, count)
            }
            (_, _) => padded(self.seconds % 60, count),
        }
    }
}

/// Whether an `m` means minutes: behind hours or before seconds.
fn is_minute(tokens: &[Token], at: usize) -> bool {
    let is_unit = |t: &&Token| matches!(t, Token::Date(..) | Token::Elapsed(_));
    let before = tokens.get(..at).and_then(|t| t.iter().rev().find(is_unit));
    let after = tokens.get(at + 1..).and_then(|t| t.iter().find(is_unit));
    matches!(before, Some(Token::Date('h', _) | Token::Elapsed('h')))
        || matches!(after, Some(Token::Date('s', _)))
}

fn padded(number: u32, width: usize) -> String {
    format!("{number:0>width$}")
}

const fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "一",
        Weekday::Tuesday => "二",
        Weekday::Wednesday => "三",
        Weekday::Thursday => "四",
        Weekday::Friday => "五",
        Weekday::Saturday => "六",
        Weekday::Sunday => "日",
    }
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[track_caller]
    fn check(code: &str, number: f64, expect: &str) {
        assert_eq!(Code::of(code).show(number, false), expect, "{code} {number}");
    }

    #[test]
    fn numbers_as_they_are_shown() {
        for (number, expect) in [
            (0.0, "0"),
            (12.0, "12"),
            (-3.5, "-3.5"),
            (0.1 + 0.2, "0.3"),
            (123_456_789_012.0, "123456789012"),
            (1.0 / 3.0, "0.333333333"),
            (1e20, "1E20"),
        ] {
            check("General", number, expect);
        }
        check("0", 2.5, "3");
        check("0.00", 0.125, "0.13");
        check("0.00", 1.005, "1.01");
        check("0.##", 3.0, "3");
        check("#,##0", 1_234_567.0, "1,234,567");
        check("#,##0.00;[Red]-#,##0.00", -1234.5, "-1,234.50");
        check("0%", 0.15, "15%");
        check("0.0%", 0.0715, "7.2%");
        check("0\"项\"", 12.0, "12项");
        check("[$¥-804]#,##0.00", 8.0, "¥8.00");
        check("000", 7.0, "007");
        check("_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ", 0.0, "-");
        check("@", 12.0, "12");
        check("# ?/?", 0.5, "0.5");
        check("[>100]0.0;0", 5.0, "5");
        check("0\\.0000\"万\"", 12_345.0, "1.2345万");
        check("0!.0\"万\"", 123.0, "12.3万");
        check("0!.0,\"万\"", 123.0, "123");
        check("000000\\-0000", 312_345.0, "000031-2345");
        check("###\\-####", 8_888_888.0, "888-8888");
        check("General\"人\"", 12.5, "12.5人");
        check("G/通用格式\"户\"", -3.0, "-3户");
        check("General", -3.0, "-3");
        check("0;-0;;@", 0.0, "");
        check("0;-0;;@", -4.0, "-4");
    }

    #[test]
    fn dates_as_they_are_shown() {
        check("yyyy/m/d", 45_658.0, "2025/1/1");
        check("yyyy\"年\"m\"月\"d\"日\"", 45_838.0, "2025年6月30日");
        check("yyyy\"年\"m\"月\";@", 45_838.0, "2025年6月");
        check("[$-804]yyyy年m月d日;@", 45_838.0, "2025年6月30日");
        check("yyyy\\-mm\\-dd", 45_838.0, "2025-06-30");
        check("m/d/yy h:mm", 45_838.75, "6/30/25 18:00");
        check("h:mm:ss", 0.999_999_9, "0:00:00");
        check("[h]:mm:ss", 1.5, "36:00:00");
        check("上午/下午h\"时\"mm\"分\"", 0.75, "下午6时00分");
        check("d-mmm-yy", 1.0, "1-Jan-00");
        check("aaaa", 45_838.0, "星期一");
        check("yyyy/m/d", -1.0, "-1");
        check("yyyy/m/d", 1e9, "1000000000");
        assert_eq!(Code::of("yyyy/m/d").show(0.0, true), "1904/1/1");
    }
}
