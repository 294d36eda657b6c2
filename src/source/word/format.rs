//! Numbers as Word writes them in automatic numbering: 一, 十一, 甲, ①, iv, AA, ０１ …

use crate::lexicon::Lexicon;

/// Digits and units of one way to write numbers with characters.
struct Characters {
    digits: [char; 10],
    units: [char; 3],
    /// Whether ten to nineteen begin with a one: 壹拾 but 十.
    one_before_ten: bool,
}

const COUNTING: Characters = Characters {
    digits: ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'],
    units: ['十', '百', '千'],
    one_before_ten: false,
};

const LEGAL: Characters = Characters {
    digits: ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'],
    units: ['拾', '佰', '仟'],
    one_before_ten: true,
};

const LEGAL_TRADITIONAL: Characters = Characters {
    digits: ['零', '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖'],
    units: ['拾', '佰', '仟'],
    one_before_ten: true,
};

/// The last format that .doc knows besides none, and none.
const LAST: u8 = 0x2B;
const NONE: u8 = 0xFF;

/// The name of a number format that .doc names by a number (MS-OSHARED 2.2.1.3); unknown ones are decimal digits.
pub(in crate::source) fn by_number(number: u8) -> &'static str {
    if number == NONE {
        return "none";
    }
    let row = Lexicon::embedded().table("word_number_formats").rows().nth(usize::from(number));
    row.filter(|_| number <= LAST).and_then(|row| row.first().copied()).unwrap_or("decimal")
}

const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";

/// `n` in the number format of that name (`w:numFmt`); formats without numbers give nothing, unknown ones decimal digits.
pub(in crate::source) fn format(n: i64, name: &str) -> String {
    let n = n.clamp(0, 32_767);
    match name {
        "none" | "bullet" => String::new(),
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseCounting"
        | "koreanCounting" => characters(n, &COUNTING, true),
        "chineseLegalSimplified" => characters(n, &LEGAL, true),
        "ideographLegalTraditional" | "japaneseLegal" => characters(n, &LEGAL_TRADITIONAL, true),
        "ideographDigital"
        | "taiwaneseDigital"
        | "japaneseDigitalTenThousand"
        | "koreanDigital"
        | "koreanDigital2" => n.to_string().chars().map(|c| digit(c, '〇', &COUNTING.digits)).collect(),
        "ideographTraditional" => cyclic(n, STEMS),
        "ideographZodiac" => cyclic(n, BRANCHES),
        "ideographZodiacTraditional" => format!("{}{}", wrapped(n, STEMS), wrapped(n, BRANCHES)),
        "ideographEnclosedCircle" => enclosed(n, &[(1, 10, '㊀')]),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            enclosed(n, &[(1, 20, '①'), (21, 35, '㉑'), (36, 50, '㊱')])
        }
        "decimalEnclosedParen" => enclosed(n, &[(1, 20, '⑴')]),
        "decimalEnclosedFullstop" => enclosed(n, &[(1, 20, '⒈')]),
        "decimalFullWidth" | "decimalFullWidth2" => n.to_string().chars().map(full_width).collect(),
        "decimalZero" => format!("{n:02}"),
        "lowerLetter" => letters(n, b'a'),
        "upperLetter" => letters(n, b'A'),
        "lowerRoman" => roman(n).to_lowercase(),
        "upperRoman" => roman(n),
        _ => n.to_string(),
    }
}

/// `is_head` is false for what follows 万.
fn characters(n: i64, style: &Characters, is_head: bool) -> String {
    if n >= 10_000 {
        let (high, low) = (n / 10_000, n % 10_000);
        let gap = if low > 0 && low < 1000 { "零" } else { "" };
        let rest = if low > 0 { characters(low, style, false) } else { String::new() };
        return format!("{}万{gap}{rest}", characters(high, style, true));
    }
    let text: Vec<char> = n.to_string().chars().collect();
    let mut out = String::new();
    let mut has_gap = false;
    for (index, &c) in text.iter().enumerate() {
        let place = text.len() - index - 1;
        if c == '0' {
            has_gap = true;
            continue;
        }
        if has_gap && !out.is_empty() {
            out.push(style.digits[0]);
        }
        has_gap = false;
        if !(c == '1' && place == 1 && index == 0 && is_head && !style.one_before_ten) {
            out.push(digit(c, style.digits[0], &style.digits));
        }
        out.extend(place.checked_sub(1).and_then(|unit| style.units.get(unit)));
    }
    if out.is_empty() { style.digits[0].to_string() } else { out }
}

