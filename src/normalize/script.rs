//! Traditional to simplified: character by character from OpenCC's table, and through OpenCC itself where the neighbours of
//! a character decide (乾坤 but 干净); and the question which script a text is written in.
//!
//! OpenCC converts about 3 MB a second behind one lock, so only clauses go there in which a listed character stands beside a
//! listed neighbour (`dictionaries/opencc_context.tsv`). Simplified lines never go there: what OpenCC would take for a
//! phrase there is chance (公示覆盖率), and 乾 or 昇 in a name is right as it stands.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::class::{self, is_han, kind};
use super::edits::Kind;
use super::opencc;
use super::scan::Scan;
use crate::document::Script;
use crate::lexicon::Lexicon;

const TRADITIONAL: Kind = Kind::fold("traditional");

/// Characters of one script per character of the other from which on a text counts as mixed.
const MIXED: u32 = 9;

/// A character that OpenCC converts by context.
struct Context {
    in_simplified: Simplified,
    before: &'static str,
    after: &'static str,
    kept_before: &'static str,
    kept_after: &'static str,
}

/// What happens to a character of the list in simplified text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Simplified {
    /// It is right there.
    Keep,
    /// It is right there, and where nothing tells the script.
    Leave,
    /// It changes as on its own.
    Convert,
}

static CONTEXTS: LazyLock<HashMap<char, Context>> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("opencc_context");
    let column = |name| table.column(name);
    let (simplified, before, after) = (column("simplified"), column("before"), column("after"));
    let (kept_before, kept_after) = (column("kept_before"), column("kept_after"));
    let contexts = table.rows().filter_map(|row| {
        let context = Context {
            in_simplified: match row[simplified] {
                "keep" => Simplified::Keep,
                "leave" => Simplified::Leave,
                _ => Simplified::Convert,
            },
            before: row[before],
            after: row[after],
            kept_before: row[kept_before],
            kept_after: row[kept_after],
        };
        Some((row[0].chars().next()?, context))
    });
    contexts.collect()
});

/// The clause OpenCC converted last.
pub(super) struct Clause {
    start: usize,
    end: usize,
    /// The Chinese characters of the clause, converted.
    converted: Vec<char>,
}

impl Scan<'_> {
    /// A character that changes whatever stands around it.
    pub(super) fn simplify(&mut self, start: usize, end: usize) {
        if let Some(to) = self.char_at(start).and_then(class::fold) {
            self.signs.simplified += 1;
            self.edits.put(start, end, to, TRADITIONAL);
        }
    }

    /// A character that changes, or does not, because of its neighbours.
    pub(super) fn simplify_in_context(&mut self, start: usize, end: usize) {
        let Some(from) = self.char_at(start) else { return };
        let Some(context) = CONTEXTS.get(&from) else { return };
        let (left, right) = (self.left_in_raw(start), self.right(end));
        let is_in = |list: &str, c: Option<char>| c.is_some_and(|c| list.contains(c));
        let may_be_phrase = is_in(context.before, left) || is_in(context.after, right);
        let alone = class::fold(from);
        if alone.is_none() && !may_be_phrase {
            return;
        }
        let is_kept = is_in(context.kept_before, left) || is_in(context.kept_after, right);
        let to = match (self.lean(start), context.in_simplified) {
            (Lean::Simplified, Simplified::Keep | Simplified::Leave) | (Lean::Unknown, Simplified::Leave) => {
                None
            }
            (Lean::Simplified, Simplified::Convert) => alone.filter(|_| !is_kept && !may_be_phrase),
            _ if may_be_phrase => self.by_opencc(start).or(alone),
            (Lean::Traditional, _) => alone,
            _ => alone.filter(|_| !is_kept),
        };
        if let Some(to) = to.filter(|to| *to != from) {
            self.edits.put(start, end, to, TRADITIONAL);
        }
    }

    /// The character before byte `at` in the text before the edits, characters that print nothing left out.
    pub(super) fn left_in_raw(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().rev().find(|c| !class::is_void(*c))
    }

    /// The script of the line, or of the text if the line does not tell.
    fn lean(&mut self, at: usize) -> Lean {
        let (before, after) =
            (self.text.get(..at).unwrap_or_default(), self.text.get(at..).unwrap_or_default());
        let in_line = |c: &char| !class::is_line_end(*c);
        let before = before.chars().rev().take(LONGEST).take_while(in_line);
        let line = Lean::of(before.chain(after.chars().take(LONGEST).take_while(in_line)));
        if line != Lean::Unknown {
            return line;
        }
        let text = self.text;
        *self.lean.get_or_insert_with(|| Lean::of(text.chars()))
    }

    /// What OpenCC makes of the character at byte `at` within its clause.
    fn by_opencc(&mut self, at: usize) -> Option<char> {
        if self.clause.as_ref().is_none_or(|c| at < c.start || c.end <= at) {
            self.clause = self.convert_clause(at);
        }
        let clause = self.clause.as_ref()?;
        let index = self.text.get(clause.start..at)?.chars().filter(|c| is_han(*c)).count();
        clause.converted.get(index).copied()
    }

    /// Converts the run of Chinese characters around byte `at`; blanks and the like inside it are skipped.
    fn convert_clause(&self, at: usize) -> Option<Clause> {
        let is_part = |c: &char| is_han(*c) || class::is_void(*c);
        let (before, after) = (self.text.get(..at)?, self.text.get(at..)?);
        let start =
            at - before.chars().rev().take_while(is_part).take(LONGEST).map(char::len_utf8).sum::<usize>();
        let end = at + after.chars().take_while(is_part).take(LONGEST).map(char::len_utf8).sum::<usize>();
        let clause: String = self.text.get(start..end)?.chars().filter(|c| is_han(*c)).collect();
        let converted = opencc::to_simplified(&clause)?.chars().collect();
        Some(Clause { start, end, converted })
    }
}

/// Which script a stretch of text leans to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lean {
    Simplified,
    Traditional,
    Unknown,
}

impl Lean {
    fn of(chars: impl Iterator<Item = char>) -> Self {
        let (simplified, traditional) = evidence(chars);
        match simplified.cmp(&traditional) {
            std::cmp::Ordering::Greater => Self::Simplified,
            std::cmp::Ordering::Less => Self::Traditional,
            std::cmp::Ordering::Equal => Self::Unknown,
        }
    }
}

/// Characters looked at on either side for the clause and for the script of the line.
const LONGEST: usize = 400;

/// How many characters only simplified and only traditional text holds.
fn evidence(chars: impl Iterator<Item = char>) -> (u32, u32) {
    chars.fold((0, 0), |(simplified, traditional), c| {
        if class::is_simplified_only(c) {
            (simplified + 1, traditional)
        } else {
            (simplified, traditional + u32::from(is_traditional_only(c)))
        }
    })
}

/// Whether the character is traditional script, whatever it becomes.
fn is_traditional_only(c: char) -> bool {
    match class::kind_of(c) {
        kind::CHANGES => true,
        kind::CONTEXT => CONTEXTS.get(&c).is_some_and(|context| context.in_simplified == Simplified::Convert),
        _ => false,
    }
}

/// The script of a text of which `changed` characters were converted.
pub(super) fn script_of(text: &str, changed: u32) -> Script {
    if changed == 0 {
        return Script::Simplified;
    }
    let (simplified, _) = evidence(text.chars());
    if simplified > MIXED * changed {
        Script::Simplified
    } else if changed > MIXED * simplified {
        Script::Traditional
    } else {
        Script::Mixed
    }
}
