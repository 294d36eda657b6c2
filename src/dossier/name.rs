//! The name of the document all papers are about, and whether a text speaks of it.

use crate::lexicon::WordSet;
use crate::text::letters;

/// Ends of the names of places, and what stands before them in 我县, 本市.
static PLACE_END: WordSet = WordSet::of("dossier_words", "place_end");
static OWN: WordSet = WordSet::of("dossier_words", "own_place");

/// Fewest characters of a name without its place that still tell it from others.
const FEWEST: usize = 5;

/// A name with the forms in which papers use it.
pub(super) struct Name {
    /// As the document has it.
    pub(super) full: String,
    folded: String,
    /// Without the place before it: minutes of 某县 leave 某县 out.
    short: Option<String>,
}

impl Name {
    /// A name; `bodies` are those who sign the papers: what the name begins with like one of them is the place.
    pub(super) fn of<'b>(full: String, bodies: impl Iterator<Item = &'b str>) -> Self {
        let folded = letters(&full);
        let longest = bodies.map(|body| place(&folded, &letters(body))).max().unwrap_or(0);
        let short = folded.get(longest..).filter(|s| longest > 0 && s.chars().count() >= FEWEST);
        Self { short: short.map(ToOwned::to_owned), full, folded }
    }

    /// Whether the text names the document, with or without its place; the name after another place is another document.
    pub(super) fn is_in(&self, text: &str) -> bool {
        let marked: String = text.chars().filter(|c| c.is_alphanumeric() || *c == '《').collect();
        let is_short = |short: &String| {
            marked.match_indices(short.as_str()).any(|(at, _)| {
                let before = marked.get(..at).unwrap_or("");
                PLACE_END.before(before).is_none_or(|rest| OWN.tail_of(rest).is_some())
            })
        };
        marked.contains(&self.folded) || self.short.as_ref().is_some_and(is_short)
    }

    /// How much a folded name is like this one, from nothing to one.
    pub(super) fn likeness(&self, folded: &str) -> f64 {
        let short = self.short.as_ref().map_or(0.0, |s| likeness(folded, s));
        likeness(folded, &self.folded).max(short)
    }

    /// The form in which a text has the name, for a quote.
    pub(super) fn form_in<'n>(&'n self, text: &str) -> &'n str {
        match &self.short {
            Some(short) if !text.contains(&self.full) => short,
            _ => &self.full,
        }
    }
}

/// Length of the place that both a name and the body that issues it begin with; of a name that begins with the whole body, its.
fn place(name: &str, body: &str) -> usize {
    if name.starts_with(body) {
        return body.len();
    }
    let common: usize =
        name.chars().zip(body.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let head = name.get(..common).unwrap_or("");
    let ends = head.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
    ends.into_iter().find(|end| head.get(..*end).is_some_and(|h| PLACE_END.tail_of(h).is_some())).unwrap_or(0)
}

/// Share of the characters two names have in common.
fn likeness(a: &str, b: &str) -> f64 {
    let mut left: Vec<char> = b.chars().collect();
    let longest = a.chars().count().max(left.len());
    let shared = a
        .chars()
        .filter(|c| left.iter().position(|l| l == c).map(|at| left.swap_remove(at)).is_some())
        .count();
    if longest == 0 { 0.0 } else { shared as f64 / longest as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_in_a_word_are_near() {
        assert!(likeness("河西县渡口管理办法", "河西县渡口管理规定") >= 0.6);
        assert!(likeness("河西县渡口管理办法", "河西县城市绿化条例") < 0.6);
        assert!(likeness("", "") < 0.1);
    }

    #[test]
    fn the_place_may_be_left_out_but_not_be_another() {
        let name = Name::of("河西县渡口管理办法".into(), ["河西县交通运输局"].into_iter());
        let check = |text: &str, expect: bool| assert_eq!(name.is_in(text), expect, "{text}");
        check("会议审议了《河西县渡口管理办法（草案）》。", true);
        check("会议审议了《渡口管理办法（草案）》。", true);
        check("会议听取了我县渡口管理办法起草情况的汇报。", true);
        check("会议审议了《河东县渡口管理办法（草案）》。", false);
        check("会议研究了渡口管理工作。", false);
        let notice = Name::of("河西县人民政府关于加强渡口管理的通知".into(), ["河西县人民政府"].into_iter());
        assert!(notice.is_in("会议审议了《关于加强渡口管理的通知（送审稿）》。"));
        let bare = Name::of("城市渡口管理办法".into(), ["河西县人民政府"].into_iter());
        assert!(!bare.is_in("《渡口管理办法》"));
    }
}
