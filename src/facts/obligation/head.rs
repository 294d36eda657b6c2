//! Heads of lists and what they make of the items below: cases, things, or sentences like any other.

use crate::lexicon::WordSet;
use crate::outline::Sentence;
use crate::text::last_chars;

/// What a head says of the items below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Head {
    /// Nothing that changes how they are read.
    #[default]
    None,
    /// 有下列情形之一的：, each is a case.
    Cases,
    /// 应包括下列事项：, each names a thing.
    Things,
}

/// How heads announce cases, and what they go on with when the items are rules after all: 按照以下规定办理.
static CASES: WordSet = WordSet::of("obligation_words", "lead_cases");
static RULED: WordSet = WordSet::of("obligation_words", "lead_ruled");
/// How heads announce things, and the verbs that say so.
static THINGS: WordSet = WordSet::of("obligation_words", "lead_things");
static LISTS: WordSet = WordSet::of("obligation_words", "lead_verb");

impl Head {
    /// `alone` says that the line stands over others like a heading: there copies lose the colon.
    fn of(head: &str, alone: bool) -> Self {
        let head = head.trim_end();
        if !head.ends_with(['：', ':']) && !alone {
            return Self::None;
        }
        if let Some(word) = CASES.first_in(head) {
            let behind = head.split_once(word).map_or("", |(_, behind)| behind);
            return if RULED.is_in(behind) { Self::None } else { Self::Cases };
        }
        let bare = head.trim_end_matches(['：', ':']);
        // 应记载下列事项，由申请人签名：
        let named = THINGS.words().iter().find_map(|word| bare.find(word).map(|at| at + word.len()));
        let verb = named.is_some_and(|end| LISTS.is_in(last_chars(bare.get(..end).unwrap_or(""), 10)));
        if verb { Self::Things } else { Self::None }
    }
}

/// The list that is being read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Heads {
    head: Head,
    /// How the labels of its items begin, once one was seen.
    style: Option<Style>,
    line: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Bracket,
    Digit,
    Article,
    Other,
}

impl Heads {
    /// What the list being read makes of the sentence; a head begins the next list.
    pub(super) fn read(&mut self, text: &str, sentence: &Sentence) -> Head {
        let label = text.get(sentence.span.start as usize..sentence.text_start as usize).unwrap_or("");
        let style = label.chars().next().map(|first| match first {
            '（' | '(' => Style::Bracket,
            c if c.is_ascii_digit() => Style::Digit,
            '第' => Style::Article,
            _ => Style::Other,
        });
        // The label of another list ends this one.
        if style.is_some_and(|style| self.style.is_some_and(|own| own != style)) {
            *self = Self::default();
        }
        let own = match style {
            Some(Style::Article) => Head::None,
            Some(style) if *self.style.get_or_insert(style) == style => self.head,
            _ => Head::None,
        };
        let next = Head::of(sentence.span.of(text), sentence.heading);
        if next != Head::None || sentence.span.of(text).trim_end().ends_with(['：', ':']) {
            *self = Self { head: next, style: None, line: sentence.line };
        } else if matches!(style, None | Some(Style::Article)) && sentence.line != self.line {
            *self = Self::default();
        }
        self.line = sentence.line;
        own
    }
}