fn digit(c: char, zero: char, digits: &[char; 10]) -> char {
    let value = c.to_digit(10).and_then(|d| usize::try_from(d).ok()).unwrap_or(0);
    if value == 0 { zero } else { digits.get(value).copied().unwrap_or(zero) }
}

/// One of a list of characters; beyond the list, digits.
fn cyclic(n: i64, list: &str) -> String {
    let index = usize::try_from(n - 1).ok();
    index.and_then(|i| list.chars().nth(i)).map_or_else(|| n.to_string(), String::from)
}

fn wrapped(n: i64, list: &str) -> char {
    let length = list.chars().count();
    let index = usize::try_from((n - 1).max(0)).unwrap_or(0) % length.max(1);
    list.chars().nth(index).unwrap_or('〇')
}

/// A character of a run of enclosed numbers; beyond them, digits.
fn enclosed(n: i64, ranges: &[(i64, i64, char)]) -> String {
    let found = ranges.iter().find(|(first, last, _)| (*first..=*last).contains(&n));
    let offset = |first: i64| u32::try_from(n - first).unwrap_or(0);
    found
        .and_then(|&(first, _, c)| char::from_u32(u32::from(c) + offset(first)))
        .map_or_else(|| n.to_string(), String::from)
}

fn full_width(c: char) -> char {
    c.to_digit(10).and_then(|d| char::from_u32(u32::from('０') + d)).unwrap_or(c)
}

/// a … z, aa, bb …: Word repeats the letter.
fn letters(n: i64, first: u8) -> String {
    let Ok(index) = usize::try_from(n - 1) else { return String::new() };
    let letter = char::from(first + u8::try_from(index % 26).unwrap_or(0));
    String::from(letter).repeat((index / 26 + 1).min(32))
}

fn roman(n: i64) -> String {
    const SIGNS: [(i64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = n;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{by_number, format};

    #[test]
    fn formats_have_the_numbers_of_the_older_format() {
        let known =
            [(0, "decimal"), (4, "lowerLetter"), (14, "decimalFullWidth"), (18, "decimalEnclosedCircle")];
        let chinese = [
            (23, "bullet"),
            (30, "ideographTraditional"),
            (37, "chineseCounting"),
            (39, "chineseCountingThousand"),
        ];
        for (number, name) in known.into_iter().chain(chinese).chain([
            (43, "koreanDigital2"),
            (47, "decimal"),
            (255, "none"),
            (99, "decimal"),
        ]) {
            assert_eq!(by_number(number), name, "{number}");
        }
    }

    fn check(name: &str, expect: &[(i64, &str)]) {
        for (n, text) in expect {
            assert_eq!(format(*n, name), *text, "{name} {n}");
        }
    }

    #[test]
    fn numbers_as_word_writes_them() {
        check(
            "chineseCountingThousand",
            &[
                (0, "零"),
                (1, "一"),
                (10, "十"),
                (11, "十一"),
                (20, "二十"),
                (99, "九十九"),
                (100, "一百"),
                (101, "一百零一"),
                (110, "一百一十"),
                (1001, "一千零一"),
                (10_010, "一万零一十"),
            ],
        );
        check("chineseLegalSimplified", &[(1, "壹"), (10, "壹拾"), (15, "壹拾伍")]);
        check("ideographDigital", &[(10, "一〇"), (23, "二三")]);
        check("ideographTraditional", &[(1, "甲"), (10, "癸"), (11, "11")]);
        check("ideographZodiac", &[(1, "子"), (12, "亥")]);
        check("ideographZodiacTraditional", &[(1, "甲子"), (13, "丙子")]);
        check("decimalEnclosedCircle", &[(1, "①"), (20, "⑳"), (21, "㉑"), (51, "51")]);
        check("decimalEnclosedParen", &[(3, "⑶")]);
        check("decimalFullWidth", &[(12, "１２")]);
        check("decimalZero", &[(3, "03"), (12, "12")]);
        check("lowerLetter", &[(1, "a"), (26, "z"), (27, "aa"), (28, "bb")]);
        check("upperLetter", &[(2, "B")]);
        check("upperRoman", &[(4, "IV"), (1999, "MCMXCIX")]);
        check("lowerRoman", &[(9, "ix")]);
        check("bullet", &[(1, "")]);
        check("decimal", &[(7, "7"), (-3, "0"), (i64::MAX, "32767")]);
    }
}
