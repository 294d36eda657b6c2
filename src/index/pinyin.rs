//! Readings of characters, for those who know how a name sounds and not how it is written. Opt-in: costs space.

use pinyin::ToPinyin;

use super::grams::BREAK;

/// The syllables of the Chinese characters of a text, without tones, separated by blanks; what is not Chinese is `-`.
pub(super) fn syllables(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for c in text.split(BREAK).next().unwrap_or_default().chars() {
        out.push_str(c.to_pinyin().map_or("-", |p| p.plain()));
        out.push(' ');
    }
    out
}

/// Cuts what was typed (`tingche`, `ting che`) into syllables, the longest first; `None` when it is no pinyin.
pub(super) fn split(typed: &str) -> Option<Vec<String>> {
    let mut found = Vec::new();
    for part in typed.to_ascii_lowercase().split(|c: char| c.is_whitespace() || c == '\'') {
        found.extend(cut(part)?);
    }
    (!found.is_empty()).then_some(found)
}

/// Longest syllable of Mandarin.
const LONGEST: usize = 6;

fn cut(part: &str) -> Option<Vec<String>> {
    let part = part.replace('v', "ü");
    let chars: Vec<char> = part.chars().collect();
    // From the back: how long the first syllable of the rest is, when the rest can be cut at all.
    let mut steps: Vec<Option<usize>> = vec![None; chars.len() + 1];
    if let Some(end) = steps.last_mut() {
        *end = Some(0);
    }
    for at in (0..chars.len()).rev() {
        let fits = |len: &usize| {
            let end = at + len;
            let word: String = chars.iter().skip(at).take(*len).collect();
            steps.get(end).is_some_and(Option::is_some) && is_syllable(&word)
        };
        let step = (1..=LONGEST.min(chars.len() - at)).rev().find(fits);
        if let Some(slot) = steps.get_mut(at) {
            *slot = step;
        }
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let step = (*steps.get(at)?)?;
        found.push(chars.iter().skip(at).take(step).collect());
        at += step;
    }
    Some(found)
}

fn is_syllable(word: &str) -> bool {
    static ALL: std::sync::LazyLock<std::collections::HashSet<&'static str>> =
        std::sync::LazyLock::new(|| {
            let han = ('\u{4E00}'..='\u{9FFF}').filter_map(|c| c.to_pinyin());
            han.map(|p| p.plain()).collect()
        });
    ALL.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expect: Option<&str>) {
        assert_eq!(split(typed).map(|s| s.join(" ")).as_deref(), expect, "{typed}");
    }

    #[test]
    fn typed_syllables_are_cut() {
        check("tingche", Some("ting che"));
        check("Ting Che", Some("ting che"));
        check("xi'an", Some("xi an"));
        check("sifaju", Some("si fa ju"));
        check("xyz", None);
        check("", None);
        assert_eq!(syllables("停车a场"), "ting che - chang ");
    }
}
