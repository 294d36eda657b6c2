//! What editors and portals put into a text in brackets: 【已废止，最新为：《…》】, 【供稿单位：…】, （点击下载）, 【字体：大中小】.
//!
//! Reads the text after width and script were folded. The words stand in `dictionaries/editor_notes.tsv`.

use std::sync::LazyLock;

use super::class;
use super::edits::{Edits, Kind};
use crate::document::Certainty;
use crate::lexicon::{Lexicon, Terms};

const NOTE: Kind = Kind::repair("editor_note", Certainty::High);
/// Longest note in bytes.
const LONGEST: usize = 600;

/// Longest note in round brackets behind its first words, in characters: what is longer says more than a button.
const LONGEST_ROUND: usize = 12;

/// The beginning of a note.
struct Opening {
    term: &'static str,
    /// Whether it counts in round brackets too.
    is_round: bool,
    is_whole: bool,
    /// Words one of which must follow it; any may when there are none.
    behind: Vec<&'static str>,
}

static OPENINGS: LazyLock<Vec<Opening>> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("editor_notes");
    let (brackets, extent, behind) =
        (table.column("brackets"), table.column("extent"), table.column("behind"));
    let openings = table.rows().filter(|row| row[extent] != "stay").map(|row| Opening {
        term: row[0],
        is_round: row[brackets] == "any",
        is_whole: row[extent] == "whole",
        behind: row[behind].split('|').filter(|word| !word.is_empty()).collect(),
    });
    openings.collect()
});
/// Words of provisions: a bracket that holds one is none of an editor's.
static STAYING: LazyLock<Terms> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("editor_notes");
    let extent = table.column("extent");
    Terms::new(table.rows().filter(|row| row[extent] == "stay").map(|row| row[0]))
});
static FIRST: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut first: Vec<char> = OPENINGS.iter().filter_map(|o| o.term.chars().next()).collect();
    first.sort_unstable();
    first.dedup();
    first
});

/// Whether what stands behind an opening bracket may be a note, in either script.
pub(super) fn may_start(inside: &str) -> bool {
    let first = inside.chars().find(|c| !class::is_void(*c));
    first.is_some_and(|c| FIRST.binary_search(&class::fold(c).unwrap_or(c)).is_ok())
}

/// Removes the notes of a text. Nothing of the document is lost, so it returns `false`.
pub(super) fn run<'t>(text: &'t str, edits: &mut Edits<'t>) -> bool {
    let mut from = 0;
    while let Some((start, open)) = text.get(from..).and_then(|rest| {
        let (offset, open) = rest.char_indices().find(|(_, c)| matches!(c, '【' | '（' | '[' | '［'))?;
        Some((from + offset, open))
    }) {
        let inner = start + open.len_utf8();
        let note = text.get(inner..).and_then(|rest| note(rest, open));
        match note {
            Some(len) => {
                edits.delete(start, inner + len, NOTE);
                from = inner + len;
            }
            None => from = inner,
        }
    }
    false
}

/// Length of the note that begins behind the bracket, closing bracket included.
fn note(rest: &str, open: char) -> Option<usize> {
    if !may_start(rest) {
        return None;
    }
    let close = match open {
        '【' => '】',
        '（' => '）',
        '［' => '］',
        _ => ']',
    };
    let mut depth = 0u32;
    let mut chars = rest.char_indices().take_while(|&(offset, c)| offset < LONGEST && c != '\n');
    let end = chars.find_map(|(offset, c)| {
        if c == open {
            depth += 1;
        } else if c == close {
            if depth == 0 {
                return Some(offset);
            }
            depth -= 1;
        }
        None
    })?;
    let inside = rest.get(..end)?.trim();
    let is_note = OPENINGS.iter().any(|o| o.begins(inside, open == '（')) && !STAYING.is_in(inside);
    is_note.then_some(end + close.len_utf8())
}

impl Opening {
    /// Whether the inside of a bracket is a note that begins so.
    fn begins(&self, inside: &str, is_round: bool) -> bool {
        let Some(rest) = inside.strip_prefix(self.term).filter(|_| self.is_round || !is_round) else {
            return false;
        };
        if self.is_whole {
            return rest.is_empty();
        }
        let is_button = || rest.chars().count() <= LONGEST_ROUND && !rest.contains(['，', '。', '；']);
        (self.behind.is_empty() || self.behind.iter().any(|word| rest.contains(word)))
            && (!is_round || is_button())
    }
}
