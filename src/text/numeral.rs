//! Numbers as policy documents write them: `30`, `３０`, `1,200`, `三十`, `二〇二四`, `十五`, `两`, `廿`, `1.5`, `3万`.
//!
//! Takes the whole string as one number and answers `None` for anything else; cutting the number out of a sentence is the
//! caller's part. Standard library only; never panics, and a number too large for `u64` is no number.

/// The value of a digit as labels and dates write it: half-width, full-width or plain Chinese.
#[must_use]
pub const fn plain_digit_value(c: char) -> Option<u32> {
    Some(match c {
        '0'..='9' => c as u32 - '0' as u32,
        '０'..='９' => c as u32 - '０' as u32,
        '〇' | '零' | '○' | 'Ｏ' | '◯' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// The value of a digit in any of the scripts that occur: plain, 大写, traditional, spoken.
#[must_use]
pub fn digit_value(c: char) -> Option<u64> {
    Some(match c {
        '壹' | '幺' => 1,
        '贰' | '貳' | '兩' | '俩' => 2,
        '叁' | '參' | '叄' => 3,
        '肆' => 4,
        '伍' => 5,
        '陆' | '陸' => 6,
        '柒' => 7,
        '捌' => 8,
        '玖' => 9,
        _ => plain_digit_value(c)?.into(),
    })
}

/// The value of a place word inside a Chinese number: 十, 百, 千, 万, 亿.
const fn place_value(c: char) -> Option<u64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1_000,
        '万' | '萬' => 10_000,
        '亿' | '億' => 100_000_000,
        _ => return None,
    })
}

/// Tens written as one character: 廿 is 20, 卅 is 30.
const fn tens_value(c: char) -> Option<u64> {
    match c {
        '廿' => Some(20),
        '卅' => Some(30),
        _ => None,
    }
}

/// Whether the character may stand in a Chinese or Arabic whole number (blanks and separators not counted).
#[must_use]
pub fn is_numeral(c: char) -> bool {
    digit_value(c).is_some() || place_value(c).is_some() || tens_value(c).is_some()
}

/// A whole number in Arabic or Chinese numerals, or both (`3万`, `1,200`); `None` when the string is anything else.
#[must_use]
pub fn parse_numeral(text: &str) -> Option<u64> {
    let text = text.trim();
    if let Some(plain) = parse_digits(text) {
        return Some(plain);
    }
    let mut sum = Sum { previous_place: 10_000, ..Sum::default() };
    for c in text.chars() {
        if let Some(tens) = tens_value(c) {
            sum.section = sum.section.checked_add(tens)?;
            sum.previous_place = 10;
        } else if let Some(digit) = digit_value(c) {
            sum.digit(digit, c.is_ascii_digit() || ('０'..='９').contains(&c))?;
        } else {
            sum.place(place_value(c)?)?;
        }
    }
    if text.is_empty() {
        return None;
    }
    sum.total.checked_add(sum.section)?.checked_add(sum.current.unwrap_or(0))
}

/// A number with place words while it is read: the section below 万, what 万 and 亿 have closed, the digit that waits.
#[derive(Default)]
struct Sum {
    total: u64,
    section: u64,
    current: Option<u64>,
    previous_place: u64,
    is_arabic: bool,
}

impl Sum {
    /// Takes a digit; only Arabic ones follow each other.
    fn digit(&mut self, digit: u64, is_arabic: bool) -> Option<()> {
        self.current = match self.current {
            Some(value) if self.is_arabic && is_arabic => Some(value.checked_mul(10)?.checked_add(digit)?),
            None | Some(0) => Some(digit),
            Some(_) => return None,
        };
        self.is_arabic = is_arabic;
        Some(())
    }

    /// Takes 十, 百, 千 within a section, or 万 and 亿, which close one.
    fn place(&mut self, place: u64) -> Option<()> {
        if place < 10_000 {
            let times = self.current.take().filter(|t| *t != 0).or((place == 10).then_some(1))?;
            if place >= self.previous_place {
                return None;
            }
            self.section = self.section.checked_add(times.checked_mul(place)?)?;
            self.previous_place = place;
            return Some(());
        }
        let below = self.section.checked_add(self.current.take().unwrap_or(0))?;
        self.total = if place == 10_000 {
            self.total.checked_add(below.checked_mul(place)?)?
        } else {
            self.total.checked_add(below)?.checked_mul(place)?
        };
        (self.section, self.previous_place) = (0, 10_000);
        (self.total > 0).then_some(())
    }
}

