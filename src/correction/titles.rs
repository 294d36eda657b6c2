//! A title within a title stands in 〈〉, one within that in 《》 again.

use super::Correction;

/// The marks of inner titles on a line, where they are the wrong ones. Lines whose marks do not pair are left alone: what is inner
/// and what is outer is then a question for people.
pub(super) fn nested(start: usize, line: &str) -> Vec<Correction> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut found = Vec::new();
    for (at, c) in line.char_indices() {
        match c {
            '《' | '〈' => open.push((at, c)),
            '》' | '〉' => {
                let Some((begin, opening)) = open.pop() else { return Vec::new() };
                if (opening == '《') != (c == '》') {
                    return Vec::new();
                }
                let is_within = open.first().is_some_and(|(_, outermost)| *outermost == '《');
                let (left, right) =
                    if open.len().is_multiple_of(2) { ('《', '》') } else { ('〈', '〉') };
                if is_within && opening != left {
                    found.push(Correction::at(start + begin, opening, left));
                    found.push(Correction::at(start + at, c, right));
                }
            }
            _ => {}
        }
    }
    if open.is_empty() { found } else { Vec::new() }
}
