//! Half-width marks in Chinese text.

use std::collections::HashSet;

use super::Correction;

/// Commas and the like behind Chinese characters, and round brackets around them. Full stops are left alone: they are also
/// points of numbers and abbreviations; quotation marks too: which way they face is a matter of sense.
pub(super) fn half_width(start: usize, line: &str) -> Vec<Correction> {
    let chars: Vec<(usize, char)> = line.char_indices().collect();
    let at = |index: usize| chars.get(index).map(|(_, c)| *c);
    let mut found = brackets(start, &chars);
    let closed: HashSet<u32> = found.iter().filter(|c| c.after == '）').map(|c| c.span.end).collect();
    for (index, &(place, c)) in chars.iter().enumerate() {
        let Some(after) = full_width(c) else { continue };
        let before = index.checked_sub(1).and_then(at);
        let is_behind = before.is_some_and(|b| is_han(b) || "”’）》〉」』】〕％".contains(b))
            || u32::try_from(start + place).is_ok_and(|place| closed.contains(&place));
        // 1,加强领导: a label, whose mark is a point.
        let is_label =
            line.get(..place).is_some_and(|head| head.trim_start().bytes().all(|b| b.is_ascii_digit()));
        let is_ahead = matches!(c, ',' | ';')
            && !is_label
            && before.is_some_and(|b| b.is_ascii_alphanumeric() || b == '%')
            && at(index + 1).is_some_and(is_han);
        if is_behind || is_ahead {
            found.push(Correction::at(start + place, c, after));
        }
    }
    found
}

const fn full_width(c: char) -> Option<char> {
    Some(match c {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '?' => '？',
        '!' => '！',
        _ => return None,
    })
}

/// Brackets in pairs that hold Chinese, whose partner is full-width, or that hold a number behind Chinese or before an item.
fn brackets(start: usize, chars: &[(usize, char)]) -> Vec<Correction> {
    let mut open: Vec<usize> = Vec::new();
    let mut found = Vec::new();
    for (index, (_, c)) in chars.iter().enumerate() {
        match c {
            '(' | '（' => open.push(index),
            ')' | '）' => {
                let Some(first) = open.pop() else { continue };
                let inner = chars.get(first + 1..index).unwrap_or_default();
                let is_mixed = chars.get(first).is_some_and(|(_, o)| (*o == '(') != (*c == ')'));
                let before = first.checked_sub(1).and_then(|b| chars.get(b)).map(|(_, c)| *c);
                let is_number = !inner.is_empty() && inner.iter().all(|(_, c)| c.is_ascii_digit());
                let is_in_text = before.is_none_or(is_han);
                if is_mixed || inner.iter().any(|(_, c)| is_han(*c)) || is_number && is_in_text {
                    let ends = [(first, '(', '（'), (index, ')', '）')];
                    let wrong = ends.into_iter().filter_map(|(index, half, full)| {
                        let (place, c) = *chars.get(index)?;
                        (c == half).then(|| Correction::at(start + place, half, full))
                    });
                    found.extend(wrong);
                }
            }
            _ => {}
        }
    }
    found
}

const fn is_han(c: char) -> bool {
    matches!(c, '〇' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3134f}')
}