/// Digits one after the other, as in `2024`, `1,200`, `二〇二四` or `一九九八`.
fn parse_digits(text: &str) -> Option<u64> {
    let mut value = 0u64;
    let mut group = None::<u32>;
    let (mut count, mut chinese) = (0u32, false);
    for c in text.chars() {
        if matches!(c, ',' | '，') && count > 0 && group.is_none_or(|n| n == 3) && !chinese {
            if group.is_none() && count > 3 {
                return None;
            }
            group = Some(0);
            continue;
        }
        value = value.checked_mul(10)?.checked_add(digit_value(c)?)?;
        // 二十 is never written 二〇 alone, but 两 and 俩 count things and take no further digit.
        if matches!(c, '两' | '兩' | '俩') && text.chars().nth(1).is_some() {
            return None;
        }
        chinese |= !(c.is_ascii_digit() || ('０'..='９').contains(&c));
        count += 1;
        group = group.map(|n| n + 1);
    }
    (count > 0 && group.is_none_or(|n| n == 3)).then_some(value)
}

/// A number that may have a fraction: `1.5`, `３．２`, `三点五`, `1.2万`, `半`; whole numbers as [`parse_numeral`] reads them.
#[must_use]
pub fn parse_decimal(text: &str) -> Option<f64> {
    let text = text.trim();
    if text == "半" {
        return Some(0.5);
    }
    let (body, scale) = match text.char_indices().next_back() {
        Some((at, c)) if matches!(c, '万' | '萬' | '亿' | '億') => (text.get(..at)?, place_value(c)?),
        _ => (text, 1),
    };
    let scale = scale as f64;
    match body.split_once(['.', '．', '点', '點']) {
        None => parse_numeral(body).map(|whole| whole as f64 * scale),
        Some((whole, fraction)) => {
            let whole = parse_numeral(whole)? as f64;
            let (mut part, mut weight) = (0.0, 0.1);
            for c in fraction.chars() {
                part += digit_value(c)? as f64 * weight;
                weight /= 10.0;
            }
            (!fraction.is_empty()).then_some((whole + part) * scale)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_whole_numbers() {
        let cases: &[(&str, Option<u64>)] = &[
            ("0", Some(0)),
            ("30", Some(30)),
            ("３０", Some(30)),
            ("1,200", Some(1200)),
            ("12,345,678", Some(12_345_678)),
            ("1,20", None),
            ("十", Some(10)),
            ("十五", Some(15)),
            ("二十", Some(20)),
            ("三十一", Some(31)),
            ("廿三", Some(23)),
            ("卅", Some(30)),
            ("两", Some(2)),
            ("一百零五", Some(105)),
            ("一百五十", Some(150)),
            ("二千零六", Some(2006)),
            ("三万五千", Some(35_000)),
            ("3万", Some(30_000)),
            ("12万", Some(120_000)),
            ("一亿二千万", Some(120_000_000)),
            ("二〇二四", Some(2024)),
            ("二○二四", Some(2024)),
            ("一九九八", Some(1998)),
            ("贰拾叁", Some(23)),
            ("十百", None),
            ("十十", None),
            ("两三", None),
            ("", None),
            ("第三", None),
            ("三个", None),
            ("99999999999999999999999", None),
            ("亿", None),
            ("万", None),
        ];
        for (text, expect) in cases {
            assert_eq!(parse_numeral(text), *expect, "{text}");
        }
    }

    #[test]
    fn reads_fractions() {
        let cases: &[(&str, Option<f64>)] = &[
            ("1.5", Some(1.5)),
            ("三点五", Some(3.5)),
            ("1.2万", Some(12_000.0)),
            ("半", Some(0.5)),
            ("12", Some(12.0)),
            ("1.", None),
            ("1.2.3", None),
            ("百分", None),
        ];
        for (text, expect) in cases {
            let got = parse_decimal(text);
            let same = match (got, expect) {
                (Some(a), Some(b)) => (a - b).abs() < 1e-6,
                (a, b) => a.is_none() && b.is_none(),
            };
            assert!(same, "{text}: {got:?}");
        }
    }
}
