//! Lengths of time: 5个工作日, 三个月, 3—5个工作日, 半年, 两年, 一个半月.

use super::cursor::{
    Number, after, before, digit_before, eat_back, eat_dash_back, number_back, skip, skip_back,
};

/// Units of time, smallest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    /// 分钟
    Minute,
    /// 小时
    Hour,
    /// 工作日, in Hong Kong and Macau 工作天
    WorkingDay,
    /// 日, 天
    Day,
    /// 周, 星期
    Week,
    /// 月
    Month,
    /// 季度
    Quarter,
    /// 年
    Year,
}

/// A length of time as it stands in a text; with two numbers when a range stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Amount {
    /// First byte of the number.
    pub start: usize,
    /// One past the unit.
    pub end: usize,
    /// The lower of two numbers, 3—5个工作日.
    pub low: Option<u32>,
    /// The number; for 半 the unit is already the smaller one.
    pub count: u32,
    /// The unit.
    pub unit: Unit,
}

impl Amount {
    /// As an ISO 8601 duration, `BD` for working days.
    pub(super) fn iso(&self) -> String {
        self.iso_of(self.count)
    }

    /// Another count of the same unit.
    pub(super) fn iso_of(&self, count: u32) -> String {
        match self.unit {
            Unit::Minute => format!("PT{count}M"),
            Unit::Hour => format!("PT{count}H"),
            Unit::WorkingDay => format!("P{count}BD"),
            Unit::Day => format!("P{count}D"),
            Unit::Week => format!("P{count}W"),
            Unit::Month => format!("P{count}M"),
            Unit::Quarter => format!("P{}M", count.saturating_mul(3)),
            Unit::Year => format!("P{count}Y"),
        }
    }
}

/// The amount whose unit starts at `unit_start` and ends at `unit_end`.
pub(super) fn amount_before(text: &str, unit_start: usize, unit_end: usize, unit: Unit) -> Option<Amount> {
    let at = skip_back(text, unit_start);
    let (at, counted) = match eat_back(text, at, &["个", "個"]) {
        Some(start) => (skip_back(text, start), true),
        None => (at, false),
    };
    if unit == Unit::Month && !counted {
        return None;
    }
    if let Some(start) =
        eat_back(text, at, &["半"]).filter(|_| matches!(unit, Unit::Year | Unit::Month | Unit::Hour))
    {
        return half(text, start, unit_end, unit);
    }
    let number = number_back(text, at)?;
    // Decimals and the tails of longer figures (1.5年, 第12年) are not counted here.
    if matches!(before(text, number.start), Some('.' | '．' | '第' | '点'))
        || digit_before(text, number.start)
    {
        return None;
    }
    let count = u32::try_from(number.value).ok().filter(|n| (1..=3650).contains(n))?;
    let (start, low) = lower(text, number, count, text.get(unit_start..unit_end).unwrap_or(""));
    let mut amount = Amount { start, end: unit_end, low, count, unit };
    if matches!(unit, Unit::Year | Unit::Month) && after(text, unit_end) == Some('半') {
        amount = and_a_half(amount);
    }
    Some(amount)
}

/// 半年, 半个月, 一个半月 (`at` is where 半 starts).
fn half(text: &str, at: usize, unit_end: usize, unit: Unit) -> Option<Amount> {
    // 今年后半年 is a part of the year, 到职后半年内 a limit.
    let part_of_year = text.get(..at).and_then(|head| head.strip_suffix('后')).is_some_and(|head| {
        !head.ends_with(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c))
            || head.ends_with(['年', '的', '在', '于', '从', '到', '最'])
    });
    if part_of_year || matches!(before(text, at), Some('上' | '下' | '大' | '前' | '每' | '多' | '过' | '约'))
    {
        return None;
    }
    let extra = number_back(text, eat_back(text, at, &["个"]).unwrap_or(at))
        .filter(|_| eat_back(text, at, &["个"]).is_some());
    let whole = extra.map_or(0, |n| u32::try_from(n.value).unwrap_or(0));
    let start = extra.map_or(at, |n| n.start);
    let (count, unit) = match unit {
        Unit::Year => (whole.checked_mul(12)?.checked_add(6)?, Unit::Month),
        Unit::Hour => (whole.checked_mul(60)?.checked_add(30)?, Unit::Minute),
        _ => (whole.checked_mul(30)?.checked_add(15)?, Unit::Day),
    };
    Some(Amount { start, end: unit_end, low: None, count, unit })
}

/// 一年半 is 18 months.
fn and_a_half(amount: Amount) -> Amount {
    match amount.unit {
        Unit::Year => Amount {
            end: amount.end + "半".len(),
            count: amount.count.saturating_mul(12).saturating_add(6),
            unit: Unit::Month,
            ..amount
        },
        _ => amount,
    }
}

/// The lower number of 3—5个工作日, 3至5日, and where it starts.
fn lower(text: &str, number: Number, count: u32, unit: &str) -> (usize, Option<u32>) {
    let low = eat_dash_back(text, number.start).and_then(|at| {
        // 3个月至6个月, 5至10日, 3个—5个工作日.
        let at = eat_back(text, at, &[unit, "日", "天", "年"]).filter(|_| !unit.is_empty()).unwrap_or(at);
        number_back(text, eat_back(text, at, &["个"]).unwrap_or(at))
    });
    let low = low.filter(|n| n.value < u64::from(count) && n.chars < 4);
    low.map_or((number.start, None), |n| (n.start, u32::try_from(n.value).ok()))
}

/// The unit that starts at `at` after a count, with its length in bytes.
pub(super) fn unit_at(text: &str, at: usize) -> Option<(Unit, usize)> {
    const UNITS: [(&str, Unit); 13] = [
        ("工作日", Unit::WorkingDay),
        ("工作天", Unit::WorkingDay),
        ("自然日", Unit::Day),
        ("日", Unit::Day),
        ("天", Unit::Day),
        ("星期", Unit::Week),
        ("周", Unit::Week),
        ("月", Unit::Month),
        ("季度", Unit::Quarter),
        ("年", Unit::Year),
        ("小时", Unit::Hour),
        ("分钟", Unit::Minute),
        ("季", Unit::Quarter),
    ];
    let at = skip(text, at);
    let rest = text.get(at..)?;
    UNITS.iter().find(|(word, _)| rest.starts_with(word)).map(|(word, unit)| (*unit, at + word.len()))
}
