//! Numbers as labels and dates write them: Arabic digits of either width and Chinese numerals up to 999.

use crate::text::{plain_digit_value, to_u32};

/// The value of one digit character, Arabic (either width) or Chinese; circles that stand for zero count as 0.
pub(crate) fn digit(c: char) -> Option<u32> {
    match c {
        // Latin, Greek and Cyrillic letters in place of 〇: 二OO八年.
        'O' | 'Ο' | 'О' => Some(0),
        _ => plain_digit_value(c),
    }
}

/// Reads Arabic digits (either width) at the head of `text`: value and length in bytes. At most nine digits.
pub(crate) fn arabic(text: &str) -> Option<(u32, usize)> {
    let mut value = 0u32;
    let mut len = 0usize;
    let mut count = 0;
    for c in text.chars() {
        let Some(d) = digit(c).filter(|_| c.is_ascii_digit() || ('０'..='９').contains(&c)) else { break };
        count += 1;
        if count > 9 {
            return None;
        }
        value = value * 10 + d;
        len += c.len_utf8();
    }
    (len > 0).then_some((value, len))
}

/// Reads a Chinese numeral with its places (十一, 二十三, 一百零五) at the head of `text`: value and length in bytes.
/// A row of bare digits (二〇二〇) is no such numeral.
pub(crate) fn chinese(text: &str) -> Option<(u32, usize)> {
    let mut value = 0u32;
    let mut pending: Option<u32> = None;
    let mut len = 0usize;
    for c in text.chars() {
        match c {
            '百' => value += 100 * pending.take()?,
            '十' => value += 10 * pending.take().unwrap_or(1),
            '廿' if len == 0 => value = 20,
            '卅' if len == 0 => value = 30,
            '零' | '〇' | '○' if value >= 100 && pending.is_none() => {}
            '零' | '〇' | '○' => return None,
            _ => match digit(c).filter(|&d| d > 0 && !c.is_ascii_digit() && !('０'..='９').contains(&c)) {
                Some(_) if pending.is_some() => return None,
                Some(d) => pending = Some(d),
                None => break,
            },
        }
        if value >= 1000 {
            return None;
        }
        len += c.len_utf8();
    }
    (len > 0).then_some((value + pending.unwrap_or(0), len))
}

/// Reads a numeral in capitals (壹, 拾贰) at the head of `text`: value and length in bytes.
pub(crate) fn capital(text: &str) -> Option<(u32, usize)> {
    let value = |c: char| "壹贰参肆伍陆柒捌玖拾".chars().position(|d| d == c).map(|at| to_u32(at) + 1);
    let mut chars = text.chars();
    let first = chars.next()?;
    let tens = value(first)?;
    let ones = chars.next().filter(|_| tens == 10).and_then(value).filter(|ones| *ones < 10);
    Some(ones.map_or((tens, first.len_utf8()), |ones| (10 + ones, 2 * first.len_utf8())))
}

/// Reads a number in either script at the head of `text`: value and length in bytes.
pub(crate) fn any(text: &str) -> Option<(u32, usize)> {
    arabic(text).or_else(|| chinese(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals() {
        let cases: [(&str, Option<u32>); 16] = [
            ("一、", Some(1)),
            ("十、", Some(10)),
            ("十一条", Some(11)),
            ("二十条", Some(20)),
            ("二十三）", Some(23)),
            ("廿三條", Some(23)),
            ("卅一條", Some(31)),
            ("一百条", Some(100)),
            ("一百零一条", Some(101)),
            ("一百〇一条", Some(101)),
            ("一百一十二条", Some(112)),
            ("二〇二〇年", None),
            ("12、", Some(12)),
            ("１２．", Some(12)),
            ("甲、", None),
            ("1234567890", None),
        ];
        for (text, expect) in cases {
            assert_eq!(any(text).map(|(n, _)| n), expect, "{text}");
        }
    }

    #[test]
    fn capitals() {
        for (text, expect) in [("壹、", Some(1)), ("拾、", Some(10)), ("拾贰、", Some(12)), ("一、", None)]
        {
            assert_eq!(capital(text).map(|(n, _)| n), expect, "{text}");
        }
    }
}
